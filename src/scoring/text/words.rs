//! Words: a text as lower-case tokens, each knowing its bytes in the original.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::program::composed;

/// Longer "words" are noise (a leaned-on key, an encoded file), and must not cost anything either.
const LONGEST_WORD_CHARS: usize = 64;
const LONGEST_WORD_BYTES: usize = 1024;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// NFC, lower case, without accents other than those of å ä ö.
    pub form: String,
    /// Written in capitals only (two letters or more): `IT`, but not `it` or `It`.
    pub capitals: bool,
    /// Bytes in the original text.
    pub range: Range<usize>,
    /// What stands between this token and the one before.
    pub pause: Pause,
}

/// How far apart two neighbouring words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pause {
    /// Blanks, slashes and the like: a phrase may run across.
    None,
    /// A comma, a bracket, a dash: the same sentence, but no phrase.
    Clause,
    /// A full stop or a new line: perhaps another language.
    Sentence,
}

/// The words of a text in order. Inner `-` and trailing `+` and `#` belong to the word: it-säkerhet, C++, C#.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut spans = spans(text).into_iter().peekable();
    let mut read = 0;
    let mut pause = Pause::None;
    while let Some(mut span) = spans.next() {
        while let Some(next) = spans.next_if(|next| is_hyphen(between(text, span.end, next.start))) {
            span.end = next.end;
        }
        let next = spans.peek().map_or(text.len(), |next| next.start);
        span.end += sign_after(between(text, span.end, next));
        pause = pause.max(pause_in(between(text, read, span.start)));
        read = span.end;
        if let Some(token) = token(text, span, pause) {
            found.push(token);
            pause = Pause::None;
        }
    }
    found
}

/// The parts of a hyphenated form: `it-säkerhet` gives `it`, `säkerhet`. Nothing when there is no hyphen.
pub(super) fn parts(form: &str) -> impl Iterator<Item = &str> {
    form.contains('-').then(|| form.split('-')).into_iter().flatten().filter(|part| !part.is_empty())
}

/// A word in the form in which words are compared. å ä ö are letters of their own and stay (län is not lan).
pub(super) fn normal_form(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    for c in composed(word).chars() {
        match c {
            '\0'..='\u{7f}' => form.push(c.to_ascii_lowercase()),
            _ => c.to_lowercase().for_each(|lower| push_bare(lower, &mut form)),
        }
    }
    form
}

/// Adds a lower-case character without its accents.
fn push_bare(c: char, form: &mut String) {
    match c {
        'å' | 'ä' | 'ö' => form.push(c),
        '\u{2010}' | '\u{2011}' => form.push('-'),
        '\u{c0}'..='\u{24f}' => {
            decompose_canonical(c, |part| form.extend((!is_combining_mark(part)).then_some(part)));
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' => {}
        _ => form.push(c),
    }
}

/// Where the words are. Unicode joins what a form writer does not mean as one word: `Java.Python`, `data_science`; and a
/// Swedish ending after a colon (`VD:n`, `CV:t`) is no part of the word.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let mut at = start;
        for piece in word.split_inclusive(['.', '_', ':', '\u{b7}']) {
            let bare = piece.trim_end_matches(['.', '_', ':', '\u{b7}']);
            let ending = text.get(..at).is_some_and(|before| before.ends_with(':')) && at > start && composed(bare).chars().count() <= 3;
            if !bare.is_empty() && !ending {
                spans.push(at..at + bare.len());
            }
            at += piece.len();
        }
    }
    spans
}

fn token(text: &str, span: Range<usize>, pause: Pause) -> Option<Token> {
    let word = text.get(span.clone())?;
    if word.len() > LONGEST_WORD_BYTES || composed(word).chars().count() > LONGEST_WORD_CHARS {
        return None;
    }
    let form = normal_form(word);
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    (!form.is_empty()).then_some(Token { form, capitals, range: span, pause })
}

fn between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}")
}

/// Length of the signs that end a word such as `C++` or `C#`.
fn sign_after(gap: &str) -> usize {
    if gap.starts_with("++") { 2 } else { usize::from(gap.starts_with('#') || gap.starts_with('+')) }
}

fn pause_in(gap: &str) -> Pause {
    gap.chars().map(pause_of).max().unwrap_or(Pause::None)
}

fn pause_of(c: char) -> Pause {
    match c {
        '.' | '!' | '?' | '\n' | '\r' | '…' => Pause::Sentence,
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '”' | '»' | '«' | '•' | '–' | '—' | '|' => Pause::Clause,
        _ => Pause::None,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn check(text: &str, forms: &[&str]) {
        let found = tokens(text);
        let got: Vec<&str> = found.iter().map(|token| token.form.as_str()).collect();
        assert_eq!(got, forms, "{text}");
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        check("IT-säkerhet, C++ och C#.", &["it-säkerhet", "c++", "och", "c#"]);
        check("studie- och yrkesvägledning", &["studie", "och", "yrkesvägledning"]);
        check("Tidigare VD:n för ABC:s bolag", &["tidigare", "vd", "för", "abc", "bolag"]);
        check("Mål:ledarskap", &["mål", "ledarskap"]);
        check("Java.Python data_science R&D", &["java", "python", "data", "science", "r", "d"]);
        check("IDÉ, Müller, à la carte", &["ide", "muller", "a", "la", "carte"]);
        check("  ,;- ++ ", &[]);
        check("it\u{2011}drift", &["it-drift"]);
    }

    #[test]
    fn swedish_letters_are_never_folded() {
        check("län lån lan år är ar", &["län", "lån", "lan", "år", "är", "ar"]);
    }

    #[test]
    fn decomposed_text_gives_the_same_forms() {
        let written = "Förändringsledning på Åland, idé";
        let decomposed: String = written.nfd().collect();
        let forms = |text: &str| tokens(text).into_iter().map(|token| token.form).collect::<Vec<_>>();
        assert_ne!(written, decomposed);
        assert_eq!(forms(written), forms(&decomposed));
    }

    #[test]
    fn an_ending_after_a_colon_is_as_long_decomposed() {
        for text in ["EU:s", "a:ணÑ", "EU:ñññ", "EU:ñaña"] {
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            assert_eq!(tokens(&composed).len(), tokens(&decomposed).len(), "{text}");
        }
    }

    #[test]
    fn pauses_tell_phrases_and_sentences_apart() {
        let pauses: Vec<Pause> = tokens("Ett två, tre. Fyra").iter().map(|token| token.pause).collect();
        assert_eq!(pauses, [Pause::None, Pause::None, Pause::Clause, Pause::Sentence]);
    }

    #[test]
    fn capitals_are_seen() {
        let capitals: Vec<bool> = tokens("IT it It HR-chef R").iter().map(|token| token.capitals).collect();
        assert_eq!(capitals, [true, false, false, false, false]);
    }
}
