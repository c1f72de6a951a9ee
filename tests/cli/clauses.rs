//! Clauses of the scenarios beside their verdicts: what may leave, what stays on record, what a
//! copy says, what a form refuses.

use serde_json::{Value, json};

use super::Candor;

const TODAY: &str = "2026-11-23";

/// Alice signed up for the newsletter on a web form.
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

/// The fields that may leave.
fn passes(candor: &Candor, line: &str) -> Vec<String> {
    let answer = candor.json(&format!("may-use {line}"));
    let fields = answer["passes"].as_array().unwrap().iter();
    fields.map(|one| one["field"].as_str().unwrap().to_owned()).collect()
}

/// Why a field may not.
fn refused(candor: &Candor, line: &str, field: &str) -> Value {
    let answer = candor.json(&format!("may-use {line}"));
    let mut all = answer["refused"].as_array().unwrap().iter();
    all.find(|one| one["field"] == field).map_or(Value::Null, |one| one["reasons"].clone())
}

#[test]
fn c02_what_was_sent_before_the_withdrawal_was_permitted_on_its_day() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    for on in ["2026-02-02", "2026-06-15", "2026-11-09"] {
        let line = format!("alice newsletter --channel email --as-of {on}");
        assert_eq!(passes(&candor, &line), ["name", "email"], "{on}");
    }
    for on in ["2026-11-10", TODAY] {
        let line = format!("alice newsletter --channel email --as-of {on}");
        assert!(passes(&candor, &line).is_empty(), "{on}");
    }
}

#[test]
fn c02_the_evidence_of_a_consent_survives_its_address_and_names_it_no_more() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    candor.line("erase alice email --yes");

    let left = candor.json("consent list alice");
    let states: Vec<&Value> =
        left.as_array().unwrap().iter().map(|event| &event["state"]).collect();
    assert_eq!(states, ["given", "withdrawn"]);
    assert!(!left.to_string().contains("alice@example.org"), "{left}");
    for record in ["consent/1", "consent/2"] {
        let why = candor.json(&format!("why alice {record}"));
        assert_eq!(why["purpose"], "proof");
        assert_eq!(why["verdict"], "justified");
        assert_eq!(why["article"], "Art. 7(1)");
        assert_eq!(why["hold_until"], "2029-11-10");
        assert!(!why.to_string().contains("alice@example.org"), "{why}");
    }
    // The mark stays as well: who comes in with the address is not written to.
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A.\r\nEMAIL:Alice@example.org\r\nEND:VCARD\r\n";
    let file = candor.file("list.vcf", card);
    let line = format!("import {} --for prospecting --source person --dry-run", file.display());
    assert!(candor.json(&line).to_string().contains("SUPPRESSED"));
}

#[test]
fn c03_the_newsletter_gets_nothing_and_the_work_what_it_needs() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --birthday 1990-04-15 --on 2026-01-15 \
         --postal-address 'Münzstr. 5, 10178 Berlin' --for delivery",
    );
    candor.line("engagement start alice K-7 --on 2026-01-15");
    candor.line(
        "consent give alice newsletter --category email --category birthday \
         --method 'web form' --notice v3 --on 2026-02-02",
    );
    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    assert!(passes(&candor, "alice newsletter").is_empty());
    assert_eq!(passes(&candor, "alice delivery"), ["name", "email", "postal-address"]);
    assert!(!candor.line("export delivery alice").contains("1990"));
}

#[test]
fn c04_what_was_sent_between_two_consents_was_permitted_on_no_day_of_it() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    candor.line(
        "consent give alice newsletter --channel email --method 'web form' --notice v4 \
         --validity P24M --on 2026-06-01",
    );
    let on = |day: &str| format!("alice newsletter --channel email --as-of {day}");

    for day in ["2026-04-01", "2026-04-15", "2026-05-31"] {
        assert_eq!(refused(&candor, &on(day), "email"), json!(["CONSENT_WITHDRAWN"]), "{day}");
    }
    assert_eq!(passes(&candor, &on("2026-06-01")), ["name", "email"]);
    assert_eq!(passes(&candor, &on("2026-03-31")), ["name", "email"]);
}

#[test]
fn c11_only_the_tax_office_still_gets_anything() {
    let candor = Candor::in_country("GB");
    candor.line(
        "contact add Alice --phone '020 7946 0123' --on 2026-01-10 --for delivery \
         --postal-address '5 High St, London, SW1A 1AA'",
    );
    candor.line("engagement start alice Site --on 2026-01-10");
    candor.line("event add alice invoice --number 7 --on 2026-03-31");
    candor.line(
        "consent give alice newsletter --method paper --notice v1 --validity P6M --on 2026-05-20",
    );
    candor.line("engagement end alice --on 2026-09-30");

    assert_eq!(passes(&candor, "alice delivery"), [""; 0]);
    assert_eq!(passes(&candor, "alice newsletter"), [""; 0]);
    assert_eq!(passes(&candor, "alice tax"), ["name", "postal-address"]);
    let exported = candor.line("export tax alice");
    assert!(exported.contains("5 High St") && !exported.contains("7946"), "{exported}");
    let agenda = candor.json("agenda");
    let mut lines = agenda["lines"].as_array().unwrap().iter();
    let erase = lines.find(|line| line["kind"] == "erase").unwrap();
    assert_eq!((&erase["day"], &erase["overdue"]), (&json!("2026-11-01"), &json!(true)));
}

#[test]
fn c13_the_answer_gives_reasons_and_remedies_and_keeps_no_erased_value() {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --phone 0301234567 --birthday 1990-04-15 --note 'Likes blue' \
         --for delivery --on 2025-02-01 --postal-address 'Münzstr. 5, 10178 Berlin'",
    );
    candor.line("engagement start alice Site --on 2025-02-01");
    candor.line("event add alice invoice --on 2025-03-15");
    candor.line("engagement end alice --on 2025-04-30");
    candor.line(&format!("request add alice erasure --on {TODAY}"));
    assert_eq!(candor.json("request show alice")["due"], "2026-12-23");

    let done = candor.json("erase alice --requested --yes");

    let words = |key: &str| -> Vec<String> {
        let list = done[key].as_array().unwrap();
        list.iter().map(|one| one["category"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words("goes"), ["phone", "note", "birthday"]);
    assert_eq!(words("stays"), ["name", "postal-address"]);
    for field in ["name", "postal-address"] {
        let why = candor.json(&format!("why alice {field}"));
        assert_eq!(
            (&why["hold_until"], &why["permitted"]),
            (&json!("2033-12-31"), &json!(["tax"]))
        );
    }
    let request = candor.json("request show alice").to_string();
    for gone in ["0301234567", "1990-04-15", "Likes blue"] {
        assert!(!request.contains(gone), "{request}");
    }
}

#[test]
fn c18_our_own_chaser_leaves_the_period_of_an_enquiry_as_it_was() {
    let until = |chaser: &str| {
        let candor = Candor::in_country("DE");
        candor.line(
            "contact add Alice --email alice@example.org --how message --for enquiry \
             --on 2026-05-20",
        );
        if !chaser.is_empty() {
            candor.line(&format!("interaction log alice 'about the offer' {chaser}"));
        }
        candor.json("why alice email")["hold_until"].clone()
    };

    assert_eq!(until(""), "2026-11-20");
    assert_eq!(until("--means mail --to-them --on 2026-09-01"), "2026-11-20");
    assert_eq!(until("--means mail --from-them --on 2026-09-01"), "2027-03-01");
}

/// A policy of the user's own with three purposes of marketing beside the usual ones.
fn with_offers() -> Candor {
    let candor = Candor::in_country("DE");
    let purpose = |key: &str, rest: &str| {
        format!(
            "\n[[purpose]]\nkey = \"{key}\"\ntext = \"to offer {key}\"\nbasis = \
             \"legitimate-interests\"\nmarketing = true\n{rest}\nretention = {{ \
             anchor = \"last-contact-from\", period = \"P24M\" }}\nprovision = \"Art. 6(1)(f) \
             GDPR\"\n[purpose.needs]\nname = \"to address\"\nemail = \"to write\"\n"
        )
    };
    let similar = "similar-to = [\"web design\"]";
    let text = [
        purpose("maintenance", &format!("offers = \"web maintenance\"\n{similar}")),
        purpose("yoga", "offers = \"yoga retreats\""),
        purpose(
            "partner",
            &format!("offers = \"web hosting\"\n{similar}\non-behalf-of = \"Hoster Ltd\""),
        ),
    ];
    let file = candor.file("offers.toml", &text.concat());
    candor.line(&format!("policy adopt {} --yes", file.display()));
    candor
}

#[test]
fn c22_the_like_may_be_offered_and_neither_another_thing_nor_a_partners() {
    let candor = with_offers();
    candor.line(
        "contact add Alice --email alice@example.org --for delivery --opt-out-offered \
         --on 2026-01-15",
    );
    candor.line("engagement start alice Site --service 'web design' --asked-for --on 2026-01-15");

    assert_eq!(passes(&candor, "alice maintenance --channel email"), ["email"]);
    for purpose in ["yoga", "partner"] {
        let line = format!("alice {purpose} --channel email");
        assert_eq!(refused(&candor, &line, "email"), json!(["CHANNEL_NOT_PERMITTED"]), "{purpose}");
    }
}

#[test]
fn c34_a_copy_holds_every_item_that_the_law_lists() {
    let candor = alice();
    candor
        .line("disclosure add alice email --to 'Bookkeeper Ltd' --for newsletter --on 2026-04-02");
    candor.line("disclosure add alice email --to 'Mailhost Inc.' --for newsletter --on 2026-06-01");

    let copy = candor.json("request access alice");

    let data = copy["data"].as_array().unwrap();
    assert_eq!(data.len(), 2);
    for datum in data {
        for item in ["category", "value", "kept", "verdict"] {
            assert!(datum[item].as_str().is_some_and(|text| !text.is_empty()), "{item}: {datum}");
        }
        assert!(!datum["sources"].as_array().unwrap().is_empty(), "{datum}");
    }
    let got = |n: usize| {
        (copy["recipients"][n]["name"].clone(), copy["recipients"][n]["got"][0]["on"].clone())
    };
    assert_eq!(got(0), (json!("Bookkeeper Ltd"), json!("2026-04-02")));
    assert_eq!(got(1), (json!("Mailhost Inc."), json!("2026-06-01")));
    assert!(copy["purposes"].to_string().contains("newsletter"), "{}", copy["purposes"]);
    assert!(copy["rights"].to_string().contains("Art. 16"), "{copy}");
    assert!(copy.to_string().contains("Art. 77"), "{copy}");
    assert_eq!(copy["automated_decisions"], false);
    assert_eq!(copy["generated_at"], "2026-11-23T12:00:00+00:00");
}
