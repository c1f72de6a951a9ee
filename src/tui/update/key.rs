//! A key: to the line being typed, or through the key map to a command.

use super::{
    as_of, ask, board, deed, finder, form, give, marks, opening, remember, scopes, select,
};
use crate::app::sorting::By;
use crate::tui::command::{Chord, Command, Key, Resolved, Scope};
use crate::tui::layout;
use crate::tui::model::{
    BoardKind, FinderKind, FormKind, Message, Model, Overlay, Pane, Stage, Standing, Stop, Subject,
    Typing,
};
use crate::tui::msg::{Ask, Deed, Effect};
use crate::tui::widget::list::Motion;

/// Handles a key.
pub(super) fn press(model: &mut Model, chord: Chord) -> Vec<Effect> {
    model.message = None;
    if chord.key == Key::Esc && nothing_open(model) && stop(model) {
        return vec![Effect::Stop];
    }
    let scopes = scopes(model);
    model.pending.push(chord);
    let keys = model.pending.clone();
    match model.keys.resolve(&scopes, &keys) {
        Resolved::Prefix(_) => return Vec::new(),
        Resolved::Command(command) => {
            model.pending.clear();
            if command != Command::Interrupt {
                model.interrupted = false;
            }
            return run(model, command);
        }
        Resolved::Nothing => {}
    }
    let first = keys.len() == 1;
    model.pending.clear();
    model.interrupted = false;
    if first {
        return typed(model, chord);
    }
    if chord.key != Key::Esc {
        say(
            model,
            Standing::Due,
            format!("`{}` has no meaning here", crate::tui::command::spelled(&keys)),
        );
    }
    Vec::new()
}

/// Says whether a key goes to the panes and nowhere else.
fn nothing_open(model: &Model) -> bool {
    let typing = model.is_filtering() || model.why.asking.is_some();
    model.overlay.is_none() && !typing && model.pending.is_empty()
}

/// Marks the deed in hand as one to stop; says whether it was one that can be.
fn stop(model: &mut Model) -> bool {
    let running = model.errands.front_mut().filter(|errand| errand.stop == Stop::Can);
    running.map(|errand| errand.stop = Stop::Asked).is_some()
}

/// Puts a sentence into the bottom line.
pub(super) fn say(model: &mut Model, standing: Standing, text: impl Into<String>) {
    model.message = Some(Message { standing, text: text.into() });
}

/// Handles a paste as if it had been typed.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(_)) => form::paste(model, text),
        Some(Overlay::Finder(finder)) => {
            finder.query.paste(text);
            finder::narrow(model);
            Vec::new()
        }
        None if model.typing == Typing::Query => {
            model.query_mut().paste(text);
            select::search(model)
        }
        None if model.why.asking.is_some() => {
            if let Some(asking) = &mut model.why.asking {
                asking.line.paste(text);
            }
            Vec::new()
        }
        None
        | Some(
            Overlay::Review(_) | Overlay::Report(_) | Overlay::Trouble(_) | Overlay::LeaveForm(_),
        ) => Vec::new(),
    }
}

/// A key that is no command: text for whatever is being typed.
fn typed(model: &mut Model, chord: Chord) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form(_)) => form::press(model, chord),
        Some(Overlay::Finder(finder)) => {
            if finder.query.press(chord) {
                finder::narrow(model);
            }
            Vec::new()
        }
        None if model.typing == Typing::Query => {
            let before = model.query().text().to_owned();
            model.query_mut().press(chord);
            if before == model.query().text() { Vec::new() } else { select::search(model) }
        }
        None if model.why.asking.is_some() => {
            if let Some(asking) = &mut model.why.asking {
                asking.problem.clear();
                asking.line.press(chord);
            }
            Vec::new()
        }
        None
        | Some(
            Overlay::Review(_) | Overlay::Report(_) | Overlay::Trouble(_) | Overlay::LeaveForm(_),
        ) => Vec::new(),
    }
}

/// Runs a command, however it was asked for.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(entry) = command.entry() else {
        return Vec::new();
    };
    match entry.scope {
        Scope::Global => everywhere(model, command),
        Scope::Panes
        | Scope::Contacts
        | Scope::Board
        | Scope::Card
        | Scope::Interactions
        | Scope::Consent
        | Scope::Why => {
            remember(model, command);
            in_panes(model, command)
        }
        Scope::Filter => in_filter(model, command),
        Scope::AsOf => as_of::run(model, command),
        Scope::Form => form::run(model, command),
        Scope::Leaving => form::left(model, command),
        Scope::Question | Scope::Review | Scope::Report => in_question(model, command),
        Scope::Finder => finder::run(model, command),
    }
}

fn everywhere(model: &mut Model, command: Command) -> Vec<Effect> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with commands of its scope only")]
    match command {
        Command::Interrupt => interrupt(model),
        Command::Suspend => vec![Effect::Suspend],
        Command::Redraw => vec![Effect::Redraw],
        Command::HelpHere => finder::open(model, FinderKind::Help),
        _ => Vec::new(),
    }
}

fn in_filter(model: &mut Model, command: Command) -> Vec<Effect> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with commands of its scope only")]
    match command {
        Command::FilterDown => select::go(model, Pane::List, Motion::Down(1)),
        Command::FilterUp => select::go(model, Pane::List, Motion::Up(1)),
        Command::FilterClear => select::clear_search(model),
        Command::FilterComplete => select::complete(model),
        _ => {
            model.typing = Typing::Nothing;
            Vec::new()
        }
    }
}

fn in_question(model: &mut Model, command: Command) -> Vec<Effect> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with commands of its scope only")]
    match command {
        Command::Answer => answer(model),
        Command::ReviewAccept => review(model, Deed::AcceptImport),
        Command::ReviewLeave => review(model, Deed::RejectImport),
        Command::ReviewDown | Command::ReportDown => scroll_review(model, 5, 0),
        Command::ReviewUp | Command::ReportUp => scroll_review(model, 0, 5),
        Command::ReportCopy => as_of::copy_report(model),
        Command::ReportClose => {
            model.overlay = None;
            Vec::new()
        }
        _ => decline(model),
    }
}

fn in_panes(model: &mut Model, command: Command) -> Vec<Effect> {
    let looks = [Command::Back, Command::Zoom, Command::Help, Command::Palette];
    if !model.why.open && !looks.contains(&command) {
        model.why.trail.clear();
    }
    let led = lead(model, command).or_else(|| in_list(model, command));
    if let Some(effects) = led.or_else(|| give::run(model, command)) {
        return effects;
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "what is left opens a form")]
    match command {
        Command::Quit => model.quitting = true,
        Command::Zoom => model.zoomed = !model.zoomed,
        Command::Help => return finder::open(model, FinderKind::Help),
        Command::Palette => return finder::open(model, FinderKind::Palette),
        Command::Filter => {
            model.typing = Typing::Query;
            return select::focus(model, Pane::List);
        }
        Command::Remedy if model.why.open => return remedy(model),
        Command::Remedy if model.board.open.is_some() && model.focus == Pane::List => {
            return board::remedy(model);
        }
        Command::Undo => return back_or_again(model, Deed::Undo),
        Command::Redo => return back_or_again(model, Deed::Redo),
        Command::Delete => return delete(model),
        Command::Resume => return vec![ask(model, Ask::Draft)],
        Command::Why | Command::GoWhy => return select::open_why(model),
        Command::WhatIf => return what_if(model),
        Command::AsOf => return as_of::open(model),
        Command::CopyWhy => return as_of::copy(model),
        Command::Open => return select::open(model),
        Command::Back => return select::back(model),
        Command::NextPane => return select::turn(model, 1),
        Command::PreviousPane => return select::turn(model, Pane::ALL.len() - 1),
        Command::Down | Command::Up
            if model.focus == Pane::Why && model.why.what_ifs.now().is_some() =>
        {
            model.why.what_ifs.step(command == Command::Down);
        }
        Command::Down
        | Command::Up
        | Command::First
        | Command::Last
        | Command::HalfDown
        | Command::HalfUp
        | Command::PageDown
        | Command::PageUp => {
            let motion = motion(model, command, model.focus);
            return select::go(model, model.focus, motion);
        }
        Command::ScrollDown => return select::scroll_other(model, Motion::Down(3)),
        Command::ScrollUp => return select::scroll_other(model, Motion::Up(3)),
        _ => return opening::open(model, command),
    }
    Vec::new()
}

/// The pane or board that a number key names.
fn lead(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other command leads nowhere")]
    let effects = match command {
        Command::GoContacts => board::close(model),
        Command::GoAgenda => board::open(model, BoardKind::Agenda),
        Command::GoPipeline => board::open(model, BoardKind::Pipeline),
        Command::GoRequests => board::open(model, BoardKind::Requests),
        Command::GoJournal => board::open(model, BoardKind::Journal),
        Command::GoSegments => board::open(model, BoardKind::Segments),
        Command::GoCard => select::focus(model, Pane::Card),
        Command::GoInteractions => select::focus(model, Pane::Interactions),
        Command::GoConsent => select::focus(model, Pane::Consent),
        _ => return None,
    };
    Some(effects)
}

/// Marks, and the order of the list.
fn in_list(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other command leaves the list be")]
    let effects = match command {
        Command::Mark => marks::mark(model),
        Command::MarkGroup => marks::mark_all(model),
        Command::SortName => select::sort(model, By::Name),
        Command::SortContact => select::sort(model, By::LastContact),
        Command::SortDue => select::sort(model, By::Due),
        Command::SortAdded => select::sort(model, By::Added),
        _ => return None,
    };
    Some(effects)
}

/// `x`: what would change the answer; once more the next thing that would.
fn what_if(model: &mut Model) -> Vec<Effect> {
    if model.why.open && model.why.as_of.is_some() {
        say(
            model,
            Standing::Due,
            "what happens today changes today's answer: `esc` goes back to it",
        );
        return Vec::new();
    }
    if model.why.what_ifs.now().is_some() {
        model.why.what_ifs.step(true);
        return Vec::new();
    }
    let mut effects = if model.why.open { Vec::new() } else { select::open_why(model) };
    let shown = model.why.shown.as_ref().map(|shown| shown.subject);
    if let (true, Some(subject)) = (model.why.open, shown.or_else(|| model.subject())) {
        effects.push(ask(model, Ask::WhatIf(subject)));
    }
    effects
}

/// `.` while why is open: the first step that it offers.
fn remedy(model: &mut Model) -> Vec<Effect> {
    let runs = model.why.shown.as_ref().map(|why| why.lines.iter()).into_iter().flatten();
    let offered: Vec<Command> = runs.filter_map(|line| line.runs).collect();
    let contact = model.subject().map(Subject::contact);
    // Where `.` stands beside a step, it does that one: a duty to the contact.
    match (offered.contains(&Command::Remedy), offered.first(), contact) {
        (true, _, Some(contact)) => {
            vec![ask(model, Ask::Form(FormKind::Remedy(Subject::Contact(contact))))]
        }
        (false, Some(command), _) => run(model, *command),
        (true, _, None) | (false, None, _) => opening::open(model, Command::Remedy),
    }
}

fn motion(model: &Model, command: Command, pane: Pane) -> Motion {
    let height = layout::arrange(model).lines(pane).max(1);
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with the commands that move only")]
    match command {
        Command::Up => Motion::Up(1),
        Command::First => Motion::First,
        Command::Last => Motion::Last,
        Command::HalfDown => Motion::Down(height.div_ceil(2)),
        Command::HalfUp => Motion::Up(height.div_ceil(2)),
        Command::PageDown => Motion::Down(height),
        Command::PageUp => Motion::Up(height),
        _ => Motion::Down(1),
    }
}

fn on_subject(model: &mut Model, wanted: impl FnOnce(Subject) -> Deed) -> Vec<Effect> {
    match model.subject() {
        Some(subject) => vec![deed(model, wanted(subject))],
        None => nobody_selected(model),
    }
}

/// `u` and `^R`: not while an import runs, which would be what they take back.
fn back_or_again(model: &mut Model, wanted: Deed) -> Vec<Effect> {
    if model.errands.iter().any(|errand| errand.stop != Stop::Never) {
        say(model, Standing::Due, "not while people are brought in: `esc` stops that");
        return Vec::new();
    }
    vec![deed(model, wanted)]
}

/// `d`: a whole contact only from the list, so that a line without a value deletes nothing.
fn delete(model: &mut Model) -> Vec<Effect> {
    if let Some(marked) = marks::acted_on(model) {
        return marks::delete(model, marked);
    }
    if let Some(segment) = model.segment() {
        return vec![deed(model, Deed::DeleteSegment(segment))];
    }
    let pane = if model.focus == Pane::Why { model.why.from } else { model.focus };
    if matches!(model.subject(), Some(Subject::Contact(_))) && pane != Pane::List {
        say(
            model,
            Standing::Due,
            "this line holds no value; `d` in the list of contacts deletes all of the contact's",
        );
        return Vec::new();
    }
    on_subject(model, Deed::Delete)
}

pub(super) fn nobody_selected(model: &mut Model) -> Vec<Effect> {
    say(model, Standing::Due, "no contact is selected: `n` adds one, `I` imports a file");
    Vec::new()
}

fn review(model: &mut Model, wanted: Deed) -> Vec<Effect> {
    model.overlay = None;
    vec![deed(model, wanted)]
}

fn scroll_review(model: &mut Model, down: usize, up: usize) -> Vec<Effect> {
    if let Some(Overlay::Review(review) | Overlay::Report(review)) = &mut model.overlay {
        let last = review.lines.len().saturating_sub(1);
        review.top = (review.top + down).saturating_sub(up).min(last);
    }
    Vec::new()
}

/// Yes to the question that is shown.
fn answer(model: &mut Model) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Form(open)) => form::submit(model, open),
        Some(Overlay::Trouble(_)) | None => Vec::new(),
        Some(
            other @ (Overlay::LeaveForm(_)
            | Overlay::Finder(_)
            | Overlay::Review(_)
            | Overlay::Report(_)),
        ) => {
            model.overlay = Some(other);
            Vec::new()
        }
    }
}

/// No to the question that is shown.
fn decline(model: &mut Model) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Form(mut open)) => {
            open.confirming = false;
            model.overlay = Some(Overlay::Form(open));
        }
        Some(Overlay::Trouble(_)) | None => {}
        Some(
            other @ (Overlay::LeaveForm(_)
            | Overlay::Finder(_)
            | Overlay::Review(_)
            | Overlay::Report(_)),
        ) => {
            model.overlay = Some(other);
        }
    }
    Vec::new()
}

/// Control-C: leaves what is open; where nothing is, a second one leaves the program.
fn interrupt(model: &mut Model) -> Vec<Effect> {
    model.pending.clear();
    if model.interrupted || model.stage == Stage::Door {
        model.quitting = true;
        return Vec::new();
    }
    // What was typed is not lost by a key that is pressed in haste.
    if let Some(unfinished) = model.unfinished() {
        return form::kept(model, unfinished);
    }
    if model.overlay.take().is_some() {
        return Vec::new();
    }
    if model.is_filtering() {
        return select::clear_search(model);
    }
    if model.why.asking.take().is_some() {
        return Vec::new();
    }
    if stop(model) {
        return vec![Effect::Stop];
    }
    model.interrupted = true;
    say(model, Standing::Unsaid, "`^C` once more leaves the program; `q` does, too");
    Vec::new()
}
