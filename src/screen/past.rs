//! The bar over everything while the past is seen: which moment it is, what was decided then, how to get on and back.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::text;
use super::theme::Role as Ink;
use crate::app::history::Seen;
use crate::app::{Action, App, Scope};
use crate::program::Shown;
use crate::words::actions;
use crate::words::screen as general;
use crate::words::screen::decided;
use crate::words::screen::log as words;

/// Fewer cells than this say nothing of a decision.
const LEAST_SAID: usize = 16;

/// Paints the bar across the whole line.
pub fn paint(canvas: &mut Canvas<'_>, area: Rect, app: &App, seen: Seen<'_>) {
    let lang = canvas.lang();
    let room = usize::from(area.width).saturating_sub(2);
    let key = |action: Action| app.keymap().keys(Scope::Past, action).first().map(|keys| actions::keys(keys, lang)).unwrap_or_default();
    let arrow = |action: Action, sign: &str, named: [&str; 2]| {
        let key = key(action);
        if named.contains(&key.as_str()) { sign.to_owned() } else { key }
    };
    let (older, newer) = (arrow(Action::Older, "←", ["Vänster", "Left"]), arrow(Action::Newer, "→", ["Höger", "Right"]));
    let keys = words::keys(lang, (&older, &newer, &key(Action::Back)));
    let waiting = seen.asked.map(|seq| words::on_the_way(lang, seq));
    let news = Some(seen.news).filter(|count| *count > 0).map(|count| words::news(lang, count));
    let right = |news: Option<&String>, keys: &str| {
        let parts = waiting.iter().chain(news).map(String::as_str).chain([keys]);
        parts.collect::<Vec<_>>().join(" · ")
    };
    let (news_long, news_short) = (news.as_ref().map(|[long, _]| long), news.as_ref().map(|[_, short]| short));
    let said = said(app, seen);
    let [long, short] = words::stood(lang, seen.seq, seen.of);
    let [keys_long, keys_short] = keys;
    let ways = [
        (&long, right(news_long, &keys_long)),
        (&short, right(news_long, &keys_long)),
        (&short, right(news_long, &keys_short)),
        (&short, right(news_short, &keys_short)),
        (&short, keys_short.clone()),
    ];
    let fits = |(left, right): &(&String, String)| text::width(left) + 2 + text::width(right) <= room;
    // What was decided then is worth more than long words for the keys.
    let tells = |(left, right): &(&String, String)| text::width(left) + 4 + text::width(right) + LEAST_SAID.min(text::width(&said)) <= room;
    let way = ways.iter().take(3).find(|way| tells(way)).or_else(|| ways.iter().find(|way| fits(way)));
    let (left, right) = way.map_or_else(|| (short.clone(), String::new()), |(left, right)| ((*left).clone(), right.clone()));
    let between = room.saturating_sub(text::width(&left) + text::width(&right) + 2);
    let told = if said.is_empty() || between < LEAST_SAID.min(text::width(&said) + 2) { String::new() } else { format!(", {said}") };
    let left = text::fit(
        &text::cut(&format!("{left}{told}"), room.saturating_sub(text::width(&right) + 2)),
        room.saturating_sub(text::width(&right)),
    );
    canvas.wipe(area);
    canvas.put((area.x, area.y), area.width, &text::fit(&format!(" {left}{right} "), usize::from(area.width)), Ink::Strong);
    canvas.lay(area, Ink::Past);
}

/// When, who and what: `20:31 anna locked Åsa Ek with Eva Ask`.
fn said(app: &App, seen: Seen<'_>) -> String {
    let Some(record) = seen.record else { return String::new() };
    let what = decided::record(app.lang(), record, app.session().ledger(), app.session().program());
    format!("{} {} {what}", Shown::new(general::clock(&record.at)), Shown::new(&record.by))
}
