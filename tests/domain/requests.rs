//! Requests: their clocks, doubts, pauses, extensions and answers (RULES 5, C32).

use candor::domain::{
    Category, Clock, Course, DatumId, Day, Disclosure, DisclosureId, Holidays, Moment, NoticeHow,
    Policy, PurposeId, RecipientId, RequestKind, RequestOutcome, RequestStep, RightFact, RightId,
    ToldOf, passed_on, request,
};

use crate::support::{Story, day};

/// A request for access in a country, and what happened to it.
fn asked(country: &str, received: &str, steps: &[(&str, RequestStep)]) -> (Story, RightId) {
    let mut story = Story::in_country(country);
    let kind = RequestKind::Access;
    let id = story.right(received, RightFact::Request { kind, answered: None });
    for (on, step) in steps {
        story.right(on, RightFact::RequestStep { request: id, step: step.clone() });
    }
    (story, id)
}

fn course(story: &Story, id: RightId, as_of: &str, policy: &Policy) -> Course {
    let right = story.facts.rights.iter().find(|right| right.id == id).unwrap();
    request::course(&story.facts, policy, right, day(as_of)).unwrap()
}

/// Where the clock stands at the end of 2030, with the calendar of the country.
fn clock(country: &str, received: &str, steps: &[(&str, RequestStep)]) -> Clock {
    let (story, id) = asked(country, received, steps);
    course(&story, id, "2030-12-31", story.policy()).clock
}

fn due(text: &str) -> Clock {
    Clock::Due(day(text))
}

fn doubted() -> RequestStep {
    RequestStep::IdentityDoubted { reason: "another address".to_owned() }
}

fn shown() -> RequestStep {
    RequestStep::IdentityShown { how: "called back".to_owned() }
}

fn clarify() -> RequestStep {
    RequestStep::ClarificationAsked { question: "all mails, or one project?".to_owned() }
}

fn extended() -> RequestStep {
    RequestStep::Extended { reason: "a thousand mails".to_owned() }
}

fn answered() -> RequestStep {
    RequestStep::Answered { means: "mail".to_owned() }
}

#[test]
fn c32_an_answer_is_due_a_month_after_receipt_on_a_working_day() {
    let weekends = |policy: &Policy| Policy { holidays: Holidays::default(), ..policy.clone() };
    for (received, expected) in [
        ("2025-01-31", "2025-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2028-01-31", "2028-02-29"),
        ("2026-01-31", "2026-03-02"),
        ("2027-01-31", "2027-03-01"),
        ("2026-08-31", "2026-09-30"),
        ("2026-09-03", "2026-10-05"),
        ("2026-03-05", "2026-04-06"),
        ("2026-11-23", "2026-12-23"),
    ] {
        let (story, id) = asked("DE", received, &[]);
        let found = course(&story, id, "2030-12-31", &weekends(story.policy()));
        assert_eq!(found.clock, due(expected), "{received}");
    }
    assert_eq!(clock("GB", "2026-03-05", &[]), due("2026-04-07"), "after Easter Monday");
    assert_eq!(clock("GB", "2026-11-25", &[]), due("2026-12-29"), "after the substitute day");
    assert_eq!(clock("DE", "2026-11-25", &[]), due("2026-12-28"), "after Christmas");
}

#[test]
fn a19_an_extension_counts_three_months_from_the_original_day() {
    let told = [("2026-12-30", extended())];

    assert_eq!(clock("DE", "2026-11-30", &told), due("2027-03-01"), "A19");
    assert_eq!(clock("DE", "2026-10-31", &[("2026-11-30", extended())]), due("2027-02-01"));
}

#[test]
fn an_extension_that_was_told_too_late_changes_nothing() {
    let (story, id) = asked("DE", "2026-10-01", &[("2026-11-03", extended())]);

    let course = course(&story, id, "2026-11-10", story.policy());

    assert_eq!((course.clock, course.extended), (due("2026-11-02"), None));
    assert_eq!(course.extended_late, Some(day("2026-11-03")));
}

#[test]
fn an_extension_may_still_be_told_on_the_rolled_last_day() {
    let told = [("2026-11-02", extended())];

    assert_eq!(clock("DE", "2026-10-01", &told), due("2027-01-04"), "1 January is a holiday");
}

#[test]
fn the_clock_waits_while_identity_is_in_doubt_and_starts_when_it_is_shown() {
    assert_eq!(
        clock("DE", "2026-10-01", &[("2026-10-05", doubted())]),
        Clock::AwaitsIdentity(day("2026-10-05"))
    );
    let steps = [("2026-10-05", doubted()), ("2026-10-20", shown())];
    assert_eq!(clock("DE", "2026-10-01", &steps), due("2026-11-20"));
    let late = [("2026-11-03", doubted()), ("2026-11-20", shown())];
    assert_eq!(clock("DE", "2026-10-01", &late), due("2026-11-02"), "doubted after the last day");
    let twice = [("2026-10-05", doubted()), ("2026-10-20", shown()), ("2026-10-25", doubted())];
    assert_eq!(clock("DE", "2026-10-01", &twice), due("2026-11-20"), "nobody is doubted twice");
}

#[test]
fn in_the_uk_the_days_of_a_clarification_do_not_count_both_included() {
    let steps = [("2026-10-05", clarify()), ("2026-10-09", RequestStep::ClarificationAnswered)];

    assert_eq!(clock("GB", "2026-10-01", &steps), due("2026-11-06"), "1 November and five days");
    assert_eq!(clock("DE", "2026-10-01", &steps), due("2026-11-02"), "no pause elsewhere");
    assert_eq!(
        clock("GB", "2026-10-01", &steps[..1]),
        Clock::AwaitsAnswer(day("2026-10-05")),
        "it stands until they answer"
    );
    let same_day = [("2026-10-05", clarify()), ("2026-10-05", RequestStep::ClarificationAnswered)];
    assert_eq!(clock("GB", "2026-10-02", &same_day), due("2026-11-03"), "one day");
}

#[test]
fn pauses_are_added_before_rolling_and_no_day_twice() {
    // 2 November and six days is Sunday 8 November.
    let steps = [
        ("2026-10-05", clarify()),
        ("2026-10-07", RequestStep::ClarificationAnswered),
        ("2026-10-07", clarify()),
        ("2026-10-10", RequestStep::ClarificationAnswered),
    ];

    assert_eq!(clock("GB", "2026-10-02", &steps), due("2026-11-09"));
}

#[test]
fn a_pause_moves_the_day_of_an_extended_answer_as_well() {
    let steps = [
        ("2026-10-05", clarify()),
        ("2026-10-09", RequestStep::ClarificationAnswered),
        ("2026-11-06", extended()),
    ];

    assert_eq!(clock("GB", "2026-10-01", &steps), due("2027-01-06"));
}

#[test]
fn a_question_has_no_clock() {
    let mut story = Story::in_country("DE");
    let kind = RequestKind::Question;
    let id = story.right("2026-10-01", RightFact::Request { kind, answered: None });

    assert_eq!(course(&story, id, "2026-11-23", story.policy()).clock, Clock::None);
    assert!(story.duties("2026-11-23").is_empty());
}

#[test]
fn an_answer_ends_the_duty_and_a_late_one_stays_on_record() {
    let open = ["answer-request due 2026-11-02 open"];
    let (story, _) = asked("DE", "2026-10-01", &[]);
    assert_eq!(story.duties("2026-11-02"), open);
    assert_eq!(story.duties("2026-11-03"), ["answer-request due 2026-11-02 violated"]);

    let (story, _) = asked("DE", "2026-10-01", &[("2026-10-20", answered())]);
    assert!(story.duties("2026-11-23").is_empty());
    assert_eq!(story.duties("2026-10-19"), open, "as of the day before the answer");

    let (story, _) = asked("DE", "2026-10-01", &[("2026-11-10", answered())]);
    assert_eq!(
        story.duties("2026-11-23"),
        ["answer-request due 2026-11-02 met late on 2026-11-10"]
    );
}

#[test]
fn a_complaint_in_the_uk_is_acknowledged_within_thirty_days_from_the_day_after_receipt() {
    let mut story = Story::in_country("GB");
    let kind = RequestKind::Complaint;
    let id = story.right("2026-11-01", RightFact::Request { kind, answered: None });

    let found = course(&story, id, "2026-11-23", story.policy()).acknowledge.unwrap();
    assert_eq!((found.due, found.done), (day("2026-12-01"), None));
    assert!(
        story
            .duties("2026-12-02")
            .contains(&"acknowledge-complaint due 2026-12-01 violated".into())
    );

    story.right(
        "2026-11-20",
        RightFact::RequestStep { request: id, step: RequestStep::Acknowledged },
    );
    let found = course(&story, id, "2026-12-02", story.policy()).acknowledge.unwrap();
    assert_eq!(found.done, Some(day("2026-11-20")));

    let mut german = Story::in_country("DE");
    german.right("2026-11-01", RightFact::Request { kind, answered: None });
    assert_eq!(german.duties("2026-11-23").len(), 1, "no such duty elsewhere");
}

/// Data that went to a recipient.
fn disclosed(story: &mut Story, recipient: u32, data: &[u32], on: &str) {
    let id = u32::try_from(story.facts.disclosures.len()).unwrap() + 1;
    story.facts.disclosures.push(Disclosure {
        id: DisclosureId(id),
        recipient: Some(RecipientId(recipient)),
        purpose: Some(PurposeId(0)),
        on: day(on),
        recorded_at: Moment(0),
        data: data.iter().map(|id| DatumId(*id)).collect(),
        categories: vec![Category::Phone],
        means: "mail".to_owned(),
        refused: candor::domain::Reasons::NONE,
        violations: vec![],
    });
}

#[test]
fn whoever_got_a_wrong_value_or_an_earlier_one_is_told_within_a_month() {
    let mut story = Story::in_country("DE");
    disclosed(&mut story, 1, &[1], "2026-01-10");
    disclosed(&mut story, 2, &[2], "2026-05-10");
    disclosed(&mut story, 3, &[9], "2026-05-10");
    story.right("2026-03-01", RightFact::Corrected { old: DatumId(1), new: DatumId(2) });
    story.right("2026-10-01", RightFact::Corrected { old: DatumId(2), new: DatumId(3) });

    let who = |on: &str| -> Vec<(u32, Day)> {
        let open = passed_on::to_tell(&story.facts, day(on)).into_iter();
        open.filter(|one| one.told.is_none()).map(|one| (one.recipient.0, one.since)).collect()
    };

    let (first, second) = (day("2026-03-01"), day("2026-10-01"));
    assert_eq!(who("2026-03-01"), [(1, first)]);
    assert_eq!(who("2026-10-01"), [(1, first), (1, second), (2, second)]);
    assert!(story.duties("2026-10-15").contains(&"tell-recipient due 2026-11-02 open".into()));
}

#[test]
fn telling_a_recipient_or_noting_why_not_ends_the_duty() {
    for how in [NoticeHow::Given("mail".into()), NoticeHow::Exempt("the firm is gone".into())] {
        let (mut story, id) = asked("DE", "2026-10-01", &[]);
        disclosed(&mut story, 1, &[4, 5], "2026-01-10");
        let data = vec![DatumId(4), DatumId(5), DatumId(6)];
        let step = RequestStep::Decided { data, outcome: RequestOutcome::Erased };
        story.right("2026-10-12", RightFact::RequestStep { request: id, step });
        let tell = |data: Vec<DatumId>| RightFact::RecipientTold {
            recipient: RecipientId(1),
            of: ToldOf::Erased,
            data,
            how: how.clone(),
        };
        let due = "tell-recipient due 2026-11-12 open".to_owned();
        assert!(story.duties("2026-10-12").contains(&due));

        story.right("2026-10-13", tell(vec![DatumId(4)]));
        assert!(story.duties("2026-10-14").contains(&due), "of one value only");
        story.right("2026-10-14", tell(vec![DatumId(5)]));

        assert!(!story.duties("2026-10-14").contains(&due));
        assert!(story.duties("2026-10-13").contains(&due), "as of the day before");
    }
}

#[test]
fn a_refused_disclosure_and_a_lifted_restriction_leave_nobody_to_tell() {
    let mut story = Story::in_country("DE");
    disclosed(&mut story, 1, &[1], "2026-01-10");
    disclosed(&mut story, 2, &[1], "2026-01-10");
    story.facts.disclosures[1].refused =
        candor::domain::Reasons::one(candor::domain::Reason::NoPurpose);
    let restriction = story.restrict(vec![DatumId(1)], "2026-10-01");

    let open = |on: &str| passed_on::to_tell(&story.facts, day(on)).len();
    assert_eq!(open("2026-10-01"), 1);

    story.right("2026-10-05", RightFact::RestrictionLifted { restriction });
    assert_eq!(passed_on::to_tell(&story.facts, day("2026-10-05")).len(), 0);
}
