//! Breaches of personal data: what must be done, and by when (GDPR Art. 33, 34).
//!
//! A breach is always in the register (33(5)). The authority is told within 72 hours of becoming
//! aware, elapsed hours and no working days, unless a risk is unlikely. The people are told if the
//! risk is high, not if the data were encrypted and the key is safe (34(3)(a)).
//!
//! The entry proves that this was done, so it is kept as every other proof, or for the period that
//! the country's law gives (Canada); never while somebody is still to be told.

use super::{
    BreachId, Category, ContactId, Day, HoldUntil, Moment, Period, Policy, own_record::PROOF,
};

/// Seconds in 72 hours.
const AUTHORITY_SECONDS: i64 = 72 * 60 * 60;

/// Something that happened to personal data: lost, stolen, sent to the wrong people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The vault's number for it.
    pub id: BreachId,
    /// When the user became aware of it.
    pub aware: Moment,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// What happened, in the user's words.
    pub what: String,
    /// Whose data, as far as they are contacts; empty: nobody knows, or all.
    pub whose: Vec<ContactId>,
    /// Which categories; empty: nobody knows, or all.
    pub categories: Vec<Category>,
    /// Whether the data were encrypted and the key is safe.
    pub sealed: bool,
    /// What may come of it for the people.
    pub risk: Risk,
    /// What was done about it.
    pub measures: String,
    /// Whom the user told, the oldest first.
    pub tellings: Vec<Telling>,
}

/// How likely harm is for the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Unlikely: the register is enough.
    Unlikely,
    /// Likely: the authority is told.
    Likely,
    /// High: the people are told as well.
    High,
}

impl Risk {
    /// Every risk with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Unlikely, "unlikely"), (Self::Likely, "likely"), (Self::High, "high")];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// That somebody was told of a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Who.
    pub whom: Told,
    /// When.
    pub at: Moment,
    /// By which means; for the authority after 72 hours also why so late (Art. 33(1)).
    pub how: String,
}

/// Who is told of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// The supervisory authority (Art. 33).
    Authority,
    /// The people whose data they are (Art. 34).
    People,
}

impl Told {
    /// Both, with their words.
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Authority, "authority"), (Self::People, "people")];
}

/// Something to be done because of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreachDuty {
    /// What.
    pub kind: BreachDutyKind,
    /// The last instant in time; `None`: without undue delay.
    pub due: Option<Moment>,
    /// When it was done.
    pub done: Option<Moment>,
}

impl BreachDuty {
    /// Where it stands at an instant: `met`, `met-late`, `open` or `violated`.
    #[must_use]
    pub fn state(&self, now: Moment) -> &'static str {
        match (self.done, self.due) {
            (Some(done), Some(due)) if done > due => "met-late",
            (Some(_), _) => "met",
            (None, Some(due)) if now > due => "violated",
            (None, _) => "open",
        }
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BreachDutyKind {
    /// To keep it in the register (Art. 33(5)).
    Register,
    /// To tell the authority (Art. 33(1)).
    TellAuthority,
    /// To tell the people (Art. 34(1)).
    TellPeople,
}

impl BreachDutyKind {
    /// The word for it in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::TellAuthority => "tell-authority",
            Self::TellPeople => "tell-people",
        }
    }

    /// Where the GDPR says so.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Register => "Art. 33(5)",
            Self::TellAuthority => "Art. 33(1)",
            Self::TellPeople => "Art. 34(1)",
        }
    }
}

/// What a breach asks for, the register first.
#[must_use]
pub fn duties(breach: &Breach) -> Vec<BreachDuty> {
    let told = |whom: Told| {
        let tellings = breach.tellings.iter().filter(|one| one.whom == whom);
        tellings.map(|one| one.at).min()
    };
    let recorded = Some(breach.recorded_at);
    let mut duties = vec![BreachDuty { kind: BreachDutyKind::Register, due: None, done: recorded }];
    if breach.risk > Risk::Unlikely {
        duties.push(BreachDuty {
            kind: BreachDutyKind::TellAuthority,
            due: Some(Moment(breach.aware.0.saturating_add(AUTHORITY_SECONDS))),
            done: told(Told::Authority),
        });
    }
    if breach.risk == Risk::High && !breach.sealed {
        let done = told(Told::People);
        duties.push(BreachDuty { kind: BreachDutyKind::TellPeople, due: None, done });
    }
    duties
}

/// How long an entry of the register is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreachKept {
    /// The last thing that it tells of: becoming aware, or the last telling.
    pub from: Day,
    /// How long it is kept after that.
    pub period: Period,
    /// Whether the country's law on breaches gives the period; else that of every proof counts.
    pub own_law: bool,
    /// The last day; open while somebody is still to be told.
    pub until: HoldUntil,
}

/// How long the entry is kept; `day` gives the user's day of an instant. `None` if the policy knows
/// neither a period for breaches nor one for proofs.
#[must_use]
pub fn kept(breach: &Breach, policy: &Policy, day: &dyn Fn(Moment) -> Day) -> Option<BreachKept> {
    let law = policy.breach_records;
    let period = law.or_else(|| Some(policy.by_key(PROOF)?.retention.period))?;
    let last = breach.tellings.iter().map(|telling| telling.at).max();
    let from = day(last.map_or(breach.aware, |last| last.max(breach.aware)));
    let is_open = duties(breach).iter().any(|duty| duty.done.is_none());
    let until = if is_open { HoldUntil::Open } else { HoldUntil::Day(period.after(from)) };
    Some(BreachKept { from, period, own_law: law.is_some(), until })
}
