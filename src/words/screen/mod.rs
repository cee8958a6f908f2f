//! What the screen says: titles, remarks, short words. Longer answers are in [`why`], what lies over the panes in [`over`], what was
//! decided in [`decided`], what that costs and what would cost less in [`costs`], what partners would cost in [`beside`], the history in [`log`], who
//! would move because of whom in [`chain`], who else is here and what they did in [`together`].

pub mod beside;
pub mod chain;
pub mod costs;
pub mod decided;
pub mod log;
pub mod objectives;
pub mod over;
pub mod refusal;
pub mod rivals;
pub mod together;
pub mod weights;
pub mod why;

use crate::app::order::{Filter, Order};
use crate::app::pane::Remark;
use crate::program::{Role, Shown};
use crate::session::review::Reason;

use super::Lang;

/// What is said after the program met a fault of its own: where in its source, and that nothing is lost.
pub fn fault(lang: Lang, place: &str) -> String {
    lang.pick(
        format!("Mentor Match stötte på ett eget fel och stannade ({place}). Alla beslut som visades som sparade är sparade."),
        format!("Mentor Match met a fault of its own and stopped ({place}). Every decision that was shown as saved is saved."),
    )
}

/// What is said instead of a screen to a terminal that cannot show one.
pub fn dumb_terminal(lang: Lang) -> &'static str {
    lang.pick(
        "Den här terminalen kan inte visa en skärm (TERM=dumb). Samma svar utan skärm: mentor-match match DIR, mentor-match explain DIR ADEPT MENTOR, mentor-match --help.",
        "This terminal cannot show a screen (TERM=dumb). The same answers without one: mentor-match match DIR, mentor-match explain DIR ADEPT MENTOR, mentor-match --help.",
    )
}

/// What is said when input or output is not a terminal at all.
pub fn no_terminal(lang: Lang) -> &'static str {
    lang.pick(
        "Skärmen behöver en terminal för både inmatning och utmatning. Samma svar utan skärm: mentor-match match DIR, mentor-match --help.",
        "The screen needs a terminal for both input and output. The same answers without one: mentor-match match DIR, mentor-match --help.",
    )
}

/// What a screen says that is too small for anything else.
pub fn too_small(lang: Lang, (width, height): (u16, u16), (least_width, least_height): (u16, u16)) -> String {
    lang.pick(
        format!("Fönstret är för litet: {width}×{height}. Det behöver {least_width}×{least_height}."),
        format!("The window is too small: {width}×{height}. It needs {least_width}×{least_height}."),
    )
}

/// While the program's files are read again.
pub fn reading_again(lang: Lang) -> &'static str {
    lang.pick("Läser programmets filer igen …", "Reading the program's files again …")
}

/// People of one role.
pub fn people(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Adept => lang.pick("Adepter", "Adepts"),
        Role::Mentor => lang.pick("Mentorer", "Mentors"),
    }
}

/// One person of a role.
pub fn person(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Adept => lang.pick("Adept", "Adept"),
        Role::Mentor => lang.pick("Mentor", "Mentor"),
    }
}

/// The title of the pane that follows.
pub fn people_for(lang: Lang, role: Role, subject: &str) -> String {
    match subject {
        "" => people(lang, role).to_owned(),
        _ => format!("{} {} {subject}", people(lang, role), lang.pick("för", "for")),
    }
}

/// How many are listed, and how: `12 of 30 unlocked, by name`.
pub fn listed(lang: Lang, (shown, of): (usize, usize), order: Order, filter: Filter) -> String {
    let count = if shown == of { of.to_string() } else { lang.pick(format!("{shown} av {of}"), format!("{shown} of {of}")) };
    match filter {
        Filter::All => format!("{count}, {}", order_short(lang, order)),
        _ => format!("{count} {}, {}", filter_short(lang, filter), order_short(lang, order)),
    }
}

/// How the following pane is ordered.
pub fn best_first(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}, bäst först"), format!("{count}, best first"))
}

/// What an order is called.
pub fn order_short(lang: Lang, order: Order) -> &'static str {
    match order {
        Order::Review => lang.pick("de som behöver ses först", "needing a look first"),
        Order::Name => lang.pick("efter namn", "by name"),
        Order::Score => lang.pick("bäst först", "best first"),
        Order::Id => lang.pick("efter id", "by id"),
    }
}

/// What a filter is called.
pub fn filter_short(lang: Lang, filter: Filter) -> &'static str {
    match filter {
        Filter::All => lang.pick("alla", "everybody"),
        Filter::Unmatched => lang.pick("utan partner", "without a partner"),
        Filter::Unlocked => lang.pick("inte låsta", "not locked"),
        Filter::Locked => lang.pick("låsta", "locked"),
        Filter::Warned => lang.pick("med varning", "with a warning"),
    }
}

/// Where a partner's name would stand.
pub fn nobody(lang: Lang) -> &'static str {
    lang.pick("ingen", "nobody")
}

/// What an empty pane says.
pub fn nobody_listed(lang: Lang) -> &'static str {
    lang.pick("Ingen att visa här.", "Nobody to show here.")
}

/// The word of a row; `label` gives a rule's label by its index.
pub fn remark<'a>(lang: Lang, remark: &Remark, label: impl Fn(usize) -> &'a str) -> String {
    let said = |sv: &str, en: &str| lang.pick(sv, en).to_owned();
    match remark {
        Remark::Nothing => String::new(),
        Remark::Look(reason) => match reason {
            Reason::Nobody => said("utan mentor", "no mentor"),
            Reason::Warned(rule) => Shown::new(label(*rule)).to_string(),
            Reason::FewPossible(1) => said("1 möjlig", "1 possible"),
            Reason::FewPossible(count) => lang.pick(format!("{count} möjliga"), format!("{count} possible")),
            Reason::CoinFlip(share) => lang.pick(format!("slantsingling {share} %"), format!("coin flip {share} %")),
            Reason::WorstOff => said("lägst", "worst off"),
            Reason::FarBelow => said("långt under", "far below"),
            Reason::Weak => said("under 50 %", "below 50 %"),
            Reason::Thin => said("tunn grund", "thin basis"),
            Reason::Settled | Reason::Locked => String::new(),
        },
        Remark::Unused => said("ingen adept", "no adept yet"),
        Remark::Present => said("det här är förslaget", "this is the proposal"),
        Remark::LockedBy(by) => lang.pick(format!("låst av {by}"), format!("locked by {by}")),
        Remark::ForbiddenBy(by) => lang.pick(format!("förbjudet av {by}"), format!("forbidden by {by}")),
        Remark::Blocked(rule) => rule.to_string(),
        Remark::HeldBy { who, by } => beside::held(lang, who.as_str(), by.as_str()),
        Remark::BelowMinimum => said("under lägsta poäng", "below the minimum"),
        Remark::Free(0 | 1) => said("ledig plats", "one seat free"),
        Remark::Free(seats) => lang.pick(format!("{seats} lediga platser"), format!("{seats} free seats")),
        Remark::Alone => beside::alone(lang).to_owned(),
    }
}

/// The remark of a coin flip where there is less room than for all of it, in words that need less and less.
pub fn coin_flip_short(lang: Lang, share: u32) -> [String; 2] {
    [lang.pick("slantsingling", "coin flip").to_owned(), lang.pick(format!("håller {share} %"), format!("holds {share} %"))]
}

/// The remark of a pair that a rule marks, where there is room for a word.
pub fn warned(lang: Lang) -> &'static str {
    lang.pick("varning", "warning")
}

/// The header's pieces, long and short.
pub fn locked(lang: Lang, locked: usize, adepts: usize, short: bool) -> String {
    match short {
        true => format!("{locked}/{adepts} {}", lang.pick("låsta", "locked")),
        false => lang.pick(format!("{locked} av {adepts} låsta"), format!("{locked} of {adepts} locked")),
    }
}

/// How many have a partner.
pub fn matched(lang: Lang, matched: usize) -> String {
    format!("{matched} {}", lang.pick("matchade", "matched"))
}

/// How many have nobody.
pub fn without(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count} utan mentor"), format!("{count} without a mentor"))
}

/// The worst off; the percent as it is shown.
pub fn worst(lang: Lang, percent: impl std::fmt::Display) -> String {
    format!("{} {percent} %", lang.pick("lägst", "worst"))
}

/// The average of all matched adepts.
pub fn average(lang: Lang, percent: u32) -> String {
    format!("{} {percent} %", lang.pick("snitt", "average"))
}

/// The total alone.
pub fn total(lang: Lang, total: &str) -> String {
    format!("{} {total}", lang.pick("summa", "total"))
}

/// The total beside the best possible one, and what the group's decisions cost: in full, and twice with less room.
pub fn total_of(lang: Lang, total: &str, best: &str, cost: &str) -> [String; 3] {
    lang.pick(
        [
            format!("summa {total} av möjliga {best}, era beslut kostar {cost}"),
            format!("summa {total} av {best}, era beslut kostar {cost}"),
            format!("{total} av {best}, beslut −{cost}"),
        ],
        [
            format!("total {total} of a possible {best}, your decisions cost {cost}"),
            format!("total {total} of {best}, your decisions cost {cost}"),
            format!("{total} of {best}, decisions −{cost}"),
        ],
    )
}

/// The total, when the group's decisions cost nothing.
pub fn total_is_best(lang: Lang, total: &str) -> String {
    lang.pick(format!("summa {total}, bästa möjliga"), format!("total {total}, best possible"))
}

/// The header when nothing can be decided.
pub fn read_only(lang: Lang) -> &'static str {
    lang.pick("bara läsning", "read only")
}

/// The header when the assignment is final.
pub fn finalised(lang: Lang) -> &'static str {
    lang.pick("fastställd", "final")
}

/// While a decision is on its way to the disk.
pub fn saving(lang: Lang, holder: Option<&str>) -> String {
    match holder {
        None => lang.pick("sparar …", "saving …").to_owned(),
        Some(holder) => lang.pick(format!("väntar på {holder} …"), format!("waiting for {holder} …")),
    }
}

/// When: `20:31` of `2026-11-21T20:31:14Z`; records hold UTC.
pub fn clock(at: &str) -> &str {
    at.get(11..16).unwrap_or(at)
}

/// Day and time: `2026-11-21 20:31` of `2026-11-21T20:31:14Z`.
pub fn date_and_clock(at: &str) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time}"),
        _ => at.to_owned(),
    }
}

/// Whoever it is.
pub fn somebody(lang: Lang) -> &'static str {
    lang.pick("någon", "somebody")
}
