//! The answer of the why pane as text, for `y`.

use crate::app::why::{self, letter};
use crate::app::{AppError, Session};
use crate::domain::{ContactId, Day};
use crate::tui::model::Subject;

/// The explanation as text: of one value as it is, of a whole contact as a letter to them.
///
/// It is for the user, who sees it on the screen anyway, and so asks for no purpose or recipient;
/// what is restricted stays masked, as it does there.
pub(super) fn text(
    session: &Session,
    subject: Subject,
    day: Option<Day>,
) -> Result<Option<String>, AppError> {
    let day = day.unwrap_or_else(|| session.today());
    let id = subject.contact();
    Ok(match subject {
        Subject::Datum(_, datum) => {
            why::datum(session, id, datum, day)?.map(|told| letter::of_value(&told, day))
        }
        Subject::Interaction(_, talk) => {
            why::talk(session, id, talk, day)?.map(|told| letter::of_value(&told, day))
        }
        Subject::Contact(_)
        | Subject::Consent(..)
        | Subject::Ground(..)
        | Subject::Engagement(..)
        | Subject::Event(..)
        | Subject::Record(..) => Some(whole(session, id, day)?),
    })
}

fn whole(session: &Session, id: ContactId, day: Day) -> Result<String, AppError> {
    let told = why::contact(session, id, day)?;
    Ok(letter::of_contact(&told, &*session.controller()?, day))
}
