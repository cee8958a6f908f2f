//! A decision in one sentence, as the log tells it.

use crate::journal::Verified;
use crate::program::criteria::Effect;
use crate::program::{PersonId, Shown};
use crate::session::{Decision, Ledger, Mark, Named, Record};
use crate::words::{Lang, roles, terms};

/// What was decided, by ids. `ledger` is asked what an undo took back.
pub fn decided(record: &Record, ledger: &Ledger, lang: Lang) -> String {
    match record.undoes.and_then(|seq| ledger.record(seq)) {
        Some(earlier) => {
            let (number, what) = (earlier.seq, decided(earlier, ledger, lang));
            match earlier.undoes {
                None => lang.pick(format!("ångrade beslut {number}: {what}"), format!("took back decision {number}: {what}")),
                Some(_) => lang.pick(format!("gjorde om, beslut {number}: {what}"), format!("took back the undo {number}: {what}")),
            }
        }
        None => decision(&record.decision, lang),
    }
}

/// A decision by ids.
pub fn decision(decision: &Decision, lang: Lang) -> String {
    let pair = |sv: &str, en: &str, pair: &Named| format!("{} {} - {}", lang.pick(sv, en), pair.adept, pair.mentor);
    match decision {
        Decision::Lock(named) => pair("låste", "locked", named),
        Decision::Unlock(named) => pair("låste upp", "unlocked", named),
        Decision::Assign(named) => pair("gjorde och låste paret", "made and locked", named),
        Decision::Swap { adept, gets, other, other_gets } => lang
            .pick(format!("bytte: {adept} - {gets}, {other} - {other_gets}"), format!("swapped: {adept} - {gets}, {other} - {other_gets}")),
        Decision::Forbid(named) => pair("förbjöd", "forbade", named),
        Decision::Allow(named) => pair("tillät", "allowed", named),
        Decision::Note { adept, mentor } => {
            let whom: Vec<&str> = [adept, mentor].into_iter().flatten().map(PersonId::as_str).collect();
            format!("{} {}", lang.pick("antecknade", "noted"), whom.join(" - ")).trim_end().to_owned()
        }
        Decision::Reword { note } => lang.pick(format!("ändrade anteckning {note}"), format!("reworded note {note}")),
        Decision::Withdraw { note } => lang.pick(format!("tog bort anteckning {note}"), format!("withdrew note {note}")),
        Decision::Vote { adept, mentor, .. } => pair("röstade om", "voted on", &Named::new(adept, mentor)),
        Decision::Reveal(named) => pair("visade rösterna om", "revealed the votes on", named),
        Decision::Weight { criterion, thousandths } => {
            let (criterion, weight) = (Shown::new(&criterion.0), thousandths.to_string());
            lang.pick(format!("vikten för {criterion} är {}", weight.replace('.', ",")), format!("the weight of {criterion} is {weight}"))
        }
        Decision::Rule { rule, effect } => {
            let rule = Shown::new(rule);
            let does = match effect {
                Effect::Block => lang.pick("spärrar", "blocks"),
                Effect::Warn => lang.pick("varnar", "warns"),
                Effect::Off => lang.pick("är avstängd", "is switched off"),
            };
            lang.pick(format!("regeln {rule} {does}"), format!("the rule {rule} {does}"))
        }
        Decision::Objective { objective } => {
            let words = terms::objective(*objective, lang);
            lang.pick(
                format!("förslagets mål är {} ({words})", objective.as_str()),
                format!("the objective is {} ({words})", objective.as_str()),
            )
        }
        Decision::Afresh => lang.pick("nytt förslag från grunden", "proposed afresh").to_owned(),
        Decision::Consent { person, yes: true } => lang.pick(format!("{person} sade ja"), format!("{person} said yes")),
        Decision::Consent { person, yes: false } => lang.pick(format!("{person} sade nej"), format!("{person} said no")),
        Decision::Finalise => lang.pick("fastställde matchningen", "made the assignment final").to_owned(),
        Decision::Reopen => lang.pick("öppnade matchningen igen", "reopened the assignment").to_owned(),
        Decision::Undo => lang.pick("ångrade", "took back").to_owned(),
    }
}

/// A line of the log: number, when, who, what, why, and whether it has been taken back.
pub fn line(record: &Record, ledger: &Ledger, lang: Lang) -> String {
    let (at, by, what) = (Shown::new(&record.at), roles::maker(record, lang), decided(record, ledger, lang));
    let why = record.why().map_or_else(String::new, |why| format!(" «{}»", Shown::new(why)));
    let gone = if ledger.in_force(record.seq) { "" } else { lang.pick(" (ångrat)", " (taken back)") };
    format!("{:>4}  {at}  {by}  {what}{why}{gone}\n", record.seq)
}

/// The decision has been recorded.
pub fn recorded(record: &Record, ledger: &Ledger, lang: Lang) -> String {
    let (number, by, what) = (record.seq, Shown::new(&record.by), decided(record, ledger, lang));
    lang.pick(format!("Sparat som beslut {number} av {by}: {what}\n"), format!("Recorded as decision {number} by {by}: {what}\n"))
}

/// Things are already so, through this record if one made them so.
pub fn already(made_so: Option<&Mark>, lang: Lang) -> String {
    let made_so = made_so.map_or_else(String::new, |mark| format!(" {}.", super::refused::did(mark, lang)));
    lang.pick(
        format!("Det är redan så.{made_so} Inget nytt beslut sparades.\n"),
        format!("It is already so.{made_so} No new decision was recorded.\n"),
    )
}

/// Nothing has been decided yet.
pub fn empty_log(lang: Lang) -> String {
    lang.pick("Inga beslut ännu.\n", "No decisions yet.\n").to_owned()
}

/// What a journal is worth.
pub fn verified(found: &Verified, lang: Lang) -> String {
    let decisions = super::counted(
        usize::try_from(found.records).unwrap_or(usize::MAX),
        lang.pick("beslut", "decision"),
        lang.pick("beslut", "decisions"),
    );
    let mut text = match &found.last_sum {
        None => lang.pick("Journalen är tom.\n", "The journal is empty.\n").to_owned(),
        Some(sum) => lang.pick(
            format!("{decisions} i obruten kedja. Sista summan är {sum}.\n"),
            format!("{decisions} in an unbroken chain. The last sum is {sum}.\n"),
        ),
    };
    if found.unfinished > 0 {
        let bytes = found.unfinished;
        text += &lang.pick(
            format!("Därefter {bytes} byte av ett beslut som aldrig blev färdigt; nästa beslut lägger dem åt sidan.\n"),
            format!("After that {bytes} bytes of a decision that was never finished; the next decision sets them aside.\n"),
        );
    }
    text
}

/// A decision has the sum that was asked for.
pub fn has_sum(seq: u64, records: u64, sum: &str, lang: Lang) -> String {
    let after = records.saturating_sub(seq);
    let later = match after {
        0 => lang.pick("inget har tillkommit.".to_owned(), "nothing has been added.".to_owned()),
        _ => {
            lang.pick(format!("{after} har tillkommit."), format!("{after} more {} since.", if after == 1 { "came" } else { "have come" }))
        }
    };
    lang.pick(
        format!("Beslut {seq} har summan {sum}: till och med det är inget ändrat, borttaget eller flyttat, och {later}\n"),
        format!("Decision {seq} has the sum {sum}: up to it nothing has been changed, removed or moved, and {later}\n"),
    )
}

/// No decision has the sum that was asked for.
pub fn has_no_sum(sum: &str, lang: Lang) -> String {
    lang.pick(
        format!("Inget beslut har summan {sum}: sedan den skrevs ned har något beslut ändrats eller tagits bort, eller så är det en annan journal."),
        format!("No decision has the sum {sum}: since it was written down a decision has been changed or removed, or this is another journal."),
    )
}

/// No record could have such a sum.
pub fn not_a_sum(text: &Shown, lang: Lang) -> String {
    lang.pick(
        format!("{text} är ingen summa: en summa är de 16 tecken, 0-9 och a-f, som står i minutes.md."),
        format!("{text} is no sum: a sum is the 16 characters, 0-9 and a-f, that minutes.md has."),
    )
}
