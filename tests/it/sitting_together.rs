//! The screen while several people sit at the table: who is here, where they look, what they have just decided.

use mentor_match::app::{App, Msg};
use mentor_match::program::Role;
use mentor_match::screen::{Colour, Look};
use mentor_match::session::{Decision, Mode, Named, Note, Present, Record, Stand, Standing};
use mentor_match::words::Lang;

use crate::screens::{check, kept, look, picture, scene, tell, text_plane};

/// 2026-11-21 20:31:14.
const NOW: i64 = 1_795_293_074;

/// The pair of two places in the order of ids.
fn named(app: &App, (adept, mentor): (usize, usize)) -> Named {
    let program = app.session().program();
    Named::new(&program.adepts()[adept].id, &program.mentors()[mentor].id)
}

fn present(app: &App, by: &str, pair: (usize, usize), (mode, silent): (Mode, i64)) -> Present {
    let Named { adept, mentor } = named(app, pair);
    let stand = Stand { leads: Role::Adept, adept: Some(adept), mentor: Some(mentor), mode, touched: NOW - silent };
    let role = if by == "Cecilia" { Standing::Viewer } else { Standing::Editor };
    let account = if by == "Bo" { "bo".to_owned() } else { "mentorgruppen".to_owned() };
    Present { sitting: by.to_owned(), by: by.to_owned(), account, host: "h".to_owned(), role, stand }
}

/// Somebody else decides.
fn decides(app: &mut App, by: &str, decision: Decision, why: Option<&str>) {
    let intent = app.session().intent(String::new(), by, Standing::Editor, decision, None);
    let seq = app.session().ledger().last() + 1;
    let note = why.map(|text| Note { salt: "s".into(), hash: "h".into(), text: Some(text.into()) });
    let record = Record {
        sum: String::new(),
        seq,
        id: format!("elsewhere{seq}"),
        at: "2026-11-21T20:31:14Z".into(),
        by: by.into(),
        account: None,
        role: Standing::Editor,
        see: intent.see,
        decision: intent.decision,
        expect: intent.expect,
        was: intent.was,
        undoes: None,
        note,
    };
    tell(app, Msg::News(vec![record]));
}

/// Anna, and so many others: Bo writes a note, Cecilia has been silent for a while, Birgitta looks where Bo looks.
fn table(others: usize, lang: Lang) -> App {
    let mut app = scene("", lang, vec![]);
    tell(&mut app, Msg::Time(NOW));
    let bo = present(&app, "Bo", (1, 1), (Mode::Noting, 3));
    let cecilia = present(&app, "Cecilia", (4, 0), (Mode::Looking, 730));
    let åsa = present(&app, "Åsa", (1, 1), (Mode::Deciding, 1));
    let birgitta = present(&app, "Birgitta", (2, 3), (Mode::Looking, 20));
    tell(&mut app, Msg::Present([bo, cecilia, åsa, birgitta].into_iter().take(others).collect()));
    app
}

fn keys(app: &mut App, keys: &str) {
    keys.split_whitespace().for_each(|key| tell(app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key")))));
}

const SIZES: [(Lang, (u16, u16), &str); 3] =
    [(Lang::En, (120, 36), "120x36.en"), (Lang::Sv, (80, 24), "80x24.sv"), (Lang::Sv, (60, 20), "60x20.sv")];

#[test]
fn the_others_are_in_the_header_and_beside_the_rows() {
    for (lang, size, name) in SIZES {
        let mut app = table(3, lang);
        kept(&format!("together.{name}"), &picture(&mut app, look(lang), size));
    }
}

#[test]
fn a_fresh_decision_carries_its_makers_letters() {
    for (lang, size, name) in SIZES {
        let mut app = table(2, lang);
        let other = named(&app, (0, 2));
        decides(&mut app, "Bo", Decision::Assign(other), Some("båda bad om det"));
        kept(&format!("together-fresh.{name}"), &picture(&mut app, look(lang), size));
        tell(&mut app, Msg::Time(NOW + 10));
        let text = text_plane(&picture(&mut app, look(lang), size).buffer);
        assert!(!text.contains('◄'), "after ten seconds it is fresh no more:\n{text}");
    }
}

#[test]
fn everybody_is_listed_with_what_they_do() {
    for (lang, size, name) in SIZES {
        let mut app = table(4, lang);
        keys(&mut app, "F down");
        kept(&format!("people-here.{name}"), &picture(&mut app, look(lang), size));
    }
    let mut app = table(4, Lang::Sv);
    keys(&mut app, "F down enter");
    kept("following.80x24.sv", &picture(&mut app, look(Lang::Sv), (80, 24)));
}

/// What two others have decided while one looked away.
fn changed(lang: Lang) -> App {
    let mut app = table(2, lang);
    let (lock, assign) = (named(&app, (1, 1)), named(&app, (0, 2)));
    decides(&mut app, "Bo", Decision::Lock(lock), Some("båda bad om det"));
    decides(&mut app, "Cecilia", Decision::Assign(assign), None);
    let partner = app.session().partner(2).unwrap_or(0);
    let forbid = named(&app, (2, partner));
    decides(&mut app, "Bo", Decision::Forbid(forbid), Some("kusiner"));
    let partner = app.session().partner(2).unwrap_or(0);
    let forbid = named(&app, (2, partner));
    decides(&mut app, "Bo", Decision::Forbid(forbid), None);
    app
}

#[test]
fn what_has_changed_is_listed_with_who_and_whom() {
    for (lang, size, name) in SIZES {
        let mut app = changed(lang);
        keys(&mut app, "y down");
        kept(&format!("changes.{name}"), &picture(&mut app, look(lang), size));
    }
}

#[test]
fn every_such_scene_at_every_size() {
    let sizes: Vec<(u16, u16)> = (0..=140).step_by(10).flat_map(|width| (0..=45).step_by(9).map(move |height| (width, height))).collect();
    for others in [1, 4] {
        for typed in ["", "tab", "t", "F", "y", "e", "w"] {
            let mut app = table(others, Lang::Sv);
            let assign = named(&app, (0, 2));
            decides(&mut app, "王芳", Decision::Assign(assign), Some("kort"));
            keys(&mut app, typed);
            for size in &sizes {
                check(typed, *size, &picture(&mut app, look(Lang::Sv), *size));
            }
        }
    }
}

#[test]
fn letters_say_it_without_colours_and_in_ascii() {
    let mut app = table(2, Lang::Sv);
    let other = named(&app, (0, 2));
    decides(&mut app, "Bo", Decision::Assign(other), None);
    let with = text_plane(&picture(&mut app, look(Lang::Sv), (120, 36)).buffer);
    let without = text_plane(&picture(&mut app, Look { colour: Colour::None, ..look(Lang::Sv) }, (120, 36)).buffer);
    assert_eq!(with, without);
    assert!(with.contains("◄B") && with.contains(" C │"), "{with}");
    let ascii = text_plane(&picture(&mut app, Look { ascii: true, ..look(Lang::Sv) }, (120, 36)).buffer);
    assert!(ascii.contains("<B"), "{ascii}");
}

/// The numbers of the header lose nothing to names, and at 60 columns there is at least a count.
#[test]
fn who_is_here_is_never_more_important_than_the_numbers() {
    let first = |app: &mut App, width| {
        let text = text_plane(&picture(app, look(Lang::Sv), (width, 24)).buffer);
        text.lines().next().unwrap_or_default().to_owned()
    };
    let (mut alone, mut together) = (table(0, Lang::Sv), table(4, Lang::Sv));
    for width in 60..=200 {
        let (alone, together) = (first(&mut alone, width), first(&mut together, width));
        for number in ["8 låst", "utan mentor", "624"] {
            assert!(together.contains(number) || !alone.contains(number) || width < 80, "{width}: {number} is gone\n{alone}\n{together}");
        }
        let last = together.split_whitespace().last().unwrap_or_default();
        assert!(["Å", "Åsa", "beslutar", "+1", "+2", "+3", "+4"].contains(&last), "{width}: nobody is here in {together}");
    }
    assert!(first(&mut together, 120).ends_with("  Birgitta · Bo · Cecilia · Åsa"), "{}", first(&mut together, 120));
    let wide = first(&mut together, 220);
    assert!(wide.ends_with("anna · Birgitta · Bo antecknar · Cecilia tyst 12 min · Åsa beslutar"), "{wide}");
}
