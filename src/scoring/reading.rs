//! How a person's words are read: folding, words with their places, and whether a name in a sentence is meant or refused.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::program::composed;

/// NFC, lower case, one space for any run of white space, none at the ends, no invisible characters, no closing full stop.
pub(super) fn fold(text: &str) -> String {
    let lower: String = composed(text).chars().filter(|c| !invisible(*c)).flat_map(char::to_lowercase).collect();
    let lower = composed(&lower);
    let mut spaced = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        let between = if spaced.is_empty() { "" } else { " " };
        spaced.extend([between, word]);
    }
    let end = spaced.trim_end_matches(['.', '!', ',', ';', ':']).trim_end().len();
    spaced.truncate(end);
    spaced
}

/// One word of a text, folded, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// NFC, lower case.
    pub(super) form: String,
    /// Bytes in the text it was read from.
    pub(super) range: Range<usize>,
    /// Whether it hangs on the word before by a hyphen.
    pub(super) hyphened: bool,
    /// Which sentence of the text it stands in.
    pub(super) sentence: u32,
}

/// The words of a text: runs of letters, digits and combining marks.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut start, mut sentence, mut after) = (None, 0_u32, 0);
    let ends = [(text.len(), ' ')];
    for (place, c) in text.char_indices().chain(ends) {
        if c.is_alphanumeric() || is_combining_mark(c) || (start.is_some() && invisible(c)) {
            start.get_or_insert(place);
            continue;
        }
        if let Some(begin) = start.take() {
            let between = text.get(after..begin).unwrap_or_default();
            let hyphened = after > 0 && between.chars().all(is_hyphen) && !between.is_empty();
            words.push(Word { form: fold(text.get(begin..place).unwrap_or_default()), range: begin..place, hyphened, sentence });
            after = place;
        }
        sentence += u32::from(matches!(c, '.' | ';' | '!' | '?' | '\n'));
    }
    words
}

/// Whether the words before this one in its sentence turn it away ("helst inte Sara Holm"): the last cue before it decides, and a
/// word of welcome counts only when it is not itself denied ("inte gärna").
pub(super) fn refused(words: &[Word], place: usize) -> bool {
    const AWAY: [&str; 24] = [
        "inte", "ej", "icke", "aldrig", "undvik", "undvika", "undviker", "slippa", "ingen", "inga", "förutom", "utom", "not", "no",
        "never", "avoid", "except", "neither", "nor", "without", "dont", "wouldn", "shouldn", "doesn",
    ];
    const WELCOME: [&str; 8] = ["gärna", "helst", "men", "utan", "but", "rather", "please", "preferably"];
    let Some(sentence) = words.get(place).map(|word| word.sentence) else { return false };
    let (mut refused, mut denied) = (false, false);
    for word in words.iter().take(place).filter(|word| word.sentence == sentence) {
        let away = AWAY.contains(&word.form.as_str()) || (word.form == "t" && denied);
        refused = away || (refused && (denied || !WELCOME.contains(&word.form.as_str())));
        denied = away || word.form == "don";
    }
    refused
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Characters that show nothing and would keep equal words apart.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold() {
        for (text, folded) in [
            ("  Örebro\t Län ", "örebro län"),
            ("A\u{30a}SA", "åsa"),
            ("Ja.", "ja"),
            ("Jo\u{ad}nas\u{200b}", "jonas"),
            ("", ""),
            ("...", ""),
            ("C++", "c++"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn words_know_their_places() {
        let text = "Anna-Karin Åberg. Ja!";
        let read = words(text);
        let forms: Vec<(&str, bool, u32)> = read.iter().map(|word| (word.form.as_str(), word.hyphened, word.sentence)).collect();
        assert_eq!(forms, [("anna", false, 0), ("karin", true, 0), ("åberg", false, 0), ("ja", false, 1)]);
        assert!(read.iter().all(|word| fold(&text[word.range.clone()]) == word.form));
        assert!(words(" - ").is_empty());
    }

    #[test]
    fn the_last_cue_before_a_word_decides() {
        for (text, expected) in [
            ("sara", false),
            ("gärna sara", false),
            ("inte sara", true),
            ("helst inte sara", true),
            ("inte erik utan sara", false),
            ("inget viktigt. sara", false),
            ("det är inte viktigt, men gärna sara", false),
            ("not sara", true),
            ("I would not like sara", true),
            ("I don't want sara", true),
            ("t ex sara", false),
            ("inte gärna sara", true),
        ] {
            let read = words(text);
            let place = read.iter().position(|word| word.form == "sara").unwrap();
            assert_eq!(refused(&read, place), expected, "{text:?}");
        }
    }
}
