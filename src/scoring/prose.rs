//! `text`: how much of what is wanted in free text is offered. Reads every answer once for the room [`text`](super::text), which compares them.
//!
//! A want that is blank, or that says nothing about any topic, asks nothing. An offer that is blank is unknown; one that was written but holds
//! nothing of what is wanted is nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::Arc;

use crate::program::criteria::{Criterion, Kind, TextSettings};
use crate::program::problem::{Fault, RowFault};
use crate::program::{FieldRef, Pair, Problem, Program, Role, Severity};

use super::breakdown::{Detail, Evidence, Gap, Place, Quote};
use super::kind::{Side, Valuer, Why, every_pair, person, quote, role_of};
use super::progress::Progress;
use super::said::{BothSaid, Phrase, around};
use super::text::{self, Anchors, Lexicon, Offers, Passage, Rarity};
use super::value::Value;

/// The words of a program: the lexicon, everybody's answers read with it, and how rare their words are.
pub(super) struct Reader {
    lexicon: Arc<Lexicon>,
    /// For each field that a text criterion looks at: for each person of its role, one passage for each text.
    passages: BTreeMap<FieldRef, Vec<Vec<Passage>>>,
    rarity: Rarity,
}

impl Reader {
    /// How many answers there are to read.
    pub(super) fn answers(program: &Program) -> usize {
        fields(program).iter().map(|field| program.people(field.role).len()).sum()
    }

    /// Reads every answer that some text criterion looks at, once.
    pub(super) fn of(program: &Program, progress: &Progress<'_>) -> Self {
        let lexicon = lexicon(&program.criteria.text);
        let fields = fields(program);
        let answers: Vec<(&FieldRef, Vec<Cow<'_, str>>)> =
            fields.iter().flat_map(|field| program.people(field.role).iter().map(|person| (*field, person.texts(&field.field)))).collect();
        let mut passages: BTreeMap<FieldRef, Vec<Vec<Passage>>> = BTreeMap::new();
        for ((field, _), read) in answers.iter().zip(read_all(&lexicon, &answers, progress)) {
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

/// Each answer is read by itself and the results stand in the order of the answers, so nothing depends on the threads.
fn read_all(lexicon: &Lexicon, answers: &[(&FieldRef, Vec<Cow<'_, str>>)], progress: &Progress<'_>) -> Vec<Vec<Passage>> {
    const FEWEST_FOR_A_THREAD: usize = 64;
    on_all_processors(answers, FEWEST_FOR_A_THREAD, |some| {
        let mut reading = lexicon.reading();
        let mut read = Vec::with_capacity(some.len());
        for some in some.chunks(FEWEST_FOR_A_THREAD) {
            read.extend(some.iter().map(|(_, texts)| texts.iter().map(|text| reading.read(text)).collect::<Vec<Passage>>()));
            progress.done(some.len());
        }
        read
    })
}

/// Does some work with every thing of a list, in shares, on as many processors as there are; the results stand in the order of the things.
fn on_all_processors<T: Sync, Done: Send>(things: &[T], fewest: usize, work: impl Fn(&[T]) -> Vec<Done> + Sync) -> Vec<Done> {
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(workers).max(fewest);
    let work = &work;
    std::thread::scope(|scope| {
        let workers: Vec<_> = things.chunks(share).map(|some| scope.spawn(move || work(some))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
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

    /// The value of every offer for some wants, want by want.
    fn rows(&self, wants: &[Spoken], offers: &Offers<'_>) -> Vec<Value> {
        let spoken = self.offer.1.people();
        let row = |want: &Spoken| {
            let values = offers.values(&want.side, self.anchors);
            spoken.iter().zip(values).map(|(offer, value)| seen(offer, value)).collect::<Vec<Value>>()
        };
        wants.iter().flat_map(row).collect()
    }
}

/// What a number, if anything was asked, is as the value of an offer.
fn seen(offer: &Spoken, value: Option<u16>) -> Value {
    match value {
        None => Value::NOT_ASKED,
        Some(_) if offer.blank => Value::UNKNOWN,
        Some(marks) => Value::marks(marks),
    }
}

impl Valuer for Prose {
    fn value(&self, pair: Pair) -> Value {
        self.sides(pair).map_or(Value::NOT_ASKED, |(want, offer)| seen(offer, text::value(&want.side, &offer.side, self.anchors)))
    }

    /// Want by want, on as many processors as there are: each want's row is its own, so nothing depends on the threads.
    fn values(&self, adepts: usize, mentors: usize) -> Vec<Value> {
        const FEWEST_FOR_A_THREAD: usize = 16;
        let (_, wants) = &self.want;
        let offers = Offers::of(self.offer.1.people().iter().map(|offer| &offer.side));
        let rows = on_all_processors(wants.people(), FEWEST_FOR_A_THREAD, |some| self.rows(some, &offers));
        if wants.role() == Role::Adept {
            return rows;
        }
        let at = |pair: Pair| rows.get(pair.mentor * adepts + pair.adept).copied().unwrap_or(Value::NOT_ASKED);
        every_pair(adepts, mentors).map(at).collect()
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

    fn said(&self, program: &Program, pair: Pair) -> Option<BothSaid> {
        let (want, offer) = self.sides(pair)?;
        let [wanted, offered] = [&self.want.0, &self.offer.0].map(|fields| written(program, fields, pair));
        let phrases =
            |all: Vec<text::Wish>, written: &[Written<'_>]| all.into_iter().filter_map(|wish| self.phrase(wish, written)).collect();
        let wanted = phrases(text::wishes(&want.side, &offer.side, &self.lexicon), &wanted);
        Some(BothSaid { wanted, offered: phrases(text::offers(&offer.side, &self.lexicon), &offered) })
    }
}

impl Prose {
    fn phrase(&self, wish: text::Wish, written: &[Written<'_>]) -> Option<Phrase> {
        let quote = passage(written, &wish.quote)?;
        let (_, _, words) = written.get(wish.quote.passage)?;
        let language = self.lexicon.reading().language_at(words, &wish.quote.range);
        let said = text::Said { text: quote.text.clone(), language };
        Some(Phrase { said, around: around(words, &wish.quote.range), quote, topic: wish.label, answered: wish.answered })
    }
}

/// A text that somebody wrote, with its field and its place among that field's texts.
type Written<'p> = (&'p FieldRef, usize, Cow<'p, str>);

/// What is wrong with the group's own concept tables: one error for each row that cannot be used. Every other row is.
pub fn concept_problems(program: &Program) -> Vec<Problem> {
    if program.criteria.text.own_concepts.is_empty() { Vec::new() } else { read_tables(&program.criteria.text).1 }
}

/// The lexicon that a program's settings ask for: the built-in tables unless the group does without them, and the group's own.
pub fn lexicon(settings: &TextSettings) -> Lexicon {
    read_tables(settings).0
}

fn read_tables(settings: &TextSettings) -> (Lexicon, Vec<Problem>) {
    let mut lexicon = if settings.built_in_concepts { Lexicon::built_in() } else { Lexicon::without_concepts() };
    let mut problems = Vec::new();
    for (file, table) in &settings.own_concepts {
        let (larger, faults) = lexicon.with_own_words(table);
        lexicon = larger;
        problems.extend(faults.into_iter().map(|fault| Problem {
            severity: Severity::Error,
            file: file.clone(),
            line: u32::try_from(fault.line).unwrap_or(u32::MAX),
            column: 0,
            fault: Fault::Row(RowFault::Concept(fault.what)),
        }));
    }
    (lexicon, problems)
}

/// The fields that some text criterion looks at.
fn fields(program: &Program) -> BTreeSet<&FieldRef> {
    program.criteria.criteria.iter().flat_map(text_fields).collect()
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
fn written<'p>(program: &'p Program, fields: &'p [FieldRef], pair: Pair) -> Vec<Written<'p>> {
    let of_field = |field: &'p FieldRef| {
        let texts = person(program, role_of(fields), pair).map(|person| person.texts(&field.field)).unwrap_or_default();
        texts.into_iter().enumerate().map(move |(place, text)| (field, place, text))
    };
    fields.iter().flat_map(of_field).collect()
}

fn passage(written: &[Written<'_>], found: &text::Quote) -> Option<Quote> {
    let (field, text, words) = written.get(found.passage)?;
    let at = Place { text: *text, range: found.range.clone() };
    Some(Quote { at: Some(at), ..quote(field, words.get(found.range.clone())?) })
}
