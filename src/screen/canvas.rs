//! The brush: puts text, frames and rows into the picture, and never outside its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::Look;
use super::text;
use super::theme::{self, Role};
use crate::words::Lang;

/// What everything is painted with: the picture being made, and how it is to look.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    look: Look,
}

impl<'a> Canvas<'a> {
    /// A brush for this picture.
    pub fn new(buffer: &'a mut Buffer, look: Look) -> Self {
        Self { buffer, look }
    }

    /// The language that people read.
    pub fn lang(&self) -> Lang {
        self.look.lang
    }

    /// Puts a text at a place, cut to so many cells; returns the column after it.
    pub fn put(&mut self, (x, y): (u16, u16), cells: u16, text: &str, role: Role) -> u16 {
        self.styled((x, y), cells, text, theme::style(role))
    }

    /// Puts pieces of text beside each other, the last one cut where the room ends; returns the column after them.
    pub fn line(&mut self, (x, y): (u16, u16), cells: u16, pieces: &[Span<'_>]) -> u16 {
        let end = x.saturating_add(cells);
        let wanted: usize = pieces.iter().map(|piece| text::width(&piece.content)).sum();
        let over = wanted > usize::from(cells);
        let mut at = x;
        for piece in pieces {
            let left = end.saturating_sub(at);
            if left == 0 {
                break;
            }
            let rest = usize::from(left);
            let wide = text::width(&piece.content);
            let last = over && wide >= rest;
            let shown =
                if last && wide == rest { text::cut(&format!("{}  ", piece.content), rest) } else { text::cut(&piece.content, rest) };
            at = self.styled((at, y), left, &shown, piece.style);
            if last {
                break;
            }
        }
        at
    }

    /// Lays a style over an area, on top of what is there.
    pub fn lay(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area, theme::style(role));
    }

    /// Wipes an area, so that something can lie on top of what was there.
    pub fn wipe(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            // A wide letter that straddles the edge would show through by half.
            if let Some(left) = area.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((left, y))
                && text::width(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// A frame with a title at its upper left and a remark at its upper right; the remark is cut first.
    pub fn frame(&mut self, area: Rect, title: &str, remark: &str, role: Role) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (right, bottom, across) = (area.right() - 1, area.bottom() - 1, usize::from(area.width - 2));
        let line = "─".repeat(across);
        self.put((area.x, area.y), area.width, &format!("┌{line}┐"), Role::Muted);
        self.put((area.x, bottom), area.width, &format!("└{line}┘"), Role::Muted);
        for y in area.y + 1..bottom {
            self.put((area.x, y), 1, "│", Role::Muted);
            self.put((right, y), 1, "│", Role::Muted);
        }
        let room = across.saturating_sub(2);
        if title.is_empty() || room < 3 {
            return;
        }
        let title = format!(" {} ", text::cut(title, room.saturating_sub(2)));
        let after = self.put((area.x + 1, area.y), area.width - 2, &title, role);
        let left = usize::from(right.saturating_sub(after)).saturating_sub(2);
        // A remark that does not fit is said as far as its first comma, or not at all.
        let fits = |remark: &&str| !remark.is_empty() && text::width(remark) + 2 <= left;
        let Some(remark) = [remark, remark.split(", ").next().unwrap_or_default()].into_iter().find(fits) else { return };
        let remark = format!(" {remark} ");
        let cells = u16::try_from(text::width(&remark)).unwrap_or(0);
        self.put((right.saturating_sub(cells), area.y), cells, &remark, Role::Muted);
    }

    /// A text in lines of at most the area's width, as many as fit, the last one cut; returns how many lines it took.
    pub fn paragraph(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let lines = text::wrapped(text, usize::from(area.width), usize::from(area.height));
        let mut y = area.y;
        for line in &lines {
            self.put((area.x, y), area.width, line, role);
            y = y.saturating_add(1);
        }
        y - area.y
    }

    fn styled(&mut self, (x, y): (u16, u16), cells: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if x < area.left() || x >= area.right() || y < area.top() || y >= area.bottom() || cells == 0 {
            return x;
        }
        self.buffer.set_stringn(x, y, text, usize::from(cells), style).0
    }
}

/// A piece of text in a role.
pub fn piece(text: impl Into<String>, role: Role) -> Span<'static> {
    Span::styled(text.into(), theme::style(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas_on(width: u16, height: u16, paint: impl Fn(&mut Canvas<'_>)) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        paint(&mut Canvas::new(&mut buffer, Look::default()));
        buffer.content.chunks(usize::from(width.max(1))).map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>()).collect()
    }

    #[test]
    fn frames_cut_the_remark_before_the_title() {
        let frame = |width| {
            canvas_on(width, 2, |canvas| canvas.frame(Rect::new(0, 0, width, 2), "Adepts", "30, needing a look first", Role::Title))
        };
        assert_eq!(frame(44)[0], "┌ Adepts ──────── 30, needing a look first ┐");
        assert_eq!(frame(24)[0], "┌ Adepts ────────── 30 ┐");
        assert_eq!(frame(12)[0], "┌ Adepts ──┐");
        assert_eq!(frame(2)[0], "┌┐");
    }

    #[test]
    fn a_line_is_cut_where_its_room_ends() {
        let line =
            |cells| canvas_on(12, 1, |canvas| _ = canvas.line((0, 0), cells, &[piece("Åsa ", Role::Plain), piece("Öberg", Role::Strong)]));
        assert_eq!(line(12)[0], "Åsa Öberg   ");
        assert_eq!(line(7)[0], "Åsa Öb…     ");
        assert_eq!(line(4)[0], "Åsa…        ");
        assert_eq!(line(0)[0], "            ");
    }

    #[test]
    fn nothing_is_painted_outside() {
        canvas_on(5, 2, |canvas| {
            canvas.put((9, 0), 5, "far", Role::Plain);
            canvas.put((0, 9), 5, "deep", Role::Plain);
            canvas.frame(Rect::new(3, 1, 40, 9), "title", "remark", Role::Title);
            canvas.paragraph(Rect::new(4, 1, 20, 7), "ett två tre", Role::Plain);
            canvas.wipe(Rect::new(3, 0, 90, 90));
            canvas.lay(Rect::new(3, 0, 90, 90), Role::Cursor);
        });
    }
}
