//! Finding the concept table's terms in a row of words.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::ops::Bound;

use super::concepts::{ConceptId, Concepts};
use super::language::Language;
use super::stems::{is_inflection, telling_stem};
use super::words::{self, Pause};

/// Looked up, never walked through: the order inside cannot reach a result.
type Places = HashMap<String, Vec<usize>, BuildHasherDefault<DefaultHasher>>;

/// The terms of one language, ready to be found.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    language: Language,
    phrases: Vec<Phrase>,
    by_form: Places,
    by_stem: Places,
    by_beginning: BTreeMap<String, Vec<usize>>,
}

/// A word of a text, read in the language of the terms that are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub form: &'t str,
    pub stem: &'t str,
    /// What [`Terms::beginning_with`] says of it.
    pub phrases: &'t [usize],
    pub capitals: bool,
    pub pause: Pause,
    /// An item of a list may begin here: something parts the word from the one before it.
    pub opens: bool,
}

/// A term that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// How good it is; of several, the best counts.
    pub rank: Rank,
    pub concepts: Vec<ConceptId>,
}

impl Match {
    /// Whether the term says all that the word says. Of HR-direktör, `hr-*` leaves the second part unsaid.
    pub fn is_whole(&self) -> bool {
        !self.rank.ends_at_hyphen
    }

    /// Whether all words are the term's own.
    pub fn is_exact(&self) -> bool {
        self.rank.likeness == Likeness::Exact
    }

    /// Whether the word goes on after the term.
    pub fn is_beginning(&self) -> bool {
        self.rank.likeness == Likeness::Beginning
    }
}

/// Longer phrases first, then exact words, then inflected ones, then beginnings of words, the longest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub words: usize,
    likeness: Likeness,
    beginning: usize,
    ends_at_hyphen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Beginning,
    Inflected,
    Exact,
}

#[derive(Debug, Clone)]
struct Phrase {
    concept: ConceptId,
    words: Vec<TermWord>,
    /// The last word may go on.
    open: bool,
    /// A term that is also a small word (it) counts in capitals only.
    capitals: bool,
    /// A term that is also an everyday word (`=kör`) counts only where it is all of a text or of a list's item.
    alone: bool,
}

#[derive(Debug, Clone)]
struct TermWord {
    form: String,
    /// A term may have a comma of its own.
    pause: Pause,
    stem: Option<String>,
}

/// Words that part the items of a list as a comma does.
const JOINTS: [&str; 6] = ["och", "samt", "eller", "and", "or", "plus"];

/// Whether this word parts what stands around it.
pub(super) fn is_joint(form: &str) -> bool {
    JOINTS.contains(&form)
}

impl Word<'_> {
    /// Whether what stands before this word is an item by itself.
    fn is_parted(&self) -> bool {
        self.pause != Pause::None || is_joint(self.form)
    }
}

impl Terms {
    /// `small` tells words that carry no topic: a term that is one of them needs capitals to count.
    pub fn of(concepts: &Concepts, language: Language, small: impl Fn(&str) -> bool) -> Terms {
        let mut terms =
            Terms { language, phrases: Vec::new(), by_form: Places::default(), by_stem: Places::default(), by_beginning: BTreeMap::new() };
        for (concept, term) in concepts.terms(language) {
            terms.add(Phrase::of(concept, term, language, &small));
        }
        terms
    }

    /// The best term that starts at the first of these words.
    pub fn at(&self, words: &[Word<'_>]) -> Option<Match> {
        let first = words.first()?;
        let mut best: Option<Match> = None;
        for place in first.phrases {
            let Some(phrase) = self.phrases.get(*place) else {
                continue;
            };
            let Some(rank) = phrase.rank(words, self.language) else {
                continue;
            };
            match &mut best {
                Some(found) if found.rank > rank => {}
                Some(found) if found.rank == rank => {
                    if !found.concepts.contains(&phrase.concept) {
                        found.concepts.push(phrase.concept);
                    }
                }
                _ => best = Some(Match { rank, concepts: vec![phrase.concept] }),
            }
        }
        best
    }

    /// Phrases whose first word could be this one; some of them twice.
    pub fn beginning_with(&self, form: &str, stem: &str) -> Vec<usize> {
        let singular = singular(self.language, form).and_then(|form| self.by_form.get(form));
        let whole = [self.by_form.get(form), self.by_stem.get(stem), singular].into_iter().flatten();
        whole.chain(self.beginnings_of(form)).flatten().copied().collect()
    }

    /// The phrases for words that begin as this one does. One letter alone is no beginning.
    fn beginnings_of(&self, form: &str) -> impl Iterator<Item = &Vec<usize>> {
        let two_letters = form.char_indices().nth(2).and_then(|(end, _)| form.get(..end)).unwrap_or(form);
        let near = self.by_beginning.range::<str, _>((Bound::Included(two_letters), Bound::Included(form)));
        near.filter(move |(beginning, _)| form.starts_with(beginning.as_str())).map(|(_, phrases)| phrases)
    }

    fn add(&mut self, phrase: Phrase) {
        let Some(first) = phrase.words.first() else {
            return;
        };
        let place = self.phrases.len();
        if phrase.open && phrase.words.len() == 1 {
            self.by_beginning.entry(first.form.clone()).or_default().push(place);
        } else {
            self.by_form.entry(first.form.clone()).or_default().push(place);
        }
        if let Some(stem) = &first.stem {
            self.by_stem.entry(stem.clone()).or_default().push(place);
        }
        self.phrases.push(phrase);
    }
}

impl Phrase {
    fn of(concept: ConceptId, term: &str, language: Language, small: &impl Fn(&str) -> bool) -> Phrase {
        let (term, alone) = term.strip_prefix('=').map_or((term, false), |term| (term, true));
        let (text, open) = term.strip_suffix('*').map_or((term, false), |text| (text, true));
        let words: Vec<TermWord> = forms(text)
            .into_iter()
            .map(|(form, pause)| TermWord { stem: telling_stem(language, &form).map(Cow::into_owned), form, pause })
            .collect();
        let capitals = matches!(&words[..], [only] if small(&only.form));
        Phrase { concept, words, open, capitals, alone }
    }

    /// How well the phrase fits the beginning of these words, if it does.
    fn rank(&self, words: &[Word<'_>], language: Language) -> Option<Rank> {
        let (words, after) = words.split_at_checked(self.words.len())?;
        if self.alone && !(words.first()?.opens && after.first().is_none_or(Word::is_parted)) {
            return None;
        }
        let is_apart = |(term, word): (&TermWord, &Word<'_>)| word.pause > term.pause;
        if self.words.iter().zip(words).skip(1).any(is_apart) || (self.capitals && !words.first()?.capitals) {
            return None;
        }
        let mut rank = Rank { words: words.len(), likeness: Likeness::Exact, beginning: 0, ends_at_hyphen: false };
        for (at, (term, word)) in self.words.iter().zip(words).enumerate() {
            let open = self.open && at + 1 == words.len();
            let likeness = term.likeness(word, language, open)?;
            if likeness == Likeness::Beginning {
                rank.beginning = term.form.len();
                rank.ends_at_hyphen = term.form.ends_with('-');
            }
            rank.likeness = rank.likeness.min(likeness);
        }
        Some(rank)
    }
}

impl TermWord {
    fn likeness(&self, word: &Word<'_>, language: Language, open: bool) -> Option<Likeness> {
        if word.form == self.form {
            Some(Likeness::Exact)
        } else if self.stem.as_deref().is_some_and(|stem| stem == word.stem && is_inflection(language, stem, &self.form, word.form))
            || singular(language, word.form) == Some(&self.form)
        {
            Some(Likeness::Inflected)
        } else {
            (open && word.form.starts_with(&self.form)).then_some(Likeness::Beginning)
        }
    }
}

/// The words of a term. A hyphen at its end (`hr-`, from `hr-*`) stays: it keeps hr- from matching hrung.
fn forms(term: &str) -> Vec<(String, Pause)> {
    // Most terms: nothing to find out about them.
    if term.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return term.split_whitespace().map(|word| (words::normal_form(word), Pause::None)).collect();
    }
    let mut forms: Vec<(String, Pause)> = words::tokens(term).into_iter().map(|token| (token.form, token.pause)).collect();
    if let Some((last, _)) = forms.last_mut().filter(|_| term.ends_with('-')) {
        last.push('-');
    }
    forms
}

/// English plural s, which the deep cuts of the stemmer hide: negotiations is negotiation although its stem is negoti.
fn singular(language: Language, form: &str) -> Option<&str> {
    let singular = form.strip_suffix('s').filter(|singular| singular.len() >= 4 && !singular.ends_with('s'))?;
    (language == Language::English).then_some(singular)
}

#[cfg(test)]
mod tests {
    use super::super::stems::stem;
    use super::*;

    const TABLE: &str = "\
it\tfield\t\tit-*|it\tIT
hr\tfield\t\thr-*|hr\tHR
law\tfield\t\tlag*|juridik\tlaw|labour law
health\tfield\t\tvård*|hälso- och sjukvård\thospital|health care
hotel\tfield\t\thotell*\thospitality
deal\tskill\t\tförhandling\tnegotiation
lead\tskill\t\tleda projekt|ledarskap\tproject management
founder\tfield\t\tgrundare\trunning
choir\tinterest\t\tkörsång|=kör\tchoir|=acting group";

    fn check(language: Language, text: &str, expected: &[&str]) {
        let mut concepts = Concepts::default();
        assert_eq!(concepts.add(TABLE), []);
        let terms = Terms::of(&concepts, language, |form| form == "it");
        let tokens = words::tokens(text);
        let read = |form: &str| {
            let stem = stem(language, form).into_owned();
            let phrases = terms.beginning_with(form, &stem);
            (stem, phrases)
        };
        let read: Vec<(String, Vec<usize>)> = tokens.iter().map(|token| read(&token.form)).collect();
        let words: Vec<Word<'_>> = tokens
            .iter()
            .zip(&read)
            .enumerate()
            .map(|(at, (token, (stem, phrases)))| {
                let opens = token.pause != Pause::None || at == 0 || is_joint(&tokens[at - 1].form);
                Word { form: &token.form, stem, phrases, capitals: token.capitals, pause: token.pause, opens }
            })
            .collect();
        let found: Vec<ConceptId> = (0..words.len()).filter_map(|at| terms.at(&words[at..])).flat_map(|found| found.concepts).collect();
        let expected: Vec<ConceptId> = expected.iter().filter_map(|id| concepts.id(id)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn terms_are_found_in_their_inflections() {
        check(Language::Swedish, "ledarskapet och förhandlingar", &["lead", "deal"]);
        check(Language::Swedish, "jag vill leda projekt", &["lead"]);
        check(Language::Swedish, "leda, projekt", &[]);
        check(Language::Swedish, "vårdcentral, lagar", &["health", "law"]);
        check(Language::Swedish, "hälso- och sjukvården", &["health"]);
        check(Language::English, "negotiations in labour law", &["deal", "law", "law"]);
    }

    #[test]
    fn look_alikes_are_not_found() {
        check(Language::Swedish, "i grunden", &[]);
        check(Language::English, "hospital", &["health"]);
        check(Language::English, "we run", &[]);
        check(Language::English, "juridik", &[]);
    }

    #[test]
    fn everyday_words_count_as_items_of_a_list() {
        for list in ["kör", "film, kör, schack", "film och kör", "kör och film", "Kör; film", "film (kör)", "film. Kör"] {
            check(Language::Swedish, list, &["choir"]);
        }
        for other in ["jag kör bil", "kör bil", "bilen jag kör", "kör mycket, ofta"] {
            check(Language::Swedish, other, &[]);
        }
        check(Language::English, "an acting group, acting group and film", &["choir"]);
    }

    #[test]
    fn short_terms_are_exact_and_small_words_need_capitals() {
        check(Language::Swedish, "IT, it, It, it-drift", &["it", "it"]);
        check(Language::English, "make it better with IT", &["it"]);
        check(Language::Swedish, "hr hrung hr-chef HR", &["hr", "hr", "hr"]);
    }
}
