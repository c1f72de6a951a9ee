//! What comes back from the workers.

use super::{as_of, ask, board, editor, form, give, key::say, select};
use crate::tui::command::Command;
use crate::tui::model::{
    AskKind, Form, FormKind, Model, Overlay, Pane, Rows, Stage, Standing, Stop, Trouble, WhatIfs,
};
use crate::tui::msg::{Answer, Ask, Effect, Outcome};

/// Takes in an answer, unless a newer question of its kind is on its way.
pub(super) fn take(model: &mut Model, number: u64, answer: Answer) -> Vec<Effect> {
    if !model.tickets.answer(answer.kind(), number) {
        return Vec::new();
    }
    match answer {
        Answer::Header(header) => {
            let first = model.header.day.is_none();
            model.header = *header;
            if first {
                remind(model);
            }
        }
        Answer::Draft(Ok((spec, answers))) => return open(model, Form::resumed(*spec, &answers)),
        Answer::Rows(rows) => return take_rows(model, rows),
        Answer::Board(board) => return board::take(model, *board),
        Answer::Detail(detail) => {
            model.detail.shown = detail.map(|detail| *detail);
            // The lines may have moved; what is explained is what is selected now.
            if model.why.open && model.why.from != Pane::List {
                return select::follow_why(model);
            }
        }
        Answer::Why(None) if !model.why.trail.is_empty() => {
            say(model, Standing::Due, "this record is not there any more");
            return select::back(model);
        }
        Answer::Why(why) => {
            let before = model.why.shown.take().map(|shown| shown.subject);
            model.why.shown = why.map(|why| *why);
            if model.why.shown.as_ref().map(|shown| shown.subject) != before {
                model.why.place = crate::tui::model::Place::default();
                model.why.what_ifs = WhatIfs::default();
            }
        }
        Answer::WhatIf(lines) if lines.is_empty() => {
            say(model, Standing::Unsaid, "nothing that is likely to happen would change this");
        }
        Answer::Letter(text) => return as_of::copied(model, text),
        Answer::WhatIf(lines) => model.why.what_ifs = WhatIfs { lines, shown: 0 },
        Answer::Everybody(all) => model.contacts.marked.turn_all(all),
        Answer::Form(Ok(spec)) => {
            let mut form = Form::new(*spec);
            if let Some(text) = model.fills.take() {
                form.fill(&text);
            }
            return open(model, form);
        }
        Answer::Text(Ok(spec)) => return editor::open(model, *spec),
        Answer::Form(Err(reason)) | Answer::Text(Err(reason)) | Answer::Draft(Err(reason)) => {
            model.fills = None;
            say(model, Standing::Due, reason);
        }
        Answer::Preview(preview) => {
            if let Some(Overlay::Form(form)) = &mut model.overlay {
                form.preview = preview;
            }
        }
    }
    Vec::new()
}

/// Says once that a form was left unfinished, unless something else is being said.
fn remind(model: &mut Model) {
    let Some(title) = model.header.unfinished.clone().filter(|_| model.message.is_none()) else {
        return;
    };
    let key = model.keys.shown(Command::Resume).unwrap_or_default();
    say(model, Standing::Due, format!("left unfinished: {title}; `{key}` goes on with it"));
}

/// Shows a form and asks what it would do as it stands.
fn open(model: &mut Model, form: Form) -> Vec<Effect> {
    let preview = Ask::Preview(form.spec.kind.clone(), form.answers());
    model.overlay = Some(Overlay::Form(form));
    vec![ask(model, preview)]
}

fn take_rows(model: &mut Model, rows: Rows) -> Vec<Effect> {
    let before = model.contact();
    if let Some(at) = rows.found {
        model.contacts.place.cursor = at;
    }
    model.contacts.rows = rows;
    model.contacts.loaded = true;
    let last = model.contacts.rows.total.saturating_sub(1);
    model.contacts.place.cursor = model.contacts.place.cursor.min(last);
    if model.board.open.is_some() {
        return Vec::new();
    }
    if model.contacts.rows.total == 0 {
        model.detail.shown = None;
        model.why.open = false;
        model.focus = Pane::List;
        return Vec::new();
    }
    let now = model.contacts.selected();
    let shown = model.detail.shown.as_ref().map(|detail| detail.id);
    if now.is_some() && (now != before || now != shown) {
        select::follow(model)
    } else {
        Vec::new()
    }
}

/// A question failed: the panes keep what they show.
pub(super) fn fail(model: &mut Model, number: u64, kind: AskKind, trouble: Trouble) -> Vec<Effect> {
    if !model.tickets.answer(kind, number) {
        return Vec::new();
    }
    if kind == AskKind::Form {
        model.fills = None;
    }
    match &mut model.overlay {
        // What is typed is not thrown away because nobody can say what it would do.
        Some(Overlay::Form(form)) if kind == AskKind::Preview => {
            form.refusal = Some(form::sentence(&trouble));
        }
        _ => model.overlay = Some(Overlay::Trouble(trouble)),
    }
    Vec::new()
}

/// The vault is open: the screen begins.
fn opened(model: &mut Model) -> Vec<Effect> {
    model.overlay = None;
    model.stage = Stage::Main;
    if let Some(complaint) = model.complaint.take() {
        say(model, Standing::Due, complaint);
    }
    select::refresh(model, None)
}

/// What was being saved is saved: the form goes, or waits for the next one.
fn saved(model: &mut Model) -> Vec<Effect> {
    // A form that was opened while this deed waited its turn is another one.
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    if !form.saving {
        return Vec::new();
    }
    if form.go_on() {
        let preview = Ask::Preview(form.spec.kind.clone(), form.answers());
        return vec![ask(model, preview)];
    }
    model.overlay = None;
    Vec::new()
}

/// Takes in what became of a deed.
pub(super) fn done(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    let errand = model.errands.pop_front();
    let beside = errand.is_some_and(|errand| errand.stop != Stop::Never);
    match outcome {
        Outcome::Quiet => Vec::new(),
        Outcome::Noted => vec![ask(model, Ask::Header)],
        Outcome::Saved { sentence, select } => {
            let mut effects = saved(model);
            say(model, Standing::Justified, sentence);
            // As on a board: what changed is marked afresh.
            model.contacts.marked.clear();
            effects.extend(select::refresh(model, select));
            effects
        }
        Outcome::Refused { fields, sentence } => {
            form::refuse(model, fields, sentence);
            Vec::new()
        }
        Outcome::Copied { text, sentence } => give::to_clipboard(model, text, sentence),
        Outcome::Lend(program, sentence) => {
            let mut effects = saved(model);
            if let Some(sentence) = sentence {
                say(model, Standing::Justified, sentence);
            }
            effects.push(Effect::Lend(program));
            effects
        }
        Outcome::Next(spec) => open(model, Form::new(*spec)),
        Outcome::Opened => opened(model),
        Outcome::Review(review) => {
            model.overlay = Some(Overlay::Review(review));
            Vec::new()
        }
        Outcome::Report { sentence, report } => {
            model.report = Some(report);
            let _nothing_goes_on = saved(model);
            say(model, Standing::Justified, sentence);
            select::refresh(model, None)
        }
        // Whatever has been opened meanwhile has nothing to do with it.
        Outcome::Failed(trouble) if beside => {
            if model.overlay.is_none() {
                model.overlay = Some(Overlay::Trouble(trouble));
            } else {
                say(model, Standing::Unjustified, form::sentence(&trouble));
            }
            select::refresh(model, None)
        }
        Outcome::Failed(trouble) => {
            match &mut model.overlay {
                // The form stays, with all that was typed.
                Some(Overlay::Form(form)) if form.saving => {
                    form.saving = false;
                    form.confirming = false;
                    form.refusal = Some(form::sentence(&trouble));
                    if form.spec.kind == FormKind::Unlock {
                        form.fields.iter_mut().for_each(|field| field.line.set(""));
                    }
                }
                _ => model.overlay = Some(Overlay::Trouble(trouble)),
            }
            Vec::new()
        }
    }
}
