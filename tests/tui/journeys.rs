//! Whole journeys on a real vault, from the first start on. The commonest jobs are in `jobs`.

use std::sync::Arc;

use candor::app::KdfPasses;
use candor::app::clock::FixedClock;
use candor::domain::Moment;
use candor::tui::model::{Overlay, Pane, Stage as Place, Subject};
use candor::tui::office::{Desk, Door};
use candor::tui::worker::Office;
use tempfile::TempDir;

use super::support::Stage;

pub(super) const MONDAY: Moment = Moment(1_795_428_000);
pub(super) const WORDS: &str = "correct horse battery staple";

pub(super) fn door(folder: &TempDir, at: Moment) -> Desk {
    Desk::at_the_door(Door {
        folder: folder.path().join("vault"),
        folder_shown: "~/vault".to_owned(),
        clock: Arc::new(FixedClock(at)),
        passes: KdfPasses::Fixed(1),
        country: "DE".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    })
}

/// A vault as the setup leaves it: a link in the signature, all four interests adopted.
pub(super) fn set_up(folder: &TempDir, size: &str) -> Stage<Desk> {
    let mut stage = Stage::on(size, door(folder, MONDAY));
    stage.press(r#""Jo Fox" enter enter y enter y tab y tab y tab y enter"#);
    stage.press(&format!(r#""{WORDS}" tab "{WORDS}" enter"#));
    assert_eq!(stage.model.stage, Place::Main, "{}", stage.text());
    stage
}

pub(super) fn card_says(stage: &Stage<Desk>, words: &str) -> bool {
    let detail = stage.model.detail.shown.as_ref().expect("a contact is shown");
    detail.card.iter().any(|line| format!("{} {}", line.label, line.value).contains(words))
}

#[test]
fn a_first_start_asks_five_calm_screens_and_ends_in_an_empty_list() {
    let folder = TempDir::new().unwrap();

    let stage = set_up(&folder, "80x24");

    let shown = stage.text();
    assert!(shown.contains("Nobody here yet.") && shown.contains("n  add a contact"), "{shown}");
}

#[test]
fn esc_goes_back_through_the_setup_with_what_was_answered() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::on("80x24", door(&folder, MONDAY));

    stage.press(r#""Jo Fox" enter enter esc esc"#);
    let shown = stage.text();
    assert!(shown.contains("Jo Fox") && shown.contains("1/5"), "{shown}");
    stage.press("esc esc");

    assert!(!stage.model.quitting && stage.text().contains("1/5"));
}

#[test]
fn a_weak_or_mistyped_passphrase_is_named_and_not_taken() {
    let folder = TempDir::new().unwrap();
    let mut stage = Stage::on("80x24", door(&folder, MONDAY));
    stage.press(r#""Jo" enter enter enter enter "abc" tab "abc" enter"#);
    assert!(stage.text().contains("! guessed"), "{}", stage.text());

    stage.press(&format!(r#"ctrl-u "{WORDS}" tab ctrl-u "something else" enter"#));

    assert!(stage.text().contains("! not the same as above"), "{}", stage.text());
    assert_eq!(stage.model.stage, Place::Door);
}

#[test]
fn a_wrong_passphrase_says_so_and_the_right_one_opens() {
    let folder = TempDir::new().unwrap();
    set_up(&folder, "80x24").press(r#"n "Anna Bell" enter"#);

    let mut stage = Stage::on("80x24", door(&folder, MONDAY));
    stage.press(r#""wrong" enter"#);
    assert!(stage.text().to_lowercase().contains("passphrase"), "{}", stage.text());
    assert_eq!(stage.model.stage, Place::Door);
    stage.press(&format!(r#""{WORDS}" enter"#));

    assert_eq!(stage.model.stage, Place::Main);
    assert!(stage.text().contains("Anna Bell"));
}

#[test]
fn what_is_changed_can_be_undone() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press("enter j d");
    assert!(card_says(&stage, "deleted"), "{}", stage.text());
    stage.press("u");

    assert!(!card_says(&stage, "deleted") && card_says(&stage, "anna@example.org"));
}

#[test]
fn consent_is_given_and_withdrawn() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press("c g enter");
    assert!(stage.succeeded() && stage.text().contains("given"), "{}", stage.text());
    stage.press("c w enter");

    assert!(stage.text().contains("withdrawn 23 Nov 2026"), "{}", stage.text());
}

#[test]
fn an_edit_shows_what_it_changes() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press(r#"e tab ctrl-u "anna@example.net" enter"#);

    assert!(stage.succeeded() && card_says(&stage, "anna@example.net"), "{}", stage.text());
}

#[test]
fn the_filter_finds_folded_letters_and_digits() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Müller +49 30 901820" enter n "Bert Bell" enter"#);

    stage.press(r#"/ "muller""#);
    assert_eq!(stage.model.contacts.rows.total, 1);
    stage.press(r#"ctrl-u "901820" enter"#);

    assert!(stage.text().contains("Anna Müller"));
    assert_eq!(stage.model.contacts.rows.total, 1, "{}", stage.text());
}

#[test]
fn erasing_a_contact_asks_for_the_name_and_leaves_no_value() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press(r#"r e "Somebody" enter"#);
    assert!(stage.text().contains("! type Anna Bell"), "{}", stage.text());
    stage.press(r#"ctrl-u "anna bell" enter"#);

    assert!(stage.succeeded(), "{}", stage.text());
    let shown = stage.press("enter").text();
    assert!(!shown.contains("anna@example.org") && !shown.contains("Anna Bell"), "{shown}");
}

#[test]
fn one_value_is_erased_after_a_second_enter() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press("enter j D enter enter");

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(!card_says(&stage, "anna@example.org") && card_says(&stage, "Anna Bell"));
}

#[test]
fn why_answers_in_a_sentence_and_enter_goes_to_the_record() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter i "called about a website" enter"#);

    stage.press("enter j w");
    let why = stage.model.why.shown.clone().expect("an answer");
    assert!(why.sentence.starts_with("We hold this e-mail address because"), "{}", why.sentence);
    let to_record = why.lines.iter().position(|line| line.target.is_some()).expect("a record");
    stage.press(&format!("enter {}", "j ".repeat(to_record)));
    stage.press("enter");

    assert!(!stage.model.why.open, "{}", stage.text());
    assert_eq!(stage.model.subject(), why.lines[to_record].target);
}

#[test]
fn enter_on_any_line_with_a_record_goes_there_and_esc_comes_back() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter i "called about a website" enter"#);
    stage.press("enter j w enter");
    let why = stage.model.why.shown.clone().expect("an answer");
    let records = why.lines.iter().filter(|line| matches!(line.target, Some(Subject::Record(..))));
    assert!(records.count() > 0, "{}", stage.text());

    for (at, line) in why.lines.iter().enumerate() {
        let Some(target) = line.target else { continue };
        stage.press(&format!("g g {}", "j ".repeat(at))).press("enter");
        let there = if stage.model.why.open {
            stage.model.why.shown.as_ref().map(|shown| shown.subject)
        } else {
            stage.model.subject()
        };
        assert_eq!(there, Some(target), "{}", stage.text());

        stage.press("esc");
        let back = stage.model.why.shown.as_ref().expect("the answer again");
        assert_eq!((back.subject, stage.model.why.place.cursor), (why.subject, at));
        assert_eq!(stage.model.focus, Pane::Why);
    }
}

#[test]
fn a_change_of_another_process_is_told_to_the_screen() {
    let folder = TempDir::new().unwrap();
    let stage = set_up(&folder, "80x24");
    let (tell, told) = std::sync::mpsc::channel();
    stage.office.on_change(Box::new(move || {
        let _: Result<(), std::sync::mpsc::SendError<()>> = tell.send(());
    }));

    let mut other = Stage::on("80x24", door(&folder, MONDAY));
    other.press(&format!(r#""{WORDS}" enter n "Anna Bell" enter"#));

    told.recv_timeout(std::time::Duration::from_secs(10)).expect("word of the change");
}

#[test]
fn an_import_is_looked_at_before_it_is_written() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("people.vcf");
    #[expect(clippy::disallowed_methods, reason = "a file of another program, made for the test")]
    std::fs::write(
        &file,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada \u{1b}[31mBell\r\nEMAIL:ada@example.org\r\nEND:VCARD\r\n",
    )
    .unwrap();
    let mut stage = set_up(&folder, "80x24");

    stage.press(&format!(r#"I "{}" enter"#, file.display()));
    assert!(matches!(stage.model.overlay, Some(Overlay::Review(_))), "{}", stage.text());
    assert_eq!(stage.model.contacts.rows.total, 0);
    stage.press("enter");

    assert_eq!(stage.model.contacts.rows.total, 1, "{}", stage.text());
    assert!(!stage.text().contains('\u{1b}'));
}

#[test]
fn what_would_change_is_told_of_the_real_value_and_then_happens() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell, anna@example.org" enter"#);
    assert!(stage.model.overlay.is_none(), "{}", stage.text());

    stage.press("enter j w x");

    let told = stage.model.why.what_ifs.lines.clone();
    assert!(!told.is_empty(), "{}", stage.text());
    assert!(told.iter().all(|line| line.starts_with("If ")), "{told:?}");
    let locked = told.iter().find(|line| line.starts_with("If they had you only store it today"));
    assert!(locked.is_some_and(|line| line.contains("could only be stored")), "{told:?}");
    assert!(stage.text().contains("If "), "{}", stage.text());
}
