//! The text of a field, written in the user's editor.

use super::{ask, form};
use crate::tui::model::{FieldId, FieldKind, Form, FormSpec, Model, Overlay, Standing, Trouble};
use crate::tui::msg::{Ask, Effect, Program, Writing};

/// Shows a form and opens its text in the editor at once: the first long one, else the first.
pub(super) fn open(model: &mut Model, spec: FormSpec) -> Vec<Effect> {
    let mut form = Form::new(spec);
    let place = |wanted: fn(&FieldKind) -> bool| {
        form.fields.iter().position(|field| form.asks(field) && wanted(&field.spec.kind))
    };
    let text = place(|kind| *kind == FieldKind::Text);
    if let Some(at) = text.or_else(|| place(|kind| *kind == FieldKind::Line)) {
        form.focus = at;
    }
    let preview = Ask::Preview(form.spec.kind.clone(), form.answers());
    model.overlay = Some(Overlay::Form(form));
    let mut effects = vec![ask(model, preview)];
    effects.extend(write(model));
    effects
}

/// Opens the field in use in the editor, where it is one of text.
pub(super) fn write(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &model.overlay else {
        return Vec::new();
    };
    let Some(field) = form.fields.get(form.focus) else {
        return Vec::new();
    };
    let what = match field.spec.kind {
        FieldKind::Text | FieldKind::Line => {
            let text = field.line.text().to_owned();
            let (field, form) = (field.spec.id, form.as_if_touched());
            return vec![Effect::Lend(Program::Editor(Box::new(Writing { field, text, form })))];
        }
        FieldKind::Secret => "a passphrase is typed here alone, and lies in no file",
        FieldKind::Day => "a day is typed here",
        FieldKind::Choice(_) | FieldKind::YesNo => "this is chosen with ← and →",
    };
    super::key::say(model, Standing::Due, format!("{what}: the editor opens texts"));
    Vec::new()
}

/// Takes over what was written; if nothing was, the form is as it was.
pub(super) fn written(
    model: &mut Model,
    id: FieldId,
    text: Result<String, Box<Trouble>>,
) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let text = match text {
        Ok(text) => text,
        Err(trouble) => {
            form.refusal = Some(form::sentence(&trouble));
            return Vec::new();
        }
    };
    let Some(at) = form.fields.iter().position(|field| field.spec.id == id) else {
        return Vec::new();
    };
    let Some(field) = form.fields.get_mut(at) else {
        return Vec::new();
    };
    let before = field.line.text().to_owned();
    if field.spec.kind == FieldKind::Text {
        field.line.set_text(&text);
    } else {
        field.line.set("");
        field.line.paste(&text);
    }
    if field.line.text() == before {
        return Vec::new();
    }
    form.focus = at;
    form::changed(model)
}
