//! What was found when a use was recorded stays what it is, whatever is recorded later.

use std::collections::BTreeMap;

use candor::app::consents::{self, NewConsent};
use candor::app::contacts::{self, Collected, Edit, Entry};
use candor::app::disclosures::{self, NewDisclosure, Which};
use candor::app::erase::{self, Occasion, Target};
use candor::app::{AppError, Mode, Session, rights, undo};
use candor::domain::*;
use proptest::prelude::*;

use crate::jobs::{day, office, work::quick_entry};

type Found = BTreeMap<DisclosureId, Vec<(DatumId, Reasons)>>;

/// Something that may be recorded of somebody; what is refused changes nothing.
fn act(
    session: &Session,
    who: ContactId,
    (kind, at, which): (u8, u32, usize),
) -> Result<(), AppError> {
    let (on, mode) = (day("2026-01-01").add_days(at), Mode::Commit);
    let key = ["newsletter", "keep-in-touch", "enquiry"][which % 3];
    match kind {
        0 | 1 => {
            let states = [ConsentState::Given, ConsentState::Withdrawn, ConsentState::Refused];
            let mut new = NewConsent::new("newsletter", states[which % 3], on);
            (new.method, new.notice) = ("paper".to_owned(), "v1".to_owned());
            consents::record(session, who, &new, mode).map(drop)
        }
        2 => rights::object(session, who, Some(key).filter(|_| which > 5), on, mode).map(drop),
        3 => rights::restrict(session, who, &[], "contested", on, mode).map(drop),
        4 => {
            let entry = Entry {
                source: Source::Person,
                how: How::Typed,
                on,
                purpose: Collected::NotSaid,
                opt_out_offered: false,
            };
            let id = DatumId(u32::try_from(which % 3).unwrap() + 1);
            contacts::edit(session, who, &[Edit::Delete(id)], &entry, mode).map(drop)
        }
        5 => undo::undo(session).map(drop),
        6 => {
            let plan = erase::plan(session, who, Target::Unjustified, Occasion::OurChoice)?;
            erase::run(session, &plan).map(drop)
        }
        _ => {
            let (purpose, means) = (key.to_owned(), "mail".to_owned());
            let recipient = match which % 2 {
                0 => None,
                _ => Some(disclosures::receiver(session, "Bob", mode)?),
            };
            let new = NewDisclosure { recipient, purpose, data: Vec::new(), on, means };
            disclosures::add(session, who, &new, mode).map(drop)
        }
    }
}

/// What is on record of every use.
fn found(session: &Session, who: ContactId) -> Found {
    let all = disclosures::list(session, Some(who), Which::All).unwrap();
    all.into_iter().map(|line| (line.disclosure.id, line.disclosure.violations)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn recording_anything_later_changes_nothing_of_what_was_found(
        steps in prop::collection::vec((0..12_u8, 0..326_u32, 0..12_usize), 4..20)
    ) {
        let office = office();
        let session = &office.session;
        let who = quick_entry(session, "Anna Bell anna@example.org +49 30 23125 100", "2026-01-01");
        let mut known = Found::new();
        for step in steps {
            let done = act(session, who, step).is_ok();
            if session.facts(who).is_err() {
                prop_assert!(step.0 == 5 || known.is_empty(), "{:?} lost everything", step);
                break;
            }
            let now = found(session, who);
            // An entry that is taken back is none; everything else stays to the letter.
            let undone = step.0 == 5 && done;
            for (id, violations) in &known {
                match now.get(id) {
                    Some(stored) => prop_assert_eq!(stored, violations, "{:?}", step),
                    None => prop_assert!(undone, "{:?} lost {}", step, id),
                }
            }
            let listed = disclosures::list(session, None, Which::Violations).unwrap();
            let violations = now.values().filter(|one| !one.is_empty()).count();
            prop_assert_eq!(listed.len(), violations);
            known = now;
        }
    }
}
