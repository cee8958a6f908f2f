//! How far long work is, for whoever waits at a terminal: one line on standard error that is gone when the work is done.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::program::Program;
use crate::scoring::Scorer;
use crate::words::{Lang, counter};

/// Work that is done sooner is not spoken of.
const PATIENCE: Duration = Duration::from_millis(400);
/// The shortest time between two lines.
const PAUSE: Duration = Duration::from_millis(100);

/// Reads every application of the program and compares everybody. On a terminal, with the share that is done when it takes long.
pub fn scored(program: Arc<Program>, lang: Lang) -> Arc<Scorer> {
    let error = io::stderr();
    if !error.is_terminal() {
        return Arc::new(Scorer::new(program));
    }
    let line = Mutex::new(Line { to: error, next: Instant::now() + PATIENCE, width: 0 });
    let scorer = Scorer::with_progress(program, &|done, all| {
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if Instant::now() >= line.next {
            line.show(&counter::comparing(percent(done, all), lang));
            line.next = Instant::now() + PAUSE;
        }
    });
    line.into_inner().unwrap_or_else(PoisonError::into_inner).wipe();
    Arc::new(scorer)
}

fn percent(done: usize, all: usize) -> usize {
    (done.min(all) * 100).checked_div(all).unwrap_or(100)
}

/// A line that is written over itself.
struct Line<W: Write> {
    to: W,
    next: Instant,
    /// How many characters stand there.
    width: usize,
}

impl<W: Write> Line<W> {
    /// A terminal that takes nothing is no reason to stop the work.
    fn show(&mut self, said: &str) {
        let width = said.chars().count();
        let _ = write!(self.to, "\r{said}{}", " ".repeat(self.width.saturating_sub(width)));
        let _ = self.to.flush();
        self.width = width;
    }

    fn wipe(mut self) {
        if self.width > 0 {
            self.show("");
            let _ = write!(self.to, "\r");
            let _ = self.to.flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_nothing_behind() {
        let mut written = Vec::new();
        let mut line = Line { to: &mut written, next: Instant::now(), width: 0 };
        line.show("Läser: 9 %");
        line.show("Läst");
        line.wipe();
        assert_eq!(String::from_utf8(written).unwrap(), "\rLäser: 9 %\rLäst      \r    \r");
    }

    #[test]
    fn what_was_never_shown_is_not_wiped() {
        let mut written = Vec::new();
        Line { to: &mut written, next: Instant::now(), width: 0 }.wipe();
        assert!(written.is_empty());
    }

    #[test]
    fn shares_are_whole_percents() {
        for (done, all, share) in [(0, 0, 100), (0, 3, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100)] {
            assert_eq!(percent(done, all), share, "{done} of {all}");
        }
    }
}
