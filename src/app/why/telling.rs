//! What an explanation is told from: the facts, one value, one day, and the records by their ids.

use crate::{
    app::{clock::day_in, why::words},
    domain::{
        AnchorEvent, Category, ConsentEvent, ConsentId, ContactId, Controller, Datum, Day,
        Engagement, EngagementId, EventId, Facts, Ground, GroundId, Interaction, InteractionId,
        Involvement, Moment, Policy, Purpose, PurposeId, Right, RightId,
    },
};

/// By how many days a record may be younger than what it records before that is worth saying.
const LATE: i64 = 7;

/// One value of one contact on one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) facts: &'a Facts,
    pub(super) controller: &'a Controller,
    pub(super) policy: &'a Policy,
    pub(super) datum: &'a Datum,
    pub(super) day: Day,
}

impl<'a> Telling<'a> {
    pub(super) fn purpose(&self, id: PurposeId) -> Option<&'a Purpose> {
        self.policy.purpose(id)
    }

    pub(super) fn ground(&self, id: GroundId) -> Option<&'a Ground> {
        self.facts.grounds.iter().find(|one| one.id == id)
    }

    pub(super) fn consent(&self, id: ConsentId) -> Option<&'a ConsentEvent> {
        self.facts.consents.iter().find(|one| one.id == id)
    }

    pub(super) fn involvement(&self, id: EngagementId) -> Option<&'a Involvement> {
        self.facts.engagements.iter().find(|one| one.engagement.id == id)
    }

    pub(super) fn engagement(&self, id: EngagementId) -> Option<&'a Engagement> {
        self.involvement(id).map(|one| &one.engagement)
    }

    pub(super) fn event(&self, id: EventId) -> Option<&'a AnchorEvent> {
        self.facts.events.iter().find(|one| one.id == id)
    }

    pub(super) fn talk(&self, id: InteractionId) -> Option<&'a Interaction> {
        self.facts.interactions.iter().find(|one| one.id == id)
    }

    pub(super) fn right(&self, id: RightId) -> Option<&'a Right> {
        self.facts.rights.iter().find(|one| one.id == id)
    }

    /// What the organisation is called for which they act, if a value names it.
    pub(super) fn organisation(&self, of: Option<ContactId>) -> Option<String> {
        let named = self.facts.data.iter().filter(|datum| {
            datum.category == Category::Organisation
                && datum.deleted.is_none()
                && (of.is_none() || datum.link == of)
        });
        named.map(|datum| datum.value.to_line()).find(|line| !line.is_empty())
    }

    /// Says that a record was written down much later than it happened; else says nothing.
    pub(super) fn late(&self, on: Day, recorded_at: Moment) -> String {
        let written = day_in(recorded_at, &self.controller.zone);
        if on.days_until(written) > LATE {
            format!(" (entered late, on {})", words::date(written))
        } else {
            String::new()
        }
    }
}
