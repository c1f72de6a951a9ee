//! A receipt of a consent for the person: what they agreed to, when and how, and how to take it back.
//!
//! It has the fields that ISO/IEC TS 27560:2023 makes mandatory, named as there; the DPV's guide
//! "Consent Records and Receipts" maps them to the GDPR. What nobody recorded is said to be missing.

use std::fmt::Write as _;

use crate::{
    app::{AppError, Session, card, clock::stamp_in, grounds},
    domain::{
        Category, ConsentEvent, ConsentStanding, ContactId, Controller, Country, Expression, Facts,
        IndicatedBy, Purpose, Recipient, Scope, access, ledger,
    },
};

/// The profile that the fields follow.
pub const SCHEMA: &str = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr";

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// `record_id`: the same in every receipt of this consent.
    pub record_id: String,
    /// `receipt_id`: of this receipt alone.
    pub receipt_id: String,
    /// `pii_principal_id`: the person, by a name that says nothing to others.
    pub principal_id: String,
    /// Their name, for the person who reads it.
    pub principal: String,
    /// When it was made: `2026-11-23T13:00:00+01:00`.
    pub generated_at: String,
    /// The version of the notice that they saw; empty: not on record.
    pub privacy_notice: String,
    /// The language of that notice; empty: not on record.
    pub language: String,
    /// The purpose's word.
    pub purpose: String,
    /// The purpose, as it is said to people.
    pub purpose_text: String,
    /// Where the law says what it rests on.
    pub lawful_basis: &'static str,
    /// What data are meant.
    pub pii: Vec<Category>,
    /// Who holds them.
    pub controller: Party,
    /// Where they are stored.
    pub storage_location: String,
    /// How long they are kept on it.
    pub retention: String,
    /// Whose law it is under.
    pub jurisdiction: Country,
    /// Who else gets them on this consent.
    pub recipients: Vec<Party>,
    /// How it is taken back.
    pub withdrawal: String,
    /// What else the person can demand, by article.
    pub rights: Vec<&'static str>,
    /// Where it stands, in words.
    pub stands: String,
    /// Everything that was said, the oldest first.
    pub events: Vec<EventText>,
}

/// Somebody who has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// `party_id`
    pub id: String,
    /// `party_name`
    pub name: String,
    /// `party_address`: their country, as far as is known.
    pub address: String,
    /// `party_contact`: where they can be reached; empty: not on record.
    pub contact: String,
    /// `party_type`: controller, or what a recipient does.
    pub kind: String,
}

/// One event of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventText {
    /// `event_time`: the day on which it happened.
    pub on: String,
    /// When it was written down.
    pub recorded_at: String,
    /// `validity_duration`: `P24M`; empty: no end.
    pub validity: String,
    /// `entity_id`: who said it.
    pub entity: &'static str,
    /// `event_type`: implied, expressed or explicit consent.
    pub kind: &'static str,
    /// `event_state`: given, withdrawn …
    pub state: &'static str,
    /// For which channel; empty: every channel.
    pub channel: &'static str,
    /// The addresses and numbers that it names, as far as they are still held.
    pub points: Vec<String>,
    /// By which means.
    pub method: String,
    /// With which notice.
    pub notice: String,
    /// In which language.
    pub language: String,
    /// Where the proof lies.
    pub evidence: String,
}

/// Makes the receipt of somebody's consent for a purpose, as of today.
///
/// # Errors
///
/// An unknown purpose, nothing on record about it, and whatever the store reports.
pub fn receipt(session: &Session, contact: ContactId, purpose: &str) -> Result<Receipt, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let today = session.today();
    let purpose = grounds::purpose(&controller, purpose, today)?;
    let mut events: Vec<&ConsentEvent> = facts
        .consents
        .iter()
        .filter(|event| event.purpose == purpose.id && event.on <= today)
        .collect();
    events.sort_by_key(|event| (event.on, event.id));
    let Some(last) = events.last().copied() else {
        return Err(AppError::Refused {
            message: format!("nothing was ever said about a consent for `{}`", purpose.key),
            hint: "`consent list` shows what is on record".into(),
        });
    };
    let agreed = events.iter().rev().find(|event| event.state.is_yes()).copied().unwrap_or(last);
    let scope = Scope {
        purpose: purpose.id,
        datum: None,
        explicit: false,
        child_age: controller
            .policy(today)
            .map_or(0, |policy| policy.child_age_in(facts.contact.country)),
    };
    let standing = ledger::standing(&facts, scope, today);
    let generated_at = stamp_in(session.now(), &controller.zone);
    let uid = facts.contact.uid.clone();
    let record_id = format!("{uid}/consent/{}", purpose.key);
    let name = facts.first(&Category::Name).map(|datum| datum.value.to_line());
    Ok(Receipt {
        receipt_id: format!("{record_id}/receipt/{}", session.now().0),
        record_id,
        principal_id: uid,
        principal: name.unwrap_or_default(),
        privacy_notice: agreed.notice.clone(),
        language: agreed.language.clone(),
        purpose: purpose.key.clone(),
        purpose_text: purpose.text.clone(),
        lawful_basis: match agreed.expression {
            Expression::Explicit => "Art. 6(1)(a), 9(2)(a)",
            Expression::Implied | Expression::Expressed => "Art. 6(1)(a)",
        },
        pii: categories(purpose, agreed),
        storage_location: format!("on our own machine, {}", controller.country),
        retention: retention(standing),
        jurisdiction: controller.country,
        recipients: recipients(&controller, agreed),
        withdrawal: withdrawal(&controller),
        rights: access::rights_of(crate::domain::LawfulBasis::Consent)
            .iter()
            .map(|right| right.article())
            .collect(),
        stands: card::consent_text(&facts, standing),
        events: events.iter().map(|event| event_text(&facts, event, &controller)).collect(),
        controller: us(&controller),
        generated_at,
    })
}

/// The categories that the notice named; else all that the purpose needs or finds useful.
fn categories(purpose: &Purpose, agreed: &ConsentEvent) -> Vec<Category> {
    if !agreed.categories.is_empty() {
        return agreed.categories.clone();
    }
    let needed = purpose.needs.iter().map(|(category, _)| category.clone());
    needed.chain(purpose.useful.iter().cloned()).collect()
}

fn retention(standing: ConsentStanding) -> String {
    match standing {
        ConsentStanding::Holds { until: Some(until), .. } => {
            format!("until {until}, unless it is renewed or taken back before")
        }
        ConsentStanding::Holds { until: None, .. } => "until it is taken back".to_owned(),
        ConsentStanding::Expired { until, .. } => format!("it ended on {until}"),
        ConsentStanding::Withdrawn { on, .. } => format!("it was taken back on {on}"),
        ConsentStanding::Invalid { .. }
        | ConsentStanding::Child { .. }
        | ConsentStanding::Unproven { .. } => "nothing is held on it".to_owned(),
    }
}

fn us(controller: &Controller) -> Party {
    Party {
        id: "controller".to_owned(),
        name: controller.name.clone(),
        address: controller.country.to_string(),
        contact: controller.own_addresses.join(", "),
        kind: "controller".to_owned(),
    }
}

fn recipients(controller: &Controller, agreed: &ConsentEvent) -> Vec<Party> {
    let known = controller.recipients.iter().filter(|one| agreed.recipients.contains(&one.id));
    known.map(party).collect()
}

fn party(one: &Recipient) -> Party {
    let kind = if one.role.trim().is_empty() { "recipient" } else { one.role.trim() };
    Party {
        id: format!("recipient-{}", one.id),
        name: one.name.clone(),
        address: one.country.map(|land| land.to_string()).unwrap_or_default(),
        contact: String::new(),
        kind: kind.to_owned(),
    }
}

fn withdrawal(controller: &Controller) -> String {
    let how = match controller.own_addresses.as_slice() {
        [] => "by answering any message of ours".to_owned(),
        addresses => format!("by a message to {}", addresses.join(" or ")),
    };
    format!("at any time, {how}; as easily as it was given, and without giving a reason")
}

fn event_text(facts: &Facts, event: &ConsentEvent, controller: &Controller) -> EventText {
    let point = |point: &crate::domain::PointRef| {
        let datum = facts.data.iter().find(|one| one.id == point.datum && one.deleted.is_none());
        datum.map(|datum| datum.value.to_line())
    };
    EventText {
        on: event.on.to_string(),
        recorded_at: stamp_in(event.recorded_at, &controller.zone),
        validity: event.validity.map(|period| period.to_string()).unwrap_or_default(),
        entity: match event.indicated_by {
            IndicatedBy::Person => "the person",
            IndicatedBy::Parent => "a parent",
            IndicatedBy::Ourselves => "ourselves",
            IndicatedBy::Import => "a file",
        },
        kind: match event.expression {
            Expression::Implied => "implied",
            Expression::Expressed => "expressed",
            Expression::Explicit => "explicit",
        },
        state: event.state.word(),
        channel: event.channel.map_or("", crate::domain::Channel::word),
        points: event.points.iter().filter_map(point).collect(),
        method: event.method.clone(),
        notice: event.notice.clone(),
        language: event.language.clone(),
        evidence: event.evidence.clone(),
    }
}

/// The receipt as a page in Markdown.
#[must_use]
pub fn page(receipt: &Receipt) -> String {
    let or_missing =
        |text: &str| if text.is_empty() { "not on record".to_owned() } else { text.to_owned() };
    let party = |one: &Party| {
        let parts = [one.name.as_str(), &one.kind, &one.address, &one.contact];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    let pii: Vec<String> = receipt.pii.iter().map(ToString::to_string).collect();
    let recipients: Vec<String> = receipt.recipients.iter().map(party).collect();
    let nobody = if recipients.is_empty() { "nobody".to_owned() } else { recipients.join("; ") };
    let notice = match receipt.language.as_str() {
        "" => or_missing(&receipt.privacy_notice),
        language => format!("{} ({language})", or_missing(&receipt.privacy_notice)),
    };
    let lines = [
        ("Who agreed", receipt.principal.clone()),
        ("To what", format!("{} ({})", receipt.purpose_text, receipt.purpose)),
        ("With which data", pii.join(", ")),
        ("Who holds them", party(&receipt.controller)),
        ("Who else gets them", nobody),
        ("What we told", notice),
        ("It stands", receipt.stands.clone()),
        ("How long", receipt.retention.clone()),
        ("Where they are kept", receipt.storage_location.clone()),
        ("Law", format!("{} GDPR, {}", receipt.lawful_basis, receipt.jurisdiction)),
        ("How to take it back", receipt.withdrawal.clone()),
        ("Further rights", receipt.rights.join(", ")),
    ];
    let mut text = String::from("# Receipt of a consent\n\n");
    // Writing to a string cannot fail.
    for (label, line) in lines {
        let _infallible = writeln!(text, "- {label}: {line}");
    }
    text.push_str("\n## What was said\n\n");
    for event in &receipt.events {
        let channel = if event.channel.is_empty() { "every channel" } else { event.channel };
        let proof = [
            ("by", event.method.as_str()),
            ("notice", &event.notice),
            ("proof", &event.evidence),
            ("good for", &event.validity),
        ];
        let mut line = format!(
            "{}: {} by {}, {}, for {channel}",
            event.on, event.state, event.entity, event.kind
        );
        for (label, part) in proof.into_iter().filter(|(_, part)| !part.is_empty()) {
            let _infallible = write!(line, "; {label} {part}");
        }
        if !event.points.is_empty() {
            let _infallible = write!(line, "; only {}", event.points.join(", "));
        }
        let _infallible = writeln!(text, "- {line}");
    }
    let _infallible = write!(
        text,
        "\nReceipt {} of {}, fields after ISO/IEC TS 27560 ({SCHEMA}).\n",
        receipt.receipt_id, receipt.generated_at
    );
    text
}
