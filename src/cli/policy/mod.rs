//! `candor policy`: the rules that count, a file of your own, and what it would change.

mod adopt;
mod show;

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{CliError, args, desk::Desk};
use crate::{
    app::{
        Session,
        policies::{self, PolicyProblem},
        setup::{self, Offer},
    },
    domain::{Country, Day, Policy as Rules},
};

/// The verbs of `candor policy`.
#[derive(Subcommand, Debug)]
pub enum Policy {
    /// Show what counts: purposes, periods, clocks, message law, each with its source
    Show(show::Show),
    /// List the versions in the vault, each with its first day
    List,
    /// List what your country leaves to you: choices and regions
    Options(Options),
    /// Print a policy that comes with the program, as a start for a file of your own
    Print(Print),
    /// Look for mistakes in a policy file
    Check(Check),
    /// Say which verdicts a policy file would change, and change nothing
    Preview(adopt::Preview),
    /// Let a policy file count from a day on, after showing what it changes
    Adopt(adopt::Adopt),
}

impl Policy {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Show(show) => show.run(desk),
            Self::List => list(desk),
            Self::Options(options) => options.run(desk),
            Self::Print(print) => print.run(desk),
            Self::Check(check) => check.run(desk),
            Self::Preview(preview) => preview.run(desk),
            Self::Adopt(adopt) => adopt.run(desk),
        }
    }
}

/// Options of `candor policy options`.
#[derive(Args, Debug)]
pub struct Options {
    /// The country: DE, GB, FR …; the vault's if you do not say
    #[arg(value_parser = args::country)]
    country: Option<Country>,
}

impl Options {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let country = match self.country {
            Some(country) => country,
            None => desk.session()?.controller()?.country,
        };
        let offers = setup::offers(country);
        if desk.printer.is_json() {
            let choice =
                |one: &Offer| json!({ "name": one.name, "group": one.group, "text": one.text });
            let region = |one: &Offer| json!({ "name": one.name, "text": one.text });
            return desk.printer.json(&json!({
                "country": country.as_str(),
                "choices": offers.choices.iter().map(choice).collect::<Vec<_>>(),
                "regions": offers.regions.iter().map(region).collect::<Vec<_>>(),
            }));
        }
        let row = |kind: &str, one: &Offer| {
            vec![kind.to_owned(), one.name.clone(), one.group.clone(), one.text.clone()]
        };
        let choices = offers.choices.iter().map(|one| row("choice", one));
        let regions = offers.regions.iter().map(|one| {
            vec!["region".to_owned(), one.name.clone(), String::new(), one.text.clone()]
        });
        let rows: Vec<Vec<String>> = choices.chain(regions).collect();
        desk.printer.table(&["", "name", "one of", "what it means"], &rows)
    }
}

/// Options of `candor policy print`.
#[derive(Args, Debug)]
pub struct Print {
    /// Which: a country (DE, GB, FR …), `common` (the purposes) or `countries` (ages, message law);
    /// your own file keeps only the lines that differ
    name: String,
}

impl Print {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let text = policies::builtin(&self.name).ok_or_else(|| {
            let hint = "name a country by its two letters, `common` or `countries`";
            CliError::usage(format!("there is no policy `{}`", self.name), hint)
        })?;
        if desk.printer.is_json() {
            return desk.printer.json(&json!({ "name": self.name, "text": text }));
        }
        desk.printer.raw(text)
    }
}

/// Options of `candor policy check`.
#[derive(Args, Debug)]
pub struct Check {
    /// The file; `policy.toml` in your configuration folder if you do not say
    file: Option<PathBuf>,
    /// Over the policy of this country, without opening the vault; where there is none, the file's
    /// own `name` says which
    #[arg(long, value_name = "COUNTRY", value_parser = args::country)]
    country: Option<Country>,
}

impl Check {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let (path, text) = read(desk, self.file)?;
        let wrong = policies::values(&text);
        let read = if let Some(country) = self.country {
            policies::check(&text, country)
        } else if let Err(problem) = policies::spelling(&text) {
            // Told at once: nobody is asked for a passphrase to hear of a typing error.
            Err(vec![problem])
        } else if let (false, Some(country)) =
            (Session::exists(&desk.folder()?), policies::country_of(&text))
        {
            policies::check(&text, country)
        } else if !wrong.is_empty() {
            // The rest is told once these are put right.
            Err(wrong)
        } else {
            let session = desk.session()?;
            policies::propose(&session, &text, session.today())?
        };
        let problems = read.err().unwrap_or_default();
        if desk.printer.is_json() {
            desk.printer.json(&json!({ "file": path, "mistakes": as_json(&problems) }))?;
        } else if problems.is_empty() {
            desk.printer.line_of("no mistakes")?;
        } else {
            tell(desk, &problems)?;
        }
        if problems.is_empty() { Ok(()) } else { Err(mistaken(desk, &path, &problems)) }
    }
}

/// The policy that a file proposes, to count from a day.
pub(super) fn proposal(
    desk: &Desk<'_>,
    session: &Session,
    file: Option<PathBuf>,
    from: Day,
) -> Result<Rules, CliError> {
    let (path, text) = read(desk, file)?;
    match policies::propose(session, &text, from)? {
        Ok(policy) => Ok(policy),
        Err(problems) => {
            if !desk.printer.is_json() {
                tell(desk, &problems)?;
            }
            Err(mistaken(desk, &path, &problems))
        }
    }
}

/// The file that was named, else the one in the configuration folder, with its text.
fn read(desk: &Desk<'_>, file: Option<PathBuf>) -> Result<(PathBuf, String), CliError> {
    let own = || desk.environment.config_folder.as_ref().map(|folder| folder.join("policy.toml"));
    let path = file.or_else(own).ok_or_else(|| {
        CliError::usage(
            "nobody says where the policy file is",
            "name it: `candor policy check FILE`",
        )
    })?;
    match fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(source) => Err(CliError::File { path, source }),
    }
}

fn as_json(problems: &[PolicyProblem]) -> Json {
    let problems = problems
        .iter()
        .map(|one| json!({ "line": one.line, "message": one.message, "remedy": one.hint }));
    Json::Array(problems.collect())
}

fn tell(desk: &Desk<'_>, problems: &[PolicyProblem]) -> Result<(), CliError> {
    let rows = problems
        .iter()
        .map(|one| vec![one.line.to_string(), one.message.clone(), one.hint.clone()]);
    desk.printer.table(&["line", "mistake", "remedy"], &rows.collect::<Vec<_>>())
}

fn mistaken(desk: &Desk<'_>, path: &std::path::Path, problems: &[PolicyProblem]) -> CliError {
    let count = super::text::count(problems.len(), "mistake");
    CliError::None(format!("{count} in `{}`", desk.environment.shown(path)))
}

fn list(desk: &Desk<'_>) -> Result<(), CliError> {
    let session = desk.session()?;
    let controller = session.controller()?;
    let today = session.today();
    let in_force = controller.policy(today);
    let counts = |policy: &Rules| in_force.is_some_and(|own| std::ptr::eq(own, policy));
    if desk.printer.is_json() {
        let versions = controller.policies.iter().map(|policy| {
            json!({
                "from": first_day(policy),
                "name": policy.name,
                "region": policy.region,
                "choices": policy.choices,
                "in_force": counts(policy),
            })
        });
        return desk.printer.json(&Json::Array(versions.collect()));
    }
    let rows = controller.policies.iter().map(|policy| {
        let from = first_day(policy).unwrap_or_else(|| "the beginning".to_owned());
        let more = [policy.region.clone()].into_iter().chain(policy.choices.iter().cloned());
        let more: Vec<String> = more.filter(|word| !word.is_empty()).collect();
        let now = if counts(policy) { "counts today" } else { "" };
        vec![from, policy.name.clone(), more.join(", "), now.to_owned()]
    });
    desk.printer.table(&["from", "policy", "with", ""], &rows.collect::<Vec<_>>())
}

/// The first day on which a policy counts; `None`: it always has.
fn first_day(policy: &Rules) -> Option<String> {
    (policy.from > Day::MIN).then(|| policy.from.to_string())
}
