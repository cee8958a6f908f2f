//! The program's own files while a session is open: written, read again, watched.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{Again, Written};
use crate::own_words::criteria::CriteriaFile;
use crate::own_words::unite;
use crate::program::load::Loaded;
use crate::scoring::Scorer;
use crate::scoring::text::Union;
use crate::session::{Record, Session};
use crate::terminal::Inputs;
use crate::words::{Lang, own_words};

use super::arguments::Place;
use super::{keys, opened};

/// What tells one state of a file from another.
type Stamp = Option<(u64, u64, u64, i64, i64)>;

/// The files of one program directory.
#[derive(Debug)]
pub struct Files {
    place: Place,
    lang: Lang,
    known: Vec<(PathBuf, Stamp)>,
}

impl Files {
    /// The files as they are now; to be made before they are read.
    pub fn of(place: Place, lang: Lang) -> Self {
        let mut files = Self { place, lang, known: Vec::new() };
        files.known = files.look();
        files
    }

    /// The criteria file, the group's own tables, and the folders that applications come to.
    fn look(&self) -> Vec<(PathBuf, Stamp)> {
        let directory = &self.place.directory;
        let criteria = self.place.criteria.clone().unwrap_or_else(|| directory.join("criteria.toml"));
        let tables = CriteriaFile::of(directory, self.place.criteria.as_deref()).read().map(|named| named.tables).unwrap_or_default();
        let tables = tables.into_iter().map(|table| directory.join(table));
        let folders = ["adepts", "mentors"].map(|folder| directory.join(folder));
        std::iter::once(criteria).chain(tables).chain(folders).map(|path| (path.clone(), stamp(&path))).collect()
    }
}

impl Inputs for Files {
    fn unite(&mut self, union: &Union) -> Result<Written, String> {
        let added = unite(&self.place.directory, self.place.criteria.as_deref(), union);
        added.map(|added| Written { table: added.table, lines: added.lines }).map_err(|error| own_words::not_added(&error, self.lang))
    }

    fn read(&mut self, records: Vec<Record>) -> Result<Again, String> {
        self.known = self.look();
        let Loaded { program, problems, doubts } =
            opened::load_all(&self.place, self.lang).map_err(|failure| failure.sentence(self.lang))?;
        if program.criteria.criteria.is_empty() {
            // Somebody may be in the middle of writing it: what was read before is worth more.
            return Err(own_words::nothing_to_read(self.lang).to_owned());
        }
        let scorer = Arc::new(Scorer::new(Arc::new(program)));
        let problems = keys::in_force().1.into_iter().chain(opened::everything(problems, doubts, &scorer)).collect();
        Ok(Again { session: Box::new(Session::with_scorer(scorer, records)), problems })
    }

    fn changed(&mut self) -> bool {
        if self.known.iter().all(|(path, known)| stamp(path) == *known) {
            return false;
        }
        self.known = self.look();
        true
    }
}

fn stamp(path: &PathBuf) -> Stamp {
    let found = fs::metadata(path).ok()?;
    Some((found.dev(), found.ino(), found.len(), found.mtime(), found.mtime_nsec()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::text::Said;

    const CRITERIA: &str =
        "schema = 1\n[[criterion]]\nid = \"a\"\nkind = \"text\"\nweight = 1\nwant = [\"adept.x\"]\noffer = [\"mentor.y\"]\n";

    fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("criteria.toml"), CRITERIA).unwrap();
        for (role, text) in [("adepts", "x"), ("mentors", "y")] {
            fs::create_dir(folder.path().join(role)).unwrap();
            let one = format!(r#"{{"id":"{role}1","first_name":"E","last_name":"F","{text}":"bokbinderi"}}"#);
            fs::write(folder.path().join(role).join("1.json"), one).unwrap();
        }
        let files = Files::of(Place { directory: folder.path().to_owned(), criteria: None }, Lang::En);
        (folder, files)
    }

    #[test]
    fn changes_by_others_are_seen_once_and_ones_own_never() {
        let (folder, mut files) = files();
        assert!(!files.changed());
        let said = |text: &str| Said { text: text.to_owned(), language: None };
        let union = Union { wanted: said("bokbinderi"), offered: said("inbindning") };
        assert_eq!(files.unite(&union), Ok(Written { table: "our-words.tsv".into(), lines: 1 }));
        let again = files.read(vec![]).unwrap();
        assert!(again.problems.iter().all(crate::program::Problem::is_second_look), "{:?}", again.problems);
        assert!(!files.changed());
        // Somebody else adds to the table, changes the criteria, brings an application.
        let table = folder.path().join("our-words.tsv");
        fs::write(&table, fs::read_to_string(&table).unwrap() + "# more\n").unwrap();
        assert!(files.changed() && !files.changed());
        fs::write(folder.path().join("criteria.toml"), fs::read_to_string(folder.path().join("criteria.toml")).unwrap() + "\n").unwrap();
        assert!(files.changed() && !files.changed());
        fs::write(folder.path().join("adepts/2.json"), "[]").unwrap();
        assert!(files.changed() && !files.changed());
    }

    #[test]
    fn criteria_that_cannot_be_read_leave_everything_as_it_was() {
        let (folder, mut files) = files();
        for broken in ["[[criterion", ""] {
            fs::write(folder.path().join("criteria.toml"), broken).unwrap();
            assert!(files.read(vec![]).unwrap_err().contains("mentor-match check"));
        }
        fs::remove_dir_all(folder.path()).unwrap();
        assert!(files.read(vec![]).is_err());
    }
}
