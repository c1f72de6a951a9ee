//! Reads what was typed, picks the screen or a command, and turns the result into an exit code.

use std::{process::ExitCode, sync::Arc};

use candor::{
    app::{KdfPasses, Secret, Session, demo, harden},
    cli::{self, Cli, CliError, Command, Global},
    config::{Environment, Loaded},
    tui::{
        self, Settings,
        command::Keymap,
        office::{Desk, Door},
        worker::Office,
    },
};
use clap::Parser;

fn main() -> ExitCode {
    harden();
    let environment = Environment::read();
    let Cli { global, command } = Cli::parse();
    let mut loaded = Loaded::from(&environment);
    let (keys, mistakes) = Keymap::with(&loaded.settings.keys);
    loaded.add(mistakes);
    let settings = |keys| Settings::of(&environment, &loaded, keys);
    let result = match command {
        None => screen(&global, &environment, settings(keys)),
        Some(Command::Demo) => made_up(&environment, settings(keys)),
        Some(command) => {
            let reference = keys.reference();
            let done = cli::run(command, global, &environment, &loaded, &reference);
            done.map(|()| ExitCode::SUCCESS)
        }
    };
    result.unwrap_or_else(|error| {
        error.print();
        ExitCode::from(error.code())
    })
}

/// The screen on the user's own vault, or on the questions that make one.
fn screen(
    global: &Global,
    environment: &Environment,
    settings: Settings,
) -> Result<ExitCode, CliError> {
    let folder = cli::folder(global, environment)?;
    let clock = cli::clock(environment);
    if let Some(passphrase) = cli::given(global)?.filter(|_| Session::exists(&folder)) {
        let session = Session::open(&folder, &Secret::Passphrase(&passphrase), clock)?;
        return Ok(show(Desk::of(Arc::new(session)), environment, settings));
    }
    let desk = Desk::at_the_door(Door {
        folder_shown: environment.shown(&folder),
        folder,
        clock,
        passes: KdfPasses::Tuned,
        country: environment.country_hint().unwrap_or_default().to_owned(),
        zone: cli::machine_zone(),
    });
    Ok(show(desk, environment, settings))
}

/// The screen on a made-up freelancer's vault, which is gone at the end.
fn made_up(environment: &Environment, settings: Settings) -> Result<ExitCode, CliError> {
    let demo = demo::create(cli::clock(environment))?;
    let session = Arc::new(demo.session);
    let code = show(Desk::of(session), environment, settings);
    drop(demo.folder);
    Ok(code)
}

fn show(desk: Desk, environment: &Environment, settings: Settings) -> ExitCode {
    let office: Arc<dyn Office> = Arc::new(desk.with_home(environment.home.clone()));
    match tui::run(&office, settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error, &[], error.hint());
            ExitCode::FAILURE
        }
    }
}
