//! Small programs for the tests of this room.

use std::sync::Arc;

use crate::program::criteria::{Kind, Missing};
use crate::program::{Answer, Application, Criteria, Criterion, CriterionId, FieldRef, PersonId, Program, Role, Source, Weight};

use super::{Breakdown, Cell};
use super::{Scorer, Terms};
use crate::program::Pair;

/// A person with text answers; called Ada or Max and the id.
pub(super) fn person(role: Role, id: &str, answers: &[(&str, &str)]) -> Application {
    Application {
        id: PersonId::new(id).unwrap(),
        role,
        first_name: if role == Role::Adept { "Ada" } else { "Max" }.to_owned(),
        last_name: id.to_owned(),
        email: String::new(),
        phone: String::new(),
        answers: answers.iter().map(|(field, text)| ((*field).to_owned(), Answer::Text((*text).to_owned()))).collect(),
        source: Source::default(),
    }
}

/// `mentor.city`, `adept.city`.
pub(super) fn field(text: &str) -> FieldRef {
    FieldRef::read(text).unwrap()
}

/// Several of them.
pub(super) fn fields(texts: &[&str]) -> Vec<FieldRef> {
    texts.iter().map(|text| field(text)).collect()
}

/// A criterion of so many whole points.
pub(super) fn criterion(id: &str, points: u32, kind: Kind) -> Criterion {
    Criterion { id: CriterionId(id.into()), label: id.to_owned(), weight: Weight(points * 1000), kind }
}

/// A program of these criteria, under the default settings for blanks.
pub(super) fn program(criteria: Vec<Criterion>, people: impl IntoIterator<Item = Application>) -> Program {
    Program::new(Criteria { criteria, ..Criteria::default() }, people)
}

/// One criterion, one adept and one mentor; blanks are worth 40 %.
pub(super) fn one_pair(kind: Kind, adept: &[(&str, &str)], mentor: &[(&str, &str)]) -> (Cell, Breakdown) {
    let mut program = program(vec![criterion("only", 10, kind)], [person(Role::Adept, "a", adept), person(Role::Mentor, "m", mentor)]);
    program.criteria.missing = Missing::Neutral;
    let scorer = Scorer::new(Arc::new(program));
    let terms = Terms::of(scorer.program());
    let pair = Pair { adept: 0, mentor: 0 };
    (scorer.scores(&terms).cell(pair), scorer.breakdown(&terms, pair).unwrap())
}
