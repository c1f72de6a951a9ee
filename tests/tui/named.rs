//! What must be said in words: who told us of somebody, and how long a country keeps invoices.

use std::sync::Arc;

use candor::app::KdfPasses;
use candor::app::clock::FixedClock;
use candor::tui::model::{Overlay, Stage as Place};
use candor::tui::office::{Desk, Door};
use tempfile::TempDir;

use super::journeys::{MONDAY, WORDS, set_up};
use super::support::Stage;

fn door_in(country: &str, folder: &TempDir) -> Desk {
    Desk::at_the_door(Door {
        folder: folder.path().join("vault"),
        folder_shown: "~/vault".to_owned(),
        clock: Arc::new(FixedClock(MONDAY)),
        passes: KdfPasses::Fixed(1),
        country: country.to_owned(),
        zone: "Europe/Berlin".to_owned(),
    })
}

#[test]
fn a_country_without_a_known_tax_period_is_asked_for_it() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::on("120x40", door_in("MT", &folder));
    stage.press(r#""Jo Fox" enter"#);
    assert!(stage.text().contains("invoices are kept for"), "{}", stage.text());

    stage.press(r#"tab tab "soon" enter"#);
    assert!(stage.text().contains("! not a period"), "{}", stage.text());
    stage.press(r#"ctrl-u "7" tab"#);
    assert!(stage.text().contains("7 years"), "{}", stage.text());
    stage.press(&format!(r#"enter enter enter "{WORDS}" tab "{WORDS}" enter"#));
    assert_eq!(stage.model.stage, Place::Main, "{}", stage.text());
    stage.press(r#"n "Anna Bell anna@example.org" enter p p enter p p enter p i enter p e"#);

    // An invoice of 2026 is kept to the end of the seventh year after it.
    assert!(stage.text().contains("31 Dec 2033"), "{}", stage.text());
}

#[test]
fn a_country_with_a_known_tax_period_is_not_asked() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::on("80x24", door_in("DE", &folder));

    stage.press(r#""Jo Fox" enter"#);

    assert!(!stage.text().contains("invoices are kept for"), "{}", stage.text());
}

#[test]
fn somebody_who_told_us_is_named() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org""#);
    assert!(!stage.text().contains("by name"), "{}", stage.text());

    stage.press("tab tab s");
    assert!(stage.text().contains("by name"), "{}", stage.text());
    stage.press("enter");
    assert!(stage.text().contains("! name it"), "{}", stage.text());
    stage.press(r#""Bert Bell" enter"#);
    assert!(stage.succeeded(), "{}", stage.text());
    stage.press("enter j w");

    let why = stage.model.why.shown.as_ref().expect("an answer");
    assert!(why.lines.iter().any(|line| line.text.contains("Bert Bell")), "{}", stage.text());
}

#[test]
fn the_public_source_of_an_import_is_named_before_the_review() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("people.vcf");
    #[expect(clippy::disallowed_methods, reason = "a file of another program, made for the test")]
    std::fs::write(&file, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Bell\r\nEND:VCARD\r\n").unwrap();
    let mut stage = set_up(&folder, "120x40");

    stage.press(&format!(r#"I "{}" tab tab a enter"#, file.display()));
    assert!(stage.text().contains("! name it"), "{}", stage.text());
    stage.press(r#""the register of companies" enter"#);

    assert!(matches!(stage.model.overlay, Some(Overlay::Review(_))), "{}", stage.text());
}
