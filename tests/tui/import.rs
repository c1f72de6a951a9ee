//! An import while it runs, and what it tells when it is over.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::tui::command::Chord;
use candor::tui::model::{FieldId, FormKind, Overlay, Review};
use candor::tui::msg::{Deed, Effect, Msg, Outcome};
use candor::tui::office::Desk;
use candor::tui::update::update;
use candor::tui::worker::Office;
use tempfile::TempDir;

use super::fake::Fake;
use super::journeys::{MONDAY, WORDS, door, set_up};
use super::support::Stage;

/// A file of that many people, with a value that sorting does not need and a broken line.
fn people(folder: &TempDir, count: usize) -> String {
    let card = |n| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {n}\r\nEMAIL:p{n}@example.org\r\n\
             BDAY:1980-04-15\r\nEND:VCARD\r\n"
        )
    };
    let mut text: String = (0..count).map(card).collect();
    text.push_str("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Broken\r\nthis is no line\r\nEND:VCARD\r\n");
    let file = folder.path().join("people.vcf");
    #[expect(clippy::disallowed_methods, reason = "a file of another program, made for the test")]
    std::fs::write(&file, text).unwrap();
    file.display().to_string()
}

fn key(stage: &mut Stage<Fake>, key: &str) -> Vec<Effect> {
    update(&mut stage.model, Msg::Key(Chord::parse(key).unwrap()))
}

/// The screen with an import that was accepted and runs.
fn running() -> Stage<Fake> {
    let mut stage = Stage::open("80x24", 12);
    stage.model.overlay = Some(Overlay::Review(Review::default()));
    let given = key(&mut stage, "enter");
    assert_eq!(given, [Effect::Do(Deed::AcceptImport)]);
    stage
}

#[test]
fn an_import_that_runs_says_how_far_it_is_and_leaves_the_screen_usable() {
    let mut stage = running();

    update(&mut stage.model, Msg::Progress(420, 1000));
    stage.press("j j");

    let shown = stage.text();
    assert!(shown.contains("bringing people in … 42 %") && shown.contains("esc stops"), "{shown}");
    assert_eq!(stage.model.contacts.place.cursor, 2);
}

#[test]
fn esc_or_an_interrupt_asks_it_to_stop_once() {
    for pressed in ["esc", "ctrl-c"] {
        let mut stage = running();

        assert_eq!(key(&mut stage, pressed), [Effect::Stop]);
        assert!(stage.text().contains("stopping …"), "{}", stage.text());

        assert_eq!(key(&mut stage, "esc"), []);
        assert!(!stage.model.quitting);
    }
}

#[test]
fn esc_in_a_form_leaves_the_form_and_the_report_waits_for_it() {
    let mut stage = running();
    stage.press("n");

    let report = Review { summary: "people.vcf: 3 new".to_owned(), ..Review::default() };
    let sentence = "3 new contacts".to_owned();
    stage.tell(Msg::Done(Outcome::Report { sentence, report }));
    assert!(matches!(stage.model.overlay, Some(Overlay::Form(_))));
    stage.press("esc");

    assert!(stage.text().contains("people.vcf: 3 new"), "{}", stage.text());
    stage.press("esc");
    assert!(stage.model.overlay.is_none());
}

#[test]
fn undo_waits_until_the_import_is_over() {
    let mut stage = running();

    assert_eq!(key(&mut stage, "u"), []);

    assert!(stage.text().contains("not while people are brought in"), "{}", stage.text());
}

#[test]
fn a_form_opened_while_a_deed_waits_its_turn_stays_open() {
    let mut stage = running();
    stage.press("n \"Ada\"");

    stage.tell(Msg::Done(Outcome::Quiet));
    stage.tell(Msg::Done(Outcome::Saved { sentence: "Deleted".to_owned(), select: None }));

    assert!(stage.text().contains("Ada") && stage.model.overlay.is_some(), "{}", stage.text());
}

#[test]
fn the_report_tells_what_came_in_what_stayed_out_and_why() {
    let folder = TempDir::new().unwrap();
    let file = people(&folder, 2);
    let mut stage = set_up(&folder, "120x40");

    stage.press(&format!(r#"I "{file}" tab n n enter enter"#));

    let shown = stage.text();
    assert!(matches!(stage.model.overlay, Some(Overlay::Report(_))), "{shown}");
    for part in ["Imported", "3 new", "2 × birthday", "does not need it, left out", "line 16"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    stage.press("enter");
    assert!(stage.model.overlay.is_none() && stage.model.contacts.rows.total == 3);
}

#[test]
fn a_stopped_import_keeps_what_came_in_and_another_goes_on_from_there() {
    let folder = TempDir::new().unwrap();
    let file = people(&folder, 2500);
    drop(set_up(&folder, "80x24"));
    let mut stage = Stage::on("80x24", Stopping::new(door(&folder, MONDAY)));
    stage.press(&format!(r#""{WORDS}" enter I "{file}" enter enter"#));

    let said = stage.model.message.clone().map(|message| message.text).unwrap_or_default();
    assert!(said.starts_with("stopped: 2 000 new contacts"), "{said}");
    assert!(stage.text().contains("stopped before its end"), "{}", stage.text());
    stage.press(&format!(r#"enter I "{file}" enter enter"#));

    assert_eq!(stage.model.contacts.rows.total, 2501, "{}", stage.text());
    assert_eq!(stage.office.calls(), 3, "one slice, then two");
}

/// An office whose first slice is the last, as if Esc had been pressed meanwhile.
struct Stopping {
    desk: Arc<Desk>,
    calls: Arc<AtomicUsize>,
}

impl Stopping {
    fn new(desk: Desk) -> Self {
        let (desk, calls) = (Arc::new(desk), Arc::new(AtomicUsize::new(0)));
        let (weak, counted) = (Arc::downgrade(&desk), Arc::clone(&calls));
        desk.on_progress(Box::new(move |_done, _total| {
            if counted.fetch_add(1, Ordering::Relaxed) == 0 {
                weak.upgrade().into_iter().for_each(|desk| desk.stop());
            }
        }));
        Self { desk, calls }
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}

impl Office for Stopping {
    fn begin(&self) -> Outcome {
        self.desk.begin()
    }

    fn answer(
        &self,
        ask: candor::tui::msg::Ask,
    ) -> Result<candor::tui::msg::Answer, candor::tui::model::Trouble> {
        self.desk.answer(ask)
    }

    fn perform(&self, deed: Deed) -> Outcome {
        if let Deed::Submit(FormKind::Import, answers) = &deed {
            assert!(!answers.text(FieldId::File).is_empty());
        }
        self.desk.perform(deed)
    }

    fn on_change(&self, _: Box<dyn Fn() + Send + Sync>) {}
}
