//! `candor consent receipt`: what the person gets in hand, as a page or by the fields of
//! ISO/IEC TS 27560.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::{
    app::receipt::{self, Party},
    cli::{CliError, desk::Desk, find},
    domain::Category,
};

/// Options of `candor consent receipt`.
#[derive(Args, Debug)]
pub struct Receipt {
    /// Who agreed
    who: String,
    /// What for: newsletter, keep-in-touch …
    purpose: String,
}

impl Receipt {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let who = find::who(&session, &self.who)?;
        let receipt = receipt::receipt(&session, who, &self.purpose)?;
        if desk.printer.is_json() {
            return desk.printer.json(&as_json(&receipt));
        }
        for line in receipt::page(&receipt).lines() {
            desk.printer.line_of(line)?;
        }
        Ok(())
    }
}

/// Mandatory fields are always there; what nobody recorded is `null`.
fn as_json(receipt: &receipt::Receipt) -> Json {
    let pii = |category: &Category| json!({ "pii_type": category.word() });
    let ids = |parties: &[Party]| parties.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let events: Vec<Json> = receipt
        .events
        .iter()
        .map(|event| {
            json!({
                "event_time": event.on,
                "recorded_at": event.recorded_at,
                "validity_duration": known(&event.validity),
                "entity_id": event.entity,
                "event_type": event.kind,
                "event_state": event.state,
                "channel": known(event.channel),
                "contact_points": event.points,
                "collection_method": known(&event.method),
                "privacy_notice": known(&event.notice),
                "language": known(&event.language),
                "evidence": known(&event.evidence),
            })
        })
        .collect();
    let parties = [&receipt.controller].into_iter().chain(&receipt.recipients);
    json!({
        "schema_version": receipt::SCHEMA,
        "receipt_id": receipt.receipt_id,
        "record_id": receipt.record_id,
        "generated_at": receipt.generated_at,
        "pii_principal_id": receipt.principal_id,
        "pii_principal_name": receipt.principal,
        "pii_processing": {
            "privacy_notice": known(&receipt.privacy_notice),
            "language": known(&receipt.language),
            "purpose": receipt.purpose_text,
            "purpose_type": receipt.purpose,
            "lawful_basis": receipt.lawful_basis,
            "pii_information": receipt.pii.iter().map(pii).collect::<Vec<_>>(),
            "pii_controllers": [receipt.controller.id],
            "storage_locations": [receipt.storage_location],
            "retention_period": receipt.retention,
            "jurisdiction": receipt.jurisdiction.to_string(),
            "recipient_third_parties": ids(&receipt.recipients),
            "withdrawal_method": receipt.withdrawal,
            "privacy_rights": receipt.rights,
        },
        "parties": parties.map(party).collect::<Vec<_>>(),
        "events": events,
        "stands": receipt.stands,
    })
}

fn party(one: &Party) -> Json {
    json!({
        "party_id": one.id,
        "party_name": one.name,
        "party_address": known(&one.address),
        "party_contact": known(&one.contact),
        "party_type": one.kind,
    })
}

fn known(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
