//! `candor object`: objections (Art. 21), and how they were decided.

use clap::{Args, Subcommand};

use super::{
    CliError,
    args::{self, DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::rights,
    domain::{Decision, RightId},
};

/// Options of `candor object`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Object {
    #[command(subcommand)]
    then: Option<Then>,
    /// Who objected
    #[arg(required = true)]
    who: Option<String>,
    /// To what: a purpose that rests on an interest; without it to all marketing
    purpose: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

#[derive(Subcommand, Debug)]
enum Then {
    /// Record how an objection was decided
    Decide(Decide),
}

#[derive(Args, Debug)]
struct Decide {
    /// Who objected
    who: String,
    /// The objection's number, from `contact show --json`
    number: u32,
    /// upheld, or overruled: compelling grounds are on record and the person was told first
    #[arg(value_parser = decision)]
    decision: Decision,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Object {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        if let Some(Then::Decide(decide)) = self.then {
            return decide.run(desk);
        }
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, self.who.as_deref().unwrap_or_default())?;
        let on = self.on.day(&session);
        let done = rights::object(&session, contact, self.purpose.as_deref(), on, mode)?;
        let what = format!("objection ({})", self.purpose.as_deref().unwrap_or("marketing"));
        told::done(desk, &what, &done, &|id| Some(id.0.into()), mode)?;
        told::legal_limit(desk, &session, contact, on)
    }
}

impl Decide {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let (number, on) = (RightId(self.number), self.on.day(&session));
        let done = rights::decide(&session, contact, number, self.decision, on, mode)?;
        told::done(desk, "decision", &done, &|id| Some(id.0.into()), mode)
    }
}

fn decision(text: &str) -> Result<Decision, String> {
    args::one_of(text, &[(Decision::Upheld, "upheld"), (Decision::Overruled, "overruled")])
}
