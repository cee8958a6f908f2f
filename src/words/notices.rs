//! What the line below the panes says.

use super::deeds::already;
use super::refusals::{kind_of, name, not_recorded, not_saved, pair, read_only, refused, writable_again};
use super::screen::together;
use super::{Lang, own_words, terms, voices};
use crate::app::Key;
use crate::app::notice::{How, NoticeText};
use crate::program::{Program, Role, Shown};
use crate::session::{Decision, Move, Named, Poll, Refusal, Session};

/// More people than this are counted and not named.
const NAMED: usize = 3;

/// A notice as one line. Whatever is told by the clock is told by its age too, so `now` is needed: seconds since the beginning of 1970, 0 when it is not known.
pub fn notice(text: &NoticeText, session: &Session, now: i64, lang: Lang) -> String {
    let program = session.program();
    match text {
        NoticeText::Applied { decision, how, others } => join(&[applied(decision, *how, program, lang), moved_too(others, program, lang)]),
        NoticeText::Greeting { adepts, mentors, seats, doubts } => {
            let (sv, en) = match doubts {
                0 => ("Förslaget är klart: lås det som är bra.".to_owned(), "The proposal is ready: lock what is good.".to_owned()),
                _ => (
                    format!("Förslaget är klart; {} i problemlistan.", some(*doubts, "sak", "saker")),
                    format!("The proposal is ready; {} in the list of problems.", some(*doubts, "thing", "things")),
                ),
            };
            lang.pick(
                format!(
                    "{}, {}, {}. {sv}",
                    some(*adepts, "adept", "adepter"),
                    some(*mentors, "mentor", "mentorer"),
                    some(*seats, "plats", "platser")
                ),
                format!(
                    "{}, {}, {}. {en}",
                    some(*adepts, "adept", "adepts"),
                    some(*mentors, "mentor", "mentors"),
                    some(*seats, "seat", "seats")
                ),
            )
        }
        NoticeText::News { seq, count, moved } => together::news(lang, *seq, *count, *moved, session),
        NoticeText::Kept { kept, all, refused, moved } => {
            let head = lang.pick(format!("{kept} av {all} ändringar sparade."), format!("{kept} of {all} changes kept."));
            let of = |(decision, refusal): &(Decision, Refusal)| {
                let what = subject(decision, program, lang);
                format!("{} {what}: {}", lang.pick("Inte", "Not"), super::refusals::refusal(refusal, program, now, lang))
            };
            let mut sentences = vec![head];
            sentences.extend(refused.iter().map(of));
            sentences.push(moved_by_it(*moved, lang));
            join(&sentences)
        }
        NoticeText::Voted { seq, answered, of, keys } => voted(*seq, (*answered, *of), keys, session, lang),
        NoticeText::Revealed(named) => {
            let result = session.ledger().poll(named).and_then(Poll::answers).map(|answers| voices::shown(&answers));
            voices::revealed(&pair(named, program, lang), &voices::result(&result.unwrap_or_default(), lang), lang)
        }
        NoticeText::WordsKept { at } => {
            let clock = Shown::new(at.get(11..16).unwrap_or_default());
            lang.pick(
                format!("Dina ord från {clock} UTC, innan linjen bröts: Enter går vidare, Esc kastar dem."),
                format!("Your words of {clock} UTC, before the line was lost: Enter goes on, Esc discards."),
            )
        }
        NoticeText::Company { who, keys } => together::company(lang, who, keys),
        NoticeText::Following { who, silent } => together::following(lang, Shown::new(who).as_str(), *silent),
        NoticeText::NotFollowing { who } => together::not_following(lang, Shown::new(who).as_str()),
        NoticeText::LeftAlone { who } => together::left_alone(lang, Shown::new(who).as_str()),
        NoticeText::Already { made_so: None, .. } => lang.pick("Så var det redan.", "It was so already.").to_owned(),
        NoticeText::Already { made_so: Some(mark), mine, about } => already(mark, *mine, about.as_ref(), program, now, lang),
        NoticeText::Refused(reason) => refused(reason, program, now, lang),
        NoticeText::NotRecorded(intent, refusal) => not_recorded(intent, refusal, session, now, lang),
        NoticeText::NotSaved(reason) => not_saved(reason, lang),
        NoticeText::ReadOnly(reason) => read_only(reason, lang),
        NoticeText::Writable(passed) => writable_again(passed, lang).to_owned(),
        NoticeText::Saved(paths) => {
            let paths = paths.iter().map(|path| Shown::new(path).to_string()).collect::<Vec<_>>().join(", ");
            lang.pick(format!("Sparat: {paths}"), format!("Saved: {paths}"))
        }
        NoticeText::SavedNotFinal(paths, keys) => {
            let (paths, keys) =
                (paths.iter().map(|path| Shown::new(path).to_string()).collect::<Vec<_>>().join(", "), super::actions::keys(keys, lang));
            lang.pick(format!("Sparat, {keys} fastställer: {paths}"), format!("Saved, {keys} makes it final: {paths}"))
        }
        NoticeText::SaveFailed(reason) => {
            let reason = Shown::new(reason);
            lang.pick(format!("Kunde inte spara matchningen: {reason}"), format!("The assignment could not be saved: {reason}"))
        }
        NoticeText::Marked { adept } => {
            let name = of(program, Role::Adept, *adept);
            lang.pick(
                format!("{name} är markerad för byte. Gå till en annan adept och tryck igen."),
                format!("{name} is marked for a swap. Go to another adept and press again."),
            )
        }
        NoticeText::ReadAgain { asked, score, changed } => own_words::read_again(asked, *score, *changed, lang),
        NoticeText::NotReadAgain(reason) => {
            let reason = Shown::new(reason);
            lang.pick(format!("Filerna kunde inte läsas igen: {reason}"), format!("The files could not be read again: {reason}"))
        }
        NoticeText::WordsNotWritten(reason) => {
            let reason = Shown::new(reason);
            lang.pick(format!("Orden blev inte skrivna: {reason}"), format!("The words were not written: {reason}"))
        }
        NoticeText::FilesChanged(keys) if keys.is_empty() => {
            lang.pick("Programmets filer har ändrats sedan de lästes.", "The program's files have changed since they were read.").to_owned()
        }
        NoticeText::FilesChanged(keys) => {
            let keys = super::actions::keys(keys, lang);
            lang.pick(
                format!("Programmets filer har ändrats: {keys} läser dem igen."),
                format!("The program's files have changed: {keys} reads them again."),
            )
        }
        NoticeText::Warned(sentence) => Shown::new(sentence).to_string(),
        NoticeText::Unmarked => lang.pick("Ingen är markerad för byte längre.", "Nobody is marked for a swap any more.").to_owned(),
        NoticeText::LastToReview => {
            lang.pick("Bara den här personen är kvar att se över.", "Only this person is left to look at.").to_owned()
        }
        NoticeText::Turned(Role::Mentor) => lang.pick("Mentorerna leder, adepterna följer.", "Mentors lead, adepts follow.").to_owned(),
        NoticeText::Turned(Role::Adept) => lang.pick("Adepterna leder, mentorerna följer.", "Adepts lead, mentors follow.").to_owned(),
        NoticeText::FilterLifted => lang
            .pick("Alla visas igen, personen ingick inte i urvalet.", "Everybody is listed again: the filter hid this person.")
            .to_owned(),
        NoticeText::NothingToLeave => lang.pick("Du är redan ytterst.", "There is nothing to go back from.").to_owned(),
        NoticeText::LeavingSoon => {
            lang.pick("Avslutar så snart beslutet är sparat.", "Leaving as soon as the decision is saved.").to_owned()
        }
        NoticeText::NoSuchKey(keys) => {
            let keys = super::actions::keys(keys, lang);
            lang.pick(format!("{keys} gör ingenting här."), format!("{keys} does nothing here."))
        }
    }
}

/// `1 adept`, `30 adepts`.
fn some(count: impl Into<u64>, one: &str, many: &str) -> String {
    let count = count.into();
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What was decided, as a sentence: `Locked: Anna A and Bo B.`
pub fn decided(decision: &Decision, program: &Program, lang: Lang) -> String {
    let about = subject(decision, program, lang);
    let kind = capital(kind_of(decision.kind(), lang));
    if about.is_empty() { format!("{kind}.") } else { format!("{kind}: {about}.") }
}

fn applied(decision: &Decision, how: How, program: &Program, lang: Lang) -> String {
    let decided = decided(decision, program, lang);
    match how {
        How::Decided => decided,
        How::Undone => format!("{}: {}", lang.pick("Ångrat", "Undone"), small(&decided)),
        How::Redone => format!("{}: {}", lang.pick("Gäller igen", "In force again"), small(&decided)),
    }
}

fn subject(decision: &Decision, program: &Program, lang: Lang) -> String {
    match decision {
        Decision::Lock(p) | Decision::Unlock(p) | Decision::Assign(p) | Decision::Forbid(p) | Decision::Allow(p) => pair(p, program, lang),
        Decision::Swap { adept, gets, other, other_gets } => {
            let name = |id| name(id, program);
            let gets_word = lang.pick("får", "gets");
            format!("{} {gets_word} {}, {} {gets_word} {}", name(adept), name(gets), name(other), name(other_gets))
        }
        Decision::Note { adept, mentor } => {
            adept.iter().chain(mentor).map(|id| name(id, program)).collect::<Vec<_>>().join(lang.pick(" och ", " and "))
        }
        Decision::Weight { criterion, thousandths } => {
            format!("{} {}", terms::criterion(program, criterion), terms::weight(*thousandths, lang))
        }
        Decision::Rule { rule, effect } => format!("{} {}", terms::rule(program, rule), terms::effect(*effect, lang)),
        Decision::Objective { objective } => terms::objective(*objective, lang).to_owned(),
        Decision::Consent { person, yes } => {
            let answer = if *yes { lang.pick("ja", "yes") } else { lang.pick("nej", "no") };
            format!("{} {answer}", name(person, program))
        }
        Decision::Vote { adept, mentor, .. } | Decision::Reveal(Named { adept, mentor }) => pair(&Named::new(adept, mentor), program, lang),
        Decision::Reword { .. } | Decision::Withdraw { .. } => String::new(),
        Decision::Afresh | Decision::Finalise | Decision::Reopen | Decision::Undo => String::new(),
    }
}

/// Who else was moved: `2 others moved: Anna A → Bo B, Eva E → nobody.`
fn moved_too(moves: &[Move], program: &Program, lang: Lang) -> String {
    let count = moves.len();
    if count == 0 {
        return String::new();
    }
    let line = |moved: &Move| {
        let to = moved.to.map_or_else(|| lang.pick("ingen", "nobody").to_owned(), |mentor| of(program, Role::Mentor, mentor));
        format!("{} → {to}", of(program, Role::Adept, moved.adept))
    };
    let mut who = moves.iter().take(NAMED).map(line).collect::<Vec<_>>().join(", ");
    if count > NAMED {
        who.push_str(" …");
    }
    match count {
        1 => lang.pick(format!("En till flyttades: {who}."), format!("One other moved: {who}.")),
        _ => lang.pick(format!("{count} andra flyttades: {who}."), format!("{count} others moved: {who}.")),
    }
}

/// Somebody else's vote, without what they answered.
fn voted(seq: u64, (answered, of): (usize, usize), keys: &[Key], session: &Session, lang: Lang) -> String {
    let Some(record) = session.ledger().record(seq) else { return String::new() };
    let Decision::Vote { adept, mentor, .. } = &record.decision else { return String::new() };
    let (by, pair) = (Shown::new(&record.by), pair(&Named::new(adept, mentor), session.program(), lang));
    let keys = (!keys.is_empty()).then(|| super::actions::keys(keys, lang));
    voices::voted(by.as_str(), &pair, &voices::progress(answered, of, lang), keys.as_deref(), lang)
}

fn moved_by_it(moved: usize, lang: Lang) -> String {
    match moved {
        0 => String::new(),
        1 => lang.pick("En flyttades.", "One moved.").to_owned(),
        _ => lang.pick(format!("{moved} flyttades."), format!("{moved} moved.")),
    }
}

fn of(program: &Program, role: Role, index: usize) -> String {
    program.people(role).get(index).map_or_else(|| String::from("?"), |person| name(&person.id, program))
}

fn join(sentences: &[String]) -> String {
    sentences.iter().filter(|s| !s.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
