//! Whose process this is: the Unix account, recorded beside the name that somebody sat down under.

use std::fs;

/// Where accounts of this machine are listed; those of a directory service are not, and are told by their number.
const ACCOUNTS: &str = "/etc/passwd";
/// The most characters that the name of an account has in a record.
const LONGEST: usize = 64;

/// The account that this process runs under: its name, or its number where this machine's list has none.
pub fn this() -> String {
    let number = rustix::process::geteuid().as_raw();
    named(&fs::read_to_string(ACCOUNTS).unwrap_or_default(), number)
}

/// Whether a text can be the account of a record: letters, digits and `._-$@`, at most 64.
pub fn is_name(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-$@".contains(&byte))
}

fn named(accounts: &str, number: u32) -> String {
    let name = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, listed) = (fields.next()?, fields.nth(1)?);
        (listed.parse() == Ok(number) && is_name(name)).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_told_by_its_name_and_without_one_by_its_number() {
        let accounts = "root:x:0:0:root:/:\nanna:x:1001:100:Anna Åkesson:/:\nå:x:1002:100::/:\nhalf:x\n";
        for (number, name) in [(0, "root"), (1001, "anna"), (1002, "1002"), (7, "7")] {
            assert_eq!(named(accounts, number), name);
        }
        assert!(is_name(&this()));
        assert!(!is_name("") && !is_name("a b") && !is_name(&"a".repeat(65)));
    }
}
