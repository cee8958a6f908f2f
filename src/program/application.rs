//! One person's application: identity, contact details and answers.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::composed;
use serde::{Deserialize, Serialize};

/// The two roles. A reverse program swaps who wants and who offers, not these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The one who is asked for experience.
    Mentor,
    /// The one who asks for a mentor; has exactly one.
    Adept,
}

impl Role {
    /// The other role.
    pub fn other(self) -> Self {
        match self {
            Role::Mentor => Role::Adept,
            Role::Adept => Role::Mentor,
        }
    }
}

/// A person's id, unique over the program: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`, compared without regard to case.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(Arc<str>);

impl PersonId {
    /// Accepts an id of the stated form, after NFC; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let text = composed(text);
        let mut characters = text.chars();
        let first = characters.next()?.is_ascii_alphanumeric();
        let rest = characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        (first && rest && text.len() <= 64).then(|| Self(text.as_ref().into()))
    }

    /// The id as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn folded(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.bytes().map(|b| b.to_ascii_lowercase())
    }
}

impl PartialEq for PersonId {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for PersonId {}

impl Hash for PersonId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|byte| state.write_u8(byte));
        state.write_u8(0xff);
    }
}

impl Ord for PersonId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.folded().cmp(other.folded())
    }
}

impl PartialOrd for PersonId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One named field of an application. Texts are NFC and otherwise as the person wrote them.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// Free text, possibly empty.
    Text(String),
    /// A number, in thousandths (rounded half away from zero, saturating at the ends of `i64`).
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// Several texts.
    List(Vec<String>),
}

/// Where an application stands: for problems, and for the reader who wants to see the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file, relative to the program directory, with `/` between folders.
    pub file: String,
    /// The line on which the application's object begins, from 1.
    pub line: u32,
}

/// What one person sent in. Identity and contact details are fields; all else is an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Application {
    /// Unique over the program.
    pub id: PersonId,
    /// Mentor or adept: decided by the folder that the file lies in.
    pub role: Role,
    /// First name, never blank.
    pub first_name: String,
    /// Last name, never blank.
    pub last_name: String,
    /// E-mail address, empty when none was given.
    pub email: String,
    /// Phone number, empty when none was given.
    pub phone: String,
    /// Every other key of the object, by name.
    pub answers: BTreeMap<String, Answer>,
    /// Where it was read.
    pub source: Source,
}

impl Application {
    /// First and last name with one space between.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The texts that a field holds: none when it is missing, blank or says nothing ("-", "Inga.", see [`says_nothing`]).
    /// Identity and contact fields can be asked for by their names too.
    pub fn texts(&self, field: &str) -> Vec<Cow<'_, str>> {
        let text = |t: &'_ str| if says_nothing(t) { vec![] } else { vec![Cow::Owned(t.to_owned())] };
        match field {
            "id" => vec![Cow::Borrowed(self.id.as_str())],
            "first_name" => text(&self.first_name),
            "last_name" => text(&self.last_name),
            "email" => text(&self.email),
            "phone" => text(&self.phone),
            _ => match self.answers.get(field) {
                None => vec![],
                Some(Answer::Text(t)) => [t].into_iter().filter(|t| !says_nothing(t)).map(|t| Cow::Borrowed(t.as_str())).collect(),
                Some(Answer::List(list)) => list.iter().filter(|t| !says_nothing(t)).map(|t| Cow::Borrowed(t.as_str())).collect(),
                Some(Answer::Number(thousandths)) => vec![Cow::Owned(written_number(*thousandths))],
                Some(Answer::YesNo(yes)) => vec![Cow::Borrowed(if *yes { "yes" } else { "no" })],
            },
        }
    }

    /// The number that a field holds, in thousandths; a text counts when it is nothing but a number ("12", "7,5").
    pub fn number(&self, field: &str) -> Option<i64> {
        match self.answers.get(field)? {
            Answer::Number(thousandths) => Some(*thousandths),
            Answer::Text(text) => read_number(text),
            Answer::YesNo(_) | Answer::List(_) => None,
        }
    }

    /// Whether the person answered this field with anything at all.
    pub fn answered(&self, field: &str) -> bool {
        !self.texts(field).is_empty()
    }
}

/// Personal data stays out of debug output: only the id and the place.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application").field("id", &self.id).field("role", &self.role).field("source", &self.source).finish_non_exhaustive()
    }
}

/// Personal data stays out of debug output: only the kind and the length.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Answer::Number(_) => f.write_str("Number"),
            Answer::YesNo(_) => f.write_str("YesNo"),
            Answer::List(list) => write!(f, "List({})", list.len()),
        }
    }
}

/// Whether an answer is blank in all but form: empty, only punctuation, or one of the words that people type to get past a required field.
pub fn says_nothing(text: &str) -> bool {
    // Nothing longer is one of the phrases, and most answers are longer.
    const LONGEST: usize = 60;
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || (bare.len() <= LONGEST && is_empty_phrase(&bare.to_lowercase()))
}

/// A phrase of nothing, alone or with small words around it: "nej, inga särskilda", "vet ej riktigt just nu".
fn is_empty_phrase(lower: &str) -> bool {
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let before = (0..words.len()).take_while(|place| *place == 0 || words.get(place - 1).is_some_and(|word| BEFORE.contains(word)));
    before.filter_map(|start| words.get(start..)).any(|words| {
        let mut phrase = words.join(" ");
        loop {
            if NOTHING.contains(&phrase.as_str()) {
                return true;
            }
            let head = |tail: &&str| phrase.strip_suffix(*tail).and_then(|head| head.strip_suffix(' ')).map(str::len);
            let Some(end) = AFTER.iter().find_map(head) else { return false };
            phrase.truncate(end);
        }
    })
}

/// Small words before a phrase of nothing. None of them is a phrase of nothing itself: "nej" is an answer.
const BEFORE: [&str; 7] = ["nej", "nä", "no", "jag", "har", "i", "just"];

/// Small words after a phrase of nothing, those of several words before those that are a part of them.
const AFTER: [&str; 26] = [
    "för tillfället",
    "at the moment",
    "in particular",
    "att tillägga",
    "i dagsläget",
    "right now",
    "thank you",
    "så noga",
    "just nu",
    "tack",
    "alls",
    "direkt",
    "än",
    "ännu",
    "nu",
    "riktigt",
    "faktiskt",
    "egentligen",
    "särskilt",
    "speciellt",
    "thanks",
    "yet",
    "now",
    "really",
    "at all",
    "sorry",
];

/// Phrases that answer nothing, in small letters and with one space for whatever stands between words.
const NOTHING: [&str; 66] = [
    "inga",
    "ingen",
    "inget",
    "ingenting",
    "inga särskilda",
    "inga speciella",
    "inga önskemål",
    "inga särskilda önskemål",
    "inga speciella önskemål",
    "inga krav",
    "inga särskilda krav",
    "inga preferenser",
    "inga synpunkter",
    "inget svar",
    "inget önskemål",
    "ingen aning",
    "ingen uppfattning",
    "ingen åsikt",
    "ingen kommentar",
    "ingen preferens",
    "ingen särskild",
    "ingen speciell",
    "vet ej",
    "vet inte",
    "vetej",
    "oklart",
    "ej aktuellt",
    "inte aktuellt",
    "ej tillämpligt",
    "ej relevant",
    "ej angivet",
    "se ovan",
    "se nedan",
    "samma som ovan",
    "kommer senare",
    "fylls i senare",
    "spelar ingen roll",
    "none",
    "none whatsoever",
    "nothing",
    "nothing special",
    "nothing specific",
    "nothing to add",
    "no comment",
    "no comments",
    "no answer",
    "no idea",
    "no clue",
    "no preference",
    "no preferences",
    "no wishes",
    "no special wishes",
    "no requests",
    "nope",
    "n a",
    "na",
    "nil",
    "not applicable",
    "not sure",
    "dont know",
    "don t know",
    "do not know",
    "idk",
    "tbd",
    "tba",
    "see above",
];

/// A number in thousandths the way a person would write it: `7`, `7.5`.
pub fn written_number(thousandths: i64) -> String {
    let (whole, rest) = (thousandths / 1000, (thousandths % 1000).unsigned_abs());
    let sign = if thousandths < 0 && whole == 0 { "-" } else { "" };
    match rest {
        0 => format!("{whole}"),
        _ => format!("{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0')),
    }
}

/// Reads a number that a person wrote, with a point or a comma, into thousandths; digits beyond the third decimal are dropped.
pub fn read_number(text: &str) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(rest) {
        return None;
    }
    let decimals: i64 = rest.bytes().chain(*b"000").take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let thousandths = whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(decimals)?;
    Some(if negative { -thousandths } else { thousandths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_without_case_and_keep_their_form() {
        let id = |text| PersonId::new(text);
        assert_eq!(id("A01"), id("a01"));
        assert_eq!(id("A01").unwrap().as_str(), "A01");
        for bad in ["", ".a", "-a", "a b", "å1", "a/b", &"x".repeat(65)] {
            assert!(id(bad).is_none(), "{bad:?} was accepted");
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        for (text, thousandths) in [
            ("12", Some(12_000)),
            ("7,5", Some(7_500)),
            (" 0.25 ", Some(250)),
            ("-0.5", Some(-500)),
            ("3 år", None),
            ("", None),
            ("1.", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read_number(text), thousandths, "{text:?}");
        }
        for (thousandths, text) in [(12_000, "12"), (7_500, "7.5"), (-500, "-0.5"), (-1_250, "-1.25"), (0, "0")] {
            assert_eq!(written_number(thousandths), text);
        }
    }

    #[test]
    fn empty_phrases_say_nothing() {
        for (text, nothing) in [
            ("", true),
            ("-", true),
            ("Inga.", true),
            (" vet ej ", true),
            ("None", true),
            ("N/A", true),
            ("ingen aning", true),
            ("Inget särskilt.", true),
            ("Nej, inga särskilda önskemål just nu.", true),
            ("Jag vet inte riktigt…", true),
            ("I don't know", true),
            ("I don’t know yet, sorry!", true),
            ("No preference", true),
            ("?", true),
            ("???", true),
            ("Inga krav, tack", true),
            ("Inga hundar", false),
            ("Ja", false),
            ("Nej", false),
            ("No", false),
            ("nu", false),
            ("Ingen i min familj har läst vidare.", false),
            ("Vet inte om jag ska forska.", false),
            ("No Mondays please.", false),
            ("Nothing but the truth", false),
            ("I", false),
            ("0", false),
        ] {
            assert_eq!(says_nothing(text), nothing, "{text:?}");
        }
    }
}
