//! `candor request`: what people ask for by their rights, how it goes on, and when it was answered.

mod copy;
mod list;
mod step;

use clap::{Args, Subcommand};

use super::{
    CliError,
    args::{self, DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{app::requests, domain::RequestKind};

/// The verbs of `candor request`.
#[derive(Subcommand, Debug)]
pub enum Request {
    /// Somebody asked; the clock starts
    Add(Add),
    /// You asked who they are, because you have reason to doubt it; the clock waits
    Doubt(step::Doubt),
    /// They showed who they are; the clock starts
    Identity(step::Identity),
    /// You asked what they mean; under UK law the clock stands
    Clarify(step::Clarify),
    /// They said what they mean
    Clarified(step::Plain),
    /// You told them, within the first month, that it takes longer
    Extend(step::Extend),
    /// You told them that their complaint came in
    Acknowledge(step::Plain),
    /// Record what you decided about some of their data
    Decide(step::Decide),
    /// It was answered
    Answer(step::Answer),
    /// List the requests of somebody, or all that are open
    List(list::List),
    /// Show a request with all its steps
    Show(list::Show),
    /// Print everything that is held about somebody, for them (Art. 15)
    Access(copy::Copy),
    /// Print what they can take along (Art. 20): what they gave, held by consent or contract
    Portability(copy::Copy),
}

/// Options of `candor request add`.
#[derive(Args, Debug)]
pub struct Add {
    /// Who asked
    who: String,
    /// For what: question, access, rectification, erasure, portability, complaint
    #[arg(value_parser = kind)]
    kind: RequestKind,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Request {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => {
                let session = desk.session()?;
                let (who, on) = (find::who(&session, &add.who)?, add.on.day(&session));
                let mode = add.dry_run.mode();
                let done = requests::receive(&session, who, add.kind, on, mode)?;
                told::done(desk, "request", &done, &|id| Some(id.0.into()), mode)
            }
            Self::Doubt(doubt) => doubt.run(desk),
            Self::Identity(identity) => identity.run(desk),
            Self::Clarify(clarify) => clarify.run(desk),
            Self::Clarified(plain) => plain.clarified(desk),
            Self::Extend(extend) => extend.run(desk),
            Self::Acknowledge(plain) => plain.acknowledged(desk),
            Self::Decide(decide) => decide.run(desk),
            Self::Answer(answer) => answer.run(desk),
            Self::List(list) => list.run(desk),
            Self::Show(show) => show.run(desk),
            Self::Access(copy) => copy.access(desk),
            Self::Portability(copy) => copy.portability(desk),
        }
    }
}

fn kind(text: &str) -> Result<RequestKind, String> {
    args::one_of(text, &RequestKind::ALL)
}
