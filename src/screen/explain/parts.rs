//! The parts in the reading room: a bar each; the chosen one with its quotes, its gaps, and what would be without it.

use ratatui::text::Span;

use super::super::canvas::{Canvas, piece};
use super::super::theme::Role as Ink;
use super::super::why::{self, PartColumns};
use super::super::{numbers, signs, text};
use super::Lines;
use crate::app::App;
use crate::app::modal::Explain;
use crate::program::Shown;
use crate::scoring::counterfactual::Without;
use crate::scoring::{Part, whole_points};
use crate::words::pair;
use crate::words::screen::why as reasons;

/// What belongs to the chosen part stands so far in, under the points.
const INDENT: usize = 6;

/// The parts in the order of the criteria, in lines of so many cells.
pub fn parts(canvas: &Canvas<'_>, explain: &Explain, app: &App, cells: usize) -> Lines {
    let mut lines = Lines::default();
    let Some(breakdown) = &explain.breakdown else { return lines };
    let criteria = &app.session().program().criteria;
    let widest = breakdown.parts.iter().map(|part| text::width(&why::label(criteria, part))).max().unwrap_or(0);
    let columns = PartColumns::of_list(cells, widest);
    for (place, (part, (points, of))) in breakdown.parts.iter().zip(whole_points(breakdown)).enumerate() {
        let first = lines.lines.len();
        let detail = pair::detail(&part.detail, canvas.lang());
        if part.applies {
            let mut line = why::lead(canvas, criteria, part, (u32::from(points), u32::from(of)), columns);
            line.push(piece(detail, if part.known { Ink::Plain } else { Ink::Gap }));
            lines.lines.push(line);
        } else {
            lines.lines.push(vec![piece(format!("       –  {}  {detail}", why::label(criteria, part)), Ink::Muted)]);
        }
        if place == explain.part {
            let without = explain.otherwise.as_ref().and_then(|otherwise| otherwise.without.iter().find(|one| one.criterion == place));
            lines.lines.extend(of_chosen(canvas, part, without, breakdown.thin, cells));
            lines.chosen = Some((first, lines.lines.len() - 1));
        }
    }
    lines
}

/// The quotes of the chosen part, what it asks in vain, and what the pair would be without it.
fn of_chosen(canvas: &Canvas<'_>, part: &Part, without: Option<&Without>, thin: bool, cells: usize) -> Vec<Vec<Span<'static>>> {
    let (lang, room) = (canvas.lang(), cells.saturating_sub(INDENT));
    let lead = |sign: &str| piece(text::fit(&format!("    {sign}"), INDENT), Ink::Strong);
    let mut lines = Vec::new();
    for (n, evidence) in part.evidence.iter().enumerate() {
        let joint = why::joint(part, evidence.strength);
        let (want, offer) = (Shown::new(&evidence.want.text), Shown::new(&evidence.offer.text));
        let both = |want: &str, offer: &str| {
            if want.to_lowercase() == offer.to_lowercase() { want.to_owned() } else { format!("{want} {joint} {offer}") }
        };
        let said = both(&format!("«{want}»"), &format!("«{offer}»"));
        let fields = both(&pair::field(&evidence.want.field.field, lang), &pair::field(&evidence.offer.field.field, lang));
        let fields = format!(" ({fields})");
        let fits = text::width(&said) + text::width(&fields) <= room;
        for (place, line) in text::wrapped(&said, room, 2).into_iter().enumerate() {
            lines.push(vec![lead(&if place == 0 { (n + 1).to_string() } else { String::new() }), piece(line, Ink::Evidence)]);
        }
        if fits && let Some(line) = lines.last_mut() {
            line.push(piece(fields, Ink::Muted));
        }
    }
    for gap in &part.gaps {
        let said = reasons::missing(lang, &pair::gap(gap, lang));
        for (place, line) in text::wrapped(&said, room, 2).into_iter().enumerate() {
            lines.push(vec![lead(if place == 0 { signs::UNANSWERED } else { "" }), piece(line, Ink::Gap)]);
        }
    }
    if let Some(without) = without {
        let (percent, rank) = (numbers::pair(without.score, thin), without.ranks.map(|ranks| ranks.mentor));
        let full = reasons::without_it(lang, &percent, rank, true);
        let said = if text::width(&full) <= room { full } else { reasons::without_it(lang, &percent, rank, false) };
        lines.push(vec![lead(""), piece(text::cut(&said, room), Ink::Muted)]);
    }
    lines
}
