//! One pane: people of one role, a number first, a bar second, a word third.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::initials::RowMarks;
use super::layout::inside;
use super::text;
use super::theme::Role as Ink;
use super::{beside, numbers, signs};
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
    /// Who else looks at whom, once somebody else has been here.
    pub marks: Option<&'a RowMarks<'a>>,
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
    let columns = Columns::of(inner.width.saturating_sub(if view.marks.is_some() { MARKS } else { 0 }), view.side);
    let seen = view.pane.cursor.window(view.pane.rows.len(), usize::from(inner.height));
    let mut line_of_cursor = None;
    for (y, place) in (inner.y..inner.bottom()).zip(seen.clone()) {
        let Some(row) = view.pane.rows.get(place) else { break };
        let line = Rect { y, height: 1, ..inner };
        let selected = place == view.pane.cursor.selected;
        paint_row(canvas, line, row, &columns, view);
        paint_marks(canvas, line, row, view);
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
    /// On the right; where there is no remark the word of a row without a price stands there too.
    price: u16,
    remark: u16,
}

/// Cursor, two signs, a space.
const LEAD: u16 = 4;
/// At the end of the row: the sign of a fresh decision, and the letters of whoever else is here.
const MARKS: u16 = 3;
/// `=100` or `~100`, with a space before it.
const NUMBER: u16 = 5;

impl Columns {
    /// When room gets short the bar goes first, then the remark; number, name and price stay.
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
                Self { name, partner, bar, price: 0, remark }
            }
            Side::Partners => {
                let bar = if rest >= 45 { 4 } else { 0 };
                let rest = rest.saturating_sub(bar + u16::from(bar > 0));
                let beside = rest.saturating_sub(beside::PRICE);
                if beside < 28 {
                    let price = beside::PRICE + beside.saturating_sub(19).min(3);
                    return Self { name: rest.saturating_sub(price).min(30), partner: 0, bar, price, remark: 0 };
                }
                let name = (beside * 9 / 20).clamp(13, 30);
                Self { name, partner: 0, bar, price: beside::PRICE, remark: beside - name - 2 }
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
        let (text, ink) = partners(canvas, &row.partners, usize::from(cells));
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
    if view.side == Side::Partners {
        return paint_beside(canvas, (x, y), columns, row);
    }
    if columns.remark > 0 {
        // Beside a bar there is room for a cell of air before the frame.
        let cells = columns.remark - u16::from(columns.bar > 0);
        let (text, ink) = remark(canvas, row, view, usize::from(cells));
        canvas.put((x + 2, y), columns.remark, &text, ink);
    }
}

/// The letters of whoever else looks at the person, or has just decided about them.
fn paint_marks(canvas: &mut Canvas<'_>, line: Rect, row: &Row, view: View<'_>) {
    let Some(marks) = view.marks else { return };
    let cells = MARKS.min(line.width);
    canvas.line((line.right() - cells, line.y), cells, &marks.beside(row.role, &row.id));
}

/// What a partner would cost, and who would move. Where there is no price the remark may begin in its column.
fn paint_beside(canvas: &mut Canvas<'_>, (x, y): (u16, u16), columns: &Columns, row: &Row) {
    let lang = canvas.lang();
    let (price, ink) = beside::price_of(lang, row);
    let cells = columns.price.saturating_sub(1);
    if columns.remark == 0 {
        let (said, ink) = if price.is_empty() { beside::brief(lang, row) } else { (price.as_str(), ink) };
        canvas.put((x + 1, y), cells, &text::fit_right(said, usize::from(cells)), ink);
        return;
    }
    canvas.put((x + 1, y), cells, &text::fit_right(&price, usize::from(cells)), ink);
    // A cell of air stays before the frame.
    let room = columns.remark - 1;
    let most = if price.is_empty() { room + columns.price } else { room };
    let (said, ink) = beside::remark(canvas, row, usize::from(most));
    let earlier = text::width(&said).saturating_sub(usize::from(room));
    let at = (x + columns.price + 2).saturating_sub(u16::try_from(earlier).unwrap_or(0));
    canvas.put((at, y), most, &said, ink);
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

/// The present partners in so many cells: the first by name, the others counted.
fn partners(canvas: &Canvas<'_>, partners: &[Partner], cells: usize) -> (String, Ink) {
    match partners {
        [] => (text::cut(words::nobody(canvas.lang()), cells), Ink::Muted),
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

/// The word of a row on the left.
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
        _ => Ink::Muted,
    };
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
                let all = LEAD
                    + NUMBER
                    + columns.name
                    + columns.partner
                    + columns.bar
                    + u16::from(columns.bar > 0)
                    + columns.price
                    + columns.remark;
                assert!(all <= width, "{side:?} {width}: {columns:?}");
                assert!(columns.name >= 13, "{side:?} {width}: {columns:?}");
                assert!(before.bar > 0 || columns.bar == 0, "a bar comes back at {width}");
                before = columns;
            }
        }
        assert_eq!(Columns::of(38, Side::People), Columns { name: 18, partner: 11, bar: 0, price: 0, remark: 0 });
        assert_eq!(Columns::of(38, Side::Partners), Columns { name: 19, partner: 0, bar: 0, price: 10, remark: 0 });
    }
}
