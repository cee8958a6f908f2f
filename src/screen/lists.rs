//! Lists over the panes: what was wrong with the input, in which order people are listed; and how any list is painted.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::{centred, inside};
use super::theme::Role as Ink;
use super::{Traces, signs, text};
use crate::app::App;
use crate::app::cursor::Cursor;
use crate::app::order::{CHOICES, Choice};
use crate::program::{Problem, Severity};
use crate::words::faults;
use crate::words::screen::over as words;

/// What was wrong with the input: where and what, a line each; below, what to do about the one under the cursor.
pub fn problems(canvas: &mut Canvas<'_>, body: Rect, cursor: Cursor, app: &App) -> Traces {
    let lang = canvas.lang();
    let errors = app.problems().iter().filter(|problem| problem.severity == Severity::Error).count();
    let title = words::problems(lang, errors, app.problems().len() - errors);
    canvas.wipe(body);
    canvas.frame(body, &title, "", Ink::Title);
    let inner = inside(body);
    let told = (inner.height / 3).clamp(inner.height.min(3), 6);
    let list = Rect { height: inner.height.saturating_sub(told + 1), ..inner };
    let widest = usize::from(list.width) * 2 / 5;
    let file = |problem: &Problem| words::place(lang, &problem.file, problem.line, 0);
    let column = app.problems().iter().map(|problem| text::width(&file(problem))).max().unwrap_or(0).min(widest);
    let mut chosen = None;
    let line = paint_list(canvas, list, cursor, app.problems(), |problem, selected| {
        chosen = selected.then(|| problem.clone()).or(chosen.take());
        let (sign, ink) = match problem.severity {
            Severity::Error => (signs::FORBIDDEN, Ink::Failed),
            Severity::Warning => (signs::WARNED, Ink::Warned),
        };
        vec![
            piece(format!("{sign} "), ink),
            piece(format!("{}  ", text::fit_name(&file(problem), column)), Ink::Muted),
            piece(faults::message(&problem.fault, lang), Ink::Plain),
        ]
    });
    if let Some(problem) = chosen {
        let below = Rect { x: inner.x + 2, y: list.bottom() + 1, width: inner.width.saturating_sub(4), height: told };
        tell(canvas, below, &problem);
    }
    Traces { cursor: line, rows: list.height, ..Traces::default() }
}

/// One problem in full.
fn tell(canvas: &mut Canvas<'_>, area: Rect, problem: &Problem) {
    let lang = canvas.lang();
    let grave = words::severity(lang, problem.severity);
    let place = words::place(lang, &problem.file, problem.line, problem.column);
    canvas.put((area.x, area.y), area.width, &text::cut(&format!("{place}: {grave}"), usize::from(area.width)), Ink::Strong);
    let said = format!("{} {}", faults::message(&problem.fault, lang), faults::hint(&problem.fault, lang));
    canvas.paragraph(Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, &said, Ink::Plain);
}

/// In which order people are listed, and which of them.
pub fn order(canvas: &mut Canvas<'_>, body: Rect, cursor: Cursor, app: &App) -> Traces {
    let lang = canvas.lang();
    let lines = u16::try_from(CHOICES.len()).unwrap_or(9);
    let area = centred(body, 44, lines + 2);
    canvas.wipe(area);
    canvas.frame(area, words::order(lang), "", Ink::Title);
    let list = inside(area);
    let line = paint_list(canvas, list, cursor, &CHOICES, |choice, _| {
        let in_force = match choice {
            Choice::Order(order) => *order == app.order(),
            Choice::Filter(filter) => *filter == app.filter(),
        };
        vec![piece(if in_force { "● " } else { "  " }, Ink::Locked), piece(words::choice(lang, *choice), Ink::Plain)]
    });
    Traces { cursor: line, rows: list.height, ..Traces::default() }
}

/// Paints the lines of a list around its cursor; returns where the cursor stands.
pub(super) fn paint_list<T>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    cursor: Cursor,
    items: &[T],
    mut line: impl FnMut(&T, bool) -> Vec<Span<'static>>,
) -> Option<(u16, u16)> {
    let mut at = None;
    for (y, place) in (area.y..area.bottom()).zip(cursor.window(items.len(), usize::from(area.height))) {
        let Some(item) = items.get(place) else { break };
        let selected = place == cursor.selected;
        let pieces = line(item, selected);
        canvas.line((area.x + 2, y), area.width.saturating_sub(3), &pieces);
        if selected {
            canvas.put((area.x, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(Rect { y, height: 1, ..area }, Ink::Cursor);
            at = Some((area.x, y));
        }
    }
    at
}
