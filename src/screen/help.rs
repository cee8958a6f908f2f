//! The help: every action with its keys, grouped by where they are in force, and below them what the signs mean.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::layout::{centred, padded};
use super::theme::Role as Ink;
use super::{Traces, prompt, signs, text};
use crate::app::modal::{Help, HelpRow};
use crate::words::screen::over as words;
use crate::words::{Lang, actions};

/// The signs in the order of their words in the legend.
const SIGNS: [&str; 12] = [
    signs::LOCKED,
    signs::FORBIDDEN,
    signs::BLOCKED,
    signs::MOVED,
    signs::EQUAL,
    signs::THIN,
    signs::WARNED,
    signs::MARKED,
    signs::CURSOR,
    "−2",
    "B",
    "◄B",
];

/// Paints the help over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, help: &Help) -> Traces {
    let lang = canvas.lang();
    let area = centred(body, 76.min(body.width), body.height);
    canvas.wipe(area);
    canvas.frame(area, words::help(lang), "", Ink::Title);
    let inner = padded(area);
    if inner.height < 3 {
        return Traces::default();
    }
    let after = canvas.put((inner.x, inner.y), inner.width, words::search(lang), Ink::Key);
    let cursor = prompt::field(canvas, (after, inner.y), inner.right().saturating_sub(after), &help.field);
    let legend = legend(canvas, usize::from(inner.width));
    let kept = u16::try_from(legend.len()).unwrap_or(0).min(inner.height.saturating_sub(2) / 2);
    let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2 + kept), ..inner };
    let rows = paint_rows(canvas, list, help);
    for (y, line) in (inner.bottom().saturating_sub(kept)..inner.bottom()).zip(&legend) {
        canvas.line((inner.x, y), inner.width, line);
    }
    Traces { cursor: Some(cursor), typing: true, rows, ..Traces::default() }
}

/// The rows around the cursor, with a heading where a new scope begins. Returns how many rows were seen.
fn paint_rows(canvas: &mut Canvas<'_>, list: Rect, help: &Help) -> u16 {
    let lang = canvas.lang();
    // Headings take lines of their own, so the window is found in lines: each row's line, counting headings before it.
    let mut lines: Vec<Option<usize>> = Vec::new();
    for (place, row) in help.rows.iter().enumerate() {
        if place == 0 || help.rows.get(place - 1).is_some_and(|before| before.scope != row.scope) {
            lines.push(None);
        }
        lines.push(Some(place));
    }
    let selected = lines.iter().position(|line| *line == Some(help.cursor.selected)).unwrap_or(0);
    let height = usize::from(list.height);
    let start = (selected + 1 + height / 3).saturating_sub(height).min(lines.len().saturating_sub(height));
    let widest = help.rows.iter().map(|row| text::width(&keys_of(lang, row))).max().unwrap_or(0);
    let wide = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(list.width / 2);
    let mut rows = 0;
    for (y, line) in (list.y..list.bottom()).zip(start..lines.len()) {
        match lines.get(line).copied().flatten() {
            None => {
                let scope = lines.get(line + 1).copied().flatten().and_then(|place| help.rows.get(place)).map(|row| row.scope);
                canvas.put((list.x, y), list.width, scope.map_or("", |scope| actions::scope(scope, lang)), Ink::Title);
            }
            Some(place) => {
                let Some(row) = help.rows.get(place) else { break };
                paint_row(canvas, Rect { y, height: 1, ..list }, row, wide);
                rows += 1;
                if place == help.cursor.selected {
                    canvas.put((list.x, y), 1, signs::CURSOR, Ink::Plain);
                    canvas.lay(Rect { y, height: 1, ..list }, Ink::Cursor);
                }
            }
        }
    }
    rows
}

fn keys_of(lang: Lang, row: &HelpRow) -> String {
    row.keys.iter().map(|keys| actions::keys(keys, lang)).collect::<Vec<_>>().join(", ")
}

/// What an action does, after its keys in so many cells.
fn paint_row(canvas: &mut Canvas<'_>, line: Rect, row: &HelpRow, wide: u16) {
    let keys = keys_of(canvas.lang(), row);
    let ink = if row.allowed { Ink::Plain } else { Ink::Muted };
    canvas.put(
        (line.x + 2, line.y),
        wide.saturating_sub(3),
        &text::cut(&keys, usize::from(wide.saturating_sub(3))),
        if row.allowed { Ink::Key } else { Ink::Muted },
    );
    let room = line.width.saturating_sub(wide);
    canvas.put((line.x + wide, line.y), room, &text::cut(row.label, usize::from(room)), ink);
}

/// Each sign with its word, in as many lines as they take.
fn legend(canvas: &Canvas<'_>, cells: usize) -> Vec<Vec<ratatui::text::Span<'static>>> {
    let mut lines: Vec<Vec<_>> = vec![Vec::new()];
    let mut left = cells;
    for (sign, word) in SIGNS.iter().zip(words::legend(canvas.lang())) {
        let gap = if left < cells { "   " } else { "" };
        let wanted = gap.len() + text::width(sign) + 1 + text::width(word);
        let (gap, wanted) = if wanted > left && left < cells {
            lines.push(Vec::new());
            left = cells;
            ("", wanted - gap.len())
        } else {
            (gap, wanted)
        };
        left = left.saturating_sub(wanted);
        if let Some(line) = lines.last_mut() {
            line.push(piece(format!("{gap}{sign}"), Ink::Strong));
            line.push(piece(format!(" {word}"), Ink::Muted));
        }
    }
    lines
}
