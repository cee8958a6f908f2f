//! Words that are being typed, kept every second so that a lost line loses none of them.
//!
//! One file a sitting in `decisions/present/`, for its account alone and locked while the sitting lives; it is made with the first
//! words. Each keeping is one line at the end, so that whoever is killed while writing still leaves the words of the second before.
//! Once the words are recorded or given up the file is empty. A file with words that nobody holds belongs to a sitting that was lost;
//! the next sitting under the same name takes it over. File names say nothing about anybody.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, Dir, OFlags, fstat, unlinkat};
use sha2::{Digest, Sha256};

use super::line;
use super::sharing::{self, Sharing};
use super::{FOLDER, PRESENT};
use crate::session::Draft;

/// How often the words are kept while somebody types.
const EVERY: Duration = Duration::from_secs(1);
/// Longer files are none of ours: hours of typing at one note.
const LONGEST: u64 = 16 * 1024 * 1024;
/// How the files' names end.
const ENDING: &str = ".draft";

/// The way to the thread that keeps a sitting's words. Dropping it keeps what it was given last.
#[derive(Debug)]
pub struct Drafts {
    words: Option<Sender<Option<Draft>>>,
    thread: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Begins to keep the words of a sitting under this name; returns those of a sitting under it that was lost, if there are any.
    /// Changes nothing on the disk. Where words cannot be kept, typing goes on without.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn open(program: &Path, by: &str) -> io::Result<(Self, Option<Draft>)> {
        let mut keeper = Keeper { program: program.to_owned(), owner: owner(by), kept: None };
        let found = keeper.take_over();
        let (words, inbox) = channel();
        let thread = std::thread::Builder::new().name("drafts".into()).spawn(move || keeper.work(&inbox))?;
        Ok((Self { words: Some(words), thread: Some(thread) }, found))
    }

    /// Keeps these words instead of those before, within a second; `None` when they are recorded or given up.
    pub fn keep(&self, draft: Option<Draft>) {
        if let Some(words) = &self.words {
            let _ = words.send(draft);
        }
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        self.words = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The one who keeps them.
struct Keeper {
    program: PathBuf,
    /// How the names of this person's files begin.
    owner: String,
    kept: Option<Kept>,
}

/// The file of this sitting, locked.
struct Kept {
    folder: OwnedFd,
    name: String,
    file: File,
}

impl Keeper {
    fn work(mut self, inbox: &Receiver<Option<Draft>>) {
        let mut next: Option<Option<Draft>> = None;
        let mut due = Instant::now();
        loop {
            let wait = if next.is_some() { due.saturating_duration_since(Instant::now()) } else { Duration::MAX };
            match inbox.recv_timeout(wait) {
                // What is done with goes at once; nobody is to be offered what is recorded.
                Ok(None) => {
                    next = None;
                    self.forget();
                }
                Ok(draft) => next = Some(draft),
                Err(ended) => {
                    if let Some(Some(draft)) = next.take() {
                        self.keep(draft);
                        due = Instant::now() + EVERY;
                    }
                    if ended == RecvTimeoutError::Disconnected {
                        return self.leave();
                    }
                }
            }
        }
    }

    /// Best effort: a disk that takes no words keeps nobody from typing.
    fn keep(&mut self, draft: Draft) {
        let kept = Draft { at: line::moment(jiff::Timestamp::now()), ..draft };
        let Ok(text) = serde_json::to_string(&kept) else { return };
        if self.kept.is_none() {
            self.kept = self.make().ok();
        }
        if let Some(Kept { file, .. }) = &mut self.kept {
            // A line end first: the line before may be torn.
            let _ = file.write_all(format!("\n{text}\n").as_bytes()).and_then(|()| file.sync_data());
        }
    }

    fn forget(&mut self) {
        if let Some(Kept { file, .. }) = &mut self.kept {
            let _ = file.set_len(0);
        }
    }

    /// Takes an empty file away; one with words stays for the next sitting.
    fn leave(self) {
        if let Some(Kept { folder, name, file }) = self.kept
            && file.metadata().is_ok_and(|found| found.len() == 0)
        {
            let _ = unlinkat(folder, name, AtFlags::empty());
        }
    }

    fn make(&self) -> io::Result<Kept> {
        let program = sharing::directory(&self.program)?;
        let sharing = Sharing::of(&program)?;
        let (decisions, _) = sharing::folder_or_new(&program, FOLDER, sharing)?;
        let (folder, _) = sharing::folder_or_new(&decisions, PRESENT, sharing)?;
        let name = format!("{}-{}{ENDING}", self.owner, ulid::Ulid::generate());
        let file = sharing::new_file(&folder, &name, OFlags::RDWR | OFlags::APPEND, Sharing::Owner)?;
        file.try_lock()?;
        Ok(Kept { folder, name, file })
    }

    /// Takes over the file of a lost sitting with words in it: the one whose words are the latest.
    fn take_over(&mut self) -> Option<Draft> {
        let folder = present(&self.program).ok()?;
        let mut found: Option<(Draft, Kept)> = None;
        for name in names(&folder, &self.owner) {
            let Some(mut kept) = lost(&folder, name) else { continue };
            match last_words(&mut kept.file) {
                Some(draft) if found.as_ref().is_none_or(|(other, _)| other.at <= draft.at) => found = Some((draft, kept)),
                Some(_) => {}
                None => _ = unlinkat(&folder, kept.name.as_str(), AtFlags::empty()),
            }
        }
        let (draft, kept) = found?;
        self.kept = Some(kept);
        Some(draft)
    }
}

fn present(program: &Path) -> io::Result<OwnedFd> {
    let decisions = sharing::folder(sharing::directory(program)?, FOLDER)?;
    sharing::folder(decisions, PRESENT)
}

/// What a person's files are known by: nothing that names them.
fn owner(by: &str) -> String {
    let name = super::signature(by).unwrap_or_default();
    line::hex(Sha256::digest(name).get(..8).unwrap_or_default())
}

fn names(folder: &OwnedFd, owner: &str) -> Vec<String> {
    let entries = Dir::read_from(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().to_str().ok().map(str::to_owned));
    names.filter(|name| name.strip_prefix(owner).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(ENDING))).collect()
}

/// The file under this name, locked by us; nothing when its sitting lives or it is no file of ours.
fn lost(folder: &OwnedFd, name: String) -> Option<Kept> {
    let file = sharing::file(folder, &name, OFlags::RDWR | OFlags::APPEND).ok()?;
    file.try_lock().ok()?;
    // Another sitting may have taken it away between the opening and the locking.
    let (device, inode, _) = sharing::identity(&fstat(&file).ok()?);
    let stands = sharing::stand(folder, name.as_str()).ok()??;
    let folder = folder.try_clone().ok()?;
    ((stands.0, stands.1) == (device, inode)).then_some(Kept { folder, name, file })
}

/// The last whole line with words in it.
fn last_words(file: &mut File) -> Option<Draft> {
    let mut text = Vec::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.take(LONGEST).read_to_end(&mut text).ok()?;
    let whole = text.get(..text.iter().rposition(|byte| *byte == b'\n')?)?;
    let lines = whole.split(|byte| *byte == b'\n').rev();
    let draft: Draft = lines.into_iter().find_map(|line| serde_json::from_slice(line).ok())?;
    (!draft.text.trim().is_empty()).then_some(draft)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::session::Decision;

    fn note(text: &str) -> Draft {
        Draft { at: String::new(), decision: Decision::Note { adept: None, mentor: None }, undoes: None, text: text.into() }
    }

    fn files(program: &Path) -> Vec<PathBuf> {
        let Ok(folder) = fs::read_dir(program.join(FOLDER).join(PRESENT)) else { return vec![] };
        folder.map(|entry| entry.unwrap().path()).collect()
    }

    fn found(program: &Path, by: &str) -> Option<String> {
        let (drafts, found) = Drafts::open(program, by).unwrap();
        drop(drafts);
        found.map(|draft| draft.text)
    }

    #[test]
    fn lost_words_are_found_by_their_maker_until_they_are_done_with() {
        let program = tempfile::tempdir().unwrap();
        let (drafts, nothing) = Drafts::open(program.path(), "Åsa").unwrap();
        assert!(nothing.is_none() && files(program.path()).is_empty(), "nothing is made before there are words");
        drafts.keep(Some(note("båda åker")));
        drafts.keep(Some(note("båda åker tåg")));
        drop(drafts);
        let [file] = <[PathBuf; 1]>::try_from(files(program.path())).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!file.to_string_lossy().contains("sa"), "a name in a file's name");
        assert_eq!(found(program.path(), "Bo"), None, "another's words");
        assert_eq!(found(program.path(), "A\u{30a}sa"), Some("båda åker tåg".into()), "the same name, written otherwise");
        let (drafts, again) = Drafts::open(program.path(), "Åsa").unwrap();
        assert!(again.is_some(), "offered until something becomes of them");
        drafts.keep(None);
        drop(drafts);
        assert_eq!((found(program.path(), "Åsa"), files(program.path()).len()), (None, 0));
    }

    #[test]
    fn the_words_of_a_sitting_that_lives_are_left_alone() {
        let program = tempfile::tempdir().unwrap();
        let mut first = Keeper { program: program.path().to_owned(), owner: owner("Bo"), kept: None };
        first.keep(note("i den ena"));
        assert_eq!(found(program.path(), "Bo"), None);
        let mut second = Keeper { program: program.path().to_owned(), owner: owner("Bo"), kept: None };
        second.keep(note("i den andra"));
        assert_eq!(files(program.path()).len(), 2);
        drop(first);
        assert_eq!(found(program.path(), "Bo"), Some("i den ena".into()));
    }

    #[test]
    fn half_a_line_is_not_words_and_the_line_before_is() {
        let program = tempfile::tempdir().unwrap();
        let mut keeper = Keeper { program: program.path().to_owned(), owner: owner("Bo"), kept: None };
        keeper.keep(note("helt"));
        drop(keeper);
        let [file] = <[PathBuf; 1]>::try_from(files(program.path())).unwrap();
        let whole = fs::read(&file).unwrap();
        for (torn, expected) in [
            ([&whole[..], &whole[..9]].concat(), Some("helt")),
            ([&whole[..], b"\xff\n"].concat(), Some("helt")),
            (whole[..whole.len() - 1].to_vec(), None),
            (b"[[[[\n".to_vec(), None),
        ] {
            fs::write(&file, &torn).unwrap();
            assert_eq!(found(program.path(), "Bo").as_deref(), expected, "{}", String::from_utf8_lossy(&torn));
            let (drafts, _) = Drafts::open(program.path(), "Bo").unwrap();
            drafts.keep(Some(note("vidare")));
            drop(drafts);
            assert_eq!(found(program.path(), "Bo").as_deref(), Some("vidare"), "after {}", String::from_utf8_lossy(&torn));
            files(program.path()).iter().filter(|other| **other != file).for_each(|other| fs::remove_file(other).unwrap());
        }
    }

    #[test]
    fn what_is_no_file_is_passed_over() {
        let program = tempfile::tempdir().unwrap();
        let present = program.path().join(FOLDER).join(PRESENT);
        fs::create_dir_all(present.join(format!("{}-1{ENDING}", owner("Bo")))).unwrap();
        let secret = program.path().join("secret");
        fs::write(&secret, serde_json::to_string(&note("hemligt")).unwrap() + "\n").unwrap();
        std::os::unix::fs::symlink(&secret, present.join(format!("{}-2{ENDING}", owner("Bo")))).unwrap();
        assert_eq!(found(program.path(), "Bo"), None);
    }
}
