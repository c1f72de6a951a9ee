//! What is selected, and what the other panes must ask for because of it.

use super::{ask, board, key::say};
use crate::app::sorting::By;
use crate::tui::model::{
    ContactId, Earlier, Model, Pane, Place, Standing, Subject, Typing, WhatIfs,
};
use crate::tui::msg::{Ask, Effect};
use crate::tui::widget::list::Motion;

/// Rows asked for beyond the window on each side, so that most keys need no new rows.
pub const ROWS_AHEAD: usize = 120;

/// Moves the selection of a pane.
pub(super) fn go(model: &mut Model, pane: Pane, motion: Motion) -> Vec<Effect> {
    match pane {
        Pane::List if model.board.open.is_some() => board::go(model, motion),
        Pane::List => {
            let before = model.contacts.place.cursor;
            model.contacts.place.go(motion, model.contacts.rows.total);
            if before == model.contacts.place.cursor {
                return Vec::new();
            }
            follow(model)
        }
        Pane::Why => {
            let lines = model.why.shown.as_ref().map_or(0, |why| why.lines.len());
            model.why.place.go(motion, lines);
            Vec::new()
        }
        Pane::Card | Pane::Interactions | Pane::Consent => {
            let Some(detail) = &model.detail.shown else {
                return Vec::new();
            };
            let (place, total) = match pane {
                Pane::Card => (&mut model.detail.card, detail.card.len()),
                Pane::Interactions => (&mut model.detail.interactions, detail.interactions.len()),
                Pane::List | Pane::Consent | Pane::Why => {
                    (&mut model.detail.consent, detail.consents.len())
                }
            };
            let before = place.cursor;
            place.go(motion, total);
            if before == place.cursor { Vec::new() } else { follow_why(model) }
        }
    }
}

/// Scrolls the pane that one reads beside the list.
pub(super) fn scroll_other(model: &mut Model, motion: Motion) -> Vec<Effect> {
    let other = match model.focus {
        Pane::Why => model.why.from,
        Pane::List | Pane::Card | Pane::Interactions | Pane::Consent if model.why.open => Pane::Why,
        Pane::List => model.lower,
        Pane::Card | Pane::Interactions | Pane::Consent => Pane::List,
    };
    go(model, other, motion)
}

/// The selected contact changed: asks for all that the other panes show of it.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    let Some(contact) = model.contact() else {
        return Vec::new();
    };
    if model.detail.shown.as_ref().is_none_or(|detail| detail.id != contact) {
        model.detail.card = Place::default();
        model.detail.interactions = Place::default();
        model.detail.consent = Place::default();
    }
    let mut effects = vec![ask(model, Ask::Detail(contact))];
    effects.extend(follow_why(model));
    effects
}

/// The why pane follows the selection.
pub(super) fn follow_why(model: &mut Model) -> Vec<Effect> {
    if !model.why.open {
        return Vec::new();
    }
    // A record that Enter led to stays until Esc, unless another line is selected meanwhile.
    let record = model.why.shown.as_ref().map(|shown| shown.subject);
    let subject = match record {
        Some(record) if model.focus == Pane::Why && !model.why.trail.is_empty() => Some(record),
        _ => {
            model.why.trail.clear();
            model.subject()
        }
    };
    match subject {
        Some(subject) => vec![ask_why(model, subject)],
        None => Vec::new(),
    }
}

/// Asks why something is held, as of the day that the pane is set to.
pub(super) fn ask_why(model: &mut Model, subject: Subject) -> Effect {
    let day = model.why.as_of.as_ref().map(|as_of| as_of.day);
    ask(model, Ask::Why(subject, day))
}

/// Asks for everything again, because the vault changed.
pub(super) fn refresh(model: &mut Model, select: Option<ContactId>) -> Vec<Effect> {
    model.why.what_ifs = WhatIfs::default();
    let around = select.or_else(|| model.contacts.selected());
    let from = model.contacts.place.top.saturating_sub(ROWS_AHEAD);
    let rows = rows(model, from, around);
    let mut effects = vec![ask(model, Ask::Header), ask(model, rows)];
    effects.extend(model.board.open.map(|kind| ask(model, Ask::Board(kind))));
    effects.extend(follow(model));
    effects
}

/// Asks for rows where the window is not covered by those at hand.
pub(super) fn missing_rows(model: &mut Model, height: usize) -> Option<Effect> {
    let contacts = &model.contacts;
    if !contacts.loaded || contacts.covers(contacts.place.top, height) {
        return None;
    }
    let from = contacts.place.top.saturating_sub(ROWS_AHEAD);
    let rows = rows(model, from, None);
    Some(ask(model, rows))
}

/// The question for rows from a place on, or around a contact, as query and order stand.
pub(super) fn rows(model: &Model, from: usize, around: Option<ContactId>) -> Ask {
    let query = model.contacts.query.text().to_owned();
    let count = usize::from(model.size.height) + 2 * ROWS_AHEAD;
    Ask::Rows { query, from, count, around, order: model.contacts.order }
}

/// Puts the list into another order, or turns the same one round; what comes first is selected.
pub(super) fn sort(model: &mut Model, by: By) -> Vec<Effect> {
    if model.board.open.is_some() {
        say(model, Standing::Unsaid, "a board has its own order: `1` leads to the contacts");
        return Vec::new();
    }
    model.contacts.order = model.contacts.order.asked(by);
    search(model)
}

/// The query changed: the first that it finds is selected.
pub(super) fn search(model: &mut Model) -> Vec<Effect> {
    if model.board.open.is_some() {
        return board::narrow(model);
    }
    model.contacts.place = Place::default();
    let rows = rows(model, 0, None);
    vec![ask(model, rows)]
}

/// Tab in the query: completes its last word where there is a way to go on, else keeps it.
pub(super) fn complete(model: &mut Model) -> Vec<Effect> {
    let ways = model.contacts.rows.said.as_ref().filter(|_| model.board.open.is_none());
    let Some((_, text)) = ways.and_then(|said| said.completions.first()).cloned() else {
        model.typing = Typing::Nothing;
        return Vec::new();
    };
    model.contacts.query.set(&text);
    search(model)
}

/// Shows everybody again and keeps the selected contact selected.
pub(super) fn clear_search(model: &mut Model) -> Vec<Effect> {
    model.typing = Typing::Nothing;
    if model.query().is_empty() {
        return Vec::new();
    }
    model.query_mut().set("");
    if model.board.open.is_some() {
        return board::narrow(model);
    }
    let rows = rows(model, 0, model.contacts.selected());
    vec![ask(model, rows)]
}

/// Gives the keys to a pane.
pub(super) fn focus(model: &mut Model, pane: Pane) -> Vec<Effect> {
    let before = model.focus;
    model.focus = pane;
    match pane {
        Pane::Card | Pane::Interactions | Pane::Consent => model.lower = pane,
        Pane::List | Pane::Why => {}
    }
    if pane == Pane::Why || before == pane || !model.why.open {
        return Vec::new();
    }
    model.why.from = pane;
    follow_why(model)
}

/// Goes to the next pane, `step` places on in the order of Tab.
pub(super) fn turn(model: &mut Model, step: usize) -> Vec<Effect> {
    let open: Vec<Pane> =
        Pane::ALL.into_iter().filter(|pane| *pane != Pane::Why || model.why.open).collect();
    let at = open.iter().position(|pane| *pane == model.focus).unwrap_or(0);
    let step = if step == 1 { 1 } else { open.len() - 1 };
    match open.get((at + step) % open.len()) {
        Some(pane) => focus(model, *pane),
        None => Vec::new(),
    }
}

/// Opens the why pane on what is selected, or goes to it.
pub(super) fn open_why(model: &mut Model) -> Vec<Effect> {
    if model.why.open {
        let back = if model.focus == Pane::Why { model.why.from } else { Pane::Why };
        model.focus = back;
        return Vec::new();
    }
    if model.subject().is_none() {
        say(model, Standing::Due, "nothing is selected that could be explained");
        return Vec::new();
    }
    model.why.open = true;
    model.why.from = model.focus;
    model.why.as_of = None;
    model.why.shown = None;
    model.why.place = Place::default();
    if model.zoomed || model.size.width < model.widths.stacked {
        model.focus = Pane::Why;
    }
    follow_why(model)
}

/// Enter: from the list to the card, from the card to why, from why to the record.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Pane::List if model.board.open.is_some() => board::enter(model),
        Pane::List if model.contacts.selected().is_some() => focus(model, Pane::Card),
        Pane::List => Vec::new(),
        Pane::Card | Pane::Interactions | Pane::Consent => {
            if model.why.open {
                model.focus = Pane::Why;
                Vec::new()
            } else {
                open_why(model)
            }
        }
        Pane::Why => {
            let line =
                model.why.shown.as_ref().and_then(|why| why.lines.get(model.why.place.cursor));
            let (runs, target) = line.map_or((None, None), |line| (line.runs, line.target));
            if let Some(command) = runs {
                return super::key::run(model, command);
            }
            if let Some(target) = target {
                return go_to(model, target);
            }
            say(model, Standing::Unsaid, "no record stands behind this line");
            Vec::new()
        }
    }
}

/// Goes to a record: its contact, its pane, its line.
fn go_to(model: &mut Model, target: Subject) -> Vec<Effect> {
    if model.contact() != Some(target.contact()) {
        model.board.leave();
        model.contacts.query.set("");
        let rows = rows(model, 0, Some(target.contact()));
        model.focus = Pane::Card;
        return vec![ask(model, rows)];
    }
    let Some(detail) = model.detail.of(target.contact()) else {
        return Vec::new();
    };
    let in_card = detail.card.iter().position(|line| line.subject == Some(target));
    let in_interactions = detail.interactions.iter().position(|row| row.subject == target);
    let in_consent = detail.consents.iter().position(|row| row.subject == Some(target));
    leave_a_trail(model);
    let pane = if let Some(at) = in_interactions {
        model.detail.interactions.cursor = at;
        Pane::Interactions
    } else if let Some(at) = in_consent {
        model.detail.consent.cursor = at;
        Pane::Consent
    } else if let Some(at) = in_card {
        model.detail.card.cursor = at;
        Pane::Card
    } else {
        return vec![ask_why(model, target)];
    };
    model.why.open = false;
    focus(model, pane)
}

/// Remembers the answer that is left for a record, so that Esc leads back to it.
fn leave_a_trail(model: &mut Model) {
    let Some(why) = model.why.shown.clone() else { return };
    let from = model.why.from;
    let cursor = place_of(model, from).map_or(0, |place| place.cursor);
    model.why.trail.push(Earlier { why, place: model.why.place, from, cursor });
}

/// The place of a pane that lists what the contact's records are.
fn place_of(model: &mut Model, pane: Pane) -> Option<&mut Place> {
    match pane {
        Pane::Card => Some(&mut model.detail.card),
        Pane::Interactions => Some(&mut model.detail.interactions),
        Pane::Consent => Some(&mut model.detail.consent),
        Pane::List | Pane::Why => None,
    }
}

/// Goes back to the answer from which Enter led here.
fn back_to(model: &mut Model, earlier: Earlier) -> Vec<Effect> {
    if let Some(place) = place_of(model, earlier.from) {
        place.cursor = earlier.cursor;
    }
    match earlier.from {
        Pane::Card | Pane::Interactions | Pane::Consent => model.lower = earlier.from,
        Pane::List | Pane::Why => {}
    }
    let subject = earlier.why.subject;
    model.why.open = true;
    model.why.from = earlier.from;
    model.why.place = earlier.place;
    model.why.shown = Some(earlier.why);
    model.focus = Pane::Why;
    // It may have changed meanwhile; until then the old answer stands there.
    vec![ask_why(model, subject)]
}

/// Esc: one step back, never out of the program.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if model.why.open && model.why.what_ifs.now().is_some() {
        model.why.what_ifs = WhatIfs::default();
        return Vec::new();
    }
    if model.why.open && model.why.trail.is_empty() && model.why.as_of.is_some() {
        return super::as_of::today(model);
    }
    let at_a_record = model.focus == Pane::Why || !model.why.open;
    if at_a_record && let Some(earlier) = model.why.trail.pop() {
        return back_to(model, earlier);
    }
    if model.why.open {
        model.why.open = false;
        model.why.shown = None;
        model.why.trail.clear();
        if model.focus == Pane::Why {
            model.focus = model.why.from;
        }
        return Vec::new();
    }
    if model.zoomed {
        model.zoomed = false;
        return Vec::new();
    }
    if model.focus != Pane::List {
        return focus(model, Pane::List);
    }
    let marked = model.board.marked.clear();
    if marked || (model.board.open.is_none() && model.contacts.marked.clear()) {
        return Vec::new();
    }
    if !model.query().is_empty() {
        return clear_search(model);
    }
    if model.board.open.is_some() { board::close(model) } else { Vec::new() }
}
