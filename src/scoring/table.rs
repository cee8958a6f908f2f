//! `table`: the group's own value for what the one answered against what the other answered.
//!
//! A blank row or column is unknown, whoever's it is; an answer that is not in the table gets the table's default. Of several
//! answers (a list) the one that is worth most counts.

use std::collections::BTreeMap;

use crate::program::{FieldRef, Pair, Program};

use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, person, quote};
use super::reading::fold;
use super::value::Value;

/// One `table` criterion, read.
pub(super) struct Table {
    fields: [FieldRef; 2],
    /// The places of a person's answers among `rows` or `columns` of the table; `None` for one that is not there.
    answers: [Side<Vec<Option<usize>>>; 2],
    columns: usize,
    cells: Vec<Option<u16>>,
    default: u16,
}

impl Table {
    /// Reads every answer, and folds the table's own keys once more.
    pub(super) fn read(program: &Program, row: &FieldRef, col: &FieldRef, default: u16, cells: &BTreeMap<(String, String), u16>) -> Self {
        let rows = keys(cells.keys().map(|(row, _)| row));
        let columns = keys(cells.keys().map(|(_, column)| column));
        let mut grid = vec![None; rows.len().saturating_mul(columns.len())];
        for ((row, column), marks) in cells {
            let place = rows.get(&fold(row)).zip(columns.get(&fold(column))).map(|(row, column)| row * columns.len() + column);
            if let Some(cell) = place.and_then(|place| grid.get_mut(place)) {
                *cell = Some(*marks);
            }
        }
        let side = |field: &FieldRef, keys: &BTreeMap<String, usize>| {
            Side::read(program, field.role, |person| person.texts(&field.field).iter().map(|text| keys.get(&fold(text)).copied()).collect())
        };
        let answers = [side(row, &rows), side(col, &columns)];
        Self { fields: [row.clone(), col.clone()], answers, columns: columns.len(), cells: grid, default }
    }

    /// The best cell of the answers given, `Ok(None)` when none of them is in the table, or the field that is blank.
    fn cell(&self, pair: Pair) -> Result<Option<u16>, &FieldRef> {
        let (rows, columns) = super::kind::both(&self.fields, &self.answers, pair)?;
        let places = rows.iter().flatten().flat_map(|row| columns.iter().flatten().map(move |column| row * self.columns + column));
        Ok(places.filter_map(|place| self.cells.get(place).copied().flatten()).max())
    }
}

impl Valuer for Table {
    fn value(&self, pair: Pair) -> Value {
        self.cell(pair).map_or(Value::UNKNOWN, |cell| Value::marks(cell.unwrap_or(self.default)))
    }

    fn why(&self, program: &Program, pair: Pair) -> Why {
        let cell = match self.cell(pair) {
            Err(blank) => return Why::only(Detail::Blank(blank.clone())),
            Ok(cell) => cell,
        };
        let [want, offer] = self.fields.each_ref().map(|field| {
            let words = person(program, field.role, pair).map(|person| person.texts(&field.field).join(", "));
            quote(field, words.unwrap_or_default())
        });
        let evidence = cell.filter(|marks| *marks >= Evidence::LEAST).map(|strength| Evidence { want, offer, strength, topic: None });
        Why { evidence: evidence.into_iter().collect(), gaps: Vec::new(), detail: Detail::Cell { found: cell.is_some() } }
    }
}

/// Folded keys, each with its place.
fn keys<'k>(written: impl Iterator<Item = &'k String>) -> BTreeMap<String, usize> {
    let folded: std::collections::BTreeSet<String> = written.map(|key| fold(key)).collect();
    folded.into_iter().zip(0..).collect()
}
