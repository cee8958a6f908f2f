//! Letters and colours for the people of the group: the same on everybody's screen, since they come from the names alone.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::piece;
use super::signs;
use super::text;
use super::theme::{HUES, Hue, Role as Ink};
use crate::app::App;
use crate::program::{PersonId, Role, Shown};

/// The most cells that somebody's letters take.
pub const LETTERS: usize = 2;

/// So many colours are easy to read on every background, and alarm nobody.
const READABLE: usize = 3;

/// How one of the group is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// One or two letters, in at most two cells; nobody else of the group has the same.
    pub letters: String,
    /// A colour on top of them. Of more than five people some share one.
    pub hue: Hue,
}

impl Mark {
    /// How the letters are drawn.
    pub fn ink(&self) -> Ink {
        Ink::Letters(self.hue)
    }
}

/// Everybody of the group, by name.
#[derive(Debug, Clone, Default)]
pub struct Group(BTreeMap<String, Mark>);

impl Group {
    /// Those who are here: oneself and the others.
    pub fn here(app: &App) -> Self {
        Self::of(app.present().iter().map(|present| present.by.as_str()).chain([app.by()]))
    }

    /// Marks for these names. Whoever shares the first letter with somebody has two: the beginnings of the first two words of the name, or else its
    /// first two letters, or else a letter and a number in the order of the names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: BTreeSet<&str> = names.into_iter().collect();
        let mut by_letter: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in &names {
            by_letter.entry(first_letter(name)).or_default().push(name);
        }
        let mut marks = BTreeMap::new();
        let mut taken = [0_usize; HUES.len()];
        for (letter, names) in &by_letter {
            for (name, letters) in names.iter().zip(tell_apart(letter, names)) {
                marks.insert((*name).to_owned(), Mark { letters, hue: HUES[0] });
            }
        }
        // In the order of the names, so that whoever comes later in it gives way.
        for (name, mark) in &mut marks {
            mark.hue = hue(name, &mut taken);
        }
        Self(marks)
    }

    /// Somebody's mark; for whoever is not of the group as if they were.
    pub fn mark(&self, name: &str) -> Mark {
        let known = self.0.get(name).cloned();
        known.or_else(|| Self::of(self.0.keys().map(String::as_str).chain([name])).0.remove(name)).unwrap_or_else(nobody)
    }
}

fn nobody() -> Mark {
    Mark { letters: "?".to_owned(), hue: HUES[0] }
}

/// One of the first three colours, which one depends on the name, unless those before took it: then the next one round. The fourth person has
/// blue, which dark screens show badly, and the fifth red, which looks like a warning.
fn hue(name: &str, taken: &mut [usize; HUES.len()]) -> Hue {
    let sum = name.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let first = usize::try_from(sum >> 8).unwrap_or(0) % READABLE;
    let least = taken.iter().min().copied().unwrap_or(0);
    let mut round = (0..READABLE).map(|step| (first + step) % READABLE).chain(READABLE..HUES.len());
    let place = round.find(|place| taken.get(*place) == Some(&least)).unwrap_or(first);
    if let Some(count) = taken.get_mut(place) {
        *count += 1;
    }
    HUES.get(place).copied().unwrap_or(HUES[0])
}

/// The first letter of a name, as a capital; `#` where there is none that a cell or two can show.
fn first_letter(name: &str) -> String {
    letters(name).next().unwrap_or_else(|| "#".to_owned())
}

/// The letters and digits of a name, as capitals, each of at most two cells.
fn letters(name: &str) -> impl Iterator<Item = String> {
    let shown = Shown::new(name);
    let whole: Vec<String> = shown
        .as_str()
        .graphemes(true)
        .filter(|letter| letter.chars().next().is_some_and(char::is_alphanumeric))
        .map(str::to_uppercase)
        .filter(|letter| (1..=LETTERS).contains(&text::width(letter)))
        .collect();
    whole.into_iter()
}

/// Marks for people with the same first letter, in the order of their names.
fn tell_apart(letter: &str, names: &[&str]) -> Vec<String> {
    if names.len() == 1 {
        return vec![letter.to_owned()];
    }
    let two = |second: &dyn Fn(&str) -> Option<String>| -> Option<Vec<String>> {
        let marks: Vec<String> = names.iter().map(|name| second(name).map(|second| format!("{letter}{second}"))).collect::<Option<_>>()?;
        let distinct = marks.iter().collect::<BTreeSet<_>>().len() == marks.len();
        (distinct && marks.iter().all(|mark| text::width(mark) <= LETTERS)).then_some(marks)
    };
    let of_second_word = |name: &str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).nth(1).map(first_letter);
    let second = |name: &str| letters(name).nth(1).map(|letter| letter.to_lowercase());
    two(&of_second_word).or_else(|| two(&second)).unwrap_or_else(|| (1..=names.len()).map(|number| numbered(letter, number)).collect())
}

/// `A1` to `A9`, then the number alone; nobody looks for a hundredth.
fn numbered(letter: &str, number: usize) -> String {
    let both = format!("{letter}{number}");
    if text::width(&both) <= LETTERS { both } else { format!("{:02}", number % 100) }
}

/// Who else looks at whom, and who has just decided about whom.
#[derive(Debug)]
pub struct RowMarks<'a> {
    group: Group,
    looking: BTreeMap<(Role, &'a PersonId), BTreeSet<&'a str>>,
    fresh: BTreeMap<(Role, &'a PersonId), &'a str>,
}

impl<'a> RowMarks<'a> {
    /// As things are.
    pub fn of(app: &'a App) -> Self {
        let mut looking: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for present in app.present() {
            let stand = &present.stand;
            let adept = stand.adept.as_ref().map(|id| (Role::Adept, id));
            let mentor = stand.mentor.as_ref().map(|id| (Role::Mentor, id));
            for person in [adept, mentor].into_iter().flatten() {
                looking.entry(person).or_default().insert(present.by.as_str());
            }
        }
        // The last decision about somebody is the one that is told.
        let of_decision = |fresh: &'a crate::app::Fresh| fresh.people.iter().map(|(role, id)| ((*role, id), fresh.by.as_str()));
        Self { group: Group::here(app), looking, fresh: app.fresh().iter().flat_map(of_decision).collect() }
    }

    /// What stands beside a person, in at most three cells: ` B`, ` BC`, ` +3` for those who look, `◄B` for whoever has just decided.
    pub fn beside(&self, role: Role, id: &PersonId) -> Vec<Span<'static>> {
        if let Some(by) = self.fresh.get(&(role, id)) {
            let mark = self.group.mark(by);
            return vec![piece(signs::DECIDED, Ink::Strong), piece(mark.letters.clone(), mark.ink())];
        }
        let Some(looking) = self.looking.get(&(role, id)) else { return vec![] };
        let marks: Vec<Mark> = looking.iter().map(|by| self.group.mark(by)).collect();
        let letters = |mark: &Mark| piece(mark.letters.clone(), mark.ink());
        let mut beside = vec![piece(" ", Ink::Plain)];
        let cells: usize = marks.iter().map(|mark| text::width(&mark.letters)).sum();
        match marks.as_slice() {
            all if cells <= LETTERS => beside.extend(all.iter().map(letters)),
            others => beside.push(piece(format!("+{}", others.len().min(9)), Ink::Strong)),
        }
        beside
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(names: &[&str], expected: &[&str]) {
        let group = Group::of(names.iter().copied());
        let marks: Vec<String> = names.iter().map(|name| group.mark(name).letters).collect();
        assert_eq!(marks, expected, "{names:?}");
    }

    #[test]
    fn letters_tell_people_apart() {
        check(&["anna", "Bo", "Cia"], &["A", "B", "C"]);
        check(&["anna", "Åsa", "Örjan", "ärla"], &["A", "Å", "Ö", "Ä"]);
        check(&["anna", "anders"], &["A2", "A1"]);
        check(&["anna", "albin", "Bo"], &["An", "Al", "B"]);
        check(&["anna.berg", "anna.ek", "Anna Ros"], &["AB", "AE", "AR"]);
        check(&["anna", "Anna"], &["A2", "A1"]);
        check(&["", "🦀", "bo"], &["#1", "#2", "B"]);
        check(&["王芳", "王伟"], &["02", "01"]);
        check(&["A\u{30a}sa", "bo"], &["Å", "B"]);
    }

    #[test]
    fn five_people_have_five_colours_and_a_sixth_shares_one() {
        let names = ["anna", "Bo", "Cia", "Dan", "Eli", "Fia"];
        let of =
            |count: usize| Group::of(names[..count].iter().copied()).0.values().map(|mark| mark.hue as u8).collect::<BTreeSet<_>>().len();
        assert_eq!((of(2), of(3), of(5), of(6)), (2, 3, 5, 5));
    }

    #[test]
    fn whoever_is_not_here_takes_nobodys_letters() {
        let group = Group::of(["Bo", "anna"]);
        assert_eq!((group.mark("Bea").letters.as_str(), group.mark("Bo").letters.as_str()), ("Be", "B"));
    }

    proptest! {
        #[test]
        fn marks_are_short_and_distinct_and_depend_on_nothing_but_the_names(names in proptest::collection::btree_set("\\PC{0,6}|[a-cA-CåÅ ._-]{0,5}", 0..14)) {
            let (one, other) = (Group::of(names.iter().map(String::as_str)), Group::of(names.iter().rev().map(String::as_str)));
            let marks: BTreeSet<String> = names.iter().map(|name| one.mark(name).letters).collect();
            prop_assert_eq!(marks.len(), names.len());
            for name in &names {
                prop_assert_eq!(one.mark(name), other.mark(name));
                prop_assert!((1..=LETTERS).contains(&text::width(&one.mark(name).letters)));
            }
        }
    }
}
