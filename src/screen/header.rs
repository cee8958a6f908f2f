//! The first line: the program, how far the group has come, what it adds up to, who sits here.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::theme::Role as Ink;
use super::{numbers, text};
use crate::app::{App, Side};
use crate::program::Shown;
use crate::program::criteria::Objective;
use crate::session::Consequences;
use crate::words::Lang;
use crate::words::screen as words;
use crate::words::screen::objectives;

/// From so many cells on it is worth working out what another objective would give.
const ROOM_FOR_AN_OFFER: usize = 130;

/// Paints the header: as much of it as there is room for, the title cut before the numbers are left out.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let right = paint_corner(canvas, area, app);
    let room = usize::from(area.width).saturating_sub(right + 2);
    let header = app.header();
    let title = header.title.as_str();
    let least = text::width(title).min(12);
    let numbers = pieces(canvas, app, room).into_iter().find(|pieces| least + 3 + text::width(pieces) <= room).unwrap_or_default();
    let gap = if numbers.is_empty() { 0 } else { 3 };
    let shown = text::cut(title, room.saturating_sub(text::width(&numbers) + gap));
    let line = [piece(format!(" {shown}"), Ink::Title), piece(" ".repeat(gap), Ink::Plain), piece(numbers, Ink::Plain)];
    canvas.line((area.x, area.y), area.width, &line);
}

/// Paints the line with the names of both panes, for a screen with room for one.
pub fn paint_tabs(canvas: &mut Canvas<'_>, area: Rect, (left, right): (&str, &str), side: Side) {
    let ink = |of: Side| if of == side { Ink::Cursor } else { Ink::Muted };
    let half = usize::from(area.width / 2).saturating_sub(3);
    let left = format!(" {} ", text::cut(left, half));
    let room = usize::from(area.width).saturating_sub(text::width(&left) + 4);
    let right = format!(" {} ", text::cut(right, room));
    canvas.line(
        (area.x, area.y),
        area.width,
        &[piece(" ", Ink::Plain), piece(left, ink(Side::People)), piece(" ", Ink::Plain), piece(right, ink(Side::Partners))],
    );
}

/// The numbers, from everything to the least that is worth having.
fn pieces(canvas: &Canvas<'_>, app: &App, room: usize) -> Vec<String> {
    let (lang, header) = (canvas.lang(), app.header());
    let cost = numbers::change(header.total, header.ceiling);
    let total = numbers::total(header.total);
    let locked = |short| words::locked(lang, header.locked, header.adepts, short);
    let without = header.adepts.checked_sub(header.matched).filter(|count| *count > 0).map(|count| words::without(lang, count));
    let worst = header.worst.map(|worst| words::worst(lang, numbers::known_score(worst, header.worst_thin)));
    let join = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let average = header.average().map(|average| words::average(lang, numbers::percent(average)));
    let progress = join(&[Some(locked(false)), without.clone(), worst.clone()]);
    let more = join(&[Some(progress.clone()), average.clone()]);
    let brief = join(&[Some(locked(true)), without.clone(), worst.clone()]);
    let best = numbers::total(header.ceiling);
    let [long, medium, short] = match cost {
        ..=0 if header.objective == Objective::Total => [(); 3].map(|()| words::total_is_best(lang, &total)),
        ..=0 => [objectives::total_under(lang, &total, header.objective), words::total(lang, &total), words::total(lang, &total)],
        cost => words::total_of(lang, &total, &best, &numbers::total(cost.saturating_mul(100))),
    };
    // Whoever has nobody is worth more than how well the worst off is served.
    let fewer = join(&[Some(locked(true)), if without.is_some() { without.clone() } else { worst.clone() }]);
    let offer = if room < ROOM_FOR_AN_OFFER { None } else { app.better_for_the_worst().and_then(|then| offer(lang, then)) };
    let with_offer = offer.map(|offer| format!("{more}   {long}; {offer}"));
    let numbers = [
        format!("{more}   {long}"),
        format!("{more}   {medium}"),
        format!("{progress}   {long}"),
        format!("{progress}   {medium}"),
        format!("{brief}   {medium}"),
        format!("{brief}   {short}"),
        format!("{fewer}   {short}"),
        join(&[Some(locked(true)), without, worst.clone()]),
        format!("{}   {short}", locked(true)),
        join(&[Some(locked(true)), worst]),
        locked(true),
    ];
    with_offer.into_iter().chain(numbers).collect()
}

/// What the worst off could have, for how much of the total; in whole numbers, and only where these say more.
fn offer(lang: Lang, then: &Consequences) -> Option<String> {
    let (before, after) = (numbers::percent(then.worst_before?), numbers::percent(then.worst_after?));
    let cost = numbers::change(then.total_after, then.total_before).max(0);
    (after > before).then(|| objectives::offer(lang, after, &numbers::total(cost.saturating_mul(100))))
}

/// Who sits here, and what stands above every decision; returns how many cells it took.
fn paint_corner(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> usize {
    let lang = canvas.lang();
    let state = if app.trial().is_some() {
        Some((crate::words::screen::weights::trial(lang), Ink::Warned))
    } else if app.read_only().is_some() {
        Some((words::read_only(lang), Ink::Warned))
    } else if app.session().ledger().finalised().is_some() {
        Some((words::finalised(lang), Ink::Locked))
    } else {
        None
    };
    let by = Shown::new(app.by());
    let who = if area.width >= 80 { text::cut(by.as_str(), 16) } else { String::new() };
    let mut line = Vec::new();
    if let Some((word, ink)) = state {
        line.push(piece(format!(" {word} "), ink));
    }
    if !who.is_empty() {
        line.push(piece(format!(" {who} "), Ink::Muted));
    }
    let standing = super::standing::said(lang, app, area.width);
    if !standing.is_empty() {
        line.push(piece(format!(" {standing} "), Ink::Muted));
    }
    let cells: usize = line.iter().map(|piece| text::width(&piece.content)).sum();
    let start = area.right().saturating_sub(u16::try_from(cells).unwrap_or(0));
    canvas.line((start, area.y), area.right().saturating_sub(start), &line);
    cells
}
