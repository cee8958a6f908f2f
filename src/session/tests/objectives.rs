//! What the proposal strives for is decided, refused and taken back as anything else.

use super::*;
use crate::session::proposal::{Basis, propose, total_without_decisions};

/// Two whose sum is largest as a0-m0 and a1-m1, while a1 is better off the other way round; a third who has a mentor of her own, or
/// could have the second's.
const UNEVEN: [&[u32]; 3] = [&[90, 40, 0], &[50, 10, 0], &[0, 30, 60]];

fn uneven() -> Session {
    Session::open(program(&UNEVEN, &[1, 1, 1], &[]), [])
}

fn strive(objective: Objective) -> Decision {
    Decision::Objective { objective }
}

#[test]
fn another_objective_moves_people_and_its_undo_returns_them() {
    let mut session = uneven();
    let start = session.clone();
    assert_eq!((session.objective(), session.total_without_decisions()), (Objective::Total, 16_000));
    let seen = session.preview(&session.intent("seen".into(), "anna", Standing::Editor, strive(Objective::Floor), None)).unwrap();
    let then = decide(&mut session, "anna", strive(Objective::Floor)).unwrap().unwrap();
    assert_eq!(seen, then);
    assert_eq!((session.objective(), session.proposal().mentor_of.as_slice()), (Objective::Floor, [Some(1), Some(0), Some(2)].as_slice()));
    assert_eq!((then.moves.len(), then.total_after, then.worst_before, then.worst_after), (2, 15_000, Some(1_000), Some(4_000)));
    assert_eq!(session.total_without_decisions(), 15_000, "without decisions about pairs, under the objective in force");
    assert_eq!(session.ledger().record(1).unwrap().was, [("objective".to_owned(), Some("total".to_owned()))].into());
    assert_eq!(decide(&mut session, "bo", strive(Objective::Floor)), Ok(None), "it is so already");
    undo(&mut session, "anna").unwrap();
    assert_eq!((session.objective(), session.proposal()), (Objective::Total, start.proposal()));
    assert_eq!(session.total_without_decisions(), 16_000);
    redo(&mut session, "anna").unwrap();
    assert_eq!((session.objective(), session.proposal().total), (Objective::Floor, 15_000));
}

#[test]
fn the_later_objective_stands_and_the_earlier_one_cannot_be_pulled_from_under_it() {
    let mut session = uneven();
    let late = session.intent("late".into(), "cia", Standing::Editor, strive(Objective::Fair), None);
    decide(&mut session, "bo", strive(Objective::Floor)).unwrap();
    assert!(matches!(admit(&mut session, &late), Err(Refusal::ChangedSince { mark, kind: "objective" }) if mark.by == "bo"));
    decide(&mut session, "cia", strive(Objective::Fair)).unwrap();
    assert!(matches!(undo(&mut session, "bo"), Err(Refusal::BuiltOn { kind: "objective", .. })));
    undo(&mut session, "cia").unwrap();
    assert_eq!(session.objective(), Objective::Floor);
    decide(&mut session, "cia", Decision::Finalise).unwrap();
    assert!(matches!(decide(&mut session, "bo", strive(Objective::Total)), Err(Refusal::Finalised(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_an_objective_promises_is_what_deciding_it_gives(
        program in random_program(),
        steps in prop::collection::vec(step(), 0..15),
        which in 0usize..3,
    ) {
        let mut session = Session::open(program, []);
        for step in steps {
            take(&mut session, step);
        }
        let before = session.clone();
        let promises = session.under_objectives();
        prop_assert_eq!(promises.iter().map(|promise| promise.objective).collect::<Vec<_>>(), Objective::ALL);
        prop_assert_eq!(session.proposal(), before.proposal());
        let promise = promises[which].clone();
        if promise.objective == session.objective() {
            prop_assert_eq!((promise.moves(), promise.total()), (0, session.proposal().total));
        } else {
            let seen = session.intent("seen".into(), "anna", Standing::Editor, strive(promise.objective), None);
            if let Ok(Some(then)) = admit(&mut session, &seen) {
                prop_assert_eq!(&promise.then, &then);
                prop_assert_eq!(promise.worst(), session.proposal().worst(session.scores()));
            }
        }
    }
}

#[test]
fn what_stands_moves_no_more_than_the_objective_needs() {
    let mut session = uneven();
    decide(&mut session, "anna", Decision::Lock(named(0, 0))).unwrap();
    let before = session.proposal().clone();
    let then = decide(&mut session, "anna", strive(Objective::Floor)).unwrap().unwrap();
    assert_eq!(then.moves, [], "the worst off has nowhere to go: what she could have is locked");
    decide(&mut session, "anna", Decision::Unlock(named(0, 0))).unwrap();
    let near = propose(session.program(), &session.scores, session.ledger(), Basis::Present(&before));
    assert_eq!(session.proposal(), &near);
    let file = session.program().criteria.matching.objective;
    assert_eq!(total_without_decisions(session.program(), &session.scores, file), 16_000);
    let again = Session::open(session.program().clone(), session.ledger().records().to_vec());
    assert_eq!((again.objective(), again.proposal()), (session.objective(), session.proposal()));
}
