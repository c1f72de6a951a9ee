//! What commands print: JSON shapes that programs rely on, tab-separated lines, harmless text.

use serde_json::Value;

use super::Candor;

/// The keys of an object, in the order in which they are printed.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn with_alice() -> Candor {
    let candor = Candor::in_country("DE");
    candor.line("contact add 'Alice Example' --email alice@example.org --set phone/work=030123456 --for enquiry --on 2026-05-20");
    candor
}

#[test]
fn why_answers_in_a_shape_that_stays() {
    let answer = with_alice().json("why alice email --as-of 2026-11-23");

    let expected = [
        "contact",
        "datum",
        "as_of",
        "verdict",
        "hold_until",
        "unjustified_since",
        "erase_by",
        "permitted",
        "reasons",
        "duties",
        "provenance",
        "headline",
        "claims",
        "recipients",
        "violations",
        "rights",
        "next",
        "proof",
        "carried_by",
    ];
    assert_eq!(keys(&answer), expected);
    assert_eq!(keys(&answer["datum"]), ["id", "category", "label", "value"]);
    let claim = &answer["proof"][0];
    let of_a_node = ["rule", "article", "purpose", "basis", "holds", "code", "record", "day"];
    let and_below = ["necessary", "carries", "children"];
    assert_eq!(keys(claim), [&of_a_node[..], &and_below[..]].concat());
    assert_eq!(keys(&claim["children"][0]), keys(claim));
    assert_eq!(
        keys(&answer["provenance"][0]),
        ["source", "how", "collected_on", "collected_for", "line"]
    );
}

#[test]
fn why_without_a_field_answers_for_every_value() {
    let answer = with_alice().json("why alice --as-of 2026-06-01");

    assert_eq!(
        keys(&answer),
        ["contact", "as_of", "sign", "headline", "data", "violations", "records", "duties"]
    );
    let said: Vec<(&str, &str)> = answer["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["datum"]["category"].as_str().unwrap(), one["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(said, [("name", "justified"), ("email", "justified"), ("phone", "justified")]);
}

#[test]
fn what_is_recorded_is_answered_with_its_number() {
    let candor = with_alice();

    let first = candor.json("contact add Bob --no-grounds");
    let talk = candor.json("interaction log bob 'called about the logo' --on 2026-05-21");

    assert_eq!(first["id"], 2);
    assert_eq!(talk["id"], 1);
    assert_eq!(
        keys(&talk),
        ["id", "opens", "closes", "keeps", "loses", "duties", "unassessed", "hints"]
    );
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let candor = with_alice();

    let tried = candor.json("contact add Bob --dry-run");

    assert_eq!(tried["dry_run"], true);
    assert_eq!(candor.line("contact list").lines().count(), 1);
}

#[test]
fn a_pipe_gets_fields_between_tabs_and_no_header() {
    let line = with_alice().line("contact list");

    let fields: Vec<&str> = line.trim_end().split('\t').collect();
    assert_eq!(fields[..3], ["1", "Alice Example", "alice@example.org"]);
}

#[test]
fn an_escape_sequence_in_a_name_is_shown_and_not_sent() {
    let candor = Candor::in_country("DE");
    candor.run(&["contact", "add", "Eve\u{1b}]0;gone\u{7}\u{202e}\tX", "--email", "e@example.org"]);

    for line in ["contact list", "contact show 1", "why 1 email", "why 1"] {
        let shown = candor.line(line);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{line}: {shown:?}");
    }
    assert!(candor.line("contact list").contains("Eve␛]0;gone␇ X"));
}

#[test]
fn days_are_said_in_words() {
    let candor = with_alice();
    candor.line("interaction log alice 'called' --on yesterday");
    candor.line("interaction log alice 'wrote' --on=-3d");
    candor.line("interaction log alice 'wrote again' --on -2w");

    let talks = candor.json("interaction list alice");

    let days: Vec<&str> =
        talks.as_array().unwrap().iter().map(|talk| talk["on"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-11-22", "2026-11-20", "2026-11-09"]);
}

#[test]
fn whoever_is_meant_is_found_by_any_identifier() {
    let candor = with_alice();
    let uid = candor.json("contact show 1")["uid"].as_str().unwrap().to_owned();

    for who in
        ["1", "'#1'", &uid, "ALICE@example.org", "'+49 30 123456'", "alice", "'example alice'"]
    {
        assert_eq!(candor.json(&format!("contact show {who}"))["id"], 1, "{who}");
    }
}

#[test]
fn a_value_is_found_by_category_label_number_or_itself() {
    let candor = with_alice();

    for field in ["phone", "phone/work", "work", "'#3'", "3", "030123456"] {
        let answer = candor.json(&format!("why alice {field} --as-of 2026-06-01"));
        assert_eq!(answer["datum"]["id"], 3, "{field}");
    }
}

#[test]
fn an_edit_is_undone_and_done_again() {
    let candor = with_alice();
    candor.line("contact edit alice --correct email=alice@example.net");
    assert!(candor.line("contact list").contains("example.net"));

    candor.line("undo");
    assert!(candor.line("contact list").contains("example.org"));

    candor.line("undo --redo");
    assert!(candor.line("contact list").contains("example.net"));
}
