//! Where in a file something stands.

/// A file's text, with the line and column of every byte within reach.
pub(super) struct Text {
    text: String,
    marks: Vec<Mark>,
}

/// A known place; from the nearest one before it, any other is counted in at most `STEP` bytes.
struct Mark {
    offset: usize,
    line: u32,
    column: u32,
}

const STEP: usize = 1024;

impl Text {
    pub(super) fn new(text: String) -> Self {
        let mut marks = vec![Mark { offset: 0, line: 1, column: 1 }];
        let (mut line, mut column, mut next) = (1_u32, 1_u32, STEP);
        for (offset, character) in text.char_indices() {
            if offset >= next {
                marks.push(Mark { offset, line, column });
                next = offset + STEP;
            }
            (line, column) = after(character, line, column);
        }
        Self { text, marks }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Line and column (in characters), both from 1, of the character at a byte offset; an offset beyond the end is the end.
    pub(super) fn place(&self, offset: usize) -> (u32, u32) {
        let nearest = self.marks.partition_point(|mark| mark.offset <= offset).saturating_sub(1);
        let (start, mut line, mut column) = self.marks.get(nearest).map_or((0, 1, 1), |mark| (mark.offset, mark.line, mark.column));
        for (at, character) in self.text.get(start..).unwrap_or_default().char_indices() {
            if start + at >= offset {
                break;
            }
            (line, column) = after(character, line, column);
        }
        (line, column)
    }

    /// The byte offset of a part of this text, borrowed from it.
    pub(super) fn offset_of(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    /// The byte offset of a line (from 1) and a byte column in it (from 1), never inside a character.
    pub(super) fn offset_at(&self, line: usize, byte_column: usize) -> usize {
        let start = match line {
            0 | 1 => 0,
            _ => self.text.match_indices('\n').nth(line - 2).map_or(self.text.len(), |(at, _)| at + 1),
        };
        let mut offset = (start + byte_column.saturating_sub(1)).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

fn after(character: char, line: u32, column: u32) -> (u32, u32) {
    if character == '\n' { (line.saturating_add(1), 1) } else { (line, column.saturating_add(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let text = Text::new("åäö x\r\n{}\n".to_owned());
        for (offset, place) in [(0, (1, 1)), (2, (1, 2)), (7, (1, 5)), (8, (1, 6)), (10, (2, 1)), (11, (2, 2)), (13, (3, 1)), (99, (3, 1))]
        {
            assert_eq!(text.place(offset), place, "offset {offset}");
        }
        assert_eq!(text.offset_at(2, 2), 11);
        assert_eq!(text.offset_at(1, 2), 0, "never inside a character");
        assert_eq!(text.offset_of(&text.as_str()[10..]), 10);
    }

    #[test]
    fn far_places_agree_with_counting_from_the_start() {
        let long = Text::new("åb\n".repeat(700) + &"ö".repeat(5000) + "\nslut");
        let (mut line, mut column) = (1, 1);
        for (offset, character) in long.as_str().char_indices() {
            assert_eq!(long.place(offset), (line, column));
            (line, column) = after(character, line, column);
        }
    }
}
