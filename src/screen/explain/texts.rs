//! The applications in the reading room: every answer under its field's name, with what is quoted marked in the line and beside it.
//!
//! In the margin a digit tells which evidence of the chosen part stands in the line; the same digit stands beside its other half in the other
//! application, and in the list of parts. A question mark tells that something in the line was asked and is answered nowhere.

use std::ops::Range;

use ratatui::text::Span;

use super::super::canvas::{Canvas, piece};
use super::super::theme::{self, Role as Ink};
use super::super::{signs, text};
use super::Lines;
use crate::app::modal::explain::{AnswerLine, Passage};
use crate::words::pair;
use crate::words::screen::over as words;

/// Two signs and a space.
const MARGIN: usize = 3;

type Marks = [(Range<usize>, Passage)];

/// One person's answers in lines of so many cells.
pub fn application(canvas: &Canvas<'_>, answers: &[AnswerLine], cells: usize) -> Lines {
    let lang = canvas.lang();
    let mut lines = Lines::default();
    for answer in answers {
        let said = answer.text.as_str();
        let lead = format!("{}: ", pair::field(&answer.field.field, lang));
        if said.is_empty() {
            lines.lines.push(vec![blank_margin(), piece(lead, Ink::Muted), piece(words::blank(lang), Ink::Muted)]);
        } else if MARGIN + text::width(&lead) + text::width(said) <= cells {
            // What fits stays on the field's own line; what does not begins below it.
            add(&mut lines, Some(lead), said, 0..said.len(), &answer.marks);
        } else {
            lines.lines.push(vec![blank_margin(), piece(lead, Ink::Muted)]);
            for range in text::wrap(said, cells.saturating_sub(MARGIN)) {
                add(&mut lines, None, said, range, &answer.marks);
            }
        }
    }
    lines
}

/// Adds a line of an answer. The first line that the chosen part quotes is the one that should be seen; its evidence before its gaps.
fn add(lines: &mut Lines, lead: Option<String>, said: &str, range: Range<usize>, marks: &Marks) {
    let here =
        |passage: fn(&Passage) -> bool| marks.iter().any(|(mark, what)| passage(what) && mark.start < range.end && range.start < mark.end);
    let place = lines.lines.len();
    if here(|passage| matches!(passage, Passage::Evidence(_))) {
        lines.evidence = lines.evidence.or(Some(place));
    } else if here(|passage| *passage == Passage::Gap) {
        lines.gap = lines.gap.or(Some(place));
    }
    let mut line = vec![margin(&range, marks)];
    line.extend(lead.map(|lead| piece(lead, Ink::Muted)));
    line.extend(marked(said, range, marks));
    lines.lines.push(line);
}

fn blank_margin() -> Span<'static> {
    piece(" ".repeat(MARGIN), Ink::Plain)
}

/// Which evidence stands in a line, and whether something there is answered nowhere.
fn margin(line: &Range<usize>, marks: &Marks) -> Span<'static> {
    let mut shown: Vec<String> = Vec::new();
    for (range, passage) in marks {
        let sign = sign(*passage);
        if range.start < line.end && line.start < range.end && !shown.contains(&sign) {
            shown.push(sign);
        }
    }
    shown.sort();
    // Digits sort before the question mark: what is answered comes first.
    let shown: String = shown.into_iter().take(MARGIN - 1).collect();
    piece(text::fit(&shown, MARGIN), Ink::Strong)
}

/// The sign of a passage in the margin.
pub fn sign(passage: Passage) -> String {
    match passage {
        Passage::Evidence(n) => (n + 1).to_string(),
        Passage::Gap | Passage::OtherGap => signs::UNANSWERED.to_owned(),
    }
}

/// A line of an answer; evidence is bold and underlined, what was asked in vain in italics and underlined, whatever the colours.
fn marked(said: &str, line: Range<usize>, marks: &Marks) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = line.start;
    for (range, passage) in marks {
        let (start, end) = (range.start.clamp(at, line.end), range.end.clamp(at, line.end));
        let ink = if matches!(passage, Passage::Evidence(_)) { Ink::Evidence } else { Ink::Unanswered };
        spans.push(piece(said.get(at..start).unwrap_or_default(), Ink::Plain));
        spans.push(Span::styled(said.get(start..end).unwrap_or_default().to_owned(), theme::style(ink)));
        at = end.max(at);
    }
    spans.push(piece(said.get(at..line.end).unwrap_or_default(), Ink::Plain));
    spans
}
