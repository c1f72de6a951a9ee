//! Where a consent stands on a day, worked out from the events of the ledger.
//!
//! The order in which events were written down never matters. On one day a no beats a yes. A yes
//! needs an act of the person (or of a child's parent), expressed, with method and notice version
//! on record; what an import or we ourselves say of it is unknown, carries nothing, lifts nothing.

use super::{
    Category, Channel, ConsentEvent, ConsentId, ConsentState, Datum, Day, Expression, Facts,
    IndicatedBy, PurposeId, Source, passed_on,
};

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStanding {
    /// It holds, through `until` or without end.
    Holds {
        /// The yes that carries it.
        event: ConsentId,
        /// The day of that yes.
        given: Day,
        /// The last day on which it is good; `None`: no end.
        until: Option<Day>,
    },
    /// It ran out: good through `until`, no longer.
    Expired {
        /// The yes that carried it.
        event: ConsentId,
        /// The last day on which it was good.
        until: Day,
    },
    /// It was taken back, or refused after it had been given.
    Withdrawn {
        /// The no.
        event: ConsentId,
        /// The day of that no.
        on: Day,
    },
    /// What was recorded is no consent: implied, or invalidated.
    Invalid {
        /// The event that is none, or that says so.
        event: ConsentId,
        /// The day from which it is none; `None`: it never was one.
        since: Option<Day>,
    },
    /// A child said yes, alone.
    Child {
        /// That yes.
        event: ConsentId,
    },
    /// Asked, put off, refused at first asking, said by others, or nothing at all.
    Unproven {
        /// The latest event, if any.
        event: Option<ConsentId>,
    },
}

impl ConsentStanding {
    /// The rank by which the standing of several channels is told as one: what holds longest, then
    /// what ended last, then what never held.
    fn rank(self) -> (u8, Day) {
        match self {
            Self::Holds { until, .. } => (9, until.unwrap_or(Day::MAX)),
            Self::Expired { until, .. } => (8, until.next()),
            Self::Withdrawn { on, .. } | Self::Invalid { since: Some(on), .. } => (8, on),
            Self::Invalid { since: None, .. } => (6, Day::MIN),
            Self::Child { .. } => (5, Day::MIN),
            Self::Unproven { event } => (u8::from(event.is_some()), Day::MIN),
        }
    }
}

/// What a consent is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The purpose.
    pub purpose: PurposeId,
    /// The datum; `None` asks about the purpose as a whole.
    pub datum: Option<&'a Datum>,
    /// Only consents in words that name the category (Art. 9(2)(a)).
    pub explicit: bool,
    /// The age from which a person can consent alone.
    pub child_age: u8,
}

/// Where the consent for a scope stands on a day.
///
/// A contact point needs the consent of its own channel; any other datum holds with any channel's.
#[must_use]
pub fn standing(facts: &Facts, scope: Scope<'_>, day: Day) -> ConsentStanding {
    if let Some(channel) = scope.datum.and_then(Datum::channel) {
        return on_channel(facts, scope, Some(channel), day);
    }
    let mut best = on_channel(facts, scope, None, day);
    for (channel, _) in Channel::ALL {
        let one = on_channel(facts, scope, Some(channel), day);
        if one.rank() > best.rank() {
            best = one;
        }
    }
    best
}

/// Where the consent for a scope stands on one channel; `None` is the consent that names none.
#[must_use]
pub fn on_channel(
    facts: &Facts,
    scope: Scope<'_>,
    channel: Option<Channel>,
    day: Day,
) -> ConsentStanding {
    let relevant = || {
        facts.consents.iter().filter(move |event| {
            event.purpose == scope.purpose
                && event.on <= day
                && (event.channel.is_none() || event.channel == channel)
                && names_point(facts, event, scope)
        })
    };
    let carried = || relevant().filter(|event| carries(event, scope, day));
    let yes = carried().max_by_key(|event| (event.on, event.id));
    let end = relevant().filter(|event| ends(event, yes)).min_by_key(|event| (event.on, event.id));
    match (yes, end) {
        (Some(yes), Some(end)) if end.state == ConsentState::Expired => {
            let until = validity_end(yes).map_or(end.on, |until| until.min(end.on));
            expires(yes, Some(until), day)
        }
        (_, Some(end)) if end.state == ConsentState::Invalidated => {
            ConsentStanding::Invalid { event: end.id, since: Some(end.on) }
        }
        (_, Some(end)) => ConsentStanding::Withdrawn { event: end.id, on: end.on },
        (Some(yes), None) => expires(yes, validity_end(yes), day),
        (None, None) => without_yes(relevant(), scope),
    }
}

/// The standing where no yes carries anything and nothing was taken back.
fn without_yes<'a>(
    events: impl Iterator<Item = &'a ConsentEvent>,
    scope: Scope<'_>,
) -> ConsentStanding {
    let Some(last) = events.max_by_key(|event| (event.on, event.id)) else {
        return ConsentStanding::Unproven { event: None };
    };
    let said = last.state.is_yes() && last.is_by_person() && last.is_documented();
    if said && last.expression == Expression::Implied {
        ConsentStanding::Invalid { event: last.id, since: None }
    } else if said && last.is_child(scope.child_age) {
        ConsentStanding::Child { event: last.id }
    } else {
        ConsentStanding::Unproven { event: Some(last.id) }
    }
}

fn validity_end(yes: &ConsentEvent) -> Option<Day> {
    yes.validity.map(|validity| validity.after(yes.on))
}

fn expires(yes: &ConsentEvent, until: Option<Day>, day: Day) -> ConsentStanding {
    match until {
        Some(until) if until < day => ConsentStanding::Expired { event: yes.id, until },
        until => ConsentStanding::Holds { event: yes.id, given: yes.on, until },
    }
}

/// Whether the event ends the yes: on its day or later. Without a yes only what takes back counts;
/// a refusal at first asking takes nothing back.
fn ends(event: &ConsentEvent, yes: Option<&ConsentEvent>) -> bool {
    let ending = match event.state {
        ConsentState::Withdrawn | ConsentState::Revoked => true,
        ConsentState::Refused | ConsentState::Expired | ConsentState::Invalidated => yes.is_some(),
        ConsentState::Unknown
        | ConsentState::Requested
        | ConsentState::Deferred
        | ConsentState::Given
        | ConsentState::Renewed => false,
    };
    ending && yes.is_none_or(|yes| event.on >= yes.on)
}

/// Whether the event speaks of the scope's contact point, of one whose place that took by a
/// correction, or of none in particular.
fn names_point(facts: &Facts, event: &ConsentEvent, scope: Scope<'_>) -> bool {
    match scope.datum {
        Some(datum) if datum.channel().is_some() && !event.points.is_empty() => {
            let mut points = event.points.iter();
            points.any(|point| passed_on::took_place_of(facts, datum.id, point.datum))
        }
        _ => true,
    }
}

/// Whether the event is a yes that carries a claim for the scope.
fn carries(event: &ConsentEvent, scope: Scope<'_>, day: Day) -> bool {
    event.state.is_yes()
        && event.is_by_person()
        && event.is_documented()
        && event.expression != Expression::Implied
        && (!scope.explicit || event.expression == Expression::Explicit)
        && !event.is_child(scope.child_age)
        && scope.datum.is_none_or(|datum| covers(event, datum, scope.explicit, day))
}

/// Whether the notice of the event named the datum's category, and the contact point was there or
/// came from the person.
fn covers(event: &ConsentEvent, datum: &Datum, explicit: bool, day: Day) -> bool {
    let special = datum.special_category().map(super::Special::word).unwrap_or_default();
    let named = |category: &Category| *category == datum.category || category.word() == special;
    let category = match (explicit, event.categories.is_empty()) {
        (_, false) => event.categories.iter().any(named),
        (true, true) => false,
        (false, true) => true,
    };
    let from_person = || {
        datum
            .provenances
            .iter()
            .map(|provenance| &provenance.origin)
            .any(|origin| origin.source == Source::Person && origin.collected_on <= day)
    };
    let point = datum.channel().is_none()
        || !event.points.is_empty()
        || datum.obtained_on().is_some_and(|obtained| obtained <= event.on)
        || from_person();
    category && point
}

impl ConsentEvent {
    /// Whether the person, or a child's parent, said it.
    #[must_use]
    pub fn is_by_person(&self) -> bool {
        match self.indicated_by {
            IndicatedBy::Person | IndicatedBy::Parent => true,
            IndicatedBy::Ourselves | IndicatedBy::Import => false,
        }
    }

    /// Whether method and notice version are on record, as Art. 7(1) asks.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        !self.method.is_empty() && !self.notice.is_empty()
    }

    /// Whether somebody below `child_age` said it without a parent; an unknown age is none.
    #[must_use]
    pub fn is_child(&self, child_age: u8) -> bool {
        self.indicated_by != IndicatedBy::Parent && self.age.is_some_and(|age| age < child_age)
    }
}
