//! Importing through the command line: what comes in, what is left out, and nothing twice.

use super::Candor;

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Bell\r\nEMAIL:anna@example.org\r\n\
    BDAY:1990-04-15\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ben Moor\r\n\
    TEL;TYPE=work:+4930901820\r\nEND:VCARD\r\n";

/// An empty vault, and a file to import.
fn with_cards(cards: &str) -> (Candor, String) {
    let candor = Candor::in_country("DE");
    let path = candor.file("people.vcf", cards);
    let line = format!("import {} --source unknown --on 2026-11-01", path.display());
    (candor, line)
}

#[test]
fn an_old_address_book_comes_in_to_be_sorted() {
    let (candor, import) = with_cards(CARDS);

    let report = candor.json(&format!("{import} --purpose sorting"));

    assert_eq!((&report["cards"], &report["new"]), (&2.into(), &2.into()));
    let answer = candor.json("why anna birthday --as-of 2026-11-23");
    assert_eq!(answer["permitted"], serde_json::json!(["sorting"]));
    assert_eq!(answer["provenance"][0]["how"], "import:people.vcf");
    assert_eq!(answer["provenance"][0]["line"], 5);
}

#[test]
fn a_second_import_of_the_same_file_changes_nothing() {
    let (candor, import) = with_cards(CARDS);
    candor.json(&format!("{import} --purpose sorting"));
    let before = candor.line("why anna");

    let report = candor.json(&format!("{import} --purpose sorting"));

    assert_eq!((&report["new"], &report["changed"]), (&0.into(), &0.into()));
    assert_eq!((&report["same"], candor.line("why anna")), (&2.into(), before));
}

#[test]
fn what_the_purpose_does_not_need_is_left_out_and_told() {
    let (candor, import) = with_cards(CARDS);

    let report = candor.json(&format!("{import} --purpose network"));

    assert_eq!(report["not_needed"][0]["category"], "birthday");
    assert!(!candor.line("contact show anna").contains("birthday"));
}

#[test]
fn c06_an_import_for_the_newsletter_proves_no_consent() {
    let (candor, import) = with_cards(CARDS);
    candor.json(&format!("{import} --purpose newsletter"));

    let answer = candor.json("why anna email --as-of 2026-11-23");

    assert_eq!(answer["verdict"], "unjustified");
    assert_eq!(answer["reasons"], serde_json::json!(["CONSENT_UNPROVEN"]));
}

#[test]
fn a_broken_card_is_told_with_its_line_and_the_others_come_in() {
    let (candor, import) = with_cards(&format!("BEGIN:VCARD\r\nFN:Half\r\n{CARDS}"));

    let report = candor.json(&format!("{import} --purpose sorting"));

    assert!(report["problems"]["count"].as_u64().unwrap() >= 1, "{report}");
    assert!(candor.line("contact list").contains("Ben Moor"));
}

#[test]
fn a_file_that_is_not_there_is_a_failure() {
    let candor = Candor::in_country("DE");

    let (code, told) = candor.fails("import nowhere.vcf --purpose sorting --source unknown");

    assert_eq!(code, 1);
    assert!(told.contains("caused by:"), "{told}");
}
