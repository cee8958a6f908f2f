//! The one sentence about a pair: what speaks for it, and what is left open.
//!
//! It is put together from whole phrases in which a concept's name stands as the table has it, so that nothing must be inflected, whatever
//! the name. Words that no concept knows are quoted as they were written. Neither person's gender or name changes a phrase: no pronouns,
//! no genitives. The subject is always the mentor, so two phrases can share it.
//! Never here: which reasons are told; that is the [`Gist`]'s.

use crate::program::{Program, Role, Shown};
use crate::scoring::gist::{Reason, Silence, Topic, Unanswered};
use crate::scoring::text::{ConceptKind, Label};
use crate::scoring::{Breakdown, Gist};

use super::Lang;

mod grammar;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod situations;

/// Longer quotes are cut; in characters.
const LONGEST_QUOTE: usize = 40;

/// What the two people are called in the sentence.
#[derive(Debug, Clone, Copy)]
pub struct Names<'n> {
    /// The adept.
    pub adept: &'n str,
    /// The mentor.
    pub mentor: &'n str,
}

/// How much is said: all of it, or less where there is little room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Both reasons and the gap.
    Whole,
    /// One reason and the gap.
    OneReason,
    /// One reason alone.
    Least,
}

/// The whole sentence about a pair of a program, with both people's names.
pub fn about(lang: Lang, program: &Program, breakdown: &Breakdown) -> String {
    let name = |role: Role, place: usize| program.people(role).get(place).map(|person| Shown::new(&person.name())).unwrap_or_default();
    let (adept, mentor) = (name(Role::Adept, breakdown.pair.adept), name(Role::Mentor, breakdown.pair.mentor));
    let names = Names { adept: adept.as_str(), mentor: mentor.as_str() };
    sentence(lang, &Gist::of(&program.criteria, breakdown), names, program, Measure::Whole)
}

/// The sentence. `program` gives the labels of criteria and rules.
pub fn sentence(lang: Lang, gist: &Gist, names: Names<'_>, program: &Program, measure: Measure) -> String {
    if !gist.blocked.is_empty() {
        return blocked(lang, gist.blocked.iter().map(|rule| program.criteria.rules.get(*rule).map_or("", |rule| rule.label.as_str())));
    }
    let told = if measure == Measure::Whole { gist.reasons.len() } else { 1 };
    let reasons: Vec<&Reason> = gist.reasons.iter().take(told).collect();
    let said = match gist.silence {
        Some(silent) => {
            let fact = gist.reasons.first().filter(|_| measure == Measure::Whole);
            let fact = fact.map(|fact| format!("; {} {}", names.mentor, phrase(lang, fact, None, program).whole()));
            silence(lang, silent, names) + &fact.unwrap_or_default()
        }
        None => {
            let open = gist.gap.as_ref().filter(|_| measure != Measure::Least).map(|gap| unanswered(lang, gap, names));
            let open = open.map_or_else(String::new, |open| format!("; {open}"));
            format!("{} {}{open}", names.mentor, phrases(lang, &reasons, names, program))
        }
    };
    let said = match (gist.thin, gist.silence.is_some()) {
        (false, _) => said,
        (true, true) => format!("{}: {}", thin(lang), grammar::lower_first(&said)),
        (true, false) => format!("{}: {said}", thin(lang)),
    };
    grammar::ended(said)
}

/// The sentence of a pair that rules block, by their labels.
pub fn blocked<'l>(lang: Lang, labels: impl Iterator<Item = &'l str>) -> String {
    let labels: Vec<String> = labels.map(|label| Shown::new(label.trim()).to_string()).collect();
    grammar::ended(format!("{}: {}", lang.pick("Spärrat", "Blocked"), labels.join("; ")))
}

fn thin(lang: Lang) -> &'static str {
    lang.pick("Lite att gå på", "Little to go on")
}

/// What is said when there is no reason.
fn silence(lang: Lang, silence: Silence, names: Names<'_>) -> String {
    let ends = |asker: Role| if asker == Role::Adept { (names.adept, names.mentor) } else { (names.mentor, names.adept) };
    match silence {
        Silence::NothingAsked => lang.pick(
            format!("Inget har efterfrågats som går att jämföra mellan {} och {}", names.adept, names.mentor),
            format!("Nothing was asked that can be compared between {} and {}", names.adept, names.mentor),
        ),
        Silence::Unanswered(asker) => {
            let (asks, other) = ends(asker);
            lang.pick(
                format!("Inget som {asks} frågar efter får svar i anmälan från {other}"),
                format!("Nothing that {asks} asks for is answered in {other}'s application"),
            )
        }
        Silence::Unclear(asker) => {
            let (asks, other) = ends(asker);
            lang.pick(
                format!("Inget som {asks} frågar efter får ett tydligt svar i anmälan från {other}"),
                format!("Nothing that {asks} asks for is clearly answered in {other}'s application"),
            )
        }
        Silence::NothingShared => lang.pick(
            format!("Inget talar särskilt för {} och {} som par", names.adept, names.mentor),
            format!("Nothing in particular speaks for {} and {} as a pair", names.adept, names.mentor),
        ),
    }
}

/// What is left open.
fn unanswered(lang: Lang, gap: &Unanswered, names: Names<'_>) -> String {
    let (mentor, what) = (names.mentor, asked(lang, &gap.topic));
    match (gap.asker, &gap.topic) {
        (Role::Mentor, _) => lang.pick(format!("{mentor} får inget svar på {what}"), format!("{mentor} gets no answer to {what}")),
        (Role::Adept, Topic::Concept(label)) if label.kind == ConceptKind::Interest => {
            lang.pick(format!("{what} delas inte"), format!("{what} is not shared"))
        }
        (Role::Adept, _) => lang.pick(format!("{what} får inget svar"), format!("{what} is unanswered")),
    }
}

/// What somebody asks for, as something that can be answered: `the wish for strategy`.
fn asked(lang: Lang, topic: &Topic) -> String {
    let label = match topic {
        Topic::Words(words) => return quoted(words),
        Topic::Concept(label) => label,
    };
    let name = name(lang, label);
    match label.kind {
        ConceptKind::Skill => lang.pick(format!("önskan om {name}"), format!("the wish for {name}")),
        ConceptKind::Interest => lang.pick(format!("intresset för {name}"), format!("the interest in {name}")),
        // Nobody wishes for all that people ask about: unemployment, grief, a trade.
        _ => lang.pick(format!("frågan om {name}"), format!("the question of {name}")),
    }
}

/// A phrase with a mentor for its subject: what comes before the thing that it is about, the thing, and what comes after.
struct Phrase {
    before: String,
    about: String,
    after: String,
}

/// One or two phrases; two that differ only in what they are about become one.
fn phrases(lang: Lang, reasons: &[&Reason], names: Names<'_>, program: &Program) -> String {
    let adept = Some(names.adept);
    let and = lang.pick("och", "and");
    match reasons {
        [first, second, ..] => {
            let (one, same, other) =
                (phrase(lang, first, adept, program), phrase(lang, second, adept, program), phrase(lang, second, None, program));
            if one.before == same.before && one.after == same.after && !one.about.is_empty() {
                format!("{}{} {and} {}{}", one.before, one.about, same.about, one.after)
            } else {
                format!("{} {and} {}", one.whole(), other.whole())
            }
        }
        [one] => phrase(lang, one, adept, program).whole(),
        [] => String::new(),
    }
}

impl Phrase {
    fn new(before: impl Into<String>, about: impl Into<String>, after: impl Into<String>) -> Self {
        Self { before: before.into(), about: about.into(), after: after.into() }
    }

    /// A phrase that is about nothing in particular.
    fn bare(said: String) -> Self {
        Self::new(said, "", "")
    }

    fn whole(&self) -> String {
        [self.before.as_str(), &self.about, &self.after].concat()
    }
}

/// What one reason says about the mentor; with the adept's name, or without it where it has been said.
fn phrase(lang: Lang, reason: &Reason, adept: Option<&str>, program: &Program) -> Phrase {
    let with = |sv: &str, en: &str| adept.map_or_else(String::new, |adept| format!("{} {adept}", lang.pick(sv, en)));
    let label = |criterion: usize| {
        let label = program.criteria.criteria.get(criterion).map_or("", |criterion| criterion.label.as_str());
        quoted(label)
    };
    match reason {
        Reason::Answer { asker: Role::Adept, topic, near } => help(lang, topic, *near, adept),
        Reason::Answer { asker: Role::Mentor, topic, near } => {
            let by = with(" av", " from");
            let answer = if *near { lang.pick("nästan svar", "nearly an answer") } else { lang.pick("svar", "an answer") };
            Phrase::new(lang.pick(format!("får {answer}{by} på "), format!("gets {answer}{by} to ")), asked(lang, topic), "")
        }
        Reason::Interest { topic, near } => {
            let shares = match near {
                false => lang.pick("delar intresset för ", "shares the interest in "),
                true => lang.pick("delar ett intresse nära ", "shares an interest close to "),
            };
            Phrase::new(shares, bare_name(lang, topic), with(" med", " with"))
        }
        Reason::Common { topic, near } => {
            let near = if *near { lang.pick("något nära ", "something close to ") } else { "" };
            let after = lang.pick(" gemensamt", " in common").to_owned() + &with(" med", " with");
            Phrase::new(lang.pick("har ", "has ").to_owned() + near, bare_name(lang, topic), after)
        }
        Reason::Kilometres(0) => Phrase::bare(lang.pick("finns på samma ort", "is in the same place").to_owned() + &with(" som", " as")),
        Reason::Kilometres(km) => Phrase::bare(match adept {
            Some(adept) => lang.pick(format!("finns {km} km från {adept}"), format!("is {km} km from {adept}")),
            None => lang.pick(format!("finns {km} km bort"), format!("is {km} km away")),
        }),
        Reason::Remote => Phrase::bare(match adept {
            Some(adept) => lang.pick(format!("kan träffa {adept} på distans"), format!("can meet {adept} at a distance")),
            None => lang.pick("kan ses på distans", "can meet at a distance").to_owned(),
        }),
        Reason::Language(language) => {
            Phrase::new(lang.pick("delar språket ", "shares the language "), quoted(language), with(" med", " with"))
        }
        Reason::Named { by: Role::Adept } => Phrase::bare(match adept {
            Some(adept) => lang.pick(format!("är namngiven av {adept}"), format!("is named by {adept}")),
            None => lang.pick("är namngiven", "is named").to_owned(),
        }),
        Reason::Named { by: Role::Mentor } => Phrase::bare(match adept {
            Some(adept) => lang.pick(format!("har nämnt {adept} vid namn"), format!("has asked for {adept} by name")),
            None => lang.pick("har nämnt den andra vid namn", "has asked for the other by name").to_owned(),
        }),
        Reason::Rated { rating, scale } => {
            let rated = lang.pick(format!("har ert betyg {rating} av {scale}"), format!("has your rating {rating} of {scale}"));
            Phrase::bare(rated + &with(" med", " with"))
        }
        Reason::Same(criterion) => Phrase::new(
            match adept {
                Some(adept) => lang.pick(format!("svarar som {adept} på "), format!("answers as {adept} does on ")),
                None => lang.pick("har samma svar på ", "has the same answer on ").to_owned(),
            },
            label(*criterion),
            "",
        ),
        Reason::Differs(criterion) => Phrase::new(
            lang.pick("skiljer sig", "differs").to_owned()
                + &with(" från", " from")
                + lang.pick(" som önskat i fråga om ", " as wished on "),
            label(*criterion),
            "",
        ),
        Reason::Fits(criterion) => Phrase::new(
            match adept {
                Some(adept) => lang.pick(format!("passar {adept} i fråga om "), format!("fits {adept} on ")),
                None => lang.pick("passar i fråga om ", "fits on ").to_owned(),
            },
            label(*criterion),
            "",
        ),
    }
}

/// What the mentor can do about something that the adept asks for, as the kind of thing wants it.
fn help(lang: Lang, topic: &Topic, near: bool, adept: Option<&str>) -> Phrase {
    let near = if near { lang.pick("något nära ", "something close to ") } else { "" };
    let label = match topic {
        Topic::Words(words) => {
            let before = match adept {
                Some(adept) => lang.pick(format!("skriver liksom {adept} om "), format!("writes, as {adept} does, about ")),
                None => lang.pick("skriver också om ", "also writes about ").to_owned(),
            };
            return Phrase::new(before, quoted(words), "");
        }
        Topic::Concept(label) => label,
    };
    let before = match (label.kind, adept) {
        (ConceptKind::Field | ConceptKind::Industry | ConceptKind::Occupation, Some(adept)) => {
            lang.pick(format!("kan berätta för {adept} om "), format!("can tell {adept} about "))
        }
        (ConceptKind::Field | ConceptKind::Industry | ConceptKind::Occupation, None) => {
            lang.pick("kan berätta om ", "can tell about ").to_owned()
        }
        (_, Some(adept)) => lang.pick(format!("kan vägleda {adept} kring "), format!("can guide {adept} on ")),
        (_, None) => lang.pick("kan vägleda kring ", "can guide on ").to_owned(),
    };
    Phrase::new(before + near, name(lang, label), "")
}

/// A concept's name where a sentence wants it.
fn name(lang: Lang, label: &Label) -> String {
    let may_be_somebody = matches!(label.kind, ConceptKind::Occupation | ConceptKind::Function | ConceptKind::Skill | ConceptKind::Wish);
    lang.pick(grammar::swedish(&label.sv, may_be_somebody), grammar::english(&label.en, may_be_somebody))
}

fn bare_name(lang: Lang, topic: &Topic) -> String {
    match topic {
        Topic::Concept(label) => name(lang, label),
        Topic::Words(words) => quoted(words),
    }
}

/// Somebody's words, quoted; marks of quotation in them give way, and what is very long is cut.
fn quoted(words: &str) -> String {
    let shown = Shown::short(words.trim(), LONGEST_QUOTE).to_string();
    format!("«{}»", shown.replace('«', "‹").replace('»', "›"))
}
