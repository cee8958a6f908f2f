//! The command palette: a field, and the actions that it finds, with their keys.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::layout::{centred, padded};
use super::theme::{self, Role as Ink};
use super::{Traces, prompt, signs, text};
use crate::app::App;
use crate::app::modal::{Palette, PaletteRow};
use crate::words::screen::over as words;
use crate::words::{actions, refusals};

/// Paints the palette.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, palette: &Palette, app: &App) -> Traces {
    let area = centred(body, if body.width < 96 { body.width } else { 88 }, body.height.min(26));
    canvas.wipe(area);
    canvas.frame(area, words::palette(canvas.lang()), "", Ink::Title);
    let inner = padded(area);
    if inner.height == 0 {
        return Traces::default();
    }
    let after = canvas.put((inner.x, inner.y), inner.width, ": ", Ink::Key);
    let cursor = prompt::field(canvas, (after, inner.y), inner.right().saturating_sub(after), &palette.field);
    let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    let seen = palette.cursor.window(palette.rows.len(), usize::from(list.height));
    for (y, place) in (list.y..list.bottom()).zip(seen) {
        let Some(row) = palette.rows.get(place) else { break };
        let line = Rect { y, height: 1, ..list };
        paint_row(canvas, line, row, app);
        if place == palette.cursor.selected {
            canvas.put((area.x + 1, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..line }, Ink::Cursor);
        }
    }
    Traces { cursor: Some(cursor), typing: true, rows: list.height, ..Traces::default() }
}

/// What it does, why it cannot be done now when it cannot, and its keys at the right.
fn paint_row(canvas: &mut Canvas<'_>, line: Rect, row: &PaletteRow, app: &App) {
    let lang = canvas.lang();
    let mut keys: Vec<String> = row.keys.iter().map(|keys| actions::keys(keys, lang)).collect();
    keys.dedup();
    let keys = keys.join(", ");
    let keys = text::cut(&keys, 16);
    let wide = u16::try_from(text::width(&keys)).unwrap_or(0);
    let room = line.width.saturating_sub(wide + 2);
    let ink = if row.refused.is_some() { Ink::Muted } else { Ink::Plain };
    let found = text::ranges_of(row.label, &row.hit);
    let mut pieces = text::marked(row.label, 0..row.label.len(), &found, theme::style(ink), theme::style(Ink::Found));
    if let Some(refused) = &row.refused {
        pieces.push(piece(format!("   {}", refusals::refused(refused, app.session().program(), app.now(), lang)), Ink::Muted));
    }
    canvas.line((line.x, line.y), room, &pieces);
    canvas.put((line.right().saturating_sub(wide), line.y), wide, &keys, Ink::Key);
}
