//! The mouse, where it is asked for: a click selects a pane and a line, the wheel scrolls.
//!
//! Nothing needs it, and it runs no command: over a slow line a click that lands late harms nobody.

use ratatui::layout::Position;

use super::{key, select};
use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::model::{Model, Overlay, Pane, Stage, Typing};
use crate::tui::msg::{Effect, Pointer};
use crate::tui::widget::list::Motion;

/// Lines that the wheel moves by.
const NOTCH: usize = 3;

/// Handles a click or a turn of the wheel.
pub(super) fn act(model: &mut Model, pointer: Pointer, at: Position) -> Vec<Effect> {
    model.message = None;
    model.pending.clear();
    if let Some(overlay) = &model.overlay {
        let Some(command) = over(overlay, pointer) else { return Vec::new() };
        return key::run(model, command);
    }
    if model.stage != Stage::Main || model.why.asking.is_some() {
        return Vec::new();
    }
    let arrangement = layout::arrange(model);
    let hit = arrangement.panes.iter().find(|(_, place)| place.contains(at));
    let Some((pane, place)) = hit.copied() else { return Vec::new() };
    match pointer {
        Pointer::WheelDown => select::go(model, pane, Motion::Down(NOTCH)),
        Pointer::WheelUp => select::go(model, pane, Motion::Up(NOTCH)),
        Pointer::Click => {
            model.typing = Typing::Nothing;
            let mut effects = select::focus(model, pane);
            let line = usize::from(at.y - place.y).checked_sub(usize::from(layout::heading(pane)));
            if let Some(line) = line.filter(|line| *line < arrangement.lines(pane)) {
                effects.extend(go_to(model, pane, line));
            }
            effects
        }
    }
}

/// What the wheel does over what lies over the panes; a click does nothing there.
fn over(overlay: &Overlay, pointer: Pointer) -> Option<Command> {
    let (down, up) = match overlay {
        Overlay::Finder(_) => (Command::FinderDown, Command::FinderUp),
        Overlay::Review(_) => (Command::ReviewDown, Command::ReviewUp),
        Overlay::Report(_) => (Command::ReportDown, Command::ReportUp),
        Overlay::Form(_) | Overlay::Trouble(_) | Overlay::LeaveForm(_) => return None,
    };
    match pointer {
        Pointer::Click => None,
        Pointer::WheelDown => Some(down),
        Pointer::WheelUp => Some(up),
    }
}

/// Selects the line that is shown that far below the heading, if there is one.
fn go_to(model: &mut Model, pane: Pane, line: usize) -> Vec<Effect> {
    let place = match pane {
        Pane::List if model.board.open.is_some() => model.board.place,
        Pane::List => model.contacts.place,
        Pane::Card => model.detail.card,
        Pane::Interactions => model.detail.interactions,
        Pane::Consent => model.detail.consent,
        Pane::Why => model.why.place,
    };
    let wanted = place.top + line;
    let motion = match wanted.checked_sub(place.cursor) {
        Some(0) => return Vec::new(),
        Some(lines) => Motion::Down(lines),
        None => Motion::Up(place.cursor - wanted),
    };
    select::go(model, pane, motion)
}
