//! The mouse: a click selects, the wheel scrolls, and nothing else happens.

use candor::tui::layout;
use candor::tui::model::Pane;
use candor::tui::msg::{Msg, Pointer};
use ratatui::layout::Position;

use super::support::Stage;

/// A cell of a line of a pane.
fn line_of(stage: &Stage, pane: Pane, line: u16) -> Position {
    let place = layout::arrange(&stage.model).place(pane).unwrap();
    Position { x: place.x + 4, y: place.y + layout::heading(pane) + line }
}

#[test]
fn a_click_selects_the_line_and_its_pane() {
    let mut stage = Stage::open("120x40", 40);
    let before = stage.model.contact();

    stage.tell(Msg::Mouse(Pointer::Click, line_of(&stage, Pane::List, 5)));

    assert_eq!(stage.model.contacts.place.cursor, 5);
    assert_ne!(stage.model.contact(), before);
    assert_eq!(stage.model.focus, Pane::List);

    stage.tell(Msg::Mouse(Pointer::Click, line_of(&stage, Pane::Card, 1)));

    assert_eq!((stage.model.focus, stage.model.detail.card.cursor), (Pane::Card, 1));
    assert!(stage.deeds().is_empty());
}

#[test]
fn the_wheel_scrolls_the_pane_under_it_and_leaves_the_focus() {
    let mut stage = Stage::open("120x40", 40);
    stage.press("2");

    stage.tell(Msg::Mouse(Pointer::WheelDown, Position { x: 5, y: 10 }));

    assert_eq!((stage.model.contacts.place.cursor, stage.model.focus), (3, Pane::Card));
    stage.tell(Msg::Mouse(Pointer::WheelUp, Position { x: 5, y: 10 }));
    assert_eq!(stage.model.contacts.place.cursor, 0);
}

#[test]
fn the_mouse_does_nothing_to_a_form() {
    let mut stage = Stage::open("120x40", 40);
    stage.press(r#"n "Ada""#);
    let before = stage.text();

    stage.tell(Msg::Mouse(Pointer::Click, Position { x: 5, y: 10 }));
    stage.tell(Msg::Mouse(Pointer::Click, Position { x: 400, y: 400 }));

    assert_eq!(stage.text(), before);
}
