//! What the command takes from its surroundings: the language and the name of who decides. Read once, at the start.

use std::env;
use std::fs;
use std::path::PathBuf;

use crate::words::Lang;

/// The language that the environment asks for, by the rules of POSIX: the first of the three that is set and not empty decides.
pub fn language() -> Lang {
    language_of(|name| env::var(name).ok())
}

fn language_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    set.map_or_else(Lang::default, |locale| Lang::of_locale(&locale))
}

/// The name beside a decision when none was given on the command line: MENTOR_MATCH_AS, else the name of the account.
pub fn name() -> String {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
    variable("MENTOR_MATCH_AS").or_else(account).or_else(|| variable("USER")).unwrap_or_else(|| format!("uid-{}", uid()))
}

fn uid() -> u32 {
    rustix::process::getuid().as_raw()
}

fn account() -> Option<String> {
    name_of(uid(), &fs::read_to_string("/etc/passwd").ok()?)
}

/// The home directory of the account, as the system's list of accounts has it; where it is not in that list, HOME.
pub fn home() -> Option<PathBuf> {
    let listed = fs::read_to_string("/etc/passwd").ok().and_then(|accounts| home_of(uid(), &accounts));
    listed.map(PathBuf::from).or_else(|| env::var_os("HOME").map(PathBuf::from)).filter(|home| home.is_absolute())
}

/// The account's home directory in the text of a password file: `name:password:uid:gid:comment:home:shell`.
fn home_of(uid: u32, accounts: &str) -> Option<String> {
    let home = |line: &str| {
        let mut columns = line.split(':');
        let (number, home) = (columns.nth(2)?, columns.nth(2)?);
        (number.parse() == Ok(uid) && !home.is_empty()).then(|| home.to_owned())
    };
    accounts.lines().find_map(home)
}

/// The account's name in the text of a password file: `name:password:uid:...`.
fn name_of(uid: u32, accounts: &str) -> Option<String> {
    let name = |line: &str| {
        let mut columns = line.split(':');
        let (name, _, number) = (columns.next()?, columns.next()?, columns.next()?);
        (number.parse() == Ok(uid) && !name.is_empty()).then(|| name.to_owned())
    };
    accounts.lines().find_map(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides() {
        for (set, expected) in [
            (&[("LC_ALL", "sv_SE.UTF-8"), ("LANG", "en_GB.UTF-8")][..], Lang::Sv),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "sv_FI"), ("LANG", "C")], Lang::Sv),
            (&[("LC_ALL", "C.UTF-8"), ("LANG", "sv_SE")], Lang::En),
            (&[("LANG", "sv_SE.UTF-8")], Lang::Sv),
            (&[], Lang::En),
        ] {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(language_of(variable), expected, "{set:?}");
        }
    }

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "root:x:0:0:root:/:/bin/sh\nbroken line\n:x:7::\nanna:x:1001:100:Anna:/:/bin/sh\n";
        for (uid, name) in [(0, Some("root")), (1001, Some("anna")), (7, None), (4, None)] {
            assert_eq!(name_of(uid, accounts).as_deref(), name, "{uid}");
        }
        for (uid, home) in [(0, Some("/")), (7, None), (4, None)] {
            assert_eq!(home_of(uid, accounts).as_deref(), home, "{uid}");
        }
    }
}
