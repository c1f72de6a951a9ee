//! What is derived from a contact's facts for the sake of speed: list row, search key, contact
//! points and due days.
//!
//! One pure function; the store runs it at every commit for each touched contact, and rebuilds
//! everything when [`DERIVATION`] differs. Nothing derived is ever an answer: `why` evaluates.

mod listed;

use super::{
    Channel, Controller, Datum, DatumId, Day, Duty, DutyKind, DutyState, Facts, HintMark,
    HoldUntil, Standing, Verdict, duty,
    own_record::{self, Alive, Kept},
    proof, verdict,
};

/// How many days before its last day a datum counts as something to be done soon.
const SOON: u32 = 30;

/// The version of this derivation and of everything it calls; raise it when any output changes.
pub const DERIVATION: u32 = 6;

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
    /// A request is to be answered, or a complaint acknowledged.
    Request,
    /// Somebody who got data is to be told what became of them.
    Recipient,
    /// Somebody is to look whether a text from a file speaks of something special.
    Look,
    /// Records of our own, kept as proof, must be gone by that day.
    Proof,
    /// The user means to come back to the contact.
    FollowUp,
}

/// Derives everything from a contact's facts, as of `today`.
#[must_use]
pub fn derive(facts: &Facts, controller: &Controller, today: Day) -> Derived {
    let mut tally = Tally { today, sign: Sign::Clear, until: None, due: Vec::new() };
    if facts.contact.is_person() {
        judge(facts, controller, &mut tally);
    } else {
        tally.sign = Sign::NotJudged;
    }
    tally.follow_ups(facts);
    let name = listed::name(facts);
    let order = listed::order(facts, &name);
    let detail = listed::detail(facts, &name);
    let points = listed::points(facts, controller);
    let search = listed::search(facts, &name, &points);
    let (sign, sign_until, due) = (tally.sign, tally.until, tally.in_order());
    Derived { name, order, detail, sign, sign_until, search, points, due }
}

/// The name of a contact as it is shown everywhere; never empty.
#[must_use]
pub fn shown_name(facts: &Facts) -> String {
    listed::name(facts)
}

/// What falls due for a contact, by day, as of `today`.
#[must_use]
pub(super) fn due(facts: &Facts, controller: &Controller, today: Day) -> Vec<Due> {
    let mut tally = Tally { today, sign: Sign::Clear, until: None, due: Vec::new() };
    if facts.contact.is_person() {
        judge(facts, controller, &mut tally);
    }
    tally.follow_ups(facts);
    tally.in_order()
}

/// Judges all data, talks and duties of a person.
fn judge(facts: &Facts, controller: &Controller, tally: &mut Tally) {
    let today = tally.today;
    let mut alive = Alive::default();
    for datum in facts.data.iter().filter(|datum| datum.deleted.is_none()) {
        if let Some(verdict) = verdict(facts, controller, datum, today) {
            alive.add(&verdict);
            tally.verdict(&verdict, Some(datum.id));
        }
        if let (HintMark::Look, Some(obtained)) = (datum.hint, datum.obtained_on()) {
            tally.graver(Sign::Due);
            let day = look_by(controller, obtained);
            tally.due.push(Due { day, kind: DueKind::Look, datum: Some(datum.id) });
        }
    }
    // The texts of talks are data as well; among them only the earliest days matter.
    let talks = facts.interactions.iter().filter(|talk| !talk.text.is_empty());
    for datum in talks.map(proof::talk_without_text) {
        if let Some(verdict) = verdict(facts, controller, &datum, today) {
            alive.add(&verdict);
            tally.verdict(&verdict, None);
        }
    }
    for duty in duty::of_contact(facts, controller, today) {
        tally.duty(&duty);
    }
    for kept in own_record::all(facts, controller, alive, today) {
        tally.own(&kept);
    }
    // A policy from a day to come may change every verdict.
    let versions = controller.policies.iter().map(|policy| policy.from.previous());
    versions.for_each(|last| tally.lasts_until(last));
}

/// The last day for a look at a text that came in from a file: as long as erasing may take.
fn look_by(controller: &Controller, obtained: Day) -> Day {
    controller.policy(obtained).map_or(obtained, |policy| policy.deletion_lag.after(obtained))
}

/// Gathers sign and due days.
struct Tally {
    today: Day,
    sign: Sign,
    until: Option<Day>,
    due: Vec<Due>,
}

impl Tally {
    fn in_order(mut self) -> Vec<Due> {
        self.due.sort_unstable_by_key(|one| (one.day, one.kind, one.datum));
        self.due.dedup();
        self.due
    }

    fn verdict(&mut self, verdict: &Verdict, datum: Option<DatumId>) {
        match (verdict.standing, verdict.hold_until) {
            (Standing::Justified, HoldUntil::Day(last)) => {
                self.due.push(Due { day: last, kind: DueKind::Lapse, datum });
                let warned_from = last.sub_days(SOON);
                if warned_from <= self.today {
                    self.graver(Sign::Due);
                    self.lasts_until(last);
                } else {
                    self.lasts_until(warned_from.previous());
                }
            }
            (Standing::Justified, HoldUntil::Open | HoldUntil::Never) => {}
            (Standing::Restricted, until) => {
                self.graver(Sign::Restricted);
                if let HoldUntil::Day(last) = until {
                    self.lasts_until(last);
                }
            }
            (Standing::Unjustified, _) => {
                self.graver(Sign::Unjustified);
                if let Some(day) = verdict.erase_by {
                    self.due.push(Due { day, kind: DueKind::Erase, datum });
                }
            }
        }
    }

    fn duty(&mut self, duty: &Duty) {
        match duty.state {
            DutyState::MetLate(_) => return,
            DutyState::Violated => self.graver(Sign::Violated),
            DutyState::Open => {
                self.graver(Sign::Due);
                self.lasts_until(duty.due);
            }
        }
        let kind = match duty.kind {
            DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
                DueKind::Notice
            }
            DutyKind::DecideObjection => DueKind::Decision,
            DutyKind::AnswerRequest | DutyKind::Acknowledge => DueKind::Request,
            DutyKind::TellRecipient => DueKind::Recipient,
        };
        self.due.push(Due { day: duty.due, kind, datum: None });
    }

    /// One of our own records: past its day it is held without justification, like any value.
    fn own(&mut self, kept: &Kept) {
        if let Some(day) = kept.erase_by {
            self.graver(Sign::Unjustified);
            self.due.push(Due { day, kind: DueKind::Proof, datum: None });
        } else if let HoldUntil::Day(last) = kept.hold_until {
            self.lasts_until(last);
        }
    }

    /// What the user means to do says nothing about the data: the sign stays.
    fn follow_ups(&mut self, facts: &Facts) {
        self.due.extend(facts.follow_ups.iter().map(|one| one.falls_due(facts)));
    }

    fn graver(&mut self, sign: Sign) {
        self.sign = self.sign.min(sign);
    }

    /// Nothing changes by itself through that day; days that have gone by say nothing.
    fn lasts_until(&mut self, last: Day) {
        if last >= self.today {
            self.until = Some(self.until.map_or(last, |until| until.min(last)));
        }
    }
}

/// The data that a list may show or find.
fn shown(facts: &Facts) -> impl Iterator<Item = &Datum> {
    facts.data.iter().filter(|datum| datum.deleted.is_none())
}
