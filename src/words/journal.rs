//! What the journal has to say: why it is read-only, why a decision was not recorded, where it is damaged.

use super::Lang;
use crate::journal::{Damage, DecideError, Holder, JournalError, NotRepaired, ReadOnly, What};

/// Why the journal cannot be read.
pub fn unreadable(error: &JournalError, lang: Lang) -> String {
    let sentence = match error {
        JournalError::Foreign => lang.pick(
            "decisions/ eller en fil i den är en länk eller något annat än en vanlig mapp och fil. Flytta undan den.",
            "decisions/ or a file in it is a link or something else than an ordinary folder and file. Move it away.",
        ),
        JournalError::NotAllowed => lang.pick(
            "Ditt konto får inte läsa decisions/journal.jsonl. Be den som äger programmappen om rätt till den.",
            "Your account may not read decisions/journal.jsonl. Ask the owner of the program directory for access.",
        ),
        JournalError::TooLarge => lang.pick(
            "decisions/journal.jsonl är större än någon journal kan bli.",
            "decisions/journal.jsonl is larger than any journal can be.",
        ),
        JournalError::Read(error) => {
            return format!(
                "{}: {error}",
                lang.pick("decisions/journal.jsonl går inte att läsa", "decisions/journal.jsonl cannot be read")
            );
        }
    };
    sentence.to_owned()
}

/// Why nothing can be recorded, and what to do.
pub fn read_only(reason: &ReadOnly, lang: Lang) -> String {
    let sentence = match reason {
        ReadOnly::Damage(damage) => return self::damage(damage, lang),
        ReadOnly::NotAllowed => lang.pick(
            "Ditt konto får läsa besluten men inte fatta några: det får inte skriva i decisions/.",
            "Your account may read the decisions but make none: it may not write in decisions/.",
        ),
        ReadOnly::DiskFault => lang.pick(
            "Disken svek medan ett beslut sparades. Inget mer sparas härifrån; se över disken och öppna programmet på nytt.",
            "The disk failed while a decision was being kept. Nothing more is kept from here; check the disk and open the program again.",
        ),
        ReadOnly::Replaced => lang.pick(
            "Journalen har bytts ut eller tagits bort sedan den öppnades. Öppna programmet på nytt för att se den som nu gäller.",
            "The journal has been exchanged or taken away since it was opened. Open the program again to see the one that holds now.",
        ),
        ReadOnly::Shortened => lang.pick(
            "Journalen är kortare än det som redan har lästs ur den. Någon har skurit i den; inget skrivs till den.",
            "The journal is shorter than what has been read of it. Somebody has cut it; nothing is written to it.",
        ),
    };
    sentence.to_owned()
}

/// Where the journal stops being what was written, and what that means.
pub fn damage(damage: &Damage, lang: Lang) -> String {
    let (line, whole) = (damage.line, damage.seq.saturating_sub(1));
    let (what, before) = (what(damage.what, lang), before(whole, lang));
    match (damage.what, lang) {
        (What::Newer, Lang::Sv) => {
            format!("Rad {line} i journalen är skriven av en nyare version av programmet. {before} visas; inget kan ändras härifrån.")
        }
        (What::Newer, Lang::En) => {
            let are = if whole == 1 { "is" } else { "are" };
            format!(
                "Line {line} of the journal was written by a newer version of the program. {before} {are} shown; nothing can be changed from here."
            )
        }
        (_, Lang::Sv) => {
            let whole = if whole == 1 { "helt" } else { "hela" };
            format!(
                "Rad {line} i journalen är skadad: {what}. {before} är {whole} och visas; filen rörs inte. Lägg tillbaka en hel kopia av den, eller kör mentor-match repair."
            )
        }
        (_, Lang::En) => {
            let are = if whole == 1 { "is" } else { "are" };
            format!(
                "Line {line} of the journal is damaged: {what}. {before} {are} whole and shown; the file is left alone. Put back a whole copy of it, or run mentor-match repair."
            )
        }
    }
}

/// The decisions that can be read, at the beginning of a sentence.
fn before(whole: u64, lang: Lang) -> String {
    match (whole, lang) {
        (1, Lang::Sv) => "Beslutet före den".to_owned(),
        (1, Lang::En) => "The decision before it".to_owned(),
        (_, Lang::Sv) => format!("De {whole} besluten före den"),
        (_, Lang::En) => format!("The {whole} decisions before it"),
    }
}

/// Why a decision was not recorded; `refused` says a refusal in the words of the session.
pub fn not_recorded(error: &DecideError, lang: Lang, refused: impl Fn(&crate::session::Refusal) -> String) -> String {
    let sentence = match error {
        DecideError::Refused(refusal) => return refused(refusal),
        DecideError::Held(holder) => return held(holder, lang),
        DecideError::ReadOnly(reason) => return read_only(reason, lang),
        DecideError::Unreadable(error) => return unreadable(error, lang),
        DecideError::NotSaved(error) => {
            return format!("{}: {error}", lang.pick("Inte sparat, journalen är som förut", "Not saved, the journal is as before"));
        }
        DecideError::Unsure(error) => {
            let told = lang.pick(
                "Disken svek: beslutet kan ha sparats eller inte. Öppna programmet på nytt och se efter",
                "The disk failed: the decision may have been kept or not. Open the program again and look",
            );
            return format!("{told} ({error})");
        }
        DecideError::DiskFull => lang.pick(
            "Disken är full: inte sparat. Journalen är som förut; gör plats och försök igen.",
            "The disk is full: not saved. The journal is as before; make room and try again.",
        ),
        DecideError::LittleRoom => lang.pick(
            "Disken har mindre än 4 MiB kvar, och de hålls för att låsa upp och ångra. Journalen är som förut; gör plats och försök igen.",
            "The disk has less than 4 MiB left, and they are kept for unlocking and taking back. The journal is as before; make room and try again.",
        ),
        DecideError::Nameless => lang
            .pick("Ett beslut behöver ett namn: säg vem du är med --as NAMN.", "A decision needs a name: say who you are with --as NAME."),
        DecideError::NoId => lang.pick("Beslutet saknar giltigt id.", "The decision has no proper id."),
        DecideError::TooLong => lang.pick(
            "Beslutet är längre än journalen rymmer. Skriv kortare.",
            "The decision is longer than the journal can hold. Write less.",
        ),
    };
    sentence.to_owned()
}

/// Why a journal was not repaired.
pub fn not_repaired(error: &NotRepaired, lang: Lang) -> String {
    match error {
        NotRepaired::Unreadable(error) => unreadable(error, lang),
        NotRepaired::Held(holder) => held(holder, lang),
        NotRepaired::NotAllowed => lang
            .pick(
                "Ditt konto får inte skriva i decisions/, så journalen är som förut. Be den som äger programmappen att laga den.",
                "Your account may not write in decisions/, so the journal is as before. Ask the owner of the program directory to repair it.",
            )
            .to_owned(),
        NotRepaired::Newer(line) => lang.pick(
            format!("Rad {line} i journalen är hel men skriven av en nyare version av programmet. Inget har lagats; använd den versionen."),
            format!("Line {line} of the journal is whole, but a newer version of the program wrote it. Nothing was repaired; use that version."),
        ),
        NotRepaired::NotCopied(error) => {
            let because = super::counter::because(error, lang);
            lang.pick(
                format!("Journalen är som förut: det gick inte att spara en kopia av den ({because})."),
                format!("The journal is as before: no copy of it could be kept ({because})."),
            )
        }
        NotRepaired::NotReplaced(error) => {
            let because = super::counter::because(error, lang);
            lang.pick(
                format!("Journalen är som förut: det gick inte att skriva en ny ({because})."),
                format!("The journal is as before: no new one could be written ({because})."),
            )
        }
        NotRepaired::Unsure(error) => {
            let because = super::counter::because(error, lang);
            lang.pick(
                format!("Disken svek ({because}): journalen är lagad eller som förut, och kopian finns i decisions/torn/. Kör verify."),
                format!("The disk failed ({because}): the journal is repaired or as before, and the copy is in decisions/torn/. Run verify."),
            )
        }
    }
}

/// Who holds the journal.
pub fn held(holder: &Holder, lang: Lang) -> String {
    let someone = lang.pick("någon annan", "somebody else");
    let who = if holder.user.is_empty() { someone } else { &holder.user };
    let place = match (holder.pid, holder.host.is_empty()) {
        (Some(pid), false) => format!(" (process {pid}, {})", holder.host),
        (Some(pid), true) => format!(" (process {pid})"),
        (None, _) => String::new(),
    };
    let since = match holder.since.get(11..19) {
        Some(clock) => format!(" {} {clock} UTC", lang.pick("sedan", "since")),
        None => String::new(),
    };
    match lang {
        Lang::Sv => format!("Inte sparat: {who}{place} håller journalen{since}. Försök igen."),
        Lang::En => format!("Not saved: {who}{place} holds the journal{since}. Try again."),
    }
}

/// What is wrong with a line.
pub fn what(what: What, lang: Lang) -> &'static str {
    match what {
        What::NotARecord => lang.pick("den är ingen post", "it is no record"),
        What::AnotherForm => lang.pick(
            "mellanslag eller radslut har ändrats, som av en redigerare",
            "its spaces or line end have been changed, as by an editor",
        ),
        What::Impossible => lang.pick("den säger något som inte kan beslutas", "it says something that cannot be decided"),
        What::OutOfOrder => lang.pick("numret följer inte på raden före", "its number does not follow the line before"),
        What::WrongSum => lang.pick("kontrollsumman stämmer inte", "its checksum does not fit"),
        What::WrongNote => lang.pick("anteckningen är inte den som skrevs", "the note is not the one that was written"),
        What::TooLong => lang.pick("den är längre än en post kan vara", "it is longer than a record can be"),
        What::Newer => lang.pick("en nyare version av programmet har skrivit den", "a newer version of the program wrote it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn every_fault_has_its_own_sentence_in_both_languages() {
        let damaged = |what| Damage { line: 7, seq: 7, what };
        let whats = [
            What::NotARecord,
            What::AnotherForm,
            What::Impossible,
            What::OutOfOrder,
            What::WrongSum,
            What::WrongNote,
            What::TooLong,
            What::Newer,
        ];
        let io = || Error::from(ErrorKind::Other);
        let mut errors: Vec<DecideError> = whats.map(|what| DecideError::ReadOnly(ReadOnly::Damage(damaged(what)))).into_iter().collect();
        errors.extend([ReadOnly::NotAllowed, ReadOnly::DiskFault, ReadOnly::Replaced, ReadOnly::Shortened].map(DecideError::ReadOnly));
        errors.extend([JournalError::Foreign, JournalError::NotAllowed, JournalError::TooLarge].map(DecideError::Unreadable));
        errors.push(DecideError::Unreadable(JournalError::Read(io())));
        errors.extend([DecideError::DiskFull, DecideError::LittleRoom, DecideError::Nameless, DecideError::NoId, DecideError::TooLong]);
        errors.extend([DecideError::NotSaved(io()), DecideError::Unsure(io()), DecideError::Held(Holder::default())]);
        let mut said = std::collections::BTreeSet::new();
        for error in &errors {
            for lang in [Lang::Sv, Lang::En] {
                assert!(said.insert(not_recorded(error, lang, |_| String::new())), "{error:?} says what another says");
            }
        }
        for error in [
            NotRepaired::NotAllowed,
            NotRepaired::Newer(7),
            NotRepaired::NotCopied(io()),
            NotRepaired::NotReplaced(io()),
            NotRepaired::Unsure(io()),
        ] {
            for lang in [Lang::Sv, Lang::En] {
                assert!(said.insert(not_repaired(&error, lang)), "{error:?} says what another says");
            }
        }
        assert_eq!(
            damage(&damaged(What::WrongSum), Lang::En),
            "Line 7 of the journal is damaged: its checksum does not fit. The 6 decisions before it are whole and shown; the file is left alone. \
             Put back a whole copy of it, or run mentor-match repair."
        );
        assert!(damage(&Damage { line: 2, seq: 2, what: What::Newer }, Lang::En).contains(" The decision before it is shown;"));
    }

    #[test]
    fn the_holder_is_named_as_far_as_known() {
        let anna = Holder { pid: Some(812), host: "skrivbord".into(), user: "anna".into(), since: "2026-11-21T20:31:14Z".into() };
        for (holder, sv) in [
            (anna, "Inte sparat: anna (process 812, skrivbord) håller journalen sedan 20:31:14 UTC. Försök igen."),
            (Holder::default(), "Inte sparat: någon annan håller journalen. Försök igen."),
        ] {
            assert_eq!(held(&holder, Lang::Sv), sv);
        }
    }
}
