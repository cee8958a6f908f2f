//! Help, version, completions, the manual page, and wrong usage.

use super::Table;

#[test]
fn nothing_to_do_says_what_to_do() {
    let err = Table::bare().run(&[]).failed(2);
    insta::assert_snapshot!(err, @r"
    mentor-match: Which program? Write for example:
      mentor-match open DIR                       open the matching session
      mentor-match check DIR                      see what is wrong in the applications
      mentor-match new DIR --template uppsala     begin a new program
    All else: mentor-match --help
    ");
    let err = Table::bare().say("--lang sv").failed(2);
    assert!(err.contains("mentor-match open KATALOG"), "{err}");
}

#[test]
fn the_help_is_short_and_whole() {
    insta::assert_snapshot!(Table::bare().say("-h").quietly(), @r"
    See who fits, decide together, save

    Usage: mentor-match [OPTIONS] [DIR]
           mentor-match <COMMAND>

    Commands:
      open         Open the matching session on the whole screen
      check        Print every problem in the program directory
      match        Print the proposal under the decisions so far
      explain      Take the score of one pair apart, with quotes
      scores       Print the score of every pair
      compare      Print the proposals under two criteria files side by side
      decide       Record a decision
      criteria     Print the weights, rules and objective in force, or write them to criteria.toml
      log          Print the journal of decisions
      verify       Check the journal's chain from the first record to the last
      repair       Keep the decisions before a damage in the journal, and a copy of it all
      save         Save the final assignment to outcome/
      words        List the program's own words, or add two that mean the same
      keys         Let people in over SSH by their public keys
      new          Create a program directory to fill
      completions  Print the completion script of a shell
      man          Print the manual page
      help         Print this message or the help of the given subcommand(s)

    Arguments:
      [DIR]  The program directory

    Options:
          --criteria <FILE>  Another criteria file than the directory's own criteria.toml
          --as <NAME>        Whose name stands beside the decisions; otherwise MENTOR_MATCH_AS,
                             otherwise the name of the account
          --two-hosts        Open it, at your own risk, although somebody sits at another host: only
                             where DIR lies on a network file system
          --lang <LANG>      The language of the answer; otherwise that of LC_ALL, LC_MESSAGES or LANG
                             [possible values: sv, en]
      -h, --help             Print help (see more with '--help')
      -V, --version          Print version

    Exit status: 0 done; 1 the data has errors or a decision was refused; 2 wrong usage; 3 cannot read
    or write; 70 a bug.
    ");
    insta::assert_snapshot!(Table::bare().say("decide -h").quietly(), @r"
    Record a decision

    Usage: mentor-match decide [OPTIONS] <DIR> <KIND>

    Decisions:
      lock          Keep a pair, whatever the solver finds
      unlock        Let the solver move a pair again
      assign        Make a pair and lock it
      swap          Let two adepts exchange mentors, and lock both pairs
      forbid        Never propose a pair
      allow         Let a forbidden pair be proposed again
      note          Write a note about a pair
      note-person   Write a note about one person
      note-program  Write a note about the program
      reword        Give a note of your own other words
      withdraw      Withdraw a note of your own
      vote          Vote on a pair; your answer is hidden until the votes are revealed
      reveal        Let everybody see who answered what about a pair
      weight        Change how much a criterion counts
      rule          Change what a rule does
      objective     Change which assignment is the best
      afresh        Propose anew from the best assignment under the present decisions
      undo          Take back your last decision, or the one with this number
      redo          Take back your last undo
      finalise      Make the assignment final: nothing but notes until it is reopened
      reopen        Let decisions be made again; --why is needed

    Arguments:
      <DIR>  The program directory

    Options:
          --criteria <FILE>  Another criteria file than the directory's own criteria.toml
          --as <NAME>        Whose name stands beside the decision; otherwise MENTOR_MATCH_AS, otherwise
                             the name of the account
          --why <TEXT>       Why, in your own words; kept beside the decision
          --lang <LANG>      The language of the answer; otherwise that of LC_ALL, LC_MESSAGES or LANG
                             [possible values: sv, en]
      -h, --help             Print help (see more with '--help')
    ");
    insta::assert_snapshot!(Table::bare().say("new -h").quietly(), @r"
    Create a program directory to fill

    Usage: mentor-match new [OPTIONS] --template <NAME> <DIR>

    Arguments:
      <DIR>  The directory to create

    Options:
          --template <NAME>  Whose criteria to begin with [possible values: uppsala, orebro, stockholm,
                             linkoping, pfizer]
          --lang <LANG>      The language of the answer; otherwise that of LC_ALL, LC_MESSAGES or LANG
                             [possible values: sv, en]
      -h, --help             Print help (see more with '--help')
    ");
}

#[test]
fn the_version_is_the_crates() {
    assert_eq!(Table::bare().say("--version").quietly(), format!("mentor-match {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_two_and_says_nothing_on_standard_output() {
    let table = Table::laid();
    for line in [
        "match",
        "match p --json --csv",
        "match p --nonsense",
        "explain p a1",
        "explain p a1 m9",
        "explain p m1 a1",
        "explain p a/1 m1",
        "decide p",
        "decide p marry a1 m1",
        "decide p lock a1",
        "decide p lock å m1",
        "decide p weight city much",
        "decide p weight city -1",
        "decide p weight city 1e9",
        "decide p note a1 m1 x --why y",
        "match p --lang de",
        "completions tcsh",
        "new",
        "new q",
        "new q --template nowhere",
        "p q",
    ] {
        let run = table.say(line);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{line}: {}", run.err);
        assert!(!run.err.is_empty(), "{line}");
    }
    assert!(!table.path("p/decisions").exists(), "a wrong command left something behind");
    assert!(!table.path("q").exists());
}

#[test]
fn every_shell_gets_its_completions() {
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef mentor-match"),
        ("fish", "complete -c mentor-match"),
        ("elvish", "edit:completion"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = Table::bare().run(&["completions", shell]).quietly();
        assert!(script.contains(sign), "{shell}: {script}");
        for command in ["explain", "decide", "verify"] {
            assert!(script.contains(command), "{shell} does not know {command}");
        }
    }
}

#[test]
fn the_manual_has_every_command() {
    let page = Table::bare().say("man").quietly();
    assert!(page.starts_with(".ie") && page.contains(".TH mentor-match 1"), "{page}");
    for command in ["open", "check", "match", "explain", "scores", "decide", "log", "verify", "repair", "save", "new", "completions", "man"]
    {
        assert!(page.contains(&format!("mentor\\-match \\fB{command}\\fR")), "{command} is not in\n{page}");
    }
    assert!(page.contains("fBweight") && page.contains("70 a bug"));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let table = Table::laid();
    let mut child = table
        .command(&["scores", &super::sample("stockholm")])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = super::Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
}

#[test]
fn an_answer_that_cannot_be_written_is_three() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let table = Table::laid();
    let output = table.command(&["match", "p"]).stdout(full).output().unwrap();
    let run = super::Run::of(output);
    assert_eq!(run.status, Some(3), "{}", run.err);
    assert!(run.err.starts_with("mentor-match: cannot write the answer"), "{}", run.err);
}
