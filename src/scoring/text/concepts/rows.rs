//! The lines of a concept table, and what can be wrong with them.

use std::collections::BTreeMap;
use std::fmt;

use super::ConceptKind;

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
            Self::Kind(kind) => {
                write!(f, "no such kind: {kind:?} (one of {})", ConceptKind::ALL.map(ConceptKind::name).join(", "))
            }
            Self::NoTerms => f.write_str("a concept needs a term in one language at least"),
            Self::Term(term) => write!(f, "a term has letters or digits, and * at its end only: {term:?}"),
            Self::Broader(id) => write!(f, "no concept has the id {id:?}"),
            Self::Circle => f.write_str("a concept cannot be broader than itself"),
        }
    }
}

impl std::error::Error for ConceptFault {}

/// One sound line.
pub(super) struct Row<'t> {
    pub line: usize,
    pub id: &'t str,
    pub kind: ConceptKind,
    pub broader: Vec<&'t str>,
    pub swedish: Vec<&'t str>,
    pub english: Vec<&'t str>,
}

/// The sound lines of a table, and what is wrong with the others.
pub(super) fn rows(table: &str) -> (Vec<Row<'_>>, Vec<ConceptFault>) {
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
    let kind = ConceptKind::read(kind).ok_or_else(|| ConceptFaultKind::Kind(kind.to_owned()))?;
    let row = Row { line, id, kind, broader: list(broader), swedish: list(swedish), english: list(english) };
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
    let word = term.strip_prefix('=').unwrap_or(term);
    let word = word.strip_suffix('*').unwrap_or(word);
    word.contains(char::is_alphanumeric) && !word.contains(['*', '='])
}

#[cfg(test)]
mod tests {
    use super::super::Concepts;
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
    fn every_kind_is_read() {
        for kind in ConceptKind::ALL {
            check(&format!("a\t{}\t\tx\t", kind.name()), &[]);
        }
    }
}
