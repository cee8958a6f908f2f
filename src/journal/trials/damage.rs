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

/// Reads these bytes: the first `before` records are there and no others.
fn check_read(bytes: &[u8], originals: &[Record], before: usize) -> Ending {
    let found = scan(bytes, &Position::default());
    assert_eq!(found.records, originals[..before]);
    found.ending
}

fn lines_before(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

#[test]
fn a_journal_cut_at_any_byte_holds_the_whole_records_before_it() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    assert_eq!(originals.len(), 15);
    for cut in 0..=bytes.len() {
        // Near the ends of lines everything is tried, within them every fourth byte.
        let before = lines_before(&bytes, cut);
        let near = bytes[cut.saturating_sub(3)..bytes.len().min(cut + 3)].contains(&b'\n');
        let check = if near || cut % 4 == 0 { check_opened } else { check_read };
        let ending = check(&bytes[..cut], &originals, before);
        assert!(!matches!(ending, Ending::Damage(_)), "cut at {cut}");
    }
}

#[test]
fn a_flipped_bit_never_gives_another_decision() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let mut random = random(7);
    let mut torn = 0;
    for turn in 0..20_000 {
        let (at, bit) = (random(bytes.len()), random(8));
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << bit;
        let before = lines_before(&bytes, at);
        // Opening and deciding costs many times the reading; the verdict is the same.
        let ending = if turn % 40 == 0 { check_opened(&flipped, &originals, before) } else { check_read(&flipped, &originals, before) };
        match ending {
            Ending::Damage(damage) => assert_eq!(damage.line, before as u64 + 1),
            Ending::Torn => {
                torn += 1;
                assert_eq!(before + 1, originals.len(), "a record in the middle was cut");
            }
            Ending::Whole => panic!("a flip at {at} passed"),
        }
    }
    assert!(torn > 0, "no flip looked like a torn tail: the trial does not reach that way");
}

#[test]
fn zeros_never_give_another_decision() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let mut random = random(11);
    for _ in 0..1_500 {
        let from = random(bytes.len());
        let to = from + 1 + random((bytes.len() - from).min(600));
        let to = to.min(bytes.len());
        let mut zeroed = bytes.clone();
        zeroed[from..to].fill(0);
        let before = lines_before(&bytes, from);
        let ending = check_opened(&zeroed, &originals, before);
        assert_ne!(ending, Ending::Whole);
        assert!(matches!(ending, Ending::Damage(_)) || lines_before(&bytes, to) + 1 >= originals.len(), "zeros at {from}..{to} were cut");
    }
}

#[test]
fn lines_that_are_missing_doubled_or_out_of_order_are_damage() {
    let bytes = evening().bytes();
    let originals = whole(&bytes);
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let last = lines.len() - 1;
    for gone in 0..last {
        let mut left = lines.clone();
        left.remove(gone);
        assert!(matches!(check_opened(&left.concat(), &originals, gone), Ending::Damage(Damage { what: What::OutOfOrder, .. })));
    }
    for one in 0..last {
        for other in one + 1..=last {
            let mut swapped = lines.clone();
            swapped.swap(one, other);
            assert!(matches!(check_opened(&swapped.concat(), &originals, one), Ending::Damage(_)));
        }
        let mut doubled = lines.clone();
        doubled.insert(one, lines[one]);
        assert!(matches!(check_opened(&doubled.concat(), &originals, one + 1), Ending::Damage(_)));
    }
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
