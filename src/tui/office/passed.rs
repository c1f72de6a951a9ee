//! An invoice that somebody else gets as well, such as the bookkeeper: what `.` offers after it.

use crate::app::disclosures::{self, NewDisclosure};
use crate::app::rights;
use crate::app::{AppError, Mode, Session};
use crate::domain::opening::purpose_key;
use crate::domain::{AnchorEvent, ContactId, Controller, DatumId, Day, EventKind, Facts};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec, Note, NoteKind, Subject};

use super::form::{Acted, Trip, choice, day, past_day, plain};
use super::words;

/// For how many days after an invoice it is offered.
const OFFERED_DAYS: u32 = 31;

const BOOKKEEPER: &str = "bookkeeper";

/// The latest invoice of these days of which nobody else has got the data yet, if there is somebody.
pub(super) fn unsent<'f>(
    facts: &'f Facts,
    controller: &Controller,
    today: Day,
) -> Option<&'f AnchorEvent> {
    let latest = facts.events.iter().filter(|one| one.kind == EventKind::Invoice);
    let latest = latest.max_by_key(|one| (one.on, one.id))?;
    let fresh = latest.on.add_days(OFFERED_DAYS) >= today;
    let sent = facts
        .disclosures
        .iter()
        .any(|one| one.left() && one.recorded_at >= latest.recorded_at && one.recipient.is_some());
    (fresh && !sent && !controller.recipients.is_empty()).then_some(latest)
}

/// Who may get it, bookkeepers first.
fn receivers(controller: &Controller) -> Vec<String> {
    let mut known: Vec<_> = controller.recipients.iter().collect();
    known.sort_by_key(|one| !one.role.eq_ignore_ascii_case(BOOKKEEPER));
    known.into_iter().map(|one| one.name.clone()).collect()
}

/// The form, if there is such an invoice.
pub(super) fn spec(session: &Session, id: ContactId) -> Result<Option<FormSpec>, AppError> {
    let (facts, controller) = (session.facts(id)?, session.controller()?);
    let Some(invoice) = unsent(&facts, &controller, session.today()) else { return Ok(None) };
    let fields = vec![choice(FieldId::Source, "who got it", &receivers(&controller), ""), day()];
    let kind = FormKind::Remedy(Subject::Contact(id));
    let title = format!("The invoice of {} went to somebody else, too", words::said(invoice.on));
    let mut spec = plain(kind, title, fields);
    let told = "Recorded, it can be said who has seen the data, and who is to be told of changes.";
    spec.intro.push(Note::new(NoteKind::Says, told));
    Ok(Some(spec))
}

/// Records it: what the invoice needs of what is held.
pub(super) fn act(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let (facts, controller) = (session.facts(id)?, session.controller()?);
    let name = answers.text(FieldId::Source);
    let recipient = rights::known_recipient(session, name)?;
    let data = on_the_invoice(&facts, &controller, on);
    let what = data.iter().filter_map(|id| facts.data.iter().find(|one| one.id == *id));
    let mut what: Vec<String> = what.map(|one| one.category.to_string()).collect();
    what.dedup();
    acted.reads.push(Note::new(NoteKind::Reads, format!("{name} got {}", what.join(", "))));
    let new = NewDisclosure {
        recipient: Some(recipient),
        purpose: purpose_key::TAX.to_owned(),
        data,
        on,
        means: String::new(),
    };
    let done = disclosures::add(session, id, &new, mode)?;
    acted.forecast = done.forecast;
    acted.sentence = match done.value.text {
        Some(misuse) => format!("recorded; it was not permitted: {misuse}"),
        None => format!("recorded that {name} got it; `u` undoes it"),
    };
    Ok(acted)
}

fn on_the_invoice(facts: &Facts, controller: &Controller, on: Day) -> Vec<DatumId> {
    let purpose = controller.policy(on).and_then(|policy| policy.by_key(purpose_key::TAX));
    let held = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let needed = held.filter(|datum| purpose.is_some_and(|one| one.needs(&datum.category)));
    needed.map(|datum| datum.id).collect()
}
