//! `pairs`: the group's own ratings, pair by pair. What the group has not rated was not asked.

use std::collections::BTreeMap;

use crate::program::{Pair, PersonId, Program};

use super::breakdown::Detail;
use super::kind::{Valuer, Why};
use super::value::Value;

/// One `pairs` criterion, with people's ids turned into places. Ratings of people who are not in the program are left out.
pub(super) struct Ratings {
    ratings: BTreeMap<Pair, u32>,
    scale: u32,
}

impl Ratings {
    /// Finds the people that the ratings name.
    pub(super) fn read(program: &Program, ratings: &BTreeMap<(PersonId, PersonId), u32>, scale: u32) -> Self {
        let pair = |adept: &PersonId, mentor: &PersonId| Some(Pair { adept: program.adept(adept)?, mentor: program.mentor(mentor)? });
        let ratings = ratings.iter().filter_map(|((adept, mentor), rating)| Some((pair(adept, mentor)?, *rating)));
        Self { ratings: ratings.collect(), scale }
    }
}

impl Valuer for Ratings {
    fn value(&self, pair: Pair) -> Value {
        self.ratings.get(&pair).map_or(Value::NOT_ASKED, |rating| Value::share(u64::from(*rating), u64::from(self.scale)))
    }

    fn why(&self, _: &Program, pair: Pair) -> Why {
        Why::only(self.ratings.get(&pair).map_or(Detail::NotRated, |&rating| Detail::Rated { rating, scale: self.scale }))
    }
}
