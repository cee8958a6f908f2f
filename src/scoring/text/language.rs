//! Which language a sentence is written in: Swedish or English.
//!
//! Form answers are often a few words long, where statistics over letters guess at random. So the words themselves vote
//! first (å ä ö, small words, words that only one half of the concept table knows) and whatlang decides the rest.

use whatlang::{Detector, Lang};

use crate::program::composed;

/// The two languages of the programmes that are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Swedish.
    Swedish,
    /// English.
    English,
}

/// What the words of a sentence say about its language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Votes {
    pub swedish: u32,
    pub english: u32,
}

impl Votes {
    /// The side with a clear majority, if there is one: at least twice as many votes.
    pub fn clear(self) -> Option<Language> {
        if self.swedish > 0 && self.swedish >= 2 * self.english {
            Some(Language::Swedish)
        } else if self.english > 0 && self.english >= 2 * self.swedish {
            Some(Language::English)
        } else {
            None
        }
    }
}

impl std::ops::AddAssign for Votes {
    fn add_assign(&mut self, other: Votes) {
        self.swedish += other.swedish;
        self.english += other.english;
    }
}

/// whatlang's opinion, where the text is long enough for one. Only the first part of a long text is looked at.
pub(super) fn by_letters(text: &str) -> Option<Language> {
    const FEWEST_CHARS: usize = 20;
    const MOST_CHARS: usize = 1_000;
    let start: String = text.chars().take(MOST_CHARS).collect();
    let start = composed(&start);
    start.chars().nth(FEWEST_CHARS - 1)?;
    match Detector::with_allowlist(vec![Lang::Swe, Lang::Eng]).detect_lang(&start)? {
        Lang::Swe => Some(Language::Swedish),
        Lang::Eng => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_majority_is_clear_at_two_to_one() {
        for (swedish, english, clear) in
            [(0, 0, None), (1, 0, Some(Language::Swedish)), (0, 3, Some(Language::English)), (3, 2, None), (4, 2, Some(Language::Swedish))]
        {
            assert_eq!(Votes { swedish, english }.clear(), clear);
        }
    }

    #[test]
    fn letters_decide_long_texts_only() {
        assert_eq!(by_letters("Bank"), None);
        assert_eq!(by_letters("Jag vill veta hur vardagen ser ut"), Some(Language::Swedish));
        assert_eq!(by_letters("Looking for somebody who has founded a company"), Some(Language::English));
        assert_eq!(by_letters(&"🙂".repeat(100_000)), None);
    }
}
