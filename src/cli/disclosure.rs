//! `candor disclosure`: data that left by the user's own hand: to whom, what for, when.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::{
        passed_on,
        rights::{self, NewDisclosure},
    },
    domain::{Category, NoticeHow, PurposeId, Reason, Reasons, RecipientId, RightId},
};

/// The verbs of `candor disclosure`.
#[derive(Subcommand, Debug)]
pub enum Disclosure {
    /// Record that data left
    Add(Add),
    /// List what left about somebody
    List(List),
    /// Record that a recipient was told what became of the data that they got (Art. 19)
    Told(Told),
}

impl Disclosure {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Told(told) => told.run(desk),
        }
    }
}

/// Options of `candor disclosure add`.
#[derive(Args, Debug)]
pub struct Add {
    /// Whose data
    who: String,
    /// Which values, by field or number; none: all
    field: Vec<String>,
    /// To whom, by name
    #[arg(long, value_name = "NAME")]
    to: String,
    /// What for: tax, delivery …
    #[arg(long = "for", value_name = "PURPOSE")]
    purpose: String,
    /// By which means
    #[arg(long = "by", value_name = "MEANS", default_value = "mail")]
    means: String,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Add {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let new = NewDisclosure {
            recipient: rights::recipient(&session, &self.to, "")?,
            purpose: self.purpose,
            data: find::data(&session.facts(contact)?, &self.field)?,
            on: self.on.day(&session),
            means: self.means,
        };
        let done = rights::disclose(&session, contact, &new, mode)?;
        told::done(
            desk,
            &format!("disclosure to {}", self.to),
            &done,
            &|id| Some(id.0.into()),
            mode,
        )
    }
}

/// Options of `candor disclosure list`.
#[derive(Args, Debug)]
pub struct List {
    /// About whom
    who: String,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let facts = session.facts(find::who(&session, &self.who)?)?;
        let controller = session.controller()?;
        let name = |id: Option<RecipientId>| {
            let known = controller.recipients.iter().find(|one| Some(one.id) == id);
            known.map(|one| one.name.clone()).unwrap_or_default()
        };
        let key = |id: Option<PurposeId>| {
            let purpose = id.and_then(|id| controller.purpose(id, session.today()));
            purpose.map(|purpose| purpose.key.clone()).unwrap_or_default()
        };
        let codes = |refused: Reasons| refused.iter().map(Reason::code).collect::<Vec<_>>();
        let words =
            |list: &[Category]| -> Vec<String> { list.iter().map(ToString::to_string).collect() };
        if desk.printer.is_json() {
            let disclosures: Vec<Json> = facts
                .disclosures
                .iter()
                .map(|one| {
                    json!({
                        "id": one.id.0,
                        "on": one.on.to_string(),
                        "recipient": name(one.recipient),
                        "purpose": key(one.purpose),
                        "means": one.means,
                        "data": one.data.iter().map(|id| id.0).collect::<Vec<_>>(),
                        "categories": words(&one.categories),
                        "refused": codes(one.refused),
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(disclosures));
        }
        let rows: Vec<Vec<String>> = facts
            .disclosures
            .iter()
            .map(|one| {
                vec![
                    one.id.to_string(),
                    one.on.to_string(),
                    name(one.recipient),
                    key(one.purpose),
                    words(&one.categories).join(", "),
                    codes(one.refused).join(", "),
                ]
            })
            .collect();
        desk.printer.table(&["number", "day", "to", "for", "what", "refused"], &rows)
    }
}

/// Options of `candor disclosure told`.
#[derive(Args, Debug)]
pub struct Told {
    /// Whose data
    who: String,
    /// Who was told, by name
    #[arg(long, value_name = "NAME")]
    to: String,
    /// By which means they were told
    #[arg(long = "by", value_name = "MEANS", default_value = "mail")]
    means: String,
    /// Why they cannot be told, or only with effort out of all proportion
    #[arg(long, value_name = "WHY", conflicts_with = "means")]
    exempt: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Told {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let (who, mode) = (find::who(&session, &self.who)?, self.dry_run.mode());
        let on = self.on.day(&session);
        let recipient = rights::known_recipient(&session, &self.to)?;
        let how = self.exempt.map_or(NoticeHow::Given(self.means), NoticeHow::Exempt);
        let done = passed_on::told(&session, who, (recipient, None), &how, on, mode)?;
        let number = |ids: &Vec<RightId>| ids.first().map(|id| id.0.into());
        told::done(desk, &format!("telling {}", self.to), &done, &number, mode)
    }
}
