//! `candor consent`: what people agreed to, refused or took back.

mod receipt;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::{
        Mode, Session,
        consents::{self, NewConsent, Validity},
        rights,
    },
    domain::{Category, Channel, ConsentState, ContactId, Expression, Facts, IndicatedBy},
};

/// The verbs of `candor consent`.
#[derive(Subcommand, Debug)]
pub enum Consent {
    /// They agreed
    Give(Give),
    /// They took it back
    Withdraw(Withdraw),
    /// Anything else: requested, deferred, refused, renewed, revoked, expired, unknown, invalidated
    Record(Record),
    /// List the ledger, oldest first
    List(List),
    /// Print a receipt for the person: what they agreed to, and how to take it back
    Receipt(receipt::Receipt),
}

impl Consent {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Give(give) => write(desk, ConsentState::Given, &give.about, Some(&give.terms)),
            Self::Withdraw(one) => write(desk, ConsentState::Withdrawn, &one.about, None),
            Self::Record(one) => write(desk, one.state, &one.about, Some(&one.terms)),
            Self::List(list) => list.run(desk),
            Self::Receipt(receipt) => receipt.run(desk),
        }
    }
}

/// Options of `candor consent give`.
#[derive(Args, Debug)]
pub struct Give {
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    terms: Terms,
}

/// Options of `candor consent withdraw`.
#[derive(Args, Debug)]
pub struct Withdraw {
    #[command(flatten)]
    about: About,
}

/// Options of `candor consent record`.
#[derive(Args, Debug)]
pub struct Record {
    #[command(flatten)]
    about: About,
    /// What happened
    #[arg(value_parser = state)]
    state: ConsentState,
    #[command(flatten)]
    terms: Terms,
}

/// What an event of the ledger is about.
#[derive(Args, Debug)]
struct About {
    /// Who
    who: String,
    /// What for: newsletter, keep-in-touch …
    purpose: String,
    /// One channel alone: email, phone, post, message
    #[arg(long, value_parser = args::channel)]
    channel: Option<Channel>,
    /// One address or number alone, by field or number; may be given again
    #[arg(long, value_name = "FIELD")]
    point: Vec<String>,
    /// By which means they said so: "web form", paper, mail
    #[arg(long, default_value = "", hide_default_value = true)]
    method: String,
    /// Where the proof lies: a file name, a message id, "binder 3"
    #[arg(long, default_value = "", hide_default_value = true)]
    evidence: String,
    /// Who said it: person, parent, ourselves, import
    #[arg(long = "by", value_name = "WHO", default_value = "person", value_parser = indicated_by)]
    indicated_by: IndicatedBy,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

/// To what exactly they agreed.
#[derive(Args, Debug)]
struct Terms {
    /// The version of the notice that they saw: v3
    #[arg(long, default_value = "", hide_default_value = true)]
    notice: String,
    /// The language of that notice: en
    #[arg(long, default_value = "", hide_default_value = true)]
    language: String,
    /// A category that the notice named; may be given again; none: all of the purpose
    #[arg(long, value_name = "CATEGORY", value_parser = args::category)]
    category: Vec<Category>,
    /// A recipient that the notice named, by name; may be given again
    #[arg(long, value_name = "NAME")]
    recipient: Vec<String>,
    /// How long it is good for: P24M, or none; the purpose's if you do not say
    #[arg(long, value_name = "PERIOD", value_parser = validity)]
    validity: Option<Validity>,
    /// Their age on that day
    #[arg(long, value_name = "YEARS")]
    age: Option<u8>,
    /// In words that name what is special (Art. 9)
    #[arg(long)]
    explicit: bool,
    /// By conduct only; carries nothing
    #[arg(long, conflicts_with = "explicit")]
    implied: bool,
}

fn write(
    desk: &Desk<'_>,
    state: ConsentState,
    about: &About,
    terms: Option<&Terms>,
) -> Result<(), CliError> {
    let session = desk.session()?;
    let mode = about.dry_run.mode();
    let contact = find::who(&session, &about.who)?;
    let facts = session.facts(contact)?;
    let mut new = NewConsent::new(&about.purpose, state, about.on.day(&session));
    new.indicated_by = about.indicated_by;
    new.channel = about.channel;
    new.points = find::data(&facts, &about.point)?;
    new.method.clone_from(&about.method);
    new.evidence.clone_from(&about.evidence);
    if let Some(terms) = terms {
        new.notice.clone_from(&terms.notice);
        new.language.clone_from(&terms.language);
        new.categories.clone_from(&terms.category);
        for name in &terms.recipient {
            new.recipients.push(rights::recipient(&session, name, "")?);
        }
        new.validity = terms.validity.unwrap_or(Validity::OfPurpose);
        new.age = terms.age;
        new.expression = match (terms.explicit, terms.implied) {
            (true, _) => Expression::Explicit,
            (_, true) => Expression::Implied,
            (false, false) => Expression::Expressed,
        };
    }
    record(desk, &session, contact, &new, mode)
}

fn record(
    desk: &Desk<'_>,
    session: &Session,
    contact: ContactId,
    new: &NewConsent,
    mode: Mode,
) -> Result<(), CliError> {
    let done = consents::record(session, contact, new, mode)?;
    let unproven = new.state.is_yes()
        && new.indicated_by == IndicatedBy::Person
        && (new.method.is_empty() || new.notice.is_empty());
    if unproven {
        desk.printer
            .talk("It proves nothing yet: say how (--method) and with which notice (--notice).");
    }
    let what = format!("consent {} ({})", new.state.word(), new.purpose);
    told::done(desk, &what, &done, &|id| Some(id.0.into()), mode)?;
    if new.state.is_no() {
        told::legal_limit(desk, session, contact, new.on)?;
    }
    Ok(())
}

fn state(text: &str) -> Result<ConsentState, String> {
    args::one_of(text, &ConsentState::ALL)
}

fn validity(text: &str) -> Result<Validity, String> {
    if text == "none" { Ok(Validity::NoEnd) } else { args::period(text).map(Validity::For) }
}

const INDICATED_BY: [(IndicatedBy, &str); 4] = [
    (IndicatedBy::Person, "person"),
    (IndicatedBy::Parent, "parent"),
    (IndicatedBy::Ourselves, "ourselves"),
    (IndicatedBy::Import, "import"),
];

fn indicated_by(text: &str) -> Result<IndicatedBy, String> {
    args::one_of(text, &INDICATED_BY)
}

/// Options of `candor consent list`.
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
            return desk.printer.json(&ledger(&session, &facts)?);
        }
        let controller = session.controller()?;
        let rows: Vec<Vec<String>> = facts
            .consents
            .iter()
            .map(|event| {
                let purpose = controller.purpose(event.purpose, session.today());
                vec![
                    event.id.to_string(),
                    event.on.to_string(),
                    purpose.map(|purpose| purpose.key.clone()).unwrap_or_default(),
                    event.state.word().to_owned(),
                    event.channel.map_or("every channel", Channel::word).to_owned(),
                    [event.method.as_str(), &event.notice, &event.evidence]
                        .join(" ")
                        .trim()
                        .to_owned(),
                ]
            })
            .collect();
        desk.printer.table(&["number", "day", "purpose", "what", "channel", "proof"], &rows)
    }
}

fn ledger(session: &Session, facts: &Facts) -> Result<Json, CliError> {
    let controller = session.controller()?;
    let today = session.today();
    let word = |by| INDICATED_BY.iter().find(|(one, _)| *one == by).map_or("", |(_, word)| word);
    let recipient = |id| {
        let known = controller.recipients.iter().find(|one| one.id == id);
        known.map(|one| one.name.clone()).unwrap_or_default()
    };
    let events: Vec<Json> = facts
        .consents
        .iter()
        .map(|event| {
            json!({
                "id": event.id.0,
                "purpose": controller.purpose(event.purpose, today).map(|one| one.key.clone()),
                "state": event.state.word(),
                "on": event.on.to_string(),
                "indicated_by": word(event.indicated_by),
                "expression": match event.expression {
                    Expression::Implied => "implied",
                    Expression::Expressed => "expressed",
                    Expression::Explicit => "explicit",
                },
                "age": event.age,
                "method": event.method,
                "notice": event.notice,
                "language": event.language,
                "categories": event.categories.iter().map(Category::word).collect::<Vec<_>>(),
                "recipients": event.recipients.iter().map(|id| recipient(*id)).collect::<Vec<_>>(),
                "channel": event.channel.map(Channel::word),
                "points": event.points.iter().map(|point| point.datum.0).collect::<Vec<_>>(),
                "validity": event.validity.map(|period| period.to_string()),
                "evidence": event.evidence,
            })
        })
        .collect();
    Ok(Json::Array(events))
}
