//! A disk that fills up while people decide: a small one of its own, where this machine lets us have one.

use std::fs;
use std::process::Command;

use super::{Run, Table};

/// Lays the program on a disk of six MiB, fills that up, and writes down what each decision ended with.
const EVENING: &str = r#"
cd "$1"
mount -t tmpfs -o size=6m none disk || exit 99
cp -r p disk/p && cd disk
say() { told=$("$PROGRAM" "$@" 2>>../err); status=$?; echo "$status $*: $(echo "$told" | tr '\n' ' ')"; }
say decide p lock a1 m1
head -c 3M /dev/zero >fill
say decide p lock a2 m2
say decide p note a1 m1 word
say decide p unlock a1 m1
say decide p undo
cat /dev/zero >>fill 2>/dev/null
for n in 1 2 3 4 5 6 7 8 9; do
  say decide p unlock a1 m1
  say decide p undo
done
say verify p
rm fill
say decide p lock a2 m2
say verify p
cp p/decisions/journal.jsonl ..
"#;

#[test]
fn a_disk_that_fills_up_loses_nothing_and_work_goes_on_when_there_is_room() {
    let table = Table::laid();
    fs::create_dir(table.path("disk")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", EVENING, "sh"]).arg(table.path("")).env("PROGRAM", env!("CARGO_BIN_EXE_mentor-match"));
    command.env("MENTOR_MATCH_AS", "anna").env("LC_ALL", "C.UTF-8");
    let Ok(output) = command.output() else { return eprintln!("there is no unshare here: not tried") };
    let run = Run::of(output);
    if run.status != Some(0) && run.out.is_empty() {
        return eprintln!("no disk of one's own is to be had here: not tried ({:?})", run.status);
    }
    let told: Vec<(i32, &str)> =
        run.out.lines().filter_map(|line| line.split_once(' ')).map(|(n, what)| (n.parse().unwrap(), what)).collect();
    let err = fs::read_to_string(table.path("err")).unwrap();
    let [first, little, note, unlock, undo, full @ .., whole, after, last] = &told[..] else { panic!("{told:?}") };
    assert_eq!([first.0, unlock.0, undo.0, whole.0, after.0, last.0], [0; 6], "{told:?}\n{err}");
    assert_eq!((little.0, note.0), (3, 3), "{told:?}\n{err}");
    assert!(err.contains("less than 4 MiB left"), "{err}");
    assert!(full.iter().any(|(status, _)| *status == 3) && err.contains("The disk is full: not saved."), "the disk was never full\n{err}");
    // Each one that was told to be kept is there, and nothing else is.
    let kept = told.iter().filter(|(status, what)| *status == 0 && what.contains(": Recorded as decision ")).count();
    assert!(kept > 4, "{told:?}");
    assert_eq!(fs::read_to_string(table.path("journal.jsonl")).unwrap().lines().count(), kept);
}
