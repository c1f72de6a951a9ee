//! What may leave, for what, to whom and by which channel, through the command line.

use serde_json::{Value, json};

use super::Candor;

const TODAY: &str = "2026-11-23";

/// The fields that pass.
fn passes(answer: &Value) -> Vec<&str> {
    answer["passes"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect()
}

/// Why a field does not.
fn refused<'a>(answer: &'a Value, field: &str) -> &'a Value {
    let mut all = answer["refused"].as_array().unwrap().iter();
    all.find(|one| one["field"] == field).map_or(&Value::Null, |one| &one["reasons"])
}

/// Alice signed up for the newsletter on a web form (C01).
fn alice() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how form --for newsletter --on 2026-02-02",
    );
    candor.line(
        "consent give alice newsletter --channel email --method 'web form' --notice v3 \
         --validity P24M --on 2026-02-02",
    );
    candor
}

#[test]
fn c01_c02_an_address_leaves_for_the_newsletter_until_the_consent_is_taken_back() {
    let candor = alice();
    let now = candor.json("may-use alice newsletter --channel email");
    assert_eq!(passes(&now), ["name", "email"]);
    for purpose in ["prospecting", "tax"] {
        let answer = candor.json(&format!("may-use alice {purpose}"));
        assert!(!passes(&answer).contains(&"email"), "{purpose}");
    }

    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    let answer = candor.json("may-use alice newsletter --channel email");
    assert_eq!(answer["allowed"], false);
    assert_eq!(refused(&answer, "email"), &json!(["CONSENT_WITHDRAWN"]));
    let then = candor.json("may-use alice newsletter --channel email --as-of 2026-11-09");
    assert_eq!(passes(&then), ["name", "email"]);
}

#[test]
fn c08_a_refused_export_writes_nothing_out_and_is_on_record_by_ids_and_codes() {
    let candor = alice();

    let (code, told) = candor.fails("export newsletter alice --to Bob");

    assert_eq!(code, 1);
    assert!(told.contains("PURPOSE_INCOMPATIBLE"), "{told}");
    assert!(!told.contains("alice@example.org"), "{told}");
    let records = candor.json("disclosure list alice");
    assert_eq!(records.as_array().unwrap().len(), 1);
    assert_eq!(records[0]["recipient"], "Bob");
    assert_eq!(records[0]["on"], TODAY);
    let refused = records[0]["refused"].as_array().unwrap();
    assert!(refused.contains(&json!("PURPOSE_INCOMPATIBLE")), "{refused:?}");
    let (_, told) = candor.fails("export 'share list with Bob' alice --to Bob");
    assert!(told.contains("NO_PURPOSE"), "{told}");
}

#[test]
fn what_leaves_to_somebody_is_a_disclosure_and_what_is_only_tried_is_none() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --postal-address 'Münzstr. 5, 10178 Berlin' --on 2026-02-02");
    candor.line("event add alice invoice --number 7 --on 2026-03-01");
    candor.line("recipient add 'Bookkeeper Ltd' --role bookkeeper");

    candor.line("export tax alice --to 'Bookkeeper Ltd' --dry-run");
    assert_eq!(candor.json("disclosure list alice"), json!([]));
    let told = candor.line("export tax alice --to 'Bookkeeper Ltd' --by mail");

    assert!(told.contains("Münzstr. 5"), "{told}");
    let records = candor.json("disclosure list alice");
    assert_eq!(records[0]["categories"], json!(["name", "postal-address"]));
    assert_eq!(records[0]["purpose"], "tax");
    assert_eq!(records[0]["refused"], json!([]));
}

#[test]
fn c22_a_customer_may_be_offered_the_like_until_they_object() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --for delivery --opt-out-offered \
         --on 2026-01-15",
    );
    candor.line("engagement start alice 'Web site' --asked-for --on 2026-01-15");

    let answer = candor.json("may-use alice keep-in-touch --channel email");
    assert_eq!(passes(&answer), ["email"]);
    assert_eq!(answer["channels"][0]["open"], true);

    candor.line("object alice --on 2026-11-20");
    let answer = candor.json("may-use alice keep-in-touch --channel email");
    assert_eq!(refused(&answer, "email"), &json!(["OBJECTION_MARKETING"]));
    assert_eq!(answer["channels"][0]["since"], "2026-11-20");
    assert!(passes(&candor.json("may-use alice delivery")).contains(&"email"));
}

#[test]
fn c25_a_canadian_enquiry_opens_the_address_for_six_months() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Zoe --country CA --email zoe@example.org --how message --on 2026-03-15 \
         --for enquiry",
    );
    candor.line("event add zoe enquiry --on 2026-03-15");

    let on = |day: &str| candor.json(&format!("may-use zoe prospecting --as-of {day}"));
    assert_eq!(on("2026-09-15")["channels"][0]["open"], true);
    assert_eq!(on("2026-09-15")["channels"][0]["until"], "2026-09-15");
    assert_eq!(on("2026-09-16")["channels"][0]["open"], false);
}

#[test]
fn c28_an_objection_refuses_the_address_at_import_however_it_is_written() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --email alice@example.org --for delivery --on 2026-01-15");
    candor.line("engagement start alice Site --asked-for --on 2026-01-15");
    candor.line("object alice --on 2026-11-20");
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A.\r\nEMAIL: ALICE@Example.ORG \r\nEND:VCARD\r\n";
    let file = candor.file("found.vcf", card);
    let import = |purpose: &str| {
        let source = "--source third-party:Fair --on 2026-11-22";
        candor.line(&format!("import {} --for {purpose} {source}", file.display()));
        candor.json(&format!("import {} --for {purpose} {source} --dry-run", file.display()))
    };

    let report = import("prospecting");

    assert!(report.to_string().contains("SUPPRESSED"), "{report}");
    assert_eq!(candor.json("why alice email")["permitted"], json!(["delivery"]));
}

#[test]
fn c04_a_consent_by_the_person_lifts_the_mark_for_its_purpose_alone() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --channel email --on 2026-04-01");
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alice\r\nEMAIL:alice@example.org\r\nEND:VCARD\r\n";
    let file = candor.file("list.vcf", card);
    let refused = |purpose: &str| {
        let line = format!("import {} --for {purpose} --source person --dry-run", file.display());
        candor.json(&line).to_string().contains("SUPPRESSED")
    };
    assert!(refused("newsletter"));

    for by in ["ourselves", "import"] {
        candor.line(&format!(
            "consent give alice newsletter --by {by} --method list --notice v4 --on 2026-06-01"
        ));
    }
    assert!(refused("newsletter"));

    candor.line(
        "consent give alice newsletter --channel email --method 'web form' --notice v4 \
         --on 2026-06-01",
    );
    assert!(!refused("newsletter"));
    assert!(refused("prospecting"));
}

#[test]
fn c30_a_restricted_value_leaves_to_the_person_alone() {
    let candor = Candor::in_country("DE");
    candor.line("contact add Alice --phone 0301234567 --for delivery --on 2026-01-15");
    candor.line("engagement start alice Site --asked-for --on 2026-01-15");
    candor.line("restrict alice phone --on 2026-11-16");

    let answer = candor.json("may-use alice delivery");
    assert_eq!(refused(&answer, "phone"), &json!(["RESTRICTED"]));
    assert!(!candor.line("export delivery alice").contains("0301234567"));
    assert!(passes(&candor.json("may-use alice delivery --to-person")).contains(&"phone"));
}

#[test]
fn the_agenda_tells_what_must_go_and_what_must_be_told() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-11-10");
    candor.line("assess prospecting --on 2026-01-01");
    candor.line(
        "contact add Carla --email carla@example.org --source public:LinkedIn --for prospecting \
         --on 2026-11-01",
    );

    let agenda = candor.json("agenda --until 2026-12-31");

    let lines: Vec<(&str, &str, &str, bool)> = agenda["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap_or_default();
            (text("day"), text("kind"), text("name"), line["overdue"].as_bool().unwrap())
        })
        .collect();
    assert!(lines.contains(&("2026-12-10", "erase", "Alice", false)), "{lines:?}");
    assert!(lines.contains(&("2026-12-01", "notice", "Carla", false)), "{lines:?}");
    assert!(lines.is_sorted_by_key(|line| line.0), "{lines:?}");
    assert_eq!(agenda["more"], false);
}
