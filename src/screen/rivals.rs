//! Pairs where both would rather have each other: a line each; below, the one under the cursor in words, and what such pairs mean.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::canvas::{Canvas, piece};
use super::layout::inside;
use super::theme::Role as Ink;
use super::{Traces, lists, numbers, text};
use crate::app::App;
use crate::app::modal::RivalList;
use crate::program::{Pair, Program, Role, Shown};
use crate::session::foresight::Rival;
use crate::words::Lang;
use crate::words::screen::nobody;
use crate::words::screen::rivals as words;

/// From so many cells on the present partners are named in the line itself.
const NAMES_ALL: usize = 92;
/// From so many cells on a line says what the two have now.
const TELLS_SCORES: usize = 52;
/// `~100`.
const SCORE: usize = 4;
/// `+100`.
const GAIN: usize = 4;
/// The heading of the scores.
const NUMBER: usize = 5;
/// Between groups of columns.
const GAP: usize = 2;

/// Paints the list over the whole body.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, list: &RivalList, app: &App) -> Traces {
    let lang = canvas.lang();
    canvas.wipe(body);
    canvas.frame(body, words::title(lang), &words::count(lang, list.rivals.count()), Ink::Title);
    let inner = inside(body);
    let listed = list.rivals.listed();
    let Some(chosen) = listed.get(list.cursor.selected.min(listed.len().saturating_sub(1))) else {
        canvas.paragraph(Rect { x: inner.x + 2, width: inner.width.saturating_sub(4), ..inner }, words::none(lang), Ink::Muted);
        return Traces::default();
    };
    let foot = paint_foot(canvas, inner, chosen, list, app);
    let columns = Columns::of(usize::from(inner.width.saturating_sub(3)));
    canvas.line((inner.x + 2, inner.y), inner.width.saturating_sub(3), &columns.headings(lang));
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1 + foot), ..inner };
    let line = lists::paint_list(canvas, rows, list.cursor, listed, |rival, _| columns.line(lang, rival, app));
    Traces { cursor: line, rows: rows.height, ..Traces::default() }
}

/// The pair under the cursor in words, and what such pairs mean; returns how many lines that took, the same for every pair.
fn paint_foot(canvas: &mut Canvas<'_>, inner: Rect, chosen: &Rival, list: &RivalList, app: &App) -> u16 {
    let lang = canvas.lang();
    let width = inner.width.saturating_sub(4);
    let about = words::about(lang, list.rivals.listed().len(), list.rivals.count());
    let for_about = u16::try_from(text::wrap(&about, usize::from(width)).len()).unwrap_or(1);
    // Where a line says everything itself there is nothing to add.
    let for_pair = if Columns::of(usize::from(inner.width.saturating_sub(3))).partner > 0 { 0 } else { 3 };
    let foot = (1 + for_pair + for_about).min(inner.height / 2);
    let below = Rect { x: inner.x + 2, y: inner.bottom() - foot + 1, width, height: foot.saturating_sub(1) };
    canvas.paragraph(Rect { height: below.height.min(for_pair), ..below }, &told(lang, chosen, app), Ink::Plain);
    let last = Rect { y: below.y + below.height.min(for_pair), height: below.height.saturating_sub(for_pair), ..below };
    canvas.paragraph(last, &about, Ink::Muted);
    foot
}

fn told(lang: Lang, rival: &Rival, app: &App) -> String {
    let name = |role: Role, place: usize| full_name(app.session().program(), role, place);
    let percent = |pair: Pair, score: u16| numbers::pair(score, is_thin(app, pair));
    let (adept, mentor) = (name(Role::Adept, rival.pair.adept), name(Role::Mentor, rival.pair.mentor));
    let has = |now: Option<(String, String)>| words::has(lang, now.as_ref().map(|(name, percent)| (name.as_str(), percent.as_str())));
    let adept_has = rival.adept.partner.map(|mentor| {
        let pair = Pair { mentor, ..rival.pair };
        (name(Role::Mentor, mentor), percent(pair, rival.adept.score))
    });
    let mentor_has = rival.mentor.partner.map(|adept| {
        let pair = Pair { adept, ..rival.pair };
        (name(Role::Adept, adept), percent(pair, rival.mentor.score))
    });
    let together = percent(rival.pair, rival.score);
    words::told(lang, (&adept, &mentor), &together, (&has(adept_has), &has(mentor_has)))
}

/// How the width of a line is shared out.
#[derive(Debug, Clone, Copy)]
struct Columns {
    /// Each of the two.
    name: usize,
    /// Each present partner; none where there is no room.
    partner: usize,
    /// Whether the present scores are told.
    scores: bool,
}

impl Columns {
    /// When room gets short the present partners' names go first, which the foot says too, then the present scores; names and gains stay.
    fn of(cells: usize) -> Self {
        let around = |groups: usize| 1 + 1 + NUMBER + 2 * (GAP + groups);
        let rest = |groups: usize| cells.saturating_sub(around(groups));
        match cells {
            NAMES_ALL.. => {
                let each = rest(1 + SCORE + 1 + GAIN) / 4;
                Self { name: each, partner: each, scores: true }
            }
            TELLS_SCORES.. => Self { name: rest(SCORE + 1 + GAIN) / 2, partner: 0, scores: true },
            _ => Self { name: rest(GAIN) / 2, partner: 0, scores: false },
        }
    }

    /// Cells of what one of the two has now and would gain.
    fn group(self) -> usize {
        let partner = if self.partner > 0 { self.partner + 1 } else { 0 };
        partner + if self.scores { SCORE + 1 } else { 0 } + GAIN
    }

    fn headings(self, lang: Lang) -> Vec<Span<'static>> {
        let [adept, mentor, score, adept_has, mentor_has] = words::headings(lang, self.partner == 0);
        let now = |heading: &str| if self.scores { text::fit(heading, self.group()) } else { String::new() };
        let (adept, mentor, score) = (text::fit(adept, self.name), text::fit(mentor, self.name), text::fit_right(score, NUMBER));
        vec![piece(format!("{adept} {mentor} {score}  {}  {}", now(adept_has), now(mentor_has)), Ink::Muted)]
    }

    fn line(self, lang: Lang, rival: &Rival, app: &App) -> Vec<Span<'static>> {
        let name = |role: Role, place: usize| full_name(app.session().program(), role, place);
        let (adept, mentor) = (name(Role::Adept, rival.pair.adept), name(Role::Mentor, rival.pair.mentor));
        let fit = |name: &str| text::fit(&text::known_name(name, self.name), self.name);
        let score = numbers::known_score(rival.score, is_thin(app, rival.pair));
        let mut line =
            vec![piece(format!("{} {} ", fit(&adept), fit(&mentor)), Ink::Plain), piece(text::fit_right(&score, NUMBER), Ink::Strong)];
        for (role, has, pair) in [
            (Role::Mentor, rival.adept, rival.adept.partner.map(|mentor| Pair { mentor, ..rival.pair })),
            (Role::Adept, rival.mentor, rival.mentor.partner.map(|adept| Pair { adept, ..rival.pair })),
        ] {
            let partner = has.partner.map_or_else(|| nobody(lang).to_owned(), |place| name(role, place));
            let score = pair.map_or_else(|| "–".to_owned(), |pair| numbers::known_score(has.score, is_thin(app, pair)));
            line.push(piece(" ".repeat(GAP), Ink::Plain));
            if self.partner > 0 {
                line.push(piece(format!("{} ", text::fit(&text::short_name(&partner, self.partner), self.partner)), Ink::Muted));
            }
            if self.scores {
                line.push(piece(format!("{} ", text::fit_right(&score, SCORE)), Ink::Plain));
            }
            // As the difference of what is shown.
            let gain = match numbers::percent(rival.score).saturating_sub(numbers::percent(has.score)) {
                0 => "<1".to_owned(),
                gain => format!("+{gain}"),
            };
            line.push(piece(text::fit_right(&gain, GAIN), Ink::Locked));
        }
        line
    }
}

fn full_name(program: &Program, role: Role, place: usize) -> String {
    program.people(role).get(place).map(|person| Shown::new(&person.name()).to_string()).unwrap_or_default()
}

fn is_thin(app: &App, pair: Pair) -> bool {
    app.session().scores().cell(pair).coverage < app.session().program().criteria.low_coverage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_headings_fit_at_every_width() {
        for cells in 30..200 {
            let columns = Columns::of(cells);
            assert!(2 * columns.name + 2 + NUMBER + 2 * (GAP + columns.group()) <= cells, "{cells}: {columns:?}");
            assert!(cells < 37 || columns.name >= 8, "{cells}: {columns:?}");
        }
    }
}
