//! Personal data in the wrong place: what an e-mail address, a telephone number and a personal identity number look like.
//!
//! A Swedish personal identity number is a date of birth in six or eight digits, a hyphen (a plus from the age of a hundred), three digits and a
//! check digit; a coordination number has 60 added to the day. Source of the form and of the check digit (Luhn): Swedish Tax Agency, SKV 704.

use crate::program::problem::Private;

/// What a name holds that is no name.
pub(super) fn in_a_name(name: &str) -> Option<Private> {
    if holds_personal_number(name) {
        Some(Private::PersonalNumber)
    } else if holds_address(name) {
        Some(Private::Email)
    } else {
        is_phone(name).then_some(Private::Phone)
    }
}

/// Whether something in a text looks like a personal identity number.
pub(super) fn holds_personal_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(from) = bytes.get(start..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|at| start + at) {
        let run = digits(bytes, from);
        let end = from + run.len();
        let (separated, rest) = match bytes.get(end..) {
            // With or without a space after the date, and hyphens of every kind.
            Some([b'-' | b'+' | b' ', tail @ ..]) => (true, tail),
            Some([0xe2, 0x80, 0x90..=0x95, tail @ ..]) => (true, tail),
            _ => (false, &[][..]),
        };
        let last = digits(rest, 0);
        if is_number(run, separated.then_some(last)) {
            return true;
        }
        start = end;
    }
    false
}

fn digits(bytes: &[u8], from: usize) -> &[u8] {
    let rest = bytes.get(from..).unwrap_or_default();
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// Whether a run of digits, and what stands behind its hyphen, is a number. Without a century and without a hyphen the check digit must be
/// right, and with a hyphen too when it could be two dates ("200801-2012").
fn is_number(run: &[u8], after: Option<&[u8]>) -> bool {
    let is_year = |four: &[u8]| four.starts_with(b"19") || four.starts_with(b"20");
    match (run, after) {
        ([century @ .., _, _, _, _, _, _], Some(last)) if last.len() == 4 && matches!(century.len(), 0 | 2) => {
            let date = run.get(century.len()..).unwrap_or_default();
            let full = [date, last].concat();
            is_date(date) && (century.is_empty() || is_year(century)) && (!is_year(last) || is_checked(&full))
        }
        ([_, _, _, _, _, _, _, _, _, _], _) => run.get(..6).is_some_and(is_date) && !run.starts_with(b"0") && is_checked(run),
        ([_, _, rest @ ..], _) if run.len() == 12 => is_year(run) && rest.get(..6).is_some_and(is_date) && is_checked(rest),
        _ => false,
    }
}

/// `YYMMDD`, or with 60 added to the day.
fn is_date(six: &[u8]) -> bool {
    let [_, _, month @ .., tens, ones] = six else { return false };
    let number = |pair: &[u8]| pair.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let day = number(&[*tens, *ones]);
    (1..=12).contains(&number(month)) && ((1..=31).contains(&day) || (61..=91).contains(&day))
}

/// Luhn's check digit over ten digits.
fn is_checked(ten: &[u8]) -> bool {
    let weighed = ten.iter().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    weighed.map(|product| product / 10 + product % 10).sum::<u32>() % 10 == 0
}

/// Something before and after an at sign, with a dot after it.
fn holds_address(text: &str) -> bool {
    text.split_whitespace().any(|word| word.split_once('@').is_some_and(|(before, after)| !before.is_empty() && after.contains('.')))
}

/// At least seven digits and nothing else but the marks between them.
fn is_phone(text: &str) -> bool {
    let count = text.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&count) && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-–()/.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_seen() {
        // Numbers that the Swedish Tax Agency publishes for tests, and invented ones.
        for (text, found) in [
            ("20000101-2384", true),
            ("000101-2384", true),
            ("0001012384", false), // begins as a telephone number does
            ("200001012384", true),
            ("19121212+1212", true),
            ("121212+1212", true),
            ("1212121212", true),
            ("Mitt nummer är 850101-1234, ring mig.", true),
            ("850161-1234", true),
            ("850101–1234", true),
            ("850101 1234", true),
            ("851301-1234", false),
            ("850132-1234", false),
            ("200801-2012", false),
            ("20080101-20081231", false),
            ("070-174 06 30", false),
            ("0701740630", false),
            ("+46701740630", false),
            ("2026-11-21", false),
            ("7350012345678", false),
            ("", false),
            ("å-ä-ö", false),
        ] {
            assert_eq!(holds_personal_number(text), found, "{text:?}");
        }
    }

    #[test]
    fn names_are_names() {
        for (name, found) in [
            ("Anna", None),
            ("Anna@home", None),
            ("anna.berg@example.org", Some(Private::Email)),
            ("Berg <anna@example.org>", Some(Private::Email)),
            ("070-174 06 30", Some(Private::Phone)),
            ("+46 70 174 06 30", Some(Private::Phone)),
            ("Johan 2", None),
            ("850101-1234", Some(Private::PersonalNumber)),
            ("X Æ A-12", None),
        ] {
            assert_eq!(in_a_name(name), found, "{name:?}");
        }
    }
}
