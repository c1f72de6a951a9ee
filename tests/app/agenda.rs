//! The agenda follows every change and every day: it is what working everything out from nothing
//! gives.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use candor::app::clock::Clock;
use candor::app::consents::NewConsent;
use candor::app::contacts::{Edit, Entry, Grounds};
use candor::app::engagements::{EndAnswers, NewEngagement};
use candor::app::events::NewEvent;
use candor::app::interactions::{Enquiry, NewTalk};
use candor::app::notices::Giving;
use candor::app::{
    AppError, Mode, Secret, Session, agenda, consents, contacts, demo, engagements, events, find,
    follow_ups, interactions, notices, requests, rights, undo,
};
use candor::domain::*;

/// Noon on 2026-11-23.
const NOON: i64 = 1_795_435_200;
const DAY: i64 = 86_400;

/// A clock that is moved by hand.
struct Moved(AtomicI64);

impl Clock for Moved {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::Relaxed))
    }
}

/// Random numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// Everything that is due for anybody, worked out from the facts alone.
fn from_nothing(session: &Session) -> Vec<(Day, ContactId, Due)> {
    let (controller, today) = (session.controller().unwrap(), session.today());
    let mut due: Vec<(Day, ContactId, Due)> = Vec::new();
    for row in find::rows(session, None, 10_000).unwrap() {
        let derived = derive(&session.facts(row.id).unwrap(), &controller, today);
        due.extend(derived.due.into_iter().map(|one| (one.day, row.id, one)));
    }
    due.sort_by_key(|(day, contact, one)| (*day, *contact, one.kind, one.datum));
    due
}

fn from_the_index(session: &Session) -> Vec<(Day, ContactId, Due)> {
    let agenda = agenda::agenda(session, Day::MAX, 1_000_000).unwrap();
    assert!(!agenda.more);
    let mut due: Vec<_> =
        agenda.lines.into_iter().map(|line| (line.due.day, line.contact, line.due)).collect();
    due.sort_by_key(|(day, contact, one)| (*day, *contact, one.kind, one.datum));
    due
}

/// Something that a user may do to somebody; what is refused changes nothing.
fn act(session: &Session, chance: &mut Chance, who: ContactId) -> Result<(), AppError> {
    let facts = session.facts(who)?;
    let (on, mode) = (session.today(), Mode::Commit);
    let purpose = chance.one(&["newsletter", "keep-in-touch", "prospecting", "delivery"]);
    match chance.below(16) {
        0 => rights::object(session, who, None, on, mode).map(drop),
        1 => rights::object(session, who, Some(purpose), on, mode).map(drop),
        2 => rights::restrict(session, who, &[], "accuracy contested", on, mode).map(drop),
        3 => {
            let kind = chance.one(&[RequestKind::Access, RequestKind::Erasure]);
            requests::receive(session, who, kind, on, mode).map(drop)
        }
        4 => {
            let open =
                facts.rights.iter().find(|one| matches!(one.fact, RightFact::Request { .. }));
            let Some(open) = open else { return Ok(()) };
            requests::answer(session, who, open.id, "mail", on, mode).map(drop)
        }
        5 => {
            let how = NoticeHow::Given("letter".to_owned());
            let (purposes, sources) = (Vec::new(), Vec::new());
            let giving = Giving { version: None, purposes, sources, how, on };
            notices::give(session, who, &giving, mode).map(drop)
        }
        6 | 7 => {
            let states = [ConsentState::Given, ConsentState::Withdrawn, ConsentState::Renewed];
            let mut new = NewConsent::new(purpose, chance.one(&states), on);
            (new.method, new.notice) = ("paper".to_owned(), "v1".to_owned());
            consents::record(session, who, &new, mode).map(drop)
        }
        13 => {
            let line = chance.one(&["fri call", "in 2 weeks", "every 3 months coffee", "today"]);
            let new = follow_ups::understand(line, on)?;
            follow_ups::add(session, who, &new, mode).map(drop)
        }
        14 | 15 => {
            let Some(one) = facts.follow_ups.first() else { return Ok(()) };
            follow_ups::done(session, who, one.id, mode).map(drop)
        }
        other => work(session, chance, &facts, other),
    }
}

/// The same for what happens between people, and for work.
#[expect(clippy::too_many_lines, reason = "a list of forms as a user fills them in")]
fn work(
    session: &Session,
    chance: &mut Chance,
    facts: &Facts,
    which: usize,
) -> Result<(), AppError> {
    let (who, on, mode) = (facts.contact.id, session.today(), Mode::Commit);
    match which {
        8 => {
            let new = NewTalk {
                contacts: vec![who],
                on,
                means: chance.one(&[Means::Mail, Means::Call]),
                direction: chance.one(&[Direction::FromThem, Direction::ToThem]),
                text: "about the portal".to_owned(),
                engagement: None,
                carries_notice: None,
                enquiry: Enquiry::Guess,
                hint: HintMark::None,
            };
            interactions::log(session, &new, mode).map(drop)
        }
        9 => {
            let new = NewEvent {
                kind: chance.one(&[EventKind::Enquiry, EventKind::Invoice]),
                on,
                engagement: None,
                reference: "7".to_owned(),
                amount: None,
                grounds: Grounds::ByRule,
            };
            events::record(session, who, &new, mode).map(drop)
        }
        10 => {
            let Some(datum) = facts.data.iter().find(|one| one.deleted.is_none()) else {
                return Ok(());
            };
            let entry = Entry {
                source: Source::Person,
                how: How::Typed,
                on,
                purpose: contacts::Collected::NotSaid,
                opt_out_offered: false,
            };
            contacts::edit(session, who, &[Edit::Delete(datum.id)], &entry, mode).map(drop)
        }
        11 => {
            let new = NewEngagement {
                client: who,
                contact_persons: Vec::new(),
                title: "Portal".to_owned(),
                service: String::new(),
                value: None,
                stage: Stage::Running,
                asked_for: Some(true),
                on,
                grounds: Grounds::ByRule,
            };
            engagements::start(session, &new, mode).map(drop)
        }
        _ => {
            let running = facts
                .engagements
                .iter()
                .find(|one| one.engagement.ended_by(on).is_none() && one.role == PartyRole::Client);
            let Some(running) = running else { return undo::undo(session).map(drop) };
            let answers = EndAnswers {
                on,
                stage: Stage::Done,
                owed_until: Some(on.add_days(20)).filter(|_| chance.below(2) == 0),
                keep_in_touch: chance.below(2) == 0,
                dispute: false,
            };
            engagements::end(session, running.engagement.id, &answers, mode).map(drop)
        }
    }
}

#[test]
fn the_index_of_due_days_is_what_working_everything_out_from_nothing_gives() {
    let mut changed = 0;
    for seed in 0..2 {
        let mut chance = Chance(seed);
        let clock = Arc::new(Moved(AtomicI64::new(NOON)));
        let made = demo::create(clock.clone()).unwrap();
        let who: Vec<ContactId> =
            find::rows(&made.session, None, 100).unwrap().iter().map(|row| row.id).collect();
        let mut before = from_nothing(&made.session);
        assert_eq!(from_the_index(&made.session), before, "seed {seed}");
        for step in 0..40 {
            let days: i64 = chance.one(&[0, 0, 0, 1, 5, 40, 200]);
            clock.0.fetch_add(days * DAY, Ordering::Relaxed);
            // A new day is seen when the vault is opened.
            let session =
                Session::open(made.session.folder(), &Secret::None, clock.clone()).unwrap();
            assert_eq!(
                from_the_index(&session),
                from_nothing(&session),
                "seed {seed}, {step} opened"
            );
            let contact = chance.one(&who);
            let _refused = act(&session, &mut chance, contact);
            let now = from_nothing(&session);
            changed += usize::from(now != before);
            before.clone_from(&now);
            assert_eq!(from_the_index(&session), now, "seed {seed}, {step} changed");
        }
    }
    assert!(changed > 40, "only {changed} changes mattered");
}
