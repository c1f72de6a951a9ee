//! Taking back, doing again, and deleting a whole contact.

use tempfile::TempDir;

use super::journeys::{card_says, set_up};

fn said(stage: &super::support::Stage<candor::tui::office::Desk>) -> &str {
    stage.model.message.as_ref().map_or("", |message| message.text.as_str())
}

#[test]
fn what_was_undone_is_done_again_and_named() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press("u");
    assert_eq!(stage.model.contacts.rows.total, 0);
    stage.press("ctrl-r");

    assert_eq!(said(&stage), "done again: new contact; `u` undoes it");
    assert!(card_says(&stage, "anna@example.org"), "{}", stage.text());
}

#[test]
fn nothing_to_do_again_is_said_so() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");

    stage.press(r#"n "Anna Bell" enter ctrl-r"#);

    assert_eq!(said(&stage), "nothing was undone that could be done again");
}

#[test]
fn a_whole_contact_is_deleted_in_one_change_and_comes_back_whole() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org +49 30 901820" enter"#);

    stage.press("d");
    assert!(
        stage.succeeded() && said(&stage).contains("3 values of Anna Bell"),
        "{}",
        said(&stage)
    );
    assert!(!stage.text().contains("anna@example.org"), "{}", stage.text());
    stage.press("u");

    assert!(card_says(&stage, "anna@example.org") && card_says(&stage, "901820"));
}

#[test]
fn a_contact_whose_values_the_law_keeps_is_not_deleted_and_the_reason_is_said() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter p p enter p p enter p i enter"#);

    stage.press("d");

    assert!(said(&stage).starts_with("not deleted: ") && said(&stage).contains("`D`"));
    assert!(card_says(&stage, "anna@example.org"), "{}", stage.text());
}

#[test]
fn a_line_without_a_value_does_not_delete_the_contact() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter 4"#);

    stage.press("d");

    assert!(!stage.succeeded() && card_says(&stage, "anna@example.org"), "{}", said(&stage));
}
