//! Rules: hard conditions outside the sum.
//!
//! `when/need` is broken when `when` holds and `need` does not; with a blank answer that could still tip it, the rule is unknown (Kleene's
//! three-valued logic). `same` is broken when both answered the same and `differ` when they did not; a blank on either side is unknown. What
//! unknown does is the rule's own `unknown`. Pairs that a file lists are broken always.

use std::collections::BTreeSet;

use crate::program::criteria::{Condition, Effect, Rule, Test, Unknown};
use crate::program::{Application, FieldRef, Pair, Program};

use super::breakdown::{RuleCheck, Verdict};
use super::equal::{answer, answers};
use super::kind::Side;
use super::reading::fold;

/// Every rule of a program, read.
pub(super) struct Rules(Vec<Read>);

/// One rule, with what it looks at in every application.
struct Read {
    condition: Looked,
    effect: Effect,
    unknown: Unknown,
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

impl Rules {
    /// Reads what every rule looks at.
    pub(super) fn read(program: &Program) -> Self {
        Self(program.criteria.rules.iter().map(|rule| Read::of(program, rule)).collect())
    }

    /// What became of every rule for this pair.
    pub(super) fn check(&self, pair: Pair) -> Vec<RuleCheck> {
        self.0.iter().enumerate().map(|(rule, read)| RuleCheck { rule, verdict: read.verdict(pair) }).collect()
    }

    /// The same in short.
    pub(super) fn marks(&self, pair: Pair) -> Marks {
        let mut marks = Marks::default();
        for (rule, read) in self.0.iter().enumerate() {
            match read.verdict(pair) {
                Verdict::Kept => {}
                Verdict::Blocks | Verdict::BlocksUnknown => marks.blocked = marks.blocked.or(Some(u16::try_from(rule).unwrap_or(u16::MAX))),
                Verdict::Warns | Verdict::WarnsUnknown => marks.warned = true,
            }
        }
        marks
    }
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
        Self { condition, effect: rule.effect, unknown: rule.unknown }
    }

    fn verdict(&self, pair: Pair) -> Verdict {
        match (self.broken(pair), self.effect, self.unknown) {
            (Some(false), _, _) | (None, _, Unknown::Allow) => Verdict::Kept,
            (Some(true), Effect::Block, _) => Verdict::Blocks,
            (Some(true), Effect::Warn, _) => Verdict::Warns,
            (None, _, Unknown::Block) => Verdict::BlocksUnknown,
            (None, _, Unknown::Warn) => Verdict::WarnsUnknown,
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
