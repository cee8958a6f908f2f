//! Swedish compounds: which words a long word is made of.
//!
//! Swedish makes words of words (hållbarhets|strateg, barn|läkare), and nobody can list them. A word that no table knows is taken apart
//! when all of it is elements that are known: single Swedish terms of the concept tables, and an own list. The fewest parts win,
//! then the cut whose shortest part is longest; so a short accidental word inside a longer one does not.
//!
//! Between the parts stands nothing or a joint (s, e, o, u, a); a part may have dropped its last vowel (skola: skol|gård; gata: gatu|kontor);
//! three equal consonants are written as two (till|låta: tillåta).
//!
//! Never split: short words, and words that are elements themselves.

use std::collections::HashMap;

use super::concepts::Concepts;
use super::language::Language;
use super::words::normal_form;

const PARTS: &str = include_str!("../../../config/text/parts_sv.txt");

/// Words with fewer letters are not split: kemtvätt is, bankrån is not.
const SHORTEST_COMPOUND: usize = 8;
/// Longer ones are not words, and must not cost anything either.
const LONGEST_COMPOUND: usize = 48;
/// Terms of the table with fewer letters join only when the own list says so.
const SHORTEST_TERM: usize = 4;
const MOST_PARTS: usize = 4;
/// A part with fewer letters (tv, öl) needs a single long partner: tvångsvård is no tv, ånga and vård.
const SHORTEST_OF_THREE: usize = 3;
const JOINTS: [char; 5] = ['s', 'e', 'o', 'u', 'a'];
/// What a head may end in beside its basic form, and what the basic form has instead.
const ENDINGS: [(&str, &str); 15] = [
    ("n", ""),
    ("en", ""),
    ("et", ""),
    ("t", ""),
    ("er", ""),
    ("erna", ""),
    ("ar", ""),
    ("arna", ""),
    ("na", ""),
    ("or", "a"),
    ("orna", "a"),
    ("arna", "are"),
    ("ar", "e"),
    ("arna", "e"),
    ("an", "a"),
];

/// The elements of Swedish compounds. Looked up, never walked through: the order inside cannot reach a result.
#[derive(Debug, Clone, Default)]
pub(super) struct Compounds {
    elements: HashMap<String, Element>,
}

/// Where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Element {
    /// Before another one.
    first: bool,
    /// Last.
    head: bool,
    /// As the last it tells nothing by itself: tullfrågor are about tull.
    wide: bool,
    /// It is one thing, and not taken apart.
    whole: bool,
    /// The own list says nothing about it.
    of_table: bool,
}

/// A part of a compound in its basic form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub form: String,
    /// Whether it says anything about a topic.
    pub tells: bool,
}

impl Compounds {
    /// The own list and the single Swedish words of the tables, unless the list says otherwise about them.
    pub fn of(concepts: &Concepts, is_small: impl Fn(&str) -> bool) -> Compounds {
        let mut compounds = Compounds::default();
        for line in PARTS.lines().filter(|line| !line.starts_with('#')) {
            for entry in line.split_whitespace() {
                compounds.add_entry(entry);
            }
        }
        for (_, term) in concepts.terms(Language::Swedish) {
            let word = term.trim_end_matches('*');
            let is_name = word.starts_with(char::is_uppercase);
            let word = normal_form(word);
            let is_long = word.chars().all(char::is_alphabetic) && word.chars().count() >= SHORTEST_TERM;
            if is_long && !is_name && !is_small(&word) && !compounds.is_listed(&word) {
                compounds.elements.entry(word).or_insert(Element { first: true, head: true, of_table: true, ..Element::default() });
            }
        }
        compounds
    }

    /// The parts of a compound, from the left: two to four. Nothing when the word is not one, or is known as one thing.
    pub fn split(&self, form: &str) -> Option<Vec<Piece>> {
        let letters = form.chars().count();
        if !(SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&letters) || !form.chars().all(char::is_alphabetic) || self.head(form).is_some()
        {
            return None;
        }
        let ends: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
        Cutting { compounds: self, form, ends: &ends }.best(0, MOST_PARTS).map(|cut| cut.pieces)
    }

    /// Whether the own list decides about the word: it has the word or its basic form.
    fn is_listed(&self, word: &str) -> bool {
        let listed = |form: &str| self.elements.get(form).is_some_and(|element| !element.of_table);
        let base = |(ending, instead): &(&str, &str)| match word.strip_suffix(ending) {
            None => false,
            Some(base) if instead.is_empty() => listed(base),
            Some(base) => listed(&format!("{base}{instead}")),
        };
        listed(word) || ENDINGS.iter().any(base)
    }

    fn add_entry(&mut self, entry: &str) {
        let (word, stands) = if let Some(word) = entry.strip_prefix('=') {
            (word, Element { whole: true, head: true, ..Element::default() })
        } else if let Some(word) = entry.strip_prefix('~') {
            (word, Element { head: true, wide: true, ..Element::default() })
        } else if let Some(word) = entry.strip_prefix('-') {
            (word, Element { head: true, ..Element::default() })
        } else if let Some(word) = entry.strip_suffix('-') {
            (word, Element { first: true, ..Element::default() })
        } else {
            (entry, Element { first: true, head: true, ..Element::default() })
        };
        let element = self.elements.entry(normal_form(word)).or_default();
        element.first |= stands.first;
        element.head |= stands.head;
        element.wide |= stands.wide;
        element.whole |= stands.whole;
    }

    /// Whether the word is an element, perhaps with an ending.
    #[cfg(test)]
    pub fn is_element(&self, form: &str) -> bool {
        self.first(form).is_some() || self.head(form).is_some()
    }

    /// The element that may stand first and is written like this, in its basic form.
    fn first(&self, written: &str) -> Option<String> {
        let is_first = |form: &str| self.elements.get(form).is_some_and(|element| element.first && !element.whole);
        if is_first(written) {
            return Some(written.to_owned());
        }
        // A vowel is dropped by words that are long enough to be known without it.
        let dropped = |vowel| format!("{written}{vowel}");
        (written.chars().count() >= 3).then(|| ["a", "e"].map(dropped).into_iter().find(|form| is_first(form))).flatten()
    }

    /// The element that may stand last and is written like this, perhaps with an ending.
    fn head(&self, written: &str) -> Option<Piece> {
        let bare = written.strip_suffix('s').filter(|bare| bare.chars().count() >= SHORTEST_TERM);
        [Some(written), bare].into_iter().flatten().find_map(|written| {
            let cut = |(ending, instead): &(&str, &str)| written.strip_suffix(ending).map(|base| format!("{base}{instead}"));
            let basic = std::iter::once(written.to_owned())
                .chain(ENDINGS.iter().filter_map(cut).filter(|base| base.chars().count() >= SHORTEST_TERM));
            basic.into_iter().find_map(|form| {
                let element = self.elements.get(&form).filter(|element| element.head)?;
                Some(Piece { tells: !element.wide, form })
            })
        })
    }
}

/// One word being cut.
struct Cutting<'c> {
    compounds: &'c Compounds,
    form: &'c str,
    /// Where each letter begins, and the end.
    ends: &'c [usize],
}

/// A way to cut what is left of a word.
struct Cut {
    pieces: Vec<Piece>,
    /// Letters of the shortest part.
    shortest: usize,
}

impl Cutting<'_> {
    /// The best way to cut the letters from `start` into so many parts at most.
    fn best(&self, start: usize, most: usize) -> Option<Cut> {
        let letters = self.ends.len() - 1;
        if let Some(head) = self.compounds.head(self.text(start, letters)?).filter(|_| start > 0) {
            return Some(Cut { pieces: vec![head], shortest: letters - start });
        }
        if most < 2 {
            return None;
        }
        let mut best: Option<Cut> = None;
        for end in (start + 2..letters.saturating_sub(1)).rev() {
            let Some(first) = self.text(start, end).and_then(|text| self.compounds.first(text)) else { continue };
            for next in self.nexts(end) {
                let Some(rest) = self.best(next, most - 1) else { continue };
                let shortest = rest.shortest.min(end - start);
                if shortest < SHORTEST_OF_THREE && (rest.pieces.len() > 1 || start > 0) {
                    continue;
                }
                let is_better = |best: &Cut| {
                    (rest.pieces.len() + 1, std::cmp::Reverse(shortest)) < (best.pieces.len(), std::cmp::Reverse(best.shortest))
                };
                if best.as_ref().is_none_or(is_better) {
                    let first = Piece { form: first.clone(), tells: true };
                    best = Some(Cut { pieces: std::iter::once(first).chain(rest.pieces).collect(), shortest });
                }
            }
        }
        best
    }

    /// Where the next part may begin after one that ends here: at once, after a joint, or with the last letter of the two that stand for three.
    fn nexts(&self, end: usize) -> impl Iterator<Item = usize> {
        let joint = self.letter(end).filter(|letter| JOINTS.contains(letter)).map(|_| end + 1);
        let double = end.checked_sub(2).and_then(|before| self.letter(before)).zip(self.letter(end - 1));
        let shared = double.filter(|(one, other)| one == other).map(|_| end - 1);
        [Some(end), joint, shared].into_iter().flatten()
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.text(at, at + 1)?.chars().next()
    }

    fn text(&self, start: usize, end: usize) -> Option<&str> {
        self.form.get(*self.ends.get(start)?..*self.ends.get(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(form: &str) -> Vec<String> {
        let pieces = Compounds::of(&Concepts::built_in(), |_| false).split(form).unwrap_or_default();
        pieces.into_iter().map(|piece| if piece.tells { piece.form } else { format!("~{}", piece.form) }).collect()
    }

    #[test]
    fn compounds_are_taken_apart() {
        for (form, parts) in [
            ("fartygsjurist", &["fartyg", "jurist"][..]),
            ("fartygsläkarna", &["fartyg", "läkare"]),
            ("betongfrågor", &["betong", "~frågor"]),
            ("vattenreningsverk", &["vatten", "reningsverk"]),
            ("gatufysik", &["gata", "fysik"]),
            ("flickrum", &[]),
            ("kyrkjurist", &["kyrka", "jurist"]),
            ("trafikfysiker", &["trafik", "fysiker"]),
            ("fartygskonstruktörer", &["fartyg", "konstruktör"]),
            ("metalldetektor", &[]),
            ("tvångsförvaltare", &["tvång", "förvaltare"]),
            ("tvångräd", &[]),
        ] {
            assert_eq!(split(form), parts, "{form}");
        }
    }

    #[test]
    fn look_alikes_are_left_whole() {
        for form in [
            "forskning",
            "kunskap",
            "mentorskap",
            "vetenskap",
            "handledning",
            "psykologi",
            "geologi",
            "kemtvätt",
            "blodbank",
            "utbildning",
            "bankrån",
        ] {
            assert_eq!(split(form), [""; 0], "{form}");
        }
    }
}
