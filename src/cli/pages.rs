//! What comes with the program for a shell: completions and manual pages.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Exit, Stop};

#[derive(Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Args)]
pub(super) struct Man {
    /// The command to print the page of: `check`, or `baseline create`; without it, that of
    /// copydesk
    command: Vec<String>,

    /// Write the pages of all commands into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    dir: Option<PathBuf>,
}

/// Prints the completions of a shell.
pub(super) fn completions(arguments: &Completions, mut command: Command) -> Result<Exit, Stop> {
    let name = command.get_name().to_owned();
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut text);
    io::stdout().write_all(&text)?;
    Ok(Exit::Clean)
}

/// Prints a manual page, or writes all of them.
pub(super) fn man(arguments: &Man, mut command: Command) -> Result<Exit, Stop> {
    if let Some(folder) = &arguments.dir {
        let done = std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder));
        return match done {
            Ok(()) => Ok(Exit::Clean),
            Err(error) => Err(Stop::Message(format!("{}: {error}", folder.display()))),
        };
    }
    // The pages name a command in full.
    command.build();
    let mut page = &command;
    for name in &arguments.command {
        page = page
            .find_subcommand(name)
            .ok_or_else(|| Stop::Message(format!("there is no command `{name}`")))?;
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(page.clone()).render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(Exit::Clean)
}
