//! Purpose, compatibility, contract, obligation, interest, special data, objection: a story for
//! each sentence.

use candor::domain::{
    Art9Condition, Category, ConsentState, ContactId, DatumId, Decision, Direction, EventId,
    EventKind, Evidence, Expression, GroundId, LawfulBasis, Means, NoticeGiven, NoticeHow, Outcome,
    PartyRole, RightFact, Source, Special, Stage,
};

use crate::support::{From, Story, day, email_of};

fn client() -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", From::form());
    (story, email)
}

/// An address that was collected for that purpose, with an adopted interest in it.
fn interest(key: &'static str) -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    story.adopt(key, "2026-01-01");
    let from = From::form().for_purposes(&[key]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", from);
    story.by_interest(key, "2026-01-10");
    (story, email)
}

fn work(story: &mut Story, stages: &[(Stage, &str)]) -> Evidence {
    Evidence::Engagement(story.engagement(PartyRole::Client, stages))
}

#[test]
fn a_purpose_that_is_off_carries_nothing() {
    let (mut story, email) = client();
    story.by_consent("greetings", "2026-01-10");
    story.consent("greetings", ConsentState::Given, "2026-01-10");

    assert!(story.says(email, "2026-02-01").ends_with("NO_PURPOSE"));
}

#[test]
fn data_go_only_where_their_collection_goes() {
    for (told, purpose, fine) in [
        (Some("enquiry"), "delivery", true),
        (Some("newsletter"), "delivery", false),
        (Some("prospecting"), "keep-in-touch", false),
        (None, "delivery", true),
    ] {
        let mut story = Story::in_country("DE");
        story.adopt(purpose, "2026-01-01");
        let mut from = From::form();
        from.purposes = told.map(|key| vec![key]);
        let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", from);
        let (basis, evidence) = if purpose == "delivery" {
            (LawfulBasis::Contract, work(&mut story, &[(Stage::Running, "2026-01-10")]))
        } else {
            (LawfulBasis::LegitimateInterests, Evidence::Ledger)
        };
        story.ground(purpose, basis, evidence, "2026-01-10");

        let said = story.says(email, "2026-02-01");
        assert_eq!(said.ends_with("PURPOSE_INCOMPATIBLE"), !fine, "{told:?} {purpose}: {said}");
    }
}

#[test]
fn what_was_collected_by_consent_is_compatible_with_nothing_else() {
    let mut story = Story::in_country("DE");
    story.adopt("client-contact", "2026-01-01");
    let from = From::form().for_purposes(&["prospecting"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", from);
    story.by_consent("prospecting", "2026-01-10");
    story.by_interest("client-contact", "2026-02-01");

    assert!(story.says(email, "2026-02-01").contains("PURPOSE_INCOMPATIBLE"));
}

#[test]
fn where_nobody_named_a_purpose_the_first_ground_stands_for_it() {
    let (mut story, email) = client();
    story.adopt("network", "2026-01-01");
    story.by_interest("network", "2026-03-01");
    let evidence = work(&mut story, &[(Stage::Enquiry, "2026-04-01")]);
    story.ground("enquiry", LawfulBasis::Contract, evidence, "2026-04-01");

    assert_eq!(
        story.says(email, "2026-04-01"),
        "justified until 2029-04-01 for enquiry network",
        "network goes with enquiry, and the enquiry is a contact from them"
    );
    assert!(story.says(email, "2026-02-01").ends_with("NO_PURPOSE"), "before the first ground");
}

#[test]
fn a_tax_law_needs_no_compatibility() {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-10", from);
    let invoice = Evidence::Event(story.event(EventKind::Invoice, "2026-02-01", "7"));
    story.ground("tax", LawfulBasis::LegalObligation, invoice, "2026-02-01");

    assert_eq!(story.says(name, "2026-02-01"), "justified until 2034-12-31 for tax");
}

#[test]
fn an_offer_that_nobody_asked_for_is_no_step_before_a_contract() {
    for (asked, expected) in [(true, "justified"), (false, "unjustified")] {
        let (mut story, email) = client();
        let id = story.engagement(PartyRole::Client, &[(Stage::Proposal, "2026-01-10")]);
        story.work(id).asked_for = asked;
        story.ground("enquiry", LawfulBasis::Contract, Evidence::Engagement(id), "2026-01-10");

        assert!(story.says(email, "2026-02-01").starts_with(expected));
    }
}

#[test]
fn a_contract_carries_while_something_is_owed() {
    let (mut story, email) = client();
    let stages = [(Stage::Running, "2026-01-10"), (Stage::Done, "2026-05-31")];
    let id = story.engagement(PartyRole::Client, &stages);
    story.work(id).owed_until = Some(day("2026-07-31"));
    story.ground("aftercare", LawfulBasis::Contract, Evidence::Engagement(id), "2026-05-31");
    story.facts.grounds[0].opened = day("2026-01-10");

    assert_eq!(story.says(email, "2026-05-30"), "justified until open for aftercare");
    assert_eq!(story.says(email, "2026-07-31"), "justified until 2026-07-31 for aftercare");
    assert!(story.says(email, "2026-08-01").starts_with("unjustified since 2026-08-01"));
}

#[test]
fn where_no_work_is_named_any_that_carries_will_do() {
    // An offer nobody had asked for once hid the work that was going on beside it.
    let (mut story, email) = client();
    work(&mut story, &[(Stage::Running, "2026-01-10"), (Stage::Done, "2026-06-30")]);
    let offer = story.engagement(PartyRole::Client, &[(Stage::Proposal, "2026-03-01")]);
    story.work(offer).asked_for = false;
    let reason = Evidence::Reason("agreed by telephone".to_owned());
    story.ground("delivery", LawfulBasis::Contract, reason, "2026-01-10");

    assert_eq!(story.says(email, "2026-04-01"), "justified until open for delivery");
    assert_eq!(
        story.says(email, "2026-07-10"),
        "unjustified since 2026-07-01, erase by 2026-08-01: CONTRACT_ENDED"
    );
}

#[test]
fn a_closing_that_is_to_come_had_not_happened_before() {
    let (mut story, email) = client();
    let evidence = work(&mut story, &[(Stage::Running, "2026-01-10")]);
    story.ground("delivery", LawfulBasis::Contract, evidence, "2026-01-10");
    story.facts.grounds[0].closed = Some(day("2026-05-31"));

    assert_eq!(story.says(email, "2026-05-30"), "justified until open for delivery");
    assert_eq!(story.says(email, "2026-05-31"), "justified until 2026-05-31 for delivery");
    assert!(story.says(email, "2026-06-10").starts_with("unjustified since 2026-06-01"));
}

#[test]
fn no_invoice_no_obligation_and_the_latest_counts() {
    let mut story = Story::in_country("DE");
    let name = story.datum(Category::Name, "Alice", "2020-01-10", From::form());
    let nothing = Evidence::Event(EventId(1));
    story.ground("tax", LawfulBasis::LegalObligation, nothing, "2020-01-10");

    assert!(story.says(name, "2020-02-01").ends_with("OBLIGATION_LAPSED"));

    story.event(EventKind::Invoice, "2021-03-01", "1");
    story.event(EventKind::Invoice, "2023-03-01", "2");

    assert_eq!(story.says(name, "2022-01-01"), "justified until 2029-12-31 for tax");
    assert_eq!(story.says(name, "2023-03-01"), "justified until 2031-12-31 for tax");
    assert_eq!(
        story.says(name, "2032-01-01"),
        "unjustified since 2032-01-01, erase by 2032-02-01: OBLIGATION_LAPSED"
    );
}

#[test]
fn an_interest_must_have_been_weighed_and_found_to_prevail() {
    let (mut story, email) = interest("network");
    assert_eq!(story.says(email, "2026-02-01"), "justified until 2029-01-10 for network");

    story.adopt("network", "2026-03-01");
    story.controller.assessments[1].outcome = Outcome::Negative;
    assert_eq!(
        story.says(email, "2026-04-01"),
        "unjustified since 2026-03-01, erase by 2026-04-01: LI_UNASSESSED"
    );

    story.controller.assessments.clear();
    assert!(story.says(email, "2026-02-01").ends_with("LI_UNASSESSED"));
}

#[test]
fn whoever_wrote_unasked_is_told_with_our_first_answer() {
    let mut story = Story::in_country("DE");
    story.adopt("network", "2026-01-01");
    let from = From::message().for_purposes(&["network"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-12", from);
    story.by_interest("network", "2026-01-12");
    story.talk(Means::Mail, Direction::FromThem, "2026-01-12");

    assert_eq!(story.says(email, "2026-01-12"), "justified until 2026-02-12 for network");

    story.talk(Means::Mail, Direction::ToThem, "2026-01-14");

    assert!(story.says(email, "2026-01-15").ends_with("NOTICE_OVERDUE"));

    story.facts.interactions[1].carries_notice = true;

    assert_eq!(story.says(email, "2026-01-15"), "justified until 2029-01-12 for network");
    assert_eq!(story.duties("2026-01-15"), [""; 0]);
}

#[test]
fn the_first_message_or_disclosure_ends_the_month() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = From::public("LinkedIn").for_purposes(&["prospecting"]);
    let email = story.datum(Category::Email, "bo@x.example", "2026-03-10", from);
    story.by_interest("prospecting", "2026-03-10");
    story.talk(Means::Mail, Direction::ToThem, "2026-03-20");

    assert!(story.says(email, "2026-03-20").starts_with("justified until 2026-03-20"));
    assert!(story.says(email, "2026-03-21").ends_with("NOTICE_OVERDUE"));
}

#[test]
fn a_notice_counts_for_the_source_that_it_names() {
    for (sources, told) in [(vec![], true), (vec!["linkedin"], true), (vec!["a fair"], false)] {
        let mut story = Story::in_country("DE");
        story.adopt("prospecting", "2026-01-01");
        let from = From::public("LinkedIn").for_purposes(&["prospecting"]);
        let email = story.datum(Category::Email, "bo@x.example", "2026-03-10", from);
        story.by_interest("prospecting", "2026-03-10");
        let sources = sources.into_iter().map(str::to_owned).collect();
        let how = NoticeHow::Given("mail".to_owned());
        let given = NoticeGiven { notice: None, purposes: vec![], sources, how };
        story.right("2026-03-12", RightFact::NoticeGiven(given));

        assert_eq!(story.says(email, "2026-05-01").starts_with("justified"), told);
    }
}

#[test]
fn an_exception_closes_the_duty_to_tell_with_its_reason() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = From::public("LinkedIn").for_purposes(&["prospecting"]);
    story.datum(Category::Email, "bo@x.example", "2026-03-10", from);
    story.by_interest("prospecting", "2026-03-10");
    let how = NoticeHow::Exempt("they know already".to_owned());
    let given = NoticeGiven { notice: None, purposes: vec![], sources: vec![], how };
    story.right("2026-03-12", RightFact::NoticeGiven(given));

    assert_eq!(story.duties("2026-05-01"), [""; 0]);
}

#[test]
fn special_data_need_a_condition_of_their_own() {
    let (mut story, email) = interest("network");
    story.mark(email, Special::Health);
    let missing = "unjustified since 2026-01-10, erase by 2026-02-10: ART9_CONDITION_MISSING";
    assert_eq!(story.says(email, "2026-02-01"), missing);

    let event = story.consent("network", ConsentState::Given, "2026-01-20");
    event.expression = Expression::Explicit;
    assert_eq!(story.says(email, "2026-02-01"), missing, "it does not name the category");

    story.facts.consents[0].categories = vec![Category::Email];
    assert_eq!(story.says(email, "2026-02-01"), "justified until 2029-01-10 for network");
}

#[test]
fn only_what_the_person_published_is_public() {
    for (source, fine) in
        [(Source::PublishedByPerson, true), (Source::Public("a blog".to_owned()), false)]
    {
        let mut story = Story::in_country("DE");
        story.adopt("network", "2026-01-01");
        let from = From { source, ..From::asked() }.for_purposes(&["network"]);
        let note = story.datum(Category::Note, "sits on the union's board", "2026-01-10", from);
        story.mark(note, Special::Union);
        story.by_interest("network", "2026-01-10");
        story.facts.grounds[0].condition = Some(Art9Condition::MadePublic);
        story.tell("2026-01-10");

        assert_eq!(story.says(note, "2026-02-01").starts_with("justified"), fine);
    }
}

#[test]
fn a_dispute_may_need_special_data() {
    let (mut story, email) = interest("legal-claims");
    story.mark(email, Special::Health);

    assert!(story.says(email, "2026-02-01").starts_with("justified until open for legal-claims"));
}

#[test]
fn an_objection_to_an_interest_restricts_until_it_is_decided() {
    let (mut story, email) = interest("network");
    let objection = story.object_to("network", "2026-03-02");

    assert_eq!(story.says(email, "2026-04-02"), "restricted until 2026-04-02");
    assert_eq!(story.duties("2026-04-02"), ["decide-objection due 2026-04-02 open"]);
    assert_eq!(
        story.says(email, "2026-04-10"),
        "unjustified since 2026-04-03, erase by 2026-05-03: OBJECTION_UPHELD"
    );

    let decision = story.decide(objection, Decision::Overruled, "2026-03-20");
    assert_eq!(story.says(email, "2026-03-19"), "restricted until 2026-04-02");
    assert_eq!(story.says(email, "2026-03-20"), "justified until 2029-01-10 for network");

    story.facts.rights.retain(|right| right.id != decision);
    story.decide(objection, Decision::Upheld, "2026-03-20");
    assert_eq!(
        story.says(email, "2026-04-10"),
        "unjustified since 2026-03-20, erase by 2026-04-20: OBJECTION_UPHELD"
    );
}

#[test]
fn an_objection_restricts_nothing_that_another_claim_carries() {
    let (mut story, email) = interest("network");
    let evidence = work(&mut story, &[(Stage::Running, "2026-01-10")]);
    story.ground("delivery", LawfulBasis::Contract, evidence, "2026-01-10");
    story.object_to("network", "2026-03-02");

    assert_eq!(story.says(email, "2026-03-10"), "justified until open for delivery");
}

#[test]
fn an_objection_to_a_purpose_that_is_marketing_is_never_weighed() {
    let (mut story, email) = interest("keep-in-touch");
    story.object_to("keep-in-touch", "2026-03-02");

    for on in ["2026-03-02", "2026-06-01"] {
        assert_eq!(
            story.says(email, on),
            "unjustified since 2026-03-02, erase by 2026-04-02: OBJECTION_MARKETING"
        );
    }
    assert_eq!(story.duties("2026-06-01"), [""; 0]);
}

#[test]
fn an_objection_to_marketing_reaches_every_address_they_will_have() {
    let (mut story, _) = interest("keep-in-touch");
    story.object_to_marketing("2026-03-02");
    let from = From::form().for_purposes(&["keep-in-touch"]);
    let new = story.datum(Category::Email, &email_of("new"), "2026-05-01", from);

    assert_eq!(
        story.says(new, "2026-05-02"),
        "unjustified since 2026-05-01, erase by 2026-06-01: OBJECTION_MARKETING"
    );
}

#[test]
fn the_period_counts_from_what_they_did_and_not_from_our_messages() {
    for (means, direction, from) in [
        (Means::Mail, Direction::ToThem, "2026-01-10"),
        (Means::OpenedMail, Direction::FromThem, "2026-01-10"),
        (Means::Click, Direction::FromThem, "2026-06-01"),
        (Means::Call, Direction::Both, "2026-06-01"),
    ] {
        let (mut story, email) = interest("keep-in-touch");
        story.talk(means, direction, "2026-06-01");

        let last = day(from).add_months(24);
        let expected = format!("justified until {last} for keep-in-touch");
        assert_eq!(story.says(email, "2026-07-01"), expected, "{}", means.word());
    }
}

#[test]
fn prospecting_never_lasts_longer_than_three_years_after_collection() {
    let (mut story, email) = interest("prospecting");
    story.talk(Means::Mail, Direction::FromThem, "2028-12-01");

    assert_eq!(story.says(email, "2028-12-02"), "justified until 2029-01-10 for prospecting");
    assert!(story.says(email, "2029-02-01").ends_with("RETENTION_EXPIRED"));
}

#[test]
fn a_firms_people_are_held_six_months_after_its_last_work() {
    let (mut story, email) = interest("client-contact");
    let role = PartyRole::ContactPerson { of: ContactId(9) };
    assert_eq!(
        story.says(email, "2026-02-01"),
        "justified until 2026-07-10 for client-contact",
        "no work has come of it yet"
    );

    story.engagement(role, &[(Stage::Running, "2026-02-01"), (Stage::Done, "2026-04-30")]);
    let second = story.engagement(role, &[(Stage::Running, "2026-03-01")]);
    assert_eq!(story.says(email, "2026-05-01"), "justified until open for client-contact");

    story.work(second).stages.push((Stage::Done, day("2026-06-30")));
    assert_eq!(story.says(email, "2026-07-01"), "justified until 2026-12-30 for client-contact");
}

#[test]
fn an_old_address_book_is_only_looked_at_for_a_month() {
    let mut story = Story::in_country("DE");
    story.adopt("sorting", "2026-01-01");
    let from = From::file("old.vcf", Source::Unknown).for_purposes(&["sorting"]);
    let shoes = Category::Custom("shoe-size".to_owned());
    let shoe = story.datum(shoes, "39", "2026-03-10", from);
    story.by_interest("sorting", "2026-03-10");

    assert_eq!(story.says(shoe, "2026-04-10"), "justified until 2026-04-10 for sorting");
    assert_eq!(story.duties("2026-04-11"), [""; 0], "nobody is told of what is only sorted");
    assert!(story.says(shoe, "2026-04-11").ends_with("RETENTION_EXPIRED"));
}

#[test]
fn lifting_a_restriction_shows_what_was_behind_it() {
    let (mut story, email) = client();
    let restriction = story.restrict(vec![], "2026-02-01");
    assert_eq!(story.says(email, "2026-05-01"), "restricted until open");

    story.right("2026-05-31", RightFact::LiftingTold { restriction });
    story.right("2026-06-01", RightFact::RestrictionLifted { restriction });

    assert_eq!(
        story.says(email, "2026-06-10"),
        "unjustified since 2026-06-01, erase by 2026-07-01: NO_PURPOSE"
    );
}

#[test]
fn a_restricted_datum_may_be_used_with_consent() {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-01", from);
    story.by_consent("newsletter", "2026-01-01");
    story.consent("newsletter", ConsentState::Given, "2026-01-01");
    story.restrict(vec![email], "2026-02-01");

    assert_eq!(story.says(email, "2026-03-01"), "restricted until open for newsletter");
}

#[test]
fn the_reasons_are_those_of_the_claims_in_the_order_of_the_rules() {
    let (mut story, email) = interest("keep-in-touch");
    let stages = [(Stage::Running, "2026-01-10"), (Stage::Done, "2026-05-31")];
    let evidence = work(&mut story, &stages);
    story.ground("delivery", LawfulBasis::Contract, evidence, "2026-01-10");
    let again = story.provenance("2026-01-10", From::form());
    story.of(email).provenances.push(again);
    story.object_to_marketing("2026-05-01");

    assert_eq!(
        story.says(email, "2026-07-01"),
        "unjustified since 2026-06-01, erase by 2026-07-01: CONTRACT_ENDED OBJECTION_MARKETING"
    );
    assert_eq!(story.facts.grounds[0].id, GroundId(1));
}

#[test]
fn an_enquiry_that_is_not_on_record_any_more_shows_nothing() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("ada"), "2026-01-10", From::form());
    let talk = story.talk(Means::Mail, Direction::FromThem, "2026-01-10");
    let evidence = Evidence::Interaction(talk);
    story.ground("enquiry", LawfulBasis::Contract, evidence, "2026-01-10");
    assert!(story.says(email, "2026-01-20").starts_with("justified"));

    story.facts.interactions.clear();
    assert!(story.says(email, "2026-01-20").contains("CONTRACT_NOT_PARTY"));

    let event = story.event(EventKind::Enquiry, "2026-01-10", "web form");
    story.facts.grounds[0].evidence = Evidence::Event(event);
    assert!(story.says(email, "2026-01-20").starts_with("justified"));
    story.facts.events.clear();
    assert!(story.says(email, "2026-01-20").contains("CONTRACT_NOT_PARTY"));
}
