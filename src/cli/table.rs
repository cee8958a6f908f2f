//! Columns of text that line up, in a terminal and for a screen reader: no lines are drawn, nothing is cut.

use unicode_width::UnicodeWidthStr;

/// Rows of cells. Columns are separated by two spaces; the last is not padded.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
}

impl Table {
    /// A table with a first row of headings.
    pub fn with_headings<const N: usize>(headings: [&str; N]) -> Self {
        Self { rows: vec![headings.map(str::to_owned).to_vec()], right: Vec::new() }
    }

    /// Aligns these columns (from 0) to the right.
    pub fn right<const N: usize>(self, columns: [usize; N]) -> Self {
        Self { right: columns.to_vec(), ..self }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    /// The text, each line beginning with `indent` spaces and ending with a line break.
    pub fn text(&self, indent: usize) -> String {
        let widths = self.widths();
        self.rows.iter().map(|row| self.line(row, &widths, indent)).collect()
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
        (0..columns).map(width).collect()
    }

    fn line(&self, row: &[String], widths: &[usize], indent: usize) -> String {
        let mut line = " ".repeat(indent);
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            line += if column > 0 { "  " } else { "" };
            line += &if self.right.contains(&column) { format!("{padding}{cell}") } else { format!("{cell}{padding}") };
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_letters() {
        let mut table = Table::with_headings(["who", "fit", "state"]).right([1]);
        table.row(["Åsa".into(), "7 %".into(), "locked".into()]);
        table.row(["A\u{30a}sa 李".into(), "100 %".into(), String::new()]);
        let expected = [" who       fit  state", " Åsa       7 %  locked", " A\u{30a}sa 李  100 %", ""];
        assert_eq!(table.text(1), expected.join("\n"));
    }
}
