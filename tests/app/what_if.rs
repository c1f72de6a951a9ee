//! Annex B 3, *counterfactual = reality*, through the use-cases: what is predicted for everybody in
//! the demo is what is seen in a copy of the vault after the event was recorded there.

use std::fs;
use std::sync::Arc;

use candor::app::clock::FixedClock;
use candor::app::consents::{self, NewConsent};
use candor::app::contacts::Grounds;
use candor::app::engagements::{self, EndAnswers, NewEngagement};
use candor::app::notices::{self, Giving};
use candor::app::what_if::{self, Asked, End};
use candor::app::{Mode, Secret, Session, demo, find, policies, rights};
use candor::domain::*;
use tempfile::TempDir;

/// Noon on 2026-11-23.
const NOON: Moment = Moment(1_795_435_200);

/// A copy of the demo's vault.
struct Copy {
    session: Session,
    _folder: TempDir,
}

fn copy_of(demo: &demo::Demo) -> Copy {
    let folder = TempDir::new().unwrap();
    let to = folder.path().join("vault");
    fs::create_dir(&to).unwrap();
    for file in fs::read_dir(demo.session.folder()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let session = Session::open(&to, &Secret::None, Arc::new(FixedClock(NOON))).unwrap();
    Copy { session, _folder: folder }
}

/// The verdict on everything that is held of somebody.
fn verdicts(session: &Session, contact: ContactId, on: Day) -> Vec<(Held, Option<Verdict>)> {
    let (facts, controller) = (session.facts(contact).unwrap(), session.controller().unwrap());
    let data = facts.data.iter().filter(|datum| datum.deleted.is_none());
    let data = data.map(|datum| (Held::Datum(datum.id), datum.clone()));
    let talks = facts.interactions.iter().filter(|talk| !talk.text.trim().is_empty());
    let talks = talks.map(|talk| (Held::Talk(talk.id), correspondence(talk)));
    let judge = |(what, datum)| (what, verdict(&facts, &controller, &datum, on));
    data.chain(talks).map(judge).collect()
}

/// Records the event as the program does.
fn record(session: &Session, contact: ContactId, asked: &Asked, today: Day) {
    let mode = Mode::Commit;
    match asked {
        Asked::Withdraw(key, channel) | Asked::Refuse(key, channel) => {
            let withdraws = matches!(asked, Asked::Withdraw(..));
            let state = if withdraws { ConsentState::Withdrawn } else { ConsentState::Refused };
            let new = NewConsent { channel: *channel, ..NewConsent::new(key, state, today) };
            consents::record(session, contact, &new, mode).unwrap();
        }
        Asked::Object(key) => {
            rights::object(session, contact, key.as_deref(), today, mode).unwrap();
        }
        Asked::Start => {
            let new = NewEngagement {
                client: contact,
                contact_persons: Vec::new(),
                title: "More work".to_owned(),
                service: String::new(),
                value: None,
                stage: Stage::Running,
                asked_for: None,
                on: today,
                grounds: Grounds::ByRule,
            };
            engagements::start(session, &new, mode).unwrap();
        }
        Asked::End(end) => {
            let facts = session.facts(contact).unwrap();
            let open = facts.engagements.iter().filter(|one| {
                one.engagement.stages.last().is_some_and(|(stage, _)| !stage.is_end())
            });
            let id = open.map(|one| one.engagement.id).max().unwrap();
            let answers = EndAnswers {
                on: today,
                stage: if end.lost { Stage::Lost } else { Stage::Done },
                owed_until: end.owed_until,
                keep_in_touch: end.keep_in_touch,
                dispute: end.dispute,
            };
            engagements::end(session, id, &answers, mode).unwrap();
        }
        Asked::Tell => {
            let giving = Giving {
                version: None,
                purposes: Vec::new(),
                sources: Vec::new(),
                how: NoticeHow::Given("letter".to_owned()),
                on: today,
            };
            notices::give(session, contact, &giving, mode).unwrap();
        }
        Asked::Restrict(data) => {
            rights::restrict(session, contact, data, "contested", today, mode).unwrap();
        }
        Asked::Policy(policy) => policies::adopt(session, policy).unwrap(),
        Asked::On(_) => {}
    }
}

/// Predicts for everybody, records, and compares; gives for how many something changed.
fn is_as_predicted(demo: &demo::Demo, asked: &Asked) -> usize {
    let copy = copy_of(demo);
    let session = &copy.session;
    let today = session.today();
    let mut changed = 0;
    for row in find::rows(session, None, 1_000).unwrap() {
        let Ok(answer) = what_if::contact(session, row.id, asked, today) else { continue };
        // Whoever acts for a firm starts work for the firm; here everybody starts their own.
        let facts = session.facts(row.id).unwrap();
        let acts = facts.data.iter().any(|datum| datum.link.is_some());
        let waits = facts
            .engagements
            .iter()
            .any(|one| one.engagement.stages.last().is_some_and(|(stage, _)| !stage.is_end()));
        if *asked == Asked::Start && (acts || waits) {
            continue;
        }
        let before = verdicts(session, row.id, today);

        record(session, row.id, asked, today);

        let after = verdicts(session, row.id, today);
        for ((what, was), (_, is)) in before.iter().zip(&after) {
            let said = answer.difference.data.iter().find(|one| one.what == *what);
            match said {
                Some(one) => assert_eq!((one.before, one.after), (*was, *is), "{what:?} {asked:?}"),
                None => assert_eq!(was, is, "{what:?} changes unsaid: {asked:?}"),
            }
        }
        changed += usize::from(before != after);
        if matches!(asked, Asked::Policy(_)) {
            break;
        }
    }
    changed
}

#[test]
fn what_is_predicted_for_everybody_in_the_demo_is_what_is_recorded() {
    let demo = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    let today = demo.session.today();
    let owed_until = Some(today.add_days(90));
    let key = |key: &str| key.to_owned();
    for (asked, at_least) in [
        (Asked::Withdraw(key("newsletter"), None), 2),
        (Asked::Withdraw(key("newsletter"), Some(Channel::Email)), 2),
        (Asked::Refuse(key("newsletter"), None), 2),
        (Asked::Object(None), 2),
        (Asked::Object(Some(key("keep-in-touch"))), 1),
        (Asked::Start, 2),
        (Asked::End(End::default()), 2),
        (Asked::End(End { owed_until, keep_in_touch: true, ..End::default() }), 2),
        (Asked::End(End { lost: true, dispute: true, ..End::default() }), 2),
        (Asked::Tell, 0),
        (Asked::Restrict(Vec::new()), 10),
    ] {
        let changed = is_as_predicted(&demo, &asked);
        assert!(changed >= at_least, "{asked:?} changes {changed}");
    }
}

#[test]
fn a_policy_does_to_somebody_what_was_predicted() {
    let demo = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    let today = demo.session.today();
    let text = "[[purpose]]\nkey = \"newsletter\"\nactive = false\n";
    let policy = policies::propose(&demo.session, text, today).unwrap().unwrap();

    is_as_predicted(&demo, &Asked::Policy(Box::new(policy)));
}

#[test]
fn the_whole_vault_is_counted_as_each_of_its_contacts_is() {
    let demo = demo::create(Arc::new(FixedClock(NOON))).unwrap();
    let session = &demo.session;
    let today = session.today();
    let asked = Asked::On(today.add_months(24));

    let changes = what_if::vault(session, &asked, today, 3, |_done, _of| ()).unwrap();

    let everybody = find::rows(session, None, 1_000).unwrap();
    let answers: Vec<_> = everybody
        .iter()
        .map(|row| what_if::contact(session, row.id, &asked, today).unwrap())
        .filter(|answer| !answer.data.is_empty())
        .collect();
    let values: usize = changes.values.iter().map(|(_, number)| number).sum();
    assert_eq!(changes.contacts, everybody.len());
    assert_eq!(changes.changed, answers.len());
    assert_eq!(values, answers.iter().map(|answer| answer.data.len()).sum::<usize>());
    assert_eq!(changes.first.len(), 3);
}
