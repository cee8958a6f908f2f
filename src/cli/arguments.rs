//! What may be written on the command line. Nothing is done here.

pub mod door;
pub mod log;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::program::criteria::{Effect, Objective};
use crate::words::Lang;

use super::voices::Voice;

/// See who fits, decide together, save.
///
/// Mentor Match reads a program directory (criteria.toml, mentors/*.json, adepts/*.json), shows mentors and adepts side by side,
/// proposes the best assignment and keeps every decision of the group.
#[derive(Debug, Parser)]
#[command(name = "mentor-match", version, args_conflicts_with_subcommands = true, after_help = EXIT_STATUS)]
pub struct Arguments {
    /// What to do; without a command, DIR is opened.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What `open` takes.
    #[command(flatten)]
    pub open: Opening,
    /// The language of the answer; otherwise that of LC_ALL, LC_MESSAGES or LANG.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
}

/// What the exit status says; below the help and in the manual page.
pub const EXIT_STATUS: &str =
    "Exit status: 0 done; 1 the data has errors or a decision was refused; 2 wrong usage; 3 cannot read or write; 70 a bug.";

/// One answer of the counter.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the matching session on the whole screen
    Open(Opening),
    /// Print every problem in the program directory
    Check(Checking),
    /// Print the proposal under the decisions so far
    Match(Matching),
    /// Take the score of one pair apart, with quotes
    Explain(Explaining),
    /// Print the score of every pair
    Scores(Scoring),
    /// Print the proposals under two criteria files side by side
    Compare(Comparing),
    /// Record a decision
    Decide(Deciding),
    /// Print the weights, rules and objective in force, or write them to criteria.toml
    Criteria(Criteria),
    /// Print the journal of decisions
    Log(log::Logging),
    /// Check the journal's chain from the first record to the last
    Verify(Verifying),
    /// Keep the decisions before a damage in the journal, and a copy of it all
    Repair(Repairing),
    /// Save the final assignment to outcome/
    Save(Saving),
    /// List the program's own words, or add two that mean the same
    Words(Wording),
    /// Let people in over SSH by their public keys
    Keys(door::Keys),
    /// Create a program directory to fill
    New(Creating),
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// A program directory, and which criteria are meant.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The program directory
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// Another criteria file than the directory's own criteria.toml
    #[arg(long, value_name = "FILE")]
    pub criteria: Option<PathBuf>,
}

/// A directory alone.
#[derive(Debug, Args)]
pub struct Where {
    /// The program directory
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
}

/// `[open] DIR`.
#[derive(Debug, Args)]
pub struct Opening {
    /// The program directory
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Another criteria file than the directory's own criteria.toml
    #[arg(long, value_name = "FILE")]
    pub criteria: Option<PathBuf>,
    /// Whose name stands beside the decisions; otherwise MENTOR_MATCH_AS, otherwise the name of the account
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// Open it, at your own risk, although somebody sits at another host: only where DIR lies on a network file system
    #[arg(long)]
    pub two_hosts: bool,
}

/// `check DIR`.
#[derive(Debug, Args)]
pub struct Checking {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `match DIR`.
#[derive(Debug, Args)]
pub struct Matching {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// As CSV, safe to open in a spreadsheet
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// With the proof that nothing better exists, for tools that check it
    #[arg(long, requires = "json", conflicts_with = "csv")]
    pub certificate: bool,
    /// With the share of 200 other weightings in which each pair stays
    #[arg(long, conflicts_with = "csv")]
    pub robustness: bool,
    /// With the mentors to ask when a pair fails, in three rounds: within a round none is promised to more than there are seats
    #[arg(long, conflicts_with = "csv")]
    pub standby: bool,
}

/// `explain DIR ADEPT MENTOR`.
#[derive(Debug, Args)]
pub struct Explaining {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// Which pair
    #[command(flatten)]
    pub pair: TwoPeople,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `scores DIR`.
#[derive(Debug, Args)]
pub struct Scoring {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// As CSV: adept,mentor,score,blocked and, with --prices, price; in basis points
    #[arg(long)]
    pub csv: bool,
    /// With each pair's price: the points that the program's total loses if the pair is made
    #[arg(long)]
    pub prices: bool,
}

/// `compare DIR --criteria A --criteria B`.
#[derive(Debug, Args)]
pub struct Comparing {
    /// The program directory
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// A criteria file; twice, the first is called A and the second B
    #[arg(long, value_name = "FILE", required = true)]
    pub criteria: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `decide DIR KIND ...`.
#[derive(Debug, Args)]
pub struct Deciding {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// Whose name stands beside the decision; otherwise MENTOR_MATCH_AS, otherwise the name of the account
    #[arg(long = "as", value_name = "NAME", global = true)]
    pub name: Option<String>,
    /// Why, in your own words; kept beside the decision
    #[arg(long, value_name = "TEXT", global = true)]
    pub why: Option<String>,
    /// What is decided
    #[command(subcommand)]
    pub decision: Wanted,
}

/// What is decided, as it is written.
#[derive(Debug, Subcommand)]
#[command(subcommand_value_name = "KIND", subcommand_help_heading = "Decisions", disable_help_subcommand = true)]
pub enum Wanted {
    /// Keep a pair, whatever the solver finds
    Lock(TwoPeople),
    /// Let the solver move a pair again
    Unlock(TwoPeople),
    /// Make a pair and lock it
    Assign(TwoPeople),
    /// Let two adepts exchange mentors, and lock both pairs
    Swap {
        /// One adept's id
        #[arg(value_name = "ADEPT")]
        adept: String,
        /// The other adept's id
        #[arg(value_name = "ADEPT")]
        other: String,
    },
    /// Never propose a pair
    Forbid(TwoPeople),
    /// Let a forbidden pair be proposed again
    Allow(TwoPeople),
    /// Write a note about a pair
    Note {
        /// Whom it is about
        #[command(flatten)]
        pair: TwoPeople,
        /// The note
        #[arg(value_name = "TEXT")]
        text: String,
    },
    /// Notes on more than a pair, and votes
    #[command(flatten)]
    Voice(Voice),
    /// Change how much a criterion counts
    Weight {
        /// The criterion's id in criteria.toml
        #[arg(value_name = "CRITERION")]
        criterion: String,
        /// Points, such as 35 or 7.5; 0 switches it off
        #[arg(value_name = "N", allow_negative_numbers = true)]
        points: String,
    },
    /// Change what a rule does
    Rule {
        /// The rule's id in criteria.toml
        #[arg(value_name = "RULE")]
        rule: String,
        /// What breaking it does
        #[arg(value_enum, value_name = "EFFECT")]
        effect: EffectWord,
    },
    /// Change which assignment is the best
    Objective {
        /// What is made as good as possible
        #[arg(value_enum, value_name = "OBJECTIVE")]
        objective: ObjectiveWord,
    },
    /// Propose anew from the best assignment under the present decisions
    Afresh,
    /// Take back your last decision, or the one with this number
    Undo {
        /// The decision's number in the log: one of your own, or anybody's if you are the chair
        #[arg(value_name = "NUMBER")]
        number: Option<u64>,
    },
    /// Take back your last undo
    Redo,
    /// Make the assignment final: nothing but notes until it is reopened
    Finalise,
    /// Let decisions be made again; --why is needed
    Reopen,
}

/// What breaking a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EffectWord {
    /// The pair cannot be made
    Block,
    /// The pair is marked
    Warn,
    /// Nothing
    Off,
}

impl From<EffectWord> for Effect {
    fn from(word: EffectWord) -> Self {
        match word {
            EffectWord::Block => Effect::Block,
            EffectWord::Warn => Effect::Warn,
            EffectWord::Off => Effect::Off,
        }
    }
}

/// What the proposal makes as good as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ObjectiveWord {
    /// The sum of all scores
    Total,
    /// The score of the worst off, then the sum
    Floor,
    /// The worst off, then the next, and so on
    Fair,
}

impl From<ObjectiveWord> for Objective {
    fn from(word: ObjectiveWord) -> Self {
        match word {
            ObjectiveWord::Total => Objective::Total,
            ObjectiveWord::Floor => Objective::Floor,
            ObjectiveWord::Fair => Objective::Fair,
        }
    }
}

/// An adept and a mentor.
#[derive(Debug, Clone, Args)]
pub struct TwoPeople {
    /// The adept's id
    #[arg(value_name = "ADEPT")]
    pub adept: String,
    /// The mentor's id
    #[arg(value_name = "MENTOR")]
    pub mentor: String,
}

/// `criteria DIR`.
#[derive(Debug, Args)]
pub struct Criteria {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// Write the weights, effects and objective in force into the file; everything else in it stays as it is
    #[arg(long)]
    pub write: bool,
}

/// `verify DIR`.
#[derive(Debug, Args)]
pub struct Verifying {
    /// Where
    #[command(flatten)]
    pub place: Where,
    /// A last sum from earlier minutes: whether nothing up to it has been changed since
    #[arg(long, value_name = "SUM")]
    pub head: Option<String>,
}

/// `repair DIR`.
#[derive(Debug, Args)]
pub struct Repairing {
    /// Where
    #[command(flatten)]
    pub place: Where,
    /// Only say what would be kept and what set aside
    #[arg(long)]
    pub dry_run: bool,
}

/// `save DIR`.
#[derive(Debug, Args)]
pub struct Saving {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// Whose name stands in the minutes; otherwise MENTOR_MATCH_AS, otherwise the name of the account
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
}

/// `words DIR [WANTED OFFERED]`.
#[derive(Debug, Args)]
pub struct Wording {
    /// Where
    #[command(flatten)]
    pub place: Place,
    /// Words that ask for something
    #[arg(value_name = "WANTED")]
    pub wanted: Option<String>,
    /// Words that mean the same
    #[arg(value_name = "OFFERED", requires = "wanted")]
    pub offered: Option<String>,
    /// The list as JSON
    #[arg(long, conflicts_with = "wanted")]
    pub json: bool,
}

/// `new DIR --template NAME`.
#[derive(Debug, Args)]
pub struct Creating {
    /// The directory to create
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// Whose criteria to begin with
    #[arg(long, value_enum, value_name = "NAME")]
    pub template: super::templates::Template,
}

/// A language by its two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Svenska
    Sv,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Sv => Lang::Sv,
            Language::En => Lang::En,
        }
    }
}

/// The whole command line, for completions, the manual page and the help.
pub fn command() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        super::command().debug_assert();
    }
}
