//! What deserves a second look: nothing is wrong in form, and everything is used, but somebody should see it before pairs are made.

use crate::program::{FieldRef, PersonId, Role};

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondLook {
    /// Answers that are blank in all but form; they count as blank.
    SaysNothing {
        /// Which answer.
        field: FieldRef,
        /// What stands there, folded; some of the phrases of [`crate::program::application::says_nothing`].
        words: Vec<String>,
        /// Whose.
        who: Several,
    },
    /// Something else than a name stands in a name.
    InName {
        /// `first_name` or `last_name`.
        field: &'static str,
        /// What it looks like.
        what: Private,
        /// Whose.
        who: Several,
    },
    /// A personal identity number stands where no one asked for it. The number itself is nowhere in the fault.
    PersonalNumber {
        /// Which answer or field of identity.
        field: FieldRef,
        /// Whose.
        who: Several,
    },
    /// An id is a personal identity number, and would be shown everywhere.
    PersonalNumberAsId,
    /// Several applications with one first and last name.
    SameName {
        /// Whose.
        who: Several,
        /// Whether they stand in both roles.
        both_roles: bool,
    },
    /// Spellings that seem to mean one and the same.
    Spellings {
        /// The fields that they stand in.
        fields: Vec<FieldRef>,
        /// The spellings, the one that most people use first.
        spellings: Vec<Spelling>,
        /// How the program takes them.
        taken: Taken,
    },
    /// A place that the place table does not know.
    UnknownPlace {
        /// As written; `None` when it does not look like the name of a place and may hold anything.
        place: Option<String>,
        /// Places with similar names.
        near: Vec<&'static str>,
        /// Which answer.
        field: FieldRef,
        /// Whose.
        who: Several,
    },
    /// Somebody for whom no pair is possible.
    Alone {
        /// Who.
        id: PersonId,
        /// As what.
        role: Role,
        /// People of the other role.
        others: usize,
        /// Labels of rules, each with how many of the others it blocks; a pair that two rules block is counted under both.
        blocked: Vec<(String, usize)>,
        /// Mentors who take nobody.
        without_seats: usize,
    },
    /// Something about how pairs are weighed.
    Weighed(Weighed),
    /// More of one kind than are told one by one.
    More {
        /// Of what.
        of: MoreOf,
        /// Whose, where it is about people.
        who: Several,
    },
}

/// Something about rules and criteria over all pairs that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weighed {
    /// A rule that blocks most pairs.
    BlocksMost {
        /// Its label.
        rule: String,
        /// How many of a hundred pairs.
        percent: u8,
        /// How many of a hundred pairs it blocks because an answer is blank.
        unknown: u8,
    },
    /// Every pair gets the same value.
    OneValue {
        /// The criterion's label.
        criterion: String,
        /// The value; percent.
        percent: u16,
    },
    /// No pair's value rests on an answer.
    NoAnswers {
        /// The criterion's label.
        criterion: String,
    },
    /// A criterion that should have shades gives nothing or full marks only.
    NothingOrAll {
        /// The criterion's label.
        criterion: String,
        /// What would give it shades.
        remedy: Shades,
        /// How many of a hundred pairs get nothing.
        nothing: u8,
    },
    /// Two criteria that measure the same.
    Alike {
        /// The first one's label.
        one: String,
        /// The other one's label.
        other: String,
        /// Whether they look at the same fields in the same way; otherwise their values go together over the pairs.
        same_fields: bool,
    },
}

/// Some people: how many, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Several {
    /// At most [`Several::NAMED`] of them.
    pub first: Vec<PersonId>,
    /// All of them.
    pub count: usize,
}

impl Several {
    /// So many are named; the rest is counted.
    pub const NAMED: usize = 5;

    /// One more, unless it is the last one again.
    pub fn add(&mut self, id: &PersonId) {
        if self.first.last() == Some(id) {
            return;
        }
        if self.first.len() < Self::NAMED {
            self.first.push(id.clone());
        }
        self.count += 1;
    }
}

impl<'i> FromIterator<&'i PersonId> for Several {
    fn from_iter<I: IntoIterator<Item = &'i PersonId>>(ids: I) -> Self {
        let mut several = Self::default();
        ids.into_iter().for_each(|id| several.add(id));
        several
    }
}

/// What a name should not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Private {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A personal identity number.
    PersonalNumber,
}

/// One way to write something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// As written; `None` when it holds the writer's own name.
    pub text: Option<String>,
    /// Who wrote it so.
    pub who: Several,
}

/// How the rules and criteria take different spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// As one in every comparison.
    AsOne,
    /// As different in some comparison.
    Apart,
    /// Nothing compares them.
    NotCompared,
}

/// What gives a criterion shades between nothing and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shades {
    /// The anchors of `[text]`, or more fields.
    Text,
    /// `enough` or `measure`.
    Tags,
    /// `zero` and `full`.
    Number,
}

/// Of what there are more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoreOf {
    /// Names that several applications bear.
    SameNames,
    /// Groups of spellings; so many.
    Spellings(usize),
    /// Places that the table does not know; so many.
    Places(usize),
    /// People of this role for whom no pair is possible.
    Alone(Role),
}
