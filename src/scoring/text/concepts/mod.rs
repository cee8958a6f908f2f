//! The concept tables: what is the same thing in other words, and which thing is a kind of which.
//!
//! ```text
//! rows       the lines of a table, and what can be wrong with them
//! built_in   the tables that come with the program, one a field
//! kin        how well one concept answers a wish for another
//! ```
//!
//! A table is tab-separated text with one concept a line: `id`, `kind`, `broader` (ids joined by `|`), Swedish terms and
//! English terms (joined by `|`; the first is the label; a trailing `*` also matches the beginning of a longer word; a leading
//! `=` matches only where the term is all of a text or of a list's item: `=kör` is a choir in "film, kör", and nothing in "jag kör bil").
//! Lines that are empty or start with `#`, and the head, are skipped.
//!
//! Never here: where the terms stand in a text, which is the work of `terms`.

use std::collections::BTreeMap;

use super::language::Language;
use crate::program::problem::ConceptFault;
use rows::Row;

mod built_in;
mod kin;
#[cfg(test)]
mod lint;
mod rows;

pub use rows::FaultyLine;

/// A place in the tables.
pub(super) type ConceptId = u32;

/// What sort of thing a concept is: it decides how a sentence about it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ConceptKind {
    /// A subject, a discipline, a programme of study.
    #[default]
    Field,
    /// A method, a tool, something one can do.
    Skill,
    /// A role in an organisation.
    Function,
    /// What people in an occupation do.
    Occupation,
    /// A branch of business or of the public sector.
    Industry,
    /// A situation in working life, what one hopes for.
    Wish,
    /// A question of life.
    Life,
    /// What one does in one's free time.
    Interest,
}

impl ConceptKind {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Field, Self::Skill, Self::Function, Self::Occupation, Self::Industry, Self::Wish, Self::Life, Self::Interest];

    /// As the second column of a table has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Skill => "skill",
            Self::Function => "function",
            Self::Occupation => "occupation",
            Self::Industry => "industry",
            Self::Wish => "wish",
            Self::Life => "life",
            Self::Interest => "interest",
        }
    }

    fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One line of a table, for people who look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Counted from 1.
    pub line: usize,
    /// What the table calls the concept.
    pub id: String,
    /// What sort of thing it is.
    pub kind: ConceptKind,
    /// Its Swedish terms.
    pub swedish: Vec<String>,
    /// Its English terms.
    pub english: Vec<String>,
}

/// The sound lines of a table.
pub fn listed(table: &str) -> Vec<Listed> {
    let owned = |terms: Vec<&str>| terms.into_iter().map(str::to_owned).collect();
    let line = |row: Row<'_>| Listed {
        line: row.line,
        id: row.id.to_owned(),
        kind: row.kind,
        swedish: owned(row.swedish),
        english: owned(row.english),
    };
    rows::rows(table).0.into_iter().map(line).collect()
}

/// What a concept is called on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In Swedish (English when the table has no Swedish term).
    pub sv: String,
    /// In English (Swedish when the table has no English term).
    pub en: String,
    /// What sort of thing it is.
    pub kind: ConceptKind,
}

/// All concepts of the tables that were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Concepts {
    list: Vec<Concept>,
    by_id: BTreeMap<String, ConceptId>,
}

#[derive(Debug, Clone, Default)]
struct Concept {
    kind: ConceptKind,
    broader: Vec<ConceptId>,
    narrower: Vec<ConceptId>,
    swedish: Vec<String>,
    english: Vec<String>,
    /// What an offer of this concept answers, sorted by concept.
    kin: Vec<(ConceptId, u16)>,
}

impl Concepts {
    /// The tables that come with the program.
    pub fn built_in() -> Concepts {
        let mut concepts = Concepts::default();
        concepts.add_all(&built_in::TABLES.map(|(_, table)| table)); // without faults: a test sees to it
        concepts
    }

    /// Adds a table. A concept that is here already gets the new terms and broader concepts beside its own.
    ///
    /// Every sound line is taken, every other is named.
    pub fn add(&mut self, table: &str) -> Vec<FaultyLine> {
        self.add_all(&[table]).into_iter().flatten().collect()
    }

    /// Adds several tables that may name each other's concepts; the faults are each table's own.
    fn add_all(&mut self, tables: &[&str]) -> Vec<Vec<FaultyLine>> {
        let mut read: Vec<(Vec<Row<'_>>, Vec<FaultyLine>)> = tables.iter().map(|table| rows::rows(table)).collect();
        for row in read.iter().flat_map(|(rows, _)| rows) {
            self.add_terms(row);
        }
        for (rows, faults) in &mut read {
            for row in rows {
                faults.extend(self.add_broader(row));
            }
            faults.sort_by_key(|fault| fault.line);
        }
        self.settle_kin();
        read.into_iter().map(|(_, faults)| faults).collect()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Every term with its concept, as the table writes it.
    pub fn terms(&self, language: Language) -> impl Iterator<Item = (ConceptId, &str)> {
        let concepts = (0..).zip(&self.list);
        concepts.flat_map(move |(id, concept)| concept.terms(language).iter().map(move |term| (id, term.as_str())))
    }

    pub fn label(&self, id: ConceptId) -> Option<Label> {
        let concept = self.get(id)?;
        let sv = concept.swedish.first().or(concept.english.first())?;
        let en = concept.english.first().or(concept.swedish.first())?;
        Some(Label { sv: shown(sv), en: shown(en), kind: concept.kind })
    }

    pub fn kind(&self, id: ConceptId) -> ConceptKind {
        self.get(id).map(|concept| concept.kind).unwrap_or_default()
    }

    pub fn is_broader(&self, broader: ConceptId, narrower: ConceptId) -> bool {
        self.broader(narrower).contains(&broader)
    }

    /// The concept that the tables call so.
    pub fn id(&self, id: &str) -> Option<ConceptId> {
        self.by_id.get(id).copied()
    }

    /// What the tables call a concept.
    pub fn name(&self, id: ConceptId) -> &str {
        self.by_id.iter().find(|(_, other)| **other == id).map_or("", |(name, _)| name)
    }

    fn get(&self, id: ConceptId) -> Option<&Concept> {
        self.list.get(id as usize)
    }

    fn get_mut(&mut self, id: ConceptId) -> Option<&mut Concept> {
        self.list.get_mut(id as usize)
    }

    fn broader(&self, id: ConceptId) -> &[ConceptId] {
        self.get(id).map_or(&[], |concept| &concept.broader)
    }

    fn narrower(&self, id: ConceptId) -> &[ConceptId] {
        self.get(id).map_or(&[], |concept| &concept.narrower)
    }

    fn add_terms(&mut self, row: &Row<'_>) {
        let next = ConceptId::try_from(self.list.len()).unwrap_or(ConceptId::MAX);
        let id = *self.by_id.entry(row.id.to_owned()).or_insert(next);
        if id == next {
            self.list.push(Concept { kind: row.kind, ..Concept::default() });
        }
        if let Some(concept) = self.get_mut(id) {
            add_new(&mut concept.swedish, &row.swedish);
            add_new(&mut concept.english, &row.english);
        }
    }

    fn add_broader(&mut self, row: &Row<'_>) -> Vec<FaultyLine> {
        let Some(&id) = self.by_id.get(row.id) else {
            return Vec::new();
        };
        let mut faults = Vec::new();
        for name in &row.broader {
            let what = match self.by_id.get(*name) {
                None => ConceptFault::Broader((*name).to_owned()),
                Some(&broader) if self.leads_to(broader, id) => ConceptFault::Circle,
                Some(&broader) => {
                    self.put_under(broader, id);
                    continue;
                }
            };
            faults.push(FaultyLine { line: row.line, what });
        }
        faults
    }

    fn put_under(&mut self, broader: ConceptId, narrower: ConceptId) {
        if self.is_broader(broader, narrower) {
            return;
        }
        if let Some(concept) = self.get_mut(narrower) {
            concept.broader.push(broader);
        }
        if let Some(concept) = self.get_mut(broader) {
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
            if seen.get_mut(id as usize).is_some_and(|mark| !std::mem::replace(mark, true)) {
                open.extend(self.broader(id));
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

fn add_new(terms: &mut Vec<String>, new: &[&str]) {
    for term in new {
        if !terms.iter().any(|known| known == term) {
            terms.push((*term).to_owned());
        }
    }
}

/// A term as a label: without the signs for "also as the beginning of a longer word" and "only by itself".
fn shown(term: &str) -> String {
    term.trim_start_matches('=').trim_end_matches(['*', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_table_adds_to_the_first() {
        let mut concepts = Concepts::default();
        concepts.add("a\tlife\t\tax*\taxe");
        assert_eq!(concepts.add("a\tskill\t\tyxa|ax*\t\nb\tskill\ta\tbila\t"), []);
        let terms: Vec<_> = concepts.terms(Language::Swedish).collect();
        assert_eq!(terms, [(0, "ax*"), (0, "yxa"), (1, "bila")]);
        assert_eq!(concepts.label(0), Some(Label { sv: "ax".into(), en: "axe".into(), kind: ConceptKind::Life }));
        assert!(concepts.is_broader(0, 1));
    }

    #[test]
    fn tables_may_name_each_others_concepts() {
        let mut concepts = Concepts::default();
        let faults = concepts.add_all(&["a\tfield\tb\tx\t\nc\tfield\tnowhere\ty\t", "b\tfield\t\tz\t"]);
        assert_eq!(faults.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
        assert!(concepts.is_broader(2, 0));
    }
}
