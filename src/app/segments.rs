//! Segments: queries saved by name, after a look at what they choose by.

use crate::{
    app::{AppError, Mode, Session, grounds, queries},
    domain::{Segment, SegmentId, fairness::Unfair, query::Query},
    store::{Change, ChangeKind, Writer},
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
    let name = named(&new.name)?;
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
        free(writer, name, None)?;
        Ok::<_, AppError>(writer.add_segment(&segment)?)
    })?;
    Ok(segment)
}

/// The text as a name, if it can be one.
fn named(text: &str) -> Result<&str, AppError> {
    let name = text.trim();
    if name.is_empty() || name.starts_with('-') || name.contains([':', '"', '(', ')']) {
        let hint = "use letters, digits, blanks and dashes: `spring-clients`";
        return Err(AppError::invalid("name", format!("`{name}` cannot be a name"), hint));
    }
    Ok(name)
}

/// Refuses a name that another segment has.
fn free(writer: &Writer<'_>, name: &str, own: Option<SegmentId>) -> Result<(), AppError> {
    if writer.segments()?.iter().any(|one| is_called(one, name) && Some(one.id) != own) {
        return Err(taken_already(name));
    }
    Ok(())
}

fn taken_already(name: &str) -> AppError {
    AppError::Conflict {
        message: format!("there is a segment `{name}` already"),
        hint: "choose another name, or remove it first".to_owned(),
    }
}

/// Gives a segment another name.
///
/// # Errors
///
/// A name that is taken or none, a segment that is not there, and whatever the store reports.
pub fn rename(session: &Session, id: SegmentId, name: &str, mode: Mode) -> Result<(), AppError> {
    let name = named(name)?;
    let old = by_number(session, id)?;
    if mode == Mode::Preview {
        let taken = list(session)?.into_iter().find(|one| is_called(one, name) && one.id != id);
        return taken.map_or(Ok(()), |_| Err(taken_already(name)));
    }
    let (at, today) = (session.now(), session.today());
    session.store().change(Change { what: ChangeKind::Declared, at, today }, |writer| {
        free(writer, name, Some(id))?;
        Ok::<_, AppError>(writer.put_segment(&Segment { name: name.to_owned(), ..old })?)
    })
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

/// The segment of that number.
///
/// # Errors
///
/// None has it, and whatever the store reports.
pub fn by_number(session: &Session, id: SegmentId) -> Result<Segment, AppError> {
    list(session)?.into_iter().find(|one| one.id == id).ok_or_else(|| {
        let message = format!("there is no segment {id}");
        AppError::invalid("segment", message, "see `candor segment list`")
    })
}

/// Removes a segment; the contacts stay as they are.
///
/// # Errors
///
/// It is not there, and whatever the store reports.
pub fn remove(session: &Session, segment: SegmentId) -> Result<(), AppError> {
    let today = session.today();
    let change = Change { what: ChangeKind::Declared, at: session.now(), today };
    session.store().change(change, |writer| Ok::<_, AppError>(writer.remove_segment(segment)?))
}
