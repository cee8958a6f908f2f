//! Quotes in their sentence: a few words around what was quoted, so that whoever has read the application knows the place again.

use std::ops::Range;

use ratatui::text::Span;

use super::canvas::piece;
use super::text;
use super::theme::Role as Ink;
use crate::program::{Pair, Program, Role, Shown};
use crate::scoring::Quote;

/// A quote is filled up to so many words; longer ones stand as they are.
const WORDS: usize = 5;
/// The most cells that a quote is filled up to.
const CELLS: usize = 40;

/// Where quotes of a pair are looked up.
#[derive(Debug, Clone, Copy)]
pub struct Applications<'a> {
    /// Everybody's applications.
    pub program: &'a Program,
    /// Whose are read.
    pub pair: Pair,
}

/// Quoted words with some of what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    said: String,
    /// The bytes of `said` that were quoted.
    quoted: Range<usize>,
}

impl Applications<'_> {
    /// A quote in its sentence, in at most so many cells where the quote itself is no longer.
    pub fn passage(&self, quote: &Quote, cells: usize) -> Passage {
        let words = Shown::new(&quote.text);
        let index = if quote.field.role == Role::Adept { self.pair.adept } else { self.pair.mentor };
        let answers = self.program.people(quote.field.role).get(index).map(|person| person.texts(&quote.field.field)).unwrap_or_default();
        let found = answers.iter().find_map(|answer| around(Shown::new(answer).as_str(), words.as_str(), cells.min(CELLS)));
        found.unwrap_or_else(|| Passage::bare(words.as_str()))
    }
}

impl Passage {
    fn bare(words: &str) -> Self {
        Self { said: words.to_owned(), quoted: 0..words.len() }
    }

    /// How many cells it takes.
    pub fn width(&self) -> usize {
        text::width(&self.said)
    }

    /// Whether both say the same, in whatever case.
    pub fn says_the_same_as(&self, other: &Passage) -> bool {
        self.said.to_lowercase() == other.said.to_lowercase()
    }

    /// As pieces of a line, the quoted words stronger than what stands around them; cut where it does not fit.
    pub fn pieces(&self, cells: usize) -> Vec<Span<'static>> {
        if self.width() > cells || self.quoted.len() == self.said.len() {
            return vec![piece(text::cut(&self.said, cells), Ink::Plain)];
        }
        let part = |range: Range<usize>| self.said.get(range).unwrap_or_default().to_owned();
        vec![
            piece(part(0..self.quoted.start), Ink::Plain),
            piece(part(self.quoted.clone()), Ink::Strong),
            piece(part(self.quoted.end..self.said.len()), Ink::Plain),
        ]
    }
}

/// Words of an answer with their neighbours up to the next comma or stop, before and after by turns; small words are not left at the ends.
fn around(answer: &str, words: &str, cells: usize) -> Option<Passage> {
    let quoted = find_whole(answer, words)?;
    let all: Vec<Range<usize>> = words_of(answer, &clause_of(answer, &quoted));
    let inside = |word: &Range<usize>| word.start < quoted.end && quoted.start < word.end;
    let (first, last) = (all.iter().position(inside)?, all.iter().rposition(inside)?);
    let range = |from: usize, to: usize| Some(all.get(from)?.start.min(quoted.start)..all.get(to)?.end.max(quoted.end));
    let said = |from: usize, to: usize| range(from, to).and_then(|range| answer.get(range));
    let fits = |from: usize, to: usize| to - from < WORDS && said(from, to).is_some_and(|said| text::width(said) <= cells);
    let small = |place: usize| all.get(place).and_then(|word| answer.get(word.clone())).is_some_and(is_small);
    let (mut from, mut to) = (first, last);
    loop {
        let before = (from, to);
        if from > 0 && fits(from - 1, to) {
            from -= 1;
        }
        if to + 1 < all.len() && fits(from, to + 1) {
            to += 1;
        }
        if (from, to) == before {
            break;
        }
    }
    while from < first && small(from) {
        from += 1;
    }
    while to > last && small(to) {
        to -= 1;
    }
    if (from, to) == (first, last) {
        return Some(Passage::bare(answer.get(quoted)?));
    }
    let start = range(from, to)?.start;
    Some(Passage { said: said(from, to)?.to_owned(), quoted: quoted.start - start..quoted.end - start })
}

/// Words such as `i`, `på` and `och` say nothing at the end of a quote.
fn is_small(word: &str) -> bool {
    !word.chars().any(|c| c.is_uppercase() || c.is_numeric()) && word.chars().filter(|c| c.is_alphabetic()).count() <= 3
}

/// Where some words stand as whole words, or else at all.
fn find_whole(answer: &str, words: &str) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let places = || answer.match_indices(words).map(|(start, found)| start..start + found.len());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |place: &Range<usize>| {
        let before = answer.get(..place.start).and_then(|text| text.chars().next_back());
        let after = answer.get(place.end..).and_then(|text| text.chars().next());
        !letter(before) && !letter(after)
    };
    places().find(whole).or_else(|| places().next())
}

/// The words around a place up to the next comma or stop.
fn clause_of(answer: &str, place: &Range<usize>) -> Range<usize> {
    let ends = |c: char| matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '–' | '(' | ')' | '\n');
    let start = answer.get(..place.start).and_then(|text| text.rfind(ends)).map_or(0, |at| at + 1);
    let end = answer.get(place.end..).and_then(|text| text.find(ends)).map_or(answer.len(), |at| place.end + at);
    start..end
}

/// The words between two places, split at white space.
fn words_of(answer: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let Some(text) = answer.get(range.clone()) else { return vec![] };
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(range.start + from..range.start + at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(answer: &str, words: &str, cells: usize, expected: &str) {
        let passage = around(answer, words, cells).unwrap_or_else(|| Passage::bare(words));
        assert_eq!(passage.said, expected, "«{words}» in «{answer}»");
        assert_eq!(passage.said.get(passage.quoted), Some(words));
    }

    #[test]
    fn a_word_is_quoted_with_its_neighbours() {
        let goals = "Ett första jobb. Räkna på fjärrvärme eller vindkraft, inte bara visa bilder.";
        check(goals, "vindkraft", 40, "Räkna på fjärrvärme eller vindkraft");
        check("Jag läste in energisystem på kvällarna", "energisystem", 40, "läste in energisystem på kvällarna");
        check("Jag läste in energisystem på kvällarna", "energisystem", 24, "läste in energisystem");
        check("klimat, skidor och körsång", "skidor", 40, "skidor och körsång");
        check(goals, "jobb", 40, "Ett första jobb");
        check(goals, "vindkraft", 20, "eller vindkraft");
        check(goals, "vindkraft", 5, "vindkraft");
        check("jobb, jobb och åter jobb", "jobb", 40, "jobb");
        check("How Swedish interviews work; and pay", "interviews", 40, "How Swedish interviews work");
    }

    #[test]
    fn what_is_long_or_alone_or_not_found_stands_as_it_is() {
        check("Uppsala", "Uppsala", 40, "Uppsala");
        check("sex ord som står i en rad här", "ord som står i en rad", 80, "ord som står i en rad");
        check("något annat", "vindkraft", 40, "vindkraft");
        // Inside a word only where it is not a word of its own.
        check("havsvindkraft och stor vindkraft till lands", "vindkraft", 18, "stor vindkraft");
    }

    proptest! {
        #[test]
        fn any_answer_gives_the_quoted_words(answer in "[a-zåäö ,.–-]{0,60}", start in 0usize..60, long in 1usize..20, cells in 0usize..50) {
            let words: String = answer.chars().skip(start).take(long).collect();
            if let Some(passage) = around(&answer, &words, cells) {
                prop_assert_eq!(passage.said.get(passage.quoted.clone()), Some(words.as_str()));
                prop_assert!(passage.width() <= cells.max(text::width(&words)));
            }
        }
    }
}
