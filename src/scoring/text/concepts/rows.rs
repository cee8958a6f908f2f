//! The lines of a concept table, and what can be wrong with them.

use super::ConceptKind;
use crate::program::problem::ConceptFault;

/// A line of a concept table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultyLine {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: ConceptFault,
}

/// One sound line.
pub(super) struct Row<'t> {
    pub line: usize,
    pub id: &'t str,
    pub kind: ConceptKind,
    pub broader: Vec<&'t str>,
    pub swedish: Vec<&'t str>,
    pub english: Vec<&'t str>,
}

/// The sound lines of a table, and what is wrong with the others. An id may stand on several lines: each adds to the same concept.
pub(super) fn rows(table: &str) -> (Vec<Row<'_>>, Vec<FaultyLine>) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut faults = Vec::new();
    for (at, text) in table.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = at + 1;
        if text.trim().is_empty() || text.starts_with('#') || text.starts_with("id\t") {
            continue;
        }
        match row(line, text) {
            Ok(row) => rows.push(row),
            Err(what) => faults.push(FaultyLine { line, what }),
        }
    }
    (rows, faults)
}

fn row(line: usize, text: &str) -> Result<Row<'_>, ConceptFault> {
    let columns: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [id, kind, broader, swedish, english] = columns[..] else {
        return Err(ConceptFault::Columns { found: columns.len() });
    };
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Err(ConceptFault::Id(id.to_owned()));
    }
    let kind = ConceptKind::read(kind).ok_or_else(|| ConceptFault::Kind(kind.to_owned()))?;
    let row = Row { line, id, kind, broader: list(broader), swedish: list(swedish), english: list(english) };
    if row.swedish.is_empty() && row.english.is_empty() {
        return Err(ConceptFault::NoTerms);
    }
    match row.swedish.iter().chain(&row.english).find(|term| !is_term(term)) {
        Some(term) => Err(ConceptFault::Term((*term).to_owned())),
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

    fn check(table: &str, faults: &[(usize, ConceptFault)]) {
        let found: Vec<_> = Concepts::default().add(table).into_iter().map(|fault| (fault.line, fault.what)).collect();
        assert_eq!(found, faults, "{table}");
    }

    #[test]
    fn every_fault_is_named_with_its_line() {
        check("id\tkind\tbroader\tsv\ten\n# note\n\na\tfield\t\tord\t", &[]);
        check("a\tfield\tord", &[(1, ConceptFault::Columns { found: 3 })]);
        check("A b\tfield\t\tord\t", &[(1, ConceptFault::Id("A b".into()))]);
        check("a\tfield\t\tx\t\na\tfield\t\ty\t", &[]);
        check("a\tsport\t\tx\t", &[(1, ConceptFault::Kind("sport".into()))]);
        check("a\tfield\t\t | \t", &[(1, ConceptFault::NoTerms)]);
        check("a\tfield\t\tx*y\t", &[(1, ConceptFault::Term("x*y".into()))]);
        check("a\tfield\t\t\t-*", &[(1, ConceptFault::Term("-*".into()))]);
        check("a\tfield\tb\tx\t", &[(1, ConceptFault::Broader("b".into()))]);
        check("a\tfield\ta\tx\t", &[(1, ConceptFault::Circle)]);
        check("a\tfield\tb\tx\t\nb\tfield\ta\ty\t", &[(2, ConceptFault::Circle)]);
    }

    #[test]
    fn every_kind_is_read() {
        for kind in ConceptKind::ALL {
            check(&format!("a\t{}\t\tx\t", kind.name()), &[]);
        }
    }
}
