//! Which words that no table knows are likely to name a topic: nouns and names, told by their form.
//!
//! Verbs, adverbs and adjectives say how people are, not what they can talk about: wanted, nobody answers them, and as a gap
//! ("missing: «punctual»") they help nobody. The word lists hold the common ones; their endings tell most of the others.

use super::language::Language;

/// Shorter words are topics only when they are written as names (VA, KI): others are small talk or parts of abbreviations.
const SHORTEST_TOPIC: usize = 3;

/// Endings of Swedish verbs, adverbs and adjectives that nouns do not have. The numbers are the fewest letters of the whole word.
const SWEDISH: [(&str, usize); 15] = [
    ("erar", 7),
    ("erade", 7),
    ("erades", 8),
    ("erats", 7),
    ("ande", 8),
    ("ades", 7),
    ("ligt", 6),
    ("liga", 7),
    ("ligen", 8),
    ("aste", 7),
    ("mässigt", 9),
    ("mässiga", 9),
    ("tvis", 7),
    ("samma", 8),
    ("fulla", 8),
];

/// The same for English.
const ENGLISH: [(&str, usize); 8] = [("ly", 6), ("ful", 6), ("less", 7), ("able", 8), ("ible", 8), ("ed", 6), ("ously", 8), ("ingly", 8)];

/// Nouns with such an ending.
const NOUNS: [&str; 24] = [
    "anomaly",
    "assembly",
    "butterfly",
    "dragonfly",
    "duopoly",
    "family",
    "homily",
    "monopoly",
    "oligopoly",
    "supply",
    "disassembly",
    "reassembly",
    "subfamily",
    "vegetable",
    "variable",
    "timetable",
    "turntable",
    "flatbed",
    "hotbed",
    "seabed",
    "riverbed",
    "watershed",
    "newlywed",
    "infrared",
];

/// How a word is written where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// As any other word.
    Plain,
    /// With a capital inside a sentence, or in capitals only.
    Name,
}

/// Whether a word that no table and no list knows is likely a noun or a name. Without a language it must look like one in both.
pub(super) fn is_likely_topic(form: &str, writing: Writing, language: Option<Language>) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let is_marked = form.ends_with(['+', '#']);
    if letters == 0 || form.contains(['\'', '’']) {
        return false;
    }
    if is_marked || (writing == Writing::Name && letters > 1) {
        return true;
    }
    letters >= SHORTEST_TOPIC && !is_by_ending(form, language) && !form.starts_with(|c: char| c.is_ascii_digit())
}

fn is_by_ending(form: &str, language: Option<Language>) -> bool {
    let length = form.chars().count();
    let has = |endings: &[(&str, usize)]| endings.iter().any(|(ending, fewest)| length >= *fewest && form.ends_with(ending));
    let looks_swedish = || has(&SWEDISH);
    let looks_english = || has(&ENGLISH) && !form.ends_with("eed") && !NOUNS.contains(&form);
    match language {
        Some(Language::Swedish) => looks_swedish(),
        Some(Language::English) => looks_english(),
        None => looks_swedish() || looks_english(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_names_are_topics() {
        use Language::{English, Swedish};
        for (form, writing, language, likely) in [
            ("kubernetes", Writing::Plain, Some(English), true),
            ("fjärrvärme", Writing::Plain, Some(Swedish), true),
            ("proteomik", Writing::Plain, Some(Swedish), true),
            ("kommendera", Writing::Plain, Some(Swedish), true),
            ("organiserar", Writing::Plain, Some(Swedish), false),
            ("roligaste", Writing::Plain, Some(Swedish), false),
            ("ansvarsfulla", Writing::Plain, Some(Swedish), false),
            ("annually", Writing::Plain, Some(English), false),
            ("undervalued", Writing::Plain, Some(English), false),
            ("assembly", Writing::Plain, Some(English), true),
            ("seed", Writing::Plain, Some(English), true),
            ("vegetable", Writing::Plain, None, true),
            ("älg", Writing::Plain, Some(Swedish), true),
            ("va", Writing::Plain, Some(Swedish), false),
            ("va", Writing::Name, Some(Swedish), true),
            ("aik", Writing::Name, Some(Swedish), true),
            ("kelly", Writing::Name, Some(English), true),
            ("i'm", Writing::Name, Some(English), false),
            ("c#", Writing::Plain, Some(English), true),
            ("12k", Writing::Plain, None, false),
            ("t7", Writing::Name, None, false),
            ("+", Writing::Plain, None, false),
        ] {
            assert_eq!(is_likely_topic(form, writing, language), likely, "{form}");
        }
    }
}
