//! What a repair of the journal did, or would do: by line numbers, ids and kinds; no names and none of anybody's words.

use super::record;
use crate::journal::repair::{Aside, Examined};
use crate::journal::{Damage, Repaired};
use crate::program::Shown;
use crate::words::{Lang, journal};

/// There is no damage.
pub fn whole(lang: Lang) -> String {
    lang.pick("Journalen är hel: det finns inget att laga.\n", "The journal is whole: there is nothing to repair.\n").to_owned()
}

/// What was kept and what was set aside; without damage, that there is none.
pub fn repaired(repaired: &Repaired, lang: Lang) -> String {
    let (Some(damage), Some(copy)) = (&repaired.found.damage, &repaired.copy) else { return whole(lang) };
    let kept = decisions(repaired.found.kept, lang);
    let done = lang.pick(
        format!("Journalen är lagad: den har {kept} från före skadan. Som den var finns den i {copy}.\n"),
        format!("The journal is repaired: it has the {kept} before the damage. The journal as it was is in {copy}.\n"),
    );
    let can_be_made = lang.pick(
        "Det som går att läsa kan beslutas igen. Öppna skärmar fortsätter av sig själva; en skärm som säger att journalen är utbytt öppnas på nytt.\n",
        "What can be read can be decided again. Screens that are open go on by themselves; one that says that the journal was exchanged is opened again.\n",
    );
    format!("{}{done}{}{can_be_made}", first_bad(damage, lang), aside(&repaired.found, lang))
}

/// What would be kept and set aside; without damage, that there is none.
pub fn would_repair(found: &Examined, lang: Lang) -> String {
    let Some(damage) = &found.damage else { return whole(lang) };
    let kept = decisions(found.kept, lang);
    let would = lang.pick(
        format!("En lagning skulle behålla {kept} före skadan och spara hela journalen bredvid. Inget är ändrat.\n"),
        format!("A repair would keep the {kept} before the damage and a copy of the whole journal. Nothing has been changed.\n"),
    );
    format!("{}{would}{}", first_bad(damage, lang), aside(found, lang))
}

fn first_bad(damage: &Damage, lang: Lang) -> String {
    let (line, what) = (damage.line, journal::what(damage.what, lang));
    lang.pick(format!("Rad {line} är skadad: {what}.\n"), format!("Line {line} is damaged: {what}.\n"))
}

fn aside(found: &Examined, lang: Lang) -> String {
    let head = lang.pick("Åt sidan, från och med skadan:\n", "Set aside, from the damage on:\n");
    found.aside.iter().fold(head.to_owned(), |text, aside| text + &line(aside, lang))
}

fn line(aside: &Aside, lang: Lang) -> String {
    let said = match &aside.record {
        None => lang.pick("går inte att läsa", "cannot be read").to_owned(),
        Some(record) => {
            let (number, id, what) = (record.seq, Shown::new(&record.id), record::decision(&record.decision, lang));
            let undone = record.undoes.map_or_else(String::new, |undone| format!(" {undone}"));
            let changed = if aside.fits { "" } else { lang.pick(" (kan ha ändrats)", " (may have been changed)") };
            format!("{} {number}, {id}: {what}{undone}{changed}", lang.pick("beslut", "decision"))
        }
    };
    format!("  {} {}: {said}\n", lang.pick("rad", "line"), aside.line)
}

fn decisions(count: u64, lang: Lang) -> String {
    super::counted(usize::try_from(count).unwrap_or(usize::MAX), lang.pick("beslut", "decision"), lang.pick("beslut", "decisions"))
}
