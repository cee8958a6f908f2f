//! Sessions of the samples with something decided: for whoever holds an answer to what a session says.

use std::path::Path;
use std::sync::Arc;

use crate::program::Pair;
use crate::program::criteria::Matching;
use crate::program::load::load_closely;
use crate::session::{Decision, Session, Standing};

/// A session of a sample under other wishes: the first adept is locked to the last mentor, the second is kept from the own one.
pub(crate) fn decided(sample: &str, matching: Matching) -> Session {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(sample);
    let mut program = load_closely(&directory, None).program;
    program.criteria.matching = matching;
    let mut session = Session::open(Arc::new(program), []);
    let last = session.program().mentors().len() - 1;
    let own = session.partner(1).unwrap();
    let named = |adept, mentor| session.named(Pair { adept, mentor }).unwrap();
    let decisions = [Decision::Assign(named(0, last)), Decision::Forbid(named(1, own))];
    for decision in decisions {
        decide(&mut session, decision);
    }
    session
}

/// Takes in a decision as the journal would hand it back.
pub(crate) fn decide(session: &mut Session, decision: Decision) {
    let intent = session.intent(format!("id{}", session.ledger().last()), "anna", Standing::Editor, decision, None);
    session.apply(session.draft(&intent));
}
