//! What each objective would give, beside each other; below, what the one under the cursor would mean for whom.
//!
//! ```text
//! ┌ Which assignment is best? ──────────────────────────────────────┐
//! │                             total   worst  average matched moves│
//! │▌● largest total             2 172  47.7 %   72.4 %  30/30      –│
//! │   raise the worst off       2 171  50.7 %   72.3 %  30/30      4│
//! │   fair to everybody         2 169  50.7 %   72.3 %  30/30     11│
//! │                                                                 │
//! │ Whoever is worst off is as well off as possible; ...            │
//! │ Worst off 47.7 → 50.7 %, for 0.05 % of the total. ...           │
//! │ 4 adepts get another mentor:                                    │
//! │ Åsa Öberg   A. Berg 48 → E. Lind 51                             │
//! └─────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::confirm::{below, paint_move, put};
use super::layout::{centred, inside};
use super::theme::Role as Ink;
use super::{Traces, footer, numbers, signs, text};
use crate::app::modal::Objectives;
use crate::app::modal::objectives::{Known, Line};
use crate::app::{App, Modal};
use crate::session::Promise;
use crate::words::Lang;
use crate::words::screen::objectives as words;
use crate::words::screen::over;

/// Cells between two columns.
const GAP: usize = 2;
/// Lines of what the objective means and what it would give, at most.
const SAID: usize = 5;

/// Paints the comparison in the middle of the body. Every objective has as much room as the one with most to say, so that nothing jumps
/// while one goes up and down.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, objectives: &Objectives, app: &App) -> Traces {
    if !matches!(app.modal(), Some(Modal::Objectives(_))) {
        // What is asked about them says it all again.
        return Traces::default();
    }
    let lang = canvas.lang();
    let width = if body.width < 96 { body.width } else { 88 };
    let across = usize::from(width.saturating_sub(4));
    let texts: Vec<Vec<String>> = objectives.lines.iter().map(|line| said(lang, line, across)).collect();
    let most_said = texts.iter().map(Vec::len).max().unwrap_or(0);
    let most_moved = objectives.lines.iter().filter_map(|line| line.known.as_ref()).map(|known| known.moved.len()).max().unwrap_or(0);
    let lines = 1 + objectives.lines.len() + 1 + most_said + if most_moved > 0 { 1 + most_moved } else { 0 } + 2;
    let area = centred(body, width, u16::try_from(lines + 2).unwrap_or(u16::MAX));
    canvas.wipe(area);
    canvas.frame(area, words::title(lang), &format!("{} {}", signs::LOCKED, words::in_force(lang)), Ink::Title);
    let inner = inside(area);
    let cursor = paint_table(canvas, inner, objectives);
    let table = u16::try_from(objectives.lines.len() + 1).unwrap_or(4);
    let mut left = below(Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, table + 1);
    let keys = Rect { y: left.bottom().max(1) - 1, height: left.height.min(1), ..left };
    left.height = left.height.saturating_sub(1);
    for (n, line) in texts.get(objectives.cursor.selected).into_iter().flatten().enumerate() {
        put(canvas, &mut left, line, if n == 0 { Ink::Muted } else { Ink::Plain });
    }
    let rows = paint_moved(canvas, left, objectives, across);
    footer::paint_keys(canvas, keys, app);
    Traces { cursor, rows, ..Traces::default() }
}

/// Who would move, with a sign where there are more; returns how many there is room for.
fn paint_moved(canvas: &mut Canvas<'_>, mut left: Rect, objectives: &Objectives, across: usize) -> u16 {
    let known = objectives.selected().and_then(|line| line.known.as_ref()).filter(|known| !known.moved.is_empty());
    let Some(known) = known else { return left.height.saturating_sub(1) };
    put(canvas, &mut left, &over::who_moves(canvas.lang(), known.moved.len()), Ink::Muted);
    let rows = usize::from(left.height);
    let first = objectives.scroll.min(known.moved.len().saturating_sub(rows));
    let edge = left.right();
    let (top, bottom) = (left.y, left.bottom().saturating_sub(1));
    for moved in known.moved.iter().skip(first).take(rows) {
        paint_move(canvas, left, moved, across);
        left = below(left, 1);
    }
    if first > 0 && rows > 0 {
        canvas.put((edge, top), 1, "↑", Ink::Muted);
    }
    if first + rows < known.moved.len() && rows > 1 {
        canvas.put((edge, bottom), 1, "↓", Ink::Muted);
    }
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// The three objectives with their figures; returns where the cursor stands.
fn paint_table(canvas: &mut Canvas<'_>, area: Rect, objectives: &Objectives) -> Option<(u16, u16)> {
    let lang = canvas.lang();
    let figures: Vec<Option<[String; 5]>> =
        objectives.lines.iter().map(|line| line.known.as_ref().map(|known| figures(lang, &known.promise))).collect();
    let label = objectives.lines.iter().map(|line| text::width(words::name(lang, line.objective))).max().unwrap_or(0);
    // The cursor, the sign of what is in force and their spaces; a cell at the right.
    let room = usize::from(area.width).saturating_sub(label + 5);
    let columns = columns(words::heads(lang), &figures, room);
    let x = area.x + 3;
    let numbers = |cells: &dyn Fn(usize) -> String| -> String {
        columns.iter().map(|(column, width)| format!("{}{}", " ".repeat(GAP), text::fit_right(&cells(*column), *width))).collect()
    };
    let heads = words::heads(lang);
    let head = format!("{}{}", " ".repeat(label), numbers(&|column| heads.get(column).copied().unwrap_or("").to_owned()));
    canvas.put((x, area.y), area.width.saturating_sub(3), &head, Ink::Muted);
    let mut at = None;
    for (place, (line, figures)) in objectives.lines.iter().zip(&figures).enumerate() {
        let y = area.y + 1 + u16::try_from(place).unwrap_or(0);
        if y >= area.bottom() {
            break;
        }
        let told = match figures {
            Some(figures) => numbers(&|column| figures.get(column).cloned().unwrap_or_default()),
            None => format!("{}{}", " ".repeat(GAP), words::working(lang)),
        };
        let sign = if line.in_force { signs::LOCKED } else { " " };
        let row = [
            piece(format!("{sign} "), Ink::Locked),
            piece(text::fit(words::name(lang, line.objective), label), Ink::Plain),
            piece(told, if figures.is_some() { Ink::Plain } else { Ink::Muted }),
        ];
        canvas.line((area.x + 1, y), area.width.saturating_sub(1), &row);
        if place == objectives.cursor.selected {
            canvas.put((area.x, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(Rect { y, height: 1, ..area }, Ink::Cursor);
            at = Some((area.x, y));
        }
    }
    at
}

/// The columns that there is room for, with their widths: how many are matched goes first, then the average.
fn columns(heads: [&str; 5], figures: &[Option<[String; 5]>], room: usize) -> Vec<(usize, usize)> {
    let width = |column: usize| {
        let cells = figures.iter().flatten().filter_map(|figures| figures.get(column)).map(|cell| text::width(cell)).max().unwrap_or(0);
        cells.max(heads.get(column).map_or(0, |head| text::width(head)))
    };
    let mut columns: Vec<(usize, usize)> = (0..heads.len()).map(|column| (column, width(column))).collect();
    for dropped in [3, 2] {
        let wanted: usize = columns.iter().map(|(_, width)| width + GAP).sum();
        if wanted > room {
            columns.retain(|(column, _)| *column != dropped);
        }
    }
    columns
}

fn figures(lang: Lang, promise: &Promise) -> [String; 5] {
    let percent = |points: Option<u16>| points.map_or_else(|| "–".to_owned(), |points| format!("{} %", numbers::tenths(points, lang)));
    let moves = if promise.moves() == 0 { "–".to_owned() } else { promise.moves().to_string() };
    [numbers::total(promise.total()), percent(promise.worst()), percent(promise.average()), promise.matched().to_string(), moves]
}

/// What an objective means, and what it would give.
fn said(lang: Lang, line: &Line, across: usize) -> Vec<String> {
    let mut lines = text::wrapped(words::meaning(lang, line.objective), across, 2);
    let gives = match &line.known {
        _ if line.in_force => words::stands(lang).to_owned(),
        None => words::working(lang).to_owned(),
        Some(known) => gives(lang, known),
    };
    lines.extend(text::wrapped(&gives, across, SAID - lines.len()));
    lines
}

fn gives(lang: Lang, known: &Known) -> String {
    let then = &known.promise.then;
    if known.moved.is_empty() {
        return words::same_pairs(lang).to_owned();
    }
    let mut said = Vec::new();
    if let (Some(before), Some(after)) = (then.worst_before, then.worst_after) {
        let (before, after) = (numbers::tenths(before, lang), numbers::tenths(after, lang));
        let share = |of: i64| (of > 0).then(|| numbers::share(of, then.total_before, lang));
        let (lost, gained) = (share(then.total_before - then.total_after), share(then.total_after - then.total_before));
        said.push(words::price(lang, (&before, &after), (lost.as_deref(), gained.as_deref())));
    }
    if then.matched_before != then.matched_after {
        said.push(words::matched(lang, then.matched_before, then.matched_after));
    }
    said.push(words::better_and_worse(lang, known.better_and_worse()));
    said.join(" ")
}
