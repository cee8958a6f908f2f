//! Voices: what people have noted, and what they think of a pair when the group is asked.
//!
//! **Notes** are about a pair, a person or the program. A note's words are those of the last rewording in force; only its author rewords
//! or withdraws it, and what was withdrawn is gone from every list but stays in the journal. Words that were erased stay erased: such a
//! note can be withdrawn and not reworded.
//!
//! **Votes.** The first vote about a pair opens a poll. Each person's latest answer counts, and nobody but its maker is told it until the
//! poll is revealed, which is a record of its own: what has been seen cannot be unseen, so neither a reveal nor the votes before it can be
//! taken back. From then on answers are open: a new one replaces one's former at once. Hidden means that no sentence, list or answer of the
//! program tells it; the journal's file has it for whoever reads files.
//!
//! Everything here is the fold of the records in force. Never here: who is present.

use std::collections::{BTreeMap, BTreeSet};

use super::decision::{Ballot, Decision, Intent, Named, Record};
use super::ground::Ground;
use super::ledger::Ledger;
use super::refusal::Refusal;
use crate::program::PersonId;

/// The notes and polls that the records in force add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Voices {
    notes: BTreeMap<u64, Kept>,
    polls: BTreeMap<Named, Poll>,
}

/// A note, by records.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    by: String,
    /// The record that has the words.
    words: u64,
    withdrawn: bool,
}

/// A note in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noted<'a> {
    /// The record that made it; this is the note's number.
    pub seq: u64,
    /// The adept it is about.
    pub adept: Option<&'a PersonId>,
    /// The mentor it is about.
    pub mentor: Option<&'a PersonId>,
    /// Its author.
    pub by: &'a str,
    /// When it was written, in UTC: `2026-11-21T20:31:14Z`.
    pub at: &'a str,
    /// Its words; `None` once they have been erased.
    pub text: Option<&'a str>,
    /// When its words were changed last, if they were.
    pub reworded_at: Option<&'a str>,
}

/// What the group has answered about one pair. The answers themselves are only to be had through [`Poll::answer`] and [`Poll::answers`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Poll {
    answers: BTreeMap<String, Ballot>,
    /// Which record each answer comes from.
    records: BTreeMap<String, u64>,
    revealed: Option<u64>,
    /// The records whose answers the reveal has shown.
    shown: BTreeSet<u64>,
}

impl Voices {
    /// Takes in a record in force.
    pub(super) fn enter(&mut self, record: &Record) {
        match &record.decision {
            Decision::Note { .. } => {
                self.notes.insert(record.seq, Kept { by: record.by.clone(), words: record.seq, withdrawn: false });
            }
            Decision::Reword { note } => self.own(*note, &record.by, |kept| kept.words = record.seq),
            Decision::Withdraw { note } => self.own(*note, &record.by, |kept| kept.withdrawn = true),
            Decision::Vote { adept, mentor, answer } => {
                let poll = self.polls.entry(Named::new(adept, mentor)).or_default();
                poll.answers.insert(record.by.clone(), *answer);
                poll.records.insert(record.by.clone(), record.seq);
            }
            Decision::Reveal(pair) => {
                if let Some(poll) = self.polls.get_mut(pair).filter(|poll| poll.revealed.is_none()) {
                    poll.revealed = Some(record.seq);
                    poll.shown = poll.records.values().copied().collect();
                }
            }
            _ => {}
        }
    }

    /// Changes a note, if it is this person's.
    fn own(&mut self, note: u64, by: &str, change: impl FnOnce(&mut Kept)) {
        if let Some(kept) = self.notes.get_mut(&note).filter(|kept| kept.by == by) {
            change(kept);
        }
    }
}

impl Poll {
    /// Who has answered, by name.
    pub fn voters(&self) -> impl Iterator<Item = &str> {
        self.answers.keys().map(String::as_str)
    }

    /// How many have answered; never nought.
    pub fn count(&self) -> usize {
        self.answers.len()
    }

    /// Whether somebody has answered.
    pub fn has_answered(&self, name: &str) -> bool {
        self.answers.contains_key(name)
    }

    /// What somebody answered, as far as `reader` may know: their own answer, and everybody's once they are revealed.
    pub fn answer(&self, name: &str, reader: &str) -> Option<Ballot> {
        let told = self.revealed.is_some() || name == reader;
        self.answers.get(name).copied().filter(|_| told)
    }

    /// The record that revealed the answers.
    pub fn revealed(&self) -> Option<u64> {
        self.revealed
    }

    /// Who answered what, by name; `None` while that is hidden.
    pub fn answers(&self) -> Option<Vec<(&str, Ballot)>> {
        self.revealed.map(|_| self.answers.iter().map(|(name, answer)| (name.as_str(), *answer)).collect())
    }

    /// Whether the group is of one mind: at least two have answered, all of them yes, and that is revealed.
    pub fn is_all_yes(&self) -> bool {
        self.answers().is_some_and(|answers| answers.len() >= 2 && answers.iter().all(|(_, answer)| *answer == Ballot::Yes))
    }

    /// Whether all of these people have answered, and at least two people in all: one voice alone is no poll.
    pub fn is_answered_by_all<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        self.answers.len() >= 2 && names.into_iter().all(|name| self.has_answered(name))
    }
}

impl Ledger {
    /// The notes in force, oldest first.
    pub fn notes(&self) -> impl Iterator<Item = Noted<'_>> {
        self.voices().notes.keys().filter_map(|seq| self.note(*seq))
    }

    /// The note that a record made, while it is in force.
    pub fn note(&self, seq: u64) -> Option<Noted<'_>> {
        let kept = self.voices().notes.get(&seq).filter(|kept| !kept.withdrawn)?;
        let (record, words) = (self.record(seq)?, self.record(kept.words)?);
        let Decision::Note { adept, mentor } = &record.decision else { return None };
        Some(Noted {
            seq,
            adept: adept.as_ref(),
            mentor: mentor.as_ref(),
            by: &record.by,
            at: &record.at,
            text: words.why(),
            reworded_at: (kept.words != seq).then_some(words.at.as_str()),
        })
    }

    /// The notes in force that are about a pair or either of its people, oldest first.
    pub fn notes_about(&self, adept: &PersonId, mentor: &PersonId) -> Vec<Noted<'_>> {
        let concerns = |note: &Noted<'_>| {
            !note.is_about_the_program() && note.adept.is_none_or(|id| id == adept) && note.mentor.is_none_or(|id| id == mentor)
        };
        self.notes().filter(concerns).collect()
    }

    /// What has been answered about a pair.
    pub fn poll(&self, pair: &Named) -> Option<&Poll> {
        self.voices().polls.get(pair)
    }

    /// Every pair that has been voted on, with the answers.
    pub fn polls(&self) -> impl Iterator<Item = (&Named, &Poll)> {
        self.voices().polls.iter()
    }

    /// Whether a record is a vote whose answer nobody but its maker may be told.
    pub fn is_hidden(&self, seq: u64) -> bool {
        let Some(Decision::Vote { adept, mentor, .. }) = self.record(seq).map(|record| &record.decision) else { return false };
        let poll = self.poll(&Named::new(adept, mentor));
        match poll.and_then(|poll| Some((poll, poll.revealed?))) {
            None => true,
            Some((poll, revealed)) => seq < revealed && !poll.shown.contains(&seq),
        }
    }

    /// The reveal after which a record can no longer be taken back: everybody has seen what it said.
    pub(super) fn seen_since(&self, record: &Record) -> Option<u64> {
        match &record.decision {
            Decision::Reveal(_) => Some(record.seq),
            Decision::Vote { adept, mentor, .. } => {
                self.poll(&Named::new(adept, mentor)).and_then(Poll::revealed).filter(|revealed| record.seq < *revealed)
            }
            _ => None,
        }
    }

    /// Whether the intent says what its maker has said already.
    pub(super) fn is_said_already(&self, intent: &Intent) -> bool {
        match &intent.decision {
            Decision::Vote { adept, mentor, answer } => {
                self.poll(&Named::new(adept, mentor)).is_some_and(|poll| poll.answers.get(&intent.by) == Some(answer))
            }
            Decision::Reveal(pair) => self.poll(pair).is_some_and(|poll| poll.revealed.is_some()),
            Decision::Withdraw { note } => self.voices().notes.get(note).is_some_and(|kept| kept.withdrawn && kept.by == intent.by),
            Decision::Reword { note } => {
                let words = intent.why.as_deref().map(str::trim);
                self.note(*note).is_some_and(|note| note.by == intent.by && note.text.is_some() && note.text == words)
            }
            _ => false,
        }
    }

    /// Checks what the ledger cannot know from the decision alone: whose voice it is.
    pub(super) fn may_speak(&self, ground: &Ground, intent: &Intent) -> Result<(), Refusal> {
        match &intent.decision {
            Decision::Note { adept, mentor } => {
                adept.as_ref().map_or(Ok(()), |id| ground.adept(id))?;
                mentor.as_ref().map_or(Ok(()), |id| ground.mentor(id))
            }
            Decision::Reword { note } => {
                self.is_ones_own(*note, &intent.by)?;
                let erased = self.note(*note).is_some_and(|note| note.text.is_none());
                if erased { Err(Refusal::NoteErased(*note)) } else { Ok(()) }
            }
            Decision::Withdraw { note } => self.is_ones_own(*note, &intent.by),
            Decision::Vote { adept, mentor, .. } => ground.pair(&Named::new(adept, mentor)),
            Decision::Reveal(pair) => {
                ground.pair(pair)?;
                self.poll(pair).map(|_| ()).ok_or_else(|| Refusal::NothingToReveal(pair.clone()))
            }
            _ => Ok(()),
        }
    }

    fn is_ones_own(&self, note: u64, by: &str) -> Result<(), Refusal> {
        match self.note(note) {
            None => Err(Refusal::NoSuchNote(note)),
            Some(found) if found.by == by => Ok(()),
            Some(_) => Err(Refusal::NotYourNote(self.mark(note))),
        }
    }
}

impl Noted<'_> {
    /// Whether it is about nobody in particular.
    pub fn is_about_the_program(&self) -> bool {
        self.adept.is_none() && self.mentor.is_none()
    }

    /// Whether it names this person.
    pub fn is_about(&self, id: &PersonId) -> bool {
        self.adept == Some(id) || self.mentor == Some(id)
    }
}
