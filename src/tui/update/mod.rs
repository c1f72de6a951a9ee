//! `update`: from a message and the model to the next model and what is to be done. Pure.

mod answer;
mod as_of;
mod board;
mod editor;
mod finder;
mod form;
mod give;
mod key;
mod marks;
mod mouse;
mod opening;
mod select;

use crate::tui::command::Command;
use crate::tui::layout;
use crate::tui::model::{Errand, FormKind, Model, Overlay, Pane, Stage, Stop};
use crate::tui::msg::{Ask, Deed, Effect, Msg};

pub use select::ROWS_AHEAD;

/// Takes in a message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Key(chord) => key::press(model, chord),
        Msg::Paste(text) => key::paste(model, &text),
        Msg::Mouse(pointer, at) => mouse::act(model, pointer, at),
        Msg::Resized(size) => {
            model.size = size;
            Vec::new()
        }
        Msg::StopAsked => vec![Effect::Suspend],
        Msg::Continued => vec![Effect::Retake],
        Msg::ChangedElsewhere => select::refresh(model, None),
        Msg::Answered(number, answer) => answer::take(model, number, answer),
        Msg::Unanswered(number, kind, trouble) => answer::fail(model, number, kind, trouble),
        Msg::Done(outcome) => answer::done(model, outcome),
        Msg::Written(field, text) => editor::written(model, field, text),
        Msg::Back(Ok(())) => Vec::new(),
        Msg::Back(Err(trouble)) => {
            model.overlay = Some(Overlay::Trouble(*trouble));
            Vec::new()
        }
        Msg::Progress(done, total) => {
            if let Some(errand) = model.errands.front_mut() {
                errand.progress = Some((done, total));
            }
            Vec::new()
        }
    };
    settle(model, effects)
}

/// Brings every window around its selection and asks for the rows that it lacks.
fn settle(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    if model.stage != Stage::Main {
        return effects;
    }
    let typing = model.is_filtering() || model.why.asking.is_some();
    let in_use = model.overlay.is_some() || typing || !model.pending.is_empty();
    if !in_use {
        model.overlay = model.report.take().map(Overlay::Report);
    }
    let arrangement = layout::arrange(model);
    let height = |pane| arrangement.lines(pane);
    let total = model.contacts.rows.total;
    if height(Pane::List) > 0 && model.board.open.is_some() {
        let fitting = model.board.fitting.len();
        model.board.place.show(height(Pane::List), fitting);
    } else if height(Pane::List) > 0 {
        model.contacts.place.show(height(Pane::List), total);
    }
    if let Some(detail) = &model.detail.shown {
        model.detail.card.show(height(Pane::Card), detail.card.len());
        model.detail.interactions.show(height(Pane::Interactions), detail.interactions.len());
        model.detail.consent.show(height(Pane::Consent), detail.consents.len());
    }
    if let Some(why) = &model.why.shown {
        model.why.place.show(height(Pane::Why), why.lines.len());
    }
    if model.board.open.is_none() {
        effects.extend(select::missing_rows(model, height(Pane::List)));
    }
    effects
}

/// Numbers a question.
fn ask(model: &mut Model, ask: Ask) -> Effect {
    Effect::Ask(model.tickets.ask(ask.kind()), ask)
}

/// Gives a deed out and says so in the bottom line while it runs.
fn deed(model: &mut Model, deed: Deed) -> Effect {
    let words = match &deed {
        Deed::Submit(FormKind::Unlock, _) => "unlocking …",
        Deed::Submit(FormKind::Import, _) => "reading …",
        Deed::Submit(FormKind::Erase(_) | FormKind::EraseRequest(_), _) => "erasing …",
        Deed::Submit(..) => "saving …",
        Deed::Copy(..) => "copying …",
        Deed::Mail(..) => "beginning a mail …",
        Deed::KeepDraft(_) => "keeping the draft …",
        Deed::DropDraft(_) => "throwing it away …",
        Deed::Delete(_) | Deed::DeleteAll(_) | Deed::DeleteSegment(_) => "deleting …",
        Deed::Undo => "undoing …",
        Deed::Redo => "doing it again …",
        Deed::AcceptImport => "bringing people in …",
        Deed::RejectImport => "leaving them out …",
    };
    let stop = match &deed {
        Deed::AcceptImport => Stop::Can,
        Deed::Submit(..)
        | Deed::Copy(..)
        | Deed::Mail(..)
        | Deed::KeepDraft(_)
        | Deed::DropDraft(_)
        | Deed::Delete(_)
        | Deed::DeleteAll(_)
        | Deed::DeleteSegment(_)
        | Deed::Undo
        | Deed::Redo
        | Deed::RejectImport => Stop::Never,
    };
    model.errands.push_back(Errand { words, progress: None, stop });
    Effect::Do(deed)
}

/// The places in which keys hold now, the narrowest first.
#[must_use]
pub fn scopes(model: &Model) -> Vec<crate::tui::command::Scope> {
    use crate::tui::command::Scope;
    let here = match &model.overlay {
        Some(Overlay::Form(form)) if form.confirming => vec![Scope::Question],
        Some(Overlay::Form(_)) => vec![Scope::Form],
        Some(Overlay::Finder(_)) => vec![Scope::Finder],
        Some(Overlay::Review(_)) => vec![Scope::Review],
        Some(Overlay::Report(_)) => vec![Scope::Report],
        Some(Overlay::LeaveForm(_)) => vec![Scope::Leaving],
        Some(Overlay::Trouble(_)) => vec![Scope::Question],
        None if model.is_filtering() => vec![Scope::Filter],
        None if model.why.asking.is_some() => vec![Scope::AsOf],
        None => {
            let pane = match model.focus {
                Pane::List => model.board.open.map_or(Scope::Contacts, |_| Scope::Board),
                Pane::Card => Scope::Card,
                Pane::Interactions => Scope::Interactions,
                Pane::Consent => Scope::Consent,
                Pane::Why => Scope::Why,
            };
            let why = model.why.open && pane != Scope::Why;
            let mut panes = vec![pane];
            panes.extend(why.then_some(Scope::Why));
            panes.push(Scope::Panes);
            panes
        }
    };
    here.into_iter().chain([Scope::Global]).collect()
}

/// Remembers a command for the palette.
fn remember(model: &mut Model, command: Command) {
    model.recent.retain(|recent| *recent != command);
    model.recent.insert(0, command);
    model.recent.truncate(8);
}
