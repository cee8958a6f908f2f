//! Reading: from a text to its units.
//!
//! Sentence by sentence, because answers change language in the middle. From left to right the longest term wins and its
//! words are used up; what is left over and not empty of topic becomes a word unit.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::compounds::Piece;
use super::concepts::ConceptId;
use super::known::{Known, KnownPiece};
use super::language::{Language, Votes, by_letters};
use super::lexicon::Lexicon;
use super::passage::{Found, Passage, Standing, Unit};
use super::terms::{Match, Word, is_joint};
use super::topics::{Writing, is_likely_topic};
use super::words::{self, Pause, Token};

/// So many words are remembered, more than a large program uses; then they are forgotten, lest a hostile text fill the memory.
const MOST_KNOWN: usize = 50_000;

/// The reading of many texts with one lexicon. What was found out about a word is kept: the same few thousand stand in everybody's answers.
pub struct Reading<'l> {
    lexicon: &'l Lexicon,
    known: HashMap<Arc<str>, Rc<Known>>,
}

impl<'l> Reading<'l> {
    /// No text read yet.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, known: HashMap::new() }
    }

    /// Reads one answer.
    pub fn read(&mut self, text: &str) -> Passage {
        let words = self.words(text);
        let lexicon = self.lexicon;
        let mut passage = Passage::default();
        let whole = Reader { lexicon, language: None }.language(&words, text);
        for sentence in sentences(&words) {
            let own = text.get(bytes(sentence)).unwrap_or_default();
            let language = Reader { lexicon, language: whole }.language(sentence, own);
            for (language, words) in (Reader { lexicon, language }).by_language(sentence) {
                Reader { lexicon, language }.sentence(words, &mut passage);
            }
        }
        passage.grams.sort_unstable();
        passage.grams.dedup();
        if passage.units.is_empty() {
            passage.bare = words.iter().map(|word| &*word.known.form).collect::<Vec<_>>().join(" ");
        }
        passage
    }

    /// Reads a few words as they are read in a text of this language; without one, as a text of their own.
    pub(super) fn read_in(&mut self, text: &str, language: Option<Language>) -> Passage {
        if language.is_none() {
            return self.read(text);
        }
        let words = self.words(text);
        let mut passage = Passage::default();
        Reader { lexicon: self.lexicon, language }.sentence(&words, &mut passage);
        passage
    }

    /// The language in which a place of a text is read: that of its sentence. `None` where both are tried.
    pub fn language_at(&mut self, text: &str, place: &Range<usize>) -> Option<Language> {
        let words = self.words(text);
        let lexicon = self.lexicon;
        let whole = Reader { lexicon, language: None }.language(&words, text);
        let sentence = sentences(&words).find(|sentence| bytes(sentence).end >= place.end)?;
        let own = text.get(bytes(sentence)).unwrap_or_default();
        let language = Reader { lexicon, language: whole }.language(sentence, own);
        let clauses = Reader { lexicon, language }.by_language(sentence);
        clauses.into_iter().find(|(_, words)| bytes(words).end >= place.end).map_or(language, |(language, _)| language)
    }

    fn words(&mut self, text: &str) -> Vec<Written> {
        let mut words: Vec<Written> = words::tokens(text).into_iter().map(|token| self.written(token, text)).collect();
        mark_openings(&mut words);
        words
    }

    fn written(&mut self, token: Token, text: &str) -> Written {
        let is_capital = text.get(token.range.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
        let is_name = token.capitals || (is_capital && token.pause == Pause::None && token.range.start > 0);
        let writing = if is_name { Writing::Name } else { Writing::Plain };
        Written { known: self.known(&token.form), capitals: token.capitals, writing, pause: token.pause, opens: true, range: token.range }
    }

    fn known(&mut self, form: &str) -> Rc<Known> {
        if let Some(known) = self.known.get(form) {
            return Rc::clone(known);
        }
        let parts = words::parts(form).map(|part| self.known(part)).collect();
        let pieces = self.lexicon.pieces(form);
        let last = pieces.len().saturating_sub(1);
        let piece =
            |(place, piece): (usize, Piece)| KnownPiece { known: self.known(&piece.form), is_last: place == last, tells: piece.tells };
        let pieces = pieces.into_iter().enumerate().map(piece).collect();
        let known = Rc::new(self.lexicon.known(form, parts, pieces));
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(Arc::clone(&known.form), Rc::clone(&known));
        known
    }
}

/// Reads a text as if all of it were written in this language.
#[cfg(test)]
pub(super) fn read_in(lexicon: &Lexicon, text: &str, language: Language) -> Passage {
    let mut reading = Reading::new(lexicon);
    let words = reading.words(text);
    let mut passage = Passage::default();
    for sentence in sentences(&words) {
        Reader { lexicon, language: Some(language) }.sentence(sentence, &mut passage);
    }
    passage.grams.sort_unstable();
    passage.grams.dedup();
    if passage.units.is_empty() {
        passage.bare = words.iter().map(|word| &*word.known.form).collect::<Vec<_>>().join(" ");
    }
    passage
}

/// A word where it stands in a text.
#[derive(Clone)]
struct Written {
    known: Rc<Known>,
    capitals: bool,
    writing: Writing,
    pause: Pause,
    /// An item of a list may begin here.
    opens: bool,
    range: Range<usize>,
}

/// Marks the words before which an item of a list may begin.
fn mark_openings(words: &mut [Written]) {
    let mut parted = true;
    for word in words {
        word.opens = parted || word.pause != Pause::None;
        parted = is_joint(&word.known.form);
    }
}

impl Written {
    fn word(&self, language: Language) -> Word<'_> {
        let read = self.known.read_as(language);
        Word {
            form: &self.known.form,
            stem: &read.stem,
            phrases: &read.phrases,
            capitals: self.capitals,
            pause: self.pause,
            opens: self.opens,
        }
    }
}

/// Reads sentences in a language; without one, both are tried.
struct Reader<'l> {
    lexicon: &'l Lexicon,
    language: Option<Language>,
}

impl Reader<'_> {
    fn sentence(&self, words: &[Written], passage: &mut Passage) {
        let mut at = 0;
        while let Some(first) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let found = self.best_term(rest).filter(|found| !self.is_crossed(rest, found));
            let idiom = self.idiom(rest);
            if idiom > found.as_ref().map_or(0, |found| found.rank.words) {
                at += idiom;
                continue;
            }
            let used = found.as_ref().map_or(1, |found| found.rank.words).max(1);
            let here = rest.get(..used).unwrap_or(rest);
            if let Some(found) = &found {
                add_concepts(&found.concepts, &bytes(here), Standing::Outright, passage);
                passage.grams.extend(here.iter().flat_map(|word| &word.known.grams));
                if used == 1 && found.is_beginning() {
                    self.said_beside(found, first, passage);
                }
            }
            if found.as_ref().is_none_or(|found| !found.is_whole()) {
                self.parts(first, found.is_none(), passage);
            }
            at += used;
        }
    }

    /// How many of these words are a saying.
    fn idiom(&self, words: &[Written]) -> usize {
        let together = words.iter().enumerate().take_while(|(at, word)| *at == 0 || word.pause == Pause::None);
        self.lexicon.idiom(together.map(|(_, word)| &*word.known.form))
    }

    /// Whether a longer term begins inside this one: "learning Swedish" gives way in "learning Swedish working life".
    fn is_crossed(&self, words: &[Written], found: &Match) -> bool {
        let longer = |at| self.best_term(words.get(at..).unwrap_or_default()).is_some_and(|other| other.rank.words > found.rank.words);
        (1..found.rank.words).any(longer)
    }

    /// The parts of a hyphenated word (HR-direktör) are things of their own; a word without parts is one thing.
    fn parts(&self, whole: &Written, unknown: bool, passage: &mut Passage) {
        for part in &whole.known.parts {
            self.word(&Written { known: Rc::clone(part), capitals: true, writing: Writing::Plain, ..whole.clone() }, passage);
        }
        if unknown && whole.known.parts.is_empty() {
            self.word(whole, passage);
        }
    }

    fn word(&self, word: &Written, passage: &mut Passage) {
        if let Some(found) = self.best_term(std::slice::from_ref(word)) {
            add_concepts(&found.concepts, &word.range, Standing::Outright, passage);
            if found.is_beginning() {
                self.said_beside(&found, word, passage);
            }
        } else if self.is_topic(&word.known, word.writing) {
            let pieces = self.telling_pieces(word);
            let standing = if pieces.is_empty() { Standing::Outright } else { Standing::Compound };
            self.add_word(&word.known, &word.range, standing, passage);
            for (piece, standing) in pieces {
                match self.term_of(piece, word) {
                    Some(found) => add_concepts(&found.concepts, &word.range, standing, passage),
                    None => self.add_word(&piece.known, &word.range, standing, passage),
                }
            }
        } else {
            return;
        }
        passage.grams.extend(&word.known.grams);
    }

    /// What a word says beside the term that it begins with: hållbarhetschef is a chef too. Concepts only; what else stands there was meant by the
    /// writer of the table.
    fn said_beside(&self, begins: &Match, word: &Written, passage: &mut Passage) {
        for (piece, standing) in self.telling_pieces(word) {
            if let Some(mut found) = self.term_of(piece, word) {
                found.concepts.retain(|concept| !begins.concepts.contains(concept));
                add_concepts(&found.concepts, &word.range, standing, passage);
            }
        }
    }

    /// The parts of a Swedish compound that say something: the last tells most, and where it is a wide word those before it do.
    fn telling_pieces<'w>(&self, word: &'w Written) -> Vec<(&'w KnownPiece, Standing)> {
        if self.language == Some(Language::English) {
            return Vec::new();
        }
        let tells = |piece: &&KnownPiece| piece.tells && (self.term_of(piece, word).is_some() || self.is_piece(&piece.known));
        let pieces: Vec<&KnownPiece> = word.known.pieces.iter().filter(tells).collect();
        let has_head = pieces.last().is_some_and(|piece| piece.is_last);
        pieces.into_iter().map(|piece| (piece, if piece.is_last || !has_head { Standing::Main } else { Standing::Aside })).collect()
    }

    /// The term that a part of a word is.
    fn term_of(&self, piece: &KnownPiece, word: &Written) -> Option<Match> {
        let part = Written { known: Rc::clone(&piece.known), capitals: false, ..word.clone() };
        self.term(Language::Swedish, std::slice::from_ref(&part)).filter(|found| !found.is_beginning())
    }

    /// Whether a word without a term says what somebody wants or offers.
    fn is_topic(&self, known: &Known, writing: Writing) -> bool {
        !known.read_as(self.language_or_swedish()).is_empty && is_likely_topic(&known.form, writing, self.language)
    }

    /// Parts of compounds are nouns, however short.
    fn is_piece(&self, known: &Known) -> bool {
        !known.read_as(self.language_or_swedish()).is_empty
    }

    fn add_word(&self, known: &Known, range: &Range<usize>, standing: Standing, passage: &mut Passage) {
        let language = self.language_or_swedish();
        let stem = Arc::clone(&known.read_as(language).stem);
        let unit = Unit::Word { language, stem, form: Arc::clone(&known.form) };
        passage.units.push(Found { unit, range: range.clone(), standing });
    }

    fn language_or_swedish(&self) -> Language {
        self.language.unwrap_or(Language::Swedish)
    }

    /// The best term at the first of these words in the languages that may be meant.
    ///
    /// Swedish terms never count in an English sentence, nor single English words in a Swedish one (personal, art,
    /// board); but nobody writes "machine learning" by chance.
    fn best_term(&self, words: &[Written]) -> Option<Match> {
        match self.language {
            Some(Language::English) => self.term(Language::English, words),
            Some(Language::Swedish) => {
                let phrase = self.term(Language::English, words).filter(|found| found.rank.words > 1);
                better(self.term(Language::Swedish, words), phrase)
            }
            None => better(self.term(Language::Swedish, words), self.term(Language::English, words)),
        }
    }

    fn term(&self, language: Language, words: &[Written]) -> Option<Match> {
        const LONGEST_TERM: usize = 8;
        if words.first()?.known.read_as(language).phrases.is_empty() {
            return None;
        }
        let mut seen = [Word { form: "", stem: "", phrases: &[], capitals: false, pause: Pause::Sentence, opens: false }; LONGEST_TERM];
        let length = words.len().min(LONGEST_TERM);
        for (place, word) in seen.iter_mut().zip(words) {
            *place = word.word(language);
        }
        self.lexicon.term(language, seen.get(..length)?)
    }

    /// The language of these words: by their own votes, by what it is around them, by letters.
    fn language(&self, words: &[Written], text: &str) -> Option<Language> {
        let mut votes = Votes::default();
        for word in words {
            votes += word.known.votes;
        }
        if votes.clear().is_none() {
            for at in 0..words.len().min(20) {
                votes += self.table_votes(words.get(at..).unwrap_or_default());
            }
        }
        votes.clear().or(self.language).or_else(|| by_letters(text))
    }

    /// The clauses of a sentence, those in one language together: people mix ("elnät, public meetings with angry villagers"). A clause is in the
    /// language of its sentence unless its own words say that it is in the other one.
    fn by_language<'w>(&self, sentence: &'w [Written]) -> Vec<(Option<Language>, &'w [Written])> {
        let mut runs: Vec<(Option<Language>, Range<usize>)> = Vec::new();
        for clause in sentence.chunk_by(|_, next| next.pause < Pause::Clause) {
            let language = self.language.map(|language| self.own_language(clause).unwrap_or(language));
            match runs.last_mut() {
                Some((same, words)) if *same == language => words.end += clause.len(),
                _ => {
                    let begin = runs.last().map_or(0, |(_, words)| words.end);
                    runs.push((language, begin..begin + clause.len()));
                }
            }
        }
        runs.into_iter().filter_map(|(language, words)| Some((language, sentence.get(words)?))).collect()
    }

    /// The language that a clause's own words speak for, if none speaks against it. Where there are no small words, English terms do in a Swedish
    /// sentence: the reverse is mostly a name, and one word alone may be another one in the other language.
    fn own_language(&self, clause: &[Written]) -> Option<Language> {
        let mut votes = Votes::default();
        for word in clause {
            votes += word.known.votes;
        }
        if votes == Votes::default() && clause.len() > 1 && self.language == Some(Language::Swedish) {
            for at in 0..clause.len() {
                votes += self.table_votes(clause.get(at..).unwrap_or_default());
            }
        }
        match votes {
            Votes { swedish: 1.., english: 0 } => Some(Language::Swedish),
            Votes { swedish: 0, english: 1.. } => Some(Language::English),
            _ => None,
        }
    }

    /// A term that only one half of the table knows speaks for that language.
    fn table_votes(&self, words: &[Written]) -> Votes {
        let swedish = self.term(Language::Swedish, words).is_some();
        let english = self.term(Language::English, words).is_some();
        Votes { swedish: u32::from(swedish && !english), english: u32::from(english && !swedish) }
    }
}

fn sentences(words: &[Written]) -> impl Iterator<Item = &[Written]> {
    words.chunk_by(|_, next| next.pause != Pause::Sentence)
}

fn bytes(words: &[Written]) -> Range<usize> {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}

fn add_concepts(concepts: &[ConceptId], range: &Range<usize>, standing: Standing, passage: &mut Passage) {
    for id in concepts {
        let found = Found { unit: Unit::Concept(*id), range: range.clone(), standing };
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
        check("HR-direktör i en kommun", &["HR manager", "municipal administration"]);
        check("Hållbarhetsjurist", &["sustainability", "law"]);
        check("Ögonläkare", &["ophthalmology"]);
        check("fartygsjurist", &["'fartygsjurist'", "'fartyg'", "law"]);
        check("IT-säkerhet, start-up", &["cybersecurity", "entrepreneurship"]);
        check("Bygga kontaktnät", &["networking"]);
        check("Interested in Zyxomatics and C#", &["'zyxomatics'", "C#"]);
        check("Inga särskilda önskemål.", &[]);
        check("15 år, 2019", &[]);
    }

    #[test]
    fn each_sentence_has_its_language() {
        check("Jobbar med personalfrågor. Personal growth", &["HR", "personal development"]);
        check("Konsult inom machine learning", &["consulting", "machine learning"]);
        check("I like art", &["art"]);
    }

    #[test]
    fn a_clause_may_be_in_the_other_language() {
        check("Elnät, public meetings with angry villagers, working in Spanish", &["power grid", "'villagers'", "Spanish"]);
        check("I do research on proteins, men helst på svenska", &["research", "'proteins'"]);
    }

    #[test]
    fn only_nouns_and_names_are_topics_that_no_table_knows() {
        check("Är punktlig, fungerar det att mejla bilder?", &[]);
        check("Raka besked om hajtänder i Östersund", &["'hajtänder'", "'östersund'"]);
        check("I'm punctual and can't wait to meet you about Zyxomatics", &["'zyxomatics'"]);
    }

    #[test]
    fn sayings_do_not_mean_their_words() {
        check("Hur det går till i praktiken, och på jakt efter praktik", &["internship"]);
        check("Jag gillar jakt", &["hunting"]);
        check("I am running a team and like running", &["running"]);
    }

    /// Faults that listing every hit on real texts once showed.
    #[test]
    fn look_alikes_are_not_taken() {
        check("i grunden", &[]);
        check("make it work", &[]);
        check("eventuellt", &[]);
        check("the aim of an item", &[]);
        check("a Swedish company", &[]);
        check("Systemvetare med intresse för nätverk", &["informatics", "'nätverk'"]);
        check("a trusty mentor; run along", &[]);
    }
}
