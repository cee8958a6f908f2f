//! Comparing what the objectives would give, and choosing one.

use crate::program::criteria::Objective;
use crate::session::{Consequences, Decision, Promise};

use super::modal::objectives::{Known, Objectives};
use super::modal::{Modal, Question};
use super::refused::Refused;
use super::{App, Effect};

/// Up to so many pairs the objectives are compared while the key goes down; from there on the outer world is asked to do it. Less than
/// for weights, since leximin takes longest of all.
const AT_ONCE: usize = 40_000;

impl App {
    fn objectives(&self) -> Option<&Objectives> {
        self.modals.iter().find_map(|modal| if let Modal::Objectives(objectives) = modal { Some(&**objectives) } else { None })
    }

    fn objectives_mut(&mut self) -> Option<&mut Objectives> {
        self.modals.iter_mut().find_map(|modal| if let Modal::Objectives(objectives) = modal { Some(&mut **objectives) } else { None })
    }

    pub(super) fn open_objectives(&mut self) -> Vec<Effect> {
        self.put_on_top(Modal::Objectives(Box::new(Objectives::of(self.session.objective()))));
        self.compare_objectives()
    }

    /// Works out what each objective would give, or asks for it; does nothing while they are not looked at. The cursor stays.
    pub(super) fn compare_objectives(&mut self) -> Vec<Effect> {
        if self.objectives().is_none() {
            return vec![];
        }
        self.compared += 1;
        let (number, in_force) = (self.compared, self.session.objective());
        if let Some(objectives) = self.objectives_mut() {
            objectives.asked = number;
            objectives.lines = Objectives::of(in_force).lines;
        }
        let at_once = self.compares_at_once();
        let now = Objective::ALL.into_iter().filter(|objective| at_once || *objective == in_force);
        for promise in now.map(|objective| self.session.under(objective)).collect::<Vec<_>>() {
            self.learn(promise);
        }
        if at_once { vec![] } else { vec![Effect::Promise { number }] }
    }

    /// What was asked for has been worked out; what answers an earlier question is of no use.
    pub(super) fn promised(&mut self, number: u64, promise: Promise) -> Vec<Effect> {
        if self.objectives().is_some_and(|objectives| objectives.asked == number) {
            self.learn(promise);
        }
        vec![]
    }

    fn learn(&mut self, promise: Promise) {
        let moved = self.moved(&promise.then, &[]);
        let Some(objectives) = self.objectives_mut() else { return };
        if let Some(line) = objectives.lines.iter_mut().find(|line| line.objective == promise.objective) {
            line.known = Some(Known { promise, moved });
        }
        let furthest = objectives.selected().and_then(|line| line.known.as_ref()).map_or(0, |known| known.moved.len().saturating_sub(1));
        objectives.scroll = objectives.scroll.min(furthest);
    }

    /// What an objective would give, where that is known.
    pub(super) fn promised_by(&self, objective: Objective) -> Option<Consequences> {
        let line = self.objectives()?.lines.iter().find(|line| line.objective == objective)?;
        line.known.as_ref().map(|known| known.promise.then.clone())
    }

    /// What raising the worst off would change, where the group strives for the total and that would raise them; nothing where it would
    /// take too long to say, or while something is tried. Worked out when first asked for.
    pub fn better_for_the_worst(&self) -> Option<&Consequences> {
        let worth_it =
            || self.session.objective() == Objective::Total && self.trial().is_none() && !self.is_in_the_past() && self.compares_at_once();
        let rises = |then: &Consequences| then.worst_after > then.worst_before;
        self.floor.get_or_init(|| worth_it().then(|| self.session.under(Objective::Floor).then).filter(rises)).as_ref()
    }

    fn compares_at_once(&self) -> bool {
        let program = self.session.program();
        program.adepts().len().saturating_mul(program.mentors().len()) <= AT_ONCE
    }

    /// Whether there is anything to compare.
    pub(super) fn may_compare_objectives(&self) -> Result<(), Refused> {
        let program = self.session.program();
        let nobody = program.adepts().is_empty() || program.mentors().is_empty();
        if nobody { Err(Refused::NobodyHere) } else { Ok(()) }
    }

    /// Whether the objective that is looked at can be decided.
    pub(super) fn may_choose(&self, objectives: &Objectives) -> Result<(), Refused> {
        let line = objectives.selected().ok_or(Refused::NotHere)?;
        self.may_decide(Decision::Objective { objective: line.objective })?;
        match &line.known {
            _ if line.in_force => Err(Refused::AlreadySo),
            None => Err(Refused::StillWorking),
            Some(_) => Ok(()),
        }
    }

    /// Asks whether the objective that is looked at shall be in force.
    pub(super) fn ask_for_objective(&mut self) {
        let Some(objective) = self.objectives().and_then(Objectives::selected).map(|line| line.objective) else { return };
        self.ask(Question::Objective(objective), &Decision::Objective { objective });
    }
}
