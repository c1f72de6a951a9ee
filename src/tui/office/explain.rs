//! The answer to `w`, put into the lines of the pane.

use crate::app::why::{self, ClaimText, ContactExplanation, Explanation, StepText};
use crate::app::{AppError, Session};
use crate::domain::{Cite, ContactId};
use crate::tui::model::{Standing, Subject, Why, WhyKind, WhyLine};

use super::{card, words};

/// Says why something is held; none if it is gone.
pub(super) fn why(session: &Session, subject: Subject) -> Result<Option<Why>, AppError> {
    let today = session.today();
    match subject {
        Subject::Datum(id, datum) => {
            let explanation = why::datum(session, id, datum, today)?;
            Ok(Some(of_datum(session, subject, &explanation)))
        }
        Subject::Interaction(id, talk) => {
            let explanation = why::talk(session, id, talk, today)?;
            Ok(Some(of_datum(session, subject, &explanation)))
        }
        Subject::Contact(id) => {
            let explanation = why::contact(session, id, today)?;
            Ok(Some(of_contact(subject, id, &explanation)))
        }
        Subject::Consent(id, consent) => record(session, subject, id, Cite::Consent(consent)),
        Subject::Ground(id, ground) => record(session, subject, id, Cite::Ground(ground)),
        Subject::Engagement(id, work) => record(session, subject, id, Cite::Engagement(work)),
        Subject::Event(id, event) => record(session, subject, id, Cite::Event(event)),
    }
}
