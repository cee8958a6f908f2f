//! Who may do what, as the group has written it down, and the form in which names of the group's members are kept and compared.
//!
//! Members are not people of the program: they have no application, only the name that they sit down under.

use unicode_normalization::UnicodeNormalization;

use super::criteria::folded;

/// The most characters that a member's name may have.
const LONGEST_NAME: usize = 64;

/// `[program] chair` and `viewers`. Everybody who is not named decides. A program that names no chair needs none: everybody who decides
/// also finalises and reopens, and nobody takes back what somebody else decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles {
    /// Who finalises, reopens and takes back what others decided; `None` where no chair is named, empty where what stands there names
    /// nobody who could be one.
    pub chair: Option<Vec<String>>,
    /// Who reads and does not decide; nobody of [`chair`](Self::chair).
    pub viewers: Vec<String>,
    /// Whether the program has a criteria file whose roles cannot be read: then it is not known who may decide, and nobody does.
    pub unread: bool,
}

impl Roles {
    /// The roles of a criteria file that cannot be read.
    pub fn unread() -> Self {
        Self { unread: true, ..Self::default() }
    }

    /// Whether the program names this member as a chair.
    pub fn is_chair(&self, name: &str) -> bool {
        self.chair.iter().flatten().any(|chair| is_same_name(chair, name))
    }

    /// Whether the program names this member as a viewer.
    pub fn is_viewer(&self, name: &str) -> bool {
        self.viewers.iter().any(|viewer| is_same_name(viewer, name))
    }

    /// Whether there is any difference between members.
    pub fn differ(&self) -> bool {
        self.unread || self.chair.is_some() || !self.viewers.is_empty()
    }
}

/// Whether two names are one member's: as signed, without regard to capitals. Whoever signs as `Anna` is the `anna` of the file.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let form = |name: &str| signature(name).map(|name| folded(&name));
    form(one).is_some_and(|one| form(other).is_some_and(|other| one == other))
}

/// A member's name as it is kept and recorded: NFC, one space between words, without control, direction and invisible characters, at
/// most 64 characters. `None` when nothing is left.
pub fn signature(name: &str) -> Option<String> {
    let visible: String = name.nfc().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_invisible(*c)).collect();
    let name: String = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let short: String = name.chars().take(LONGEST_NAME).collect();
    // Removing a character can bring two together that NFC joins, and cutting can leave a space at the end.
    let settled: String = short.trim_end().nfc().collect();
    (!settled.is_empty()).then_some(settled)
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}')
        || matches!(c, '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_is_one_name_however_it_is_written() {
        for (one, other, same) in [
            ("anna", "Anna", true),
            (" Anna  Ek ", "anna ek", true),
            ("A\u{30A}sa", "åsa", true),
            ("an\u{200B}na", "anna", true),
            ("\u{212A}arin", "karin", true),
            ("anna", "anna e", false),
            ("bo", "bö", false),
            ("", "", false),
            ("\u{200B}", "\u{200B}", false),
        ] {
            assert_eq!(is_same_name(one, other), same, "{one:?} {other:?}");
        }
    }
}
