//! The first line: the program, how far the group has come, what it adds up to, who sits here.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::initials::Group;
use super::theme::Role as Ink;
use super::{numbers, text};
use crate::app::{App, Side};
use crate::program::Shown;
use crate::program::criteria::Objective;
use crate::session::{Consequences, Mode};
use crate::words::Lang;
use crate::words::screen as words;
use crate::words::screen::objectives;
use crate::words::screen::together;

/// From so many cells on it is worth working out what another objective would give.
const ROOM_FOR_AN_OFFER: usize = 130;
/// Cells of the title that stay, whatever the numbers need.
const LEAST_TITLE: usize = 12;
/// Cells of the title that stay, whatever is said about who is here.
const WHOLE_TITLE: usize = 24;
/// Cells of the title that stay where there is otherwise no room for the letters of a small group.
const TITLE_BESIDE_LETTERS: usize = 8;
/// From so many others on letters are no longer worth a shorter title.
const SMALL_GROUP: usize = 4;
/// From so many columns on some are named and the rest counted; below that letters say more.
const NAMES_SOME: u16 = 100;
/// The last so many ways to say the numbers are without anything that is only nice to have.
const ESSENTIAL: usize = 8;

/// Paints the header: as much of it as there is room for, the title cut before the numbers are left out. Who is here is told as fully as the
/// numbers leave room for.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let header = app.header();
    let title = header.title.as_str();
    let state = state(canvas.lang(), area.width, app);
    let ways = who_is_here(canvas.lang(), area.width, app);
    let room = |who: &[Span<'_>]| usize::from(area.width).saturating_sub(cells(&state) + cells(who) + 2);
    let least = ways.last().map_or(&[][..], |way| way.said.as_slice());
    let numbers = pieces(canvas, app, room(least));
    let best = |who: &[Span<'_>], kept: usize| {
        let fits = |numbers: &String| text::width(title).min(kept) + 3 + text::width(numbers) <= room(who);
        numbers.iter().position(fits).unwrap_or(numbers.len())
    };
    let enough = best(least, LEAST_TITLE).max(numbers.len().saturating_sub(ESSENTIAL));
    let (who, kept) =
        ways.iter().find(|way| best(&way.said, way.title) <= enough).map_or((least, LEAST_TITLE), |way| (way.said.as_slice(), way.title));
    // A title that has given way already gives no more for fuller numbers.
    let fullest = if kept < LEAST_TITLE { enough } else { 0 };
    let numbers = numbers.get(best(who, kept).max(fullest)).cloned().unwrap_or_default();
    let room = room(who);
    let gap = if numbers.is_empty() { 0 } else { 3 };
    let shown = text::cut(title, room.saturating_sub(text::width(&numbers) + gap));
    let line = [piece(format!(" {shown}"), Ink::Title), piece(" ".repeat(gap), Ink::Plain), piece(numbers, Ink::Plain)];
    canvas.line((area.x, area.y), area.width, &line);
    let corner: Vec<Span<'_>> = state.iter().chain(who).cloned().collect();
    let start = area.right().saturating_sub(u16::try_from(cells(&corner)).unwrap_or(0));
    canvas.line((start, area.y), area.right().saturating_sub(start), &corner);
}

/// Paints the line with the names of both panes, for a screen with room for one.
pub fn paint_tabs(canvas: &mut Canvas<'_>, area: Rect, (left, right): (&str, &str), side: Side) {
    let ink = |of: Side| if of == side { Ink::Cursor } else { Ink::Muted };
    let half = usize::from(area.width / 2).saturating_sub(3);
    let left = format!(" {} ", text::cut(left, half));
    let room = usize::from(area.width).saturating_sub(text::width(&left) + 4);
    let right = format!(" {} ", text::cut(right, room));
    canvas.line(
        (area.x, area.y),
        area.width,
        &[piece(" ", Ink::Plain), piece(left, ink(Side::People)), piece(" ", Ink::Plain), piece(right, ink(Side::Partners))],
    );
}

/// The numbers, from everything to the least that is worth having.
fn pieces(canvas: &Canvas<'_>, app: &App, room: usize) -> Vec<String> {
    let (lang, header) = (canvas.lang(), app.header());
    let cost = numbers::change(header.total, header.ceiling);
    let total = numbers::total(header.total);
    let locked = |short| words::locked(lang, header.locked, header.adepts, short);
    let without = header.adepts.checked_sub(header.matched).filter(|count| *count > 0).map(|count| words::without(lang, count));
    let worst = header.worst.map(|worst| words::worst(lang, numbers::known_score(worst, header.worst_thin)));
    let join = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let average = header.average().map(|average| words::average(lang, numbers::percent(average)));
    let progress = join(&[Some(locked(false)), without.clone(), worst.clone()]);
    let more = join(&[Some(progress.clone()), average.clone()]);
    let brief = join(&[Some(locked(true)), without.clone(), worst.clone()]);
    let best = numbers::total(header.ceiling);
    let [long, medium, short] = match cost {
        ..=0 if header.objective == Objective::Total => [(); 3].map(|()| words::total_is_best(lang, &total)),
        ..=0 => [objectives::total_under(lang, &total, header.objective), words::total(lang, &total), words::total(lang, &total)],
        cost => words::total_of(lang, &total, &best, &numbers::total(cost.saturating_mul(100))),
    };
    // Whoever has nobody is worth more than how well the worst off is served.
    let fewer = join(&[Some(locked(true)), if without.is_some() { without.clone() } else { worst.clone() }]);
    let offer = if room < ROOM_FOR_AN_OFFER { None } else { app.better_for_the_worst().and_then(|then| offer(lang, then)) };
    let with_offer = offer.map(|offer| format!("{more}   {long}; {offer}"));
    let numbers = [
        format!("{more}   {long}"),
        format!("{more}   {medium}"),
        format!("{progress}   {long}"),
        format!("{progress}   {medium}"),
        format!("{brief}   {medium}"),
        format!("{brief}   {short}"),
        format!("{fewer}   {short}"),
        join(&[Some(locked(true)), without, worst.clone()]),
        format!("{}   {short}", locked(true)),
        join(&[Some(locked(true)), worst]),
        locked(true),
    ];
    with_offer.into_iter().chain(numbers).collect()
}

/// What the worst off could have, for how much of the total; in whole numbers, and only where these say more.
fn offer(lang: Lang, then: &Consequences) -> Option<String> {
    let (before, after) = (numbers::percent(then.worst_before?), numbers::percent(then.worst_after?));
    let cost = numbers::change(then.total_after, then.total_before).max(0);
    (after > before).then(|| objectives::offer(lang, after, &numbers::total(cost.saturating_mul(100))))
}

/// What stands above every decision, and whom one follows.
fn state(lang: Lang, width: u16, app: &App) -> Vec<Span<'static>> {
    let state = if app.trial().is_some() {
        Some((crate::words::screen::weights::trial(lang), Ink::Warned))
    } else if app.read_only().is_some() {
        Some((words::read_only(lang), Ink::Warned))
    } else if app.session().ledger().finalised().is_some() {
        Some((words::finalised(lang), Ink::Locked))
    } else {
        None
    };
    let follows = app.following().map(|whom| together::follows(lang, Shown::short(&whom.by, 12).as_str()));
    let state = state.map(|(word, ink)| piece(format!(" {word} "), ink));
    let standing = Some(super::standing::said(lang, app, width)).filter(|said| !said.is_empty());
    let follows = follows.map(|word| piece(format!(" {word} "), Ink::Moved));
    state.into_iter().chain(follows).chain(standing.map(|said| piece(format!(" {said} "), Ink::Muted))).collect()
}

/// Who sits here, from the fullest way to say it to the least.
fn who_is_here(lang: Lang, width: u16, app: &App) -> Vec<Way> {
    let own = |separator: &str| match width {
        ..80 => vec![],
        _ => vec![piece(format!(" {}{separator}", text::cut(Shown::new(app.by()).as_str(), 16)), Ink::Muted)],
    };
    let others = others(app);
    if others.is_empty() {
        return vec![Way { said: own(" "), title: LEAST_TITLE }];
    }
    let group = Group::here(app);
    let told = |other: &Other| [other.name(&group), other.doing(lang)].concat();
    let named = |other: &Other| other.name(&group);
    let letters = |other: &Other| other.letters(&group);
    let before = || vec![piece(" ", Ink::Plain)];
    let some = || (1..others.len()).rev();
    let of_names = |said: Vec<Span<'static>>| Way { said, title: WHOLE_TITLE };
    let of_letters = |said: Vec<Span<'static>>| Way { said, title: LEAST_TITLE };
    let mut ways = vec![of_names([own(" · "), join(" · ", &others, usize::MAX, told)].concat())];
    ways.push(of_names([own(" · "), join(" · ", &others, usize::MAX, named)].concat()));
    // One knows who one is oneself: the others' names are worth more than one's own.
    ways.push(of_letters([before(), join(" · ", &others, usize::MAX, named)].concat()));
    if width >= NAMES_SOME {
        ways.extend(some().map(|most| of_names([own(" · "), join(" · ", &others, most, named)].concat())));
    }
    ways.push(of_letters([own("  "), join(" ", &others, usize::MAX, letters)].concat()));
    let title = if others.len() < SMALL_GROUP { TITLE_BESIDE_LETTERS } else { LEAST_TITLE };
    ways.push(Way { said: [before(), join(" ", &others, usize::MAX, letters)].concat(), title });
    ways.extend(some().map(|most| of_letters([before(), join(" ", &others, most, letters)].concat())));
    ways.push(of_letters(vec![piece(format!(" +{} ", others.len()), Ink::Strong)]));
    // However many there are: a third of the line at most.
    let (last, widest) = (ways.len() - 1, usize::from(width / 3));
    ways.into_iter().enumerate().filter(|(place, way)| *place == last || cells(&way.said) <= widest).map(|(_, way)| way).collect()
}

/// One way to say who is here.
struct Way {
    said: Vec<Span<'static>>,
    /// So many cells of the title stay beside it.
    title: usize,
}

/// Somebody else, at however many terminals.
struct Other {
    by: String,
    /// For how many minutes they have been silent.
    silent: Option<u64>,
    mode: Mode,
}

/// Everybody else, by name; of somebody at several terminals the one where they are busiest.
fn others(app: &App) -> Vec<Other> {
    let mut others: Vec<Other> = Vec::new();
    for present in app.present() {
        let (silent, mode) = (app.silent_for(present), present.stand.mode);
        match others.last_mut().filter(|other| other.by == present.by) {
            Some(other) => {
                other.silent = other.silent.min(silent);
                other.mode = if other.mode == Mode::Looking { mode } else { other.mode };
            }
            None => others.push(Other { by: present.by.clone(), silent, mode }),
        }
    }
    others
}

impl Other {
    /// The name, its first letters as in the rows; grey for whoever is silent.
    fn name(&self, group: &Group) -> Vec<Span<'static>> {
        let (mark, name) = (group.mark(&self.by), Shown::short(&self.by, 16));
        let ink = if self.silent.is_some() { Ink::Muted } else { Ink::Plain };
        let begins = text::head(name.as_str(), text::width(&mark.letters)).to_owned();
        if begins.to_lowercase() == mark.letters.to_lowercase() {
            let rest = name.as_str().strip_prefix(begins.as_str()).unwrap_or_default().to_owned();
            return vec![piece(begins, mark.ink()), piece(rest, ink)];
        }
        vec![piece(mark.letters.clone(), mark.ink()), piece(format!(" {name}"), ink)]
    }

    fn letters(&self, group: &Group) -> Vec<Span<'static>> {
        let mark = group.mark(&self.by);
        vec![piece(mark.letters.clone(), mark.ink())]
    }

    /// What they are doing, where it is anything else than looking.
    fn doing(&self, lang: Lang) -> Vec<Span<'static>> {
        let said = match (self.silent, self.mode) {
            (Some(minutes), _) => together::silent_for(lang, minutes),
            (None, Mode::Looking) => return vec![],
            (None, mode) => together::mode(lang, mode).to_owned(),
        };
        vec![piece(format!(" {said}"), Ink::Muted)]
    }
}

/// So many of them beside each other, and how many more there are.
fn join(separator: &str, others: &[Other], most: usize, said: impl Fn(&Other) -> Vec<Span<'static>>) -> Vec<Span<'static>> {
    let mut line = Vec::new();
    for (place, other) in others.iter().take(most).enumerate() {
        if place > 0 {
            line.push(piece(separator.to_owned(), Ink::Muted));
        }
        line.extend(said(other));
    }
    let more = others.len().saturating_sub(most);
    line.push(piece(if more > 0 { format!(" +{more} ") } else { " ".to_owned() }, Ink::Strong));
    line
}

fn cells(line: &[Span<'_>]) -> usize {
    line.iter().map(|piece| text::width(&piece.content)).sum()
}
