//! What somebody decided, as one line.

use crate::program::{PersonId, Program, Shown};
use crate::session::{Decision, Ledger, Named, Record};
use crate::words::{Lang, terms};

/// A record as a person would say it, without who and when: `locked Åsa Öberg with Nils Ek: «both asked»`.
pub fn record(lang: Lang, record: &Record, ledger: &Ledger, program: &Program) -> String {
    let what = done(lang, record, ledger, program);
    match record.why() {
        Some(why) => format!("{what}: «{}»", Shown::new(why)),
        None => what,
    }
}

/// The same without the reason: `locked Åsa Öberg with Nils Ek`.
pub fn done(lang: Lang, record: &Record, ledger: &Ledger, program: &Program) -> String {
    match record.undoes {
        None => decision(lang, &record.decision, program),
        Some(target) => undone(lang, target, ledger, program),
    }
}

/// A person's name; the id of somebody who has left the program.
pub fn name(program: &Program, id: &PersonId) -> String {
    let person = program.find(id).and_then(|(role, place)| program.people(role).get(place));
    Shown::new(&person.map_or_else(|| id.to_string(), |person| person.name())).to_string()
}

fn undone(lang: Lang, target: u64, ledger: &Ledger, program: &Program) -> String {
    let (mut seq, mut again) = (target, false);
    let Some(mut found) = ledger.record(seq) else { return lang.pick("ångrade ett beslut", "took back a decision").to_owned() };
    while let Some(earlier) = found.undoes.filter(|earlier| *earlier < seq) {
        let Some(before) = ledger.record(earlier) else { break };
        (seq, found, again) = (earlier, before, !again);
    }
    let what = decision(lang, &found.decision, program);
    match again {
        false => lang.pick(format!("ångrade: {what}"), format!("took back: {what}")),
        true => lang.pick(format!("gjorde om: {what}"), format!("did again: {what}")),
    }
}

/// A decision with a verb of its own: `locked Åsa Öberg with Nils Ek`.
pub fn decision(lang: Lang, decision: &Decision, program: &Program) -> String {
    let named = |id: &PersonId| name(program, id);
    let two = |pair: &Named| (named(&pair.adept), named(&pair.mentor));
    match decision {
        Decision::Lock(pair) => both(lang, two(pair), ("låste", "med"), ("locked", "with")),
        Decision::Unlock(pair) => both(lang, two(pair), ("låste upp", "och"), ("unlocked", "and")),
        Decision::Assign(pair) => both(lang, two(pair), ("gav", "mentorn"), ("gave", "the mentor")),
        Decision::Forbid(pair) => both(lang, two(pair), ("förbjöd", "med"), ("forbade", "with")),
        Decision::Allow(pair) => both(lang, two(pair), ("tillät", "med"), ("allowed", "with")),
        Decision::Swap { adept, gets, other, other_gets } => {
            let (a, m, b, n) = (named(adept), named(gets), named(other), named(other_gets));
            lang.pick(format!("bytte: {a} får {m}, {b} får {n}"), format!("swapped: {a} gets {m}, {b} gets {n}"))
        }
        Decision::Note { adept, mentor } => {
            let about: Vec<String> = adept.iter().chain(mentor).map(named).collect();
            match about.is_empty() {
                true => lang.pick("antecknade", "noted").to_owned(),
                false => format!("{} {}", lang.pick("antecknade om", "noted about"), about.join(lang.pick(" och ", " and "))),
            }
        }
        Decision::Reword { note } => lang.pick(format!("ändrade anteckning {note}"), format!("reworded note {note}")),
        Decision::Withdraw { note } => lang.pick(format!("tog bort anteckning {note}"), format!("withdrew note {note}")),
        Decision::Vote { adept, mentor, .. } => both(lang, (named(adept), named(mentor)), ("röstade om", "och"), ("voted on", "and")),
        Decision::Reveal(pair) => both(lang, two(pair), ("visade rösterna om", "och"), ("revealed the votes on", "and")),
        Decision::Weight { criterion, thousandths } => {
            let (label, weight) = (terms::criterion(program, criterion), terms::weight(*thousandths, lang));
            lang.pick(format!("gav {label} vikten {weight}"), format!("gave {label} the weight {weight}"))
        }
        Decision::Rule { rule, effect } => terms::set_rule(terms::rule(program, rule).as_str(), *effect, lang),
        Decision::Objective { objective } => terms::set_objective(*objective, lang),
        Decision::Afresh => lang.pick("föreslog på nytt", "proposed afresh").to_owned(),
        Decision::Consent { person, yes } => {
            let person = named(person);
            match yes {
                true => lang.pick(format!("skrev upp ja från {person}"), format!("recorded a yes from {person}")),
                false => lang.pick(format!("skrev upp nej från {person}"), format!("recorded a no from {person}")),
            }
        }
        Decision::Finalise => lang.pick("fastställde matchningen", "made the assignment final").to_owned(),
        Decision::Reopen => lang.pick("öppnade matchningen igen", "reopened the assignment").to_owned(),
        Decision::Undo => lang.pick("ångrade", "took back").to_owned(),
    }
}

fn both(lang: Lang, (adept, mentor): (String, String), sv: (&str, &str), en: (&str, &str)) -> String {
    let (verb, with) = lang.pick(sv, en);
    format!("{verb} {adept} {with} {mentor}")
}
