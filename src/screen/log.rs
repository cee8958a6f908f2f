//! The history: what was decided, the latest first, what is looked for in it, and below, the record under the cursor in full.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::inside;
use super::theme::Role as Ink;
use super::{Traces, lists, prompt, signs, text};
use crate::app::App;
use crate::app::modal::Log;
use crate::app::modal::log::{About, LogRow};
use crate::program::{Role, Shown};
use crate::words::Lang;
use crate::words::screen as general;
use crate::words::screen::decided;
use crate::words::screen::log as words;

/// From so many cells on a line says the day too.
const ROOMY: u16 = 90;
/// From so many lines on the record under the cursor is told in full below.
const TELLS: u16 = 12;
/// Lines for that: which, what in at most three, whom it moved.
const FOOT: u16 = 6;

/// What a line has room for.
#[derive(Debug, Clone, Copy)]
struct Widths {
    /// Whether the day is said too.
    day: bool,
    /// Cells for a name.
    who: usize,
}

/// Paints the list over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, log: &Log, app: &App) -> Traces {
    let lang = canvas.lang();
    let (title, zone) = words::title(lang);
    let count = words::listed(lang, log.rows.len(), app.decided_session().ledger().records().len());
    canvas.wipe(body);
    let remark = app.is_leaving_for().map_or_else(|| format!("{count} · {zone}"), |seq| words::on_the_way(lang, seq));
    canvas.frame(body, title, &remark, Ink::Title);
    let inner = inside(body);
    let field = paint_looking(canvas, Rect { height: inner.height.min(1), ..inner }, log, app);
    let foot = if inner.height >= TELLS { FOOT.min(inner.height / 3) } else { 0 };
    let list = Rect { y: inner.y + inner.height.min(1), height: inner.height.saturating_sub(1 + foot), ..inner };
    if log.rows.is_empty() && list.height > 0 {
        canvas.put((list.x + 2, list.y), list.width.saturating_sub(3), words::none_fits(lang), Ink::Warned);
    }
    let widths = Widths { day: list.width >= ROOMY, who: usize::from(list.width / 10).clamp(6, 10) };
    let line = lists::paint_list(canvas, list, log.cursor, &log.rows, |row, _| record(lang, row, log, app, widths));
    if let (Some(seq), true) = (log.selected(), foot > 1) {
        let area = Rect { x: inner.x + 2, y: inner.bottom() - foot + 1, width: inner.width.saturating_sub(3), height: foot - 1 };
        tell(canvas, area, seq, app);
    }
    Traces { cursor: field.or(line), typing: field.is_some(), rows: list.height, ..Traces::default() }
}

/// What is looked for; returns where the cursor of the field stands while it has the keys.
fn paint_looking(canvas: &mut Canvas<'_>, area: Rect, log: &Log, app: &App) -> Option<(u16, u16)> {
    if area.height == 0 {
        return None;
    }
    let lang = canvas.lang();
    let about = log.about.as_ref().map(|about| about_whom(lang, about, app)).unwrap_or_default();
    let wide = u16::try_from(text::width(&about)).unwrap_or(0).min(area.width / 2);
    let start = area.x + 2;
    if log.typing || !log.field.is_empty() {
        let after = canvas.put((start, area.y), area.width.saturating_sub(2), words::look(lang), Ink::Key);
        let room = area.right().saturating_sub(after + wide + 2);
        let at = prompt::field(canvas, (after, area.y), room, &log.field);
        let about = text::cut(&about, usize::from(wide));
        canvas.put((area.right().saturating_sub(wide + 1), area.y), wide, &about, Ink::Strong);
        return log.typing.then_some(at);
    }
    canvas.put((start, area.y), area.width.saturating_sub(3), &text::cut(&about, usize::from(area.width.saturating_sub(3))), Ink::Strong);
    None
}

fn about_whom(lang: Lang, about: &About, app: &App) -> String {
    let program = app.decided_session().program();
    match about {
        About::Mine => words::only_mine(lang).to_owned(),
        About::Person(person) => words::only(lang, &[decided::name(program, person)]),
        About::Pair(adept, mentor) => words::only(lang, &[decided::name(program, adept), decided::name(program, mentor)]),
    }
}

/// One record: its number, when, who, how many it moved, what, why.
fn record(lang: Lang, row: &LogRow, log: &Log, app: &App, widths: Widths) -> Vec<Span<'static>> {
    let session = app.decided_session();
    let ledger = session.ledger();
    let Some(record) = ledger.record(row.seq) else { return Vec::new() };
    let in_force = ledger.in_force(row.seq);
    let when = if widths.day { general::date_and_clock(&record.at) } else { general::clock(&record.at).to_owned() };
    let mark = if log.marked == Some(row.seq) { signs::MARKED } else { " " };
    let seen = app.past().is_some_and(|past| past.seq == row.seq);
    let moved = if row.moved == 0 { String::new() } else { format!("{}{}", signs::MOVED, row.moved) };
    let mut line = vec![
        piece(mark, Ink::Strong),
        piece(format!("{:>4}  ", row.seq), if seen { Ink::Strong } else { Ink::Muted }),
        piece(format!("{}  ", Shown::new(&when)), Ink::Muted),
        piece(format!("{}  ", text::fit(Shown::new(&record.by).as_str(), widths.who)), Ink::Colleague),
        piece(format!("{} ", text::fit(&moved, 3)), Ink::Moved),
    ];
    if !row.found.is_empty() {
        let names = row.found.iter().map(Shown::as_str).collect::<Vec<_>>().join(", ");
        line.push(piece(format!("{names} · "), Ink::Moved));
    }
    if !in_force {
        line.push(piece(format!("({}) ", words::taken_back(lang)), Ink::Warned));
    }
    let said = decided::record(lang, record, ledger, session.program());
    line.push(piece(said, if in_force { Ink::Plain } else { Ink::Muted }));
    line
}

/// One record in full: which, by whom and when, whether it counts; what and why; whom it moved.
fn tell(canvas: &mut Canvas<'_>, area: Rect, seq: u64, app: &App) {
    let lang = canvas.lang();
    let session = app.decided_session();
    let ledger = session.ledger();
    let Some(record) = ledger.record(seq) else { return };
    let (by, at) = (Shown::new(&record.by), Shown::new(&general::date_and_clock(&record.at)));
    let account = record.account.as_deref().filter(|account| *account != record.by).map(Shown::new);
    let mut head = words::which(lang, seq, by.as_str(), account.as_ref().map(Shown::as_str), at.as_str());
    if let Some(undo) = ledger.taken_back_by(seq).and_then(|seq| ledger.record(seq)) {
        head = format!("{head} · {}", words::taken_back_by(lang, Shown::new(&undo.by).as_str(), undo.seq));
    }
    let across = usize::from(area.width);
    let most = usize::from(area.height.saturating_sub(2)).max(1);
    let said = text::wrapped(&decided::record(lang, record, ledger, session.program()), across, most);
    let mut lines = vec![(text::cut(&head, across), Ink::Strong)];
    lines.extend(said.into_iter().map(|line| (line, Ink::Plain)));
    lines.push((text::cut(&moves(lang, seq, app), across), Ink::Muted));
    for (y, (line, ink)) in (area.y..area.bottom()).zip(&lines) {
        canvas.put((area.x, y), area.width, line, *ink);
    }
}

/// Whom a record moved: `2 moved: Åsa Ek, Eva Ask → Fia Björk; Bo Alm, nobody → Eva Ask`.
fn moves(lang: Lang, seq: u64, app: &App) -> String {
    let session = app.decided_session();
    let name = |role: Role, place: usize| session.program().people(role).get(place).map(|person| Shown::new(&person.name()).to_string());
    let mentor = |adept: usize, seq: u64| {
        let found = session.partner_at(adept, seq).and_then(|mentor| name(Role::Mentor, mentor));
        found.unwrap_or_else(|| general::nobody(lang).to_owned())
    };
    let moved = session.moved_by(seq);
    let one = |adept: &usize| {
        let (from, to) = (mentor(*adept, seq.saturating_sub(1)), mentor(*adept, seq));
        format!("{}: {from} → {to}", name(Role::Adept, *adept).unwrap_or_default())
    };
    // More than these never fit.
    let told = moved.iter().take(8).map(one).collect::<Vec<_>>().join("; ");
    words::moved(lang, moved.len(), &told)
}
