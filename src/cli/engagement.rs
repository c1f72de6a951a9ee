//! `candor engagement`: pieces of work, from the first question to the last payment.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun, NoGrounds, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::{
        Session, card,
        engagements::{self, Advance, EndAnswers, NewEngagement},
    },
    domain::{
        ContactId, EngagementId, Stage,
        spoken::{Lean, SpokenDay},
    },
};

/// The verbs of `candor engagement`.
#[derive(Subcommand, Debug)]
pub enum Engagement {
    /// Start a piece of work
    Start(Start),
    /// Move it to another stage
    Stage(Move),
    /// End it, and say what is kept
    End(End),
    /// List the work, all or somebody's
    List(List),
}

impl Engagement {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Start(start) => start.run(desk),
            Self::Stage(stage) => stage.run(desk),
            Self::End(end) => end.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

/// Options of `candor engagement start`.
#[derive(Args, Debug)]
pub struct Start {
    /// Whose it is: a person for themself, or an organisation
    who: String,
    /// What it is called
    #[arg(default_value = "", hide_default_value = true)]
    title: String,
    /// Who acts for an organisation in it; may be given again
    #[arg(long, value_name = "WHO")]
    contact_person: Vec<String>,
    /// Which of your services it is about
    #[arg(long, default_value = "", hide_default_value = true)]
    service: String,
    /// What it is worth: 1200, "1200.50 EUR"
    #[arg(long, value_name = "AMOUNT")]
    value: Option<String>,
    /// How far it has come: enquiry, proposal, running
    #[arg(long, default_value = "running", value_parser = stage)]
    stage: Stage,
    /// They asked for it
    #[arg(long)]
    asked_for: bool,
    /// They did not ask for it
    #[arg(long, conflicts_with = "asked_for")]
    not_asked_for: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    no_grounds: NoGrounds,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Start {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let new = NewEngagement {
            client: find::who(&session, &self.who)?,
            contact_persons: find::all(&session, &self.contact_person)?,
            title: self.title.clone(),
            service: self.service.clone(),
            value: self.value.as_deref().map(|text| args::money(text, &session)).transpose()?,
            stage: self.stage,
            asked_for: asked_for(self.asked_for, self.not_asked_for),
            on: self.on.day(&session),
            grounds: self.no_grounds.grounds(),
        };
        let done = engagements::start(&session, &new, mode)?;
        let what = format!("engagement {}", self.title);
        told::done(desk, what.trim(), &done, &|id| Some(id.0), mode)
    }
}

fn asked_for(yes: bool, no: bool) -> Option<bool> {
    if yes { Some(true) } else { no.then_some(false) }
}

/// Options of `candor engagement stage`.
#[derive(Args, Debug)]
pub struct Move {
    /// Its number; or whose it is, if they have one that is open
    which: String,
    /// The stage it reaches: proposal, running; it ends with `engagement end`
    #[arg(value_parser = stage)]
    to: Stage,
    /// What it is worth
    #[arg(long, value_name = "AMOUNT")]
    value: Option<String>,
    /// They asked for it
    #[arg(long)]
    asked_for: bool,
    /// They did not ask for it
    #[arg(long, conflicts_with = "asked_for")]
    not_asked_for: bool,
    /// Somebody else who acts for the client; may be given again
    #[arg(long, value_name = "WHO")]
    contact_person: Vec<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Move {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        if self.to.is_end() {
            let hint = "use `candor engagement end`, which asks what is kept";
            return Err(CliError::usage(format!("`{}` is an end", self.to.word()), hint));
        }
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let id = which(&session, &self.which)?;
        let to = Advance {
            stage: self.to,
            on: self.on.day(&session),
            value: self.value.as_deref().map(|text| args::money(text, &session)).transpose()?,
            asked_for: asked_for(self.asked_for, self.not_asked_for),
            contact_persons: find::all(&session, &self.contact_person)?,
        };
        let done = engagements::advance(&session, id, &to, mode)?;
        told::done(desk, &format!("engagement {}", self.to.word()), &done, &|()| Some(id.0), mode)
    }
}

/// Options of `candor engagement end`.
#[derive(Args, Debug)]
pub struct End {
    /// Its number; or whose it is, if they have one that is open
    which: String,
    /// Nothing came of it
    #[arg(long)]
    lost: bool,
    /// The last day on which something is still owed; without it all is paid and done
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    owed_until: Option<SpokenDay>,
    /// Keep in touch with them
    #[arg(long)]
    keep_in_touch: bool,
    /// A dispute is possible
    #[arg(long)]
    dispute_possible: bool,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl End {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let id = which(&session, &self.which)?;
        let today = session.today();
        let answers = EndAnswers {
            on: self.on.day(&session),
            stage: if self.lost { Stage::Lost } else { Stage::Done },
            owed_until: self.owed_until.map(|owed| owed.day(today, Lean::Future)),
            keep_in_touch: self.keep_in_touch,
            dispute: self.dispute_possible,
        };
        let done = engagements::end(&session, id, &answers, mode)?;
        let what = format!("engagement {}", answers.stage.word());
        told::done(desk, &what, &done, &|()| Some(id.0), mode)
    }
}

/// An engagement by its number, or the open one of a contact.
fn which(session: &Session, asked: &str) -> Result<EngagementId, CliError> {
    if let Ok(number) = asked.trim_start_matches('#').parse() {
        return Ok(EngagementId(number));
    }
    let facts = session.facts(find::who(session, asked)?)?;
    let today = session.today();
    let open: Vec<_> = facts
        .engagements
        .iter()
        .map(|one| &one.engagement)
        .filter(|engagement| engagement.ended_by(today).is_none())
        .collect();
    match open.as_slice() {
        [one] => Ok(one.id),
        [] => Err(CliError::None(format!("no work with {} is open", find::name(&facts)))),
        several => Err(CliError::Several {
            message: format!("`{asked}` may be any of {} engagements", several.len()),
            candidates: several.iter().map(|one| (one.id.to_string(), one.title.clone())).collect(),
        }),
    }
}

fn stage(text: &str) -> Result<Stage, String> {
    args::one_of(text, &Stage::ALL)
}

/// Options of `candor engagement list`.
#[derive(Args, Debug)]
pub struct List {
    /// Whose; without it all
    who: Option<String>,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = self.who.as_ref().map(|who| find::who(&session, who)).transpose()?;
        let works: Vec<(ContactId, card::WorkLine)> = match contact {
            Some(contact) => {
                let lines = card::work(&session.facts(contact)?, session.today());
                lines.into_iter().map(|line| (contact, line)).collect()
            }
            None => engagements::list(&session)?,
        };
        if desk.printer.is_json() {
            return desk.printer.json(&Json::Array(works.iter().map(work_json).collect()));
        }
        let rows: Vec<Vec<String>> = works
            .iter()
            .map(|(contact, work)| {
                vec![
                    work.id.to_string(),
                    work.stage.word().to_owned(),
                    work.since.to_string(),
                    work.value.map(told::money).unwrap_or_default(),
                    contact.to_string(),
                    work.title.clone(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "stage", "since", "value", "contact", "title"], &rows)
    }
}

fn work_json((contact, work): &(ContactId, card::WorkLine)) -> Json {
    json!({
        "id": work.id.0,
        "contact": contact.0,
        "title": work.title,
        "stage": work.stage.word(),
        "since": work.since.to_string(),
        "value": work.value.map(told::money),
        "asked_for": work.asked_for,
        "owed_until": work.owed_until.map(|day| day.to_string()),
    })
}
