//! The screen on made-up people, to look at and to measure: `cargo run --example screen -- 100000`.

use std::sync::Arc;

use candor::tui::theme::Theme;
use candor::tui::worker::Office;
use candor::tui::{Settings, run};

#[path = "fake.rs"]
mod fake;

fn main() -> Result<(), candor::tui::ScreenError> {
    let people = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(412);
    let theme = match std::env::args().nth(2).as_deref() {
        Some("dark") => Theme::Dark,
        Some("light") => Theme::Light,
        Some("none") => Theme::NoColor,
        _ => Theme::Sixteen,
    };
    let office: Arc<dyn Office> = Arc::new(fake::Fake::with(people));
    run(&office, Settings { theme, ..Settings::default() })
}
