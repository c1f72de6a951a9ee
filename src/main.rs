//! Reads what was typed, picks the screen or a command, and turns the result into an exit code.

use std::process::ExitCode;

use candor::{
    cli::{self, Cli, Command},
    config::Environment,
};
use clap::Parser;

fn main() -> ExitCode {
    let environment = Environment::read();
    let Cli { global, command } = Cli::parse();
    let result = match command {
        None | Some(Command::Demo) => Ok(()),
        Some(command) => cli::run(command, global, &environment),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.print();
            ExitCode::from(error.code())
        }
    }
}
