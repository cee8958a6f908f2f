//! `repair`: what is whole becomes the journal, the journal as it was is kept, and nothing is done that was not asked for; `verify`
//! with a sum that was printed once.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

use super::{CANARY, Table};

/// A program with five decisions whose third says something else than it said, and its journal.
fn damaged() -> (Table, PathBuf, String) {
    let table = Table::laid();
    for line in ["lock a1 m1", "lock a2 m2", "forbid a4 m1", "undo", "note a3 m1 hemligheten"] {
        table.say(&format!("decide p {line}")).quietly();
    }
    let journal = table.path("p/decisions/journal.jsonl");
    let text = fs::read_to_string(&journal).unwrap().replacen("\"a4\"", "\"a3\"", 1);
    fs::write(&journal, &text).unwrap();
    (table, journal, text)
}

/// What an answer says, without the ids of records and the moment in a file's name, which no test can know.
fn timeless(text: &str) -> String {
    let word = |word: &str| match word {
        _ if word.len() == 27 && word.starts_with("01") => "ID:".to_owned(),
        _ if word.starts_with("decisions/torn/") => {
            let (_, after) = word.split_once('\n').unwrap_or_default();
            format!("{}WHEN\n{after}", word.split_inclusive("-after-2-").next().unwrap_or_default())
        }
        _ => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn kept(table: &Table) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(table.path("p/decisions/torn")) else { return vec![] };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_damaged_journal_is_kept_and_its_whole_decisions_go_on() {
    let (table, journal, text) = damaged();
    let bits = fs::metadata(&journal).unwrap().mode();
    insta::assert_snapshot!(timeless(&table.say("repair p --dry-run").quietly()), @r"
    Line 3 is damaged: its checksum does not fit.
    A repair would keep the 2 decisions before the damage and a copy of the whole journal. Nothing has been changed.
    Set aside, from the damage on:
      line 3: decision 3, ID: forbade a3 - m1 (may have been changed)
      line 4: decision 4, ID: took back 3
      line 5: decision 5, ID: noted a3 - m1
    ");
    assert_eq!(fs::read_to_string(&journal).unwrap(), text);
    assert!(kept(&table).is_empty());
    let told = table.say("repair p").quietly();
    insta::assert_snapshot!(timeless(&told), @r"
    Line 3 is damaged: its checksum does not fit.
    The journal is repaired: it has the 2 decisions before the damage. The journal as it was is in decisions/torn/damaged-after-2-WHEN
    Set aside, from the damage on:
      line 3: decision 3, ID: forbade a3 - m1 (may have been changed)
      line 4: decision 4, ID: took back 3
      line 5: decision 5, ID: noted a3 - m1
    What can be read can be decided again. Screens that are open go on by themselves; one that says that the journal was exchanged is opened again.
    ");
    let [copy] = &kept(&table)[..] else { panic!("not one copy") };
    assert!(told.contains(&format!("decisions/torn/{}", copy.file_name().unwrap().to_string_lossy())), "{told}");
    assert_eq!(fs::read_to_string(copy).unwrap(), text);
    assert_eq!(fs::read_to_string(&journal).unwrap().lines().collect::<Vec<_>>(), text.lines().take(2).collect::<Vec<_>>());
    assert_eq!(fs::metadata(&journal).unwrap().mode(), bits);
    assert!(!told.contains("hemligheten") && !told.contains("anna") && !told.contains(CANARY), "{told}");
    assert!(table.say("verify p").quietly().starts_with("2 decisions in an unbroken chain."));
    table.say("decide p forbid a4 m1").quietly();
    assert_eq!(table.say("repair p").quietly(), "The journal is whole: there is nothing to repair.\n");
    assert_eq!(kept(&table).len(), 1);
    assert_eq!(fs::read_dir(table.path("p/decisions")).unwrap().count(), 3, "something is left over");
}

#[test]
fn it_is_told_in_swedish_too() {
    let (table, ..) = damaged();
    insta::assert_snapshot!(timeless(&table.say("repair p --dry-run --lang sv").quietly()), @r"
    Rad 3 är skadad: kontrollsumman stämmer inte.
    En lagning skulle behålla 2 beslut före skadan och spara hela journalen bredvid. Inget är ändrat.
    Åt sidan, från och med skadan:
      rad 3: beslut 3, ID: förbjöd a3 - m1 (kan ha ändrats)
      rad 4: beslut 4, ID: ångrade 3
      rad 5: beslut 5, ID: antecknade a3 - m1
    ");
    insta::assert_snapshot!(timeless(&table.say("repair p --lang sv").quietly()), @r"
    Rad 3 är skadad: kontrollsumman stämmer inte.
    Journalen är lagad: den har 2 beslut från före skadan. Som den var finns den i decisions/torn/damaged-after-2-WHEN
    Åt sidan, från och med skadan:
      rad 3: beslut 3, ID: förbjöd a3 - m1 (kan ha ändrats)
      rad 4: beslut 4, ID: ångrade 3
      rad 5: beslut 5, ID: antecknade a3 - m1
    Det som går att läsa kan beslutas igen. Öppna skärmar fortsätter av sig själva; en skärm som säger att journalen är utbytt öppnas på nytt.
    ");
    assert_eq!(table.say("repair p --lang sv").quietly(), "Journalen är hel: det finns inget att laga.\n");
}

#[test]
fn where_there_is_no_damage_nothing_is_made() {
    let table = Table::laid();
    for line in ["repair p", "repair p --dry-run"] {
        assert_eq!(table.say(line).quietly(), "The journal is whole: there is nothing to repair.\n");
    }
    assert!(!table.path("p/decisions").exists());
    table.say("repair nowhere").failed(3);
}

#[test]
fn whoever_holds_the_journal_is_named_and_nothing_is_repaired() {
    let (table, journal, text) = damaged();
    let lock = File::open(table.path("p/decisions/lock")).unwrap();
    lock.lock().unwrap();
    assert!(table.say("repair p").failed(3).contains("anna (process "));
    assert_eq!(fs::read_to_string(&journal).unwrap(), text);
    assert!(kept(&table).is_empty());
}

#[test]
fn what_a_stopped_repair_left_is_no_hindrance_and_a_link_is_not_followed() {
    let (table, journal, text) = damaged();
    let elsewhere = table.path("elsewhere");
    fs::write(&elsewhere, "mine").unwrap();
    std::os::unix::fs::symlink(&elsewhere, table.path("p/decisions/journal.jsonl.new")).unwrap();
    table.say("repair p").quietly();
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
    assert!(fs::symlink_metadata(&journal).unwrap().is_file());
    assert!(text.starts_with(&fs::read_to_string(&journal).unwrap()));
}

#[test]
fn what_cannot_be_copied_is_not_repaired() {
    let (table, journal, text) = damaged();
    fs::write(table.path("p/decisions/torn"), "in the way").unwrap();
    table.say("repair p").failed(3);
    assert_eq!(fs::read_to_string(&journal).unwrap(), text);
    if rustix::process::geteuid().is_root() {
        return; // may write everywhere
    }
    fs::remove_file(table.path("p/decisions/torn")).unwrap();
    fs::set_permissions(&journal, fs::Permissions::from_mode(0o400)).unwrap();
    table.say("repair p").failed(3);
    assert_eq!(fs::read_to_string(&journal).unwrap(), text);
}

#[test]
fn a_sum_from_the_minutes_shows_whether_anything_was_changed_since() {
    let table = Table::laid();
    table.say("decide p lock a1 m1").quietly();
    table.say("decide p note a2 m2 hemligheten").quietly();
    table.say("save p").done();
    let minutes = fs::read_to_string(table.path("p/outcome/minutes.md")).unwrap();
    let sum = minutes.split_once("2 decisions, last sum ").unwrap().1.split('.').next().unwrap().to_owned();
    let asks = format!("verify p --head {sum}");
    assert!(minutes.contains(&format!("--head {sum}`")), "{minutes}");
    assert!(table.say(&asks).quietly().ends_with("nothing has been changed, removed or moved, and nothing has been added.\n"));
    table.say("decide p undo").quietly();
    let told = table.say(&asks).quietly();
    assert!(told.contains(&format!("Decision 2 has the sum {sum}")) && told.ends_with("and 1 more came since.\n"), "{told}");
    assert_eq!(table.say(&asks.replace(&sum, &sum.to_uppercase())).quietly(), told);
    assert!(table.say(&format!("{asks} --lang sv")).quietly().ends_with("och 1 har tillkommit.\n"));
    // The same decisions in another journal, as if somebody had written it anew: whole, and not the one of the minutes.
    fs::remove_dir_all(table.path("p/decisions")).unwrap();
    for line in ["lock a1 m1", "note a2 m2 hemligheten", "undo"] {
        table.say(&format!("decide p {line}")).quietly();
    }
    assert!(table.say("verify p").quietly().starts_with("3 decisions in an unbroken chain."));
    let run = table.say(&asks);
    assert_eq!((run.status, run.err.contains(&format!("No decision has the sum {sum}"))), (Some(1), true), "{}", run.err);
    for no_sum in ["", "0123", "0123456789abcdeg", "0123456789abcdef0"] {
        assert!(table.run(&["verify", "p", "--head", no_sum]).failed(2).contains("is no sum"), "{no_sum}");
    }
}
