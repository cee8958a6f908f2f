//! The only place that measures text: cells, not characters, and always whole graphemes.
//!
//! A name keeps its beginning and its end when it must be cut; a sentence keeps its beginning. Nothing else in this room counts
//! letters, so what is measured here is what the glass shows.

use std::ops::Range;

use ratatui::buffer::CellWidth;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What stands where text was cut; one cell.
pub const CUT: &str = "…";

/// How many cells a text takes.
pub fn width(text: &str) -> usize {
    graphemes(text).map(|(_, _, cells)| cells).sum()
}

/// The beginning of a text, in at most so many cells; `…` stands for what is gone.
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    match cells.checked_sub(1) {
        None => String::new(),
        Some(room) => format!("{}{CUT}", head(text, room).trim_end()),
    }
}

/// A name in at most so many cells, cut in its middle, so that both the first letters and the end of the last name stay.
pub fn cut_name(name: &str, cells: usize) -> String {
    if width(name) <= cells {
        return name.to_owned();
    }
    match cells {
        0 => String::new(),
        1..=5 => cut(name, cells),
        _ => {
            let end = (cells - 1) / 2;
            format!("{}{CUT}{}", head(name, cells - 1 - end).trim_end(), tail(name, end).trim_start())
        }
    }
}

/// The end of a text, in at most so many cells; `…` stands for what is gone. For a text field, whose cursor is at the end.
pub fn keep_end(text: &str, cells: usize) -> String {
    match cells.checked_sub(1) {
        _ if width(text) <= cells => text.to_owned(),
        None => String::new(),
        Some(room) => format!("{CUT}{}", tail(text, room)),
    }
}

/// A text in exactly so many cells, flush left.
pub fn fit(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    let rest = cells.saturating_sub(width(&text));
    text + &" ".repeat(rest)
}

/// A text in exactly so many cells, flush right: for numbers.
pub fn fit_right(text: &str, cells: usize) -> String {
    let text = cut(text, cells);
    " ".repeat(cells.saturating_sub(width(&text))) + &text
}

/// A name in exactly so many cells, flush left, cut in its middle.
pub fn fit_name(name: &str, cells: usize) -> String {
    fit(&cut_name(name, cells), cells)
}

/// Initial and last name: `Åsa Öberg` becomes `Å. Öberg`. A name of one word stays as it is.
pub fn initialled(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next(), words.next_back()) {
        (Some(first), Some(last)) => match first.graphemes(true).next() {
            Some(initial) => format!("{initial}. {last}"),
            None => name.to_owned(),
        },
        _ => name.to_owned(),
    }
}

/// A name in at most so many cells: whole, else with an initial, else the beginning of that: a last name is known by how it begins.
pub fn short_name(name: &str, cells: usize) -> String {
    if width(name) <= cells { name.to_owned() } else { cut(&initialled(name), cells) }
}

/// A name in at most so many cells: whole, else with an initial, else cut in its middle.
pub fn known_name(name: &str, cells: usize) -> String {
    let initialled = initialled(name);
    if width(name) > cells && width(&initialled) <= cells { initialled } else { cut_name(name, cells) }
}

/// Where a text breaks into lines of at most so many cells, as byte ranges without the spaces at the breaks. Words that are longer than
/// a line are broken; a text of nothing has no lines.
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    if cells == 0 {
        return lines;
    }
    // The line so far, its width, and where it could be broken: (end before the space, start after it, width after it).
    let (mut start, mut taken, mut gap) = (0, 0, None::<(usize, usize, usize)>);
    for (at, grapheme, wide) in graphemes(text) {
        let after = at + grapheme.len();
        if grapheme == " " {
            gap = Some((at, after, 0));
            taken += wide;
            continue;
        }
        if taken + wide > cells && at > start {
            match gap.take() {
                Some((end, next, since)) => {
                    lines.push(start..end);
                    (start, taken) = (next, since);
                }
                None => {
                    lines.push(start..at);
                    (start, taken) = (at, 0);
                }
            }
            if taken + wide > cells && at > start {
                lines.push(start..at);
                (start, taken) = (at, 0);
            }
        }
        taken += wide;
        if let Some((_, _, since)) = gap.as_mut() {
            *since += wide;
        }
    }
    lines.push(start..text.len());
    let kept = lines.into_iter().map(|line| trimmed(text, line)).filter(|line| !line.is_empty());
    kept.collect()
}

/// The lines of [`wrap`], as text; at most `most` of them, the last one cut when there is more.
pub fn wrapped(text: &str, cells: usize, most: usize) -> Vec<String> {
    let lines = wrap(text, cells);
    let more = lines.len() > most;
    let mut kept: Vec<String> = lines.iter().take(most).map(|line| text.get(line.clone()).unwrap_or_default().to_owned()).collect();
    if more && let (Some(last), Some(range)) = (kept.last_mut(), lines.get(most.saturating_sub(1))) {
        *last = cut(text.get(range.start..).unwrap_or_default(), cells);
    }
    kept
}

/// One line of a text with some byte ranges (of the whole text) in another style. Ranges may overlap and need not be sorted.
pub fn marked(text: &str, line: Range<usize>, ranges: &[Range<usize>], plain: Style, mark: Style) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let within = |at: usize| ranges.iter().any(|range| range.contains(&at));
    let part = text.get(line.clone()).unwrap_or_default();
    for (at, grapheme) in part.grapheme_indices(true) {
        let style = if within(line.start + at) { plain.patch(mark) } else { plain };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(grapheme),
            _ => spans.push(Span::styled(grapheme.to_owned(), style)),
        }
    }
    spans
}

/// The byte ranges of some characters, given as indices of characters.
pub fn ranges_of(text: &str, characters: &[usize]) -> Vec<Range<usize>> {
    let chosen = text.char_indices().enumerate().filter(|(place, _)| characters.contains(place));
    chosen.map(|(_, (at, c))| at..at + c.len_utf8()).collect()
}

/// Graphemes that take room, with their place and cells. Control characters and marks without a base take none, here as on the glass.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let seen = |grapheme: &str| !grapheme.contains(char::is_control);
    text.grapheme_indices(true).filter(move |(_, g)| seen(g)).map(|(at, g)| (at, g, usize::from(g.cell_width())))
}

/// The beginning of a text, in at most so many cells, with nothing for what is gone.
pub fn head(text: &str, cells: usize) -> &str {
    let (mut taken, mut end) = (0, 0);
    for (at, grapheme, wide) in graphemes(text) {
        taken += wide;
        if taken > cells {
            break;
        }
        end = at + grapheme.len();
    }
    text.get(..end).unwrap_or_default()
}

fn tail(text: &str, cells: usize) -> &str {
    let all: Vec<_> = graphemes(text).collect();
    let (mut taken, mut start) = (0, text.len());
    for (at, _, wide) in all.into_iter().rev() {
        taken += wide;
        if taken > cells {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default()
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let part = text.get(line.clone()).unwrap_or_default();
    let start = line.start + (part.len() - part.trim_start_matches(' ').len());
    start..(start + part.trim_matches(' ').len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_counted_by_graphemes() {
        for (text, cells) in
            [("", 0), ("Åsa", 3), ("A\u{30a}sa", 3), ("漢字", 4), ("👩‍👩‍👧", 2), ("a\u{7}b", 2), ("█▉", 2), ("●✕⊘↷…", 5), ("«»–·→−", 6)]
        {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn names_are_cut_in_their_middle() {
        for (name, cells, shown) in [
            ("Åsa Öberg", 9, "Åsa Öberg"),
            ("Anna-Karin Lundström", 11, "Anna-…ström"),
            ("Anna-Karin Lundström", 6, "Ann…öm"),
            ("Anna-Karin Lundström", 4, "Ann…"),
            ("Anna-Karin Lundström", 1, "…"),
            ("Anna-Karin Lundström", 0, ""),
        ] {
            assert_eq!(cut_name(name, cells), shown, "{name} in {cells}");
        }
        assert_eq!(short_name("Anna-Karin Lundström", 14), "A. Lundström");
        assert_eq!(short_name("Anna-Karin Lundström", 8), "A. Lund…");
        assert_eq!(initialled("Madonna"), "Madonna");
        assert_eq!(fit_right("7", 3), "  7");
    }

    #[test]
    fn lines_break_at_spaces() {
        let lines = |text: &str, cells| wrap(text, cells).into_iter().map(|line| text[line].to_owned()).collect::<Vec<_>>();
        assert_eq!(lines("den ena handen vet", 8), ["den ena", "handen", "vet"]);
        assert_eq!(lines("samhällsbyggnadsprojekt i Umeå", 10), ["samhällsby", "ggnadsproj", "ekt i Umeå"]);
        assert_eq!(lines("", 10), Vec::<String>::new());
        assert_eq!(wrapped("den ena handen vet", 8, 2), ["den ena", "handen…"]);
    }

    #[test]
    fn marks_stand_where_they_are_told() {
        let mark = Style::new().bold();
        let spans = marked("en körsång till", 3..12, &[6..8, 7..10], Style::new(), mark);
        let shown: Vec<_> = spans.iter().map(|span| (span.content.as_ref(), span.style == mark)).collect();
        assert_eq!(shown, [("kö", false), ("rså", true), ("ng", false)]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_it_may_be(text in "\\PC{0,40}|[a-zåäö ]{0,60}", cells in 0usize..30) {
            prop_assert!(width(&cut(&text, cells)) <= cells);
            prop_assert!(width(&cut_name(&text, cells)) <= cells);
            prop_assert!(width(&short_name(&text, cells)) <= cells);
            prop_assert_eq!(width(&fit(&text, cells)), cells);
            prop_assert_eq!(width(&fit_right(&text, cells)), cells);
        }

        #[test]
        fn wrapping_loses_only_spaces(text in "[a-zåäö漢 ]{0,80}", cells in 2usize..30) {
            let lines = wrap(&text, cells);
            let kept: String = lines.iter().map(|line| text[line.clone()].replace(' ', "")).collect();
            prop_assert_eq!(kept, text.replace(' ', ""));
            for line in lines {
                prop_assert!(width(&text[line]) <= cells);
            }
        }
    }
}
