//! `candor config`: where the settings lie, what they are, and what is wrong in them.

use clap::{Args, Subcommand};
use serde_json::{Map, Value as Json, json};

use super::{CliError, desk::Desk, text::count};
use crate::config::{Loaded, Settings, SignChoice, SortChoice, TEMPLATE, ThemeChoice};

/// Commands of `candor config`.
#[derive(Subcommand, Debug)]
pub enum Config {
    /// Say where config.toml lies or would lie
    Path(Path),
    /// Show the settings that count
    Show(Show),
    /// Say what is wrong in config.toml, by line
    Check(Check),
}

/// Options of `candor config path`.
#[derive(Args, Debug)]
pub struct Path {}

/// Options of `candor config show`.
#[derive(Args, Debug)]
pub struct Show {
    /// Every option with its default and what it does, as a file to start from
    #[arg(long)]
    default: bool,
}

/// Options of `candor config check`.
#[derive(Args, Debug)]
pub struct Check {}

impl Config {
    pub(super) fn run(self, desk: &Desk<'_>, loaded: &Loaded) -> Result<(), CliError> {
        match self {
            Self::Path(Path {}) => path(desk, loaded),
            Self::Show(Show { default: true }) => desk.printer.raw(TEMPLATE),
            Self::Show(Show { default: false }) => show(desk, loaded),
            Self::Check(Check {}) => check(desk, loaded),
        }
    }
}

fn path(desk: &Desk<'_>, loaded: &Loaded) -> Result<(), CliError> {
    let Some(path) = &loaded.path else {
        return Err(CliError::None("there is no home folder for settings".to_owned()));
    };
    if desk.printer.is_json() {
        return desk.printer.json(&json!({ "path": path, "exists": loaded.exists }));
    }
    desk.printer.line_of(&path.display().to_string())?;
    if !loaded.exists {
        desk.printer.talk("there is no such file yet: `candor config show --default` prints one");
    }
    Ok(())
}

fn show(desk: &Desk<'_>, loaded: &Loaded) -> Result<(), CliError> {
    let options = options(&loaded.settings);
    let keys = loaded.settings.keys.iter().map(|own| (own.command.clone(), json!(own.keys)));
    if desk.printer.is_json() {
        let (screen, keys) = (options.into_iter().map(named), keys);
        return desk.printer.json(&json!({
            "screen": screen.collect::<Map<_, _>>(),
            "keys": keys.collect::<Map<_, _>>(),
        }));
    }
    // JSON's words, numbers, lists and quotes are TOML's as well.
    let lines = |options: Vec<(String, Json)>| {
        options.into_iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>()
    };
    desk.printer.line_of("[screen]")?;
    for line in lines(options.into_iter().map(named).collect()) {
        desk.printer.line_of(&line)?;
    }
    desk.printer.line_of("[keys]")?;
    for line in lines(keys.collect()) {
        desk.printer.line_of(&line)?;
    }
    if !loaded.mistakes.is_empty() {
        desk.printer.talk("some lines of the file do not count: `candor config check` says which");
    }
    Ok(())
}

fn named((name, value): (&str, Json)) -> (String, Json) {
    (name.to_owned(), value)
}

/// Each option of `[screen]` with its value, in the file's order.
fn options(settings: &Settings) -> [(&'static str, Json); 8] {
    let theme = ThemeChoice::WORDS.iter().find(|(choice, _)| *choice == settings.theme);
    let signs = SignChoice::WORDS.iter().find(|(choice, _)| *choice == settings.signs);
    let sort = SortChoice::WORDS.iter().find(|(choice, _)| *choice == settings.sort);
    [
        ("theme", json!(theme.map(|(_, word)| word))),
        ("signs", json!(signs.map(|(_, word)| word))),
        ("synchronized-output", json!(settings.synchronized_output)),
        ("mouse", json!(settings.mouse)),
        ("clipboard", json!(settings.clipboard)),
        ("wide-columns", json!(settings.wide_columns)),
        ("stacked-columns", json!(settings.stacked_columns)),
        ("sort", json!(sort.map(|(_, word)| word))),
    ]
}

fn check(desk: &Desk<'_>, loaded: &Loaded) -> Result<(), CliError> {
    if desk.printer.is_json() {
        let mistakes = loaded.mistakes.iter().map(
            |wrong| json!({ "line": wrong.line, "message": wrong.message, "hint": wrong.hint }),
        );
        desk.printer.json(&json!({
            "path": loaded.path,
            "exists": loaded.exists,
            "mistakes": mistakes.collect::<Vec<_>>(),
        }))?;
    } else {
        for mistake in &loaded.mistakes {
            desk.printer.line_of(&mistake.to_string())?;
        }
    }
    match (loaded.mistakes.len(), loaded.exists) {
        (0, true) => desk.printer.talk("All is well."),
        (0, false) => desk.printer.talk("There is no config.toml: the defaults count."),
        (found, _) => {
            let what = format!("config.toml has {}", count(found, "mistake"));
            return Err(CliError::None(what));
        }
    }
    Ok(())
}
