//! Hints in forms: what a text seems to speak of, said while it is typed, and what to do about it.

use crate::app::consents::{self, NewConsent};
use crate::app::{Mode, Session, hints};
use crate::domain::hint::{self, Hint, HintKind};
use crate::domain::{
    Category, ConsentState, ContactId, Day, Expression, HintMark, LawfulBasis, PurposeId,
};
use crate::tui::model::{Answers, FieldId, FieldNote, FieldSpec, Note, NoteKind};

use super::form::{Acted, Trip, choice, line};

const KEEP: &str = "keep it marked";
const ERRS: &str = "it errs";
const LEAVE_OUT: &str = "leave that part out";
const SPLIT: &str = "split it off";
const AGREED: &str = "they agreed expressly";

/// What a form can do about a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offer {
    /// A tag or a name: no part can be taken out of it.
    Word,
    /// A text of an interaction.
    Talk,
    /// A note: a part can become a value of its own.
    Note,
}

/// The fields that a form asks once a text seems to be special.
pub(super) fn fields(offer: Offer) -> Vec<FieldSpec> {
    let options: &[&str] = match offer {
        Offer::Word => &[KEEP, ERRS],
        Offer::Talk => &[KEEP, LEAVE_OUT, AGREED, ERRS],
        Offer::Note => &[KEEP, LEAVE_OUT, SPLIT, AGREED, ERRS],
    };
    let options: Vec<String> = options.iter().map(|one| (*one).to_owned()).collect();
    let hint = "marked, it may not be used until you answer; or write it otherwise";
    let agreed = |field: FieldSpec| FieldSpec {
        only_if: Some((FieldId::Hint, vec![AGREED.to_owned()])),
        ..field
    };
    let mut fields = vec![FieldSpec {
        only_if_noted: true,
        ..choice(FieldId::Hint, "the hint", &options, hint)
    }];
    if offer != Offer::Word {
        let how = "in person, a signed form, a mail of theirs";
        fields.push(agreed(line(FieldId::Method, "how they agreed", "", how)));
        let seen = "a notice's version; it has to name this kind of data";
        fields.push(agreed(line(FieldId::Notice, "text they saw", "", seen)));
    }
    fields
}

/// A text as it is to be saved after the user's answer.
#[derive(Debug)]
pub(super) struct Settled {
    /// What is saved of it.
    pub(super) text: String,
    /// What is said of its hints.
    pub(super) mark: HintMark,
    /// What becomes a value of its own.
    pub(super) part: Option<String>,
    /// The hints that a consent has to name.
    pub(super) agreed: Vec<Hint>,
}

/// Says what a text seems to speak of, asks what then, and applies the answer.
pub(super) fn settle(
    answers: &Answers,
    category: &Category,
    text: &str,
    acted: &mut Acted,
) -> Settled {
    let found = hints::read(category, text);
    let mut settled =
        Settled { text: text.to_owned(), mark: HintMark::None, part: None, agreed: Vec::new() };
    for one in &found {
        acted.reads.push(said(text, one));
    }
    let special: Vec<Hint> = found.iter().filter(|one| one.special().is_some()).cloned().collect();
    let Some(first) = special.first() else { return settled };
    if acted.notes.iter().all(|note| note.id != FieldId::Hint) {
        acted.notes.push(FieldNote { id: FieldId::Hint, echo: None, problem: None });
    }
    match answers.text(FieldId::Hint) {
        ERRS => settled.mark = HintMark::Errs,
        chosen @ (LEAVE_OUT | SPLIT) => {
            if let Some(cut) = hint::split(text, hint::clause(text, first)) {
                settled.part = (chosen == SPLIT && !cut.rest.is_empty()).then_some(cut.part);
                settled.text =
                    if chosen == SPLIT && cut.rest.is_empty() { text.to_owned() } else { cut.rest };
                acted.reads.push(Note::new(NoteKind::Reads, format!("“{}”", settled.text)));
            }
        }
        AGREED => settled.agreed = special,
        _ => {}
    }
    settled
}

impl Settled {
    /// The hints that a consent has to name, each with the category of its text.
    pub(super) fn agreed_on(&self, category: &Category) -> Vec<(Category, Hint)> {
        self.agreed.iter().map(|one| (category.clone(), one.clone())).collect()
    }
}

fn said(text: &str, one: &Hint) -> Note {
    let words = text.get(one.span.clone()).unwrap_or_default();
    let about = one.kind.about();
    let then = match one.kind {
        HintKind::Special(_) => "it will be marked, and needs more than an ordinary reason",
        HintKind::ThirdPerson => "leave out what you do not need of them",
    };
    Note::new(NoteKind::Warns, format!("“{words}”: this seems to speak of {about}; {then}"))
}

/// Records the explicit consent that a hinted text needs, for the purpose that holds such texts.
pub(super) fn agree(
    session: &Session,
    contact: ContactId,
    category: &Category,
    agreed: &[Hint],
    answers: &Answers,
    (on, mode): (Day, Mode),
) -> Result<(), Trip> {
    let special: Vec<_> = agreed.iter().filter_map(Hint::special).collect();
    if special.is_empty() {
        return Ok(());
    }
    let (method, notice) = (answers.text(FieldId::Method), answers.text(FieldId::Notice));
    if method.is_empty() {
        return Err(Trip::field(FieldId::Method, "say how they agreed: else nothing is proven"));
    }
    if notice.is_empty() {
        return Err(Trip::field(
            FieldId::Notice,
            "name the text that they saw: else nothing is proven",
        ));
    }
    let Some(purpose) = purpose(session, contact, category, on)? else {
        let problem = "nothing they are held for needs such a text: leave it out";
        return Err(Trip::field(FieldId::Hint, problem));
    };
    if mode == Mode::Preview {
        return Ok(());
    }
    let mut new = NewConsent::new(&purpose, ConsentState::Given, on);
    new.expression = Expression::Explicit;
    new.categories = special.iter().map(|one| Category::Custom(one.word().to_owned())).collect();
    method.clone_into(&mut new.method);
    notice.clone_into(&mut new.notice);
    consents::record(session, contact, &new, mode)?;
    Ok(())
}

/// The first purpose that they are held for on a day and that needs texts of the category.
fn purpose(
    session: &Session,
    contact: ContactId,
    category: &Category,
    on: Day,
) -> Result<Option<String>, Trip> {
    let facts = session.facts(contact)?;
    let controller = session.controller()?;
    let open = facts
        .grounds
        .iter()
        .filter(|ground| ground.opened <= on && ground.closed.is_none_or(|closed| closed >= on));
    let mut open: Vec<(bool, PurposeId)> = open
        .filter(|ground| {
            controller.purpose(ground.purpose, on).is_some_and(|one| one.needs(category))
        })
        .map(|ground| (ground.basis == LawfulBasis::Consent, ground.purpose))
        .collect();
    open.sort_unstable();
    let first = open.first().and_then(|(_, id)| controller.purpose(*id, on));
    Ok(first.map(|purpose| purpose.key.clone()))
}
