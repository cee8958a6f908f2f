//! What `decide` takes of people's voices: notes on more than a pair, other words for them, votes.

use clap::{Subcommand, ValueEnum};

use super::arguments::TwoPeople;
use crate::program::PersonId;
use crate::session::{Ballot, Decision, Named};

/// A voice, as it is written on the command line.
#[derive(Debug, Clone, Subcommand)]
pub enum Voice {
    /// Write a note about one person
    NotePerson {
        /// The person's id
        #[arg(value_name = "ID")]
        person: String,
        /// The note
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// Write a note about the program
    NoteProgram {
        /// The note
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// Give a note of your own other words
    Reword {
        /// The note's number in the log
        #[arg(value_name = "SEQ")]
        note: u64,
        /// The new words
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// Withdraw a note of your own
    Withdraw {
        /// The note's number in the log
        #[arg(value_name = "SEQ")]
        note: u64,
    },
    /// Vote on a pair; your answer is hidden until the votes are revealed
    ///
    /// Until then the program tells nobody what you answered; the journal's file has it for whoever reads files.
    Vote {
        /// Which pair
        #[command(flatten)]
        pair: TwoPeople,
        /// What you think
        #[arg(value_enum, value_name = "ANSWER")]
        answer: BallotWord,
    },
    /// Let everybody see who answered what about a pair
    Reveal(TwoPeople),
}

/// An answer to whether a pair is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BallotWord {
    /// The pair is to be
    Yes,
    /// It is not
    No,
    /// The group is to talk about it first
    Talk,
}

impl From<BallotWord> for Ballot {
    fn from(word: BallotWord) -> Self {
        match word {
            BallotWord::Yes => Ballot::Yes,
            BallotWord::No => Ballot::No,
            BallotWord::Talk => Ballot::Talk,
        }
    }
}

/// What a voice comes to, before anything is known of the program.
pub enum Spoken {
    /// A decision that stands by itself.
    Plain(Decision),
    /// A note about somebody, of whichever role.
    NotePerson(PersonId),
}

impl Voice {
    /// The words of a note; votes have none.
    pub fn words(&self) -> Option<&str> {
        match self {
            Voice::NotePerson { text, .. } | Voice::NoteProgram { text } | Voice::Reword { text, .. } => Some(text),
            Voice::Withdraw { .. } | Voice::Vote { .. } | Voice::Reveal(_) => None,
        }
    }

    /// What it comes to; `id` and `named` read ids.
    ///
    /// # Errors
    /// What those say of an id that is none.
    pub fn spoken<E>(&self, id: impl Fn(&str) -> Result<PersonId, E>, named: impl Fn(&TwoPeople) -> Result<Named, E>) -> Result<Spoken, E> {
        Ok(Spoken::Plain(match self {
            Voice::NotePerson { person, .. } => return Ok(Spoken::NotePerson(id(person)?)),
            Voice::NoteProgram { .. } => Decision::Note { adept: None, mentor: None },
            Voice::Reword { note, .. } => Decision::Reword { note: *note },
            Voice::Withdraw { note } => Decision::Withdraw { note: *note },
            Voice::Vote { pair, answer } => {
                let Named { adept, mentor } = named(pair)?;
                Decision::Vote { adept, mentor, answer: (*answer).into() }
            }
            Voice::Reveal(two) => Decision::Reveal(named(two)?),
        }))
    }
}
