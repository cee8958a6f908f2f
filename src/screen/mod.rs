//! # The picture
//!
//! ```text
//!  App ─┐
//!       ├─► view ──► Picture: cells, where the cursor stands, what there was room for ──► the glass
//!  Look ┘              │
//!  ┌ header ───────────┴───────────────────────────────────────────┐
//!  │ panes: the people who lead │ panes: the partners who follow   │   over them: problems, log, decisions, order, help, palette,
//!  │ why: the pair under the cursor, sentence, bars, quotes        │   explain (the reading room), unite, objectives, confirm, prompt, weights, notes, votes,
//!  │                                                               │   changes, people here
//!  │ notice: what happened last, or where text is typed            │
//!  └ footer: the keys that work now ───────────────────────────────┘
//! ```
//!
//! Inside: [`layout`] (where things stand), [`canvas`] (the brush), [`text`] (the only place that measures text), [`theme`] (meaning to
//! style), [`signs`] (signs, their ASCII twins, bars), [`numbers`], `quoting` (words in their sentence), one file for each part of the picture, [`svg`].
//!
//! Invariants: the same app and the same look give the same cells at every size, without a panic and without a cell outside. Meaning is
//! never carried by colour alone. Numbers, signs and names stay when room gets short.
//! Never here: files, clocks, the terminal, decisions about what may be done.

mod beside;
pub mod canvas;
mod changes;
mod confirm;
mod decisions;
mod empty;
mod explain;
mod footer;
mod header;
mod help;
mod initials;
mod instead;
pub mod layout;
mod lists;
mod log;
mod moments;
mod notes;
mod notice;
pub mod numbers;
mod objectives;
mod palette;
mod panes;
mod past;
mod people_here;
mod prompt;
mod quoting;
mod refusal;
mod rivals;
pub mod signs;
mod standing;
pub mod svg;
pub mod text;
pub mod theme;
mod unite;
mod votes;
mod weights;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Drawn, Modal, Side};
use crate::words::Lang;
use crate::words::screen as words;

use canvas::Canvas;
use layout::{Panes, Rooms};
pub use theme::Colour;

/// How a picture is to look: values handed in, since several people with different terminals can be served by one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The language that is read.
    pub lang: Lang,
    /// How many colours there are.
    pub colour: Colour,
    /// Whether signs are to be ASCII.
    pub ascii: bool,
}

/// A finished picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The cells.
    pub buffer: Buffer,
    /// Where the cursor stands: on the chosen row, or where text is typed.
    pub cursor: Position,
    /// Whether text is being typed, so that the cursor is to be seen.
    pub typing: bool,
    /// What there was room for.
    pub drawn: Drawn,
}

/// What the painting of one part leaves behind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traces {
    /// Where its cursor stands.
    cursor: Option<(u16, u16)>,
    /// Whether that is a text field's cursor.
    typing: bool,
    /// Rows or lines of its list that were seen.
    rows: u16,
    /// How far its texts can be scrolled.
    furthest: [u16; 3],
    /// The line from which each of them was seen.
    first: [u16; 3],
}

/// Makes the picture of an app in an area of any size.
pub fn view(app: &App, look: &Look, area: Rect) -> Picture {
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(&mut buffer, *look);
    let wanted = app.trial().map(weights::wanted);
    let past = app.past();
    let below = if past.is_some() { layout::below_a_bar(area) } else { area };
    let (traces, rows) = match layout::rooms_with(below, wanted) {
        None => (paint_sentence(&mut canvas, below), 0),
        Some(rooms) => paint(&mut canvas, app, below, &rooms),
    };
    if let Some(seen) = past {
        past::paint(&mut canvas, Rect { height: area.height.min(1), ..area }, app, seen);
    }
    if look.ascii {
        signs::to_ascii(&mut buffer);
    }
    theme::to_level(&mut buffer, look.colour);
    let (x, y) = traces.cursor.unwrap_or((area.x, area.y));
    let cursor = Position { x: x.min(area.right().saturating_sub(1)), y: y.min(area.bottom().saturating_sub(1)) };
    Picture {
        buffer,
        cursor,
        typing: traces.typing,
        drawn: Drawn { rows, modal_rows: traces.rows, furthest: traces.furthest, first: traces.first },
    }
}

fn paint(canvas: &mut Canvas<'_>, app: &App, area: Rect, rooms: &Rooms) -> (Traces, u16) {
    header::paint(canvas, rooms.header, app);
    let (line, rows) = paint_panes(canvas, rooms, app);
    if app.trial().is_none() {
        why::paint(canvas, rooms.why, app);
    }
    notice::paint(canvas, rooms.notice, app);
    footer::paint(canvas, rooms.footer, app);
    let body = Rect { y: rooms.header.bottom(), height: rooms.notice.y - rooms.header.bottom(), ..area };
    let over = app.modals().iter().map(|modal| paint_over(canvas, body, rooms, modal, app)).last();
    (over.unwrap_or(Traces { cursor: line, ..Traces::default() }), rows)
}

/// The panes; returns where the cursor stands and how many rows a pane has.
fn paint_panes(canvas: &mut Canvas<'_>, rooms: &Rooms, app: &App) -> (Option<(u16, u16)>, u16) {
    let lang = canvas.lang();
    let subject = app.people().selected().map_or("", |row| row.name.as_str());
    let (people, partners) = (app.people(), app.partners());
    let titles = (words::people(lang, people.role).to_owned(), words::people_for(lang, partners.role, subject));
    let remarks = (words::listed(lang, (app.listed(), people.of), app.order(), app.filter()), words::best_first(lang, partners.rows.len()));
    let program = app.session().program();
    let marks = app.is_shared().then(|| initials::RowMarks::of(app));
    let view = |side: Side| panes::View {
        pane: if side == Side::People { people } else { partners },
        side,
        focused: app.side() == side,
        program,
        marks: marks.as_ref(),
    };
    let (area, line) = match rooms.panes {
        Panes::Two { left, right } => {
            let lines = (
                panes::paint(canvas, left, &titles.0, &remarks.0, view(Side::People)),
                panes::paint(canvas, right, &titles.1, &remarks.1, view(Side::Partners)),
            );
            if app.side() == Side::People { (left, lines.0) } else { (right, lines.1) }
        }
        Panes::One { tabs, pane } => {
            header::paint_tabs(canvas, tabs, (&titles.0, &titles.1), app.side());
            let remark = if app.side() == Side::People { &remarks.0 } else { &remarks.1 };
            let title = if app.side() == Side::People { &titles.0 } else { &titles.1 };
            (pane, panes::paint(canvas, pane, title, remark, view(app.side())))
        }
    };
    (line.map(|y| (area.x + 1, y)), area.height.saturating_sub(2))
}

fn paint_over(canvas: &mut Canvas<'_>, body: Rect, rooms: &Rooms, modal: &Modal, app: &App) -> Traces {
    match modal {
        Modal::Problems(cursor) => lists::problems(canvas, body, *cursor, app),
        Modal::Log(log) => log::paint(canvas, body, log, app),
        Modal::Moments(moments) => moments::paint(canvas, body, moments, app),
        Modal::Decisions(decisions) => decisions::paint(canvas, body, decisions, app),
        Modal::Order(cursor) => lists::order(canvas, body, *cursor, app),
        Modal::Changes(list) => changes::paint(canvas, body, list, app),
        Modal::PeopleHere(list) => people_here::paint(canvas, body, list.cursor, app),
        Modal::Rivals(list) => rivals::paint(canvas, body, list, app),
        Modal::Help(help) => help::paint(canvas, body, help),
        Modal::Palette(palette) => palette::paint(canvas, body, palette, app),
        Modal::Search(search) => prompt::search(canvas, rooms.notice, search),
        Modal::Explain(explain) => explain::paint(canvas, body, explain, app),
        Modal::Confirm(confirm) => confirm::paint(canvas, body, confirm, app),
        // What would follow stays in sight while its reason is written.
        Modal::Prompt(prompt) => prompt::paint(canvas, Rect { height: rooms.why.y.saturating_sub(body.y), ..body }, prompt),
        Modal::Refusal(unrecorded) => refusal::paint(canvas, body, unrecorded, app),
        Modal::Notes(notes) => notes::paint(canvas, body, notes, app),
        Modal::Votes(votes) => votes::paint(canvas, body, votes, app),
        Modal::Weights(trial) => weights::paint(canvas, rooms.why, trial),
        Modal::Objectives(objectives) => objectives::paint(canvas, body, objectives, app),
        Modal::Unite(unite) => unite::paint(canvas, body, unite, app),
    }
}

fn paint_sentence(canvas: &mut Canvas<'_>, area: Rect) -> Traces {
    let sentence = words::too_small(canvas.lang(), (area.width, area.height), (layout::LEAST_WIDTH, layout::LEAST_HEIGHT));
    canvas.paragraph(area, &sentence, theme::Role::Plain);
    Traces::default()
}
