//! The last line: the keys that work now, the most useful first. What does not fit is left out whole; help is the last to go.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::text;
use super::theme::Role as Ink;
use crate::app::{Action, App};
use crate::words::actions;

/// Between two hints.
const GAP: &str = "   ";

/// Paints the footer.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let lang = canvas.lang();
    let hints = app.hints().into_iter().map(|hint| (hint.action, actions::keys(&hint.keys, lang), hint.label));
    let (help, others): (Vec<_>, Vec<_>) = hints.partition(|(action, ..)| *action == Action::Help);
    let cells = |keys: &str, label: &str| text::width(keys) + 1 + text::width(label) + text::width(GAP);
    let reserved: usize = help.iter().map(|(_, keys, label)| cells(keys, label)).sum();
    let mut left = usize::from(area.width).saturating_sub(1 + reserved);
    let mut line = vec![piece(" ", Ink::Plain)];
    for (_, keys, label) in others {
        let wanted = cells(&keys, &label);
        if wanted <= left {
            left -= wanted;
            line.extend([piece(keys, Ink::Key), piece(format!(" {label}{GAP}"), Ink::Plain)]);
        }
    }
    for (_, keys, label) in help {
        line.extend([piece(keys, Ink::Key), piece(format!(" {label}"), Ink::Plain)]);
    }
    canvas.line((area.x, area.y), area.width, &line);
}

/// The keys of what lies on top, without help: where people look when they are asked something. What does not fit is left out whole; the way
/// out is the last to go.
pub fn paint_keys(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    if area.height == 0 {
        return;
    }
    let lang = canvas.lang();
    let hints = app.hints().into_iter().filter(|hint| hint.action != Action::Help);
    let hints: Vec<_> = hints.map(|hint| (hint.action, actions::keys(&hint.keys, lang), hint.label)).collect();
    let cells = |keys: &str, label: &str| text::width(keys) + 1 + text::width(label);
    let reserved = hints.iter().find(|(action, ..)| *action == Action::Back).map_or(0, |(_, keys, label)| cells(keys, label));
    let mut left = usize::from(area.width).saturating_sub(reserved);
    let mut line = Vec::new();
    for (action, keys, label) in hints {
        let wanted = cells(&keys, &label) + text::width(GAP);
        if action != Action::Back {
            if wanted > left {
                continue;
            }
            left -= wanted;
        }
        line.extend([piece(keys, Ink::Key), piece(format!(" {label}"), Ink::Plain), piece(GAP, Ink::Plain)]);
    }
    line.pop();
    canvas.line((area.x, area.y), area.width, &line);
}
