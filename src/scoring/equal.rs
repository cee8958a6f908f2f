//! `equal`: full marks when both answered the same, nothing when not; or the other way round.
//!
//! A list answers with each of its entries: one in common is the same answer. "Ja" and "yes" are the same answer, and so are two names of one
//! language ("engelska", "en"). The adept's blank asks nothing; the mentor's blank is unknown.

use crate::program::{Application, FieldRef, Pair, Program, criteria::Reward};

use super::breakdown::{Detail, Evidence};
use super::kind::{Side, Valuer, Why, person, quote, when_blank};
use super::value::Value;
use super::{FULL, language, reading};

/// One `equal` criterion, read.
pub(super) struct Equal {
    fields: [FieldRef; 2],
    answers: [Side<Vec<String>>; 2],
    reward: Reward,
}

impl Equal {
    /// Reads every answer.
    pub(super) fn read(program: &Program, a: &FieldRef, b: &FieldRef, reward: Reward) -> Self {
        let side = |field: &FieldRef| Side::read(program, field.role, |person| answers(person, &field.field));
        Self { fields: [a.clone(), b.clone()], answers: [side(a), side(b)], reward }
    }

    fn same(&self, pair: Pair) -> Result<bool, &FieldRef> {
        let (a, b) = super::kind::both(&self.fields, &self.answers, pair)?;
        Ok(a.iter().any(|answer| b.contains(answer)))
    }
}

impl Valuer for Equal {
    fn value(&self, pair: Pair) -> Value {
        match (self.same(pair), self.reward) {
            (Err(blank), _) => when_blank(blank.role),
            (Ok(same), Reward::Same) => Value::whether(same),
            (Ok(same), Reward::Different) => Value::whether(!same),
        }
    }

    fn why(&self, program: &Program, pair: Pair) -> Why {
        let same = match self.same(pair) {
            Err(blank) => return Why::blank(blank),
            Ok(same) => same,
        };
        let detail = if same { Detail::Same } else { Detail::Differs };
        if self.value(pair) != Value::FULL {
            return Why::only(detail);
        }
        let [a, b] = self.fields.each_ref().map(|field| {
            let words = person(program, field.role, pair).map(|person| person.texts(&field.field).join(", "));
            quote(field, words.unwrap_or_default())
        });
        Why { evidence: vec![Evidence { want: a, offer: b, strength: FULL, topic: None }], gaps: Vec::new(), detail }
    }
}

/// A person's answers in one field, each in the form in which two equal answers are equal.
pub(super) fn answers(person: &Application, field: &str) -> Vec<String> {
    person.texts(field).iter().map(|text| answer(text)).filter(|answer| !answer.is_empty()).collect()
}

/// The form in which two equal answers are equal: folded; yes and no in any of their words; a language by its code.
pub(super) fn answer(text: &str) -> String {
    const YES: [&str; 6] = ["ja", "yes", "y", "j", "true", "sant"];
    const NO: [&str; 5] = ["nej", "no", "n", "false", "falskt"];
    let folded = reading::fold(text);
    let head = folded.split([',', '.', '!', ';', ':', '(', '–']).next().unwrap_or_default().trim();
    if YES.contains(&head) {
        return "yes".to_owned();
    }
    if NO.contains(&head) {
        return "no".to_owned();
    }
    language::code(&folded).map_or(folded, |code| format!("language {code}"))
}
