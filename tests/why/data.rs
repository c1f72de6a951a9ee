//! Single values, one snapshot for each kind of reason.

use candor::domain::{
    Category, ConsentState, ContactId, Decision, Direction, Disclosure, DisclosureId, EventKind,
    Evidence, Expression, IndicatedBy, LawfulBasis, Means, Moment, PartyRole, Period, Recipient,
    RecipientId, Source, Special, Stage, opening::Happening,
};

use super::told::{explain, text};
use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

fn enquiry() -> (Story, candor::domain::DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::message().for_purposes(&["enquiry"]);
    let phone = story.datum(Category::Phone, "+49 30 901820", "2026-05-20", from);
    let mail = story.talk(Means::Mail, Direction::FromThem, "2026-05-20");
    story.happens(Happening::InboundEnquiry(mail), "2026-05-20");
    story.talk(Means::Mail, Direction::ToThem, "2026-05-21");
    story.facts.interactions[1].carries_notice = true;
    (story, phone)
}

fn newsletter() -> (Story, candor::domain::DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-02-02", from);
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    (story, email)
}

fn prospect() -> (Story, candor::domain::DatumId) {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = From::file("leads.vcf", Source::Public("LinkedIn".to_owned()));
    let email = story.datum(
        Category::Email,
        "bo@x.example",
        "2026-03-10",
        from.for_purposes(&["prospecting"]),
    );
    story.of(email).provenances[0].line = 12;
    story.by_interest("prospecting", "2026-03-10");
    (story, email)
}

fn client() -> (Story, candor::domain::DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["delivery"]);
    let address =
        story.datum(Category::PostalAddress, "Lindenweg 1, 10115 Berlin", "2025-01-10", from);
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2025-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2025-01-15");
    (story, address)
}

macro_rules! reads {
    ($($name:ident, $story:expr, $id:expr, $on:expr;)*) => { $(
        insta::assert_snapshot!(stringify!($name), text(&explain(&$story, $id, $on)));
    )* };
}

#[test]
fn an_enquiry_reads_well_while_it_lasts_and_after() {
    let (mut story, phone) = enquiry();
    reads! {
        enquiry_that_lasts, story, phone, "2026-07-01";
        enquiry_that_ends_soon, story, phone, "2026-11-10";
        enquiry_that_ended, story, phone, TODAY;
        enquiry_overdue, story, phone, "2027-01-01";
    }

    story.facts.interactions[0].recorded_at = Moment(1_788_000_000);
    reads! { enquiry_entered_late, story, phone, "2026-09-30"; }
}

#[test]
fn a_consent_reads_well_in_every_state() {
    let (mut story, email) = newsletter();
    reads! {
        consent_given, story, email, TODAY;
        consent_expired, story, email, "2028-03-01";
    }

    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");
    reads! { consent_withdrawn, story, email, TODAY; }

    story.facts.consents.truncate(1);
    let event = &mut story.facts.consents[0];
    (event.state, event.indicated_by) = (ConsentState::Unknown, IndicatedBy::Import);
    reads! { consent_unknown, story, email, TODAY; }

    let event = &mut story.facts.consents[0];
    (event.state, event.indicated_by, event.age) =
        (ConsentState::Given, IndicatedBy::Person, Some(14));
    reads! { consent_of_a_child, story, email, TODAY; }
}

#[test]
fn work_reads_well_while_it_runs_and_when_it_is_done() {
    let (mut story, address) = client();
    reads! { contract_running, story, address, "2025-03-01"; }

    let invoice = story.event(EventKind::Invoice, "2025-03-15", "2025-03");
    story.happens(Happening::Invoiced(invoice), "2025-03-15");
    let work = story.facts.engagements[0].engagement.id;
    story.work(work).stages.push((Stage::Done, day("2025-04-30")));
    story.facts.grounds[0].closed = Some(day("2025-04-30"));
    story.controller.recipients = vec![
        Recipient {
            id: RecipientId(1),
            name: "Bookkeeper Ltd".to_owned(),
            role: "bookkeeper".to_owned(),
            country: None,
        },
        Recipient {
            id: RecipientId(2),
            name: "Mailhost Inc.".to_owned(),
            role: "mail provider".to_owned(),
            country: None,
        },
    ];
    let purpose = story.purpose("tax");
    story.facts.disclosures.push(Disclosure {
        id: DisclosureId(1),
        recipient: Some(RecipientId(1)),
        purpose: Some(purpose),
        on: day("2025-04-02"),
        recorded_at: Moment(i64::from(day("2025-04-02").to_number()) * 86_400),
        data: vec![address],
        categories: vec![Category::PostalAddress],
        means: "mail".to_owned(),
        refused: candor::domain::Reasons::NONE,
        violations: vec![],
    });
    let from = From::form().for_purposes(&["delivery"]);
    let phone = story.datum(Category::Phone, "+49 30 901820", "2025-01-10", from);
    reads! {
        invoice_kept, story, address, TODAY;
        contract_ended, story, phone, TODAY;
    }
}

#[test]
fn a_firms_people_read_well() {
    let mut story = Story::in_country("DE");
    let from = || From::asked();
    let mobile = story.datum(Category::Phone, "+49 170 1234567", "2026-05-04", from());
    let firm = story.datum(Category::Organisation, "Acme GmbH", "2026-05-04", from());
    story.of(firm).link = Some(ContactId(9));
    let role = PartyRole::ContactPerson { of: ContactId(9) };
    let work = story.engagement(role, &[(Stage::Running, "2026-05-04")]);
    story.tell("2026-05-04");
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-05-04");
    reads! { contract_with_the_firm, story, mobile, TODAY; }

    story.adopt("client-contact", "2026-05-01");
    story.by_interest("client-contact", "2026-05-04");
    reads! { client_contact, story, mobile, TODAY; }
}

#[test]
fn an_interest_reads_well() {
    let (mut story, email) = prospect();
    reads! {
        prospect_to_be_told, story, email, "2026-04-01";
        prospect_not_told, story, email, TODAY;
    }

    story.tell("2026-04-20");
    reads! { prospect_told_late, story, email, TODAY; }

    story.object_to_marketing("2026-11-20");
    reads! { prospect_who_said_no, story, email, TODAY; }
}

#[test]
fn an_objection_reads_well() {
    let mut story = Story::in_country("DE");
    story.adopt("network", "2026-01-01");
    let from = From::asked().for_purposes(&["network"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", from);
    story.tell("2026-01-10");
    story.by_interest("network", "2026-01-10");
    let objection = story.object_to("network", "2026-11-02");
    reads! { objection_undecided, story, email, TODAY; }

    story.decide(objection, Decision::Overruled, "2026-11-20");
    reads! { objection_overruled, story, email, TODAY; }
}

#[test]
fn what_is_restricted_private_or_useless_reads_well() {
    let (mut story, address) = client();
    story.restrict(vec![address], "2026-11-16");
    reads! { restricted, story, address, TODAY; }

    let from = From::asked();
    let note = story.datum(Category::Note, "Coeliac, prefers morning calls", "2026-09-01", from);
    story.mark(note, Special::Health);
    story.tell("2026-09-01");
    reads! { health_in_a_note, story, note, TODAY; }

    let event = story.consent("delivery", ConsentState::Given, "2026-09-01");
    event.expression = Expression::Explicit;
    event.categories = vec![Category::Custom("health".to_owned())];
    event.validity = Some(Period::months(24));
    reads! { health_with_consent, story, note, TODAY; }

    let shoes = Category::Custom("shoe-size".to_owned());
    let from = From::asked().for_purposes(&[]);
    let orphan = story.datum(shoes, "39", "2026-01-15", from);
    reads! { orphan, story, orphan, TODAY; }
}

#[test]
fn an_old_address_book_reads_well() {
    let mut story = Story::in_country("DE");
    story.adopt("sorting", "2026-01-01");
    let from = From::file("old.vcf", Source::Unknown).for_purposes(&["sorting"]);
    let email = story.datum(Category::Email, "old@example.org", "2026-11-10", from);
    story.by_interest("sorting", "2026-11-10");
    reads! { address_book, story, email, TODAY; }
}
