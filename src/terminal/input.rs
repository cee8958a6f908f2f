//! Events of the terminal as messages for the app.
//!
//! Only presses and repeats are keys: some terminals report releases too. SHIFT is folded into the character, because terminals disagree
//! about reporting it. Pasted text is never keys.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};

use super::Arrival;
use crate::app::{Code, Key, Msg};

/// Starts the reader on a thread of its own. It ends when nobody listens any more, or when the terminal cannot be read; the watchdog
/// notices a terminal that has vanished.
///
/// # Errors
/// When no thread can be started.
pub fn start(report: Sender<Arrival>) -> io::Result<()> {
    let listen = move || {
        while let Ok(event) = read() {
            if arrival(event).is_some_and(|arrival| report.send(arrival).is_err()) {
                return;
            }
        }
    };
    thread::Builder::new().name("reader".into()).spawn(listen).map(drop)
}

/// Lets the reader sleep from here on, when its terminal has vanished: it would go on asking a terminal that is gone as fast as it can.
/// What is returned keeps it asleep.
///
/// # Errors
/// When the system has nothing to spare that never says anything.
pub fn silence() -> io::Result<UnixStream> {
    let (said, never) = UnixStream::pair()?;
    rustix::stdio::dup2_stdin(said)?;
    Ok(never)
}

fn arrival(event: Event) -> Option<Arrival> {
    match event {
        Event::Key(event) => key(event).map(|key| Arrival::Told(Msg::Key(key))),
        Event::Paste(text) => Some(Arrival::Told(Msg::Paste(text))),
        Event::Resize(..) => Some(Arrival::Resized),
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => None,
    }
}

/// The key of an event; nothing for releases and for keys that we have no name for.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    let code = match event.code {
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) if held(KeyModifiers::SHIFT) && c.is_lowercase() => Code::Char(upper(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Tab if held(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

/// The capital of a letter, when it is one letter.
fn upper(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: KeyCode, modifiers: KeyModifiers, expected: Option<&str>) {
        let seen = key(KeyEvent::new(code, modifiers)).map(|key| key.to_string());
        assert_eq!(seen.as_deref(), expected, "{code:?} {modifiers:?}");
    }

    #[test]
    fn shift_is_folded_and_the_rest_kept() {
        let (none, shift, ctrl, alt) = (KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL, KeyModifiers::ALT);
        check(KeyCode::Char('g'), none, Some("g"));
        check(KeyCode::Char('g'), shift, Some("G"));
        check(KeyCode::Char('G'), shift, Some("G"));
        check(KeyCode::Char('å'), shift, Some("Å"));
        check(KeyCode::Char('ß'), shift, Some("ß"));
        check(KeyCode::Char('?'), shift, Some("?"));
        check(KeyCode::Char('S'), ctrl | shift, Some("ctrl-s"));
        check(KeyCode::Char('b'), alt, Some("alt-b"));
        check(KeyCode::Tab, shift, Some("shift-tab"));
        check(KeyCode::Char(' '), none, Some("space"));
        check(KeyCode::CapsLock, none, None);
    }

    #[test]
    fn releases_are_no_keys_and_repeats_are() {
        let event = |kind| KeyEvent::new_with_kind(KeyCode::Down, KeyModifiers::NONE, kind);
        assert_eq!(key(event(KeyEventKind::Release)), None);
        assert!(key(event(KeyEventKind::Repeat)).is_some());
    }
}
