//! What each objective would give, beside each other.

use crate::program::criteria::Objective;
use crate::words::{Lang, terms};

/// The title.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("Vilket förslag är bäst?", "Which assignment is best?")
}

/// The word in the frame for the objective in force.
pub fn in_force(lang: Lang) -> &'static str {
    lang.pick("gäller nu", "in force")
}

/// An objective in as few words as tell it from the others.
pub fn name(lang: Lang, objective: Objective) -> &'static str {
    match objective {
        Objective::Fair => lang.pick("rättvist för alla", "fair to everybody"),
        _ => terms::objective(objective, lang),
    }
}

/// What an objective means, in a sentence.
pub fn meaning(lang: Lang, objective: Objective) -> &'static str {
    match objective {
        Objective::Total => {
            lang.pick("Alla pars poäng tillsammans blir så många som möjligt.", "All pairs' scores together are as high as possible.")
        }
        Objective::Floor => lang.pick(
            "Den som har det sämst får det så bra som möjligt; därefter räknas summan.",
            "Whoever is worst off is as well off as possible; after that the total counts.",
        ),
        Objective::Fair => lang.pick(
            "Den som har det sämst får det så bra som möjligt, sedan den näst sämsta, och så vidare till alla.",
            "Whoever is worst off is as well off as possible, then the second worst, and so on to everybody.",
        ),
    }
}

/// The heads of the columns: the sum, the lowest score, the average, how many are matched, how many move.
pub fn heads(lang: Lang) -> [&'static str; 5] {
    lang.pick(["summa", "lägst", "snitt", "matchade", "byter"], ["total", "worst", "average", "matched", "moves"])
}

/// It takes a moment.
pub fn working(lang: Lang) -> &'static str {
    lang.pick("räknar …", "working …")
}

/// The objective that is looked at is in force.
pub fn stands(lang: Lang) -> &'static str {
    lang.pick("Så görs förslaget nu.", "This is how the proposal is made now.")
}

/// It gives the same pairs.
pub fn same_pairs(lang: Lang) -> &'static str {
    lang.pick("Det ger samma par som nu.", "It gives the same pairs as now.")
}

/// What the worst off would get, and what becomes of the total: percents before and after; the share of the total that is lost or gained,
/// where it changes. A single percent stands for a worst off who stays as they are.
pub fn price(lang: Lang, (before, after): (&str, &str), (lost, gained): (Option<&str>, Option<&str>)) -> String {
    let worst = match before == after {
        true => lang.pick(format!("Lägst {after} % som nu"), format!("Worst off {after} % as now")),
        false => lang.pick(format!("Lägst {before} → {after} %"), format!("Worst off {before} → {after} %")),
    };
    match (lost, gained) {
        (Some(share), _) => lang.pick(format!("{worst}, för {share} % av summan."), format!("{worst}, for {share} % of the total.")),
        (None, Some(share)) => lang.pick(format!("{worst}; summan stiger {share} %."), format!("{worst}; the total rises by {share} %.")),
        (None, None) => lang.pick(format!("{worst}, utan att summan ändras."), format!("{worst}, and the total stays.")),
    }
}

/// How many would fit better with their mentor than now, and how many worse.
pub fn better_and_worse(lang: Lang, (better, worse): (usize, usize)) -> String {
    lang.pick(format!("{better} får högre poäng, {worse} lägre."), format!("{better} score higher, {worse} lower."))
}

/// How many have a mentor, before and after.
pub fn matched(lang: Lang, before: usize, after: usize) -> String {
    lang.pick(format!("Matchade {before} → {after}."), format!("Matched {before} → {after}."))
}

/// The total in the header where the objective is another than the total, and nothing is lost by the group's choices.
pub fn total_under(lang: Lang, total: &str, objective: Objective) -> String {
    format!("{}, {}", super::total(lang, total), name(lang, objective))
}

/// In the header: what the worst off could have under another objective, and what that would cost.
pub fn offer(lang: Lang, percent: u32, points: &str) -> String {
    lang.pick(format!("lägst kan bli {percent} % för {points} poäng"), format!("worst could be {percent} % for {points} points"))
}
