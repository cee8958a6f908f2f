//! One sitting: who sits down, in which capacity, on which host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::journal::{network, signature};
use crate::session::Standing;

/// Where Linux says which kernel this is: another number after each start of the machine, and none like it on another machine.
const KERNEL: &str = "/proc/sys/kernel/random/boot_id";
/// So many digits of it are enough to tell a handful of hosts apart.
const DIGITS: usize = 8;

/// Somebody who sits down at a program directory.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The program directory.
    pub directory: PathBuf,
    /// The name that they sit down under.
    pub by: String,
    /// What they may do.
    pub role: Standing,
    /// The machine that they sit at.
    pub host: Host,
    /// Whether the directory lies, or may lie, on another machine.
    pub network: bool,
    /// Whether they want to sit down though somebody sits at another host.
    pub two_hosts: bool,
}

impl Sitting {
    /// Somebody who sits down on this host, and will not if somebody sits at another.
    pub fn at(directory: &Path, by: &str, role: Standing) -> Self {
        Self {
            directory: directory.to_owned(),
            by: by.to_owned(),
            role,
            host: Host::this(),
            network: network::is_remote(directory),
            two_hosts: false,
        }
    }
}

/// A machine, as far as it can be told from others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Host {
    /// What it calls itself; empty when unknown.
    pub name: String,
    /// Which kernel runs there, in eight hexadecimal digits; empty when unknown.
    pub kernel: String,
}

impl Host {
    /// This machine.
    pub fn this() -> Self {
        let name = signature(&rustix::system::uname().nodename().to_string_lossy()).unwrap_or_default();
        let kernel = fs::read_to_string(KERNEL).unwrap_or_default().chars().take(DIGITS).collect();
        Self { name, kernel }.checked()
    }

    /// Whether two processes with these hosts see each other's locks: they run under one kernel, whatever it calls itself in each.
    pub fn is_with(&self, other: &Self) -> bool {
        if self.kernel.is_empty() || other.kernel.is_empty() { self.name == other.name } else { self.kernel == other.kernel }
    }

    /// With nothing in it that could not be a host's.
    pub(super) fn checked(self) -> Self {
        let is_kernel = self.kernel.len() == DIGITS && self.kernel.bytes().all(|byte| byte.is_ascii_hexdigit());
        Self { name: signature(&self.name).unwrap_or_default(), kernel: if is_kernel { self.kernel } else { String::new() } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart_by_their_kernels_and_without_them_by_their_names() {
        let host = |name: &str, kernel: &str| Host { name: name.into(), kernel: kernel.into() };
        for (one, other, same) in [
            (host("a", "01234567"), host("a", "01234567"), true),
            (host("a", "01234567"), host("b", "01234567"), true),  // two containers
            (host("a", "01234567"), host("a", "89abcdef"), false), // localhost and localhost
            (host("a", ""), host("a", "89abcdef"), true),
            (host("a", ""), host("b", "89abcdef"), false),
        ] {
            assert_eq!((one.is_with(&other), other.is_with(&one)), (same, same), "{one:?} {other:?}");
        }
        assert!(Host::this().is_with(&Host::this()));
        assert_eq!(host("a\u{1b}[2J", "not hex!").checked(), host("a[2J", ""));
    }
}
