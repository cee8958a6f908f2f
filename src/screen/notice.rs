//! The line above the keys: what happened last, to whom, and what now. A reason why not, and news on a narrow screen, take the lines above that they need.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::text;
use super::theme::Role as Ink;
use crate::app::App;
use crate::app::Pending;
use crate::app::notice::Severity;
use crate::program::Shown;
use crate::words::screen as words;
use crate::words::screen::decided;
use crate::words::{actions, notices};

/// The most lines that a reason why not takes.
const MOST_LINES: usize = 3;
/// The most lines that somebody else's decision takes.
const MOST_LINES_OF_NEWS: usize = 2;

/// Paints the line: keys that are not finished, else what is being written, else the notice, else the last decision.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let lang = canvas.lang();
    let waiting = match app.pending() {
        Some(Pending::Deciding { holder, .. }) => Some(words::saving(lang, holder.as_deref().map(Shown::new).as_ref().map(Shown::as_str))),
        Some(Pending::Saving) => Some(words::saving(lang, None)),
        Some(Pending::Reading(_)) => Some(words::reading_again(lang).to_owned()),
        None => None,
    };
    let room = usize::from(area.width.saturating_sub(2));
    if !app.typed().is_empty() {
        let begun = format!("{} …", actions::keys(app.typed(), lang));
        canvas.put((area.x + 1, area.y), area.width.saturating_sub(1), &text::cut(&begun, room), Ink::Key);
        return;
    }
    let news = app.notice().is_some_and(|notice| notice.severity == Severity::News);
    let (said, ink) = match (waiting, app.notice()) {
        (_, Some(notice)) => (notices::notice(&notice.text, app.session(), app.now(), lang), ink(notice.severity)),
        (Some(waiting), None) => (waiting, Ink::Muted),
        (None, None) => return paint_last(canvas, area, app),
    };
    let sign = if matches!(ink, Ink::Warned | Ink::Failed) { "! " } else { "" };
    // What lies over the panes would hide the lines above, and with them the beginning.
    let alone = app.modal().is_none();
    match (news, sign.is_empty()) {
        (true, _) if alone => paint_whole(canvas, area, &said, ink, MOST_LINES_OF_NEWS),
        (false, false) if alone => paint_whole(canvas, area, &format!("{sign}{said}"), ink, MOST_LINES),
        _ => _ = canvas.put((area.x + 1, area.y), area.width.saturating_sub(1), &text::cut(&format!("{sign}{said}"), room), ink),
    }
}

/// In full: what does not fit on its line takes as many lines above as it needs, up to so many in all.
fn paint_whole(canvas: &mut Canvas<'_>, area: Rect, said: &str, ink: Ink, most: usize) {
    let lines = text::wrapped(said, usize::from(area.width.saturating_sub(2)), most);
    let above = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0).min(area.y);
    if above > 0 {
        canvas.wipe(Rect { y: area.y - above, height: above, ..area });
    }
    for (y, line) in (area.y - above..=area.y).zip(&lines) {
        canvas.put((area.x + 1, y), area.width.saturating_sub(1), line, ink);
    }
}

/// The last decision: when, who, what, why.
fn paint_last(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let Some(record) = app.last_record() else { return };
    let said = decided::record(canvas.lang(), record, app.session().ledger(), app.session().program());
    let (when, who) = (Shown::new(words::clock(&record.at)), Shown::new(&record.by));
    let line = [piece(format!(" {when} UTC  "), Ink::Muted), piece(format!("{who} "), Ink::Colleague), piece(said, Ink::Plain)];
    canvas.line((area.x, area.y), area.width.saturating_sub(1), &line);
}

fn ink(severity: Severity) -> Ink {
    match severity {
        Severity::Info | Severity::Done | Severity::News => Ink::Plain,
        Severity::Refused => Ink::Warned,
        Severity::Error => Ink::Failed,
    }
}
