//! `number`: a number between two anchors, or how far apart two numbers are. Linear between `zero` and `full`, flat beyond them;
//! `full` may lie below `zero` when little is wanted.
//!
//! One number that is blank is unknown. Of two, the adept's blank asks nothing and the mentor's is unknown. A number
//! with a unit or a hedge ("ca 15 år") is read; anything else that is not a number is unknown and said to be unreadable.

use crate::program::application::read_number;
use crate::program::criteria::Measured;
use crate::program::{Application, FieldRef, Pair, Program, Role};

use super::breakdown::Detail;
use super::kind::{Side, Valuer, Why, when_blank};
use super::reading::fold;
use super::value::Value;

/// One `number` criterion, read.
pub(super) struct Number {
    measured: Vec<(FieldRef, Side<Given>)>,
    zero: i64,
    full: i64,
}

/// What a person gave as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Given {
    Thousandths(i64),
    Blank,
    Unreadable,
}

/// Why there is no number for a pair.
enum Lacking<'n> {
    NotAsked,
    Blank(&'n FieldRef),
    Unreadable(&'n FieldRef),
}

impl Number {
    /// Reads every number.
    pub(super) fn read(program: &Program, measured: &Measured, zero: i64, full: i64) -> Self {
        let fields = match measured {
            Measured::One(field) => vec![field],
            Measured::Gap(a, b) => vec![a, b],
        };
        let side = |field: &FieldRef| Side::read(program, field.role, |person| given(person, &field.field));
        Self { measured: fields.into_iter().map(|field| (field.clone(), side(field))).collect(), zero, full }
    }

    /// The number that is measured for a pair, in thousandths.
    fn measure(&self, pair: Pair) -> Result<i64, Lacking<'_>> {
        let is_gap = self.measured.len() > 1;
        let given = |(field, side): &'_ (FieldRef, Side<Given>)| (field.role, side.of(pair).copied().unwrap_or(Given::Blank));
        if is_gap && self.measured.iter().map(given).any(|it| it == (Role::Adept, Given::Blank)) {
            return Err(Lacking::NotAsked);
        }
        let mut numbers = Vec::with_capacity(2);
        for one in &self.measured {
            match given(one).1 {
                Given::Thousandths(number) => numbers.push(number),
                Given::Blank => return Err(Lacking::Blank(&one.0)),
                Given::Unreadable => return Err(Lacking::Unreadable(&one.0)),
            }
        }
        match numbers.as_slice() {
            [a, b] => Ok(i64::try_from(a.abs_diff(*b)).unwrap_or(i64::MAX)),
            [one] => Ok(*one),
            _ => Err(Lacking::NotAsked),
        }
    }
}

impl Valuer for Number {
    fn value(&self, pair: Pair) -> Value {
        match self.measure(pair) {
            Ok(number) => between(number, self.zero, self.full),
            Err(Lacking::NotAsked) => when_blank(Role::Adept),
            Err(Lacking::Blank(_) | Lacking::Unreadable(_)) => Value::UNKNOWN,
        }
    }

    fn why(&self, _: &Program, pair: Pair) -> Why {
        Why::only(match self.measure(pair) {
            Ok(number) => Detail::Measured(number),
            Err(Lacking::NotAsked) => Detail::NotAsked,
            Err(Lacking::Blank(field)) => Detail::Blank(field.clone()),
            Err(Lacking::Unreadable(field)) => Detail::Unreadable(field.clone()),
        })
    }
}

/// Linear from `zero` (nothing) to `full` (full marks), whichever is the greater.
pub(super) fn between(number: i64, zero: i64, full: i64) -> Value {
    let (number, zero, full) = (i128::from(number), i128::from(zero), i128::from(full));
    let (done, whole) = if full >= zero { (number - zero, full - zero) } else { (zero - number, zero - full) };
    if whole == 0 {
        return Value::whether(done >= 0);
    }
    let [done, whole] = [done.clamp(0, whole), whole].map(|amount| u64::try_from(amount).unwrap_or(u64::MAX));
    Value::share(done, whole)
}

fn given(person: &Application, field: &str) -> Given {
    if let Some(number) = person.number(field) {
        return Given::Thousandths(number);
    }
    match person.texts(field).as_slice() {
        [] => Given::Blank,
        [text] => written(text).map_or(Given::Unreadable, Given::Thousandths),
        _ => Given::Unreadable,
    }
}

/// The one number of a text that holds nothing else but a unit or a hedge.
fn written(text: &str) -> Option<i64> {
    const ASIDE: [&str; 22] = [
        "ca",
        "c:a",
        "cirka",
        "ungefär",
        "omkring",
        "runt",
        "drygt",
        "knappt",
        "över",
        "minst",
        "about",
        "around",
        "over",
        "approximately",
        "nearly",
        "år",
        "years",
        "year",
        "yrs",
        "st",
        "km",
        "personer",
    ];
    let folded = fold(text);
    let mut words =
        folded.split([' ', '~', '+']).map(|word| word.trim_matches('.')).filter(|word| !word.is_empty() && !ASIDE.contains(word));
    let number = read_number(words.next()?)?;
    words.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_lies_between_its_anchors() {
        for (number, zero, full, marks) in [
            (15_000, 1_000, 8_000, 10_000),
            (4_500, 1_000, 8_000, 5_000),
            (1_000, 1_000, 8_000, 0),
            (-5_000, 1_000, 8_000, 0),
            (2_000, 1_000, 8_000, 1_429),
            // Little is wanted.
            (0, 10_000, 0, 10_000),
            (2_500, 10_000, 0, 7_500),
            (11_000, 10_000, 0, 0),
            // One anchor for both: a threshold.
            (5, 5, 5, 10_000),
            (4, 5, 5, 0),
            (i64::MAX, i64::MIN, i64::MAX, 10_000),
            (0, i64::MIN, i64::MAX, 5_000),
        ] {
            assert_eq!(between(number, zero, full).known(), Some(marks), "{number} between {zero} and {full}");
        }
    }

    #[test]
    fn numbers_are_read_with_units_and_hedges() {
        for (text, thousandths) in [
            ("15 år", Some(15_000)),
            ("Ca 7,5 år.", Some(7_500)),
            ("10+", Some(10_000)),
            ("~3", Some(3_000)),
            ("sedan 2009", None),
            ("10-15 år", None),
            ("3 år och 4 år", None),
            ("många", None),
            ("år", None),
        ] {
            assert_eq!(written(text), thousandths, "{text:?}");
        }
    }
}
