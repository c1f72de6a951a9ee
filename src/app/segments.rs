//! Segments: queries saved by name, after a look at what they choose by.

use crate::{
    app::{AppError, Session, grounds, queries},
    domain::{Segment, SegmentId, fairness::Unfair, query::Query},
    store::{Change, ChangeKind},
};

/// A query to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSegment {
    /// What it is called.
    pub name: String,
    /// The query, as typed.
    pub text: String,
    /// The query, understood.
    pub query: Query,
    /// What it is used for, by the purpose's word.
    pub purpose: Option<String>,
    /// Why it may choose by what often stands for a protected trait.
    pub reason: Option<String>,
}

/// Saves a query.
///
/// # Errors
///
/// A name that is taken or none, an unknown purpose, a query that may not choose people, and
/// whatever the store reports.
pub fn add(session: &Session, new: &NewSegment) -> Result<Segment, AppError> {
    let name = new.name.trim();
    let wrong = name.is_empty() || name.starts_with('-') || name.contains([':', '"', '(', ')']);
    if wrong {
        let hint = "use letters, digits, blanks and dashes: `spring-clients`";
        return Err(AppError::invalid("name", format!("`{name}` cannot be a name"), hint));
    }
    let reasons =
        queries::check(&new.query, new.reason.as_deref()).map_err(|unfair| refused(&unfair))?;
    let controller = session.controller()?;
    let today = session.today();
    let purpose = new.purpose.as_ref().map(|key| grounds::purpose(&controller, key, today));
    let purpose = purpose.transpose()?.map(|purpose| purpose.id);
    let mut segment = Segment {
        id: SegmentId(0),
        name: name.to_owned(),
        query: new.text.trim().to_owned(),
        purpose,
        reasons,
        on: today,
    };
    let change = Change { what: ChangeKind::Declared, at: session.now(), today };
    segment.id = session.store().change(change, |writer| {
        if writer.segments()?.iter().any(|one| is_called(one, name)) {
            return Err(AppError::Conflict {
                message: format!("there is a segment `{name}` already"),
                hint: "choose another name, or remove it first".to_owned(),
            });
        }
        Ok::<_, AppError>(writer.add_segment(&segment)?)
    })?;
    Ok(segment)
}

/// What is said of a query that may not choose people.
#[must_use]
pub fn refused(unfair: &Unfair) -> AppError {
    AppError::Refused { message: unfair.to_string(), hint: unfair.hint().to_owned() }
}

fn is_called(segment: &Segment, name: &str) -> bool {
    segment.name.to_lowercase() == name.trim().to_lowercase()
}

/// Every segment, oldest first.
///
/// # Errors
///
/// Whatever the store reports.
pub fn list(session: &Session) -> Result<Vec<Segment>, AppError> {
    Ok(session.store().read(|reader| reader.segments())?)
}

/// The segment of that name or number.
///
/// # Errors
///
/// None is called so, and whatever the store reports.
pub fn find(session: &Session, name: &str) -> Result<Segment, AppError> {
    let number = name.trim_start_matches('#').parse().ok().map(SegmentId);
    let all = list(session)?;
    let found = all.iter().find(|one| is_called(one, name));
    let found = found.or_else(|| all.iter().find(|one| Some(one.id) == number));
    found.cloned().ok_or_else(|| {
        AppError::invalid(
            "segment",
            format!("there is no segment `{name}`"),
            "see `candor segment list`",
        )
    })
}

/// Removes a segment; the contacts stay as they are.
///
/// # Errors
///
/// None is called so, and whatever the store reports.
pub fn remove(session: &Session, name: &str) -> Result<Segment, AppError> {
    let segment = find(session, name)?;
    let today = session.today();
    let change = Change { what: ChangeKind::Declared, at: session.now(), today };
    session
        .store()
        .change(change, |writer| Ok::<_, AppError>(writer.remove_segment(segment.id)?))?;
    Ok(segment)
}
