//! `,` puts the list of contacts into another order.

use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::set_up;
use super::support::Stage;

/// Bo was called, Anna is to be come back to, Cy is neither.
fn three(folder: &TempDir) -> Stage<Desk> {
    let mut stage = set_up(folder, "120x40");
    for name in ["Bo Cole b@example.org", "Anna Bell a@example.org", "Cy Dunn c@example.org"] {
        stage.press(&format!(r#"n "{name} @network" enter"#));
    }
    stage.press(r#"/ "anna" enter f "tomorrow call" enter esc"#);
    stage.press(r#"/ "bo cole" enter i "called about prices" enter esc"#);
    stage
}

fn names(stage: &Stage<Desk>) -> Vec<String> {
    let rows = stage.model.contacts.rows.rows.iter();
    rows.map(|row| row.name.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn each_order_has_a_key_and_the_heading_says_which_it_is() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);
    assert_eq!(names(&stage), ["Anna", "Bo", "Cy"]);

    for (keys, order, said) in [
        (", a", ["Cy", "Anna", "Bo"], "added last first"),
        (", a", ["Bo", "Anna", "Cy"], "added first first"),
        (", l", ["Bo", "Anna", "Cy"], "latest contact first"),
        (", d", ["Anna", "Bo", "Cy"], "first due first"),
        (", n", ["Anna", "Bo", "Cy"], "Contacts 3 "),
        (", n", ["Cy", "Bo", "Anna"], "Z to A"),
    ] {
        stage.press(keys);
        assert_eq!(names(&stage), order, "{keys} {said}");
        assert!(stage.text().contains(said), "{said}\n{}", stage.text());
        assert_eq!(stage.model.contacts.place.cursor, 0);
    }
}

#[test]
fn an_order_stays_through_a_filter_and_a_change() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);

    stage.press(r#", a / "example" enter"#);
    assert_eq!(names(&stage), ["Cy", "Anna", "Bo"]);
    stage.press(r#"esc n "Di East d@example.org @network" enter"#);

    assert_eq!(names(&stage), ["Di", "Cy", "Anna", "Bo"]);
    assert_eq!(stage.model.contacts.place.cursor, 0, "who was added is selected");
}

#[test]
fn whoever_has_no_such_day_stands_last_either_way() {
    let folder = TempDir::new().unwrap();
    let mut stage = three(&folder);

    stage.press(", l , l");

    assert_eq!(names(&stage).first().map(String::as_str), Some("Bo"), "the only one with a day");
    assert!(stage.text().contains("longest silent first"), "{}", stage.text());
}

#[test]
fn the_prefix_says_what_may_follow_and_a_board_keeps_its_own_order() {
    let mut stage = Stage::open("80x24", 12);

    stage.press(",");
    assert!(stage.text().contains("n name   l last contact   d due first"), "{}", stage.text());
    stage.press("esc g a , n");

    assert!(stage.text().contains("a board has its own order"), "{}", stage.text());
}
