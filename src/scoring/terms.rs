//! What is in force: how much each criterion counts and what each rule does. The program's file says it first; the group may try and
//! decide otherwise.

use crate::program::criteria::Effect;
use crate::program::{Program, Weight};

/// The weights and the rules' effects that scores are made under.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terms {
    /// How much each criterion counts.
    pub weights: Weights,
    /// What each rule does.
    pub effects: Effects,
}

/// One weight for each criterion, in the order of `criteria.toml`. One that is left out is nought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Weights(pub Vec<Weight>);

/// One effect for each rule, in the order of `criteria.toml`. One that is left out does nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Effects(pub Vec<Effect>);

impl Terms {
    /// What the program's criteria file says.
    pub fn of(program: &Program) -> Self {
        Self::weighed(program, Weights::of(program))
    }

    /// These weights, and what the file says that the rules do.
    pub fn weighed(program: &Program, weights: Weights) -> Self {
        Self { weights, effects: Effects::of(program) }
    }
}

impl Weights {
    /// The weights that the program's criteria file gives.
    pub fn of(program: &Program) -> Self {
        Self(program.criteria.criteria.iter().map(|criterion| criterion.weight).collect())
    }

    /// Whether any criterion counts at all. Where none does, every score is what nothing asked is worth.
    pub fn count(&self) -> bool {
        self.0.iter().any(|weight| weight.0 > 0)
    }

    /// The weight of the criterion at this place, in thousandths of a point.
    pub(super) fn at(&self, criterion: usize) -> u32 {
        self.0.get(criterion).copied().unwrap_or_default().min(Weight::MOST).0
    }
}

impl Effects {
    /// The effects that the program's criteria file gives.
    pub fn of(program: &Program) -> Self {
        Self(program.criteria.rules.iter().map(|rule| rule.effect).collect())
    }

    /// What the rule at this place does.
    pub fn at(&self, rule: usize) -> Effect {
        self.0.get(rule).copied().unwrap_or(Effect::Off)
    }
}
