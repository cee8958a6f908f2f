//! Why something cannot be done now: what stands in the way, who put it there and when, and what to do.

use super::Lang;
use super::deeds::{deed, not_done};
use super::own_words::no_union;
use super::screen::together;
use crate::app::message::{NotSaved, ReadOnly};
use crate::app::refused::Refused;
use crate::program::{PersonId, Program, Role, Shown};
use crate::session::{Intent, Mark, Named, Refusal, Session};

/// Why an action cannot be done, as one sentence or two.
pub fn refused(refused: &Refused, program: &Program, now: i64, lang: Lang) -> String {
    let at = |role: Role, index: usize| match program.people(role).get(index) {
        Some(person) => name(&person.id, program),
        None => String::from("?"),
    };
    match refused {
        Refused::Decision(refusal) => self::refusal(refusal, program, now, lang),
        Refused::NobodyHere => lang.pick("Listan är tom.", "Nobody is listed here.").to_owned(),
        Refused::NoPartner { role: Role::Adept, index } => {
            let name = at(Role::Adept, *index);
            lang.pick(format!("{name} har ingen mentor ännu."), format!("{name} has no mentor yet."))
        }
        Refused::NoPartner { role: Role::Mentor, index } => {
            let name = at(Role::Mentor, *index);
            lang.pick(format!("{name} har ingen adept ännu."), format!("{name} has no adept yet."))
        }
        Refused::SeveralPartners { mentor } => {
            let name = at(Role::Mentor, *mentor);
            lang.pick(
                format!("{name} har flera adepter: välj en av dem i listan bredvid."),
                format!("{name} has several adepts: choose one of them in the other list."),
            )
        }
        Refused::AlreadySo => lang.pick("Så är det redan.", "It is so already.").to_owned(),
        Refused::NotHeardYet => {
            lang.pick("Vänta, den andras beslut är på väg hit.", "Wait, the other's decision is on its way here.").to_owned()
        }
        Refused::StillSaving => lang.pick("Vänta, förra beslutet sparas.", "Wait, the last decision is being saved.").to_owned(),
        Refused::StillWriting => lang.pick("Vänta, matchningen skrivs.", "Wait, the assignment is being written.").to_owned(),
        Refused::StillReading => {
            lang.pick("Vänta, programmets filer läses igen.", "Wait, the program's files are being read again.").to_owned()
        }
        Refused::OnlyWhileReading => lang
            .pick(
                "Öppna först ett par i läsrummet (förklara) och ställ markören på en del.",
                "First open a pair in the reading room (explain) and go to a part.",
            )
            .to_owned(),
        Refused::NoWordsHere => lang
            .pick(
                "Den här delen jämför inte ord: ställ markören på en del med fritext eller intressen.",
                "This part does not compare words: go to one with free text or interests.",
            )
            .to_owned(),
        Refused::NothingAsked => lang.pick("Ingenting efterfrågas under den här delen.", "Nothing is asked under this part.").to_owned(),
        Refused::NoUnion(why) => no_union(*why, lang),
        Refused::ReadOnly(reason) => read_only(reason, lang),
        Refused::StillWorking => lang.pick("Vänta, följden räknas ut.", "Wait, what follows is being worked out.").to_owned(),
        Refused::NothingTried => lang.pick("Inget skiljer sig från det som gäller.", "Nothing differs from what is in force.").to_owned(),
        Refused::NoCriteria => {
            lang.pick("Programmet har varken kriterier eller regler.", "The program has neither criteria nor rules.").to_owned()
        }
        Refused::NoProblems => lang.pick("Underlaget är utan fel.", "There is nothing wrong with the input.").to_owned(),
        Refused::NothingToReview { coin_flips_are_known: true } => {
            lang.pick("Ingen mer behöver ses över.", "Nobody is left to look at.").to_owned()
        }
        Refused::NothingToReview { coin_flips_are_known: false } => lang
            .pick(
                "Ingen mer behöver ses över än så länge; slantsinglingarna räknas ut.",
                "Nobody is left to look at so far; coin flips are still being worked out.",
            )
            .to_owned(),
        Refused::NoRivals => lang.pick("Inga två vill hellre ha varandra.", "No two would rather have each other.").to_owned(),
        Refused::NobodyElseHere => together::nobody_else(lang).to_owned(),
        Refused::NothingChanged { since, looked } => together::nothing_changed(lang, *since, *looked),
        Refused::EmptyLog => lang.pick("Ingenting är beslutat ännu.", "Nothing has been decided yet.").to_owned(),
        Refused::NothingDecided => lang
            .pick("Inget par är låst eller förbjudet, så inget kostar något.", "No pair is locked or forbidden, so nothing costs anything.")
            .to_owned(),
        Refused::InThePast => lang
            .pick(
                "Du ser hur det stod då, och då går inte att ändra: Esc går åter till nu.",
                "You see how it stood then, and that cannot be changed: Esc goes back to now.",
            )
            .to_owned(),
        Refused::NothingOlder => lang.pick("Så stod det från början.", "This is how it stood at the beginning.").to_owned(),
        Refused::NothingNewer => {
            lang.pick("Nyare beslut finns inte: Esc går åter till nu.", "There is no newer decision: Esc goes back to now.").to_owned()
        }
        Refused::SameMoment => lang
            .pick(
                "Det är samma tidpunkt: märk ett beslut, gå till ett annat och jämför.",
                "It is the same moment: mark a decision, go to another and compare.",
            )
            .to_owned(),
        Refused::NothingListed => lang.pick("Listan är tom.", "Nothing is listed.").to_owned(),
        Refused::NotHere => lang.pick("Det går inte härifrån.", "That cannot be done from here.").to_owned(),
    }
}

/// What was not done, who stands in its way, since when and why: `Not swapped: bo locked this pair at 20:31 UTC (“both asked”).`
pub fn not_recorded(intent: &Intent, refusal: &Refusal, session: &Session, now: i64, lang: Lang) -> String {
    let (program, ledger) = (session.program(), session.ledger());
    let head = not_done(intent, ledger, program, now, lang);
    let about = intent.undoes.and_then(|target| ledger.about(target)).map_or(&intent.decision, |(record, _)| &record.decision).pair();
    match refusal.mark() {
        None => format!("{head}. {}", self::refusal(refusal, program, now, lang)),
        Some(mark) => {
            let deed = deed(mark, about.as_ref(), program, now, lang);
            let last_seat =
                matches!(refusal, Refusal::Full { .. }).then_some(lang.pick("; det var sista platsen", "; that was the last seat"));
            format!("{head}: {deed}{}.", last_seat.unwrap_or(""))
        }
    }
}

/// What to do about a refusal, in a few words; nothing where the refusal says so itself.
pub fn what_now(refusal: &Refusal, lang: Lang) -> &'static str {
    match refusal {
        Refusal::Forbidden { .. } => lang.pick("Tillåt paret först.", "Allow the pair first."),
        Refusal::Locked { .. } => lang.pick("Lås upp först.", "Unlock first."),
        Refusal::Full { seats: 0, .. } => "",
        Refusal::Full { .. } => lang.pick("Lås upp en av platserna först.", "Unlock one of the seats first."),
        Refusal::Blocked { .. } => lang.pick("Låt regeln varna först.", "Let the rule warn first."),
        Refusal::ChangedSince { .. } => lang.pick("Titta igen.", "Look again."),
        Refusal::Finalised(_) => lang.pick("Den måste öppnas igen först.", "It has to be reopened first."),
        Refusal::BuiltOn { .. } => lang.pick("Det måste ångras först.", "That has to be taken back first."),
        Refusal::NotLocked(_) => lang.pick("Det finns inget att låsa upp längre.", "There is nothing left to unlock."),
        Refusal::NothingToUndo | Refusal::NothingToRedo => lang.pick("Det finns inget kvar att göra.", "There is nothing left to do."),
        _ => "",
    }
}

/// Why a decision does not fit, with people's names.
pub fn refusal(refusal: &Refusal, program: &Program, now: i64, lang: Lang) -> String {
    let pair = |pair: &Named| self::pair(pair, program, lang);
    let deed = |mark: &Mark, about: Option<&Named>| deed(mark, about, program, now, lang);
    let now_what = what_now(refusal, lang);
    match refusal {
        Refusal::Nobody(Role::Mentor, id) => lang.pick(format!("Ingen mentor har id {id}."), format!("No mentor has the id {id}.")),
        Refusal::Nobody(Role::Adept, id) => lang.pick(format!("Ingen adept har id {id}."), format!("No adept has the id {id}.")),
        Refusal::NoCriterion(id) => lang.pick(format!("Inget kriterium heter {id}."), format!("No criterion is called {id}.")),
        Refusal::NoRule(id) => {
            let id = Shown::new(id);
            lang.pick(format!("Ingen regel heter {id}."), format!("No rule is called {id}."))
        }
        Refusal::NothingCounts => lang.pick("Minst ett kriterium måste räknas.", "At least one criterion must count.").to_owned(),
        Refusal::Blocked { pair: p, rule, mark } => {
            let (pair, rule) = (pair(p), Shown::new(rule));
            let by = mark.as_ref().map_or_else(String::new, |mark| format!(" ({})", deed(mark, None)));
            lang.pick(format!("{pair}: regeln ”{rule}” hindrar paret{by}."), format!("{pair}: the rule “{rule}” blocks this pair{by}."))
        }
        Refusal::Forbidden { pair: p, mark } => {
            let (pair, deed) = (pair(p), deed(mark, Some(p)));
            format!("{pair}: {deed}. {now_what}")
        }
        Refusal::Locked { pair: p, mark } => {
            let (adept, mentor, deed) = (name(&p.adept, program), name(&p.mentor, program), deed(mark, Some(p)));
            lang.pick(
                format!("{adept} är låst till {mentor}: {deed}. {now_what}"),
                format!("{adept} is locked to {mentor}: {deed}. {now_what}"),
            )
        }
        Refusal::Full { mentor, seats, mark } => {
            let mentor = name(mentor, program);
            let by = mark.as_ref().map_or_else(String::new, |mark| format!(": {}", deed(mark, None)));
            match seats {
                0 => lang.pick(format!("{mentor} tar inte emot någon adept."), format!("{mentor} takes no adepts.")),
                1 => lang
                    .pick(format!("{mentor} har en plats, och den är låst{by}."), format!("{mentor} has one seat, and it is locked{by}.")),
                _ => lang.pick(
                    format!("{mentor} har {seats} platser, och alla är låsta. Senast{by}."),
                    format!("{mentor} has {seats} seats, and all are locked. The last{by}."),
                ),
            }
        }
        Refusal::NotLocked(p) => {
            let pair = pair(p);
            lang.pick(format!("{pair} är inte låst."), format!("{pair} is not locked."))
        }
        Refusal::NoPartner(id) => {
            let name = name(id, program);
            lang.pick(format!("{name} har ingen att byta med."), format!("{name} has nobody to swap."))
        }
        Refusal::NothingToSwap => {
            lang.pick("Båda har samma mentor; det finns inget att byta.", "Both have the same mentor; there is nothing to swap.").to_owned()
        }
        Refusal::ChangedSince { mark, .. } => {
            let deed = deed(mark, None);
            lang.pick(format!("Ändrat medan du tittade: {deed}. {now_what}"), format!("Changed while you looked: {deed}. {now_what}"))
        }
        Refusal::Finalised(mark) => format!("{}. {now_what}", deed(mark, None)),
        Refusal::NotFinal => lang.pick("Matchningen är inte fastställd.", "The assignment is not final.").to_owned(),
        Refusal::NothingToUndo => lang.pick("Du har inget beslut att ångra.", "You have no decision to undo.").to_owned(),
        Refusal::NothingToRedo => lang.pick("Du har inget att göra om.", "You have nothing to redo.").to_owned(),
        Refusal::BuiltOn { mark, .. } => {
            let deed = deed(mark, None);
            lang.pick(format!("Något bygger på det: {deed}. {now_what}"), format!("Something builds on it: {deed}. {now_what}"))
        }
        Refusal::TakenBack(m) => {
            let by = mark(m, lang);
            lang.pick(format!("Det är redan taget tillbaka ({by})."), format!("It has been taken back already ({by})."))
        }
        Refusal::NeverUndone { kind: "finalise" } => lang
            .pick(
                "Ett fastställande tas inte tillbaka: ordföranden öppnar matchningen igen.",
                "A final assignment is not taken back: the chair reopens it.",
            )
            .to_owned(),
        Refusal::NeverUndone { kind } => {
            let kind = kind_of(kind, lang);
            lang.pick(format!("Sådant tas inte tillbaka ({kind})."), format!("That is never taken back ({kind})."))
        }
        Refusal::EmptyNote => lang.pick("Skriv något, eller gå tillbaka med Esc.", "Write something, or go back with Esc.").to_owned(),
        Refusal::NotYourNote(m) => {
            let by = Shown::new(&m.by);
            lang.pick(format!("Bara den som skrev anteckningen ändrar den ({by})."), format!("Only its author changes a note ({by})."))
        }
        Refusal::NoSuchNote(note) => lang.pick(
            format!("Anteckning {note} finns inte, eller är borttagen."),
            format!("There is no note {note}, or it has been withdrawn."),
        ),
        Refusal::NoteErased(_) => lang
            .pick(
                "Anteckningens ord är raderade och kommer inte tillbaka. Skriv en ny.",
                "The words of this note have been erased and do not come back. Write a new one.",
            )
            .to_owned(),
        Refusal::NothingToReveal(p) => {
            let pair = pair(p);
            lang.pick(format!("Ingen har röstat om {pair} än."), format!("Nobody has voted on {pair} yet."))
        }
        Refusal::NoteTooLong { most } => {
            lang.pick(format!("För lång text: högst {most} byte."), format!("Too long a text: at most {most} bytes."))
        }
        Refusal::Viewer => lang.pick("Du deltar som läsare och beslutar inte.", "You take part as a reader and do not decide.").to_owned(),
        Refusal::OnlyChair { chair } => super::roles::only_chair(chair, lang),
        Refusal::NotYours { mark: m, chair } => super::roles::not_yours(&mark(m, lang), chair, lang),
        Refusal::NotInForce(seq) => super::roles::not_in_force(*seq, lang),
        Refusal::RolesUnread => super::roles::unread(lang).to_owned(),
        Refusal::NoReason => super::roles::no_reason(lang).to_owned(),
    }
}

/// Why nothing can be decided.
pub fn read_only(reason: &ReadOnly, lang: Lang) -> String {
    match reason {
        ReadOnly::Damaged { line } => lang.pick(
            format!("Journalen är skadad från rad {line}; du kan läsa men inte besluta."),
            format!("The journal is damaged from line {line}; you can read but not decide."),
        ),
        ReadOnly::SyncFailed => lang
            .pick(
                "Disken bekräftade inte det senaste; öppna programmet igen.",
                "The disk did not confirm the last writing; open the program again.",
            )
            .to_owned(),
        ReadOnly::NoPermission => {
            lang.pick("Du får läsa katalogen men inte skriva i den.", "You may read this directory but not write in it.").to_owned()
        }
        ReadOnly::TakenForGone(reason) | ReadOnly::Other(reason) => {
            let reason = Shown::new(reason);
            lang.pick(format!("Du kan läsa men inte besluta: {reason}"), format!("You can read but not decide: {reason}"))
        }
    }
}

/// That something can be decided again, which this kept everybody from.
pub fn writable_again(passed: &ReadOnly, lang: Lang) -> &'static str {
    match passed {
        ReadOnly::Damaged { .. } => {
            lang.pick("Journalen är lagad: det går att besluta igen.", "The journal is repaired: you can decide again.")
        }
        _ => {
            lang.pick("Journalen går att läsa igen: du kan besluta som förut.", "The journal can be read again: you can decide as before.")
        }
    }
}

/// Why a decision could not be written.
pub fn not_saved(reason: &NotSaved, lang: Lang) -> String {
    match reason {
        NotSaved::Held { holder } => {
            let holder = Shown::new(holder);
            lang.pick(format!("Inte sparat: {holder} håller journalen."), format!("Not saved: {holder} holds the journal."))
        }
        NotSaved::Full => lang.pick("Inte sparat: disken är full.", "Not saved: the disk is full.").to_owned(),
        NotSaved::SyncFailed => lang
            .pick(
                "Disken bekräftade inte; öppna programmet igen och se efter.",
                "The disk did not confirm; open the program again and look.",
            )
            .to_owned(),
        NotSaved::Other(reason) => {
            let reason = Shown::new(reason);
            lang.pick(format!("Inte sparat: {reason}"), format!("Not saved: {reason}"))
        }
    }
}

/// Who and when, and why if they said: `anna, 2026-11-21 20:31: ”både frågade”`.
pub fn mark(mark: &Mark, lang: Lang) -> String {
    let day_and_time = mark.at.get(..16).unwrap_or(&mark.at).replace('T', " ");
    let who = format!("{}, {}", Shown::new(&mark.by), Shown::new(&day_and_time));
    match &mark.did.why {
        None => who,
        Some(why) => {
            let why = Shown::new(why);
            lang.pick(format!("{who}: ”{why}”"), format!("{who}: “{why}”"))
        }
    }
}

/// Somebody's name, safe to show; the id of someone who has left the program.
pub fn name(id: &PersonId, program: &Program) -> String {
    let person = program.find(id).and_then(|(role, index)| program.people(role).get(index));
    person.map_or_else(|| id.to_string(), |person| Shown::new(&person.name()).to_string())
}

/// A pair's names.
pub fn pair(pair: &Named, program: &Program, lang: Lang) -> String {
    format!("{} {} {}", name(&pair.adept, program), lang.pick("och", "and"), name(&pair.mentor, program))
}

/// A kind of decision as a word in a sentence.
pub fn kind_of(kind: &str, lang: Lang) -> &'static str {
    match kind {
        "lock" => lang.pick("låst", "locked"),
        "unlock" => lang.pick("upplåst", "unlocked"),
        "assign" => lang.pick("hopparat", "assigned"),
        "swap" => lang.pick("bytt", "swapped"),
        "forbid" => lang.pick("förbjudet", "forbidden"),
        "allow" => lang.pick("tillåtet", "allowed"),
        "note" => lang.pick("antecknat", "noted"),
        "reword" => lang.pick("ändrad anteckning", "note reworded"),
        "withdraw" => lang.pick("borttagen anteckning", "note withdrawn"),
        "vote" => lang.pick("röstat", "voted"),
        "reveal" => lang.pick("visade röster", "votes revealed"),
        "weight" => lang.pick("ändrad vikt", "weight changed"),
        "rule" => lang.pick("ändrad regel", "rule changed"),
        "objective" => lang.pick("ändrat mål", "objective changed"),
        "afresh" => lang.pick("nytt förslag", "proposed afresh"),
        "consent" => lang.pick("samtycke", "consent"),
        "finalise" => lang.pick("fastställt", "made final"),
        "reopen" => lang.pick("öppnat igen", "reopened"),
        _ => lang.pick("ångrat", "undone"),
    }
}
