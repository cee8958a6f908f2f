//! `distance`: how far apart two people live, linear between `full_km` (full marks) and `zero_km` (nothing).
//!
//! Of several places ("Uppsala eller Stockholm") the nearest two count. Someone who can meet remotely is worth at least `remote`, when the criterion
//! gives it. The adept's blank asks nothing; the mentor's blank is unknown, and so is a place that the table does not know, whoever's it is.

use crate::program::{FieldRef, Pair, Program};

use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, both, person, quote, when_blank};
use super::number::between;
use super::places::{Places, Whereabouts};
use super::value::Value;

/// What counts as near and far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Anchors {
    pub(super) full_km: u32,
    pub(super) zero_km: u32,
    pub(super) remote: Option<u16>,
}

/// One `distance` criterion, read.
pub(super) struct Distance {
    fields: [FieldRef; 2],
    homes: [Side<Vec<Whereabouts>>; 2],
    anchors: Anchors,
}

/// What is known about the way between two people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way<'d> {
    Kilometres(u32, Value),
    Remote(Value),
    Unknown(&'d FieldRef),
}

impl Distance {
    /// Looks up every place.
    pub(super) fn read(program: &Program, fields: [&FieldRef; 2], anchors: Anchors) -> Self {
        let places = Places::built_in();
        let homes = fields.map(|field| {
            Side::read(program, field.role, |person| person.texts(&field.field).iter().map(|text| places.find(text)).collect())
        });
        Self { fields: fields.map(Clone::clone), homes, anchors }
    }

    fn way(&self, pair: Pair) -> Result<Way<'_>, &FieldRef> {
        let (a, b) = both(&self.fields, &self.homes, pair)?;
        let remote = self.anchors.remote.filter(|_| a.iter().chain(b).any(|home| home.remote)).map(Value::marks);
        let nearest =
            nearest(a, b).map(|km| (km, between(i64::from(km), i64::from(self.anchors.zero_km), i64::from(self.anchors.full_km))));
        Ok(match (nearest, remote) {
            (Some((km, near)), Some(remote)) if near.known() >= remote.known() => Way::Kilometres(km, near),
            (_, Some(remote)) => Way::Remote(remote),
            (Some((km, near)), None) => Way::Kilometres(km, near),
            (None, None) => Way::Unknown(&self.fields[usize::from(a.iter().any(|home| !home.points.is_empty()))]),
        })
    }
}

impl Valuer for Distance {
    fn value(&self, pair: Pair) -> Value {
        match self.way(pair) {
            Ok(Way::Kilometres(_, value) | Way::Remote(value)) => value,
            Ok(Way::Unknown(_)) => Value::UNKNOWN,
            Err(blank) => when_blank(blank.role),
        }
    }

    fn why(&self, program: &Program, pair: Pair) -> Why {
        let (detail, value) = match self.way(pair) {
            Err(blank) => return Why::blank(blank),
            Ok(Way::Unknown(field)) => return Why::only(Detail::UnknownPlace(field.clone())),
            Ok(Way::Kilometres(km, value)) => (Detail::Kilometres(km), value),
            Ok(Way::Remote(value)) => (Detail::Remote, value),
        };
        let strength = value.known().filter(|strength| *strength >= Evidence::LEAST);
        let [want, offer] = self.fields.each_ref().map(|field| {
            let words = person(program, field.role, pair).map(|person| person.texts(&field.field).join(", "));
            quote(field, words.unwrap_or_default())
        });
        let evidence = strength.map(|strength| Evidence { want, offer, strength, topic: None }).into_iter().collect();
        Why { evidence, gaps: Vec::new(), detail }
    }
}

fn nearest(a: &[Whereabouts], b: &[Whereabouts]) -> Option<u32> {
    let ways = a
        .iter()
        .flat_map(|home| &home.points)
        .flat_map(|one| b.iter().flat_map(|home| &home.points).map(|other| one.kilometres_to(*other)));
    ways.min()
}
