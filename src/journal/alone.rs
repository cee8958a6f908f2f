//! Whether anybody but the running account can write what a program's decisions and roles rest on.
//!
//! Then roles are more than an agreement: whatever is recorded came through a session of this account, which keeps to them. What an
//! access list gives to others shows in the bits of the group, since its mask stands there.

use std::path::Path;

use rustix::fs::{RawMode, Stat, stat};
use rustix::io::Errno;

use super::{FILE, FOLDER, LOCK};

/// Others than the owner may write, or what is made inside is handed to a group.
const SHARED: RawMode = 0o2022;
/// In a folder with this bit nobody moves what is another's.
const STICKY: RawMode = 0o1000;

/// Whether only this account can write the directory, its decisions and the criteria file, and no other can put something else in their
/// place. What cannot be looked at counts as shared.
pub fn is_ours_alone(directory: &Path, criteria: &Path) -> bool {
    let (Ok(directory), Ok(criteria_is_there)) = (directory.canonicalize(), criteria.try_exists()) else { return false };
    let decisions = directory.join(FOLDER);
    let own = [directory.clone(), decisions.join(FILE), decisions.join(LOCK), decisions];
    let criteria = criteria.canonicalize().ok();
    own.iter().chain(&criteria).all(|path| is_own(path))
        && (criteria.is_some() || !criteria_is_there)
        && [Some(&directory), criteria.as_ref()].into_iter().flatten().all(|path| path.ancestors().skip(1).all(keeps_its_place))
}

/// Whether this is ours or root's, and nobody else's to write; what is not there yet will be made as its folder is.
fn is_own(path: &Path) -> bool {
    match stat(path) {
        Ok(found) => is_ours_or_roots(&found) && bits(&found) & SHARED == 0,
        Err(error) => error == Errno::NOENT,
    }
}

/// Whether nobody else can move what lies in a folder.
fn keeps_its_place(folder: &Path) -> bool {
    stat(folder).is_ok_and(|found| {
        let others_write = bits(&found) & 0o022 != 0;
        is_ours_or_roots(&found) && (!others_write || bits(&found) & STICKY != 0)
    })
}

/// Root can write everything anyway.
fn is_ours_or_roots(found: &Stat) -> bool {
    found.st_uid == 0 || found.st_uid == rustix::process::geteuid().as_raw()
}

#[allow(clippy::unnecessary_cast, reason = "they are narrower on other systems")]
fn bits(found: &Stat) -> RawMode {
    found.st_mode as RawMode & 0o7777
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_others_can_write_is_not_ours_alone() {
        let folder = tempfile::tempdir().unwrap();
        let above = folder.path().join("above");
        let program = above.join("p");
        let set = |path: &Path, mode: u32| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        fs::create_dir_all(program.join(FOLDER)).unwrap();
        let criteria = program.join("criteria.toml");
        let alone = || is_ours_alone(&program, &criteria);
        let paths = [&above, &program, &program.join(FOLDER)];
        paths.iter().for_each(|path| set(path, 0o700));
        assert!(alone(), "nothing decided and no criteria yet");
        let journal = program.join(FOLDER).join(FILE);
        for file in [&criteria, &journal] {
            fs::write(file, "").unwrap();
            set(file, 0o600);
        }
        assert!(alone());
        for (path, plain, others) in [
            (&program, 0o700, vec![0o770, 0o702, 0o2700]),
            (paths[2], 0o700, vec![0o770, 0o702]),
            (&above, 0o755, vec![0o775, 0o757]),
            (&criteria, 0o644, vec![0o664, 0o646]),
            (&journal, 0o600, vec![0o660]),
        ] {
            for mode in others {
                set(path, mode);
                assert!(!alone(), "{} {mode:o}", path.display());
                set(path, plain);
                assert!(alone(), "{} {plain:o}", path.display());
            }
        }
        // Nobody moves what is another's in a sticky folder; somebody can exchange what a link leads through.
        set(&above, 0o1777);
        assert!(alone());
        set(&above, 0o755);
        let elsewhere = above.join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        set(&elsewhere, 0o777);
        fs::rename(&criteria, elsewhere.join("c")).unwrap();
        std::os::unix::fs::symlink(elsewhere.join("c"), &criteria).unwrap();
        assert!(!alone());
        assert!(!is_ours_alone(&above.join("missing"), &criteria));
    }
}
