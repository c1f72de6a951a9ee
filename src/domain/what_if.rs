//! What if: what an event would change, without recording it.
//!
//! [`apply`] writes the event into a copy of the facts as the program itself would: with the same
//! grounds opened and closed. [`what_if`] is the verdicts after, minus the verdicts before; what it
//! predicts is what happens when the event is recorded.

use super::{
    Assessment, AssessmentId, Channel, ConsentEvent, ConsentId, ConsentState, Controller, Datum,
    DatumId, Day, Due, Duty, Engagement, EngagementId, Expression, Facts, HoldUntil, IndicatedBy,
    InteractionId, Involvement, LawfulBasis, Moment, NoticeGiven, NoticeHow, ObjectionScope,
    Outcome, PartyRole, Policy, PurposeId, PurposeSet, Right, RightFact, RightId, Stage, Standing,
    Verdict, correspondence, derive, duty,
    gate::{self, Receiver, Use},
    opening::{self, Happening, purpose_key::LEGAL_CLAIMS},
    verdict,
};

/// Something that could happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatIf {
    /// They take a consent back.
    Withdraw {
        /// What for.
        purpose: PurposeId,
        /// On which channel; `None`: on all.
        channel: Option<Channel>,
    },
    /// They say no when they are asked, or asked again.
    Refuse {
        /// What for.
        purpose: PurposeId,
        /// On which channel; `None`: on all.
        channel: Option<Channel>,
    },
    /// They object.
    Object(ObjectionScope),
    /// Work starts.
    Start {
        /// The work that goes from enquiry or proposal to running; `None`: new work.
        engagement: Option<EngagementId>,
        /// What they are to new work.
        role: PartyRole,
    },
    /// Work ends.
    End(Ending),
    /// They are told everything about everything.
    GiveNotice,
    /// They have data restricted.
    Restrict {
        /// Which; empty: all of theirs.
        data: Vec<DatumId>,
    },
    /// Another policy counts.
    ChangePolicy(Box<Policy>),
    /// Nothing happens until that day.
    PassTo(Day),
}

/// How work ends, with the answers that decide what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Which work.
    pub engagement: EngagementId,
    /// Done, or lost.
    pub stage: Stage,
    /// The last day on which something is still owed.
    pub owed_until: Option<Day>,
    /// Whether the user wants to keep in touch.
    pub keep_in_touch: bool,
    /// Whether a dispute is possible.
    pub dispute: bool,
}

/// A value that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// A datum.
    Datum(DatumId),
    /// The text of a talk.
    Talk(InteractionId),
}

/// What becomes of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub what: Held,
    /// The verdict as things are; `None`: it is not held yet.
    pub before: Option<Verdict>,
    /// The verdict if it happens.
    pub after: Option<Verdict>,
}

/// What a change comes to, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It has no reason any more.
    Loses,
    /// It may be stored only.
    Restricted,
    /// It has a reason again, or may be used again.
    Gains,
    /// It may be held less long.
    Sooner,
    /// It may be held longer.
    Later,
    /// It may be used for other purposes than before.
    Uses,
    /// Only the reason or the days of what was lost anyhow differ.
    Reason,
}

/// What one purpose may use after, and might not before, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportChange {
    /// The purpose.
    pub purpose: PurposeId,
    /// What comes in.
    pub gains: Vec<Held>,
    /// What falls out.
    pub loses: Vec<Held>,
}

/// What an event would change for one contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Values whose verdict differs, the gravest change first.
    pub data: Vec<Changed>,
    /// Purposes that open for them, each with its basis.
    pub opens: Vec<(PurposeId, LawfulBasis)>,
    /// Purposes that close for them.
    pub closes: Vec<(PurposeId, LawfulBasis)>,
    /// What each purpose may use differently.
    pub exports: Vec<ExportChange>,
    /// Duties that arise.
    pub duties_arise: Vec<Duty>,
    /// Duties that are over.
    pub duties_end: Vec<Duty>,
    /// What falls due, and did not before.
    pub falls_due: Vec<Due>,
}

impl Difference {
    /// Whether nothing at all changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Changed {
    /// What the change comes to.
    #[must_use]
    pub fn effect(&self) -> Effect {
        let standing = |one: Option<Verdict>| one.map(|verdict| verdict.standing);
        let until = |one: Option<Verdict>| one.map_or(HoldUntil::Never, |one| one.hold_until);
        match (standing(self.before), standing(self.after)) {
            (Some(Standing::Unjustified), Some(Standing::Unjustified)) | (_, None) => {
                Effect::Reason
            }
            (_, Some(Standing::Unjustified)) => Effect::Loses,
            (Some(Standing::Restricted), Some(Standing::Restricted)) => Effect::Uses,
            (_, Some(Standing::Restricted)) => Effect::Restricted,
            (Some(Standing::Justified), Some(Standing::Justified)) => {
                match until(self.after).cmp(&until(self.before)) {
                    std::cmp::Ordering::Less => Effect::Sooner,
                    std::cmp::Ordering::Equal => Effect::Uses,
                    std::cmp::Ordering::Greater => Effect::Later,
                }
            }
            (_, Some(Standing::Justified)) => Effect::Gains,
        }
    }
}

/// What the event on day `on` would change for the contact, as seen on that day; if only time
/// passes, as seen on the later day.
#[must_use]
pub fn what_if(facts: &Facts, controller: &Controller, event: &WhatIf, on: Day) -> Difference {
    let (then, ruled) = apply(facts, controller, event, on);
    let later = if let WhatIf::PassTo(day) = event { *day } else { on };
    difference((facts, controller, on), (&then, &ruled, later))
}

/// What differs between two states of one contact, each judged as of its day.
#[must_use]
pub fn difference(
    before: (&Facts, &Controller, Day),
    after: (&Facts, &Controller, Day),
) -> Difference {
    let duties_before = duty::of_contact(before.0, before.1, before.2);
    let duties_after = duty::of_contact(after.0, after.1, after.2);
    let due_before = derive::due(before.0, before.1, before.2);
    let due_after = derive::due(after.0, after.1, after.2);
    let (opens, closes) = grounds(before.0, after.0);
    Difference {
        data: changed(before, after),
        exports: exports(before, after),
        opens,
        closes,
        duties_arise: minus(&duties_after, &duties_before),
        duties_end: minus(&duties_before, &duties_after),
        falls_due: minus(&due_after, &due_before),
    }
}

/// What is in the first list and not in the other.
fn minus<T: Clone + PartialEq>(list: &[T], other: &[T]) -> Vec<T> {
    list.iter().filter(|one| !other.contains(one)).cloned().collect()
}

/// The values whose verdict differs, the gravest change first. Deleted ones are not looked at.
#[must_use]
pub fn changed(
    (before, ruled_before, day_before): (&Facts, &Controller, Day),
    (after, ruled_after, day_after): (&Facts, &Controller, Day),
) -> Vec<Changed> {
    let mut all: Vec<Changed> = Vec::new();
    for (what, datum) in held(after) {
        let then = verdict(after, ruled_after, &datum, day_after);
        let same = before.data.iter().find(|one| Held::Datum(one.id) == what);
        let now = verdict(before, ruled_before, same.unwrap_or(&datum), day_before);
        if now != then {
            all.push(Changed { what, before: now, after: then });
        }
    }
    all.sort_by_key(|one| (one.effect(), one.what));
    all
}

/// Everything that is judged: data, and the texts of talks.
fn held(facts: &Facts) -> impl Iterator<Item = (Held, std::borrow::Cow<'_, Datum>)> {
    use std::borrow::Cow;
    let data = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let talks = facts.interactions.iter().filter(|talk| !talk.text.trim().is_empty());
    data.map(|datum| (Held::Datum(datum.id), Cow::Borrowed(datum)))
        .chain(talks.map(|talk| (Held::Talk(talk.id), Cow::Owned(correspondence(talk)))))
}

type Opened = Vec<(PurposeId, LawfulBasis)>;

fn grounds(before: &Facts, after: &Facts) -> (Opened, Opened) {
    let (mut opens, mut closes) = (Vec::new(), Vec::new());
    for ground in &after.grounds {
        match before.grounds.iter().find(|old| old.id == ground.id) {
            None => opens.push((ground.purpose, ground.basis)),
            Some(old) if old.closed.is_none() && ground.closed.is_some() => {
                closes.push((ground.purpose, ground.basis));
            }
            Some(_) => {}
        }
    }
    (opens, closes)
}

/// What the gate lets out for each purpose after, and did not before, and the other way round.
fn exports(
    before: (&Facts, &Controller, Day),
    after: (&Facts, &Controller, Day),
) -> Vec<ExportChange> {
    // What no verdict permits does not leave, but for what a sale lets us offer.
    let ids = permitted(before).union(permitted(after));
    let changes = ids.iter().map(|purpose| {
        let (was, is) = (passing(before, purpose), passing(after, purpose));
        ExportChange { purpose, gains: minus(&is, &was), loses: minus(&was, &is) }
    });
    changes.filter(|one| !(one.gains.is_empty() && one.loses.is_empty())).collect()
}

/// Every purpose for which something might be used.
fn permitted((facts, controller, day): (&Facts, &Controller, Day)) -> PurposeSet {
    let purposes = controller.policy(day).into_iter().flat_map(|policy| &policy.purposes);
    let offers: PurposeSet =
        purposes.filter(|one| one.active && one.marketing).map(|one| one.id).collect();
    let judged = held(facts).filter_map(|(_, datum)| verdict(facts, controller, &datum, day));
    judged.fold(offers, |all, verdict| all.union(verdict.permitted))
}

/// What the gate lets out for a purpose, to the user themself.
fn passing((facts, controller, day): (&Facts, &Controller, Day), purpose: PurposeId) -> Vec<Held> {
    let asked = Use { purpose: Some(purpose), to: Receiver::Ourselves, channel: None, day };
    let passage = gate::may_use(facts, controller, asked);
    let talks = passage.talks.into_iter().map(Held::Talk);
    passage.passes.into_iter().map(Held::Datum).chain(talks).collect()
}

/// The facts and the rules as they would be after the event on day `on`.
#[must_use]
pub fn apply(
    facts: &Facts,
    controller: &Controller,
    event: &WhatIf,
    on: Day,
) -> (Facts, Controller) {
    let mut world = World { facts: facts.clone(), controller: controller.clone(), on };
    match event {
        WhatIf::Withdraw { purpose, channel } => {
            world.consent(*purpose, *channel, ConsentState::Withdrawn);
        }
        WhatIf::Refuse { purpose, channel } => {
            world.consent(*purpose, *channel, ConsentState::Refused);
        }
        WhatIf::Object(scope) => world.right(RightFact::Objection { scope: *scope }),
        WhatIf::Start { engagement, role } => world.start(*engagement, *role),
        WhatIf::End(ending) => world.end(*ending),
        WhatIf::GiveNotice => {
            let how = NoticeHow::Given(String::new());
            let (purposes, sources) = (Vec::new(), Vec::new());
            let given = NoticeGiven { notice: None, purposes, sources, how };
            world.right(RightFact::NoticeGiven(given));
        }
        WhatIf::Restrict { data } => {
            let (data, reason) = (data.clone(), String::new());
            world.right(RightFact::Restriction { data, reason });
        }
        WhatIf::ChangePolicy(policy) => world.policy(policy),
        WhatIf::PassTo(_) => {}
    }
    (world.facts, world.controller)
}

/// A copy of the facts in which something happens.
struct World {
    facts: Facts,
    controller: Controller,
    on: Day,
}

impl World {
    /// The moment at which it would be written down: noon, which no rule looks at.
    fn noon(&self) -> Moment {
        Moment(i64::from(self.on.to_number()) * 86_400 + 43_200)
    }

    fn right(&mut self, fact: RightFact) {
        let last = self.facts.rights.iter().map(|right| right.id.0).max().unwrap_or(0);
        let (id, on, recorded_at) = (RightId(last.saturating_add(1)), self.on, self.noon());
        self.facts.rights.push(Right { id, on, recorded_at, fact });
    }

    fn consent(&mut self, purpose: PurposeId, channel: Option<Channel>, state: ConsentState) {
        let last = self.facts.consents.iter().map(|event| event.id.0).max().unwrap_or(0);
        let event = ConsentEvent {
            id: ConsentId(last.saturating_add(1)),
            purpose,
            state,
            on: self.on,
            recorded_at: self.noon(),
            expression: Expression::Expressed,
            indicated_by: IndicatedBy::Person,
            age: None,
            method: String::new(),
            notice: String::new(),
            language: String::new(),
            categories: Vec::new(),
            recipients: Vec::new(),
            channel,
            points: Vec::new(),
            validity: None,
            evidence: String::new(),
        };
        let opened = opening::by_consent(&self.facts, &event);
        self.facts.consents.push(event);
        opening::apply(&mut self.facts, opened);
    }

    fn happens(&mut self, happening: Happening) {
        let openings = opening::openings(&self.facts, &self.controller, happening, self.on);
        opening::apply(&mut self.facts, openings);
    }

    fn start(&mut self, engagement: Option<EngagementId>, role: PartyRole) {
        let id = engagement.unwrap_or_else(|| self.new_engagement(role));
        let on = self.on;
        let Some(one) = self.facts.engagements.iter_mut().find(|one| one.engagement.id == id)
        else {
            return;
        };
        one.engagement.stages.push((Stage::Running, on));
        let (role, asked_for) = (one.role, one.engagement.asked_for);
        let (stage, still_owed) = (Stage::Running, false);
        self.happens(Happening::Reached { engagement: id, role, stage, asked_for, still_owed });
    }

    fn new_engagement(&mut self, role: PartyRole) -> EngagementId {
        let last = self.facts.engagements.iter().map(|one| one.engagement.id.0).max().unwrap_or(0);
        // Far above what the vault has: the number of new work is not known.
        let id = EngagementId(last.max(u64::from(u32::MAX)).saturating_add(1));
        let engagement = Engagement {
            id,
            title: String::new(),
            service: String::new(),
            value: None,
            asked_for: true,
            stages: Vec::new(),
            owed_until: None,
        };
        self.facts.engagements.push(Involvement { engagement, role });
        id
    }

    fn end(&mut self, ending: Ending) {
        let (id, on) = (ending.engagement, self.on);
        let Some(one) = self.facts.engagements.iter_mut().find(|one| one.engagement.id == id)
        else {
            return;
        };
        one.engagement.stages.push((ending.stage, on));
        one.engagement.owed_until = ending.owed_until.filter(|owed| *owed > on);
        let (role, asked_for) = (one.role, one.engagement.asked_for);
        let still_owed = one.engagement.owed_until.is_some();
        let stage = ending.stage;
        self.happens(Happening::Reached { engagement: id, role, stage, asked_for, still_owed });
        if ending.keep_in_touch {
            self.happens(Happening::KeepInTouch);
        }
        if ending.dispute {
            self.adopt(LEGAL_CLAIMS);
            self.happens(Happening::DisputePossible(id));
        }
    }

    /// The answer is the decision: the draft counts from now on, unless one does already.
    fn adopt(&mut self, key: &str) {
        let policy = self.controller.policy(self.on);
        let Some(purpose) = policy.and_then(|policy| policy.by_key(key)) else { return };
        if self.controller.assessment(purpose.id, self.on).is_some() {
            return;
        }
        let last = self.controller.assessments.iter().map(|one| one.id.0).max().unwrap_or(0);
        let assessment = Assessment {
            id: AssessmentId(last.saturating_add(1)),
            purpose: purpose.id,
            text: purpose.assessment_draft.clone(),
            outcome: Outcome::Positive,
            adopted_on: self.on,
        };
        self.controller.assessments.push(assessment);
    }

    /// The policy counts from the day on; a later version that is known stays later.
    fn policy(&mut self, policy: &Policy) {
        let policy = Policy { from: self.on, ..policy.clone() };
        let known = &mut self.controller.policies;
        let at = known.iter().take_while(|one| one.from <= self.on).count();
        known.insert(at, policy);
    }
}
