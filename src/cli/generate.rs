//! Completions and manual pages, generated from the same definitions as the help.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, CliError, desk::Desk};

/// Options of `candor completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// For which shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "candor", &mut script);
        desk.printer.raw(&String::from_utf8_lossy(&script))
    }
}

/// Options of `candor man`.
#[derive(Args, Debug)]
pub struct Man {
    /// The folder to write them to; without it the first page is printed
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let mut command = Cli::command().disable_help_subcommand(true);
        command.build();
        let Some(folder) = self.folder else {
            return desk.printer.raw(&String::from_utf8_lossy(&page(&command)?));
        };
        write(&command, &folder)
    }
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// One page for each command, `candor-consent-give.1`.
fn write(command: &clap::Command, folder: &Path) -> Result<(), CliError> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let path = folder.join(format!("{name}.1"));
    let page = page(command)?;
    let written = File::create(&path).and_then(|mut file| file.write_all(&page));
    written.map_err(|source| CliError::File { path, source })?;
    command.get_subcommands().try_for_each(|inner| write(inner, folder))
}
