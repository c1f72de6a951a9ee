//! Consents: recording what people agreed to, refused or took back.

use crate::{
    app::{AppError, Done, Mode, Session, change, grounds},
    domain::{
        Category, Channel, ConsentEvent, ConsentId, ConsentState, ContactId, Controller, DatumId,
        Day, Expression, Facts, IndicatedBy, Moment, Period, PointRef, RecipientId, opening,
    },
    store::{ChangeKind, Scope, Writer},
};

/// A consent event to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// The purpose, by its word.
    pub purpose: String,
    /// What happened.
    pub state: ConsentState,
    /// The day on which it happened.
    pub on: Day,
    /// How clearly it was said.
    pub expression: Expression,
    /// Who said it.
    pub indicated_by: IndicatedBy,
    /// Their age on that day, if told.
    pub age: Option<u8>,
    /// By which means; empty if nobody knows.
    pub method: String,
    /// The notice version that was shown; empty if nobody knows.
    pub notice: String,
    /// The language of that notice.
    pub language: String,
    /// The categories that the notice named; empty: all that the purpose needs or finds useful.
    pub categories: Vec<Category>,
    /// The recipients that the notice named.
    pub recipients: Vec<RecipientId>,
    /// The channel it is about; `None`: every channel.
    pub channel: Option<Channel>,
    /// The contact points that it names.
    pub points: Vec<DatumId>,
    /// How long it is good for.
    pub validity: Validity,
    /// Where the proof lies.
    pub evidence: String,
}

/// How long a consent is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// As the purpose says.
    OfPurpose,
    /// That long.
    For(Period),
    /// No end.
    NoEnd,
}

impl NewConsent {
    /// An event said by the person in a clear act, with nothing else known.
    #[must_use]
    pub fn new(purpose: &str, state: ConsentState, on: Day) -> Self {
        Self {
            purpose: purpose.to_owned(),
            state,
            on,
            expression: Expression::Expressed,
            indicated_by: IndicatedBy::Person,
            age: None,
            method: String::new(),
            notice: String::new(),
            language: String::new(),
            categories: Vec::new(),
            recipients: Vec::new(),
            channel: None,
            points: Vec::new(),
            validity: Validity::OfPurpose,
            evidence: String::new(),
        }
    }
}

/// Records a consent event, opens the ground if it is the first for its purpose, and suppresses the
/// contact points when a marketing consent is taken back.
///
/// # Errors
///
/// An unknown purpose or contact point, a day to come, and whatever the store reports.
pub fn record(
    session: &Session,
    contact: ContactId,
    new: &NewConsent,
    mode: Mode,
) -> Result<Done<ConsentId>, AppError> {
    session.past(new.on)?;
    let (controller, now) = (session.controller()?, session.now());
    change::run(session, kind_of(new.state), contact, mode, |writer, facts| {
        write(writer, (facts, &controller), new, now)
    })
}

/// Writes a consent event and what follows from it.
pub(super) fn write(
    writer: &mut Writer<'_>,
    (facts, controller): (&Facts, &Controller),
    new: &NewConsent,
    now: Moment,
) -> Result<ConsentId, AppError> {
    let purpose = grounds::purpose(controller, &new.purpose, new.on)?;
    let (contact, country) = (facts.contact.id, controller.country);
    let points = points(writer, facts, &new.points, country)?;
    let validity = match new.validity {
        Validity::OfPurpose => purpose.consent_validity,
        Validity::For(period) => Some(period),
        Validity::NoEnd => None,
    };
    let event = ConsentEvent {
        id: ConsentId(0),
        purpose: purpose.id,
        state: new.state,
        on: new.on,
        recorded_at: now,
        expression: new.expression,
        indicated_by: new.indicated_by,
        age: new.age,
        method: new.method.clone(),
        notice: new.notice.clone(),
        language: new.language.clone(),
        categories: new.categories.clone(),
        recipients: new.recipients.clone(),
        channel: new.channel,
        points,
        validity: if new.state.is_yes() { validity } else { None },
        evidence: new.evidence.clone(),
    };
    let opened = opening::by_consent(facts, &event);
    let id = writer.add_consent(contact, event)?;
    change::write(writer, contact, facts, opened)?;
    if purpose.marketing && new.state.is_no() {
        suppress(writer, facts, new, country)?;
    }
    Ok(id)
}

fn kind_of(state: ConsentState) -> ChangeKind {
    if state.is_no() { ChangeKind::ConsentWithdrawn } else { ChangeKind::ConsentGiven }
}

fn points(
    writer: &Writer<'_>,
    facts: &Facts,
    named: &[DatumId],
    country: crate::domain::Country,
) -> Result<Vec<PointRef>, AppError> {
    let mut points = Vec::with_capacity(named.len());
    for id in named {
        let datum = facts.data.iter().find(|datum| datum.id == *id);
        let point = datum.and_then(|datum| datum.point(facts.contact.country.or(Some(country))));
        let Some(point) = point else {
            return Err(AppError::invalid(
                "point",
                format!("value number {id} is no contact point of theirs"),
                "name an address or a number of theirs; see `contact show`",
            ));
        };
        points.push(PointRef { datum: *id, mark: writer.mark(&point) });
    }
    Ok(points)
}

/// Suppresses the contact points of the channel for marketing, by mark; the value is not kept.
fn suppress(
    writer: &mut Writer<'_>,
    facts: &Facts,
    new: &NewConsent,
    country: crate::domain::Country,
) -> Result<(), AppError> {
    for datum in facts.data.iter().filter(|datum| datum.deleted.is_none()) {
        let named = new.points.is_empty() || new.points.contains(&datum.id);
        let on_channel = new.channel.is_none() || new.channel == datum.channel();
        let country = facts.contact.country.or(Some(country));
        let Some(point) = datum.point(country).filter(|_| named && on_channel) else {
            continue;
        };
        let mark = writer.mark(&point);
        writer.suppress(&mark, Some(point.channel), Scope::Marketing, new.on)?;
    }
    Ok(())
}
