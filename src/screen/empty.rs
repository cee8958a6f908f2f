//! The sentence about somebody who has nobody: what stands in the way, and which single change would help.

use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::theme::Role as Ink;
use super::{numbers, text};
use crate::app::{App, Marked};
use crate::program::{Role, Shown};
use crate::session::foresight::Opening;
use crate::session::why::WhyEmpty;
use crate::words::openings;
use crate::words::screen::why as words;

/// As much as so many lines of so many cells have room for. What would help is said before what speaks for the pair under the cursor and,
/// where room is very short, instead of counting the obstacles.
pub fn sentence(
    canvas: &Canvas<'_>,
    app: &App,
    marked: &Marked,
    why: &WhyEmpty,
    of_the_pair: &str,
    (cells, lines): (usize, usize),
) -> String {
    let lang = canvas.lang();
    let counted = words::empty(lang, marked.adept.as_str(), why, app.session().program());
    let changes = changes(canvas, app, marked.pair.adept);
    let tries = match changes.as_slice() {
        [] => vec![[counted.as_str(), of_the_pair].join(" ")],
        [own, others @ ..] => {
            let nobody = words::has_nobody(lang, marked.adept.as_str());
            let (others, other) = (others.join(" "), others.first().map_or("", String::as_str));
            vec![
                [counted.as_str(), own, &others, of_the_pair].join(" "),
                [counted.as_str(), own, &others].join(" "),
                [counted.as_str(), own, other].join(" "),
                [counted.as_str(), own].join(" "),
                [nobody.as_str(), own, other].join(" "),
                [nobody.as_str(), own].join(" "),
                own.clone(),
            ]
        }
    };
    let said = |sentence: &String| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut tries = tries.iter().map(said);
    tries.find(|sentence| text::wrap(sentence, cells).len() <= lines).unwrap_or(counted)
}

/// Which single change would place an adept, and which others, with short names; nothing as long as that is not known.
fn changes(canvas: &Canvas<'_>, app: &App, adept: usize) -> Vec<String> {
    let Some(found) = app.openings() else { return Vec::new() };
    let called = |role: Role, place: usize| text::initialled(&name(app, role, place));
    openings::for_adept(found, adept, app.session().program(), &called, canvas.lang())
}

/// At most so many changes in lines of so many cells: first those that place the adept, or that there are none, then the others. Each with
/// how many more adepts would have a mentor, and what becomes of the total.
pub fn all_changes(canvas: &Canvas<'_>, app: &App, adept: usize, (most, cells): (usize, usize)) -> Vec<Vec<Span<'static>>> {
    let Some(found) = app.openings() else { return Vec::new() };
    let (lang, called) = (canvas.lang(), |role: Role, place: usize| name(app, role, place));
    let (own, others): (Vec<_>, Vec<_>) = found.all().iter().partition(|opening| opening.placed.contains(&adept));
    let mut lines = Vec::new();
    if own.is_empty() {
        lines.extend(text::wrapped(&openings::none(adept, &called, lang), cells, 4).into_iter().map(|line| vec![piece(line, Ink::Plain)]));
    }
    let left = most.saturating_sub(own.len());
    let headed = [
        (openings::would_place(&text::initialled(&called(Role::Adept, adept)), lang), own.into_iter().take(most)),
        (openings::would_place_others(lang).to_owned(), others.into_iter().take(left)),
    ];
    for (heading, changes) in headed {
        let changes: Vec<_> = changes.flat_map(|opening| change(canvas, app, opening, cells)).collect();
        if !changes.is_empty() {
            lines.push(vec![piece(text::cut(&heading, cells), Ink::Title)]);
        }
        lines.extend(changes);
    }
    lines
}

/// `+1  One more seat at Eva Ask, total +45`.
fn change(canvas: &Canvas<'_>, app: &App, opening: &Opening, cells: usize) -> Vec<Vec<Span<'static>>> {
    let (lang, session) = (canvas.lang(), app.session());
    let way = openings::way(opening.way, session.program(), &|role, place| name(app, role, place), lang);
    let total = words::total(lang, &numbers::difference(session.proposal().total, opening.total));
    let more = format!("{:>4}  ", format!("+{}", opening.more()));
    let lines = text::wrapped(&format!("{way}, {total}"), cells.saturating_sub(text::width(&more)), 3);
    let lead = |place: usize| if place == 0 { more.clone() } else { " ".repeat(text::width(&more)) };
    lines.into_iter().enumerate().map(|(place, line)| vec![piece(lead(place), Ink::Strong), piece(line, Ink::Plain)]).collect()
}

fn name(app: &App, role: Role, place: usize) -> String {
    app.session().program().people(role).get(place).map(|person| Shown::new(&person.name()).to_string()).unwrap_or_default()
}
