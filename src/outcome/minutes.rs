//! `minutes.md`: the evening as a page that can be read a year later without the program.

use std::fmt::Write;

use super::Saving;
use super::markdown::{plain, quoted};
use crate::program::{Application, Pair, PersonId, Role, Shown};
use crate::scoring::Part;
use crate::session::{Ballot, Decision, Named, Noted, Poll, Record, Session, Standing};
use crate::words::minutes::{self as words, Fixed, Totals, fixed};
use crate::words::{Lang, openings, pair, roles, sentence, terms, voices};

/// How many reasons are given for a pair.
const REASONS: usize = 3;

/// The minutes: who was matched with whom and why, who has no partner and why, every decision with who, when and why, the notes, what the group has voted, the
/// weights in force, and the journal's last sum.
pub fn minutes_md(session: &Session, saving: &Saving, lang: Lang) -> String {
    Page { session, saving, lang, fixed: fixed(lang), text: String::new() }.written()
}

struct Page<'a> {
    session: &'a Session,
    saving: &'a Saving,
    lang: Lang,
    fixed: Fixed,
    text: String,
}

impl Page<'_> {
    fn written(mut self) -> String {
        self.head();
        self.pairs();
        self.adepts_without();
        self.mentors_without();
        self.notes();
        self.votes();
        self.decisions();
        self.weights();
        self.journal();
        self.text
    }

    fn head(&mut self) {
        let title = plain(&self.session.program().criteria.title);
        let title = if title.is_empty() { self.fixed.untitled.to_owned() } else { title };
        self.line(&format!("# {}: {title}", self.fixed.minutes));
        self.line("");
        let at = self.saving.at.strftime("%Y-%m-%d %H:%M").to_string();
        let saved = words::saved(Shown::new(&self.saving.by).as_str(), &at, self.lang);
        self.line(&plain(&saved));
        self.line("");
        let (session, proposal) = (self.session, self.session.proposal());
        let totals = Totals {
            adepts: session.program().adepts().len(),
            matched: proposal.matched,
            total: proposal.total,
            best: session.total_without_decisions(),
            worst: proposal.worst(session.scores()),
            objective: session.objective(),
        };
        self.list(words::totals(totals, self.lang));
    }

    fn pairs(&mut self) {
        self.heading(self.fixed.pairs);
        let pairs: Vec<Pair> = self.session.proposal().pairs().collect();
        if pairs.is_empty() {
            self.line(self.fixed.none);
        }
        for pair in pairs {
            self.pair(pair);
        }
    }

    fn pair(&mut self, pair: Pair) {
        let program = self.session.program().clone();
        let (Some(adept), Some(mentor)) = (program.adepts().get(pair.adept), program.mentors().get(pair.mentor)) else { return };
        let found = self.session.scores().cell(pair);
        let state = if self.session.is_locked(pair) { self.fixed.locked } else { self.fixed.proposed };
        let percent = (u32::from(found.score) + 50) / 100;
        let thin = if found.coverage < program.criteria.low_coverage { format!(", {}", self.fixed.thin) } else { String::new() };
        let about = if thin.is_empty() { "" } else { "~" };
        self.line(&format!("### {} – {}: {about}{percent} %, {state}{thin}", name(adept), name(mentor)));
        self.line("");
        if let Some(breakdown) = self.session.breakdown(pair) {
            self.line(&plain(&sentence::about(self.lang, &program, &breakdown)));
            self.line("");
        }
        let mut reasons = self.reasons(pair);
        reasons.extend(self.warnings(pair));
        for note in self.session.ledger().notes_about(&adept.id, &mentor.id) {
            reasons.extend(note.text.map(|text| format!("{}: {}", self.author(&note), quoted(text, self.lang))));
        }
        if let Some(answers) = self.answers(&Named::new(&adept.id, &mentor.id)) {
            reasons.push(format!("{}: {}", self.fixed.vote, plain(&voices::by_name(&answers, self.lang))));
        }
        self.list(reasons);
    }

    /// The parts that gave most, with their first quotes.
    fn reasons(&self, pair: Pair) -> Vec<String> {
        let Some(breakdown) = self.session.breakdown(pair) else { return vec![] };
        let mut parts: Vec<Part> = breakdown.parts.into_iter().filter(|part| part.applies && part.known && part.points > 0).collect();
        parts.sort_by_key(|part| (std::cmp::Reverse(part.points), part.criterion));
        parts.iter().take(REASONS).map(|part| self.reason(part)).collect()
    }

    fn reason(&self, part: &Part) -> String {
        let criterion = self.session.program().criteria.criteria.get(part.criterion);
        let label = criterion.map_or("", |criterion| &criterion.label);
        let mut reason = words::part(&plain(label), part.points, part.of, self.lang);
        let detail = pair::detail(&part.detail, self.lang);
        if !detail.is_empty() {
            let _ = write!(reason, ", {}", plain(&detail));
        }
        if let Some(evidence) = part.evidence.first() {
            let _ = write!(reason, ". {} – {}", quoted(&evidence.want.text, self.lang), quoted(&evidence.offer.text, self.lang));
        }
        reason
    }

    /// The rules that the pair does not keep, and how much each minds.
    fn warnings(&self, pair: Pair) -> Vec<String> {
        let rules = &self.session.program().criteria.rules;
        let not_kept = self.session.rules_not_kept(pair).into_iter().filter_map(|check| Some((rules.get(check.rule)?, check.verdict)));
        not_kept
            .map(|(rule, verdict)| format!("{}: {}: {}", self.fixed.rule, plain(&rule.label), pair::verdict(verdict, self.lang)))
            .collect()
    }

    fn adepts_without(&mut self) {
        self.heading(self.fixed.adepts_without);
        let program = self.session.program().clone();
        let without = program.adepts().iter().enumerate().filter(|(adept, _)| self.session.partner(*adept).is_none());
        let found = self.session.openings_soon();
        let called = |role: Role, place: usize| program.people(role).get(place).map(Application::name).unwrap_or_default();
        let lines = without.map(|(adept, person)| {
            let mut why = vec![words::why_empty(&self.session.why_empty(adept), &program, self.lang)];
            why.extend(found.iter().flat_map(|found| openings::for_adept(found, adept, &program, &called, self.lang)));
            format!("{}: {}", name(person), plain(&why.join(" ")))
        });
        self.list_or_none(lines.collect());
    }

    fn mentors_without(&mut self) {
        self.heading(self.fixed.mentors_without);
        let (program, proposal) = (self.session.program().clone(), self.session.proposal());
        let without = program.mentors().iter().enumerate().filter(|(mentor, _)| proposal.adepts_of(*mentor).next().is_none());
        self.list_or_none(without.map(|(_, person)| name(person)).collect());
    }

    fn notes(&mut self) {
        self.heading(self.fixed.notes);
        let line = |note: Noted<'_>| {
            let names: Vec<String> = note.adept.iter().chain(&note.mentor).map(|id| self.person(id)).collect();
            let words = note.text.map_or_else(|| self.fixed.erased.to_owned(), |text| quoted(text, self.lang));
            format!("{}: {}: {words}", self.author(&note), plain(&voices::about(&names, self.lang)))
        };
        self.list_or_none(self.session.ledger().notes().map(line).collect());
    }

    /// What the group answered about each pair; answers that nobody has revealed are not told.
    fn votes(&mut self) {
        let line = |(pair, poll): (&Named, &Poll)| {
            let about = format!("{} – {}", self.person(&pair.adept), self.person(&pair.mentor));
            match self.answers(pair) {
                Some(answers) => format!("{}: {}", plain(&about), plain(&voices::by_name(&answers, self.lang))),
                None => {
                    let progress = voices::answered(poll.count(), self.lang);
                    format!("{}: {progress}, {}", plain(&about), voices::not_revealed(self.lang))
                }
            }
        };
        let lines: Vec<String> = self.session.ledger().polls().map(line).collect();
        if !lines.is_empty() {
            self.heading(self.fixed.votes);
            self.list(lines);
        }
    }

    /// Who answered what about a pair, once that is revealed.
    fn answers(&self, pair: &Named) -> Option<Vec<(String, Ballot)>> {
        let answers = self.session.ledger().poll(pair)?.answers()?;
        Some(answers.into_iter().map(|(name, answer)| (name.to_owned(), answer)).collect())
    }

    /// Who wrote a note, and when.
    fn author(&self, note: &Noted<'_>) -> String {
        plain(&voices::written(note.by, note.at, note.reworded_at, self.lang))
    }

    fn decisions(&mut self) {
        self.heading(self.fixed.decisions);
        let records = self.session.ledger().records();
        if records.is_empty() {
            self.line(self.fixed.none);
        }
        for record in records {
            let line = format!("{}. {}", record.seq, self.decision(record));
            self.line(&line);
        }
    }

    /// When, who, what, why, and whether it still holds.
    fn decision(&self, record: &Record) -> String {
        let ledger = self.session.ledger();
        let redo = record.undoes.and_then(|target| ledger.record(target)).is_some_and(|target| target.undoes.is_some());
        let what = words::decided(record, &|id| self.person(id), self.session.program(), redo, self.lang);
        let at = record.at.replace('T', " ").replace('Z', " UTC");
        let chair = if record.role == Standing::Chair { roles::standing(record.role, self.lang) } else { None };
        let role = chair.map_or_else(String::new, |chair| format!(" ({chair})"));
        let mut line = format!("{at}, {}{role}: {}", plain(&record.by), plain(&what));
        match (&record.note, record.why()) {
            (Some(_), Some(why)) if matches!(record.decision, Decision::Note { .. } | Decision::Reword { .. }) => {
                _ = write!(line, ": {}", quoted(why, self.lang))
            }
            (Some(_), Some(why)) => _ = write!(line, ". {}: {}", self.fixed.why, quoted(why, self.lang)),
            (Some(_), None) => _ = write!(line, " ({})", self.fixed.erased),
            (None, _) => {}
        }
        if !ledger.in_force(record.seq) {
            let _ = write!(line, " *({})*", self.fixed.taken_back);
        }
        line
    }

    fn weights(&mut self) {
        self.heading(self.fixed.weights);
        let [criterion, weight, file] = self.fixed.weight_heads;
        self.line(&format!("| {criterion} | {weight} | {file} |"));
        self.line("| --- | ---: | ---: |");
        let program = self.session.program().clone();
        for (criterion, weight) in program.criteria.criteria.iter().zip(&self.session.weights().0) {
            let (weight, file) = (terms::weight(*weight, self.lang), terms::weight(criterion.weight, self.lang));
            self.line(&format!("| {} | {weight} | {file} |", plain(&criterion.label)));
        }
        if program.criteria.rules.is_empty() {
            return;
        }
        let [rule, does, file] = self.fixed.rule_heads;
        self.line("");
        self.line(&format!("| {rule} | {does} | {file} |"));
        self.line("| --- | --- | --- |");
        for (rule, effect) in program.criteria.rules.iter().zip(&self.session.effects().0) {
            let (does, file) = (terms::effect(*effect, self.lang), terms::effect(rule.effect, self.lang));
            self.line(&format!("| {} | {does} | {file} |", plain(&rule.label)));
        }
    }

    fn journal(&mut self) {
        self.heading(self.fixed.journal);
        let last = self.session.ledger().records().last();
        self.list(words::journal(self.session.ledger().last(), last.map(|record| record.sum.as_str()), self.lang));
    }

    /// Name and id; the id alone for somebody who has left the program.
    fn person(&self, id: &PersonId) -> String {
        let program = self.session.program();
        let found = program.find(id).and_then(|(role, place)| program.people(role).get(place));
        found.map_or(id.to_string(), |person| format!("{} ({})", person.name(), person.id))
    }

    fn heading(&mut self, text: &str) {
        if !self.text.ends_with("\n\n") {
            self.line("");
        }
        self.line(&format!("## {text}"));
        self.line("");
    }

    fn list(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        for line in lines {
            self.line(&format!("- {line}"));
        }
        self.line("");
    }

    fn list_or_none(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            self.line(self.fixed.none);
        }
        self.list(lines);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Name and id, escaped.
fn name(person: &Application) -> String {
    plain(&format!("{} ({})", person.name(), person.id))
}
