//! Rights, notices and the same person twice, recorded with keys.

use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::demo;
use candor::tui::model::Clipboard;
use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::{MONDAY, card_says, set_up};
use super::support::Stage;

fn anna(folder: &TempDir) -> Stage<Desk> {
    let mut stage = set_up(folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org +49 30 901820" enter p p enter p p enter"#);
    assert!(stage.succeeded(), "{}", stage.text());
    stage
}

#[test]
fn a_request_is_recorded_with_its_clock_and_stands_on_the_board() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press("r a enter");
    assert!(stage.succeeded(), "{}", stage.text());
    stage.press("g r");

    let text = stage.text();
    assert!(text.contains("access: to be answered by"), "{text}");
    stage.press(". enter g r");
    assert!(stage.text().contains("Nobody waits for an answer."), "{}", stage.text());
}

#[test]
fn a_restriction_asks_why_and_masks_the_value() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press("enter j j r r enter");
    assert!(stage.text().contains("say why, in a few words"), "{}", stage.text());
    stage.press(r#""they contest it" enter"#);

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(!card_says(&stage, "901820"), "{}", stage.text());
    stage.press("u");
    assert!(card_says(&stage, "901820"), "{}", stage.text());
}

#[test]
fn two_records_of_one_person_become_one_and_part_again() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);
    stage.press(r#"n "A. Bell bell@example.org" enter / "anna" enter"#);

    stage.press(r#"M "nobody@example.org" enter"#);
    assert!(stage.text().contains("nobody"), "{}", stage.text());
    stage.press(r#"ctrl-u "bell@example.org" enter"#);

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(card_says(&stage, "bell@example.org") && card_says(&stage, "anna@example.org"));
    stage.press("u");
    assert!(!card_says(&stage, "bell@example.org"), "{}", stage.text());
}

#[test]
fn a_contact_is_held_for_another_purpose_and_told() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press("p o n enter");
    assert!(stage.succeeded(), "{}", stage.text());
    stage.press("r t enter");

    assert!(stage.succeeded(), "{}", stage.text());
}

#[test]
fn a_value_is_copied_through_the_gate_and_a_restricted_one_is_not() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press("y y y p y n");
    assert_eq!(stage.copied, ["anna@example.org", "+49 30 901820", "Anna Bell"]);
    stage.press(r#"r r "they contest it" enter y p"#);

    assert_eq!(stage.copied.len(), 3, "{}", stage.text());
    assert!(stage.text().contains("not copied"), "{}", stage.text());
}

#[test]
fn a_web_address_is_copied_for_the_browser_unless_it_has_to_stay_or_copying_is_off() {
    let demo = demo::create(Arc::new(FixedClock(MONDAY))).unwrap();
    let mut stage = Stage::on("120x40", Desk::of(Arc::new(demo.session)));

    stage.press(r#"/ "solberg" enter o"#);
    let link = "https://talks.example.org/speakers/solberg";
    assert_eq!(stage.copied.pop().as_deref(), Some(link), "{}", stage.text());
    stage.model.clipboard = Clipboard::Off;
    stage.press("o");
    assert!(stage.copied.is_empty() && stage.text().contains("switched off"), "{}", stage.text());
    stage.model.clipboard = Clipboard::On;

    stage.press(r#"r r "they contest all" enter o"#);
    assert!(stage.copied.is_empty() && stage.text().contains("not copied"), "{}", stage.text());
}

#[test]
fn a_contact_is_copied_as_a_vcard_without_what_has_to_stay() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press("y v");
    let card = stage.copied.pop().unwrap();
    assert!(card.contains("FN:Anna Bell\r\n") && card.contains("TEL:+49 30 901820\r\n"), "{card}");

    stage.press(r#"enter j j r r "they contest it" enter y v"#);

    let card = stage.copied.pop().unwrap();
    assert!(card.contains("anna@example.org") && !card.contains("TEL"), "{card}");
    assert!(stage.text().contains("1 value stays: phone"), "{}", stage.text());

    stage.press(r#"1 r r "they contest all" enter y v"#);
    assert!(stage.copied.is_empty() && stage.text().contains("not copied"), "{}", stage.text());
    stage.press("m");
    assert!(stage.lent.is_empty() && stage.text().contains("no mail to them"), "{}", stage.text());
    stage.press(r#"| "cat" enter"#);
    assert!(stage.lent.is_empty() && stage.text().contains("not given away"), "{}", stage.text());
}
