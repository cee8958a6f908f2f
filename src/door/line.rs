//! One line of an `authorized_keys` file, taken apart as sshd takes it apart: options, key, comment (sshd(8), "AUTHORIZED_KEYS FILE FORMAT").

use super::{base64, key};

/// A line that holds a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// What stands before the key.
    pub options: &'a [u8],
    /// The name of the key's type.
    pub kind: &'a [u8],
    /// The key itself.
    pub blob: Vec<u8>,
    /// What stands after the key.
    pub comment: &'a [u8],
}

/// The lines of a file with their numbers from 1, without their line breaks.
pub fn numbered(contents: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    contents.split_inclusive(|byte| *byte == b'\n').zip(1..).map(|(line, number)| (number, without_break(line)))
}

/// A line without its line break, of whichever kind.
pub fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

impl<'a> Line<'a> {
    /// Takes a line apart; `None` where sshd sees no key in it: an empty line, a comment, something broken.
    pub fn read(line: &'a [u8]) -> Option<Line<'a>> {
        let line = blanks_skipped(line);
        if line.is_empty() || line.starts_with(b"#") {
            return None;
        }
        Self::with_key_at(line, 0).or_else(|| {
            let options = length_of_options(line)?;
            Self::with_key_at(line, options)
        })
    }

    fn with_key_at(line: &'a [u8], at: usize) -> Option<Line<'a>> {
        let (options, rest) = line.split_at_checked(at)?;
        let (kind, rest) = word(blanks_skipped(rest));
        let (text, rest) = word(blanks_skipped(rest));
        let blob = base64::decoded(text.trim_ascii_end())?;
        (key::type_of(&blob)? == kind).then(|| Line { options, kind, blob, comment: blanks_skipped(rest) })
    }

    /// What the option `command` says is run whatever the client asks for; `None` without one, or when it is no text.
    pub fn command(&self) -> Option<String> {
        let mut rest = self.options;
        while !rest.is_empty() {
            let end = end_of_option(rest);
            let (option, after) = rest.split_at_checked(end)?;
            if let Some(value) = value_of(option, b"command") {
                return String::from_utf8(value?).ok();
            }
            rest = after.get(1..).unwrap_or_default();
        }
        None
    }
}

/// A value as it stands in an option: in double quotes, with `\"` for each that it holds. A value must not end with a backslash.
pub fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\\\""))
}

/// The value of an option if that is its name; the inner `None` for one that is not rightly quoted.
fn value_of(option: &[u8], name: &[u8]) -> Option<Option<Vec<u8>>> {
    let (found, rest) = option.split_at_checked(name.len())?;
    let value = rest.strip_prefix(b"=")?;
    found.eq_ignore_ascii_case(name).then(|| unquoted(value))
}

fn unquoted(value: &[u8]) -> Option<Vec<u8>> {
    let (mut text, mut rest) = (Vec::new(), value.strip_prefix(b"\"")?);
    loop {
        rest = match rest {
            [b'\\', b'"', after @ ..] => {
                text.push(b'"');
                after
            }
            [b'"', after @ ..] => return after.is_empty().then_some(text),
            [byte, after @ ..] => {
                text.push(*byte);
                after
            }
            [] => return None,
        };
    }
}

/// How many bytes the options at the beginning of a line take; `None` when a quote is never closed.
fn length_of_options(line: &[u8]) -> Option<usize> {
    ends_at(line, |byte| matches!(byte, b' ' | b'\t'))
}

fn end_of_option(options: &[u8]) -> usize {
    ends_at(options, |byte| byte == b',').unwrap_or(options.len())
}

/// Where the first byte of this kind outside quotes stands, or the end; `None` when a quote is never closed.
fn ends_at(text: &[u8], ends: impl Fn(u8) -> bool) -> Option<usize> {
    let (mut at, mut quoted) = (0, false);
    while let Some(byte) = text.get(at) {
        if *byte == b'\\' && text.get(at + 1) == Some(&b'"') {
            at += 1;
        } else if *byte == b'"' {
            quoted = !quoted;
        } else if !quoted && ends(*byte) {
            return Some(at);
        }
        at += 1;
    }
    (!quoted).then_some(text.len())
}

fn word(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().position(|byte| matches!(byte, b' ' | b'\t')).unwrap_or(text.len()))
}

fn blanks_skipped(text: &[u8]) -> &[u8] {
    text.get(text.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(text.len())..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::door::key::tests::ed25519;
    use proptest::prelude::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, Option<&str>, &str)>) {
        let read = Line::read(line.as_bytes());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let told = read.map(|line| (text(line.options), line.command(), text(line.comment)));
        let expected = expected.map(|(options, command, comment)| (options.to_owned(), command.map(str::to_owned), comment.to_owned()));
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn lines_as_sshd_reads_them() {
        let key = ed25519(1);
        check(&key, Some(("", None, "")));
        check(&format!("  {key} anna at home"), Some(("", None, "anna at home")));
        check(&format!("no-pty {key} x"), Some(("no-pty", None, "x")));
        check(&format!("from=\"*.se,!a b\",no-pty \t{key}"), Some(("from=\"*.se,!a b\",no-pty", None, "")));
        check(
            &format!(r#"restrict,command="echo \"hi, there\" # x",pty {key} c"#),
            Some((r#"restrict,command="echo \"hi, there\" # x",pty"#, Some(r#"echo "hi, there" # x"#), "c")),
        );
        check(&format!(r#"COMMAND="a" {key}"#), Some((r#"COMMAND="a""#, Some("a"), "")));
        check(&format!(r#"command="a\\"b {key}"#), None);
        check(&format!(r#"command=a {key}"#), Some(("command=a", None, "")));
        check(&format!(r#"environment="X=command=\"a\"" {key}"#), Some((r#"environment="X=command=\"a\"""#, None, "")));
        check(&format!("cert-authority,principals=\"a b\" {key}"), Some(("cert-authority,principals=\"a b\"", None, "")));
        check(&format!("@cert-authority * {key}"), None);
        for line in ["", "   ", "# comment", "command=\"open ssh-ed25519 AAAA", "ssh-ed25519", "ssh-ed25519 AAAA", "words of somebody"] {
            check(line, None);
        }
        check(&format!("# {key}"), None);
        check(&key.replacen("ssh-ed25519", "ssh-rsa", 1), None);
    }

    #[test]
    fn lines_are_numbered_whatever_ends_them() {
        let lines: Vec<_> = numbered(b"a\r\n\nb\rc\nlast").collect();
        assert_eq!(lines, [(1, &b"a"[..]), (2, b""), (3, b"b\rc"), (4, b"last")]);
        assert_eq!(numbered(b"").count(), 0);
    }

    proptest! {
        #[test]
        fn a_quoted_command_is_read_back(command in r#"[a-z "',\\]{0,20}[a-z'"]"#, before in "(no-pty,|from=\"a,b\",)?") {
            let line = format!("{before}command={},restrict {} x", in_quotes(&command), ed25519(3));
            let read = Line::read(line.as_bytes()).and_then(|line| line.command());
            prop_assert_eq!(read, Some(command));
        }

        #[test]
        fn no_bytes_make_it_give_up(line in prop::collection::vec(prop::sample::select(&b"a \t\"\\,=command#\xFF"[..]), 0..40)) {
            let _ = Line::read(&line).map(|line| line.command());
            let _ = Line { options: &line, kind: b"", blob: Vec::new(), comment: b"" }.command();
        }
    }
}
