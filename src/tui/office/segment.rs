//! Saving a query as a segment.

use crate::app::segments::{self, NewSegment};
use crate::app::{AppError, Mode, Session, queries};
use crate::domain::SegmentId;
use crate::domain::fairness::Unfair;
use crate::tui::model::{Answers, FieldId, FieldSpec, FormKind, FormSpec, Note, NoteKind};
use crate::tui::msg::Outcome;

use super::form::{Acted, Trip, echo, line, plain};

/// The form: the query that was typed last, under a name.
pub(super) fn spec(query: &str) -> FormSpec {
    let fields = vec![
        line(FieldId::Name, "name", "", "spring-clients"),
        line(FieldId::Query, "query", query, "tag:client due<30d last>90d"),
        FieldSpec {
            only_if_noted: true,
            ..line(FieldId::Reason, "reason", "", "why it may choose so; the reason is kept")
        },
    ];
    plain(FormKind::SegmentSave, "Save a query as a segment", fields)
}

/// Saves it.
pub(super) fn save(session: &Session, answers: &Answers, mode: Mode) -> Result<Acted, Trip> {
    let mut acted = Acted::default();
    let text = answers.text(FieldId::Query);
    let query = match queries::understand(session, text)? {
        Ok(query) => query,
        Err(mistake) => {
            let problem = format!("{mistake}: {}", mistake.hint());
            return Err(Trip::field(FieldId::Query, problem).with(&mut acted));
        }
    };
    let reason = Some(answers.text(FieldId::Reason)).filter(|reason| !reason.is_empty());
    if let Err(unfair) = queries::check(&query, reason) {
        return Err(refused(&unfair, &mut acted));
    }
    // The field stays while its answer is what lets the query pass.
    if reason.is_some() && queries::check(&query, None).is_err() {
        acted.notes.push(echo(FieldId::Reason, "is kept with the segment"));
    }
    let name = answers.text(FieldId::Name);
    if name.is_empty() {
        return Err(Trip::field(FieldId::Name, "give it a name").with(&mut acted));
    }
    let found = queries::rows(session, &query)?.len();
    let said = crate::tui::widget::text::count(found, "contact answers", "contacts answer");
    acted.reads.push(Note::new(NoteKind::Says, format!("{said} to it today")));
    if mode == Mode::Commit {
        let new = NewSegment {
            name: name.to_owned(),
            text: text.to_owned(),
            query,
            purpose: None,
            reason: reason.map(str::to_owned),
        };
        segments::add(session, &new)?;
    }
    acted.sentence = format!("saved as the segment {name}; `0` shows the segments");
    Ok(acted)
}

/// The form that gives a segment another name.
pub(super) fn spec_rename(session: &Session, id: SegmentId) -> Result<FormSpec, AppError> {
    let segment = segments::by_number(session, id)?;
    let fields = vec![line(FieldId::Name, "name", &segment.name, "")];
    Ok(plain(FormKind::SegmentRename(id), format!("Rename {}", segment.name), fields))
}

/// Gives it that name.
pub(super) fn rename(
    session: &Session,
    id: SegmentId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let name = answers.text(FieldId::Name);
    segments::rename(session, id, name, mode).map_err(|error| {
        let hint = error.hint().map(|hint| format!(": {hint}")).unwrap_or_default();
        Trip::field(FieldId::Name, format!("{error}{hint}"))
    })?;
    Ok(Acted { sentence: format!("it is called {name} now; `u` undoes it"), ..Acted::default() })
}

/// Deletes a segment; the contacts stay as they are.
pub(super) fn delete(session: &Session, id: SegmentId) -> Result<Outcome, AppError> {
    let segment = segments::by_number(session, id)?;
    segments::remove(session, id)?;
    let sentence = format!("deleted the segment {}; `u` brings it back", segment.name);
    Ok(Outcome::Saved { sentence, select: None })
}

/// A query that may not choose people so: for a proxy the reason is asked, for more there is none.
fn refused(unfair: &Unfair, acted: &mut Acted) -> Trip {
    let field = match unfair {
        Unfair::Special(_) => FieldId::Query,
        Unfair::WithoutReason(_) => FieldId::Reason,
    };
    let error: AppError = segments::refused(unfair);
    let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
    Trip::field(field, format!("{error}{hint}")).with(acted)
}
