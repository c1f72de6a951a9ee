//! Two records of one person made one.

use crate::app::{AppError, Mode, Secretive, Session, find, merge};
use crate::domain::ContactId;
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Offer};

use super::form::{Acted, Trip, line, plain};

/// How many records are offered where several may be meant.
const OFFERED: usize = 6;

fn offer((id, label): &(ContactId, Secretive)) -> Offer {
    Offer { field: FieldId::Name, shown: label.0.clone(), value: format!("#{id}") }
}

/// The form: who the other record is.
pub(super) fn spec(session: &Session, id: ContactId) -> Result<FormSpec, AppError> {
    let name = find::name(session, id)?;
    let hint = "part of their name, their address, phone or number";
    let mut spec = plain(
        FormKind::Merge(id),
        format!("{name} is the same person as …"),
        vec![line(FieldId::Name, "who else", "", hint)],
    );
    spec.intro
        .push(Note::new(NoteKind::Says, "All that both records say is kept; a no stays a no."));
    "make them one".clone_into(&mut spec.verb);
    Ok(spec)
}

/// Makes them one.
pub(super) fn run(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let typed = answers.text(FieldId::Name);
    if typed.is_empty() {
        return Err(Trip::field(FieldId::Name, "say who the other record is").with(&mut acted));
    }
    let other = match find::contact(session, typed) {
        Ok(other) => other,
        Err(AppError::Ambiguous { candidates, .. }) => {
            let others = candidates.into_iter().filter(|(other, _)| *other != id);
            let others: Vec<_> = others.collect();
            match others.as_slice() {
                [(one, _)] => *one,
                several => {
                    acted.offers = several.iter().take(OFFERED).map(offer).collect();
                    let problem = "which one? Tab steps, Enter takes; or type more of it";
                    return Err(Trip::field(FieldId::Name, problem).with(&mut acted));
                }
            }
        }
        Err(error) => {
            let hint = error.hint().map(|hint| format!(": {hint}")).unwrap_or_default();
            return Err(Trip::field(FieldId::Name, format!("{error}{hint}")).with(&mut acted));
        }
    };
    if other == id {
        let problem = "this is the record itself: say who the other one is";
        return Err(Trip::field(FieldId::Name, problem).with(&mut acted));
    }
    let name = find::name(session, other)?;
    acted.reads.push(Note::new(NoteKind::Reads, format!("{name}, contact {other}")));
    acted.forecast = merge::merge(session, id, other, mode)?.forecast;
    acted.sentence = format!("{name} is the same record now; `u` parts them again");
    Ok(acted)
}
