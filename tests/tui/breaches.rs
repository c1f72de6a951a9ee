//! The agenda of breaches on a real vault.

use std::sync::Arc;

use candor::app::breaches::{self, NewBreach};
use candor::app::clock::FixedClock;
use candor::app::{Mode, Passphrase, Secret, Session};
use candor::domain::breach::Risk;
use tempfile::TempDir;

use super::journeys::{MONDAY, WORDS, set_up};

#[test]
fn the_agenda_begins_with_whom_to_tell_of_breaches() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);
    let words = Passphrase::new(WORDS.to_owned()).unwrap();
    let clock = Arc::new(FixedClock(MONDAY));
    let vault = folder.path().join("vault");
    let session = Session::open(&vault, &Secret::Passphrase(&words), clock).unwrap();
    let lost = NewBreach {
        aware: Some("2026-11-20 09:00".to_owned()),
        what: "a laptop was stolen".to_owned(),
        whose: Vec::new(),
        categories: Vec::new(),
        sealed: true,
        risk: Risk::High,
        measures: String::new(),
    };
    breaches::add(&session, &lost, Mode::Commit).unwrap();

    stage.press("6");

    let board = stage.model.board.shown.clone().unwrap();
    assert_eq!(board.lines[0].name, "Breaches");
    assert_eq!(board.lines[1].name, "a laptop was stolen");
    assert!(board.lines[1].text.starts_with("tell the authority: it was due by 23 November 2026"));
    assert_eq!(board.summary, "2 due, 1 late");
    stage.press("j k .");
    assert!(stage.text().contains("a laptop was stolen"), "{}", stage.text());

    // The top line counts what the agenda lists, breaches and days to come back among them.
    stage.press(r#"1 f "fri call" enter 6"#);
    let summary = stage.model.board.shown.clone().unwrap().summary;
    assert_eq!(summary, "3 due, 1 late", "{}", stage.text());
    assert!(stage.text().lines().next().unwrap().contains("· 3 due"), "{}", stage.text());
}
