//! The decisions about pairs by what they cost: what it is, with whom, who and when, why; and below, what all of them cost together.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::{centred, inside};
use super::theme::Role as Ink;
use super::{Traces, lists, numbers, text};
use crate::app::App;
use crate::app::modal::Decisions;
use crate::app::modal::decisions::{Cost, DecisionRow};
use crate::program::{PersonId, Shown};
use crate::session::Record;
use crate::session::foresight::Hold;
use crate::words::Lang;
use crate::words::screen as general;
use crate::words::screen::costs as words;
use crate::words::screen::decided;

/// The columns of numbers: the head of the first is in both languages as wide as any number.
const NUMBER: usize = 6;

/// A reason that is cut to less says nothing.
const LEAST_REASON: usize = 12;

/// Paints the list in the middle of the body, as large as it needs.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, decisions: &Decisions, app: &App) -> Traces {
    let lang = canvas.lang();
    let width = if body.width < 96 { body.width } else { body.width.min(120) - 8 };
    let across = usize::from(width.saturating_sub(4));
    let columns = Columns::of(lang, decisions, app, across.saturating_sub(1));
    let told = text::wrapped(words::no_sum(lang), across, 3);
    let foot = u16::try_from(told.len()).unwrap_or(1) + 2 + 2 * u16::from(columns.reason_below);
    let count = u16::try_from(decisions.rows.len()).unwrap_or(u16::MAX / 4);
    let area = centred(body, width, count.max(1) + foot + 3);
    canvas.wipe(area);
    canvas.frame(area, words::title(lang), &words::remark(lang, decisions.rows.len(), decisions.is_worked_out()), Ink::Title);
    let inner = inside(area);
    let foot = if inner.height < foot + 4 { inner.height.min(1) } else { foot };
    let list = Rect { y: inner.y + inner.height.min(1), height: inner.height.saturating_sub(foot + 1), ..inner };
    let line = match decisions.rows.is_empty() {
        true => {
            canvas.put((list.x + 2, list.y), list.width.saturating_sub(3), words::nothing(lang), Ink::Plain);
            None
        }
        false => {
            canvas.line((inner.x + 2, inner.y), inner.width.saturating_sub(3), &columns.heads(lang));
            lists::paint_list(canvas, list, decisions.cursor, &decisions.rows, |row, _| columns.line(lang, row, app))
        }
    };
    let foot = Rect { x: inner.x + 2, y: inner.bottom() - foot, width: inner.width.saturating_sub(3), height: foot };
    let reason = decisions.rows.get(decisions.cursor.selected).and_then(|row| record(row, app)?.why()).filter(|_| columns.reason_below);
    paint_foot(canvas, foot, reason, &told, app);
    Traces { cursor: line, rows: list.height, ..Traces::default() }
}

/// Why the marked one was decided, where the lines have no room for it; what all of them cost together, and why that is no sum.
fn paint_foot(canvas: &mut Canvas<'_>, area: Rect, reason: Option<&str>, told: &[String], app: &App) {
    let (lang, header) = (canvas.lang(), app.header());
    let cost = numbers::change(header.total, header.ceiling);
    let together = words::together(lang, cost, &numbers::total(cost.saturating_mul(100)));
    let wanted = u16::try_from(told.len()).unwrap_or(1) + 2;
    let mut top = area.y + u16::from(area.height > 1);
    if area.height >= wanted + 2 {
        if let Some(reason) = reason {
            let reason = quoted(reason);
            canvas.put((area.x, top), area.width, &text::cut(&reason, usize::from(area.width)), Ink::Plain);
        }
        top += 2;
    }
    canvas.put((area.x, top), area.width, &text::cut(&together, usize::from(area.width)), Ink::Strong);
    for (y, line) in (top + 1..area.bottom()).zip(told) {
        canvas.put((area.x, y), area.width, line, Ink::Muted);
    }
}

/// How wide the columns are; 0 for one that is not shown.
#[derive(Debug, Clone, Copy)]
struct Columns {
    people: usize,
    what: usize,
    names: usize,
    who: usize,
    /// Whether the day is shown too.
    day: bool,
    /// Cells for the reason.
    why: usize,
    /// Whether some reason does not fit in its line, so that the marked one's is told below.
    reason_below: bool,
}

impl Columns {
    /// Whoever decided and when comes after the names have what they need; the reason gets the rest.
    fn of(lang: Lang, decisions: &Decisions, app: &App, room: usize) -> Self {
        let widest = |cells: &dyn Fn(&DecisionRow) -> usize| decisions.rows.iter().map(cells).max().unwrap_or(0);
        let people = widest(&|row| text::width(&people(lang, row.cost)));
        let what = widest(&|row| text::width(what(lang, row, app)));
        let left = room.saturating_sub(NUMBER + 2 + what + 2 + if people > 0 { people + 2 } else { 0 });
        let names = widest(&|row| text::width(&words::pair(&names(row, app).0, &names(row, app).1)));
        let by = |row: &DecisionRow| record(row, app).map_or(0, |record| text::width(Shown::new(&record.by).as_str()));
        let who = widest(&by).min(12);
        let day = left >= names + who + 40;
        let when = if day { 18 } else { 7 };
        let who = if left >= names.min(34) + 2 + who + when { who } else { 0 };
        let mark = if who > 0 { who + when + 2 } else { 0 };
        let names = names.min(left.saturating_sub(mark));
        let reason = widest(&|row| record(row, app).and_then(Record::why).map_or(0, |why| text::width(&quoted(why))));
        let why = left.saturating_sub(names + mark + 2);
        let why = if who > 0 && why >= reason.min(LEAST_REASON) { why } else { 0 };
        Self { people, what, names, who, day, why, reason_below: reason > why }
    }

    fn heads(self, lang: Lang) -> Vec<Span<'static>> {
        let (cost, decision) = words::heads(lang);
        let people = if self.people > 0 { self.people + 2 } else { 0 };
        let decision = text::fit(decision, self.what + 2 + self.names + 2 + self.who + 1);
        let zone = if self.who > 0 { words::ZONE } else { "" };
        vec![piece(format!("{}{}  {decision}{zone}", text::fit_right(cost, NUMBER), " ".repeat(people)), Ink::Muted)]
    }

    fn line(self, lang: Lang, row: &DecisionRow, app: &App) -> Vec<Span<'static>> {
        let number = row.cost.map_or_else(|| "…".to_owned(), |cost| points(cost, app));
        let costs = row.cost.is_some_and(|cost| (cost.people, cost.points) > (0, 0));
        let mut line = vec![piece(format!("{}  ", text::fit_right(&number, NUMBER)), if costs { Ink::Strong } else { Ink::Muted })];
        if self.people > 0 {
            line.push(piece(format!("{}  ", text::fit(&people(lang, row.cost), self.people)), Ink::Strong));
        }
        let ink = if row.hold == Hold::Locked { Ink::Locked } else { Ink::Barred };
        line.push(piece(format!("{}  ", text::fit(what(lang, row, app), self.what)), ink));
        let (adept, mentor) = names(row, app);
        line.push(piece(both(&adept, &mentor, self.names), Ink::Plain));
        if let Some(record) = record(row, app) {
            line.extend(self.mark(record));
        }
        line
    }

    /// Who, when and why.
    fn mark(self, record: &Record) -> Vec<Span<'static>> {
        if self.who == 0 {
            return Vec::new();
        }
        let when = if self.day { general::date_and_clock(&record.at) } else { general::clock(&record.at).to_owned() };
        let mut line = vec![
            piece(format!("  {} ", text::fit(Shown::new(&record.by).as_str(), self.who)), Ink::Colleague),
            piece(Shown::new(&when).to_string(), Ink::Muted),
        ];
        if let Some(why) = record.why().filter(|_| self.why > 0) {
            line.push(piece(format!("  {}", quoted(why)), Ink::Plain));
        }
        line
    }
}

fn quoted(reason: &str) -> String {
    format!("«{}»", Shown::new(reason))
}

/// What the total would gain, as the difference of what is shown for it.
fn points(cost: Cost, app: &App) -> String {
    let total = app.decided_session().proposal().total;
    numbers::total(numbers::change(total, total.saturating_add(cost.points)).saturating_mul(100))
}

fn people(lang: Lang, cost: Option<Cost>) -> String {
    cost.filter(|cost| cost.people != 0).map_or_else(String::new, |cost| words::people(lang, cost.people))
}

fn what(lang: Lang, row: &DecisionRow, app: &App) -> &'static str {
    words::what(lang, row.hold, record(row, app).map(|record| &record.decision))
}

/// The names of adept and mentor.
fn names(row: &DecisionRow, app: &App) -> (String, String) {
    let program = app.decided_session().program();
    let name = |id: &PersonId| decided::name(program, id);
    app.decided_session().named(row.pair).map_or_else(Default::default, |named| (name(&named.adept), name(&named.mentor)))
}

/// Both names in so many cells; each is cut only where they do not fit together.
fn both(adept: &str, mentor: &str, cells: usize) -> String {
    let whole = words::pair(adept, mentor);
    if text::width(&whole) <= cells {
        return text::fit(&whole, cells);
    }
    let room = cells.saturating_sub(3);
    let (wide, other) = (text::width(adept), text::width(mentor));
    let first = (room / 2).max(room.saturating_sub(other)).min(wide);
    text::fit(&words::pair(&text::short_name(adept, first), &text::short_name(mentor, room.saturating_sub(first))), cells)
}

/// The record that made the decision.
fn record<'a>(row: &DecisionRow, app: &'a App) -> Option<&'a Record> {
    app.decided_session().ledger().record(row.seq)
}
