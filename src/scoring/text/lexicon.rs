//! The lexicon: every word list that reading a text needs, parsed once.

use std::collections::BTreeSet;

use super::concepts::{ConceptFault, ConceptId, Concepts, Label};
use super::language::{Language, Votes};
use super::passage::Passage;
use super::reading;
use super::stems::telling_stem;
use super::terms::{Match, Terms, Word};
use super::words::normal_form;

const SMALL_SWEDISH: &str = include_str!("../../../config/text/stopwords_sv.txt");
const SMALL_ENGLISH: &str = include_str!("../../../config/text/stopwords_en.txt");
const BOILERPLATE: &str = include_str!("../../../config/text/boilerplate.txt");
const CORE_TABLE: &str = include_str!("../../../config/concepts/core_sv_en.tsv");

/// Stop words, boilerplate and concepts. A [`Passage`] belongs to the lexicon that read it.
#[derive(Debug, Clone)]
pub struct Lexicon {
    concepts: Concepts,
    swedish: Vocabulary,
    english: Vocabulary,
    boilerplate: BTreeSet<String>,
}

/// What is known about one language.
#[derive(Debug, Clone)]
struct Vocabulary {
    small: BTreeSet<String>,
    boilerplate_stems: BTreeSet<String>,
    terms: Terms,
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn built_in() -> Lexicon {
        let mut concepts = Concepts::default();
        concepts.add(CORE_TABLE); // without faults: a test sees to it
        Lexicon::with_concepts(concepts)
    }

    /// The lists that come with the program but the concept table: only the same words are the same thing.
    pub fn without_concepts() -> Lexicon {
        Lexicon::with_concepts(Concepts::default())
    }

    /// Adds a group's own concept table: new concepts, or more words for the ones that are here.
    ///
    /// # Errors
    /// Every line that cannot be used. Nothing is added then.
    pub fn with_own_words(self, table: &str) -> Result<Lexicon, Vec<ConceptFault>> {
        let mut concepts = self.concepts.clone();
        match concepts.add(table) {
            faults if faults.is_empty() => Ok(Lexicon::with_concepts(concepts)),
            faults => Err(faults),
        }
    }

    /// Reads one answer.
    pub fn read(&self, text: &str) -> Passage {
        reading::read(self, text)
    }

    pub(super) fn concepts(&self) -> &Concepts {
        &self.concepts
    }

    pub(super) fn label(&self, id: ConceptId) -> Option<Label> {
        self.concepts.label(id)
    }

    /// The best term of one language at the first of these words.
    ///
    /// A single word that is boilerplate here ("career") is not a topic, though a phrase with it may be.
    pub(super) fn term(&self, language: Language, words: &[Word<'_>]) -> Option<Match> {
        let found = self.vocabulary(language).terms.at(words)?;
        let only_boilerplate = found.rank.words == 1 && words.first().is_some_and(|word| self.boilerplate.contains(word.form));
        (!only_boilerplate).then_some(found)
    }

    /// Whether a word that is no term says nothing about a topic.
    pub(super) fn is_empty_word(&self, language: Language, form: &str, stem: &str) -> bool {
        self.swedish.small.contains(form)
            || self.english.small.contains(form)
            || self.boilerplate.contains(form)
            || self.vocabulary(language).boilerplate_stems.contains(stem)
    }

    /// Which language a small word, or a word with å ä ö, speaks for.
    pub(super) fn votes(&self, form: &str) -> Votes {
        let swedish = self.swedish.small.contains(form);
        let english = self.english.small.contains(form);
        Votes {
            swedish: u32::from(swedish && !english) + u32::from(form.contains(['å', 'ä', 'ö'])),
            english: u32::from(english && !swedish),
        }
    }

    fn with_concepts(concepts: Concepts) -> Lexicon {
        let swedish_small = list(SMALL_SWEDISH);
        let english_small = list(SMALL_ENGLISH);
        let boilerplate = list(BOILERPLATE);
        let vocabulary = |language, small: &BTreeSet<String>| Vocabulary {
            small: small.clone(),
            boilerplate_stems: boilerplate.iter().filter_map(|word| telling_stem(language, word)).map(|stem| stem.into_owned()).collect(),
            terms: Terms::of(&concepts, language, |form| swedish_small.contains(form) || english_small.contains(form)),
        };
        Lexicon {
            swedish: vocabulary(Language::Swedish, &swedish_small),
            english: vocabulary(Language::English, &english_small),
            concepts,
            boilerplate,
        }
    }

    fn vocabulary(&self, language: Language) -> &Vocabulary {
        match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }
}

/// A word list: one word a line, `#` begins a comment line.
fn list(text: &str) -> BTreeSet<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(normal_form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound() {
        assert_eq!(Concepts::default().add(CORE_TABLE), []);
        assert!(Lexicon::built_in().concepts().len() > 130);
    }

    #[test]
    fn own_words_add_to_the_built_in_ones() {
        let own = "mdu\tfield\t\tMDU|Mälardalens universitet\tMälardalen University\nit\tfield\t\tdatorhall*\t";
        let lexicon = Lexicon::built_in().with_own_words(own).unwrap();
        let same = |a: &str, b: &str| super::super::same_word(&lexicon, &lexicon.read(a), &lexicon.read(b));
        assert_eq!(same("MDU", "Mälardalens universitet"), 10_000);
        assert_eq!(same("datorhallar", "IT"), 10_000);
        assert!(Lexicon::built_in().with_own_words("x\tfield\tnowhere\tord\t").is_err());
    }
}
