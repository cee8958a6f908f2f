//! Search finds people as a person remembers them.

use super::driver::{Driver, Table};
use crate::app::search::{Finder, fold, matches, sorts_as};
use crate::app::{Msg, Side};
use crate::program::Role;

#[test]
fn case_and_the_marks_on_letters_make_no_difference() {
    for wanted in ["asa", "åsa", "ÅSA", "A\u{30a}sa", "ek asa", "  åsa  ek ", "a01"] {
        let mut d = Driver::new(&Table::small());
        d.keys("/").send(Msg::Paste(wanted.into()));
        assert_eq!(d.subject(), Some(0), "{wanted:?}");
        d.keys("<enter>");
        assert_eq!((d.subject(), d.app.modals().len(), d.app.people().rows.len()), (Some(0), 0, 4), "{wanted:?}");
    }
}

#[test]
fn folding_keeps_one_character_for_each() {
    for (text, folded) in [
        ("Åsa", "asa"),
        ("A\u{30a}sa", "asa"),
        ("ÖBERG", "oberg"),
        ("Łukasz Đorđević", "lukasz dordevic"),
        ("Strauß", "straus"),
        ("Ærø", "aro"),
        ("İstanbul ı", "istanbul i"),
        ("北京", "北京"),
    ] {
        assert_eq!(fold(text), folded);
    }
    use unicode_normalization::UnicodeNormalization;
    for text in ["Åsa-Märta Öst", "ŁØÆß", "ñandú", "e\u{301}\u{327}x", "ﬁn", "Ǆ"] {
        assert_eq!(fold(text).chars().count(), text.nfc().count(), "{text}");
    }
}

#[test]
fn hits_are_places_in_the_name() {
    let program = Table::small().program();
    let finder = Finder::of(&program);
    let found = finder.find(Role::Adept, "oberg");
    assert_eq!((found[0].index, found[0].hit.as_slice()), (2, [4, 5, 6, 7, 8].as_slice()));
    // By organisation: found, with nothing to mark in the name.
    let found = finder.find(Role::Mentor, "foretaget bjork");
    assert_eq!((found.len(), found[0].index, found[0].hit.len()), (1, 1, 0));
    assert_eq!(finder.find(Role::Adept, "").len(), 4);
    assert_eq!(finder.find(Role::Adept, "zzzz"), []);
    assert_eq!(matches("lock or unlock", "lck").map(|(_, hit)| hit), Some(vec![0, 2, 3]));
}

#[test]
fn esc_goes_back_to_where_one_was() {
    let mut d = Driver::new(&Table::small());
    d.keys("jj");
    let (subject, cursor) = (d.subject(), d.app.people().cursor);
    d.keys("/ang");
    assert_eq!((d.subject(), d.app.people().rows.len()), (Some(3), 1));
    d.keys("<esc>");
    assert_eq!((d.subject(), d.app.people().cursor, d.app.people().rows.len()), (subject, cursor, 4));
    d.keys("/x<tab>fia");
    d.keys("<esc>");
    assert_eq!((d.subject(), d.app.people().role), (subject, Role::Adept));
}

#[test]
fn tab_searches_the_other_role() {
    let mut d = Driver::new(&Table::small());
    d.keys("ffia");
    assert_eq!(d.subject(), None);
    d.keys("<tab>");
    assert_eq!((d.app.people().role, d.subject()), (Role::Mentor, Some(1)));
    d.keys("<enter>");
    assert_eq!((d.app.people().role, d.subject(), d.app.people().rows.len()), (Role::Mentor, Some(1), 3));
}

#[test]
fn arrows_choose_among_what_is_found_and_typing_starts_over() {
    let mut d = Driver::new(&Table::wide());
    d.keys("<tab>/a");
    assert_eq!(d.app.side(), Side::People);
    let first = d.subject();
    d.keys("<down>");
    assert_ne!(d.subject(), first);
    d.keys("<up>");
    assert_eq!(d.subject(), first);
    d.keys("<down>a");
    assert_eq!(d.subject(), Some(29), "AA A is the best for aa");
}

#[test]
fn nothing_found_leaves_nothing_broken() {
    let mut d = Driver::new(&Table::small());
    d.keys("/zzzz<down><up><enter>");
    assert_eq!((d.app.people().rows.len(), d.app.modals().len()), (4, 0));
}

#[test]
fn letters_sort_as_in_a_swedish_list() {
    let mut names = vec!["Öberg", "Ask", "Ängs", "Ångström", "Zorn", "Édouard", "ask"];
    names.sort_by_key(|name| sorts_as(name));
    assert_eq!(names, ["Ask", "ask", "Édouard", "Zorn", "Ångström", "Ängs", "Öberg"]);
}
