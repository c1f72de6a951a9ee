//! `candor ground`: why somebody is held, by hand; events open and close grounds by themselves.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::{
    CliError,
    args::{self, DryRun, On},
    desk::Desk,
    find, told,
};
use crate::{
    app::grounds::{self, OpenGround},
    domain::{
        Art9Condition, ConsentId, EngagementId, EventId, Evidence, GroundId, InteractionId,
        LawfulBasis,
    },
};

/// The verbs of `candor ground`.
#[derive(Subcommand, Debug)]
pub enum Ground {
    /// Open one where no event does
    Open(Open),
    /// Close one
    Close(Close),
    /// List somebody's
    List(List),
}

impl Ground {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        match self {
            Self::Open(open) => open.run(desk),
            Self::Close(close) => close.run(desk),
            Self::List(list) => list.run(desk),
        }
    }
}

/// Options of `candor ground open`.
#[derive(Args, Debug)]
pub struct Open {
    /// Who
    who: String,
    /// What for: delivery, network …
    purpose: String,
    /// Another basis than the policy's: consent, contract, legal-obligation, legitimate-interests …
    #[arg(long, value_parser = basis)]
    basis: Option<LawfulBasis>,
    /// The engagement that bears it out
    #[arg(long, value_name = "NUMBER", group = "evidence")]
    engagement: Option<u64>,
    /// The invoice, enquiry or purchase that bears it out
    #[arg(long, value_name = "NUMBER", group = "evidence")]
    event: Option<u32>,
    /// The talk or message that bears it out
    #[arg(long, value_name = "NUMBER", group = "evidence")]
    interaction: Option<u64>,
    /// The event of the consent ledger that bears it out
    #[arg(long, value_name = "NUMBER", group = "evidence")]
    consent: Option<u32>,
    /// What bears it out, where no record does
    #[arg(long, value_name = "TEXT", group = "evidence")]
    reason: Option<String>,
    /// The condition of Art. 9(2): explicit-consent, made-public, legal-claims, other
    #[arg(long, value_parser = condition)]
    condition: Option<Art9Condition>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Open {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let evidence = self
            .engagement
            .map(|id| Evidence::Engagement(EngagementId(id)))
            .or(self.event.map(|id| Evidence::Event(EventId(id))))
            .or(self.interaction.map(|id| Evidence::Interaction(InteractionId(id))))
            .or(self.consent.map(|id| Evidence::Consent(ConsentId(id))))
            .or(self.reason.map(Evidence::Reason));
        let new = OpenGround {
            purpose: self.purpose.clone(),
            basis: self.basis,
            evidence,
            condition: self.condition,
            on: self.on.day(&session),
        };
        let done = grounds::open(&session, contact, &new, mode)?;
        let what = format!("ground ({})", self.purpose);
        told::done(desk, &what, &done, &|id| Some(id.0.into()), mode)
    }
}

fn basis(text: &str) -> Result<LawfulBasis, String> {
    args::one_of(text, &LawfulBasis::ALL.map(|(basis, word, _)| (basis, word)))
}

const CONDITIONS: [(Art9Condition, &str); 4] = [
    (Art9Condition::ExplicitConsent, "explicit-consent"),
    (Art9Condition::MadePublic, "made-public"),
    (Art9Condition::LegalClaims, "legal-claims"),
    (Art9Condition::Other, "other"),
];

fn condition(text: &str) -> Result<Art9Condition, String> {
    args::one_of(text, &CONDITIONS)
}

/// Options of `candor ground close`.
#[derive(Args, Debug)]
pub struct Close {
    /// Whose
    who: String,
    /// Its number, from `ground list`; the day given is the last on which it counts
    number: u32,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    dry_run: DryRun,
}

impl Close {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let mode = self.dry_run.mode();
        let contact = find::who(&session, &self.who)?;
        let on = self.on.day(&session);
        let done = grounds::close(&session, contact, GroundId(self.number), on, mode)?;
        told::done(desk, "ground closed", &done, &|()| Some(self.number.into()), mode)
    }
}

/// Options of `candor ground list`.
#[derive(Args, Debug)]
pub struct List {
    /// Whose
    who: String,
}

impl List {
    fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let facts = session.facts(find::who(&session, &self.who)?)?;
        let controller = session.controller()?;
        let key = |id| {
            let purpose = controller.purpose(id, session.today());
            purpose.map(|purpose| purpose.key.clone()).unwrap_or_default()
        };
        if desk.printer.is_json() {
            let grounds: Vec<Json> = facts
                .grounds
                .iter()
                .map(|ground| {
                    json!({
                        "id": ground.id.0,
                        "purpose": key(ground.purpose),
                        "basis": ground.basis.word(),
                        "article": ground.basis.article(),
                        "evidence": evidence(&ground.evidence),
                        "opened": ground.opened.to_string(),
                        "closed": ground.closed.map(|day| day.to_string()),
                    })
                })
                .collect();
            return desk.printer.json(&Json::Array(grounds));
        }
        let rows: Vec<Vec<String>> = facts
            .grounds
            .iter()
            .map(|ground| {
                vec![
                    ground.id.to_string(),
                    key(ground.purpose),
                    ground.basis.word().to_owned(),
                    ground.opened.to_string(),
                    ground.closed.map_or_else(|| "open".to_owned(), |day| day.to_string()),
                    evidence(&ground.evidence),
                ]
            })
            .collect();
        let headers = ["number", "purpose", "basis", "opened", "closed", "borne out by"];
        desk.printer.table(&headers, &rows)
    }
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Ledger => "the records".to_owned(),
        Evidence::Consent(id) => format!("consent {id}"),
        Evidence::Engagement(id) => format!("engagement {id}"),
        Evidence::Event(id) => format!("event {id}"),
        Evidence::Interaction(id) => format!("interaction {id}"),
        Evidence::Assessment(id) => format!("assessment {id}"),
        Evidence::Reason(text) => text.clone(),
    }
}
