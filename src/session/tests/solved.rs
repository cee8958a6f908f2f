//! What the session keeps solved, held to what is solved from nothing: under every objective, after every record.

use super::*;
use crate::matching::verify;
use crate::program::criteria::Matching;
use crate::session::proposal::{Basis, propose, total_without_decisions};
use crate::session::solved::Earlier;

/// As [`step`], with more of what changes several things at once: swaps, and what is taken back.
pub(super) fn any_step() -> impl Strategy<Value = (usize, u8, usize, usize)> {
    let what = prop::sample::select(vec![0, 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 13, 14, 14]);
    (0usize..2, what, 0usize..5, 0usize..4)
}

/// People under any objective, with any wish to keep what stands, and with many equals to choose among.
pub(super) fn any_program() -> impl Strategy<Value = Arc<Program>> {
    let objective = prop::sample::select(vec![Objective::Total, Objective::Floor, Objective::Fair]);
    let steadiness = prop::sample::select(vec![0, 100, 900]);
    (rated((0u32..6).prop_map(|rating| rating * 8)), objective, steadiness, any::<bool>(), 0u16..3_000).prop_map(
        |(program, objective, steadiness, people_first, minimum)| {
            let matching = Matching { objective, steadiness, people_first, minimum };
            let people = program.adepts().iter().chain(program.mentors()).cloned();
            Arc::new(Program::new(Criteria { matching, ..program.criteria.clone() }, people))
        },
    )
}

/// What the last record makes of the proposal when it is solved from nothing.
fn stateless(session: &Session) -> Proposal {
    let solved = |basis: Basis<'_>| propose(session.program(), &session.scores, session.ledger(), basis);
    match (session.ledger().records().last(), session.before.last()) {
        (None, _) => solved(Basis::Afresh),
        (Some(last), Some(before)) if !last.decision.moves_people() => (**before).clone(),
        _ => session.measured_from().map_or_else(|| solved(Basis::Afresh), |present| solved(Basis::Present(&present))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn what_is_kept_solved_is_what_would_be_solved_from_nothing(program in any_program(), steps in prop::collection::vec(any_step(), 0..40)) {
        let mut session = Session::open(program.clone(), []);
        for step in steps {
            let before = session.clone();
            take(&mut session, step);
            prop_assert_eq!(session.proposal(), &stateless(&session));
            let (instance, solution) = session.proved();
            prop_assert_eq!(verify(instance, solution), Ok(()));
            prop_assert_eq!(&solution.mentor_of, &session.proposal().mentor_of);
            prop_assert_eq!(session.total_without_decisions(), total_without_decisions(&program, &session.scores, session.objective()));
            prop_assert_eq!(before.proposal(), &stateless(&before));
        }
        let again = Session::open(program.clone(), session.ledger().records().to_vec());
        prop_assert_eq!(again.proposal(), session.proposal());
        let mut forgetful = Session::open(program, []);
        for record in session.ledger().records() {
            forgetful.earlier = Earlier::default();
            forgetful.apply(record.clone());
        }
        prop_assert_eq!(forgetful.proposal(), session.proposal());
    }

    #[test]
    fn a_trial_is_what_would_be_solved_from_nothing(
        program in any_program(),
        steps in prop::collection::vec(any_step(), 0..15),
        (one, other) in (0usize..5, 0usize..4),
        pair in (0usize..5, 0usize..4),
    ) {
        let mut session = Session::open(program.clone(), []);
        for step in steps {
            take(&mut session, step);
        }
        let Ok(tried) = session.try_terms(&terms(one, other)) else { return Ok(()) };
        let shown = session.as_tried(&tried);
        let expected = if shown.terms() == session.terms() {
            session.proposal().clone()
        } else {
            propose(&program, &shown.scores, session.ledger(), Basis::Present(session.proposal()))
        };
        prop_assert_eq!(shown.proposal(), &expected);
        prop_assert_eq!(shown.total_without_decisions(), total_without_decisions(&program, &shown.scores, shown.objective()));
        let pair = Pair { adept: pair.0, mentor: pair.1 };
        let intent = session.intent("seen".into(), "anna", Standing::Editor, Decision::Assign(session.named(pair).unwrap()), None);
        let seen = session.preview(&intent);
        if let (Ok(seen), Ok(Some(done))) = (seen, admit(&mut session, &intent)) {
            prop_assert_eq!(seen, done);
            prop_assert_eq!(session.proposal(), &stateless(&session));
        }
    }
}
