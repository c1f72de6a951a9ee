//! Stale notices: what changed since people were told is told again, and takes nothing away.

use candor::domain::{
    Category, ConsentState, DatumId, Notice, NoticeGiven, NoticeHow, NoticeId, Purpose, RightFact,
    Source,
};

use crate::support::{From, Story, day, email_of};

/// Somebody who signed up on a form with the notice of the year 2000.
fn subscriber() -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-02-01", from);
    story.by_consent("newsletter", "2026-02-01");
    story.consent("newsletter", ConsentState::Given, "2026-02-01");
    (story, email)
}

/// One more version of the policy, from a day.
fn version(story: &mut Story, from: &str, key: &str, change: impl FnOnce(&mut Purpose)) {
    let mut policy = story.controller.policies.last().unwrap().clone();
    policy.from = day(from);
    change(policy.purposes.iter_mut().find(|one| one.key == key).unwrap());
    story.controller.policies.push(policy);
}

fn stale(story: &Story, on: &str) -> Vec<String> {
    let duties = story.duties(on).into_iter();
    duties.filter(|duty| duty.contains("refresh-notice")).collect()
}

/// A notice about everything, of a version or written for the occasion.
fn give(story: &mut Story, notice: Option<NoticeId>, on: &str) {
    let how = NoticeHow::Given("mail".into());
    let given = NoticeGiven { notice, purposes: Vec::new(), sources: Vec::new(), how };
    story.right(on, RightFact::NoticeGiven(given));
}

const GOOD: &str = "justified until 2028-02-01 for newsletter";

#[test]
fn another_recipient_makes_the_notice_stale_and_nothing_unjustified() {
    let (mut story, email) = subscriber();
    version(&mut story, "2026-06-01", "newsletter", |one| one.recipients.push("printer".into()));

    assert_eq!(stale(&story, "2026-05-31"), [""; 0]);
    assert_eq!(stale(&story, "2026-06-01").len(), 1, "{:?}", story.duties("2026-06-01"));
    assert_eq!(stale(&story, "2026-11-23").len(), 1);
    assert_eq!(story.says(email, "2026-11-23"), GOOD);

    give(&mut story, None, "2026-07-01");
    assert_eq!(stale(&story, "2026-11-23"), [""; 0]);
}

#[test]
fn other_words_or_another_basis_are_told_again_and_another_period_is_not() {
    type Change = fn(&mut Purpose);
    let changes: [(Change, usize); 5] = [
        (|one| one.text.push_str(", and about our books"), 1),
        (|one| one.marketing = false, 1),
        (|one| one.recipients.clear(), 0),
        (|one| one.retention.period = candor::domain::Period::months(1), 0),
        (|one| one.provision.text.push('!'), 0),
    ];
    for (place, (change, expected)) in changes.into_iter().enumerate() {
        let (mut story, _) = subscriber();
        version(&mut story, "2026-06-01", "newsletter", change);

        assert_eq!(stale(&story, "2026-11-23").len(), expected, "change {place}");
    }
}

#[test]
fn what_was_changed_back_need_not_be_told() {
    let (mut story, _) = subscriber();
    let text = story.policy().by_key("newsletter").unwrap().text.clone();
    version(&mut story, "2026-06-01", "newsletter", |one| one.text.push_str(" and more"));
    version(&mut story, "2026-08-01", "newsletter", |one| one.text = text);

    assert_eq!(stale(&story, "2026-07-01").len(), 1);
    assert_eq!(stale(&story, "2026-11-23"), [""; 0]);
}

#[test]
fn a_purpose_that_came_after_the_notice_is_not_in_it() {
    let (mut story, _) = subscriber();
    story.controller.policies[0].purposes[13].active = false;
    version(&mut story, "2026-06-01", "greetings", |one| one.active = true);
    story.by_consent("greetings", "2026-06-02");

    assert_eq!(stale(&story, "2026-11-23").len(), 1, "{:?}", story.duties("2026-11-23"));
}

#[test]
fn a_standing_notice_says_what_it_said_when_it_was_written() {
    let (mut story, _) = subscriber();
    version(&mut story, "2026-06-01", "newsletter", |one| one.recipients.push("printer".into()));

    give(&mut story, Some(NoticeId(1)), "2026-07-01");
    assert_eq!(stale(&story, "2026-11-23").len(), 1, "the old text once more");

    let old = story.controller.notices[0].clone();
    story.controller.notices.push(Notice { id: NoticeId(2), from: day("2026-06-01"), ..old });
    give(&mut story, Some(NoticeId(2)), "2026-08-01");
    assert_eq!(stale(&story, "2026-11-23"), [""; 0]);
}

#[test]
fn a_further_source_that_the_notice_does_not_name_is_told() {
    let (mut story, email) = subscriber();
    story.controller.notices[0].sources = vec!["a trade fair".into()];
    let more = story.provenance("2026-06-01", From::public("LinkedIn"));
    story.of(email).provenances.push(more);

    assert_eq!(stale(&story, "2026-11-23").len(), 1, "{:?}", story.duties("2026-11-23"));

    let (mut story, email) = subscriber();
    story.controller.notices[0].sources = vec!["LinkedIn".into()];
    let more = story.provenance("2026-06-01", From::public("LinkedIn"));
    assert_eq!(more.origin.source, Source::Public("LinkedIn".into()));
    story.of(email).provenances.push(more);
    assert_eq!(stale(&story, "2026-11-23"), [""; 0]);
}
