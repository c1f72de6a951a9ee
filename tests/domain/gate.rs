//! The gate and the channels: what may leave for a purpose, and who may be written to.

use candor::domain::{
    Case, Category, Channel, ConsentState, ContactId, ContactKind, Country, DatumId, Direction,
    EventKind, Evidence, LawfulBasis, LegalForm, Means, PartyRole, Purpose, Reason, Reasons,
    Recipient, RecipientId, Source, Stage, Suppressed, SuppressedBy,
    channel::{ClosedBy, OpenedBy, Permission, permission},
    gate::{Passage, Receiver, Use, may_use},
};

use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

/// A marketing purpose of the user's own, by mail, resting on an interest.
pub(super) fn marketing(story: &mut Story, key: &str, offers: &str, similar_to: &[&str]) {
    let id = candor::domain::PurposeId(u8::try_from(story.policy().purposes.len()).unwrap());
    let like = story.policy().by_key("keep-in-touch").unwrap().clone();
    story.controller.policies[0].purposes.push(Purpose {
        id,
        key: key.to_owned(),
        active: true,
        offers: offers.to_owned(),
        similar_to: similar_to.iter().map(|one| (*one).to_owned()).collect(),
        ..like
    });
}

pub(super) fn asked(story: &Story, key: &str, on: &str) -> Use {
    let purpose = story.policy().by_key(key).map(|purpose| purpose.id);
    Use { purpose, to: Receiver::Ourselves, channel: None, day: day(on) }
}

pub(super) fn by_mail(story: &Story, key: &str, on: &str) -> Passage {
    let asked = Use { channel: Some(Channel::Email), ..asked(story, key, on) };
    may_use(&story.facts, &story.controller, asked)
}

pub(super) fn export(story: &Story, key: &str, on: &str) -> Vec<DatumId> {
    may_use(&story.facts, &story.controller, asked(story, key, on)).passes
}

pub(super) fn refusal(passage: &Passage, id: DatumId) -> Vec<&'static str> {
    let found = passage.refused.iter().find(|(one, _)| *one == id);
    found.map(|(_, reasons)| reasons.iter().map(Reason::code).collect()).unwrap_or_default()
}

pub(super) fn channel(story: &Story, id: DatumId, key: &str, on: &str) -> Permission {
    let (facts, controller) = (&story.facts, &story.controller);
    let datum = facts.data.iter().find(|datum| datum.id == id).unwrap();
    let policy = controller.policy(day(on)).unwrap();
    let case = Case { facts, controller, policy, datum, day: day(on) };
    permission(&case, policy.by_key(key).unwrap())
}

/// Open through which day, if at all.
pub(super) fn open_until(story: &Story, id: DatumId, key: &str, on: &str) -> Option<String> {
    match channel(story, id, key, on) {
        Permission::Open { until, .. } => {
            Some(until.map_or("open".to_owned(), |on| on.to_string()))
        }
        Permission::Closed { .. } => None,
    }
}

/// Alice signed up for the newsletter by mail (C01).
pub(super) fn alice() -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, "alice@example.org", "2026-02-02", from);
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    (story, email)
}

/// Alice bought a web site, and could say no to offers when she gave her address (C22).
pub(super) fn customer(country: &str) -> (Story, DatumId) {
    let mut story = Story::in_country(country);
    let from = From::form().for_purposes(&["delivery"]);
    let email = story.datum(Category::Email, "alice@example.org", "2026-01-15", from);
    offer_opt_out(&mut story, email);
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-15");
    marketing(&mut story, "maintenance", "web maintenance", &["web design"]);
    (story, email)
}

pub(super) fn offer_opt_out(story: &mut Story, id: DatumId) {
    let provenance = &mut story.of(id).provenances[0];
    let mut origin = (*provenance.origin).clone();
    origin.opt_out_offered = true;
    provenance.origin = std::sync::Arc::new(origin);
}

#[test]
fn c01_an_address_leaves_for_what_it_was_given_for_alone() {
    let (story, email) = alice();

    assert_eq!(export(&story, "newsletter", TODAY), [email]);
    assert_eq!(by_mail(&story, "newsletter", TODAY).passes, [email]);
    assert!(export(&story, "prospecting", TODAY).is_empty());
    assert!(export(&story, "tax", TODAY).is_empty());
}

#[test]
fn c02_nothing_leaves_after_a_withdrawal() {
    let (mut story, email) = alice();
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");

    assert_eq!(export(&story, "newsletter", "2026-11-09"), [email]);
    assert_eq!(refusal(&by_mail(&story, "newsletter", TODAY), email), ["CONSENT_WITHDRAWN"]);
    for purpose in story.policy().purposes.clone() {
        assert!(export(&story, &purpose.key, TODAY).is_empty(), "{}", purpose.key);
    }
}

#[test]
fn c08_a_list_is_not_shared_with_somebody_whom_nobody_was_told_of() {
    let (mut story, email) = alice();
    marketing(&mut story, "webinar", "", &[]);
    let bob = Recipient {
        id: RecipientId(4),
        name: "Bob".to_owned(),
        role: "co-host".to_owned(),
        country: None,
    };
    story.controller.recipients.push(bob);
    let to = Receiver::Recipient(RecipientId(4));

    let shared =
        may_use(&story.facts, &story.controller, Use { to, ..asked(&story, "newsletter", TODAY) });
    assert_eq!(refusal(&shared, email), ["PURPOSE_INCOMPATIBLE"]);

    // A ground opened for the new purpose does not help: the address was given by consent.
    story.adopt("webinar", "2026-01-01");
    story.tell("2026-02-02");
    story.by_interest("webinar", "2026-02-02");
    let id = usize::from(story.purpose("webinar").0);
    let newsletter = story.purpose("newsletter");
    story.controller.policies[0].purposes[id].compatible_from.insert(newsletter);
    let other =
        may_use(&story.facts, &story.controller, Use { to, ..asked(&story, "webinar", TODAY) });
    assert_eq!(refusal(&other, email), ["PURPOSE_INCOMPATIBLE"]);

    // Had the notice named Bob, the consent would cover him.
    story.facts.consents[0].recipients.push(RecipientId(4));
    let named =
        may_use(&story.facts, &story.controller, Use { to, ..asked(&story, "newsletter", TODAY) });
    assert_eq!(named.passes, [email]);
}

#[test]
fn a_purpose_that_nobody_declared_lets_nothing_out() {
    let (story, email) = alice();

    let passage = may_use(&story.facts, &story.controller, asked(&story, "sharing", TODAY));

    assert_eq!(refusal(&passage, email), ["NO_PURPOSE"]);
    assert_eq!(passage.reasons(), Reasons::one(Reason::NoPurpose));
}

#[test]
fn c22_who_bought_may_be_offered_the_like_until_they_say_no() {
    let (mut story, email) = customer("DE");
    marketing(&mut story, "yoga", "yoga retreats", &[]);
    marketing(&mut story, "partner", "web maintenance", &["web design"]);
    let partner = usize::from(story.purpose("partner").0);
    story.controller.policies[0].purposes[partner].on_behalf_of = "Partner Ltd".to_owned();

    assert_eq!(by_mail(&story, "maintenance", TODAY).passes, [email]);
    assert_eq!(refusal(&by_mail(&story, "yoga", TODAY), email), ["CHANNEL_NOT_PERMITTED"]);
    assert_eq!(refusal(&by_mail(&story, "partner", TODAY), email), ["CHANNEL_NOT_PERMITTED"]);

    story.object_to_marketing("2026-11-20");
    assert_eq!(by_mail(&story, "maintenance", "2026-11-19").passes, [email]);
    assert_eq!(refusal(&by_mail(&story, "maintenance", TODAY), email), ["OBJECTION_MARKETING"]);
}

#[test]
fn c22_an_opt_out_that_was_offered_too_late_or_a_sale_that_never_came_opens_nothing() {
    let (mut story, email) = customer("DE");
    let later = {
        let mut later = story.of(email).provenances[0].clone();
        let mut origin = (*later.origin).clone();
        origin.collected_on = day("2025-12-01");
        origin.opt_out_offered = false;
        later.origin = std::sync::Arc::new(origin);
        later
    };
    story.of(email).provenances.push(later);
    let state = channel(&story, email, "maintenance", TODAY);
    assert!(matches!(state, Permission::Closed { by: ClosedBy::NoOptOutOffered, .. }), "{state:?}");

    let (mut story, email) = customer("DE");
    let id = story.facts.engagements[0].engagement.id;
    story.work(id).stages = vec![(Stage::Proposal, day("2026-01-15"))];
    let state = channel(&story, email, "maintenance", TODAY);
    assert!(matches!(state, Permission::Closed { by: ClosedBy::NoSale, .. }), "{state:?}");
}

#[test]
fn negotiations_are_a_sale_in_britain_alone() {
    for (country, open) in [("GB", true), ("DE", false)] {
        let (mut story, email) = customer(country);
        let id = story.facts.engagements[0].engagement.id;
        story.work(id).stages = vec![(Stage::Proposal, day("2026-01-15"))];

        assert_eq!(channel(&story, email, "maintenance", TODAY).is_open(), open, "{country}");

        story.work(id).asked_for = false;
        assert!(!channel(&story, email, "maintenance", TODAY).is_open(), "{country}");
    }
}

#[test]
fn the_soft_opt_in_carries_the_claim_until_they_say_no() {
    let (mut story, email) = customer("DE");
    story.facts.grounds.clear();
    story.by_interest("maintenance", "2026-01-15");

    // Nobody weighed the interest, and nobody was told: the sale carries it.
    assert_eq!(story.says(email, TODAY), "justified until 2028-01-15 for maintenance");

    // Another advertising consent taken back on the same channel ends it on its day.
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");
    assert_eq!(
        story.says(email, TODAY),
        "unjustified since 2026-11-10, erase by 2026-12-10: LI_UNASSESSED"
    );
    assert_eq!(story.says(email, "2026-11-09"), "justified until 2028-01-15 for maintenance");
}

#[test]
fn c25_an_enquiry_opens_a_canadian_address_for_six_months() {
    for (enquiry, last) in [
        ("2026-03-15", "2026-09-15"),
        ("2025-08-31", "2026-02-28"),
        ("2025-08-29", "2026-02-28"),
        ("2026-05-31", "2026-11-30"),
    ] {
        let mut story = Story::in_country("CA");
        let email = story.datum(Category::Email, "a@example.org", enquiry, From::message());
        story.event(EventKind::Enquiry, enquiry, "");

        assert_eq!(open_until(&story, email, "prospecting", last).as_deref(), Some(last));
        let after = day(last).next();
        match channel(&story, email, "prospecting", &after.to_string()) {
            Permission::Closed { by: ClosedBy::TimeOver, since, .. } => {
                assert_eq!(since, Some(after));
            }
            other @ (Permission::Open { .. } | Permission::Closed { .. }) => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_latest_clock_wins_and_a_running_contract_stops_it() {
    let mut story = Story::in_country("CA");
    let email = story.datum(Category::Email, "a@example.org", "2026-01-10", From::message());
    let until = |story: &Story| open_until(story, email, "prospecting", TODAY);
    assert_eq!(until(&story), None);

    story.event(EventKind::Enquiry, "2026-06-01", "");
    assert_eq!(until(&story).as_deref(), Some("2026-12-01"));
    story.event(EventKind::Purchase, "2025-03-31", "");
    assert_eq!(until(&story).as_deref(), Some("2027-03-31"));
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-09-01")]);
    assert_eq!(until(&story).as_deref(), Some("open"));
    story.work(work).stages.push((Stage::Done, day("2026-10-31")));
    assert_eq!(until(&story).as_deref(), Some("2028-10-31"));
}

#[test]
fn an_address_published_without_a_refusal_is_open_in_canada() {
    let mut story = Story::in_country("CA");
    let from = From { source: Source::PublishedByPerson, ..From::asked() };
    let email = story.datum(Category::Email, "a@example.org", "2026-01-10", from);
    assert!(channel(&story, email, "prospecting", TODAY).is_open());

    let provenance = &mut story.of(email).provenances[0];
    let mut origin = (*provenance.origin).clone();
    origin.refuses_messages = true;
    provenance.origin = std::sync::Arc::new(origin);

    assert!(!channel(&story, email, "prospecting", TODAY).is_open());
}

#[test]
fn c28_an_objection_closes_all_marketing_at_once_and_a_consent_opens_its_own() {
    let mut story = Story::in_country("DE");
    story.adopt("keep-in-touch", "2026-01-01");
    let email = story.datum(Category::Email, "alice@example.org", "2026-01-15", From::form());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-15");
    story.by_interest("keep-in-touch", "2026-01-15");
    story.object_to_marketing("2026-11-20");

    assert_eq!(
        refusal(&by_mail(&story, "keep-in-touch", "2026-11-20"), email),
        ["OBJECTION_MARKETING"]
    );
    assert_eq!(refusal(&by_mail(&story, "newsletter", TODAY), email), ["OBJECTION_MARKETING"]);
    assert_eq!(export(&story, "delivery", TODAY), [email]);

    story.by_consent("newsletter", "2026-11-22");
    story.consent("newsletter", ConsentState::Given, "2026-11-22");
    assert_eq!(by_mail(&story, "newsletter", TODAY).passes, [email]);
    assert_eq!(refusal(&by_mail(&story, "keep-in-touch", TODAY), email), ["OBJECTION_MARKETING"]);
}

#[test]
fn a_mark_closes_an_address_until_the_person_agrees_again() {
    let (mut story, email) = customer("DE");
    story.facts.suppressed.push(Suppressed {
        datum: email,
        by: SuppressedBy::Objection,
        on: day("2026-06-01"),
    });
    assert_eq!(refusal(&by_mail(&story, "maintenance", TODAY), email), ["SUPPRESSED"]);
    assert_eq!(export(&story, "delivery", TODAY), [email]);

    story.by_consent("maintenance", "2026-05-01");
    let from = &mut story.controller.policies[0].purposes.last_mut().unwrap().other_bases;
    from.push(LawfulBasis::Consent);
    story.consent("maintenance", ConsentState::Given, "2026-05-01");
    assert_eq!(refusal(&by_mail(&story, "maintenance", TODAY), email), ["SUPPRESSED"]);
    story.consent("maintenance", ConsentState::Given, "2026-07-01");
    assert_eq!(by_mail(&story, "maintenance", TODAY).passes, [email]);
}

#[test]
fn c30_what_is_restricted_leaves_for_claims_and_for_the_person_alone() {
    let mut story = Story::in_country("DE");
    story.adopt("legal-claims", "2026-01-01");
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-01-15", From::form());
    let email = story.datum(Category::Email, "a@example.org", "2026-01-15", From::form());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-15");
    story.by_interest("legal-claims", "2026-01-15");
    story.purpose_needs("legal-claims", Category::Phone);
    story.restrict(vec![phone], "2026-11-16");

    let delivery = may_use(&story.facts, &story.controller, asked(&story, "delivery", TODAY));
    assert_eq!(delivery.passes, [email]);
    assert_eq!(refusal(&delivery, phone), ["RESTRICTED"]);
    assert_eq!(export(&story, "legal-claims", TODAY), [phone, email]);
    let own = Use { to: Receiver::Person, ..asked(&story, "delivery", TODAY) };
    assert_eq!(may_use(&story.facts, &story.controller, own).passes, [phone, email]);
}

#[test]
fn c39_what_no_purpose_needs_leaves_for_none() {
    let mut story = Story::in_country("DE");
    let honorific = Category::Custom("honorific".to_owned());
    let size = Category::Custom("shoe-size".to_owned());
    let from = From::form().for_purposes(&["delivery"]);
    let honorific = story.datum(honorific, "Ms", "2026-01-15", from);
    let size = story.datum(size, "39", "2026-01-15", From::form().for_purposes(&[]));
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-15");

    for purpose in story.policy().purposes.clone().iter().filter(|one| !one.needs_all) {
        assert!(export(&story, &purpose.key, TODAY).is_empty(), "{}", purpose.key);
    }
    let delivery = may_use(&story.facts, &story.controller, asked(&story, "delivery", TODAY));
    assert_eq!(refusal(&delivery, honorific), ["NOT_NECESSARY"]);
    assert_eq!(refusal(&delivery, size), ["NOT_NECESSARY"]);
}

#[test]
fn a_bookkeeper_gets_what_the_law_asks_for_and_nobody_else_does() {
    let mut story = Story::in_country("DE");
    let name = story.datum(Category::Name, "Alice", "2026-01-15", From::form());
    let event = story.event(EventKind::Invoice, "2026-03-01", "7");
    story.ground("tax", LawfulBasis::LegalObligation, Evidence::Event(event), "2026-03-01");
    for (id, role) in [(1, "Bookkeeper"), (2, "co-host")] {
        let (id, name) = (RecipientId(id), format!("R{id}"));
        story.controller.recipients.push(Recipient { id, name, role: role.into(), country: None });
    }
    let to = |id| {
        let to = Receiver::Recipient(RecipientId(id));
        may_use(&story.facts, &story.controller, Use { to, ..asked(&story, "tax", TODAY) })
    };

    assert_eq!(to(1).passes, [name]);
    assert_eq!(refusal(&to(2), name), ["PURPOSE_INCOMPATIBLE"]);
}

#[test]
fn a_list_to_write_to_holds_nobody_who_may_not_be_written_to() {
    let mut story = Story::in_country("DE");
    story.adopt("keep-in-touch", "2026-01-01");
    let name = story.datum(Category::Name, "Alice", "2026-01-15", From::form());
    let email = story.datum(Category::Email, "a@example.org", "2026-01-15", From::form());
    story.by_interest("keep-in-touch", "2026-01-15");

    let passage = by_mail(&story, "keep-in-touch", TODAY);

    assert!(passage.is_refused());
    assert_eq!(refusal(&passage, name), ["CHANNEL_NOT_PERMITTED"]);
    assert_eq!(refusal(&passage, email), ["CHANNEL_NOT_PERMITTED"]);
}

#[test]
fn only_a_company_is_a_corporate_subscriber() {
    for (form, open) in [
        (LegalForm::Company, true),
        (LegalForm::Partnership, false),
        (LegalForm::SoleTrader, false),
        (LegalForm::Unknown, false),
    ] {
        let mut story = Story::in_country("GB");
        story.facts.contact.kind = ContactKind::Organisation(form);
        let email = story.datum(Category::Email, "info@acme.example", "2026-01-15", From::asked());
        assert_eq!(channel(&story, email, "prospecting", TODAY).is_open(), open, "{form:?}");

        // The same for an address that a firm runs for somebody who works there.
        let mut story = Story::in_country("GB");
        let email = story.datum(Category::Email, "bob@acme.example", "2026-01-15", From::asked());
        let acme = candor::domain::Contact {
            id: ContactId(9),
            uid: "acme".to_owned(),
            kind: ContactKind::Organisation(form),
            country: None,
        };
        story.facts.organisations.push(acme);
        assert!(!channel(&story, email, "prospecting", TODAY).is_open());
        story.of(email).link = Some(ContactId(9));
        assert_eq!(channel(&story, email, "prospecting", TODAY).is_open(), open, "{form:?}");
    }
}

#[test]
fn message_law_is_that_of_the_contacts_country() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, "a@example.org", "2026-01-15", From::asked());
    for (country, open) in [("US", true), ("DE", false), ("BR", false)] {
        story.facts.contact.country = Country::new(country);
        assert_eq!(channel(&story, email, "prospecting", TODAY).is_open(), open, "{country}");
    }
    story.facts.contact.country = Country::new("US");
    story.object_to_marketing("2026-11-01");
    assert!(!channel(&story, email, "prospecting", TODAY).is_open());
}

#[test]
fn calls_and_letters_have_rules_of_their_own() {
    let mut story = Story::in_country("DE");
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-01-15", From::asked());
    let post = story.datum(Category::PostalAddress, "Berlin", "2026-01-15", From::asked());
    let by = |story: &Story, id| match channel(story, id, "prospecting", TODAY) {
        Permission::Open { by, .. } => Some(by),
        Permission::Closed { .. } => None,
    };
    assert_eq!(by(&story, post), Some(OpenedBy::Post));
    assert_eq!(by(&story, phone), None);

    story.engagement(
        PartyRole::ContactPerson { of: ContactId(9) },
        &[(Stage::Running, "2026-01-15")],
    );
    assert_eq!(by(&story, phone), Some(OpenedBy::PresumedAtFirm));

    story.facts.contact.country = Country::new("US");
    assert_eq!(by(&story, phone), Some(OpenedBy::Implied));
    story.facts.engagements.clear();
    assert_eq!(by(&story, phone), Some(OpenedBy::UnlessListed));

    story.object_to_marketing("2026-11-01");
    assert_eq!((by(&story, post), by(&story, phone)), (None, None));
}

#[test]
fn an_opened_mail_is_no_enquiry() {
    let mut story = Story::in_country("CA");
    let email = story.datum(Category::Email, "a@example.org", "2026-01-10", From::message());
    let talk = story.talk(Means::OpenedMail, Direction::FromThem, "2026-11-01");
    story.ground("enquiry", LawfulBasis::Contract, Evidence::Interaction(talk), "2026-11-01");
    assert!(!channel(&story, email, "prospecting", TODAY).is_open());

    let talk = story.talk(Means::Mail, Direction::FromThem, "2026-11-01");
    story.ground("enquiry", LawfulBasis::Contract, Evidence::Interaction(talk), "2026-11-01");
    assert_eq!(open_until(&story, email, "prospecting", TODAY).as_deref(), Some("2027-05-01"));
}
