//! Anchor events: enquiries, purchases and invoices, from which rules count.

use crate::{
    app::{
        AppError, Done, Mode, Session,
        change::{self, open_and_close},
        contacts::Grounds,
        interactions::{self, Enquiry, NewTalk},
    },
    domain::{
        AnchorEvent, ContactId, Day, Direction, EngagementId, EventId, EventKind, HintMark, Means,
        Money, opening::Happening,
    },
    store::ChangeKind,
};

/// An event to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// The day on which it happened.
    pub on: Day,
    /// The engagement it belongs to.
    pub engagement: Option<EngagementId>,
    /// An invoice's number, an order's reference.
    pub reference: String,
    /// The amount of an invoice or a purchase.
    pub amount: Option<Money>,
    /// Whether to open nothing.
    pub grounds: Grounds,
}

/// Records an event. An enquiry opens what enquiries open, an invoice opens *tax*; an invoice to a
/// person is a message of ours as well.
///
/// # Errors
///
/// An unknown contact, a day to come, and whatever the store reports.
pub fn record(
    session: &Session,
    contact: ContactId,
    new: &NewEvent,
    mode: Mode,
) -> Result<Done<EventId>, AppError> {
    session.past(new.on)?;
    let controller = session.controller()?;
    let now = session.now();
    change::run(session, ChangeKind::EventRecorded, contact, mode, |writer, facts| {
        let event = AnchorEvent {
            id: EventId(0),
            kind: new.kind,
            on: new.on,
            recorded_at: now,
            engagement: new.engagement,
            reference: new.reference.trim().to_owned(),
            amount: new.amount,
        };
        let id = writer.add_event(contact, event)?;
        if new.grounds == Grounds::None {
            return Ok(id);
        }
        let happening = match new.kind {
            EventKind::Enquiry => Some(Happening::Enquiry(id)),
            EventKind::Invoice => Some(Happening::Invoiced(id)),
            EventKind::Purchase => None,
        };
        if let Some(happening) = happening {
            open_and_close(writer, &controller, contact, happening, new.on)?;
        }
        if new.kind == EventKind::Invoice && facts.contact.is_person() {
            let talk = NewTalk {
                contacts: vec![contact],
                on: new.on,
                means: Means::Mail,
                direction: Direction::ToThem,
                text: String::new(),
                engagement: new.engagement,
                carries_notice: None,
                hint: HintMark::None,
                enquiry: Enquiry::No,
            };
            interactions::write(writer, &controller, &talk, now)?;
        }
        Ok(id)
    })
}
