//! The sample programs, opened and worked in by keys.

use std::path::Path;

use super::driver::Driver;
use crate::app::modal::Modal;
use crate::program::load::load;
use crate::session::Standing;

#[test]
fn a_coordinator_finds_locks_reads_swaps_and_saves_in_every_sample() {
    for sample in ["uppsala", "orebro", "linkoping", "pfizer", "stockholm"] {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(sample);
        let (program, problems) = load(&directory, None);
        assert!(problems.is_empty() && !program.adepts().is_empty(), "{sample}: {} problems", problems.len());
        let mut d = Driver::of(program.into(), Standing::Editor);
        let (people, header) = (d.app.people().rows.len(), d.app.header());
        assert!(header.matched > 0 && header.cost == 0 && header.total == header.ceiling, "{sample}: {header:?}");
        // To the first person with a mentor, who is then locked.
        while d.app.people().selected().is_some_and(|row| row.partners.is_empty()) {
            d.keys("j");
        }
        d.keys("<space>");
        assert_eq!((d.kinds(), d.app.header().locked), (vec!["lock"], 1), "{sample}");
        read_everything(&mut d, sample);
        swap_two(&mut d, sample);
        d.keys("uu<ctrl-s><enter>");
        assert_eq!(d.effects, [crate::app::Effect::Save], "{sample}");
        assert_eq!((d.app.header(), d.app.people().rows.len()), (header, people), "{sample}");
    }
}

/// The evidence of every part is found in the applications, whatever the kind of criterion.
fn read_everything(d: &mut Driver, sample: &str) {
    d.keys("e");
    let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("{sample}: no reading room") };
    let parts = explain.breakdown.as_ref().map_or(0, |breakdown| breakdown.parts.len());
    let (mut quoted, mut marked) = (0, 0);
    for _ in 0..parts {
        let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("{sample}: no reading room") };
        let part = &explain.breakdown.as_ref().unwrap().parts[explain.part];
        let quotes =
            part.evidence.iter().flat_map(|evidence| [&evidence.want, &evidence.offer]).chain(part.gaps.iter().map(|gap| &gap.quote));
        // A name stands in no answer; everything else is found in its own.
        let in_answers = quotes.filter(|quote| !matches!(quote.field.field.as_str(), "first_name" | "last_name")).count();
        assert_eq!(explain.quoted[explain.part].len(), in_answers, "{sample}: part {}", explain.part);
        quoted += in_answers;
        for answer in explain.adept_answers.iter().chain(&explain.mentor_answers) {
            assert!(answer.marks.is_sorted_by(|(a, _), (b, _)| a.end <= b.start), "{sample}: marks overlap");
            marked += answer.marks.len();
            for (range, _) in &answer.marks {
                assert!(answer.text.as_str().get(range.clone()).is_some(), "{sample}: a mark splits a character");
            }
        }
        d.keys("j");
    }
    assert!(quoted == 0 || marked * 2 >= quoted, "{sample}: of {quoted} quotes only {marked} are found in the applications");
    d.keys("<esc>");
}

/// The first two people who can be swapped are.
fn swap_two(d: &mut Driver, sample: &str) {
    let before = d.journal.len();
    let people = d.app.people().rows.len();
    for first in 0..people {
        d.keys("g").keys(&"j".repeat(first)).keys("s");
        if d.app.to_swap().is_none() {
            continue;
        }
        for _ in first + 1..people {
            d.keys("js");
            if d.app.modal().is_some() {
                d.keys("<enter>");
                assert_eq!(d.journal.len(), before + 1, "{sample}: {}", d.line());
                return;
            }
        }
        d.keys("<esc>");
    }
    panic!("{sample}: nobody can be swapped");
}
