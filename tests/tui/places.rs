//! Pictures of every place of the screen on the demo's vault, as text with the roles of the cells.

use std::sync::{Arc, LazyLock};

use candor::app::clock::FixedClock;
use candor::app::{Session, demo};
use candor::domain::Moment;
use candor::tui::msg::Msg;
use candor::tui::office::Desk;
use tempfile::TempDir;

use super::journeys::{MONDAY, WORDS, door, set_up};
use super::support::Stage;

/// Noon on 2026-11-23.
const NOON: Moment = Moment(1_795_435_200);

/// The demo's folder and vault, made once: whoever looks at it writes nothing.
static DEMO: LazyLock<(Arc<Session>, TempDir)> = LazyLock::new(|| {
    let made = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    (Arc::new(made.session), made.folder)
});

/// The demo on a screen, with all that is counted behind it.
pub(super) fn demo(size: &str) -> Stage<Desk> {
    let mut stage = Stage::on(size, Desk::of(Arc::clone(&DEMO.0)));
    for _ in 0..500 {
        stage.press("g a");
        let charted = stage.model.board.shown.as_ref().is_some_and(|one| !one.chart.is_empty());
        stage.press("1 g g");
        if stage.model.header.unjustified > 0 && charted {
            return stage;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        stage.tell(Msg::ChangedElsewhere);
    }
    panic!("nobody counts: {}", stage.text());
}

fn picture(name: &str, size: &str, stage: &Stage<Desk>) {
    insta::assert_snapshot!(format!("{}_{size}", name.replace(' ', "_")), stage.text_and_roles());
}

/// The same of a vault that is changed meanwhile: what is counted behind the screen may lag.
fn uncounted(name: &str, size: &str, stage: &mut Stage<Desk>) {
    (stage.model.header.due, stage.model.header.unjustified) = (0, 0);
    picture(name, size, stage);
}

/// Selects somebody and shows everybody again.
pub(super) fn at(who: &str) -> String {
    format!(r#"/ "{who}" enter esc "#)
}

fn pictures(who: &str, places: &[(&str, &str)]) {
    for size in ["80x24", "120x40"] {
        for (name, keys) in places {
            let mut stage = demo(size);
            stage.press(&at(who)).press(keys);
            picture(name, size, &stage);
        }
    }
}

#[test]
fn the_panes_of_somebody_look_as_they_did() {
    pictures(
        "mara vogt",
        &[
            ("contact", ""),
            ("card alone", "2 z"),
            ("interactions", "3"),
            ("consent", "4"),
            ("why person", "w"),
            ("why value", "2 j j w"),
            ("why as of", r#"2 j j w t "2028-01-01" enter"#),
            ("why day", r#"2 j j w t "some day" enter"#),
            ("why what if", "2 j j w x"),
        ],
    );
}

#[test]
fn the_boards_look_as_they_did() {
    pictures(
        "mara vogt",
        &[
            ("demo agenda", "g a"),
            ("demo agenda marked", "g a *"),
            ("demo pipeline", "g p"),
            ("requests", "g r"),
            ("journal", "g j"),
            ("segments", "g s"),
        ],
    );
}

#[test]
fn what_is_typed_over_the_list_looks_as_it_did() {
    pictures(
        "mara vogt",
        &[
            ("filter explained", r#"/ "country:DE last>90d""#),
            ("filter mistaken", r#"/ "contry:DE""#),
            ("filter nobody", r#"/ "999888777""#),
            ("demo help", "?"),
            ("demo palette", r#": "why""#),
            ("leaving", r#"n "Ada Bell" esc"#),
            ("prefix rights", "r"),
        ],
    );
}

#[test]
fn the_forms_about_a_client_look_as_they_did() {
    pictures(
        "adler",
        &[
            ("form new", r#"n "Ada Bell ada@example.org +49 30 23125 077 @network""#),
            ("form edit", "e"),
            ("form value", "2 j e"),
            ("form interaction", r#"i "called about the drafts""#),
            ("form invoice", "p i"),
            ("form end", "p e"),
            ("form consent", "c g"),
            ("form sign-ups", r#"c s "Ada Bell ada@example.org""#),
            ("form objection", "r o"),
            ("form notice", "r t"),
            ("form ground", "p o"),
            ("form request", "r a"),
            ("form restrict", "2 j r r"),
            ("form follow-up", r#"f "fri call about the quote""#),
            ("form erase", "D"),
            ("form erase asked", "r e"),
            ("form merge", r#"M "baumann""#),
            ("form segment", "S"),
        ],
    );
}

#[test]
fn the_forms_of_others_look_as_they_did() {
    pictures("lucía", &[("form stage", "p p")]);
    pictures("zhang", &[("form proposal", "p p")]);
    pictures("dubois", &[("form remedy", ".")]);
    pictures("demir", &[("form withdraw", "c w"), ("consent given", "4")]);
    pictures("mara vogt", &[("form erase stays", "r e")]);
}

#[test]
fn an_import_looks_as_it_did() {
    let file =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/vcard/ez-vcard-fullcontact.vcf");
    for size in ["80x24", "120x40"] {
        let folder = TempDir::new().unwrap();
        let mut stage = set_up(&folder, size);
        uncounted("import form", size, stage.press("I"));
        uncounted("import review", size, stage.press(&format!(r#""{file}" enter"#)));
        uncounted("import report", size, stage.press("enter"));
    }
}

#[test]
fn the_answer_to_whoever_asks_to_be_erased_looks_as_it_did() {
    for size in ["80x24", "120x40"] {
        let folder = TempDir::new().unwrap();
        let mut stage = set_up(&folder, size);
        stage.press(r#"n "Anna Bell anna@example.org" enter p p enter p p enter p i enter"#);
        stage.press(r#"p e enter enter r e "Anna Bell" enter"#);
        // The bottom line says what it came to; a key that does nothing takes that away.
        uncounted("erase answer", size, stage.press("k"));
    }
}

#[test]
fn the_door_looks_as_it_did() {
    for size in ["80x24", "120x40"] {
        let folder = TempDir::new().unwrap();
        let mut stage = Stage::on(size, door(&folder, MONDAY));
        uncounted("setup 1", size, &mut stage);
        uncounted("setup 2", size, stage.press(r#""Jo Fox" enter"#));
        uncounted("setup 3", size, stage.press("enter"));
        uncounted("setup 4", size, stage.press("y enter"));
        uncounted("setup 5", size, stage.press("y tab y tab y tab y enter"));
        uncounted("empty vault", size, stage.press(&format!(r#""{WORDS}" tab "{WORDS}" enter"#)));
        let mut stage = Stage::on(size, door(&folder, MONDAY));
        uncounted("unlock", size, &mut stage);
        uncounted("unlock wrong", size, stage.press(r#""wrong" enter"#));
    }
}

#[test]
fn a_screen_of_40_by_10_looks_as_it_did() {
    for (name, keys) in [
        ("contacts", ""),
        ("card", "2"),
        ("why", "2 j j w"),
        ("agenda", "g a"),
        ("form", r#"n "Ada Bell ada@example.org""#),
        ("help", "?"),
    ] {
        let mut stage = demo("40x10");
        stage.press(&at("mara vogt")).press(keys);
        picture(&format!("small {name}"), "40x10", &stage);
    }
}
