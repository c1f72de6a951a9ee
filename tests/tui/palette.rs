//! The palette takes what a command is to be done with.

use candor::tui::model::Overlay;
use tempfile::TempDir;

use super::journeys::{card_says, set_up};
use super::support::Stage;

#[test]
fn a_query_behind_the_name_finds_at_once() {
    let mut stage = Stage::open("80x24", 12);

    stage.press(r#": "find grace" enter"#);

    assert_eq!(stage.model.contacts.rows.total, 1);
    assert!(stage.model.overlay.is_none() && !stage.model.is_filtering());
}

#[test]
fn a_line_says_what_its_command_takes() {
    let mut stage = Stage::open("80x24", 12);

    stage.press(r#": "follow""#);
    assert!(stage.text().contains("<day, what>"), "{}", stage.text());
    stage.press(r#"" next fri""#);

    assert!(stage.text().contains("follow-up") && !stage.text().contains("No command fits"));
}

#[test]
fn go_and_a_place_go_there() {
    let mut stage = Stage::open("80x24", 12);

    stage.press(r#": "go agenda" enter"#);

    assert!(stage.model.board.open.is_some());
}

#[test]
fn a_form_opens_with_what_was_typed_and_enter_saves_it() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");

    stage.press(r#": "new Anna Bell anna@example.org @network" enter"#);
    assert!(stage.text().contains("email anna@example.org"), "{}", stage.text());
    stage.press("enter");
    assert!(card_says(&stage, "anna@example.org"), "{}", stage.text());
    stage.press(r#": "follow-up fri call about the quote" enter"#);
    assert!(stage.text().contains("Fri 27 Nov 2026"), "{}", stage.text());
    stage.press("enter");

    assert!(card_says(&stage, "call about the quote"), "{}", stage.text());
}

#[test]
fn a_day_behind_as_of_opens_why_as_of_it_and_a_wrong_one_is_named() {
    let mut stage = Stage::open("120x40", 12);

    stage.press(r#": "as-of 2026-03-01" enter"#);
    let said = stage.model.why.as_of.as_ref().map(|as_of| as_of.said.as_str());
    assert_eq!(said, Some("1 Mar 2026"));
    stage.press(r#": "as-of soon" enter"#);

    assert!(stage.text().contains("no day: today"), "{}", stage.text());
}

#[test]
fn an_argument_is_not_left_over_for_another_form() {
    let mut stage = Stage::open("80x24", 12);

    stage.press(r#": "merge grace" enter n"#);

    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
    assert!(form.fields.iter().all(|field| field.line.is_empty()));
}
