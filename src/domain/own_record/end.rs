//! When that ended which a record of ours proves.
//!
//! | record | it proves | that ends |
//! |---|---|---|
//! | a yes | that we may | when it is taken back or refused on every channel that it has; with the last day of its validity; when a later yes that covers it takes its place |
//! | a no | that we stopped | on its day; while an interest in the same purpose stands open to which it alone says no, not at all |
//! | asked, put off, unknown, or a yes that carries nothing | what was said | on its day |
//! | an objection | that it is honoured | to marketing: not while anything is held of the person; to an interest: once it is overruled, else once that purpose is closed |
//! | a restriction, that it will be lifted, that it was | that we only stored | when it is lifted |
//! | a notice given | that they were told | when the last purpose ends that it told of |
//! | a request and its steps | that it was answered | with the answer |
//! | a correction | that it was put right | when the new value, and every one that replaced it, is gone |
//! | that a recipient was told | that | on its day |
//! | a disclosure | who has got what | when none of these data is held any more; a refused one on its day |
//!
//! What has recipients still to be told of it does not end before they are (Art. 19). Where nothing
//! at all is held of the person any more, what depended on that ended with the closing of the last
//! ground, for an erasure closes them; else on the record's own day.

use super::Alive;
use crate::domain::{
    Channel, Cite, ConsentEvent, ConsentState, Datum, DatumId, Day, Decision, Disclosure,
    Expression, Facts, LawfulBasis, NoticeGiven, ObjectionScope, Policy, PurposeId, RequestKind,
    Right, RightFact, RightId,
    passed_on::{self, ToTell},
    request,
};

/// Whether what a record proves still runs, or when it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It still runs.
    Open(Still),
    /// It ended.
    On {
        /// The last day that counts.
        day: Day,
        /// By what.
        by: Because,
        /// The record of that, if it is another one.
        cite: Option<Cite>,
    },
}

/// Why what a record proves still runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Still {
    /// The consent holds.
    Consent,
    /// It keeps us from a use that would else be open.
    Bars,
    /// An objection waits for its decision.
    Undecided,
    /// The restriction is in force.
    Restricts,
    /// What they were told of is still done.
    Told,
    /// The request waits for its answer.
    Unanswered,
    /// The data that it is about are still held.
    Held,
    /// Somebody who got the data is still to be told.
    ToTell,
}

/// What ended that which a record proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// Nothing more came of it than what it tells.
    OwnDay,
    /// It was taken back, or refused.
    TakenBack,
    /// Its validity was over.
    RanOut,
    /// A later one took its place.
    Replaced,
    /// It was decided.
    Decided,
    /// It was lifted.
    Lifted,
    /// It was answered.
    Answered,
    /// The purpose was closed, or carries nothing any more.
    Closed,
    /// The last recipient was told.
    Told,
}

/// The facts from which ends are worked out.
pub(super) struct Ends<'a> {
    pub(super) facts: &'a Facts,
    pub(super) policy: &'a Policy,
    pub(super) alive: Alive,
    pub(super) day: Day,
    /// Whom to tell of what became of data, worked out once.
    to_tell: Vec<ToTell>,
}

const fn own_day(day: Day) -> End {
    End::On { day, by: Because::OwnDay, cite: None }
}

impl<'a> Ends<'a> {
    pub(super) fn new(facts: &'a Facts, policy: &'a Policy, alive: Alive, day: Day) -> Self {
        Self { facts, policy, alive, day, to_tell: passed_on::to_tell(facts, day) }
    }

    pub(super) fn of_consent(&self, event: &ConsentEvent) -> End {
        match event.state {
            ConsentState::Given | ConsentState::Renewed => self.of_yes(event),
            ConsentState::Refused
            | ConsentState::Withdrawn
            | ConsentState::Revoked
            | ConsentState::Expired
            | ConsentState::Invalidated => self.of_no(event),
            ConsentState::Unknown | ConsentState::Requested | ConsentState::Deferred => {
                own_day(event.on)
            }
        }
    }

    fn of_yes(&self, yes: &ConsentEvent) -> End {
        let carries = yes.is_by_person()
            && yes.is_documented()
            && yes.expression != Expression::Implied
            && !yes.is_child(self.policy.child_age_in(self.facts.contact.country));
        if !carries {
            return own_day(yes.on);
        }
        let ran_out = yes.validity.map(|validity| (validity.after(yes.on), Because::RanOut, None));
        let ran_out = ran_out.filter(|(last, _, _)| *last < self.day);
        let replaced = self
            .later(yes)
            .filter(|other| self.takes_over(other, yes))
            .map(|other| (other.on, Because::Replaced, Some(Cite::Consent(other.id))));
        let first = self.taken_back(yes).into_iter().chain(ran_out).chain(replaced);
        match first.min_by_key(|(day, by, _)| (*day, *by)) {
            Some((day, by, cite)) => End::On { day, by, cite },
            None if self.alive.held => End::Open(Still::Consent),
            None => self.after_all(yes.on, |purpose| purpose == yes.purpose),
        }
    }

    /// The day on which the last of a yes's channels was closed.
    fn taken_back(&self, yes: &ConsentEvent) -> Option<(Day, Because, Option<Cite>)> {
        let mut last: Option<(Day, Because, Option<Cite>)> = None;
        for (channel, _) in Channel::ALL {
            if yes.channel.is_some_and(|own| own != channel) {
                continue;
            }
            let closes = |no: &&ConsentEvent| {
                is_ending(no.state)
                    && no.channel.is_none_or(|its| its == channel)
                    && self.names_all_points(no, yes)
            };
            let no = self.later(yes).filter(closes).min_by_key(|no| (no.on, no.id))?;
            let found = (no.on, Because::TakenBack, Some(Cite::Consent(no.id)));
            if last.is_none_or(|(day, _, _)| day < no.on) {
                last = Some(found);
            }
        }
        last
    }

    /// The events of the same purpose by the day that come after `event`; on its own day, a no.
    fn later(&self, event: &ConsentEvent) -> impl Iterator<Item = &'a ConsentEvent> {
        let (id, on, purpose, day) = (event.id, event.on, event.purpose, self.day);
        self.facts.consents.iter().filter(move |other| {
            let after =
                other.on > on || (other.on == on && (other.id > id || is_ending(other.state)));
            other.id != id && other.purpose == purpose && other.on <= day && after
        })
    }

    /// The yeses that a no took back, in whole or in part.
    pub(super) fn taken_back_by(
        &self,
        no: &ConsentEvent,
    ) -> impl Iterator<Item = &'a ConsentEvent> {
        let (no_id, on, purpose, channel) = (no.id, no.on, no.purpose, no.channel);
        let ends = is_ending(no.state);
        self.facts.consents.iter().filter(move |yes| {
            let meets = channel.is_none() || yes.channel.is_none() || yes.channel == channel;
            ends && yes.state.is_yes()
                && yes.id != no_id
                && yes.purpose == purpose
                && yes.on <= on
                && meets
        })
    }

    fn of_no(&self, no: &ConsentEvent) -> End {
        let lifted = self.later(no).any(|other| {
            other.state.is_yes()
                && other.is_by_person()
                && (no.channel == other.channel || other.channel.is_none())
        });
        let bars = self.facts.grounds.iter().any(|ground| {
            ground.purpose == no.purpose
                && ground.basis == LawfulBasis::LegitimateInterests
                && ground.closed.is_none_or(|closed| closed >= self.day)
        });
        if bars && self.alive.held && !lifted { End::Open(Still::Bars) } else { own_day(no.on) }
    }

    pub(super) fn of_right(&self, right: &Right) -> End {
        let end = match &right.fact {
            RightFact::Objection { scope } => self.of_objection(right, *scope),
            RightFact::ObjectionDecided { objection, .. } => self.of_other(*objection, right.on),
            RightFact::Restriction { data, .. } => self.of_restriction(right, data),
            RightFact::LiftingTold { restriction }
            | RightFact::RestrictionLifted { restriction } => self.of_other(*restriction, right.on),
            RightFact::NoticeGiven(given) => self.of_notice(right.on, given),
            RightFact::Request { kind, .. } => self.of_request(right, *kind),
            RightFact::RequestStep { request, .. } => self.of_other(*request, right.on),
            RightFact::Corrected { new, .. } => {
                if self.is_held_on(*new) {
                    End::Open(Still::Held)
                } else {
                    own_day(right.on)
                }
            }
            RightFact::RecipientTold { .. } => own_day(right.on),
        };
        self.with_recipients(right.id, end)
    }

    /// The end of the record that this one belongs to; its own day, if that one is gone.
    fn of_other(&self, id: RightId, on: Day) -> End {
        let found = self.facts.rights.iter().find(|one| one.id == id && one.on <= self.day);
        let end = found.and_then(|right| match &right.fact {
            RightFact::Objection { scope } => Some(self.of_objection(right, *scope)),
            RightFact::Restriction { data, .. } => Some(self.of_restriction(right, data)),
            RightFact::Request { kind, .. } => Some(self.of_request(right, *kind)),
            RightFact::ObjectionDecided { .. }
            | RightFact::LiftingTold { .. }
            | RightFact::RestrictionLifted { .. }
            | RightFact::NoticeGiven(_)
            | RightFact::RequestStep { .. }
            | RightFact::Corrected { .. }
            | RightFact::RecipientTold { .. } => None,
        });
        match end {
            Some(End::On { day, .. }) if day < on => own_day(on),
            Some(end) => end,
            None => own_day(on),
        }
    }

    fn of_objection(&self, right: &Right, scope: ObjectionScope) -> End {
        let purpose = match scope {
            ObjectionScope::Marketing if self.alive.held => return End::Open(Still::Bars),
            ObjectionScope::Marketing => return self.after_all(right.on, |_| true),
            ObjectionScope::Purpose(purpose) => purpose,
        };
        let decisions = self.facts.rights.iter().filter(|one| one.on <= self.day);
        let decided = decisions
            .filter_map(|one| {
                let (of, decision) = one.fact.objection_decided()?;
                (of == right.id).then_some((one.on, one.id, decision))
            })
            .max_by_key(|(on, id, _)| (*on, *id));
        if let Some((day, id, Decision::Overruled)) = decided {
            return End::On { day, by: Because::Decided, cite: Some(Cite::Right(id)) };
        }
        if self.alive.held && self.is_open(purpose) {
            // An objection to marketing needs no decision.
            let marketing = self.policy.purpose(purpose).is_some_and(|one| one.marketing);
            let bars = decided.is_some() || marketing;
            return End::Open(if bars { Still::Bars } else { Still::Undecided });
        }
        let from = decided.map_or(right.on, |(day, _, _)| day);
        self.after_all(from, |closed| closed == purpose)
    }

    /// Whether a ground for the purpose stands open.
    fn is_open(&self, purpose: PurposeId) -> bool {
        self.facts.grounds.iter().any(|ground| {
            ground.purpose == purpose && ground.closed.is_none_or(|closed| closed >= self.day)
        })
    }

    fn of_restriction(&self, right: &Right, data: &[DatumId]) -> End {
        let lifted = self.facts.rights.iter().find(|one| {
            one.on <= self.day && one.fact == RightFact::RestrictionLifted { restriction: right.id }
        });
        if let Some(lifted) = lifted {
            let cite = Some(Cite::Right(lifted.id));
            return End::On { day: lifted.on, by: Because::Lifted, cite };
        }
        let held = if data.is_empty() {
            self.alive.held
        } else {
            data.iter().any(|id| self.is_held_on(*id))
        };
        if held { End::Open(Still::Restricts) } else { self.after_all(right.on, |_| true) }
    }

    fn of_notice(&self, on: Day, given: &NoticeGiven) -> End {
        let told =
            |purpose: PurposeId| given.purposes.is_empty() || given.purposes.contains(&purpose);
        let alive = self.alive.restricted || self.alive.purposes.iter().any(told);
        if alive { End::Open(Still::Told) } else { self.after_all(on, told) }
    }

    fn of_request(&self, right: &Right, kind: RequestKind) -> End {
        if kind == RequestKind::Question {
            return own_day(right.on);
        }
        request::answered(self.facts, right, self.day).map_or(End::Open(Still::Unanswered), |day| {
            End::On { day, by: Because::Answered, cite: None }
        })
    }

    pub(super) fn of_disclosure(&self, one: &Disclosure) -> End {
        if one.left() && one.data.iter().any(|id| self.is_held_on(*id)) {
            return End::Open(Still::Held);
        }
        let to_tell = self.to_tell.iter().filter(|open| {
            Some(open.recipient) == one.recipient
                && open.data.iter().any(|id| one.data.contains(id))
        });
        let mut end = own_day(one.on);
        if one.left() {
            for open in to_tell {
                end = told_by(end, open.told);
            }
        }
        end
    }

    /// Whether a value, or one that took its place, is still held.
    fn is_held_on(&self, datum: DatumId) -> bool {
        let held = |one: &&Datum| one.deleted.is_none();
        let mut data = self.facts.data.iter().filter(held);
        data.any(|one| passed_on::chain(self.facts, one.id).contains(&datum))
    }

    /// What is to be told to recipients does not end before they are told.
    fn with_recipients(&self, right: RightId, end: End) -> End {
        let to_tell = self.to_tell.iter().filter(|one| one.right == right);
        to_tell.fold(end, |end, one| told_by(end, one.told))
    }

    /// Whether `other` speaks of every contact point of which `yes` does.
    fn names_all_points(&self, other: &ConsentEvent, yes: &ConsentEvent) -> bool {
        let replaces = |new, old| passed_on::took_place_of(self.facts, new, old);
        let named = |datum| other.points.iter().any(|point| replaces(point.datum, datum));
        other.points.is_empty()
            || (!yes.points.is_empty() && yes.points.iter().all(|point| named(point.datum)))
    }

    /// Whether a later yes says all that the earlier one said, so that this one carries nothing alone.
    fn takes_over(&self, later: &ConsentEvent, yes: &ConsentEvent) -> bool {
        let categories = later.categories.is_empty()
            || (!yes.categories.is_empty()
                && yes.categories.iter().all(|one| later.categories.contains(one)));
        later.state.is_yes()
            && later.is_by_person()
            && later.is_documented()
            && later.expression >= yes.expression
            && (later.channel.is_none() || later.channel == yes.channel)
            && self.names_all_points(later, yes)
            && categories
            && yes.recipients.iter().all(|one| later.recipients.contains(one))
    }

    /// The end of what depended on something being held that is not: the last day on which it was
    /// justified, or its grounds were closed; never before the record's own day.
    fn after_all(&self, on: Day, counts: impl Fn(PurposeId) -> bool) -> End {
        let grounds = self.facts.grounds.iter().filter(|ground| counts(ground.purpose));
        let closed = grounds.filter_map(|ground| {
            let closed = ground.closed.filter(|closed| *closed <= self.day)?;
            Some((closed, Some(Cite::Ground(ground.id))))
        });
        let last = self.alive.last.map(|last| (last, None));
        match closed.chain(last).max_by_key(|(day, _)| *day).filter(|(day, _)| *day > on) {
            Some((day, cite)) => End::On { day, by: Because::Closed, cite },
            None => own_day(on),
        }
    }
}

/// The end where somebody was told of it then, or is still to be told.
fn told_by(end: End, told: Option<Day>) -> End {
    match (end, told) {
        (End::Open(still), _) => End::Open(still),
        (End::On { .. }, None) => End::Open(Still::ToTell),
        (End::On { day, .. }, Some(told)) if told > day => {
            End::On { day: told, by: Because::Told, cite: None }
        }
        (end @ End::On { .. }, Some(_)) => end,
    }
}

/// Whether the state takes a yes back.
const fn is_ending(state: ConsentState) -> bool {
    match state {
        ConsentState::Refused
        | ConsentState::Withdrawn
        | ConsentState::Revoked
        | ConsentState::Expired
        | ConsentState::Invalidated => true,
        ConsentState::Unknown
        | ConsentState::Requested
        | ConsentState::Deferred
        | ConsentState::Given
        | ConsentState::Renewed => false,
    }
}
