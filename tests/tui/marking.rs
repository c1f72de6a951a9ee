//! Marks in the list of contacts, and what is done with all that are marked.

use candor::tui::model::{FormKind, Overlay};
use candor::tui::msg::Deed;
use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::{card_says, set_up};
use super::support::Stage;

fn three(folder: &TempDir) -> Stage<Desk> {
    let mut stage = set_up(folder, "120x40");
    for name in ["Anna Bell a@example.org", "Bo Cole b@example.org", "Cy Dunn c@example.org"] {
        stage.press(&format!(r#"n "{name} @network" enter"#));
    }
    stage.press("g g");
    stage
}

fn marked<O: candor::tui::worker::Office>(stage: &Stage<O>) -> Vec<u64> {
    stage.model.contacts.marked.iter().map(|id| id.0).collect()
}

#[test]
fn space_marks_a_star_turns_round_and_esc_takes_the_marks_away_first() {
    let mut stage = Stage::open("80x24", 12);

    stage.press("space j v");
    assert_eq!(marked(&stage), [0, 2]);
    assert!(stage.text().contains("2 marked") && stage.text().contains("●"), "{}", stage.text());
    assert!(stage.text().contains("d delete them  f follow up  M merge two"), "{}", stage.text());
    stage.press("*");
    assert_eq!(marked(&stage).len(), 10);
    stage.press("* / \"grace\" enter space");
    assert_eq!(marked(&stage), [0, 2, 8], "marks outlive a filter");

    stage.press("esc");
    assert_eq!(marked(&stage), [0; 0]);
    assert_eq!(stage.model.contacts.rows.total, 1, "the filter goes with the next one");
}

#[test]
fn a_star_marks_all_that_is_found_however_many() {
    let mut stage = Stage::open("80x24", 100_000);

    stage.press("*");

    assert!(stage.text().contains("100 000 marked"), "{}", stage.text());
    stage.press("d");
    assert!(stage.text().contains("at most 1 000 in one go"), "{}", stage.text());
    assert!(stage.deeds().is_empty());
}

#[test]
fn the_marked_are_deleted_by_one_key_and_brought_back_by_one() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);

    stage.press("space space d");
    let said = "deleted 2 contacts, Anna Bell, Bo Cole; `u` brings all back";
    assert!(stage.text().contains(said), "{}", stage.text());
    assert!(marked_is_empty(&stage));
    stage.press("9");
    let first = stage.model.board.line(stage.model.board.place.cursor).unwrap();
    assert_eq!(first.subject, None, "it is about neither of them alone: {}", stage.text());
    stage.press("1 u /");
    stage.press("\"bell\" enter");

    assert!(card_says(&stage, "a@example.org"), "{}", stage.text());
}

fn marked_is_empty(stage: &Stage<Desk>) -> bool {
    stage.model.contacts.marked.is_empty()
}

#[test]
fn a_follow_up_is_set_for_all_that_are_marked_as_one_change() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);

    stage.press(r#"* f "fri send the offer" enter"#);
    assert!(stage.text().contains("you come back to 3 contacts on Fri 27 Nov"), "{}", stage.text());
    stage.press("g a");
    assert!(stage.text().matches("send the offer").count() >= 3, "{}", stage.text());
    stage.press("u");

    assert!(!stage.text().contains("To come back to"), "{}", stage.text());
}

#[test]
fn two_marked_records_are_merged_and_no_other_number() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);

    stage.press("space M");
    assert!(stage.text().contains("mark both records of the person"), "{}", stage.text());
    stage.press("space k M");
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
    assert!(matches!(form.spec.kind, FormKind::Merge(_)));
    assert!(stage.text().contains("Anna Bell, contact"), "{}", stage.text());
    stage.press("enter");

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(card_says(&stage, "a@example.org") && card_says(&stage, "b@example.org"));
    assert_eq!(stage.model.contacts.rows.total, 2);
}

#[test]
fn with_marks_a_line_of_the_card_is_still_deleted_alone() {
    let mut stage = Stage::open("120x40", 12);

    stage.press("space enter j d");

    assert!(matches!(stage.deeds().as_slice(), [Deed::Delete(_)]), "{:?}", stage.deeds());
}
