//! `[[criterion]]`: every kind with its keys.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use toml::de::DeValue;

use super::section::{Entry, Section};
use super::{AskedFault, CriteriaFault, Reader, Severity};
use crate::program::criteria::{Criterion, CriterionId, FieldRef, Kind, Measure, Measured, Reward, folded};
use crate::program::near::near;
use crate::program::problem::Expected;

/// The greatest scale of a rating; value = rating / scale stays exact in integers.
const MOST_SCALE: u32 = 1_000_000;
/// More shared tags than anybody lists.
const MOST_ENOUGH: u32 = 1000;
/// Half the way round the earth.
const MOST_KM: u32 = 20_100;

const REWARDS: [(&str, Reward); 2] = [("same", Reward::Same), ("different", Reward::Different)];
const MEASURES: [(&str, Measure); 3] = [("overlap", Measure::Overlap), ("dice", Measure::Dice), ("jaccard", Measure::Jaccard)];
const KINDS: [&str; 9] = ["text", "tags", "equal", "number", "distance", "language", "named", "table", "pairs"];

impl Reader<'_> {
    /// Every criterion without a fault, in the order of the file.
    pub(super) fn all_criteria(&mut self, top: &mut Section<'_, '_>) -> Vec<Criterion> {
        let mut criteria = Vec::new();
        let mut lines = HashMap::new();
        for (number, (table, at)) in self.tables(top, "criterion").into_iter().enumerate() {
            let mut section = Section::new(table, "[[criterion]]", at);
            let before = self.errors;
            let id = self.own_id(&mut section, &mut lines);
            let name = id.clone().unwrap_or_else(|| format!("{}", number + 1));
            let criterion = self.criterion(&mut section, id);
            match criterion.filter(|_| self.errors == before) {
                Some(criterion) => {
                    self.source.criteria.insert(criterion.id.to_string(), self.text.place(at));
                    criteria.push(criterion);
                }
                None => self.note(Severity::Error, at, CriteriaFault::CriterionLeftOut { name }),
            }
        }
        criteria
    }

    /// The id of a criterion or rule, which nothing before it may have.
    pub(super) fn own_id(&mut self, section: &mut Section<'_, '_>, lines: &mut HashMap<String, u32>) -> Option<String> {
        let entry = self.need(section, "id")?;
        let id = self.text(entry)?;
        match lines.get(&id) {
            Some(line) => self.error(entry.at, CriteriaFault::RepeatedId { id: id.clone(), line: *line }),
            None => {
                lines.insert(id.clone(), self.text.place(entry.at).0);
            }
        }
        Some(id)
    }

    fn criterion(&mut self, section: &mut Section<'_, '_>, id: Option<String>) -> Option<Criterion> {
        let label = section.get("label").and_then(|entry| self.text(entry));
        let weight = self.need(section, "weight").and_then(|entry| self.weight(entry));
        let kind = self.kind(section);
        let id: Arc<str> = id?.into();
        Some(Criterion { label: label.unwrap_or_else(|| id.to_string()), id: CriterionId(id), weight: weight?, kind: kind? })
    }

    fn kind(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let entry = self.need(section, "kind")?;
        let kind = self.text(entry)?;
        let read = match kind.as_str() {
            "text" => self.sides(section, "want", "offer").map(|(want, offer)| Kind::Text { want, offer }),
            "tags" => self.tags(section),
            "equal" => self.equal(section),
            "number" => self.between(section),
            "distance" => self.distance(section),
            "language" => self.side(section, "a", "b").map(|(a, b)| Kind::Language { a, b }),
            "named" => self.sides(section, "a", "b").map(|(a, b)| Kind::Named { a, b }),
            "table" => self.cross_table(section),
            "pairs" => self.ratings(section),
            _ => {
                let slip = near(&kind, KINDS, 1).first().copied();
                let near = KINDS.into_iter().find(|known| Some(*known) == slip);
                self.error(entry.at, CriteriaFault::UnknownKind { found: kind, near });
                // Which keys it takes is unknown too, so none of them can be.
                return None;
            }
        };
        self.finish(section);
        read
    }

    /// Two lists of fields, each of one role and not the same.
    fn sides(&mut self, section: &mut Section<'_, '_>, one: &'static str, other: &'static str) -> Option<(Vec<FieldRef>, Vec<FieldRef>)> {
        let first = self.need(section, one).and_then(|entry| self.fields(entry));
        let second_entry = self.need(section, other);
        let second = second_entry.and_then(|entry| self.fields(entry));
        let (first, second) = (first?, second?);
        self.differ(first.first()?, second.first()?, one, second_entry?)?;
        Some((first, second))
    }

    /// Two fields of different roles.
    fn side(&mut self, section: &mut Section<'_, '_>, one: &'static str, other: &'static str) -> Option<(FieldRef, FieldRef)> {
        let first = self.need(section, one).and_then(|entry| self.field(entry));
        let second_entry = self.need(section, other);
        let second = second_entry.and_then(|entry| self.field(entry));
        let (first, second) = (first?, second?);
        self.differ(&first, &second, one, second_entry?)?;
        Some((first, second))
    }

    /// Whether two fields are of different roles; told at the second.
    pub(super) fn differ(&mut self, first: &FieldRef, second: &FieldRef, one: &'static str, at: Entry<'_, '_>) -> Option<()> {
        if first.role == second.role {
            self.error(at.at, AskedFault::SameSide { one, other: at.key, role: first.role });
            return None;
        }
        Some(())
    }

    fn tags(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let sides = self.sides(section, "a", "b");
        let measure = section.get("measure").and_then(|entry| self.word(entry, &MEASURES)).unwrap_or_default();
        let enough = section.get("enough").and_then(|entry| self.whole(entry, 1, MOST_ENOUGH)).unwrap_or(1);
        let reward = section.get("reward").and_then(|entry| self.word(entry, &REWARDS)).unwrap_or_default();
        sides.map(|(a, b)| Kind::Tags { a, b, measure, enough, reward })
    }

    fn equal(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let sides = self.side(section, "a", "b");
        let reward = section.get("reward").and_then(|entry| self.word(entry, &REWARDS)).unwrap_or_default();
        sides.map(|(a, b)| Kind::Equal { a, b, reward })
    }

    fn between(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let (value, a, b) = (section.get("value"), section.has("a"), section.has("b"));
        let measured = match (value, a, b) {
            (Some(entry), false, false) => self.field(entry).map(Measured::One),
            (None, true, true) => self.side(section, "a", "b").map(|(a, b)| Measured::Gap(a, b)),
            _ => {
                self.error(section.at, AskedFault::NumberForm);
                None
            }
        };
        let zero = self.need(section, "zero").and_then(|entry| self.number(entry));
        let full_entry = self.need(section, "full");
        let full = full_entry.and_then(|entry| self.number(entry));
        let (zero, full) = (zero?, full?);
        if zero == full {
            self.error(full_entry?.at, AskedFault::EqualAnchors);
        }
        Some(Kind::Number { measured: measured?, zero, full })
    }

    fn distance(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let sides = self.side(section, "a", "b");
        let full = self.need(section, "full_km").and_then(|entry| self.whole(entry, 0, MOST_KM));
        let zero_entry = self.need(section, "zero_km");
        let zero = zero_entry.and_then(|entry| self.whole(entry, 1, MOST_KM));
        let remote = section.get("remote").and_then(|entry| self.share(entry));
        let (full_km, zero_km) = (full?, zero?);
        if full_km >= zero_km {
            self.error(zero_entry?.at, AskedFault::Anchors { low: "full_km", high: "zero_km" });
        }
        sides.map(|(a, b)| Kind::Distance { a, b, full_km, zero_km, remote })
    }

    fn cross_table(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let sides = self.side(section, "row", "col");
        let default = section.get("default").and_then(|entry| self.share(entry)).unwrap_or(0);
        let cells = self.need(section, "table").and_then(|entry| self.cells(entry));
        let (row, col) = sides?;
        Some(Kind::Table { row, col, default, cells: cells? })
    }

    fn cells(&mut self, entry: Entry<'_, '_>) -> Option<BTreeMap<(String, String), u16>> {
        let DeValue::Table(rows) = entry.value else {
            self.wrong_type(entry, Expected::Table);
            return None;
        };
        let mut cells = BTreeMap::new();
        for (row, columns) in rows.iter() {
            let DeValue::Table(columns) = columns.get_ref() else {
                let found = Entry { key: entry.key, at: columns.span().start, value: columns.get_ref() }.found();
                let key = format!("{}.{}", entry.key, row.get_ref());
                self.error(columns.span().start, CriteriaFault::WrongType { key, expected: Expected::Table, found });
                continue;
            };
            for (column, value) in columns.iter() {
                let share = self.share(Entry { key: entry.key, at: value.span().start, value: value.get_ref() }).unwrap_or(0);
                let (row, column_name) = (folded(row.get_ref()), folded(column.get_ref()));
                if cells.insert((row.clone(), column_name.clone()), share).is_some() {
                    self.error(column.span().start, AskedFault::RepeatedCell { row, column: column_name });
                }
            }
        }
        if cells.is_empty() {
            self.error(entry.at, CriteriaFault::Blank { key: entry.key.to_owned() });
        }
        Some(cells)
    }

    fn ratings(&mut self, section: &mut Section<'_, '_>) -> Option<Kind> {
        let scale = self.need(section, "scale").and_then(|entry| self.whole(entry, 1, MOST_SCALE));
        let entry = self.need(section, "file")?;
        let name = self.text(entry)?;
        let table = self.own_file(&name, entry.at)?;
        let scale = scale?;
        Some(Kind::Pairs { ratings: self.rating_rows(&table, &name, scale), scale })
    }
}
