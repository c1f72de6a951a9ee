//! The gate: what may leave for a purpose, to somebody, by a channel, on a day; and why not.
//!
//! Every way out asks [`may_use`]: export, clipboard, mail list, a mail program's query, a report
//! to others. What passes is put on record as a disclosure, and so is a refusal.

use super::{
    Case, Channel, ClaimState, Controller, Datum, DatumId, Day, Disclosure, Facts, InteractionId,
    Policy, Purpose, PurposeId, Reason, Reasons, RecipientId, Standing,
    channel::{self, Permission, SoftOptIn},
    claim, proof, verdict,
};

/// What somebody wants to do with the data of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// What for; `None`: for something that nobody has declared.
    pub purpose: Option<PurposeId>,
    /// For whose eyes.
    pub to: Receiver,
    /// By which channel the person is to be reached; `None`: nobody is written to or called.
    pub channel: Option<Channel>,
    /// The day of the use.
    pub day: Day,
}

/// Who gets data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Receiver {
    /// The user, on their own devices and in their own mail program.
    Ourselves,
    /// The person whom the data are about, whose identity was shown: nothing stands between people
    /// and their own data (Art. 12, 15, 16, 20).
    Person,
    /// Somebody else, by name.
    Recipient(RecipientId),
}

/// What a use comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The data that pass.
    pub passes: Vec<DatumId>,
    /// The talks whose text passes.
    pub talks: Vec<InteractionId>,
    /// The data that do not, each with its reasons.
    pub refused: Vec<(DatumId, Reasons)>,
    /// The talks whose text does not.
    pub refused_talks: Vec<(InteractionId, Reasons)>,
}

impl Passage {
    /// Every reason for which something was refused.
    #[must_use]
    pub fn reasons(&self) -> Reasons {
        let data = self.refused.iter().map(|(_, reasons)| *reasons);
        let talks = self.refused_talks.iter().map(|(_, reasons)| *reasons);
        data.chain(talks).fold(Reasons::NONE, Reasons::union)
    }

    /// Whether nothing passes.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.passes.is_empty() && self.talks.is_empty()
    }
}

/// Which of a contact's data may be used so, and why the others may not.
///
/// Deleted values and those that were not held on that day are not spoken of.
#[must_use]
pub fn may_use(facts: &Facts, controller: &Controller, asked: Use) -> Passage {
    let mut passage = Passage::default();
    let Some(policy) = controller.policy(asked.day) else { return passage };
    let held = |datum: &&Datum| {
        datum.deleted.is_none() && datum.obtained_on().is_some_and(|on| on <= asked.day)
    };
    let mut reachable = false;
    for datum in facts.data.iter().filter(held) {
        match judge(facts, controller, policy, datum, asked) {
            Ok(()) => {
                reachable |= datum.channel().is_some() && datum.channel() == asked.channel;
                passage.passes.push(datum.id);
            }
            Err(reasons) => passage.refused.push((datum.id, reasons)),
        }
    }
    for talk in facts.interactions.iter().filter(|talk| talk.on <= asked.day) {
        if talk.text.trim().is_empty() {
            continue;
        }
        match judge(facts, controller, policy, &proof::talk_without_text(talk), asked) {
            Ok(()) => passage.talks.push(talk.id),
            Err(reasons) => passage.refused_talks.push((talk.id, reasons)),
        }
    }
    let electronic = asked.channel.is_some_and(|channel| channel != Channel::Post);
    if electronic && !reachable && asked.to != Receiver::Person && is_marketing(policy, asked) {
        // Nobody can be reached: the rest would leave for nothing.
        let closed = Reasons::one(Reason::ChannelNotPermitted);
        passage.refused.extend(passage.passes.drain(..).map(|id| (id, closed)));
        passage.refused_talks.extend(passage.talks.drain(..).map(|id| (id, closed)));
        passage.refused.sort_by_key(|(id, _)| *id);
    }
    passage
}

/// The data of a use that happened which were against the rules of its own day, and why; none: it
/// was permitted.
///
/// It is judged once, when it is recorded, by what is on record for its day then: an entry that
/// comes late by all that was recorded meanwhile about that day and those before it. What is
/// recorded after that changes nothing, for nothing later makes a use unlawful or cures it. Values
/// that were not held on that day, and those that are gone by now, are not judged; a refusal is
/// no use.
#[must_use]
pub fn violations(
    facts: &Facts,
    controller: &Controller,
    done: &Disclosure,
) -> Vec<(DatumId, Reasons)> {
    if !done.refused.is_empty() {
        return Vec::new();
    }
    let to = done.recipient.map_or(Receiver::Ourselves, Receiver::Recipient);
    let asked = Use { purpose: done.purpose, to, channel: done.channel(), day: done.on };
    let mut refused = may_use(facts, controller, asked).refused;
    refused.retain(|(id, _)| done.data.contains(id));
    refused
}

fn is_marketing(policy: &Policy, asked: Use) -> bool {
    asked.purpose.and_then(|id| policy.purpose(id)).is_some_and(|purpose| purpose.marketing)
}

/// Whether one datum may be used so.
fn judge(
    facts: &Facts,
    controller: &Controller,
    policy: &Policy,
    datum: &Datum,
    asked: Use,
) -> Result<(), Reasons> {
    if asked.to == Receiver::Person {
        return Ok(());
    }
    let declared = asked.purpose.and_then(|id| policy.purpose(id));
    let Some(purpose) = declared.filter(|one| one.active && !one.viewing_only) else {
        return Err(Reasons::one(Reason::NoPurpose));
    };
    let case = Case { facts, controller, policy, datum, day: asked.day };
    let channel = channel::permission(&case, purpose);
    carried(&case, purpose, channel)?;
    if datum.channel().is_some()
        && asked.channel.is_some()
        && purpose.marketing
        && datum.channel() != asked.channel
    {
        return Err(Reasons::one(Reason::NotNecessary));
    }
    if let Permission::Closed { by, .. } = channel {
        return Err(Reasons::one(by.reason()));
    }
    match asked.to {
        Receiver::Recipient(id) if !is_named(&case, purpose, id) => {
            Err(Reasons::one(Reason::PurposeIncompatible))
        }
        Receiver::Recipient(_) | Receiver::Ourselves | Receiver::Person => Ok(()),
    }
}

/// Whether a claim of that purpose carries the datum, or the soft opt-in in its place.
fn carried(case: &Case<'_>, purpose: &Purpose, channel: Permission) -> Result<(), Reasons> {
    if !case.facts.contact.is_person() {
        return Ok(());
    }
    let Some(verdict) = verdict(case.facts, case.controller, case.datum, case.day) else {
        return Err(Reasons::one(Reason::NoPurpose));
    };
    if verdict.permitted.contains(purpose.id) {
        return Ok(());
    }
    if verdict.standing == Standing::Restricted {
        return Err(verdict.reasons);
    }
    let states = case.facts.grounds.iter().filter(|ground| ground.purpose == purpose.id);
    let states = states.filter(|ground| claim::meets(case, ground));
    let mut failing = Reasons::NONE;
    for ground in states {
        match claim::evaluate(case, ground, &mut ()) {
            ClaimState::Fails { reason, .. } => failing.insert(reason),
            ClaimState::Suspended { .. } => failing.insert(Reason::Restricted),
            ClaimState::Holds { .. } => {}
        }
    }
    if !failing.is_empty() {
        return Err(failing);
    }
    let sold = matches!(channel::soft_opt_in(case, purpose), SoftOptIn::Holds(_));
    if sold && verdict.standing == Standing::Justified {
        return Ok(());
    }
    if !purpose.needs(&case.datum.category) && !purpose.finds_useful(&case.datum.category) {
        return Err(Reasons::one(Reason::NotNecessary));
    }
    Err(Reasons::one(match channel {
        Permission::Closed { by, .. } => by.reason(),
        Permission::Open { .. } => Reason::PurposeIncompatible,
    }))
}

/// Whether the purpose names the recipient, by role or by name, or the consent behind it does.
fn is_named(case: &Case<'_>, purpose: &Purpose, id: RecipientId) -> bool {
    let known = case.controller.recipients.iter().find(|one| one.id == id);
    known.is_some_and(|one| purpose.names_recipient(&one.role, &one.name))
        || case.facts.consents.iter().any(|event| {
            event.purpose == purpose.id
                && event.on <= case.day
                && event.state.is_yes()
                && event.is_by_person()
                && event.recipients.contains(&id)
        })
}
