use super::*;
use crate::door::key::tests::ed25519;
use proptest::prelude::*;

fn key(byte: u8) -> PublicKey {
    PublicKey::read(ed25519(byte).as_bytes()).unwrap()
}

fn entrance(directory: &str, name: &str) -> Entrance {
    Entrance { program: "/usr/bin/mentor-match".to_owned(), directory: directory.to_owned(), name: name.to_owned() }
}

fn here() -> Vec<String> {
    vec!["/srv/p".to_owned()]
}

fn named(name: &str) -> Which {
    Which { name: Some(name.to_owned()), fingerprint: None }
}

fn added(contents: &[u8], directory: &str, name: &str, byte: u8) -> Vec<u8> {
    match add(contents, &entrance(directory, name), &key(byte)) {
        Ok(Added::Line { contents, .. }) => contents,
        other => panic!("{other:?}"),
    }
}

/// What others may have written: comments, options with quotes, other keys, broken lines, every kind of line end.
fn others() -> Vec<String> {
    let key = ed25519(200);
    vec![
        String::new(),
        "# the coordinators' own keys\n".to_owned(),
        format!("{key} anna@laptop\n"),
        format!("{key} anna@laptop"),
        format!("from=\"10.0.0.0/8, *.se\",command=\"echo \\\"a b\\\"\" {key} anna@laptop\r\n\r\n"),
        format!("@cert-authority *.example.org {key}\ncert-authority,principals=\"a,b\" {key} ca\n"),
        "ssh-rsa AAAA broken\n\n\n".to_owned(),
        "no line break at the end".to_owned(),
        "ends with a return\r".to_owned(),
        "\n".to_owned(),
        "\u{feff}# a mark at the start\r\nlast".to_owned(),
    ]
}

#[test]
fn adding_keeps_everything_and_revoking_gives_it_back() {
    for before in others() {
        let with = added(before.as_bytes(), "/srv/p", "anna", 1);
        assert!(with.starts_with(before.as_bytes()), "{before:?}");
        assert_eq!(find(&with, &here()).len(), 1, "{before:?}");
        let back = revoke(&with, &here(), &named("anna"));
        assert_eq!((back.contents.as_slice(), back.removed.len()), (before.as_bytes(), 1), "{before:?}");
        assert_eq!((back.kept.len(), back.left.len()), (0, 0));
    }
}

#[test]
fn the_same_again_changes_nothing() {
    let with = added(b"# ours\n", "/srv/p", "anna", 1);
    assert_eq!(add(&with, &entrance("/srv/p", "anna"), &key(1)), Ok(Added::Already { line: 2 }));
    let windows = [&with[..with.len() - 1], b"\r\n"].concat();
    assert_eq!(add(&windows, &entrance("/srv/p", "anna"), &key(1)), Ok(Added::Already { line: 2 }));
}

#[test]
fn a_key_that_stands_there_for_something_else_is_refused() {
    let with = added(b"", "/srv/p", "anna", 1);
    let moved = Entrance { program: "/opt/mentor-match".to_owned(), ..entrance("/srv/p", "anna") };
    for other in [entrance("/srv/p", "ben"), entrance("/srv/q", "anna"), moved] {
        let opens = Some(entrance("/srv/p", "anna"));
        assert_eq!(add(&with, &other, &key(1)), Err(Occupied::Elsewhere { line: 1, opens }), "{other:?}");
    }
    let text = ed25519(1);
    for line in [text.clone(), format!("no-pty {text} x"), format!("  cert-authority {text}"), format!("command=\"sh\" {text}\r")] {
        let contents = format!("# one\n{line}\n");
        assert_eq!(
            add(contents.as_bytes(), &entrance("/srv/p", "anna"), &key(1)),
            Err(Occupied::Elsewhere { line: 2, opens: None }),
            "{line}"
        );
    }
    // A line that sshd would read first decides, even when ours stands there too.
    let shadowed = [text.as_bytes(), b"\n", &with].concat();
    assert_eq!(add(&shadowed, &entrance("/srv/p", "anna"), &key(1)), Err(Occupied::Elsewhere { line: 1, opens: None }));
    assert_eq!(find(&shadowed, &here())[0].hidden_by, Some(1));
}

#[test]
fn a_key_in_a_comment_is_no_key() {
    let contents = format!("# {}\n", ed25519(1));
    assert!(matches!(add(contents.as_bytes(), &entrance("/srv/p", "anna"), &key(1)), Ok(Added::Line { line: 2, .. })));
}

#[test]
fn only_what_is_meant_is_revoked() {
    let all = [("/srv/p", "anna", 1), ("/srv/p", "anna", 2), ("/srv/p", "ben", 3), ("/srv/q", "anna", 4)]
        .iter()
        .fold(b"# ours\n".to_vec(), |contents, (directory, name, byte)| added(&contents, directory, name, *byte));
    let fingerprint = key::fingerprint(key(2).blob());
    for (which, lines) in [
        (named("anna"), &[2, 3][..]),
        (named("ben"), &[4]),
        (named("Anna"), &[]),
        (Which { name: None, fingerprint: Some(fingerprint.clone()) }, &[3]),
        (Which { name: Some("ben".to_owned()), fingerprint: Some(fingerprint) }, &[]),
    ] {
        let revoked = revoke(&all, &here(), &which);
        assert_eq!(revoked.removed.iter().map(|(found, _)| found.line).collect::<Vec<_>>(), lines, "{which:?}");
        assert_eq!(find(&revoked.contents, &["/srv/q".to_owned()]).len(), 1);
        assert!(revoked.removed.iter().all(|(_, line)| line.starts_with("restrict,pty,command=")));
    }
}

#[test]
fn what_was_changed_by_hand_is_told_and_kept() {
    let with = String::from_utf8(added(b"", "/srv/p", "anna", 1)).unwrap();
    for changed in [format!("from=\"10.0.0.1\",{with}"), with.replace("'anna'", "'anna' --lang sv"), with.replace(":anna", ":Anna")] {
        let found = find(changed.as_bytes(), &here());
        assert!(found.len() == 1 && !found[0].as_written, "{changed}");
        let revoked = revoke(changed.as_bytes(), &here(), &named("anna"));
        assert_eq!((revoked.contents, revoked.removed.len(), revoked.kept.len()), (changed.into_bytes(), 0, 1));
    }
}

#[test]
fn a_key_that_still_stands_elsewhere_is_told() {
    let with = [added(b"", "/srv/p", "anna", 1), format!("{}\n", ed25519(1)).into_bytes()].concat();
    assert_eq!(revoke(&with, &here(), &named("anna")).left, [1]);
}

proptest! {
    #[test]
    fn adding_some_and_revoking_them_in_any_order_gives_the_bytes_back(
        before in prop::collection::vec(prop::sample::select(others()), 0..5), names in Just(vec!["anna", "O'Ek", "c \"d\" e", "Åsa"]).prop_shuffle()
    ) {
        let before = before.concat().into_bytes();
        let mut contents = before.clone();
        for (byte, name) in ["Åsa", "c \"d\" e", "anna", "O'Ek"].into_iter().enumerate() {
            contents = added(&contents, "/srv/p", name, u8::try_from(byte).unwrap());
        }
        for name in names {
            let revoked = revoke(&contents, &here(), &named(name));
            prop_assert_eq!(revoked.removed.len(), 1);
            contents = revoked.contents;
        }
        prop_assert_eq!(contents, before);
    }

    #[test]
    fn no_bytes_are_ever_lost(before in prop::collection::vec(prop::sample::select(&b"ab \"\\,#\r\n\n\xFF\0"[..]), 0..60)) {
        let with = added(&before, "/srv/p", "anna", 1);
        prop_assert!(with.starts_with(&before));
        prop_assert_eq!(revoke(&with, &here(), &named("anna")).contents, before);
    }
}
