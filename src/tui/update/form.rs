//! Keys in a form.

use super::{ask, deed, editor};
use crate::tui::command::{Chord, Command, Key};
use crate::tui::model::{
    Field, FieldKind, FieldNote, Form, FormKind, Model, Overlay, Standing, Trouble, Unfinished,
};
use crate::tui::msg::{Ask, Deed, Effect};

/// A key that is typed into the field in use.
pub(super) fn press(model: &mut Model, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(field) = form.fields.get_mut(form.focus) else {
        return Vec::new();
    };
    let before = field.line.text().to_owned();
    if field.is_text() {
        field.line.press(chord);
    } else {
        choose(field, chord);
    }
    if before == field.line.text() { Vec::new() } else { changed(model) }
}

/// Text pasted into the field in use.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    match form.fields.get_mut(form.focus).filter(|field| field.is_text()) {
        Some(field) => field.line.paste(text),
        None => return Vec::new(),
    }
    changed(model)
}

/// A key in a choice: arrows and space step, letters narrow.
fn choose(field: &mut Field, chord: Chord) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key does nothing here")]
    match chord.key {
        Key::Right | Key::Char(' ') => field.step(1),
        Key::Left => field.step(-1),
        Key::Backspace => field.widen(),
        Key::Char(_) => {
            if let Some(letter) = chord.typed() {
                field.narrow(letter);
            }
        }
        _ => {}
    }
}

/// Something was filled in: asks what the form would do now.
pub(super) fn changed(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    form.refusal = None;
    form.picked = 0;
    form.preview.offers.clear();
    let focus = form.focus;
    if let Some(field) = form.fields.get_mut(focus) {
        field.touched = true;
    }
    let preview = Ask::Preview(form.spec.kind.clone(), form.answers());
    vec![ask(model, preview)]
}

/// A command of the form.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Form(mut form)) = model.overlay.take() else {
        return Vec::new();
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with the commands of forms only")]
    match command {
        Command::FormNext => step(&mut form, Step::On),
        Command::FormPrevious => step(&mut form, Step::Back),
        Command::FormSave => return save(model, form),
        Command::FormEditor => {
            model.overlay = Some(Overlay::Form(form));
            return editor::write(model);
        }
        _ => return leave(model, form),
    }
    model.overlay = Some(Overlay::Form(form));
    Vec::new()
}

/// Which way the keys of a form lead.
#[derive(Clone, Copy)]
enum Step {
    On,
    Back,
}

/// Goes to the next of what the field may mean, else to the next field that is asked, round and
/// round.
fn step(form: &mut Form, way: Step) {
    let offers = form.offers().len();
    if offers > 0 {
        let by = match way {
            Step::On => 1,
            Step::Back => offers - 1,
        };
        form.picked = (form.picked + by) % offers;
        return;
    }
    if let Some(field) = form.fields.get_mut(form.focus) {
        field.visited = true;
        field.typed.clear();
    }
    let count = form.fields.len();
    let by = |steps: usize| match way {
        Step::On => steps,
        Step::Back => count - steps,
    };
    let places = (1..count).map(|steps| (form.focus + by(steps)) % count);
    let next = { places }.find(|at| form.fields.get(*at).is_some_and(|field| form.asks(field)));
    form.focus = next.unwrap_or(form.focus);
}

/// Enter: takes what the field may mean; else to the field with a problem, to the next empty secret, or into the vault.
fn save(model: &mut Model, mut form: Form) -> Vec<Effect> {
    let offered = form.offers().get(form.picked).map(|offer| offer.value.clone());
    if let Some(value) = offered {
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.line.set(&value);
        }
        model.overlay = Some(Overlay::Form(form));
        return changed(model);
    }
    form.fields.iter_mut().for_each(|field| field.visited = true);
    let wrong = form.fields.iter().position(|field| {
        let problem = form.note(field.spec.id).is_some_and(|note| note.problem.is_some());
        problem || (field.spec.kind == FieldKind::Secret && field.line.is_empty())
    });
    if let Some(wrong) = wrong {
        form.focus = wrong;
        model.overlay = Some(Overlay::Form(form));
        return Vec::new();
    }
    if form.spec.asks_again && !form.confirming {
        form.confirming = true;
        model.overlay = Some(Overlay::Form(form));
        return Vec::new();
    }
    submit(model, form)
}

/// Gives the form to the office; it stays on the screen until it is saved.
pub(super) fn submit(model: &mut Model, mut form: Form) -> Vec<Effect> {
    if form.saving {
        model.overlay = Some(Overlay::Form(form));
        return Vec::new();
    }
    form.saving = true;
    form.refusal = None;
    let submitted = Deed::Submit(form.spec.kind.clone(), form.answers());
    model.overlay = Some(Overlay::Form(form));
    vec![deed(model, submitted)]
}

/// Esc: a form with something typed in it asks first.
fn leave(model: &mut Model, form: Form) -> Vec<Effect> {
    if let FormKind::Setup(number @ 1..) = form.spec.kind {
        model.overlay = Some(Overlay::Form(form));
        return vec![ask(model, Ask::Form(FormKind::Setup(number - 1)))];
    }
    if matches!(form.spec.kind, FormKind::Unlock | FormKind::Setup(_)) {
        model.overlay = Some(Overlay::Form(form));
        super::key::say(model, Standing::Unsaid, "`^C` leaves the program");
    } else if form.is_touched() {
        model.overlay = Some(Overlay::LeaveForm(form));
    }
    Vec::new()
}

/// A key in the question whether the form may be left.
pub(super) fn left(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::LeaveForm(form)) = model.overlay.take() else {
        return Vec::new();
    };
    match (command, form.unfinished()) {
        (Command::LeaveKeep, Some(unfinished)) => kept(model, unfinished),
        (Command::LeaveDrop, Some(unfinished)) => {
            vec![deed(model, Deed::DropDraft(unfinished.kind))]
        }
        (Command::LeaveKeep | Command::LeaveDrop, None) => Vec::new(),
        _ => {
            model.overlay = Some(Overlay::Form(form));
            Vec::new()
        }
    }
}

/// Closes the form and keeps what was typed.
pub(super) fn kept(model: &mut Model, unfinished: Unfinished) -> Vec<Effect> {
    model.overlay = None;
    let key = model.keys.shown(Command::Resume).unwrap_or_default();
    let said = format!("kept as a draft: {}; `{key}` goes on with it", unfinished.title);
    super::key::say(model, Standing::Unsaid, said);
    vec![deed(model, Deed::KeepDraft(unfinished))]
}

/// The office refused: names the fields and goes to the first of them.
pub(super) fn refuse(model: &mut Model, notes: Vec<FieldNote>, sentence: String) {
    let form = match &mut model.overlay {
        Some(Overlay::Form(form)) if form.saving => form,
        _ => {
            super::key::say(model, Standing::Unjustified, sentence);
            return;
        }
    };
    form.saving = false;
    form.confirming = false;
    form.refusal = (!sentence.is_empty()).then_some(sentence);
    let first = form.fields.iter().position(|field| {
        notes.iter().any(|note| note.id == field.spec.id && note.problem.is_some())
    });
    form.focus = first.unwrap_or(form.focus);
    for note in notes {
        form.preview.fields.retain(|old| old.id != note.id);
        form.preview.fields.push(note);
    }
}

/// Returns a failure as one line of a form.
pub(super) fn sentence(trouble: &Trouble) -> String {
    let hint = trouble.hint.as_deref().map(|hint| format!(" — {hint}")).unwrap_or_default();
    let cause = trouble.causes.first().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{}{cause}{hint}", trouble.sentence)
}
