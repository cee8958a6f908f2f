//! `completions` and `man`: what a packager puts beside the program. Both follow from [`arguments`].

use std::io;

use anyhow::Context;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::words::{Lang, counter};

use super::exit::Failure;
use super::{Answer, arguments};

/// The completion script of a shell.
pub fn completions(shell: Shell) -> Answer {
    let mut script = Vec::new();
    let mut command = arguments::command();
    clap_complete::generate(shell, &mut command, "mentor-match", &mut script);
    Answer::done(String::from_utf8_lossy(&script).into_owned())
}

/// The manual page, with every command in it.
///
/// # Errors
/// When it cannot be made.
pub fn manual(lang: Lang) -> Result<Answer, Failure> {
    let mut page = Vec::new();
    write_manual(&mut page).with_context(|| counter::cannot_print(lang)).map_err(Failure::ReadWrite)?;
    Ok(Answer::done(String::from_utf8_lossy(&page).into_owned()))
}

fn write_manual(page: &mut Vec<u8>) -> io::Result<()> {
    let mut command = arguments::command();
    command.build();
    let whole = Man::new(command.clone());
    whole.render_title(page)?;
    whole.render_name_section(page)?;
    whole.render_synopsis_section(page)?;
    whole.render_description_section(page)?;
    whole.render_options_section(page)?;
    section(page, "COMMANDS");
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        let line = usage("mentor\\-match", one);
        item(page, &line, one, |option| option.get_id() != "lang");
        for kind in one.get_subcommands() {
            item(page, &usage(&line, kind), kind, |option| !option.is_global_set());
        }
    }
    section(page, "EXIT STATUS");
    page.extend_from_slice((escaped(arguments::EXIT_STATUS) + "\n").as_bytes());
    section(page, "ENVIRONMENT");
    page.extend_from_slice((escaped(ENVIRONMENT) + "\n").as_bytes());
    whole.render_version_section(page)
}

const ENVIRONMENT: &str = "MENTOR_MATCH_AS is the name that stands beside decisions when --as is not given. \
    LC_ALL, LC_MESSAGES or LANG decide the language when --lang is not given.";

fn section(page: &mut Vec<u8>, title: &str) {
    page.extend_from_slice(format!(".SH \"{title}\"\n").as_bytes());
}

/// How a command is written: what stands before it, its name, what it takes.
fn usage(before: &str, command: &clap::Command) -> String {
    let places = command.get_positionals().filter_map(|place| place.get_value_names()).flatten();
    let places: String = places.map(|name| format!(" \\fI{}\\fR", escaped(name))).collect();
    format!("{before} \\fB{}\\fR{places}", escaped(command.get_name()))
}

/// A command with what it does and its own options.
fn item(page: &mut Vec<u8>, usage: &str, command: &clap::Command, own: impl Fn(&clap::Arg) -> bool) {
    let about = command.get_about().map(|about| escaped(&about.to_string())).unwrap_or_default();
    page.extend_from_slice(format!(".TP\n{usage}\n{about}.\n").as_bytes());
    for option in command.get_opts().filter(|option| !option.is_hide_set() && own(option)) {
        let (Some(long), help) = (option.get_long(), option.get_help().map(ToString::to_string).unwrap_or_default()) else { continue };
        page.extend_from_slice(format!(".br\n\\fB\\-\\-{}\\fR: {}.\n", escaped(long), escaped(&help)).as_bytes());
    }
}

/// Plain text for roff: no hyphen becomes a dash, no line a command.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-").replace('\n', " ").trim_start_matches(['.', '\'']).to_owned()
}
