//! The card tells of a use without permission, and `w` says why it was none.

use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::consents::{self, NewConsent};
use candor::app::disclosures::{self, NewDisclosure};
use candor::app::{Mode, Passphrase, Secret, Session, find};
use candor::domain::{ConsentState, Day};
use tempfile::TempDir;

use super::journeys::{MONDAY, WORDS, card_says, set_up};

#[test]
fn a_use_without_permission_has_a_line_on_the_card_for_good() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);
    let words = Passphrase::new(WORDS.to_owned()).unwrap();
    let clock = Arc::new(FixedClock(MONDAY));
    let vault = folder.path().join("vault");
    let session = Session::open(&vault, &Secret::Passphrase(&words), clock).unwrap();
    let anna = find::contact(&session, "anna").unwrap();
    let today = session.today();
    let consent = |state: ConsentState, on: Day| {
        let mut new = NewConsent::new("newsletter", state, on);
        (new.method, new.notice) = ("paper".to_owned(), "v1".to_owned());
        consents::record(&session, anna, &new, Mode::Commit).unwrap();
    };
    let send = || {
        let (purpose, means) = ("newsletter".to_owned(), "mail".to_owned());
        let new = NewDisclosure { recipient: None, purpose, data: vec![], on: today, means };
        disclosures::add(&session, anna, &new, Mode::Commit).unwrap()
    };

    consent(ConsentState::Given, today);
    assert!(send().value.violation.is_empty());
    stage.press("g g");
    assert!(!card_says(&stage, "misused"), "{}", stage.text());

    consent(ConsentState::Withdrawn, today);
    assert!(!send().value.violation.is_empty());
    stage.press("6 1");
    let line = "misused used without permission: they had taken their consent back on 23 November";
    assert!(card_says(&stage, line), "{}", stage.text());

    send();
    stage.press("6 1");
    assert!(
        card_says(&stage, "used without permission (and once before): they"),
        "{}",
        stage.text()
    );
    let at = stage.model.detail.shown.as_ref().unwrap().card.iter();
    let at = at.take_while(|line| line.label != "misused").count();
    stage.press("2 g g").press(&"j ".repeat(at)).press("w");
    assert!(stage.text().contains("Used, 23 November 2026"), "{}", stage.text());
}
