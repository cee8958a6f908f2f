//! What stands beside a possible partner: what the program would lose, then who would move; where there is no price, why.

use super::canvas::Canvas;
use super::theme::Role as Ink;
use super::{numbers, signs, text};
use crate::app::pane::{Price, Remark, Row};
use crate::program::Role;
use crate::words::Lang;
use crate::words::screen as general;
use crate::words::screen::beside::{self as words, Brief};

/// Cells of a price, with a space before it.
pub const PRICE: u16 = 7;

/// A price as it stands in a list: `−2`, `+3`, the word for nothing; less than a point as such.
pub fn price(lang: Lang, total: i64, points: i64) -> String {
    let after = total.saturating_sub(points);
    match (points, numbers::change(total, after)) {
        (0, _) => words::free(lang).to_owned(),
        (1.., 0) => "<1".to_owned(),
        (_, 0) => "+<1".to_owned(),
        _ => numbers::difference(total, after),
    }
}

/// The price of a row, and its ink; nothing where the pair is in the proposal, cannot be made, or the price is not known yet.
pub fn price_of(lang: Lang, row: &Row) -> (String, Ink) {
    match &row.price {
        None => (String::new(), Ink::Plain),
        Some(known) => (price(lang, known.total, known.points), if known.fewer > 0 { Ink::Warned } else { Ink::Plain }),
    }
}

/// Who would move if the pair of a row were made, or why it cannot be: as much as so many cells have room for.
pub fn remark(canvas: &Canvas<'_>, row: &Row, cells: usize) -> (String, Ink) {
    let lang = canvas.lang();
    let ink = match &row.remark {
        Remark::Present => Ink::Strong,
        Remark::LockedBy(_) => Ink::Locked,
        Remark::ForbiddenBy(_) | Remark::Blocked(_) => Ink::Barred,
        _ => Ink::Muted,
    };
    let said = match (&row.price, &row.remark) {
        (Some(price), _) => moves(lang, row, price, cells),
        (None, Remark::HeldBy { who, by }) => {
            let name = text::initialled(who.as_str());
            vec![words::held(lang, &name, by.as_str()), format!("{name} {}", signs::LOCKED), name]
        }
        (None, Remark::Present) => vec![general::remark(lang, &row.remark, |_| ""), words::brief(lang, Brief::Proposed).to_owned()],
        (None, Remark::Nothing | Remark::BelowMinimum | Remark::Free(_) | Remark::Alone) => now(lang, row),
        (None, _) => vec![general::remark(lang, &row.remark, |_| "")],
    };
    (longest_that_fits(&said, cells), ink)
}

/// The one word of a row without a price.
pub fn brief(lang: Lang, row: &Row) -> (&'static str, Ink) {
    let (what, ink) = match row.remark {
        Remark::Present => (Brief::Proposed, Ink::Strong),
        Remark::LockedBy(_) => (Brief::Locked, Ink::Locked),
        Remark::HeldBy { .. } => (Brief::Locked, Ink::Muted),
        Remark::ForbiddenBy(_) => (Brief::Forbidden, Ink::Barred),
        Remark::Blocked(_) => (Brief::Blocked, Ink::Barred),
        _ => return ("", Ink::Plain),
    };
    (words::brief(lang, what), ink)
}

/// Who would move, the longest way to say it first. Whoever would get nobody keeps that, whatever becomes of the name.
fn moves(lang: Lang, row: &Row, price: &Price, cells: usize) -> Vec<String> {
    let first = price.first.as_ref().map(|(who, gets)| {
        let initialled = |name: &str| text::initialled(name);
        (initialled(who.as_str()), gets.as_ref().map(|mentor| initialled(mentor.as_str())))
    });
    match (first, price.movers) {
        (Some((who, gets)), ..=1) => {
            let [long, short, name] = words::makes_room(lang, &who, gets.as_deref());
            let last = if gets.is_some() { name } else { text::cut(&who, cells.saturating_sub(4)) + " → –" };
            vec![long, short, last]
        }
        (Some((who, _)), movers) => with_those_left(lang, words::and_more(lang, &who, movers - 1).to_vec(), price.fewer),
        (None, 0) => nobody_moves(lang, row),
        (None, movers) => with_those_left(lang, vec![words::others_move(lang, movers)], price.fewer),
    }
}

/// Those who would be left with nobody are said, if need be, in the place of those who move.
fn with_those_left(lang: Lang, moves: Vec<String>, fewer: i64) -> Vec<String> {
    if fewer <= 0 {
        return moves;
    }
    let [long, short] = words::left_without(lang, fewer);
    let both = moves.iter().flat_map(|moves| [format!("{moves}, {long}"), format!("{moves}, {short}")]);
    both.chain([long.clone(), short.clone()]).collect()
}

/// Nobody but the two of the pair: where the seat is, or whom the adept leaves.
fn nobody_moves(lang: Lang, row: &Row) -> Vec<String> {
    match (&row.remark, row.role, row.partners.as_slice()) {
        (Remark::Free(seats), ..) => words::nobody_moves(lang, *seats).to_vec(),
        (Remark::Alone, ..) => vec![words::alone(lang).to_owned()],
        (_, Role::Adept, [mentor, ..]) => words::leaves(lang, &text::initialled(mentor.name.as_str())).to_vec(),
        _ => vec![words::nobody_else(lang).to_owned()],
    }
}

/// While the price is not known: whom the partner has now.
fn now(lang: Lang, row: &Row) -> Vec<String> {
    let [first, others @ ..] = row.partners.as_slice() else { return vec![general::remark(lang, &row.remark, |_| "")] };
    let more = if others.is_empty() { String::new() } else { format!(" +{}", others.len()) };
    vec![format!("{}{more}", first.name), format!("{}{more}", text::initialled(first.name.as_str()))]
}

fn longest_that_fits(said: &[String], cells: usize) -> String {
    let fits = said.iter().find(|said| text::width(said) <= cells);
    fits.or(said.last()).map_or_else(String::new, |said| text::cut(said, cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_signed_and_nothing_has_a_word() {
        for (points, sv, en) in [
            (0, "gratis", "free"),
            (900, "−9", "−9"),
            (123_456, "−1 235", "−1 235"),
            (-300, "+3", "+3"),
            (30, "<1", "<1"),
            (-30, "+<1", "+<1"),
        ] {
            assert_eq!((price(Lang::Sv, 217_200, points), price(Lang::En, 217_200, points)), (sv.into(), en.into()), "{points}");
            assert!(text::width(sv) < usize::from(PRICE));
        }
    }

    #[test]
    fn what_is_said_is_as_long_as_there_is_room() {
        let said = words::makes_room(Lang::En, "E. Lind", Some("F. Ek"));
        for (cells, expected) in [(40, "E. Lind, gets F. Ek"), (18, "E. Lind → F. Ek"), (14, "E. Lind"), (4, "E.…"), (0, "")] {
            assert_eq!(longest_that_fits(&said, cells), expected, "{cells}");
        }
        let left = with_those_left(Lang::Sv, words::and_more(Lang::Sv, "H. Ås", 2).to_vec(), 1);
        for (cells, expected) in [(40, "H. Ås och 2 till, en blir utan"), (16, "H. Ås +2, en utan"), (12, "en blir utan"), (7, "en utan")]
        {
            assert_eq!(longest_that_fits(&left, cells.max(text::width(expected))), expected, "{cells}");
        }
    }
}
