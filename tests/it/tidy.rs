//! The house rules that a compiler does not check: who may know whom, who may print, how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that never touch the outer world.
const PURE: [&str; 6] = ["program", "scoring", "matching", "session", "app", "screen"];
/// No file is longer.
const MOST_LINES: usize = 500;

/// One source file without its tests and comments: what the program itself does.
struct Source {
    /// Relative to the crate, with `/`.
    path: String,
    whole: String,
    code: String,
}

impl Source {
    /// The room that the file lies in: `program`, `cli`, ...; empty for the files of the crate itself.
    fn room(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|path| path.split_once('/')).map_or("", |(room, _)| room)
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path == format!("{folder}.rs") || self.path.starts_with(&format!("{folder}/"))
    }

    /// The lines of code that hold one of these words.
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let holds = |line: &&str| words.iter().any(|word| holds_word(line, word));
        self.code.lines().filter(holds).map(|line| format!("{}: {}", self.path, line.trim())).collect()
    }
}

/// Whether a word stands in a line with no letter, digit or underscore next to it.
fn holds_word(line: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(joins);
        let after = line[at + word.len()..].chars().next().is_some_and(joins);
        !before && !after
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    rust_files(&root().join(folder), &mut paths);
    paths.sort();
    let texts: Vec<(String, String)> = paths.into_iter().map(|path| (relative(&path), fs::read_to_string(&path).unwrap())).collect();
    let for_tests: Vec<String> = texts.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let is_for_tests =
        |path: &str| for_tests.iter().any(|module| path == format!("{module}.rs") || path.starts_with(&format!("{module}/")));
    let source = |(path, whole): (String, String)| {
        let code = if is_for_tests(&path) { String::new() } else { code_of(&whole) };
        Source { path, whole, code }
    };
    texts.into_iter().map(source).collect()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The modules that a file declares for tests only, as paths without `.rs`.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap();
    let inside = if ["mod.rs", "lib.rs", "main.rs"].contains(&name) { folder.to_owned() } else { path.trim_end_matches(".rs").to_owned() };
    let mut found = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while lines.any(|line| line == "#[cfg(test)]") {
        let mut renamed = None;
        for line in lines.by_ref() {
            if let Some(other) = line.strip_prefix("#[path = \"") {
                renamed = Some(format!("{folder}/{}", other.trim_end_matches("\"]").trim_end_matches(".rs")));
            } else if !line.starts_with("#[") {
                let module = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ").strip_prefix("mod ");
                let module = module.and_then(|rest| rest.strip_suffix(';')).map(|module| format!("{inside}/{module}"));
                found.extend(module.map(|module| renamed.take().unwrap_or(module)));
                break;
            }
        }
    }
    found
}

/// The text without comments and without what is compiled for tests and trials only.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if ["#[cfg(test)]", "#[cfg(debug_assertions)]"].contains(&line.trim()) {
            skip_item(&mut lines);
        } else if !line.trim_start().starts_with("//") {
            code += line;
            code.push('\n');
        }
    }
    code
}

/// Skips one item: up to its `;`, or up to the brace that closes it at the same indentation (the code is formatted, a test sees to that).
fn skip_item<'a>(lines: &mut impl Iterator<Item = &'a str>) {
    let Some(first) = lines.find(|line| !line.trim_start().starts_with("#[")) else { return };
    if first.trim_end().ends_with('{') {
        let indent: String = first.chars().take_while(|c| *c == ' ').collect();
        let close = format!("{indent}}}");
        lines.find(|line| *line == close);
    }
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn pure_rooms_know_nothing_of_the_outer_world() {
    let words = [
        "std::fs",
        "std::env",
        "std::process",
        "std::net",
        "SystemTime",
        "Instant",
        "tokio",
        "rand",
        "getrandom",
        "crossterm",
        "rustix",
        "ulid",
        "anyhow",
    ];
    let pure = |source: &Source| PURE.contains(&source.room()) && !source.is_in("src/program/load");
    none(sources("src").iter().filter(|source| pure(source)).flat_map(|source| source.lines_with(&words)).collect());
}

#[test]
fn files_are_touched_only_where_they_may() {
    let may = ["src/program/load", "src/journal", "src/outcome", "src/own_words", "src/terminal", "src/door", "src/cli"];
    let elsewhere = |source: &Source| !may.iter().any(|folder| source.is_in(folder));
    none(
        sources("src")
            .iter()
            .filter(|source| elsewhere(source))
            .flat_map(|source| source.lines_with(&["fs", "OpenOptions", "File::open", "File::create"]))
            .collect(),
    );
}

#[test]
fn only_the_glass_knows_the_terminal() {
    let may = ["screen", "terminal", "door"];
    let elsewhere = |source: &Source| !may.contains(&source.room());
    none(
        sources("src").iter().filter(|source| elsewhere(source)).flat_map(|source| source.lines_with(&["ratatui", "crossterm"])).collect(),
    );
}

#[test]
fn threads_only_where_no_result_can_depend_on_them() {
    let may = ["scoring", "matching", "session", "journal", "terminal", "door"];
    let elsewhere = |source: &Source| !may.contains(&source.room());
    none(
        sources("src")
            .iter()
            .filter(|source| elsewhere(source))
            .flat_map(|source| source.lines_with(&["thread::spawn", "thread::scope", "thread::Builder", "rayon"]))
            .collect(),
    );
}

#[test]
fn only_the_door_knows_tokio() {
    let elsewhere = |source: &Source| source.room() != "door";
    none(
        sources("src")
            .iter()
            .filter(|source| elsewhere(source))
            .flat_map(|source| source.lines_with(&["tokio", "russh", "async fn"]))
            .collect(),
    );
}

/// Which rooms may name which; rooms that are not listed may name everything.
const MAY_NAME: [(&str, &[&str]); 11] = [
    ("program", &[]),
    ("scoring", &["program"]),
    ("matching", &["program"]),
    ("session", &["program", "scoring", "matching"]),
    ("journal", &["program", "scoring", "session"]),
    ("outcome", &["program", "scoring", "matching", "session", "journal", "words"]),
    ("own_words", &["program", "scoring", "journal"]),
    ("app", &["program", "scoring", "matching", "session", "words"]),
    ("screen", &["program", "scoring", "matching", "session", "words", "app"]),
    ("words", &["program", "scoring", "matching", "session", "journal", "outcome", "own_words", "app", "terminal", "door"]),
    ("door", &["program", "journal"]),
];
const ROOMS: [&str; 13] =
    ["program", "scoring", "matching", "session", "journal", "outcome", "own_words", "app", "screen", "words", "terminal", "door", "cli"];

#[test]
fn rooms_know_only_the_rooms_below_them() {
    let mut found = Vec::new();
    for source in sources("src") {
        let Some((room, may)) = MAY_NAME.iter().find(|(room, _)| *room == source.room()) else { continue };
        for other in ROOMS.iter().filter(|other| *other != room && !may.contains(other)) {
            found.extend(source.lines_with(&[&format!("crate::{other}")]));
        }
    }
    none(found);
}

#[test]
fn nobody_prints_but_the_counter() {
    let words = ["println!", "eprintln!", "print!", "eprint!", "dbg!", "io::stdout", "io::stderr"];
    let elsewhere = |source: &Source| !["cli", "terminal"].contains(&source.room());
    none(sources("src").iter().filter(|source| elsewhere(source)).flat_map(|source| source.lines_with(&words)).collect());
    let at_the_counter = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];
    none(
        sources("src").iter().filter(|source| source.room() != "terminal").flat_map(|source| source.lines_with(&at_the_counter)).collect(),
    );
}

#[test]
fn nothing_gives_up() {
    let words = [".unwrap()", ".expect(\"", "panic!", "todo!", "unimplemented!", "unreachable!"];
    let holds = |line: &str| words.iter().any(|word| line.contains(word));
    let found = |source: &Source| -> Vec<String> {
        source.code.lines().filter(|line| holds(line)).map(|line| format!("{}: {}", source.path, line.trim())).collect()
    };
    none(sources("src").iter().flat_map(found).collect());
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long = |source: &Source| {
        (source.whole.lines().count() > MOST_LINES).then(|| format!("{}: {} lines", source.path, source.whole.lines().count()))
    };
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources).collect::<Vec<_>>();
    none(all.iter().filter_map(long).collect());
}

#[test]
fn every_room_opens_with_a_map() {
    let without = |source: &Source| (source.path.ends_with("/mod.rs") && !source.whole.starts_with("//!")).then(|| source.path.clone());
    none(sources("src").iter().filter_map(without).collect());
}

#[test]
fn every_file_says_what_it_is() {
    let without = |source: &Source| (!source.code.is_empty() && !source.whole.starts_with("//!")).then(|| source.path.clone());
    none(sources("src").iter().filter_map(without).collect());
}

#[test]
fn nothing_names_a_machine() {
    // Put together here, so that this file does not hold what it looks for.
    let homes = ["work", "root", "home", "Users"].map(|folder| format!("\"/{folder}/"));
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources).collect::<Vec<_>>();
    let names = |source: &Source| homes.iter().find(|home| source.whole.contains(*home)).map(|home| format!("{}: {home}", source.path));
    none(all.iter().filter_map(names).collect());
}

#[test]
fn the_guard_itself_sees() {
    let text = "use std::fs;\n// std::fs\n#[cfg(test)]\nmod tests {\n    use std::env;\n}\nfn after() {}\n";
    assert_eq!(code_of(text), "use std::fs;\nfn after() {}\n");
    let text = "#[cfg(test)]\nmod a;\n#[cfg(test)]\n#[path = \"b_tests.rs\"]\nmod tests;\n#[cfg(test)]\nmod c {\n}\nmod d;\n";
    assert_eq!(test_modules("src/x/mod.rs", text), ["src/x/a", "src/x/b_tests"]);
    assert_eq!(test_modules("src/x/y.rs", text), ["src/x/y/a", "src/x/b_tests"]);
    for (line, word, holds) in [
        ("use std::fs;", "std::fs", true),
        ("use std::fsync;", "std::fs", false),
        ("let operand = 1;", "rand", false),
        ("rand::random()", "rand", true),
        ("x.eprintln!()", "println!", false),
    ] {
        assert_eq!(holds_word(line, word), holds, "{line} {word}");
    }
    assert!(sources("src").len() > 20, "the sources are not where they should be");
}

#[test]
fn each_template_is_the_criteria_of_its_sample() {
    let templates = fs::read_dir(root().join("config/templates")).unwrap();
    let mut count = 0;
    for template in templates {
        let template = template.unwrap().path();
        let sample = root().join("sample-data").join(template.file_stem().unwrap()).join("criteria.toml");
        assert!(fs::read(&template).unwrap() == fs::read(&sample).unwrap(), "{} differs from {}", template.display(), sample.display());
        let (program, problems) = mentor_match::program::load::load(sample.parent().unwrap(), None);
        let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == mentor_match::program::Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", sample.display());
        assert!(!program.criteria.criteria.is_empty() && !program.criteria.title.is_empty(), "{}", sample.display());
        count += 1;
    }
    assert_eq!(count, 5);
}
