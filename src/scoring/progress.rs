//! How far the reading and comparing is, told to whoever waits. Decides nothing.

use std::sync::{Mutex, PoisonError};

/// Counts the steps of a long work and tells of each.
pub(super) struct Progress<'t> {
    all: usize,
    done: Mutex<usize>,
    told: &'t (dyn Fn(usize, usize) + Sync),
}

impl<'t> Progress<'t> {
    /// A work of so many steps.
    pub(super) fn of(all: usize, told: &'t (dyn Fn(usize, usize) + Sync)) -> Self {
        Self { all, done: Mutex::new(0), told }
    }

    /// So many steps more are done. Told in order: whoever comes second waits until the first is told.
    pub(super) fn done(&self, steps: usize) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        *done = (*done + steps).min(self.all);
        (self.told)(*done, self.all);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::super::samples::{criterion, fields, person, program};
    use super::super::{Scorer, Terms};
    use crate::program::Role;
    use crate::program::criteria::Kind;

    #[test]
    fn every_step_is_told_in_order_up_to_the_last() {
        let text = Kind::Text { want: fields(&["adept.goals"]), offer: fields(&["mentor.offers"]) };
        let people = (0..300).map(|n| match n % 2 {
            0 => person(Role::Adept, &format!("a{n}"), &[("goals", "ledarskap")]),
            _ => person(Role::Mentor, &format!("m{n}"), &[("offers", "kemi, ledarskap")]),
        });
        let program = Arc::new(program(vec![criterion("one", 1, text.clone()), criterion("two", 1, text)], people));
        let told = Mutex::new(Vec::new());
        let scorer = Scorer::with_progress(Arc::clone(&program), &|done, all| told.lock().unwrap().push((done, all)));
        let told = told.into_inner().unwrap();
        assert!(told.len() > 3 && told.is_sorted(), "{told:?}");
        assert!(told.iter().all(|(done, all)| done <= all));
        assert_eq!(told.last().map(|(done, all)| done == all), Some(true));
        let terms = Terms::of(&program);
        assert!(scorer.scores(&terms) == Scorer::new(program).scores(&terms));
    }
}
