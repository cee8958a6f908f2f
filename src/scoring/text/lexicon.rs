//! The lexicon: every word list that reading a text needs, parsed once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use super::compounds::{Compounds, Piece};
use super::concepts::{ConceptId, Concepts, FaultyLine, Label};
use super::grams::grams;
use super::known::{InLanguage, Known, KnownPiece};
use super::language::{Language, Votes};
use super::passage::Passage;
use super::reading::Reading;
use super::stems::{stem, telling_stem};
use super::terms::{Match, Terms, Word};
use super::words::{normal_form, tokens};

/// Looked up, never walked through: the order inside cannot reach a result.
type WordList = HashSet<String>;

const SMALL_SWEDISH: &str = include_str!("../../../config/text/stopwords_sv.txt");
const SMALL_ENGLISH: &str = include_str!("../../../config/text/stopwords_en.txt");
const EVERYDAY_SWEDISH: &str = include_str!("../../../config/text/everyday_sv.txt");
const EVERYDAY_ENGLISH: &str = include_str!("../../../config/text/everyday_en.txt");
const IDIOMS: &str = include_str!("../../../config/text/idioms.txt");
const BOILERPLATE: &str = include_str!("../../../config/text/boilerplate.txt");

/// Stop words, boilerplate and concepts. A [`Passage`] belongs to the lexicon that read it.
///
/// Copies share what was parsed.
#[derive(Debug, Clone)]
pub struct Lexicon(Arc<Parsed>);

#[derive(Debug)]
struct Parsed {
    concepts: Concepts,
    swedish: Vocabulary,
    english: Vocabulary,
    boilerplate: WordList,
    /// Sayings by their first word. Looked up, never walked through.
    idioms: HashMap<String, Vec<Vec<String>>>,
    compounds: Compounds,
}

/// Parsed when it is first asked for, and then once for all.
static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::with_concepts(Concepts::built_in()));

/// What is known about one language.
#[derive(Debug, Clone)]
struct Vocabulary {
    small: WordList,
    /// Words that are no topic by themselves, though terms hold some of them.
    everyday: WordList,
    /// The stems of boilerplate and of everyday words.
    empty_stems: WordList,
    terms: Terms,
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn built_in() -> Lexicon {
        BUILT_IN.clone()
    }

    /// The lists that come with the program but the concept table: only the same words are the same thing.
    pub fn without_concepts() -> Lexicon {
        Lexicon::with_concepts(Concepts::default())
    }

    /// Adds a group's own concept table: new concepts, or more words for the ones that are here. Every sound line is taken, every other named.
    pub fn with_own_words(self, table: &str) -> (Lexicon, Vec<FaultyLine>) {
        let mut concepts = self.0.concepts.clone();
        let faults = concepts.add(table);
        (Lexicon::with_concepts(concepts), faults)
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
        &self.0.concepts
    }

    pub(super) fn label(&self, id: ConceptId) -> Option<Label> {
        self.0.concepts.label(id)
    }

    /// The best term of one language at the first of these words.
    ///
    /// A single word that is boilerplate here ("career") is not a topic, though a phrase with it may be; nor is a small word (spelar) the
    /// inflection or the longer form of a term (spel).
    pub(super) fn term(&self, language: Language, words: &[Word<'_>]) -> Option<Match> {
        let found = self.vocabulary(language).terms.at(words)?;
        let said_alone = |word: &Word<'_>| self.0.boilerplate.contains(word.form) || (!found.is_exact() && self.is_small(word.form));
        let says_nothing = found.rank.words == 1 && words.first().is_some_and(said_alone);
        (!says_nothing).then_some(found)
    }

    /// How many of these words are a saying that says nothing of what its words mean (i praktiken), the longest; none is 0.
    pub(super) fn idiom<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let sayings = words.clone().next().and_then(|first| self.0.idioms.get(first)).map_or(&[][..], Vec::as_slice);
        let begins = |saying: &&Vec<String>| saying.iter().map(String::as_str).eq(words.clone().take(saying.len()));
        sayings.iter().filter(begins).map(Vec::len).max().unwrap_or(0)
    }

    /// Whether the word may be a part of compounds.
    #[cfg(test)]
    pub(super) fn is_element(&self, form: &str) -> bool {
        self.0.compounds.is_element(form)
    }

    fn is_small(&self, form: &str) -> bool {
        self.0.swedish.small.contains(form) || self.0.english.small.contains(form)
    }

    /// The parts of a Swedish compound; none when the word is not one.
    pub(super) fn pieces(&self, form: &str) -> Vec<Piece> {
        self.0.compounds.split(form).unwrap_or_default()
    }

    /// All that there is to know about a word by itself.
    pub(super) fn known(&self, form: &str, parts: Vec<Rc<Known>>, pieces: Vec<KnownPiece>) -> Known {
        let (swedish, english) = (self.0.swedish.small.contains(form), self.0.english.small.contains(form));
        let is_everyday = [Language::Swedish, Language::English].iter().any(|of| self.vocabulary(*of).everyday.contains(form));
        let is_empty = swedish || english || is_everyday || self.0.boilerplate.contains(form);
        let read_as = |language| {
            let (stem, vocabulary) = (stem(language, form), self.vocabulary(language));
            InLanguage {
                phrases: vocabulary.terms.beginning_with(form, &stem),
                is_empty: is_empty || vocabulary.empty_stems.contains(&*stem),
                stem: stem.into(),
            }
        };
        // One letter may be a mark or a level as well (Juridik A).
        let is_word = form.chars().nth(1).is_some();
        let votes = Votes {
            swedish: u32::from(is_word && swedish && !english) + u32::from(form.contains(['å', 'ä', 'ö'])),
            english: u32::from(is_word && english && !swedish),
        };
        let (swedish, english) = (read_as(Language::Swedish), read_as(Language::English));
        Known { form: form.into(), swedish, english, votes, grams: grams(form).collect(), parts, pieces }
    }

    fn with_concepts(concepts: Concepts) -> Lexicon {
        let (small_swedish, small_english, boilerplate) = (list(SMALL_SWEDISH), list(SMALL_ENGLISH), list(BOILERPLATE));
        let (swedish_words, english_words) = (&small_swedish, &small_english);
        let vocabulary = |language| {
            let terms = Terms::of(&concepts, language, |form| swedish_words.contains(form) || english_words.contains(form));
            let (small, everyday) = match language {
                Language::Swedish => (swedish_words.clone(), words(EVERYDAY_SWEDISH)),
                Language::English => (english_words.clone(), words(EVERYDAY_ENGLISH)),
            };
            let empty = boilerplate.iter().chain(&everyday);
            let empty_stems = empty.filter_map(|word| telling_stem(language, word)).map(Cow::into_owned).collect();
            Vocabulary { small, everyday, empty_stems, terms }
        };
        let compounds = || Compounds::of(&concepts, |form| swedish_words.contains(form) || boilerplate.contains(form));
        // Everything that is opened waits for this: its parts are made ready beside each other.
        let (swedish, english, compounds) = std::thread::scope(|scope| {
            let english = scope.spawn(|| vocabulary(Language::English));
            let compounds = scope.spawn(compounds);
            let swedish = vocabulary(Language::Swedish);
            let resume = |panic| std::panic::resume_unwind(panic);
            (swedish, english.join().unwrap_or_else(resume), compounds.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let parsed = Parsed { compounds, swedish, english, concepts, boilerplate, idioms: idioms() };
        Lexicon(Arc::new(parsed))
    }

    fn vocabulary(&self, language: Language) -> &Vocabulary {
        match language {
            Language::Swedish => &self.0.swedish,
            Language::English => &self.0.english,
        }
    }
}

/// A word list: one word a line, `#` begins a comment line.
fn list(text: &str) -> WordList {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(normal_form).collect()
}

/// The sayings, by their first word.
fn idioms() -> HashMap<String, Vec<Vec<String>>> {
    let mut idioms: HashMap<String, Vec<Vec<String>>> = HashMap::new();
    for line in IDIOMS.lines().filter(|line| !line.starts_with('#')) {
        let saying: Vec<String> = tokens(line).into_iter().map(|token| token.form).collect();
        if let Some(first) = saying.first() {
            idioms.entry(first.clone()).or_default().push(saying);
        }
    }
    idioms
}

/// A list with several words a line.
fn words(text: &str) -> WordList {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(normal_form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_add_to_the_built_in_ones() {
        let own = "mdu\tfield\t\tMDU|Mälardalens universitet\tMälardalen University\nit\tfield\t\tdatorhall*\t";
        let lexicon = Lexicon::built_in().with_own_words(own).0;
        let same = |a: &str, b: &str| super::super::same_word(&lexicon, &lexicon.read(a), &lexicon.read(b));
        assert_eq!(same("MDU", "Mälardalens universitet"), 10_000);
        assert_eq!(same("datorhallar", "IT"), 10_000);
    }

    #[test]
    fn a_faulty_line_takes_no_other_with_it() {
        let own = "mdu\tfield\t\tMDU|Mälardalens universitet\t\nx y\tfield\t\tfel\t\nz\tfield\tnowhere\tord\tmdu words\n";
        let (lexicon, faults) = Lexicon::built_in().with_own_words(own);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
        let same = |a: &str, b: &str| super::super::same_word(&lexicon, &lexicon.read(a), &lexicon.read(b));
        assert_eq!((same("MDU", "Mälardalens universitet"), same("ord", "mdu words")), (10_000, 10_000));
    }
}
