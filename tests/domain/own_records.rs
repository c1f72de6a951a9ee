//! Our own records: what they prove, when that ended, and until when they stay.

use candor::domain::{
    Category, Channel, ConsentState, ContactId, DatumId, Day, Decision, Direction, Disclosure,
    DisclosureId, DueKind, LawfulBasis, Means, Moment, NoticeHow, PartyRole, Reasons, Recipient,
    RecipientId, RequestKind, RequestStep, RightFact, RightId, Sign, Stage, ToldOf, derive,
    own_record::{Because, End, Longer, OwnRecord, kept},
};

use crate::support::{From, Story, day, email_of};

/// A person whose address is held, with a consent of three years to the newsletter.
fn reader(country: &str) -> Story {
    let mut story = Story::in_country(country);
    story.datum(Category::Email, &email_of("ada"), "2020-01-10", From::form());
    story.by_consent("newsletter", "2020-01-10");
    story.consent("newsletter", ConsentState::Given, "2020-01-10").validity = None;
    story
}

/// `article: open (Consent)` or `article: until 2027-05-01 (TakenBack 2024-05-01)`.
fn says(story: &Story, record: OwnRecord, on: &str) -> String {
    let kept = kept(&story.facts, &story.controller, record, day(on)).expect("it is there");
    let end = match kept.end {
        End::Open(still) => format!("{still:?}"),
        End::On { day, by, .. } => format!("{by:?} {day}"),
    };
    let past = kept.unjustified_since.zip(kept.erase_by);
    let past = past.map(|(since, by)| format!(", past since {since}, erase by {by}"));
    let past = past.unwrap_or_default();
    format!("{}: until {} ({end}){past}", kept.article, kept.hold_until)
}

fn consent(number: u32) -> OwnRecord {
    OwnRecord::Consent(candor::domain::ConsentId(number))
}

fn disclose(story: &mut Story, data: Vec<DatumId>, on: &str) -> OwnRecord {
    let id = DisclosureId(u32::try_from(story.facts.disclosures.len()).unwrap() + 1);
    story.controller.recipients = vec![Recipient {
        id: RecipientId(1),
        name: "Taxfix".into(),
        role: String::new(),
        country: None,
    }];
    story.facts.disclosures.push(Disclosure {
        id,
        recipient: Some(RecipientId(1)),
        purpose: None,
        on: day(on),
        recorded_at: Moment(0),
        data,
        categories: vec![Category::Email],
        means: "mail".to_owned(),
        refused: Reasons::NONE,
        violations: vec![],
    });
    OwnRecord::Disclosure(id)
}

#[test]
fn a_consent_is_proven_while_it_holds_and_three_years_after_it_is_taken_back() {
    let mut story = reader("DE");
    assert_eq!(says(&story, consent(1), "2024-05-01"), "Art. 7(1): until open (Consent)");
    story.consent("newsletter", ConsentState::Withdrawn, "2024-05-01");

    assert_eq!(says(&story, consent(1), "2024-04-30"), "Art. 7(1): until open (Consent)");
    let until = "Art. 7(1): until 2027-05-01 (TakenBack 2024-05-01)";
    assert_eq!(says(&story, consent(1), "2024-05-01"), until);
    assert_eq!(says(&story, consent(1), "2027-05-01"), until);
    assert_eq!(
        says(&story, consent(1), "2027-05-02"),
        format!("{until}, past since 2027-05-02, erase by 2027-06-02")
    );
    let no = "Art. 7(1): until 2027-05-01 (OwnDay 2024-05-01)";
    assert_eq!(says(&story, consent(2), "2027-05-01"), no);
}

#[test]
fn a_consent_that_ran_out_is_proven_for_three_years_after_its_last_day() {
    let mut story = reader("DE");
    story.facts.consents[0].validity = Some(candor::domain::Period::months(24));

    assert_eq!(says(&story, consent(1), "2022-01-10"), "Art. 7(1): until open (Consent)");
    let until = "Art. 7(1): until 2025-01-10 (RanOut 2022-01-10)";
    assert_eq!(says(&story, consent(1), "2022-01-11"), until);
}

#[test]
fn a_renewal_takes_the_place_of_the_consent_before_it_only_where_it_says_as_much() {
    let mut story = reader("DE");
    story.consent("newsletter", ConsentState::Renewed, "2022-01-10");
    let until = "Art. 7(1): until 2025-01-10 (Replaced 2022-01-10)";
    assert_eq!(says(&story, consent(1), "2022-02-01"), until);

    story.facts.consents[1].channel = Some(Channel::Phone);
    assert_eq!(says(&story, consent(1), "2022-02-01"), "Art. 7(1): until open (Consent)");
}

#[test]
fn a_consent_for_every_channel_ends_with_the_last_channel_that_is_closed() {
    let mut story = reader("DE");
    story.facts.consents[0].channel = None;
    for (channel, on) in [
        (Channel::Email, "2021-01-01"),
        (Channel::Post, "2021-02-01"),
        (Channel::Message, "2021-03-01"),
    ] {
        story.consent("newsletter", ConsentState::Withdrawn, on).channel = Some(channel);
    }
    assert_eq!(says(&story, consent(1), "2021-06-01"), "Art. 7(1): until open (Consent)");

    let no = story.consent("newsletter", ConsentState::Withdrawn, "2021-04-01");
    no.channel = Some(Channel::Phone);
    let kept = kept(&story.facts, &story.controller, consent(1), day("2021-06-01")).unwrap();
    let End::On { day: last, by: Because::TakenBack, .. } = kept.end else { panic!("{kept:?}") };
    assert_eq!(last, day("2021-04-01"));
}

#[test]
fn a_no_stays_while_it_alone_closes_an_interest_in_the_same_purpose() {
    let mut story = reader("DE");
    story.consent("newsletter", ConsentState::Withdrawn, "2021-01-01");
    story.by_interest("newsletter", "2020-01-10");
    assert_eq!(says(&story, consent(2), "2026-01-01"), "Art. 7(1): until open (Bars)");

    story.facts.grounds[1].closed = Some(day("2022-01-01"));
    let past = "past since 2024-01-02, erase by 2024-02-02";
    let until = format!("Art. 7(1): until 2024-01-01 (OwnDay 2021-01-01), {past}");
    assert_eq!(says(&story, consent(2), "2026-01-01"), until);
}

#[test]
fn a_german_consumers_consent_to_calls_is_kept_five_years_from_giving_and_from_each_use() {
    let mut story = reader("DE");
    story.facts.consents[0].channel = Some(Channel::Phone);
    let no = story.consent("newsletter", ConsentState::Withdrawn, "2020-02-01");
    no.channel = Some(Channel::Phone);
    let longer = |story: &Story, number| {
        let kept = kept(&story.facts, &story.controller, consent(number), day("2022-01-01"));
        let kept = kept.unwrap();
        (kept.hold_until.to_string(), kept.longer)
    };
    let five = candor::domain::Period::months(60);
    assert_eq!(longer(&story, 1), ("2025-01-10".to_owned(), Some(Longer::Calls(five))));

    story.talk(Means::Call, Direction::Both, "2020-01-30");
    assert_eq!(longer(&story, 1), ("2025-01-30".to_owned(), Some(Longer::Calls(five))));
    // The no stays as long as the yes that it took back: a yes alone would look as if it held.
    let yes = candor::domain::ConsentId(1);
    assert_eq!(longer(&story, 2), ("2025-01-30".to_owned(), Some(Longer::Consent(yes))));

    // For somebody who acts for a firm there is no such law.
    story.of(DatumId(1)).link = Some(ContactId(2));
    assert_eq!(longer(&story, 1), ("2023-02-01".to_owned(), None));
}

#[test]
fn a_request_is_proven_for_three_years_after_its_answer() {
    let mut story = reader("FR");
    let kind = RequestKind::Access;
    let request = story.right("2021-03-01", RightFact::Request { kind, answered: None });
    let doubted = RequestStep::IdentityDoubted { reason: "a new address".to_owned() };
    let step = story.right("2021-03-05", RightFact::RequestStep { request, step: doubted });
    let open = "Art. 5(2), 12(3): until open (Unanswered)";
    assert_eq!(says(&story, OwnRecord::Right(request), "2021-03-31"), open);

    let answered = RequestStep::Answered { means: "mail".to_owned() };
    story.right("2021-04-01", RightFact::RequestStep { request, step: answered });
    let until = "Art. 5(2), 12(3): until 2024-04-01 (Answered 2021-04-01)";
    assert_eq!(says(&story, OwnRecord::Right(request), "2024-04-01"), until);
    assert_eq!(says(&story, OwnRecord::Right(step), "2024-04-01"), until);
}

#[test]
fn an_objection_to_marketing_stays_while_anything_is_held_and_then_three_years() {
    let mut story = reader("FR");
    let objection = OwnRecord::Right(story.object_to_marketing("2021-03-01"));
    assert_eq!(says(&story, objection, "2026-03-01"), "Art. 21(3): until open (Bars)");

    // Everything was erased on 1 June 2022, which closed the last ground.
    story.facts.data.clear();
    story.facts.grounds[0].closed = Some(day("2022-06-01"));
    let until = "Art. 21(3): until 2025-06-01 (Closed 2022-06-01)";
    assert_eq!(says(&story, objection, "2025-06-01"), until);
}

#[test]
fn an_objection_to_an_interest_ends_with_its_overruling_or_with_the_purpose() {
    let mut story = reader("DE");
    story.by_interest("network", "2020-01-10");
    let objection = story.object_to("network", "2021-03-01");
    let record = OwnRecord::Right(objection);
    assert_eq!(says(&story, record, "2021-03-20"), "Art. 5(2), 21(1): until open (Undecided)");

    let decision = OwnRecord::Right(story.decide(objection, Decision::Overruled, "2021-03-25"));
    let until = "Art. 5(2), 21(1): until 2024-03-25 (Decided 2021-03-25)";
    assert_eq!(says(&story, record, "2021-03-25"), until);
    assert_eq!(says(&story, decision, "2021-03-25"), until);
}

#[test]
fn a_notice_is_proven_while_what_it_told_of_carries_something() {
    let mut story = Story::in_country("DE");
    story.datum(Category::Email, &email_of("ada"), "2020-01-10", From::asked());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2020-01-15")]);
    let evidence = candor::domain::Evidence::Engagement(work);
    story.ground("delivery", LawfulBasis::Contract, evidence, "2020-01-15");
    let notice = OwnRecord::Right(story.tell("2020-01-10"));
    assert_eq!(says(&story, notice, "2022-03-01"), "Art. 5(2), 12(1): until open (Told)");

    story.work(work).stages.push((Stage::Done, day("2022-03-31")));
    assert_eq!(says(&story, notice, "2022-03-31"), "Art. 5(2), 12(1): until open (Told)");
    let until = "Art. 5(2), 12(1): until 2025-03-31 (Closed 2022-03-31)";
    assert_eq!(says(&story, notice, "2022-04-01"), until);
}

#[test]
fn a_disclosure_stays_while_what_was_passed_on_is_held_and_the_telling_as_long_as_it() {
    let mut story = reader("DE");
    let passed = disclose(&mut story, vec![DatumId(1)], "2021-05-01");
    assert_eq!(says(&story, passed, "2026-05-01"), "Art. 30(1)(d): until open (Held)");

    // The address is put right; the recipient is still to be told.
    let new = story.datum(Category::Email, "ada@example.com", "2020-01-10", From::form());
    story.facts.data.remove(0);
    let put_right = RightFact::Corrected { old: DatumId(1), new };
    let put_right = OwnRecord::Right(story.right("2022-01-10", put_right));
    assert_eq!(says(&story, passed, "2022-02-01"), "Art. 30(1)(d): until open (Held)");
    story.facts.data.clear();
    assert_eq!(says(&story, passed, "2022-02-01"), "Art. 30(1)(d): until open (ToTell)");
    assert_eq!(says(&story, put_right, "2022-02-01"), "Art. 5(2), 16, 19: until open (ToTell)");

    let told = RightFact::RecipientTold {
        recipient: RecipientId(1),
        of: ToldOf::Corrected,
        data: Vec::new(),
        how: NoticeHow::Given("mail".to_owned()),
    };
    let told = OwnRecord::Right(story.right("2022-02-05", told));
    let until = "until 2025-02-05 (Told 2022-02-05)";
    assert_eq!(says(&story, passed, "2022-03-01"), format!("Art. 30(1)(d): {until}"));
    assert_eq!(says(&story, put_right, "2022-03-01"), format!("Art. 5(2), 16, 19: {until}"));
    let own = "Art. 5(2), 19: until 2025-02-05 (OwnDay 2022-02-05)";
    assert_eq!(says(&story, told, "2022-03-01"), own);
}

#[test]
fn a_restriction_ends_when_it_is_lifted() {
    let mut story = reader("DE");
    let restriction = story.restrict(vec![DatumId(1)], "2021-01-10");
    let record = OwnRecord::Right(restriction);
    assert_eq!(says(&story, record, "2026-01-10"), "Art. 5(2), 18: until open (Restricts)");

    story.right("2021-02-10", RightFact::RestrictionLifted { restriction });
    let until = "Art. 5(2), 18: until 2024-02-10 (Lifted 2021-02-10)";
    assert_eq!(says(&story, record, "2022-01-10"), until);
}

#[test]
fn a_record_past_its_day_turns_the_sign_and_falls_due() {
    let mut story = reader("DE");
    story.consent("newsletter", ConsentState::Withdrawn, "2023-05-01");
    story.facts.data.clear();
    let on = |on: Day| derive(&story.facts, &story.controller, on);

    let before = on(day("2026-05-01"));
    assert_eq!((before.sign, before.sign_until), (Sign::Clear, Some(day("2026-05-01"))));
    assert!(before.due.is_empty());
    let after = on(day("2026-05-02"));
    assert_eq!(after.sign, Sign::Unjustified);
    let due: Vec<_> = after.due.iter().map(|one| (one.day, one.kind)).collect();
    assert_eq!(due, [(day("2026-06-02"), DueKind::Proof)]);
}

#[test]
fn what_was_not_there_yet_or_is_no_persons_is_not_explained() {
    let mut story = reader("DE");
    assert_eq!(kept(&story.facts, &story.controller, consent(1), day("2020-01-09")), None);
    let missing = OwnRecord::Right(RightId(9));
    assert_eq!(kept(&story.facts, &story.controller, missing, day("2026-01-09")), None);

    story.facts.contact.kind =
        candor::domain::ContactKind::Organisation(candor::domain::LegalForm::Company);
    assert_eq!(kept(&story.facts, &story.controller, consent(1), day("2026-01-09")), None);
}
