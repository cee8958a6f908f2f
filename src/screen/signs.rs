//! The signs of the screen, their ASCII twins, and the bars.
//!
//! Pictures are painted with the signs; for a terminal that has only ASCII one pass over the finished picture puts their twins there.
//! Every sign takes one cell, and so does every twin.

use ratatui::buffer::Buffer;

/// Locked by people.
pub const LOCKED: &str = "●";
/// Forbidden by people.
pub const FORBIDDEN: &str = "✕";
/// Blocked by a rule.
pub const BLOCKED: &str = "⊘";
/// Moved by the last decision.
pub const MOVED: &str = "↷";
/// As good as the one above, or as the one that is looked at.
pub const EQUAL: &str = "=";
/// Little to go on.
pub const THIN: &str = "~";
/// The cursor.
pub const CURSOR: &str = "▌";
/// A rule marks the pair.
pub const WARNED: &str = "!";
/// Asked, and answered nowhere.
pub const UNANSWERED: &str = "?";
/// Tried, and not kept.
pub const TRIED: &str = "◇";
/// Not as in the criteria file.
pub const NOT_AS_IN_FILE: &str = "≠";
/// Somebody else has just decided about this row; their letters follow.
pub const DECIDED: &str = "◄";
/// Marked for a swap.
pub const MARKED: &str = "◆";

/// Each sign with its twin.
const TWINS: [(&str, &str); 39] = [
    (LOCKED, "L"),
    (FORBIDDEN, "x"),
    (BLOCKED, "/"),
    (MOVED, "*"),
    (MARKED, "+"),
    (DECIDED, "<"),
    (TRIED, "?"),
    (NOT_AS_IN_FILE, "%"),
    (CURSOR, ">"),
    ("█", "#"),
    ("▉", "#"),
    ("▊", "#"),
    ("▋", "#"),
    ("▍", "-"),
    ("▎", "-"),
    ("▏", "-"),
    ("─", "-"),
    ("━", "="),
    ("│", "|"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("…", "."),
    ("«", "\""),
    ("»", "\""),
    ("–", "-"),
    ("−", "-"),
    ("·", "."),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("≈", "~"),
    ("↵", "<"),
];

/// The twin of a sign; anything else is its own.
pub fn twin(sign: &str) -> &str {
    TWINS.iter().find(|(unicode, _)| *unicode == sign).map_or(sign, |(_, ascii)| ascii)
}

/// Puts the twins in the place of the signs, over a finished picture. The letters of names stay.
pub fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            // The table is static, so a twin can be set; a cell without one keeps what it has.
            if let Some((_, ascii)) = TWINS.iter().find(|(unicode, _)| *unicode == cell.symbol()) {
                cell.set_symbol(ascii);
            }
        }
    }
}

/// A bar for `share` basis points of full marks in so many cells, in eighths of a cell; never padded. Anything above nought shows.
pub fn bar(share: u16, cells: usize) -> String {
    // Four eighths are drawn as five: the half block is the cursor's sign, and each sign has one meaning.
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▋", "▋", "▊", "▉"];
    let full = cells * 8;
    let eighths = (usize::from(share.min(10_000)) * full + 5_000) / 10_000;
    let eighths = if share > 0 && cells > 0 { eighths.max(1) } else { eighths };
    "█".repeat(eighths / 8) + EIGHTHS.get(eighths % 8).copied().unwrap_or_default()
}

/// A bar of whole cells, for where part of a cell would show what is behind it.
pub fn whole_bar(share: u16, cells: usize) -> String {
    let full = (usize::from(share.min(10_000)) * cells + 5_000) / 10_000;
    "█".repeat(if share > 0 { full.max(cells.min(1)) } else { full })
}

#[cfg(test)]
mod tests {
    use super::super::text::width;
    use super::*;

    #[test]
    fn every_sign_and_twin_takes_one_cell() {
        for (sign, twin) in TWINS {
            assert_eq!((width(sign), width(twin)), (1, 1), "{sign} {twin}");
            assert!(twin.is_ascii());
        }
    }

    #[test]
    fn bars_grow_with_the_share_and_fill_at_full_marks() {
        for (share, cells, shown) in
            [(0, 8, ""), (1, 8, "▏"), (5_000, 8, "████"), (10_000, 8, "████████"), (8_200, 6, "████▉"), (10_000, 0, ""), (65_000, 2, "██")]
        {
            assert_eq!(bar(share, cells), shown, "{share} in {cells}");
            assert!(width(&whole_bar(share, cells)).abs_diff(width(shown)) <= 1, "{share} in {cells}");
        }
        let widths: Vec<_> = (0..=100).map(|percent| width(&bar(percent * 100, 12))).collect();
        assert!(widths.is_sorted());
    }
}
