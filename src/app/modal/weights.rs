//! Weights and rules that are being tried: nothing of it is kept until somebody says so.

use std::collections::BTreeSet;

use crate::app::cursor::Cursor;
use crate::program::criteria::Effect;
use crate::program::{Criteria, Shown, Weight};
use crate::scoring::Terms;
use crate::session::{Consequences, Session};

/// Weights and rules that are being tried. While it lies over the panes, the app's session is the one that would follow.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Everything as it is decided.
    pub(in crate::app) decided: Session,
    /// Who had just been moved before anything was tried.
    pub(in crate::app) just_moved: BTreeSet<usize>,
    /// What is tried.
    pub(in crate::app) terms: Terms,
    /// Which list has the keys.
    pub list: List,
    /// Where in the criteria.
    pub criteria: Cursor,
    /// Where in the rules.
    pub rules: Cursor,
    /// The number being typed for the criterion under the cursor; empty when none is.
    pub typed: String,
    /// What one press of a key changes, in thousandths of a point; the large step is ten of them.
    pub(in crate::app) step: u32,
    /// What would follow.
    pub follows: Follows,
    /// How many times it has been asked what would follow.
    pub(in crate::app) asked: u64,
}

/// Which list of a trial has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum List {
    /// The criteria with their weights.
    #[default]
    Criteria,
    /// The rules with their effects.
    Rules,
}

/// What would follow from what is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follows {
    /// Nothing differs from what is decided.
    Nothing,
    /// No criterion counts, so there is nothing to work out.
    NothingCounts,
    /// It is being worked out; before, this was known.
    Working(Option<Box<Forecast>>),
    /// This.
    Known(Box<Forecast>),
}

/// What would follow, with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Who would move; totals before under the terms in force, after under those tried.
    pub consequences: Consequences,
    /// What the present pairs are worth under what is tried; basis points.
    pub present_total: i64,
    /// The names of the first adepts who would get another mentor.
    pub moved: Vec<Shown>,
    /// Locked pairs that a rule would block, which stay: adept and mentor.
    pub locks_against: Vec<(Shown, Shown)>,
}

/// One thing that can be turned, with what it is, was and is in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned<T> {
    /// What it is called.
    pub label: Shown,
    /// What is tried.
    pub tried: T,
    /// What is decided.
    pub decided: T,
    /// What the file says.
    pub file: T,
}

impl Trial {
    /// Nothing is tried yet.
    pub(in crate::app) fn of(decided: Session, just_moved: BTreeSet<usize>) -> Self {
        let terms = decided.terms().clone();
        let step = step(heaviest(&decided.program().criteria, &terms));
        let (criteria, rules) = (Cursor::default(), Cursor::default());
        let list = if terms.weights.0.is_empty() && !terms.effects.0.is_empty() { List::Rules } else { List::Criteria };
        Self { decided, just_moved, terms, list, criteria, rules, typed: String::new(), step, follows: Follows::Nothing, asked: 0 }
    }

    /// Everything as it is decided.
    pub fn decided(&self) -> &Session {
        &self.decided
    }

    /// The criteria with their weights.
    pub fn weights(&self) -> Vec<Turned<Weight>> {
        let tried = self.terms.weights.0.iter().zip(&self.decided.weights().0);
        let criteria = &self.decided.program().criteria.criteria;
        let turned = criteria.iter().zip(tried).map(|(criterion, (tried, decided))| Turned {
            label: Shown::new(&criterion.label),
            tried: *tried,
            decided: *decided,
            file: criterion.weight,
        });
        turned.collect()
    }

    /// The rules with their effects.
    pub fn effects(&self) -> Vec<Turned<Effect>> {
        let tried = self.terms.effects.0.iter().zip(&self.decided.effects().0);
        let rules = &self.decided.program().criteria.rules;
        let turned = rules.iter().zip(tried).map(|(rule, (tried, decided))| Turned {
            label: Shown::new(&rule.label),
            tried: *tried,
            decided: *decided,
            file: rule.effect,
        });
        turned.collect()
    }

    /// How many weights and rules differ from what is decided.
    pub fn changes(&self) -> usize {
        self.decided.keeping(&self.terms).len()
    }

    /// The heaviest weight that is tried, decided or in the file: what a full bar stands for. Never nought.
    pub fn heaviest(&self) -> Weight {
        let decided = heaviest(&self.decided.program().criteria, self.decided.terms());
        let tried = self.terms.weights.0.iter().copied().max().unwrap_or_default();
        Weight(decided.max(tried).0.max(1))
    }

    /// The weight under the cursor.
    pub(in crate::app) fn weight_mut(&mut self) -> Option<&mut Weight> {
        self.terms.weights.0.get_mut(self.criteria.selected).filter(|_| self.list == List::Criteria)
    }

    /// The effect under the cursor.
    pub(in crate::app) fn effect_mut(&mut self) -> Option<&mut Effect> {
        self.terms.effects.0.get_mut(self.rules.selected).filter(|_| self.list == List::Rules)
    }
}

impl<T: PartialEq> Turned<T> {
    /// Whether it differs from what is decided.
    pub fn is_tried(&self) -> bool {
        self.tried != self.decided
    }

    /// Whether it differs from what the file says.
    pub fn is_not_as_in_the_file(&self) -> bool {
        self.tried != self.file
    }
}

fn heaviest(criteria: &Criteria, terms: &Terms) -> Weight {
    let file = criteria.criteria.iter().map(|criterion| criterion.weight);
    file.chain(terms.weights.0.iter().copied()).max().unwrap_or_default()
}

/// A step that suits the weights: a point where they go up to 200 points, a tenth where they go up to 20, and so on.
fn step(heaviest: Weight) -> u32 {
    const STEPS: u32 = 200;
    let mut step = 1;
    while heaviest.0 > STEPS * step {
        step *= 10;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_suit_the_weights() {
        for (points, expected) in [
            ("0", 1),
            ("0,1", 1),
            ("1", 10),
            ("5", 100),
            ("20", 100),
            ("21", 1_000),
            ("35", 1_000),
            ("200", 1_000),
            ("500", 10_000),
            ("1000000", 10_000_000),
        ] {
            assert_eq!(step(Weight::read(points).unwrap()), expected, "{points}");
        }
    }
}
