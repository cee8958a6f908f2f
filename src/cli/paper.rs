//! `completions` and `man`: what a packager puts beside the program. Both follow from [`arguments`].

use anyhow::Context;
use clap_complete::Shell;

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

fn write_manual(page: &mut Vec<u8>) -> std::io::Result<()> {
    let mut command = arguments::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(page)?;
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        let name = one.get_name().to_uppercase();
        page.extend_from_slice(format!(".SH \"COMMAND {name}\"\n").as_bytes());
        let man = clap_mangen::Man::new(one.clone());
        man.render_description_section(page)?;
        man.render_synopsis_section(page)?;
        man.render_options_section(page)?;
        man.render_subcommands_section(page)?;
    }
    Ok(())
}
