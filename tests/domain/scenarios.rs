//! The verdict lines of the scenario cases, by their ids, as of 2026-11-23 unless said otherwise.

use candor::domain::{
    Category, ConsentState, ContactId, Country, DatumId, Direction, EventKind, Evidence,
    Expression, IndicatedBy, LawfulBasis, Means, PartyRole, Period, PointRef, RequestKind,
    RightFact, Source, Special, Stage,
};

use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

/// Alice signs up for the newsletter on a form.
fn c01() -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-02-02", from);
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    (story, email)
}

/// A contract with Alice herself has been running since January.
fn running(story: &mut Story) -> Evidence {
    Evidence::Engagement(story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]))
}

#[test]
fn c01_a_consent_carries_its_datum_until_it_runs_out() {
    let (story, email) = c01();

    assert_eq!(story.says(email, TODAY), "justified until 2028-02-02 for newsletter");
    assert_eq!(story.says(email, "2028-02-02"), "justified until 2028-02-02 for newsletter");
    assert_eq!(
        story.says(email, "2028-02-03"),
        "unjustified since 2028-02-03, erase by 2028-03-03: CONSENT_EXPIRED"
    );
    assert_eq!(story.duties(TODAY), [""; 0]);
}

#[test]
fn c02_a_withdrawn_consent_no_longer_carries_its_datum() {
    let (mut story, email) = c01();
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");

    assert_eq!(
        story.says(email, TODAY),
        "unjustified since 2026-11-10, erase by 2026-12-10: CONSENT_WITHDRAWN"
    );
    assert_eq!(story.says(email, "2026-11-09"), "justified until 2028-02-02 for newsletter");
}

#[test]
fn c03_a_contract_carries_what_it_needs_after_a_withdrawal() {
    let mut story = Story::in_country("DE");
    story.facts.contact.country = Country::new("DE");
    let from = || From::form();
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-15", from());
    let address = story.datum(Category::PostalAddress, "Lindenweg 1", "2026-01-15", from());
    let sign_up = From::form().for_purposes(&["newsletter"]);
    let birthday = story.datum(Category::Birthday, "1985-04-15", "2026-02-02", sign_up);
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");
    story.by_consent("newsletter", "2026-02-02");
    let named = vec![Category::Email, Category::Birthday];
    story.consent("newsletter", ConsentState::Given, "2026-02-02").categories = named;
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");

    assert_eq!(story.says(email, "2026-11-09"), "justified until open for delivery newsletter");
    assert_eq!(story.says(birthday, "2026-11-09"), "justified until 2028-02-02 for newsletter");
    assert_eq!(story.says(email, TODAY), "justified until open for delivery");
    assert_eq!(story.says(address, TODAY), "justified until open for delivery");
    assert_eq!(
        story.says(birthday, TODAY),
        "unjustified since 2026-11-10, erase by 2026-12-10: CONSENT_WITHDRAWN"
    );
}

#[test]
fn c04_a_consent_given_again_heals_nothing_behind_it() {
    let (mut story, email) = c01();
    story.consent("newsletter", ConsentState::Withdrawn, "2026-04-01");
    story.consent("newsletter", ConsentState::Given, "2026-06-01").notice = "v4".to_owned();

    assert_eq!(story.says(email, "2026-03-01"), "justified until 2028-02-02 for newsletter");
    assert_eq!(
        story.says(email, "2026-04-15"),
        "unjustified since 2026-04-01, erase by 2026-05-01: CONSENT_WITHDRAWN"
    );
    assert_eq!(story.says(email, "2026-06-02"), "justified until 2028-06-01 for newsletter");
}

#[test]
fn c04_only_the_person_lifts_a_withdrawal() {
    for by in [IndicatedBy::Import, IndicatedBy::Ourselves] {
        let (mut story, email) = c01();
        story.consent("newsletter", ConsentState::Withdrawn, "2026-04-01");
        story.consent("newsletter", ConsentState::Given, "2026-06-01").indicated_by = by;

        assert_eq!(
            story.says(email, "2026-06-02"),
            "unjustified since 2026-04-01, erase by 2026-05-01: CONSENT_WITHDRAWN"
        );
    }
}

#[test]
fn c06_a_yes_in_a_file_proves_nothing() {
    let mut story = Story::in_country("DE");
    let from = From::file("people.csv", Source::Person).for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-11-20", from);
    story.by_consent("newsletter", "2026-11-20");
    let event = story.consent("newsletter", ConsentState::Unknown, "2026-11-20");
    (event.indicated_by, event.method, event.notice) =
        (IndicatedBy::Import, String::new(), String::new());

    assert_eq!(
        story.says(email, TODAY),
        "unjustified since 2026-11-20, erase by 2026-12-20: CONSENT_UNPROVEN"
    );
}

#[test]
fn c09_a_child_cannot_consent_alone() {
    let child = "unjustified since 2026-02-02, erase by 2026-03-02: CHILD_CONSENT";
    let fine = "justified until 2028-02-02 for newsletter";
    for (country, age, by, expected) in [
        ("GB", Some(12), IndicatedBy::Person, child),
        ("GB", Some(13), IndicatedBy::Person, fine),
        ("DE", Some(15), IndicatedBy::Person, child),
        ("DE", Some(16), IndicatedBy::Person, fine),
        ("GB", Some(12), IndicatedBy::Parent, fine),
        ("GB", None, IndicatedBy::Person, fine),
    ] {
        let (mut story, email) = c01();
        story.facts.contact.country = Country::new(country);
        (story.facts.consents[0].age, story.facts.consents[0].indicated_by) = (age, by);

        assert_eq!(story.says(email, TODAY), expected, "{country} {age:?}");
    }
}

#[test]
fn c11_the_longest_claim_wins_for_each_datum_alone() {
    let mut story = Story::in_country("GB");
    let from = || From::form().for_purposes(&["delivery"]);
    let name = story.datum(Category::Name, "Alice Example", "2026-01-15", from());
    let address = story.datum(Category::PostalAddress, "1 Mill Lane", "2026-01-15", from());
    let phone = story.datum(Category::Phone, "+44 20 7946 0000", "2026-01-15", from());
    let stages = [(Stage::Running, "2026-01-15"), (Stage::Done, "2026-09-30")];
    let work = story.engagement(PartyRole::Client, &stages);
    let evidence = Evidence::Engagement(work);
    let delivery = story.ground("delivery", LawfulBasis::Contract, evidence, "2026-01-15");
    story.facts.grounds[0].closed = Some(day("2026-09-30"));
    let invoice = Evidence::Event(story.event(EventKind::Invoice, "2026-03-31", "2026-07"));
    story.ground("tax", LawfulBasis::LegalObligation, invoice, "2026-03-31");
    story.by_consent("newsletter", "2024-11-20");
    story.consent("newsletter", ConsentState::Given, "2024-11-20");

    assert_eq!(delivery, story.facts.grounds[0].id);
    for datum in [name, address] {
        assert_eq!(story.says(datum, TODAY), "justified until 2032-01-31 for tax");
    }
    assert_eq!(story.says(name, "2026-09-30").replace(" newsletter", ""), {
        "justified until 2032-01-31 for delivery tax"
    });
    assert_eq!(
        story.says(phone, TODAY),
        "unjustified since 2026-10-01, erase by 2026-11-01: CONTRACT_ENDED"
    );
    assert_eq!(day("2026-11-01").days_until(day(TODAY)), 22, "overdue");
}

#[test]
fn c13_what_an_invoice_needs_stays_and_the_rest_has_no_ground() {
    let mut story = Story::in_country("DE");
    let from = || From::form();
    let keep: Vec<DatumId> = [(Category::Name, "Alice"), (Category::PostalAddress, "Lindenweg 1")]
        .map(|(category, value)| story.datum(category, value, "2025-02-01", from()))
        .to_vec();
    let go: Vec<DatumId> =
        [(Category::Phone, "1"), (Category::Note, "x"), (Category::Birthday, "")]
            .map(|(category, value)| story.datum(category, value, "2025-02-01", from()))
            .to_vec();
    let stages = [(Stage::Running, "2025-02-01"), (Stage::Done, "2025-04-30")];
    let work = Evidence::Engagement(story.engagement(PartyRole::Client, &stages));
    story.ground("delivery", LawfulBasis::Contract, work, "2025-02-01");
    let invoice = Evidence::Event(story.event(EventKind::Invoice, "2025-03-15", "2025-03"));
    story.ground("tax", LawfulBasis::LegalObligation, invoice, "2025-03-15");
    story.right(TODAY, RightFact::Request { kind: RequestKind::Erasure, answered: None });

    for datum in keep {
        assert_eq!(story.says(datum, TODAY), "justified until 2033-12-31 for tax");
    }
    for datum in go {
        assert!(story.says(datum, TODAY).starts_with("unjustified"));
    }
    assert_eq!(story.duties(TODAY), ["answer-request due 2026-12-23 open"]);
}

#[test]
fn c15_who_acts_for_a_client_is_no_party() {
    let mut story = Story::in_country("DE");
    let mobile = story.datum(Category::Phone, "+49 170 1234567", "2026-05-04", From::form());
    let role = PartyRole::ContactPerson { of: ContactId(9) };
    let work = story.engagement(role, &[(Stage::Running, "2026-05-04")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-05-04");

    assert_eq!(
        story.says(mobile, TODAY),
        "unjustified since 2026-05-04, erase by 2026-06-04: CONTRACT_NOT_PARTY"
    );

    story.adopt("client-contact", "2026-05-01");
    story.by_interest("client-contact", "2026-05-04");

    assert_eq!(story.says(mobile, TODAY), "justified until open for client-contact");
}

#[test]
fn c18_an_enquiry_that_went_nowhere_ends_after_six_months() {
    for chaser in [None, Some("2026-09-01")] {
        let mut story = Story::in_country("DE");
        let from = From::message().for_purposes(&["enquiry"]);
        let email = story.datum(Category::Email, &email_of("alice"), "2026-05-20", from);
        let mail = story.talk(Means::Mail, Direction::FromThem, "2026-05-20");
        story.ground("enquiry", LawfulBasis::Contract, Evidence::Interaction(mail), "2026-05-20");
        if let Some(on) = chaser {
            story.talk(Means::Mail, Direction::ToThem, on);
        }

        assert_eq!(story.says(email, "2026-11-20"), "justified until 2026-11-20 for enquiry");
        assert_eq!(
            story.says(email, TODAY),
            "unjustified since 2026-11-21, erase by 2026-12-21: RETENTION_EXPIRED"
        );
    }
}

#[test]
fn c19_nobody_told_within_a_month_ends_an_interest() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = || From::public("LinkedIn").for_purposes(&["prospecting"]);
    let data = [(Category::Name, "Bo"), (Category::Role, "CTO"), (Category::Email, "bo@x.example")]
        .map(|(category, value)| story.datum(category, value, "2026-03-10", from()));
    story.by_interest("prospecting", "2026-03-10");

    for datum in data {
        assert_eq!(story.says(datum, "2026-04-10"), "justified until 2026-04-10 for prospecting");
        for late in ["2026-04-11", TODAY] {
            assert_eq!(
                story.says(datum, late),
                "unjustified since 2026-04-11, erase by 2026-05-11: NOTICE_OVERDUE"
            );
        }
    }
    assert_eq!(story.duties("2026-04-10"), ["art-14-notice due 2026-04-10 open"]);
    assert_eq!(story.duties(TODAY), ["art-14-notice due 2026-04-10 violated"]);
}

#[test]
fn c19_a_late_notice_lets_the_claim_hold_from_its_day() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = From::public("LinkedIn").for_purposes(&["prospecting"]);
    let email = story.datum(Category::Email, "bo@x.example", "2026-03-10", from);
    story.by_interest("prospecting", "2026-03-10");
    story.tell("2026-04-20");

    assert_eq!(
        story.says(email, "2026-04-19"),
        "unjustified since 2026-04-11, erase by 2026-05-11: NOTICE_OVERDUE"
    );
    assert_eq!(story.says(email, "2026-04-20"), "justified until 2027-03-10 for prospecting");
    assert_eq!(story.duties(TODAY), ["art-14-notice due 2026-04-10 met late on 2026-04-20"]);
}

#[test]
fn c21_a_missing_notice_is_a_defect_beside_a_contract() {
    let mut story = Story::in_country("DE");
    let from = From::asked();
    let address = story.datum(Category::PostalAddress, "Lindenweg 1", "2026-10-01", from);
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");

    assert_eq!(story.says(address, TODAY), "justified until open for delivery");
    assert_eq!(story.duties(TODAY), ["art-13-notice due 2026-10-01 violated"]);
}

#[test]
fn c28_an_objection_to_marketing_is_absolute() {
    let mut story = Story::in_country("DE");
    story.adopt("keep-in-touch", "2026-01-01");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-15", From::form());
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");
    story.by_interest("keep-in-touch", "2026-01-15");
    story.object_to_marketing("2026-11-20");

    assert_eq!(story.says(email, "2026-11-19"), "justified until open for delivery keep-in-touch");
    assert_eq!(story.says(email, "2026-11-20"), "justified until open for delivery");

    let points = vec![PointRef { datum: email, mark: [0; 32] }];
    story.by_consent("keep-in-touch", "2026-11-21");
    story.consent("keep-in-touch", ConsentState::Given, "2026-11-21").points = points;

    assert_eq!(story.says(email, TODAY), "justified until open for delivery keep-in-touch");
}

#[test]
fn c28_a_consent_that_only_a_file_speaks_of_lifts_no_objection() {
    let (mut story, email) = c01();
    story.object_to_marketing("2026-11-20");
    let event = story.consent("newsletter", ConsentState::Given, "2026-11-22");
    event.indicated_by = IndicatedBy::Import;

    assert_eq!(
        story.says(email, TODAY),
        "unjustified since 2026-11-20, erase by 2026-12-20: OBJECTION_MARKETING"
    );
}

#[test]
fn c30_a_contested_number_is_only_stored() {
    let mut story = Story::in_country("DE");
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-01-15", From::form());
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-15", From::form());
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");
    let restriction = story.restrict(vec![phone], "2026-11-16");

    assert_eq!(story.says(phone, TODAY), "restricted until open");
    assert_eq!(story.says(email, TODAY), "justified until open for delivery");

    story.right("2026-11-18", RightFact::LiftingTold { restriction });
    story.right("2026-11-19", RightFact::RestrictionLifted { restriction });

    assert_eq!(story.says(phone, "2026-11-18"), "restricted until open");
    assert_eq!(story.says(phone, "2026-11-19"), "justified until open for delivery");
}

#[test]
fn c37_a_hint_of_health_needs_an_explicit_consent_beside_the_contract() {
    let mut story = Story::in_country("DE");
    let text = "Coeliac, prefers morning calls";
    let note = story.datum(Category::Note, text, "2026-09-01", From::form());
    story.mark(note, Special::Health);
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");

    assert_eq!(
        story.says(note, TODAY),
        "unjustified since 2026-09-01, erase by 2026-10-01: ART9_CONDITION_MISSING"
    );

    let event = story.consent("delivery", ConsentState::Given, "2026-09-01");
    event.expression = Expression::Explicit;
    event.categories = vec![Category::Custom("health".to_owned())];
    event.validity = Some(Period::months(24));

    assert_eq!(story.says(note, TODAY), "justified until 2028-09-01 for delivery");

    story.consent("delivery", ConsentState::Withdrawn, "2026-11-10");

    assert_eq!(
        story.says(note, TODAY),
        "unjustified since 2026-11-10, erase by 2026-12-10: ART9_CONDITION_MISSING"
    );
}

#[test]
fn c39_what_no_purpose_needs_is_not_kept_for_politeness() {
    let mut story = Story::in_country("DE");
    let honorific = Category::Custom("honorific".to_owned());
    let shoes = Category::Custom("shoe-size".to_owned());
    let polite = story.datum(honorific.clone(), "Ms", "2026-01-15", From::form());
    let orphan = story.datum(shoes, "39", "2026-01-15", From::form().for_purposes(&[]));
    let work = running(&mut story);
    story.ground("delivery", LawfulBasis::Contract, work, "2026-01-15");

    assert_eq!(
        story.says(polite, TODAY),
        "unjustified since 2026-01-15, erase by 2026-02-15: NOT_NECESSARY"
    );
    assert_eq!(
        story.says(orphan, TODAY),
        "unjustified since 2026-01-15, erase by 2026-02-15: NO_PURPOSE"
    );

    story.purpose_needs("delivery", honorific);

    assert_eq!(story.says(polite, TODAY), "justified until open for delivery");
}
