//! The why pane asks about other days, and hands its answer on as text.

use candor::tui::terminal::{Through, sequence};
use tempfile::TempDir;

use super::journeys::set_up;
use super::support::Stage;

/// Anna asked about a website on 23 Nov 2026; that may stay for six months.
const ASKED: &str = r#"n "Anna Bell anna@example.org" enter i "called about a website" enter"#;

#[test]
fn t_asks_as_of_a_day_to_come_and_esc_comes_back_to_today() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(ASKED).press("enter j w");
    assert!(stage.text().contains("may stay until"), "{}", stage.text());

    stage.press(r#"t "2027-12-01" enter"#);
    assert!(stage.text().contains("Why as of 1 Dec 2027"), "{}", stage.text());
    assert!(stage.text().contains("We no longer have a reason"), "{}", stage.text());
    let runs = |stage: &Stage<_>| -> usize {
        let why = stage.model.why.shown.as_ref().expect("an answer");
        why.lines.iter().filter(|line| line.runs.is_some()).count()
    };
    assert_eq!(runs(&stage), 0, "what would act today is not offered for another day");

    stage.press("j");
    assert!(stage.text().contains("Why as of 1 Dec 2027"), "the day stays with the selection");
    stage.press("k esc");
    assert!(stage.model.why.open && stage.text().contains("may stay until"), "{}", stage.text());
    assert!(!stage.text().contains("as of 1 Dec 2027"), "{}", stage.text());
}

#[test]
fn a_day_is_asked_for_in_words_and_nothing_typed_is_today() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "80x24");
    stage.press(ASKED).press("enter j w");

    stage.press(r#"t "soonish" enter"#);
    assert!(stage.text().contains("no day: today, -2m"), "{}", stage.text());
    stage.press(r#"ctrl-u "-2d" enter"#);
    assert!(stage.text().contains("Why as of 21 Nov 2026"), "{}", stage.text());
    assert!(stage.text().contains("We did not hold this on that day."), "{}", stage.text());
    stage.press("x");
    assert!(stage.model.why.what_ifs.now().is_none(), "what happens today changes today's answer");

    stage.press("t enter");
    assert!(!stage.text().contains("Why as of"), "{}", stage.text());
    assert!(stage.text().contains("may stay until"), "{}", stage.text());
}

#[test]
fn y_sends_a_value_as_text_and_a_contact_as_a_letter() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(ASKED).press("w y");

    assert!(stage.succeeded() && stage.text().contains("sent to the terminal"), "{}", stage.text());
    let letter = stage.copied.pop().expect("a letter");
    for part in [
        "Dear Anna Bell,\n",
        "We hold your name, e-mail address and note of a talk because you asked us about work",
        "\nWhat we hold:\n- Name: Anna Bell (",
        "- You may see what we hold and get a copy",
        "Jo Fox, 23 November 2026\n",
    ] {
        assert!(letter.contains(part), "{part}: {letter}");
    }
    assert!(!letter.contains("They ") && !letter.contains(" they "), "{letter}");

    stage.press("esc enter j w y");
    let text = stage.copied.pop().expect("a text");
    assert!(text.starts_with("E-mail address: anna@example.org\n"), "{text}");
    assert!(text.contains("We hold this e-mail address because you asked us"), "{text}");
    assert!(text.contains("\nWhat to do:\n- "), "{text}");
}

#[test]
fn y_does_not_send_what_is_only_stored() {
    let folder = TempDir::new().unwrap();
    let mut stage = set_up(&folder, "120x40");
    stage.press(ASKED).press("r o enter w y");

    let why = stage.model.why.shown.clone().expect("an answer");
    let letter = stage.copied.pop().expect("a letter");
    let masked = why.lines.iter().any(|line| line.text.contains("••••••"));
    assert_eq!(masked, letter.contains("(stored only, not shown)"), "{letter}");
}

#[test]
fn what_is_sent_to_the_clipboard_shows_nothing_and_moves_nothing() {
    for through in [Through::Nothing, Through::Tmux] {
        let mut emulator = vt100::Parser::new(24, 80, 0);
        emulator.process(b"before");
        emulator.process(&sequence("Dear Anna,\n\x1b[2Jthis is it.", through));

        assert_eq!(emulator.screen().contents().trim_end(), "before");
        assert_eq!(emulator.screen().cursor_position(), (0, 6));
    }
}
