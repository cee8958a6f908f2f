//! What the header says of whoever sits here, and the questions about finality.

use std::path::Path;
use std::sync::Arc;

use mentor_match::app::{App, Msg};
use mentor_match::program::load::load;
use mentor_match::program::{Program, Roles};
use mentor_match::session::{Session, Standing};
use mentor_match::words::Lang;

use super::{kept, look, picture, tell};

/// A name, the language, the size, who sits here, whether others can write the directory, and the keys.
type Scene = (&'static str, Lang, (u16, u16), &'static str, bool, &'static str);

const SCENES: [Scene; 6] = [
    ("chair-advisory.120x36.sv", Lang::Sv, (120, 36), "anna", true, "down"),
    ("viewer.80x24.en", Lang::En, (80, 24), "bo", false, "space"),
    ("viewer-advisory.60x20.sv", Lang::Sv, (60, 20), "bo", true, "space"),
    ("finalise.120x36.en", Lang::En, (120, 36), "anna", false, "space Z"),
    ("final.80x24.en", Lang::En, (80, 24), "anna", false, "space Z enter down space"),
    ("reopen.80x24.sv", Lang::Sv, (80, 24), "anna", false, "space Z n j a enter enter Z"),
];

#[test]
fn scenes_of_roles() {
    for (name, lang, size, by, shared, keys) in SCENES {
        let (program, _) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/circle"), None);
        let roles = Roles { chair: Some(vec!["anna".into()]), viewers: vec!["bo".into()], unread: false };
        let people: Vec<_> = program.adepts().iter().chain(program.mentors()).cloned().collect();
        let mut criteria = program.criteria;
        criteria.roles = roles;
        let session = Session::open(Arc::new(Program::new(criteria, people)), []);
        let role = session.standing_of(by);
        let mut app = App::open(session, vec![], by, role, lang).in_a_shared_directory(shared);
        tell(&mut app, Msg::Resize(80, 24));
        for key in keys.split_whitespace() {
            tell(&mut app, Msg::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
        }
        assert_eq!(app.role() == Standing::Viewer, by == "bo");
        kept(name, &picture(&mut app, look(lang), size));
    }
}
