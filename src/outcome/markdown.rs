//! A person's words inside Markdown: shown as they are, never read as headings, links, pictures, tables or HTML.

use crate::program::Shown;
use crate::words::Lang;

/// A text as it can stand anywhere in a line: neutralised, on one line, every sign that Markdown would act on escaped.
pub fn plain(text: &str) -> String {
    let shown: String = Shown::new(text).into();
    let one_line = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = String::with_capacity(one_line.len() + 8);
    let mut characters = one_line.chars().peekable();
    while let Some(c) = characters.next() {
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '@' | '{' | '}' | '^' => true,
            // An address becomes a link by itself.
            ':' => characters.peek() == Some(&'/'),
            '.' => {
                plain.len() >= 3 && plain.get(plain.len() - 3..).is_some_and(|word| word.eq_ignore_ascii_case("www")) || only_digits(&plain)
            }
            // At the beginning these make lists, rules and underlined headings.
            '-' | '+' | '=' => plain.is_empty(),
            ')' => only_digits(&plain),
            _ => false,
        };
        if acts {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// A person's words in the quotation marks of a language.
pub fn quoted(text: &str, lang: Lang) -> String {
    format!("{}{}”", lang.pick('”', '“'), plain(text))
}

/// An id or a sum, in the letters of a typewriter. For what cannot hold a backtick; anything else is escaped instead.
pub fn code(text: &str) -> String {
    let simple = !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && c != '`' && c != '|');
    if simple { format!("`{text}`") } else { plain(text) }
}

fn only_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_and_never_acted_on() {
        for (text, safe) in [
            ("Anna-Karin Ek", "Anna-Karin Ek"),
            ("# Rubrik", "\\# Rubrik"),
            ("- punkt", "\\- punkt"),
            ("1. ett", "1\\. ett"),
            ("1) ett", "1\\) ett"),
            ("kl. 15.30 (sal 3)", "kl. 15.30 (sal 3)"),
            ("<script>x</script>", "\\<script\\>x\\</script\\>"),
            ("![x](http://e.org/p.png)", "!\\[x\\](http\\://e.org/p.png)"),
            ("www.example.org anna@example.org", "www\\.example.org anna\\@example.org"),
            ("a|b", "a\\|b"),
            ("rad\nrad  två\r\n---", "rad rad två ---"),
            ("=====", "\\====="),
            ("*_~`\\&amp;", "\\*\\_\\~\\`\\\\\\&amp;"),
        ] {
            assert_eq!(plain(text), safe, "{text:?}");
        }
        assert_eq!(code("a_01"), "`a_01`");
        assert_eq!(code("a`b"), "a\\`b");
    }
}
