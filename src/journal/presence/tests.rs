//! Who is here, as far as one process can try it: with several seats, and threads that come, look and go.

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use rustix::fs::{OFlags, renameat};
use tempfile::TempDir;

use super::room::FOREIGN;
use super::seat::{MADE, SITTING, folders_or_new, is_refused};
use super::*;
use crate::journal::{FOLDER, PRESENT, sharing};
use crate::program::{PersonId, Role};
use crate::session::{Mode, Standing};

/// Longer than any test: whoever only looks so often sees nothing by looking.
const HARDLY_EVER: Duration = Duration::from_secs(24 * 60 * 60);
/// Nothing depends on it but that a fault ends as a failure instead of hanging.
const GUARD: Duration = Duration::from_secs(60);

/// A program directory in memory, where there is room for that: a disk takes its time over ten thousand files.
fn quick() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

fn sitting(program: &TempDir, by: &str) -> Sitting {
    Sitting::at(program.path(), by, Standing::Editor)
}

fn elsewhere() -> Host {
    Host { name: "skrivbord".into(), kernel: "01234567".into() }
}

fn seated(sitting: Sitting) -> (Sitting, Place) {
    let place = Place::take(&sitting, folders_or_new).unwrap();
    (sitting, place)
}

fn stand(adept: &str, touched: i64) -> Stand {
    Stand { leads: Role::Adept, adept: PersonId::new(adept), mentor: None, mode: Mode::Looking, touched }
}

fn here(program: &TempDir) -> Vec<String> {
    let found = Room::of(&sitting(program, "somebody")).look(None).unwrap();
    found.into_iter().map(|(_, said)| said.by).collect()
}

fn folder(program: &TempDir) -> PathBuf {
    program.path().join(FOLDER).join(PRESENT)
}

fn files(program: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder(program)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A file as a sitting leaves it, that nobody has locked.
fn left_behind(sitting: &Sitting) -> PathBuf {
    folders_or_new(&sitting.directory).unwrap();
    let path = sitting.directory.join(FOLDER).join(PRESENT).join(format!("{}{SITTING}", ulid::Ulid::generate()));
    fs::write(&path, text::written(sitting, None).unwrap()).unwrap();
    path
}

#[test]
fn who_sits_is_here_and_who_has_left_is_not() {
    let program = TempDir::new().unwrap();
    assert!(here(&program).is_empty());
    assert!(!program.path().join(FOLDER).exists(), "whoever only looks makes nothing");
    let (anna, bo) = (seated(sitting(&program, "Anna Ek")), seated(sitting(&program, "Bo")));
    let mut both = here(&program);
    both.sort();
    assert_eq!(both, ["Anna Ek", "Bo"]);
    let names = files(&program);
    assert!(names.iter().all(|name| name.len() == 26 + SITTING.len() && !name.contains("Anna")), "{names:?}");
    drop(anna);
    assert_eq!((here(&program), files(&program).len()), (vec!["Bo".to_owned()], 1));
    drop(bo);
    assert_eq!((here(&program).len(), files(&program).len()), (0, 0));
}

#[test]
fn a_file_that_nobody_has_locked_is_nobodys_and_is_taken_away() {
    let program = TempDir::new().unwrap();
    let path = left_behind(&sitting(&program, "anna"));
    let lock = File::open(&path).unwrap();
    lock.lock().unwrap();
    assert_eq!(here(&program), ["anna"], "the same file, locked, would not be believed");
    drop(lock);
    assert!(here(&program).is_empty());
    assert!(!path.exists());
    // So are files that never got their names; not those that are being made.
    let made = path.with_extension(MADE.trim_start_matches('.'));
    let making = File::create(&made).unwrap();
    making.lock().unwrap();
    assert!(here(&program).is_empty() && made.exists());
    drop(making);
    assert!(here(&program).is_empty() && !made.exists());
}

#[test]
fn a_sitting_that_has_ended_never_comes_back() {
    let program = TempDir::new().unwrap();
    let path = left_behind(&sitting(&program, "anna"));
    let mut room = Room::of(&sitting(&program, "bo"));
    let kept = fs::read(&path).unwrap();
    assert!(room.look(None).unwrap().is_empty());
    // Somebody else holds its lock, to take it away, at the moment of the next look.
    fs::write(&path, kept).unwrap();
    let other = File::open(&path).unwrap();
    other.lock().unwrap();
    assert!(room.look(None).unwrap().is_empty(), "a ghost");
    assert_eq!(here(&program), ["anna"], "whoever has not seen it end could not know");
    // One file under two names would be one person twice.
    fs::hard_link(&path, path.with_file_name(format!("{}{SITTING}", ulid::Ulid::generate()))).unwrap();
    assert!(here(&program).is_empty());
}

#[test]
fn what_is_not_a_sittings_is_passed_over_and_left_alone() {
    let (program, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (_sitting, _place) = seated(sitting(&program, "anna"));
    let (_, elsewhere) = seated(sitting(&other, "mallory"));
    let id = || format!("{}{SITTING}", ulid::Ulid::generate());
    let at = |name: &str| folder(&program).join(name);
    symlink(folder(&other).join(elsewhere.name()), at(&id())).unwrap();
    symlink("nowhere", at(&id())).unwrap();
    fs::create_dir(at(&id())).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(at(&id())).status().unwrap().success());
    let text = text::written(&sitting(&program, "mallory"), None).unwrap();
    for name in ["anna.json", ".json", "notes.txt", &id().to_lowercase(), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "81ARZ3NDEKTSV4RRFFQ69G5FAV.json"] {
        fs::write(at(name), &text).unwrap();
    }
    let mut locked = Vec::new();
    for bytes in [&b""[..], b"not JSON", &[0xff; 2_000], b"{\"sum\":\"0123456789abcdef\",\"by\":\"mallory\"}"] {
        let path = at(&id());
        fs::write(&path, bytes).unwrap();
        let file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
        file.lock().unwrap();
        locked.push(file);
    }
    locked[0].set_len(1 << 40).unwrap();
    let (before, began) = (files(&program), Instant::now());
    assert_eq!(here(&program), ["anna"]);
    assert_eq!(files(&program), before);
    assert!(began.elapsed() < GUARD, "a terabyte of nothing was read");
}

#[test]
fn more_than_a_table_seats_holds_nobody_up() {
    let program = quick();
    let sitting = sitting(&program, "anna");
    let path = left_behind(&sitting);
    let text = fs::read(&path).unwrap();
    for _ in 0..10_000 {
        fs::write(folder(&program).join(format!("{}{SITTING}", ulid::Ulid::generate())), &text).unwrap();
    }
    let mut room = Room::of(&sitting);
    let mut looks = 0;
    while !files(&program).is_empty() {
        assert!(room.look(None).unwrap().is_empty());
        looks += 1;
        assert!(looks <= 4, "what is left behind is not taken away");
    }
    assert!(looks > 1, "one look takes all of it, however much");
}

/// Several come and go while others look, all at once; how many of those who came were not there for others to see.
fn lost_in_a_crowd(rounds: usize, come: impl Fn(&Sitting) -> Option<bool> + Sync) -> usize {
    let program = quick();
    folders_or_new(program.path()).unwrap();
    let (sitting, done) = (&sitting(&program, "anna"), &AtomicBool::new(false));
    let come = &come;
    thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(move || {
                let mut room = Room::of(sitting);
                while !done.load(Ordering::Relaxed) {
                    let _ = room.look(None);
                }
            });
        }
        let coming: Vec<_> =
            (0..2).map(|_| threads.spawn(move || (0..rounds / 2).filter(|_| come(sitting) != Some(true)).count())).collect();
        let lost = coming.into_iter().map(|thread| thread.join().unwrap()).sum();
        done.store(true, Ordering::Relaxed);
        lost
    })
}

/// Whether somebody who has come is seen: their file has its name, and whoever else wants its lock is refused.
fn is_seen(sitting: &Sitting, place: &Place) -> bool {
    let second = File::open(sitting.directory.join(FOLDER).join(PRESENT).join(place.name()));
    place.is_seen_in(&sitting.directory) && second.is_ok_and(|second| is_refused(&second))
}

#[test]
fn nobody_who_comes_while_others_look_is_lost() {
    let careful = |sitting: &Sitting| Place::take(sitting, folders_or_new).ok().map(|place| is_seen(sitting, &place));
    assert_eq!(lost_in_a_crowd(10_000, careful), 0);
}

#[test]
fn whoever_names_a_file_before_locking_it_is_lost() {
    let careless = |sitting: &Sitting| {
        let (folder, sharing) = folders_or_new(&sitting.directory).ok()?;
        let name = format!("{}{SITTING}", ulid::Ulid::generate());
        let file = sharing::new_file(&folder, &name, OFlags::RDWR, sharing).ok()?;
        file.lock().ok()?;
        let stat = rustix::fs::fstat(&file).ok()?;
        let kept = seat::is_at(&stat, sharing::stand(&folder, &name));
        let _ = rustix::fs::unlinkat(&folder, &name, rustix::fs::AtFlags::empty());
        Some(kept)
    };
    assert!((0..100).any(|_| lost_in_a_crowd(2_000, careless) > 0), "the trial would pass without any care");
}

#[test]
fn whose_file_is_taken_away_while_it_is_made_makes_another() {
    let program = TempDir::new().unwrap();
    let sitting = sitting(&program, "anna");
    let (folder, sharing) = folders_or_new(&sitting.directory).unwrap();
    // By hand, what happens in the worst moment: made, not locked yet, and somebody tidies up.
    let file = sharing::new_file(&folder, "01ARZ3NDEKTSV4RRFFQ69G5FAV.new", OFlags::RDWR, sharing).unwrap();
    assert!(here(&program).is_empty());
    file.try_lock().unwrap();
    let named = renameat(&folder, "01ARZ3NDEKTSV4RRFFQ69G5FAV.new", &folder, "01ARZ3NDEKTSV4RRFFQ69G5FAV.json");
    assert_eq!(named, Err(rustix::io::Errno::NOENT), "whoever names it would not notice");
}

#[test]
fn what_is_made_has_the_bits_that_the_directory_asks_for() {
    for (bits, folders, file) in [(0o700, 0o700, 0o600), (0o755, 0o700, 0o600), (0o770, 0o2770, 0o660), (0o2750, 0o2770, 0o660)] {
        let program = TempDir::new().unwrap();
        fs::set_permissions(program.path(), Permissions::from_mode(bits)).unwrap();
        let (_sitting, place) = seated(sitting(&program, "anna"));
        let found = |path: &Path| format!("{:o}", fs::metadata(path).unwrap().mode() & 0o7777);
        assert_eq!(found(&program.path().join(FOLDER)), format!("{folders:o}"));
        assert_eq!(found(&folder(&program)), format!("{folders:o}"));
        assert_eq!(found(&folder(&program).join(place.name())), format!("{file:o}"), "in {bits:o}");
    }
}

#[test]
fn two_hosts_at_once_are_refused_where_locks_may_not_reach() {
    let sits = |program: &TempDir, host: Host| Sitting { host, network: true, ..sitting(program, "anna") };
    let locked = |program: &TempDir, host: Host| Box::new(seated(sits(program, host))) as Box<dyn std::any::Any>;
    let unlocked = |program: &TempDir, age: i64| {
        let path = left_behind(&sits(program, elsewhere()));
        let then = SystemTime::now() - Duration::from_millis(u64::try_from(age).unwrap());
        OpenOptions::new().write(true).open(&path).unwrap().set_modified(then).unwrap();
        Box::new(path) as Box<dyn std::any::Any>
    };
    type Before<'a> = &'a dyn Fn(&TempDir) -> Box<dyn std::any::Any>;
    let refused = Some(NotSeated::OtherHost { by: "anna".into(), host: "skrivbord".into() });
    let cases: [(&str, Before, bool, Option<NotSeated>); 6] = [
        ("nobody", &|_| Box::new(()), true, None),
        ("the same host", &|program| locked(program, Host::this()), true, None),
        ("another host", &|program| locked(program, elsewhere()), true, refused.clone()),
        ("another host, whose lock is not seen here", &|program| unlocked(program, 2_000), true, refused),
        ("another host, long ago", &|program| unlocked(program, FOREIGN + 1_000), true, None),
        ("another host's container on one disk", &|program| locked(program, elsewhere()), false, None),
    ];
    for (what, before, network, expected) in cases {
        let program = TempDir::new().unwrap();
        let _before = before(&program);
        let bo = Sitting { network, ..sitting(&program, "bo") };
        let two_hosts = Seat::take(Sitting { two_hosts: true, ..bo.clone() }).unwrap();
        assert_eq!(two_hosts.at_another_host(), expected, "{what}: it was asked for, and is told");
        drop(two_hosts);
        assert_eq!(Seat::take(bo.clone()).err(), expected, "{what}");
        // Whoever was refused has left nothing behind.
        assert!(files(&program).len() <= 1, "{what}");
    }
}

#[test]
fn of_two_who_sit_down_at_two_hosts_at_the_same_time_each_sees_the_other() {
    let program = TempDir::new().unwrap();
    let anna = Sitting { network: true, ..sitting(&program, "anna") };
    let bo = Sitting { host: elsewhere(), network: true, ..sitting(&program, "bo") };
    let (anna, bo) = (seated(anna), seated(bo));
    for (sitting, place) in [&anna, &bo] {
        assert!(seat::nobody_at_another_host(sitting, place).is_err());
    }
}

#[test]
fn a_file_system_that_keeps_no_locks_is_noticed() {
    let program = TempDir::new().unwrap();
    let (_sitting, place) = seated(sitting(&program, "anna"));
    assert_eq!(place.keeps_others_out(), Ok(()));
    // Another file under the name: its lock is free, as every lock is where none are kept.
    let path = folder(&program).join(place.name());
    fs::remove_file(&path).unwrap();
    fs::write(&path, "").unwrap();
    assert_eq!(place.keeps_others_out(), Err(NotSeated::NoLocks));
}

fn begun(sitting: Sitting, every: Duration, hints: bool) -> (Presence, Receiver<Seen>) {
    let (told, inbox) = channel();
    let seat = Seat::take(sitting).unwrap();
    (Presence::begin_looking(seat, every, hints, move |seen| _ = told.send(seen)).unwrap(), inbox)
}

/// Waits until the others are told to be like this: names, and the adepts that they look at.
fn until(inbox: &Receiver<Seen>, expected: &[(&str, &str)]) -> Vec<Present> {
    loop {
        let Seen::Here(present) = inbox.recv_timeout(GUARD).expect("in time") else { panic!("another host") };
        let found: Vec<(&str, &str)> =
            present.iter().map(|one| (one.by.as_str(), one.stand.adept.as_ref().map_or("", PersonId::as_str))).collect();
        if found == expected {
            return present;
        }
    }
}

#[test]
fn one_is_seen_coming_moving_and_going() {
    for (every, hints) in [(HARDLY_EVER, true), (Duration::from_millis(5), false)] {
        let program = TempDir::new().unwrap();
        let (bo, seen_by_bo) = begun(sitting(&program, "bo"), every, hints);
        let (anna, seen_by_anna) = begun(sitting(&program, "anna"), every, hints);
        anna.stand(stand("a-001", 1));
        let present = until(&seen_by_bo, &[("anna", "a-001")]);
        assert_eq!((present[0].role, present[0].host.as_str()), (Standing::Editor, Host::this().name.as_str()));
        assert_eq!(present[0].account, crate::journal::account::this());
        bo.stand(stand("a-002", 1));
        until(&seen_by_anna, &[("bo", "a-002")]);
        let began = Instant::now();
        for n in 0..1_000 {
            anna.stand(stand(&format!("a-{n:03}"), 2));
        }
        let mut told = 0;
        while seen_by_bo.recv_timeout(GUARD).map(|seen| matches!(seen, Seen::Here(present) if present[0].stand == stand("a-999", 2)))
            != Ok(true)
        {
            told += 1;
        }
        assert!(told <= began.elapsed().as_millis() / BETWEEN.as_millis() + 2, "told {told} times in {:?}", began.elapsed());
        drop(anna);
        until(&seen_by_bo, &[]);
        drop(bo);
        assert!(seen_by_bo.recv().is_err(), "more was told than happened");
        assert!(files(&program).is_empty());
    }
}

#[test]
fn who_has_no_place_is_unseen_and_sees() {
    let program = TempDir::new().unwrap();
    let (anna, _) = begun(sitting(&program, "anna"), LOOK, true);
    anna.stand(stand("a-001", 1));
    let (told, inbox) = channel();
    let seat = Seat { sitting: sitting(&program, "reader"), place: None };
    let reader = Presence::begin(seat, move |seen| _ = told.send(seen)).unwrap();
    reader.stand(stand("a-002", 1));
    until(&inbox, &[("anna", "a-001")]);
    drop(reader);
    assert_eq!(files(&program).len(), 1);
    // Where decisions/ is not a folder there is nowhere to sit, and that is nobody's error.
    let strange = TempDir::new().unwrap();
    symlink(program.path().join(FOLDER), strange.path().join(FOLDER)).unwrap();
    assert!(Seat::take(sitting(&strange, "anna")).unwrap().place.is_none());
}

#[test]
fn whose_file_is_taken_away_sits_down_again() {
    let program = TempDir::new().unwrap();
    let (_bo, inbox) = begun(sitting(&program, "bo"), Duration::from_millis(5), true);
    let (anna, _) = begun(sitting(&program, "anna"), Duration::from_millis(5), true);
    anna.stand(stand("a-001", 1));
    let first = until(&inbox, &[("anna", "a-001")]);
    fs::remove_file(folder(&program).join(format!("{}{SITTING}", first[0].sitting))).unwrap();
    let second = until(&inbox, &[("anna", "a-001")]);
    assert_ne!(first[0].sitting, second[0].sitting);
    // Whoever takes decisions/ away means it.
    fs::remove_dir_all(program.path().join(FOLDER)).unwrap();
    until(&inbox, &[]);
    drop(anna);
    assert!(!program.path().join(FOLDER).exists());
}

#[test]
fn on_a_network_file_system_one_tells_that_one_is_still_here() {
    let program = TempDir::new().unwrap();
    let seat = Seat::take(Sitting { network: true, ..sitting(&program, "anna") }).unwrap();
    let path = folder(&program).join(files(&program).remove(0));
    let long_ago = SystemTime::now() - Duration::from_secs(3_600);
    OpenOptions::new().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    let written = || fs::metadata(&path).unwrap().modified().unwrap();
    let (before, began) = (written(), Instant::now());
    let pace = Pace { look: HARDLY_EVER, beat: Duration::from_millis(1) };
    let _anna = Presence::begin_at(seat, pace, true, |_| {}).unwrap();
    while written() == before {
        assert!(began.elapsed() < GUARD, "nothing is told");
        thread::yield_now();
    }
}

#[test]
fn whoever_was_taken_for_gone_hears_of_those_who_sat_down_at_another_host_since() {
    for two_hosts in [false, true] {
        let program = TempDir::new().unwrap();
        let (anna, inbox) = begun(Sitting { network: true, two_hosts, ..sitting(&program, "anna") }, Duration::from_millis(5), true);
        anna.stand(stand("a-001", 1));
        let own = folder(&program).join(files(&program).remove(0));
        let bo = Sitting { host: elsewhere(), network: true, two_hosts: true, ..sitting(&program, "bo") };
        let (bo, seen_by_bo) = begun(bo, Duration::from_millis(5), true);
        until(&seen_by_bo, &[("anna", "a-001")]);
        fs::remove_file(own).unwrap();
        until(&seen_by_bo, &[("anna", "a-001")]);
        bo.stand(stand("a-002", 1));
        let told = inbox.recv_timeout(GUARD).unwrap();
        let other = NotSeated::OtherHost { by: "bo".into(), host: "skrivbord".into() };
        assert_eq!(matches!(told, Seen::OtherHost(found) if found == other), !two_hosts);
    }
}
