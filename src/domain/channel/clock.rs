//! What an enquiry, a purchase or a contract allows for a time: CASL s. 10(10), and calls in the US.

use super::{ClosedBy, OpenedBy, Permission};
use crate::domain::{Case, Cite, Day, EventKind, Evidence, Facts, Period, Stage};

/// The time that a dated event allows: the latest clock wins. `None`: there was no such event.
pub(super) fn in_time(
    case: &Case<'_>,
    enquiry: Period,
    purchase: Period,
    by: OpenedBy,
) -> Option<Permission> {
    let (facts, day) = (case.facts, case.day);
    let mut best: Option<(Day, Cite)> = None;
    let mut clock = |last: Day, cite: Cite| {
        if best.is_none_or(|(known, _)| known < last) {
            best = Some((last, cite));
        }
    };
    for event in facts.events.iter().filter(|event| event.on <= day) {
        let period = match event.kind {
            EventKind::Enquiry => enquiry,
            EventKind::Purchase | EventKind::Invoice => purchase,
        };
        clock(period.after(event.on), Cite::Event(event.id));
    }
    for (on, cite) in asked_by_talk(case) {
        clock(enquiry.after(on), cite);
    }
    for work in facts.engagements.iter().map(|one| &one.engagement) {
        let cite = Cite::Engagement(work.id);
        match work.stage_on(day) {
            Some(Stage::Running) => {
                return Some(Permission::open(by, Some(cite)));
            }
            Some(Stage::Enquiry | Stage::Proposal | Stage::Done | Stage::Lost) | None => {}
        }
        for (stage, from) in work.stages.iter().filter(|(_, from)| *from <= day) {
            match stage {
                Stage::Enquiry if work.asked_for => clock(enquiry.after(*from), cite),
                Stage::Done => clock(purchase.after(*from), cite),
                // Work that was given up was a contract all the same.
                Stage::Lost if work.stages.iter().any(|(one, _)| *one == Stage::Running) => {
                    clock(purchase.after(*from), cite);
                }
                Stage::Enquiry | Stage::Proposal | Stage::Running | Stage::Lost => {}
            }
        }
    }
    best.map(|(last, cite)| {
        if day <= last {
            Permission::Open { by, until: Some(last), cite: Some(cite) }
        } else {
            let since = Some(last.next());
            Permission::Closed { by: ClosedBy::TimeOver, since, cite: Some(cite) }
        }
    })
}

/// The talks and messages that were taken for an enquiry: a ground rests on them.
fn asked_by_talk<'a>(case: &Case<'a>) -> impl Iterator<Item = (Day, Cite)> {
    let (facts, day): (&'a Facts, Day) = (case.facts, case.day);
    facts.grounds.iter().filter_map(move |ground| {
        let Evidence::Interaction(id) = ground.evidence else { return None };
        let talk = facts.interactions.iter().find(|talk| talk.id == id)?;
        (talk.on <= day && talk.is_from_person()).then_some((talk.on, Cite::Interaction(id)))
    })
}
