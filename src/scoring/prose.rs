//! `text`: how much of what is wanted in free text is offered. Reads every answer once for the room [`text`](super::text), which compares them.
//!
//! A want that is blank, or that says nothing about any topic, asks nothing. An offer that is blank is unknown; one that was written but holds
//! nothing of what is wanted is nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::Arc;

use crate::program::criteria::{Criterion, Kind};
use crate::program::problem::{Fault, RowFault};
use crate::program::{FieldRef, Pair, Problem, Program, Role, Severity};

use super::breakdown::{Detail, Evidence, Gap, Place, Quote};
use super::kind::{Side, Valuer, Why, pair_of, person, quote, role_of};
use super::text::{self, Anchors, Lexicon, Open, Passage, Rarity};
use super::value::Value;

/// The words of a program: the lexicon, everybody's answers read with it, and how rare their words are.
pub(super) struct Reader {
    lexicon: Arc<Lexicon>,
    /// For each field that a text criterion looks at: for each person of its role, one passage for each text.
    passages: BTreeMap<FieldRef, Vec<Vec<Passage>>>,
    rarity: Rarity,
}

impl Reader {
    /// Reads every answer that some text criterion looks at, once.
    pub(super) fn of(program: &Program) -> Self {
        let (lexicon, _) = lexicon(program);
        let fields: BTreeSet<&FieldRef> = program.criteria.criteria.iter().flat_map(text_fields).collect();
        let answers: Vec<(&FieldRef, Vec<Cow<'_, str>>)> =
            fields.iter().flat_map(|field| program.people(field.role).iter().map(|person| (*field, person.texts(&field.field)))).collect();
        let mut passages: BTreeMap<FieldRef, Vec<Vec<Passage>>> = BTreeMap::new();
        for ((field, _), read) in answers.iter().zip(read_all(&lexicon, &answers)) {
            passages.entry((*field).clone()).or_default().push(read);
        }
        let rarity = Rarity::of(&lexicon, everybodys(program, &passages));
        Self { lexicon: Arc::new(lexicon), passages, rarity }
    }

    /// The lexicon that everything was read with.
    pub(super) fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    fn side(&self, program: &Program, fields: &[FieldRef]) -> Side<Spoken> {
        let mut place = 0..;
        Side::read(program, role_of(fields), |_| {
            let place = place.next().unwrap_or(usize::MAX);
            let of_field = |field: &FieldRef| self.passages.get(field).and_then(|people| people.get(place));
            let passages: Vec<&Passage> = fields.iter().filter_map(of_field).flatten().collect();
            Spoken { blank: passages.is_empty(), side: text::Side::of(&passages, &self.rarity, &self.lexicon) }
        })
    }
}

/// Reads answers on as many processors as there are. Each answer is read by itself and the results stand in the order of the answers, so nothing
/// depends on the threads.
fn read_all(lexicon: &Lexicon, answers: &[(&FieldRef, Vec<Cow<'_, str>>)]) -> Vec<Vec<Passage>> {
    const FEWEST_FOR_A_THREAD: usize = 64;
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = answers.len().div_ceil(workers).max(FEWEST_FOR_A_THREAD);
    let read = |some: &[(&FieldRef, Vec<Cow<'_, str>>)]| -> Vec<Vec<Passage>> {
        let mut reading = lexicon.reading();
        some.iter().map(|(_, texts)| texts.iter().map(|text| reading.read(text)).collect()).collect()
    };
    std::thread::scope(|scope| {
        let readers: Vec<_> = answers.chunks(share).map(|some| scope.spawn(move || read(some))).collect();
        readers.into_iter().flat_map(|reader| reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// One `text` criterion, read.
pub(super) struct Prose {
    lexicon: Arc<Lexicon>,
    anchors: Anchors,
    want: (Vec<FieldRef>, Side<Spoken>),
    offer: (Vec<FieldRef>, Side<Spoken>),
}

/// What one person wrote in the fields of one side.
struct Spoken {
    blank: bool,
    side: text::Side,
}

impl Prose {
    /// Puts together what everybody wants and offers under this criterion.
    pub(super) fn read(program: &Program, reader: &Reader, want: &[FieldRef], offer: &[FieldRef]) -> Self {
        let settings = &program.criteria.text;
        let side = |fields: &[FieldRef]| (fields.to_vec(), reader.side(program, fields));
        let anchors = Anchors { zero: settings.zero, full: settings.full };
        Self { lexicon: Arc::clone(reader.lexicon()), anchors, want: side(want), offer: side(offer) }
    }

    fn sides(&self, pair: Pair) -> Option<(&Spoken, &Spoken)> {
        self.want.1.of(pair).zip(self.offer.1.of(pair))
    }

    fn compare(&self, want: &Open<'_>, offer: &Spoken) -> Value {
        if offer.blank && !want.is_empty() {
            return Value::UNKNOWN;
        }
        want.value(&offer.side, self.anchors).map_or(Value::NOT_ASKED, Value::marks)
    }
}

impl Valuer for Prose {
    fn value(&self, pair: Pair) -> Value {
        self.sides(pair).map_or(Value::NOT_ASKED, |(want, offer)| self.compare(&Open::of(&want.side), offer))
    }

    /// Want by want: each is laid open once for all offers.
    fn values(&self, adepts: usize, mentors: usize) -> Vec<Value> {
        let mut values = vec![Value::NOT_ASKED; adepts * mentors];
        let (_, wants) = &self.want;
        let others = if wants.role() == Role::Adept { mentors } else { adepts };
        for (place, want) in wants.people().iter().enumerate() {
            let open = Open::of(&want.side);
            for pair in (0..others).map(|other| pair_of(wants.role(), place, other)) {
                let cell = values.get_mut(pair.adept * mentors + pair.mentor);
                if let Some((cell, offer)) = cell.zip(self.offer.1.of(pair)) {
                    *cell = self.compare(&open, offer);
                }
            }
        }
        values
    }

    fn why(&self, program: &Program, pair: Pair) -> Why {
        let Some((want, offer)) = self.sides(pair).filter(|(want, _)| !want.side.is_empty()) else {
            return Why::only(Detail::NotAsked);
        };
        if offer.blank {
            return Why::only(self.offer.0.first().map_or(Detail::None, |field| Detail::Blank(field.clone())));
        }
        let [wanted, offered] = [&self.want.0, &self.offer.0].map(|fields| written(program, fields, pair));
        let coverage = text::explain(&want.side, &offer.side, self.anchors, &self.lexicon);
        let evidence = coverage.evidence.iter().filter_map(|said| {
            let (want, offer) = (passage(&wanted, &said.want)?, passage(&offered, &said.offer)?);
            Some(Evidence { want, offer, strength: said.strength, topic: said.label.clone() })
        });
        let gaps = coverage.gaps.iter().filter_map(|gap| Some(Gap { quote: passage(&wanted, &gap.quote)?, topic: gap.label.clone() }));
        Why { evidence: evidence.collect(), gaps: gaps.collect(), detail: Detail::None }
    }
}

/// What is wrong with the group's own concept tables: one error for each row that cannot be used. A table with such a row is left out.
pub fn concept_problems(program: &Program) -> Vec<Problem> {
    if program.criteria.text.own_concepts.is_empty() { Vec::new() } else { lexicon(program).1 }
}

/// The program's lexicon: the built-in table unless the group does without it, and the group's own.
fn lexicon(program: &Program) -> (Lexicon, Vec<Problem>) {
    let settings = &program.criteria.text;
    let mut lexicon = if settings.built_in_concepts { Lexicon::built_in() } else { Lexicon::without_concepts() };
    let mut problems = Vec::new();
    for (file, table) in &settings.own_concepts {
        match lexicon.clone().with_own_words(table) {
            Ok(larger) => lexicon = larger,
            Err(faults) => problems.extend(faults.iter().map(|fault| {
                let line = u32::try_from(fault.line).unwrap_or(u32::MAX);
                Problem { severity: Severity::Error, file: file.clone(), line, column: 0, fault: Fault::Row(RowFault::Concept) }
            })),
        }
    }
    (lexicon, problems)
}

fn text_fields(criterion: &Criterion) -> impl Iterator<Item = &FieldRef> {
    let (want, offer) = match &criterion.kind {
        Kind::Text { want, offer } => (want.as_slice(), offer.as_slice()),
        _ => (&[][..], &[][..]),
    };
    want.iter().chain(offer)
}

/// Every person's passages, whatever the field.
fn everybodys<'p>(program: &Program, passages: &'p BTreeMap<FieldRef, Vec<Vec<Passage>>>) -> Vec<Vec<&'p Passage>> {
    let of_person = |role: Role, place: usize| {
        let fields = passages.iter().filter(move |(field, _)| field.role == role);
        fields.filter_map(move |(_, people)| people.get(place)).flatten().collect()
    };
    let of_role = |role: Role| (0..program.people(role).len()).map(move |place| (role, place));
    of_role(Role::Adept).chain(of_role(Role::Mentor)).map(|(role, place)| of_person(role, place)).collect()
}

/// The texts that the passages of one side were read from, in the same order, each with its field and its place among that field's texts.
fn written<'p>(program: &'p Program, fields: &'p [FieldRef], pair: Pair) -> Vec<(&'p FieldRef, usize, Cow<'p, str>)> {
    let of_field = |field: &'p FieldRef| {
        let texts = person(program, role_of(fields), pair).map(|person| person.texts(&field.field)).unwrap_or_default();
        texts.into_iter().enumerate().map(move |(place, text)| (field, place, text))
    };
    fields.iter().flat_map(of_field).collect()
}

fn passage(written: &[(&FieldRef, usize, Cow<'_, str>)], found: &text::Quote) -> Option<Quote> {
    let (field, text, words) = written.get(found.passage)?;
    let at = Place { text: *text, range: found.range.clone() };
    Some(Quote { at: Some(at), ..quote(field, words.get(found.range.clone())?) })
}
