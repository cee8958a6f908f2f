//! One key press as a value: what a terminal, a test or a keymap file means by `ctrl-s`, `space` or `?`.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers. SHIFT is folded into the character (`G` is shift and g), because terminals disagree about reporting it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Code {
    /// A character, as it would be typed.
    Char(char),
    /// A function key, from 1.
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The names of keys that are no characters.
const NAMES: [(&str, Code); 17] = [
    ("space", Code::Char(' ')),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("pgup", Code::PageUp),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A typed character.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl; letters are lower-cased, since terminals cannot tell the cases apart.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c.to_ascii_lowercase()), ctrl: true, alt: false }
    }

    /// A character with Alt.
    pub const fn alt(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: true }
    }

    /// The character that this key types into a text field, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Key { code: Code::Char(c), ctrl: false, alt: false } if !c.is_control() => Some(c),
            _ => None,
        }
    }
}

/// Not a key's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoKey;

impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        loop {
            match prefixed(rest) {
                Some(("ctrl", after)) if !ctrl => (ctrl, rest) = (true, after),
                Some(("alt", after)) if !alt => (alt, rest) = (true, after),
                _ => break,
            }
        }
        let code = code(rest).ok_or(NoKey)?;
        let code = match code {
            Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            other => other,
        };
        Ok(Key { code, ctrl, alt })
    }
}

fn prefixed(text: &str) -> Option<(&'static str, &str)> {
    ["ctrl", "alt"].into_iter().find_map(|name| {
        let head = text.get(..name.len())?;
        let rest = text.get(name.len()..)?.strip_prefix('-')?;
        (head.eq_ignore_ascii_case(name) && !rest.is_empty()).then_some((name, rest))
    })
}

fn code(text: &str) -> Option<Code> {
    let mut characters = text.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return (!c.is_control() && c != ' ').then_some(Code::Char(c));
    }
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return Some(*code);
    }
    let number = text.strip_prefix(['f', 'F'])?.parse::<u8>().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written_alike() {
        for (text, key) in [
            ("ctrl-s", Key::ctrl('s')),
            ("space", Key::char(' ')),
            ("f1", Key::plain(Code::F(1))),
            ("?", Key::char('?')),
            ("G", Key::char('G')),
            ("-", Key::char('-')),
            ("å", Key::char('å')),
            ("ctrl--", Key { code: Code::Char('-'), ctrl: true, alt: false }),
            ("shift-tab", Key::plain(Code::BackTab)),
            ("pageup", Key::plain(Code::PageUp)),
            ("ctrl-alt-x", Key { code: Code::Char('x'), ctrl: true, alt: true }),
            ("ctrl-left", Key { code: Code::Left, ctrl: true, alt: false }),
        ] {
            assert_eq!(text.parse::<Key>(), Ok(key), "{text}");
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn names_are_forgiving_and_nonsense_is_not_a_key() {
        for (text, same) in [("Ctrl-S", "ctrl-s"), ("SPACE", "space"), ("Enter", "enter"), ("PgUp", "pageup"), ("F12", "f12")] {
            assert_eq!(text.parse::<Key>(), same.parse::<Key>(), "{text}");
        }
        for bad in ["", " ", "ctrl-", "ctrl", "ab", "f0", "f25", "ctrl-ctrl-x", "\u{7}", "spacebar", "hyper-x"] {
            assert_eq!(bad.parse::<Key>(), Err(NoKey), "{bad:?}");
        }
    }
}
