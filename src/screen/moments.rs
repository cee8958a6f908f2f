//! Two moments beside each other: what each came to, who decided between, who has another mentor and by which decision.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::inside;
use super::theme::Role as Ink;
use super::{Traces, lists, numbers, text};
use crate::app::App;
use crate::app::modal::log::MomentRow;
use crate::app::modal::{Held, Moments};
use crate::program::Shown;
use crate::session::Between;
use crate::words::Lang;
use crate::words::screen as general;
use crate::words::screen::decided;
use crate::words::screen::log as words;

/// So many of the decisions that moved somebody are told below.
const TOLD: usize = 3;

/// Paints the comparison over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, moments: &Moments, app: &App) -> Traces {
    let (lang, between) = (canvas.lang(), &moments.between);
    let last = app.decided_session().ledger().last();
    let later = Some(between.after.seq).filter(|seq| *seq != last);
    canvas.wipe(body);
    canvas.frame(body, &words::between(lang, between.before.seq, later), "", Ink::Title);
    let inner = inside(body);
    let across = usize::from(inner.width.saturating_sub(3));
    let mut head = vec![(sums(lang, between, across), Ink::Strong), (words::makers(lang, between.records(), &between.makers), Ink::Plain)];
    if between.reweighed {
        let most = if inner.height < 14 { 1 } else { 2 };
        head.extend(text::wrapped(words::reweighed(lang), across, most).into_iter().map(|line| (line, Ink::Warned)));
    }
    head.extend([(String::new(), Ink::Plain), (words::changed(lang, moments.rows.len()), Ink::Muted)]);
    let mut y = inner.y;
    for (line, ink) in head.iter().take(usize::from(inner.height)) {
        canvas.put((inner.x + 2, y), inner.width.saturating_sub(3), &text::cut(line, across), *ink);
        y += 1;
    }
    let left = inner.bottom().saturating_sub(y);
    let foot = if left >= 8 { TOLD as u16 + 1 } else { 0 };
    let list = Rect { y, height: left - foot, ..inner };
    let columns = Columns::of(&moments.rows, across, app);
    let line = lists::paint_list(canvas, list, moments.cursor, &moments.rows, |row, _| columns.line(lang, row, app));
    if let Some(row) = moments.rows.get(moments.cursor.selected).filter(|_| foot > 0) {
        let area = Rect { x: inner.x + 2, y: inner.bottom() - foot + 1, width: inner.width.saturating_sub(3), height: foot - 1 };
        tell(canvas, area, row, app);
    }
    Traces { cursor: line, rows: list.height, ..Traces::default() }
}

/// What both moments came to, in as many cells as there are.
fn sums(lang: Lang, between: &Between, across: usize) -> String {
    let (before, after) = (&between.before, &between.after);
    let both = |before: String, after: String| if before == after { after } else { format!("{before} → {after}") };
    let total = both(numbers::total(before.total), numbers::total(after.total));
    let total = match before.total == after.total {
        true => total,
        false => format!("{total} ({})", numbers::difference(before.total, after.total)),
    };
    let percent = |worst: Option<u16>| worst.map_or_else(|| "–".to_owned(), |worst| format!("{} %", numbers::percent(worst)));
    let matched = both(before.matched.to_string(), after.matched.to_string());
    let (worst, locked) = (both(percent(before.worst), percent(after.worst)), both(before.locked.to_string(), after.locked.to_string()));
    let ways = words::sums(lang, (&total, &matched, &worst, &locked));
    let [.., shortest] = &ways;
    ways.iter().find(|way| text::width(way) <= across).unwrap_or(shortest).clone()
}

/// How the width of a line is shared out.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: usize,
    mentor: usize,
    by: usize,
}

/// `  82`, and the sign between both.
const SCORE: usize = 4;
const BETWEEN: usize = 3;

impl Columns {
    fn of(rows: &[MomentRow], across: usize, app: &App) -> Self {
        let widest = |cells: &dyn Fn(&MomentRow) -> usize| rows.iter().map(cells).max().unwrap_or(0);
        let held = |held: &Option<Held>| held.as_ref().map_or(6, |held| text::width(held.mentor.as_str()));
        let by = widest(&|row| text::width(&maker(Lang::default(), row, app)));
        let by = if across >= 72 { by.min(24) } else { 0 };
        let room = across.saturating_sub(2 * SCORE + BETWEEN + 2 + if by > 0 { by + 2 } else { 0 });
        let mentor = widest(&|row| held(&row.from).max(held(&row.to))).min(room * 3 / 10);
        Self { name: widest(&|row| text::width(row.name.as_str())).min(room.saturating_sub(2 * mentor)), mentor, by }
    }

    fn line(self, lang: Lang, row: &MomentRow, app: &App) -> Vec<Span<'static>> {
        let held = |held: &Option<Held>| match held {
            Some(held) => {
                let score = text::fit_right(&numbers::known_score(held.score, held.thin), SCORE);
                format!("{}{score}", text::fit(&text::known_name(held.mentor.as_str(), self.mentor), self.mentor))
            }
            None => text::fit(general::nobody(lang), self.mentor + SCORE),
        };
        let mut line = vec![
            piece(format!("{}  ", text::fit(&text::known_name(row.name.as_str(), self.name), self.name)), Ink::Strong),
            piece(held(&row.from), Ink::Muted),
            piece(" → ", Ink::Muted),
            piece(held(&row.to), Ink::Plain),
        ];
        if self.by > 0 {
            line.push(piece(format!("  {}", text::cut(&maker(lang, row, app), self.by)), Ink::Colleague));
        }
        line
    }
}

/// Who moved somebody last, and by which record: `41 bo +2 before`.
fn maker(lang: Lang, row: &MomentRow, app: &App) -> String {
    let Some((last, before)) = row.moved_by.split_last() else { return String::new() };
    let by = app.decided_session().ledger().record(*last).map(|record| Shown::new(&record.by)).unwrap_or_default();
    let more = if before.is_empty() { String::new() } else { format!(" {}", words::and_before(lang, before.len())) };
    format!("{last} {}{more}", by.as_str())
}

/// The decisions that moved an adept, the last of them first.
fn tell(canvas: &mut Canvas<'_>, area: Rect, row: &MomentRow, app: &App) {
    let lang = canvas.lang();
    let session = app.decided_session();
    let records = row.moved_by.iter().rev().filter_map(|seq| session.ledger().record(*seq));
    for (y, record) in (area.y..area.bottom()).zip(records) {
        let said = decided::record(lang, record, session.ledger(), session.program());
        let when = Shown::new(general::clock(&record.at));
        let line = [
            piece(format!("{:>4}  {when}  ", record.seq), Ink::Muted),
            piece(format!("{} ", Shown::new(&record.by)), Ink::Colleague),
            piece(said, Ink::Plain),
        ];
        canvas.line((area.x, y), area.width, &line);
    }
}
