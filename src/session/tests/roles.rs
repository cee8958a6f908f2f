//! Who may do what: the program's word counts, whatever an intent says of itself.

use super::*;
use crate::program::Roles;

pub(super) fn with_roles(chair: Option<&[&str]>, viewers: &[&str], unread: bool) -> Session {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let plain = program(&[&[90, 10, 20], &[20, 80, 30], &[30, 20, 70]], &[1, 1, 1], &[]);
    under(&plain, Roles { chair: chair.map(owned), viewers: owned(viewers), unread })
}

/// The same program with this chair, before anything is decided.
pub(super) fn chaired_by(chair: &str, session: &Session) -> Session {
    under(session.program(), Roles { chair: Some(vec![chair.to_owned()]), ..Roles::default() })
}

fn under(plain: &Program, roles: Roles) -> Session {
    let people = plain.adepts().iter().chain(plain.mentors()).cloned().collect::<Vec<_>>();
    Session::open(Arc::new(Program::new(Criteria { roles, ..plain.criteria.clone() }, people)), [])
}

fn asks(session: &Session, by: &str, role: Standing, decision: Decision) -> Result<Admission, Refusal> {
    let intent = session.intent(format!("{by}-{role:?}"), by, role, decision, Some("så".into()));
    session.ledger().check(session.ground(), &intent)
}

#[test]
fn nobody_becomes_more_by_saying_so() {
    let only_anna = || Refusal::OnlyChair { chair: vec!["anna".into()] };
    for (by, says, standing, locks, finalises) in [
        ("anna", Standing::Chair, Standing::Chair, Ok(()), Ok(())),
        ("Anna ", Standing::Chair, Standing::Chair, Ok(()), Ok(())),
        ("anna", Standing::Editor, Standing::Editor, Ok(()), Err(only_anna())),
        ("anna", Standing::Viewer, Standing::Viewer, Err(Refusal::Viewer), Err(Refusal::Viewer)),
        ("dan", Standing::Chair, Standing::Editor, Ok(()), Err(only_anna())),
        ("BO", Standing::Chair, Standing::Viewer, Err(Refusal::Viewer), Err(Refusal::Viewer)),
    ] {
        let mut session = with_roles(Some(&["anna"]), &["bo"], false);
        let made = session.intent("x".into(), by, says, Decision::Afresh, None);
        assert_eq!(session.ground().role_of(&made), standing, "{by} {says:?}");
        assert_eq!(asks(&session, by, says, Decision::Lock(named(0, 0))).map(|_| ()), locks, "{by} {says:?}");
        assert_eq!(asks(&session, by, says, Decision::Finalise).map(|_| ()), finalises, "{by} {says:?}");
        let intent = session.intent("f".into(), "anna", Standing::Chair, Decision::Finalise, None);
        admit(&mut session, &intent).unwrap();
        assert_eq!(asks(&session, by, says, Decision::Reopen).map(|_| ()), finalises, "{by} {says:?}");
    }
}

#[test]
fn a_program_without_a_chair_is_not_stuck_and_one_that_cannot_be_read_is_shut() {
    let open = with_roles(None, &["bo"], false);
    assert_eq!(asks(&open, "dan", Standing::Editor, Decision::Finalise), Ok(Admission::Record));
    assert_eq!(asks(&open, "bo", Standing::Chair, Decision::Finalise), Err(Refusal::Viewer));
    let nobody = with_roles(Some(&[]), &[], false);
    assert_eq!(asks(&nobody, "dan", Standing::Chair, Decision::Finalise), Err(Refusal::OnlyChair { chair: vec![] }));
    assert_eq!(asks(&nobody, "dan", Standing::Chair, Decision::Lock(named(0, 0))), Ok(Admission::Record));
    let unread = with_roles(Some(&["anna"]), &[], true);
    assert_eq!(asks(&unread, "anna", Standing::Chair, Decision::Lock(named(0, 0))), Err(Refusal::RolesUnread));
}

#[test]
fn decisions_are_taken_back_by_their_maker_and_by_the_chair() {
    let mut session = with_roles(Some(&["anna"]), &[], false);
    for (by, pair) in [("dan", (0, 1)), ("dan", (1, 0)), ("eva", (2, 2))] {
        decide(&mut session, by, Decision::Lock(named(pair.0, pair.1))).unwrap();
    }
    let undoing = |session: &Session, seq: u64, by: &str| session.undo_of(seq, format!("{by}{seq}"), by, Standing::Chair);
    let tried = |session: &Session, seq: u64, by: &str| {
        let intent = undoing(session, seq, by)?;
        session.ledger().check(session.ground(), &intent).map(|_| ())
    };
    assert_eq!(tried(&session, 1, "dan"), Ok(()), "one's own, though not the last");
    assert_eq!(tried(&session, 1, "anna"), Ok(()), "the chair, anybody's");
    let not_yours = Refusal::NotYours { mark: session.ledger().mark(1), chair: vec!["anna".into()] };
    assert_eq!(tried(&session, 1, "eva"), Err(not_yours));
    for seq in [0, 4, 99, u64::MAX] {
        assert_eq!(tried(&session, seq, "anna"), Err(Refusal::NotInForce(seq)));
    }
    // What somebody has built on is not taken back by the chair either.
    decide(&mut session, "eva", Decision::Unlock(named(0, 1))).unwrap();
    assert!(matches!(tried(&session, 1, "anna"), Err(Refusal::BuiltOn { .. })));
    let intent = undoing(&session, 2, "anna").unwrap();
    admit(&mut session, &intent).unwrap();
    assert!(!session.ledger().in_force(2) && session.ledger().lock_of(&id("a1")).is_none());
    assert!(matches!(tried(&session, 2, "anna"), Err(Refusal::TakenBack(mark)) if mark.by == "anna"));
    // Without a chair nobody takes back what others decided.
    let mut alone = with_roles(None, &[], false);
    decide(&mut alone, "dan", Decision::Lock(named(0, 0))).unwrap();
    let not_yours = Refusal::NotYours { mark: alone.ledger().mark(1), chair: vec![] };
    assert_eq!(tried(&alone, 1, "anna"), Err(not_yours));
}

#[test]
fn what_is_made_final_has_been_seen() {
    let mut session = with_roles(None, &[], false);
    let late = session.intent("late".into(), "anna", Standing::Chair, Decision::Finalise, None);
    let vote = Decision::Vote { adept: id("a1"), mentor: id("m1"), answer: Ballot::Yes };
    decide(&mut session, "dan", vote).unwrap();
    assert_eq!(session.ledger().check(session.ground(), &late), Ok(Admission::Record), "votes do not move anything");
    decide(&mut session, "dan", Decision::Lock(named(0, 1))).unwrap();
    let refused = Refusal::ChangedSince { mark: session.ledger().mark(2), kind: "lock" };
    assert_eq!(session.ledger().check(session.ground(), &late), Err(refused));
    let looked = session.intent("looked".into(), "anna", Standing::Chair, Decision::Finalise, None);
    admit(&mut session, &looked).unwrap();
    assert_eq!(session.ledger().finalised(), Some(3));
    // The way back is to reopen; after that one's own decisions can be undone as before.
    let reopen = session.intent("reopen".into(), "dan", Standing::Chair, Decision::Reopen, Some("ny anmälan".into()));
    admit(&mut session, &reopen).unwrap();
    undo(&mut session, "dan").unwrap();
    assert!(!session.ledger().in_force(2));
}
