//! One company, city, programme or field in several spellings.
//!
//! ```text
//! fields that are compared or named so ─► pools (fields compared with one another, or of one name) ─► spellings ─► groups ─► told
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::program::criteria::{Condition, Kind};
use crate::program::problem::{MoreOf, Problem, SecondLook, Several, Spelling, Taken};
use crate::program::{Answer, Application, FieldRef, Program, Role};

use super::super::places::Places;
use super::super::reading::{fold, words};
use super::super::{equal, rules};
use super::about;
use super::likeness::{Form, Organisations, neighbours};

/// So many groups are told one by one for each pool.
const TOLD: usize = 6;
/// With more spellings in one pool than this they are not names but texts, and only equal keys are looked for.
const MOST_SPELLINGS: usize = 5_000;
/// So many names with words cut short are compared with all others.
const MOST_CUT: usize = 100;

/// Fields that hold the name of something, in the words of the usual forms.
const NAMED: [&str; 30] = [
    "organisation",
    "organization",
    "company",
    "employer",
    "workplace",
    "företag",
    "arbetsgivare",
    "arbetsplats",
    "city",
    "town",
    "place",
    "hometown",
    "ort",
    "stad",
    "bostadsort",
    "kommun",
    "education",
    "utbildning",
    "programme",
    "program",
    "department",
    "institution",
    "faculty",
    "fakultet",
    "field",
    "bransch",
    "industry",
    "university",
    "universitet",
    "lärosäte",
];
const PLACES: [&str; 8] = ["city", "town", "place", "hometown", "ort", "stad", "bostadsort", "kommun"];
const IDENTITY: [&str; 5] = ["id", "first_name", "last_name", "email", "phone"];

pub(super) fn find(program: &Program) -> Vec<Problem> {
    let (places, organisations) = (Places::built_in(), Organisations::built_in());
    pools(program).iter().flat_map(|pool| told(program, pool, &places, &organisations)).collect()
}

/// Fields whose answers can be the same thing, and how they are compared.
#[derive(Default)]
struct Pool {
    fields: BTreeSet<FieldRef>,
    compared: Vec<Compared>,
}

/// How two answers are compared somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    /// As names of organisations (rule `same`).
    Organisations,
    /// As answers (rule `differ`, kind `equal`).
    Answers,
    /// As keys of a table.
    Keys,
    /// As places.
    Places,
}

impl Pool {
    fn is_of_places(&self) -> bool {
        self.compared.contains(&Compared::Places) || self.fields.iter().any(|field| PLACES.contains(&field.field.as_str()))
    }
}

/// The pools of a program: fields that something compares, and fields of the names above; two that share a field or a field's name are one.
fn pools(program: &Program) -> Vec<Pool> {
    let mut pools: Vec<Pool> = Vec::new();
    let mut add = |fields: [&FieldRef; 2], compared: Option<Compared>| {
        if fields.iter().any(|field| IDENTITY.contains(&field.field.as_str())) {
            return;
        }
        let shared = |pool: &Pool| pool.fields.iter().any(|known| fields.iter().any(|field| field.field == known.field));
        let (mut joined, apart): (Vec<Pool>, Vec<Pool>) = std::mem::take(&mut pools).into_iter().partition(shared);
        pools = apart;
        let mut pool = Pool { fields: fields.into_iter().cloned().collect(), compared: compared.into_iter().collect() };
        for mut other in joined.drain(..) {
            pool.fields.append(&mut other.fields);
            other.compared.retain(|compared| !pool.compared.contains(compared));
            pool.compared.append(&mut other.compared);
        }
        pools.push(pool);
    };
    for criterion in program.criteria.criteria.iter().filter(|criterion| criterion.weight.0 > 0) {
        match &criterion.kind {
            Kind::Equal { a, b, .. } => add([a, b], Some(Compared::Answers)),
            Kind::Table { row, col, .. } => add([row, col], Some(Compared::Keys)),
            Kind::Distance { a, b, .. } => add([a, b], Some(Compared::Places)),
            _ => {}
        }
    }
    for rule in &program.criteria.rules {
        match &rule.condition {
            Condition::Same(a, b) => add([a, b], Some(Compared::Organisations)),
            Condition::Differ(a, b) => add([a, b], Some(Compared::Answers)),
            Condition::WhenNeed { .. } | Condition::Pairs(_) => {}
        }
    }
    for name in NAMED {
        let field = |role| FieldRef { role, field: name.to_owned() };
        if [Role::Adept, Role::Mentor].into_iter().any(|role| program.people(role).iter().any(|person| person.answers.contains_key(name))) {
            add([&field(Role::Adept), &field(Role::Mentor)], None);
        }
    }
    pools
}

/// One way to write something, and everybody who wrote it so.
struct Written<'p> {
    text: String,
    form: Form,
    people: Vec<&'p Application>,
    holds_a_name: bool,
}

fn told(program: &Program, pool: &Pool, places: &Places, organisations: &Organisations) -> Vec<Problem> {
    let written = written(program, pool);
    let mut groups: Vec<(Taken, Vec<&Written<'_>>)> = groups(&written, pool, places, organisations)
        .into_iter()
        .map(|mut group| {
            group.sort_by_key(|written| rank(written, places));
            (taken(pool, &group, places), group)
        })
        .collect();
    // What changes a score comes first, then what most people wrote.
    groups.sort_by_key(|(taken, group)| {
        (*taken == Taken::AsOne, std::cmp::Reverse(group.iter().map(|written| written.people.len()).sum::<usize>()))
    });
    let rest: Several =
        groups.iter().skip(TOLD).flat_map(|(_, group)| group).flat_map(|written| &written.people).map(|person| &person.id).collect();
    let more = groups.len().saturating_sub(TOLD);
    let mut found: Vec<Problem> = groups.into_iter().take(TOLD).map(|(taken, group)| problem(pool, taken, &group)).collect();
    if more > 0 {
        let place = found.last().map(|last| (last.file.clone(), last.line));
        let mut told = about(None, SecondLook::More { of: MoreOf::Spellings(more), who: rest });
        (told.file, told.line) = place.unwrap_or_default();
        found.push(told);
    }
    found
}

/// The spelling to write comes first: what most people wrote, then the name in the place table, then what is written out, with capitals
/// and with all its letters. One that cannot be told comes last.
fn rank<'w>(written: &'w Written<'_>, places: &Places) -> impl Ord + use<'w> {
    let table = places.only(&written.text).is_some_and(|place| places.name(place) == Some(&written.text));
    let capital = written.text.chars().next().is_some_and(char::is_uppercase);
    let length = std::cmp::Reverse(written.text.chars().count());
    (written.holds_a_name, std::cmp::Reverse(written.people.len()), !table, written.form.is_cut(), !capital, length, written.text.as_str())
}

fn problem(pool: &Pool, taken: Taken, group: &[&Written<'_>]) -> Problem {
    let spelling = |written: &&Written<'_>| Spelling {
        text: (!written.holds_a_name).then(|| written.text.clone()),
        who: written.people.iter().map(|person| &person.id).collect(),
    };
    let spellings = group.iter().map(spelling).collect();
    let first = group.get(1).and_then(|written| written.people.first()).copied();
    let answered = |field: &&FieldRef| group.iter().flat_map(|written| &written.people).any(|person| person.role == field.role);
    let fields = pool.fields.iter().filter(answered).cloned().collect();
    about(first, SecondLook::Spellings { fields, spellings, taken })
}

/// The spellings of a pool, sorted. Texts that are too long for a name are left out by [`Form::of`].
fn written<'p>(program: &'p Program, pool: &Pool) -> Vec<Written<'p>> {
    let mut by_text: BTreeMap<String, Vec<&'p Application>> = BTreeMap::new();
    for field in &pool.fields {
        for person in program.people(field.role) {
            if !matches!(person.answers.get(&field.field), Some(Answer::Text(_) | Answer::List(_))) {
                continue;
            }
            for text in person.texts(&field.field) {
                let people = by_text.entry(text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default();
                if people.last().is_none_or(|last| last.id != person.id) {
                    people.push(person);
                }
            }
        }
    }
    let named = |(text, mut people): (String, Vec<&'p Application>)| {
        people.sort_by(|a, b| a.id.cmp(&b.id));
        people.dedup_by(|a, b| a.id == b.id);
        let holds_a_name = people.iter().any(|person| holds_the_name_of(&text, person));
        Form::of(&text).map(|form| Written { text, form, people, holds_a_name })
    };
    by_text.into_iter().filter_map(named).collect()
}

fn holds_the_name_of(text: &str, person: &Application) -> bool {
    let names: Vec<String> =
        [&person.first_name, &person.last_name].into_iter().flat_map(|name| words(name)).map(|word| word.form).collect();
    words(text).iter().any(|word| names.contains(&word.form))
}

/// Which spellings belong together: groups of at least two, each in the order of the spellings.
fn groups<'w, 'p>(written: &'w [Written<'p>], pool: &Pool, places: &Places, organisations: &Organisations) -> Vec<Vec<&'w Written<'p>>> {
    let of_places = pool.is_of_places();
    let known: Vec<Option<usize>> = written.iter().map(|written| places.only(&written.text)).collect();
    let mut sets = Sets::new(written.len());
    let mut unite = |a: usize, b: usize| {
        // Two places that are both known are told apart by the table.
        let other_places = known.get(a).copied().flatten().zip(known.get(b).copied().flatten()).is_some_and(|(a, b)| a != b);
        if !other_places {
            sets.unite(a, b);
        }
    };
    let mut first: HashMap<(u8, String), usize> = HashMap::new();
    for (place, written) in written.iter().enumerate() {
        let organisation = organisations.of(&written.form).map(|row| (1, row.to_string()));
        let same_place = known.get(place).copied().flatten().filter(|_| of_places).map(|row| (2, row.to_string()));
        for key in [Some((0, written.form.key.clone())), organisation, same_place].into_iter().flatten() {
            unite(*first.entry(key).or_insert(place), place);
        }
    }
    // How a place that the table does not know might be spelled is said where it is not known.
    if written.len() <= MOST_SPELLINGS && !pool.compared.contains(&Compared::Places) {
        let forms: Vec<Form> = written.iter().map(|written| written.form.clone()).collect();
        for (a, b) in neighbours(&forms) {
            if forms.get(a).zip(forms.get(b)).is_some_and(|(a, b)| a.is_a_letter_from(b)) {
                unite(a, b);
            }
        }
        for (place, cut) in forms.iter().enumerate().filter(|(_, form)| form.is_cut()).take(MOST_CUT) {
            let mut from = forms.iter().enumerate().filter(|(_, form)| form.key != cut.key && cut.is_cut_from(form));
            // One that could be two is left alone.
            if let Some((whole, form)) = from.next()
                && from.all(|(_, other)| other.key == form.key)
            {
                unite(place, whole);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&Written<'p>>> = BTreeMap::new();
    for (place, written) in written.iter().enumerate() {
        groups.entry(sets.of(place)).or_default().push(written);
    }
    // A place that cannot be measured from has been told as such.
    let told = |group: &[&Written<'_>]| {
        pool.compared.contains(&Compared::Places) && group.iter().all(|written| places.only(&written.text).is_none())
    };
    groups.into_values().filter(|group| group.len() > 1 && !told(group)).collect()
}

/// How the program takes the spellings of a group in all comparisons of their pool.
fn taken(pool: &Pool, group: &[&Written<'_>], places: &Places) -> Taken {
    let Some((first, others)) = group.split_first() else { return Taken::NotCompared };
    let same = |compared: &Compared, other: &str| match compared {
        Compared::Organisations => {
            let names = rules::organisations(&first.text);
            rules::organisations(other).iter().any(|name| names.contains(name))
        }
        Compared::Answers => equal::answer(&first.text) == equal::answer(other),
        Compared::Keys => fold(&first.text) == fold(other),
        Compared::Places => places.find(&first.text) == places.find(other),
    };
    let all_same = |compared: &Compared| others.iter().all(|other| same(compared, &other.text));
    match pool.compared.is_empty() {
        true => Taken::NotCompared,
        false if pool.compared.iter().all(all_same) => Taken::AsOne,
        false => Taken::Apart,
    }
}

/// Sets that are united, each known by its least member.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn of(&self, mut member: usize) -> usize {
        while let Some(up) = self.0.get(member).copied().filter(|up| *up != member) {
            member = up;
        }
        member
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(up) = self.0.get_mut(a.max(b)) {
            *up = a.min(b);
        }
    }
}
