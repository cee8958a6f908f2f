//! What making a pair would do: the price, and who moves because of whom.

use crate::words::Lang;

/// What the program would lose or win, in points; none for less than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price<'a> {
    /// Nothing.
    Nothing,
    /// The total falls.
    Costs(Option<&'a str>),
    /// The total rises.
    Gains(Option<&'a str>),
}

/// The price.
pub fn price(lang: Lang, price: Price<'_>) -> String {
    let less = lang.pick("mindre än en poäng", "less than a point");
    match price {
        Price::Nothing => lang.pick("Kostar inget", "Costs nothing").to_owned(),
        Price::Costs(points) => format!("{} {}", lang.pick("Kostar", "Costs"), points.unwrap_or(less)),
        Price::Gains(points) => format!("{} {}", lang.pick("Ger", "Gains"), points.unwrap_or(less)),
    }
}

/// Beside the price: the worst off falls.
pub fn worst(lang: Lang, before: u32, after: u32) -> String {
    lang.pick(format!(", lägst {before} → {after} %"), format!(", worst {before} → {after} %"))
}

/// Beside the price: the decisions about pairs that it depends on.
pub fn given(lang: Lang, locked: usize, forbidden: usize) -> String {
    let locks = match locked {
        1 => lang.pick("ett lås", "one lock").to_owned(),
        _ => lang.pick(format!("{locked} lås"), format!("{locked} locks")),
    };
    let bans = match forbidden {
        1 => lang.pick("ett förbjudet par", "one forbidden pair").to_owned(),
        _ => lang.pick(format!("{forbidden} förbjudna par"), format!("{forbidden} forbidden pairs")),
    };
    let with = lang.pick("med", "given");
    match (locked, forbidden) {
        (0, 0) => String::new(),
        (_, 0) => format!(" {with} {locks}"),
        (0, _) => format!(" {with} {bans}"),
        _ => format!(" {with} {locks} {} {bans}", lang.pick("och", "and")),
    }
}

/// The price, then the moves, then how many more there are and how many of those would be left without a mentor.
pub fn sentence(lang: Lang, price: &str, steps: &[String], (more, left): (usize, usize)) -> String {
    let counted = match more {
        1 => lang.pick("en till flyttar", "one more moves").to_owned(),
        _ => lang.pick(format!("{more} till flyttar"), format!("{more} more move")),
    };
    let counted = match (more, left) {
        (_, 0) => counted,
        (1, _) => lang.pick("en till blir utan", "one more gets nobody").to_owned(),
        (_, 1) => counted + lang.pick(", en blir utan", ", one gets nobody"),
        _ => counted + &lang.pick(format!(", {left} blir utan"), format!(", {left} get nobody")),
    };
    match (steps, more) {
        ([], 0) => format!("{price}."),
        ([], _) => format!("{price}: {counted}."),
        (_, 0) => format!("{price}: {}.", steps.join(", ")),
        _ => format!("{price}: {} {} {counted}.", steps.join(", "), lang.pick("och", "and")),
    }
}

/// The mentor of the pair takes the adept of the pair.
pub fn takes(lang: Lang, mentor: &str, adept: &str, (from, to): (&str, &str)) -> String {
    lang.pick(format!("{mentor} tar {adept} ({from} → {to})"), format!("{mentor} takes {adept} ({from} → {to})"))
}

/// Another adept goes to another mentor.
pub fn goes(lang: Lang, adept: &str, mentor: &str, (from, to): (&str, &str)) -> String {
    lang.pick(format!("{adept} går till {mentor} ({from} → {to})"), format!("{adept} goes to {mentor} ({from} → {to})"))
}

/// An adept is left without a mentor.
pub fn is_left(lang: Lang, adept: &str) -> String {
    lang.pick(format!("{adept} blir utan"), format!("{adept} gets nobody"))
}

/// Only the adept of the pair moves.
pub fn nobody_else(lang: Lang) -> &'static str {
    lang.pick("ingen annan flyttar", "nobody else moves")
}

/// A line of its own for one move.
pub fn from_to(lang: Lang, adept: &str, from: Option<&str>, to: Option<&str>) -> String {
    let nobody = super::nobody(lang);
    format!("{adept}: {} → {}", from.unwrap_or(nobody), to.unwrap_or(nobody))
}

/// The same, shorter.
pub fn to(lang: Lang, adept: &str, to: Option<&str>) -> String {
    format!("{adept} → {}", to.unwrap_or(super::nobody(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decisions_are_counted() {
        for (locked, forbidden, sv, en) in [
            (0, 0, "", ""),
            (1, 0, " med ett lås", " given one lock"),
            (12, 1, " med 12 lås och ett förbjudet par", " given 12 locks and one forbidden pair"),
            (0, 3, " med 3 förbjudna par", " given 3 forbidden pairs"),
        ] {
            assert_eq!((given(Lang::Sv, locked, forbidden), given(Lang::En, locked, forbidden)), (sv.into(), en.into()));
        }
    }

    #[test]
    fn nobody_who_is_left_is_hidden_in_a_count() {
        let steps = [goes(Lang::En, "Bo", "Eva", ("82", "74"))];
        for (more, left, expected) in [
            (0, 0, "Costs 9: Bo goes to Eva (82 → 74)."),
            (1, 0, "Costs 9: Bo goes to Eva (82 → 74) and one more moves."),
            (1, 1, "Costs 9: Bo goes to Eva (82 → 74) and one more gets nobody."),
            (3, 1, "Costs 9: Bo goes to Eva (82 → 74) and 3 more move, one gets nobody."),
        ] {
            assert_eq!(sentence(Lang::En, "Costs 9", &steps, (more, left)), expected);
        }
        assert_eq!(sentence(Lang::Sv, "Kostar 9", &[], (3, 2)), "Kostar 9: 3 till flyttar, 2 blir utan.");
        assert_eq!(sentence(Lang::Sv, "Kostar inget", &[], (0, 0)), "Kostar inget.");
    }
}
