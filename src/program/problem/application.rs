//! Faults of applications.

use crate::program::PersonId;

/// Something about an application. `id` is the person's, where it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationFault {
    /// Not JSON from here on.
    NotJson {
        /// What it looks like.
        cause: JsonCause,
        /// Applications before this place, which were kept.
        kept: usize,
    },
    /// The file holds neither an object nor a list of them.
    TopLevel(JsonType),
    /// An entry of the list is not an object.
    NotAnObject(JsonType),
    /// No `id`.
    MissingId,
    /// The id does not have the form that ids have.
    BadId(IdTrouble),
    /// `first_name` or `last_name` is missing or blank.
    MissingName {
        /// Whose.
        id: Option<PersonId>,
        /// Which of the two.
        field: &'static str,
    },
    /// An identity field is not a text.
    IdentityType {
        /// Whose.
        id: Option<PersonId>,
        /// Which field.
        field: &'static str,
        /// What it is.
        found: JsonType,
    },
    /// An answer is an object.
    AnswerType {
        /// Whose.
        id: Option<PersonId>,
        /// Which answer.
        field: String,
        /// What it is.
        found: JsonType,
    },
    /// Something in a list is not a text.
    ItemType {
        /// Whose.
        id: Option<PersonId>,
        /// Which answer.
        field: String,
        /// What it is.
        found: JsonType,
    },
    /// A number beyond all use.
    NumberTooLarge {
        /// Whose.
        id: Option<PersonId>,
        /// Which answer.
        field: String,
    },
    /// Half a character written with `\u`.
    BrokenEscape {
        /// Whose.
        id: Option<PersonId>,
    },
    /// More answers in one application, or items in one list, than are read.
    TooMany {
        /// Whose.
        id: Option<PersonId>,
        /// Which list; `None` for the answers of the application.
        field: Option<String>,
        /// How many are read.
        limit: usize,
    },
    /// Two applications with one id; the other one is kept.
    DuplicateId {
        /// The id.
        id: PersonId,
        /// Where the kept one is: file.
        file: String,
        /// Where the kept one is: line.
        line: u32,
    },
    /// Two applications of one role with one e-mail address; both are kept.
    DuplicatePerson {
        /// This one.
        id: PersonId,
        /// The earlier one.
        other: PersonId,
        /// The file of the earlier one.
        file: String,
        /// The line of the earlier one.
        line: u32,
    },
    /// A mentor and an adept with one e-mail address; both are kept.
    BothRoles {
        /// This one.
        id: PersonId,
        /// The earlier one.
        other: PersonId,
        /// The file of the earlier one.
        file: String,
        /// The line of the earlier one.
        line: u32,
    },
    /// One key twice in one object; the first value is kept.
    DuplicateKey {
        /// Whose.
        id: Option<PersonId>,
        /// The key.
        key: String,
        /// The line of the first.
        first_line: u32,
        /// The line of this one.
        line: u32,
    },
    /// Control, bidi or invisible characters in a value.
    Hidden {
        /// Whose.
        id: Option<PersonId>,
        /// Which field.
        field: String,
        /// The first of them.
        character: char,
        /// How many there are.
        count: usize,
    },
    /// Control, bidi or invisible characters in the name of a field.
    HiddenInKey {
        /// Whose.
        id: Option<PersonId>,
        /// The field.
        field: String,
        /// The first of them.
        character: char,
    },
    /// An answer as long as a book.
    LongAnswer {
        /// Whose.
        id: Option<PersonId>,
        /// Which answer.
        field: String,
        /// Its length in characters.
        length: usize,
    },
    /// The answer that says how many adepts a mentor takes cannot be used as it is.
    Capacity {
        /// Whose.
        id: PersonId,
        /// The answer.
        field: String,
        /// Why not.
        trouble: CapacityTrouble,
    },
}

/// What broken JSON looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonCause {
    /// The file ends before the last bracket is closed.
    EndsEarly,
    /// A comma with nothing after it, before this closing bracket.
    TrailingComma(char),
    /// A comma is missing before this.
    MissingComma,
    /// Single or typographic quotation marks.
    WrongQuotes(char),
    /// A text goes on after its closing quotation mark, with this.
    AfterText(char),
    /// A comment.
    Comment,
    /// A line break or tab inside a text.
    BreakInText,
    /// A control character inside a text or between values.
    Control(char),
    /// A backslash followed by this.
    BadEscape(char),
    /// One more value after the end.
    SecondValue,
    /// Anything else.
    Unexpected(char),
}

/// What a JSON value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    Text,
    /// `12`
    Number,
    /// `true` or `false`
    YesNo,
    /// `null`
    Null,
}

/// Why an id is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdTrouble {
    /// Nothing in it.
    Empty,
    /// More than 64 characters.
    TooLong,
    /// Begins with something else than a letter or digit.
    Start(char),
    /// A character that ids do not have.
    Character(char),
}

/// Why an answer about capacity cannot be used as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapacityTrouble {
    /// The mentor takes nobody.
    Zero,
    /// Below zero; counts as zero.
    Negative,
    /// Not a number; the default counts.
    NotANumber,
    /// A fraction; the whole part counts.
    Fraction,
    /// More than any mentor can mean; cut to the greatest.
    TooMany,
}
