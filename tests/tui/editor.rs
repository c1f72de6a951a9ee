//! Long texts in the user's editor: through a private file that is gone afterwards.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use candor::app::clock::FixedClock;
use candor::app::demo;
use candor::tui::model::{FieldKind, Overlay, Trouble};
use candor::tui::msg::{Msg, Program, Writing};
use candor::tui::office::Desk;
use rustix::process::Signal;

use super::home::Home;
use super::journeys::MONDAY;
use super::pty::Driven;
use super::support::Stage;

fn demo() -> (Stage<Desk>, impl Sized) {
    let demo = demo::create(Arc::new(FixedClock(MONDAY))).unwrap();
    (Stage::on("120x40", Desk::of(Arc::new(demo.session))), demo.folder)
}

fn opened(stage: &mut Stage<Desk>) -> Writing {
    match stage.lent.pop() {
        Some(Program::Editor(writing)) => *writing,
        other => panic!("no editor: {other:?}"),
    }
}

#[test]
fn line_breaks_are_kept_in_a_text_and_shown_as_a_sign() {
    let (mut stage, _folder) = demo();
    stage.press(r#"i "called about" ctrl-x ctrl-e"#);
    let writing = opened(&mut stage);
    assert_eq!(writing.text, "called about");

    stage.tell(Msg::Written(writing.field, Ok("called about\n\nthe offer\u{1b}".to_owned())));
    assert!(stage.text().contains("called about↵↵the offer"), "{}", stage.text());
    stage.press("enter");

    assert!(stage.succeeded(), "{}", stage.text());
    assert!(stage.text().contains("called about↵↵the offer"), "{}", stage.text());
}

#[test]
fn a_field_of_one_line_stays_one() {
    let (mut stage, _folder) = demo();
    stage.press("n ctrl-o");
    let writing = opened(&mut stage);

    stage.tell(Msg::Written(writing.field, Ok("Zebedee Quill\nzeb@example.org\n".to_owned())));

    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("no form") };
    assert_eq!(form.fields[0].line.text(), "Zebedee Quill zeb@example.org");
    assert!(form.fields[0].touched);
}

#[test]
fn an_editor_that_fails_leaves_the_form_as_it_was() {
    let (mut stage, _folder) = demo();
    stage.press(r#"i "called" ctrl-o"#);
    let writing = opened(&mut stage);
    let trouble = Trouble {
        sentence: "`vim` did not end well".to_owned(),
        causes: vec!["exit status: 1".to_owned()],
        hint: None,
    };

    stage.tell(Msg::Written(writing.field, Err(Box::new(trouble))));

    assert!(stage.text().contains("`vim` did not end well: exit status: 1"), "{}", stage.text());
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("no form") };
    assert_eq!(form.fields[0].line.text(), "called");
}

#[test]
fn a_field_that_is_no_text_does_not_open_it() {
    let (mut stage, _folder) = demo();

    stage.press("n tab ctrl-o");

    assert!(stage.lent.is_empty() && stage.text().contains("the editor opens texts"));
}

#[test]
fn in_the_panes_it_opens_the_form_of_edit_at_its_first_text() {
    let (mut stage, _folder) = demo();

    stage.press("E");

    let writing = opened(&mut stage);
    let Some(Overlay::Form(form)) = &stage.model.overlay else { panic!("no form") };
    let field = &form.fields[form.focus];
    assert_eq!((field.spec.id, &field.spec.kind), (writing.field, &FieldKind::Text));
    stage.tell(Msg::Written(writing.field, Ok(writing.text.clone())));
    assert!(!stage.text().contains('↵') && stage.model.unfinished().is_none());
}

/// The program with the form of a new contact, a word in it, and the editor being started.
fn writing(home: &Home) -> Driven {
    let mut driven = Driven::run(&mut home.candor());
    driven.wait_for("Nobody here yet");
    driven.type_in("n");
    driven.wait_for("Add a contact");
    driven.type_in("\u{1b}[200~Zebedee\u{1b}[201~");
    driven.wait_for("name Zebedee");
    driven.seen.clear();
    driven.type_in("\u{f}");
    driven
}

#[test]
fn the_editor_has_the_terminal_and_a_private_file_that_is_gone_afterwards() {
    let home = Home::with(
        "echo \"$#|$1\" > \"$HOME/args\"\nstat -c '%a' \"$1\" > \"$HOME/mode\"\n\
         cp \"$1\" \"$HOME/before\"\ncp \"$1\" \"$1.swp\"\necho typing\nread typed\n\
         mv \"$1\" \"$1~\"\necho \"$typed\" > \"$1\"\n",
    );
    let mut driven = writing(&home);
    driven.wait_for("typing");
    assert!(driven.seen.contains("\u{1b}[?1049l") && !home.showing("Zebedee").is_empty());

    // Every key goes to the editor, and none to the form.
    driven.type_in("Zebedee Quill zeb@example.org\n");
    driven.wait_for("\u{1b}[?1049h");
    driven.wait_for("reads");

    assert!(driven.seen.contains("zeb@example.org"));
    assert_eq!(home.showing("Zebedee"), Vec::<PathBuf>::new());
    let (args, mode) = (home.read("args"), home.read("mode"));
    let (words, path) = args.trim().split_once('|').unwrap();
    assert_eq!((words, mode.trim()), ("1", "600"));
    assert!(path.starts_with(home.file("candor").to_str().unwrap()) && !path.contains("Zebedee"));
    assert_eq!(home.read("before"), "Zebedee");
    driven.type_in("\r");
    driven.wait_for("added");
    driven.type_in("q");
    assert!(driven.end().success());
}

#[test]
fn an_editor_that_fails_is_told_and_nothing_is_taken_over() {
    let home = Home::with("echo Quirin > \"$1\"\nexit 3\n");
    let mut driven = writing(&home);

    driven.wait_for("did not end well");

    assert!(!driven.seen.contains("Quirin"));
    assert_eq!(home.showing("Quirin"), Vec::<PathBuf>::new());
    driven.type_in("\u{1b}[200~ Quill\u{1b}[201~");
    driven.wait_for("Quill");
}

#[test]
fn without_an_editor_it_says_how_to_set_one() {
    let home = Home::with("");
    for (visual, editor, said) in [
        ("", "", "no editor is known"),
        ("", "no-such-editor --wait", "`no-such-editor` cannot be started"),
        ("vim 'x", "", "cannot be understood"),
    ] {
        let mut command = home.candor();
        command.env("VISUAL", visual).env("EDITOR", editor);
        let mut driven = Driven::run(&mut command);
        driven.wait_for("Nobody here yet");
        driven.type_in("n");
        driven.wait_for("Add a contact");
        driven.type_in("\u{f}");
        driven.wait_for(said);
    }
}

#[test]
fn a_crash_while_editing_leaves_nothing_beyond_the_next_start() {
    let home = Home::with("touch \"$HOME/started\"\nread typed\n");
    let mut driven = writing(&home);
    home.wait_for("started");

    driven.signal(Signal::KILL);
    driven.end();
    assert!(!home.showing("Zebedee").is_empty());

    let list = home.candor().args(["contact", "list"]).output().unwrap();
    assert_eq!((list.status.code(), home.showing("Zebedee")), (Some(0), Vec::new()));
}

#[test]
fn another_process_leaves_a_text_alone_that_is_being_written() {
    let home = Home::with("touch \"$HOME/started\"\nread typed\n");
    let _driven = writing(&home);
    home.wait_for("started");

    home.candor().args(["contact", "list"]).output().unwrap();

    assert_eq!(home.showing("Zebedee").len(), 1);
}

#[test]
fn a_lost_line_keeps_what_was_written_and_wipes_the_file() {
    for signal in [Signal::HUP, Signal::TERM] {
        let home =
            Home::with("echo Zebedee Quirin > \"$1\"\ntouch \"$HOME/started\"\nread typed\n");
        let mut driven = writing(&home);
        home.wait_for("started");

        driven.signal(signal);
        driven.end();

        assert_eq!(home.showing("Zebedee"), Vec::<PathBuf>::new());
        let mut driven = Driven::run(&mut home.candor());
        driven.wait_for("left unfinished");
        driven.type_in("R");
        driven.wait_for("Zebedee Quirin");
    }
}

#[test]
fn an_interrupt_is_the_editors_own() {
    let home = Home::with("trap 'echo Quirin > \"$1\"; exit 0' INT\necho typing\nsleep 5 & wait\n");
    let mut driven = writing(&home);
    driven.wait_for("typing");

    driven.signal(Signal::INT);
    std::thread::sleep(Duration::from_millis(50));
    driven.signal_group(Signal::INT);

    driven.wait_for("Quirin");
}
