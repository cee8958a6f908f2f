//! The screen: every view at every size without a panic, and some of them as pictures that a person can review.

mod history;
mod roles;
mod voices;

use std::path::Path;
use std::sync::Arc;

use mentor_match::app::{App, Effect, Key, Msg, Outcome};
use mentor_match::program::load::load;
use mentor_match::program::{Problem, Program};
use mentor_match::screen::{Colour, Look, Picture, svg, text, view};
use mentor_match::session::foresight::Matter;
use mentor_match::session::{Intent, Note, Record, Session, Standing};
use mentor_match::terminal::writer::{FrameWriter, Sink};
use mentor_match::words::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// The scenes: a name, and the keys that lead there from the start.
const SCENES: [(&str, &str); 20] = [
    ("start", ""),
    ("partners", "r tab down down"),
    ("decided", "G space up x up tab down"),
    ("explain", "e down"),
    ("explain-mentor", "e tab tab"),
    ("assign", "down tab G up enter"),
    ("swap", "G s up s"),
    ("forbid", "G x"),
    ("unlock", "down tab G up enter enter esc space"),
    ("decisions", "G s up s n b o t h enter enter g space down x enter D"),
    ("reason", "G s up s n b o t h"),
    ("help", "?"),
    ("palette", ": l å"),
    ("search", "/ a n g s"),
    ("order", "v down"),
    ("rivals", "B down"),
    ("log", "G space up space u n h i enter L down"),
    ("note", "n h e j"),
    ("weights", "down w left left 3 0 j 0 tab"),
    ("weights-keep", "G space w 2 0 tab j right enter v i"),
];

/// The scenes in the reading room: a name, the language, the size, and the keys.
const READING: [(&str, Lang, (u16, u16), &str); 13] = [
    ("reading.120x36.en", Lang::En, (120, 36), "/ Å s a enter e"),
    ("reading-tags.120x36.sv", Lang::Sv, (120, 36), "/ Å s a enter e down down"),
    ("reading.80x24.sv", Lang::Sv, (80, 24), "/ Å s a enter e"),
    ("reading-gap.80x24.en", Lang::En, (80, 24), "/ Å s a enter e down"),
    ("reading-rest.80x24.sv", Lang::Sv, (80, 24), "/ Å s a enter e h"),
    ("reading.60x20.sv", Lang::Sv, (60, 20), "/ Å s a enter e"),
    ("reading-text.60x20.en", Lang::En, (60, 20), "/ Å s a enter e tab"),
    ("reading-blocked.80x24.sv", Lang::Sv, (80, 24), "/ B e n enter tab G e"),
    ("unite.120x36.sv", Lang::Sv, (120, 36), "/ Å s a enter e ="),
    ("unite-offer.80x24.en", Lang::En, (80, 24), "/ Å s a enter e = enter v ä r m e"),
    ("unite-question.80x24.sv", Lang::Sv, (80, 24), "/ Å s a enter e = enter v ä r m e enter"),
    ("unite.60x20.sv", Lang::Sv, (60, 20), "/ Å s a enter e = enter o r d"),
    ("why-blocked.120x36.en", Lang::En, (120, 36), "/ B e n enter tab G"),
];

/// The scenes among the objectives: a name, the language, the size, and the keys.
const OBJECTIVES: [(&str, Lang, (u16, u16), &str); 4] = [
    ("objectives.120x36.en", Lang::En, (120, 36), "O down"),
    ("objectives.80x24.sv", Lang::Sv, (80, 24), "O down down"),
    ("objectives.60x20.sv", Lang::Sv, (60, 20), "O down pagedown"),
    ("objectives-keep.80x24.en", Lang::En, (80, 24), "O down enter n f a i r e r"),
];

/// Scenes about who has nobody and whom to ask next, at [`scarce`]: a name, the language, the size, and the keys.
const SCARCE: [(&str, Lang, (u16, u16), &str); 5] = [
    ("empty.120x36.en", Lang::En, (120, 36), "down"),
    ("empty.60x20.sv", Lang::Sv, (60, 20), "down"),
    ("empty-reading.120x36.sv", Lang::Sv, (120, 36), "e tab tab tab"),
    ("standby.120x36.en", Lang::En, (120, 36), "G e tab tab tab G"),
    ("standby.80x24.sv", Lang::Sv, (80, 24), "G e tab tab tab G"),
];

/// Sits down at a program of `tests/it/circle`, with a journal in memory, and types.
pub(crate) fn scene(keys: &str, lang: Lang, problems: Vec<Problem>) -> App {
    scene_of("tests/it/circle", keys, lang, problems)
}

fn scene_of(program: &str, keys: &str, lang: Lang, problems: Vec<Problem>) -> App {
    let (program, faults) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(program), None);
    assert_eq!(faults, [], "the program is without problems");
    let session = Session::open(Arc::new(program), []);
    let mut app = App::open(session, problems, "anna", Standing::Editor, lang);
    // As at the glass: the size comes first, and what can be foreseen is known before anybody has pressed a key.
    tell(&mut app, Msg::Resize(80, 24));
    for key in keys.split_whitespace() {
        tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
    }
    app
}

pub(crate) fn tell(app: &mut App, message: Msg) {
    for effect in app.update(message) {
        if let Effect::Foresee { number } = effect {
            foresee(app, number);
        } else if let Effect::Decide(intent) = effect {
            let seq = app.session().ledger().last() + 1;
            let id = format!("id{seq}");
            tell(app, Msg::Decided { id: id.clone(), outcome: Outcome::Recorded(record(intent, seq, id)) });
        }
    }
}

/// Answers what can be foreseen, as the outer world does.
fn foresee(app: &mut App, number: u64) {
    let session = app.decided_session().clone();
    for matter in Matter::ALL {
        let foreseen = session.foresee(matter, &mut || false).expect("nobody cancels");
        tell(app, Msg::Foreseen { number, foreseen });
    }
}

pub(super) fn record(intent: Intent, seq: u64, id: String) -> Record {
    let Intent { by, role, see, decision, expect, was, undoes, why, .. } = intent;
    let note = why.map(|text| Note { salt: "s".into(), hash: "h".into(), text: Some(text) });
    Record {
        sum: String::new(),
        seq,
        id,
        at: format!("2026-11-21T20:3{seq}:14Z"),
        by,
        account: None,
        role,
        see,
        decision,
        expect,
        was,
        undoes,
        note,
    }
}

fn problems() -> Vec<Problem> {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/broken/duplicate-id"), None).1
}

pub(crate) fn picture(app: &mut App, look: Look, (width, height): (u16, u16)) -> Picture {
    let area = Rect::new(0, 0, width, height);
    tell(app, Msg::Resize(width, height));
    let drawn = view(app, &look, area).drawn;
    tell(app, Msg::Drawn(drawn));
    view(app, &look, area)
}

/// The text of a picture, a line each, without the blanks at the ends.
pub(crate) fn text_plane(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
    let lines = rows.map(|row| {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line += cell.symbol();
            covered = text::width(cell.symbol()).saturating_sub(1);
        }
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The styles of a picture, a letter each, and what the letters mean.
fn style_plane(buffer: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let mut plane = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width.max(1))) {
        let line: String = row.iter().map(|cell| letter(&mut styles, cell.style())).collect();
        plane += line.trim_end_matches('.');
        plane.push('\n');
    }
    let legend: Vec<String> = styles.iter().enumerate().map(|(place, style)| format!("{} {}", name(place), told(*style))).collect();
    format!("{plane}\n{}", legend.join("\n"))
}

fn letter(styles: &mut Vec<Style>, style: Style) -> char {
    if told(style).is_empty() {
        return '.';
    }
    let place = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    name(place)
}

fn name(place: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(place).unwrap()
}

fn told(style: Style) -> String {
    let mut told = Vec::new();
    if let Some(colour) = style.fg.filter(|colour| *colour != Color::Reset) {
        told.push(format!("{colour}"));
    }
    if let Some(colour) = style.bg.filter(|colour| *colour != Color::Reset) {
        told.push(format!("on {colour}"));
    }
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if style.add_modifier.contains(modifier) {
            told.push(word.to_owned());
        }
    }
    told.join(" ")
}

pub(crate) fn look(lang: Lang) -> Look {
    Look { lang, colour: Colour::Sixteen, ascii: false }
}

pub(crate) fn kept(name: &str, picture: &Picture) {
    let (text, styles) = (text_plane(&picture.buffer), style_plane(&picture.buffer));
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name.to_owned(), format!("{text}\n\n{styles}"));
    });
}

#[test]
fn scenes_at_a_roomy_size_in_english() {
    for (name, keys) in SCENES {
        kept(&format!("{name}.120x36.en"), &picture(&mut scene(keys, Lang::En, vec![]), look(Lang::En), (120, 36)));
    }
}

#[test]
fn scenes_at_the_usual_size_in_swedish() {
    for (name, keys) in SCENES {
        kept(&format!("{name}.80x24.sv"), &picture(&mut scene(keys, Lang::Sv, vec![]), look(Lang::Sv), (80, 24)));
    }
    kept("problems.80x24.sv", &picture(&mut scene("", Lang::Sv, problems()), look(Lang::Sv), (80, 24)));
}

#[test]
fn scenes_at_a_narrow_size() {
    for (name, keys) in SCENES
        .into_iter()
        .filter(|(name, _)| ["start", "partners", "explain", "swap", "help", "rivals", "weights", "decisions"].contains(name))
    {
        kept(&format!("{name}.60x20.sv"), &picture(&mut scene(keys, Lang::Sv, vec![]), look(Lang::Sv), (60, 20)));
    }
    kept("too-small.39x11.sv", &picture(&mut scene("", Lang::Sv, vec![]), look(Lang::Sv), (39, 11)));
}

#[test]
fn the_reading_room_in_many_ways() {
    for (name, lang, size, keys) in READING {
        let mut app = scene_of("tests/it/two-texts", "", lang, vec![]);
        tell(&mut app, Msg::Resize(size.0, size.1));
        for key in keys.split_whitespace() {
            // As at the glass: each key is answered by a picture, and the picture tells what it had room for.
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
            picture(&mut app, look(lang), size);
        }
        kept(name, &picture(&mut app, look(lang), size));
    }
}

/// A sample in which the objectives make a difference.
fn uppsala(lang: Lang) -> App {
    let (program, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/uppsala"), None);
    App::open(Session::open(Arc::new(program), []), vec![], "anna", Standing::Editor, lang)
}

#[test]
fn the_objectives_beside_each_other() {
    for (name, lang, size, keys) in OBJECTIVES {
        let mut app = uppsala(lang);
        for key in keys.split_whitespace() {
            picture(&mut app, look(lang), size);
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
        }
        kept(name, &picture(&mut app, look(lang), size));
        for size in (0..=140).step_by(20).flat_map(|width| (0..=45).step_by(5).map(move |height| (width, height))) {
            check(name, size, &picture(&mut app, look(lang), size));
        }
    }
}

#[test]
fn a_wide_header_says_what_another_objective_would_give() {
    let mut app = uppsala(Lang::En);
    let first = |app: &mut App, width| text_plane(&picture(app, look(Lang::En), (width, 36)).buffer).lines().next().unwrap().to_owned();
    assert!(first(&mut app, 180).contains("best possible; worst could be 24 % for 119 points"), "{}", first(&mut app, 180));
    assert!(!first(&mut app, 120).contains("could be"));
    for key in ["O", "down", "enter", "enter"] {
        tell(&mut app, Msg::Key(key.parse().unwrap()));
    }
    let header = first(&mut app, 180);
    assert!(header.contains("total 2 058, raise the worst off") && !header.contains("could be"), "{header}");
}

/// The circle without one of its mentors: three of its adepts have nobody.
fn scarce(lang: Lang) -> App {
    let (program, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/circle"), None);
    let people = program.adepts().iter().chain(program.mentors().iter().skip(1));
    let program = Program::new(program.criteria.clone(), people.cloned());
    App::open(Session::open(Arc::new(program), []), vec![], "anna", Standing::Editor, lang)
}

#[test]
fn who_has_nobody_and_whom_to_ask_next() {
    for (name, lang, size, keys) in SCARCE {
        let mut app = scarce(lang);
        tell(&mut app, Msg::Resize(size.0, size.1));
        for key in keys.split_whitespace() {
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
            picture(&mut app, look(lang), size);
        }
        kept(name, &picture(&mut app, look(lang), size));
        for width in (0..=140).step_by(7) {
            for height in (0..=45).step_by(5) {
                check(name, (width, height), &picture(&mut app, look(lang), (width, height)));
            }
        }
    }
}

/// The review of a program where some pairs hang on the weights: in the list, over the panel below, and in the reading room.
#[test]
fn coin_flips_say_so() {
    let mut app = scene_of("sample-data/stockholm", "/ R ó i s í n enter v enter", Lang::Sv, vec![]);
    for size in [(120, 36), (80, 24), (60, 20)] {
        kept(&format!("coin-flip.{}x{}.sv", size.0, size.1), &picture(&mut app, look(Lang::Sv), size));
    }
    tell(&mut app, Msg::Key("e".parse().unwrap()));
    kept("coin-flip-reading.120x36.sv", &picture(&mut app, look(Lang::Sv), (120, 36)));
}

#[test]
fn an_ascii_terminal_sees_twins_and_letters() {
    let mut app = scene("G space up x up tab down space", Lang::Sv, vec![]);
    let picture = picture(&mut app, Look { ascii: true, ..look(Lang::Sv) }, (100, 30));
    let text = text_plane(&picture.buffer);
    let foreign: Vec<char> = text.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic() && *c != '\u{30a}').collect();
    assert!(foreign.is_empty(), "no twin for {foreign:?}");
    kept("decided.100x30.sv.ascii", &picture);
}

#[test]
fn without_colours_nothing_is_lost() {
    for (name, keys) in SCENES {
        for size in [(120, 36), (60, 20)] {
            let mut app = scene(keys, Lang::En, vec![]);
            let with = picture(&mut app, look(Lang::En), size).buffer;
            let without = picture(&mut app, Look { colour: Colour::None, ..look(Lang::En) }, size).buffer;
            assert_eq!(text_plane(&with), text_plane(&without), "{name}");
            assert!(without.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{name}");
            let modifiers = |buffer: &Buffer| buffer.content.iter().map(|cell| cell.modifier).collect::<Vec<_>>();
            assert_eq!(modifiers(&with), modifiers(&without), "{name}");
        }
    }
}

#[test]
fn every_scene_at_every_size() {
    let coarse = (0..=140).step_by(7).flat_map(|width| (0..=45).step_by(5).map(move |height| (width, height)));
    let small = (0..=45).flat_map(|width| (0..=15).map(move |height| (width, height)));
    let edges =
        [40, 59, 60, 79, 80, 95, 96, 109, 110, 119, 120].into_iter().flat_map(|width| [12, 13, 17, 24].map(|height| (width, height)));
    let sizes: Vec<(u16, u16)> = coarse.chain(small).chain(edges).collect();
    let mut scenes: Vec<(&str, App)> = SCENES.into_iter().map(|(name, keys)| (name, scene(keys, Lang::Sv, vec![]))).collect();
    scenes.push(("problems", scene("", Lang::Sv, problems())));
    for (name, app) in &mut scenes {
        for size in &sizes {
            tell(app, Msg::Resize(size.0, size.1));
            let picture = view(app, &look(Lang::Sv), Rect::new(0, 0, size.0, size.1));
            tell(app, Msg::Drawn(picture.drawn));
            check(name, *size, &picture);
        }
    }
}

/// Every sample, the broken ones too: long answers, hidden characters, nobody at all.
#[test]
fn every_sample_can_be_looked_at() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let folders = [samples.clone(), samples.join("broken")].into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    assert!(folders.len() > 20, "where are the samples?");
    for folder in folders {
        let (program, problems) = load(&folder, None);
        let mut app = App::open(Session::open(Arc::new(program), []), problems, "anna", Standing::Editor, Lang::En);
        for keys in ["", "esc", "G tab G", "e down tab tab tab", "esc t e", "esc esc v", "esc enter"] {
            keys.split_whitespace().for_each(|key| tell(&mut app, Msg::Key(key.parse().unwrap())));
            for size in [(120, 36), (80, 24), (60, 20), (40, 12)] {
                check(&format!("{} after {keys:?}", folder.display()), size, &picture(&mut app, look(Lang::En), size));
            }
        }
    }
}

/// "These mean the same" at every stage and size.
#[test]
fn two_passages_can_be_united_at_every_size() {
    for keys in ["e =", "e = enter", "e = enter k a l k y l enter", "e = enter x y z q enter"] {
        let mut app = scene_of("tests/it/two-texts", &format!("/ Å s a enter {keys}"), Lang::Sv, vec![]);
        for width in (0..=140).step_by(7) {
            for height in (0..=45).step_by(5) {
                check(keys, (width, height), &picture(&mut app, look(Lang::Sv), (width, height)));
            }
        }
    }
}

/// No line is wider than the screen, nothing in it moves the cursor, and the cursor is on the screen.
pub(crate) fn check(name: &str, (width, height): (u16, u16), picture: &Picture) {
    let buffer = &picture.buffer;
    assert_eq!(buffer.area, Rect::new(0, 0, width, height), "{name} at {width}x{height}");
    for row in buffer.content.chunks(usize::from(width.max(1))) {
        let mut covered = 0;
        for cell in row {
            assert!(!cell.symbol().contains(char::is_control), "{name} at {width}x{height}: a control character");
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = text::width(cell.symbol()).max(1) - 1;
        }
        assert_eq!(covered, 0, "{name} at {width}x{height}: a wide letter hangs over the edge");
    }
    assert!(picture.cursor.x < width.max(1) && picture.cursor.y < height.max(1), "{name} at {width}x{height}: the cursor is outside");
}

#[test]
fn numbers_signs_and_names_stay_when_room_gets_short() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let text = text_plane(&picture(&mut scene("G space", Lang::En, vec![]), look(Lang::En), (width, height)).buffer);
        for kept in ["●", "100", "John Okafor"] {
            assert!(text.contains(kept), "{kept} is gone at {width}x{height}:\n{text}");
        }
    }
}

#[test]
fn the_same_app_gives_the_same_picture() {
    let make = || {
        let picture = picture(&mut scene("G space e", Lang::Sv, vec![]), look(Lang::Sv), (120, 36));
        svg::svg(&picture.buffer)
    };
    assert_eq!(make(), make());
}

/// Counts what would go to the terminal.
#[derive(Default)]
struct Line(Vec<usize>);

impl Sink for &mut Line {
    fn take(&mut self, frame: &[u8]) -> std::io::Result<bool> {
        self.0.push(frame.len());
        Ok(true)
    }
}

#[test]
fn a_key_costs_one_small_write_and_rest_costs_nothing() {
    let (program, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/uppsala"), None);
    let mut app = App::open(Session::open(Arc::new(program), []), vec![], "anna", Standing::Editor, Lang::Sv);
    let mut line = Line::default();
    let mut writer = FrameWriter::new(&mut line);
    for key in ["", "", "down", "tab", "up"] {
        if let Ok(key) = key.parse() {
            tell(&mut app, Msg::Key(key));
        }
        writer.show(picture(&mut app, look(Lang::Sv), (80, 24))).unwrap();
    }
    let (first, moves) = line.0.split_first().unwrap();
    assert_eq!(moves.len(), 3, "a frame that changed nothing was written, or one that changed something was not");
    assert!(*first <= 8_192, "the first frame has {first} bytes");
    assert!(moves.iter().all(|bytes| *bytes <= 3_072), "moves have {moves:?} bytes");
}

#[test]
fn every_key_is_one_that_exists() {
    for (name, keys) in SCENES {
        assert!(keys.split_whitespace().all(|key| key.parse::<Key>().is_ok()), "{name}");
    }
}
