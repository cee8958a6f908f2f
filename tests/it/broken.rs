//! Every kind of mistake, with the exact words that it gets in both languages.
//!
//! `sample-data/broken/` has a program directory for each; what cannot lie in a repository (links, pipes, huge files) is made here.
//! To write the expected texts anew after a sentence has changed: `UPDATE_EXPECTED=1 cargo test --test it broken`, then read the difference.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mentor_match::program::load::{Loaded, load, load_closely};
use mentor_match::program::problem::{Fault, SecondLook, Weighed};
use mentor_match::program::{PersonId, Problem, Program, Severity};
use mentor_match::scoring::{Scorer, concept_problems, second_look};
use mentor_match::words::{Lang, faults};
use tempfile::TempDir;

/// Both languages, one below the other.
fn listing(problems: &[Problem]) -> String {
    let in_language = |lang: Lang| {
        let lines = problems.iter().map(|problem| {
            let severity = faults::severity(problem.severity, lang);
            format!("{}: {severity}: {}\n    {}\n", problem.place(), problem.message(lang), problem.hint(lang))
        });
        lines.collect::<String>()
    };
    format!("{}\n---- på svenska\n\n{}", in_language(Lang::En), in_language(Lang::Sv))
}

/// What is wrong, then what deserves a second look.
fn everything(directory: &Path) -> Vec<Problem> {
    let Loaded { program, problems, doubts } = load_closely(directory, None);
    let own_words = concept_problems(&program);
    problems.into_iter().chain(own_words).chain(doubts).chain(second_look(&Scorer::new(Arc::new(program)))).collect()
}

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/broken")
}

#[test]
fn each_broken_program_gets_exactly_its_words() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut names: Vec<PathBuf> = fs::read_dir(broken()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    names.sort();
    assert!(names.len() > 40, "only {} broken programs", names.len());
    let mut wrong = Vec::new();
    for directory in names {
        let problems = everything(&directory);
        assert!(!problems.is_empty(), "{} has nothing wrong", directory.display());
        let found = listing(&problems);
        let expected = directory.join("expected.txt");
        if update {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", directory.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the samples get a second look for, each judged by hand: answers that say nothing, one name in two spellings, and a rule that
/// keeps twelve departments apart. A finding of any other kind would be a false alarm.
#[test]
fn the_samples_cry_no_wolf() {
    for (sample, nothing, spellings, blocking) in
        [("uppsala", 4, 1, 0), ("orebro", 4, 1, 0), ("stockholm", 7, 4, 1), ("linkoping", 3, 3, 0), ("pfizer", 3, 1, 0)]
    {
        let problems = everything(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(sample));
        let count = |is: fn(&SecondLook) -> bool| {
            problems.iter().filter(|problem| matches!(&problem.fault, Fault::SecondLook(found) if is(found))).count()
        };
        let found = (
            count(|found| matches!(found, SecondLook::SaysNothing { .. })),
            count(|found| matches!(found, SecondLook::Spellings { .. })),
            count(|found| matches!(found, SecondLook::Weighed(Weighed::BlocksMost { .. }))),
        );
        assert_eq!(found, (nothing, spellings, blocking), "{sample}: {}", listing(&problems));
        assert_eq!(problems.len(), nothing + spellings + blocking, "{sample}: {}", listing(&problems));
    }
}

/// A good program in a directory of its own, to be broken.
struct Made(TempDir);

impl Made {
    fn new() -> Self {
        let made = Self(TempDir::new().unwrap());
        made.write("criteria.toml", fs::read(broken().join("no-adepts/criteria.toml")).unwrap());
        made.write("mentors/m1.json", fs::read(broken().join("no-adepts/mentors/m1.json")).unwrap());
        made.write("adepts/a1.json", fs::read(broken().join("duplicate-id/adepts/a1.json")).unwrap());
        made
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    fn write(&self, inside: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(inside).parent().unwrap()).unwrap();
        fs::write(self.path(inside), bytes).unwrap();
    }

    fn load(&self) -> (Program, Vec<Problem>) {
        load(self.0.path(), None)
    }

    /// The English problems, one a line.
    fn english(&self) -> String {
        let line = |problem: &Problem| format!("{}: {}\n", problem.place(), problem.message(Lang::En));
        self.load().1.iter().map(line).collect()
    }

    fn check(&self, expected: &str) {
        assert_eq!(self.english(), expected);
        let (program, _) = self.load();
        assert!(program.find(&PersonId::new("m1").unwrap()).is_some(), "the good application is gone");
    }
}

#[test]
fn a_good_program_has_no_problem() {
    Made::new().check("");
}

#[test]
fn a_directory_that_is_not_there_or_none() {
    let made = Made::new();
    for (inside, expected) in [("nowhere", ".: The program directory does not exist."), ("criteria.toml", ".: This is not a folder.")] {
        let (program, problems) = load(&made.path(inside), None);
        assert!(program.mentors().is_empty());
        let said: Vec<String> = problems.iter().map(|problem| format!("{}: {}", problem.place(), problem.message(Lang::En))).collect();
        assert_eq!(said, [expected]);
    }
}

#[test]
fn a_criteria_file_that_is_named() {
    let made = Made::new();
    made.write("other.toml", "schema = 1\n[program]\ntitle = \"Annat\"\n[[criterion]]\nid = \"x\"\nkind = \"equal\"\nweight = 1\na = \"mentor.city\"\nb = \"adept.city\"\n");
    let (program, problems) = load(made.0.path(), Some(&made.path("other.toml")));
    assert_eq!((program.criteria.title.as_str(), problems.len()), ("Annat", 0));
    let (_, problems) = load(made.0.path(), Some(&made.path("none.toml")));
    assert_eq!(problems.iter().map(|problem| problem.place().to_string()).collect::<Vec<_>>(), ["none.toml"]);
}

#[test]
fn a_huge_file_is_skipped() {
    let made = Made::new();
    let file = fs::File::create(made.path("adepts/huge.json")).unwrap();
    file.set_len(20_000_000).unwrap();
    made.check("adepts/huge.json: The file is 20 MiB big, more than the 16 MiB that are read, and is skipped.\n");
    fs::remove_file(made.path("adepts/huge.json")).unwrap();
    made.write("criteria.toml", "#".repeat(2 << 20));
    made.check("criteria.toml: The file is 2 MiB big, more than the 1 MiB that are read, and is skipped.\n");
}

#[test]
fn brackets_without_end() {
    let made = Made::new();
    let deep = 100_000;
    made.write("adepts/closed.json", "[".repeat(deep) + &"]".repeat(deep));
    made.write(
        "adepts/inside.json",
        format!(r#"{{"id": "a2", "first_name": "E", "last_name": "E", "x": {}{}}}"#, "[".repeat(deep), "]".repeat(deep)),
    );
    made.write(
        "adepts/objects.json",
        format!(r#"{{"id": "a3", "first_name": "E", "last_name": "E", "x": {}1{}}}"#, r#"{"x":"#.repeat(deep), "}".repeat(deep)),
    );
    made.write("adepts/open.json", "[".repeat(deep));
    made.check(
        "adepts/closed.json:1:2: Here in the list is a list [ ], not an application; it is skipped.\n\
         adepts/inside.json:1:57: In application a2 there is a list [ ] in the list “x”; it is not used.\n\
         adepts/objects.json:1:56: In application a3 the answer “x” is an object { }; the answer is not used.\n\
         adepts/open.json:1:100001: The file is not valid JSON: it ends in the middle; nothing of the file is used.\n",
    );
    made.write("criteria.toml", format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)));
    assert!(made.english().contains("criteria.toml:1:"));
    made.write("criteria.toml", format!("{} = 1", vec!["a"; deep].join(".")));
    assert!(made.english().contains("criteria.toml:1:"));
}

#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let made = Made::new();
    made.write("elsewhere/a2.json", r#"{"id": "a2", "first_name": "E", "last_name": "E"}"#);
    symlink(made.path("elsewhere/a2.json"), made.path("adepts/a2.json")).unwrap();
    symlink("/nowhere/at/all", made.path("adepts/a3.json")).unwrap();
    made.check(
        "adepts/a2.json: This is a symbolic link; links are not followed.\n\
         adepts/a3.json: This is a symbolic link; links are not followed.\n",
    );
    let made = Made::new();
    made.write("elsewhere/a2.json", "{}");
    fs::remove_dir_all(made.path("adepts")).unwrap();
    symlink(made.path("elsewhere"), made.path("adepts")).unwrap();
    made.check("adepts: This is a symbolic link; links are not followed.\n");
}

#[test]
fn a_table_behind_a_link_is_not_read() {
    use std::os::unix::fs::symlink;
    let made = Made::new();
    let criteria = fs::read_to_string(made.path("criteria.toml")).unwrap();
    made.write("criteria.toml", criteria + "[[rule]]\nid = \"met\"\npairs_file = \"below/pairs.csv\"\n");
    made.write("elsewhere/pairs.csv", "a1,m1\n");
    symlink(made.path("elsewhere"), made.path("below")).unwrap();
    made.check(
        "criteria.toml:12:1: The rule “met” is not in force until the faults in it are mended.\n\
         criteria.toml:14:14: The file “below/pairs.csv” cannot be used. This is a symbolic link; links are not followed.\n",
    );
}

#[test]
fn pipes_and_sockets_make_nobody_wait() {
    let made = Made::new();
    rustix::fs::mkfifoat(rustix::fs::CWD, made.path("adepts/pipe.json"), rustix::fs::Mode::RUSR).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(made.path("adepts/socket.json")).unwrap();
    made.check(
        "adepts/pipe.json: This is a named pipe (fifo), not a file, and is not read.\n\
         adepts/socket.json: This is a socket, not a file, and is not read.\n",
    );
}

#[test]
fn more_files_than_are_read() {
    let made = Made::new();
    for number in 0..5000 {
        made.write(&format!("adepts/b{number:04}.json"), format!(r#"{{"id": "b{number}", "first_name": "E", "last_name": "E"}}"#));
    }
    made.check("adepts: The folder has 5001 files; only the first 5000 in order of name are read.\n");
    assert_eq!(made.load().0.adepts().len(), 5000);
}

#[test]
fn more_people_than_are_read() {
    let made = Made::new();
    let person = |number: usize| format!(r#"{{"id": "b{number}", "first_name": "E", "last_name": "E"}}"#);
    made.write("adepts/b.json", format!("[{}]", (0..9_999).map(person).collect::<Vec<_>>().join(",")));
    made.check("");
    made.write("adepts/c.json", person(9_999));
    made.check("adepts: The folder has more than 10000 applications; only the first ones are read.\n");
    assert_eq!(made.load().0.adepts().len(), 10_000);
}

#[test]
fn a_flood_of_problems_is_counted_only() {
    let made = Made::new();
    made.write("adepts/flood.json", format!("[{}1]", "1,\n".repeat(5000)));
    let english = made.english();
    assert_eq!(english.lines().count(), 1001);
    assert!(
        english.ends_with("adepts/flood.json: 4001 more problems in this file are not shown.\n"),
        "{}",
        &english[english.len() - 200..]
    );
}

/// The super-user may read everything, so this test becomes somebody else first, in a process of its own.
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    const MADE: &str = "MENTOR_MATCH_TEST_DIRECTORY";
    let expected = "adepts: You are not allowed to read this.\nmentors/m2.json: You are not allowed to read this.\n";
    let english = |directory: &Path| -> String {
        load(directory, None).1.iter().map(|problem| format!("{}: {}\n", problem.place(), problem.message(Lang::En))).collect()
    };
    if let Some(directory) = std::env::var_os(MADE) {
        assert_eq!(english(Path::new(&directory)), expected);
        return;
    }
    let made = Made::new();
    made.write("mentors/m2.json", "{}");
    let mode = |inside: &str, mode: u32| fs::set_permissions(made.path(inside), fs::Permissions::from_mode(mode)).unwrap();
    mode(".", 0o755);
    mode("mentors/m2.json", 0o000);
    mode("adepts", 0o000);
    if rustix::process::geteuid().is_root() {
        let copy = made.path("this-test");
        fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
        let status = std::process::Command::new(copy)
            .args(["--exact", "broken::what_may_not_be_read"])
            .env(MADE, made.0.path())
            .current_dir("/")
            .uid(65_534)
            .gid(65_534)
            .status()
            .unwrap();
        assert!(status.success());
    } else {
        assert_eq!(english(made.0.path()), expected);
    }
    mode("adepts", 0o755);
}

#[test]
fn no_message_has_anything_of_a_person_but_the_id() {
    let made = Made::new();
    let secret = "Hemlighetsson";
    made.write(
        "adepts/a2.json",
        format!(
            r#"[{{"id": "{secret} {secret}"}}, {{"id": "a2", "first_name": "{secret}\u0007", "last_name": ["{secret}"], "email": "{secret}\u200b"}},
               {{"id": "a3", "first_name": "{secret}", "last_name": "{secret}", "email": "{secret}@x", "goals": {{"{secret}": 1}}}},
               {{"id": "A3", "first_name": "{secret}", "last_name": "{secret}", "email": "{secret}@x"}},
               {{"id": "a4", "first_name": "{secret}", "last_name": "{secret}", "email": "{secret}@x", "x": ["{secret}", ["{secret}"]]}}, "{secret}"]"#
        ),
    );
    let (program, problems) = made.load();
    assert!(problems.len() >= 9, "{}", listing(&problems));
    assert!(!listing(&problems).contains(secret), "{}", listing(&problems));
    assert!(!format!("{problems:?} {program:?}").contains(secret));
}

#[test]
fn the_severities_say_what_was_taken_out() {
    let made = Made::new();
    made.write("adepts/a2.json", r#"{"id": "a2", "first_name": "E", "last_name": "E", "goals": "a\u202eb"}"#);
    assert!(made.load().1.iter().all(|problem| problem.severity == Severity::Warning));
    made.write("adepts/a3.json", "{}");
    assert!(made.load().1.iter().any(|problem| problem.severity == Severity::Error));
}
