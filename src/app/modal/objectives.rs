//! What each objective would give from here, beside each other.

use crate::app::cursor::{Cursor, Step};
use crate::program::criteria::Objective;
use crate::session::Promise;

use super::confirm::Moved;

/// The objectives, what each would give, and which is looked at.
#[derive(Debug, Clone)]
pub struct Objectives {
    /// A line for each, in the order of [`Objective::ALL`].
    pub lines: [Line; 3],
    /// Which line is looked at.
    pub cursor: Cursor,
    /// The first of those who would move that is seen, when there are more than fit.
    pub scroll: usize,
    /// Which question was asked last.
    pub(in crate::app) asked: u64,
}

/// One objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub objective: Objective,
    /// Whether it is in force.
    pub in_force: bool,
    /// What it would give; none while that is worked out.
    pub known: Option<Known>,
}

/// What an objective would give, with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The figures.
    pub promise: Promise,
    /// Everyone who would get another mentor, with names and scores, in the order of ids.
    pub moved: Vec<Moved>,
}

impl Known {
    /// How many would get a mentor who fits better, and how many one who fits worse; to have nobody is worst of all.
    pub fn better_and_worse(&self) -> (usize, usize) {
        let score = |held: &Option<super::Held>| held.as_ref().map(|held| held.score);
        let count = |which: fn(Option<u16>, Option<u16>) -> bool| {
            self.moved.iter().filter(|moved| which(score(&moved.from), score(&moved.to))).count()
        };
        (count(|from, to| from < to), count(|from, to| from > to))
    }
}

impl Objectives {
    /// The objectives with one of them in force, which the cursor stands on; nothing is known yet.
    pub(in crate::app) fn of(in_force: Objective) -> Self {
        let lines = Objective::ALL.map(|objective| Line { objective, in_force: objective == in_force, known: None });
        let selected = Objective::ALL.iter().position(|objective| *objective == in_force).unwrap_or(0);
        Self { lines, cursor: Cursor { selected, offset: 0 }, scroll: 0, asked: 0 }
    }

    /// The line that is looked at.
    pub fn selected(&self) -> Option<&Line> {
        self.lines.get(self.cursor.selected)
    }

    /// Up and down go among the objectives, pages among those who would move; `height` is how many of these are seen.
    pub(in crate::app) fn step(&mut self, step: Step, height: usize) {
        match step {
            Step::PageUp | Step::PageDown => {
                let moved = self.selected().and_then(|line| line.known.as_ref()).map_or(0, |known| known.moved.len());
                let page = height.saturating_sub(1).max(1);
                let furthest = moved.saturating_sub(height.max(1));
                let scroll = if step == Step::PageUp { self.scroll.saturating_sub(page) } else { self.scroll + page };
                self.scroll = scroll.min(furthest);
            }
            _ => {
                let before = self.cursor.selected;
                self.cursor.step(step, self.lines.len(), self.lines.len());
                if self.cursor.selected != before {
                    self.scroll = 0;
                }
            }
        }
    }
}
