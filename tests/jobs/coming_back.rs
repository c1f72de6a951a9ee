//! Coming back to people, and what many lines of the agenda ask for in one go.

use candor::app::erase::{self, Target};
use candor::app::notices::{self, Giving};
use candor::app::{AppError, Mode, agenda, follow_ups, merge, undo};
use candor::domain::{Category, ContactId, DueKind, NoticeHow};

use super::work::{log, quick_entry};
use super::{Office, day, office};

impl Office {
    fn come_back(&self, who: ContactId, line: &str) {
        let new = follow_ups::understand(line, self.session.today()).unwrap();
        follow_ups::add(&self.session, who, &new, Mode::Commit).unwrap();
    }

    /// Day, number and words of every follow-up, as the agenda has them.
    fn to_come_back(&self) -> Vec<(String, String)> {
        let agenda = agenda::agenda(&self.session, day("2099-01-01"), 1_000).unwrap();
        let lines = agenda.lines.iter().filter(|line| line.due.kind == DueKind::FollowUp);
        let words = |line| agenda::words(line, self.session.today());
        lines.map(|line| (line.due.day.to_string(), words(line))).collect()
    }

    fn notes(&self, who: ContactId) -> usize {
        let facts = self.session.facts(who).unwrap();
        let note = |datum: &&candor::domain::Datum| {
            datum.category == Category::Note && datum.deleted.is_none()
        };
        facts.data.iter().filter(note).count()
    }
}

fn told(day: &str, words: &str) -> (String, String) {
    (day.to_owned(), words.to_owned())
}

#[test]
fn what_is_done_goes_with_its_note_and_one_undo_brings_both_back() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    office.come_back(anna, "fri call about the quote");
    assert_eq!(office.to_come_back(), [told("2026-11-27", "call about the quote")]);
    assert_eq!(office.notes(anna), 1);

    let one = follow_ups::list(&office.session, None).unwrap()[0].id;
    follow_ups::done(&office.session, anna, one, Mode::Commit).unwrap();
    assert_eq!((office.to_come_back(), office.notes(anna)), (vec![], 0));

    undo::undo(&office.session).unwrap();
    assert_eq!(office.to_come_back(), [told("2026-11-27", "call about the quote")]);
    assert_eq!(office.notes(anna), 1);
}

#[test]
fn every_contact_puts_off_what_repeats() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-05-01");
    log(&office.session, anna, "called about a website", "2026-05-04");
    office.come_back(anna, "every 3 months");
    assert_eq!(
        office.to_come_back(),
        [told("2027-02-23", "losing touch: last heard from 6 months ago")]
    );

    log(&office.session, anna, "called again", "2026-11-23");
    office.come_back(anna, "every month: lunch");

    assert_eq!(
        office.to_come_back(),
        [
            told("2026-12-23", "keep in touch, every month: lunch"),
            told("2027-02-23", "keep in touch, every 3 months"),
        ]
    );
}

#[test]
fn what_repeats_comes_back_after_it_is_done_until_it_is_stopped() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    office.come_back(anna, "every 2 weeks: coffee");
    let one = follow_ups::list(&office.session, Some(anna)).unwrap()[0].id;

    let done = follow_ups::done(&office.session, anna, one, Mode::Commit).unwrap();
    assert_eq!(done.value, Some(day("2026-12-07")));
    assert_eq!(office.notes(anna), 1);
    follow_ups::stop(&office.session, anna, one, Mode::Commit).unwrap();

    assert_eq!((office.to_come_back(), office.notes(anna)), (vec![], 0));
}

#[test]
fn a_day_that_has_gone_by_is_refused() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    office.come_back(anna, "fri");
    let one = follow_ups::list(&office.session, Some(anna)).unwrap()[0].id;

    let past = day("2026-11-22");
    let refused = follow_ups::move_to(&office.session, anna, one, past, Mode::Commit);

    assert!(matches!(refused, Err(AppError::Invalid { field: "day", .. })));
    assert!(follow_ups::understand("call about the quote", day("2026-11-23")).is_err());
}

#[test]
fn a_merge_hands_follow_ups_over_with_their_notes() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    let same = quick_entry(&office.session, "A. Bell bell@example.com", "2026-11-20");
    office.come_back(anna, "fri call");
    office.come_back(same, "mon send the draft");

    merge::merge(&office.session, anna, same, Mode::Commit).unwrap();

    let told_of: Vec<(ContactId, String)> = follow_ups::list(&office.session, None)
        .unwrap()
        .into_iter()
        .map(|one| (one.contact, one.about))
        .collect();
    assert_eq!(told_of, [(anna, "send the draft".to_owned()), (anna, "call".to_owned())]);
}

#[test]
fn who_is_erased_is_not_come_back_to() {
    let office = office();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    office.come_back(anna, "fri call about the quote");

    let request = erase::Occasion::Request(day("2026-11-23"));
    let plan = erase::plan(&office.session, anna, Target::Contact, request).unwrap();
    erase::run(&office.session, &plan).unwrap();

    assert!(follow_ups::list(&office.session, None).unwrap().is_empty());
    assert!(office.to_come_back().is_empty());
}

#[test]
fn many_are_told_or_done_as_one_change() {
    let office = office();
    let people: Vec<ContactId> = ["Ada One a1@example.org", "Bo Two b2@example.org"]
        .iter()
        .map(|line| quick_entry(&office.session, line, "2026-11-20"))
        .collect();
    for who in &people {
        office.come_back(*who, "fri call");
    }
    let all: Vec<_> = follow_ups::list(&office.session, None)
        .unwrap()
        .into_iter()
        .map(|one| (one.contact, one.id))
        .collect();

    let how = NoticeHow::Given("by mail".to_owned());
    let (purposes, sources) = (Vec::new(), Vec::new());
    let giving = Giving { version: None, purposes, sources, how, on: day("2026-11-23") };
    notices::give_all(&office.session, &people, &giving).unwrap();
    follow_ups::done_all(&office.session, &all, None).unwrap();
    assert!(office.to_come_back().is_empty());

    undo::undo(&office.session).unwrap();
    assert_eq!(office.to_come_back().len(), 2);
    undo::undo(&office.session).unwrap();
    for who in people {
        assert!(office.session.facts(who).unwrap().rights.is_empty());
    }
}

#[test]
fn all_that_is_held_without_a_reason_goes_with_one_rewrite() {
    let office = office();
    // An enquiry of two years ago from which nothing came: no purpose needs it any more.
    let old: Vec<ContactId> = ["Ada One a1@example.org", "Bo Two b2@example.org +49 30 901820"]
        .iter()
        .map(|line| quick_entry(&office.session, line, "2024-11-01"))
        .collect();
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    let aims: Vec<(ContactId, Target)> = old
        .iter()
        .chain([&anna])
        .map(|who| (*who, erase::unjustified(&office.session, *who).unwrap()))
        .collect();

    let plans = erase::plan_all(&office.session, &aims).unwrap();
    let report = erase::run_all(&office.session, &plans).unwrap();

    assert_eq!((plans.len(), report.values), (2, 5));
    let left = |who: ContactId| office.session.facts(who).map_or(0, |facts| facts.data.len());
    assert_eq!(old.iter().map(|who| left(*who)).sum::<usize>(), 0);
    assert_eq!(left(anna), 2);
}

#[test]
fn no_crowd_of_other_lines_hides_a_follow_up_from_the_screen() {
    let office = office();
    for number in 0..210 {
        let line = format!("Ada N{number} a{number}@example.org");
        quick_entry(&office.session, &line, "2024-11-01");
    }
    let anna = quick_entry(&office.session, "Anna Bell anna@example.org", "2026-11-20");
    office.come_back(anna, "in 2 weeks call");

    let agenda = agenda::for_screen(&office.session, day("2026-12-23")).unwrap();

    let of = |kind| agenda.lines.iter().filter(|line| line.due.kind == kind).count();
    assert_eq!((of(DueKind::Erase), of(DueKind::FollowUp), agenda.more), (200, 1, true));
}
