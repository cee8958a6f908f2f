//! Fills "these mean the same", moves in it, and asks for the words to be written.

use crate::program::{Role, Shown};
use crate::scoring::text::{Said, Union, lines};
use crate::scoring::{Detail, Phrase};
use crate::session::{Refusal, Standing};

use super::cursor::{Cursor, Step};
use super::message::Asked;
use super::modal::unite::{Choice, Found, Stage, Unite};
use super::modal::{Explain, Modal};
use super::notice::Notice;
use super::refused::Refused;
use super::rows::end_of;
use super::{App, Effect, Pending, search};

impl App {
    /// Whether two passages under the part that is read could be made to mean the same.
    pub(super) fn may_unite(&self) -> Result<(), Refused> {
        let Some(Modal::Explain(explain)) = self.modals.last() else { return Err(Refused::OnlyWhileReading) };
        if self.role == Standing::Viewer {
            return Err(Refusal::Viewer.into());
        }
        self.may_write()?;
        let part = explain.breakdown.as_ref().and_then(|breakdown| breakdown.parts.get(explain.part));
        match part {
            Some(part) if !self.session.scorer().compares_words(part.criterion) => Err(Refused::NoWordsHere),
            Some(part) if part.detail == Detail::NotAsked => Err(Refused::NothingAsked),
            Some(_) => Ok(()),
            None => Err(Refused::NoWordsHere),
        }
    }

    pub(super) fn open_unite(&mut self) {
        let Some(Modal::Explain(explain)) = self.modals.last() else { return };
        match self.unite_of(explain) {
            Some(unite) => {
                self.put_on_top(Modal::Unite(Box::new(unite)));
                self.look_for_offers();
            }
            None => self.notice = Some(Notice::refused(Refused::NothingAsked)),
        }
    }

    fn unite_of(&self, explain: &Explain) -> Option<Unite> {
        let part = explain.breakdown.as_ref()?.parts.get(explain.part)?;
        let said = self.session.scorer().said(part.criterion, explain.pair)?;
        let mut wanted: Vec<Choice> = said.wanted.iter().map(choice).collect();
        // What the reading room shows as missing comes first, in its order, then whatever else is missing.
        let shown = |choice: &Choice| part.gaps.iter().position(|gap| gap.quote.text == choice.said.text).unwrap_or(part.gaps.len());
        wanted.sort_by_key(|choice| (choice.answered, shown(choice)));
        let by = said.wanted.first()?.quote.field.role;
        let name = |role: Role| self.finder.name(role, end_of(explain.pair, role));
        Some(Unite {
            pair: explain.pair,
            criterion: Shown::new(self.session.program().criteria.criteria.get(part.criterion).map_or("", |one| &one.label)),
            names: [name(by), name(by.other())],
            wanted,
            wanted_cursor: Cursor::default(),
            offered: said.offered.iter().map(choice).collect(),
            field: Default::default(),
            found: Vec::new(),
            offered_cursor: Cursor::default(),
            stage: Stage::Wanted,
        })
    }

    /// Lists anew what is offered and found by the words typed so far; what has been typed can be taken itself.
    pub(super) fn look_for_offers(&mut self) {
        let Some(Modal::Unite(unite)) = self.modals.last_mut() else { return };
        let typed = unite.field.text().trim();
        let mut found: Vec<(i64, Found)> = Vec::new();
        for (place, choice) in unite.offered.iter().enumerate() {
            if let Some((score, hit)) = search::matches(choice.words.as_str(), typed) {
                found.push((score, Found::Choice(place, hit)));
            }
        }
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        unite.found = found.into_iter().map(|(_, found)| found).chain((!typed.is_empty()).then_some(Found::Typed)).collect();
        unite.offered_cursor = Cursor::default();
    }

    pub(super) fn step_in_unite(&mut self, step: Step, height: usize) {
        if let Some(Modal::Unite(unite)) = self.modals.last_mut() {
            match unite.stage {
                Stage::Wanted => unite.wanted_cursor.step(step, unite.wanted.len(), height),
                Stage::Offered => unite.offered_cursor.step(step, unite.found.len(), height),
                Stage::Confirm(_) => {}
            }
        }
    }

    pub(super) fn accept_in_unite(&mut self) -> Vec<Effect> {
        let Some(Modal::Unite(unite)) = self.modals.last_mut() else { return vec![] };
        match unite.stage.clone() {
            Stage::Wanted if unite.chosen_want().is_some() => unite.stage = Stage::Offered,
            Stage::Wanted => {}
            Stage::Offered => self.ask_to_unite(),
            Stage::Confirm(union) => return self.unite(union),
        }
        vec![]
    }

    /// One step back; false when it leads out.
    pub(super) fn back_in_unite(&mut self) -> bool {
        let Some(Modal::Unite(unite)) = self.modals.last_mut() else { return false };
        match unite.stage {
            Stage::Wanted => return false,
            Stage::Offered => unite.stage = Stage::Wanted,
            Stage::Confirm(_) => unite.stage = Stage::Offered,
        }
        true
    }

    /// What cannot mean the same is refused before anything is asked.
    fn ask_to_unite(&mut self) {
        let Some(Modal::Unite(unite)) = self.modals.last() else { return };
        let typed = || Said { text: unite.field.text().trim().to_owned(), language: None };
        let offered = match unite.chosen_offer() {
            Some(Found::Choice(place, _)) => unite.offered.get(*place).map(|choice| choice.said.clone()),
            Some(Found::Typed) => Some(typed()),
            None => None,
        };
        let (Some(wanted), Some(offered)) = (unite.chosen_want().map(|choice| choice.said.clone()), offered) else { return };
        let union = Union { wanted, offered };
        match lines(self.session.scorer().lexicon(), &union) {
            Ok(_) => {
                if let Some(Modal::Unite(unite)) = self.modals.last_mut() {
                    unite.stage = Stage::Confirm(union);
                }
            }
            Err(why) => self.notice = Some(Notice::refused(Refused::NoUnion(why))),
        }
    }

    fn unite(&mut self, union: Union) -> Vec<Effect> {
        if let Err(refused) = self.may_write() {
            self.notice = Some(Notice::refused(refused));
            return vec![];
        }
        self.modals.pop();
        let words = [&union.wanted, &union.offered].map(|said| Shown::new(&said.text));
        self.pending = Some(Pending::Reading(Asked::Unite { words, written: None }));
        vec![Effect::Unite(union)]
    }
}

fn choice(phrase: &Phrase) -> Choice {
    let (before, after) = &phrase.around;
    Choice {
        words: Shown::new(&phrase.quote.text),
        around: [Shown::new(before), Shown::new(after)],
        field: phrase.quote.field.clone(),
        answered: phrase.answered,
        said: phrase.said.clone(),
    }
}
