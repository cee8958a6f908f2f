//! Who did what and when, as part of a sentence about what oneself could not do.

use super::Lang;
use super::screen::decided;
use super::terms;
use crate::program::{Program, Shown};
use crate::session::{Decision, How, Intent, Ledger, Mark, Named};

/// Something that happened fewer seconds ago is told by its age.
const JUST_NOW: i64 = 120;

/// Who did what, when, and why if they said: `bo locked this pair at 20:31 UTC (“both asked”)`. The pair that the sentence is about
/// anyway is not named again. `now` is in seconds since the beginning of 1970; 0 when it is not known.
pub fn deed(mark: &Mark, about: Option<&Named>, program: &Program, now: i64, lang: Lang) -> String {
    let (who, did) = (Shown::new(&mark.by), did(mark, about, program, lang));
    let when = lang.pick(format!("kl. {}", clock(&mark.at, now)), format!("at {}", clock(&mark.at, now)));
    format!("{who} {did} {when} UTC{}", reason(mark, lang))
}

/// That somebody did just that before: `bo locked this pair 3 s ago: it is so already.`
pub fn already(mark: &Mark, mine: bool, about: Option<&Named>, program: &Program, now: i64, lang: Lang) -> String {
    let did = did(mark, about, program, lang);
    let who = if mine { lang.pick("Du", "You").to_owned() } else { Shown::new(&mark.by).to_string() };
    let when = match age(&mark.at, now) {
        Some(seconds) => lang.pick(format!("för {seconds} s sedan"), format!("{seconds} s ago")),
        None => lang.pick(format!("kl. {} UTC", clock(&mark.at, now)), format!("at {} UTC", clock(&mark.at, now))),
    };
    let so = lang.pick("det är redan så", "it is so already");
    format!("{who} {did} {when}{}: {so}.", reason(mark, lang))
}

/// What an intent did not do, up to the colon: `Not swapped`, `Cannot undo your swap of 12:03`.
pub fn not_done(intent: &Intent, ledger: &Ledger, program: &Program, now: i64, lang: Lang) -> String {
    let taking_back = intent.undoes.and_then(|target| ledger.about(target));
    match (&intent.decision, taking_back) {
        (_, Some((record, how))) => not_taken_back(&ledger.mark(record.seq), how, record.by == intent.by, now, lang),
        (Decision::Weight { criterion, thousandths }, _) => {
            let (label, weight) = (terms::criterion(program, criterion), terms::weight(*thousandths, lang));
            lang.pick(format!("{label} fick inte vikten {weight}"), format!("{label} did not get the weight {weight}"))
        }
        (Decision::Rule { rule, .. }, _) => {
            let label = terms::rule(program, rule);
            lang.pick(format!("Regeln ”{label}” inte ändrad"), format!("Rule “{label}” not changed"))
        }
        (decision, _) => not(decision, lang).to_owned(),
    }
}

fn not_taken_back(target: &Mark, how: How, mine: bool, now: i64, lang: Lang) -> String {
    let (yours, the, en) = noun(&target.did.decision);
    let (when, who) = (clock(&target.at, now), Shown::new(&target.by));
    // What has been taken back already can only be put in force again.
    let (cannot_sv, cannot) = match how {
        How::Decided | How::Redone => ("Kan inte ångra", "Cannot undo"),
        How::Undone => ("Kan inte göra om", "Cannot redo"),
    };
    match mine {
        true => lang.pick(format!("{cannot_sv} {yours} kl. {when}"), format!("{cannot} your {en} of {when}")),
        false => lang.pick(format!("{cannot_sv} {the} kl. {when} ({who})"), format!("{cannot} the {en} of {when} ({who})")),
    }
}

fn did(mark: &Mark, about: Option<&Named>, program: &Program, lang: Lang) -> String {
    let this = about.is_some() && mark.did.decision.pair().as_ref() == about;
    let (_, the, en) = noun(&mark.did.decision);
    match mark.did.how {
        How::Decided if this => with_this_pair(&mark.did.decision, lang).to_owned(),
        How::Decided => decided::decision(lang, &mark.did.decision, program),
        How::Undone if this => lang.pick(format!("ångrade {the} av paret"), format!("took back the {en} of this pair")),
        How::Undone => {
            let what = decided::decision(lang, &mark.did.decision, program);
            lang.pick(format!("ångrade: {what}"), format!("took back: {what}"))
        }
        How::Redone if this => lang.pick(format!("gjorde om {the} av paret"), format!("did the {en} of this pair again")),
        How::Redone => {
            let what = decided::decision(lang, &mark.did.decision, program);
            lang.pick(format!("gjorde om: {what}"), format!("did again: {what}"))
        }
    }
}

/// What was done to the pair that is spoken of.
fn with_this_pair(decision: &Decision, lang: Lang) -> &'static str {
    match decision {
        Decision::Lock(_) => lang.pick("låste paret", "locked this pair"),
        Decision::Unlock(_) => lang.pick("låste upp paret", "unlocked this pair"),
        Decision::Assign(_) => lang.pick("gjorde paret", "made this pair"),
        Decision::Forbid(_) => lang.pick("förbjöd paret", "forbade this pair"),
        Decision::Allow(_) => lang.pick("tillät paret", "allowed this pair"),
        Decision::Vote { .. } => lang.pick("röstade om paret", "voted on this pair"),
        Decision::Reveal(_) => lang.pick("visade rösterna om paret", "revealed the votes on this pair"),
        _ => lang.pick("ändrade paret", "changed this pair"),
    }
}

fn not(decision: &Decision, lang: Lang) -> &'static str {
    match decision {
        Decision::Lock(_) => lang.pick("Inte låst", "Not locked"),
        Decision::Unlock(_) => lang.pick("Inte upplåst", "Not unlocked"),
        Decision::Assign(_) => lang.pick("Inte hopparat", "Not paired"),
        Decision::Swap { .. } => lang.pick("Inte bytt", "Not swapped"),
        Decision::Forbid(_) => lang.pick("Inte förbjudet", "Not forbidden"),
        Decision::Allow(_) => lang.pick("Inte tillåtet", "Not allowed"),
        Decision::Note { .. } => lang.pick("Inte antecknat", "Not noted"),
        Decision::Reword { .. } => lang.pick("Anteckningen inte ändrad", "Note not reworded"),
        Decision::Withdraw { .. } => lang.pick("Anteckningen inte borttagen", "Note not withdrawn"),
        Decision::Vote { .. } => lang.pick("Rösten inte lagd", "Not voted"),
        Decision::Reveal(_) => lang.pick("Rösterna inte visade", "Votes not revealed"),
        Decision::Weight { .. } => lang.pick("Vikten inte ändrad", "Weight not changed"),
        Decision::Rule { .. } => lang.pick("Regeln inte ändrad", "Rule not changed"),
        Decision::Objective { .. } => lang.pick("Målet inte ändrat", "Objective not changed"),
        Decision::Afresh => lang.pick("Inget nytt förslag", "Not proposed afresh"),
        Decision::Consent { .. } => lang.pick("Svaret inte upptaget", "Answer not recorded"),
        Decision::Finalise => lang.pick("Inte fastställt", "Not made final"),
        Decision::Reopen => lang.pick("Inte öppnat igen", "Not reopened"),
        Decision::Undo => lang.pick("Inte ångrat", "Not undone"),
    }
}

/// A decision as a thing: yours and the one, in Swedish; in English.
fn noun(decision: &Decision) -> (&'static str, &'static str, &'static str) {
    match decision {
        Decision::Lock(_) => ("din låsning", "låsningen", "lock"),
        Decision::Unlock(_) => ("din upplåsning", "upplåsningen", "unlocking"),
        Decision::Assign(_) => ("din hopparning", "hopparningen", "pairing"),
        Decision::Swap { .. } => ("ditt byte", "bytet", "swap"),
        Decision::Forbid(_) => ("ditt förbud", "förbudet", "ban"),
        Decision::Allow(_) => ("din tillåtelse", "tillåtelsen", "permission"),
        Decision::Note { .. } => ("din anteckning", "anteckningen", "note"),
        Decision::Reword { .. } => ("din ändrade anteckning", "ändringen av anteckningen", "rewording"),
        Decision::Withdraw { .. } => ("din borttagna anteckning", "borttagandet av anteckningen", "withdrawal"),
        Decision::Vote { .. } => ("din röst", "rösten", "vote"),
        Decision::Reveal(_) => ("din röstvisning", "röstvisningen", "reveal"),
        Decision::Weight { .. } => ("din vikt", "vikten", "weight"),
        Decision::Rule { .. } => ("din regeländring", "regeländringen", "change of the rule"),
        Decision::Objective { .. } => ("ditt mål", "målet", "objective"),
        Decision::Afresh => ("ditt nya förslag", "det nya förslaget", "new proposal"),
        Decision::Consent { .. } => ("ditt svar", "svaret", "answer"),
        Decision::Finalise => ("ditt fastställande", "fastställandet", "finalising"),
        Decision::Reopen => ("din återöppning", "återöppningen", "reopening"),
        Decision::Undo => ("ditt beslut", "beslutet", "decision"),
    }
}

fn reason(mark: &Mark, lang: Lang) -> String {
    let why = mark.did.why.as_deref().map(Shown::new);
    why.map_or_else(String::new, |why| lang.pick(format!(" (”{why}”)"), format!(" (“{why}”)")))
}

/// The time of day; with the day before it when that is not today.
fn clock(at: &str, now: i64) -> String {
    let today = jiff::Timestamp::from_second(now).map(|now| now.to_string()).unwrap_or_default();
    let (day, time) = (at.get(..10).unwrap_or(""), at.get(11..16).unwrap_or(at));
    let said = if day.is_empty() || today.get(..10) == Some(day) { time.to_owned() } else { format!("{day} {time}") };
    Shown::new(&said).to_string()
}

/// How many seconds ago it was, when that is so recent that the clock says less.
fn age(at: &str, now: i64) -> Option<i64> {
    let then = at.parse::<jiff::Timestamp>().ok()?.as_second();
    Some(now.checked_sub(then)?).filter(|seconds| (0..JUST_NOW).contains(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Criteria, PersonId};
    use crate::session::Deed;

    fn mark(decision: Decision, how: How) -> Mark {
        let did = Box::new(Deed { decision, how, why: Some("båda bad".into()) });
        Mark { seq: 1, by: "bo".into(), at: "2026-11-21T20:31:14Z".into(), did }
    }

    #[test]
    fn the_pair_spoken_of_is_not_named_and_the_day_only_when_it_is_another() {
        let program = Program::new(Criteria::default(), []);
        let id = |text: &str| PersonId::new(text).unwrap();
        let (pair, other) = (Named::new(&id("a1"), &id("m1")), Named::new(&id("a1"), &id("m2")));
        let moment = |at: &str| at.parse::<jiff::Timestamp>().unwrap().as_second();
        let (same_day, next_day) = (moment("2026-11-21T21:00:00Z"), moment("2026-11-22T00:00:00Z"));
        let say = |mark: &Mark, now, lang| deed(mark, Some(&pair), &program, now, lang);
        let locked = mark(Decision::Lock(pair.clone()), How::Decided);
        assert_eq!(say(&locked, same_day, Lang::En), "bo locked this pair at 20:31 UTC (“båda bad”)");
        assert_eq!(say(&locked, same_day, Lang::Sv), "bo låste paret kl. 20:31 UTC (”båda bad”)");
        assert_eq!(say(&locked, next_day, Lang::Sv), "bo låste paret kl. 2026-11-21 20:31 UTC (”båda bad”)");
        let elsewhere = mark(Decision::Forbid(other), How::Decided);
        assert_eq!(say(&elsewhere, same_day, Lang::En), "bo forbade a1 with m2 at 20:31 UTC (“båda bad”)");
        let undone = mark(Decision::Lock(pair.clone()), How::Undone);
        assert_eq!(say(&undone, same_day, Lang::En), "bo took back the lock of this pair at 20:31 UTC (“båda bad”)");
        let soon = moment("2026-11-21T20:31:17Z");
        let mut silent = locked.clone();
        silent.did.why = None;
        let already = |mine, now, lang| already(&silent, mine, Some(&pair), &program, now, lang);
        assert_eq!(already(false, soon, Lang::Sv), "bo låste paret för 3 s sedan: det är redan så.");
        assert_eq!(already(true, soon, Lang::En), "You locked this pair 3 s ago: it is so already.");
        assert_eq!(already(false, same_day, Lang::En), "bo locked this pair at 20:31 UTC: it is so already.");
        assert_eq!(already(false, 0, Lang::En), "bo locked this pair at 2026-11-21 20:31 UTC: it is so already.");
    }
}
