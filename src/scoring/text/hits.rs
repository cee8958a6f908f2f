//! What the tables find in the sample programs, as expected files: a change of a table shows what it changes.
//!
//! `tests/data/hits/` has a file for each sample program: a line for each answer, with the words that were found and the concepts that
//! they name; `~` before a concept that is only the part of a compound. `UPDATE_EXPECTED=1 cargo test --lib hits` writes them anew; then read
//! the difference. The people are invented.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::program::load::load;
use crate::program::{Application, Program, Role};

use super::Lexicon;
use super::passage::{Found, Passage, Standing, Unit};

const SAMPLES: [&str; 5] = ["linkoping", "orebro", "pfizer", "stockholm", "uppsala"];

fn folder(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// «words» concept, in the order of the text; the concepts that the same words name stand together.
fn hits(lexicon: &Lexicon, text: &str, passage: &Passage) -> String {
    let concepts = |found: &&Found| matches!(found.unit, Unit::Concept(_));
    let found: Vec<&Found> = passage.units.iter().filter(concepts).collect();
    let of_words = found.chunk_by(|one, other| one.range == other.range).map(|hits| {
        let words = hits.first().and_then(|hit| text.get(hit.range.clone())).unwrap_or_default();
        let named = hits.iter().map(|hit| {
            let Unit::Concept(id) = hit.unit else { return String::new() };
            let part = if hit.standing == Standing::Outright { "" } else { "~" };
            format!("{part}{}", lexicon.concepts().name(id))
        });
        format!("«{}» {}", words.split_whitespace().collect::<Vec<_>>().join(" "), named.collect::<Vec<_>>().join(" "))
    });
    of_words.collect::<Vec<_>>().join(", ")
}

fn of_person(lexicon: &Lexicon, person: &Application, listing: &mut String) {
    for field in person.answers.keys() {
        for text in person.texts(field) {
            let hits = hits(lexicon, &text, &lexicon.read(&text));
            if !hits.is_empty() {
                writeln!(listing, "{} {field}: {hits}", person.id).unwrap();
            }
        }
    }
}

fn listing(lexicon: &Lexicon, program: &Program) -> String {
    let mut listing = String::new();
    for role in [Role::Adept, Role::Mentor] {
        let mut people: Vec<&Application> = program.people(role).iter().collect();
        people.sort_by_key(|person| &person.id);
        people.into_iter().for_each(|person| of_person(lexicon, person, &mut listing));
    }
    listing
}

#[test]
fn the_hits_in_the_samples_are_the_expected_ones() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let lexicon = Lexicon::built_in();
    let mut wrong = Vec::new();
    for sample in SAMPLES {
        let (program, _) = load(&folder("sample-data").join(sample), None);
        let found = listing(&lexicon, &program);
        assert!(found.lines().count() > 20, "{sample} has few hits");
        let expected = folder("tests/data/hits").join(format!("{sample}.txt"));
        if update {
            std::fs::write(&expected, &found).unwrap();
            continue;
        }
        let known = std::fs::read_to_string(&expected).unwrap_or_default();
        let (known, found): (Vec<&str>, Vec<&str>) = (known.lines().collect(), found.lines().collect());
        wrong.extend(found.iter().filter(|line| !known.contains(line)).map(|line| format!("{sample} + {line}")));
        wrong.extend(known.iter().filter(|line| !found.contains(line)).map(|line| format!("{sample} - {line}")));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
