//! One table of the criteria file, read key by key: each getter names what is wrong with its key, and whatever was not asked for is unknown.

use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use super::super::decimal::{Unusable, scaled};
use super::Reader;
use crate::program::criteria::{FieldRef, Weight};
use crate::program::near::near;
use crate::program::problem::{AskedFault, CriteriaFault, Expected, Severity, TomlType};

/// A table with its name and place.
pub(super) struct Section<'s, 'i> {
    table: &'s DeTable<'i>,
    /// As written in the file: `[score]`, `[[criterion]]`, `when`.
    pub(super) name: String,
    /// Byte offset of its beginning.
    pub(super) at: usize,
    asked: Vec<&'static str>,
}

/// A value with its key and place.
#[derive(Clone, Copy)]
pub(super) struct Entry<'s, 'i> {
    pub(super) key: &'static str,
    pub(super) at: usize,
    pub(super) value: &'s DeValue<'i>,
}

impl<'s, 'i> Section<'s, 'i> {
    pub(super) fn new(table: &'s DeTable<'i>, name: impl Into<String>, at: usize) -> Self {
        Self { table, name: name.into(), at, asked: Vec::new() }
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Entry<'s, 'i>> {
        self.asked.push(key);
        self.table.get(key).map(|value| Entry { key, at: value.span().start, value: value.get_ref() })
    }

    /// Whether a key is there.
    pub(super) fn has(&mut self, key: &'static str) -> bool {
        self.get(key).is_some()
    }
}

impl Entry<'_, '_> {
    /// What the value is.
    pub(super) fn found(&self) -> TomlType {
        match self.value {
            DeValue::String(_) => TomlType::Text,
            DeValue::Integer(_) => TomlType::Whole,
            DeValue::Float(_) => TomlType::Decimal,
            DeValue::Boolean(_) => TomlType::YesNo,
            DeValue::Datetime(_) => TomlType::Date,
            DeValue::Array(_) => TomlType::List,
            DeValue::Table(_) => TomlType::Table,
        }
    }
}

impl Reader<'_> {
    /// The value of a key that must be there.
    pub(super) fn need<'s, 'i>(&mut self, section: &mut Section<'s, 'i>, key: &'static str) -> Option<Entry<'s, 'i>> {
        let entry = section.get(key);
        if entry.is_none() {
            self.error(section.at, CriteriaFault::MissingKey { key, table: section.name.clone() });
        }
        entry
    }

    /// Names the keys that were never asked for. They take nothing else out: what they meant is unknown, the rest is not.
    pub(super) fn finish(&mut self, section: &Section<'_, '_>) {
        for key in section.table.keys() {
            let found: &str = key.get_ref();
            if !section.asked.contains(&found) {
                let near = near(found, section.asked.iter().copied(), 1).first().copied();
                let near = section.asked.iter().copied().find(|asked| Some(*asked) == near);
                let fault = CriteriaFault::UnknownKey { found: found.to_owned(), table: section.name.clone(), near };
                self.note(Severity::Error, key.span().start, fault);
            }
        }
    }

    pub(super) fn wrong_type(&mut self, entry: Entry<'_, '_>, expected: Expected) {
        self.error(entry.at, CriteriaFault::WrongType { key: entry.key.to_owned(), expected, found: entry.found() });
    }

    /// A text that says something.
    pub(super) fn text(&mut self, entry: Entry<'_, '_>) -> Option<String> {
        let DeValue::String(text) = entry.value else {
            self.wrong_type(entry, Expected::Text);
            return None;
        };
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            self.error(entry.at, CriteriaFault::Blank { key: entry.key.to_owned() });
            return None;
        }
        Some(text)
    }

    /// One text or several, each with its place; never none.
    pub(super) fn texts(&mut self, entry: Entry<'_, '_>) -> Option<Vec<(String, usize)>> {
        let items: Vec<Entry<'_, '_>> = match entry.value {
            DeValue::String(_) => vec![entry],
            DeValue::Array(items) => {
                items.iter().map(|item| Entry { key: entry.key, at: item.span().start, value: item.get_ref() }).collect()
            }
            _ => {
                self.wrong_type(entry, Expected::Texts);
                return None;
            }
        };
        if items.is_empty() {
            self.error(entry.at, CriteriaFault::Blank { key: entry.key.to_owned() });
            return None;
        }
        let texts: Vec<_> = items.into_iter().map(|item| self.text(item).map(|text| (text, item.at))).collect();
        texts.into_iter().collect()
    }

    /// `true` or `false`.
    pub(super) fn yes_no(&mut self, entry: Entry<'_, '_>) -> Option<bool> {
        let yes = entry.value.as_bool();
        if yes.is_none() {
            self.wrong_type(entry, Expected::YesNo);
        }
        yes
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, entry: Entry<'_, '_>, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(entry)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let allowed: Vec<&'static str> = words.iter().map(|(word, _)| *word).collect();
        let near = near(&text, allowed.iter().copied(), 1).first().copied();
        let near = allowed.iter().copied().find(|word| Some(*word) == near);
        self.error(entry.at, CriteriaFault::UnknownWord { key: entry.key, found: text, allowed, near });
        None
    }

    /// A number times ten to the `places`, exactly rounded.
    fn parts(&mut self, entry: Entry<'_, '_>, places: i64) -> Option<Result<i64, Unusable>> {
        match entry.value {
            DeValue::Integer(whole) if whole.radix() == 10 => Some(scaled(whole.as_str(), places)),
            DeValue::Integer(whole) => {
                let value = i64::from_str_radix(whole.as_str(), whole.radix());
                Some(value.map_err(|_| Unusable::TooLarge).and_then(|value| scaled(&value.to_string(), places)))
            }
            DeValue::Float(number) => Some(scaled(number.as_str(), places)),
            _ => {
                self.wrong_type(entry, Expected::Number);
                None
            }
        }
    }

    /// A number in thousandths.
    pub(super) fn number(&mut self, entry: Entry<'_, '_>) -> Option<i64> {
        let number = self.parts(entry, 3)?;
        number.map_err(|_| self.error(entry.at, AskedFault::NotFinite { key: entry.key.to_owned() })).ok()
    }

    /// A share from 0 to 1, in basis points.
    pub(super) fn share(&mut self, entry: Entry<'_, '_>) -> Option<u16> {
        self.basis_points(entry, 4, "1")
    }

    /// Points or percent from 0 to 100, in basis points.
    pub(super) fn percent(&mut self, entry: Entry<'_, '_>) -> Option<u16> {
        self.basis_points(entry, 2, "100")
    }

    fn basis_points(&mut self, entry: Entry<'_, '_>, places: i64, most: &str) -> Option<u16> {
        let fault = match self.parts(entry, places)? {
            Ok(points @ 0..=10_000) => return u16::try_from(points).ok(),
            Ok(_) | Err(Unusable::TooLarge) => {
                AskedFault::OutOfRange { key: entry.key.to_owned(), least: "0".to_owned(), most: most.to_owned() }
            }
            Err(Unusable::Nan | Unusable::Infinite) => AskedFault::NotFinite { key: entry.key.to_owned() },
        };
        self.error(entry.at, fault);
        None
    }

    /// A whole number within bounds.
    pub(super) fn whole(&mut self, entry: Entry<'_, '_>, least: u32, most: u32) -> Option<u32> {
        if !entry.value.is_integer() {
            self.wrong_type(entry, Expected::Whole);
            return None;
        }
        let value = self.parts(entry, 0)?.ok().and_then(|value| u32::try_from(value).ok());
        let within = value.filter(|value| (least..=most).contains(value));
        if within.is_none() {
            let fault = AskedFault::OutOfRange { key: entry.key.to_owned(), least: least.to_string(), most: most.to_string() };
            self.error(entry.at, fault);
        }
        within
    }

    /// A weight: 0 or more, finite.
    pub(super) fn weight(&mut self, entry: Entry<'_, '_>) -> Option<Weight> {
        let fault = match self.parts(entry, 3)? {
            Ok(thousandths) if thousandths < 0 => AskedFault::NegativeWeight,
            Ok(0) if matches!(self.parts(entry, 12), Some(Ok(finer)) if finer != 0) => AskedFault::TinyWeight,
            Ok(thousandths) => match u32::try_from(thousandths).ok().map(Weight).filter(|weight| *weight <= Weight::MOST) {
                Some(weight) => return Some(weight),
                None => AskedFault::HugeWeight,
            },
            Err(Unusable::Nan) => AskedFault::NanWeight,
            Err(Unusable::Infinite) => AskedFault::InfiniteWeight,
            Err(Unusable::TooLarge) => AskedFault::HugeWeight,
        };
        self.error(entry.at, fault);
        None
    }

    /// A table inside this one.
    pub(super) fn table<'s, 'i>(&mut self, entry: Entry<'s, 'i>) -> Option<Section<'s, 'i>> {
        match entry.value {
            DeValue::Table(table) => Some(Section::new(table, entry.key, entry.at)),
            _ => {
                self.wrong_type(entry, Expected::Table);
                None
            }
        }
    }

    /// One field: `mentor.city`. It is remembered, to be looked for in the applications.
    pub(super) fn field(&mut self, entry: Entry<'_, '_>) -> Option<FieldRef> {
        let text = self.text(entry)?;
        self.field_of(&text, entry.at)
    }

    /// Fields of one role, at least one.
    pub(super) fn fields(&mut self, entry: Entry<'_, '_>) -> Option<Vec<FieldRef>> {
        let texts = self.texts(entry)?;
        let fields: Vec<_> = texts.iter().map(|(text, at)| self.field_of(text, *at)).collect();
        let fields: Vec<FieldRef> = fields.into_iter().collect::<Option<_>>()?;
        let role = fields.first().map(|first| first.role);
        if let Some(odd) = fields.iter().position(|field| Some(field.role) != role) {
            let at = texts.get(odd).map_or(entry.at, |(_, at)| *at);
            self.error(at, AskedFault::MixedSides { key: entry.key });
            return None;
        }
        Some(fields)
    }

    pub(super) fn field_of(&mut self, text: &str, at: usize) -> Option<FieldRef> {
        match FieldRef::read(text) {
            Some(field) => {
                self.asked.push((at, field.clone()));
                Some(field)
            }
            None => {
                self.error(at, AskedFault::BadField { found: text.to_owned() });
                None
            }
        }
    }
}
