//! A one-line text field with the keys of readline.

use tui_input::{Input, InputRequest};

use super::key::{Code, Key};

/// The most bytes that a field holds unless told otherwise.
const LONGEST: usize = 2_000;

/// A one-line text field.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// What has been typed. It is a person's text: show it through [`crate::program::Shown`].
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The cursor, in characters from the start.
    pub fn cursor(&self) -> usize {
        self.input.cursor()
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Takes a key. Returns whether it was one for a text field.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c);
            return true;
        }
        let Some(request) = request(key) else { return false };
        self.input.handle(request);
        true
    }

    /// Takes pasted text; line breaks and tabs become spaces, other control characters are dropped.
    pub fn paste(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text().len());
        let mut taken = 0;
        for c in text.trim_end_matches(['\r', '\n']).replace("\r\n", " ").chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            taken += c.len_utf8();
            if taken > room {
                break;
            }
            if !c.is_control() {
                self.insert(c);
            }
        }
    }

    fn insert(&mut self, c: char) {
        if self.text().len() + c.len_utf8() <= LONGEST {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
}

fn request(key: Key) -> Option<InputRequest> {
    use InputRequest::*;
    Some(match (key.code, key.ctrl, key.alt) {
        (Code::Backspace, false, false) | (Code::Char('h'), true, false) => DeletePrevChar,
        (Code::Delete, false, false) | (Code::Char('d'), true, false) => DeleteNextChar,
        (Code::Left, false, false) | (Code::Char('b'), true, false) => GoToPrevChar,
        (Code::Right, false, false) | (Code::Char('f'), true, false) => GoToNextChar,
        (Code::Left, true, false) | (Code::Char('b'), false, true) => GoToPrevWord,
        (Code::Right, true, false) | (Code::Char('f'), false, true) => GoToNextWord,
        (Code::Home, ..) | (Code::Char('a'), true, false) => GoToStart,
        (Code::End, ..) | (Code::Char('e'), true, false) => GoToEnd,
        (Code::Char('w'), true, false) | (Code::Backspace, false, true) => DeletePrevWord,
        (Code::Char('d'), false, true) | (Code::Delete, true, false) => DeleteNextWord,
        (Code::Char('u'), true, false) => DeleteFromStart,
        (Code::Char('k'), true, false) => DeleteTillEnd,
        (Code::Char('y'), true, false) => Yank,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &[&str], text: &str, cursor: usize) {
        let mut field = Field::default();
        field.paste("Åsa ber om Bo");
        for key in keys {
            assert!(field.key(key.parse().unwrap()), "{key} is not for a field");
        }
        assert_eq!((field.text(), field.cursor()), (text, cursor), "{keys:?}");
    }

    #[test]
    fn readline_keys() {
        check(&[], "Åsa ber om Bo", 13);
        check(&["ctrl-w", "x"], "Åsa ber om x", 12);
        check(&["alt-b", "alt-b", "ctrl-k"], "Åsa ber ", 8);
        check(&["ctrl-a", "alt-f", "ctrl-u"], "ber om Bo", 0);
        check(&["home", "delete", "end", "backspace"], "sa ber om B", 11);
        check(&["ctrl-u", "ctrl-y"], "Åsa ber om Bo", 13);
        check(&["left", "right", "space"], "Åsa ber om Bo ", 14);
    }

    #[test]
    fn pasted_text_is_one_clean_line_of_bounded_length() {
        let mut field = Field::default();
        field.paste("a\r\nb\tc\u{1b}[31m\u{7}\n\n");
        assert_eq!(field.text(), "a b c[31m");
        field.paste(&"å".repeat(100_000));
        assert!(field.text().len() <= LONGEST);
        assert!(field.key(Key::char('x')) && field.text().len() <= LONGEST);
    }

    #[test]
    fn other_keys_are_not_for_a_field() {
        for key in ["enter", "esc", "up", "tab", "f1", "ctrl-s", "pageup"] {
            assert!(!Field::default().key(key.parse().unwrap()), "{key}");
        }
    }
}
