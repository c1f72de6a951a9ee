//! The consent ledger through the command line: every state, every field, and the receipt.

use super::Candor;

fn subscriber() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add 'Anna Bell' --email anna@example.org --how form --for newsletter \
         --on 2026-02-02",
    );
    candor
}

#[test]
fn every_state_of_a_consent_can_be_recorded() {
    for (state, code) in [
        ("unknown", "CONSENT_UNPROVEN"),
        ("requested", "CONSENT_UNPROVEN"),
        ("deferred", "CONSENT_UNPROVEN"),
        ("refused", "CONSENT_UNPROVEN"),
        ("given", ""),
        ("renewed", ""),
        ("withdrawn", "CONSENT_WITHDRAWN"),
        ("revoked", "CONSENT_WITHDRAWN"),
        ("expired", "CONSENT_EXPIRED"),
        ("invalidated", "CONSENT_INVALID"),
    ] {
        let candor = subscriber();
        if !matches!(state, "unknown" | "requested" | "deferred" | "refused") {
            candor.line("consent give anna newsletter --method form --notice v1 --on 2026-02-02");
        }
        candor.line(&format!(
            "consent record anna newsletter {state} --method form --notice v1 --on 2026-03-02"
        ));

        let ledger = candor.json("consent list anna");
        let why = candor.json("why anna email --as-of 2026-04-02");

        assert_eq!(ledger.as_array().unwrap().last().unwrap()["state"], state);
        if code.is_empty() {
            assert_eq!(why["verdict"], "justified", "{state}");
        } else {
            assert_eq!(why["reasons"], serde_json::json!([code]), "{state}");
        }
    }
}

#[test]
fn a_receipt_has_every_field_that_iso_27560_makes_mandatory() {
    let candor = subscriber();
    candor.line(
        "consent give anna newsletter --channel email --point email --method 'web form' \
         --notice v3 --language de --recipient 'Mailhost Inc.' --evidence form-17 --on 2026-02-02",
    );
    candor.line("consent withdraw anna newsletter --method mail --on 2026-11-10");

    let receipt = candor.json("consent receipt anna newsletter");

    for field in ["schema_version", "receipt_id", "record_id", "pii_principal_id"] {
        assert!(receipt[field].as_str().is_some_and(|text| !text.is_empty()), "{field}");
    }
    let processing = &receipt["pii_processing"];
    assert_eq!(
        (&processing["privacy_notice"], &processing["language"]),
        (&"v3".into(), &"de".into())
    );
    for field in [
        "purpose",
        "pii_information",
        "pii_controllers",
        "storage_locations",
        "retention_period",
        "jurisdiction",
        "recipient_third_parties",
        "withdrawal_method",
    ] {
        assert!(!processing[field].is_null(), "{field}");
    }
    assert!(processing["pii_information"].to_string().contains("email"));
    let parties = receipt["parties"].as_array().unwrap();
    assert_eq!(parties[1]["party_name"], "Mailhost Inc.");
    for party in parties {
        for field in ["party_id", "party_name", "party_address", "party_contact", "party_type"] {
            assert!(party.get(field).is_some(), "{field}");
        }
    }
    let events = receipt["events"].as_array().unwrap();
    assert_eq!(events.len(), 2);
    for event in events {
        for field in ["event_time", "validity_duration", "entity_id", "event_type", "event_state"] {
            assert!(event.get(field).is_some(), "{field}");
        }
    }
    assert_eq!(events[0]["validity_duration"], "P2Y");
    assert_eq!(events[0]["contact_points"], serde_json::json!(["anna@example.org"]));
    assert_eq!(events[1]["event_state"], "withdrawn");
}

#[test]
fn a_receipt_can_be_handed_to_the_person() {
    let candor = subscriber();
    let (code, told) = candor.fails("consent receipt anna newsletter");
    assert!(code == 1 && told.contains("nothing was ever said"), "{code} {told}");
    candor.line("consent give anna newsletter --method paper --notice v3 --on 2026-02-02");

    let page = candor.line("consent receipt anna newsletter");

    for said in [
        "# Receipt of a consent",
        "Who agreed: Anna Bell",
        "given 2026-02-02, good until 2028-02-02",
        "How to take it back: at any time",
        "2026-02-02: given by the person, expressed, for every channel; by paper; notice v3",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
