//! Somebody was told how their data are used.

use crate::app::notices::{self, Giving};
use crate::app::{AppError, Mode, Session, find};
use crate::domain::{ContactId, NoticeHow};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec};

use super::form::{Acted, Trip, choice, day, past_day, plain};

/// What the latest notice is called among the choices where none is on record.
const AS_IT_STANDS: &str = "as it stands today";

/// The form: which notice, how, when.
pub(super) fn spec(session: &Session, id: ContactId) -> Result<FormSpec, AppError> {
    let name = find::name(session, id)?;
    let mut versions = vec![AS_IT_STANDS.to_owned()];
    versions.extend(notices::list(session)?.into_iter().rev().map(|notice| notice.version));
    let how = ["by mail", "in person", "by letter"].map(str::to_owned);
    let fields = vec![
        choice(FieldId::Notice, "which text", &versions, ""),
        choice(FieldId::Method, "how", &how, ""),
        day(),
    ];
    Ok(plain(FormKind::NoticeGive(id), format!("{name} was told how you use their data"), fields))
}

/// Records it.
pub(super) fn give(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let version = answers.text(FieldId::Notice);
    let giving = Giving {
        version: (version != AS_IT_STANDS).then(|| version.to_owned()),
        purposes: Vec::new(),
        sources: Vec::new(),
        how: NoticeHow::Given(answers.text(FieldId::Method).to_owned()),
        on,
    };
    acted.forecast = notices::give(session, id, &giving, mode)?.forecast;
    "recorded that they were told; `u` undoes it".clone_into(&mut acted.sentence);
    Ok(acted)
}
