//! What was not done and why, in a small box at the foot of the body: the pair stays in sight above it.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::confirm::{below, put};
use super::layout::padded;
use super::theme::Role as Ink;
use super::{Traces, footer, text};
use crate::app::modal::Unrecorded;
use crate::app::{App, Refused};
use crate::program::Shown;
use crate::words::screen::refusal as words;
use crate::words::{Lang, refusals};

/// The most lines that the sentence takes.
const MOST_LINES: usize = 4;

/// Paints the box: what was not done and whose decision stands in the way, what would be needed first, the words that are kept, the keys.
pub fn paint(canvas: &mut Canvas<'_>, body: Rect, unrecorded: &Unrecorded, app: &App) -> Traces {
    let lang = canvas.lang();
    let across = usize::from(body.width.saturating_sub(4));
    let said = refusals::not_recorded(&unrecorded.intent, &unrecorded.refusal, app.session(), app.now(), lang);
    let said = text::wrapped(&said, across, MOST_LINES);
    let now = text::wrapped(&what_now(app, lang), across, 2);
    let kept = unrecorded.words().map(|why| text::cut(&words::kept(lang, &Shown::new(why)), across));
    let wanted = said.len() + now.len() + usize::from(kept.is_some()) + 3;
    let height = u16::try_from(wanted).unwrap_or(u16::MAX).min(body.height);
    let area = Rect { y: body.bottom().saturating_sub(height), height, ..body };
    canvas.wipe(area);
    let about = unrecorded.about.as_ref().map(|pair| refusals::pair(pair, app.session().program(), lang)).unwrap_or_default();
    canvas.frame(area, &about, "", Ink::Title);
    let inner = padded(area);
    let mut left = Rect { height: inner.height.saturating_sub(1), ..inner };
    said.iter().for_each(|line| put(canvas, &mut left, line, Ink::Warned));
    now.iter().for_each(|line| put(canvas, &mut left, line, Ink::Plain));
    kept.iter().for_each(|line| put(canvas, &mut left, line, Ink::Muted));
    footer::paint_keys(canvas, below(inner, inner.height.saturating_sub(1)), app);
    Traces { cursor: Some((area.x + 1, area.y + 1)), ..Traces::default() }
}

/// Whether it can be tried again, and if not, what would have to be done first.
fn what_now(app: &App, lang: Lang) -> String {
    match app.may_retry() {
        Ok(()) => words::can_be_tried(lang).to_owned(),
        Err(Refused::AlreadySo) => words::so_by_now(lang).to_owned(),
        Err(Refused::Decision(refusal)) => refusals::what_now(&refusal, lang).to_owned(),
        Err(other) => refusals::refused(&other, app.session().program(), app.now(), lang),
    }
}
