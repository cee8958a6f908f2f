//! What a terminal can do, from its variables alone: a pure function, so that it serves a local terminal and one at the other end of a
//! line the same way.

use std::collections::BTreeMap;

use crate::screen::{Colour, Look};
use crate::words::Lang;

/// What a terminal can do and what its owner wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// How many colours it may be sent.
    pub colour: Colour,
    /// Whether signs must be ASCII.
    pub ascii: bool,
    /// The language of its locale.
    pub lang: Lang,
    /// Whether a network lies between: frames are then rarer.
    pub remote: bool,
}

/// A terminal that cannot show a screen at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dumb;

impl Caps {
    /// How a picture is to be made for it.
    pub fn look(&self) -> Look {
        Look { lang: self.lang, colour: self.colour, ascii: self.ascii }
    }
}

/// Reads the variables that terminals are described with: `TERM`, `NO_COLOR`, `LC_ALL`, `LC_CTYPE`, `LC_MESSAGES`, `LANG`,
/// `SSH_CONNECTION` and `SSH_TTY`. A missing variable is an unknown, not a no.
///
/// # Errors
/// When `TERM` says that the terminal cannot move its cursor.
pub fn caps(variables: &BTreeMap<String, String>) -> Result<Caps, Dumb> {
    let value = |name: &str| variables.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let term = value("TERM").unwrap_or_default();
    if term == "dumb" {
        return Err(Dumb);
    }
    let letters = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(value);
    let words = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(value);
    Ok(Caps {
        colour: if value("NO_COLOR").is_some() || monochrome(term) { Colour::None } else { Colour::Sixteen },
        ascii: letters.is_some_and(|locale| !is_utf8(locale)) || few_glyphs(term),
        lang: words.map_or(Lang::default(), Lang::of_locale),
        remote: value("SSH_CONNECTION").is_some() || value("SSH_TTY").is_some(),
    })
}

/// A locale without a character set is an old one-byte locale; "C" is ASCII.
fn is_utf8(locale: &str) -> bool {
    let folded = locale.to_ascii_lowercase();
    folded.contains("utf-8") || folded.contains("utf8")
}

fn monochrome(term: &str) -> bool {
    term.starts_with("vt1") || term.starts_with("vt2") || term.ends_with("-mono") || term.ends_with("-m")
}

/// The console of Linux and old terminals have boxes and blocks at best.
fn few_glyphs(term: &str) -> bool {
    term == "linux" || term.starts_with("vt1") || term.starts_with("vt2")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Result<Caps, Dumb>) {
        let map = variables.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        assert_eq!(caps(&map), expected, "{variables:?}");
    }

    #[test]
    fn variables_say_what_a_terminal_can_do() {
        let full = Caps { colour: Colour::Sixteen, ascii: false, lang: Lang::En, remote: false };
        check(&[], Ok(full));
        check(&[("TERM", "dumb")], Err(Dumb));
        check(&[("TERM", "xterm-256color"), ("LANG", "sv_SE.UTF-8")], Ok(Caps { lang: Lang::Sv, ..full }));
        check(&[("NO_COLOR", "1")], Ok(Caps { colour: Colour::None, ..full }));
        check(&[("NO_COLOR", "")], Ok(full));
        check(&[("LANG", "C")], Ok(Caps { ascii: true, ..full }));
        check(&[("LANG", "C.utf8")], Ok(full));
        check(&[("LANG", "sv_SE.UTF-8"), ("LC_ALL", "en_GB.ISO-8859-1")], Ok(Caps { ascii: true, ..full }));
        check(&[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "sv_SE.UTF-8")], Ok(Caps { lang: Lang::Sv, ..full }));
        check(&[("TERM", "linux"), ("LANG", "sv_SE.UTF-8")], Ok(Caps { ascii: true, lang: Lang::Sv, ..full }));
        check(&[("TERM", "vt100")], Ok(Caps { ascii: true, colour: Colour::None, ..full }));
        check(&[("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")], Ok(Caps { remote: true, ..full }));
    }
}
