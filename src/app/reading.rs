//! Fills the reading room and moves in it.

use crate::program::application::written_number;
use crate::program::{Answer, Application, FieldRef, Pair, Role, Shown};
use crate::scoring::Breakdown;
use crate::session::PairState;
use std::cmp::Reverse;

use super::App;
use super::cursor::Step;
use super::modal::explain::{AnswerLine, NoteLine, Other, RuleLine};
use super::modal::{Explain, Modal, Reading};
use super::quoting;
use super::rows::{end_of, pair_of};

/// So many other partners are shown for each of the two.
const OTHERS: usize = 3;

impl App {
    pub(super) fn explain(&mut self) {
        if let Some(pair) = self.marked_pair() {
            let explain = self.read(pair);
            self.put_on_top(Modal::Explain(Box::new(explain)));
        }
    }

    /// After a record: the same pair anew, read on where one was.
    pub(super) fn read_again(&mut self) {
        let Some(place) = self.modals.iter().position(|modal| matches!(modal, Modal::Explain(_))) else { return };
        let Some(Modal::Explain(old)) = self.modals.get(place) else { return };
        let mut fresh = Explain { reading: old.reading, scroll: old.scroll, ..self.read(old.pair) };
        fresh.put_cursor(old.part);
        if let Some(modal) = self.modals.get_mut(place) {
            *modal = Modal::Explain(Box::new(fresh));
        }
    }

    pub(super) fn step_in_reading(&mut self, step: Step, height: usize) {
        let furthest = if self.drawn.modal_rows == 0 { [u16::MAX; 3] } else { self.drawn.furthest };
        if let Some(Modal::Explain(explain)) = self.modals.last_mut() {
            explain.step(step, height, furthest);
        }
    }

    fn read(&self, pair: Pair) -> Explain {
        let (session, program) = (&self.session, self.session.program());
        let breakdown = session.breakdown(pair);
        let answers = |role: Role, index: usize| {
            let person = program.people(role).get(index);
            person.map(|person| self.answers(person)).unwrap_or_default()
        };
        let (adept_answers, mentor_answers) = (answers(Role::Adept, pair.adept), answers(Role::Mentor, pair.mentor));
        let shown: Vec<&AnswerLine> = adept_answers.iter().chain(&mentor_answers).collect();
        let mut explain = Explain {
            pair,
            adept: self.finder.adept(pair.adept),
            mentor: self.finder.mentor(pair.mentor),
            state: session.state(pair),
            why_not: session.why_not(pair),
            rules: breakdown.as_ref().map(|breakdown| self.rules_checked(breakdown)).unwrap_or_default(),
            quoted: breakdown.as_ref().map(|breakdown| quoting::quoted(program, breakdown, &shown)).unwrap_or_default(),
            breakdown,
            otherwise: session.counterfactuals(pair),
            adept_answers,
            mentor_answers,
            other_mentors: self.others(Role::Adept, pair),
            other_adepts: self.others(Role::Mentor, pair),
            notes: self.notes(pair),
            part: 0,
            reading: Reading::Parts,
            scroll: [0; 3],
        };
        explain.put_cursor(0);
        explain
    }

    /// The best other partners of one of the two, those that a rule blocks last.
    fn others(&self, role: Role, read: Pair) -> Vec<Other> {
        let (subject, present) = (end_of(read, role), end_of(read, role.other()));
        let criteria = &self.session.program().criteria;
        let all = 0..self.session.program().people(role.other()).len();
        let mut pairs: Vec<Pair> = all.filter(|other| *other != present).map(|other| pair_of(role, subject, other)).collect();
        let score = |pair: &Pair| self.session.scores().cell(*pair).score;
        let blocked = |pair: &Pair| matches!(self.session.state(*pair), PairState::Blocked(_));
        pairs.sort_by_cached_key(|pair| (blocked(pair), Reverse(score(pair)), *pair));
        let line = |pair: Pair| Other {
            pair,
            name: self.finder.name(role.other(), end_of(pair, role.other())),
            score: score(&pair),
            thin: self.session.scores().cell(pair).coverage < criteria.low_coverage,
            equal: !blocked(&pair) && !blocked(&read) && score(&pair).abs_diff(score(&read)) < criteria.same_within.max(1),
            why_not: self.session.why_not(pair),
        };
        pairs.into_iter().take(OTHERS).map(line).collect()
    }

    fn rules_checked(&self, breakdown: &Breakdown) -> Vec<RuleLine> {
        let rules = &self.session.program().criteria.rules;
        let line = |check: &crate::scoring::RuleCheck| {
            rules.get(check.rule).map(|rule| RuleLine { label: Shown::new(&rule.label), verdict: check.verdict })
        };
        breakdown.rules.iter().filter_map(line).collect()
    }

    fn notes(&self, pair: Pair) -> Vec<NoteLine> {
        let Some(named) = self.session.named(pair) else { return vec![] };
        let notes = self.session.ledger().notes_about(&named.adept, &named.mentor);
        let line = |note: crate::session::Noted<'_>| NoteLine {
            by: Shown::new(note.by),
            at: note.at.to_owned(),
            text: note.text.map(Shown::new),
            reworded_at: note.reworded_at.map(str::to_owned),
        };
        notes.into_iter().map(line).collect()
    }

    /// Every answer of a person: what criteria and rules look at first, blank or not, then the rest by name.
    fn answers(&self, person: &Application) -> Vec<AnswerLine> {
        let mut fields: Vec<&str> = Vec::new();
        let criteria = &self.session.program().criteria.criteria;
        let looked_at = criteria.iter().flat_map(|criterion| criterion.kind.fields());
        let own = looked_at.filter(|field| field.role == person.role).map(|field| field.field.as_str());
        for field in own.chain(person.answers.keys().map(String::as_str)) {
            if !fields.contains(&field) && !matches!(field, "id" | "first_name" | "last_name" | "email" | "phone") {
                fields.push(field);
            }
        }
        let line = |field: &str| AnswerLine {
            field: FieldRef { role: person.role, field: field.to_owned() },
            text: person.answers.get(field).map(|answer| self.in_words(answer)).unwrap_or_default(),
            marks: Vec::new(),
        };
        fields.into_iter().map(line).collect()
    }

    fn in_words(&self, answer: &Answer) -> Shown {
        match answer {
            Answer::Text(text) => Shown::new(text.trim()),
            Answer::List(list) => Shown::new(&list.join(", ")),
            Answer::Number(thousandths) => Shown::new(&written_number(*thousandths)),
            Answer::YesNo(yes) => Shown::new(if *yes { self.lang.pick("ja", "yes") } else { self.lang.pick("nej", "no") }),
        }
    }
}

impl Explain {
    /// Puts the cursor on a part and marks its passages in both applications, and what is never answered at all.
    fn put_cursor(&mut self, part: usize) {
        self.part = part.min(self.quoted.len().saturating_sub(1));
        for answer in self.adept_answers.iter_mut().chain(&mut self.mentor_answers) {
            answer.marks = quoting::marks(&answer.field, &self.quoted, self.part);
        }
    }

    /// Turns to another column. Texts that followed the parts are read on from where they are seen.
    pub(super) fn turn(&mut self, to: fn(Reading) -> Reading, seen_from: [u16; 3]) {
        if self.reading == Reading::Parts {
            self.scroll = seen_from;
        }
        self.reading = to(self.reading);
    }

    fn step(&mut self, step: Step, height: usize, furthest: [u16; 3]) {
        let page = height.saturating_sub(1).max(1);
        let column = match self.reading {
            Reading::Parts => {
                let mut cursor = super::cursor::Cursor { selected: self.part, offset: 0 };
                cursor.step(step, self.breakdown.as_ref().map_or(0, |b| b.parts.len()), height);
                return self.put_cursor(cursor.selected);
            }
            Reading::Adept => 0,
            Reading::Mentor => 1,
            Reading::Rest => 2,
        };
        let page = u16::try_from(page).unwrap_or(u16::MAX);
        let (Some(scroll), Some(furthest)) = (self.scroll.get_mut(column), furthest.get(column).copied()) else { return };
        *scroll = match step {
            Step::Up => scroll.saturating_sub(1),
            Step::Down => scroll.saturating_add(1),
            Step::PageUp => scroll.saturating_sub(page),
            Step::PageDown => scroll.saturating_add(page),
            Step::First => 0,
            Step::Last => furthest,
        };
        *scroll = (*scroll).min(furthest);
    }
}

impl Reading {
    const ROUND: [Reading; 4] = [Reading::Parts, Reading::Adept, Reading::Mentor, Reading::Rest];

    pub(super) fn after(self) -> Reading {
        self.moved_by(1)
    }

    pub(super) fn before(self) -> Reading {
        self.moved_by(Self::ROUND.len() - 1)
    }

    fn moved_by(self, steps: usize) -> Reading {
        let place = Self::ROUND.iter().position(|reading| *reading == self).unwrap_or(0);
        Self::ROUND.get((place + steps) % Self::ROUND.len()).copied().unwrap_or_default()
    }
}
