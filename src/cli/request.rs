//! `candor request`: what people ask for by their rights, and when it was answered.

use clap::{Args, Subcommand};

use super::{
    CliError,
    args::{self, DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::requests,
    domain::{RequestKind, RightId},
};

/// The verbs of `candor request`.
#[derive(Subcommand, Debug)]
pub enum Request {
    /// Somebody asked; the clock starts
    Add(Add),
    /// It was answered
    Answer(Answer),
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

/// Options of `candor request answer`.
#[derive(Args, Debug)]
pub struct Answer {
    /// Who asked
    who: String,
    /// The request's number, from `contact show --json`
    number: u32,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Request {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        match self {
            Self::Add(add) => {
                let (who, on) = (find::who(&session, &add.who)?, add.on.day(&session));
                let mode = add.dry_run.mode();
                let done = requests::receive(&session, who, add.kind, on, mode)?;
                told::done(desk, "request", &done, &|id| Some(id.0.into()), mode)
            }
            Self::Answer(answer) => {
                let (who, on) = (find::who(&session, &answer.who)?, answer.on.day(&session));
                let (number, mode) = (RightId(answer.number), answer.dry_run.mode());
                let done = requests::answer(&session, who, number, "", on, mode)?;
                told::done(desk, "answer", &done, &|id| Some(id.0.into()), mode)
            }
        }
    }
}

fn kind(text: &str) -> Result<RequestKind, String> {
    const KINDS: [(RequestKind, &str); 6] = [
        (RequestKind::Question, "question"),
        (RequestKind::Access, "access"),
        (RequestKind::Rectification, "rectification"),
        (RequestKind::Erasure, "erasure"),
        (RequestKind::Portability, "portability"),
        (RequestKind::Complaint, "complaint"),
    ];
    args::one_of(text, &KINDS)
}
