//! What is derived from a contact's facts for the sake of speed: list row, search key, contact
//! points and due days.
//!
//! One pure function; the store runs it at every commit for each touched contact, and rebuilds
//! everything when [`DERIVATION`] differs. Nothing derived is ever an answer: `why` evaluates.

use super::{Channel, Controller, DatumId, Day, Facts, fold, point};

/// The version of this derivation and of everything it calls; raise it when any output changes.
pub const DERIVATION: u32 = 1;

/// Everything derived from one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// The name as it is shown; never empty.
    pub name: String,
    /// The key by which lists are ordered.
    pub order: String,
    /// What tells namesakes apart: organisation, else an address.
    pub detail: String,
    /// The verdicts of all data in one sign.
    pub sign: Sign,
    /// The last day on which the sign holds if nothing happens; `None`: for good.
    pub sign_until: Option<Day>,
    /// The folded search key: names, organisation, addresses, digits of numbers, tags.
    pub search: String,
    /// Contact points, normalised.
    pub points: Vec<Point>,
    /// What falls due, by day.
    pub due: Vec<Due>,
}

/// A contact point as it is compared and hashed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// How it reaches the person.
    pub channel: Channel,
    /// Trimmed, case-folded; phones as E.164 where they can be read.
    pub normalised: String,
}

/// The verdicts of a contact's data in one sign, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Something is held without justification.
    Unjustified,
    /// A duty is overdue.
    Violated,
    /// Something is restricted.
    Restricted,
    /// Something is to be done soon.
    Due,
    /// All is well.
    Clear,
    /// An organisation: its own data need no ground.
    NotJudged,
}

/// Something that falls due for one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day in time.
    pub day: Day,
    /// What it is.
    pub kind: DueKind,
    /// The datum it is about, if one.
    pub datum: Option<DatumId>,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// A notice is to be given.
    Notice,
    /// A datum loses its last justification after that day.
    Lapse,
    /// An unjustified datum must be gone by that day.
    Erase,
    /// An objection is to be decided.
    Decision,
    /// A request is to be answered.
    Request,
}

/// Derives everything from a contact's facts, as of `today`.
#[must_use]
pub fn derive(facts: &Facts, _controller: &Controller, _today: Day) -> Derived {
    let _ = (fold::fold(""), point::normalise(Channel::Email, "", None));
    Derived {
        name: String::new(),
        order: String::new(),
        detail: String::new(),
        sign: if facts.contact.is_person() { Sign::Clear } else { Sign::NotJudged },
        sign_until: None,
        search: String::new(),
        points: Vec::new(),
        due: Vec::new(),
    }
}
