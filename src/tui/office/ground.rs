//! A reason to hold somebody that no event opens: an answer of the user.

use crate::app::grounds::{self, OpenGround};
use crate::app::{AppError, Mode, Session, card, find};
use crate::domain::ContactId;
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec};

use super::form::{Acted, Trip, choice, day, past_day, plain};

/// The form of opening one: the purposes of the policy that are not open for them.
pub(super) fn spec_open(
    session: &Session,
    id: ContactId,
) -> Result<Result<FormSpec, String>, AppError> {
    let today = session.today();
    let card = card::card(session, id, today)?;
    let open =
        |key: &str| card.grounds.iter().any(|line| line.closed.is_none() && line.purpose == key);
    let controller = session.controller()?;
    let purposes = controller.policy(today).map(|policy| policy.purposes.as_slice());
    let purposes = purposes.unwrap_or_default().iter().filter(|one| one.active);
    let purposes: Vec<String> =
        purposes.map(|one| one.key.clone()).filter(|key| !open(key)).collect();
    if purposes.is_empty() {
        return Ok(Err("every purpose of this vault is open for them".to_owned()));
    }
    Ok(Ok(plain(
        FormKind::GroundOpen(id),
        format!("Hold {} for …", card.name),
        vec![choice(FieldId::Purpose, "what for", &purposes, ""), day()],
    )))
}

/// Opens it.
pub(super) fn open(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let purpose = answers.text(FieldId::Purpose).to_owned();
    let name = find::name(session, id)?;
    acted.sentence = format!("{name} is held for {purpose} from now on; `u` undoes it");
    let new = OpenGround { purpose, basis: None, evidence: None, condition: None, on };
    acted.forecast = grounds::open(session, id, &new, mode)?.forecast;
    Ok(acted)
}
