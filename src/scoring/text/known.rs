//! What is known about a word by itself, whatever stands around it: worked out once for each form.

use std::rc::Rc;
use std::sync::Arc;

use super::language::{Language, Votes};

/// A form of a word with all that the lexicon says about it.
#[derive(Debug)]
pub(super) struct Known {
    pub form: Arc<str>,
    pub swedish: InLanguage,
    pub english: InLanguage,
    /// Which language the word speaks for.
    pub votes: Votes,
    pub grams: Vec<u32>,
    /// The parts of a hyphenated word (HR-direktör), which are words too.
    pub parts: Vec<Rc<Known>>,
    /// The parts of a Swedish compound.
    pub pieces: Vec<KnownPiece>,
}

/// A part of a Swedish compound.
#[derive(Debug, Clone)]
pub(super) struct KnownPiece {
    pub known: Rc<Known>,
    pub is_last: bool,
    /// Whether it says anything about a topic.
    pub tells: bool,
}

/// What a form is when it is read as a word of one language.
#[derive(Debug)]
pub(super) struct InLanguage {
    pub stem: Arc<str>,
    /// The table's phrases that could begin with this word, by place; some of them twice.
    pub phrases: Vec<usize>,
    /// Whether it says nothing about a topic, unless a phrase holds it.
    pub is_empty: bool,
}

impl Known {
    pub fn read_as(&self, language: Language) -> &InLanguage {
        match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }
}
