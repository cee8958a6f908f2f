//! Unicode's composed form, without the work that nearly no text needs.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC: as it is when it is composed already, which nearly every text is.
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_latin(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether every character comes before U+0300, the first that combines; each of them is its own composed form.
fn is_latin(text: &str) -> bool {
    const FIRST_BYTE_OF_U0300: u8 = 0xcc;
    text.bytes().all(|byte| byte < FIRST_BYTE_OF_U0300)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, is_as_it_was: bool) {
        let expected: String = text.nfc().collect();
        assert_eq!(composed(text), expected, "{text:?}");
        assert_eq!(matches!(composed(text), Cow::Borrowed(_)), is_as_it_was, "{text:?}");
    }

    #[test]
    fn composed_text_is_taken_as_it_is() {
        for text in ["", "Åsa", "naïve – “quoted” … 5 €", "\u{2ff}", "中文", "🙂"] {
            check(text, true);
        }
        for text in ["A\u{30a}sa", "\u{212b}", "\u{340}", "e\u{301}\u{323}", "\u{1100}\u{1161}"] {
            check(text, false);
        }
    }

    #[test]
    fn every_character_before_the_first_that_combines_is_composed() {
        for character in '\0'..'\u{300}' {
            check(&character.to_string(), true);
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_what_unicode_says(text in "[aåÅ\u{30a}\u{308}\u{323}é\u{2026}한\u{1100}\u{1161}]{0,12}") {
            prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
        }
    }
}
