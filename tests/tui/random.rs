//! Keys that nobody would press in that order, over the made-up vault, at changing sizes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use candor::app::clock::FixedClock;
use candor::app::demo;
use candor::domain::Moment;
use candor::tui::command::{Chord, Command};
use candor::tui::model::{Pane, Typing};
use candor::tui::msg::Msg;
use candor::tui::office::Desk;
use ratatui::layout::Size;

use super::support::Stage;

/// 2026-11-23, ten in the morning in Berlin.
const NOW: Moment = Moment(1_795_424_400);

/// How many keys come between two ways home.
const WALK: u64 = 200;

/// More than enough for the deepest place: each Esc is one step back.
const STEPS_HOME: usize = 40;

/// A small generator whose numbers are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

/// Every key of the table, and letters, signs and foreign script to type.
fn keys() -> Vec<Chord> {
    let table = Command::table().iter().flat_map(|entry| entry.keys.iter());
    let known = table.filter_map(|keys| Chord::parse_all(keys)).flatten();
    let typed = "abz @#09-+.üж日👩".chars().filter(|sign| *sign != ' ');
    let typed = typed.filter_map(|sign| Chord::parse(&sign.to_string()));
    known.chain(typed).collect()
}

fn home(stage: &mut Stage<Desk>, seed: u64, walked: &[Chord]) {
    let is_home = |stage: &Stage<Desk>| {
        let model = &stage.model;
        model.overlay.is_none()
            && model.focus == Pane::List
            && model.board.open.is_none()
            && !model.why.open
            && !model.zoomed
            && model.typing == Typing::Nothing
            && model.pending.is_empty()
    };
    for _ in 0..STEPS_HOME {
        if is_home(stage) {
            return;
        }
        stage.press("esc");
    }
    // A form that asks whether it may be left is left by saying yes.
    assert!(is_home(stage), "seed {seed} does not come home after {walked:?}\n{}", stage.text());
}

fn walk(stage: &mut Stage<Desk>, seed: u64, keys: &[Chord]) {
    let mut dice = Dice(seed);
    let mut walked = Vec::new();
    for _ in 0..WALK {
        if dice.roll(40) == 0 {
            let width = u16::try_from(5 + dice.roll(296)).unwrap();
            let height = u16::try_from(2 + dice.roll(79)).unwrap();
            stage.tell(Msg::Resized(Size { width, height }));
        }
        if dice.roll(60) == 0 {
            stage.tell(Msg::Paste("Anna\nanna@example.org\u{1b}[2J".to_owned()));
        }
        let chord = *dice.pick(keys);
        walked.push(chord);
        stage.tell(Msg::Key(chord));
        stage.model.quitting = false;
        let _drawn = stage.text();
    }
    home(stage, seed, &walked);
}

fn wander(seeds: impl Iterator<Item = u64>, until: Option<Instant>) {
    let keys = keys();
    let mut made = None;
    for seed in seeds {
        if until.is_some_and(|until| Instant::now() > until) {
            return;
        }
        // A vault serves ten walks: what they leave behind is part of the trial.
        if seed % 10 == 0 || made.is_none() {
            let demo = demo::create(Arc::new(FixedClock(NOW))).unwrap();
            made = Some((Stage::on("80x24", Desk::of(Arc::new(demo.session))), demo.folder));
        }
        if let Some((stage, _folder)) = &mut made {
            walk(stage, seed, &keys);
        }
    }
}

#[test]
fn no_keys_break_the_screen_and_esc_always_leads_home() {
    wander(1..=6, None);
}

#[test]
#[ignore = "ten minutes: `cargo test --release -- --ignored ten_minutes_of_keys`"]
fn ten_minutes_of_keys_break_nothing() {
    wander(100.., Some(Instant::now() + Duration::from_mins(10)));
}
