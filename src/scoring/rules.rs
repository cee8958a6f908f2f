//! Rules: hard conditions outside the sum.
//!
//! `when/need` is broken when `when` holds and `need` does not; with a blank answer that could still tip it, the rule is unknown (Kleene's
//! three-valued logic). `same` is broken when both answered the same and `differ` when they did not; a blank on either side is unknown. What
//! unknown does is the rule's own `unknown`, within what the rule does at all. Pairs that a file lists are broken always.
//!
//! What a rule finds in a pair is worked out once; what that does (block, warn, nothing) depends on the effects in force.

use std::collections::{BTreeSet, HashMap};

use crate::program::criteria::{Condition, Effect, Rule, Test, Unknown};
use crate::program::{Application, FieldRef, Pair, Program};

use super::breakdown::{RuleCheck, Verdict};
use super::equal::{answer, answers};
use super::kind::{Side, every_pair};
use super::reading::fold;
use super::terms::Effects;

/// Every rule of a program, read; what each does is decided by the effects in force.
pub(super) struct Rulebook(Vec<Read>);

/// The rules under the effects in force.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    book: &'a Rulebook,
    effects: &'a Effects,
}

/// One rule, with what it looks at in every application.
struct Read {
    condition: Looked,
    unknown: Unknown,
}

/// What a rule that is not kept found in a pair.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Found {
    Broken,
    /// A blank answer leaves it open.
    Open,
}

enum Looked {
    /// Whether `when` and `need` hold for each person; `None` for a blank.
    WhenNeed(Side<Option<bool>>, Side<Option<bool>>),
    Same([Side<Vec<String>>; 2]),
    Differ([Side<Vec<String>>; 2]),
    Pairs(BTreeSet<Pair>),
}

/// What the rules say about a pair, in short.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Marks {
    /// The first rule that blocks.
    pub(super) blocked: Option<u16>,
    /// Whether some rule marks the pair.
    pub(super) warned: bool,
}

/// What every rule finds in every pair, whatever the effects in force. Pairs in which the rules find the same share a number, so that
/// other effects cost no more than a look at each number.
pub(super) struct Findings {
    /// Each pair's number, adept by adept.
    of_pairs: Vec<u32>,
    /// What each number means; 0 means that every rule is kept.
    numbers: Vec<Finding>,
}

/// What an earlier number means, and that one more rule is not kept.
struct Finding {
    earlier: usize,
    rule: usize,
    found: Found,
}

impl Rulebook {
    /// Reads what every rule looks at.
    pub(super) fn read(program: &Program) -> Self {
        Self(program.criteria.rules.iter().map(|rule| Read::of(program, rule)).collect())
    }

    /// The rules under these effects.
    pub(super) fn under<'a>(&'a self, effects: &'a Effects) -> Rules<'a> {
        Rules { book: self, effects }
    }

    /// What they find in every pair.
    pub(super) fn findings(&self, adepts: usize, mentors: usize) -> Findings {
        // Number 0 has no earlier one: what stands there is never looked at.
        let mut numbers = vec![Finding { earlier: 0, rule: 0, found: Found::Open }];
        let mut known: HashMap<(usize, usize, Found), usize> = HashMap::new();
        let mut number_of = |pair: Pair| {
            let not_kept = self.0.iter().enumerate().filter_map(|(rule, read)| Some((rule, read.finds(pair)?)));
            not_kept.fold(0, |earlier, (rule, found)| {
                *known.entry((earlier, rule, found)).or_insert_with(|| {
                    numbers.push(Finding { earlier, rule, found });
                    numbers.len() - 1
                })
            })
        };
        let of_pairs = every_pair(adepts, mentors).map(|pair| u32::try_from(number_of(pair)).unwrap_or(u32::MAX)).collect();
        Findings { of_pairs, numbers }
    }

    fn verdict(&self, rule: usize, found: Found, effects: &Effects) -> Verdict {
        let unknown = self.0.get(rule).map_or(Unknown::Warn, |read| read.unknown);
        match (effects.at(rule), found, unknown) {
            (Effect::Off, ..) | (_, Found::Open, Unknown::Allow) => Verdict::Kept,
            (Effect::Block, Found::Broken, _) => Verdict::Blocks,
            (Effect::Warn, Found::Broken, _) => Verdict::Warns,
            (Effect::Block, Found::Open, Unknown::Block) => Verdict::BlocksUnknown,
            // A rule that only warns never blocks.
            (_, Found::Open, _) => Verdict::WarnsUnknown,
        }
    }
}

impl Rules<'_> {
    /// What became of every rule that is not switched off.
    pub(super) fn check(&self, pair: Pair) -> Vec<RuleCheck> {
        let in_force = self.book.0.iter().enumerate().filter(|(rule, _)| self.effects.at(*rule) != Effect::Off);
        let verdict = |rule, read: &Read| read.finds(pair).map_or(Verdict::Kept, |found| self.book.verdict(rule, found, self.effects));
        in_force.map(|(rule, read)| RuleCheck { rule, verdict: verdict(rule, read) }).collect()
    }
}

impl Findings {
    /// What each number comes to under these effects.
    pub(super) fn marks(&self, book: &Rulebook, effects: &Effects) -> Vec<Marks> {
        let mut marks = vec![Marks::default()];
        for finding in self.numbers.iter().skip(1) {
            let earlier = marks.get(finding.earlier).copied().unwrap_or_default();
            marks.push(earlier.with(finding.rule, book.verdict(finding.rule, finding.found, effects)));
        }
        marks
    }

    /// Every pair's number, adept by adept.
    pub(super) fn of_pairs(&self) -> &[u32] {
        &self.of_pairs
    }

    /// The first rule that blocks the pair at this place under these effects.
    pub(super) fn blocking(&self, place: usize, book: &Rulebook, effects: &Effects) -> Option<usize> {
        self.first(place, book, effects, blocks)
    }

    /// The first rule that only marks the pair at this place under these effects.
    pub(super) fn warning(&self, place: usize, book: &Rulebook, effects: &Effects) -> Option<usize> {
        self.first(place, book, effects, |verdict| matches!(verdict, Verdict::Warns | Verdict::WarnsUnknown))
    }

    fn first(&self, place: usize, book: &Rulebook, effects: &Effects, counts: fn(Verdict) -> bool) -> Option<usize> {
        let mut number = *self.of_pairs.get(place)? as usize;
        let mut first = None;
        // From the last rule to the first.
        while let Some(finding) = self.numbers.get(number).filter(|_| number > 0) {
            if counts(book.verdict(finding.rule, finding.found, effects)) {
                first = Some(finding.rule);
            }
            number = finding.earlier;
        }
        first
    }
}

impl Marks {
    fn with(self, rule: usize, verdict: Verdict) -> Self {
        match verdict {
            Verdict::Kept => self,
            Verdict::Warns | Verdict::WarnsUnknown => Self { warned: true, ..self },
            Verdict::Blocks | Verdict::BlocksUnknown => {
                Self { blocked: self.blocked.or(Some(u16::try_from(rule).unwrap_or(u16::MAX))), ..self }
            }
        }
    }
}

fn blocks(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Blocks | Verdict::BlocksUnknown)
}

impl Read {
    fn of(program: &Program, rule: &Rule) -> Self {
        let condition = match &rule.condition {
            Condition::WhenNeed { when, need } => Looked::WhenNeed(holds(program, when), holds(program, need)),
            Condition::Same(a, b) => Looked::Same([a, b].map(|field| names(program, field))),
            Condition::Differ(a, b) => {
                Looked::Differ([a, b].map(|field| Side::read(program, field.role, |person| answers(person, &field.field))))
            }
            Condition::Pairs(pairs) => Looked::Pairs(
                pairs
                    .iter()
                    .filter_map(|(adept, mentor)| Some(Pair { adept: program.adept(adept)?, mentor: program.mentor(mentor)? }))
                    .collect(),
            ),
        };
        Self { condition, unknown: rule.unknown }
    }

    /// What it finds when it is not kept.
    fn finds(&self, pair: Pair) -> Option<Found> {
        match self.broken(pair) {
            Some(false) => None,
            Some(true) => Some(Found::Broken),
            None if self.unknown == Unknown::Allow => None,
            None => Some(Found::Open),
        }
    }

    /// Whether the rule is broken; `None` when a blank answer leaves it open.
    fn broken(&self, pair: Pair) -> Option<bool> {
        match &self.condition {
            Looked::WhenNeed(when, need) => {
                let [when, need] = [when, need].map(|side| side.of(pair).copied().flatten());
                match (when, need) {
                    (Some(false), _) | (_, Some(true)) => Some(false),
                    (Some(true), Some(false)) => Some(true),
                    _ => None,
                }
            }
            Looked::Same(sides) => in_common(sides, pair),
            Looked::Differ(sides) => in_common(sides, pair).map(|common| !common),
            Looked::Pairs(pairs) => Some(pairs.contains(&pair)),
        }
    }
}

fn in_common(sides: &[Side<Vec<String>>; 2], pair: Pair) -> Option<bool> {
    let [a, b] = sides.each_ref().map(|side| side.of(pair).filter(|answers| !answers.is_empty()));
    let (a, b) = (a?, b?);
    Some(a.iter().any(|answer| b.contains(answer)))
}

/// Whether each person's answer is one of the test's; `None` for a blank.
fn holds(program: &Program, test: &Test) -> Side<Option<bool>> {
    let passes: Vec<String> = test.any.iter().map(|value| answer(value)).collect();
    Side::read(program, test.field.role, |person| {
        let given = answers(person, &test.field.field);
        (!given.is_empty()).then(|| given.iter().any(|one| passes.contains(one)))
    })
}

/// The names in a field in the form in which two names of one organisation are equal.
fn names(program: &Program, field: &FieldRef) -> Side<Vec<String>> {
    let read = |person: &Application| {
        let texts = person.texts(&field.field);
        let mut names: Vec<String> = texts.iter().flat_map(|text| text.split([';', '\n'])).flat_map(organisations).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    Side::read(program, field.role, read)
}

/// The name without brackets, and what stands before its comma ("Volvo, Göteborg"); each without legal forms and marks.
pub(super) fn organisations(text: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let bare: String = text
        .chars()
        .filter(|c| {
            depth += u32::from(matches!(c, '(' | '['));
            let outside = depth == 0;
            depth = depth.saturating_sub(u32::from(matches!(c, ')' | ']')));
            outside
        })
        .collect();
    let bare = if bare.trim().is_empty() { text } else { &bare };
    let head = bare.split(',').next().unwrap_or_default();
    [bare, head].into_iter().map(organisation).filter(|name| !name.is_empty()).collect()
}

/// Folded words without marks and without the words that say what kind of organisation it is, unless there is nothing else.
fn organisation(text: &str) -> String {
    const FORMS: [&str; 16] =
        ["ab", "hb", "kb", "aktiebolag", "handelsbolag", "publ", "as", "asa", "oy", "oyj", "aps", "gmbh", "inc", "ltd", "plc", "kommun"];
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !FORMS.contains(word)).collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let b = organisations(b);
        organisations(a).iter().any(|name| b.contains(name))
    }

    #[test]
    fn organisations_are_compared_by_name() {
        for (a, b, expected) in [
            ("Nordstål AB", "nordstål", true),
            ("AB Volvo", "Volvo (publ)", true),
            ("ICA Kvantum (extrajobb)", "ICA Kvantum", true),
            ("Berg & Co Revision", "Berg & Co. Revision HB", true),
            ("Örebro kommun", "O\u{308}rebro  Kommun", true),
            ("Volvo, Göteborg", "SKF, Göteborg", false),
            ("Volvo, Göteborg", "Volvo", true),
            ("Region Örebro län", "Örebro kommun", false),
            ("ICA", "ICA Kvantum", false),
            ("AB", "HB", false),
            ("AB", "ab", true),
            ("(egen firma)", "Egen firma", true),
            ("...", "...", false),
        ] {
            assert_eq!(same(a, b), expected, "{a:?} and {b:?}");
        }
    }
}
