//! Uses by the user's own hand: judged for their day when they are recorded, and listed for ever.

use serde_json::{Value, json};

use super::Candor;

/// Alice signed up for the newsletter on a web form.
fn alice() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line(
        "contact add Alice --email alice@example.org --how form --for newsletter --on 2026-02-02",
    );
    give(&candor, "v3", "2026-02-02");
    candor
}

fn give(candor: &Candor, notice: &str, on: &str) {
    candor.line(&format!(
        "consent give alice newsletter --channel email --method 'web form' --notice {notice} \
         --validity P24M --on {on}"
    ));
}

/// Records a newsletter that went out on a day; gives the answer.
fn send(candor: &Candor, on: &str) -> Value {
    candor.json(&format!("disclosure add alice --for newsletter --on {on}"))
}

/// The days of the uses that were not permitted, with their codes.
fn violations(candor: &Candor) -> Vec<(String, Value)> {
    let list = candor.json("disclosure list --violations");
    let line = |one: &Value| (one["on"].as_str().unwrap().to_owned(), one["violation"].clone());
    list.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn c02_newsletters_before_the_withdrawal_are_on_record_as_permitted_and_stay_so() {
    let candor = alice();
    for on in ["2026-02-02", "2026-06-15", "2026-11-09"] {
        let sent = send(&candor, on);
        assert_eq!((&sent["violation"], &sent["violation_text"]), (&json!([]), &Value::Null));
    }

    candor.line("consent withdraw alice newsletter --on 2026-11-10");

    assert_eq!(violations(&candor), []);
    let all = candor.json("disclosure list alice");
    assert_eq!(all.as_array().unwrap().len(), 3);
    assert!(all.as_array().unwrap().iter().all(|one| one["violation"] == json!([])), "{all}");
    assert_eq!(candor.json("why alice")["violations"], json!([]));
}

#[test]
fn c04_a_send_between_two_consents_is_listed_as_a_violation_for_ever() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    let sent = send(&candor, "2026-04-15");
    assert_eq!(sent["violation"], json!(["CONSENT_WITHDRAWN"]));
    let listed = [("2026-04-15".to_owned(), json!(["CONSENT_WITHDRAWN"]))];
    assert_eq!(violations(&candor), listed);

    // Given again by herself; nothing behind it is cured, nor by a withdrawal that is undone.
    give(&candor, "v4", "2026-06-01");
    assert_eq!(send(&candor, "2026-06-02")["violation"], json!([]));
    candor.line("consent withdraw alice newsletter --on 2026-07-01");
    candor.line("undo");
    candor.line("object alice --on 2026-08-01");
    assert_eq!(violations(&candor), listed);

    // The address goes, and then she; the record of its use stays.
    candor.line("erase alice email --yes");
    assert_eq!(violations(&candor), listed);
    let all = candor.json("disclosure list alice --violations").to_string();
    assert!(!all.contains("alice@example.org"), "{all}");
    candor.line("erase alice --yes");
    assert_eq!(violations(&candor), listed);
}

#[test]
fn a_consent_that_is_entered_late_cures_nothing_that_was_recorded_before_it() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    send(&candor, "2026-04-15");

    give(&candor, "v4", "2026-04-10");

    assert_eq!(violations(&candor).len(), 1);
    assert_eq!(send(&candor, "2026-04-15")["violation"], json!([]));
    assert_eq!(violations(&candor).len(), 1);
}

#[test]
fn what_was_not_permitted_is_recorded_with_a_warning_and_without_a_failure() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");

    let words = ["disclosure", "add", "alice", "--for", "newsletter", "--on", "2026-04-15"];
    let output = candor.output(&words);

    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains(
            "warning: this was not permitted on that day: they had taken their consent back on \
             1 April 2026 (e-mail address)\n"
        ),
        "{told}"
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "use for newsletter\t1\n");
}

#[test]
fn a_use_that_is_only_tried_is_judged_and_not_recorded() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");

    let line = "disclosure add alice --for newsletter --on 2026-04-15";
    let tried = candor.json(&format!("{line} --dry-run"));
    let passed = candor.json(&format!("{line} --to Bob --dry-run"));

    assert_eq!(tried["violation"], json!(["CONSENT_WITHDRAWN"]));
    assert_eq!((&tried["dry_run"], &tried["id"]), (&json!(true), &Value::Null));
    assert_eq!(passed["violation"], json!(["CONSENT_WITHDRAWN"]));
    assert_eq!(candor.json("disclosure list"), json!([]));
    let (_, told) = candor.fails("disclosure told alice --to Bob");
    assert!(told.contains("nobody of that name"), "{told}");
}

#[test]
fn a_list_of_uses_has_everything_that_a_program_asks_for() {
    let candor = alice();
    candor.line("contact edit alice --add birthday=1990-04-15 --for newsletter --on 2026-02-02");
    candor.line("contact add Bo --email bo@example.org --how form --on 2026-01-02");
    candor.line("disclosure add bo email --to Bob --for newsletter --on 2026-03-02");
    candor.line("disclosure add alice email birthday --for newsletter --on 2026-03-01");

    let list = candor.json("disclosure list --violations");

    assert_eq!(
        list[0],
        json!({
            "id": 1,
            "contact": { "id": 1, "name": "Alice" },
            "on": "2026-03-01",
            "recipient": "",
            "purpose": "newsletter",
            "means": "mail",
            "data": [2, 3],
            "categories": ["email", "birthday"],
            "refused": [],
            "violation": ["NOT_NECESSARY"],
            "violation_text": "Used on 1 March 2026 by mail for “newsletter” without permission: \
                               it was not needed for that (birthday).",
            "violations": [{ "datum": 3, "reasons": ["NOT_NECESSARY"] }],
        })
    );
    assert_eq!((&list[1]["contact"]["name"], &list[1]["recipient"]), (&json!("Bo"), &json!("Bob")));
    assert_eq!(list.as_array().unwrap().len(), 2);
}

#[test]
fn why_tells_a_use_without_permission_of_the_value_that_it_concerns() {
    let candor = alice();
    candor.line("consent withdraw alice newsletter --on 2026-04-01");
    for on in ["2026-04-15", "2026-05-15", "2026-06-15", "2026-07-15"] {
        send(&candor, on);
    }

    let email = candor.json("why alice email")["violations"].clone();
    let name = candor.json("why alice name")["violations"].clone();
    let then = candor.json("why alice email --as-of 2026-04-30")["violations"].clone();
    let all = candor.json("why alice")["violations"].clone();

    assert_eq!(email.as_array().unwrap().len(), 4);
    assert_eq!(
        email[0],
        "Used on 15 July 2026 by mail for “newsletter” without permission: they had taken their \
         consent back on 1 April 2026."
    );
    assert_eq!(email[3], "And 1 more use without permission; `disclosure list` has them all.");
    assert_eq!((name, then.as_array().unwrap().len()), (json!([]), 1));
    assert!(all[0].as_str().unwrap().ends_with("on 1 April 2026 (e-mail address)."), "{all}");
    let said = candor.line("why alice email");
    assert!(said.contains("\nmisused Used on 15 July 2026"), "{said}");
    let record = candor.line("why alice disclosure/1");
    assert!(record.contains("they had taken their consent back on 1 April 2026"), "{record}");
}
