//! Roles at a real door: one account owns the directory, and each key has one name.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::{Door, Sitting, is_trusted, text};

/// Puts these lines under `[program]` of the door's program.
fn with_roles(door: &Door, lines: &str) {
    let file = door.path("p/criteria.toml");
    let text = fs::read_to_string(&file).unwrap().replacen("[program]\n", &format!("[program]\n{lines}\n"), 1);
    fs::write(&file, text).unwrap();
}

/// Takes every right from others, as `install -d -m 700` and a careful owner would.
fn ones_own(folder: &Path) {
    let set = |path: &Path, mode: u32| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(folder, 0o700);
    set(&folder.join("criteria.toml"), 0o600);
}

#[test]
fn a_key_keeps_to_its_role_where_one_account_owns_the_directory() {
    let Some(door) = Door::open() else { return };
    let host = door.host();
    with_roles(&door, "chair = [\"anna\"]\nviewers = [\"ben\"]");
    ones_own(&door.path("p"));
    let enforced = mentor_match::journal::alone::is_ours_alone(&door.path("p"), &door.path("p/criteria.toml"));
    let sitting = |name: &str| {
        door.keys_done(&["add", "p", "--as", name, "--key", &format!("{name}.pub")]);
        let sitting = Sitting::at(&door, name, &["-tt", &host]);
        sitting.until("the session is drawn", |screen| screen.contains("Adept"));
        sitting
    };
    // Ben reads. Whatever key he presses, nothing is recorded, and he is told why.
    let mut ben = sitting("ben");
    let first = ben.contents().lines().next().unwrap_or_default().to_owned();
    assert!(first.contains("reads") || first.contains("läser"), "{first}");
    assert!(enforced || !is_trusted(door.folder.path()), "nobody else can write here");
    assert_eq!(first.contains("advisory") || first.contains("rådgivande"), !enforced, "{first}");
    for key in [" ", "x", "n", "Z", "o", "u", "\x13"] {
        ben.type_in("k");
        ben.until("the refusal of the key before is gone", |screen| !refuses_a_viewer(screen));
        ben.type_in(key);
        ben.until(&format!("the refusal of {key:?}"), refuses_a_viewer);
    }
    assert!(
        !door.path("p/decisions").exists()
            || fs::read_dir(door.path("p/decisions")).unwrap().flatten().all(|e| e.file_name() != "journal.jsonl")
    );
    // Another name does not come with the key: what follows the command is not looked at.
    let other = door.ssh("ben", &[&host, "mentor-match decide p lock a1 m1 --as anna"], b"");
    assert_eq!(other.status.code(), Some(2), "{}", text(&other.stderr));
    // Anna is the chair: she locks, makes final, and Ben sees both.
    let mut anna = sitting("anna");
    let ones_own = |screen: &str| screen.lines().next().is_some_and(|line| line.contains("you chair") || line.contains("du är ordf."));
    anna.until("beside Ben's name the header says whose role it is", ones_own);
    anna.type_in(" ");
    anna.until("the lock shows", |screen| screen.contains('●'));
    anna.type_in("Z");
    anna.until("the question", |screen| screen.contains("final?") || screen.contains("Fastställa"));
    anna.type_in("\r");
    let is_final = |screen: &str| screen.lines().next().is_some_and(|line| line.contains(" final ") || line.contains("fastställd"));
    anna.until("the header says final", is_final);
    ben.until("the header says final to the other", is_final);
    let journal = fs::read_to_string(door.path("p/decisions/journal.jsonl")).unwrap();
    let roles: Vec<serde_json::Value> = journal.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(&str, &str)> = roles.iter().map(|r| (r["by"].as_str().unwrap(), r["role"].as_str().unwrap())).collect();
    assert_eq!(told, [("anna", "chair"), ("anna", "chair")]);
}

fn refuses_a_viewer(screen: &str) -> bool {
    screen.contains("as a reader and do not decide") || screen.contains("som läsare och beslutar inte")
}

#[test]
fn where_a_group_can_write_the_header_says_that_roles_are_advisory() {
    let Some(door) = Door::open() else { return };
    let host = door.host();
    with_roles(&door, "chair = [\"anna\"]");
    ones_own(&door.path("p"));
    fs::set_permissions(door.path("p"), fs::Permissions::from_mode(0o2770)).unwrap();
    door.keys_done(&["add", "p", "--as", "anna", "--key", "anna.pub"]);
    let sitting = Sitting::at(&door, "anna", &["-tt", &host]);
    let advisory = |screen: &str| screen.lines().next().is_some_and(|line| line.contains("advisory") || line.contains("rådgivande"));
    sitting.until("the header says advisory", advisory);
}
