//! Voting on a pair: hidden until everybody here has answered or somebody reveals; then open, and all yes offers to lock.

use super::driver::{Driver, Table};
use crate::app::modal::{Modal, Question};
use crate::app::notice::NoticeText;
use crate::app::{Action, Msg, Refused};
use crate::program::Pair;
use crate::session::{Ballot, Decision, Named, Record, Refusal, Session, Standing};

/// The small table, by name, on the first adept's pair: Åsa Ek and Eva Ask.
fn small() -> Driver {
    let mut d = Driver::new(&Table::small());
    d.keys("vjjj<enter>g");
    d
}

fn pair(d: &Driver, adept: usize, mentor: usize) -> Named {
    Named::new(&d.adept(adept), &d.mentor(mentor))
}

/// Somebody else votes on a pair, and the record arrives here.
fn votes(d: &mut Driver, by: &str, (adept, mentor): (usize, usize), answer: Ballot) -> Record {
    let Named { adept, mentor } = pair(d, adept, mentor);
    let record = d.elsewhere(by, Decision::Vote { adept, mentor, answer });
    d.send(Msg::News(vec![record.clone()]));
    record
}

/// What is in the box: names with `+` for an answer that is not told, `-` for none, else the answer's first letter; `!` while hidden.
fn boxed(d: &Driver) -> String {
    let Some(Modal::Votes(votes)) = d.app.modal() else { return "no box".into() };
    let polled = d.app.polled(&votes.pair).unwrap();
    let voter = |voter: &crate::app::Voter| {
        let sign = match (voter.answer, voter.answered) {
            (Some(Ballot::Yes), _) => 'y',
            (Some(Ballot::No), _) => 'n',
            (Some(Ballot::Talk), _) => 't',
            (None, true) => '+',
            (None, false) => '-',
        };
        format!("{}{sign}{}", voter.name, if voter.here { "" } else { "(gone)" })
    };
    let hidden = if polled.revealed { "" } else { "! " };
    format!("{hidden}{}", polled.voters.iter().map(voter).collect::<Vec<_>>().join(" "))
}

fn hinted(d: &Driver) -> Vec<Action> {
    d.app.hints().into_iter().map(|hint| hint.action).collect()
}

#[test]
fn one_sees_who_has_answered_and_ones_own_answer_alone() {
    let mut d = small();
    d.here(&["bo", "cia"]).keys("V");
    assert_eq!(boxed(&d), "! anna- bo- cia-");
    d.keys("1");
    assert_eq!((boxed(&d), d.kinds()), ("! annay bo- cia-".into(), vec!["vote"]));
    votes(&mut d, "bo", (0, 0), Ballot::No);
    assert_eq!(boxed(&d), "! annay bo+ cia-");
    // A change of mind while it is hidden; the same again is nothing.
    d.keys("3");
    assert_eq!(boxed(&d), "! annat bo+ cia-");
    d.keys("3");
    assert_eq!((d.refused(), d.journal.len()), (Some(&Refused::AlreadySo), 3));
    assert!(d.app.present().len() == 2 && d.said().is_some());
}

#[test]
fn the_answers_are_revealed_when_everybody_here_has_answered_and_once_only() {
    // Whoever comes first by name, of all who are here, records it: here that is anna.
    let mut d = small();
    d.here(&["cia", "bo", "EVA", "bo"]).keys("V1");
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    assert_eq!(d.kinds(), ["vote", "vote"]);
    votes(&mut d, "cia", (0, 0), Ballot::No);
    assert_eq!(d.kinds(), ["vote", "vote", "vote", "reveal"]);
    assert_eq!(d.journal.last().unwrap().by, "anna");
    assert_eq!((boxed(&d), d.line().as_str()), ("annay boy cian".into(), "The votes on Åsa Ek and Eva Ask: 2 yes, 1 no (cia)."));
    // Nothing more is recorded, whatever comes.
    d.here(&["bo"]).here(&[]).keys("2");
    assert_eq!(d.kinds(), ["vote", "vote", "vote", "reveal", "vote"]);
    assert_eq!(boxed(&d), "annan boy(gone) cian(gone)");
}

#[test]
fn another_ones_machine_reveals_where_somebody_comes_before() {
    let mut d = small();
    d.here(&["abbe"]).keys("V1");
    votes(&mut d, "abbe", (0, 0), Ballot::Yes);
    assert_eq!((d.kinds(), boxed(&d)), (vec!["vote", "vote"], "! annay abbe+".into()));
    let decision = Decision::Reveal(pair(&d, 0, 0));
    let record = d.elsewhere("abbe", decision);
    d.send(Msg::News(vec![record]));
    assert_eq!((boxed(&d), d.line().as_str()), ("annay abbey".into(), "The votes on Åsa Ek and Eva Ask: 2 yes."));
}

#[test]
fn nobody_is_revealed_by_leaving_or_by_sitting_alone() {
    let mut d = small();
    d.keys("V1");
    assert_eq!((d.kinds(), boxed(&d)), (vec!["vote"], "! annay".into()));
    d.here(&["bo", "cia"]);
    votes(&mut d, "bo", (0, 0), Ballot::No);
    // Cia's line drops: that tells nothing about what the others answered.
    d.here(&["bo"]);
    assert_eq!((d.kinds(), boxed(&d)), (vec!["vote", "vote"], "! annay bo+".into()));
    d.keys("R");
    assert_eq!((d.kinds(), boxed(&d)), (vec!["vote", "vote", "reveal"], "annay bon".into()));
}

#[test]
fn to_reveal_before_everybody_has_answered_is_asked_twice() {
    let mut d = small();
    d.here(&["bo", "cia"]).keys("VR");
    assert!(matches!(d.refused(), Some(Refused::Decision(_))), "nobody has voted: {}", d.line());
    d.keys("1R");
    assert_eq!(d.kinds(), ["vote"]);
    // Another key first: asked again.
    d.keys("2R");
    assert_eq!(d.kinds(), ["vote", "vote"]);
    d.keys("R");
    assert_eq!((d.kinds(), boxed(&d)), (vec!["vote", "vote", "reveal"], "annan bo- cia-".into()));
    d.keys("R");
    assert_eq!(d.refused(), Some(&Refused::AlreadySo));
}

#[test]
fn all_yes_offers_to_lock() {
    let mut d = small();
    d.here(&["bo"]).keys("V1");
    assert!(!hinted(&d).contains(&Action::Accept));
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    assert!(hinted(&d).contains(&Action::Accept));
    // Somebody who comes later has not said yes.
    d.here(&["bo", "cia"]);
    d.keys("<enter>");
    assert_eq!(d.refused(), Some(&Refused::NotHere));
    votes(&mut d, "cia", (0, 0), Ballot::Yes);
    d.keys("<enter>");
    assert_eq!((d.kinds().last(), d.app.modals().len(), d.app.session().locked_to(0)), (Some(&"lock"), 0, Some(0)));
    d.keys("V<enter>");
    assert_eq!(d.refused(), Some(&Refused::NotHere), "it is locked");
}

#[test]
fn locking_what_all_said_yes_to_asks_when_somebody_would_move() {
    let mut d = small();
    d.here(&["bo"]).keys("<enter>j");
    let marked = d.app.marked_pair().unwrap();
    assert_ne!(d.app.session().partner(marked.adept), Some(marked.mentor));
    d.keys("V1");
    votes(&mut d, "bo", (marked.adept, marked.mentor), Ballot::Yes);
    d.keys("<enter>");
    assert!(matches!(d.app.modal(), Some(Modal::Confirm(confirm)) if confirm.question == Question::Lock(marked)), "{:?}", d.app.modals());
    d.keys("<enter>");
    assert_eq!(d.app.session().locked_to(marked.adept), Some(marked.mentor));
}

#[test]
fn one_no_offers_nothing() {
    let mut d = small();
    d.here(&["bo"]).keys("V1");
    votes(&mut d, "bo", (0, 0), Ballot::Talk);
    d.keys("<enter>");
    assert_eq!((d.refused(), d.app.session().locked_to(0)), (Some(&Refused::NotHere), None));
}

#[test]
fn a_vote_elsewhere_is_told_in_a_line_and_v_goes_there() {
    let mut d = small();
    d.here(&["bo", "cia"]);
    votes(&mut d, "bo", (2, 1), Ballot::No);
    assert_eq!(d.line(), "bo voted on Cia Öberg and Fia Björk (1 of 3 has answered). V answers.");
    assert!(d.app.modals().is_empty(), "others' votes open nothing");
    assert!(d.app.hints().first().is_some_and(|hint| (hint.action, &*hint.label) == (Action::Vote, "answer a vote")));
    d.keys("V");
    assert!(matches!(d.app.modal(), Some(Modal::Votes(votes)) if votes.pair == pair(&d, 2, 1)));
    assert_eq!(boxed(&d), "! anna- bo+ cia-");
    // Tab goes to the pair under the cursor, and back.
    d.keys("<tab>");
    assert!(matches!(d.app.modal(), Some(Modal::Votes(votes)) if votes.pair == pair(&d, 0, 0)));
    d.keys("<tab>2<esc>");
    assert_eq!((d.kinds(), d.app.waiting_polls()), (vec!["vote", "vote"], vec![]));
    assert_ne!(d.app.hints().first().map(|hint| hint.action), Some(Action::Vote));
    // Answered: V is for the pair under the cursor again.
    d.keys("V");
    assert!(matches!(d.app.modal(), Some(Modal::Votes(votes)) if votes.pair == pair(&d, 0, 0)));
    d.keys("<tab>");
    assert_eq!(d.refused(), Some(&Refused::NotHere), "nothing waits");
    votes(&mut d, "cia", (2, 1), Ballot::No);
    assert_eq!(d.line(), "The votes on Cia Öberg and Fia Björk: 3 no (anna, bo, cia).");
}

#[test]
fn a_vote_is_taken_back_with_u_while_it_is_hidden() {
    let mut d = small();
    d.here(&["bo"]).keys("<space>V1<esc>u");
    assert_eq!((d.line().as_str(), d.app.polled_here()), ("Undone: voted: Åsa Ek and Eva Ask.", None));
    d.keys("V1");
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    d.keys("<esc>u");
    assert_eq!((d.app.header().locked, d.app.polled_here().unwrap().revealed), (0, true), "the lock is what can be taken back");
}

#[test]
fn a_reader_sees_and_does_not_answer() {
    let mut d = Driver::of(Table::small().program(), Standing::Viewer);
    d.keys("vjjj<enter>g").here(&["bo"]);
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    assert_eq!((d.line().as_str(), d.app.waiting_polls()), ("bo voted on Åsa Ek and Eva Ask (1 of 1 has answered).", vec![]));
    d.keys("V1");
    assert_eq!((boxed(&d), d.refused()), ("! bo+".into(), Some(&Refused::Decision(crate::session::Refusal::Viewer))));
    d.keys("R");
    assert_eq!(d.kinds(), ["vote"]);
}

#[test]
fn a_reveal_that_is_due_waits_for_what_is_being_written() {
    let mut d = small();
    d.here(&["bo"]).keys("V1<esc>");
    d.slow = true;
    d.keys("j<space>");
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    assert!(d.app.pending().is_some());
    d.slow = false;
    d.answer_now();
    assert_eq!(d.kinds(), ["vote", "vote", "lock", "reveal"]);
}

/// No sentence of the program tells an answer before the reveal: whatever was answered, everybody else reads the same.
#[test]
fn nothing_that_is_said_depends_on_a_hidden_answer() {
    use crate::words::screen::decided;
    use crate::words::{Lang, counter, minutes, notices};
    let said = |answer: Ballot| -> Vec<String> {
        let mut d = small();
        d.here(&["bo", "cia"]);
        let record = votes(&mut d, "bo", (0, 0), answer);
        let mut said = vec![d.line(), boxed(d.keys("V"))];
        let session = d.app.session();
        let (ledger, program) = (session.ledger(), session.program());
        for lang in [Lang::Sv, Lang::En] {
            said.push(decided::record(lang, &record, ledger, program));
            said.push(counter::record::line(&record, ledger, lang));
            said.push(counter::record::recorded(&record, ledger, lang));
            said.push(minutes::decided(&record, &|id| id.to_string(), program, false, lang));
            said.push(notices::decided(&record.decision, program, lang));
            said.push(notices::notice(&NoticeText::News { seq: 1, count: 1, moved: 0 }, session, 0, lang));
        }
        for look in [120, 80, 60] {
            let area = ratatui::layout::Rect::new(0, 0, look, 24);
            let picture = crate::screen::view(&d.app, &crate::screen::Look { lang: Lang::En, ..Default::default() }, area);
            said.push(format!("{:?}", picture.buffer));
        }
        said
    };
    let yes = said(Ballot::Yes);
    assert_eq!(yes, said(Ballot::No));
    assert_eq!(yes, said(Ballot::Talk));
}

#[test]
fn what_was_voted_is_there_for_whoever_opens_later() {
    let mut d = small();
    d.here(&["bo"]).keys("V1");
    votes(&mut d, "bo", (0, 0), Ballot::No);
    let later = Driver::at(Session::open(Table::small().program(), d.journal.clone()), Standing::Editor);
    let named = pair(&d, 0, 0);
    let polled = later.app.polled(&named).unwrap();
    assert_eq!((polled.revealed, polled.pair), (true, Pair { adept: 0, mentor: 0 }));
    assert_eq!(polled.answers().unwrap(), [("anna".into(), Ballot::Yes), ("bo".into(), Ballot::No)]);
    assert_eq!(later.app.session().ledger(), d.app.session().ledger());
}

#[test]
fn what_stands_against_locking_is_said() {
    let mut d = small();
    d.here(&["bo"]).keys("V1");
    votes(&mut d, "bo", (0, 0), Ballot::Yes);
    let decision = Decision::Forbid(pair(&d, 0, 0));
    let record = d.elsewhere("bo", decision);
    d.send(Msg::News(vec![record])).keys("<enter>");
    assert!(matches!(d.refused(), Some(Refused::Decision(crate::session::Refusal::Forbidden { .. }))), "{}", d.line());
    assert!(!hinted(&d).contains(&Action::Accept));
}

#[test]
fn two_who_reveal_at_once_both_read_the_result() {
    let mut d = small();
    d.here(&["abbe"]).keys("V1");
    votes(&mut d, "abbe", (0, 0), Ballot::No);
    d.slow = true;
    d.keys("R");
    let decision = Decision::Reveal(pair(&d, 0, 0));
    let record = d.elsewhere("abbe", decision);
    d.slow = false;
    d.send(Msg::News(vec![record])).answer_now();
    assert_eq!((d.kinds(), d.line().as_str()), (vec!["vote", "vote", "reveal"], "The votes on Åsa Ek and Eva Ask: 1 yes, 1 no (abbe)."));
}

#[test]
fn what_is_final_is_not_voted_on_any_more() {
    let mut d = small();
    d.keys("V1<esc>");
    let record = d.elsewhere("bo", Decision::Finalise);
    d.send(Msg::News(vec![record]));
    d.keys("V");
    assert!(matches!(d.app.modal(), Some(Modal::Votes(_))), "votes that were given can be seen");
    d.keys("2");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Finalised(_)))));
    d.keys("<esc>jV");
    assert!(matches!(d.refused(), Some(Refused::Decision(Refusal::Finalised(_)))), "{:?}", d.said());
    assert!(d.app.modals().is_empty() && d.app.waiting_polls().is_empty());
}
