//! JSON with places: values are cut out of the file's text unread, so that each knows where it stands and a bad one hides no other.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{Deserialize, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::place::Text;
use crate::program::problem::{JsonCause, JsonType};
use crate::program::shown::hidden;

/// Where JSON stops being JSON.
pub(super) struct Break {
    pub(super) offset: usize,
    pub(super) cause: JsonCause,
}

/// Whether a file holds a list rather than one value.
pub(super) fn holds_list(text: &Text) -> bool {
    text.as_str().trim_start().starts_with('[')
}

/// Hands over the value of a file, or each value of the list that it is, up to the place where it breaks.
pub(super) fn each_value<'t>(text: &'t Text, each: &mut dyn FnMut(&'t RawValue)) -> Result<(), Break> {
    let mut json = serde_json::Deserializer::from_str(text.as_str());
    let read = match holds_list(text) {
        true => json.deserialize_seq(Items(each)),
        false => <&RawValue>::deserialize(&mut json).map(each),
    };
    read.map_err(|error| broken(text, &error))?;
    json.end().map_err(|error| second(text, &error))
}

/// Hands over each value of a list; `each` says whether to go on.
pub(super) fn each_item<'t>(list: &'t RawValue, each: &mut dyn FnMut(&'t RawValue)) {
    // Cut out of a text that was read before, it cannot break.
    let _ = serde_json::Deserializer::from_str(list.get()).deserialize_seq(Items(each));
}

/// Hands over each key and value of an object, as often as they are there.
pub(super) fn each_entry<'t>(object: &'t RawValue, each: &mut dyn FnMut(&'t RawValue, &'t RawValue)) {
    let _ = serde_json::Deserializer::from_str(object.get()).deserialize_map(Entries(each));
}

/// What a value is, by its first character.
pub(super) fn type_of(value: &RawValue) -> JsonType {
    match value.get().as_bytes().first() {
        Some(b'{') => JsonType::Object,
        Some(b'[') => JsonType::List,
        Some(b'"') => JsonType::Text,
        Some(b't' | b'f') => JsonType::YesNo,
        Some(b'n') => JsonType::Null,
        _ => JsonType::Number,
    }
}

/// The text that a JSON string stands for; otherwise the byte offset, inside the string, of half a character written with `\u`.
pub(super) fn string(value: &RawValue) -> Result<String, usize> {
    serde_json::from_str(value.get()).map_err(|error| {
        // The reader stops after the escape; the place to look at is where it begins.
        let before = value.get().get(..error.column().min(value.get().len())).unwrap_or_default();
        before.rfind('\\').unwrap_or(0)
    })
}

/// The byte offset, inside a JSON string, of the character that is the `nth` (from 0) of the text it stands for.
pub(super) fn offset_in_string(value: &RawValue, nth: usize) -> usize {
    let mut rest = value.get().get(1..).unwrap_or_default();
    for _ in 0..nth {
        rest = rest.get(width(rest)..).unwrap_or_default();
    }
    value.get().len() - rest.len()
}

/// How many bytes the first character of a JSON string's inside takes.
fn width(inside: &str) -> usize {
    let high = |hex: &str| u32::from_str_radix(hex, 16).is_ok_and(|code| (0xD800..0xDC00).contains(&code));
    match inside.as_bytes() {
        [b'\\', b'u', ..] if inside.get(2..6).is_some_and(high) => 12,
        [b'\\', b'u', ..] => 6,
        [b'\\', ..] => 2,
        _ => inside.chars().next().map_or(1, char::len_utf8),
    }
}

fn broken(text: &Text, error: &serde_json::Error) -> Break {
    let source = text.as_str();
    if error.is_eof() {
        return Break { offset: source.trim_end().len(), cause: JsonCause::EndsEarly };
    }
    let mut offset = text.offset_at(error.line(), error.column());
    if error.to_string().starts_with("control character") {
        // Of these alone the reader names the character before.
        let rest = source.get(offset..).unwrap_or_default();
        offset += rest.find(|c| c < ' ').unwrap_or(0);
    }
    let before = source.get(..offset).unwrap_or_default();
    let cause = match source.get(offset..).and_then(|rest| rest.chars().next()) {
        Some(found) => cause(before, found),
        None => JsonCause::EndsEarly,
    };
    Break { offset, cause }
}

/// What people do to JSON, told from the character that cannot stand there and what comes before it.
fn cause(before: &str, found: char) -> JsonCause {
    let last = before.trim_end().chars().next_back();
    match (found, last) {
        // Between values these are white space, so it is inside a text that they cannot stand.
        ('\n' | '\r' | '\t', _) => JsonCause::BreakInText,
        (found, _) if hidden(found.encode_utf8(&mut [0; 4])).next().is_some() => JsonCause::Control(found),
        (found, _) if before.ends_with('\\') => JsonCause::BadEscape(found),
        ('}' | ']', Some(',')) => JsonCause::TrailingComma(found),
        ('\'' | '’' | '‘' | '“' | '”' | '„' | '«' | '»', _) => JsonCause::WrongQuotes(found),
        ('/' | '#', _) => JsonCause::Comment,
        ('"' | '{' | '[', Some('"' | '}' | ']' | '0'..='9' | 'e' | 'l')) => JsonCause::MissingComma,
        (found, Some('"')) if found.is_alphanumeric() => JsonCause::AfterText(found),
        (found, _) => JsonCause::Unexpected(found),
    }
}

fn second(text: &Text, error: &serde_json::Error) -> Break {
    let offset = text.offset_at(error.line(), error.column());
    match text.as_str().get(offset..).and_then(|rest| rest.chars().next()) {
        Some('{' | '[' | '"' | ',') => Break { offset, cause: JsonCause::SecondValue },
        _ => broken(text, error),
    }
}

struct Items<'e, 't>(&'e mut dyn FnMut(&'t RawValue));

impl<'t> Visitor<'t> for Items<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&'t RawValue>()? {
            (self.0)(item);
        }
        Ok(())
    }
}

struct Entries<'e, 't>(&'e mut dyn FnMut(&'t RawValue, &'t RawValue));

impl<'t> Visitor<'t> for Entries<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some((key, value)) = entries.next_entry::<&'t RawValue, &'t RawValue>()? {
            (self.0)(key, value);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(source: &str, whole: usize, place: (u32, u32), expected: JsonCause) {
        let text = Text::new(source.to_owned());
        let mut count = 0;
        let found = each_value(&text, &mut |_| count += 1).expect_err(source);
        assert_eq!((text.place(found.offset), found.cause, count), (place, expected, whole), "{source}");
    }

    #[test]
    fn each_way_to_break_it_is_told_apart() {
        check("[{\"a\": 1},\n {\"b\": 2},\n]", 2, (3, 1), JsonCause::TrailingComma(']'));
        check("{\"a\": 1,}", 0, (1, 9), JsonCause::TrailingComma('}'));
        check("[{}, {\"å\": 1 \"b\": 2}]", 1, (1, 14), JsonCause::MissingComma);
        check("[{}\n{}]", 1, (2, 1), JsonCause::MissingComma);
        check("{'a': 1}", 0, (1, 2), JsonCause::WrongQuotes('\''));
        check("{”a”: 1}", 0, (1, 2), JsonCause::WrongQuotes('”'));
        check("{\"a\": \"en \"bra\" dag\"}", 0, (1, 12), JsonCause::AfterText('b'));
        check("{\"a\": 1 // ett\n}", 0, (1, 9), JsonCause::Comment);
        check("{\"a\": \"en\nrad\"}", 0, (1, 10), JsonCause::BreakInText);
        check("{\"a\": \"\u{1}\"}", 0, (1, 8), JsonCause::Control('\u{1}'));
        check("{\"a\": \"c:\\dir\"}", 0, (1, 11), JsonCause::BadEscape('d'));
        check("{} {}", 1, (1, 4), JsonCause::SecondValue);
        check("{\"a\": 1", 0, (1, 8), JsonCause::EndsEarly);
        check("[{}, {\"a\": \"tex\n\n", 1, (1, 16), JsonCause::BreakInText);
        check("[{}, {\"a\"", 1, (1, 10), JsonCause::EndsEarly);
        check("{\"a\": NaN}", 0, (1, 7), JsonCause::Unexpected('N'));
        check("hej", 0, (1, 1), JsonCause::Unexpected('h'));
    }

    #[test]
    fn brackets_without_end_use_no_stack() {
        for source in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "[".repeat(100_000) + &"]".repeat(100_000)] {
            let _ = each_value(&Text::new(source), &mut |_| {});
        }
    }

    #[test]
    fn a_character_is_found_again_in_its_string() {
        let source = r#""a\n\u00e5\ud83d\ude00ö\u001bz""#;
        let value: &RawValue = serde_json::from_str(source).expect("a string");
        let text = string(value).expect("well formed");
        let starts: Vec<usize> = (0..text.chars().count()).map(|nth| offset_in_string(value, nth)).collect();
        assert_eq!(starts, [1, 2, 4, 10, 22, 24, 30]);
        let half: &RawValue = serde_json::from_str(r#""ab\ud800cd""#).expect("raw");
        assert_eq!(string(half), Err(3));
    }

    proptest! {
        #[test]
        fn it_breaks_exactly_when_it_is_not_json(source in "[\\[\\]{}\",:a1 \\\\\n]{0,14}") {
            let text = Text::new(source.clone());
            let read = each_value(&text, &mut |_| {});
            prop_assert_eq!(read.is_ok(), serde_json::from_str::<serde_json::Value>(&source).is_ok());
        }
    }
}
