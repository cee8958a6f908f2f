//! What lies over the panes.

use super::driver::{Driver, Table};
use crate::app::modal::explain::Reading;
use crate::app::{Action, App, Modal, Msg, Refused};
use crate::program::problem::{FileFault, Problem, SecondLook, Severity};
use crate::session::why::WhyNot;
use crate::session::{Session, Standing};
use crate::words::Lang;

fn small() -> Driver {
    Driver::new(&Table::small())
}

#[test]
fn problems_lie_on_top_at_the_start_and_esc_leaves_them() {
    let problem =
        Problem { severity: Severity::Error, file: "adepts/a.json".into(), line: 1, column: 0, fault: FileFault::NoCriteria.into() };
    let session = Session::open(Table::small().program(), []);
    let mut app = App::open(session, vec![problem; 3], "anna", Standing::Editor, Lang::Sv);
    assert!(matches!(app.modal(), Some(Modal::Problems(_))));
    for key in ["down", "down", "down"] {
        app.update(Msg::Key(key.parse().unwrap()));
    }
    assert!(matches!(app.modal(), Some(Modal::Problems(cursor)) if cursor.selected == 2));
    app.update(Msg::Key("esc".parse().unwrap()));
    assert!(app.modal().is_none());
    app.update(Msg::Key("p".parse().unwrap()));
    assert!(matches!(app.modal(), Some(Modal::Problems(_))));
    let mut d = small();
    d.keys("p");
    assert_eq!(d.refused(), Some(&Refused::NoProblems));
}

#[test]
fn what_only_deserves_a_second_look_waits_until_somebody_asks() {
    let found = SecondLook::PersonalNumberAsId;
    let problem = Problem { severity: Severity::Warning, file: "adepts/a.json".into(), line: 1, column: 0, fault: found.into() };
    let session = Session::open(Table::small().program(), []);
    let mut app = App::open(session, vec![problem], "anna", Standing::Editor, Lang::Sv);
    assert!(app.modal().is_none());
    app.update(Msg::Key("p".parse().unwrap()));
    assert!(matches!(app.modal(), Some(Modal::Problems(_))));
}

#[test]
fn help_lists_every_binding_and_narrows_as_one_types() {
    let mut d = small();
    d.keys("?");
    let Some(Modal::Help(help)) = d.app.modal() else { panic!("no help") };
    for action in Action::all() {
        assert!(help.rows.iter().any(|row| row.action == action), "{} is missing", action.name());
    }
    assert!(
        help.rows
            .windows(2)
            .all(|two| two[0].scope == two[1].scope || help.rows.iter().filter(|row| row.scope == two[1].scope).count() > 0)
    );
    d.keys("swap");
    let Some(Modal::Help(help)) = d.app.modal() else { panic!("no help") };
    assert_eq!(help.rows.iter().map(|row| row.action).collect::<Vec<_>>(), [Action::Swap]);
    // By key too.
    d.keys("<ctrl-u>ctrl-s");
    let Some(Modal::Help(help)) = d.app.modal() else { panic!("no help") };
    assert_eq!(help.rows.iter().map(|row| row.action).collect::<Vec<_>>(), [Action::Save]);
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
}

#[test]
fn help_can_be_had_from_anywhere() {
    for keys in ["e<f1>", "/<f1>", "v<f1>", "n<f1>", ":<f1>", "o<f1>"] {
        let mut d = small();
        d.keys(keys);
        assert!(matches!(d.app.modal(), Some(Modal::Help(_))), "{keys}");
        d.keys("<esc>");
        assert_eq!(d.app.modals().len(), 1, "{keys}: back to what lay below");
    }
}

#[test]
fn the_palette_runs_what_it_finds_and_says_why_not() {
    let mut d = small();
    d.keys(":lock");
    let Some(Modal::Palette(palette)) = d.app.modal() else { panic!("no palette") };
    assert_eq!(palette.rows[0].action, Action::Lock);
    d.keys("<enter>");
    assert_eq!((d.kinds(), d.app.modals().len()), (vec!["lock"], 0));
    d.keys("<ctrl-p>redo");
    let Some(Modal::Palette(palette)) = d.app.modal() else { panic!("no palette") };
    let row = palette.rows.iter().find(|row| row.action == Action::Redo).unwrap();
    assert!(row.refused.is_some());
    d.keys("<enter>");
    assert!(d.refused().is_some() && matches!(d.app.modal(), Some(Modal::Palette(_))));
    d.keys("<esc>:zzzzz<enter>");
    assert!(matches!(d.app.modal(), Some(Modal::Palette(palette)) if palette.rows.is_empty()));
}

#[test]
fn every_action_worth_a_name_is_in_the_palette_in_the_readers_language() {
    let session = Session::open(Table::small().program(), []);
    let mut app = App::open(session, vec![], "anna", Standing::Editor, Lang::Sv);
    app.update(Msg::Key(":".parse().unwrap()));
    for c in "angra".chars() {
        app.update(Msg::Key(crate::app::Key::char(c)));
    }
    let Some(Modal::Palette(palette)) = app.modal() else { panic!("no palette") };
    assert_eq!(palette.rows.first().map(|row| (row.action, row.label)), Some((Action::Undo, "ångra ditt senaste beslut")));
    assert_eq!(palette.rows[0].hit, [0, 1, 2, 3, 4]);
}

#[test]
fn the_reading_room_shows_the_pair_and_its_alternatives() {
    let mut d = small();
    d.keys("vjjj<enter>ge");
    let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("no reading room") };
    assert_eq!((explain.adept.as_str(), explain.mentor.as_str(), &explain.why_not), ("Åsa Ek", "Eva Ask", &WhyNot::ItIs));
    assert_eq!(explain.rules.len(), 1);
    assert_eq!(explain.other_mentors.iter().map(|other| other.pair.mentor).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(explain.other_adepts.iter().map(|other| other.pair.adept).collect::<Vec<_>>(), [1, 2, 3], "the blocked one last");
    assert!(matches!(explain.other_adepts[2].why_not, WhyNot::Blocked(0)));
    assert!(matches!(explain.other_adepts[0].why_not, WhyNot::Costs(_)));
    assert!(explain.mentor_answers.iter().any(|answer| answer.field.field == "organisation" && answer.text.as_str() == "Företaget Ask"));
    let breakdown = explain.breakdown.as_ref().unwrap();
    assert_eq!(breakdown.parts.iter().map(|part| part.points).sum::<u16>(), breakdown.score);
}

#[test]
fn the_reading_room_is_walked_through() {
    let mut d = small();
    d.keys("e");
    let at = |d: &Driver| match d.app.modal() {
        Some(Modal::Explain(explain)) => (explain.reading, explain.scroll),
        _ => panic!("no reading room"),
    };
    d.keys("jjG");
    assert_eq!(at(&d), (Reading::Parts, [0; 3]));
    d.keys("<tab>jj");
    assert_eq!(at(&d), (Reading::Adept, [2, 0, 0]));
    d.keys("lj").keys("l").keys("j");
    assert_eq!(at(&d), (Reading::Rest, [2, 1, 1]));
    d.keys("hhk");
    assert_eq!(at(&d), (Reading::Adept, [1, 1, 1]));
    d.send(Msg::Drawn(crate::app::Drawn { rows: 5, modal_rows: 5, furthest: [3, 0, 0], first: [0; 3] }));
    d.keys("G");
    assert_eq!(at(&d).1[0], 3);
    d.keys("<esc>");
    assert!(d.app.modals().is_empty());
}

#[test]
fn a_text_is_read_on_from_where_it_was_seen() {
    let mut d = small();
    d.keys("e").send(Msg::Drawn(crate::app::Drawn { rows: 5, modal_rows: 5, furthest: [9, 9, 9], first: [4, 2, 0] }));
    let scroll = |d: &Driver| match d.app.modal() {
        Some(Modal::Explain(explain)) => explain.scroll,
        _ => panic!("no reading room"),
    };
    d.keys("<tab>j");
    assert_eq!(scroll(&d), [5, 2, 0]);
    // From text to text nothing moves.
    d.send(Msg::Drawn(crate::app::Drawn { rows: 5, modal_rows: 5, furthest: [9, 9, 9], first: [5, 7, 0] })).keys("<tab>k");
    assert_eq!(scroll(&d), [5, 1, 0]);
}

#[test]
fn the_reading_room_knows_what_would_be_otherwise() {
    let mut d = small();
    d.keys("vjjj<enter>ge");
    let Some(Modal::Explain(explain)) = d.app.modal() else { panic!("no reading room") };
    let otherwise = explain.otherwise.as_ref().unwrap();
    assert_eq!(otherwise.ranks.unwrap().mentor.place, 1);
    assert!(otherwise.without.iter().all(|one| one.ranks.is_some()) && otherwise.unblock.is_empty());
    assert_eq!(explain.quoted.len(), explain.breakdown.as_ref().unwrap().parts.len());
}

#[test]
fn the_log_can_be_read() {
    let mut d = small();
    d.keys("L");
    assert_eq!(d.refused(), Some(&Refused::EmptyLog));
    d.keys("<space><space>Lj");
    assert!(matches!(d.app.modal(), Some(Modal::Log(log)) if log.cursor.selected == 1));
    d.keys("q");
    assert!(d.app.modals().is_empty() && d.effects.is_empty());
}

#[test]
fn pasted_text_is_never_keys() {
    let mut d = small();
    d.send(Msg::Paste("q<space>xjj\n".into()));
    assert!(d.journal.is_empty() && d.effects.is_empty() && d.app.modals().is_empty());
    d.keys("e").send(Msg::Paste("q".into()));
    assert!(matches!(d.app.modal(), Some(Modal::Explain(_))));
}
