//! What stands beside a possible partner: what the pair would cost, and who would move.

use crate::words::Lang;

/// A pair that costs nothing; the same word as at the counter.
pub fn free(lang: Lang) -> &'static str {
    crate::words::counter::headings(lang).free
}

/// Who makes room, and the mentor whom they get instead; the longest first, all say the same.
pub fn makes_room(lang: Lang, who: &str, gets: Option<&str>) -> [String; 3] {
    let long = match gets {
        Some(mentor) => lang.pick(format!("{who}, får {mentor}"), format!("{who}, gets {mentor}")),
        None => lang.pick(format!("{who}, blir utan"), format!("{who}, gets nobody")),
    };
    [long, format!("{who} → {}", gets.unwrap_or("–")), who.to_owned()]
}

/// Who makes room, and how many more would move; the longest first.
pub fn and_more(lang: Lang, who: &str, more: u32) -> [String; 2] {
    [lang.pick(format!("{who} och {more} till"), format!("{who} and {more} more")), format!("{who} +{more}")]
}

/// Beside those who move: so many would be left with nobody; the longest first.
pub fn left_without(lang: Lang, count: i64) -> [String; 2] {
    match count {
        1 => lang.pick(["en blir utan", "en utan"], ["one left with nobody", "one without"]).map(str::to_owned),
        _ => [
            lang.pick(format!("{count} blir utan"), format!("{count} left with nobody")),
            lang.pick(format!("{count} utan"), format!("{count} without")),
        ],
    }
}

/// Others move, though there is a seat.
pub fn others_move(lang: Lang, count: u32) -> String {
    match count {
        1 => lang.pick("en till flyttar", "one more moves").to_owned(),
        _ => lang.pick(format!("{count} till flyttar"), format!("{count} more move")),
    }
}

/// Nobody moves: the mentor has so many free seats; the longest first.
pub fn nobody_moves(lang: Lang, seats: u32) -> [String; 2] {
    match seats {
        1 => lang.pick(["ingen, en plats ledig", "ledig plats"], ["nobody, one seat", "one seat"]).map(str::to_owned),
        _ => [
            lang.pick(format!("ingen, {seats} platser lediga"), format!("nobody, {seats} seats")),
            lang.pick(format!("{seats} platser"), format!("{seats} seats")),
        ],
    }
}

/// Nobody but the two.
pub fn nobody_else(lang: Lang) -> &'static str {
    lang.pick("ingen annan", "nobody else")
}

/// An adept leaves the present mentor; the longest first.
pub fn leaves(lang: Lang, mentor: &str) -> [String; 2] {
    [lang.pick(format!("lämnar {mentor}"), format!("leaves {mentor}")), mentor.to_owned()]
}

/// An adept has nobody at present.
pub fn alone(lang: Lang) -> &'static str {
    lang.pick("har ingen nu", "has nobody now")
}

/// Somebody is locked where the pair would need a seat.
pub fn held(lang: Lang, who: &str, by: &str) -> String {
    lang.pick(format!("{who} (låst, {by})"), format!("{who} (locked, {by})"))
}

/// The one word of a row without a price, where there is room for no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brief {
    /// In the proposal.
    Proposed,
    /// Locked, or held by a lock.
    Locked,
    /// Forbidden.
    Forbidden,
    /// Blocked.
    Blocked,
}

/// That word.
pub fn brief(lang: Lang, brief: Brief) -> &'static str {
    match brief {
        Brief::Proposed => lang.pick("förslaget", "proposed"),
        Brief::Locked => lang.pick("låst", "locked"),
        Brief::Forbidden => lang.pick("förbjudet", "forbidden"),
        Brief::Blocked => lang.pick("spärrat", "blocked"),
    }
}
