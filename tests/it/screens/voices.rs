//! Notes and votes with others at the table.

use mentor_match::app::{App, Msg};
use mentor_match::program::Role;
use mentor_match::session::{Ballot, Decision, Mode, Present, Stand, Standing};
use mentor_match::words::Lang;

use super::{check, kept, look, picture, record, scene, tell};

/// A name, the language, the size, how many of the others have voted, and the keys.
type Scene = (&'static str, Lang, (u16, u16), usize, &'static str);

/// Scenes of an evening with others at the table, see [`together`].
const VOICES: [Scene; 13] = [
    ("vote-waits.120x36.sv", Lang::Sv, (120, 36), 1, ""),
    ("vote-hidden.80x24.sv", Lang::Sv, (80, 24), 1, "V 1"),
    ("vote-reveal.60x20.sv", Lang::Sv, (60, 20), 0, "V 3 R"),
    ("vote-all-yes.120x36.en", Lang::En, (120, 36), 2, "V 1"),
    ("vote-open.80x24.en", Lang::En, (80, 24), 2, "V 2"),
    ("vote-open.60x20.sv", Lang::Sv, (60, 20), 2, "V 3"),
    ("vote-result.80x24.sv", Lang::Sv, (80, 24), 2, "V 2 esc"),
    ("vote-reading.120x36.en", Lang::En, (120, 36), 2, "V 2 esc e tab tab tab"),
    ("vote-asked.60x20.sv", Lang::Sv, (60, 20), 1, ""),
    ("following.60x20.sv", Lang::Sv, (60, 20), 0, "F enter"),
    ("following-list.80x24.en", Lang::En, (80, 24), 0, "F enter F"),
    ("notes.120x36.en", Lang::En, (120, 36), 0, "n b o t h space a s k e d enter n m o r e"),
    ("notes-own.80x24.sv", Lang::Sv, (80, 24), 0, "n h o n space r i n g e r enter n up"),
];

/// Two others sit at the table, and one who reads. Bo has written a note about the first adept; `voted` of them have said yes to the pair.
fn together(lang: Lang, voted: usize) -> App {
    let mut app = scene("", lang, vec![]);
    let session = app.session().clone();
    let named = session.named(app.marked_pair().unwrap()).unwrap();
    let present = |by: &str, role: Standing| {
        let stand = Stand { leads: Role::Adept, adept: None, mentor: None, mode: Mode::Looking, touched: 0 };
        Present { sitting: by.into(), by: by.into(), account: "grupp".into(), host: "bord".into(), role, stand }
    };
    let all = vec![present("bo", Standing::Editor), present("cia", Standing::Editor), present("dan", Standing::Viewer)];
    tell(&mut app, Msg::Present(all));
    let note = Decision::Note { adept: Some(named.adept.clone()), mentor: None };
    let vote = Decision::Vote { adept: named.adept, mentor: named.mentor, answer: Ballot::Yes };
    let said = [("bo", note, Some("Har bett om någon utanför den egna branschen; ring före tisdag.".to_owned()))];
    let votes = ["bo", "cia"].into_iter().take(voted).map(|by| (by, vote.clone(), None));
    for (n, (by, decision, why)) in said.into_iter().chain(votes).enumerate() {
        let seq = n as u64 + 1;
        let intent = session.intent(format!("o{seq}"), by, Standing::Editor, decision, why);
        tell(&mut app, Msg::News(vec![record(intent, seq, format!("o{seq}"))]));
    }
    app
}

#[test]
fn notes_and_votes_with_others_at_the_table() {
    for (name, lang, size, voted, keys) in VOICES {
        let mut app = together(lang, voted);
        tell(&mut app, Msg::Resize(size.0, size.1));
        for key in keys.split_whitespace() {
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
            picture(&mut app, look(lang), size);
        }
        kept(name, &picture(&mut app, look(lang), size));
        for size in (0..=140).step_by(20).flat_map(|width| (0..=45).step_by(5).map(move |height| (width, height))) {
            check(name, size, &picture(&mut app, look(lang), size));
        }
    }
}
