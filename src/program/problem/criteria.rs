//! Faults of the criteria file and of the tables that it names.

use super::FileFault;
use crate::program::{PersonId, Role};

/// Something about the form of the criteria file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CriteriaFault {
    /// Not TOML from here on; nothing of the file is used.
    NotToml {
        /// What stands there; `None` at the end of the file.
        found: Option<char>,
        /// What the TOML reader says, in English.
        detail: String,
    },
    /// One key twice in one table, which TOML does not allow; nothing of the file is used.
    RepeatedKey,
    /// No `schema`.
    NoSchema,
    /// A schema that this version does not know.
    UnknownSchema,
    /// A table that does not exist.
    UnknownTable {
        /// Its name.
        found: String,
        /// The nearest that does.
        near: Option<&'static str>,
    },
    /// A key that does not exist here.
    UnknownKey {
        /// Its name.
        found: String,
        /// The table, as written in the file.
        table: String,
        /// The nearest that does.
        near: Option<&'static str>,
    },
    /// A kind of criterion that does not exist.
    UnknownKind {
        /// As written.
        found: String,
        /// The nearest that does.
        near: Option<&'static str>,
    },
    /// A word that this key does not take.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As written.
        found: String,
        /// What it takes.
        allowed: Vec<&'static str>,
        /// The nearest of them.
        near: Option<&'static str>,
    },
    /// A key that is needed.
    MissingKey {
        /// The key.
        key: &'static str,
        /// The table, as written in the file.
        table: String,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: Expected,
        /// What it is.
        found: TomlType,
    },
    /// Blank where something is needed, or an empty list.
    Blank {
        /// The key.
        key: String,
    },
    /// Not a name that a member of the group could sit down under.
    NotAName {
        /// The key.
        key: &'static str,
        /// The nearest that could be, which counts; `None` when nothing is left.
        counts: Option<String>,
    },
    /// A member is both chair and viewer; counts as chair.
    ChairAndViewer {
        /// Their name.
        name: String,
    },
    /// Two criteria or two rules with one id; the first is kept.
    RepeatedId {
        /// The id.
        id: String,
        /// The line of the first.
        line: u32,
    },
    /// A criterion is left out because of the faults in it.
    CriterionLeftOut {
        /// Its id, or its number in the file.
        name: String,
    },
    /// A rule is left out because of the faults in it.
    RuleLeftOut {
        /// Its id, or its number in the file.
        name: String,
    },
}

/// Something about what the criteria ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedFault {
    /// A value outside what makes sense.
    OutOfRange {
        /// The key.
        key: String,
        /// The least, as a person writes it.
        least: String,
        /// The greatest, as a person writes it.
        most: String,
    },
    /// A number that is `nan`, `inf` or beyond all use.
    NotFinite {
        /// The key.
        key: String,
    },
    /// A weight below zero.
    NegativeWeight,
    /// A weight that is `nan`.
    NanWeight,
    /// A weight that is `inf`.
    InfiniteWeight,
    /// A weight beyond all use.
    HugeWeight,
    /// The weight is above nought but too small to count.
    TinyWeight,
    /// Nothing has any weight, so every pair would fit equally.
    NoWeight,
    /// Not `mentor.FIELD` or `adept.FIELD`.
    BadField {
        /// As written.
        found: String,
    },
    /// Two keys that must look at different roles look at the same.
    SameSide {
        /// The one key.
        one: &'static str,
        /// The other key.
        other: &'static str,
        /// The role that both look at.
        role: Role,
    },
    /// One key looks at fields of both roles.
    MixedSides {
        /// The key.
        key: &'static str,
    },
    /// A list of fields that are not one of each role.
    NotTwo {
        /// The key.
        key: &'static str,
    },
    /// A field of the wrong role for this key.
    WrongSide {
        /// The key.
        key: &'static str,
        /// The role that it must look at.
        role: Role,
    },
    /// A field that no application has.
    UnknownField {
        /// `role.field`
        field: String,
        /// Fields with similar names.
        near: Vec<String>,
    },
    /// A field that is in the applications, but that nobody filled in.
    UnansweredField {
        /// `role.field`
        field: String,
    },
    /// The lower anchor is not below the upper one.
    Anchors {
        /// The key that must be less.
        low: &'static str,
        /// The key that must be more.
        high: &'static str,
    },
    /// `zero` and `full` of a number are equal.
    EqualAnchors,
    /// Neither `value` nor both `a` and `b`, or all of them.
    NumberForm,
    /// A rule without exactly one condition.
    RuleForm {
        /// How many it has.
        found: usize,
    },
    /// Two cells of a table with the same row and column, without regard to case.
    RepeatedCell {
        /// The row.
        row: String,
        /// The column.
        column: String,
    },
    /// `default = 0`: a mentor who does not say takes nobody.
    ZeroCapacity,
    /// A file that is named does not exist.
    MissingFile {
        /// As written.
        file: String,
    },
    /// A file that is named cannot be read.
    UnusableFile {
        /// As written.
        file: String,
        /// Why not.
        why: FileFault,
    },
    /// A file that is named lies outside the program directory.
    OutsideProgram {
        /// As written.
        file: String,
    },
}

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// A table, `[name]` or `{ … }`.
    Table,
    /// Tables with double brackets, `[[name]]`.
    Tables,
}

/// What a TOML value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TomlType {
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// A number with decimals.
    Decimal,
    /// `true` or `false`.
    YesNo,
    /// A date or time.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

/// Something about a row of one of the group's own tables (ratings, pairs).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFault {
    /// Fewer columns than the table has.
    Columns {
        /// Columns that are needed.
        expected: usize,
        /// Columns in the row.
        found: usize,
    },
    /// The heading lacks a column.
    MissingColumn {
        /// Which.
        column: &'static str,
    },
    /// A quotation mark that is never closed, so that the rows after it are part of this one.
    UnclosedQuote,
    /// Not an id.
    BadId {
        /// The column.
        column: &'static str,
    },
    /// An id that nobody in the program has in this role.
    UnknownPerson {
        /// The id.
        id: PersonId,
        /// The role that was looked for.
        role: Role,
    },
    /// Not a whole number from 0.
    BadRating,
    /// A rating above the scale.
    AboveScale {
        /// The rating.
        rating: u64,
        /// The greatest.
        scale: u32,
    },
    /// A pair that stands in an earlier row too; that one is kept.
    RepeatedPair {
        /// The adept.
        adept: PersonId,
        /// The mentor.
        mentor: PersonId,
        /// The line of the earlier row.
        line: u32,
    },
    /// More rows than are read.
    TooManyRows {
        /// How many are read.
        limit: usize,
    },
    /// No rows.
    NoRows,
    /// A row of the group's own concept table that cannot be used.
    Concept(ConceptFault),
}

/// What can be wrong with a row of a concept table. Only the two faults of `broader` leave the row's terms in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConceptFault {
    /// Not five columns.
    Columns {
        /// How many there are.
        found: usize,
    },
    /// The id is empty or holds something else than a-z, 0-9 and `_`.
    Id(String),
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
