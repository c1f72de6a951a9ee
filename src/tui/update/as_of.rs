//! `t`: why as of another day; and `y`: the explanation as text.

use super::{ask, key::say, select};
use crate::domain::spoken::{Lean, SpokenDay};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::model::{AsOf, Asking, Clipboard, Model, Overlay, Pane, Standing, WhatIfs};
use crate::tui::msg::{Ask, Effect};

/// Opens the line in which a day is typed.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.why.open {
        model.why.asking = Some(Asking::default());
        // Where panes stand one at a time, the one that is typed into has to be seen.
        if layout::arrange(model).place(Pane::Why).is_none() {
            model.focus = Pane::Why;
        }
    }
    Vec::new()
}

/// Asks as of a day that is typed already; why opens if it is not open yet.
pub(super) fn ask_as_of(model: &mut Model, day: &str) -> Vec<Effect> {
    let mut effects = if model.why.open { Vec::new() } else { select::open_why(model) };
    effects.extend(open(model));
    if let Some(asking) = &mut model.why.asking {
        asking.line.set("");
        asking.line.paste(day);
        effects.extend(accept(model));
    }
    effects
}

/// Runs a command of the line.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::AsOfAsk {
        return accept(model);
    }
    model.why.asking = None;
    Vec::new()
}

/// Asks as of the day that is typed; nothing typed asks about today again.
fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(asking) = &mut model.why.asking else { return Vec::new() };
    let typed = asking.line.text().trim();
    if typed.is_empty() {
        model.why.asking = None;
        return today(model);
    }
    let spoken = typed.parse::<SpokenDay>().ok().zip(model.header.day);
    let Some((spoken, today)) = spoken else {
        "no day: today, -2m, +1y, fri, 2027-01-01".clone_into(&mut asking.problem);
        return Vec::new();
    };
    let day = spoken.day(today, Lean::Future);
    let said = day.as_date().format("%-d %b %Y").to_string();
    model.why.asking = None;
    model.why.as_of = (day != today).then_some(AsOf { day, said });
    asked_again(model)
}

/// Asks about today again.
pub(super) fn today(model: &mut Model) -> Vec<Effect> {
    if model.why.as_of.take().is_none() {
        return Vec::new();
    }
    asked_again(model)
}

fn asked_again(model: &mut Model) -> Vec<Effect> {
    model.why.what_ifs = WhatIfs::default();
    let shown = model.why.shown.as_ref().map(|shown| shown.subject);
    match shown.or_else(|| model.subject()) {
        Some(subject) => vec![select::ask_why(model, subject)],
        None => Vec::new(),
    }
}

/// Asks for the explanation as text.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some(subject) = model.why.shown.as_ref().map(|shown| shown.subject) else {
        say(model, Standing::Due, "nothing is explained yet that could be copied");
        return Vec::new();
    };
    let day = model.why.as_of.as_ref().map(|as_of| as_of.day);
    vec![ask(model, Ask::Letter(subject, day))]
}

/// Hands over the report that is open.
pub(super) fn copy_report(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Report(report)) = &model.overlay else { return Vec::new() };
    let lines = report.lines.iter().map(|(_, line)| format!("{line}\n"));
    let text = report.letter.clone().unwrap_or_else(|| lines.collect());
    copied(model, Some(text))
}

/// Hands the text over.
pub(super) fn copied(model: &mut Model, text: Option<String>) -> Vec<Effect> {
    match text {
        Some(_) if model.clipboard == Clipboard::Off => {
            let said = "copying is switched off in config.toml: `candor why` prints it";
            say(model, Standing::Due, said);
            Vec::new()
        }
        Some(text) if text.len() <= MOST_BYTES => {
            let lines = text.lines().count();
            let said = format!("{lines} lines sent to the terminal, for its clipboard");
            say(model, Standing::Justified, said);
            vec![Effect::Copy(text)]
        }
        Some(_) => {
            let said = "too long for a terminal's clipboard: `candor why` prints it";
            say(model, Standing::Due, said);
            Vec::new()
        }
        None => {
            say(model, Standing::Due, "this is not there any more");
            Vec::new()
        }
    }
}

/// What terminals take: 100,000 bytes in all, of which a quarter goes for the encoding.
pub(super) const MOST_BYTES: usize = 74_000;
