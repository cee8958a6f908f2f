//! The criteria that a new program can begin with, embedded. `sample-data/` has a filled program for each.

use clap::ValueEnum;

/// One criteria template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Students and professionals: skills, career, interests, special wishes
    Uppsala,
    /// Students and professionals, by the Mentor Match guide
    Orebro,
    /// Twelve departments, matched within each
    Stockholm,
    /// Reverse: students guide company leaders, shared interests first
    Linkoping,
    /// Reverse: younger employees guide leaders across departments
    Pfizer,
}

impl Template {
    /// The text of its `criteria.toml`.
    pub fn criteria(self) -> &'static str {
        match self {
            Template::Uppsala => include_str!("../../config/templates/uppsala.toml"),
            Template::Orebro => include_str!("../../config/templates/orebro.toml"),
            Template::Stockholm => include_str!("../../config/templates/stockholm.toml"),
            Template::Linkoping => include_str!("../../config/templates/linkoping.toml"),
            Template::Pfizer => include_str!("../../config/templates/pfizer.toml"),
        }
    }
}
