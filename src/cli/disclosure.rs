//! `candor disclosure`: data that were used by the user's own hand: to whom, what for, when, and
//! whether that was permitted.

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
        disclosures::{self, NewDisclosure, Recorded, UseLine, Which},
        passed_on, rights,
    },
    domain::{
        self, Category, Controller, DatumId, NoticeHow, Reason, Reasons, RecipientId, RightId,
    },
};

/// The verbs of `candor disclosure`.
#[derive(Subcommand, Debug)]
pub enum Disclosure {
    /// Record that data left, or that you reached somebody with them
    Add(Add),
    /// List what left or was used, and what was not permitted
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
    /// Which values, by field or number; none: all, or the addresses by which you reached them
    field: Vec<String>,
    /// To whom, by name; without it you used them yourself, to reach the person
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// What for: tax, delivery …
    #[arg(long = "for", value_name = "PURPOSE")]
    purpose: String,
    /// By which means: mail, call, letter, message …
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
        let to = self.to.as_deref();
        let new = NewDisclosure {
            recipient: to.map(|to| disclosures::receiver(&session, to, mode)).transpose()?,
            purpose: self.purpose,
            data: find::data(&session.facts(contact)?, &self.field)?,
            on: self.on.day(&session),
            means: self.means,
        };
        let done = disclosures::add(&session, contact, &new, mode)?;
        let what = match to {
            Some(to) => format!("disclosure to {to}"),
            None => format!("use for {}", new.purpose),
        };
        let Recorded { violation, text, whys, .. } = &done.value;
        if !violation.is_empty() {
            desk.printer.talk(&format!("warning: this was not permitted on that day: {whys}"));
        }
        let beside = vec![("violation", json!(codes(*violation))), ("violation_text", json!(text))];
        let number = |one: &Recorded| Some(one.id.0.into());
        told::done_with(desk, &what, &done, &number, mode, beside)
    }
}

/// Options of `candor disclosure list`.
#[derive(Args, Debug)]
pub struct List {
    /// About whom; without it about everybody
    who: Option<String>,
    /// Only uses that were not permitted on their day
    #[arg(long)]
    violations: bool,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let contact = self.who.as_deref().map(|who| find::who(&session, who)).transpose()?;
        let which = if self.violations { Which::Violations } else { Which::All };
        let lines = disclosures::list(&session, contact, which)?;
        let controller = session.controller()?;
        if desk.printer.is_json() {
            let lines: Vec<Json> = lines.iter().map(|line| answer(&controller, line)).collect();
            return desk.printer.json(&Json::Array(lines));
        }
        let rows: Vec<Vec<String>> = lines.iter().map(|line| row(&controller, line)).collect();
        let mut headers = vec!["number", "day", "to", "for", "what", "refused", "not permitted"];
        if contact.is_some() {
            return desk.printer.table(&headers, &rows);
        }
        headers.insert(0, "who");
        let who = lines.iter().map(|line| vec![line.name.clone()]);
        let rows: Vec<Vec<String>> = who.zip(rows).map(|(who, row)| [who, row].concat()).collect();
        desk.printer.table(&headers, &rows)
    }
}

/// A use, as programs read it.
fn answer(controller: &Controller, line: &UseLine) -> Json {
    let one = &line.disclosure;
    let stands = |(id, why): &(DatumId, Reasons)| json!({ "datum": id.0, "reasons": codes(*why) });
    json!({
        "id": one.id.0,
        "contact": { "id": line.contact.0, "name": line.name },
        "on": one.on.to_string(),
        "recipient": name(controller, one.recipient),
        "purpose": key(controller, one),
        "means": one.means,
        "data": one.data.iter().map(|id| id.0).collect::<Vec<_>>(),
        "categories": words(&one.categories),
        "refused": codes(one.refused),
        "violation": codes(one.violation()),
        "violation_text": line.text,
        "violations": one.violations.iter().map(stands).collect::<Vec<_>>(),
    })
}

/// A use on a row of a table.
fn row(controller: &Controller, line: &UseLine) -> Vec<String> {
    let one = &line.disclosure;
    vec![
        one.id.to_string(),
        one.on.to_string(),
        name(controller, one.recipient),
        key(controller, one),
        words(&one.categories).join(", "),
        codes(one.refused).join(", "),
        line.whys.clone(),
    ]
}

fn name(controller: &Controller, id: Option<RecipientId>) -> String {
    let known = controller.recipients.iter().find(|one| Some(one.id) == id);
    known.map(|one| one.name.clone()).unwrap_or_default()
}

fn key(controller: &Controller, one: &domain::Disclosure) -> String {
    let purpose = one.purpose.and_then(|id| controller.purpose(id, one.on));
    purpose.map(|purpose| purpose.key.clone()).unwrap_or_default()
}

fn codes(reasons: Reasons) -> Vec<&'static str> {
    reasons.iter().map(Reason::code).collect()
}

fn words(list: &[Category]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
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
