//! The list of rivals: pairs where both would rather have each other.

use crate::words::Lang;

/// The list's title.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("Vill hellre ha varandra", "Would rather have each other")
}

/// How many there are, and how they are ordered.
pub fn count(lang: Lang, count: usize) -> String {
    match count {
        1 => lang.pick("1 par", "1 pair").to_owned(),
        _ => lang.pick(format!("{count} par, störst gemensam vinst först"), format!("{count} pairs, largest common gain first")),
    }
}

/// The headings of the columns: the adept, the mentor, their score, what either has now; short where there is little room.
pub fn headings(lang: Lang, short: bool) -> [&'static str; 5] {
    match short {
        true => lang.pick(["adept", "mentor", "poäng", "adepten", "mentorn"], ["adept", "mentor", "score", "adept's", "mentor's"]),
        false => lang.pick(
            ["adept", "mentor", "poäng", "adepten har nu", "mentorn har nu"],
            ["adept", "mentor", "score", "the adept has now", "the mentor has now"],
        ),
    }
}

/// What one of the two has now: `with Bo Alm 64 %`, or `with nobody`.
pub fn has(lang: Lang, partner: Option<(&str, &str)>) -> String {
    match partner {
        Some((name, percent)) => lang.pick(format!("med {name} {percent}"), format!("with {name} {percent}")),
        None => lang.pick("utan någon", "with nobody").to_owned(),
    }
}

/// The pair under the cursor in words: who would have what together, and what they have now.
pub fn told(lang: Lang, (adept, mentor): (&str, &str), together: &str, (adept_has, mentor_has): (&str, &str)) -> String {
    lang.pick(
        format!("Med varandra {together}. Nu: {adept} {adept_has}, {mentor} {mentor_has}."),
        format!("With each other {together}. Now: {adept} {adept_has}, {mentor} {mentor_has}."),
    )
}

/// What such pairs mean, and how many are not listed.
pub fn about(lang: Lang, listed: usize, count: usize) -> String {
    let normal = lang.pick(
        "Sådana par är vanliga i den bästa matchningen: helheten vinner mer på annat sätt.",
        "Such pairs are normal in the best assignment: the whole gains more otherwise.",
    );
    match count.saturating_sub(listed) {
        0 => normal.to_owned(),
        rest => format!("{normal} {}", lang.pick(format!("{rest} par till visas inte."), format!("{rest} more pairs are not listed."))),
    }
}

/// When there are none any more.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("Inga två vill hellre ha varandra nu.", "No two would rather have each other now.")
}
