//! The vote box: who has answered, one's own answer, and, once they are open, everybody's.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::confirm::{below, put};
use super::layout::{centred, padded};
use super::theme::Role as Ink;
use super::{Traces, footer, text};
use crate::app::modal::Votes;
use crate::app::{Action, App, Polled, Scope, Voter};
use crate::program::{Pair, Role, Shown};
use crate::session::Ballot;
use crate::words::{Lang, actions, refusals, voices};

/// The box is no wider than this.
const WIDTH: u16 = 76;
/// The most cells of a name.
const NAME: usize = 20;

/// Paints the box in the middle of the body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, votes: &Votes, app: &App) -> Traces {
    let lang = canvas.lang();
    let Some(polled) = app.polled(&votes.pair) else { return Traces::default() };
    let name = |role: Role, place: usize| app.names_of(role, place).to_string();
    let title = voices::title(&name(Role::Adept, polled.pair.adept), &name(Role::Mentor, polled.pair.mentor), lang);
    let width = body.width.min(WIDTH);
    let across = usize::from(width.saturating_sub(4));
    let title = text::wrapped(&title, across, 2);
    let (head, foot) = (head(lang, &polled, across), foot(lang, votes, &polled, app, across));
    let around = 2 + count(&title) + count(&head) + if foot.is_empty() { 0 } else { 1 + count(&foot) } + 2;
    let area = centred(body, width, around + count(&polled.voters));
    canvas.wipe(area);
    canvas.frame(area, "", "", Ink::Title);
    let mut left = padded(area);
    title.iter().for_each(|line| put(canvas, &mut left, line, Ink::Strong));
    head.iter().for_each(|line| put(canvas, &mut left, line, if polled.revealed { Ink::Strong } else { Ink::Plain }));
    let at = (left.x, left.y.min(left.bottom().saturating_sub(1)));
    let keys = Rect { y: left.bottom().max(1) - 1, height: left.height.min(1), ..left };
    left.height = left.height.saturating_sub(1);
    // What is to be done now is worth more than the last of many names.
    let for_foot = (count(&foot) + u16::from(!foot.is_empty())).min(left.height);
    let rows = left.height.saturating_sub(for_foot);
    paint_voters(canvas, Rect { height: rows, ..left }, &polled.voters);
    left = below(left, rows.min(count(&polled.voters)));
    if !foot.is_empty() {
        left = below(left, u16::from(left.height > count(&foot)));
    }
    foot.iter().for_each(|line| put(canvas, &mut left, line, Ink::Key));
    footer::paint_keys(canvas, keys, app);
    Traces { cursor: Some(at), rows, ..Traces::default() }
}

/// What the group has said of a pair, in one line for the panel below the lists: how the vote stands, and the latest note. `None` when
/// nothing has been said.
pub fn voices_line(canvas: &Canvas<'_>, app: &App, pair: Pair) -> Option<Vec<Span<'static>>> {
    let lang = canvas.lang();
    let named = app.session().named(pair)?;
    let ledger = app.session().ledger();
    let mut line = Vec::new();
    if let Some(polled) = ledger.poll(&named).and_then(|_| app.polled(&named)) {
        line.push(piece(in_a_line(lang, &polled), if polled.revealed { Ink::Strong } else { Ink::Key }));
        if let Some(keys) = app.keymap().keys(Scope::Session, Action::Vote).first().filter(|_| app.waiting_polls().contains(&named)) {
            line.push(piece(format!(". {}", voices::answers(&actions::keys(keys, lang), lang)), Ink::Key));
        }
    }
    let notes = ledger.notes_about(&named.adept, &named.mentor);
    if let Some(last) = notes.last() {
        let words = Shown::new(last.text.unwrap_or(voices::erased(lang)));
        let who = Shown::new(&voices::written(last.by, last.at, last.reworded_at, lang));
        let before = if line.is_empty() { "" } else { " · " };
        line.push(piece(format!("{before}{} ", voices::notes(notes.len(), lang)), Ink::Muted));
        line.push(piece(format!("{who}: "), Ink::Colleague));
        line.push(piece(words, Ink::Plain));
    }
    (!line.is_empty()).then_some(line)
}

/// How a vote stands in one line: the result once it is open, before that how many have answered.
pub fn in_a_line(lang: Lang, polled: &Polled) -> String {
    let said = match polled.answers() {
        Some(answers) => voices::result(&answers, lang),
        None => voices::progress(polled.answered(), polled.voters.len(), lang),
    };
    format!("{}: {said}", voices::heading(lang))
}

/// What came out, or how voting goes.
fn head(lang: Lang, polled: &Polled, across: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(match polled.answers() {
        Some(answers) => text::wrapped(&voices::result(&answers, lang), across, 3),
        None => text::wrapped(voices::hidden(lang), across, 3),
    });
    lines.push(String::new());
    lines
}

/// Everybody with what is known of their answer; those that do not fit are counted.
fn paint_voters(canvas: &mut Canvas<'_>, area: Rect, voters: &[Voter]) {
    let lang = canvas.lang();
    let names = voters.iter().map(|voter| text::width(&called(lang, voter))).max().unwrap_or(0).min(NAME + 6);
    let rows = usize::from(area.height);
    let seen = if voters.len() > rows { rows.saturating_sub(1) } else { voters.len() };
    for (y, voter) in (area.y..area.bottom()).zip(voters.iter().take(seen)) {
        canvas.line((area.x, y), area.width, &line(lang, voter, names));
    }
    if seen < voters.len() && rows > 0 {
        canvas.put((area.x, area.bottom() - 1), area.width, &voices::more_people(voters.len() - seen, lang), Ink::Muted);
    }
}

fn line(lang: Lang, voter: &Voter, names: usize) -> Vec<Span<'static>> {
    let (said, ink) = match (voter.answer, voter.answered) {
        (Some(Ballot::Yes), _) => (voices::ballot(Ballot::Yes, lang), Ink::Locked),
        (Some(Ballot::No), _) => (voices::ballot(Ballot::No, lang), Ink::Barred),
        (Some(Ballot::Talk), _) => (voices::ballot(Ballot::Talk, lang), Ink::Warned),
        (None, true) => (voices::has_answered(lang), Ink::Plain),
        (None, false) => (voices::has_not_answered(lang), Ink::Muted),
    };
    let sign = if voter.answered { "● " } else { "○ " };
    let mut line = vec![piece(sign, ink), piece(format!("{}  ", text::fit(&called(lang, voter), names)), Ink::Colleague), piece(said, ink)];
    if !voter.here {
        line.push(piece(format!("  ({})", voices::not_here(lang)), Ink::Muted));
    }
    line
}

fn called(lang: Lang, voter: &Voter) -> String {
    let name = text::cut(voter.name.as_str(), NAME);
    if voter.own { format!("{name} ({})", voices::you(lang)) } else { name }
}

/// What can be done next.
fn foot(lang: Lang, votes: &Votes, polled: &Polled, app: &App, across: usize) -> Vec<String> {
    let keys = |action: Action| app.keymap().keys(Scope::Votes, action).first().map(|keys| actions::keys(keys, lang)).unwrap_or_default();
    let missing: Vec<String> = polled.missing().map(|voter| voter.name.to_string()).collect();
    let mut said = Vec::new();
    match (polled.revealed, polled.all_yes, polled.locked) {
        (true, true, false) => said.push(match &polled.against {
            None => voices::all_yes(&keys(Action::Accept), lang),
            Some(refused) => voices::all_yes_but(&refusals::refused(refused, app.session().program(), app.now(), lang), lang),
        }),
        (true, true, true) => said.push(voices::all_yes_and_locked(lang).to_owned()),
        (true, false, _) => said.push(voices::open(lang).to_owned()),
        (false, ..) if votes.unsure => said.push(voices::really_reveal(&missing, &keys(Action::Reveal), lang)),
        (false, ..) if missing.is_empty() && polled.answered() > 0 => said.push(voices::may_be_revealed(&keys(Action::Reveal), lang)),
        (false, ..) => {}
    }
    if polled.others_wait > 0 {
        said.push(voices::others_wait(polled.others_wait, &keys(Action::OtherPane), lang));
    }
    said.iter().flat_map(|said| text::wrapped(said, across, 2)).collect()
}

fn count<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX / 4)
}
