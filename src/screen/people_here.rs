//! Everybody else who is here: who, what they are doing, how long they have been silent, at which pair, and from which account.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::initials::{Group, LETTERS};
use super::layout::{centred, inside};
use super::theme::Role as Ink;
use super::{Traces, lists, text};
use crate::app::App;
use crate::app::cursor::Cursor;
use crate::program::{PersonId, Shown};
use crate::session::Present;
use crate::words::Lang;
use crate::words::screen::costs;
use crate::words::screen::decided;
use crate::words::screen::together as words;

/// Names and accounts are cut to so many cells, and to fewer on a narrow screen.
const MOST: usize = 24;
const MOST_NARROW: usize = 14;

/// Paints the list in the middle of the body, as large as it needs.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, cursor: Cursor, app: &App) -> Traces {
    let lang = canvas.lang();
    let group = Group::here(app);
    let present = app.present();
    let (widest, does) = widths(lang, app);
    let widest = widest.min(if body.width < 80 { MOST_NARROW } else { MOST });
    let wanted = LETTERS + 2 + widest + 2 + does + 2 + 44;
    let width = u16::try_from(wanted + 6).unwrap_or(u16::MAX).clamp(40, 116).min(body.width);
    let count = u16::try_from(present.len()).unwrap_or(u16::MAX / 4).max(1);
    let area = centred(body, width, count + 4);
    canvas.wipe(area);
    canvas.frame(area, &capital(words::who_is_here(lang)), "", Ink::Title);
    let inner = inside(area);
    let foot = inner.height.min(2);
    let list = Rect { height: inner.height - foot, ..inner };
    if present.is_empty() {
        canvas.put((list.x + 2, list.y), list.width.saturating_sub(3), words::nobody_else(lang), Ink::Plain);
    }
    let room = usize::from(list.width.saturating_sub(3)).saturating_sub(LETTERS + 2 + widest + 2 + does + 2);
    let line = lists::paint_list(canvas, list, cursor, present, |present, _| {
        let mark = group.mark(&present.by);
        let mut line = vec![
            piece(text::fit(&mark.letters, LETTERS), mark.ink()),
            piece(format!("  {}  ", text::fit(&known_as(lang, present, app), widest)), Ink::Strong),
            piece(format!("{}  ", text::fit(&doing(lang, present, app), does)), Ink::Muted),
        ];
        line.extend(place(present, app, room));
        line
    });
    let you = Shown::new(app.by());
    canvas.put((inner.x + 2, inner.bottom().saturating_sub(1)), inner.width.saturating_sub(3), &words::you(lang, you.as_str()), Ink::Muted);
    Traces { cursor: line, rows: list.height, ..Traces::default() }
}

/// What the columns of names and doings need.
fn widths(lang: Lang, app: &App) -> (usize, usize) {
    let widest = |cells: &dyn Fn(&Present) -> usize| app.present().iter().map(cells).max().unwrap_or(0);
    (widest(&|present| text::width(&known_as(lang, present, app))).min(MOST), widest(&|present| text::width(&doing(lang, present, app))))
}

/// A name, with what else there is to know of whose it is: the role where it is not everybody's, and the account where it is another than the name
/// and tells anything.
fn known_as(lang: Lang, present: &Present, app: &App) -> String {
    let (name, account) = (Shown::short(&present.by, MOST), Shown::short(&present.account, MOST));
    let all_the_same = app.present().len() > 1 && app.present().iter().all(|other| other.account == present.account);
    let is_the_name = account.as_str().to_lowercase() == name.as_str().to_lowercase();
    let other = !account.as_str().is_empty() && !is_the_name && !all_the_same;
    let more: Vec<&str> = words::standing(lang, present.role).into_iter().chain(other.then_some(account.as_str())).collect();
    if more.is_empty() { name.to_string() } else { format!("{name} ({})", more.join(", ")) }
}

/// What somebody is doing, or for how long they have done nothing.
fn doing(lang: Lang, present: &Present, app: &App) -> String {
    match app.silent_for(present) {
        Some(minutes) => words::silent_for(lang, minutes),
        None => words::mode(lang, present.stand.mode).to_owned(),
    }
}

/// The pair under somebody's cursor, with initials where there is no room for whole names.
fn place(present: &Present, app: &App, cells: usize) -> Vec<Span<'static>> {
    let program = app.session().program();
    let name = |id: &Option<PersonId>| id.as_ref().map(|id| decided::name(program, id));
    let both = |short: fn(&str) -> String| match (name(&present.stand.adept), name(&present.stand.mentor)) {
        (Some(adept), Some(mentor)) => costs::pair(&short(&adept), &short(&mentor)),
        (one, other) => one.or(other).map(|name| short(&name)).unwrap_or_default(),
    };
    let whole = both(str::to_owned);
    vec![piece(if text::width(&whole) <= cells { whole } else { both(text::initialled) }, Ink::Plain)]
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
