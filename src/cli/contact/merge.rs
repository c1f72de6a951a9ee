//! `candor contact merge`.

use clap::Args;

use crate::{
    app::merge,
    cli::{CliError, args::DryRun, desk::Desk, find, told},
};

/// Options of `candor contact merge`.
#[derive(Args, Debug)]
pub struct Merge {
    /// Who stays
    who: String,
    /// The other record of the same person, which goes over to the first
    other: String,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Merge {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let (into, from) = (find::who(&session, &self.who)?, find::who(&session, &self.other)?);
        let done = merge::merge(&session, into, from, mode)?;
        told::done(desk, "merge", &done, &|()| Some(into.0), mode)
    }
}
