//! Notes and votes: what is said of them on the screen, at the counter and in the minutes. Names come in safe to show.

use super::Lang;
use super::screen::{clock, date_and_clock};
use crate::program::Shown;
use crate::session::Ballot;

/// An answer in a word.
pub fn ballot(answer: Ballot, lang: Lang) -> &'static str {
    match answer {
        Ballot::Yes => lang.pick("ja", "yes"),
        Ballot::No => lang.pick("nej", "no"),
        Ballot::Talk => lang.pick("prata", "talk"),
    }
}

/// An answer as it is offered.
pub fn offered(answer: Ballot, lang: Lang) -> &'static str {
    match answer {
        Ballot::Talk => lang.pick("prata om det först", "talk about it first"),
        _ => ballot(answer, lang),
    }
}

/// Answers with names that are safe to show.
pub fn shown(answers: &[(&str, Ballot)]) -> Vec<(String, Ballot)> {
    answers.iter().map(|(name, answer)| (Shown::new(name).into(), *answer)).collect()
}

/// What came out: `2 ja, 1 nej (Bo), 1 prata (Cia)`. Whoever did not say yes is named.
pub fn result(answers: &[(String, Ballot)], lang: Lang) -> String {
    let part = |answer: Ballot| {
        let names: Vec<&str> = answers.iter().filter(|(_, said)| *said == answer).map(|(name, _)| name.as_str()).collect();
        let counted = format!("{} {}", names.len(), ballot(answer, lang));
        match (names.is_empty(), answer) {
            (true, _) => None,
            (false, Ballot::Yes) => Some(counted),
            (false, _) => Some(format!("{counted} ({})", names.join(", "))),
        }
    };
    Ballot::ALL.into_iter().filter_map(part).collect::<Vec<_>>().join(", ")
}

/// What came out, everybody by name: `ja: anna, cia; nej: bo`.
pub fn by_name(answers: &[(String, Ballot)], lang: Lang) -> String {
    let part = |answer: Ballot| {
        let names: Vec<&str> = answers.iter().filter(|(_, said)| *said == answer).map(|(name, _)| name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{}: {}", ballot(answer, lang), names.join(", ")))
    };
    Ballot::ALL.into_iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

/// How many have answered, of how many.
pub fn progress(answered: usize, of: usize, lang: Lang) -> String {
    let (sv, en) = (format!("{answered} av {of} har svarat"), format!("{answered} of {of} {} answered", has(answered)));
    lang.pick(sv, en)
}

/// How many have answered.
pub fn answered(answered: usize, lang: Lang) -> String {
    lang.pick(format!("{answered} har svarat"), format!("{answered} {} answered", has(answered)))
}

fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

/// Somebody has voted; `keys` are those that answer, when one has not.
pub fn voted(by: &str, pair: &str, progress: &str, keys: Option<&str>, lang: Lang) -> String {
    let said = lang.pick(format!("{by} röstade om {pair} ({progress})."), format!("{by} voted on {pair} ({progress})."));
    match keys {
        Some(keys) => format!("{said} {}", answers(keys, lang)),
        None => said,
    }
}

/// These keys answer.
pub fn answers(keys: &str, lang: Lang) -> String {
    lang.pick(format!("{keys} svarar."), format!("{keys} answers."))
}

/// The votes have been revealed.
pub fn revealed(pair: &str, result: &str, lang: Lang) -> String {
    lang.pick(format!("Rösterna om {pair}: {result}."), format!("The votes on {pair}: {result}."))
}

/// Before how a poll stands, and before its result.
pub fn heading(lang: Lang) -> &'static str {
    lang.pick("Omröstning", "Vote")
}

/// The answers were never revealed.
pub fn not_revealed(lang: Lang) -> &'static str {
    lang.pick("svaren har inte visats", "the answers were not revealed")
}

/// The title of the vote box.
pub fn title(adept: &str, mentor: &str, lang: Lang) -> String {
    lang.pick(format!("Omröstning: {adept} och {mentor}"), format!("Vote: {adept} and {mentor}"))
}

/// How voting goes, before the answers are revealed.
pub fn hidden(lang: Lang) -> &'static str {
    lang.pick(
        "Ska de två bli ett par? Ingen ser svaren förrän alla som är här har svarat, eller någon visar dem.",
        "Are the two to be a pair? Nobody sees the answers until everybody here has answered, or somebody reveals them.",
    )
}

/// What can still be done once the answers are open.
pub fn open(lang: Lang) -> &'static str {
    lang.pick(
        "Svaren är visade. Den som svarar nu, eller ändrar sig, gör det öppet.",
        "The answers are open. Whoever answers now, or has a change of mind, does so in the open.",
    )
}

/// After one's own name.
pub fn you(lang: Lang) -> &'static str {
    lang.pick("du", "you")
}

/// Somebody has answered, and it is not told what.
pub fn has_answered(lang: Lang) -> &'static str {
    lang.pick("har svarat", "has answered")
}

/// Somebody has not answered.
pub fn has_not_answered(lang: Lang) -> &'static str {
    lang.pick("har inte svarat", "has not answered")
}

/// Somebody has answered and left.
pub fn not_here(lang: Lang) -> &'static str {
    lang.pick("inte här nu", "not here now")
}

/// There are more people than fit.
pub fn more_people(count: usize, lang: Lang) -> String {
    lang.pick(format!("och {count} till"), format!("and {count} more"))
}

/// Everybody said yes; these keys lock the pair.
pub fn all_yes(keys: &str, lang: Lang) -> String {
    lang.pick(format!("Alla sade ja. {keys} låser paret."), format!("Everybody said yes. {keys} locks the pair."))
}

/// Everybody said yes, and the pair cannot be locked all the same.
pub fn all_yes_but(why: &str, lang: Lang) -> String {
    lang.pick(format!("Alla sade ja. Paret kan inte låsas nu: {why}"), format!("Everybody said yes. The pair cannot be locked now: {why}"))
}

/// Everybody said yes, and the pair is locked.
pub fn all_yes_and_locked(lang: Lang) -> &'static str {
    lang.pick("Alla sade ja, och paret är låst.", "Everybody said yes, and the pair is locked.")
}

/// Some of those who are here have not answered; the same keys again reveal.
pub fn really_reveal(names: &[String], keys: &str, lang: Lang) -> String {
    let who = names.join(", ");
    lang.pick(
        format!("Har inte svarat: {who}. {keys} igen visar svaren ändå; det kan inte ångras."),
        format!("Not answered yet: {who}. {keys} again reveals all the same; that cannot be undone."),
    )
}

/// Everybody here has answered, but the answers are still hidden: these keys reveal them.
pub fn may_be_revealed(keys: &str, lang: Lang) -> String {
    lang.pick(
        format!("Alla som är här har svarat. {keys} visar svaren."),
        format!("Everybody here has answered. {keys} reveals the answers."),
    )
}

/// There are other polls that wait for one's answer.
pub fn others_wait(count: usize, keys: &str, lang: Lang) -> String {
    match count {
        1 => lang.pick(format!("En omröstning till väntar på dig: {keys}."), format!("One more vote waits for you: {keys}.")),
        _ => lang.pick(format!("{count} omröstningar till väntar på dig: {keys}."), format!("{count} more votes wait for you: {keys}.")),
    }
}

/// Who wrote a note and when, and when it was changed: `bo 2026-11-21 20:31, ändrad 20:40`. The clock alone says when on the same day.
pub fn written(by: &str, at: &str, reworded_at: Option<&str>, lang: Lang) -> String {
    let written = format!("{by} {}", date_and_clock(at));
    match reworded_at {
        None => written,
        Some(then) => {
            let when = if then.get(..10) == at.get(..10) { clock(then).to_owned() } else { date_and_clock(then) };
            format!("{written}, {} {when}", lang.pick("ändrad", "changed"))
        }
    }
}

/// What a note is about.
pub fn about(names: &[String], lang: Lang) -> String {
    match names {
        [] => lang.pick("programmet", "the program").to_owned(),
        names => names.join(lang.pick(" och ", " and ")),
    }
}

/// The title of the box where a note is written.
pub fn note_about(whom: &str, lang: Lang) -> String {
    lang.pick(format!("Anteckning om {whom}"), format!("Note about {whom}"))
}

/// These keys go from the field to the notes there are.
pub fn to_the_notes(keys: &str, lang: Lang) -> String {
    lang.pick(format!("{keys}: till anteckningarna"), format!("{keys}: to the notes"))
}

/// The title while a note's words are changed.
pub fn rewording(whom: &str, lang: Lang) -> String {
    lang.pick(format!("Ändra anteckningen om {whom}"), format!("Change the note about {whom}"))
}

/// Where the words of a note have been erased.
pub fn erased(lang: Lang) -> &'static str {
    lang.pick("(texten är raderad)", "(the words were erased)")
}

/// Before the latest of several notes.
pub fn notes(count: usize, lang: Lang) -> String {
    match count {
        1 => lang.pick("Anteckning", "Note").to_owned(),
        _ => lang.pick(format!("{count} anteckningar, senast"), format!("{count} notes, the latest")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answers: &str) -> Vec<(String, Ballot)> {
        let one = |(name, answer): (&str, char)| {
            let answer = match answer {
                'j' => Ballot::Yes,
                'n' => Ballot::No,
                _ => Ballot::Talk,
            };
            (name.to_owned(), answer)
        };
        ["anna", "bo", "cia", "dan"].into_iter().zip(answers.chars()).map(one).collect()
    }

    #[test]
    fn results_count_and_name_whoever_did_not_say_yes() {
        for (answers, sv, en, named) in [
            ("jjj", "3 ja", "3 yes", "yes: anna, bo, cia"),
            ("jnpj", "2 ja, 1 nej (bo), 1 prata (cia)", "2 yes, 1 no (bo), 1 talk (cia)", "yes: anna, dan; no: bo; talk: cia"),
            ("nn", "2 nej (anna, bo)", "2 no (anna, bo)", "no: anna, bo"),
            ("", "", "", ""),
        ] {
            assert_eq!((result(&said(answers), Lang::Sv), result(&said(answers), Lang::En)), (sv.to_owned(), en.to_owned()));
            assert_eq!(by_name(&said(answers), Lang::En), named);
        }
    }

    #[test]
    fn a_note_says_when_it_was_changed() {
        let at = "2026-11-21T20:31:14Z";
        for (reworded, sv) in [
            (None, "bo 2026-11-21 20:31"),
            (Some("2026-11-21T20:40:00Z"), "bo 2026-11-21 20:31, ändrad 20:40"),
            (Some("2026-11-22T08:00:00Z"), "bo 2026-11-21 20:31, ändrad 2026-11-22 08:00"),
        ] {
            assert_eq!(written("bo", at, reworded, Lang::Sv), sv);
        }
    }
}
