//! Which single change would give more adepts a mentor. Whoever says it gives the names: the screen a name, the counter a name and an id, a
//! program an id.

use super::Lang;
use super::counter::percent;
use crate::program::{Program, Role};
use crate::session::foresight::{Opening, Openings, Way};

/// How people are called.
pub type Called<'a> = &'a dyn Fn(Role, usize) -> String;

/// For an adept without a mentor: the best change that places this very adept, or that there is none; then, where another change
/// places more, that one; last, where all that was not just about a seat, the best that is. Each is a sentence of its own.
pub fn for_adept(openings: &Openings, adept: usize, program: &Program, called: Called<'_>, lang: Lang) -> Vec<String> {
    let own = openings.best_for(adept).map_or_else(|| none(adept, called, lang), |best| place(best, adept, program, called, lang));
    let others = openings.better_than_for(adept).into_iter().chain(openings.gentlest_for(adept));
    [own].into_iter().chain(others.map(|other| place(other, adept, program, called, lang))).collect()
}

/// What one change does, with this adept in mind: `One more seat at Eva Ask would place Åsa Ek and 1 other.`
pub fn place(opening: &Opening, adept: usize, program: &Program, called: Called<'_>, lang: Lang) -> String {
    let way = way(opening.way, program, called, lang);
    let who = who(opening, adept, called, lang);
    let left = match (opening.left.len(), lang) {
        (0, _) => String::new(),
        (1, Lang::Sv) => " men lämna en annan utan".to_owned(),
        (count, Lang::Sv) => format!(" men lämna {count} andra utan"),
        (1, Lang::En) => " but leave another without".to_owned(),
        (count, Lang::En) => format!(" but leave {count} others without"),
    };
    lang.pick(format!("{way} skulle ge {who} en mentor{left}."), format!("{way} would place {who}{left}."))
}

/// Whom it places: the adept by name and the others by number.
fn who(opening: &Opening, adept: usize, called: Called<'_>, lang: Lang) -> String {
    let name = opening.placed.contains(&adept).then(|| called(Role::Adept, adept));
    let others = opening.placed.len().saturating_sub(usize::from(name.is_some()));
    match (name, others, lang) {
        (Some(name), 0, _) => name,
        (Some(name), 1, Lang::Sv) => format!("{name} och en till"),
        (Some(name), _, Lang::Sv) => format!("{name} och {others} till"),
        (Some(name), 1, Lang::En) => format!("{name} and one other"),
        (Some(name), _, Lang::En) => format!("{name} and {others} others"),
        (None, 1, Lang::Sv) => "en annan".to_owned(),
        (None, _, Lang::Sv) => format!("{others} andra"),
        (None, 1, Lang::En) => "one other".to_owned(),
        (None, _, Lang::En) => format!("{others} others"),
    }
}

/// Over the changes that would place an adept.
pub fn would_place(adept: &str, lang: Lang) -> String {
    lang.pick(format!("Skulle ge {adept} en mentor"), format!("Would place {adept}"))
}

/// Over the changes that would place others.
pub fn would_place_others(lang: Lang) -> &'static str {
    lang.pick("Skulle ge andra en mentor", "Would place others")
}

/// The change as the beginning of a sentence.
pub fn way(way: Way, program: &Program, called: Called<'_>, lang: Lang) -> String {
    let both = |pair: crate::program::Pair| (called(Role::Adept, pair.adept), called(Role::Mentor, pair.mentor));
    match way {
        Way::Seat(mentor) => {
            let mentor = called(Role::Mentor, mentor);
            lang.pick(format!("En plats till hos {mentor}"), format!("One more seat at {mentor}"))
        }
        Way::Rule(rule) => {
            let rule = super::counter::pair::rule(program, rule);
            lang.pick(format!("Att stänga av regeln ”{rule}”"), format!("Switching off the rule “{rule}”"))
        }
        Way::Unlock(pair) => {
            let (adept, mentor) = both(pair);
            lang.pick(format!("Att låsa upp {adept} med {mentor}"), format!("Unlocking {adept} with {mentor}"))
        }
        Way::Allow(pair) => {
            let (adept, mentor) = both(pair);
            lang.pick(format!("Att tillåta {adept} med {mentor}"), format!("Allowing {adept} with {mentor}"))
        }
        Way::Minimum => {
            let minimum = percent(program.criteria.matching.minimum, false);
            lang.pick(format!("Att ta bort den lägsta poängen på {minimum}"), format!("Taking away the minimum of {minimum}"))
        }
    }
}

/// Nothing on its own would do.
pub fn none(adept: usize, called: Called<'_>, lang: Lang) -> String {
    let adept = called(Role::Adept, adept);
    lang.pick(
        format!("Ingen enskild ändring ger {adept} en mentor utan att någon annan blir utan."),
        format!("No single change gives {adept} a mentor without taking another's."),
    )
}
