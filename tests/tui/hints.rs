//! What a text seems to speak of is said while it is typed, and the answer is kept.

use tempfile::TempDir;

use super::journeys::{card_says, set_up};
use super::support::Stage;
use candor::tui::office::Desk;

/// Anna's website is being made.
fn anna(folder: &TempDir) -> Stage<Desk> {
    let mut stage = set_up(folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter p p enter p p enter"#);
    stage
}

const ASKED: &str = "the hint";

#[test]
fn a_hint_is_said_while_the_text_is_typed_and_goes_with_it() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press(r#"i "called: is diabe""#);
    assert!(!stage.text().contains(ASKED), "{}", stage.text());
    stage.press(r#""tic""#);
    let text = stage.text();
    assert!(text.contains(ASKED) && text.contains("seems to speak of health"), "{text}");
    assert!(text.contains("keep it marked"), "{text}");

    stage.press(r#"ctrl-u "called about prices""#);

    assert!(!stage.text().contains(ASKED), "{}", stage.text());
}

#[test]
fn a_part_that_is_left_out_is_never_stored() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press(r#"i "called about prices, is diabetic" tab l"#);
    assert!(stage.text().contains("“called about prices”"), "{}", stage.text());
    stage.press("enter");

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(stage.text().contains("called about prices"), "{}", stage.text());
    assert!(!stage.text().contains("diabetic"), "{}", stage.text());
}

#[test]
fn a_marked_note_is_unjustified_until_the_user_says_that_the_hint_errs() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);
    stage.press("e");
    note_field(&mut stage);
    stage.press(r#""Ill at ease on the phone" enter"#);
    assert!(stage.succeeded() && card_says(&stage, "Ill at ease"), "{}", stage.text());
    assert!(unjustified(&stage), "{}", stage.text());

    stage.press("e");
    note_field(&mut stage);
    while !focused(&stage, ASKED) {
        stage.press("tab");
    }
    stage.press("i enter");

    assert!(stage.succeeded() && !unjustified(&stage), "{}", stage.text());
}

#[test]
fn they_agreed_expressly_asks_for_the_proof_and_carries_the_text() {
    let folder = TempDir::new().unwrap();
    let mut stage = anna(&folder);

    stage.press(r#"i "called, is diabetic" tab t enter"#);
    assert!(stage.text().contains("! say how they agreed"), "{}", stage.text());
    stage.press(r#""signed form" tab "v3" enter"#);

    assert!(stage.succeeded() && !unjustified(&stage), "{}", stage.text());
}

/// The line of the form that the keys go to.
fn focused(stage: &Stage<Desk>, label: &str) -> bool {
    stage.text().contains(&format!("▌{label}"))
}

fn note_field(stage: &mut Stage<Desk>) {
    for _ in 0..30 {
        if focused(stage, "note") {
            return;
        }
        stage.press("tab");
    }
    panic!("no note:\n{}", stage.text());
}

/// Whether the list says that something is held without a reason.
fn unjustified(stage: &Stage<Desk>) -> bool {
    stage.text().lines().any(|line| line.contains("! Anna Bell"))
}
