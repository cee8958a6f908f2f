//! Two passages that mean the same, and the program's files read again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::driver::{Driver, Table};
use crate::app::modal::unite::{Found, Stage, Unite};
use crate::app::{Action, Again, Asked, Effect, Modal, Msg, NoticeText, Pending, Refused, Written};
use crate::program::criteria::{Kind, TextSettings};
use crate::program::{Answer, Application, Criteria, Criterion, CriterionId, FieldRef, PersonId, Program, Role, Source, Weight};
use crate::scoring::text::{NoUnion, OneSide, Union, lines};
use crate::session::{Decision, Session, Standing};

/// What one adept wishes for and two mentors can, in words that no table knows.
fn program(own: &str, mentors: &[(&str, &str)]) -> Arc<Program> {
    let text =
        |want: &str, offer: &str| Kind::Text { want: vec![FieldRef::read(want).unwrap()], offer: vec![FieldRef::read(offer).unwrap()] };
    let criterion = |id: &str, kind: Kind| Criterion { id: CriterionId(id.into()), label: id.into(), weight: Weight(10_000), kind };
    let equal = Kind::Equal {
        a: FieldRef::read("mentor.city").unwrap(),
        b: FieldRef::read("adept.city").unwrap(),
        reward: crate::program::criteria::Reward::Same,
    };
    let person = |role: Role, id: &str, field: &str, answer: &str| Application {
        id: PersonId::new(id).unwrap(),
        role,
        first_name: id.to_uppercase(),
        last_name: "Ek".into(),
        email: String::new(),
        phone: String::new(),
        answers: BTreeMap::from([(field.to_owned(), Answer::Text(answer.to_owned()))]),
        source: Source::default(),
    };
    let adept = person(Role::Adept, "a", "wish", "Jag vill lära mig bokbinderi och varpning.");
    let mentors = mentors.iter().map(|(id, can)| person(Role::Mentor, id, "can", can));
    let criteria = Criteria {
        criteria: vec![
            criterion("words", text("adept.wish", "mentor.can")),
            criterion("city", equal),
            criterion("none", text("adept.x", "mentor.can")),
        ],
        text: TextSettings {
            built_in_concepts: false,
            own_concepts: vec![("our-words.tsv".into(), own.to_owned())],
            ..TextSettings::default()
        },
        ..Criteria::default()
    };
    Arc::new(Program::new(criteria, std::iter::once(adept).chain(mentors)))
}

const MENTORS: [(&str, &str); 2] = [("m", "Mitt hantverk är häftning av inbundna verk."), ("n", "Jag kan varpning och tygtryck.")];

fn reading() -> Driver {
    let mut d = Driver::of(program("", &MENTORS), Standing::Editor);
    // The pair with the mentor whose words nobody knows.
    d.keys("<tab>");
    while d.marked() != Some(0) {
        d.keys("j");
    }
    d.keys("e");
    d
}

fn unite(d: &Driver) -> &Unite {
    match d.app.modal() {
        Some(Modal::Unite(unite)) => unite,
        other => panic!("{other:?} lies on top: {}", d.line()),
    }
}

fn words(d: &Driver) -> (Vec<&str>, Vec<String>) {
    let unite = unite(d);
    let found = |found: &Found| match found {
        Found::Choice(place, _) => unite.offered[*place].words.to_string(),
        Found::Typed => format!("={}", unite.field.text()),
    };
    (unite.wanted.iter().map(|choice| choice.words.as_str()).collect(), unite.found.iter().map(found).collect())
}

/// What the outer world does: the lines in the table, everything read again.
fn answer(d: &mut Driver, lines: &str, mentors: &[(&str, &str)]) {
    let session = Session::open(program(lines, mentors), d.journal.clone());
    d.send(Msg::Written(Ok(Written { table: "our-words.tsv".into(), lines: 1 })));
    d.send(Msg::Again(Ok(Again { session: Box::new(session), problems: vec![] })));
}

fn asked(d: &mut Driver) -> Union {
    match d.effects.pop() {
        Some(Effect::Unite(union)) => union,
        other => panic!("{other:?}: {}", d.line()),
    }
}

#[test]
fn what_is_missing_comes_first_and_the_others_words_stand_beside_it() {
    let mut d = reading();
    d.keys("=");
    let (wanted, offered) = words(&d);
    assert_eq!(wanted, ["bokbinderi", "varpning"]);
    assert_eq!(offered, ["hantverk", "häftning", "inbundna"]);
    assert_eq!(unite(&d).names.each_ref().map(|name| name.as_str()), ["A Ek", "M Ek"]);
    // The letters of j and k are typed once the field is there.
    d.keys("<enter>häft");
    assert_eq!(words(&d).1, ["häftning", "=häft"]);
    d.keys("<ctrl-u>konsthantverk av b");
    assert_eq!(words(&d).1, ["=konsthantverk av b"]);
    d.keys("<esc>");
    assert_eq!(unite(&d).stage, Stage::Wanted);
    d.keys("<esc>");
    assert!(matches!(d.app.modal(), Some(Modal::Explain(_))));
}

#[test]
fn enter_enter_enter_writes_and_everything_follows() {
    let mut d = reading();
    let before = d.app.session().scores().cell(crate::program::Pair { adept: 0, mentor: 0 }).score;
    assert_eq!(d.proposal(), "b");
    d.keys("=<enter>häftning<enter>");
    assert!(matches!(&unite(&d).stage, Stage::Confirm(union) if union.wanted.text == "bokbinderi" && union.offered.text == "häftning"));
    d.keys("<esc><enter><enter>");
    let union = asked(&mut d);
    assert!(matches!(d.app.pending(), Some(Pending::Reading(Asked::Unite { .. }))) && matches!(d.app.modal(), Some(Modal::Explain(_))));
    // Meanwhile nothing else is written.
    d.keys("=");
    assert_eq!(d.refused(), Some(&Refused::StillReading));
    let rows = lines(d.app.session().scorer().lexicon(), &union).unwrap().join("\n");
    answer(&mut d, &rows, &MENTORS);
    assert!(d.app.pending().is_none());
    let after = d.app.session().scores().cell(crate::program::Pair { adept: 0, mentor: 0 }).score;
    assert!(after > before, "{before} {after}");
    assert!(matches!(d.said(), Some(NoticeText::ReadAgain { score: Some(score), .. }) if *score == (before, after)), "{}", d.line());
    let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("no reading room") };
    assert!(explain.breakdown.as_ref().unwrap().parts[0].evidence.iter().any(|evidence| evidence.offer.text == "häftning"));
    // The same again is refused before it is asked.
    d.keys("=");
    while unite(&d).chosen_want().unwrap().words.as_str() != "bokbinderi" {
        d.keys("j");
    }
    d.keys("<enter>häftning<enter>");
    assert_eq!(d.refused(), Some(&Refused::NoUnion(NoUnion::Already)));
}

#[test]
fn it_is_offered_only_where_it_makes_sense() {
    let mut d = reading();
    assert_eq!(Action::Unite.allowed(&d.app), Ok(()));
    assert!(d.app.hints().iter().any(|hint| hint.action == Action::Unite));
    d.keys("j=");
    assert_eq!(d.refused(), Some(&Refused::NoWordsHere));
    d.keys("j=");
    assert_eq!(d.refused(), Some(&Refused::NothingAsked));
    d.keys("<esc>=");
    assert!(d.refused().is_none(), "= is no key outside the reading room");
    assert_eq!(Action::Unite.allowed(&d.app), Err(Refused::OnlyWhileReading));
    let mut viewer = Driver::of(program("", &MENTORS), Standing::Viewer);
    viewer.keys("e=");
    assert_eq!(viewer.refused(), Some(&Refused::Decision(crate::session::Refusal::Viewer)));
}

#[test]
fn what_cannot_be_a_term_is_refused_and_one_can_go_on() {
    let mut d = reading();
    d.keys("=<enter>12345<enter>");
    assert_eq!(d.refused(), Some(&Refused::NoUnion(NoUnion::Nothing(OneSide::Offered))));
    d.keys("<ctrl-u>a, b<enter>");
    assert_eq!(d.refused(), Some(&Refused::NoUnion(NoUnion::Apart(OneSide::Offered))));
    d.keys("<ctrl-u>häftning<enter><enter>");
    asked(&mut d);
}

#[test]
fn what_could_not_be_written_is_told_and_nothing_changes() {
    let mut d = reading();
    let before = d.app.session().scores().clone();
    d.keys("=<enter>häftning<enter><enter>");
    d.send(Msg::Written(Err("the disk is full".into())));
    assert!(d.app.pending().is_none() && *d.app.session().scores() == before);
    assert!(d.line().contains("the disk is full"));
    d.keys("=<enter>häftning<enter><enter>");
    d.send(Msg::Written(Ok(Written { table: "our-words.tsv".into(), lines: 1 })));
    d.send(Msg::Again(Err("gone".into())));
    assert!(d.app.pending().is_none() && *d.app.session().scores() == before && d.line().contains("gone"));
}

#[test]
fn changed_files_are_told_and_read_when_somebody_asks() {
    let mut d = reading();
    d.keys("<esc>");
    assert!(!d.app.hints().iter().any(|hint| hint.action == Action::ReadAgain));
    d.send(Msg::FilesChanged);
    assert!(d.app.is_stale() && d.app.hints().iter().any(|hint| hint.action == Action::ReadAgain));
    d.keys("R");
    assert_eq!(d.effects.pop(), Some(Effect::ReadAgain));
    d.keys("R<space>");
    assert_eq!(d.refused(), Some(&Refused::StillReading));
    // Somebody else decides while the files are read: the record is not lost.
    let (adept, mentor) = (d.adept(0), d.mentor(0));
    let session = Session::open(program("", &MENTORS), []);
    let record = d.elsewhere("bo", Decision::Lock(crate::session::Named::new(&adept, &mentor)));
    d.send(Msg::News(vec![record]));
    d.send(Msg::Again(Ok(Again { session: Box::new(session), problems: vec![] })));
    assert!(!d.app.is_stale());
    assert_eq!((d.proposal().as_str(), d.app.session().ledger().last()), ("a", 1));
    assert!(matches!(d.said(), Some(NoticeText::ReadAgain { asked: Asked::Nothing, changed: 0, .. })), "{}", d.line());
}

#[test]
fn other_people_than_before_are_found_again() {
    let mut d = reading();
    let more = [("k", "Jag kan ingenting av det."), MENTORS[0], MENTORS[1]];
    d.keys("R");
    let session = Session::open(program("", &more), []);
    d.send(Msg::Again(Ok(Again { session: Box::new(session), problems: vec![] })));
    assert!(d.app.modals().is_empty(), "what was open about a pair closes");
    assert_eq!((d.subject(), d.marked()), (Some(0), Some(1)), "the cursor stays on the person, not on the number");
    assert_eq!(d.app.partners().rows.len(), 3);
    // And fewer than before, while the cursor is on somebody who has left.
    d.send(Msg::Again(Ok(Again { session: Box::new(Session::open(program("", &MENTORS[1..]), [])), problems: vec![] })));
    d.keys("jkGe<esc><tab>jk");
    assert_eq!(d.app.partners().rows.len() + d.app.people().rows.len(), 2);
    d.send(Msg::Again(Ok(Again { session: Box::new(Session::open(Table::small().program(), [])), problems: vec![] })));
    assert_eq!(d.app.people().rows.len(), 4);
}

#[test]
fn leaving_waits_until_the_words_are_written() {
    let mut d = reading();
    d.keys("=<enter>häftning<enter><enter><esc>");
    d.effects.clear();
    d.keys("<esc>q");
    assert_eq!(d.effects, []);
    answer(&mut d, "", &MENTORS);
    assert_eq!(d.effects, [Effect::Quit]);
}
