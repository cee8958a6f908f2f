//! Weights and rules that are tried: a panel below the panes, which show what would follow.
//!
//! ```text
//! ┌ Weights and rules – a trial, nothing is kept ─────────────────── 2 changes ┐
//! │  Weights                                        │ Rules                    │
//! │▌ Competence and goals   ◇≠  35 ████████▌ was 30 │ Same employer      warns │
//! │  ...                                                                       │
//! │ Total now 7 300; like this 7 412, and 7 590 after 5 pairs change. ...      │
//! └────────────────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, piece};
use super::layout::inside;
use super::theme::Role as Ink;
use super::{Traces, numbers, signs, text};
use crate::app::cursor::Cursor;
use crate::app::modal::Trial;
use crate::app::modal::weights::{Follows, Forecast, List, Turned};
use crate::program::Weight;
use crate::program::criteria::Effect;
use crate::words::screen::weights as words;
use crate::words::{Lang, terms};

/// From this width on both lists stand beside each other.
const TWO_LISTS: u16 = 76;
/// Lines at the foot for what follows.
const FOOT: u16 = 3;
/// Cells of a weight, as far as most weights go.
const NUMBER: usize = 6;

/// The lines that a panel wants: its frame, a head, the longer list, what follows.
pub fn wanted(trial: &Trial) -> u16 {
    let longest = trial.weights().len().max(trial.effects().len());
    u16::try_from(longest).unwrap_or(u16::MAX / 4).saturating_add(3 + FOOT)
}

/// Paints the panel.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, trial: &Trial) -> Traces {
    let lang = canvas.lang();
    canvas.wipe(area);
    let remark = words::changes(lang, trial.changes());
    let long = words::title(lang);
    let fits = text::width(long) + text::width(&remark) + 8 <= usize::from(area.width);
    canvas.frame(area, if fits { long } else { words::title_short(lang) }, &remark, Ink::Warned);
    let inner = inside(area);
    // Where the lists do not fit whole, what follows makes do with less.
    let foot = if area.height >= wanted(trial) { FOOT } else { (FOOT - 1).min(inner.height.saturating_sub(2)) };
    let lists = Rect { height: inner.height - foot, ..inner };
    let (cursor, rows) = paint_lists(canvas, lists, trial);
    let below = Rect { x: inner.x + 1, y: lists.bottom(), width: inner.width.saturating_sub(2), height: foot };
    paint_foot(canvas, below, trial);
    Traces { cursor, rows, ..Traces::default() }
}

/// Both lists where there is room, else the one that has the keys, each under its head.
fn paint_lists(canvas: &mut Canvas<'_>, area: Rect, trial: &Trial) -> (Option<(u16, u16)>, u16) {
    let (weights, effects) = (trial.weights(), trial.effects());
    let heaviest = trial.heaviest();
    let share = if area.width >= 100 { area.width * 9 / 20 } else { area.width * 2 / 5 };
    let rules = if area.width >= TWO_LISTS && !effects.is_empty() { share } else { 0 };
    let left = Rect { width: area.width - rules - u16::from(rules > 0), ..area };
    let right = Rect { x: area.right() - rules, width: rules, ..area };
    let rows = area.height.saturating_sub(1);
    let mut cursor = None;
    let mut put = |canvas: &mut Canvas<'_>, area: Rect, list: List| {
        let at = paint_head(canvas, area, list, trial.list == list);
        let line = match list {
            List::Criteria => {
                let columns = Columns::of(at.width, weights.iter().map(|turned| text::width(turned.label.as_str())));
                paint_rows(canvas, at, trial.criteria, trial.list == list, &weights, |canvas, line, turned| {
                    paint_weight(canvas, line, turned, &columns, heaviest)
                })
            }
            List::Rules => paint_rows(canvas, at, trial.rules, trial.list == list, &effects, |canvas, line, turned| {
                paint_effect(canvas, line, turned);
                None
            }),
        };
        cursor = line.filter(|_| trial.list == list).or(cursor);
    };
    if rules > 0 {
        put(canvas, left, List::Criteria);
        put(canvas, right, List::Rules);
        for y in area.y..area.bottom() {
            canvas.put((right.x.saturating_sub(1), y), 1, "│", Ink::Muted);
        }
    } else {
        put(canvas, left, trial.list);
    }
    (cursor, rows)
}

/// The head of a list; returns what is left below it.
fn paint_head(canvas: &mut Canvas<'_>, area: Rect, list: List, focused: bool) -> Rect {
    let heads = words::lists(canvas.lang());
    let head = if list == List::Criteria { heads.0 } else { heads.1 };
    if area.height > 0 {
        canvas.put((area.x + 2, area.y), area.width.saturating_sub(2), head, if focused { Ink::Title } else { Ink::Muted });
    }
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}

fn paint_rows<T>(
    canvas: &mut Canvas<'_>,
    area: Rect,
    cursor: Cursor,
    focused: bool,
    rows: &[T],
    mut paint: impl FnMut(&mut Canvas<'_>, Rect, &T) -> Option<Bar>,
) -> Option<(u16, u16)> {
    if rows.is_empty() {
        let none = words::none(canvas.lang());
        canvas.put((area.x + 2, area.y), if area.height > 0 { area.width } else { 0 }, none, Ink::Muted);
    }
    let mut at = None;
    let seen = cursor.window(rows.len(), usize::from(area.height));
    for (y, place) in (area.y..area.bottom()).zip(seen.clone()) {
        let Some(row) = rows.get(place) else { break };
        let line = Rect { x: area.x + 2, y, width: area.width.saturating_sub(3), height: 1 };
        let selected = place == cursor.selected && focused;
        let bar = paint(canvas, line, row);
        if selected {
            canvas.put((area.x, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(Rect { y, height: 1, ..area }, Ink::Cursor);
            if let Some(bar) = bar {
                bar.paint_under_cursor(canvas);
            }
            at = Some((area.x, y));
        }
    }
    paint_more(canvas, area, &seen, rows.len());
    at
}

/// Signs at the right that there is more above or below.
fn paint_more(canvas: &mut Canvas<'_>, area: Rect, seen: &std::ops::Range<usize>, rows: usize) {
    let edge = area.right().saturating_sub(1);
    if seen.start > 0 && area.height > 0 {
        canvas.put((edge, area.y), 1, "↑", Ink::Muted);
    }
    if seen.end < rows && area.height > 1 {
        canvas.put((edge, area.bottom() - 1), 1, "↓", Ink::Muted);
    }
}

/// How the width of a weight's row is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    label: u16,
    bar: u16,
    words: u16,
}

impl Columns {
    /// When room gets short the words go first, then the bar; the label keeps at least a third.
    fn of(width: u16, labels: impl Iterator<Item = usize>) -> Self {
        // The cursor's two cells, two signs, the number, a space after each.
        let fixed = 3 + 3 + u16::try_from(NUMBER).unwrap_or(6) + 1;
        let rest = width.saturating_sub(fixed);
        let longest = u16::try_from(labels.max().unwrap_or(0)).unwrap_or(u16::MAX);
        let words = if rest >= 46 { 19 } else { 0 };
        let bar = if rest >= 28 { ((rest - words) / 3).min(24) } else { 0 };
        Self { label: longest.min(rest.saturating_sub(words + bar)), bar, words }
    }
}

/// The bar of a weight.
struct Bar {
    at: (u16, u16),
    cells: u16,
    /// Of the heaviest weight, in basis points.
    share: u16,
}

impl Bar {
    fn paint(&self, canvas: &mut Canvas<'_>) {
        canvas.put(self.at, self.cells, &signs::bar(self.share, usize::from(self.cells)), Ink::Bar);
    }

    /// Once more on the reversed row of the cursor, where it would be a hole: in its own colour and in whole cells.
    fn paint_under_cursor(&self, canvas: &mut Canvas<'_>) {
        let bar = signs::whole_bar(self.share, usize::from(self.cells));
        let after = canvas.put(self.at, self.cells, &bar, Ink::CursorBar);
        let rest = usize::from(self.cells).saturating_sub(text::width(&bar));
        canvas.put((after, self.at.1), self.cells, &" ".repeat(rest), Ink::Cursor);
    }
}

fn paint_weight(canvas: &mut Canvas<'_>, line: Rect, turned: &Turned<Weight>, columns: &Columns, heaviest: Weight) -> Option<Bar> {
    let (lang, y) = (canvas.lang(), line.y);
    let said = |weight: Weight| terms::weight(weight, lang);
    canvas.put((line.x, y), columns.label, &text::fit(turned.label.as_str(), usize::from(columns.label)), Ink::Plain);
    let mut x = line.x + columns.label + 1;
    paint_signs(canvas, (x, y), turned);
    x += 3;
    let number = said(turned.tried);
    let cells = text::width(&number).max(NUMBER);
    let cells = u16::try_from(cells).unwrap_or(u16::MAX).min(line.right().saturating_sub(x));
    canvas.put((x, y), cells, &text::fit_right(&number, usize::from(cells)), Ink::Strong);
    x += cells + 1;
    let cells = columns.bar.min(line.right().saturating_sub(x));
    let share = u16::try_from(u64::from(turned.tried.0) * 10_000 / u64::from(heaviest.0.max(1))).unwrap_or(10_000);
    let bar = (cells > 0 && turned.tried.0 > 0).then(|| Bar { at: (x, y), cells, share: share.max(1) });
    match &bar {
        Some(bar) => bar.paint(canvas),
        None => _ = canvas.put((x, y), cells, words::off(lang), Ink::Muted),
    }
    if columns.bar > 0 {
        x += columns.bar + 1;
    }
    if columns.words > 0 {
        paint_words(canvas, (x, y), line.right().saturating_sub(x), turned, said);
    }
    bar
}

fn paint_effect(canvas: &mut Canvas<'_>, line: Rect, turned: &Turned<Effect>) {
    let (lang, y) = (canvas.lang(), line.y);
    let said = |effect: Effect| terms::effect(effect, lang).to_owned();
    let longest = Effect::ALL.map(|effect| text::width(&said(effect))).into_iter().max().unwrap_or(0);
    let cells = u16::try_from(longest).unwrap_or(8);
    // The signs, the effect and, where there is room, what it was.
    let more = if line.width >= 44 { 14 } else { 0 };
    let label = line.width.saturating_sub(cells + 4 + more);
    canvas.put((line.x, y), label, &text::fit(turned.label.as_str(), usize::from(label)), Ink::Plain);
    let x = line.x + label + 1;
    paint_signs(canvas, (x, y), turned);
    let ink = match turned.tried {
        Effect::Block => Ink::Barred,
        Effect::Warn => Ink::Warned,
        Effect::Off => Ink::Muted,
    };
    canvas.put((x + 3, y), line.right().saturating_sub(x + 3), &said(turned.tried), ink);
    if more > 0 {
        let x = x + 4 + cells;
        paint_words(canvas, (x, y), line.right().saturating_sub(x), turned, said);
    }
}

/// The signs of what is tried, and of what is not as in the file.
fn paint_signs<T: PartialEq>(canvas: &mut Canvas<'_>, (x, y): (u16, u16), turned: &Turned<T>) {
    canvas.put((x, y), 1, if turned.is_tried() { signs::TRIED } else { " " }, Ink::Moved);
    canvas.put((x + 1, y), 1, if turned.is_not_as_in_the_file() { signs::NOT_AS_IN_FILE } else { " " }, Ink::Warned);
}

/// What it was, and what the file says, as far as they differ from what is tried.
fn paint_words<T: Copy + PartialEq>(canvas: &mut Canvas<'_>, at: (u16, u16), cells: u16, turned: &Turned<T>, said: impl Fn(T) -> String) {
    let lang = canvas.lang();
    let was = turned.is_tried().then(|| words::was(lang, &said(turned.decided)));
    let file_says_more = turned.is_not_as_in_the_file() && !(turned.is_tried() && turned.decided == turned.file);
    let file = file_says_more.then(|| words::file(lang, &said(turned.file)));
    let both = [was.clone(), file.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    // What it was says enough where there is no room for both.
    let shown = if text::width(&both) <= usize::from(cells) { both } else { was.or(file).unwrap_or_default() };
    canvas.line(at, cells, &[piece(shown, Ink::Muted)]);
}

fn paint_foot(canvas: &mut Canvas<'_>, area: Rect, trial: &Trial) {
    let lang = canvas.lang();
    let across = usize::from(area.width);
    let (mut lines, ink) = match &trial.follows {
        Follows::Nothing => {
            let total = numbers::total(trial.decided().proposal().total);
            (text::wrapped(&words::nothing_yet(lang, &total), across, FOOT.into()), Ink::Muted)
        }
        Follows::NothingCounts => (text::wrapped(words::nothing_counts(lang), across, FOOT.into()), Ink::Warned),
        Follows::Working(None) => (vec![words::working(lang).to_owned()], Ink::Muted),
        Follows::Working(Some(known)) => {
            let mut lines = text::wrapped(&foretold(lang, known), across, usize::from(FOOT) - 1);
            lines.insert(0, words::working(lang).to_owned());
            (lines, Ink::Plain)
        }
        Follows::Known(known) => (text::wrapped(&foretold(lang, known), across, FOOT.into()), Ink::Plain),
    };
    lines.truncate(usize::from(area.height));
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.put((area.x, y), area.width, line, ink);
    }
}

/// What would follow, the most important first.
fn foretold(lang: Lang, known: &Forecast) -> String {
    let then = &known.consequences;
    let totals = (numbers::total(then.total_before), numbers::total(known.present_total), numbers::total(then.total_after));
    let mut said = vec![words::totals(lang, (&totals.0, &totals.1, &totals.2), then.moves.len())];
    if let Some((adept, mentor)) = known.first_lock_against() {
        said.push(words::locks_against(lang, known.locks_against.len(), (adept.as_str(), mentor.as_str())));
    }
    if then.matched_before != then.matched_after {
        said.push(words::matched(lang, then.matched_before, then.matched_after));
    }
    if let (Some(before), Some(after)) = (then.worst_before, then.worst_after) {
        said.push(words::worst(lang, numbers::percent(before), numbers::percent(after)));
    }
    if !known.moved.is_empty() {
        let names: Vec<&str> = known.moved.iter().map(crate::program::Shown::as_str).collect();
        said.push(words::movers(lang, &names.join(", "), known.unnamed()));
    }
    said.join(" ")
}
