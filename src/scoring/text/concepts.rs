//! The concept table: what is the same thing in other words, and which thing is a kind of which.
//!
//! A table is tab-separated text with one concept a line: `id`, `kind`, `broader` (ids joined by `|`), Swedish terms and
//! English terms (joined by `|`; the first is the label; a trailing `*` also matches the beginning of a longer word).
//! Lines that are empty or start with `#`, and the head, are skipped.

use std::collections::BTreeMap;
use std::fmt;

use super::FULL;
use super::language::Language;

/// How much a concept answers a wish for its broader or narrower concept, in basis points.
const NEAR: u16 = 6_000;
/// How much a concept answers a wish for another one under the same broader concept. Never a reason, only a nuance.
const SIBLING: u16 = 3_000;
const KINDS: [&str; 5] = ["field", "skill", "function", "wish", "interest"];

/// A place in the table.
pub(super) type ConceptId = usize;

/// What a concept is called on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In Swedish (English when the table has no Swedish term).
    pub sv: String,
    /// In English (Swedish when the table has no English term).
    pub en: String,
}

/// A line of a concept table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConceptFault {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: ConceptFaultKind,
}

/// What can be wrong with a line of a concept table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConceptFaultKind {
    /// Not five columns.
    Columns {
        /// How many there are.
        found: usize,
    },
    /// The id is empty or holds something else than a-z, 0-9 and `_`.
    Id,
    /// The id stands in this table already.
    Repeated {
        /// The line that has it first.
        first: usize,
    },
    /// No such kind of concept.
    Kind(String),
    /// Neither a Swedish nor an English term.
    NoTerms,
    /// A term without letters, or with a `*` that is not at its end.
    Term(String),
    /// A broader concept that no table has.
    Broader(String),
    /// The concept is broader than itself, directly or through others.
    Circle,
}

impl fmt::Display for ConceptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl fmt::Display for ConceptFaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { found } => {
                write!(f, "a concept has five columns, this line has {found}")
            }
            Self::Id => f.write_str("an id has letters a-z, digits and _ only"),
            Self::Repeated { first } => write!(f, "the same id is on line {first}"),
            Self::Kind(kind) => write!(f, "no such kind: {kind:?} (one of {})", KINDS.join(", ")),
            Self::NoTerms => f.write_str("a concept needs a term in one language at least"),
            Self::Term(term) => write!(f, "a term has letters or digits, and * at its end only: {term:?}"),
            Self::Broader(id) => write!(f, "no concept has the id {id:?}"),
            Self::Circle => f.write_str("a concept cannot be broader than itself"),
        }
    }
}

impl std::error::Error for ConceptFault {}

/// All concepts of the tables that were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Concepts {
    list: Vec<Concept>,
    by_id: BTreeMap<String, ConceptId>,
}

#[derive(Debug, Clone, Default)]
struct Concept {
    broader: Vec<ConceptId>,
    narrower: Vec<ConceptId>,
    swedish: Vec<String>,
    english: Vec<String>,
}

struct Row<'t> {
    line: usize,
    id: &'t str,
    broader: Vec<&'t str>,
    swedish: Vec<&'t str>,
    english: Vec<&'t str>,
}

impl Concepts {
    /// Adds a table. A concept that is here already gets the new terms and broader concepts beside its own.
    ///
    /// Every sound line is taken, every other is named.
    pub fn add(&mut self, table: &str) -> Vec<ConceptFault> {
        let (rows, mut faults) = rows(table);
        for row in &rows {
            let next = self.list.len();
            let id = *self.by_id.entry(row.id.to_owned()).or_insert(next);
            if id == next {
                self.list.push(Concept::default());
            }
            if let Some(concept) = self.list.get_mut(id) {
                add_new(&mut concept.swedish, &row.swedish);
                add_new(&mut concept.english, &row.english);
            }
        }
        for row in &rows {
            faults.extend(self.add_broader(row));
        }
        faults.sort_by_key(|fault| fault.line);
        faults
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Every term with its concept, as the table writes it.
    pub fn terms(&self, language: Language) -> impl Iterator<Item = (ConceptId, &str)> {
        self.list.iter().enumerate().flat_map(move |(id, concept)| concept.terms(language).iter().map(move |term| (id, term.as_str())))
    }

    pub fn label(&self, id: ConceptId) -> Option<Label> {
        let concept = self.list.get(id)?;
        let sv = concept.swedish.first().or(concept.english.first())?;
        let en = concept.english.first().or(concept.swedish.first())?;
        Some(Label { sv: shown(sv), en: shown(en) })
    }

    pub fn is_broader(&self, broader: ConceptId, narrower: ConceptId) -> bool {
        self.broader(narrower).contains(&broader)
    }

    /// How well an offered concept answers a wished one: the same 10000, one step up or down 6000, a sibling 3000.
    pub fn strength(&self, wanted: ConceptId, offered: ConceptId) -> u16 {
        if wanted == offered {
            FULL
        } else if self.is_broader(wanted, offered) || self.is_broader(offered, wanted) {
            NEAR
        } else if self.broader(wanted).iter().any(|shared| self.is_broader(*shared, offered)) {
            SIBLING
        } else {
            0
        }
    }

    /// Every concept that an offered one answers, with how well; of one that stands here twice the best counts.
    pub fn answered_by(&self, offered: ConceptId) -> impl Iterator<Item = (ConceptId, u16)> {
        let broader = self.broader(offered);
        let near = broader.iter().chain(self.narrower(offered)).map(|near| (*near, NEAR));
        let siblings = broader.iter().flat_map(|shared| self.narrower(*shared)).map(|sibling| (*sibling, SIBLING));
        std::iter::once((offered, FULL)).chain(near).chain(siblings)
    }

    #[cfg(test)]
    pub fn id(&self, id: &str) -> Option<ConceptId> {
        self.by_id.get(id).copied()
    }

    fn broader(&self, id: ConceptId) -> &[ConceptId] {
        self.list.get(id).map_or(&[], |concept| &concept.broader)
    }

    fn narrower(&self, id: ConceptId) -> &[ConceptId] {
        self.list.get(id).map_or(&[], |concept| &concept.narrower)
    }

    fn add_broader(&mut self, row: &Row<'_>) -> Vec<ConceptFault> {
        let Some(&id) = self.by_id.get(row.id) else {
            return Vec::new();
        };
        let mut faults = Vec::new();
        for name in &row.broader {
            let what = match self.by_id.get(*name) {
                None => ConceptFaultKind::Broader((*name).to_owned()),
                Some(&broader) if self.leads_to(broader, id) => ConceptFaultKind::Circle,
                Some(&broader) => {
                    self.put_under(broader, id);
                    continue;
                }
            };
            faults.push(ConceptFault { line: row.line, what });
        }
        faults
    }

    fn put_under(&mut self, broader: ConceptId, narrower: ConceptId) {
        if self.is_broader(broader, narrower) {
            return;
        }
        if let Some(concept) = self.list.get_mut(narrower) {
            concept.broader.push(broader);
        }
        if let Some(concept) = self.list.get_mut(broader) {
            concept.narrower.push(narrower);
        }
    }

    /// Whether going up from `from` can arrive at `to`.
    fn leads_to(&self, from: ConceptId, to: ConceptId) -> bool {
        let mut seen = vec![false; self.list.len()];
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            if let (Some(mark), Some(concept)) = (seen.get_mut(id), self.list.get(id))
                && !std::mem::replace(mark, true)
            {
                open.extend(&concept.broader);
            }
        }
        false
    }
}

impl Concept {
    fn terms(&self, language: Language) -> &[String] {
        match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }
}

fn rows(table: &str) -> (Vec<Row<'_>>, Vec<ConceptFault>) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut faults = Vec::new();
    let mut first_line = BTreeMap::new();
    for (at, text) in table.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = at + 1;
        if text.trim().is_empty() || text.starts_with('#') || text.starts_with("id\t") {
            continue;
        }
        let row = row(line, text).and_then(|row| match first_line.insert(row.id, line) {
            Some(first) => Err(ConceptFaultKind::Repeated { first }),
            None => Ok(row),
        });
        match row {
            Ok(row) => rows.push(row),
            Err(what) => faults.push(ConceptFault { line, what }),
        }
    }
    (rows, faults)
}

fn row(line: usize, text: &str) -> Result<Row<'_>, ConceptFaultKind> {
    let columns: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [id, kind, broader, swedish, english] = columns[..] else {
        return Err(ConceptFaultKind::Columns { found: columns.len() });
    };
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Err(ConceptFaultKind::Id);
    }
    if !KINDS.contains(&kind) {
        return Err(ConceptFaultKind::Kind(kind.to_owned()));
    }
    let row = Row { line, id, broader: list(broader), swedish: list(swedish), english: list(english) };
    if row.swedish.is_empty() && row.english.is_empty() {
        return Err(ConceptFaultKind::NoTerms);
    }
    match row.swedish.iter().chain(&row.english).find(|term| !is_term(term)) {
        Some(term) => Err(ConceptFaultKind::Term((*term).to_owned())),
        None => Ok(row),
    }
}

fn list(column: &str) -> Vec<&str> {
    column.split('|').map(str::trim).filter(|item| !item.is_empty()).collect()
}

fn is_term(term: &str) -> bool {
    let word = term.strip_suffix('*').unwrap_or(term);
    word.contains(char::is_alphanumeric) && !word.contains('*')
}

fn add_new(terms: &mut Vec<String>, new: &[&str]) {
    for term in new {
        if !terms.iter().any(|known| known == term) {
            terms.push((*term).to_owned());
        }
    }
}

/// A term as a label: without the sign for "also as the beginning of a longer word".
fn shown(term: &str) -> String {
    term.trim_end_matches(['*', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, faults: &[(usize, ConceptFaultKind)]) {
        let found: Vec<_> = Concepts::default().add(table).into_iter().map(|fault| (fault.line, fault.what)).collect();
        assert_eq!(found, faults, "{table}");
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        check("id\tkind\tbroader\tsv\ten\n# note\n\na\tfield\t\tord\t", &[]);
        check("a\tfield\tord", &[(1, ConceptFaultKind::Columns { found: 3 })]);
        check("A b\tfield\t\tord\t", &[(1, ConceptFaultKind::Id)]);
        check("a\tfield\t\tx\t\na\tfield\t\ty\t", &[(2, ConceptFaultKind::Repeated { first: 1 })]);
        check("a\tsport\t\tx\t", &[(1, ConceptFaultKind::Kind("sport".into()))]);
        check("a\tfield\t\t | \t", &[(1, ConceptFaultKind::NoTerms)]);
        check("a\tfield\t\tx*y\t", &[(1, ConceptFaultKind::Term("x*y".into()))]);
        check("a\tfield\t\t\t-*", &[(1, ConceptFaultKind::Term("-*".into()))]);
        check("a\tfield\tb\tx\t", &[(1, ConceptFaultKind::Broader("b".into()))]);
        check("a\tfield\ta\tx\t", &[(1, ConceptFaultKind::Circle)]);
        check("a\tfield\tb\tx\t\nb\tfield\ta\ty\t", &[(2, ConceptFaultKind::Circle)]);
    }

    #[test]
    fn kin_answer_in_part() {
        let mut concepts = Concepts::default();
        let faults = concepts.add("a\tfield\t\ta\t\nb\tfield\ta\tb\t\nc\tfield\ta\tc\t\nd\tfield\tb\td\t");
        assert_eq!(faults, []);
        let strengths: Vec<_> = (0..4).map(|wanted| concepts.strength(wanted, 1)).collect();
        assert_eq!(strengths, [NEAR, FULL, SIBLING, NEAR]);
    }

    #[test]
    fn a_second_table_adds_to_the_first() {
        let mut concepts = Concepts::default();
        concepts.add("a\tfield\t\tax*\taxe");
        assert_eq!(concepts.add("a\tskill\t\tyxa|ax*\t\nb\tskill\ta\tbila\t"), []);
        let terms: Vec<_> = concepts.terms(Language::Swedish).collect();
        assert_eq!(terms, [(0, "ax*"), (0, "yxa"), (1, "bila")]);
        assert_eq!(concepts.label(0), Some(Label { sv: "ax".into(), en: "axe".into() }));
        assert!(concepts.is_broader(0, 1));
    }
}
