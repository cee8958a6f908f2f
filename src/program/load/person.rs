//! One object of a file made an application, with everything that is wrong in it named.

use std::collections::{BTreeMap, HashMap};

use serde_json::value::RawValue;

use super::decimal::scaled;
use super::doubts::Doubts;
use super::findings::Findings;
use super::json;
use super::place::Text;
use crate::program::application::{Answer, Application, PersonId, Role, Source};
use crate::program::criteria::MOST_SEATS;
use crate::program::problem::{ApplicationFault, CapacityTrouble, IdTrouble, JsonType, Severity};
use crate::program::{composed, shown::hidden};

/// Longer answers are read, but somebody should look.
const LONG_ANSWER: usize = 20_000;
/// More answers in an application, or items in a list, than this are not read.
const MOST_ENTRIES: usize = 1000;

/// An application with the places of what must not be there twice.
pub(super) struct Found {
    pub(super) application: Application,
    pub(super) id_place: (u32, u32),
    pub(super) email_place: (u32, u32),
}

/// Reads the objects of one file.
pub(super) struct Desk<'d> {
    pub(super) text: &'d Text,
    pub(super) file: &'d str,
    pub(super) role: Role,
    /// The answer that says how many adepts a mentor takes.
    pub(super) capacity: Option<&'d str>,
    pub(super) findings: &'d mut Findings,
    pub(super) doubts: &'d mut Doubts,
}

type Entries<'t> = BTreeMap<String, (usize, &'t RawValue)>;

impl<'d> Desk<'d> {
    /// The application that an object is; `None` when it cannot be one.
    pub(super) fn application(&mut self, object: &'d RawValue) -> Option<Found> {
        let start = self.text.offset_of(object.get());
        let (mut entries, repeated, surplus) = self.entries(object);
        let id_entry = entries.remove("id");
        let id_place = self.text.place(id_entry.map_or(start, |(_, value)| self.text.offset_of(value.get())));
        let id = self.id(id_entry, start);
        if let Some(id) = &id {
            self.doubts.id(id, (self.file.to_owned(), id_place.0, id_place.1));
        }
        for (key, first, again) in repeated {
            let ((first_line, _), (line, _)) = (self.text.place(first), self.text.place(again));
            self.error(again, ApplicationFault::DuplicateKey { id: id.clone(), key, first_line, line });
        }
        if let Some(at) = surplus {
            self.error(at, ApplicationFault::TooMany { id: id.clone(), field: None, limit: MOST_ENTRIES });
        }
        let first_name = self.name("first_name", &id, &mut entries, start);
        let last_name = self.name("last_name", &id, &mut entries, start);
        let email_place = self.text.place(entries.get("email").map_or(start, |(_, value)| self.text.offset_of(value.get())));
        let email = self.identity("email", &id, &mut entries).unwrap_or_default();
        let phone = self.identity("phone", &id, &mut entries).unwrap_or_default();
        let answers = self.answers(&id, entries);
        let source = Source { file: self.file.to_owned(), line: self.text.place(start).0 };
        let application =
            Application { id: id?, role: self.role, first_name: first_name?, last_name: last_name?, email, phone, answers, source };
        Some(Found { application, id_place, email_place })
    }

    /// The entries by key (the first of each), the repeated keys with the offsets of both, and where too many begin.
    fn entries(&mut self, object: &'d RawValue) -> (Entries<'d>, Vec<(String, usize, usize)>, Option<usize>) {
        let (mut entries, mut repeated, mut surplus) = (Entries::new(), Vec::new(), None);
        let mut broken = Vec::new();
        json::each_entry(object, &mut |key, value| {
            let at = self.text.offset_of(key.get());
            let name: String = match json::string(key) {
                Ok(name) => composed(&name).into_owned(),
                Err(inside) if broken.len() < MOST_ENTRIES => return broken.push(at + inside),
                Err(_) => return,
            };
            match entries.get(&name) {
                Some((first, _)) if repeated.len() < MOST_ENTRIES => repeated.push((name, *first, at)),
                Some(_) => {}
                None if entries.len() >= MOST_ENTRIES => surplus = surplus.or(Some(at)),
                None => {
                    entries.insert(name, (at, value));
                }
            }
        });
        for at in broken {
            self.error(at, ApplicationFault::BrokenEscape { id: None });
        }
        (entries, repeated, surplus)
    }

    fn id(&mut self, entry: Option<(usize, &'d RawValue)>, start: usize) -> Option<PersonId> {
        let Some((_, value)) = entry.filter(|(_, value)| json::type_of(value) != JsonType::Null) else {
            self.error(start, ApplicationFault::MissingId);
            return None;
        };
        let at = self.text.offset_of(value.get());
        if json::type_of(value) != JsonType::Text {
            self.error(at, ApplicationFault::IdentityType { id: None, field: "id", found: json::type_of(value) });
            return None;
        }
        let text = composed(&self.string(value, &None)?).into_owned();
        let id = PersonId::new(&text);
        if id.is_none() {
            let (nth, trouble) = id_trouble(&text);
            self.error(at + nth.map_or(0, |nth| json::offset_in_string(value, nth)), ApplicationFault::BadId(trouble));
        }
        id
    }

    fn name(&mut self, field: &'static str, id: &Option<PersonId>, entries: &mut Entries<'d>, start: usize) -> Option<String> {
        let at = entries.get(field).map_or(start, |(_, value)| self.text.offset_of(value.get()));
        let name = self.identity(field, id, entries)?;
        if name.is_empty() {
            self.error(at, ApplicationFault::MissingName { id: id.clone(), field });
            return None;
        }
        Some(name)
    }

    /// The trimmed text of an identity field, empty when it is missing or null; `None` (and told) when it is something else.
    fn identity(&mut self, field: &'static str, id: &Option<PersonId>, entries: &mut Entries<'d>) -> Option<String> {
        let Some((_, value)) = entries.remove(field) else { return Some(String::new()) };
        match json::type_of(value) {
            JsonType::Null => Some(String::new()),
            JsonType::Text => {
                let text = self.string(value, id)?;
                self.look(value, &text, field, id);
                if let Some(id) = id {
                    let (desk, at) = ((self.text, self.file), self.text.offset_of(value.get()));
                    self.doubts.identity(id, self.role, field, &text, &|| place(desk, at));
                }
                Some(composed(text.trim()).into_owned())
            }
            found => {
                let at = self.text.offset_of(value.get());
                self.error(at, ApplicationFault::IdentityType { id: id.clone(), field, found });
                None
            }
        }
    }

    fn answers(&mut self, id: &Option<PersonId>, entries: Entries<'d>) -> BTreeMap<String, Answer> {
        let mut answers = BTreeMap::new();
        for (field, (key_at, value)) in entries {
            if let Some((_, character)) = hidden(&field).next() {
                self.warning(key_at, ApplicationFault::HiddenInKey { id: id.clone(), field: field.clone(), character });
            }
            let at = self.text.offset_of(value.get());
            let answer = self.answer(value, &field, id);
            if let (Some(id), Some(answer)) = (id, &answer) {
                let desk = (self.text, self.file);
                self.doubts.answer(id, self.role, &field, answer, &|| place(desk, at));
            }
            if let (Some(id), Some(answer)) = (id, &answer)
                && self.capacity == Some(field.as_str())
                && let Some(trouble) = capacity_trouble(answer)
            {
                self.warning(at, ApplicationFault::Capacity { id: id.clone(), field: field.clone(), trouble });
            }
            answers.extend(answer.map(|answer| (field, answer)));
        }
        answers
    }

    fn answer(&mut self, value: &'d RawValue, field: &str, id: &Option<PersonId>) -> Option<Answer> {
        let at = self.text.offset_of(value.get());
        match json::type_of(value) {
            JsonType::Null => Some(Answer::Text(String::new())),
            JsonType::YesNo => Some(Answer::YesNo(value.get() == "true")),
            JsonType::Text => self.answer_text(value, field, id).map(Answer::Text),
            JsonType::List => Some(Answer::List(self.list(value, field, id))),
            JsonType::Number => match scaled(value.get(), 3) {
                Ok(thousandths) => Some(Answer::Number(thousandths)),
                Err(_) => {
                    self.error(at, ApplicationFault::NumberTooLarge { id: id.clone(), field: field.to_owned() });
                    None
                }
            },
            found @ JsonType::Object => {
                self.error(at, ApplicationFault::AnswerType { id: id.clone(), field: field.to_owned(), found });
                None
            }
        }
    }

    fn list(&mut self, list: &'d RawValue, field: &str, id: &Option<PersonId>) -> Vec<String> {
        let (mut texts, mut seen, mut surplus) = (Vec::new(), 0, None);
        json::each_item(list, &mut |item| {
            let at = self.text.offset_of(item.get());
            seen += 1;
            match json::type_of(item) {
                _ if seen > MOST_ENTRIES => surplus = surplus.or(Some(at)),
                JsonType::Null => {}
                JsonType::Text => texts.extend(self.answer_text(item, field, id)),
                found => self.error(at, ApplicationFault::ItemType { id: id.clone(), field: field.to_owned(), found }),
            }
        });
        if let Some(at) = surplus {
            self.error(at, ApplicationFault::TooMany { id: id.clone(), field: Some(field.to_owned()), limit: MOST_ENTRIES });
        }
        texts
    }

    fn answer_text(&mut self, value: &'d RawValue, field: &str, id: &Option<PersonId>) -> Option<String> {
        let text = self.string(value, id)?;
        self.look(value, &text, field, id);
        let length = text.chars().count();
        if length > LONG_ANSWER {
            let at = self.text.offset_of(value.get());
            self.warning(at, ApplicationFault::LongAnswer { id: id.clone(), field: field.to_owned(), length });
        }
        Some(composed(&text).into_owned())
    }

    /// Warns of characters in a text that nobody can see.
    fn look(&mut self, value: &'d RawValue, text: &str, field: &str, id: &Option<PersonId>) {
        let mut found = hidden(text);
        if let Some((nth, character)) = found.next() {
            let at = self.text.offset_of(value.get()) + json::offset_in_string(value, nth);
            let count = 1 + found.count();
            self.warning(at, ApplicationFault::Hidden { id: id.clone(), field: field.to_owned(), character, count });
        }
    }

    fn string(&mut self, value: &'d RawValue, id: &Option<PersonId>) -> Option<String> {
        let at = self.text.offset_of(value.get());
        json::string(value).map_err(|inside| self.error(at + inside, ApplicationFault::BrokenEscape { id: id.clone() })).ok()
    }

    pub(super) fn error(&mut self, at: usize, fault: ApplicationFault) {
        self.findings.add(Severity::Error, self.file, self.text.place(at), fault);
    }

    fn warning(&mut self, at: usize, fault: ApplicationFault) {
        self.findings.add(Severity::Warning, self.file, self.text.place(at), fault);
    }
}

/// Where a byte of a file is.
fn place((text, file): (&Text, &str), at: usize) -> (String, u32, u32) {
    let (line, column) = text.place(at);
    (file.to_owned(), line, column)
}

/// Why a text is not an id, and the character (counted from 0) to look at.
fn id_trouble(text: &str) -> (Option<usize>, IdTrouble) {
    let foreign = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-');
    match (text.chars().next(), text.chars().enumerate().find(|(_, c)| foreign(*c))) {
        (None, _) => (None, IdTrouble::Empty),
        (_, Some((nth, character))) => (Some(nth), IdTrouble::Character(character)),
        (Some(first), None) if !first.is_ascii_alphanumeric() => (Some(0), IdTrouble::Start(first)),
        _ => (None, IdTrouble::TooLong),
    }
}

fn capacity_trouble(answer: &Answer) -> Option<CapacityTrouble> {
    let thousandths = match answer {
        Answer::Number(thousandths) => *thousandths,
        Answer::Text(text) if text.trim().is_empty() => return None,
        Answer::Text(text) => match crate::program::application::read_number(text) {
            Some(thousandths) => thousandths,
            None => return Some(CapacityTrouble::NotANumber),
        },
        Answer::YesNo(_) | Answer::List(_) => return Some(CapacityTrouble::NotANumber),
    };
    match thousandths {
        0 => Some(CapacityTrouble::Zero),
        ..0 => Some(CapacityTrouble::Negative),
        _ if thousandths / 1000 > i64::from(MOST_SEATS) => Some(CapacityTrouble::TooMany),
        _ if thousandths % 1000 != 0 => Some(CapacityTrouble::Fraction),
        _ => None,
    }
}

/// Takes out whoever has the id of somebody before (ids are compared without case) and names those who share an e-mail address.
pub(super) fn without_doubles(found: Vec<Found>, findings: &mut Findings) -> Vec<Application> {
    let mut ids: HashMap<PersonId, Source> = HashMap::new();
    let mut addresses: HashMap<String, Vec<(Role, PersonId, Source)>> = HashMap::new();
    let mut kept = Vec::with_capacity(found.len());
    for Found { application, id_place, email_place } in found {
        let (id, source) = (application.id.clone(), application.source.clone());
        if let Some(first) = ids.get(&id) {
            let fault = ApplicationFault::DuplicateId { id, file: first.file.clone(), line: first.line };
            findings.add(Severity::Error, &source.file, id_place, fault);
            continue;
        }
        let address: String = composed(application.email.trim()).chars().flat_map(char::to_lowercase).collect();
        if !address.is_empty() {
            let sharers = addresses.entry(address).or_default();
            let same_role = sharers.iter().find(|(role, ..)| *role == application.role);
            if let Some((role, other, first)) = same_role.or(sharers.first()) {
                let (other, file, line) = (other.clone(), first.file.clone(), first.line);
                let fault = match *role == application.role {
                    true => ApplicationFault::DuplicatePerson { id: id.clone(), other, file, line },
                    false => ApplicationFault::BothRoles { id: id.clone(), other, file, line },
                };
                findings.add(Severity::Warning, &source.file, email_place, fault);
            }
            if same_role.is_none() {
                sharers.push((application.role, id.clone(), source.clone()));
            }
        }
        ids.insert(id, source);
        kept.push(application);
    }
    kept
}
