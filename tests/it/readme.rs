//! The README cannot rot: its table of keys and its picture are made from the program and compared.
//!
//! `UPDATE_EXPECTED=1 cargo test --test it readme` writes both anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mentor_match::app::{App, Effect, Keymap, Msg};
use mentor_match::program::load::load;
use mentor_match::screen::{Look, svg, view};
use mentor_match::session::foresight::Matter;
use mentor_match::session::{Session, Standing};
use mentor_match::words::{Lang, actions};
use ratatui::layout::Rect;

const KEYS: (&str, &str) = ("<!-- keys: made from config/keys.toml; a test compares -->\n", "<!-- /keys -->");

#[test]
fn the_table_of_keys_is_the_keymap() {
    let readme = read("README.md");
    let (before, rest) = readme.split_once(KEYS.0).expect("the README marks where its keys begin");
    let (_, after) = rest.split_once(KEYS.1).expect("the README marks where its keys end");
    let table = actions::table(&Keymap::built_in(), Lang::En);
    compare("README.md", &[before, KEYS.0, "\n", &table, "\n", KEYS.1, after].concat());
}

#[test]
fn the_picture_is_the_screen() {
    let (program, problems) = load(&root().join("sample-data/uppsala"), None);
    let session = Session::open(Arc::new(program), []);
    let mut app = App::open(session, problems, "anna", Standing::Editor, Lang::En);
    let effects = app.update(Msg::Resize(120, 36));
    for number in effects.into_iter().filter_map(|effect| if let Effect::Foresee { number } = effect { Some(number) } else { None }) {
        for matter in Matter::ALL {
            let foreseen = app.decided_session().foresee(matter, &mut || false).expect("nobody cancels");
            app.update(Msg::Foreseen { number, foreseen });
        }
    }
    let look = Look::default();
    compare("tests/pictures/session.svg", &svg::svg(&view(&app, &look, Rect::new(0, 0, 120, 36)).buffer));
}

#[test]
fn the_samples_that_the_readme_names_are_there() {
    for name in ["uppsala", "orebro", "linkoping", "pfizer", "stockholm"] {
        assert!(root().join("sample-data").join(name).join("criteria.toml").is_file(), "{name}");
    }
}

fn compare(file: &str, made: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let path = root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made).unwrap();
    }
    assert!(read(file) == made, "{file} is not what the program makes of it: UPDATE_EXPECTED=1 cargo test --test it readme");
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
