//! Whether a directory lies on another machine, or may: nobody tells us then what others write there.

use std::path::Path;

#[cfg(target_os = "linux")]
use rustix::fs::statfs;

/// What Linux calls the file systems that are reached over a network or through another process, by the number that `statfs(2)`
/// gives them (`linux/magic.h` and each file system's own source).
#[cfg(any(target_os = "linux", test))]
const REMOTE: [(u32, &str); 18] = [
    (0x6969, "nfs"),
    (0x517B, "smb"),
    (0xFF53_4D42, "cifs"),
    (0xFE53_4D42, "smb2"),
    (0x6573_5546, "fuse"),
    (0x0102_1997, "9p"),
    (0x5346_414F, "afs"),
    (0x6B41_4653, "kafs"),
    (0x7375_7245, "coda"),
    (0x564C, "ncp"),
    (0x00C3_6400, "ceph"),
    (0x0116_1970, "gfs2"),
    (0x7461_636F, "ocfs2"),
    (0x0BD0_0BD0, "lustre"),
    (0x4750_4653, "gpfs"),
    (0x786F_4256, "vboxsf"),
    (0x1983_0326, "beegfs"),
    (0xAAD7_AAEA, "panfs"),
];

/// Whether this directory lies, or may lie, on another machine: one that cannot be asked may.
#[cfg(target_os = "linux")]
pub fn is_remote(directory: &Path) -> bool {
    statfs(directory).map_or(true, |found| name_of(kind(&found)).is_some())
}

/// Other systems have other numbers, so there any directory may.
#[cfg(not(target_os = "linux"))]
pub fn is_remote(_: &Path) -> bool {
    true
}

/// The number of the file system's kind; it is signed, and wider, on some machines.
#[cfg(target_os = "linux")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::unnecessary_cast, reason = "the number has 32 bits")]
fn kind(found: &rustix::fs::StatFs) -> u32 {
    found.f_type as u32
}

#[cfg(any(target_os = "linux", test))]
fn name_of(kind: u32) -> Option<&'static str> {
    REMOTE.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_system_is_known_by_its_number() {
        for (kind, name) in [
            (0x6969, Some("nfs")),
            (0xFE53_4D42, Some("smb2")),
            (0xFF53_4D42, Some("cifs")),
            (0x6573_5546, Some("fuse")),
            (0x0102_1997, Some("9p")),
            (0xEF53, None),      // ext4
            (0x0102_1994, None), // tmpfs
            (0x9123_683E, None), // btrfs
            (0x5846_5342, None), // xfs
            (0x794C_7630, None), // overlayfs
        ] {
            assert_eq!(name_of(kind), name, "{kind:x}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_cannot_be_asked_may_be_remote_and_the_systems_own_tables_are_not() {
        assert!(is_remote(Path::new("/nowhere/at/all")));
        assert!(!is_remote(Path::new("/proc")));
    }
}
