//! Coming back to people, and the agenda's remedies, in keys.

use candor::tui::model::{FormKind, Overlay};
use tempfile::TempDir;

use super::journeys::{card_says, set_up};

#[test]
fn a_follow_up_takes_a_key_and_a_line_and_one_key_more_when_it_is_done() {
    for size in ["80x24", "120x40"] {
        let folder = TempDir::new().unwrap();
        let mut stage = set_up(&folder, size);
        stage.press(r#"n "Anna Bell anna@example.org" enter"#);

        stage.press(r#"f "fri call about the quote""#);
        let asked = stage.text();
        assert!(asked.contains("Fri 27 Nov 2026") && asked.contains("a note"), "{asked}");
        stage.press("enter");
        assert!(card_says(&stage, "come back call about the quote"), "{}", stage.text());
        stage.press("g a");
        let shown = stage.text();
        assert!(shown.contains("To come back to") && shown.contains("27 Nov"), "{shown}");
        assert!(stage.model.board.line(1).unwrap().text.contains("call about the quote"));
        let due = stage.model.header.due;
        let board = stage.model.board.shown.as_ref().unwrap();
        assert_eq!((due, board.summary.as_str()), (2, "2 due"), "{}", stage.text());

        stage.press(". enter");
        assert!(stage.succeeded(), "{}", stage.text());
        assert!(!stage.text().contains("To come back to"), "{}", stage.text());
        stage.press("u");
        assert!(stage.text().contains("To come back to"), "{}", stage.text());
        stage.press(r#"g g . "+1w" enter"#);
        assert!(stage.text().contains("30 Nov"), "{}", stage.text());
    }
}

#[test]
fn a_line_without_a_day_says_how_to_name_one() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);

    stage.press(r#"f "call about the quote" enter"#);

    assert!(stage.text().contains("begin or end with a day to come"), "{}", stage.text());
    assert!(stage.model.overlay.is_some());
}

#[test]
fn a_marked_group_is_done_by_one_form_and_undone_by_one_key() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    for name in ["Anna Bell a@example.org", "Bo Cole b@example.org", "Cy Dunn c@example.org"] {
        stage.press(&format!(r#"n "{name}" enter f "fri call" enter"#));
    }

    stage.press("g a * .");
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("{}", stage.text()) };
    assert!(matches!(&form.spec.kind, FormKind::DueAll(lines) if lines.len() == 3));
    assert!(stage.text().contains("You came back to 3 people"), "{}", stage.text());
    stage.press("enter");
    assert!(stage.succeeded() && !stage.text().contains("To come back to"), "{}", stage.text());

    stage.press("u");
    let board = stage.model.board.shown.as_ref().unwrap();
    assert_eq!(
        (board.lines[0].name.as_str(), board.lines[0].right.as_str()),
        ("To come back to", "3")
    );
}

#[test]
fn the_agenda_shows_at_its_foot_what_falls_due_in_twelve_months() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter f "in 2 weeks call" enter"#);

    let chart = |stage: &mut super::support::Stage<_>| {
        stage.press("g c g a");
        stage.model.board.shown.as_ref().map(|board| board.chart.clone()).unwrap_or_default()
    };
    // It is counted behind the screen.
    let mut bars = Vec::new();
    for _ in 0..200 {
        bars = chart(&mut stage);
        if !bars.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }

    assert_eq!(bars.len(), 12);
    let first: Vec<(&str, usize)> =
        bars.iter().take(2).map(|(label, count)| (label.as_str(), *count)).collect();
    assert_eq!(first, [("Nov", 0), ("Dec", 2)]);
    assert!(stage.text().contains(" Dec Jan Feb "), "{}", stage.text());
}

#[test]
fn a_row_and_the_pane_tell_when_something_last_passed() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter"#);
    assert_eq!(stage.model.contacts.rows.rows[0].when, "");

    stage.press(r#"i "called about a website" tab"#);
    stage.press(r#"ctrl-u "-3w" enter"#);

    assert_eq!(stage.model.contacts.rows.rows[0].when, "3w", "{}", stage.text());
    assert!(stage.text().contains("last heard from 3 weeks ago"), "{}", stage.text());
}

#[test]
fn the_line_of_the_pipeline_is_the_work_that_moves_and_stays_selected() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(r#"n "Anna Bell anna@example.org" enter i "called about a logo" enter"#);
    stage.press(r#"p p "100" tab "Logo" enter"#);
    assert!(stage.succeeded(), "{}", stage.text());
    let first = stage.model.contact();

    stage.press("g p");
    let subject = stage.model.board.selected().and_then(|line| line.subject);
    assert_eq!(stage.model.contact(), first);
    stage.press(". enter");

    assert!(stage.succeeded(), "{}", stage.text());
    assert_eq!(stage.model.board.selected().and_then(|line| line.subject), subject);
    stage.press("1");
    assert!(card_says(&stage, "running"), "{}", stage.text());
}
