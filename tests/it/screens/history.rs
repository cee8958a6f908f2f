//! The history, the screen as it stood then, and two moments beside each other.

use mentor_match::app::{App, Msg};
use mentor_match::program::{CriterionId, Pair, Weight};
use mentor_match::session::{Decision, Session, Standing};
use mentor_match::words::Lang;

use super::{check, kept, look, picture, record, tell, uppsala};

/// The scenes of the history: a name, the language, the size, and the keys. See [`evening`].
const HISTORY: [(&str, Lang, (u16, u16), &str); 10] = [
    ("log.120x36.sv", Lang::Sv, (120, 36), "L down"),
    ("log-found.80x24.en", Lang::En, (80, 24), "L / l o c k"),
    ("log-person.60x20.sv", Lang::Sv, (60, 20), "L o down"),
    ("log-take-back.80x24.sv", Lang::Sv, (80, 24), "L G u"),
    ("past.120x36.en", Lang::En, (120, 36), "L down down enter"),
    ("past.80x24.sv", Lang::Sv, (80, 24), "L down down enter left"),
    ("past.60x20.sv", Lang::Sv, (60, 20), "L G enter left"),
    ("moments.120x36.sv", Lang::Sv, (120, 36), "L G space g c down"),
    ("moments.80x24.en", Lang::En, (80, 24), "L G c"),
    ("moments.60x20.sv", Lang::Sv, (60, 20), "L G c"),
];

/// Uppsala after an evening of three people.
fn evening(lang: Lang) -> App {
    let mut app = uppsala(lang);
    let mut session = app.session().clone();
    let present = |session: &Session, adept: usize| session.named(Pair { adept, mentor: session.partner(adept).unwrap() }).unwrap();
    let named = |session: &Session, adept: usize, mentor: usize| session.named(Pair { adept, mentor }).unwrap();
    for n in 0..9 {
        let (by, decision, why) = match n {
            0 => ("anna", Decision::Lock(present(&session, 0)), None),
            1 => ("bo", session.swap(3, 7).unwrap(), Some("båda bad om det")),
            2 => ("cecilia", Decision::Forbid(present(&session, 5)), None),
            3 => ("anna", Decision::Note { adept: Some(present(&session, 4).adept), mentor: None }, Some("ringer i morgon")),
            4 => ("bo", Decision::Weight { criterion: CriterionId("place".into()), thousandths: Weight(25_000) }, None),
            5 => ("anna", Decision::Undo, None),
            6 => ("cecilia", Decision::Assign(named(&session, 9, 2)), Some("de känner varandra från kören")),
            7 => ("bo", Decision::Lock(present(&session, 12)), None),
            _ => ("anna", Decision::Lock(present(&session, 1)), None),
        };
        let intent = match decision {
            Decision::Undo => session.undo(String::new(), by, Standing::Editor).unwrap(),
            decision => session.intent(String::new(), by, Standing::Editor, decision, why.map(str::to_owned)),
        };
        let record = record(intent, n + 1, format!("id{n}"));
        session.apply(record.clone());
        tell(&mut app, Msg::News(vec![record]));
    }
    app
}

#[test]
fn the_history_and_the_past() {
    for (name, lang, size, keys) in HISTORY {
        let mut app = evening(lang);
        for key in keys.split_whitespace() {
            picture(&mut app, look(lang), size);
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
        }
        kept(name, &picture(&mut app, look(lang), size));
        if size == (120, 36) {
            for size in (0..=140).step_by(20).flat_map(|width| (0..=45).step_by(5).map(move |height| (width, height))) {
                check(name, size, &picture(&mut app, look(lang), size));
            }
        }
    }
}
