//! Why a pair is what it is: the sentence before the bars, the words of a part, what making the pair would do.

use crate::program::{Program, Shown};
use crate::session::Mark;
use crate::session::why::WhyEmpty;
use crate::words::Lang;

/// The panel's title.
pub fn title(lang: Lang, percent: Option<u32>) -> String {
    match percent {
        Some(percent) => lang.pick(format!("Varför {percent} %"), format!("Why {percent} %")),
        None => lang.pick("Varför", "Why").to_owned(),
    }
}

/// How much of the score rests on answers; nothing when all of it does.
pub fn coverage(lang: Lang, percent: u32) -> String {
    if percent >= 100 {
        return String::new();
    }
    lang.pick(format!("riktiga svar bakom {percent} % av det"), format!("real answers behind {percent} % of it"))
}

/// One part, for the sentence: its label, what it gives and could give, in whole points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The criterion's label.
    pub label: String,
    /// Points it gives.
    pub points: u32,
    /// Points it could give.
    pub of: u32,
}

/// What carries the score, what holds it back and what was asked in vain, as one or two sentences. `shares` are the parts that apply, the
/// one that gives most first; `gaps` the words that got no answer.
pub fn sentence(lang: Lang, shares: &[Share], gaps: &[String]) -> String {
    let strong: Vec<&Share> = shares.iter().filter(|share| share.points > 0 && share.points * 2 >= share.of).take(2).collect();
    let weak = shares.iter().filter(|share| share.points * 2 < share.of).max_by_key(|share| share.of - share.points);
    let each = |share: &&Share| {
        lang.pick(
            format!("{} ({} av {})", share.label, share.points, share.of),
            format!("{} ({} of {})", share.label, share.points, share.of),
        )
    };
    let and = |list: &[String]| list.join(lang.pick(" och ", " and "));
    let mut text = match (strong.iter().map(each).collect::<Vec<_>>(), shares.is_empty()) {
        (_, true) => lang.pick("Ingen har frågat efter något som går att jämföra.", "Nothing was asked that can be compared.").to_owned(),
        (carried, _) if carried.is_empty() => {
            lang.pick("Inget kriterium når hälften av sina poäng.", "No criterion reaches half of its points.").to_owned()
        }
        (carried, _) => lang.pick(format!("Bärs av {}.", and(&carried)), format!("Carried by {}.", and(&carried))),
    };
    if let Some(weak) = weak {
        text += &lang.pick(format!(" Hålls tillbaka av {}.", each(&weak)), format!(" Held back by {}.", each(&weak)));
    }
    if !gaps.is_empty() {
        let gaps: Vec<String> = gaps.iter().take(2).map(|gap| format!("«{gap}»")).collect();
        text += &lang.pick(format!(" Inget svar på {}.", and(&gaps)), format!(" No answer to {}.", and(&gaps)));
    }
    text
}

/// The same in a few words, for where there is one line.
pub fn short_sentence(lang: Lang, shares: &[Share]) -> String {
    let carries = |share: &&Share| share.points > 0 && share.points * 2 >= share.of;
    let strong: Vec<&str> = shares.iter().filter(carries).take(2).map(|share| share.label.as_str()).collect();
    let weak = shares.iter().filter(|share| share.points * 2 < share.of).max_by_key(|share| share.of - share.points);
    let mut said = Vec::new();
    if !strong.is_empty() {
        said.push(format!("{}: {}.", lang.pick("Starkt", "Strong"), strong.join(", ")));
    }
    if let Some(weak) = weak {
        said.push(format!("{}: {}.", lang.pick("Svagt", "Weak"), weak.label));
    }
    if said.is_empty() { sentence(lang, shares, &[]) } else { said.join(" ") }
}

/// The sentence of a pair that a rule blocks.
pub fn blocked(lang: Lang, rule: &str) -> String {
    lang.pick(format!("Kan inte bli ett par: {rule}."), format!("Cannot be a pair: {rule}."))
}

/// Why somebody has nobody, counted over all mentors.
pub fn empty(lang: Lang, adept: &str, why: &WhyEmpty, program: &Program) -> String {
    let rule = |place: usize| Shown::new(program.criteria.rules.get(place).map_or("", |rule| rule.label.as_str())).to_string();
    let mut reasons: Vec<String> =
        why.blocked.iter().map(|(place, count)| format!("{count} {}: {}", lang.pick("spärrade", "blocked"), rule(*place))).collect();
    for (count, sv, en) in [
        (why.forbidden, "förbjudna", "forbidden"),
        (why.full, "fulla", "full"),
        (why.below_minimum, "under lägsta poäng", "below the minimum"),
        (why.outbid, "gör mer nytta hos andra", "do more good elsewhere"),
    ] {
        if count > 0 {
            reasons.push(format!("{count} {}", lang.pick(sv, en)));
        }
    }
    let of = lang.pick(format!("{adept} har ingen mentor. Av {}", why.mentors), format!("{adept} has no mentor. Of {}", why.mentors));
    if reasons.is_empty() { format!("{of}.") } else { format!("{of}: {}.", reasons.join(", ")) }
}

/// `34 of 35`, flush right in its column.
pub fn points(lang: Lang, points: u32, of: u32) -> String {
    format!("{points:>2} {} {of:>2}", lang.pick("av", "of"))
}

/// Parts that there was no line for.
pub fn more_parts(lang: Lang, count: usize) -> String {
    match count {
        1 => lang.pick("… och en del till", "… and one part more").to_owned(),
        _ => lang.pick(format!("… och {count} delar till"), format!("… and {count} parts more")),
    }
}

/// What was asked in vain.
pub fn missing(lang: Lang, words: &str) -> String {
    lang.pick(format!("saknas: {words}"), format!("missing: {words}"))
}

/// The last line for a pair of the proposal.
pub fn is_proposed(lang: Lang) -> &'static str {
    lang.pick(
        "Det här är förslaget: inget annat par här vore bättre för helheten.",
        "This is the proposal: no other pair here would be better for the whole.",
    )
}

/// The last line for a locked pair.
pub fn is_locked(lang: Lang, mark: &Mark) -> String {
    lang.pick(format!("Låst {}.", by(lang, mark)), format!("Locked {}.", by(lang, mark)))
}

/// The last line for a forbidden pair.
pub fn is_forbidden(lang: Lang, mark: &Mark) -> String {
    lang.pick(format!("Förbjudet {}.", by(lang, mark)), format!("Forbidden {}.", by(lang, mark)))
}

/// The last line when the adept is locked to somebody else.
pub fn adept_locked(lang: Lang, adept: &str, mentor: &str, mark: &Mark) -> String {
    let by = by(lang, mark);
    lang.pick(format!("{adept} är låst med {mentor} {by}: lås upp först."), format!("{adept} is locked with {mentor} {by}: unlock first."))
}

/// The last line when every seat is locked.
pub fn full(lang: Lang, seats: u32) -> String {
    match seats {
        0 => lang.pick("Mentorn tar inga adepter.", "The mentor takes no adepts.").to_owned(),
        1 => lang.pick("Mentorns enda plats är låst.", "The mentor's only seat is locked.").to_owned(),
        _ => lang.pick(format!("Mentorns alla {seats} platser är låsta."), format!("All {seats} seats of the mentor are locked.")),
    }
}

/// The last line below the minimum.
pub fn below(lang: Lang, percent: u32) -> String {
    lang.pick(
        format!("Under programmets lägsta poäng, {percent} %: föreslås aldrig, men ni får göra paret."),
        format!("Below the program's minimum of {percent} %: never proposed, but you may make the pair."),
    )
}

/// The beginning of the last line for a possible pair, before who moves.
pub fn instead(lang: Lang) -> &'static str {
    lang.pick("Med det här paret:", "With this pair:")
}

/// One adept who would be moved, short: `E. Lind 74 → 75`.
pub fn change(lang: Lang, name: &str, from: Option<u32>, to: Option<u32>) -> String {
    let side = |score: Option<u32>| score.map_or_else(|| super::nobody(lang).to_owned(), |score| score.to_string());
    format!("{name} {} → {}", side(from), side(to))
}

/// More than fit.
pub fn more(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} till"), format!("{count} more"))
}

/// The change of the total.
pub fn total(lang: Lang, difference: &str) -> String {
    format!("{} {difference}", lang.pick("summan", "total"))
}

/// Who and when, and why if they said: `by anna 20:31: «both asked»`.
pub fn by(lang: Lang, mark: &Mark) -> String {
    let (who, when) = (Shown::new(&mark.by), Shown::new(super::clock(&mark.at)));
    let why = mark.why.as_deref().map_or_else(String::new, |why| format!(": «{}»", Shown::new(why)));
    lang.pick(format!("av {who} {when} UTC{why}"), format!("by {who} {when} UTC{why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_what_carries_and_what_holds_back() {
        let share = |label: &str, points, of| Share { label: label.into(), points, of };
        let shares = [share("Competence", 34, 35), share("Place", 10, 10), share("Interests", 7, 15), share("Career", 4, 20)];
        assert_eq!(
            sentence(Lang::En, &shares, &["strategy".into()]),
            "Carried by Competence (34 of 35) and Place (10 of 10). Held back by Career (4 of 20). No answer to «strategy»."
        );
        assert_eq!(sentence(Lang::Sv, &shares[..2], &[]), "Bärs av Competence (34 av 35) och Place (10 av 10).");
        assert_eq!(sentence(Lang::En, &shares[2..], &[]), "No criterion reaches half of its points. Held back by Career (4 of 20).");
        assert_eq!(sentence(Lang::En, &[], &[]), "Nothing was asked that can be compared.");
        assert_eq!(short_sentence(Lang::Sv, &shares), "Starkt: Competence, Place. Svagt: Career.");
        assert_eq!(short_sentence(Lang::En, &shares[2..]), "Weak: Career.");
        assert_eq!(short_sentence(Lang::En, &[]), "Nothing was asked that can be compared.");
    }
}
