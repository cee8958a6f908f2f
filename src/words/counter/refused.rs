//! Why a decision was not recorded, by ids alone: standard error is kept in logs, so no names stand there.

use super::record::decision;
use crate::program::Shown;
use crate::session::{How, Mark, Refusal};
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
        Refusal::Blocked { pair, rule, .. } => {
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
        Refusal::Full { mentor, seats: 0, .. } => {
            lang.pick(format!("{mentor} tar inga adepter (kapacitet 0)."), format!("{mentor} takes no adepts (capacity 0)."))
        }
        Refusal::Full { mentor, seats, mark } => {
            let held = super::adepts(*seats as usize, lang);
            let last =
                mark.as_ref().map_or_else(String::new, |mark| format!("{}{}", lang.pick("; senast ", "; the last: "), did(mark, lang)));
            lang.pick(
                format!("{mentor} tar {held}, och alla platser är låsta{last}. Lås upp någon av dem först."),
                format!("{mentor} takes {held}, and every seat is locked{last}. Unlock one of them first."),
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
        Refusal::ChangedSince { mark, .. } => {
            let did = did(mark, lang);
            lang.pick(
                format!("Inte beslutat, någon hann före: {did}. Se efter hur det står till nu och besluta igen."),
                format!("Not decided, somebody was faster: {did}. Look at how things stand now and decide again."),
            )
        }
        Refusal::Finalised(mark) => {
            let did = did(mark, lang);
            lang.pick(
                format!("Matchningen ändras inte längre: {did}. Den måste öppnas igen först."),
                format!("The assignment is not changed any more: {did}. It has to be reopened first."),
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
        Refusal::TakenBack(mark) => {
            let did = did(mark, lang);
            lang.pick(format!("Det är redan taget tillbaka ({did})."), format!("It has been taken back already ({did})."))
        }
        Refusal::NeverUndone { kind } => {
            let kind = crate::words::refusals::kind_of(kind, lang);
            lang.pick(format!("Sådant tas inte tillbaka: {kind}."), format!("That is never taken back: {kind}."))
        }
        Refusal::BuiltOn { mark, .. } => {
            let did = did(mark, lang);
            lang.pick(
                format!("Kan inte ångras, något bygger på det: {did}. Det måste ångras först."),
                format!("Cannot be undone, something builds on it: {did}. That has to be undone first."),
            )
        }
        Refusal::EmptyNote => lang.pick("Anteckningen är tom.", "The note is empty.").to_owned(),
        Refusal::NotYourNote(mark) => {
            let mark = marked(mark, lang);
            lang.pick(
                format!("Bara den som skrev anteckningen ändrar eller tar bort den ({mark})."),
                format!("Only its author changes or withdraws a note ({mark})."),
            )
        }
        Refusal::NoSuchNote(note) => lang.pick(
            format!("Det finns ingen anteckning {note}, eller så är den borttagen. Numren står i log."),
            format!("There is no note {note}, or it has been withdrawn. The numbers are in log."),
        ),
        Refusal::NoteErased(note) => lang.pick(
            format!("Orden i anteckning {note} är raderade och kommer inte tillbaka. Skriv en ny med note."),
            format!("The words of note {note} have been erased and do not come back. Write a new one with note."),
        ),
        Refusal::NothingToReveal(pair) => {
            let (adept, mentor) = (&pair.adept, &pair.mentor);
            lang.pick(format!("Ingen har röstat om {adept} och {mentor} än."), format!("Nobody has voted on {adept} and {mentor} yet."))
        }
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

/// Who did what, and which record it is; the reason stays in the journal, since it is a person's text.
pub(super) fn did(mark: &Mark, lang: Lang) -> String {
    let (by, what, marked) = (Shown::new(&mark.by), decision(&mark.did.decision, lang), numbered(mark, lang));
    let what = match mark.did.how {
        How::Decided => what,
        How::Undone => lang.pick(format!("ångrade: {what}"), format!("took back: {what}")),
        How::Redone => lang.pick(format!("gjorde om: {what}"), format!("did again: {what}")),
    };
    format!("{by}: {what} ({marked})")
}

fn numbered(mark: &Mark, lang: Lang) -> String {
    let (at, number) = (Shown::new(&mark.at), mark.seq);
    lang.pick(format!("beslut {number}, {at}"), format!("decision {number}, {at}"))
}

/// Which record it was: number, who, when.
fn marked(mark: &Mark, lang: Lang) -> String {
    let (by, at, number) = (Shown::new(&mark.by), Shown::new(&mark.at), mark.seq);
    lang.pick(format!("beslut {number} av {by}, {at}"), format!("decision {number} by {by}, {at}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::PersonId;
    use crate::session::{Decision, Deed, Named};

    #[test]
    fn the_faster_decision_is_told_in_the_persons_language_without_names_or_reasons() {
        let pair = Named::new(&PersonId::new("a01").unwrap(), &PersonId::new("m02").unwrap());
        for (did, how, sv, en) in [
            (Decision::Lock(pair.clone()), How::Decided, "bo: låste a01 - m02", "bo: locked a01 - m02"),
            (Decision::Afresh, How::Decided, "bo: nytt förslag från grunden", "bo: proposed afresh"),
            (Decision::Forbid(pair), How::Undone, "bo: ångrade: förbjöd a01 - m02", "bo: took back: forbade a01 - m02"),
        ] {
            let did = Box::new(Deed { decision: did, how, why: Some("hemligt".into()) });
            let mark = Mark { seq: 7, by: "bo".into(), at: "2026-11-21T20:31:14Z".into(), did };
            let refusal = Refusal::ChangedSince { kind: mark.did.decision.kind(), mark };
            let (said_sv, said_en) = (refused(&refusal, Lang::Sv), refused(&refusal, Lang::En));
            assert!(said_sv.starts_with(&format!("Inte beslutat, någon hann före: {sv} (beslut 7, 2026-11-21T20:31:14Z).")), "{said_sv}");
            assert!(
                said_en.starts_with(&format!("Not decided, somebody was faster: {en} (decision 7, 2026-11-21T20:31:14Z).")),
                "{said_en}"
            );
            assert!(!said_sv.contains("hemligt"));
        }
    }
}
