//! Our own records explained and let go, through the command line.

use super::Candor;

/// A reader who agreed on 2 February 2020 and took it back on 1 December 2021; the answer to a request is
/// of 2021.
fn reader() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("contact add Ada --email ada@example.org --on 2020-02-02 --for newsletter");
    candor.line(
        "consent give ada newsletter --channel email --method 'web form' --notice v3 \
         --on 2020-02-02",
    );
    candor.line("request add ada access --on 2021-03-01");
    candor.line("request answer ada 1 --on 2021-03-20");
    candor.line("consent withdraw ada newsletter --on 2021-12-01");
    candor
}

#[test]
fn a_consent_event_is_explained_like_everything_else() {
    let candor = reader();

    let before = candor.json("why ada consent/1 --as-of 2021-11-30");
    assert_eq!(before["verdict"], "justified");
    assert_eq!(before["hold_until"], "open");
    assert_eq!(before["still_runs"], true);

    let after = candor.json("why ada consent/1 --as-of 2024-12-01");
    assert_eq!(after["purpose"], "proof");
    assert_eq!(after["basis"], "legal-obligation");
    assert_eq!(after["article"], "Art. 7(1)");
    assert_eq!(after["hold_until"], "2024-12-01");
    assert_eq!(after["ended"], "2021-12-01");
    assert_eq!(after["because"][0]["record"], "consent 2");

    let past = candor.json("why ada consent/1 --as-of 2024-12-02");
    assert_eq!(past["verdict"], "unjustified");
    assert_eq!(past["unjustified_since"], "2024-12-02");
    assert_eq!(past["erase_by"], "2025-01-02");
    assert_eq!(past["reasons"], serde_json::json!(["OBLIGATION_LAPSED"]));
    assert_eq!(past["permitted"], serde_json::json!([]));

    let told = candor.line("why ada consent/1 --as-of 2023-01-01");
    assert!(told.contains("justified until 2024-12-01, as of 2023-01-01"), "{told}");
    assert!(
        told.contains("They took it back on 1 December 2021; from then it stays 3 years."),
        "{told}"
    );
}

#[test]
fn requests_are_called_by_what_they_are_and_others_are_not_found() {
    let candor = reader();

    assert_eq!(candor.json("why ada request/1 --as-of 2021-03-10")["hold_until"], "open");
    assert_eq!(candor.json("why ada request/1 --as-of 2022-03-10")["hold_until"], "2024-03-20");
    assert_eq!(candor.json("why ada right/2 --as-of 2022-03-10")["hold_until"], "2024-03-20");
    assert_eq!(candor.fails("why ada objection/1").0, candor.fails("why ada consent/9").0);
}

#[test]
fn what_proves_nothing_any_more_is_due_and_can_be_let_go() {
    let candor = reader();
    let due = |candor: &Candor| {
        let agenda = candor.json("agenda");
        let lines = agenda["lines"].as_array().unwrap().iter().filter(|one| one["kind"] == "proof");
        lines.map(|one| one["day"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // The request's proof ended on 20 March 2024, that of the consents on 1 December 2024.
    assert_eq!(due(&candor), ["2024-04-21", "2025-01-02"]);

    let tried = candor.json("erase ada consent/1 --dry-run");
    assert_eq!(tried["records"], serde_json::json!(["consent 1"]));
    candor.line("erase ada consent/1 --yes");
    assert_eq!(candor.fails("why ada consent/1").0, 1);

    let gone = candor.line("erase ada proof --yes");
    assert!(gone.contains("0 values and 0 interactions and 3 records"), "{gone}");
    assert!(due(&candor).is_empty());
}

#[test]
fn what_still_proves_something_stays() {
    let candor = reader();
    candor.line("object ada --on 2026-01-01");

    let (code, told) = candor.fails("erase ada objection/3 --yes");

    assert_eq!(code, 1);
    assert!(told.contains("it has to stay") && told.contains("Art. 21(3)"), "{told}");
}

#[test]
fn a_contact_goes_whole_once_its_proof_is_past() {
    let candor = reader();

    let report = candor.json("erase ada --yes");

    assert_eq!(report["contact_gone"], true);
}

#[test]
fn an_erasure_closes_what_it_ends_so_that_proof_begins_to_run() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Ada --email ada@example.org --on 2026-02-02 --for newsletter");
    candor.line(
        "consent give ada newsletter --channel email --method 'web form' --notice v3 \
         --on 2026-02-02",
    );
    assert_eq!(candor.json("why ada consent/1")["hold_until"], "open");

    candor.line("erase ada --yes");

    let after = candor.json("why 1 consent/1");
    assert_eq!(
        (&after["ended"], &after["hold_until"]),
        (&"2026-11-23".into(), &"2029-11-23".into())
    );
}

#[test]
fn a_contact_without_a_field_lists_its_records_as_well() {
    let candor = reader();

    let answer = candor.json("why ada --as-of 2024-03-21");
    let text = candor.line("why ada --as-of 2024-03-21");

    let records = answer["records"].as_array().unwrap();
    let of = |kind: &str, id: u64| {
        records.iter().find(|one| one["kind"] == kind && one["id"] == id).unwrap()
    };
    assert_eq!(of("consent", 1)["hold_until"], "2024-12-01");
    assert_eq!(of("consent", 1)["purpose"], "proof");
    assert_eq!(of("right", 1)["verdict"], "unjustified", "answered on 20 March 2021");
    assert_eq!(of("right", 1)["erase_by"], "2024-04-21");
    let line = text.lines().find(|line| line.contains("consent/1")).unwrap();
    assert!(line.contains("justified") && line.contains("until 2024-12-01"), "{text}");
}

#[test]
fn an_address_that_was_erased_is_told_to_be_kept_as_a_hash_alone() {
    let candor = reader();
    candor.line("erase ada --requested --yes");

    let asked = candor.output(&["why", "ADA@example.org"]);
    let told = String::from_utf8(asked.stdout).unwrap();
    let json = candor.output(&["why", "ada@example.org", "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();

    assert_eq!(asked.status.code(), Some(candor.fails("why nobody@example.org").0));
    assert!(told.contains("since 23 November 2026, so that we never write to it again"), "{told}");
    assert!(told.contains("Art. 21(3), 17(3)(b)"), "{told}");
    assert_eq!(answer["never_write_since"], "2026-11-23");
    assert_eq!(answer["erased_on"], "2026-11-23");
    assert!(candor.output(&["why", "nobody@example.org"]).stdout.is_empty());
}
