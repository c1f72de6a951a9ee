//! Our own records are data too: what each of them proves, when that ended, and until when it stays.
//!
//! Consent events, notices given, objections, restrictions, requests and disclosures are held for
//! the purpose *proof*, a legal obligation (Art. 5(2), 7(1), 12, 21(3), 30), for the policy's period
//! after the end of what they prove. While that still runs, there is no such day. What ends what is
//! said in `end`; three things are kept longer than their own end asks:
//!
//! - a consumer's consent to calls, where a law gives a period from giving it and from each use;
//! - a no, as long as any yes that it took back: a yes alone would look as if it still held;
//! - that a recipient was told, as long as the disclosure that made it a duty.
//!
//! A record past its day is unjustified, and goes within the time that every erasure has.

mod end;

pub use end::{Because, End, Still};

use self::end::Ends;
use super::{
    Channel, Cite, ConsentEvent, ConsentId, Controller, Day, Direction, Disclosure, DisclosureId,
    Facts, HoldUntil, Means, ObjectionScope, Period, Policy, PurposeSet, Right, RightFact, RightId,
    Standing, Verdict, opening::acts_for_organisation, proof, verdict,
};

/// The word of the purpose for which our own records are held.
pub const PROOF: &str = "proof";

/// One of our own records about a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnRecord {
    /// An event of the consent ledger.
    Consent(ConsentId),
    /// An objection, a restriction, a request or a step of one, a notice given.
    Right(RightId),
    /// What left, or was refused to leave.
    Disclosure(DisclosureId),
}

impl OwnRecord {
    /// The record as proofs name it.
    #[must_use]
    pub const fn cite(self) -> Cite {
        match self {
            Self::Consent(id) => Cite::Consent(id),
            Self::Right(id) => Cite::Right(id),
            Self::Disclosure(id) => Cite::Disclosure(id),
        }
    }

    /// The own record that a proof names, if it is one.
    #[must_use]
    pub const fn of(cite: Cite) -> Option<Self> {
        match cite {
            Cite::Consent(id) => Some(Self::Consent(id)),
            Cite::Right(id) => Some(Self::Right(id)),
            Cite::Disclosure(id) => Some(Self::Disclosure(id)),
            Cite::Datum(_)
            | Cite::Ground(_)
            | Cite::Engagement(_)
            | Cite::Event(_)
            | Cite::Interaction(_)
            | Cite::Assessment(_)
            | Cite::Notice(_)
            | Cite::Purpose(_)
            | Cite::Origin(_) => None,
        }
    }
}

/// Why and until when one of our own records is kept, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub record: OwnRecord,
    /// The day that it tells of.
    pub on: Day,
    /// The law that has us prove it.
    pub article: &'static str,
    /// Whether what it proves still runs, or when and by what it ended.
    pub end: End,
    /// How long it is kept after that end.
    pub period: Period,
    /// What makes it stay longer than that, if something does.
    pub longer: Option<Longer>,
    /// The last day; open while what it proves still runs.
    pub hold_until: HoldUntil,
    /// The first day without justification, once it is past.
    pub unjustified_since: Option<Day>,
    /// The day by which it must be gone, once it is past; never rolled.
    pub erase_by: Option<Day>,
}

impl Kept {
    /// Whether nothing justifies it any more.
    #[must_use]
    pub const fn is_past(&self) -> bool {
        self.unjustified_since.is_some()
    }
}

/// What makes a record stay longer than its own end asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Longer {
    /// A law on calls counts a period of its own, from giving the consent and from each use.
    Calls(Period),
    /// The consent that it took back is kept longer.
    Consent(ConsentId),
    /// The disclosure that made it a duty is kept longer.
    Disclosure(DisclosureId),
}

/// What is still held of a contact on a day: our records prove something about that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Alive {
    /// The purposes that carry something.
    purposes: PurposeSet,
    /// Whether something may only be stored: then nothing that speaks of it goes.
    restricted: bool,
    /// Whether anything is held at all, justified or not.
    held: bool,
    /// The last day on which something was justified that is not any more.
    last: Option<Day>,
}

impl Alive {
    /// Judges everything that is held of a contact.
    #[must_use]
    pub fn of(facts: &Facts, controller: &Controller, day: Day) -> Self {
        let mut alive = Self::default();
        for datum in facts.data.iter().filter(|datum| datum.deleted.is_none()) {
            if let Some(verdict) = verdict(facts, controller, datum, day) {
                alive.add(&verdict);
            }
        }
        let talks = facts.interactions.iter().filter(|talk| !talk.text.is_empty());
        for datum in talks.map(proof::talk_without_text) {
            if let Some(verdict) = verdict(facts, controller, &datum, day) {
                alive.add(&verdict);
            }
        }
        alive
    }

    /// Adds the verdict on one of the data, for whoever judges them anyway.
    pub fn add(&mut self, verdict: &Verdict) {
        self.held = true;
        self.purposes = self.purposes.union(verdict.permitted);
        match verdict.standing {
            Standing::Justified => {}
            Standing::Restricted => self.restricted = true,
            Standing::Unjustified => self.last = self.last.max(verdict.hold_until.day()),
        }
    }
}

/// Every own record that was there by `day`, with until when it is kept; none for organisations,
/// whose data need no ground. Consents first, then rights, then disclosures.
#[must_use]
pub fn all(facts: &Facts, controller: &Controller, alive: Alive, day: Day) -> Vec<Kept> {
    if facts.consents.is_empty() && facts.rights.is_empty() && facts.disclosures.is_empty() {
        return Vec::new();
    }
    let Some(archive) = Archive::new(facts, controller, alive, day) else { return Vec::new() };
    let consents = facts.consents.iter().map(|one| OwnRecord::Consent(one.id));
    let rights = facts.rights.iter().map(|one| OwnRecord::Right(one.id));
    let disclosures = facts.disclosures.iter().map(|one| OwnRecord::Disclosure(one.id));
    let records = consents.chain(rights).chain(disclosures);
    records.filter_map(|record| archive.kept(record)).collect()
}

/// Until when one own record is kept, as of `day`; `None` if there is no such record yet, or the
/// contact is an organisation.
#[must_use]
pub fn kept(facts: &Facts, controller: &Controller, record: OwnRecord, day: Day) -> Option<Kept> {
    Archive::new(facts, controller, Alive::of(facts, controller, day), day)?.kept(record)
}

/// The records of one contact on one day.
struct Archive<'a> {
    ends: Ends<'a>,
    policy: &'a Policy,
    period: Period,
    /// The law on calls to consumers, if it has a period for the proof of consents.
    calls: Option<Period>,
}

impl<'a> Archive<'a> {
    fn new(facts: &'a Facts, controller: &'a Controller, alive: Alive, day: Day) -> Option<Self> {
        if !facts.contact.is_person() {
            return None;
        }
        let policy = controller.policy(day)?;
        let consumer = !acts_for_organisation(facts);
        let law = policy.law_of(facts.contact.country).map(|law| &law.message);
        Some(Self {
            ends: Ends::new(facts, policy, alive, day),
            policy,
            period: policy.by_key(PROOF)?.retention.period,
            calls: law.and_then(|law| law.call_consent_proof).filter(|_| consumer),
        })
    }

    fn kept(&self, record: OwnRecord) -> Option<Kept> {
        let facts = self.ends.facts;
        let (on, article, end) = match record {
            OwnRecord::Consent(id) => {
                let event = facts.consents.iter().find(|one| one.id == id)?;
                (event.on, "Art. 7(1)", self.ends.of_consent(event))
            }
            OwnRecord::Right(id) => {
                let right = facts.rights.iter().find(|one| one.id == id)?;
                (right.on, article(&right.fact), self.ends.of_right(right))
            }
            OwnRecord::Disclosure(id) => {
                let one = facts.disclosures.iter().find(|one| one.id == id)?;
                let article = if one.left() { "Art. 30(1)(d)" } else { "Art. 5(2)" };
                (one.on, article, self.ends.of_disclosure(one))
            }
        };
        if on > self.ends.day {
            return None;
        }
        let own = self.after(end);
        let (hold_until, longer) = match record {
            OwnRecord::Consent(id) => {
                let event = facts.consents.iter().find(|one| one.id == id)?;
                self.consent(event, own)
            }
            OwnRecord::Right(id) => {
                let right = facts.rights.iter().find(|one| one.id == id)?;
                self.telling(right, own)
            }
            OwnRecord::Disclosure(_) => (own, None),
        };
        let since = hold_until.day().filter(|last| *last < self.ends.day).map(Day::next);
        Some(Kept {
            record,
            on,
            article,
            end,
            period: self.period,
            longer,
            hold_until,
            unjustified_since: since,
            erase_by: since.map(|since| self.policy.deletion_lag.after(since)),
        })
    }

    /// The last day by the end of what is proven alone.
    fn after(&self, end: End) -> HoldUntil {
        match end {
            End::Open(_) => HoldUntil::Open,
            End::On { day, .. } => HoldUntil::Day(self.period.after(day)),
        }
    }

    fn consent(&self, event: &ConsentEvent, own: HoldUntil) -> (HoldUntil, Option<Longer>) {
        if event.state.is_yes() {
            return longest(own, self.of_calls(event).into_iter());
        }
        let taken_back = self.ends.taken_back_by(event);
        longest(own, taken_back.map(|yes| self.yes(yes)))
    }

    /// Until when a yes is kept that a no took back.
    fn yes(&self, yes: &ConsentEvent) -> (HoldUntil, Longer) {
        let (until, _) =
            longest(self.after(self.ends.of_consent(yes)), self.of_calls(yes).into_iter());
        (until, Longer::Consent(yes.id))
    }

    /// § 7a UWG: a consumer's consent to advertising calls, from giving it and from each use.
    fn of_calls(&self, yes: &ConsentEvent) -> Option<(HoldUntil, Longer)> {
        let period = self.calls?;
        let marketing = self.policy.purpose(yes.purpose).is_some_and(|one| one.marketing);
        if !marketing || yes.channel.is_some_and(|channel| channel != Channel::Phone) {
            return None;
        }
        let calls = self.ends.facts.interactions.iter().filter(|talk| {
            talk.means == Means::Call
                && talk.direction != Direction::FromThem
                && talk.on >= yes.on
                && talk.on <= self.ends.day
        });
        let last = calls.map(|talk| talk.on).max().unwrap_or(yes.on);
        Some((HoldUntil::Day(period.after(last)), Longer::Calls(period)))
    }

    /// A recipient was told: kept as long as every disclosure to them up to then.
    fn telling(&self, right: &Right, own: HoldUntil) -> (HoldUntil, Option<Longer>) {
        let RightFact::RecipientTold { recipient, .. } = &right.fact else { return (own, None) };
        let disclosures =
            self.ends.facts.disclosures.iter().filter(|one| {
                one.left() && one.recipient == Some(*recipient) && one.on <= right.on
            });
        longest(
            own,
            disclosures.map(|one: &Disclosure| {
                (self.after(self.ends.of_disclosure(one)), Longer::Disclosure(one.id))
            }),
        )
    }
}

/// The latest of all, and what made it so unless it is the record's own.
fn longest(
    own: HoldUntil,
    others: impl Iterator<Item = (HoldUntil, Longer)>,
) -> (HoldUntil, Option<Longer>) {
    others.fold(
        (own, None),
        |(until, by), (other, longer)| {
            if other > until { (other, Some(longer)) } else { (until, by) }
        },
    )
}

/// The law that has us prove it.
const fn article(fact: &RightFact) -> &'static str {
    match fact {
        RightFact::Objection { scope: ObjectionScope::Marketing } => "Art. 21(3)",
        RightFact::Objection { scope: ObjectionScope::Purpose(_) }
        | RightFact::ObjectionDecided { .. } => "Art. 5(2), 21(1)",
        RightFact::Restriction { .. }
        | RightFact::LiftingTold { .. }
        | RightFact::RestrictionLifted { .. } => "Art. 5(2), 18",
        RightFact::NoticeGiven(_) => "Art. 5(2), 12(1)",
        RightFact::Request { .. } | RightFact::RequestStep { .. } => "Art. 5(2), 12(3)",
        RightFact::Corrected { .. } => "Art. 5(2), 16, 19",
        RightFact::RecipientTold { .. } => "Art. 5(2), 19",
    }
}
