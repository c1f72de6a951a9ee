//! Saved queries on their board.

use tempfile::TempDir;

use super::journeys::set_up;

#[test]
fn a_segment_is_renamed_and_deleted_on_its_board_and_both_can_be_undone() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell a@example.org" enter / "bell" enter S "clients" enter 0"#);
    assert!(stage.text().contains("clients"), "{}", stage.text());

    stage.press(r#"e ctrl-u "old clients" enter"#);
    assert!(stage.succeeded() && stage.text().contains("old clients"), "{}", stage.text());
    stage.press("u");
    assert!(!stage.text().contains("old clients"), "{}", stage.text());
    stage.press("d");
    assert!(stage.text().contains("deleted the segment clients"), "{}", stage.text());
    assert!(stage.text().contains("No segment yet."), "{}", stage.text());
    stage.press("u");

    assert!(!stage.text().contains("No segment yet."), "{}", stage.text());
}

#[test]
fn a_name_that_is_taken_is_refused_while_it_is_typed() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage
        .press(r#"n "Anna Bell a@example.org" enter / "bell" enter S "one" enter S "two" enter 0"#);

    stage.press(r#"e ctrl-u "two""#);

    assert!(stage.text().contains("there is a segment `two` already"), "{}", stage.text());
}
