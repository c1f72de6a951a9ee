//! A form that is not finished survives Esc, a lost line and a crash, and lies nowhere in clear.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use candor::app::clock::FixedClock;
use candor::app::{Session, demo, drafts, erase};
use candor::tui::model::Overlay;
use candor::tui::office::Desk;
use rustix::process::Signal;

use super::journeys::MONDAY;
use super::pty::Driven;
use super::support::Stage;

fn demo() -> (Arc<Session>, Stage<Desk>, impl Sized) {
    let demo = demo::create(Arc::new(FixedClock(MONDAY))).unwrap();
    let session = Arc::new(demo.session);
    let stage = Stage::on("120x40", Desk::of(Arc::clone(&session)));
    (session, stage, demo.folder)
}

fn kept(session: &Session) -> usize {
    drafts::list(session).unwrap().len()
}

#[test]
fn what_is_left_with_esc_may_be_kept_and_gone_on_with() {
    let (session, mut stage, _folder) = demo();

    stage.press(r#"n "Zebedee Quill" esc"#);
    assert!(stage.text().contains("esc keep it as a draft"), "{}", stage.text());
    stage.press("esc");
    assert!(stage.model.overlay.is_none() && kept(&session) == 1);
    assert!(stage.text().contains("kept as a draft"), "{}", stage.text());

    stage.press("j R");
    assert!(stage.text().contains("Zebedee Quill"), "{}", stage.text());
    stage.press(r#"" zeb@example.org" enter"#);

    assert!(stage.succeeded(), "{}", stage.text());
    assert_eq!(kept(&session), 0);
}

#[test]
fn what_is_thrown_away_leaves_no_draft() {
    let (session, mut stage, _folder) = demo();
    stage.press(r#"n "Zebedee" esc esc R esc"#);
    assert!(matches!(stage.model.overlay, Some(Overlay::LeaveForm(_))));

    stage.press("enter");
    assert!(matches!(stage.model.overlay, Some(Overlay::Form(_))));
    stage.press("esc d");

    assert!(stage.model.overlay.is_none() && kept(&session) == 0);
}

#[test]
fn an_interrupt_keeps_what_was_typed() {
    let (session, mut stage, _folder) = demo();

    stage.press(r#"j j e "x" ctrl-c"#);

    assert!(stage.model.overlay.is_none() && kept(&session) == 1);
}

#[test]
fn a_draft_goes_with_whom_it_is_about() {
    let (session, mut stage, _folder) = demo();
    let contact = stage.model.contact().unwrap();
    stage.press(r#"e "secret" ctrl-c"#);
    assert_eq!(drafts::list(&session).unwrap()[0].contact, Some(contact));

    let plan = erase::plan(&session, contact, erase::Target::Contact, erase::Occasion::OurChoice);
    assert!(erase::run(&session, &plan.unwrap()).unwrap().contact);

    assert_eq!(kept(&session), 0);
    // Nor does a screen that still shows the form bring it back.
    let late = drafts::Unfinished {
        form: format!("contact-edit {contact}"),
        contact: Some(contact),
        text: String::new(),
    };
    drafts::keep(&session, &late).unwrap();
    assert_eq!(kept(&session), 0);
}

/// The program on a vault that is sealed by a passphrase.
fn candor(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.env_clear().env("HOME", home).env("XDG_DATA_HOME", home).env("TERM", "xterm");
    command.args(["--passphrase-command", "echo correct horse battery staple"]);
    command
}

fn clear_text_in(folder: &Path, word: &str) -> bool {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = entries.filter(|path| path.is_file());
    files.any(|path| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    })
}

#[test]
fn an_open_form_survives_a_lost_line_and_a_crash() {
    for (signal, wait) in [(Signal::HUP, 0), (Signal::TERM, 0), (Signal::KILL, 1500)] {
        let home = tempfile::tempdir().unwrap();
        let init = ["init", "--country", "DE", "--name", "Jo Fox", "--kdf-passes", "1"];
        let done = candor(home.path()).args(init).stdin(Stdio::null()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

        let mut driven = Driven::run(&mut candor(home.path()));
        driven.wait_for("Nobody here yet");
        driven.type_in("n");
        driven.wait_for("Add a contact");
        driven.type_in("Zebedee Quill zeb@example.org");
        driven.wait_for("zeb@example.org");
        std::thread::sleep(Duration::from_millis(wait));
        driven.signal(signal);
        driven.end();

        assert!(!clear_text_in(&home.path().join("candor"), "Zebedee"));
        let mut driven = Driven::run(&mut candor(home.path()));
        driven.wait_for("left unfinished");
        driven.seen.clear();
        driven.type_in("R");
        driven.wait_for("Zebedee Quill zeb@example.org");
        driven.type_in("\r");
        driven.wait_for("added");
        driven.type_in("q");
        assert!(driven.end().success());
        let list = candor(home.path()).args(["contact", "list"]).output().unwrap();
        assert!(String::from_utf8_lossy(&list.stdout).contains("Zebedee Quill"), "{signal:?}");
    }
}
