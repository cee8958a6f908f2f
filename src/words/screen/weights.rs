//! The panel of weights and rules that are tried.

use crate::words::Lang;

/// The panel's title: plain that nothing is kept.
pub fn title(lang: Lang) -> &'static str {
    lang.pick("Vikter och regler – ett prov, inget är sparat", "Weights and rules – a trial, nothing is kept")
}

/// The same where there is little room.
pub fn title_short(lang: Lang) -> &'static str {
    lang.pick("Vikter – ett prov, inget sparat", "Weights – a trial, nothing kept")
}

/// The word in the header while something is tried.
pub fn trial(lang: Lang) -> &'static str {
    lang.pick("PROV", "TRIAL")
}

/// How many changes there are, in the panel's frame.
pub fn changes(lang: Lang, count: usize) -> String {
    match count {
        0 => lang.pick("inget ändrat", "nothing changed").to_owned(),
        1 => lang.pick("1 ändring", "1 change").to_owned(),
        _ => lang.pick(format!("{count} ändringar"), format!("{count} changes")),
    }
}

/// The heads of the two lists.
pub fn lists(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(("Vikter", "Regler"), ("Weights", "Rules"))
}

/// In the place of a bar, for a criterion that is switched off.
pub fn off(lang: Lang) -> &'static str {
    lang.pick("av", "off")
}

/// What stands beside a value that is tried: what is in force.
pub fn was(lang: Lang, value: &str) -> String {
    lang.pick(format!("var {value}"), format!("was {value}"))
}

/// What stands beside a value that is not as in the file.
pub fn file(lang: Lang, value: &str) -> String {
    lang.pick(format!("fil {value}"), format!("file {value}"))
}

/// Where there are no rules, or no criteria.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("inga", "none")
}

/// Nothing differs from what is decided.
pub fn nothing_yet(lang: Lang, total: &str) -> String {
    lang.pick(
        format!("Summan är {total}. Ändra en vikt och se vad som följer; inget gäller förrän du sparar."),
        format!("The total is {total}. Change a weight and see what follows; nothing holds until you keep it."),
    )
}

/// No criterion counts.
pub fn nothing_counts(lang: Lang) -> &'static str {
    lang.pick(
        "Minst ett kriterium måste räknas: ge något en vikt. Listorna visar det som gäller.",
        "At least one criterion must count: give one a weight. The lists show what is in force.",
    )
}

/// It takes a moment.
pub fn working(lang: Lang) -> &'static str {
    lang.pick("Räknar ut vad som följer …", "Working out what follows …")
}

/// The totals: as it stands now, what the present pairs are worth under the tried terms, and what the proposal would reach.
pub fn totals(lang: Lang, (now, present, then): (&str, &str, &str), moved: usize) -> String {
    let pairs = |one: &'static str, many: &'static str| if moved == 1 { one } else { many };
    match moved {
        0 => lang.pick(
            format!("Summa nu {now}; så här {present}, med samma par."),
            format!("Total now {now}; like this {present}, with the same pairs."),
        ),
        _ => lang.pick(
            format!("Summa nu {now}; så här {present}, och {then} sedan {moved} {}.", pairs("par ändrats", "par ändrats")),
            format!("Total now {now}; like this {present}, and {then} after {moved} {}.", pairs("pair changes", "pairs change")),
        ),
    }
}

/// The worst off, before and after.
pub fn worst(lang: Lang, before: u32, after: u32) -> String {
    match before == after {
        true => lang.pick(format!("Lägst {after} %."), format!("Worst off {after} %.")),
        false => lang.pick(format!("Lägst {before} → {after} %."), format!("Worst off {before} → {after} %.")),
    }
}

/// How many have a partner, before and after.
pub fn matched(lang: Lang, before: usize, after: usize) -> String {
    lang.pick(format!("Matchade {before} → {after}."), format!("Matched {before} → {after}."))
}

/// Who would get another mentor: so many by name, and how many more.
pub fn movers(lang: Lang, names: &str, more: usize) -> String {
    match more {
        0 => lang.pick(format!("Byter: {names}."), format!("Changing: {names}.")),
        _ => lang.pick(format!("Byter: {names} och {more} till."), format!("Changing: {names} and {more} more.")),
    }
}

/// Locked pairs that a rule would block: the first by name.
pub fn locks_against(lang: Lang, count: usize, (adept, mentor): (&str, &str)) -> String {
    match count {
        1 => lang.pick(
            format!("Låst par som en regel då spärrar: {adept} – {mentor}. Det står kvar."),
            format!("A locked pair that a rule would then block: {adept} – {mentor}. It stays."),
        ),
        _ => lang.pick(
            format!("{count} låsta par som en regel då spärrar, bland dem {adept} – {mentor}. De står kvar."),
            format!("{count} locked pairs that a rule would then block, {adept} – {mentor} among them. They stay."),
        ),
    }
}
