//! `candor restrict`: data that may be kept and not used (Art. 18), until it is lifted.

use clap::{Args, Subcommand};

use super::{
    CliError,
    args::{DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{app::rights, domain::RightId};

/// Options of `candor restrict`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Restrict {
    #[command(subcommand)]
    then: Option<Then>,
    /// Whose data
    #[arg(required = true)]
    who: Option<String>,
    /// Which values, by field or number; none: all
    field: Vec<String>,
    /// Why: "accuracy contested", "unlawful", "needed for claims", "objection pending"
    #[arg(long, default_value = "accuracy contested")]
    reason: String,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

#[derive(Subcommand, Debug)]
enum Then {
    /// They were told that it will be lifted (Art. 18(3))
    Tell(After),
    /// Lift it; they must have been told
    Lift(After),
}

#[derive(Args, Debug)]
struct After {
    /// Whose data
    who: String,
    /// The restriction's number, from `contact show --json`
    number: u32,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Restrict {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        match self.then {
            Some(Then::Tell(after)) => {
                let (who, on) = (find::who(&session, &after.who)?, after.on.day(&session));
                let mode = after.dry_run.mode();
                let done = rights::tell_lifting(&session, who, RightId(after.number), on, mode)?;
                told::done(desk, "lifting told", &done, &|id| Some(id.0.into()), mode)
            }
            Some(Then::Lift(after)) => {
                let (who, on) = (find::who(&session, &after.who)?, after.on.day(&session));
                let mode = after.dry_run.mode();
                let done = rights::lift(&session, who, RightId(after.number), on, mode)?;
                told::done(desk, "restriction lifted", &done, &|id| Some(id.0.into()), mode)
            }
            None => {
                let mode = self.dry_run.mode();
                let contact = find::who(&session, self.who.as_deref().unwrap_or_default())?;
                let data = find::data(&session.facts(contact)?, &self.field)?;
                let on = self.on.day(&session);
                let done = rights::restrict(&session, contact, &data, &self.reason, on, mode)?;
                told::done(desk, "restriction", &done, &|id| Some(id.0.into()), mode)
            }
        }
    }
}
