//! One pane: people of one role, a number first, a bar second, a word third.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::layout::inside;
use super::text;
use super::theme::Role as Ink;
use super::{numbers, signs};
use crate::app::pane::{Pane, Partner, Remark, Row, Side};
use crate::program::Program;
use crate::session::PairState;
use crate::session::review::Reason;
use crate::words::screen as words;

/// A pane and how it stands.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The people in it.
    pub pane: &'a Pane,
    /// Left (leads) or right (follows).
    pub side: Side,
    /// Whether the keys go to it.
    pub focused: bool,
    /// For the labels of rules.
    pub program: &'a Program,
}

/// Paints a pane; returns the line that its cursor is on, when it has one.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, title: &str, remark: &str, view: View<'_>) -> Option<u16> {
    canvas.frame(area, title, remark, if view.focused { Ink::Title } else { Ink::Plain });
    let inner = inside(area);
    if view.pane.rows.is_empty() {
        canvas.paragraph(
            Rect { x: inner.x + 3.min(inner.width), width: inner.width.saturating_sub(4), ..inner },
            words::nobody_listed(canvas.lang()),
            Ink::Muted,
        );
        return None;
    }
    let columns = Columns::of(inner.width, view.side);
    let seen = view.pane.cursor.window(view.pane.rows.len(), usize::from(inner.height));
    let mut line_of_cursor = None;
    for (y, place) in (inner.y..inner.bottom()).zip(seen.clone()) {
        let Some(row) = view.pane.rows.get(place) else { break };
        let line = Rect { y, height: 1, ..inner };
        let selected = place == view.pane.cursor.selected;
        paint_row(canvas, line, row, &columns, view);
        if selected {
            canvas.put((line.x, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(line, if view.focused { Ink::Cursor } else { Ink::Shadow });
            if view.focused {
                paint_cursor_bar(canvas, line, row, &columns);
            }
            line_of_cursor = Some(y);
        }
    }
    paint_scroll(canvas, area, seen.start, view.pane.rows.len());
    line_of_cursor
}

/// How the width of a row is shared out. The first four cells are the cursor's and the signs'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    name: u16,
    partner: u16,
    bar: u16,
    remark: u16,
}

/// Cursor, two signs, a space.
const LEAD: u16 = 4;
/// `=100` or `~100`, with a space before it.
const NUMBER: u16 = 5;

impl Columns {
    /// When room gets short the bar goes first, then the remark (on the left) or the partner's column (on the right, where the remark
    /// says it); the name stays.
    fn of(width: u16, side: Side) -> Self {
        let rest = width.saturating_sub(LEAD + NUMBER);
        match side {
            Side::People => {
                let bar = if rest >= 45 { 5 } else { 0 };
                let rest = rest.saturating_sub(bar + u16::from(bar > 0));
                let remark = if rest >= 36 { 12 } else { 0 };
                let rest = rest.saturating_sub(remark + u16::from(remark > 0) * 2);
                let partner = if bar > 0 { rest * 9 / 20 } else { rest * 2 / 5 }.min(24);
                let name = (rest - partner).min(30);
                let remark = if remark > 0 { remark + rest - partner - name } else { 0 };
                Self { name, partner, bar, remark }
            }
            Side::Partners => {
                let bar = if rest >= 45 { 6 } else { 0 };
                let rest = rest.saturating_sub(bar + u16::from(bar > 0));
                let name = (rest / 2).clamp(rest.min(15), 30);
                Self { name, partner: 0, bar, remark: rest.saturating_sub(name + 2) }
            }
        }
    }
}

fn paint_row(canvas: &mut Canvas<'_>, line: Rect, row: &Row, columns: &Columns, view: View<'_>) {
    let y = line.y;
    let (first, second) = lead(row);
    canvas.put((line.x + 1, y), 1, first.0, first.1);
    canvas.put((line.x + 2, y), 1, second.0, second.1);
    let mut x = line.x + LEAD;
    paint_name(canvas, (x, y), columns.name, row);
    x += columns.name;
    if columns.partner > 0 {
        let cells = columns.partner.saturating_sub(1);
        let (text, ink) = partners(canvas, &row.partners, view.side, usize::from(cells));
        canvas.put((x + 1, y), cells, &text, ink);
        x += columns.partner;
    }
    let (number, ink) = number(row);
    canvas.put((x, y), NUMBER, &text::fit_right(&number, usize::from(NUMBER)), ink);
    x += NUMBER;
    if columns.bar > 0 {
        paint_bar(canvas, (x + 1, y), columns.bar, row);
        x += columns.bar + 1;
    }
    if columns.remark > 0 {
        // Beside a bar there is room for a cell of air before the frame.
        let cells = columns.remark - u16::from(columns.bar > 0);
        let (text, ink) = remark(canvas, row, view, usize::from(cells));
        canvas.put((x + 2, y), columns.remark, &text, ink);
    }
}

/// The two signs before a name: what the pair is, and what else there is to know.
fn lead(row: &Row) -> ((&'static str, Ink), (&'static str, Ink)) {
    let what = match row.state {
        _ if row.signs.to_swap => (signs::MARKED, Ink::Moved),
        Some(PairState::Locked) => (signs::LOCKED, Ink::Locked),
        Some(PairState::Forbidden) => (signs::FORBIDDEN, Ink::Barred),
        Some(PairState::Blocked(_)) => (signs::BLOCKED, Ink::Barred),
        _ if row.signs.just_moved => (signs::MOVED, Ink::Moved),
        _ => (" ", Ink::Plain),
    };
    let more = if row.signs.warned {
        (signs::WARNED, Ink::Warned)
    } else if row.signs.just_moved && what.0 != signs::MOVED {
        (signs::MOVED, Ink::Moved)
    } else {
        (" ", Ink::Plain)
    };
    (what, more)
}

fn paint_name(canvas: &mut Canvas<'_>, at: (u16, u16), cells: u16, row: &Row) {
    let name = row.name.as_str();
    let ink = if matches!(row.state, Some(PairState::Blocked(_) | PairState::Forbidden)) { Ink::Muted } else { Ink::Plain };
    if row.hit.is_empty() || text::width(name) > usize::from(cells) {
        canvas.put(at, cells, &text::known_name(name, usize::from(cells)), ink);
        return;
    }
    let found: Vec<_> = text::ranges_of(name, &row.hit);
    let spans = text::marked(name, 0..name.len(), &found, super::theme::style(ink), super::theme::style(Ink::Found));
    canvas.line(at, cells, &spans);
}

/// The present partners in so many cells: the first by name, the others counted. On the right, whoever is locked to somebody else says so.
fn partners(canvas: &Canvas<'_>, partners: &[Partner], side: Side, cells: usize) -> (String, Ink) {
    match partners {
        [] => (text::cut(words::nobody(canvas.lang()), cells), Ink::Muted),
        [one] if one.locked && side == Side::Partners => {
            let name = text::short_name(one.name.as_str(), cells.saturating_sub(2));
            (format!("{name} {}", signs::LOCKED), Ink::Plain)
        }
        [one] => (text::short_name(one.name.as_str(), cells), Ink::Plain),
        [first, others @ ..] => {
            let more = format!(" +{}", others.len());
            let room = cells.saturating_sub(text::width(&more));
            (text::short_name(first.name.as_str(), room) + &more, Ink::Plain)
        }
    }
}

fn number(row: &Row) -> (String, Ink) {
    match row.cell {
        None => ("–".to_owned(), Ink::Muted),
        // A blocked pair keeps its number, but grey.
        Some(cell) if matches!(row.state, Some(PairState::Blocked(_))) => (numbers::known_score(cell.score, row.signs.thin), Ink::Muted),
        Some(cell) => {
            let equal = if row.signs.equal_to_above { signs::EQUAL } else { "" };
            let (thin, ink) = if row.signs.thin { (signs::THIN, Ink::Plain) } else { ("", Ink::Strong) };
            (format!("{equal}{thin}{}", numbers::score(cell.score)), ink)
        }
    }
}

fn paint_bar(canvas: &mut Canvas<'_>, at: (u16, u16), cells: u16, row: &Row) {
    if let Some(score) = score_of_bar(row) {
        let ink = if row.state == Some(PairState::Forbidden) { Ink::Muted } else { Ink::Bar };
        canvas.put(at, cells, &signs::bar(score, usize::from(cells)), ink);
    }
}

/// The bar once more on the reversed row of the cursor, where it would be a hole: in its own colour and in whole cells.
fn paint_cursor_bar(canvas: &mut Canvas<'_>, line: Rect, row: &Row, columns: &Columns) {
    let (Some(score), cells) = (score_of_bar(row), usize::from(columns.bar)) else { return };
    let x = line.x + LEAD + columns.name + columns.partner + NUMBER + 1;
    let bar = signs::whole_bar(score, cells);
    let after = canvas.put((x, line.y), columns.bar, &bar, Ink::CursorBar);
    let rest = cells.saturating_sub(text::width(&bar));
    canvas.put((after, line.y), columns.bar, &" ".repeat(rest), Ink::Cursor);
}

fn score_of_bar(row: &Row) -> Option<u16> {
    row.cell.filter(|_| !matches!(row.state, Some(PairState::Blocked(_)))).map(|cell| cell.score)
}

/// The word of a row. On the right, where there is no remark, whoever the person has now stands there.
fn remark(canvas: &Canvas<'_>, row: &Row, view: View<'_>, cells: usize) -> (String, Ink) {
    let lang = canvas.lang();
    let label = |rule: usize| view.program.criteria.rules.get(rule).map_or("", |rule| rule.label.as_str());
    let mut said = words::remark(lang, &row.remark, label);
    if matches!(row.remark, Remark::Look(Reason::Warned(_))) && text::width(&said) > cells {
        // The panel below names the rule.
        said = words::warned(lang).to_owned();
    }
    if let Remark::Look(Reason::CoinFlip(share)) = row.remark
        && text::width(&said) > cells
    {
        let [word, least] = words::coin_flip_short(lang, share);
        said = if text::width(&word) <= cells { word } else { least };
    }
    let ink = match &row.remark {
        Remark::Look(reason) if is_urgent(*reason) => Ink::Warned,
        Remark::Present => Ink::Strong,
        Remark::LockedBy(_) => Ink::Locked,
        Remark::ForbiddenBy(_) | Remark::Blocked(_) => Ink::Barred,
        _ => Ink::Muted,
    };
    let spoken_for = matches!(row.remark, Remark::Nothing | Remark::BelowMinimum);
    if view.side == Side::Partners && spoken_for && !row.partners.is_empty() {
        let (now, _) = partners(canvas, &row.partners, view.side, cells);
        let whole = if said.is_empty() { now.clone() } else { format!("{now}, {said}") };
        return if text::width(&whole) <= cells { (whole, ink) } else { (text::cut(&now, cells), ink) };
    }
    if matches!(row.remark, Remark::Present) && text::width(&said) > cells {
        return (text::cut(words::proposed_short(lang), cells), ink);
    }
    (text::cut(&said, cells), ink)
}

/// Whether a reason is worth a colour on top of its word.
fn is_urgent(reason: Reason) -> bool {
    matches!(reason, Reason::Nobody | Reason::Warned(_) | Reason::CoinFlip(_) | Reason::FewPossible(_) | Reason::WorstOff)
}

/// Signs in the frame's right edge that there are more rows above or below.
fn paint_scroll(canvas: &mut Canvas<'_>, area: Rect, first: usize, rows: usize) {
    let height = usize::from(area.height.saturating_sub(2));
    let Some(edge) = area.right().checked_sub(1) else { return };
    if first > 0 {
        canvas.put((edge, area.y + 1), 1, "↑", Ink::Muted);
    }
    if first + height < rows && area.height > 2 {
        canvas.put((edge, area.bottom().saturating_sub(2)), 1, "↓", Ink::Muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_go_first_then_remarks_and_names_stay() {
        for side in [Side::People, Side::Partners] {
            let mut before = Columns::of(200, side);
            for width in (36..200).rev() {
                let columns = Columns::of(width, side);
                let all = LEAD + NUMBER + columns.name + columns.partner + columns.bar + u16::from(columns.bar > 0) + columns.remark;
                assert!(all <= width, "{side:?} {width}: {columns:?}");
                assert!(columns.name >= 13, "{side:?} {width}: {columns:?}");
                assert!(before.bar > 0 || columns.bar == 0, "a bar comes back at {width}");
                before = columns;
            }
        }
        assert_eq!(Columns::of(38, Side::People), Columns { name: 18, partner: 11, bar: 0, remark: 0 });
    }
}
