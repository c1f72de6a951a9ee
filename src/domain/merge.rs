//! Two records of one person made one: adds up facts and drops none.
//!
//! Objections and restrictions apply to the person; a yes to the contact points of the record on
//! which it was said; provenance goes with its datum, a notice with the sources that it told of. A
//! consent on one record lifts no objection on the other, whichever came first.

use std::collections::BTreeMap;

use super::{
    AnchorEvent, ConsentEvent, ConsentId, ContactId, Controller, Datum, DatumId, Day, Disclosure,
    DisclosureId, EventId, Evidence, Facts, FollowUp, FollowUpId, Ground, GroundId, NoticeHow,
    ObjectionScope, PointRef, PurposeId, RequestStep, Right, RightFact, RightId, Source,
};

/// Stands in a notice for the person as a source, where it told of no other.
const THE_PERSON: &str = "the person";

/// The new numbers of what one record hands to the other.
#[derive(Debug, Clone, Default)]
pub struct Renumbering {
    /// Of values; one that the other has as well goes to that.
    pub data: BTreeMap<DatumId, DatumId>,
    /// Of events.
    pub events: BTreeMap<EventId, EventId>,
    /// Of consent events.
    pub consents: BTreeMap<ConsentId, ConsentId>,
    /// Of objections, requests and the like.
    pub rights: BTreeMap<RightId, RightId>,
}

impl Renumbering {
    fn datum_id(&self, id: DatumId) -> DatumId {
        self.data.get(&id).copied().unwrap_or(id)
    }

    fn right_id(&self, id: RightId) -> RightId {
        self.rights.get(&id).copied().unwrap_or(id)
    }

    fn ids(&self, ids: &[DatumId]) -> Vec<DatumId> {
        ids.iter().map(|id| self.datum_id(*id)).collect()
    }

    /// A value that names others by their new numbers.
    #[must_use]
    pub fn datum(&self, datum: &Datum) -> Datum {
        Datum {
            part_of: datum.part_of.map(|id| self.datum_id(id)),
            corrects: datum.corrects.map(|id| self.datum_id(id)),
            ..datum.clone()
        }
    }

    /// A ground that rests on the new numbers.
    #[must_use]
    pub fn ground(&self, ground: &Ground) -> Ground {
        let evidence = match &ground.evidence {
            Evidence::Consent(id) => {
                Evidence::Consent(self.consents.get(id).copied().unwrap_or(*id))
            }
            Evidence::Event(id) => Evidence::Event(self.events.get(id).copied().unwrap_or(*id)),
            Evidence::Ledger
            | Evidence::Engagement(_)
            | Evidence::Interaction(_)
            | Evidence::Assessment(_)
            | Evidence::Reason(_) => ground.evidence.clone(),
        };
        Ground { evidence, ..ground.clone() }
    }

    /// A consent event that names contact points by their new numbers.
    #[must_use]
    pub fn consent(&self, event: &ConsentEvent) -> ConsentEvent {
        let point = |point: &PointRef| PointRef { datum: self.datum_id(point.datum), ..*point };
        ConsentEvent { points: event.points.iter().map(point).collect(), ..event.clone() }
    }

    /// A fact about rights that names records by their new numbers.
    #[must_use]
    pub fn right(&self, right: &Right) -> Right {
        let fact = match right.fact.clone() {
            RightFact::ObjectionDecided { objection, decision } => {
                RightFact::ObjectionDecided { objection: self.right_id(objection), decision }
            }
            RightFact::Restriction { data, reason } => {
                RightFact::Restriction { data: self.ids(&data), reason }
            }
            RightFact::LiftingTold { restriction } => {
                RightFact::LiftingTold { restriction: self.right_id(restriction) }
            }
            RightFact::RestrictionLifted { restriction } => {
                RightFact::RestrictionLifted { restriction: self.right_id(restriction) }
            }
            RightFact::RequestStep { request, step } => {
                let step = match step {
                    RequestStep::Decided { data, outcome } => {
                        RequestStep::Decided { data: self.ids(&data), outcome }
                    }
                    step @ (RequestStep::IdentityDoubted { .. }
                    | RequestStep::IdentityShown { .. }
                    | RequestStep::ClarificationAsked { .. }
                    | RequestStep::ClarificationAnswered
                    | RequestStep::Extended { .. }
                    | RequestStep::Acknowledged
                    | RequestStep::Answered { .. }) => step,
                };
                RightFact::RequestStep { request: self.right_id(request), step }
            }
            RightFact::Corrected { old, new } => {
                RightFact::Corrected { old: self.datum_id(old), new: self.datum_id(new) }
            }
            RightFact::RecipientTold { recipient, of, data, how } => {
                RightFact::RecipientTold { recipient, of, data: self.ids(&data), how }
            }
            fact @ (RightFact::Objection { .. }
            | RightFact::NoticeGiven(_)
            | RightFact::Request { .. }) => fact,
        };
        Right { fact, ..right.clone() }
    }

    /// A follow-up whose note has its new number.
    #[must_use]
    pub fn follow_up(&self, one: &FollowUp) -> FollowUp {
        FollowUp { about: one.about.map(|id| self.datum_id(id)), ..*one }
    }

    /// A disclosure of the values by their new numbers.
    #[must_use]
    pub fn disclosure(&self, left: &Disclosure) -> Disclosure {
        let violations = left.violations.iter().map(|(id, why)| (self.datum_id(*id), *why));
        Disclosure { data: self.ids(&left.data), violations: violations.collect(), ..left.clone() }
    }
}

/// The value of the other record that is the same one: it gets the provenances as well.
#[must_use]
pub fn same<'a>(data: &'a [Datum], datum: &Datum) -> Option<&'a Datum> {
    let known = |one: &&Datum| {
        one.deleted.is_none()
            && datum.deleted.is_none()
            && one.kind == datum.kind
            && one.special == datum.special
            && one.category == datum.category
            && one.value == datum.value
    };
    data.iter().find(known)
}

/// Has a text of `holder` that speaks of `from` speak of `into`; of its own holder none does.
pub fn speak_of(datum: &mut Datum, holder: ContactId, into: ContactId, from: ContactId) {
    for one in datum.mentions.iter_mut().filter(|one| **one == from) {
        *one = into;
    }
    datum.mentions.retain(|one| *one != holder);
    datum.mentions.sort_unstable();
    datum.mentions.dedup();
}

/// A record's facts as they are handed to another, or meet those of another: what applied to all
/// contact points or sources of the record is said to apply to those that it has.
#[must_use]
pub fn narrowed(facts: &Facts, mark: &dyn Fn(&Datum) -> [u8; 32]) -> Facts {
    let mut facts = facts.clone();
    let data = facts.data.clone();
    for event in facts.consents.iter_mut().filter(|it| it.state.is_yes() && it.points.is_empty()) {
        let channel = event.channel;
        let named = data.iter().filter(|datum| {
            datum.channel().is_some_and(|own| channel.is_none_or(|channel| channel == own))
        });
        event.points = named.map(|datum| PointRef { datum: datum.id, mark: mark(datum) }).collect();
        if let (true, Some(none)) = (event.points.is_empty(), data.first()) {
            // It names no contact point: what stands here is none.
            event.points.push(PointRef { datum: none.id, mark: [0; 32] });
        }
    }
    let mut sources: Vec<String> = data
        .iter()
        .flat_map(|datum| &datum.provenances)
        .filter_map(|one| match &one.origin.source {
            Source::ThirdParty(name) | Source::Public(name) => Some(name.clone()),
            Source::Person | Source::PublishedByPerson | Source::Ourselves | Source::Unknown => {
                None
            }
        })
        .collect();
    sources.push(THE_PERSON.to_owned());
    sources.sort_unstable();
    sources.dedup();
    for right in &mut facts.rights {
        if let RightFact::NoticeGiven(given) = &mut right.fact
            && matches!(given.how, NoticeHow::Given(_))
            && given.sources.is_empty()
        {
            given.sources.clone_from(&sources);
        }
    }
    facts
}

/// The marketing purposes for which an objection on one record has to be said again on the day of
/// the merge, because a later consent on the other would lift it.
#[must_use]
pub fn carried(one: &Facts, other: &Facts, controller: &Controller, on: Day) -> Vec<PurposeId> {
    let Some(policy) = controller.policy(on) else { return Vec::new() };
    let mut found: Vec<PurposeId> = Vec::new();
    for (own, foreign) in [(one, other), (other, one)] {
        for right in own.rights.iter().filter(|right| right.on <= on) {
            let Some(scope) = right.fact.objection() else { continue };
            let later = |facts: &Facts, purpose: PurposeId, counts: fn(&ConsentEvent) -> bool| {
                facts.consents.iter().any(|event| {
                    event.purpose == purpose
                        && event.state.is_yes()
                        && event.on >= right.on
                        && counts(event)
                })
            };
            let meant = policy.purposes.iter().filter(|purpose| {
                purpose.marketing
                    && match scope {
                        ObjectionScope::Marketing => true,
                        ObjectionScope::Purpose(of) => of == purpose.id,
                    }
            });
            let meant = meant.map(|purpose| purpose.id);
            let proven = |event: &ConsentEvent| event.is_by_person() && event.is_documented();
            found.extend(
                meant.filter(|id| later(foreign, *id, |_| true) && !later(own, *id, proven)),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The facts of one person after two records of theirs were made one on a day. Pure: what the store
/// does, in one piece.
#[must_use]
pub fn merge(
    into: &Facts,
    from: &Facts,
    controller: &Controller,
    on: Day,
    mark: &dyn Fn(&Datum) -> [u8; 32],
) -> Facts {
    let carried = carried(into, from, controller, on);
    let (mut whole, from) = (narrowed(into, mark), narrowed(from, mark));
    whole.contact.country = whole.contact.country.or(from.contact.country);
    let mut numbers = Renumbering::default();
    let first = next(whole.data.iter().map(|one| one.id.0));
    for (new, datum) in (first..).zip(&from.data) {
        let known = same(&whole.data, datum).map(|known| known.id);
        numbers.data.insert(datum.id, known.unwrap_or(DatumId(new)));
        if let Some(held) = whole.data.iter_mut().find(|one| Some(one.id) == known) {
            held.provenances.extend(datum.provenances.clone());
            held.mentions.extend(&datum.mentions);
        } else {
            let moved = numbers.datum(datum);
            whole.data.push(Datum { id: DatumId(new), ..moved });
        }
    }
    let own = whole.contact.id;
    whole.data.iter_mut().for_each(|datum| speak_of(datum, own, own, from.contact.id));
    let first = next(whole.events.iter().map(|one| one.id.0));
    for (new, event) in (first..).zip(&from.events) {
        numbers.events.insert(event.id, EventId(new));
        whole.events.push(AnchorEvent { id: EventId(new), ..event.clone() });
    }
    let first = next(whole.consents.iter().map(|one| one.id.0));
    for (new, event) in (first..).zip(&from.consents) {
        numbers.consents.insert(event.id, ConsentId(new));
        whole.consents.push(ConsentEvent { id: ConsentId(new), ..numbers.consent(event) });
    }
    let first = next(whole.grounds.iter().map(|one| one.id.0));
    for (new, ground) in (first..).zip(&from.grounds) {
        whole.grounds.push(Ground { id: GroundId(new), ..numbers.ground(ground) });
    }
    let first = next(whole.rights.iter().map(|one| one.id.0));
    for (new, right) in (first..).zip(&from.rights) {
        numbers.rights.insert(right.id, RightId(new));
        whole.rights.push(Right { id: RightId(new), ..numbers.right(right) });
    }
    let recorded_at = whole.rights.iter().map(|one| one.recorded_at).max().unwrap_or_default();
    let first = next(whole.rights.iter().map(|one| one.id.0));
    for (new, purpose) in (first..).zip(carried) {
        let fact = RightFact::Objection { scope: ObjectionScope::Purpose(purpose) };
        whole.rights.push(Right { id: RightId(new), on, recorded_at, fact });
    }
    let first = next(whole.disclosures.iter().map(|one| one.id.0));
    for (new, left) in (first..).zip(&from.disclosures) {
        whole.disclosures.push(Disclosure { id: DisclosureId(new), ..numbers.disclosure(left) });
    }
    follow_ups(&mut whole, &from.follow_ups, &numbers);
    for one in from.engagements {
        if !whole.engagements.iter().any(|own| own.engagement.id == one.engagement.id) {
            whole.engagements.push(one);
        }
    }
    for talk in from.interactions {
        if !whole.interactions.iter().any(|own| own.id == talk.id) {
            whole.interactions.push(talk);
        }
    }
    whole.interactions.sort_by_key(|talk| std::cmp::Reverse((talk.on, talk.id)));
    whole
}

fn follow_ups(whole: &mut Facts, from: &[FollowUp], numbers: &Renumbering) {
    let first = next(whole.follow_ups.iter().map(|one| one.id.0));
    let moved = (first..).zip(from).map(|(new, one)| (FollowUpId(new), numbers.follow_up(one)));
    whole.follow_ups.extend(moved.map(|(id, one)| FollowUp { id, ..one }));
}

fn next(ids: impl Iterator<Item = u32>) -> u32 {
    ids.max().map_or(1, |last| last.saturating_add(1))
}
