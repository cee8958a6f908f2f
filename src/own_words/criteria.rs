//! Which concept tables the criteria file names, and naming one more: comments, order and format stay as they are.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Value};

use super::NotAdded;

/// The name of the criteria file in a program directory.
const CRITERIA: &str = "criteria.toml";
/// The word for the tables that come with the program.
const BUILT_IN: &str = "built-in";
/// No criteria file is larger.
const LARGEST: u64 = 1 << 20;

/// Why the criteria file does not say clearly which tables there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// There is no criteria file.
    Missing,
    /// It is not UTF-8, not TOML, or too large.
    NotToml,
    /// `concepts` in `[text]` is no list of names.
    NotAList,
}

/// What a criteria file says of the concept tables.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    /// Whether the built-in tables are used.
    pub built_in: bool,
    /// The group's own tables as the file writes them, in order.
    pub tables: Vec<String>,
    /// All of the file.
    text: String,
}

impl Named {
    /// The same with this table alone.
    pub fn only(&self, table: &str) -> Named {
        Named { tables: vec![table.to_owned()], ..self.clone() }
    }
}

/// The criteria file of a program.
#[derive(Debug)]
pub struct CriteriaFile {
    path: PathBuf,
    name: String,
}

impl CriteriaFile {
    /// The directory's own, or another that somebody named.
    pub fn of(directory: &Path, named: Option<&Path>) -> Self {
        match named {
            None => Self { path: directory.join(CRITERIA), name: CRITERIA.to_owned() },
            Some(path) => Self { path: path.to_owned(), name: path.to_string_lossy().into_owned() },
        }
    }

    /// What it says now.
    ///
    /// # Errors
    /// When it cannot be read, or is not clear.
    pub fn read(&self) -> Result<Named, NotAdded> {
        let mut bytes = Vec::new();
        let file = match fs::OpenOptions::new().read(true).custom_flags(NONBLOCK).open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotAdded::Criteria(Unclear::Missing)),
            Err(error) => return Err(self.refused(error)),
        };
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| self.refused(error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(NotAdded::Criteria(Unclear::NotToml));
        }
        let text = String::from_utf8(bytes).map_err(|_| NotAdded::Criteria(Unclear::NotToml))?;
        named(text).map_err(NotAdded::Criteria)
    }

    /// Who may read and write it; what a table beside it should be like.
    pub fn mode(&self) -> u32 {
        fs::metadata(&self.path).map_or(0o600, |found| found.permissions().mode() & 0o666 | 0o600)
    }

    /// Names a table after those that are named: the file is exchanged for a copy that differs in nothing else. False when it has been
    /// changed since it was read as `before`; nothing is done then.
    ///
    /// # Errors
    /// When the copy cannot be made or put in the file's place; the file is as it was.
    pub fn name_table(&self, before: &Named, table: &str) -> Result<bool, NotAdded> {
        let text = naming(&before.text, table).map_err(NotAdded::Criteria)?;
        // A link is followed, so that the file behind it is the one that changes.
        let path = fs::canonicalize(&self.path).map_err(|error| self.refused(error))?;
        let copy = path.with_file_name(format!(".{CRITERIA}.{}.new", ulid::Ulid::generate()));
        let done = write_copy(&copy, &path, &text).and_then(|()| {
            let unchanged = self.read().is_ok_and(|now| now == *before);
            if unchanged { fs::rename(&copy, &path).map(|()| true) } else { Ok(false) }
        });
        if !matches!(done, Ok(true)) {
            let _ = fs::remove_file(&copy);
        }
        let exchanged = done.map_err(|error| self.refused(error))?;
        if exchanged && let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = crate::journal::sharing::sync_folder(folder);
        }
        Ok(exchanged)
    }

    fn refused(&self, error: io::Error) -> NotAdded {
        NotAdded::File { file: self.name.clone(), error }
    }
}

/// A pipe must not make us wait.
const NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits() as i32;

fn write_copy(copy: &Path, of: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(of)?.permissions();
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(copy)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

/// What a criteria file says of the concept tables; the built-in ones count when it says nothing.
fn named(text: String) -> Result<Named, Unclear> {
    let document = parsed(&text)?;
    let concepts = document.get("text").and_then(|section| section.get("concepts"));
    let names: Vec<String> = match concepts {
        None => vec![BUILT_IN.to_owned()],
        Some(Item::Value(Value::String(one))) => vec![one.value().clone()],
        Some(Item::Value(Value::Array(list))) => {
            let names: Option<Vec<String>> = list.iter().map(|name| name.as_str().map(str::to_owned)).collect();
            names.ok_or(Unclear::NotAList)?
        }
        Some(_) => return Err(Unclear::NotAList),
    };
    let (built_in, tables): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| name == BUILT_IN);
    Ok(Named { built_in: !built_in.is_empty(), tables, text })
}

/// The same text with one more table in `concepts`.
fn naming(text: &str, table: &str) -> Result<String, Unclear> {
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let mut document = parsed(text)?;
    let section = document.entry("text").or_insert_with(toml_edit::table).as_table_like_mut().ok_or(Unclear::NotAList)?;
    match section.get_mut("concepts") {
        None => _ = section.insert("concepts", toml_edit::value(Array::from_iter([BUILT_IN, table]))),
        Some(Item::Value(Value::Array(list))) => push(list, table),
        Some(Item::Value(one @ Value::String(_))) => {
            let decor = one.decor().clone();
            let mut list = Array::from_iter([one.as_str().unwrap_or(BUILT_IN), table]);
            *list.decor_mut() = decor;
            *one = Value::Array(list);
        }
        Some(_) => return Err(Unclear::NotAList),
    }
    let written = document.to_string();
    let windows = text.contains("\r\n") && !written.contains("\r\n");
    Ok(format!("{mark}{}", if windows { written.replace('\n', "\r\n") } else { written }))
}

/// A list with a name on each line gets one line more. What stands after the last name, such as a comment, stays with it.
fn push(list: &mut Array, table: &str) {
    let raw = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or_default().to_owned();
    let before = raw(list.iter().last().and_then(|last| last.decor().prefix()));
    let after = raw(list.iter().last().and_then(|last| last.decor().suffix())) + &raw(Some(list.trailing()));
    let indent = before.rsplit_once('\n').map(|(_, indent)| format!("\n{indent}"));
    let mut value = Value::from(table);
    let prefix = match (&indent, after.rsplit_once('\n')) {
        (Some(indent), Some((comment, _))) => format!("{}{indent}", comment.trim_end()),
        (None, Some((comment, _))) if comment.contains('#') => format!("{}\n  ", comment.trim_end()),
        _ if list.is_empty() => String::new(),
        _ => " ".to_owned(),
    };
    value.decor_mut().set_prefix(prefix);
    if let Some((_, end)) = after.rsplit_once('\n') {
        if let Some(last) = list.iter_mut().last() {
            last.decor_mut().set_suffix("");
        }
        list.set_trailing(format!("\n{end}"));
    }
    list.push_formatted(value);
}

fn parsed(text: &str) -> Result<DocumentMut, Unclear> {
    text.trim_start_matches('\u{feff}').parse().map_err(|_| Unclear::NotToml)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(naming(text, "our-words.tsv").as_deref(), Ok(expected));
        let now = named(expected.to_owned()).map(|named| named.tables).unwrap();
        assert_eq!(now.last().map(String::as_str), Some("our-words.tsv"));
        for unchanged in text.lines().filter(|line| line.starts_with('#')) {
            assert!(expected.contains(unchanged), "{unchanged}");
        }
    }

    #[test]
    fn only_the_list_of_tables_changes() {
        check(
            "# ours\nschema = 1\n\n[text]   # words\nzero = 0.1\nconcepts = [\"built-in\"]   # more here\n\n[[rule]]\nid='x'\n",
            "# ours\nschema = 1\n\n[text]   # words\nzero = 0.1\nconcepts = [\"built-in\", \"our-words.tsv\"]   # more here\n\n[[rule]]\nid='x'\n",
        );
        check("[text]\nconcepts = []\n", "[text]\nconcepts = [\"our-words.tsv\"]\n");
        check("[text]\nconcepts = \"built-in\" # one\n", "[text]\nconcepts = [\"built-in\", \"our-words.tsv\"] # one\n");
        check("[text]\nzero = 0.2\n", "[text]\nzero = 0.2\nconcepts = [\"built-in\", \"our-words.tsv\"]\n");
        check("text = { zero = 0.2 }\n", "text = { zero = 0.2 , concepts = [\"built-in\", \"our-words.tsv\"] }\n");
        check("text.zero = 0.2\n", "text.zero = 0.2\ntext.concepts = [\"built-in\", \"our-words.tsv\"]\n");
        check(
            "[text]\nconcepts = [\n  # all\n  \"built-in\", # theirs\n  \"b.tsv\",\n]\n",
            "[text]\nconcepts = [\n  # all\n  \"built-in\", # theirs\n  \"b.tsv\",\n  \"our-words.tsv\",\n]\n",
        );
    }

    #[test]
    fn comments_stay_with_their_names() {
        for (list, longer) in [
            ("[\n  \"b.tsv\" # b\n]", "[\n  \"b.tsv\", # b\n  \"our-words.tsv\"\n]"),
            ("[\n  \"b.tsv\", # b\n]", "[\n  \"b.tsv\", # b\n  \"our-words.tsv\",\n]"),
            ("[\n  \"built-in\",\n  # old\n  \"b.tsv\"\n]", "[\n  \"built-in\",\n  # old\n  \"b.tsv\",\n  \"our-words.tsv\"\n]"),
            ("[\"b.tsv\", # b\n]", "[\"b.tsv\", # b\n  \"our-words.tsv\",\n]"),
            ("[ \"b.tsv\",  \"c.tsv\" ]", "[ \"b.tsv\",  \"c.tsv\" , \"our-words.tsv\"]"),
        ] {
            check(&format!("[text]\nconcepts = {list} # end\n"), &format!("[text]\nconcepts = {longer} # end\n"));
        }
    }

    #[test]
    fn without_a_table_of_text_one_is_made_at_the_end() {
        check(
            "schema = 1\n\n[[rule]]\nid = 'x'\n",
            "schema = 1\n\n[[rule]]\nid = 'x'\n\n[text]\nconcepts = [\"built-in\", \"our-words.tsv\"]\n",
        );
        check("", "[text]\nconcepts = [\"built-in\", \"our-words.tsv\"]\n");
    }

    #[test]
    fn line_ends_and_marks_stay() {
        check("# å\r\n[text]\r\nzero = 0.2\r\n", "# å\r\n[text]\r\nzero = 0.2\r\nconcepts = [\"built-in\", \"our-words.tsv\"]\r\n");
        check("\u{feff}[text]\nconcepts = []\n", "\u{feff}[text]\nconcepts = [\"our-words.tsv\"]\n");
        check("[text]\nzero = 0.2", "[text]\nzero = 0.2\nconcepts = [\"built-in\", \"our-words.tsv\"]\n");
    }

    #[test]
    fn what_is_unclear_is_left_alone() {
        for (text, why) in [("text = 3", Unclear::NotAList), ("[text]\nconcepts = 3", Unclear::NotAList), ("[text", Unclear::NotToml)] {
            assert_eq!(naming(text, "a.tsv"), Err(why), "{text}");
        }
        assert_eq!(named("[text]\nconcepts = [3]".to_owned()).map(|named| named.tables), Err(Unclear::NotAList));
    }
}
