//! `candor event`: enquiries, purchases and invoices, from which periods count.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun, NoGrounds, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::events::{self, NewEvent},
    domain::{EngagementId, EventKind},
};

/// The verbs of `candor event`.
#[derive(Subcommand, Debug)]
pub enum Event {
    /// Record an enquiry, a purchase or an invoice
    Add(Add),
    /// List somebody's
    List(List),
}

impl Event {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

/// Options of `candor event add`.
#[derive(Args, Debug)]
pub struct Add {
    /// Whose
    who: String,
    /// What happened: enquiry, purchase, invoice
    #[arg(value_parser = kind)]
    kind: EventKind,
    /// An invoice's number, an order's reference, where the paper lies
    #[arg(long, visible_alias = "number", default_value = "", hide_default_value = true)]
    reference: String,
    /// The amount: 1200, "1200.50 EUR"
    #[arg(long)]
    amount: Option<String>,
    /// The engagement it belongs to
    #[arg(long, value_name = "NUMBER")]
    engagement: Option<u64>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    no_grounds: NoGrounds,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Add {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let new = NewEvent {
            kind: self.kind,
            on: self.on.day(&session),
            engagement: self.engagement.map(EngagementId),
            reference: self.reference.clone(),
            amount: self.amount.as_deref().map(|text| args::money(text, &session)).transpose()?,
            grounds: self.no_grounds.grounds(),
        };
        let done = events::record(&session, contact, &new, mode)?;
        told::done(desk, self.kind.word(), &done, &|id| Some(id.0.into()), mode)
    }
}

fn kind(text: &str) -> Result<EventKind, String> {
    args::one_of(text, &EventKind::ALL)
}

/// Options of `candor event list`.
#[derive(Args, Debug)]
pub struct List {
    /// Whose
    who: String,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let facts = session.facts(find::who(&session, &self.who)?)?;
        if desk.printer.is_json() {
            let events: Vec<Json> = facts
                .events
                .iter()
                .map(|event| {
                    json!({
                        "id": event.id.0,
                        "kind": event.kind.word(),
                        "on": event.on.to_string(),
                        "reference": event.reference,
                        "amount": event.amount.map(told::money),
                        "engagement": event.engagement.map(|id| id.0),
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(events));
        }
        let rows: Vec<Vec<String>> = facts
            .events
            .iter()
            .map(|event| {
                vec![
                    event.id.to_string(),
                    event.on.to_string(),
                    event.kind.word().to_owned(),
                    event.amount.map(told::money).unwrap_or_default(),
                    event.reference.clone(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "day", "what", "amount", "reference"], &rows)
    }
}
