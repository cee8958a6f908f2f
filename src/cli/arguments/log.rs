//! What `log` takes.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Where;
use crate::session::history::KINDS;

/// `log DIR`.
#[derive(Debug, Args)]
pub struct Logging {
    /// Where
    #[command(flatten)]
    pub place: Where,
    /// Only decisions made under this name; large and small letters make no difference
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Only decisions about this person; twice, only those about both. An undo is about whom the decision was about
    #[arg(long, value_name = "ID")]
    pub about: Vec<String>,
    /// Only decisions of this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS), hide_possible_values = true)]
    pub kind: Vec<String>,
    /// Only decisions after the one with this number
    #[arg(long, value_name = "N")]
    pub since: Option<u64>,
    /// Only decisions from this time on: 2026-11-21 or 2026-11-21T20:31, in UTC
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,
    /// Only decisions up to this time: the whole day, hour or minute that is given counts
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,
    /// What lies between two moments: who has another mentor after decision M than after decision N, and who decided that. 0 is before
    /// the first decision, `now` after the last
    #[arg(
        long,
        num_args = 2,
        value_names = ["N", "M"],
        conflicts_with_all = ["by", "about", "kind", "since", "from", "to"]
    )]
    pub compare: Option<Vec<String>>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}
