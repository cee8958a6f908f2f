//! Reading: from a text to its units.
//!
//! Sentence by sentence, because answers change language in the middle. From left to right the longest term wins and its
//! words are used up; what is left over and not empty of topic becomes a word unit.

use std::ops::Range;

use super::concepts::ConceptId;
use super::language::{Language, Votes, by_letters};
use super::lexicon::Lexicon;
use super::passage::{Found, Passage, Unit};
use super::stems::stem;
use super::terms::{Match, Word};
use super::words::{self, Pause, Token};

pub(super) fn read(lexicon: &Lexicon, text: &str) -> Passage {
    let tokens = words::tokens(text);
    let words = Stemmed::all(&tokens);
    let mut passage = Passage::default();
    let whole = Reader { lexicon, language: None }.language(&words, text);
    for sentence in sentences(&words) {
        let own = text.get(bytes(sentence)).unwrap_or_default();
        let language = Reader { lexicon, language: whole }.language(sentence, own);
        Reader { lexicon, language }.sentence(sentence, &mut passage);
    }
    passage.topics.sort_unstable();
    passage.topics.dedup();
    if passage.units.is_empty() {
        passage.bare = tokens.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ");
    }
    passage
}

/// A word with its stem in both languages.
struct Stemmed<'t> {
    token: &'t Token,
    swedish: String,
    english: String,
}

/// Reads sentences in a language; without one, both are tried.
struct Reader<'l> {
    lexicon: &'l Lexicon,
    language: Option<Language>,
}

impl<'t> Stemmed<'t> {
    fn all(tokens: &'t [Token]) -> Vec<Stemmed<'t>> {
        tokens.iter().map(Stemmed::of).collect()
    }

    fn of(token: &'t Token) -> Stemmed<'t> {
        Stemmed {
            token,
            swedish: stem(Language::Swedish, &token.form).into_owned(),
            english: stem(Language::English, &token.form).into_owned(),
        }
    }

    fn stem(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }

    fn word(&self, language: Language) -> Word<'_> {
        Word { form: &self.token.form, stem: self.stem(language), capitals: self.token.capitals, pause: self.token.pause }
    }
}

impl Reader<'_> {
    fn sentence(&self, words: &[Stemmed<'_>], passage: &mut Passage) {
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let found = self.best_term(rest).filter(|found| !self.is_crossed(rest, found));
            let used = found.as_ref().map_or(1, |found| found.rank.words).max(1);
            let here = rest.get(..used).unwrap_or(rest);
            if let Some(found) = &found {
                add_concepts(&found.concepts, &bytes(here), passage);
                passage.topics.extend(here.iter().map(|word| word.token.form.clone()));
            }
            if found.as_ref().is_none_or(|found| !found.is_whole()) {
                self.parts(first, found.is_none(), passage);
            }
            at += used;
        }
    }

    /// Whether a longer term begins inside this one: "learning Swedish" gives way in "learning Swedish working life".
    fn is_crossed(&self, words: &[Stemmed<'_>], found: &Match) -> bool {
        let longer = |at| self.best_term(words.get(at..).unwrap_or_default()).is_some_and(|other| other.rank.words > found.rank.words);
        (1..found.rank.words).any(longer)
    }

    /// The parts of a hyphenated word (HR-direktör) are things of their own; a word without parts is one thing.
    fn parts(&self, whole: &Stemmed<'_>, unknown: bool, passage: &mut Passage) {
        let mut hyphenated = false;
        for part in words::parts(&whole.token.form) {
            hyphenated = true;
            let token = Token { form: part.to_owned(), capitals: true, ..whole.token.clone() };
            self.word(&Stemmed::of(&token), passage);
        }
        if unknown && !hyphenated {
            self.word(whole, passage);
        }
    }

    fn word(&self, word: &Stemmed<'_>, passage: &mut Passage) {
        let range = word.token.range.clone();
        let form = &word.token.form;
        let language = self.language.unwrap_or(Language::Swedish);
        if let Some(found) = self.best_term(std::slice::from_ref(word)) {
            add_concepts(&found.concepts, &range, passage);
        } else if is_word(form) && !self.lexicon.is_empty_word(language, form, word.stem(language)) {
            let unit = Unit::Word { language, stem: word.stem(language).to_owned(), form: form.clone() };
            passage.units.push(Found { unit, range });
        } else {
            return;
        }
        passage.topics.push(form.clone());
    }

    /// The best term at the first of these words in the languages that may be meant.
    ///
    /// Swedish terms never count in an English sentence, nor single English words in a Swedish one (personal, art,
    /// board); but nobody writes "machine learning" by chance.
    fn best_term(&self, words: &[Stemmed<'_>]) -> Option<Match> {
        match self.language {
            Some(Language::English) => self.term(Language::English, words),
            Some(Language::Swedish) => {
                let phrase = self.term(Language::English, words).filter(|found| found.rank.words > 1);
                better(self.term(Language::Swedish, words), phrase)
            }
            None => better(self.term(Language::Swedish, words), self.term(Language::English, words)),
        }
    }

    fn term(&self, language: Language, words: &[Stemmed<'_>]) -> Option<Match> {
        const LONGEST_TERM: usize = 8;
        let mut seen = [Word { form: "", stem: "", capitals: false, pause: Pause::Sentence }; LONGEST_TERM];
        let length = words.len().min(LONGEST_TERM);
        for (place, word) in seen.iter_mut().zip(words) {
            *place = word.word(language);
        }
        self.lexicon.term(language, seen.get(..length)?)
    }

    /// The language of these words: by their own votes, by what it is around them, by letters.
    fn language(&self, words: &[Stemmed<'_>], text: &str) -> Option<Language> {
        let mut votes = Votes::default();
        for word in words {
            votes += self.lexicon.votes(&word.token.form);
        }
        if votes.clear().is_none() {
            for at in 0..words.len().min(20) {
                votes += self.table_votes(words.get(at..).unwrap_or_default());
            }
        }
        votes.clear().or(self.language).or_else(|| by_letters(text))
    }

    /// A term that only one half of the table knows speaks for that language.
    fn table_votes(&self, words: &[Stemmed<'_>]) -> Votes {
        let swedish = self.term(Language::Swedish, words).is_some();
        let english = self.term(Language::English, words).is_some();
        Votes { swedish: u32::from(swedish && !english), english: u32::from(english && !swedish) }
    }
}

fn sentences<'w, 't>(words: &'w [Stemmed<'t>]) -> impl Iterator<Item = &'w [Stemmed<'t>]> {
    words.chunk_by(|_, next| next.token.pause != Pause::Sentence)
}

fn bytes(words: &[Stemmed<'_>]) -> Range<usize> {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.token.range.start..last.token.range.end,
        _ => 0..0,
    }
}

fn add_concepts(concepts: &[ConceptId], range: &Range<usize>, passage: &mut Passage) {
    for id in concepts {
        let found = Found { unit: Unit::Concept(*id), range: range.clone() };
        if passage.units.last() != Some(&found) {
            passage.units.push(found);
        }
    }
}

fn better(one: Option<Match>, other: Option<Match>) -> Option<Match> {
    match (one, other) {
        (Some(mut one), Some(other)) if one.rank == other.rank => {
            for id in other.concepts {
                if !one.concepts.contains(&id) {
                    one.concepts.push(id);
                }
            }
            Some(one)
        }
        (Some(one), Some(other)) => Some(if one.rank > other.rank { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// Numbers and single letters are no topic; C# and C++ are.
fn is_word(form: &str) -> bool {
    form.chars().any(char::is_alphabetic) && form.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the text and names what was found: concepts by their English label, words by their form.
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::built_in();
        let passage = lexicon.read(text);
        let found: Vec<String> = passage
            .units
            .iter()
            .map(|found| match &found.unit {
                Unit::Concept(id) => lexicon.label(*id).map(|label| label.en).unwrap_or_default(),
                Unit::Word { form, .. } => format!("'{form}'"),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
        for found in &passage.units {
            assert!(text.get(found.range.clone()).is_some_and(|quote| !quote.is_empty()), "{text}");
        }
    }

    #[test]
    fn words_become_units() {
        check("Jag vill lära mig mer om maskininlärning", &["machine learning"]);
        check("HR-direktör i en kommun", &["HR", "executive management", "public sector"]);
        check("IT-säkerhet, start-up", &["cybersecurity", "entrepreneurship"]);
        check("Bygga kontaktnät", &["networking"]);
        check("Interested in Kubernetes and C#", &["'kubernetes'", "'c#'"]);
        check("Inga särskilda önskemål.", &[]);
        check("15 år, 2019", &[]);
    }

    #[test]
    fn each_sentence_has_its_language() {
        check("Jobbar med personal. Personal growth", &["HR", "personal development"]);
        check("Konsult inom machine learning", &["consulting", "machine learning"]);
        check("I like art", &["art"]);
    }

    /// Faults that listing every hit on real texts once showed.
    #[test]
    fn look_alikes_are_not_taken() {
        check("i grunden", &["'grunden'"]);
        check("make it work", &[]);
        check("Fiskodling", &["'fiskodling'"]);
        check("hospital", &["'hospital'"]);
        check("eventuellt", &["'eventuellt'"]);
        check("the aim of an item", &["'aim'", "'item'"]);
        check("a Swedish company", &["'swedish'"]);
        check("Systemvetare med intresse för nätverk", &["IT", "'nätverk'"]);
        check("a trusty mentor; run along", &["'trusty'", "'run'", "'along'"]);
    }
}
