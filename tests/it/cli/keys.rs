//! `keys`: lines for OpenSSH, added, listed and revoked; what is refused, and that a refusal changes nothing.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

use serde_json::json;

use super::{Run, Table};

/// The public key whose 32 bytes are all seven, made for this test.
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH";
const FINGERPRINT: &str = "SHA256:gNSIRW+2Iyiuvsdp/bgjy38bvWHw6wQm3tuoXrl3WjQ";

/// A program directory, a key in `key.pub`, and a file of keys with something of somebody's in it.
fn table() -> Table {
    let table = Table::laid();
    fs::write(table.path("key.pub"), format!("{KEY} anna@laptop\n")).unwrap();
    fs::write(table.path("keys"), OTHERS).unwrap();
    table
}

const OTHERS: &str = "# ours\r\nno line break at the end";

fn keys(table: &Table, arguments: &[&str]) -> Run {
    table.run(&[&["keys"], arguments, &["--file", "keys"]].concat())
}

fn file(table: &Table) -> String {
    fs::read_to_string(table.path("keys")).unwrap()
}

#[test]
fn a_key_is_added_listed_and_revoked() {
    let table = table();
    let directory = fs::canonicalize(table.path("p")).unwrap().display().to_string();
    let said = keys(&table, &["add", "p", "--as", "anna", "--key", "key.pub"]).quietly();
    assert_eq!(said, format!("keys, line 3: ssh-ed25519 {FINGERPRINT} now opens {directory} as anna, and nothing else.\n"));
    let program = env!("CARGO_BIN_EXE_mentor-match");
    let line = format!("restrict,pty,command=\"{program} open '{directory}' --as 'anna'\" {KEY} mentor-match:anna");
    assert_eq!(file(&table), format!("{OTHERS}\n{line}"));
    let again = keys(&table, &["add", "p/", "--as", " anna ", "--key", "key.pub"]).quietly();
    assert_eq!(again, format!("keys, line 3: the key opens {directory} as anna already. Nothing was changed.\n"));
    assert_eq!(
        keys(&table, &["list", "p", "--json"]).json(),
        json!([{"name": "anna", "type": "ssh-ed25519", "fingerprint": FINGERPRINT, "line": 3, "program": program, "as_written": true, "hidden_by": null}])
    );
    let list = keys(&table, &["list", "p"]).quietly();
    assert_eq!(list, format!("LINE  NAME  TYPE         FINGERPRINT\n   3  anna  ssh-ed25519  {FINGERPRINT}\n"));
    let said = keys(&table, &["revoke", "p", "--fingerprint", FINGERPRINT]).quietly();
    assert!(said.contains(&format!("3: {line}\n")) && said.contains("stays until it ends"), "{said}");
    assert_eq!(file(&table), OTHERS);
    assert_eq!(keys(&table, &["list", "p", "--lang", "sv"]).quietly(), "Ingen nyckel i keys öppnar p.\n");
    keys(&table, &["revoke", "p", "--as", "anna"]).failed(1);
}

#[test]
fn what_is_refused_changes_nothing_and_shows_no_key() {
    let table = table();
    let secret = "b3BlbnNzaC1rZXktdjEAAAAA";
    fs::write(table.path("private"), format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{secret}\n-----END OPENSSH PRIVATE KEY-----\n"))
        .unwrap();
    fs::write(table.path("two.pub"), format!("{KEY}\n{KEY}\n")).unwrap();
    fs::write(table.path("broken.pub"), &KEY[..60]).unwrap();
    fs::write(table.path("dss.pub"), KEY.replace("ed25519", "dss")).unwrap();
    for (key, said) in [
        ("private", "That is a private key."),
        ("two.pub", "more than one line"),
        ("broken.pub", "The key is broken"),
        ("dss.pub", "does not begin with a type of key"),
        ("-", "There is no key in it."),
    ] {
        let err = keys(&table, &["add", "p", "--as", "anna", "--key", key]).failed(1);
        assert!(err.contains(said) && !err.contains(secret) && !err.contains("AAAA"), "{key}: {err}");
    }
    for name in ["a\nb", "a\u{1b}[31m", "-x", "a\\", ""] {
        let err = keys(&table, &["add", "p", &format!("--as={name}"), "--key", "key.pub"]).failed(2);
        assert!(!err.trim_end().chars().any(char::is_control), "{err:?}");
    }
    for arguments in [&["--program", "bin/mentor-match"][..], &["--program", "/nowhere/mentor-match"]] {
        keys(&table, &[&["add", "p", "--as", "anna", "--key", "key.pub"], arguments].concat()).failed(2);
    }
    keys(&table, &["add", "nowhere", "--as", "anna", "--key", "key.pub"]).failed(3);
    keys(&table, &["add", "p", "--as", "anna", "--key", "nowhere"]).failed(3);
    assert!(keys(&table, &["revoke", "p"]).failed_usage() && keys(&table, &["add", "p", "--key", "key.pub"]).failed_usage());
    assert_eq!(file(&table), OTHERS);
}

#[test]
fn a_key_opens_one_thing_only() {
    let table = table();
    let own = format!("{KEY} my own login\n");
    fs::write(table.path("keys"), &own).unwrap();
    let err = keys(&table, &["add", "p", "--as", "anna", "--key", "key.pub"]).failed(1);
    assert!(err.contains("line 1 of keys: something else") && err.contains("nothing was written"), "{err}");
    assert_eq!(file(&table), own);
    fs::write(table.path("keys"), "").unwrap();
    keys(&table, &["add", "p", "--as", "anna", "--key", "key.pub"]).quietly();
    let before = file(&table);
    let err = keys(&table, &["add", "p", "--as", "ben", "--key", "key.pub"]).failed(1);
    assert!(err.contains("as anna"), "{err}");
    assert_eq!(file(&table), before);
    // Another line with the key, of somebody's own, counts from now on: whoever revokes must know.
    fs::write(table.path("keys"), format!("{before}{own}")).unwrap();
    let run = keys(&table, &["revoke", "p", "--as", "anna"]);
    assert!(run.status == Some(1) && run.err.contains("still stands on line 1"), "{}", run.err);
    assert_eq!(file(&table), own);
}

#[test]
fn what_was_changed_by_hand_is_left_and_told() {
    let table = table();
    fs::write(table.path("keys"), "").unwrap();
    keys(&table, &["add", "p", "--as", "anna", "--key", "key.pub"]).quietly();
    let changed = format!("from=\"10.0.0.1\",{}", file(&table));
    fs::write(table.path("keys"), &changed).unwrap();
    assert!(keys(&table, &["list", "p"]).quietly().contains("changed by hand"));
    let err = keys(&table, &["revoke", "p", "--as", "anna"]).failed(1);
    assert!(err.contains("line 1 was changed by hand, is left alone and still opens the program"), "{err}");
    assert_eq!(file(&table), changed);
}

#[test]
fn a_file_that_others_can_write_is_told() {
    let table = table();
    fs::set_permissions(table.path("keys"), Permissions::from_mode(0o666)).unwrap();
    let run = keys(&table, &["add", "p", "--as", "anna", "--key", "key.pub"]);
    assert!(run.err.contains("chmod go-w"), "{}", run.err);
    run.done();
}

#[test]
fn what_may_not_be_written_is_as_it_was() {
    let table = table();
    // A program that another account can reach; copied by another process, so that nobody holds it open for writing when it is run.
    let program = table.path("mentor-match");
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_mentor-match")).arg(&program).status().unwrap().success());
    fs::set_permissions(table.folder.path(), Permissions::from_mode(0o555)).unwrap();
    let mut command = Command::new(&program);
    command.args(["keys", "add", "p", "--as", "anna", "--key", "key.pub", "--file", "keys", "--lang", "en"]);
    if rustix::process::geteuid().is_root() {
        command.uid(54_001).gid(54_001);
    }
    let err = Run::of(command.current_dir(table.folder.path()).output().unwrap()).failed(3);
    fs::set_permissions(table.folder.path(), Permissions::from_mode(0o700)).unwrap();
    assert!(err.contains("the file of keys keys is as it was: your account may not do that"), "{err}");
    assert_eq!(file(&table), OTHERS);
}
