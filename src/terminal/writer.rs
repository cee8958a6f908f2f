//! One frame, one write: the difference to the frame before, inside a synchronised update; nothing when nothing changed.

use std::io;

use crossterm::QueueableCommand;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::screen::Picture;

/// Where frames go: to this machine's terminal, or into a test.
pub trait Sink {
    /// Takes one frame's bytes; false when they were not wanted.
    ///
    /// # Errors
    /// When they cannot be delivered.
    fn take(&mut self, frame: &[u8]) -> io::Result<bool>;
}

/// The terminal that the `super::guard` holds.
#[derive(Debug, Clone, Copy)]
pub struct Held;

impl Sink for Held {
    fn take(&mut self, frame: &[u8]) -> io::Result<bool> {
        super::guard::write_frame(frame)
    }
}

/// Turns pictures into frames and remembers what the terminal shows.
#[derive(Debug)]
pub struct FrameWriter<S> {
    sink: S,
    shown: Buffer,
    cursor: Option<(Position, bool)>,
    afresh: bool,
    frames: u64,
    bytes: u64,
}

impl<S: Sink> FrameWriter<S> {
    /// A writer to a terminal of which nothing is known.
    pub fn new(sink: S) -> Self {
        // The look of a picture is decided before it comes here; without this crossterm would decide a second time, and wrongly.
        crossterm::style::force_color_output(true);
        Self { sink, shown: Buffer::empty(Rect::ZERO), cursor: None, afresh: true, frames: 0, bytes: 0 }
    }

    /// Makes the next frame a whole one: the terminal may show anything.
    pub fn forget(&mut self) {
        self.afresh = true;
    }

    /// Shows a picture. Returns whether anything had to be written.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn show(&mut self, picture: Picture) -> io::Result<bool> {
        let Picture { buffer, cursor, typing, .. } = picture;
        let whole = self.afresh || buffer.area != self.shown.area;
        let cursor = (cursor, typing);
        if !whole && buffer == self.shown && self.cursor == Some(cursor) {
            return Ok(false);
        }
        let frame = self.frame(&buffer, cursor, whole)?;
        if !self.sink.take(&frame)? {
            self.afresh = true;
            return Ok(false);
        }
        self.frames += 1;
        self.bytes += frame.len() as u64;
        (self.shown, self.cursor, self.afresh) = (buffer, Some(cursor), false);
        Ok(true)
    }

    /// How many frames were written.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// How many bytes they had.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn frame(&self, buffer: &Buffer, (cursor, typing): (Position, bool), whole: bool) -> io::Result<Vec<u8>> {
        let mut frame = Vec::with_capacity(if whole { 16 * 1024 } else { 2 * 1024 });
        frame.queue(BeginSynchronizedUpdate)?;
        frame.queue(Hide)?;
        let blank;
        let shown = if whole {
            frame.queue(Clear(ClearType::All))?;
            blank = Buffer::empty(buffer.area);
            &blank
        } else {
            &self.shown
        };
        let changed = shown.diff_iter(buffer);
        CrosstermBackend::new(&mut frame).draw(changed)?;
        // The cursor stands on the chosen row even while it is hidden: magnifiers and screen readers follow it.
        frame.queue(MoveTo(cursor.x, cursor.y))?;
        if typing {
            frame.queue(Show)?;
        }
        frame.queue(EndSynchronizedUpdate)?;
        Ok(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Kept(Vec<Vec<u8>>);

    impl Sink for Kept {
        fn take(&mut self, frame: &[u8]) -> io::Result<bool> {
            self.0.push(frame.to_vec());
            Ok(true)
        }
    }

    fn picture(text: &str, typing: bool) -> Picture {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        buffer.set_string(0, 1, text, ratatui::style::Style::new().bold());
        Picture { buffer, cursor: Position::new(0, 1), typing, drawn: Default::default() }
    }

    fn seen(writer: &FrameWriter<Kept>) -> vt100::Parser {
        let mut parser = vt100::Parser::new(std::num::NonZero::new(3).unwrap(), std::num::NonZero::new(20).unwrap(), 0);
        writer.sink.0.iter().for_each(|frame| parser.process(frame));
        parser
    }

    #[test]
    fn a_picture_is_one_write_and_the_same_picture_none() {
        let mut writer = FrameWriter::new(Kept::default());
        assert!(writer.show(picture("Åsa Öberg 82", false)).unwrap());
        assert!(!writer.show(picture("Åsa Öberg 82", false)).unwrap());
        assert!(writer.show(picture("Åsa Öberg 79", false)).unwrap());
        assert!(writer.show(picture("Åsa Öberg 79", true)).unwrap());
        assert_eq!(writer.frames(), 3);
        assert_eq!(writer.sink.0.len(), 3);
        for frame in &writer.sink.0 {
            assert!(frame.starts_with(b"\x1b[?2026h") && frame.ends_with(b"\x1b[?2026l"));
        }
        let parser = seen(&writer);
        assert!(parser.screen().contents().contains("Åsa Öberg 79"));
        assert!(!parser.screen().hide_cursor());
    }

    #[test]
    fn what_is_forgotten_is_drawn_whole() {
        let mut writer = FrameWriter::new(Kept::default());
        writer.show(picture("Anna", false)).unwrap();
        writer.forget();
        assert!(writer.show(picture("Anna", false)).unwrap());
        let last = writer.sink.0.pop().unwrap();
        writer.sink.0 = vec![last];
        assert!(seen(&writer).screen().contents().contains("Anna"));
    }

    #[test]
    fn a_frame_nobody_wanted_is_drawn_again() {
        struct Gone;
        impl Sink for Gone {
            fn take(&mut self, _: &[u8]) -> io::Result<bool> {
                Ok(false)
            }
        }
        let mut writer = FrameWriter::new(Gone);
        assert!(!writer.show(picture("Anna", false)).unwrap());
        assert!(writer.afresh && writer.frames() == 0);
    }
}
