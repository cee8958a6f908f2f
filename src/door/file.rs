//! The file that the lines lie in: read whole, replaced whole, by one at a time.
//!
//! ```text
//! folder locked ──► file read ──► new contents beside it, synced ──► still the same file? ──► renamed over it ──► folder synced
//! ```
//!
//! A link is kept: what it leads to is replaced. It is followed only when it belongs to this account or to root, so that nobody else
//! can lead us to a file of their choice.

use std::fs::{self, File, Permissions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, Gid, OFlags, Uid, fchown, renameat, unlinkat};

use crate::journal::sharing::{self, Sharing};

/// No file of keys is larger.
const LARGEST: u64 = 4 << 20;
/// How long somebody else may hold the folder.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long it takes until the lock is asked for again.
const PAUSE: Duration = Duration::from_millis(5);
/// What the new contents are called until they take the file's place.
const UNFINISHED: &str = ".mentor-match-new";
/// Bits with which sshd does not trust a file or folder (`StrictModes`): somebody else could write it.
const OTHERS_WRITE: u32 = 0o022;

/// Why a file was not read or written. Whatever was in it is in it still.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It, or the link that leads to it, is no ordinary file of this account.
    #[error("not an ordinary file, or a link of somebody else's")]
    Foreign,
    /// It is larger than any such file.
    #[error("too large for a file of keys")]
    TooLarge,
    /// Somebody else has been changing keys all the time.
    #[error("somebody else is changing it")]
    Held,
    /// It has been changed since it was read.
    #[error("it has been changed meanwhile")]
    Changed,
    /// It belongs to another account, and what takes its place could not be given to that account.
    #[error("it belongs to another account")]
    Owner,
    /// The disk or the system refused.
    #[error("the system refused")]
    System(#[source] io::Error),
}

impl From<io::Error> for FileFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::Unsupported | ErrorKind::IsADirectory => FileFault::Foreign,
            _ => FileFault::System(error),
        }
    }
}

/// What is in a file of keys; nothing when there is none.
///
/// # Errors
/// When it cannot be read.
pub fn contents(path: &Path) -> Result<Vec<u8>, FileFault> {
    match Place::of(path).and_then(|place| place.read()) {
        Ok(found) => Ok(found.map(|(contents, _)| contents).unwrap_or_default()),
        Err(FileFault::System(error)) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(fault) => Err(fault),
    }
}

/// A file of keys that nobody else who asks changes as long as this lives.
#[derive(Debug)]
pub struct KeysFile {
    place: Place,
    found: Option<(Vec<u8>, fs::Metadata)>,
    /// Whether nobody else can be at work: not every network file system can lock a folder.
    alone: bool,
}

impl KeysFile {
    /// Waits until nobody else holds the file's folder, and reads the file. No file is an empty file.
    ///
    /// # Errors
    /// When there is no such folder, the file cannot be read, or somebody else holds it for too long.
    pub fn hold(path: &Path) -> Result<KeysFile, FileFault> {
        let place = Place::of(path)?;
        let until = Instant::now() + PATIENCE;
        let alone = loop {
            match place.folder.try_lock() {
                Ok(()) => break true,
                Err(TryLockError::Error(_)) => break false,
                Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(FileFault::Held),
            }
        };
        let found = place.read()?;
        Ok(Self { place, found, alone })
    }

    /// What was in it when it was read.
    pub fn contents(&self) -> &[u8] {
        self.found.as_ref().map_or(&[], |(contents, _)| contents)
    }

    /// Whether others may write the file or its folder: sshd then takes no key from it, unless it was told not to look.
    pub fn is_loose(&self) -> bool {
        let loose = |found: &fs::Metadata| found.mode() & OTHERS_WRITE != 0;
        self.found.as_ref().is_some_and(|(_, found)| loose(found)) || self.place.folder.metadata().is_ok_and(|folder| loose(&folder))
    }

    /// Puts new contents in the file's place, with its owner and mode, and returns when they are on the disk. A new file is for its owner alone.
    ///
    /// # Errors
    /// When that cannot be done, or somebody else has changed the file meanwhile; it is then as it was.
    pub fn replace(self, contents: &[u8]) -> Result<(), FileFault> {
        let new = format!(".{}{UNFINISHED}", self.place.name);
        let folder = &self.place.folder;
        if self.alone {
            // What an interrupted run has left.
            let _ = unlinkat(folder, &new, AtFlags::empty());
        }
        let made = sharing::new_file(folder, &new, OFlags::WRONLY, Sharing::Owner).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => FileFault::Held,
            _ => error.into(),
        })?;
        let done = self
            .fill(made, contents)
            .and_then(|()| self.is_unchanged())
            .and_then(|()| renameat(folder, &new, folder, &self.place.name).map_err(|error| FileFault::System(error.into())));
        if done.is_err() {
            let _ = unlinkat(folder, &new, AtFlags::empty());
        }
        done?;
        Ok(sharing::sync_folder(folder.try_clone()?)?)
    }

    fn fill(&self, mut file: File, contents: &[u8]) -> Result<(), FileFault> {
        file.write_all(contents)?;
        if let Some((_, before)) = &self.found {
            let ours = file.metadata()?;
            if (ours.uid(), ours.gid()) != (before.uid(), before.gid()) {
                let given = fchown(&file, Some(Uid::from_raw(before.uid())), Some(Gid::from_raw(before.gid())));
                given.map_err(|_| FileFault::Owner)?;
            }
            file.set_permissions(Permissions::from_mode(before.mode() & 0o777))?;
        }
        Ok(file.sync_all()?)
    }

    /// Editors and `ssh-copy-id` do not ask for the lock.
    fn is_unchanged(&self) -> Result<(), FileFault> {
        let now = self.place.read()?;
        let same = now.as_ref().map(|(contents, _)| contents) == self.found.as_ref().map(|(contents, _)| contents);
        if same { Ok(()) } else { Err(FileFault::Changed) }
    }
}

/// Makes the folder of an account's own keys where there is none, for its owner alone.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), FileFault> {
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        made => made?,
    }
    fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    match folder.parent() {
        Some(home) => Ok(sharing::sync_folder(sharing::directory(home)?)?),
        None => Ok(()),
    }
}

/// The folder and the name under which a file really lies.
#[derive(Debug)]
struct Place {
    folder: File,
    name: String,
}

impl Place {
    fn of(path: &Path) -> Result<Place, FileFault> {
        let path = followed(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).ok_or(FileFault::Foreign)?.to_owned();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Place { folder: sharing::directory(folder)?.into(), name })
    }

    /// What stands there and how; `None` when nothing does.
    fn read(&self) -> Result<Option<(Vec<u8>, fs::Metadata)>, FileFault> {
        let file = match sharing::file(&self.folder, &self.name, OFlags::RDONLY) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let (found, mut contents) = (file.metadata()?, Vec::new());
        (&file).take(LARGEST + 1).read_to_end(&mut contents)?;
        if contents.len() as u64 > LARGEST { Err(FileFault::TooLarge) } else { Ok(Some((contents, found))) }
    }
}

/// Where a path leads when it is a link that may be followed; otherwise the path itself.
fn followed(path: &Path) -> Result<PathBuf, FileFault> {
    match fs::symlink_metadata(path) {
        Ok(link) if link.is_symlink() => {
            let trusted = [0, rustix::process::geteuid().as_raw()].contains(&link.uid());
            if trusted { Ok(fs::canonicalize(path)?) } else { Err(FileFault::Foreign) }
        }
        _ => Ok(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_for_its_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let (folder, path) = (home.path().join(".ssh"), home.path().join(".ssh/authorized_keys"));
        assert!(matches!(KeysFile::hold(&path), Err(FileFault::System(error)) if error.kind() == ErrorKind::NotFound));
        assert_eq!(contents(&path).unwrap(), b"");
        make_folder(&folder).unwrap();
        make_folder(&folder).unwrap();
        KeysFile::hold(&path).unwrap().replace(b"one\n").unwrap();
        assert_eq!((mode(&folder), mode(&path), contents(&path).unwrap().as_slice()), (0o700, 0o600, &b"one\n"[..]));
        assert_eq!(names(&folder), ["authorized_keys"]);
    }

    #[test]
    fn owner_and_mode_stay_and_what_was_interrupted_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        fs::write(&path, "one\n").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        fs::write(folder.path().join(".keys.mentor-match-new"), "half a li").unwrap();
        let held = KeysFile::hold(&path).unwrap();
        assert!(!held.is_loose());
        held.replace(b"two\n").unwrap();
        assert_eq!((mode(&path), contents(&path).unwrap().as_slice()), (0o644, &b"two\n"[..]));
        assert_eq!(names(folder.path()), ["keys"]);
        fs::set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
        assert!(KeysFile::hold(&path).unwrap().is_loose());
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (path, target) = (folder.path().join("keys"), folder.path().join("elsewhere/real"));
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        symlink("elsewhere/real", &path).unwrap();
        assert!(matches!(KeysFile::hold(&path), Err(FileFault::System(_))), "a link that leads nowhere");
        fs::write(&target, "one\n").unwrap();
        KeysFile::hold(&path).unwrap().replace(b"two\n").unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert_eq!(
            (fs::read(&target).unwrap().as_slice(), names(folder.path())),
            (&b"two\n"[..], vec!["elsewhere".to_owned(), "keys".to_owned()])
        );
    }

    #[test]
    fn a_file_stays_its_owners_and_nobody_else_leads_us_to_another() {
        if !rustix::process::geteuid().is_root() {
            println!("only root can make files of somebody else: not tried here");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("keys"), folder.path().join("link"));
        fs::write(&path, "one\n").unwrap();
        std::os::unix::fs::chown(&path, Some(54_001), Some(54_002)).unwrap();
        KeysFile::hold(&path).unwrap().replace(b"two\n").unwrap();
        let found = fs::metadata(&path).unwrap();
        assert_eq!((found.uid(), found.gid(), contents(&path).unwrap().as_slice()), (54_001, 54_002, &b"two\n"[..]));
        symlink("keys", &link).unwrap();
        assert_eq!(contents(&link).unwrap(), b"two\n", "control: a link of one's own is followed");
        std::os::unix::fs::lchown(&link, Some(54_001), None).unwrap();
        assert!(matches!(KeysFile::hold(&link), Err(FileFault::Foreign)));
    }

    #[test]
    fn what_is_no_ordinary_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        fs::create_dir(&path).unwrap();
        assert!(matches!(KeysFile::hold(&path), Err(FileFault::Foreign)));
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        assert!(matches!(KeysFile::hold(&pipe), Err(FileFault::Foreign)));
        let large = folder.path().join("large");
        File::create(&large).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(KeysFile::hold(&large), Err(FileFault::TooLarge)));
    }

    #[test]
    fn what_others_write_meanwhile_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        fs::write(&path, "one\n").unwrap();
        let held = KeysFile::hold(&path).unwrap();
        fs::write(&path, "one\nby an editor\n").unwrap();
        assert!(matches!(held.replace(b"one\nours\n"), Err(FileFault::Changed)));
        assert_eq!((contents(&path).unwrap().as_slice(), names(folder.path())), (&b"one\nby an editor\n"[..], vec!["keys".to_owned()]));
    }

    #[test]
    fn two_at_once_write_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for line in 0..5 {
                        let held = KeysFile::hold(path).unwrap();
                        let more = [held.contents(), format!("{writer}-{line}\n").as_bytes()].concat();
                        held.replace(&more).unwrap();
                    }
                });
            }
        });
        assert_eq!(String::from_utf8(contents(&path).unwrap()).unwrap().lines().count(), 40);
    }
}
