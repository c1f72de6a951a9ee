//! Choosing by typing part of it, and several values of a kind with labels.

use candor::tui::model::{FieldId, FieldKind, Overlay};
use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::{MONDAY, card_says, door, set_up};
use super::support::Stage;

fn answer(stage: &Stage<Desk>, field: FieldId) -> String {
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
    form.answers().text(field).to_owned()
}

/// Goes on until the keys go to the line of that label.
fn to(stage: &mut Stage<Desk>, label: &str) {
    for _ in 0..30 {
        if stage.text().contains(&format!("▌{label}")) {
            return;
        }
        stage.press("tab");
    }
    panic!("no {label}:\n{}", stage.text());
}

#[test]
fn letters_narrow_a_choice_and_what_is_left_stands_below() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" tab "keep""#);
    assert_eq!(answer(&stage, FieldId::Purpose), "keep-in-touch", "{}", stage.text());

    stage.press(r#"tab "publ""#);
    assert_eq!(answer(&stage, FieldId::Source), "they published it");
    stage.press("right");

    assert_eq!(answer(&stage, FieldId::Source), "a public source", "the next that fits");
    assert!(stage.text().contains("publ: they published it · a public source"), "{}", stage.text());
}

#[test]
fn every_choice_can_be_typed_out() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter i"#);
    to(&mut stage, "means");
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
    let FieldKind::Choice(options) = form.fields[form.focus].spec.kind.clone() else { panic!() };

    for option in options {
        let letters = option.replace(' ', "");
        stage.press(&format!(r#"tab shift-tab "{letters}""#));
        let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
        assert_eq!(form.fields[form.focus].line.text(), option, "{}", stage.text());
    }
}

#[test]
fn the_other_record_of_a_merge_is_picked_by_part_of_the_name() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    for name in ["Anna Bell a@example.org", "Bo Belling b@example.org", "Cy Belt c@example.org"] {
        stage.press(&format!(r#"n "{name} @network" enter"#));
    }
    stage.press(r#"g g M "bel""#);
    let shown = stage.text();
    assert!(shown.contains("▌Bo Belling (b@example.org)") && shown.contains("Cy Belt"), "{shown}");
    assert!(!shown.contains("▌Anna Bell (a@"), "not itself\n{shown}");

    stage.press("tab enter");
    assert!(stage.text().contains("Cy Belt, contact"), "{}", stage.text());
    assert!(stage.model.overlay.is_some(), "nothing is done before the second Enter");
    stage.press("enter");

    assert!(stage.succeeded() && card_says(&stage, "c@example.org"), "{}", stage.text());
}

#[test]
fn a_second_address_with_a_label_is_added_labelled_anew_and_removed() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org @network" enter e"#);

    to(&mut stage, "one more email");
    stage.press(r#""work: bell@example.com" enter"#);
    assert!(card_says(&stage, "email work bell@example.com"), "{}", stage.text());
    assert!(card_says(&stage, "email anna@example.org"), "{}", stage.text());

    stage.press("e");
    to(&mut stage, "email work");
    stage.press(r#"ctrl-u "office: bell@example.com" enter"#);
    assert!(card_says(&stage, "email office bell@example.com"), "{}", stage.text());

    stage.press("e");
    to(&mut stage, "email office");
    stage.press("ctrl-u enter");
    assert!(!card_says(&stage, "bell@example.com"), "{}", stage.text());
    stage.press("u");

    assert!(card_says(&stage, "email office bell@example.com"), "{}", stage.text());
}

#[test]
fn a_time_zone_is_picked_by_part_of_its_name() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::on("80x24", door(&folder, MONDAY));
    stage.press(r#""Jo Fox""#);
    to(&mut stage, "time zone");

    stage.press(r#"ctrl-u "new yo""#);
    assert!(stage.text().contains("▌America/New_York"), "{}", stage.text());
    stage.press("enter");

    assert_eq!(answer(&stage, FieldId::Zone), "America/New_York");
    assert!(stage.text().contains("1/5"), "the step goes on with the next Enter");
}
