//! All that one criterion reads in two people's words: what is wanted and what is offered, each passage in its sentence.

use crate::program::Pair;

use super::breakdown::Quote;
use super::scores::Scorer;
use super::text::{Label, Lexicon, Said};

/// What two people say under one criterion, in the order in which they wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BothSaid {
    /// What is wanted (for kinds without direction: side `a`).
    pub wanted: Vec<Phrase>,
    /// What is offered (for kinds without direction: side `b`).
    pub offered: Vec<Phrase>,
}

/// One thing that somebody says.
#[derive(Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, where they stand.
    pub quote: Quote,
    /// The same words, with the language in which they are read.
    pub said: Said,
    /// What stands around them in the answer: before, after.
    pub around: (String, String),
    /// The concept's name, if the tables know the words.
    pub topic: Option<Label>,
    /// Whether the other side answers them; true for everything that is offered.
    pub answered: bool,
}

/// Personal text stays out of debug output.
impl std::fmt::Debug for Phrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phrase").field("quote", &self.quote).field("answered", &self.answered).finish_non_exhaustive()
    }
}

impl Scorer {
    /// What two people say under the criterion at this place; `None` when it does not compare words by what they mean.
    pub fn said(&self, criterion: usize, pair: Pair) -> Option<BothSaid> {
        self.valuer(criterion)?.said(self.program(), pair)
    }

    /// Whether the criterion at this place compares words by what they mean.
    pub fn compares_words(&self, criterion: usize) -> bool {
        use crate::program::criteria::{Kind, Reward};
        self.program().criteria.criteria.get(criterion).is_some_and(|criterion| match &criterion.kind {
            Kind::Text { .. } => true,
            Kind::Tags { reward, .. } => *reward == Reward::Same,
            _ => false,
        })
    }

    /// The words that everything was read with.
    pub fn lexicon(&self) -> &Lexicon {
        self.read_with()
    }
}

/// How much is shown around a phrase, in bytes.
const AROUND: usize = 60;

/// What stands around these bytes of a text, whole words of it.
pub(super) fn around(text: &str, range: &std::ops::Range<usize>) -> (String, String) {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let from = before.char_indices().map(|(at, _)| at).find(|at| before.len() - at <= AROUND).unwrap_or(before.len());
    let from =
        if from == 0 { 0 } else { before.get(from..).and_then(|rest| rest.find(' ')).map_or(before.len(), |space| from + space + 1) };
    let to = after.char_indices().map(|(at, _)| at).find(|at| *at >= AROUND).unwrap_or(after.len());
    let to = if to == after.len() { to } else { after.get(..to).and_then(|rest| rest.rfind(' ')).unwrap_or(0) };
    (before.get(from..).unwrap_or_default().to_owned(), after.get(..to).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, expected: (&str, &str)) {
        let start = text.find(words).unwrap();
        let (before, after) = around(text, &(start..start + words.len()));
        assert_eq!((before.as_str(), after.as_str()), expected, "{words} in {text}");
    }

    #[test]
    fn what_stands_around_is_whole_words() {
        check("jag vill ha strategi nu", "strategi", ("jag vill ha ", " nu"));
        check("strategi", "strategi", ("", ""));
        let long = format!("{}strategi{}", "åäö ".repeat(40), " åäö".repeat(40));
        let (before, after) = around(&long, &(long.find("strategi").unwrap()..long.find("strategi").unwrap() + 8));
        assert!(before.starts_with("åäö ") && before.len() <= AROUND && after.ends_with("åäö") && after.len() <= AROUND);
        check(&format!("{0} strategi {0}", "x".repeat(200)), "strategi", ("", ""));
    }
}
