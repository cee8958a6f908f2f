//! Words for a shell. sshd hands a forced command to the account's own shell, whichever that is.
//!
//! Only what all of them read alike is written: plain words, and words in single quotes with `'\''` for an apostrophe. A backslash is
//! not written at all, because fish reads one inside single quotes and the others do not.

/// Whether a word can be written so that every shell reads the same: one line of visible text without a backslash.
pub fn can_be_quoted(word: &str) -> bool {
    !word.is_empty() && !word.contains('\\') && !word.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

/// A word in single quotes, for a word that [`can_be_quoted`].
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A word as it is where it means nothing to a shell, otherwise in single quotes.
pub fn plain_or_quoted(word: &str) -> String {
    if !word.is_empty() && word.bytes().all(is_plain) { word.to_owned() } else { quoted(word) }
}

/// The words of a line that was written with these functions, or by hand in the same way; `None` for everything that a shell would do more with.
pub fn words(line: &str) -> Option<Vec<String>> {
    let (mut words, mut rest) = (Vec::new(), line.trim_matches(' '));
    while !rest.is_empty() {
        let (word, after) = first_word(rest)?;
        words.push(word);
        rest = after.trim_start_matches(' ');
    }
    Some(words)
}

/// The word that a line begins with, and the rest of the line.
fn first_word(line: &str) -> Option<(String, &str)> {
    let (mut word, mut rest) = (String::new(), line);
    while let Some(first) = rest.chars().next().filter(|first| *first != ' ') {
        if let Some(inside) = rest.strip_prefix('\'') {
            let (quoted, after) = inside.split_once('\'')?;
            word += quoted;
            rest = after;
        } else if let Some(after) = rest.strip_prefix(r"\'") {
            word.push('\'');
            rest = after;
        } else if u8::try_from(first).is_ok_and(is_plain) {
            word.push(first);
            rest = rest.get(1..)?;
        } else {
            return None;
        }
    }
    Some((word, rest))
}

/// What no shell does anything with.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/._-+@:,".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_as_a_shell_reads_them() {
        for (line, expected) in [
            ("/usr/bin/mentor-match open '/srv/p' --as 'anna'", Some(&["/usr/bin/mentor-match", "open", "/srv/p", "--as", "anna"][..])),
            (r"a 'b c' 'd'\''e f'", Some(&["a", "b c", "d'e f"])),
            ("a  b ", Some(&["a", "b"])),
            ("a ''", Some(&["a", ""])),
            ("", Some(&[])),
            ("a; b", None),
            ("a $(b)", None),
            ("a \"b\"", None),
            ("a 'b", None),
            (r"a b\ c", None),
            ("a\tb", None),
        ] {
            assert_eq!(words(line), expected.map(|words| words.iter().map(ToString::to_string).collect::<Vec<_>>()), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_quoted() {
        for (word, can) in
            [("anna", true), ("Åsa O'Ek \"x\" $HOME `id`; !!", true), ("", false), ("a\nb", false), ("a\\b", false), ("a\u{85}b", false)]
        {
            assert_eq!(can_be_quoted(word), can, "{word:?}");
        }
    }

    #[test]
    fn a_real_shell_reads_the_same() {
        for word in ["anna", "O'Ek", "''", "$HOME", "`id`", "a b  c", "*", "~", "!!", "#x", "\"", "-n; id", "å€𝄞", "a'b'c'"] {
            let said = std::process::Command::new("/bin/sh").args(["-c", &format!("printf %s {}", quoted(word))]).output().unwrap();
            assert_eq!(String::from_utf8(said.stdout).unwrap(), word);
        }
    }

    proptest! {
        #[test]
        fn there_and_back(some in prop::collection::vec(r#"[a-z '"$;`!*#\p{L}-]{1,12}"#, 1..5)) {
            let line = some.iter().map(|word| plain_or_quoted(word)).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&line), Some(some));
        }

        #[test]
        fn nothing_gives_up(line in r"[a' \\]{0,20}") {
            let _ = words(&line);
        }
    }
}
