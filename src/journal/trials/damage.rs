//! A journal that has been cut, flipped, zeroed, shuffled: what is read is what was written, or it is not read.

use super::*;
use crate::journal::error::{Damage, ReadOnly, What};
use crate::journal::line::{Position, read, read_alone, signature, sum_of, written};
use crate::journal::scan::{Ending, Scan, scan};
use crate::session::Record;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// A small generator, so that the trials are the same everywhere.
pub fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

fn whole(bytes: &[u8]) -> Vec<Record> {
    let found = scan(bytes, &Position::default());
    assert_eq!(found.ending, Ending::Whole);
    found.records
}

/// A way to read a journal: the journal's own, or one that is not good enough.
type Reader = fn(&[u8]) -> (Vec<Record>, Ending);

fn reader(bytes: &[u8]) -> (Vec<Record>, Ending) {
    let Scan { records, ending, .. } = scan(bytes, &Position::default());
    (records, ending)
}

/// Reads these bytes: the first `before` records are there and no others, or it says what is wrong.
fn look(reader: Reader, bytes: &[u8], originals: &[Record], before: usize) -> Result<Ending, String> {
    let (records, ending) = reader(bytes);
    if records == originals[..before] { Ok(ending) } else { Err(format!("{} records instead of {before}, or others", records.len())) }
}

/// As [`look`], with the journal's own reader.
fn check_read(bytes: &[u8], originals: &[Record], before: usize) -> Ending {
    look(reader, bytes, originals, before).unwrap_or_else(|wrong| panic!("{wrong}"))
}

/// Opens a journal with these bytes and decides something: the first `before` records are there and no others, and either one is added
/// and what follows them is kept beside, or the file is left alone.
fn check_opened(bytes: &[u8], originals: &[Record], before: usize) -> Ending {
    let ending = check_read(bytes, originals, before);
    let store = Store::of(bytes);
    let (mut journal, count) = open(&store);
    assert_eq!(count, before);
    assert_eq!(store.bytes(), bytes, "opening changed the file");
    let decided = decide(&mut journal, note("NEW"));
    if let Ending::Damage(damage) = &ending {
        assert!(matches!(decided, Err(DecideError::ReadOnly(ReadOnly::Damage(told))) if told == *damage));
        assert_eq!(store.bytes(), bytes, "damage was touched");
        assert!(store.contents().torn.is_empty());
    } else {
        assert_eq!(decided.unwrap().record.unwrap().seq, before as u64 + 1);
        let after = whole(&store.bytes());
        assert_eq!(after[..before], originals[..before]);
        assert_eq!(after.len(), before + 1);
        let whole: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(before).map(<[u8]>::len).sum();
        let tail = &bytes[whole..];
        assert_eq!(store.contents().torn.concat(), tail, "the tail was not kept");
    }
    ending
}

fn lines_before(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

#[test]
fn a_journal_cut_at_any_byte_holds_the_whole_records_before_it() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    assert_eq!(originals.len(), RECORDS);
    let every = times(8, 1) as usize;
    for cut in 0..=bytes.len() {
        // Near the ends of lines everything is tried every day, within them here and there.
        let before = lines_before(&bytes, cut);
        let near = bytes[cut.saturating_sub(3)..bytes.len().min(cut + 3)].contains(&b'\n');
        let check = if near || cut.is_multiple_of(every) { check_opened } else { check_read };
        let ending = check(&bytes[..cut], &originals, before);
        assert!(!matches!(ending, Ending::Damage(_)), "cut at {cut}");
    }
}

/// A journal in which one bit is another.
fn flipped(bytes: &[u8], turn: u64) -> (Vec<u8>, usize) {
    let mut random = random(turn);
    let (at, bit) = (random(bytes.len()), random(8));
    // The very last byte is the one whose loss looks like a writer that was interrupted.
    let at = if turn.is_multiple_of(500) { bytes.len() - 1 } else { at };
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1 << bit;
    (flipped, at)
}

/// Whether the reader sees a flip for what it is: damage at that line, or, in the last one, perhaps a torn tail.
fn flip_is_seen(reader: Reader, bytes: &[u8], originals: &[Record], turn: u64) -> Result<Ending, String> {
    let (flipped, at) = flipped(bytes, turn);
    let before = lines_before(bytes, at);
    match look(reader, &flipped, originals, before)? {
        Ending::Damage(damage) if damage.line != before as u64 + 1 => {
            Err(format!("a flip in line {} was told of line {}", before + 1, damage.line))
        }
        Ending::Torn if before + 1 < originals.len() => Err(format!("a record in the middle was cut at {at}")),
        Ending::Whole => Err(format!("a flip at {at} passed")),
        seen => Ok(seen),
    }
}

#[test]
fn a_flipped_bit_never_gives_another_decision() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let flips = times(4_000, 20_000);
    let torn = all(flips, |turn| {
        let ending = flip_is_seen(reader, &bytes, &originals, turn).unwrap_or_else(|wrong| panic!("flip {turn}: {wrong}"));
        // Opening and deciding costs many times the reading; the verdict is the same.
        if turn.is_multiple_of(20) {
            let (flipped, at) = flipped(&bytes, turn);
            assert_eq!(check_opened(&flipped, &originals, lines_before(&bytes, at)), ending);
        }
        ending == Ending::Torn
    });
    assert!(torn.contains(&true), "no flip looked like a torn tail: the trial does not reach that way");
}

/// A journal with some zeros in it; from where to where.
fn zeroed(bytes: &[u8], turn: u64) -> (Vec<u8>, usize, usize) {
    let mut random = random(turn);
    let from = random(bytes.len());
    let to = (from + 1 + random((bytes.len() - from).min(600))).min(bytes.len());
    let mut zeroed = bytes.to_vec();
    zeroed[from..to].fill(0);
    (zeroed, from, to)
}

/// Whether the reader sees zeros for what they are: damage, or, when they reach the last record, perhaps a torn tail.
fn zeros_are_seen(reader: Reader, bytes: &[u8], originals: &[Record], turn: u64) -> Result<Ending, String> {
    let (zeroed, from, to) = zeroed(bytes, turn);
    match look(reader, &zeroed, originals, lines_before(bytes, from))? {
        Ending::Torn if lines_before(bytes, to) + 1 < originals.len() => Err(format!("zeros at {from}..{to} were cut")),
        Ending::Whole => Err(format!("zeros at {from}..{to} passed")),
        seen => Ok(seen),
    }
}

#[test]
fn zeros_never_give_another_decision() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    all(times(600, 4_600), |turn| {
        let ending = zeros_are_seen(reader, &bytes, &originals, turn).unwrap_or_else(|wrong| panic!("zeros {turn}: {wrong}"));
        let (zeroed, from, _) = zeroed(&bytes, turn);
        assert_eq!(check_opened(&zeroed, &originals, lines_before(&bytes, from)), ending);
    });
}

/// How many lines an evening has before its past is its own: up to the first words, which are salted, and these.
const FIRST_WORDS: usize = 2;

/// A journal whose lines are not the ones that were written, or not where they were: removed, swapped, doubled, moved, turned round,
/// another journal's with another past. Says how many are as they were before the first that is not.
fn shuffled<'a>(lines: &[&'a [u8]], foreign: &[&'a [u8]], turn: u64) -> (Vec<u8>, usize) {
    let mut random = random(turn);
    let mut left = lines.to_vec();
    while left == lines || lines.starts_with(&left) {
        left = lines.to_vec();
        for _ in 0..=random(3) {
            let (one, other) = (random(left.len()), random(left.len()));
            let (from, to) = (one.min(other), one.max(other) + 1);
            match random(6) {
                0 => _ = left.drain(from..(from + 1 + random(3)).min(left.len() - 1).max(from)),
                1 => left.swap(one, other),
                2 => left.insert(other, left[one]),
                3 => {
                    let line = left.remove(one);
                    left.insert(other.min(left.len()), line);
                }
                4 => left[from..to].reverse(),
                _ => left[one] = foreign[random(foreign.len())],
            }
        }
    }
    let before = left.iter().zip(lines).take_while(|(found, line)| found == line).count();
    (left.concat(), before)
}

fn lines_of(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Whether the reader sees whole lines in the wrong place for what they are: damage, wherever they stand.
fn shuffle_is_seen(reader: Reader, shuffled: &(Vec<u8>, usize), originals: &[Record]) -> Result<Ending, String> {
    match look(reader, &shuffled.0, originals, shuffled.1)? {
        seen @ Ending::Damage(_) => Ok(seen),
        other => Err(format!("{other:?} after {} lines", shuffled.1)),
    }
}

#[test]
fn lines_that_are_missing_doubled_or_out_of_order_are_damage() {
    let (bytes, foreign) = (evening().bytes(), evening().bytes());
    let originals = whole(&bytes);
    let (lines, foreign) = (lines_of(&bytes), &lines_of(&foreign)[FIRST_WORDS..]);
    for gone in 0..lines.len() - 1 {
        let mut left = lines.clone();
        left.remove(gone);
        assert!(matches!(check_opened(&left.concat(), &originals, gone), Ending::Damage(Damage { what: What::OutOfOrder, .. })));
    }
    all(times(600, 5_000), |turn| {
        let shuffled = shuffled(&lines, foreign, turn);
        let ending = shuffle_is_seen(reader, &shuffled, &originals).unwrap_or_else(|wrong| panic!("lines {turn}: {wrong}"));
        assert_eq!(check_opened(&shuffled.0, &originals, shuffled.1), ending);
    });
}

/// Believes every line that has a record's form, wherever it stands, and takes the rest for a torn tail.
fn trusting_reader(bytes: &[u8]) -> (Vec<Record>, Ending) {
    let records: Vec<Record> = lines_of(bytes).into_iter().map_while(|line| read_alone(line.strip_suffix(b"\n")?).ok()).collect();
    let ending = if records.len() == lines_of(bytes).len() { Ending::Whole } else { Ending::Torn };
    (records, ending)
}

/// Takes a record for whole before its line has ended.
fn hasty_reader(bytes: &[u8]) -> (Vec<Record>, Ending) {
    let ended = if bytes.ends_with(b"\n") || bytes.is_empty() { bytes.to_vec() } else { [bytes, b"\n"].concat() };
    let found = scan(&ended, &Position::default());
    if found.ending == Ending::Whole { (found.records, Ending::Whole) } else { reader(bytes) }
}

#[test]
fn a_reader_that_is_not_good_enough_is_noticed() {
    let (bytes, foreign) = (evening().bytes(), evening().bytes());
    let originals = whole(&bytes);
    let (lines, foreign) = (lines_of(&bytes), &lines_of(&foreign)[FIRST_WORDS..]);
    let noticed = |trial: &dyn Fn(u64) -> bool| (1..=200).filter(|turn| !trial(*turn)).count();
    for (what, count) in [
        ("flips", noticed(&|turn| flip_is_seen(trusting_reader, &bytes, &originals, turn).is_ok())),
        ("zeros", noticed(&|turn| zeros_are_seen(trusting_reader, &bytes, &originals, turn).is_ok())),
        ("lines", noticed(&|turn| shuffle_is_seen(trusting_reader, &shuffled(&lines, foreign, turn), &originals).is_ok())),
    ] {
        assert!(count > 20, "the trial of {what} noticed a reader that looks at nothing {count} times of 200");
    }
    let cuts = 0..bytes.len();
    let noticed = cuts.filter(|cut| look(hasty_reader, &bytes[..*cut], &originals, lines_before(&bytes, *cut)).is_err()).count();
    assert_eq!(noticed, originals.len(), "a cut just before the end of a line is where haste shows");
}

#[test]
fn what_no_interrupted_writer_leaves_is_never_cut() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let last = written(originals.last().unwrap());
    let twice = format!("{}{}", &last[..40], &last[..60]);
    for more in
        ["\n", "hello\n", "{}\n", "null\n", "{\"sum\":\"\n", &twice, &"x".repeat(20_000), &format!("{last}\n"), &format!(" {last}\n")]
    {
        let added = [&bytes, more.as_bytes()].concat();
        let ending = check_opened(&added, &originals, originals.len());
        assert!(matches!(ending, Ending::Damage(_)), "{:?} was {ending:?}", &more[..more.len().min(50)]);
    }
    for more in ["{", "{\"sum\":\"", &last[..60], "\0", "\0\0\0\n", "hello"] {
        let added = [&bytes, more.as_bytes()].concat();
        assert_eq!(check_opened(&added, &originals, originals.len()), Ending::Torn, "{more:?}");
    }
}

/// The text of a line with other content, with the sum that a writer of that content would give it.
fn written_by_another(before: &Record, content: &str) -> String {
    let summed = Sha256::digest(format!("{}{content}", before.sum));
    let sum: String = summed[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{{\"sum\":\"{sum}\",{}\n", &content[1..])
}

#[test]
fn a_newer_programs_record_is_told_and_never_skipped_or_cut() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let last = originals.last().unwrap();
    let plain = Record { seq: last.seq + 1, id: "N1".into(), undoes: None, decision: Decision::Afresh, ..last.clone() };
    let text = written(&plain);
    let content = format!("{{{}", &text[text.find("\"seq\"").unwrap()..]);
    let with = |from: &str, to: &str| written_by_another(last, &content.replace(from, to));
    for (line, what) in [
        (with("\"kind\":\"afresh\"", "\"kind\":\"merge\",\"with\":[1,2]"), What::Newer),
        (with("\"undoes\":null", "\"mood\":{\"x\":1},\"undoes\":null"), What::Newer),
        (with("\"kind\":\"afresh\"", "\"kind\":\"afresh\",\"mild\":true"), What::Newer),
        (with("\"role\":\"chair\"", "\"role\":\"guest\""), What::Newer),
        (with("\"by\":\"anna\"", "\"by\":\"an\\u0007na\""), What::Impossible),
        (with("\"by\":\"anna\"", "\"by\":\" anna\""), What::Impossible),
        (with("\"see\":0", "\"see\":99"), What::Impossible),
        (with("\"undoes\":null", "\"undoes\":3"), What::Impossible),
        (with("\"kind\":\"afresh\"", "\"kind\":\"consent\",\"person\":\"../x\",\"yes\":true"), What::Impossible),
        (with("\"kind\":\"afresh\"", "\"kind\":\"merge\"").replace("\"sum\":\"", "\"sum\":\"0"), What::NotARecord),
    ] {
        let added = [&bytes, line.as_bytes()].concat();
        let seq = last.seq + 1;
        assert_eq!(check_opened(&added, &originals, originals.len()), Ending::Damage(Damage { line: seq, seq, what }), "{line}");
        let followed = [&added, line.as_bytes()].concat();
        assert!(matches!(check_opened(&followed, &originals, originals.len()), Ending::Damage(_)));
    }
    let same = [&bytes, with("\u{1}", "").as_bytes()].concat();
    assert_eq!(scan(&same, &Position::default()).records.len(), originals.len() + 1, "the trial's own sum is not the journal's");
}

#[test]
fn a_line_that_an_editor_has_touched_is_not_taken_for_a_newer_programs() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let text = String::from_utf8(bytes).unwrap();
    for touched in [text.replace('\n', "\r\n"), text.replacen(',', ", ", 1), text.replacen("{\"sum\":", "{\"sum\": ", 1)] {
        let ending = check_opened(touched.as_bytes(), &originals, 0);
        assert_eq!(ending, Ending::Damage(Damage { line: 1, seq: 1, what: What::AnotherForm }));
    }
}

#[test]
fn words_can_be_erased_but_not_exchanged() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let mut erased = originals.clone();
    for record in &mut erased {
        if let Some(note) = &mut record.note {
            note.text = None;
        }
    }
    let lines = |records: &[Record]| records.iter().flat_map(|record| format!("{}\n", written(record)).into_bytes()).collect::<Vec<u8>>();
    assert_eq!(whole(&lines(&erased)), erased);
    erased[1].note.as_mut().unwrap().text = Some("något annat".into());
    assert!(matches!(check_opened(&lines(&erased), &erased, 1), Ending::Damage(Damage { what: What::WrongNote, .. })));
}

proptest! {
    #[test]
    fn every_record_is_read_as_it_was_written(
        by in any::<String>(), why in any::<String>(), key in any::<String>(), value in proptest::option::of(any::<String>()), before in "[0-9a-f]{16}"
    ) {
        let Some(by) = signature(&by) else { return Ok(()) };
        prop_assert_eq!(signature(&by), Some(by.clone()));
        let wish = note("P1");
        let kept = crate::journal::line::note("00".repeat(16), &why);
        let mut record = Record {
            sum: String::new(), seq: 8, id: wish.id, at: "2026-11-21T20:31:14Z".into(), by, account: Some("anna".into()), role: wish.role, see: 3,
            decision: wish.decision, expect: [(key.clone(), 4)].into(), was: [(key, value)].into(), undoes: None, note: Some(kept),
        };
        record.sum = sum_of(&before, &record);
        let position = Position { seq: 7, sum: before.clone(), bytes: 0 };
        let text = written(&record);
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(read(text.as_bytes(), &position), Ok(record.clone()));
        // The same line from a program that knows more: seen for what it is.
        let content = format!("{{{}", text.split_once(',').map(|(_, rest)| rest).unwrap_or_default()).replacen("\"see\":3", "\"see\":3,\"new\":[]", 1);
        let bare = content.replacen(&format!(",\"text\":{}", serde_json::to_string(&why).unwrap()), "", 1);
        let summed = Sha256::digest(format!("{before}{bare}"));
        let sum: String = summed[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let newer = format!("{{\"sum\":\"{sum}\",{}", &content[1..]);
        prop_assert_eq!(read(newer.as_bytes(), &position), Err(What::Newer));
    }

    #[test]
    fn no_bytes_whatever_are_a_fault_of_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let found: Scan = scan(&bytes, &Position::default());
        prop_assert!(found.records.is_empty());
        prop_assert!(read_alone(&bytes).is_err());
    }
}
