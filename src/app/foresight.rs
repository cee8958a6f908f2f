//! What the outer world has worked out about what is decided: asked for whenever that changes, shown when it comes.
//!
//! An answer that is overtaken stays until the next one is there, so that nothing goes and comes again with each decision; what it says of a pair is
//! shown only as long as the pair stands.

use std::sync::Arc;

use crate::session::foresight::{Costly, Foreseen, Openings, Rivals, Robust, Standbys};

use super::{App, Effect, Pane};

/// What has been asked, and what is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Foresight {
    /// Which question was the last.
    number: u64,
    /// The last record when it was asked; none when everything is to be asked anew.
    asked_at: Option<u64>,
    /// Whether somebody has pressed a key: from then on nothing is put in another order by itself.
    worked: bool,
    robust: Option<Arc<Robust>>,
    openings: Option<Arc<Openings>>,
    standbys: Option<Arc<Standbys>>,
    /// Who would rather have each other, and which question that answers.
    rivals: Option<(u64, Arc<Rivals>)>,
    /// What the decisions cost, and the number of the question that it answers.
    costs: Option<(u64, Arc<Vec<Costly>>)>,
}

impl Foresight {
    /// Other applications or criteria: nothing that was foreseen holds.
    pub fn forget(&mut self) {
        *self = Self { number: self.number, worked: self.worked, ..Self::default() };
    }

    /// A key was pressed.
    pub fn somebody_is_at_work(&mut self) {
        self.worked = true;
    }

    /// How often each pair stays under other weights, once that is known.
    pub fn robust(&self) -> Option<&Robust> {
        self.robust.as_deref()
    }

    /// Who would rather have each other, as things are decided; nothing while that is being worked out.
    pub fn rivals(&self) -> Option<&Arc<Rivals>> {
        self.rivals.as_ref().filter(|(number, _)| *number == self.number).map(|(_, rivals)| rivals)
    }

    /// What the decisions up to this record cost, once that is known.
    pub fn costs(&self, last: u64) -> Option<&[Costly]> {
        let (number, costs) = self.costs.as_ref()?;
        (*number == self.number && self.asked_at == Some(last)).then_some(costs.as_slice())
    }

    /// What decisions cost when it was last known.
    pub fn last_costs(&self) -> &[Costly] {
        self.costs.as_ref().map_or(&[], |(_, costs)| costs.as_slice())
    }

    /// Takes in the answer to the last question.
    pub fn keep_costs(&mut self, costs: Arc<Vec<Costly>>) {
        self.costs = Some((self.number, costs));
    }
}

impl App {
    /// Which single change would place more adepts; only while it is known of what is on the screen.
    pub fn openings(&self) -> Option<&Openings> {
        self.foresight.openings.as_deref().filter(|openings| openings.hold(self.session()))
    }

    /// Whom to ask when a pair fails; only while it is known of what is on the screen.
    pub fn standbys(&self) -> Option<&Standbys> {
        self.foresight.standbys.as_deref().filter(|standbys| standbys.hold(self.session()))
    }

    /// Asks what can be foreseen when something has been decided since it was asked last.
    pub(super) fn ask_what_can_be_foreseen(&mut self) -> Option<Effect> {
        let last = self.decided_session().ledger().last();
        if self.foresight.asked_at == Some(last) {
            return None;
        }
        self.foresight.asked_at = Some(last);
        self.foresight.number += 1;
        Some(Effect::Foresee { number: self.foresight.number })
    }

    /// Takes one answer; one that others have overtaken is passed over.
    pub(super) fn foreseen(&mut self, number: u64, foreseen: Foreseen) -> Vec<Effect> {
        if number != self.foresight.number {
            return vec![];
        }
        match foreseen {
            Foreseen::Rivals(rivals) => {
                self.relist_rivals(&rivals);
                self.foresight.rivals = Some((number, rivals));
            }
            Foreseen::Decisions(costs) => return self.costs_foreseen(costs),
            Foreseen::Robustness(robust) => {
                let first = self.foresight.robust.replace(robust).is_none();
                if first && !self.foresight.worked {
                    // Nobody has gone anywhere yet: the list begins, and the cursor stands, where a look is needed first.
                    self.standing.clear();
                    self.people = Pane::empty(self.people.role);
                }
                self.refresh();
            }
            Foreseen::Openings(openings) => self.foresight.openings = Some(openings),
            Foreseen::Standbys(standbys) => self.foresight.standbys = Some(standbys),
        }
        vec![]
    }
}
