//! Why a decision was not recorded, by ids alone: standard error is kept in logs, so no names stand there.

use crate::program::Shown;
use crate::session::{Mark, Refusal};
use crate::words::{Lang, roles};

/// What, who, when, what now.
pub fn refused(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::Nobody(role, id) => super::nobody(*role, id, false, lang),
        Refusal::NoCriterion(id) => {
            let id = Shown::new(&id.0);
            lang.pick(
                format!("Inget kriterium i criteria.toml har id ”{id}”."),
                format!("No criterion in criteria.toml has the id \"{id}\"."),
            )
        }
        Refusal::NoRule(id) => {
            let id = Shown::new(id);
            lang.pick(format!("Ingen regel i criteria.toml har id ”{id}”."), format!("No rule in criteria.toml has the id \"{id}\"."))
        }
        Refusal::NothingCounts => lang
            .pick(
                "Minst ett kriterium måste räknas: ge ett annat en vikt först.",
                "At least one criterion must count: give another one a weight first.",
            )
            .to_owned(),
        Refusal::Blocked { pair, rule } => {
            let (adept, mentor, rule) = (&pair.adept, &pair.mentor, Shown::new(rule));
            lang.pick(
                format!("{adept} och {mentor} kan inte bli ett par: {rule}. Låt regeln varna om den inte ska gälla: decide KATALOG rule REGEL warn"),
                format!("{adept} and {mentor} cannot be a pair: {rule}. Let the rule warn if it should not hold: decide DIR rule RULE warn"),
            )
        }
        Refusal::Forbidden { pair, mark } => {
            let (adept, mentor, mark) = (&pair.adept, &pair.mentor, marked(mark, lang));
            lang.pick(
                format!("{adept} och {mentor} är förbjudna som par ({mark}). Tillåt först: allow {adept} {mentor}"),
                format!("{adept} and {mentor} are forbidden as a pair ({mark}). First: allow {adept} {mentor}"),
            )
        }
        Refusal::Locked { pair, mark } => {
            let (adept, mentor, mark) = (&pair.adept, &pair.mentor, marked(mark, lang));
            lang.pick(
                format!("{adept} är låst till {mentor} ({mark}). Lås upp först: unlock {adept} {mentor}"),
                format!("{adept} is locked to {mentor} ({mark}). First: unlock {adept} {mentor}"),
            )
        }
        Refusal::Full { mentor, seats: 0 } => {
            lang.pick(format!("{mentor} tar inga adepter (kapacitet 0)."), format!("{mentor} takes no adepts (capacity 0)."))
        }
        Refusal::Full { mentor, seats } => {
            let held = super::adepts(*seats as usize, lang);
            lang.pick(
                format!("{mentor} tar {held}, och alla platser är låsta. Lås upp någon av dem först."),
                format!("{mentor} takes {held}, and every seat is locked. Unlock one of them first."),
            )
        }
        Refusal::NotLocked(pair) => {
            let (adept, mentor) = (&pair.adept, &pair.mentor);
            lang.pick(
                format!("{adept} och {mentor} är inte låsta till varandra: det finns inget att låsa upp."),
                format!("{adept} and {mentor} are not locked to each other: there is nothing to unlock."),
            )
        }
        Refusal::NoPartner(id) => lang.pick(
            format!("{id} har ingen mentor att byta. Gör paret med assign i stället."),
            format!("{id} has no mentor to exchange. Make the pair with assign instead."),
        ),
        Refusal::NothingToSwap => lang
            .pick(
                "Det finns inget att byta: det är samma adept, eller de har samma mentor.",
                "There is nothing to swap: it is the same adept, or they share a mentor.",
            )
            .to_owned(),
        Refusal::ChangedSince { mark, kind } => {
            let (kind, mark) = (done(kind, lang), marked(mark, lang));
            lang.pick(
                format!("Någon hann före: {kind} ({mark}). Se efter hur det står till nu och besluta igen."),
                format!("Somebody was faster: {kind} ({mark}). Look at how things stand now and decide again."),
            )
        }
        Refusal::Finalised(mark) => {
            let mark = marked(mark, lang);
            lang.pick(
                format!("Matchningen är fastställd ({mark}) och ändras inte längre."),
                format!("The assignment is final ({mark}) and is not changed any more."),
            )
        }
        Refusal::NotFinal => lang
            .pick(
                "Matchningen är inte fastställd, så det finns inget att öppna igen.",
                "The assignment is not final, so there is nothing to reopen.",
            )
            .to_owned(),
        Refusal::NothingToUndo => lang
            .pick(
                "Det finns inget beslut av dig att ångra (beslut ångras av den som fattade dem, se --as).",
                "There is no decision of yours to undo (decisions are undone by who made them, see --as).",
            )
            .to_owned(),
        Refusal::NothingToRedo => lang
            .pick(
                "Det finns inget av dig att göra om: det är det sista som ångrats, så länge inget nytt beslutats.",
                "There is nothing of yours to redo: that is the last undo, as long as nothing new was decided.",
            )
            .to_owned(),
        Refusal::BuiltOn { mark, kind } => {
            let (kind, mark) = (done(kind, lang), marked(mark, lang));
            lang.pick(
                format!("Ett senare beslut bygger på det: {kind} ({mark}). Det måste ångras först."),
                format!("A later decision builds on it: {kind} ({mark}). That has to be undone first."),
            )
        }
        Refusal::EmptyNote => lang.pick("Anteckningen är tom.", "The note is empty.").to_owned(),
        Refusal::NoteTooLong { most } => {
            lang.pick(format!("Texten är för lång: högst {most} byte."), format!("The text is too long: at most {most} bytes."))
        }
        Refusal::Viewer => lang.pick("Du får läsa men inte besluta.", "You may read but not decide.").to_owned(),
        Refusal::OnlyChair { chair } => roles::only_chair(chair, lang),
        Refusal::NotYours { mark, chair } => roles::not_yours(&marked(mark, lang), chair, lang),
        Refusal::NotInForce(seq) => roles::not_in_force(*seq, lang),
        Refusal::RolesUnread => roles::unread(lang).to_owned(),
        Refusal::NoReason => format!("{} --why", roles::no_reason(lang)),
    }
}

/// What kind of decision it was, in a word or two.
fn done(kind: &'static str, lang: Lang) -> &'static str {
    let (sv, en) = match kind {
        "lock" => ("en låsning", "a lock"),
        "unlock" => ("en upplåsning", "an unlock"),
        "assign" => ("ett par", "an assignment"),
        "swap" => ("ett byte", "a swap"),
        "forbid" => ("ett förbud", "a ban"),
        "allow" => ("ett tillstånd", "a permission"),
        "note" => ("en anteckning", "a note"),
        "weight" => ("en ny vikt", "a new weight"),
        "rule" => ("en ändrad regel", "a changed rule"),
        "objective" => ("ett ändrat mål", "a changed objective"),
        "afresh" => ("ett nytt förslag", "a new proposal"),
        "consent" => ("ett svar", "a consent"),
        "finalise" => ("ett fastställande", "a finalisation"),
        "reopen" => ("en återöppning", "a reopening"),
        "undo" => ("en ångring", "an undo"),
        _ => (kind, kind),
    };
    lang.pick(sv, en)
}

/// Which record it was: number, who, when.
fn marked(mark: &Mark, lang: Lang) -> String {
    let (by, at, number) = (Shown::new(&mark.by), Shown::new(&mark.at), mark.seq);
    lang.pick(format!("beslut {number} av {by}, {at}"), format!("decision {number} by {by}, {at}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faster_decision_is_named_in_the_persons_language() {
        let mark = || Mark { seq: 7, by: "bo".into(), at: "2026-11-21T20:31:14Z".into(), why: None };
        for (kind, sv, en) in
            [("lock", "en låsning", "a lock"), ("weight", "en ny vikt", "a new weight"), ("undo", "en ångring", "an undo")]
        {
            let refusal = Refusal::ChangedSince { mark: mark(), kind };
            assert!(refused(&refusal, Lang::Sv).starts_with(&format!("Någon hann före: {sv} (beslut 7 av bo, 2026-11-21T20:31:14Z).")));
            assert!(
                refused(&refusal, Lang::En).starts_with(&format!("Somebody was faster: {en} (decision 7 by bo, 2026-11-21T20:31:14Z)."))
            );
        }
    }
}
