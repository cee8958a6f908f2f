//! Who else is here, what they are doing, and what they have changed.

use crate::app::Key;
use crate::program::Shown;
use crate::session::{Mode, Session, Standing};
use crate::words::{Lang, actions};

use super::{clock, decided};

/// The footer's word for following the only other person here.
pub fn follow(lang: Lang, who: &str) -> String {
    lang.pick(format!("följ {who}"), format!("follow {who}"))
}

/// The footer's word for following whoever is marked in the list of everybody.
pub fn follow_marked(lang: Lang) -> &'static str {
    lang.pick("följ", "follow")
}

/// The footer's word for following nobody any more.
pub fn stop_following(lang: Lang) -> &'static str {
    lang.pick("sluta följa", "stop following")
}

/// The footer's word for the list of everybody, and its title.
pub fn who_is_here(lang: Lang) -> &'static str {
    lang.pick("vilka är här", "who is here")
}

/// The footer's word for what has changed.
pub fn changes(lang: Lang, unseen: usize) -> String {
    let (sv, en) = if unseen == 1 { ("ändring", "change") } else { ("ändringar", "changes") };
    format!("{unseen} {}", lang.pick(sv, en))
}

/// Why nobody can be followed.
pub fn nobody_else(lang: Lang) -> &'static str {
    lang.pick("Ingen annan är här.", "Nobody else is here.")
}

/// Why there are no changes to show.
pub fn nothing_changed(lang: Lang, since: i64, looked: bool) -> String {
    let when = time(since).map(|time| format!(" {time} UTC")).unwrap_or_default();
    let at = time(since).map(|time| format!(" at {time} UTC")).unwrap_or_default();
    match looked {
        true => lang.pick(
            format!("Ingen annan har ändrat något sedan du tittade{when}."),
            format!("Nobody else has changed anything since you looked{at}."),
        ),
        false => lang.pick(
            format!("Ingen annan har ändrat något sedan du satte dig{when}."),
            format!("Nobody else has changed anything since you sat down{at}."),
        ),
    }
}

/// Others are here, said once.
pub fn company(lang: Lang, who: &[String], keys: &[Key]) -> String {
    let keys = actions::keys(keys, lang);
    match who {
        [only] => {
            let only = Shown::short(only, 24);
            let line = lang.pick(format!("{only} är också här."), format!("{only} is here too."));
            if keys.is_empty() {
                line
            } else {
                lang.pick(format!("{line} {keys} följer markören."), format!("{line} {keys} follows their cursor."))
            }
        }
        all => {
            let names: Vec<String> = all.iter().take(3).map(|name| Shown::short(name, 24).to_string()).collect();
            let more = if all.len() > 3 { format!(" +{}", all.len() - 3) } else { String::new() };
            let line = lang.pick(format!("Här är också {}{more}.", names.join(", ")), format!("Here too: {}{more}.", names.join(", ")));
            if keys.is_empty() {
                line
            } else {
                lang.pick(format!("{line} {keys} visar vad de gör."), format!("{line} {keys} shows what they do."))
            }
        }
    }
}

/// One follows somebody from now on.
pub fn following(lang: Lang, who: &str, silent: Option<u64>) -> String {
    let silent = silent.map(|minutes| format!(" ({})", silent_for(lang, minutes))).unwrap_or_default();
    lang.pick(format!("Följer {who}{silent}. Rör dig för att sluta."), format!("Following {who}{silent}. Move to stop."))
}

/// One follows somebody no more.
pub fn not_following(lang: Lang, who: &str) -> String {
    lang.pick(format!("Du följer inte {who} längre."), format!("You no longer follow {who}."))
}

/// Somebody has left whom one followed.
pub fn left_alone(lang: Lang, who: &str) -> String {
    lang.pick(format!("{who} har gått; du följer ingen."), format!("{who} has left; you follow nobody."))
}

/// The header, while one follows somebody.
pub fn follows(lang: Lang, who: &str) -> String {
    lang.pick(format!("följer {who}"), format!("following {who}"))
}

/// Somebody has pressed no key for a while.
pub fn silent_for(lang: Lang, minutes: u64) -> String {
    match minutes {
        0..=119 => lang.pick(format!("tyst {minutes} min"), format!("silent {minutes} min")),
        _ => lang.pick(format!("tyst {} tim", minutes / 60), format!("silent {} h", minutes / 60)),
    }
}

/// What somebody is doing.
pub fn mode(lang: Lang, mode: Mode) -> &'static str {
    match mode {
        Mode::Looking => lang.pick("tittar", "looking"),
        Mode::Noting => lang.pick("antecknar", "noting"),
        Mode::Deciding => lang.pick("beslutar", "deciding"),
    }
}

/// What somebody may do, where that is not what everybody may.
pub fn standing(lang: Lang, standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Viewer => Some(lang.pick("läser", "viewer")),
        Standing::Editor => None,
        Standing::Chair => Some(lang.pick("ordförande", "chair")),
    }
}

/// Under the list of everybody.
pub fn you(lang: Lang, by: &str) -> String {
    lang.pick(format!("Du är {by}."), format!("You are {by}."))
}

/// What others decided, as one line; the last of several.
pub fn news(lang: Lang, seq: u64, count: usize, moved: usize, session: &Session) -> String {
    let (ledger, program) = (session.ledger(), session.program());
    let Some(record) = ledger.record(seq) else { return String::new() };
    let (when, who) = (Shown::new(clock(&record.at)), Shown::new(&record.by));
    let moved = moved_by_it(lang, moved).map(|moved| format!("; {moved}")).unwrap_or_default();
    let why = record.why().map(|why| format!(": «{}»", Shown::new(why))).unwrap_or_default();
    let line = format!("{when} UTC  {who} {}{moved}{why}", decided::done(lang, record, ledger, program));
    match count {
        ..=1 => line,
        _ => lang.pick(format!("{count} nya beslut, senast {line}"), format!("{count} new decisions, the last {line}")),
    }
}

/// How many were moved.
pub fn moved_by_it(lang: Lang, moved: usize) -> Option<String> {
    match moved {
        0 => None,
        1 => Some(lang.pick("en flyttades", "one moved").to_owned()),
        _ => Some(lang.pick(format!("{moved} flyttades"), format!("{moved} moved"))),
    }
}

/// The title of what has changed.
pub fn changed_since(lang: Lang, since: i64) -> String {
    match time(since) {
        Some(time) => lang.pick(format!("Ändrat sedan {time} UTC"), format!("Changed since {time} UTC")),
        None => lang.pick("Ändrat sedan du tittade", "Changed since you looked").to_owned(),
    }
}

/// How much has changed.
pub fn how_much(lang: Lang, decisions: usize, adepts: usize) -> String {
    let said = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    lang.pick(
        format!("{} av andra, {adepts} har en annan mentor", said(decisions, "beslut", "beslut")),
        format!("{} by others, {} another mentor", said(decisions, "decision", "decisions"), said(adepts, "adept has", "adepts have")),
    )
}

/// Before whoever has another mentor all in all: where the time of a decision stands otherwise.
pub fn now(lang: Lang) -> &'static str {
    lang.pick("nu", "now")
}

/// Who had whom, and has whom: `Åsa Öberg: Nils Ek → nobody`.
pub fn from_to(lang: Lang, adept: &str, from: Option<&str>, to: Option<&str>) -> String {
    let nobody = super::nobody(lang);
    format!("{adept}: {} → {}", from.unwrap_or(nobody), to.unwrap_or(nobody))
}

/// Under what has changed.
pub fn go_there(lang: Lang) -> &'static str {
    lang.pick(
        "Det du har sett här räknas som sett; alla beslut står kvar i journalen (L).",
        "What you see here counts as seen; every decision stays in the log (L).",
    )
}

/// `20:31` of seconds since the beginning of 1970, UTC; nothing for 0.
fn time(seconds: i64) -> Option<String> {
    let minutes = seconds.rem_euclid(86_400) / 60;
    (seconds > 0).then(|| format!("{:02}:{:02}", minutes / 60, minutes % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_read_from_seconds() {
        for (seconds, shown) in [(0, None), (59, Some("00:00")), (1_795_293_074, Some("20:31")), (86_399, Some("23:59")), (-5, None)] {
            assert_eq!(time(seconds).as_deref(), shown, "{seconds}");
        }
    }

    #[test]
    fn silence_is_told_in_minutes_and_then_in_hours() {
        for (minutes, sv, en) in
            [(2, "tyst 2 min", "silent 2 min"), (119, "tyst 119 min", "silent 119 min"), (185, "tyst 3 tim", "silent 3 h")]
        {
            assert_eq!((silent_for(Lang::Sv, minutes), silent_for(Lang::En, minutes)), (sv.to_owned(), en.to_owned()));
        }
    }
}
