//! Retention: the last day on which a purpose may hold a datum.

use super::{
    Alignment, Anchor, Cite, Datum, Day, Evidence, Facts, Ground, How, PartyRole, Purpose, Stage,
};

/// Where a retention rule stands for one datum and ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// The rule has no end yet: its anchor must come, or it has none.
    Open,
    /// The event from which the rule begins has not come: an obligation without its invoice.
    NotBegun,
    /// The last day, and the record from which it was counted.
    Last(Day, Option<Cite>),
}

/// The deadline that the purpose's own rule gives, from what had happened by `day`.
#[must_use]
pub fn deadline(
    purpose: &Purpose,
    facts: &Facts,
    ground: &Ground,
    datum: &Datum,
    day: Day,
) -> Deadline {
    let rule = purpose.retention;
    let Some(anchor) = rule.anchor else { return capped(Deadline::Open, purpose, datum) };
    let deadline = match anchor_day(anchor, facts, ground, datum, day) {
        Anchored::At(from, cite) => {
            let last = rule.period.after(align(rule.alignment, from));
            let floor = rule.floor.map(|floor| floor.after(from));
            Deadline::Last(floor.map_or(last, |floor| last.max(floor)), cite)
        }
        Anchored::Open(_) => Deadline::Open,
        Anchored::NotBegun => Deadline::NotBegun,
    };
    capped(deadline, purpose, datum)
}

/// The record from which the rule counts, also where a cap comes first, or where the rule has no
/// end yet because work goes on.
pub(super) fn anchor_of(
    purpose: &Purpose,
    facts: &Facts,
    ground: &Ground,
    datum: &Datum,
    day: Day,
) -> Option<Cite> {
    match anchor_day(purpose.retention.anchor?, facts, ground, datum, day) {
        Anchored::At(_, cite) | Anchored::Open(cite) => cite,
        Anchored::NotBegun => None,
    }
}

/// The day from which the period counts: the end of the year in which the anchor lies, then its
/// filing day.
#[must_use]
pub fn align(alignment: Alignment, from: Day) -> Day {
    match alignment {
        Alignment::None => from,
        Alignment::YearEnd { month, day, filing } => {
            let end = from.next_or_same(u32::from(month), u32::from(day));
            match filing {
                Some((month, day)) => end.next().next_or_same(u32::from(month), u32::from(day)),
                None => end,
            }
        }
    }
}

enum Anchored {
    At(Day, Option<Cite>),
    /// Open, because of work that goes on, if it is that.
    Open(Option<Cite>),
    NotBegun,
}

fn capped(deadline: Deadline, purpose: &Purpose, datum: &Datum) -> Deadline {
    let cap = purpose.retention.cap.zip(datum.obtained_on()).map(|(cap, from)| cap.after(from));
    match (deadline, cap) {
        (Deadline::Last(last, cite), Some(cap)) if last <= cap => Deadline::Last(last, cite),
        (Deadline::NotBegun, _) => Deadline::NotBegun,
        (_, Some(cap)) => Deadline::Last(cap, Some(Cite::Datum(datum.id))),
        (deadline, None) => deadline,
    }
}

fn anchor_day(anchor: Anchor, facts: &Facts, ground: &Ground, datum: &Datum, day: Day) -> Anchored {
    match anchor {
        Anchor::LastContactFrom => last_contact(facts, datum, day),
        Anchor::Collection => collection(datum)
            .map_or(Anchored::Open(None), |(from, cite)| Anchored::At(from, Some(cite))),
        Anchor::Invoice => facts
            .events
            .iter()
            .filter(|event| event.kind == super::EventKind::Invoice && event.on <= day)
            .max_by_key(|event| (event.on, event.id))
            .map_or(Anchored::NotBegun, |event| {
                Anchored::At(event.on, Some(Cite::Event(event.id)))
            }),
        Anchor::EngagementEnd => engagement_end(facts, ground, day, false),
        Anchor::OwedUntil => engagement_end(facts, ground, day, true),
        // Where no work has come of it yet, none may ever come: the silence counts.
        Anchor::LastEngagementEnd => match last_engagement_end(facts, day) {
            Some(anchored) => anchored,
            None => last_contact(facts, datum, day),
        },
    }
}

/// The latest contact from the person; before there is one, the collection. What they gave
/// themself was a contact.
fn last_contact(facts: &Facts, datum: &Datum, day: Day) -> Anchored {
    let given = datum.provenances.iter().map(|provenance| &provenance.origin).filter(|origin| {
        origin.collected_on <= day
            && origin.source.is_person()
            && matches!(origin.how, How::Form | How::Message | How::Typed)
    });
    let given = given.map(|origin| origin.collected_on).max().map(|on| (on, Cite::Datum(datum.id)));
    let contact = match (last_contact_from(facts, day), given) {
        (Some(contact), Some(given)) => Some(if contact.0 >= given.0 { contact } else { given }),
        (contact, given) => contact.or(given),
    };
    contact
        .or_else(|| collection(datum))
        .map_or(Anchored::Open(None), |(from, cite)| Anchored::At(from, Some(cite)))
}

fn collection(datum: &Datum) -> Option<(Day, Cite)> {
    datum.obtained_on().map(|from| (from, Cite::Datum(datum.id)))
}

/// The latest contact from the person: a reply, a talk, a click, an enquiry, a purchase, and the
/// days on which they asked for work or agreed to it.
pub(super) fn last_contact_from(facts: &Facts, day: Day) -> Option<(Day, Cite)> {
    let talk = facts
        .interactions
        .iter()
        .filter(|one| one.on <= day && one.is_from_person())
        .max_by_key(|one| (one.on, one.id))
        .map(|one| (one.on, Cite::Interaction(one.id)));
    let event = facts
        .events
        .iter()
        .filter(|event| event.on <= day && event.kind != super::EventKind::Invoice)
        .max_by_key(|event| (event.on, event.id))
        .map(|event| (event.on, Cite::Event(event.id)));
    let work = facts.engagements.iter().filter(|one| one.role == PartyRole::Client);
    let work = work.flat_map(|one| {
        let asked = |stage| match stage {
            Stage::Enquiry => one.engagement.asked_for,
            Stage::Running => true,
            Stage::Proposal | Stage::Done | Stage::Lost => false,
        };
        let stages =
            one.engagement.stages.iter().filter(move |(stage, on)| asked(*stage) && *on <= day);
        stages.map(|(_, on)| (*on, Cite::Engagement(one.engagement.id)))
    });
    // The record that says it most plainly wins a tie: a talk, an event, the work.
    let mut latest = talk;
    for other in event.into_iter().chain(work) {
        if latest.is_none_or(|latest| latest.0 < other.0) {
            latest = Some(other);
        }
    }
    latest
}

fn engagement_end(facts: &Facts, ground: &Ground, day: Day, owed: bool) -> Anchored {
    let Evidence::Engagement(id) = ground.evidence else {
        return last_end(facts, day, |_| true).unwrap_or(Anchored::Open(None));
    };
    facts.engagements.iter().find(|one| one.engagement.id == id).map_or(
        Anchored::Open(None),
        |one| {
            one.engagement.ended_by(day).map_or(Anchored::Open(None), |end| {
                let last = one.engagement.owed_until.filter(|_| owed).map_or(end, |to| to.max(end));
                Anchored::At(last, Some(Cite::Engagement(id)))
            })
        },
    )
}

fn last_engagement_end(facts: &Facts, day: Day) -> Option<Anchored> {
    last_end(facts, day, |role| matches!(role, PartyRole::ContactPerson { .. }))
}

/// The end of the last engagement that had begun by `day`; open while one of them goes on, `None`
/// if there is none.
fn last_end(facts: &Facts, day: Day, counts: impl Fn(PartyRole) -> bool) -> Option<Anchored> {
    let mut last: Option<(Day, Cite)> = None;
    for one in &facts.engagements {
        if !counts(one.role) || one.engagement.stage_on(day).is_none() {
            continue;
        }
        match one.engagement.ended_by(day) {
            None => {
                return Some(Anchored::Open(Some(Cite::Engagement(one.engagement.id))));
            }
            Some(end) if last.is_none_or(|(latest, _)| latest < end) => {
                last = Some((end, Cite::Engagement(one.engagement.id)));
            }
            Some(_) => {}
        }
    }
    last.map(|(end, cite)| Anchored::At(end, Some(cite)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Period;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_british_invoice_is_kept_five_years_after_the_filing_day_of_its_tax_year() {
        let uk = Alignment::YearEnd { month: 4, day: 5, filing: Some((1, 31)) };
        for invoice in ["2025-04-06", "2026-03-31"] {
            let last = Period::months(60).after(align(uk, day(invoice)));
            assert_eq!(last, day("2032-01-31"));
        }
    }

    #[test]
    fn a_german_invoice_is_kept_eight_years_after_the_end_of_its_year() {
        let de = Alignment::YearEnd { month: 12, day: 31, filing: None };
        let last = Period::months(96).after(align(de, day("2025-01-01")));
        assert_eq!(last, day("2033-12-31"));
    }
}
