//! The screen, to look at and to measure: `cargo run --example screen -- made-up 100000`, or on a
//! vault in a folder: `cargo run --example screen -- vault /tmp/some-folder`.

use std::sync::Arc;

use candor::app::KdfPasses;
use candor::app::clock::FixedClock;
use candor::domain::{Country, Moment};
use candor::tui::office::{Desk, Door};
use candor::tui::theme::Theme;
use candor::tui::worker::Office;
use candor::tui::{ScreenError, Settings, run};

#[path = "fake.rs"]
mod fake;

fn main() -> Result<(), ScreenError> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().unwrap_or_default();
    let what = arguments.next().unwrap_or_default();
    let theme = match arguments.next().as_deref() {
        Some("dark") => Theme::Dark,
        Some("light") => Theme::Light,
        Some("none") => Theme::NoColor,
        _ => Theme::Sixteen,
    };
    let office: Arc<dyn Office> = match (place.as_str(), Country::new("DE")) {
        ("vault", Some(country)) => Arc::new(Desk::at_the_door(Door {
            folder: what.clone().into(),
            folder_shown: what,
            clock: Arc::new(FixedClock(Moment(1_795_428_000))),
            passes: KdfPasses::Fixed(1),
            country,
            zone: "Europe/Berlin".to_owned(),
        })),
        _ => Arc::new(fake::Fake::with(what.parse().unwrap_or(412))),
    };
    run(&office, Settings { theme, ..Settings::default() })
}
