//! The history: what is looked for in it, the screen as it stood then, two moments beside each other, one decision of many taken back.

use super::driver::{Driver, Table};
use crate::app::modal::log::{About, Log, Moments};
use crate::app::modal::{Confirm, Modal, Question};
use crate::app::{Action, Effect, Msg, Refused, Side, Stood};
use crate::program::{Pair, Role};
use crate::session::{Decision, Mode, Named, Refusal, Session, Standing};

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    d.app.session().named(Pair { adept, mentor }).unwrap()
}

/// anna locks Bo with Fia and Åsa with Gun, which gives Cia Eva; bo forbids Dan and Gun; cia gives Cia Fia, which leaves Dan with nobody.
fn evening_of(role: Standing) -> Driver {
    let mut d = Driver::of(Table::small().program(), role);
    d.keys("vjjj<enter>gj <esc>gg");
    assert_eq!(d.kinds(), ["lock"]);
    for (by, decision) in
        [("anna", Decision::Assign(pair(&d, 0, 2))), ("bo", Decision::Forbid(pair(&d, 3, 2))), ("cia", Decision::Assign(pair(&d, 2, 1)))]
    {
        let record = d.elsewhere(by, decision);
        d.send(Msg::News(vec![record]));
    }
    d
}

fn evening() -> Driver {
    evening_of(Standing::Editor)
}

fn log(d: &Driver) -> &Log {
    let found = d.app.modals().iter().find_map(|modal| if let Modal::Log(log) = modal { Some(&**log) } else { None });
    found.expect("no history is open")
}

fn moments(d: &Driver) -> &Moments {
    let Some(Modal::Moments(moments)) = d.app.modal() else { panic!("no moments are compared") };
    moments
}

fn confirm(d: &Driver) -> &Confirm {
    let Some(Modal::Confirm(confirm)) = d.app.modal() else { panic!("no question") };
    confirm
}

fn listed(d: &Driver) -> Vec<u64> {
    log(d).rows.iter().map(|row| row.seq).collect()
}

/// Looks for some words; what is found.
fn check(words: &str, found: &[u64]) {
    let mut d = evening();
    d.keys("L/").keys(&words.replace(' ', "< >"));
    assert_eq!(listed(&d), found, "{words:?}");
}

#[test]
fn every_word_must_be_found_somewhere_in_a_record() {
    check("", &[4, 3, 2, 1]);
    check("anna", &[2, 1]);
    check("ANNA lock", &[1]);
    check("lås", &[1]);
    check("para ihop", &[4, 2]);
    check("forbud", &[3]);
    check("bo", &[3, 1]);
    check("m03", &[3, 2]);
    check("oberg", &[4, 2]);
    check("a03 bo", &[]);
    check("2026-11-21 cia", &[4, 2]);
    check("20:31 ek", &[2]);
    check("nobody at all", &[]);
}

#[test]
fn a_record_that_moved_somebody_is_found_by_the_name() {
    let d = evening();
    let moved: Vec<u64> = (1..=4).filter(|seq| d.app.session().moved_by(*seq).contains(&3)).collect();
    let mut d = evening();
    d.keys("L/angs");
    let named: Vec<u64> = listed(&d).into_iter().filter(|seq| moved.contains(seq)).collect();
    assert!(!moved.is_empty() && named.len() == moved.len(), "{moved:?} {:?}", listed(&d));
    let row = log(&d).rows.iter().find(|row| row.seq == 4).expect("a record that does not name Dan");
    assert_eq!(row.found.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Dan Ängs"]);
    assert!(row.moved > 0);
}

#[test]
fn one_key_lists_what_concerns_the_pair_the_person_or_oneself() {
    let mut d = evening();
    d.keys("Lm");
    assert_eq!((listed(&d), log(&d).about.as_ref()), (vec![2, 1], Some(&About::Mine)));
    d.keys("m");
    assert_eq!(listed(&d).len(), 4, "the same key lifts it");
    d.keys("<esc>ggL");
    let (subject, mentor) = (d.subject().unwrap(), d.app.marked_pair().unwrap().mentor);
    d.keys("o");
    assert_eq!(log(&d).about, Some(About::Person(d.adept(subject))));
    let session = d.app.session();
    let concerns = |seq: u64| session.ledger().is_about(seq, &[d.adept(subject)]) || session.moved_by(seq).contains(&subject);
    assert_eq!(listed(&d), (1..=4).rev().filter(|seq| concerns(*seq)).collect::<Vec<_>>());
    d.keys("p");
    assert_eq!(log(&d).about, Some(About::Pair(d.adept(subject), d.mentor(mentor))));
    assert!(listed(&d).contains(&d.app.session().ledger().lock_of(&d.adept(subject)).unwrap().1));
}

#[test]
fn esc_lifts_what_was_looked_for_before_it_closes() {
    let mut d = evening();
    d.keys("L/ann");
    assert!(log(&d).typing);
    d.keys("a<enter>");
    assert!(!log(&d).typing && log(&d).is_filtered());
    d.keys("j<esc>");
    assert_eq!((listed(&d).len(), log(&d).selected()), (4, Some(1)), "the cursor stays on its record");
    d.keys("/xy<esc>");
    assert!(!log(&d).typing && !log(&d).is_filtered());
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
}

#[test]
fn the_list_follows_what_others_decide_and_the_cursor_stays_on_its_record() {
    let mut d = evening();
    d.keys("Ljj");
    assert_eq!(log(&d).selected(), Some(2));
    let record = d.elsewhere("bo", Decision::Allow(pair(&d, 3, 2)));
    d.send(Msg::News(vec![record]));
    assert_eq!((listed(&d), log(&d).selected()), (vec![5, 4, 3, 2, 1], Some(2)));
    d.keys("/allow");
    assert_eq!(listed(&d), [5]);
}

/// As the program stood after a record, replayed from nothing.
fn then(d: &Driver, seq: usize) -> Session {
    Session::open(d.app.session().program().clone(), d.journal.iter().take(seq).cloned())
}

#[test]
fn enter_shows_the_whole_screen_as_it_stood_and_esc_returns_to_the_cursor() {
    let mut d = evening();
    d.keys("ggj<enter>j");
    let (subject, marked, order) = (d.subject(), d.marked(), d.app.people().rows.iter().map(|row| row.index).collect::<Vec<_>>());
    let now = d.app.session().proposal().clone();
    d.keys("LG<enter>");
    let seen = d.app.past().unwrap();
    assert_eq!((seen.seq, seen.of, seen.news, d.app.modals().len()), (1, 4, 0, 0));
    assert_eq!((d.app.session().proposal(), d.app.header().total), (then(&d, 1).proposal(), then(&d, 1).proposal().total));
    assert_eq!(d.app.decided_session().proposal(), &now);
    assert_eq!(d.subject(), subject, "the cursor stays on the person");
    d.keys("<right>");
    assert_eq!((d.app.past().unwrap().seq, d.app.session().proposal()), (2, then(&d, 2).proposal()));
    assert_eq!(d.app.session().ledger(), then(&d, 2).ledger());
    let moved = d.app.session().moved_by(2);
    assert_eq!(d.app.just_moved().iter().copied().collect::<Vec<_>>(), moved, "the rows say whom the record moved");
    d.keys(",,");
    assert_eq!((d.app.past().unwrap().seq, d.app.session().ledger().last()), (0, 0));
    d.keys(",");
    assert_eq!(d.refused(), Some(&Refused::NothingOlder));
    // Wherever one went meanwhile.
    d.keys("ht<tab>v<enter>gjj/fia<enter><esc>");
    assert!(d.app.past().is_none());
    assert_eq!((d.subject(), d.marked(), d.app.side()), (subject, marked, Side::Partners));
    assert_eq!(d.app.people().rows.iter().map(|row| row.index).collect::<Vec<_>>(), order);
    assert_eq!((d.app.session().proposal(), d.app.people().role), (&now, Role::Adept));
}

#[test]
fn in_the_past_nothing_is_decided_and_nothing_that_decides_is_offered() {
    let mut d = evening_of(Standing::Chair);
    d.keys("LG<enter>");
    let before = (d.journal.clone(), d.app.session().ledger().last());
    for keys in ["< >", "<enter><enter>", "s", "x", "n", "u", "U", "o", "<ctrl-s>", "w", "O", "R", "B", "D"] {
        d.effects.clear();
        d.keys("h").keys(keys);
        assert_eq!(d.refused(), Some(&Refused::InThePast), "{keys}: {:?}", d.said());
        assert_eq!((d.effects.as_slice(), d.app.modals().len()), ([].as_slice(), 0), "{keys}");
    }
    assert_eq!((d.journal.clone(), d.app.session().ledger().last()), before);
    assert_eq!(d.line(), "You see how it stood then, and that cannot be changed: Esc goes back to now.");
    let offered: Vec<Action> = d.app.hints().into_iter().map(|hint| hint.action).collect();
    assert_eq!(offered[..2], [Action::Older, Action::Newer]);
    for action in [Action::Lock, Action::Assign, Action::Swap, Action::Undo, Action::Save, Action::Weights, Action::Note] {
        assert!(!offered.contains(&action), "{}", action.name());
    }
    // The list is there, but takes nothing back from here; what can be read can be read.
    d.keys("Lu");
    assert_eq!(d.refused(), Some(&Refused::InThePast));
    d.keys("<esc>e");
    assert!(matches!(d.app.modal(), Some(Modal::Explain(_))));
}

#[test]
fn prices_and_foresight_are_never_those_of_now() {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>gj <esc>g").foresee();
    assert!((0..4).any(|adept| d.app.share(Pair { adept, mentor: d.app.session().partner(adept).unwrap_or(0) }).is_some()));
    d.keys("L<enter>,");
    let past = then(&d, 0);
    for adept in 0..4 {
        let mentor = past.partner(adept).unwrap_or(0);
        assert_eq!(d.app.share(Pair { adept, mentor }), None);
    }
    assert!(d.app.openings().is_none() && d.app.standbys().is_none() && d.app.better_for_the_worst().is_none());
    assert!(d.pricing.is_none(), "nothing is asked about the past");
    let subject = d.subject().unwrap();
    let list = past.price_list(Role::Adept, subject, &mut || false).unwrap();
    for row in &d.app.partners().rows {
        if let Some(price) = &row.price {
            assert_eq!(Some(price.points), list[row.index].map(|priced| priced.points));
        }
    }
}

#[test]
fn what_others_decide_meanwhile_is_counted_and_there_on_return() {
    let mut d = evening();
    d.keys("LG<enter>").stood.clear();
    let seen = d.app.session().proposal().clone();
    let records = [d.elsewhere("bo", Decision::Allow(pair(&d, 3, 2))), d.elsewhere("cia", Decision::Forbid(pair(&d, 1, 0)))];
    d.send(Msg::News(records.to_vec()));
    let past = d.app.past().unwrap();
    assert_eq!((past.seq, past.of, past.news), (1, 6, 2));
    assert_eq!(d.app.session().proposal(), &seen, "the past does not move");
    d.keys("......");
    assert_eq!((d.app.past().unwrap().seq, d.refused()), (6, Some(&Refused::NothingNewer)));
    assert!(d.stood.iter().all(|stand| stand.adept == d.stood[0].adept && stand.mode == Mode::Looking));
    d.keys("<esc>");
    assert_eq!(d.app.session().proposal(), then(&d, 6).proposal());
    assert!(d.line().starts_with("2 new decisions, the last 20:31 UTC  cia forbade"), "{}", d.line());
    assert_eq!(d.app.session().ledger().last(), 6);
    d.keys("L");
    assert_eq!(listed(&d).len(), 6);
}

#[test]
fn the_others_see_one_where_one_stood() {
    let mut d = evening();
    d.keys("gg");
    let stood = d.stood.last().cloned().unwrap();
    d.keys("LG<enter>jjt").send(Msg::Time(5_000)).keys("j");
    let last = d.stood.last().unwrap();
    assert_eq!((&last.adept, &last.mentor, last.leads), (&stood.adept, &stood.mentor, stood.leads));
}

#[test]
fn the_list_is_a_key_away_and_as_one_left_it() {
    let mut d = evening();
    d.keys("L/anna<enter>j< >k<enter>");
    assert_eq!(d.app.past().unwrap().seq, 2);
    d.keys("L");
    assert_eq!((listed(&d), log(&d).selected(), log(&d).marked), (vec![2, 1], Some(2), Some(1)));
    d.keys("j<enter>");
    assert_eq!(d.app.past().unwrap().seq, 1);
    d.keys("L<esc>");
    assert!(!log(&d).is_filtered());
    d.keys("<esc>");
    assert_eq!(d.app.past().map(|past| past.seq), Some(1), "out of the list, still then");
    d.keys("<esc>");
    assert!(d.app.past().is_none());
}

#[test]
fn two_moments_say_who_moved_and_by_what() {
    let mut d = evening();
    d.keys("LG< >gc");
    let shown = moments(&d);
    let expected = d.app.session().between(1, 4);
    assert_eq!(shown.between, expected);
    assert!(!shown.rows.is_empty());
    for (row, change) in shown.rows.iter().zip(&expected.changes) {
        assert_eq!((row.adept, &row.moved_by), (change.adept, &change.moved_by));
        assert_eq!(row.to.as_ref().map(|held| held.score), change.to.map(|(_, score)| score));
        assert!(row.moved_by.iter().all(|seq| (2..=4).contains(seq)));
    }
    let adept = shown.rows[0].adept;
    d.keys("<enter>");
    assert_eq!((d.app.modals().len(), d.subject(), d.app.people().role), (0, Some(adept), Role::Adept));
    // Without a mark, or on it: with now.
    d.keys("LGkc");
    assert_eq!((moments(&d).between.before.seq, moments(&d).between.after.seq), (2, 4));
    d.keys("<esc>< >c");
    assert_eq!((moments(&d).between.before.seq, moments(&d).between.after.seq), (2, 4));
    d.keys("<esc>< >gc");
    assert_eq!(d.refused(), Some(&Refused::SameMoment));
}

#[test]
fn a_decision_deep_in_the_list_is_taken_back_alone() {
    let mut d = evening();
    d.keys("LG");
    let intent = d.app.session().undo_of(1, String::new(), "anna", Standing::Editor).unwrap();
    let moves = d.app.session().preview(&intent).unwrap().moves.len();
    d.keys("u");
    if moves > 0 {
        assert_eq!((&confirm(&d).question, confirm(&d).moved.len()), (&Question::TakeBack(1), moves));
        d.keys("nslip<enter><enter>");
        assert_eq!(d.journal.last().unwrap().why(), Some("slip"));
    }
    assert_eq!(d.journal.last().unwrap().undoes, Some(1));
    assert!(!d.app.session().ledger().in_force(1) && d.app.session().ledger().in_force(2));
    assert_eq!(log(&d).rows.len(), 5, "the list stays open and has the undo");
    d.keys("Gu");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::TakenBack(mark))) if mark.by == "anna"), "{:?}", d.said());
}

#[test]
fn somebody_elses_decision_is_the_chairs_to_take_back() {
    let mut d = evening();
    d.keys("Lj");
    assert_eq!(log(&d).selected(), Some(3));
    d.keys("u");
    assert_eq!(d.line(), "The decision is not yours (bo, 2026-11-21 20:31): only who made it can take it back.");
    assert_eq!(d.journal.len(), 4);
    let mut d = evening_of(Standing::Chair);
    d.keys("Lju");
    assert_eq!(confirm(&d).question, Question::TakeBack(3), "somebody else's is asked about, also when nobody moves");
    assert_eq!(confirm(&d).names[0].as_str(), "bo");
    d.keys("<enter>");
    assert_eq!((d.journal.len(), d.journal[4].undoes, d.app.session().ledger().forbidden().count()), (5, Some(3), 0));
    // What somebody has built on stays, and who did is said.
    let record = d.elsewhere("dan", Decision::Unlock(pair(&d, 2, 1)));
    d.send(Msg::News(vec![record]));
    d.keys("ku");
    assert_eq!(log(&d).selected(), Some(4));
    assert!(
        matches!(d.refused(), Some(Refused::Decision(Refusal::BuiltOn { mark, kind: "unlock" })) if mark.by == "dan"),
        "{:?}",
        d.said()
    );
}

#[test]
fn a_question_about_taking_back_follows_what_others_decide() {
    let mut d = evening_of(Standing::Chair);
    d.keys("Lu");
    assert_eq!(confirm(&d).question, Question::TakeBack(4));
    let record = d.elsewhere("bo", Decision::Unlock(pair(&d, 2, 1)));
    d.send(Msg::News(vec![record]));
    assert!(matches!(d.app.modal(), Some(Modal::Log(_))), "the question makes no sense any more");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::BuiltOn { .. }))), "{:?}", d.said());
}

/// So many pairs and records that a late moment is worked out by the outer world.
fn large() -> Driver {
    const NAMES: [&str; 150] = ["Ada Alm"; 150];
    let mentors = NAMES.iter().map(|name| (*name, 1)).collect();
    let rating = |adept: usize, mentor: usize| u32::try_from((adept * 37 + mentor * 61) % 101).unwrap();
    let mut d = Driver::new(&Table { adepts: NAMES.to_vec(), mentors, rating, blocked: vec![] });
    for n in 0..20 {
        let record = d.elsewhere("bo", Decision::Consent { person: d.adept(n), yes: true });
        d.send(Msg::News(vec![record]));
    }
    d
}

#[test]
fn of_a_large_program_the_past_is_asked_for_and_the_latest_question_wins() {
    let mut d = large();
    let asked = |d: &mut Driver| {
        let travel = |effect: &Effect| if let Effect::Travel { number, seq } = effect { Some((*number, *seq)) } else { None };
        let found: Vec<_> = d.effects.iter().filter_map(travel).collect();
        d.effects.clear();
        found
    };
    let stood = |d: &Driver, seq: u64| Stood(Box::new(d.app.decided_session().as_of(seq, &mut || false).unwrap()));
    d.keys("Lj<enter>");
    let first = asked(&mut d);
    assert_eq!((first.as_slice(), d.app.past(), d.app.is_leaving_for()), ([(1, 19)].as_slice(), None, Some(19)));
    // Whoever closes the list does not want to see it.
    let then = stood(&d, 19);
    d.keys("<esc>").send(Msg::Travelled { number: 1, then: then.clone() });
    assert_eq!(d.app.past(), None);
    d.keys("Lj<enter>");
    let number = asked(&mut d)[0].0;
    d.send(Msg::Travelled { number: number - 1, then: then.clone() });
    assert_eq!(d.app.past(), None, "an answer to an earlier question");
    d.send(Msg::Travelled { number, then });
    assert_eq!((d.app.past().unwrap().seq, d.app.modals().len()), (19, 0));
    // On to the next needs nobody; back does.
    d.keys(".");
    assert_eq!((d.app.past().unwrap().seq, asked(&mut d).len()), (20, 0));
    d.keys(",,");
    let back = asked(&mut d);
    assert_eq!((back.iter().map(|(_, seq)| *seq).collect::<Vec<_>>(), d.app.past().unwrap().asked), (vec![19, 18], Some(18)));
    let (late, last) = (stood(&d, 19), stood(&d, 18));
    d.send(Msg::Travelled { number: back[0].0, then: late });
    assert_eq!(d.app.past().unwrap().seq, 20);
    d.send(Msg::Travelled { number: back[1].0, then: last });
    assert_eq!((d.app.past().unwrap().seq, d.app.past().unwrap().asked), (18, None));
}

#[test]
fn files_that_were_read_again_belong_to_now() {
    let mut d = evening();
    d.keys("R");
    assert!(d.effects.contains(&Effect::ReadAgain));
    d.keys("LG<enter>");
    assert_eq!((d.refused(), d.app.past()), (Some(&Refused::StillReading), None));
}
