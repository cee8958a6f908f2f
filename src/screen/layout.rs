//! Where things stand, from the size alone.
//!
//! ```text
//! 1 header                          one line
//! 2 pane | pane   (or tabs + pane)  the rest
//! 3 why                             what the panes leave, once they have eight rows; at most half, at most fourteen lines
//! 4 notice                          one line
//! 5 footer                          one line
//! ```

use ratatui::layout::Rect;

/// The narrowest screen that shows anything but a sentence.
pub const LEAST_WIDTH: u16 = 40;
/// The lowest screen that shows anything but a sentence.
pub const LEAST_HEIGHT: u16 = 12;
/// From here on both panes stand side by side.
const TWO_PANES: u16 = 80;

/// Lines that a pane has before the why panel grows: eight rows in their frame.
const PANE: u16 = 10;

/// The areas of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rooms {
    /// Program, progress, totals, who is here.
    pub header: Rect,
    /// The panes.
    pub panes: Panes,
    /// The why panel.
    pub why: Rect,
    /// What happened last, or where text is typed.
    pub notice: Rect,
    /// The keys that work now.
    pub footer: Rect,
}

/// How the two panes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panes {
    /// Side by side: adepts left, mentors right.
    Two {
        /// Adepts.
        left: Rect,
        /// Mentors.
        right: Rect,
    },
    /// The one with the cursor, under a line with both names.
    One {
        /// The names of both.
        tabs: Rect,
        /// The pane.
        pane: Rect,
    },
}

/// The areas for a screen of this size; `None` when it is too small to work in.
pub fn rooms(area: Rect) -> Option<Rooms> {
    rooms_with(area, None)
}

/// The same where the room of the why panel is for something that wants so many lines; the panes keep at least three.
pub fn rooms_with(area: Rect, wanted: Option<u16>) -> Option<Rooms> {
    if area.width < LEAST_WIDTH || area.height < LEAST_HEIGHT {
        return None;
    }
    let line = |y: u16| Rect { y, height: 1, ..area };
    let tabs = u16::from(area.width < TWO_PANES);
    let shared = area.height - 3 - tabs;
    let why = match wanted {
        None => shared.saturating_sub(PANE).min(shared / 2).clamp(3, 14),
        Some(wanted) => wanted.min((shared * 4 / 7).max(5)).min(shared.saturating_sub(3)),
    };
    let top = area.y + 1;
    let pane = Rect { y: top + tabs, height: shared - why, ..area };
    let panes = if tabs == 0 {
        // The people who lead have a column more than those who follow.
        let left = area.width / 2 + ((area.width - TWO_PANES) * 3 / 40).min(8);
        Panes::Two { left: Rect { width: left, ..pane }, right: Rect { x: pane.x + left, width: area.width - left, ..pane } }
    } else {
        Panes::One { tabs: line(top), pane }
    };
    Some(Rooms {
        header: line(area.y),
        panes,
        why: Rect { y: pane.bottom(), height: why, ..area },
        notice: line(area.bottom() - 2),
        footer: line(area.bottom() - 1),
    })
}

/// What a bar across the first line leaves. Where that would be too low to work in, the bar covers the header instead.
pub fn below_a_bar(area: Rect) -> Rect {
    let bar = u16::from(area.height > LEAST_HEIGHT);
    Rect { y: area.y + bar, height: area.height - bar, ..area }
}

/// An area in the middle of another, at most so large; for what lies on top of the panes.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// What is inside a frame.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// What is inside a frame, with one more cell free at both sides.
pub fn padded(area: Rect) -> Rect {
    let inner = inside(area);
    Rect { x: inner.x.saturating_add(1), width: inner.width.saturating_sub(2), ..inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_fill_the_screen_without_overlap() {
        for width in 0..=140 {
            for height in 0..=45 {
                let area = Rect::new(0, 0, width, height);
                let Some(plain) = rooms(area) else {
                    assert!(width < LEAST_WIDTH || height < LEAST_HEIGHT);
                    continue;
                };
                let other = [5, 9, 400].map(|wanted| rooms_with(area, Some(wanted)).unwrap());
                for rooms in other.into_iter().chain([plain]) {
                    fills(area, rooms);
                }
            }
        }
    }

    fn fills(area: Rect, rooms: Rooms) {
        let mut all = vec![rooms.header, rooms.why, rooms.notice, rooms.footer];
        match rooms.panes {
            Panes::Two { left, right } => all.extend([left, right]),
            Panes::One { tabs, pane } => all.extend([tabs, pane]),
        }
        let cells: u32 = all.iter().map(|room| room.area()).sum();
        assert_eq!(cells, area.area(), "{area}");
        for (n, a) in all.iter().enumerate() {
            assert_eq!(a.intersection(area), *a, "{area}");
            assert!(a.height > 0, "{area}");
            assert!(all.iter().skip(n + 1).all(|b| a.intersection(*b).is_empty()), "{area}");
        }
    }
}
