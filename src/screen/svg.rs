//! A picture of the screen as SVG: for the guide, and for showing somebody what was seen. The same cells give the same bytes.

use std::fmt::Write;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::{Color, Modifier};

/// Width of a cell, in units of the picture.
const WIDE: u32 = 9;
/// Height of a cell.
const HIGH: u32 = 19;
/// Room around the screen.
const EDGE: u32 = 12;
const PAPER: &str = "#fbfaf6";
const INK: &str = "#24292f";

/// Draws a finished picture on light paper.
pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (u32::from(area.width) * WIDE + 2 * EDGE, u32::from(area.height) * HIGH + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let run = run(buffer, x, y);
            draw(&mut out, &run, (x - area.x, y - area.y));
            x = x.saturating_add(run.cells).max(x + 1);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Neighbouring cells of one look.
struct Run {
    text: String,
    cells: u16,
    fg: Color,
    modifier: Modifier,
}

fn run(buffer: &Buffer, start: u16, y: u16) -> Run {
    let mut run = Run { text: String::new(), cells: 0, fg: Color::Reset, modifier: Modifier::empty() };
    let mut x = start;
    while let Some(cell) = buffer.cell((x, y)) {
        let look = (cell.fg, cell.modifier);
        if run.cells == 0 {
            (run.fg, run.modifier) = look;
        } else if look != (run.fg, run.modifier) {
            break;
        }
        run.text.push_str(cell.symbol());
        let cells = cell.symbol().cell_width().max(1);
        run.cells += cells;
        x = x.saturating_add(cells);
    }
    run
}

fn draw(out: &mut String, run: &Run, (x, y): (u16, u16)) {
    let (left, top) = (EDGE + u32::from(x) * WIDE, EDGE + u32::from(y) * HIGH);
    let reversed = run.modifier.contains(Modifier::REVERSED);
    let (ink, paper) = if reversed { (PAPER, colour(run.fg)) } else { (colour(run.fg), PAPER) };
    let cells = u32::from(run.cells) * WIDE;
    // Writing to a String cannot fail.
    if reversed {
        let _ = writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{cells}\" height=\"{HIGH}\" fill=\"{paper}\"/>");
    }
    let text = run.text.trim_end();
    if text.trim().is_empty() {
        return;
    }
    let lead = run.text.len() - run.text.trim_start_matches(' ').len();
    let shown = super::text::width(text.trim_start_matches(' '));
    let (start, length) = (left + u32::try_from(lead).unwrap_or(0) * WIDE, u32::try_from(shown).unwrap_or(0) * WIDE);
    let bold = if run.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let dim = if run.modifier.contains(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
    let line = if run.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(
        out,
        "<text x=\"{start}\" y=\"{}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{bold}{dim}{line} xml:space=\"preserve\">{}</text>",
        top + 14,
        escaped(text.trim_start_matches(' '))
    );
}

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Red => "#b3261e",
        Color::Green => "#1f7a3d",
        Color::Yellow => "#8a6100",
        Color::Blue => "#1f5fbf",
        Color::Magenta => "#8b3a8b",
        Color::Cyan => "#0b7285",
        _ => INK,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_picture_holds_every_word_once_and_escapes() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        buffer.set_string(1, 0, "Åsa <&> Öberg", Style::new().fg(Color::Green));
        buffer.set_string(0, 1, "漢 82", Style::new().reversed());
        let picture = svg(&buffer);
        assert_eq!(picture.matches("Åsa &lt;&amp;&gt; Öberg").count(), 1);
        assert!(picture.contains("漢 82") && picture.ends_with("</svg>\n"));
        assert_eq!(picture, svg(&buffer));
        assert!(svg(&Buffer::empty(Rect::ZERO)).ends_with("</svg>\n"));
    }
}
