//! A place in a list, and the part of the list that is seen.

use std::ops::Range;

/// Which row of a list is selected, and from which row on the list is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The selected row; 0 in an empty list.
    pub selected: usize,
    /// The first row that is seen.
    pub offset: usize,
}

/// A way to move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl Cursor {
    /// The rows to be seen in a window of this height: always holds the selected row, never runs past the end.
    pub fn window(&self, len: usize, height: usize) -> Range<usize> {
        let start = self.in_view(len, height).offset;
        start..start.saturating_add(height).min(len)
    }

    /// Takes a step and scrolls no more than needed to keep the selected row in view.
    pub fn step(&mut self, step: Step, len: usize, height: usize) {
        let page = height.saturating_sub(1).max(1);
        let selected = match step {
            Step::Up => self.selected.saturating_sub(1),
            Step::Down => self.selected.saturating_add(1),
            Step::PageUp => self.selected.saturating_sub(page),
            Step::PageDown => self.selected.saturating_add(page),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        self.go_to(selected, len, height);
    }

    /// Selects a row and scrolls no more than needed to see it.
    pub fn go_to(&mut self, row: usize, len: usize, height: usize) {
        self.selected = row;
        *self = self.in_view(len, height);
    }

    /// Selects the row at which the selected thing now stands, on the same line of the screen as before.
    pub fn follow(&mut self, row: usize, len: usize, height: usize) {
        let line = self.selected.saturating_sub(self.offset);
        self.offset = row.saturating_sub(line);
        self.go_to(row, len, height);
    }

    fn in_view(&self, len: usize, height: usize) -> Cursor {
        let selected = self.selected.min(len.saturating_sub(1));
        let lowest = (selected + 1).saturating_sub(height.max(1));
        let offset = self.offset.clamp(lowest, selected).min(len.saturating_sub(height).max(lowest));
        Cursor { selected, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_inside_and_in_view() {
        for len in [0, 1, 2, 7, 30] {
            for height in [0, 1, 5, 40] {
                let mut cursor = Cursor::default();
                for step in [Step::Last, Step::Up, Step::PageUp, Step::Down, Step::PageDown, Step::First, Step::Up, Step::PageDown] {
                    cursor.step(step, len, height);
                    assert!(cursor.selected < len.max(1), "{len} {height} {step:?}");
                    let seen = cursor.window(len, height);
                    assert!(seen.end <= len && (height == 0 || len == 0 || seen.contains(&cursor.selected)), "{len} {height} {step:?}");
                }
            }
        }
    }

    #[test]
    fn a_page_keeps_one_row_and_scrolls_no_more_than_needed() {
        let mut cursor = Cursor::default();
        cursor.step(Step::PageDown, 30, 10);
        assert_eq!(cursor, Cursor { selected: 9, offset: 0 });
        cursor.step(Step::Down, 30, 10);
        assert_eq!(cursor, Cursor { selected: 10, offset: 1 });
        cursor.step(Step::Up, 30, 10);
        assert_eq!(cursor, Cursor { selected: 9, offset: 1 });
        cursor.step(Step::Last, 30, 10);
        assert_eq!(cursor, Cursor { selected: 29, offset: 20 });
    }

    #[test]
    fn what_is_followed_stays_on_its_line() {
        let mut cursor = Cursor { selected: 12, offset: 8 };
        cursor.follow(20, 40, 10);
        assert_eq!(cursor, Cursor { selected: 20, offset: 16 });
        cursor.follow(1, 40, 10);
        assert_eq!(cursor, Cursor { selected: 1, offset: 0 });
    }
}
