//! What a key opens, and the one line that says so.

use super::key::PublicKey;
use super::{line, shell};

/// The options that a line begins with: nothing but a terminal, and nothing but this command.
const OPTIONS: &str = "restrict,pty,command=";
/// What a line's comment begins with.
const COMMENT: &str = "mentor-match:";

/// Which program opens which program directory under which name, when somebody comes with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// The absolute path of this program.
    pub program: String,
    /// The absolute path of the program directory.
    pub directory: String,
    /// Whose name stands beside the decisions.
    pub name: String,
}

/// What of an entrance cannot be written in a line so that sshd, every shell and the program read what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// The path of the program.
    #[error("the path of the program")]
    Program,
    /// The path of the directory.
    #[error("the path of the directory")]
    Directory,
    /// The name.
    #[error("the name")]
    Name,
}

impl Entrance {
    /// The line that lets whoever has the key in here, and nowhere else; without a line break.
    ///
    /// # Errors
    /// When a path is not absolute, or something holds a control character or a backslash, or the name begins with a dash.
    pub fn line(&self, key: &PublicKey) -> Result<String, Unwritable> {
        self.is_writable()?;
        Ok(self.written(&key.text()))
    }

    /// Makes sure that a line can say this.
    ///
    /// # Errors
    /// As [`Entrance::line`].
    pub fn is_writable(&self) -> Result<(), Unwritable> {
        let is_path = |path: &str| path.starts_with('/') && shell::can_be_quoted(path);
        match self {
            Self { program, .. } if !is_path(program) => Err(Unwritable::Program),
            Self { directory, .. } if !is_path(directory) => Err(Unwritable::Directory),
            Self { name, .. } if name.starts_with('-') || !shell::can_be_quoted(name) => Err(Unwritable::Name),
            _ => Ok(()),
        }
    }

    /// The entrance that a forced command is, whoever wrote it and whatever else stands in it.
    pub fn of_command(command: &str) -> Option<Entrance> {
        let words = shell::words(command)?;
        let [program, open, directory, option, name, ..] = words.as_slice() else { return None };
        let entrance = Entrance { program: program.clone(), directory: directory.clone(), name: name.clone() };
        (open == "open" && option == "--as").then_some(entrance)
    }

    /// Whether a line is, byte for byte, what would be written for this entrance and the key in it.
    pub fn is_written_as(&self, line: &[u8], kind: &[u8], blob: &[u8]) -> bool {
        let text = std::str::from_utf8(kind).map(|kind| format!("{kind} {}", super::base64::encoded(blob)));
        self.is_writable().is_ok() && text.is_ok_and(|text| self.written(&text).as_bytes() == line)
    }

    fn written(&self, key: &str) -> String {
        let Self { program, directory, name } = self;
        let command = format!("{} open {} --as {}", shell::plain_or_quoted(program), shell::quoted(directory), shell::quoted(name));
        format!("{OPTIONS}{} {key} {COMMENT}{name}", line::in_quotes(&command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::key::tests::ed25519;
    use crate::door::line::Line;
    use proptest::prelude::*;

    fn entrance(program: &str, directory: &str, name: &str) -> Entrance {
        Entrance { program: program.to_owned(), directory: directory.to_owned(), name: name.to_owned() }
    }

    fn key() -> PublicKey {
        PublicKey::read(ed25519(1).as_bytes()).unwrap()
    }

    #[test]
    fn the_line_is_one_that_sshd_takes() {
        let line = entrance("/usr/bin/mentor-match", "/srv/p", "anna").line(&key()).unwrap();
        let start = r#"restrict,pty,command="/usr/bin/mentor-match open '/srv/p' --as 'anna'" ssh-ed25519 AAAA"#;
        assert!(line.starts_with(start) && line.ends_with(" mentor-match:anna"), "{line}");
    }

    #[test]
    fn what_would_not_be_read_as_it_was_meant_is_not_written() {
        for (program, directory, name, fault) in [
            ("bin/m", "/p", "a", Unwritable::Program),
            ("/bin/m\n", "/p", "a", Unwritable::Program),
            ("/bin/m", "p", "a", Unwritable::Directory),
            ("/bin/m", "/p\nssh-rsa AAAA", "a", Unwritable::Directory),
            ("/bin/m", "/p\\", "a", Unwritable::Directory),
            ("/bin/m", "/p", "", Unwritable::Name),
            ("/bin/m", "/p", "--lang", Unwritable::Name),
            ("/bin/m", "/p", "a\rb", Unwritable::Name),
            ("/bin/m", "/p", "a\0b", Unwritable::Name),
            ("/bin/m", "/p", "a\u{2028}b", Unwritable::Name),
            ("/bin/m", "/p", "a\\", Unwritable::Name),
        ] {
            assert_eq!(entrance(program, directory, name).line(&key()), Err(fault), "{program:?} {directory:?} {name:?}");
        }
    }

    #[test]
    fn only_our_own_commands_are_entrances() {
        for (command, is) in [
            ("/bin/m open '/p' --as 'a'", true),
            ("m open /p --as a --lang sv", true),
            ("/bin/m check '/p' --as 'a'", false),
            ("/bin/m open '/p'", false),
            ("/bin/m open '/p' --as 'a'; id", false),
            ("", false),
        ] {
            assert_eq!(Entrance::of_command(command).is_some(), is, "{command}");
        }
    }

    proptest! {
        /// Hostile names and paths: the key, the options and the command that sshd finds are those that were meant.
        #[test]
        fn what_is_written_is_read_back(
            program in r#"/[a-z "'$;,#åЖ]{0,12}"#, directory in r#"/[a-z "'$;,#åЖ]{0,12}"#, name in r#"[a-z"'$;,#åЖ][a-z "'$;,#å]{0,12}"#
        ) {
            let (meant, key) = (entrance(&program, &directory, &name), key());
            let line = meant.line(&key).unwrap();
            let read = Line::read(line.as_bytes()).unwrap();
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(&read.blob[..], key.blob());
            prop_assert_eq!(read.command().as_deref().and_then(Entrance::of_command), Some(meant.clone()));
            prop_assert!(meant.is_written_as(line.as_bytes(), read.kind, &read.blob));
            let longer = line.clone() + " ";
            prop_assert!(!meant.is_written_as(longer.as_bytes(), read.kind, &read.blob));
        }

        /// No text at all makes two lines of one, or another command.
        #[test]
        fn any_text_is_written_rightly_or_not_at_all(name in any::<String>()) {
            let meant = entrance("/bin/m", "/p", &name);
            if let Ok(line) = meant.line(&key()) {
                let read = Line::read(line.as_bytes()).unwrap();
                prop_assert_eq!(read.command().as_deref().and_then(Entrance::of_command), Some(meant));
                prop_assert_eq!(line.lines().count(), 1);
            }
        }
    }
}
