//! The lexicon: every word list that reading a text needs, parsed once.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use super::concepts::{ConceptFault, ConceptId, Concepts, Label};
use super::grams::grams;
use super::known::{InLanguage, Known};
use super::language::{Language, Votes};
use super::passage::Passage;
use super::reading::Reading;
use super::stems::{stem, telling_stem};
use super::terms::{Match, Terms, Word};
use super::words::normal_form;

/// Looked up, never walked through: the order inside cannot reach a result.
type WordList = HashSet<String>;

const SMALL_SWEDISH: &str = include_str!("../../../config/text/stopwords_sv.txt");
const SMALL_ENGLISH: &str = include_str!("../../../config/text/stopwords_en.txt");
const BOILERPLATE: &str = include_str!("../../../config/text/boilerplate.txt");

/// Stop words, boilerplate and concepts. A [`Passage`] belongs to the lexicon that read it.
#[derive(Debug, Clone)]
pub struct Lexicon {
    concepts: Concepts,
    swedish: Vocabulary,
    english: Vocabulary,
    boilerplate: WordList,
}

/// What is known about one language.
#[derive(Debug, Clone)]
struct Vocabulary {
    small: WordList,
    boilerplate_stems: WordList,
    terms: Terms,
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn built_in() -> Lexicon {
        Lexicon::with_concepts(Concepts::built_in())
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

    /// Reads one answer. Several are read in less time by one [`Reading`].
    pub fn read(&self, text: &str) -> Passage {
        self.reading().read(text)
    }

    /// Begins to read answers.
    pub fn reading(&self) -> Reading<'_> {
        Reading::new(self)
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

    /// All that there is to know about a word by itself.
    pub(super) fn known(&self, form: &str, parts: Vec<Rc<Known>>) -> Known {
        let (swedish, english) = (self.swedish.small.contains(form), self.english.small.contains(form));
        let is_empty = swedish || english || self.boilerplate.contains(form);
        let read_as = |language| {
            let (stem, vocabulary) = (stem(language, form), self.vocabulary(language));
            InLanguage {
                phrases: vocabulary.terms.beginning_with(form, &stem),
                is_empty: is_empty || vocabulary.boilerplate_stems.contains(&*stem),
                stem: stem.into(),
            }
        };
        let votes = Votes {
            swedish: u32::from(swedish && !english) + u32::from(form.contains(['å', 'ä', 'ö'])),
            english: u32::from(english && !swedish),
        };
        let (swedish, english) = (read_as(Language::Swedish), read_as(Language::English));
        Known { form: form.into(), swedish, english, votes, grams: grams(form).collect(), parts }
    }

    fn with_concepts(concepts: Concepts) -> Lexicon {
        let (small_swedish, small_english, boilerplate) = (list(SMALL_SWEDISH), list(SMALL_ENGLISH), list(BOILERPLATE));
        let terms = |language| Terms::of(&concepts, language, |form| small_swedish.contains(form) || small_english.contains(form));
        let (swedish_terms, english_terms) = (terms(Language::Swedish), terms(Language::English));
        let vocabulary = |language, small, terms| Vocabulary {
            small,
            boilerplate_stems: boilerplate.iter().filter_map(|word| telling_stem(language, word)).map(Cow::into_owned).collect(),
            terms,
        };
        Lexicon {
            swedish: vocabulary(Language::Swedish, small_swedish, swedish_terms),
            english: vocabulary(Language::English, small_english, english_terms),
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
fn list(text: &str) -> WordList {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(normal_form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
