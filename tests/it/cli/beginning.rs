//! `check` and `new`: before anything is decided.

use std::fs;

use super::{CANARY, Table, sample};

#[test]
fn a_sound_program_has_no_errors() {
    let table = Table::laid();
    let run = table.say("check p");
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    assert!(run.out.ends_with("Read 4 adepts and 2 mentors: 0 errors, 0 warnings.\n"), "{}", run.out);
    assert!(table.say("check p --lang sv").done().ends_with("Läste 4 adepter och 2 mentorer: 0 fel, 0 varningar.\n"));
    assert_eq!(table.say("check p --json").json(), serde_json::json!([]));
}

#[test]
fn a_new_program_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let table = Table::bare();
    let mode = |name: &str| fs::metadata(table.path(name)).unwrap().permissions().mode() & 0o7777;
    for name in ["fresh", "deep/er/fresh"] {
        table.say(&format!("new {name} --template pfizer")).quietly();
        assert_eq!(mode(name), 0o700, "{name}");
    }
    fs::create_dir(table.path("shared")).unwrap();
    fs::set_permissions(table.path("shared"), fs::Permissions::from_mode(0o2770)).unwrap();
    table.say("new shared --template pfizer").quietly();
    assert_eq!(mode("shared"), 0o2770, "a directory that was there is as it was");
    fs::write(table.path("file"), "").unwrap();
    table.say("new file --template pfizer").failed(3);
}

#[test]
fn each_sample_can_be_checked() {
    for name in ["uppsala", "orebro", "linkoping", "pfizer", "stockholm"] {
        let run = Table::bare().run(&["check", &sample(name)]);
        assert_eq!(run.status, Some(0), "{name}: {}", run.out);
    }
}

#[test]
fn problems_have_a_place_and_a_remedy() {
    let table = Table::laid();
    fs::write(table.path("p/adepts/broken.json"), "{\"id\": \"a9\",\n  \"first_name\": }").unwrap();
    let run = table.say("check p");
    assert_eq!((run.status, run.err.as_str()), (Some(1), ""));
    assert!(run.out.lines().any(|line| line.starts_with("adepts/broken.json:2:") && line.contains(": error: ")), "{}", run.out);
    assert!(table.say("check p --lang sv").out.contains(": fel: "));

    let run = table.say("check p --json");
    assert_eq!(run.status, Some(1));
    let problems: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&run.out).unwrap();
    let keys: Vec<&str> = problems[0].keys().map(String::as_str).collect();
    assert_eq!(keys, ["column", "file", "hint", "line", "message", "severity"]);
    assert_eq!(problems[0]["severity"], "error");
    assert_eq!(problems[0]["file"], "adepts/broken.json");
    assert_eq!(problems[0]["line"], 2);
    assert!(problems[0]["column"].as_u64().unwrap() > 0);
    for key in ["message", "hint"] {
        assert!(!problems[0][key].as_str().unwrap().is_empty());
    }
}

#[test]
fn other_answers_go_on_beside_a_short_note() {
    let table = Table::laid();
    fs::write(table.path("p/adepts/broken.json"), "not json").unwrap();
    let run = table.say("match p --json");
    assert_eq!(run.status, Some(0));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["pairs"].as_array().unwrap().len(), 3);
    assert!(run.err.starts_with("adepts/broken.json:1:"), "{}", run.err);

    for n in 0..9 {
        fs::write(table.path(&format!("p/adepts/broken{n}.json")), "not json").unwrap();
    }
    let run = table.say("match p");
    assert_eq!((run.status, run.err.lines().count()), (Some(0), 6), "{}", run.err);
    assert!(run.err.ends_with("10 errors and 0 warnings in all. See them with: mentor-match check p\n"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_three() {
    let table = Table::laid();
    fs::write(table.path("file"), "").unwrap();
    for line in [
        "check nowhere",
        "check nowhere --json",
        "match nowhere",
        "match file",
        "scores nowhere",
        "explain nowhere a1 m1",
        "decide nowhere undo",
        "save nowhere",
        "open nowhere",
        "nowhere",
        "match p --criteria nowhere.toml",
    ] {
        let err = table.say(line).failed(3);
        assert!(err.contains("nowhere") || err.contains("file"), "{line}: {err}");
    }
    assert!(!table.path("nowhere").exists());
}

#[test]
fn a_new_program_can_be_filled() {
    for template in ["uppsala", "orebro", "stockholm", "linkoping", "pfizer"] {
        let table = Table::bare();
        let out = table.run(&["new", "spring", "--template", template]).quietly();
        assert!(out.contains("mentor-match open spring"), "{out}");
        let criteria = fs::read(table.path("spring/criteria.toml")).unwrap();
        assert!(criteria == fs::read(format!("{}/criteria.toml", sample(template))).unwrap(), "{template}");
        let readme = fs::read_to_string(table.path("spring/README.txt")).unwrap();
        for field in ["first_name", "interests", "language"] {
            assert!(readme.contains(&format!("  {field} ")), "{template}: {field} is not in\n{readme}");
        }
        assert_eq!(fs::read_dir(table.path("spring/mentors")).unwrap().count(), 0);

        // The application that it shows is one.
        let (from, to) = (readme.find('{').unwrap(), readme.find('}').unwrap());
        fs::write(table.path("spring/mentors/m01.json"), &readme[from..=to]).unwrap();
        let told = table.say("check spring");
        assert!(told.out.contains("Read 0 adepts and 1 mentor:") && !told.out.contains("mentors/m01.json"), "{}", told.out);
        fs::remove_file(table.path("spring/mentors/m01.json")).unwrap();

        // Only the people are missing.
        let run = table.say("check spring --json");
        let problems: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
        let files: Vec<&str> = problems.iter().map(|problem| problem["file"].as_str().unwrap()).collect();
        assert_eq!((run.status, files), (Some(1), vec!["adepts", "mentors"]), "{template}: {}", run.out);

        // With people it is sound.
        for folder in ["mentors", "adepts"] {
            super::copy(format!("{}/{folder}", sample(template)).as_ref(), &table.path(&format!("spring/{folder}")));
        }
        table.say("check spring").done();
        assert!(table.say("match spring --json").json()["total"].as_i64().unwrap() > 0);
    }
}

#[test]
fn new_overwrites_nothing() {
    for occupied in ["criteria.toml", "README.txt", "mentors", "adepts"] {
        let table = Table::bare();
        fs::create_dir(table.path("spring")).unwrap();
        fs::write(table.path("spring").join(occupied), CANARY).unwrap();
        let err = table.say("new spring --template uppsala").failed(3);
        assert!(err.contains(occupied), "{err}");
        assert_eq!(fs::read_dir(table.path("spring")).unwrap().count(), 1, "something was made beside {occupied}");
        assert_eq!(fs::read_to_string(table.path("spring").join(occupied)).unwrap(), CANARY);
    }
    let table = Table::bare();
    table.say("new spring --template uppsala").done();
    table.say("new spring --template orebro").failed(3);
}

#[test]
fn new_speaks_the_language_of_its_maker() {
    let table = Table::bare();
    table.say("new hosten --template uppsala --lang sv").done();
    let readme = fs::read_to_string(table.path("hosten/README.txt")).unwrap();
    assert!(readme.starts_with("Lägg mentorernas anmälningar"), "{readme}");
}

#[test]
fn a_row_of_own_words_that_cannot_be_used_is_told() {
    let table = Table::laid();
    let criteria = fs::read_to_string(table.path("p/criteria.toml")).unwrap();
    fs::write(table.path("p/criteria.toml"), format!("{criteria}\n[text]\nconcepts = [\"built-in\", \"own.tsv\"]\n")).unwrap();
    fs::write(table.path("p/own.tsv"), "id\tkind\tbroader\tsv\ten\nour_lab\tfield\t\tlabbet\tthe lab\n").unwrap();
    assert!(!table.say("check p").out.contains("own.tsv"));
    fs::write(table.path("p/own.tsv"), "id\tkind\tbroader\tsv\ten\nour_lab\tfield\tnowhere\tlabbet\tthe lab\n").unwrap();
    let run = table.say("check p");
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("own.tsv:2: error: No concept has the id “nowhere”"), "{}", run.out);
}
