//! The notes there are on something, oldest first, and below them the field for a new one.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::padded;
use super::prompt::field;
use super::theme::Role as Ink;
use super::{Traces, footer, signs, text};
use crate::app::modal::Notes;
use crate::app::modal::notes::NoteRow;
use crate::app::{Action, App, Scope};
use crate::program::Shown;
use crate::words::{Lang, actions, voices};

/// The most lines that one note takes.
const LINES: usize = 3;

/// Paints the box at the foot of the body, as high as its notes need.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, notes: &Notes, app: &App) -> Traces {
    let lang = canvas.lang();
    let lines = Lined::of(lang, notes, usize::from(body.width.saturating_sub(4)));
    let fixed = 2 + 1 + u16::from(!notes.lines.is_empty()) + 1;
    let height = (fixed + lines.count()).min(body.height);
    let area = Rect { y: body.bottom().saturating_sub(height), height, ..body };
    canvas.wipe(area);
    let names: Vec<String> = app.names_in(notes.about()).iter().map(Shown::to_string).collect();
    let about = voices::about(&names, lang);
    let title = if notes.rewording.is_some() { voices::rewording(&about, lang) } else { voices::note_about(&about, lang) };
    let to_the_notes = Some(()).filter(|()| !notes.lines.is_empty() && notes.chosen.is_none() && notes.rewording.is_none());
    let keys = to_the_notes.and_then(|()| app.keymap().keys(Scope::Text, Action::Up).first());
    let remark = keys.map(|keys| voices::to_the_notes(&actions::keys(keys, lang), lang)).unwrap_or_default();
    canvas.frame(area, &title, &remark, Ink::Title);
    let inner = padded(area);
    let rows = inner.height.saturating_sub(fixed - 2);
    let cursor_line = lines.paint(canvas, Rect { height: rows, ..inner }, notes);
    let last = |above: u16| inner.bottom().saturating_sub(above).max(inner.y);
    footer::paint_keys(canvas, Rect { y: last(1), height: inner.height.min(1), ..inner }, app);
    // Where there is no room for both, the field is worth more than the keys, which the last line of the screen has too.
    let at = if inner.height > 1 { last(2) } else { last(1) };
    if inner.height == 0 {
        return Traces::default();
    }
    let lead = canvas.put((inner.x, at), inner.width, "› ", Ink::Key);
    let typing = notes.chosen.is_none();
    let cursor = field(canvas, (lead, at), inner.right().saturating_sub(lead), &notes.field);
    let cursor = if typing { cursor } else { cursor_line.unwrap_or(cursor) };
    Traces { cursor: Some(cursor), typing, rows, ..Traces::default() }
}

/// The notes as lines, each with the note that it belongs to.
struct Lined(Vec<(usize, Vec<Span<'static>>)>);

impl Lined {
    fn of(lang: Lang, notes: &Notes, cells: usize) -> Self {
        let of_note = |(place, row): (usize, &NoteRow)| {
            let changed = notes.rewording.as_ref().is_some_and(|rewording| rewording.note == row.seq);
            told(lang, row, changed, cells.saturating_sub(2)).into_iter().map(move |line| (place, line)).collect::<Vec<_>>()
        };
        Self(notes.lines.iter().enumerate().flat_map(of_note).collect())
    }

    fn count(&self) -> u16 {
        u16::try_from(self.0.len()).unwrap_or(u16::MAX / 4)
    }

    /// Paints what fits: the end, or what the cursor is on. Returns where the cursor stands.
    fn paint(&self, canvas: &mut Canvas<'_>, area: Rect, notes: &Notes) -> Option<(u16, u16)> {
        let rows = usize::from(area.height);
        let of_chosen = |line: &(usize, Vec<Span<'static>>)| Some(line.0) == notes.chosen;
        let end = self.0.iter().rposition(of_chosen).map_or(self.0.len(), |last| (last + 1).max(rows.min(self.0.len())));
        let mut cursor = None;
        for (y, line) in (area.y..area.bottom()).zip(self.0.iter().skip(end.saturating_sub(rows))) {
            canvas.line((area.x + 2, y), area.width.saturating_sub(2), &line.1);
            if of_chosen(line) {
                if cursor.is_none() {
                    canvas.put((area.x, y), 1, signs::CURSOR, Ink::Plain);
                    cursor = Some((area.x, y));
                }
                canvas.lay(Rect { y, height: 1, ..area }, Ink::Cursor);
            }
        }
        cursor
    }
}

/// One note: who, when, about whom where that needs saying, and the words.
fn told(lang: Lang, row: &NoteRow, changed: bool, cells: usize) -> Vec<Vec<Span<'static>>> {
    let names: Vec<String> = row.names.iter().map(Shown::to_string).collect();
    let whom = if names.is_empty() { String::new() } else { format!(" ({})", voices::about(&names, lang)) };
    let by = if row.own { format!("{} ({})", row.by, voices::you(lang)) } else { row.by.to_string() };
    let head = format!("{}{whom}: ", Shown::new(&voices::written(&by, &row.at, row.reworded_at.as_deref(), lang)));
    let words = row.text.as_ref().map_or(voices::erased(lang), Shown::as_str);
    let (head_ink, ink) = if changed { (Ink::Muted, Ink::Muted) } else { (Ink::Colleague, Ink::Plain) };
    let lines = text::wrapped(&format!("{head}{words}"), cells, LINES);
    let pieces = |(place, line): (usize, String)| match (place, line.strip_prefix(head.trim_end())) {
        (0, Some(rest)) => vec![piece(head.trim_end(), head_ink), piece(rest, ink)],
        _ => vec![piece(line, ink)],
    };
    lines.into_iter().enumerate().map(pieces).collect()
}
