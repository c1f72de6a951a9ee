//! Uses without permission, in words: when, what for, and why it was not permitted on that day.

use super::{count, date, list, names, quote};
use crate::domain::{
    Controller, Datum, DatumId, Day, Disclosure, Facts, ObjectionScope, Reason, RecipientId,
};

/// Up to this many uses are told in sentences; the rest are counted.
const TOLD: usize = 3;

/// The uses without permission up to a day, the latest first: of one value, or of any.
pub(in crate::app) fn lines(
    facts: &Facts,
    controller: &Controller,
    datum: Option<DatumId>,
    day: Day,
) -> Vec<String> {
    let told = latest(facts, day).into_iter().filter_map(|one| match datum {
        Some(datum) => of_datum(facts, controller, (one, datum)),
        None => of_all(facts, controller, one),
    });
    let mut lines: Vec<String> = told.collect();
    let more = lines.len().saturating_sub(TOLD);
    if more > 0 {
        lines.truncate(TOLD);
        let more = count(more, "more use", "more uses");
        lines.push(format!("And {more} without permission; `disclosure list` has them all."));
    }
    lines
}

/// The uses without permission up to a day, the latest first.
pub(in crate::app) fn latest(facts: &Facts, day: Day) -> Vec<&Disclosure> {
    let so_far = facts.disclosures.iter().filter(|one| one.is_violation() && one.on <= day);
    let mut latest: Vec<&Disclosure> = so_far.collect();
    latest.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    latest
}

/// A use of one value: `Used on 15 April 2026 by mail for “newsletter” without permission: they had
/// taken their consent back on 1 April 2026.` `None`: that value might be used.
fn of_datum(
    facts: &Facts,
    controller: &Controller,
    (one, datum): (&Disclosure, DatumId),
) -> Option<String> {
    let (_, reasons) = one.violations.iter().find(|(id, _)| *id == datum)?;
    let whys: Vec<String> = reasons.iter().map(|reason| had(facts, one, reason)).collect();
    Some(format!("{} without permission: {}.", done(controller, one), list(&whys)))
}

/// A use of several, with the values that each reason stands against. `None`: it was permitted.
pub(in crate::app) fn of_all(
    facts: &Facts,
    controller: &Controller,
    one: &Disclosure,
) -> Option<String> {
    if !one.is_violation() {
        return None;
    }
    Some(format!("{} without permission: {}.", done(controller, one), whys(facts, one)))
}

/// Why a use was not permitted, each reason with the values that it stands against.
pub(in crate::app) fn whys(facts: &Facts, one: &Disclosure) -> String {
    let noun = |id: &DatumId| {
        let known = facts.data.iter().find(|datum: &&Datum| datum.id == *id);
        known.map(|datum| names::noun(&datum.category))
    };
    let why = |reason: Reason| {
        let stands = one.violations.iter().filter(|(_, reasons)| reasons.contains(reason));
        let mut against: Vec<String> = stands.filter_map(|(id, _)| noun(id)).collect();
        against.sort_unstable();
        against.dedup();
        let why = had(facts, one, reason);
        if against.is_empty() { why } else { format!("{why} ({})", list(&against)) }
    };
    one.violation().iter().map(why).collect::<Vec<_>>().join("; ")
}

/// What was done, with the day: `Passed on to Bob on 15 April 2026 by mail for “newsletter”`.
fn done(controller: &Controller, one: &Disclosure) -> String {
    let what = match one.recipient {
        None => "Used".to_owned(),
        Some(id) => format!("Passed on to {}", recipient(controller, id)),
    };
    let means = match one.means.trim() {
        "" => String::new(),
        means => format!(" by {means}"),
    };
    format!("{what} on {}{means}{}", date(one.on), purpose(controller, one))
}

fn recipient(controller: &Controller, id: RecipientId) -> String {
    let known = controller.recipients.iter().find(|one| one.id == id);
    known.map_or_else(|| "somebody".to_owned(), |one| one.name.trim().to_owned())
}

fn purpose(controller: &Controller, one: &Disclosure) -> String {
    let known = one.purpose.and_then(|id| controller.purpose(id, one.on));
    known.map_or_else(String::new, |known| format!(" for {}", quote(&known.key.replace('-', " "))))
}

/// Why it was not permitted then, as one says it afterwards.
fn had(facts: &Facts, one: &Disclosure, reason: Reason) -> String {
    let on = |day: Option<Day>| day.map(|day| format!(" on {}", date(day))).unwrap_or_default();
    let said = match reason {
        Reason::NoPurpose => "nothing that was declared then needed it",
        Reason::NotNecessary => "it was not needed for that",
        Reason::PurposeIncompatible => {
            "it had been collected for something else, or for others than who got it"
        }
        Reason::ConsentUnproven => "nothing shows that they had agreed",
        Reason::ConsentWithdrawn => {
            return format!("they had taken their consent back{}", on(taken_back(facts, one)));
        }
        Reason::ConsentExpired => "their consent had run out",
        Reason::ConsentInvalid => "what had been recorded was no consent",
        Reason::ChildConsent => "a child had agreed without a parent",
        Reason::ContractNotParty => "the contract was not with this person",
        Reason::ContractEnded => "the work was over",
        Reason::ObligationLapsed => "the law did not ask for it any more, or not yet",
        Reason::LiUnassessed => "nobody had written down why that is fair to them",
        Reason::NoticeOverdue => "they had not been told in time",
        Reason::ObjectionUpheld => return format!("they had objected{}", on(objected(facts, one))),
        Reason::Art9ConditionMissing => "it is special and needed their explicit consent",
        Reason::RetentionExpired => "its time was over",
        Reason::ObjectionMarketing => {
            return format!(
                "they had said{} that they want no advertising",
                on(barred(facts, one))
            );
        }
        Reason::ChannelNotPermitted => "they might not be reached this way for this",
        Reason::Suppressed => "this address was never to be written to for advertising",
        Reason::Restricted => "it might only be stored then",
    };
    said.to_owned()
}

/// The day of the last no to the purpose that was known when the use was recorded.
fn taken_back(facts: &Facts, one: &Disclosure) -> Option<Day> {
    let known = facts.consents.iter().filter(|event| {
        Some(event.purpose) == one.purpose
            && event.state.is_no()
            && event.on <= one.on
            && event.recorded_at <= one.recorded_at
    });
    known.map(|event| event.on).max()
}

fn objected(facts: &Facts, one: &Disclosure) -> Option<Day> {
    last(facts, one, |scope| match scope {
        ObjectionScope::Purpose(purpose) => Some(purpose) == one.purpose,
        ObjectionScope::Marketing => false,
    })
}

fn barred(facts: &Facts, one: &Disclosure) -> Option<Day> {
    last(facts, one, |scope| match scope {
        ObjectionScope::Marketing => true,
        ObjectionScope::Purpose(_) => false,
    })
}

/// The day of the last such objection that was known when the use was recorded.
fn last(facts: &Facts, one: &Disclosure, is: impl Fn(ObjectionScope) -> bool) -> Option<Day> {
    let known = facts.rights.iter().filter(|right| {
        right.fact.objection().is_some_and(&is)
            && right.on <= one.on
            && right.recorded_at <= one.recorded_at
    });
    known.map(|right| right.on).max()
}
