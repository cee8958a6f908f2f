//! The history, how it stood then, and what lies between two moments.

use crate::program::Shown;
use crate::words::Lang;

/// The title of the history, and of its times.
pub fn title(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(("Beslut, de senaste först", "tider i UTC"), ("Decisions, latest first", "times in UTC"))
}

/// Beside a record that has been taken back.
pub fn taken_back(lang: Lang) -> &'static str {
    lang.pick("ångrat", "taken back")
}

/// How many are listed: all, or so many of them.
pub fn listed(lang: Lang, listed: usize, of: usize) -> String {
    match (listed, of) {
        (1, 1) => lang.pick("1 beslut", "1 decision").to_owned(),
        (listed, of) if listed == of => lang.pick(format!("{of} beslut"), format!("{of} decisions")),
        _ => lang.pick(format!("{listed} av {of}"), format!("{listed} of {of}")),
    }
}

/// Nothing fits what is looked for.
pub fn none_fits(lang: Lang) -> &'static str {
    lang.pick("Inget beslut passar. Esc visar alla igen.", "No decision fits. Esc shows all of them again.")
}

/// Before the field.
pub fn look(lang: Lang) -> &'static str {
    lang.pick("Leta: ", "Look for: ")
}

/// Only one's own are listed.
pub fn only_mine(lang: Lang) -> &'static str {
    lang.pick("bara mina", "only mine")
}

/// Only those about some people are listed.
pub fn only(lang: Lang, people: &[String]) -> String {
    format!("{} {}", lang.pick("bara", "only"), people.join(lang.pick(" och ", " and ")))
}

/// Which record, by whom and when; `account` is the Unix account where that is another name.
pub fn which(lang: Lang, seq: u64, by: &str, account: Option<&str>, at: &str) -> String {
    let account = account.map_or_else(String::new, |account| format!(" ({account})"));
    lang.pick(format!("Beslut {seq} av {by}{account}, {at} UTC"), format!("Decision {seq} by {by}{account}, {at} UTC"))
}

/// By whom a record has been taken back.
pub fn taken_back_by(lang: Lang, by: &str, seq: u64) -> String {
    lang.pick(format!("taget tillbaka av {by} (beslut {seq})"), format!("taken back by {by} (decision {seq})"))
}

/// Whom a record moved: `moves` are already in words.
pub fn moved(lang: Lang, count: usize, moves: &str) -> String {
    match count {
        0 => lang.pick("Ingen flyttades.", "Nobody moved.").to_owned(),
        1 => lang.pick(format!("En flyttades: {moves}"), format!("One moved: {moves}")),
        _ => lang.pick(format!("{count} flyttades: {moves}"), format!("{count} moved: {moves}")),
    }
}

/// Which moment is on the screen: in full, and short.
pub fn stood(lang: Lang, seq: u64, of: u64) -> [String; 2] {
    match seq {
        0 => lang.pick(
            ["Så stod det före första beslutet".to_owned(), "Före första beslutet".to_owned()],
            ["This is how it stood before the first decision".to_owned(), "Before the first decision".to_owned()],
        ),
        _ => lang.pick(
            [format!("Så stod det efter beslut {seq} av {of}"), format!("Efter beslut {seq} av {of}")],
            [format!("This is how it stood after decision {seq} of {of}"), format!("After decision {seq} of {of}")],
        ),
    }
}

/// How many records have come since one left for the past: in full, and short.
pub fn news(lang: Lang, count: u64) -> [String; 2] {
    let new = match count {
        1 => lang.pick("1 nytt", "1 new").to_owned(),
        _ => lang.pick(format!("{count} nya"), format!("{count} new")),
    };
    let decisions = if count == 1 { "decision" } else { "decisions" };
    [lang.pick(format!("{new} beslut sedan dess"), format!("{new} {decisions} since")), new]
}

/// Another moment is being worked out.
pub fn on_the_way(lang: Lang, seq: u64) -> String {
    lang.pick(format!("tar fram beslut {seq} …"), format!("fetching decision {seq} …"))
}

/// The keys of the past: in full, and short. `back`, `older` and `newer` are keys.
pub fn keys(lang: Lang, (older, newer, back): (&str, &str, &str)) -> [String; 2] {
    lang.pick(
        [format!("{older} {newer} äldre/nyare · {back} åter till nu"), format!("{older} {newer} · {back} nu")],
        [format!("{older} {newer} older/newer · {back} back to now"), format!("{older} {newer} · {back} now")],
    )
}

/// The title of a comparison; `to` is `None` where the later moment is now.
pub fn between(lang: Lang, from: u64, to: Option<u64>) -> String {
    let from = match from {
        0 => lang.pick("Från början", "From the beginning").to_owned(),
        _ => lang.pick(format!("Från beslut {from}"), format!("From decision {from}")),
    };
    match to {
        Some(to) => lang.pick(format!("{from} till beslut {to}"), format!("{from} to decision {to}")),
        None => lang.pick(format!("{from} till nu"), format!("{from} to now")),
    }
}

/// The numbers of both moments; each is already in words. From the longest to the shortest.
pub fn sums(lang: Lang, (total, matched, worst, locked): (&str, &str, &str, &str)) -> [String; 3] {
    lang.pick(
        [
            format!("Summan {total} · {matched} har en mentor · sämst {worst} · {locked} låsta"),
            format!("Summan {total} · sämst {worst} · {locked} låsta"),
            format!("Summan {total} · sämst {worst}"),
        ],
        [
            format!("Total {total} · {matched} have a mentor · worst {worst} · {locked} locked"),
            format!("Total {total} · worst {worst} · {locked} locked"),
            format!("Total {total} · worst {worst}"),
        ],
    )
}

/// Who decided how much between two moments.
pub fn makers(lang: Lang, count: usize, makers: &[(String, usize)]) -> String {
    let names = makers.iter().map(|(by, count)| format!("{} {count}", Shown::new(by))).collect::<Vec<_>>().join(", ");
    match count {
        1 => lang.pick(format!("Ett beslut: {names}."), format!("One decision: {names}.")),
        _ => lang.pick(format!("{count} beslut: {names}."), format!("{count} decisions: {names}.")),
    }
}

/// Scores are not the same at both moments.
pub fn reweighed(lang: Lang) -> &'static str {
    lang.pick(
        "Vikter eller regler är ändrade emellan: varje poäng är från sin egen tid.",
        "Weights or rules were changed between: each score is of its own moment.",
    )
}

/// How many have another mentor.
pub fn changed(lang: Lang, count: usize) -> String {
    match count {
        0 => lang.pick("Ingen har en annan mentor.", "Nobody has another mentor.").to_owned(),
        1 => lang.pick("En adept har en annan mentor:", "One adept has another mentor:").to_owned(),
        _ => lang.pick(format!("{count} adepter har en annan mentor:"), format!("{count} adepts have another mentor:")),
    }
}

/// Beside who moved somebody last: how many did so before.
pub fn and_before(lang: Lang, count: usize) -> String {
    lang.pick(format!("+{count} före"), format!("+{count} before"))
}

/// Words in both languages that a kind of decision is found by, beside its own.
pub fn kind_words(kind: &str) -> &'static str {
    match kind {
        "lock" => "lås låst låsning locked",
        "unlock" => "lås upp upplåst upplåsning unlocked",
        "assign" => "para ihop hopparat tilldela assigned pair",
        "swap" => "byt byte bytt swapped",
        "forbid" => "förbud förbjud förbjudet forbidden ban",
        "allow" => "tillåt tillåtet allowed",
        "note" => "anteckning antecknat noted",
        "reword" => "ändrad anteckning reworded",
        "withdraw" => "borttagen anteckning withdrawn",
        "vote" => "röst röstat voted",
        "reveal" => "visade röster revealed",
        "weight" => "vikt vikter weights",
        "rule" => "regel regler rules",
        "objective" => "mål goal",
        "afresh" => "nytt förslag på nytt again",
        "consent" => "samtycke svar answer",
        "finalise" => "fastställt slutlig final",
        "reopen" => "öppnat igen reopened",
        _ => "ångra ångrat ta tillbaka undone taken back",
    }
}
