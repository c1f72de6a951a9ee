//! `candor follow-up`: a day to come back to somebody, once or every so often.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{CliError, args::DryRun, desk::Desk, find, told};
use crate::{
    app::{
        Session,
        follow_ups::{self, FollowUpLine},
    },
    domain::{
        ContactId, FollowUpId,
        spoken::{Lean, SpokenDay},
    },
};

/// The verbs of `candor follow-up`.
#[derive(Subcommand, Debug)]
pub enum FollowUp {
    /// Set a day to come back to somebody, or how often to keep in touch
    Add(Add),
    /// Record that it is done; one that repeats comes back after its interval
    Done(Done),
    /// Move it to another day
    Move(Move),
    /// Drop it for good, also one that repeats
    Stop(Stop),
    /// List what is to be followed up, the earliest first
    List(List),
}

impl FollowUp {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::Done(done) => done.run(desk),
            Self::Move(moved) => moved.run(desk),
            Self::Stop(stop) => stop.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

/// Options of `candor follow-up add`.
#[derive(Args, Debug)]
pub struct Add {
    /// With whom
    who: String,
    /// When and what about: "fri call about the quote", "in 2 weeks", "every 3 months"
    #[arg(allow_hyphen_values = true)]
    text: String,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Add {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let new = follow_ups::understand(&self.text, session.today())?;
        let day = follow_ups::first_day(&session.facts(contact)?, new.when, session.today());
        let done = follow_ups::add(&session, contact, &new, mode)?;
        told::done(desk, &format!("follow-up on {day}"), &done, &|id| Some(id.0.into()), mode)
    }
}

/// Which follow-up: the only one, or by its number.
#[derive(Args, Debug)]
pub(super) struct Which {
    /// With whom
    who: String,
    /// Its number, if there are several
    number: Option<u32>,
}

impl Which {
    fn find(&self, session: &Session) -> Result<(ContactId, FollowUpId), CliError> {
        let contact = find::who(session, &self.who)?;
        if let Some(number) = self.number {
            return Ok((contact, FollowUpId(number)));
        }
        match follow_ups::list(session, Some(contact))?.as_slice() {
            [one] => Ok((contact, one.id)),
            [] => Err(CliError::usage("there is no follow-up", "`candor follow-up add` sets one")),
            _ => Err(CliError::usage(
                "there are several follow-ups",
                "name one by its number: `candor follow-up list` shows them",
            )),
        }
    }
}

/// Options of `candor follow-up done`.
#[derive(Args, Debug)]
pub struct Done {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Done {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let (contact, id) = self.which.find(&session)?;
        let done = follow_ups::done(&session, contact, id, mode)?;
        if let (Some(day), false) = (done.value, desk.printer.is_json()) {
            desk.printer.talk(&format!("comes back on {day}"));
        }
        told::done(desk, "done", &done, &|_| Some(id.0.into()), mode)
    }
}

/// Options of `candor follow-up move`.
#[derive(Args, Debug)]
pub struct Move {
    /// With whom
    who: String,
    /// To which day: fri, +2w, 2026-12-01
    #[arg(allow_hyphen_values = true)]
    day: SpokenDay,
    /// Its number, if there are several
    number: Option<u32>,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Move {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let (contact, id) = Which { who: self.who, number: self.number }.find(&session)?;
        let day = self.day.day(session.today(), Lean::Future);
        let done = follow_ups::move_to(&session, contact, id, day, mode)?;
        told::done(desk, &format!("follow-up on {day}"), &done, &|()| Some(id.0.into()), mode)
    }
}

/// Options of `candor follow-up stop`.
#[derive(Args, Debug)]
pub struct Stop {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Stop {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let (contact, id) = self.which.find(&session)?;
        let done = follow_ups::stop(&session, contact, id, mode)?;
        told::done(desk, "stop", &done, &|()| Some(id.0.into()), mode)
    }
}

/// Options of `candor follow-up list`.
#[derive(Args, Debug)]
pub struct List {
    /// With whom; everybody if nobody is named
    who: Option<String>,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = self.who.as_deref().map(|who| find::who(&session, who)).transpose()?;
        let lines = follow_ups::list(&session, contact)?;
        let today = session.today();
        let text = |line: &FollowUpLine| follow_ups::words(line, today);
        if desk.printer.is_json() {
            let lines: Vec<Json> = lines
                .iter()
                .map(|line| {
                    json!({
                        "contact": line.contact.0,
                        "name": line.name,
                        "id": line.id.0,
                        "day": line.due.to_string(),
                        "overdue": line.due < today,
                        "every": line.every.map(|every| every.to_string()),
                        "datum": line.note.map(|id| id.0),
                        "about": line.about,
                        "last_heard": line.heard.map(|day| day.to_string()),
                        "losing_touch": line.losing_touch,
                        "text": text(line),
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(lines));
        }
        let row = |line: &FollowUpLine| {
            vec![line.due.to_string(), line.name.clone(), line.id.to_string(), text(line)]
        };
        let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
        desk.printer.table(&["day", "who", "number", "what"], &rows)
    }
}
