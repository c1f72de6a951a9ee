//! Boards: lists over all contacts in the place of the contact list.

use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::demo;
use candor::tui::command::Command;
use candor::tui::model::{BoardKind, FormKind, Overlay, Pane};
use candor::tui::office::Desk;

use super::journeys::MONDAY;
use super::support::Stage;

#[test]
fn the_panes_speak_of_the_contact_of_the_selected_line() {
    let mut stage = Stage::open("120x40", 60);

    stage.press("g a j j");

    assert_eq!(stage.model.board.open, Some(BoardKind::Agenda));
    let shown = stage.model.detail.shown.as_ref().map(|detail| detail.id);
    assert_eq!(shown, stage.model.contact());
    assert_eq!(stage.model.contact().map(|id| id.0), Some(2));
}

#[test]
fn a_heading_is_never_selected() {
    let mut stage = Stage::open("80x24", 60);
    stage.press("g a");
    assert_eq!(stage.model.board.place.cursor, 1);

    stage.press("j j");
    assert_eq!(stage.model.board.place.cursor, 4);
    stage.press("k");
    assert_eq!(stage.model.board.place.cursor, 2);
    stage.press("g g k");
    assert_eq!(stage.model.board.place.cursor, 1);
    stage.press("G");
    assert_eq!(stage.model.board.place.cursor, 5);
}

#[test]
fn a_filter_keeps_the_headings_of_what_it_finds_and_esc_shows_all_again() {
    let mut stage = Stage::open("80x24", 60);

    stage.press("g a / \"tell\"");
    assert_eq!(stage.model.board.fitting, [3, 4, 5]);
    stage.press("esc");
    assert_eq!(stage.model.board.fitting.len(), 6);
    stage.press("esc");

    assert_eq!(stage.model.board.open, None);
    assert_eq!(stage.model.focus, Pane::List);
}

#[test]
fn the_contact_of_the_board_stays_selected_in_the_list() {
    let mut stage = Stage::open("80x24", 60);

    stage.press("g a j j esc");

    assert_eq!(stage.model.contacts.selected().map(|id| id.0), Some(2));
}

#[test]
fn a_star_marks_the_group_and_a_second_one_takes_the_marks_away() {
    let mut stage = Stage::open("80x24", 60);

    stage.press("g a *");
    assert_eq!(stage.model.board.marked.iter().collect::<Vec<_>>(), [1, 2]);
    stage.press("space");
    assert_eq!(stage.model.board.marked.iter().collect::<Vec<_>>(), [2]);
    stage.press("G v");
    assert_eq!(stage.model.board.marked.iter().collect::<Vec<_>>(), [2, 5]);
}

#[test]
fn a_full_stop_opens_the_remedy_of_the_line() {
    let mut stage = Stage::open("80x24", 60);

    stage.press("g a j .");

    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("a form is open") };
    assert!(matches!(form.spec.kind, FormKind::EngagementEnd(id, _) if id.0 == 1));
}

#[test]
fn the_remedy_of_an_answer_whose_person_is_out_of_sight_says_that_nobody_is_selected() {
    let demo = demo::create(Arc::new(FixedClock(MONDAY))).unwrap();
    let mut stage = Stage::on("120x40", Desk::of(Arc::new(demo.session)));
    stage.press("g j w");
    while stage.model.subject().is_some() {
        stage.press("j");
    }
    // One further is somebody whose objection is to be decided on; then back to the import.
    stage.press("j");
    let why = stage.model.why.shown.as_ref().expect("an answer");
    assert!(why.lines.iter().any(|line| line.runs == Some(Command::Remedy)), "{}", stage.text());
    stage.press("k");
    assert!(stage.model.why.open && stage.model.subject().is_none(), "{}", stage.text());

    stage.press(".");

    assert!(stage.model.overlay.is_none(), "{}", stage.text());
    assert!(stage.text().contains("no contact is selected"), "{}", stage.text());
}

#[test]
fn the_hints_begin_with_what_the_selected_line_asks_for() {
    let demo = demo::create(Arc::new(FixedClock(MONDAY))).unwrap();
    let mut stage = Stage::on("120x40", Desk::of(Arc::new(demo.session)));
    let hints = |stage: &Stage<Desk>| stage.text().lines().last().unwrap_or_default().to_owned();

    stage.press("g a");
    assert!(
        hints(&stage).starts_with(" . request answered  * mark the group"),
        "{}",
        hints(&stage)
    );
    stage.press("*");
    assert!(hints(&stage).starts_with(" . do all that is marked  n new"), "{}", hints(&stage));
    stage.press("g p");
    assert!(hints(&stage).starts_with(" . next stage  n new"), "{}", hints(&stage));
}
