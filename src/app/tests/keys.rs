//! The keymap: the built-in one, other people's, and what becomes of faults.

use crate::app::keymap::BUILT_IN;
use crate::app::{Action, Code, Key, KeyFault, Keymap, Resolved, Scope};
use crate::words::Lang;

fn all_keys() -> Vec<(Scope, Action, Vec<Key>)> {
    let keymap = Keymap::built_in();
    let of = |scope: Scope| {
        keymap.bound(scope).flat_map(|(action, keys)| keys.iter().map(move |keys| (scope, action, keys.clone()))).collect::<Vec<_>>()
    };
    Scope::ALL.into_iter().flat_map(of).collect()
}

#[test]
fn the_built_in_keys_have_no_fault_and_reach_every_action() {
    let (keymap, faults) = Keymap::default().merged(BUILT_IN);
    assert_eq!(faults, []);
    for action in Action::all() {
        for scope in action.scopes() {
            // Help and the palette can be reached everywhere or from the panes.
            assert!(!keymap.keys(*scope, action).is_empty(), "{} has no key in [{}]", action.name(), scope.name());
        }
        assert_eq!(Action::named(action.name()), Some(action));
    }
    for scope in Scope::ALL {
        assert_eq!(Scope::named(scope.name()), Some(scope));
    }
}

#[test]
fn no_built_in_key_needs_altgr_on_a_swedish_keyboard_or_belongs_to_tmux() {
    for (scope, action, keys) in all_keys() {
        for key in keys {
            let (at, written) = (format!("{} in {}", action.name(), scope.name()), key.to_string());
            assert!(!matches!(key.code, Code::Char('[' | ']' | '{' | '}' | '\\' | '|' | '@' | '$' | '~' | '€' | '£')), "{at}: {written}");
            assert!(!(key.ctrl && matches!(key.code, Code::Char('a' | 'b'))), "{at}: {written}");
            assert!(!key.ctrl || !(key.alt || matches!(key.code, Code::Char('i' | 'm' | 'h' | 'j' | '['))), "{at}: {written}");
        }
    }
}

#[test]
fn the_keys_are_the_designed_ones() {
    use Action::*;
    for (scope, key, action) in [
        (Scope::Session, "up", Up),
        (Scope::Session, "k", Up),
        (Scope::Session, "down", Down),
        (Scope::Session, "j", Down),
        (Scope::Session, "pageup", PageUp),
        (Scope::Session, "pagedown", PageDown),
        (Scope::Session, "g", First),
        (Scope::Session, "G", Last),
        (Scope::Session, "h", PaneLeft),
        (Scope::Session, "l", PaneRight),
        (Scope::Session, "tab", OtherPane),
        (Scope::Session, "t", TurnRound),
        (Scope::Session, "space", Lock),
        (Scope::Partners, "enter", Assign),
        (Scope::People, "enter", ToPartners),
        (Scope::Session, "s", Swap),
        (Scope::Session, "x", Forbid),
        (Scope::Session, "e", Explain),
        (Scope::Session, "n", Note),
        (Scope::Reading, "=", Unite),
        (Scope::Session, "R", ReadAgain),
        (Scope::Reading, "R", ReadAgain),
        (Scope::Session, "u", Undo),
        (Scope::Session, "U", Redo),
        (Scope::Session, "ctrl-r", Redo),
        (Scope::Session, "o", Afresh),
        (Scope::Session, "/", Search),
        (Scope::Session, "f", Search),
        (Scope::Session, "v", Order),
        (Scope::Session, "r", NextReview),
        (Scope::Session, "B", Rivals),
        (Scope::Session, "F", Follow),
        (Scope::Session, "y", Changes),
        (Scope::Session, "ctrl-s", Save),
        (Scope::Session, "?", Help),
        (Scope::Everywhere, "f1", Help),
        (Scope::Session, ":", Palette),
        (Scope::Session, "ctrl-p", Palette),
        (Scope::Session, "q", Quit),
        (Scope::Session, "w", Weights),
        (Scope::Weights, "left", Lighter),
        (Scope::Weights, "right", Heavier),
        (Scope::Weights, "pageup", MuchHeavier),
        (Scope::Weights, "tab", OtherPane),
        (Scope::Weights, "enter", Accept),
        (Scope::Weights, "esc", Back),
        (Scope::Confirm, "enter", Accept),
        (Scope::Confirm, "esc", Back),
        (Scope::Refused, "v", Look),
        (Scope::Refused, "r", Retry),
        (Scope::Refused, "c", Comment),
        (Scope::Refused, "esc", Back),
    ] {
        let resolved = Keymap::built_in().resolve(&[scope], &[key.parse().unwrap()]);
        assert_eq!(resolved, Resolved::Action(action), "{key} in {scope:?}");
    }
    // Blind mode and consent come with their own rooms; until then nothing offers them.
    for key in ["b", "c"] {
        assert_eq!(
            Keymap::built_in().resolve(&[Scope::People, Scope::Session, Scope::Everywhere], &[key.parse().unwrap()]),
            Resolved::None
        );
    }
}

#[test]
fn every_action_is_described_in_both_languages_in_thirty_cells() {
    use unicode_width::UnicodeWidthStr;
    for action in Action::all() {
        for lang in [Lang::Sv, Lang::En] {
            let words = action.describe(lang);
            assert!((1..=30).contains(&words.width()), "{}: {words:?} has {} cells", action.name(), words.width());
            let short = crate::words::actions::short(action, lang);
            assert!((1..=18).contains(&short.width()), "{}: {short:?}", action.name());
        }
    }
}

#[test]
fn the_handbooks_table_names_every_binding_once() {
    for lang in [Lang::Sv, Lang::En] {
        let table = crate::words::actions::table(&Keymap::built_in(), lang);
        let bound: usize = Scope::ALL.into_iter().map(|scope| Keymap::built_in().bound(scope).count()).sum();
        assert_eq!(table.lines().count(), bound + 2);
    }
    let table = crate::words::actions::table(&Keymap::built_in(), Lang::En);
    assert!(table.contains("| In both lists | `Space` | lock or unlock this pair |"), "{table}");
    assert!(table.contains("| Everywhere | `F1` | help |"), "{table}");
}

fn check(text: &str, faults: &[KeyFault], keys: &[(Scope, &str, Resolved)]) {
    let (keymap, found) = Keymap::built_in().merged(text);
    assert_eq!(found, faults, "{text}");
    for (scope, typed, resolved) in keys {
        let typed: Vec<Key> = typed.split(' ').map(|key| key.parse().unwrap()).collect();
        assert_eq!(keymap.resolve(&[*scope], &typed), *resolved, "{typed:?} under {text}");
    }
    for fault in &found {
        let sentence = |lang| crate::words::keymap::fault(fault, lang);
        assert!(sentence(Lang::Sv) != sentence(Lang::En) && sentence(Lang::En).ends_with('.'), "{fault:?}");
    }
}

#[test]
fn a_users_file_is_laid_over() {
    use Resolved::{Action as Is, None as Nothing, Pending};
    let s = Scope::Session;
    check("", &[], &[(s, "space", Is(Action::Lock))]);
    check("[session]\nlock = \"y\"", &[], &[(s, "y", Is(Action::Lock)), (s, "space", Nothing)]);
    check("[session]\nlock = []", &[], &[(s, "space", Nothing)]);
    check("[session]\nlock = [\"x\", \"space\"]", &[], &[(s, "x", Is(Action::Lock)), (s, "space", Is(Action::Lock))]);
    check("[session]\nlock = \"x\"\nforbid = \"space\"", &[], &[(s, "x", Is(Action::Lock)), (s, "space", Is(Action::Forbid))]);
    check("[session]\nfirst = \"g g\"", &[], &[(s, "g", Pending), (s, "g g", Is(Action::First)), (s, "g x", Nothing)]);
    check("[session]\nundo = \"g u\"", &[], &[(s, "g", Pending), (s, "g u", Is(Action::Undo)), (s, "home", Is(Action::First))]);
    check("[find]\naccept = [\"alt-x\", \"enter\"]", &[], &[(Scope::Find, "alt-x", Is(Action::Accept))]);
}

#[test]
fn faults_are_told_together_and_the_rest_is_used() {
    let s = Scope::Session;
    let text = "[session]\nlock = [\"y\", \"hyper-q\"]\nfly = \"f\"\nassign = \"y\"\nswap = 3\nundo = \"y\"\n[nowhere]\nup = \"k\"\n[text]\naccept = \"å\"\n";
    let faults = [
        KeyFault::UnknownAction { scope: s, name: "fly".into() },
        KeyFault::NotInScope { scope: s, action: Action::Assign },
        KeyFault::UnknownKey { scope: s, action: Action::Lock, key: "hyper-q".into() },
        KeyFault::NotKeys { scope: s, name: "swap".into() },
        KeyFault::Conflict { scope: s, key: "y".into(), kept: Action::Lock, lost: Action::Undo },
        KeyFault::UnknownScope("nowhere".into()),
        KeyFault::Typed { scope: Scope::Text, action: Action::Accept, key: "å".into() },
    ];
    let (keymap, found) = Keymap::built_in().merged(text);
    assert_eq!(found.len(), faults.len(), "{found:?}");
    for fault in faults {
        assert!(found.contains(&fault), "{fault:?} is missing in {found:?}");
    }
    let resolve = |key: &str| keymap.resolve(&[s], &[key.parse().unwrap()]);
    assert_eq!(resolve("y"), Resolved::Action(Action::Lock));
    assert_eq!(resolve("s"), Resolved::Action(Action::Swap), "a faulty line leaves the built-in keys");
    check("[session", &found_of("[session"), &[(s, "space", Resolved::Action(Action::Lock))]);
}

fn found_of(text: &str) -> Vec<KeyFault> {
    let faults = Keymap::built_in().merged(text).1;
    assert!(matches!(faults.as_slice(), [KeyFault::NotToml { line: 1, .. }]), "{faults:?}");
    faults
}

#[test]
fn the_innermost_scope_decides() {
    let keymap = Keymap::built_in();
    let resolve = |scopes: &[Scope], key: &str| keymap.resolve(scopes, &[key.parse().unwrap()]);
    assert_eq!(resolve(&[Scope::People, Scope::Session, Scope::Everywhere], "enter"), Resolved::Action(Action::ToPartners));
    assert_eq!(resolve(&[Scope::Partners, Scope::Session, Scope::Everywhere], "enter"), Resolved::Action(Action::Assign));
    assert_eq!(resolve(&[Scope::Confirm, Scope::Everywhere], "n"), Resolved::Action(Action::Reason));
    assert_eq!(resolve(&[Scope::Confirm, Scope::Everywhere], "x"), Resolved::None);
    assert_eq!(resolve(&[Scope::Reading, Scope::Everywhere], "f1"), Resolved::Action(Action::Help));
}

#[test]
fn keys_may_be_told_as_they_continue() {
    let (keymap, _) = Keymap::built_in().merged("[session]\nfirst = \"g g\"\nlast = \"g e\"");
    let mut after: Vec<String> = keymap
        .continuations(&[Scope::Session], &[Key::char('g')])
        .iter()
        .map(|(rest, action)| format!("{} {}", rest[0], action.name()))
        .collect();
    after.sort();
    assert_eq!(after, ["e last", "g first"]);
}
