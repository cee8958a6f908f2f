//! What a decision would do, before it is made: who moves, from what to what, and the total.

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::layout::{centred, padded};
use super::theme::Role as Ink;
use super::{Traces, footer, numbers, prompt, text};
use crate::app::App;
use crate::app::modal::{Confirm, Held, Instead, Moved, Question};
use crate::program::Shown;
use crate::session::Consequences;
use crate::session::foresight::Alternative;
use crate::words::screen as general;
use crate::words::screen::costs;
use crate::words::screen::over as words;
use crate::words::{Lang, refusals};

/// So many of those who would move are seen before anything else gets room.
const FEWEST_MOVES: u16 = 4;

/// Paints the question in the middle of the body, as large as its consequences need.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, confirm: &Confirm, app: &App) -> Traces {
    let lang = canvas.lang();
    let width = if body.width < 96 { body.width } else { 88 };
    let across = usize::from(width.saturating_sub(4));
    let question = text::wrapped(&words::question(lang, &confirm.question, &confirm.names), across, 3);
    let before = beforehand(lang, app, &confirm.question, across);
    let sums = confirm.consequences.as_ref().map(|then| sums(lang, then));
    let instead = instead(lang, confirm, across);
    let reason = u16::from(confirm.writing || !confirm.why.is_empty());
    let below_sums = if instead.is_empty() { 0 } else { 1 + count(&instead) };
    let fixed = 2 + count(&question) + count(&before) + sums.as_ref().map_or(0, |_| 2) + below_sums + reason + 2;
    let heading = u16::from(confirm.consequences.is_some());
    let wanted = fixed + heading + count(&confirm.moved);
    let area = centred(body, width, wanted);
    canvas.wipe(area);
    canvas.frame(area, "", "", Ink::Title);
    let mut left = padded(area);
    for line in &question {
        put(canvas, &mut left, line, Ink::Strong);
    }
    for line in &before {
        put(canvas, &mut left, line, Ink::Plain);
    }
    let foot = reason + 2 + sums.as_ref().map_or(0, |_| 2);
    // Who moves is worth more than what else could be done.
    let needed = foot + heading + count(&confirm.moved).min(FEWEST_MOVES);
    let below_sums = if left.height >= needed + below_sums { below_sums } else { 0 };
    let rows = left.height.saturating_sub(foot + heading + below_sums);
    if heading > 0 {
        let said =
            if confirm.moved.is_empty() { words::nobody_moves(lang).to_owned() } else { words::who_moves(lang, confirm.moved.len()) };
        put(canvas, &mut left, &said, Ink::Muted);
    }
    let seen = confirm.scroll.min(confirm.moved.len().saturating_sub(usize::from(rows)));
    for moved in confirm.moved.iter().skip(seen).take(usize::from(rows)) {
        paint_move(canvas, left, moved, across);
        left = below(left, 1);
    }
    if let Some(sums) = sums {
        left = below(left, 1);
        put(canvas, &mut left, &sums, Ink::Strong);
    }
    if below_sums > 0 {
        left = below(left, 1);
        instead.iter().for_each(|line| put(canvas, &mut left, line, Ink::Plain));
    }
    let keys = Rect { y: left.bottom().max(1) - 1, height: left.height.min(1), ..left };
    let cursor = paint_reason(canvas, Rect { height: left.height.saturating_sub(1), ..left }, confirm);
    footer::paint_keys(canvas, keys, app);
    Traces { cursor: cursor.or(Some((area.x + 1, area.y + 1))), typing: cursor.is_some(), rows, ..Traces::default() }
}

/// One adept: `Åsa Öberg   A. Berg 82 → E. Lind 79`.
pub(super) fn paint_move(canvas: &mut Canvas<'_>, area: Rect, moved: &Moved, across: usize) {
    if area.height == 0 {
        return;
    }
    let lang = canvas.lang();
    let side = |side: &Option<Held>, cells: usize| match side {
        None => general::nobody(lang).to_owned(),
        Some(held) => {
            format!("{} {}", text::short_name(held.mentor.as_str(), cells), numbers::known_score(held.score, held.thin))
        }
    };
    let each = across.saturating_sub(13) / 3;
    let from = text::fit(&side(&moved.from, each), each + 4);
    let line = [
        piece(text::fit_name(moved.name.as_str(), each + 1), if moved.named { Ink::Strong } else { Ink::Plain }),
        piece(format!(" {from} → {}", side(&moved.to, each)), Ink::Plain),
    ];
    canvas.line((area.x, area.y), area.width, &line);
}

/// What the question itself has to say: files, or what went wrong.
fn beforehand(lang: Lang, app: &App, question: &Question, across: usize) -> Vec<String> {
    match question {
        Question::Save { files, matched, adepts, locked } => {
            let mut lines = text::wrapped(&words::saving(lang, (*matched, *adepts, *locked)), across, 3);
            lines.extend(files.iter().map(|file| format!("  {}", text::cut(Shown::new(file).as_str(), across.saturating_sub(2)))));
            lines
        }
        Question::TryAgain(_, reason) => text::wrapped(&refusals::not_saved(reason, lang), across, 3),
        Question::Finalise => {
            let header = app.header();
            text::wrapped(&words::finalising(lang, (header.matched, header.adepts, header.locked)), across, 3)
        }
        Question::Reopen => {
            let ledger = app.session().ledger();
            let mark = ledger.finalised().map(|seq| refusals::mark(&ledger.mark(seq), lang)).unwrap_or_default();
            text::wrapped(&words::reopening(lang, &mark), across, 3)
        }
        _ => Vec::new(),
    }
}

/// `total 2 172 → 2 170 (−2) · worst 41 → 41 · matched 28 → 28`; what stays is said once.
fn sums(lang: Lang, then: &Consequences) -> String {
    let change = |before: String, after: String| if before == after { after } else { format!("{before} → {after}") };
    let total = change(numbers::total(then.total_before), numbers::total(then.total_after));
    let difference = numbers::difference(then.total_before, then.total_after);
    let mut line = format!("{} ({difference})", general::total(lang, &total));
    if let (Some(before), Some(after)) = (then.worst_before, then.worst_after) {
        let (before, after) = (numbers::percent(before), numbers::percent(after));
        let shown = general::worst(lang, after);
        line += &format!(" · {}", if before == after { shown } else { shown.replace(&after.to_string(), &format!("{before} → {after}")) });
    }
    if then.matched_before != then.matched_after {
        line += &format!(" · {} → {}", then.matched_before, general::matched(lang, then.matched_after));
    }
    line
}

/// What would reach the same with less.
fn instead(lang: Lang, confirm: &Confirm, across: usize) -> Vec<String> {
    let Some(then) = &confirm.consequences else { return Vec::new() };
    let change = |lost: i64| numbers::difference(then.total_before, then.total_before.saturating_sub(lost));
    let line = |instead: &Instead| {
        let Alternative { keeps, points, instead_of, more_matched, .. } = instead.alternative;
        let score = numbers::pair(instead.score, instead.thin);
        let names = (instead.adept.as_str(), instead.mentor.as_str(), score.as_str());
        text::wrapped(&costs::instead(lang, keeps, names, (&change(points), &change(instead_of)), more_matched), across, 2)
    };
    let head = confirm.instead.first().map(|first| costs::for_less(lang, first.alternative.keeps).to_owned());
    head.into_iter().chain(confirm.instead.iter().flat_map(line)).collect()
}

/// The reason that is being written, or has been.
fn paint_reason(canvas: &mut Canvas<'_>, area: Rect, confirm: &Confirm) -> Option<(u16, u16)> {
    if area.height == 0 || !confirm.writing && confirm.why.is_empty() {
        return None;
    }
    let after = canvas.put((area.x, area.y), area.width, words::reason(canvas.lang()), Ink::Key);
    let cursor = prompt::field(canvas, (after, area.y), area.right().saturating_sub(after), &confirm.why);
    confirm.writing.then_some(cursor)
}

pub(super) fn put(canvas: &mut Canvas<'_>, left: &mut Rect, line: &str, ink: Ink) {
    if left.height > 0 {
        canvas.put((left.x, left.y), left.width, &text::cut(line, usize::from(left.width)), ink);
        *left = below(*left, 1);
    }
}

/// What is left of an area below so many lines.
pub(super) fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}

fn count<T>(lines: &[T]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX / 4)
}
