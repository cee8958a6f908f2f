//! What has changed since one last looked: who decided what and when, whom it moved, and who has another mentor all in all.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::initials::{Group, LETTERS};
use super::layout::inside;
use super::theme::Role as Ink;
use super::{Traces, lists, signs, text};
use crate::app::App;
use crate::app::modal::changes::Moved;
use crate::app::modal::{ChangeList, ChangeRow};
use crate::program::{PersonId, Shown};
use crate::session::Record;
use crate::words::Lang;
use crate::words::screen as general;
use crate::words::screen::decided;
use crate::words::screen::log;
use crate::words::screen::together as words;

/// `20:31`.
const CLOCK: usize = 5;
/// Names of makers are cut to so many cells, where there is room for them beside their letters.
const NAME: usize = 10;
/// From so many cells on there is.
const ROOMY: u16 = 76;

/// Paints the list over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, list: &ChangeList, app: &App) -> Traces {
    let lang = canvas.lang();
    canvas.wipe(body);
    let adepts: std::collections::BTreeSet<&PersonId> = list.rows.iter().filter_map(moved_of).map(|moved| &moved.adept).collect();
    canvas.frame(body, &words::changed_since(lang, list.since), &words::how_much(lang, list.decisions(), adepts.len()), Ink::Title);
    let inner = inside(body);
    let foot = text::wrapped(words::go_there(lang), usize::from(inner.width.saturating_sub(4)), 2);
    let taken = if inner.height > 6 { u16::try_from(foot.len()).unwrap_or(0) + 1 } else { 0 };
    let rows = Rect { height: inner.height - taken, ..inner };
    let columns = Columns { lang, group: Group::here(app), name: if rows.width >= ROOMY { NAME } else { 0 } };
    let line = lists::paint_list(canvas, rows, list.cursor, &list.rows, |row, _| columns.line(row, app));
    for (y, line) in (rows.bottom() + 1..inner.bottom()).zip(&foot) {
        canvas.put((inner.x + 2, y), inner.width.saturating_sub(4), line, Ink::Muted);
    }
    Traces { cursor: line, rows: rows.height, ..Traces::default() }
}

fn moved_of(row: &ChangeRow) -> Option<&Moved> {
    match row {
        ChangeRow::Now(moved) | ChangeRow::Moved(_, moved) => Some(moved),
        ChangeRow::Decided(_) => None,
    }
}

/// How the lines are made.
struct Columns {
    lang: Lang,
    group: Group,
    /// Cells for the maker's name; 0 where the letters must do.
    name: usize,
}

impl Columns {
    fn line(&self, row: &ChangeRow, app: &App) -> Vec<Span<'static>> {
        let blank = " ".repeat(LETTERS + 2 + if self.name > 0 { self.name + 1 } else { 0 });
        match row {
            ChangeRow::Now(moved) => vec![
                piece(format!("{} {blank}", text::fit(words::now(self.lang), CLOCK)), Ink::Muted),
                piece(self.moved(moved, app), Ink::Strong),
            ],
            ChangeRow::Moved(_, moved) => vec![
                piece(format!("{} {blank}", " ".repeat(CLOCK)), Ink::Muted),
                piece(format!("{} ", signs::MOVED), Ink::Moved),
                piece(self.moved(moved, app), Ink::Plain),
            ],
            ChangeRow::Decided(seq) => match app.decided_session().ledger().record(*seq) {
                Some(record) => self.decided(record, app),
                None => Vec::new(),
            },
        }
    }

    fn decided(&self, record: &Record, app: &App) -> Vec<Span<'static>> {
        let session = app.decided_session();
        let (mark, in_force) = (self.group.mark(&record.by), session.ledger().in_force(record.seq));
        let mut line = vec![
            piece(format!("{} ", text::fit(Shown::new(general::clock(&record.at)).as_str(), CLOCK)), Ink::Muted),
            piece(text::fit(&mark.letters, LETTERS), mark.ink()),
            piece("  ", Ink::Plain),
        ];
        if self.name > 0 {
            line.push(piece(format!("{} ", text::fit(Shown::new(&record.by).as_str(), self.name)), Ink::Colleague));
        }
        if !in_force {
            line.push(piece(format!("({}) ", log::taken_back(self.lang)), Ink::Warned));
        }
        let said = decided::record(self.lang, record, session.ledger(), session.program());
        line.push(piece(said, if in_force { Ink::Plain } else { Ink::Muted }));
        line
    }

    fn moved(&self, moved: &Moved, app: &App) -> String {
        let program = app.decided_session().program();
        let name = |id: &PersonId| decided::name(program, id);
        let (from, to) = (moved.from.as_ref().map(name), moved.to.as_ref().map(name));
        words::from_to(self.lang, &name(&moved.adept), from.as_deref(), to.as_deref())
    }
}
