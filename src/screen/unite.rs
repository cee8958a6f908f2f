//! "These mean the same": what is asked on the left, the other's words on the right; then what will be written.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::{centred, padded};
use super::theme::{self, Role as Ink};
use super::{Traces, footer, prompt, signs, text};
use crate::app::App;
use crate::app::cursor::Cursor;
use crate::app::modal::unite::{Choice, Found, Stage, Unite};
use crate::program::Shown;
use crate::scoring::text::Union;
use crate::words::own_words as words;
use crate::words::pair;

/// Below this width one list is seen at a time.
const SIDE_BY_SIDE: u16 = 78;

/// Paints the choice over the whole body; before anything is written, the question lies over it.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, unite: &Unite, app: &App) -> Traces {
    let lang = canvas.lang();
    canvas.wipe(body);
    canvas.line((body.x + 1, body.y), body.width.saturating_sub(2), &[piece(words::title(lang, unite.criterion.as_str()), Ink::Title)]);
    let want = unite.chosen_want().map_or("", |choice| choice.words.as_str());
    let told = match unite.stage {
        Stage::Wanted => words::choose_want(lang).to_owned(),
        _ => words::choose_offer(lang, want),
    };
    let room = Rect { x: body.x + 1, y: body.y + 1, width: body.width.saturating_sub(2), height: 2.min(body.height.saturating_sub(1)) };
    let taken = canvas.paragraph(room, &told, Ink::Plain);
    let rest = Rect { y: body.y + 1 + taken, height: body.height.saturating_sub(1 + taken), ..body };
    let first = unite.stage == Stage::Wanted;
    let traces = if body.width < SIDE_BY_SIDE {
        if first { paint_wanted(canvas, rest, unite) } else { paint_offered(canvas, rest, unite) }
    } else {
        let half = rest.width / 2;
        let left = paint_wanted(canvas, Rect { width: half, ..rest }, unite);
        let right = paint_offered(canvas, Rect { x: rest.x + half, width: rest.width - half, ..rest }, unite);
        if first { left } else { right }
    };
    match &unite.stage {
        Stage::Confirm(union) => paint_question(canvas, body, union, app),
        _ => traces,
    }
}

fn paint_wanted(canvas: &mut Canvas<'_>, area: Rect, unite: &Unite) -> Traces {
    let [name, _] = &unite.names;
    let inside = paint_frame(canvas, area, &words::asked_by(canvas.lang(), name.as_str()), unite.stage == Stage::Wanted);
    let column = column(&unite.wanted, inside.width);
    let lines: Vec<Vec<Span<'static>>> = unite.wanted.iter().map(|choice| line(canvas, choice, &[], (column, inside.width))).collect();
    paint_list(canvas, inside, &lines, unite.wanted_cursor, (unite.stage == Stage::Wanted, true))
}

fn paint_offered(canvas: &mut Canvas<'_>, area: Rect, unite: &Unite) -> Traces {
    let (lang, [_, name]) = (canvas.lang(), &unite.names);
    let asked = unite.stage != Stage::Wanted;
    let inside = paint_frame(canvas, area, &words::said_by(lang, name.as_str()), asked);
    if inside.height == 0 {
        return Traces::default();
    }
    let cursor = asked.then(|| {
        let after = canvas.put((inside.x, inside.y), inside.width, words::look(lang), Ink::Key);
        prompt::field(canvas, (after, inside.y), inside.right().saturating_sub(after), &unite.field)
    });
    let top = u16::from(asked);
    let list = Rect { y: inside.y + top, height: inside.height - top, ..inside };
    let lines: Vec<Vec<Span<'static>>> =
        unite.found.iter().map(|found| found_line(canvas, unite, found, (column(&unite.offered, list.width), list.width))).collect();
    if lines.is_empty() {
        canvas.put((list.x, list.y), list.width, words::nothing_found(lang), Ink::Muted);
    }
    let traces = paint_list(canvas, list, &lines, unite.offered_cursor, (asked, false));
    Traces { cursor: cursor.or(traces.cursor), typing: asked, ..traces }
}

fn found_line(canvas: &Canvas<'_>, unite: &Unite, found: &Found, cells: (usize, u16)) -> Vec<Span<'static>> {
    match found {
        Found::Choice(place, hit) => unite.offered.get(*place).map(|choice| line(canvas, choice, hit, cells)).unwrap_or_default(),
        Found::Typed => {
            let typed = Shown::new(unite.field.text().trim());
            vec![
                piece("  ", Ink::Plain),
                piece(format!("«{typed}»"), Ink::Strong),
                piece(format!("   {}", words::typed(canvas.lang())), Ink::Muted),
            ]
        }
    }
}

/// Cells for the words, so that what stands around them begins in one column.
fn column(choices: &[Choice], cells: u16) -> usize {
    let widest = choices.iter().map(|choice| text::width(choice.words.as_str())).max().unwrap_or(0);
    widest.min(usize::from(cells) * 2 / 5)
}

/// `? strategi   hjälp med strategi inför …`: the sign of what nothing answers, the words, where they stand.
fn line(canvas: &Canvas<'_>, choice: &Choice, hit: &[usize], (column, cells): (usize, u16)) -> Vec<Span<'static>> {
    let whole = choice.words.as_str();
    let said = text::cut(whole, column);
    let ink = if choice.answered { Ink::Plain } else { Ink::Strong };
    let sign = if choice.answered { "  ".to_owned() } else { format!("{} ", signs::UNANSWERED) };
    let found: Vec<_> = text::ranges_of(whole, hit).into_iter().filter(|range| said.get(range.clone()).is_some()).collect();
    let mut pieces = vec![piece(sign, Ink::Gap)];
    pieces.extend(text::marked(&said, 0..said.len(), &found, theme::style(ink), theme::style(Ink::Found)));
    pieces.push(piece(" ".repeat(column.saturating_sub(text::width(&said)) + 2), Ink::Plain));
    // Of what stands before, so much that the words themselves are seen in it.
    let room = usize::from(cells).saturating_sub(column + 6 + text::width(whole)).min(30) * 3 / 5;
    let [before, after] = [&choice.around[0], &choice.around[1]].map(Shown::as_str);
    if before.is_empty() && after.is_empty() {
        pieces.push(piece(pair::field(&choice.field.field, canvas.lang()), Ink::Muted));
    } else {
        pieces.push(piece(format!("{}{whole}{after}", text::keep_end(before, room)), Ink::Muted));
    }
    pieces
}

fn paint_frame(canvas: &mut Canvas<'_>, area: Rect, title: &str, has_the_keys: bool) -> Rect {
    let title = if has_the_keys { format!("{} {title}", signs::CURSOR) } else { title.to_owned() };
    canvas.frame(area, &title, "", if has_the_keys { Ink::Title } else { Ink::Plain });
    padded(area)
}

fn paint_list(
    canvas: &mut Canvas<'_>,
    area: Rect,
    lines: &[Vec<Span<'static>>],
    cursor: Cursor,
    (has_the_keys, is_chosen): (bool, bool),
) -> Traces {
    let mut traces = Traces { rows: area.height, ..Traces::default() };
    for (y, place) in (area.y..area.bottom()).zip(cursor.window(lines.len(), usize::from(area.height))) {
        let Some(line) = lines.get(place) else { break };
        canvas.line((area.x, y), area.width, line);
        if place == cursor.selected && (has_the_keys || is_chosen) {
            let row = Rect { x: area.x.saturating_sub(1), y, width: area.width + 1, height: 1 };
            canvas.put((row.x, y), 1, signs::CURSOR, Ink::Plain);
            canvas.lay(row, if has_the_keys { Ink::Cursor } else { Ink::Shadow });
            traces.cursor = Some((area.x, y));
        }
    }
    traces
}

/// What will be written and what follows, in the middle of the body.
fn paint_question(canvas: &mut Canvas<'_>, body: Rect, union: &Union, app: &App) -> Traces {
    let lang = canvas.lang();
    let width = if body.width < 96 { body.width } else { 88 };
    let across = usize::from(width.saturating_sub(4));
    let [want, offer] = [&union.wanted, &union.offered].map(|said| Shown::new(said.text.trim()));
    let own = app.session().program().criteria.text.own_concepts.first();
    let table = own.map_or_else(|| Shown::new(crate::words::own_words::OWN_TABLE), |(name, _)| Shown::new(name));
    let [asked, written, follows] = words::question(lang, [want.as_str(), offer.as_str()], (table.as_str(), own.is_some()));
    let mut lines: Vec<(String, Ink)> = text::wrapped(&asked, across, 3).into_iter().map(|line| (line, Ink::Strong)).collect();
    for said in [written, follows] {
        lines.push((String::new(), Ink::Plain));
        lines.extend(text::wrapped(&said, across, 4).into_iter().map(|line| (line, Ink::Plain)));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = centred(body, width, height);
    canvas.wipe(area);
    canvas.frame(area, "", "", Ink::Title);
    let inside = padded(area);
    for (y, (line, ink)) in (inside.y..inside.bottom().saturating_sub(1)).zip(&lines) {
        canvas.put((inside.x, y), inside.width, line, *ink);
    }
    footer::paint_keys(canvas, Rect { y: inside.bottom().max(1) - 1, height: inside.height.min(1), ..inside }, app);
    Traces { cursor: Some((area.x + 1, area.y + 1)), rows: inside.height, ..Traces::default() }
}
