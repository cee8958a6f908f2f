//! The only way for text that a person wrote to reach a terminal, a title, a log or a table.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// What stands where a character was that must not be shown.
pub const MARK: char = '\u{FFFD}';

/// The base that a combining mark gets when it has none.
const NO_BASE: char = '\u{25CC}';

/// More combining marks than any language puts on one letter would climb over the lines above.
const MOST_MARKS: usize = 4;

/// Text made safe to show: one line, no control, bidi or invisible characters, at most four combining marks on a base, NFC.
///
/// Every such character becomes a visible mark, so that nobody is deceived about what is there; a run of line breaks and tabs becomes one space.
/// A copy shares the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Shown(Arc<str>);

impl Shown {
    /// Neutralises a text.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.nfc().collect();
        let mut shown = String::with_capacity(text.len());
        let mut last = None;
        let mut marks = 0;
        let mut previous = None;
        for (at, &character) in characters.iter().enumerate() {
            let before = previous;
            let fate = fate(before, character, characters.get(at + 1).copied());
            previous = Some(if matches!(fate, Fate::Hide) { MARK } else { character });
            match fate {
                Fate::Space if matches!(before, Some('\n' | '\r' | '\t')) => continue,
                Fate::Space => shown.push(' '),
                Fate::Hide => shown.push(MARK),
                Fate::Keep if stacks(character) => {
                    if last.is_none() {
                        shown.push(NO_BASE);
                    }
                    marks += 1;
                    match marks.cmp(&(MOST_MARKS + 1)) {
                        std::cmp::Ordering::Less => shown.push(character),
                        std::cmp::Ordering::Equal => shown.push(MARK),
                        std::cmp::Ordering::Greater => {}
                    }
                    last = Some(character);
                    continue;
                }
                Fate::Keep => shown.push(character),
            }
            last = Some(character);
            marks = 0;
        }
        Self(shown.into())
    }

    /// The safe text, cut to at most `most` characters with `…` at the end where something was cut.
    pub fn short(text: &str, most: usize) -> Self {
        let whole = Self::new(text);
        match whole.0.char_indices().nth(most) {
            None => whole,
            Some(_) => Self(whole.0.chars().take(most.saturating_sub(1)).chain(['…']).collect::<String>().into()),
        }
    }

    /// The safe text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> String {
        shown.as_str().to_owned()
    }
}

/// The places (counted in characters) and values of everything in a text that [`Shown`] would replace by a mark.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut before = None;
    let suspect = if is_plain(text) { "" } else { text };
    let mut characters = suspect.chars().enumerate().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, character) = characters.next()?;
            let hides = matches!(fate(before, character, characters.peek().map(|(_, next)| *next)), Fate::Hide);
            before = Some(if hides { MARK } else { character });
            if hides {
                return Some((at, character));
            }
        }
    })
}

/// Whether all is letters and marks of the Latin scripts, as nearly every text is: nothing to look for. Sees bytes only, and takes for suspect
/// whatever begins with the first byte of U+0080 to U+00BF, or with that of U+0300 or a later character.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | 0x80..=0xC1 | 0xC3..=0xCB))
}

enum Fate {
    Keep,
    Space,
    Hide,
}

/// What becomes of a character; `before` is what stands before it, [`MARK`] where that is hidden.
fn fate(before: Option<char>, character: char, after: Option<char>) -> Fate {
    match character {
        '\n' | '\r' | '\t' => Fate::Space,
        '\u{200D}' if before.is_some_and(ends_emoji) && after.is_some_and(is_emoji) => Fate::Keep,
        '\u{FE0E}' | '\u{FE0F}' if before.is_some_and(takes_style) => Fate::Keep,
        _ if deceives(character) => Fate::Hide,
        _ => Fate::Keep,
    }
}

/// Control characters, everything that turns the direction of writing, and everything that has no shape of its own.
fn deceives(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'       // C0, DEL, C1
        | '\u{AD}'                                   // soft hyphen
        | '\u{34F}'                                  // grapheme joiner
        | '\u{61C}'                                  // Arabic letter mark
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'    // Hangul fillers
        | '\u{17B4}' | '\u{17B5}'                    // Khmer inherent vowels
        | '\u{180B}'..='\u{180F}'                    // Mongolian selectors and separator
        | '\u{200B}'..='\u{200F}'                    // zero width, left and right marks
        | '\u{2028}'..='\u{202E}'                    // line and paragraph separator, bidi
        | '\u{2060}'..='\u{206F}'                    // joiners, isolates, deprecated controls
        | '\u{FE00}'..='\u{FE0F}'                    // variation selectors
        | '\u{FEFF}'                                 // byte order mark
        | '\u{FFF0}'..='\u{FFFB}'                    // annotations
        | '\u{FFFE}' | '\u{FFFF}'                    // not characters
        | '\u{1BCA0}'..='\u{1BCA3}'                  // shorthand controls
        | '\u{1D173}'..='\u{1D17A}'                  // musical controls
        | '\u{E0000}'..='\u{E0FFF}') // tags, more variation selectors
}

fn stacks(character: char) -> bool {
    is_combining_mark(character) || canonical_combining_class(character) != 0 || matches!(character, '\u{FE0E}' | '\u{FE0F}' | '\u{200D}')
}

/// Roughly the pictographs: a joiner between two of these is how families and professions are written.
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn ends_emoji(character: char) -> bool {
    is_emoji(character) || character == '\u{FE0F}'
}

/// What a style selector may follow: pictographs and the signs that come in both styles.
fn takes_style(character: char) -> bool {
    is_emoji(character)
        || matches!(
            character,
            '0'..='9'
                | '#'
                | '*'
                | '\u{A9}'
                | '\u{AE}'
                | '\u{203C}'
                | '\u{2049}'
                | '\u{2122}'
                | '\u{2139}'
                | '\u{3030}'
                | '\u{303D}'
                | '\u{3297}'
                | '\u{3299}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Shown::new(text).as_str(), expected, "{text:?}");
    }

    #[test]
    fn texts_come_out_safe() {
        check("", "");
        check("Åsa Öberg-Ängström", "Åsa Öberg-Ängström");
        check("A\u{30A}sa", "Åsa");
        check("rad ett\r\n\r\n\trad två", "rad ett rad två");
        check("\u{1b}]0;OWNED\u{7}", "\u{FFFD}]0;OWNED\u{FFFD}");
        check("\u{9b}31mred", "\u{FFFD}31mred");
        check("a\u{202E}b\u{2066}c\u{2069}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
        check("zero\u{200B}width\u{FEFF}", "zero\u{FFFD}width\u{FFFD}");
        check("soft\u{AD}hyphen", "soft\u{FFFD}hyphen");
        check("line\u{2028}sep", "line\u{FFFD}sep");
        check("tag\u{E0041}", "tag\u{FFFD}");
        check("👩\u{200D}🔬", "👩\u{200D}🔬");
        check("❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥");
        check("a\u{200D}b", "a\u{FFFD}b");
        check("\u{FE0F}\u{200D}👩", "\u{FFFD}\u{FFFD}👩");
        check("👩\u{200D}b", "👩\u{FFFD}b");
        check("a\u{FE0F}", "a\u{FFFD}");
        check("\u{301}x", "◌\u{301}x");
        check(&format!("x{}y", "\u{337}".repeat(9)), &format!("x{}\u{FFFD}y", "\u{337}".repeat(4)));
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(Shown::short("abcdef", 6).as_str(), "abcdef");
        assert_eq!(Shown::short("abcdefg", 6).as_str(), "abcde…");
    }

    #[test]
    fn every_character_there_is() {
        let wanted = |c: char| {
            c.is_control()
                || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
        };
        for character in '\0'..=char::MAX {
            let text = format!("a{character}b");
            let shown = Shown::new(&text);
            assert!(!shown.as_str().chars().any(wanted), "{character:?} came through");
            if wanted(character) {
                let instead = if matches!(character, '\n' | '\r' | '\t') { ' ' } else { MARK };
                assert_eq!(shown.as_str(), format!("a{instead}b"), "{character:?}");
            }
            let nothing_hidden = hidden(&text).next().is_none() && !matches!(character, '\n' | '\r' | '\t');
            assert_eq!(shown.as_str() == text.nfc().collect::<String>(), nothing_hidden, "{character:?}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let nasty = prop::sample::select(vec![
            '\u{200D}', '👩', '\u{FE0F}', '\u{301}', '\u{323}', 'a', '\n', '\u{1b}', '\u{202E}', 'é', '\u{1100}', '\u{1161}', '5',
        ]);
        prop::collection::vec(prop_oneof![nasty, any::<char>()], 0..40).prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn whatever_comes_is_safe_and_stays(text in hostile()) {
            let shown = Shown::new(&text);
            prop_assert!(is_nfc(shown.as_str()));
            prop_assert!(hidden(shown.as_str()).next().is_none());
            prop_assert!(!shown.as_str().contains(['\n', '\r', '\t']));
            let again = Shown::new(shown.as_str());
            prop_assert_eq!(again.as_str(), shown.as_str());
            let mut run = 0;
            for character in shown.as_str().chars() {
                run = if is_combining_mark(character) { run + 1 } else { 0 };
                prop_assert!(run <= MOST_MARKS);
            }
        }
    }
}
