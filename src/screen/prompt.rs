//! Where text is typed: the search line, the reason for what is tried, and the field that they are made with.

use ratatui::layout::Rect;

use super::Traces;
use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::text;
use super::theme::Role as Ink;
use crate::app::field::Field;
use crate::app::modal::{Prompt, Search};
use crate::program::Shown;
use crate::words::screen::over as words;

/// Paints a text field in one line: the part of it around the cursor. Returns where the cursor stands.
pub fn field(canvas: &mut Canvas<'_>, (x, y): (u16, u16), cells: u16, field: &Field) -> (u16, u16) {
    let typed = field.text();
    let cut = typed.char_indices().nth(field.cursor()).map_or(typed.len(), |(at, _)| at);
    let (before, after) = typed.split_at(cut);
    let (before, after) = (Shown::new(before).to_string(), Shown::new(after).to_string());
    // The cursor needs a cell of its own, so one cell always stays free at the end.
    let room = usize::from(cells).saturating_sub(1);
    let shown = text::keep_end(&before, room);
    let at = x.saturating_add(u16::try_from(text::width(&shown)).unwrap_or(0));
    canvas.line(
        (x, y),
        cells,
        &[piece(shown, Ink::Plain), piece(text::cut(&after, usize::from(x.saturating_add(cells).saturating_sub(at))), Ink::Plain)],
    );
    (at, y)
}

/// Paints the search in the notice line; the left pane lists what it finds.
pub fn search(canvas: &mut Canvas<'_>, area: Rect, search: &Search) -> Traces {
    let lang = canvas.lang();
    canvas.wipe(area);
    let found = format!(" {} ", words::found(lang, search.found));
    let wide = u16::try_from(text::width(&found)).unwrap_or(0).min(area.width);
    let after = canvas.put((area.x + 1, area.y), area.width.saturating_sub(1), words::search(lang), Ink::Key);
    let room = area.right().saturating_sub(after).saturating_sub(wide);
    let cursor = field(canvas, (after, area.y), room, &search.field);
    let ink = if search.found == 0 && !search.field.is_empty() { Ink::Warned } else { Ink::Muted };
    canvas.put((area.right() - wide, area.y), wide, &found, ink);
    Traces { cursor: Some(cursor), typing: true, ..Traces::default() }
}

/// Paints the reason for what is tried in a frame at the foot of the body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, prompt: &Prompt) -> Traces {
    let height = 3.min(body.height);
    let area = Rect { y: body.bottom().saturating_sub(height), height, ..body };
    canvas.wipe(area);
    canvas.frame(area, words::why_keep(canvas.lang(), prompt.changes).as_str(), "", Ink::Title);
    let inner = padded(area);
    let cursor = field(canvas, (inner.x, inner.y), inner.width, &prompt.field);
    Traces { cursor: Some(cursor), typing: true, ..Traces::default() }
}
