//! The words and the rules: pure values and functions that say what may be held, why and until when.
//!
//! No clock, no I/O, no randomness, no storage, no screen: facts come in, answers go out, for any
//! day. One word for one idea; where the W3C Data Privacy Vocabulary or the GDPR has a term, it is
//! ours.
//!
//! | word | meaning |
//! |---|---|
//! | [`Contact`] | a person (data subject) or an organisation |
//! | [`Datum`] | one value held about a contact, with category, kind and provenance |
//! | [`Provenance`], [`Origin`] | one way a value came in; the batch, form or message it came with |
//! | [`Purpose`] | why data are used, and what that needs |
//! | [`LawfulBasis`] | GDPR Art. 6(1) a to f |
//! | [`Ground`] | a stored link of contact, purpose, basis and evidence |
//! | claim | a datum meeting a ground: derived, never stored |
//! | [`Verdict`] | justified, restricted or unjustified, of one datum on one day |
//! | [`ConsentEvent`] | one entry of the consent ledger |
//! | [`Engagement`], [`AnchorEvent`], [`Interaction`] | what happened, and what rules count from |
//! | [`FollowUp`] | a day to come back to somebody, and how often |
//! | [`Right`], [`Disclosure`] | what people did with their rights, what they were told, what left |
//! | [`Policy`] | one country's purposes, periods, ages, calendars and clocks, as data |
//! | [`MessageLaw`] | what a contact's country asks before marketing |
//! | [`Controller`] | the user, with all that they have declared |
//! | [`Facts`] | all that is known of one contact |

pub mod access;
mod basis;
pub mod breach;
pub mod calendar;
mod category;
pub mod channel;
pub mod claim;
mod compatible;
mod consent;
mod contact;
mod datum;
mod day;
mod derive;
pub mod duty;
mod engagement;
pub mod erasure;
mod facts;
pub mod fairness;
pub mod fold;
pub mod follow_up;
pub mod gate;
mod ground;
pub mod hint;
mod id;
pub mod ledger;
pub mod merge;
mod message;
pub mod opening;
pub mod own_record;
pub mod passed_on;
pub mod point;
mod policy;
mod proof;
mod provenance;
mod purpose;
pub mod query;
mod reason;
pub mod request;
pub mod retention;
mod right;
mod segment;
pub mod spoken;
pub mod stale;
pub mod support;
mod told;
mod value;
mod verdict;
pub mod what_if;
pub mod word;

pub use category::{Category, Channel};
pub use claim::{Case, ClaimState};
pub use compatible::collected_for;
pub use consent::{ConsentEvent, ConsentState, Expression, IndicatedBy, PointRef};
pub use contact::{Contact, ContactKind, Country, LegalForm};
pub use datum::{Datum, DatumKind, HintMark, Special};
pub use day::{Day, Moment, NotADay, NotAPeriod, Period};
pub use derive::{DERIVATION, Derived, Due, DueKind, Point, Sign, derive, shown_name};
pub use duty::{Duty, DutyKind, DutyState};
pub use engagement::{
    AnchorEvent, Direction, Engagement, EventKind, Interaction, Involvement, Means, Money,
    PartyRole, Stage,
};
pub use facts::{
    Assessment, Controller, Facts, Notice, Outcome, Recipient, Suppressed, SuppressedBy,
};
pub use follow_up::FollowUp;
pub use ground::{Art9Condition, Evidence, Ground, LawfulBasis};
pub use id::{
    AssessmentId, BreachId, ConsentId, ContactId, DatumId, DisclosureId, EngagementId, EventId,
    FollowUpId, GroundId, InteractionId, NoticeId, OriginId, PurposeId, PurposeSet, RecipientId,
    RightId, SegmentId,
};
pub use ledger::{ConsentStanding, Scope};
pub use message::{CallRule, MailRule, MessageLaw};
pub use policy::{Citation, CountryLaw, Holidays, Policy, Substitute, WeekdayHoliday};
pub use proof::{Cite, Finding, Node, Notary, Proof, Rule, Witness, correspondence};
pub use provenance::{How, Origin, Provenance, Source};
pub use purpose::{Alignment, Anchor, Purpose, Retention, RetentionEnd};
pub use reason::{Reason, Reasons};
pub use request::{Clock, Course};
pub use right::{
    Decision, Disclosure, NoticeGiven, NoticeHow, ObjectionScope, RequestKind, RequestOutcome,
    RequestStep, Right, RightFact, ToldOf,
};
pub use segment::{ProxyReason, Segment};
pub use support::{Carried, Support, Weighing};
pub use told::{Told, told};
pub use value::{PartialDate, PersonName, PostalAddress, Value};
pub use verdict::{HoldUntil, Standing, Verdict, grounds_met, prove, verdict};
pub use what_if::{Changed, Difference, Effect, Ending, ExportChange, Held, WhatIf, what_if};
