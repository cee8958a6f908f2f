//! From a program directory to its first picture, and from a key to the next. Aims: under 60 ms and under 4 ms.

#![allow(missing_docs, clippy::expect_used)]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::{Bencher, black_box};
use mentor_match::app::{App, Key, Msg};
use mentor_match::program::load::load;
use mentor_match::screen::{Look, view};
use mentor_match::session::{Session, Standing};
use mentor_match::terminal::writer::{FrameWriter, Sink};
use mentor_match::words::Lang;
use ratatui::layout::Rect;

const SIZE: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

fn main() {
    divan::main();
}

/// Takes frames and forgets them.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&mut self, frame: &[u8]) -> io::Result<bool> {
        black_box(frame);
        Ok(true)
    }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(name)
}

fn open(directory: &Path) -> App {
    let (program, problems) = load(directory, None);
    let mut app = App::open(Session::open(Arc::new(program), []), problems, "anna", Standing::Editor, Lang::Sv);
    app.update(Msg::Resize(SIZE.width, SIZE.height));
    app
}

fn frame(app: &App, writer: &mut FrameWriter<Nowhere>) -> bool {
    writer.show(view(app, &Look::default(), SIZE)).expect("nowhere takes everything")
}

#[divan::bench(args = ["uppsala", "stockholm"], sample_count = 20, sample_size = 1)]
fn load_to_first_frame(bencher: Bencher, name: &str) {
    let directory = sample(name);
    bencher.bench_local(|| {
        let app = open(&directory);
        frame(&app, &mut FrameWriter::new(Nowhere))
    });
}

#[divan::bench(args = ["down", "tab", "e", "?"])]
fn key_to_frame(bencher: Bencher, key: &str) {
    let key: Key = key.parse().expect("a key");
    let (mut app, mut writer) = (open(&sample("stockholm")), FrameWriter::new(Nowhere));
    let back: Key = if key == Key::char('?') || key == Key::char('e') { "esc" } else { "up" }.parse().expect("a key");
    frame(&app, &mut writer);
    bencher.bench_local(|| {
        app.update(Msg::Key(key));
        frame(&app, &mut writer);
        app.update(Msg::Key(back));
        frame(&app, &mut writer)
    });
}

/// What a key would cost if every frame were written whole.
#[divan::bench(args = ["down", "tab", "e", "?"])]
fn key_to_whole_frame_baseline(bencher: Bencher, key: &str) {
    let key: Key = key.parse().expect("a key");
    let mut app = open(&sample("stockholm"));
    let back: Key = if key == Key::char('?') || key == Key::char('e') { "esc" } else { "up" }.parse().expect("a key");
    bencher.bench_local(|| {
        app.update(Msg::Key(key));
        frame(&app, &mut FrameWriter::new(Nowhere));
        app.update(Msg::Key(back));
        frame(&app, &mut FrameWriter::new(Nowhere))
    });
}

#[divan::bench]
fn nothing_changed(bencher: Bencher) {
    let (app, mut writer) = (open(&sample("stockholm")), FrameWriter::new(Nowhere));
    frame(&app, &mut writer);
    bencher.bench_local(|| frame(&app, &mut writer));
}
