//! Why a pair is what it is: the sentence before the bars, the words of a part, what making the pair would do.

use crate::program::{Program, Shown};
use crate::scoring::counterfactual::Rank;
use crate::session::Mark;
use crate::session::why::WhyEmpty;
use crate::words::{Lang, pair};

/// The panel's title.
pub fn title(lang: Lang, percent: Option<&str>) -> String {
    match percent {
        Some(percent) => lang.pick(format!("Varför {percent}"), format!("Why {percent}")),
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

/// In how many percent of other weightings the pair stays, and whether that is no better than a coin.
pub fn holds(lang: Lang, percent: u32, coin_flip: bool) -> String {
    if percent >= 100 {
        return lang.pick("håller i alla andra viktningar", "holds under all other weightings").to_owned();
    }
    let flip = if coin_flip { lang.pick(": slantsingling", ": coin flip") } else { "" };
    lang.pick(format!("håller i {percent} % av andra viktningar{flip}"), format!("holds under {percent} % of other weightings{flip}"))
}

/// What the signs beside the applications mean.
pub fn legend(lang: Lang) -> &'static str {
    lang.pick("1 2 3 belägg, ? utan svar", "1 2 3 evidence, ? no answer")
}

/// Below the chosen part: what the pair would be without it; the rank with all there is to say about it, or the bare place.
pub fn without_it(lang: Lang, percent: &str, rank: Option<Rank>, whole: bool) -> String {
    let said = |rank: Rank| if whole { pair::rank(rank, lang) } else { pair::place(rank, lang) };
    let rank = rank.map_or_else(String::new, |rank| format!(", {}", said(rank)));
    lang.pick(format!("utan den här delen: {percent}{rank}"), format!("without this part: {percent}{rank}"))
}

/// The heading of the ranks.
pub fn ranks(lang: Lang) -> &'static str {
    lang.pick("Plats bland de möjliga", "Rank among the possible")
}

/// Somebody's rank for somebody.
pub fn rank_for(lang: Lang, who: &str, whom: &str, rank: Rank) -> String {
    let rank = pair::rank(rank, lang);
    lang.pick(format!("{who} för {whom}: {rank}"), format!("{who} for {whom}: {rank}"))
}

/// The heading of the scores without each criterion.
pub fn without_each(lang: Lang) -> &'static str {
    lang.pick("Utan varje kriterium för sig", "Without each criterion")
}

/// That somebody has nobody.
pub fn has_nobody(lang: Lang, adept: &str) -> String {
    lang.pick(format!("{adept} har ingen mentor."), format!("{adept} has no mentor."))
}

/// Why somebody has nobody, counted over all mentors.
pub fn empty(lang: Lang, adept: &str, why: &WhyEmpty, program: &Program) -> String {
    let rule = |place: usize| Shown::new(program.criteria.rules.get(place).map_or("", |rule| rule.label.as_str())).to_string();
    let counted = |count: usize, (one, many): (&'static str, &'static str), (in_english, several): (&'static str, &'static str)| {
        format!("{count} {}", if count == 1 { lang.pick(one, in_english) } else { lang.pick(many, several) })
    };
    let blocked = |count: usize| counted(count, ("spärrad", "spärrade"), ("blocked", "blocked"));
    let mut reasons: Vec<String> = why.blocked.iter().map(|(place, count)| format!("{}: {}", blocked(*count), rule(*place))).collect();
    for (count, sv, en) in [
        (why.forbidden, ("förbjuden", "förbjudna"), ("forbidden", "forbidden")),
        (why.full, ("full", "fulla"), ("full", "full")),
        (why.below_minimum, ("under lägsta poäng", "under lägsta poäng"), ("below the minimum", "below the minimum")),
        (why.outbid, ("gör mer nytta hos andra", "gör mer nytta hos andra"), ("does more good elsewhere", "do more good elsewhere")),
    ] {
        if count > 0 {
            reasons.push(counted(count, sv, en));
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

/// Who and when, and why if they said: `by anna 20:31: «both asked»`.
pub fn by(lang: Lang, mark: &Mark) -> String {
    let (who, when) = (Shown::new(&mark.by), Shown::new(super::clock(&mark.at)));
    let why = mark.did.why.as_deref().map_or_else(String::new, |why| format!(": «{}»", Shown::new(why)));
    lang.pick(format!("av {who} {when} UTC{why}"), format!("by {who} {when} UTC{why}"))
}

/// The change of the total.
pub fn total(lang: Lang, difference: &str) -> String {
    format!("{} {difference}", lang.pick("summan", "total"))
}
