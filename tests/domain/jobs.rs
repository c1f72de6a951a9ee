//! The commonest jobs: what opens and closes by itself, for a person and for somebody at a firm.

use candor::domain::{
    Category, ContactId, ContactKind, DatumId, Direction, EngagementId, EventKind, LegalForm,
    Means, PartyRole, Stage, opening::Happening,
};

use crate::support::{From, Story, day, email_of};

const CLIENT: PartyRole = PartyRole::Client;
const CONTACT_PERSON: PartyRole = PartyRole::ContactPerson { of: ContactId(9) };

/// A user who has adopted the four interests of the setup, and somebody who writes to them.
fn somebody() -> (Story, Vec<DatumId>) {
    let mut story = Story::in_country("DE");
    for key in ["client-contact", "network", "keep-in-touch", "prospecting"] {
        story.adopt(key, "2026-01-01");
    }
    let data = [(Category::Name, "Alice Example"), (Category::Email, "alice@example.org")]
        .map(|(category, value)| story.datum(category, value, "2026-01-12", From::message()));
    (story, data.to_vec())
}

fn at_a_firm() -> (Story, Vec<DatumId>) {
    let (mut story, mut data) = somebody();
    let firm = story.datum(Category::Organisation, "Acme GmbH", "2026-01-12", From::message());
    story.of(firm).link = Some(ContactId(9));
    data.push(firm);
    (story, data)
}

fn enquiry(story: &mut Story) {
    let mail = story.talk(Means::Mail, Direction::FromThem, "2026-01-12");
    story.happens(Happening::InboundEnquiry(mail), "2026-01-12");
    story.talk(Means::Mail, Direction::ToThem, "2026-01-13");
    story.facts.interactions[1].carries_notice = true;
}

fn reach(story: &mut Story, work: EngagementId, role: PartyRole, stage: Stage, on: &str) {
    if story.work(work).stages.last() != Some(&(stage, day(on))) {
        story.work(work).stages.push((stage, day(on)));
    }
    let (asked_for, owed) = (story.work(work).asked_for, story.work(work).owed_until);
    let still_owed = owed.is_some_and(|owed| owed > day(on));
    let happening = Happening::Reached { engagement: work, role, stage, asked_for, still_owed };
    story.happens(happening, on);
}

fn all_justified(story: &Story, data: &[DatumId], on: &str) {
    for id in data {
        let said = story.says(*id, on);
        assert!(said.starts_with("justified"), "on {on}: {said}");
    }
    assert_eq!(story.duties(on), [""; 0], "on {on}");
}

#[test]
fn job_1_an_enquiry_by_a_person_is_a_step_before_a_contract() {
    let (mut story, data) = somebody();
    enquiry(&mut story);

    assert_eq!(story.grounds(), ["enquiry on contract from 2026-01-12"]);
    all_justified(&story, &data, "2026-01-20");
    assert_eq!(story.says(data[1], "2026-01-20"), "justified until 2026-07-12 for enquiry");
}

#[test]
fn job_1_an_enquiry_for_a_firm_is_client_contact() {
    let (mut story, data) = at_a_firm();
    enquiry(&mut story);

    assert_eq!(story.grounds(), ["client-contact on legitimate-interests from 2026-01-12"]);
    all_justified(&story, &data, "2026-01-20");
    assert_eq!(story.says(data[1], "2026-01-20"), "justified until 2026-07-12 for client-contact");
}

#[test]
fn job_1_without_the_adopted_interest_nothing_opens_and_the_user_hears_of_it() {
    let (mut story, _) = at_a_firm();
    story.controller.assessments.clear();
    let mail = story.talk(Means::Mail, Direction::FromThem, "2026-01-12");

    let found = story.happens(Happening::InboundEnquiry(mail), "2026-01-12");

    assert_eq!(found.unassessed, ["client-contact"]);
    assert_eq!(story.grounds(), [""; 0]);
}

#[test]
fn job_3_a_proposal_stays_an_enquiry_if_they_asked() {
    let (mut story, data) = somebody();
    enquiry(&mut story);
    let work = story.engagement(CLIENT, &[(Stage::Proposal, "2026-02-02")]);
    reach(&mut story, work, CLIENT, Stage::Proposal, "2026-02-02");

    assert_eq!(story.grounds(), ["enquiry on contract from 2026-01-12"]);
    all_justified(&story, &data, "2026-02-02");
}

#[test]
fn job_3_an_offer_nobody_asked_for_is_prospecting() {
    let (mut story, _) = somebody();
    let work = story.engagement(CLIENT, &[(Stage::Proposal, "2026-02-02")]);
    story.work(work).asked_for = false;
    reach(&mut story, work, CLIENT, Stage::Proposal, "2026-02-02");

    assert_eq!(story.grounds(), ["prospecting on legitimate-interests from 2026-02-02"]);
}

#[test]
fn jobs_4_to_6_from_start_to_end_for_a_person() {
    let (mut story, data) = somebody();
    enquiry(&mut story);
    let work = story.engagement(CLIENT, &[(Stage::Running, "2026-03-02")]);
    reach(&mut story, work, CLIENT, Stage::Running, "2026-03-02");
    assert_eq!(
        story.grounds(),
        [
            "enquiry on contract from 2026-01-12 to 2026-03-02",
            "delivery on contract from 2026-03-02"
        ]
    );
    all_justified(&story, &data, "2026-05-01");

    let invoice = story.event(EventKind::Invoice, "2026-06-01", "2026-07");
    story.happens(Happening::Invoiced(invoice), "2026-06-01");
    story.happens(Happening::Invoiced(invoice), "2026-06-01");
    assert_eq!(story.grounds()[2..], ["tax on legal-obligation from 2026-06-01"], "opened once");

    reach(&mut story, work, CLIENT, Stage::Done, "2026-06-30");
    assert_eq!(story.grounds()[1], "delivery on contract from 2026-03-02 to 2026-06-30");
    assert_eq!(story.says(data[0], "2026-07-01"), "justified until 2034-12-31 for tax");
    assert_eq!(
        story.says(data[1], "2026-07-01"),
        "unjustified since 2026-07-01, erase by 2026-08-01: CONTRACT_ENDED"
    );
}

#[test]
fn job_6_each_answer_at_the_end_keeps_something() {
    let (mut story, data) = somebody();
    enquiry(&mut story);
    let work = story.engagement(CLIENT, &[(Stage::Running, "2026-03-02")]);
    reach(&mut story, work, CLIENT, Stage::Running, "2026-03-02");
    story.work(work).owed_until = Some(day("2026-08-31"));
    reach(&mut story, work, CLIENT, Stage::Done, "2026-06-30");
    assert_eq!(story.says(data[1], "2026-07-01"), "justified until 2026-08-31 for aftercare");

    story.happens(Happening::KeepInTouch, "2026-06-30");
    assert_eq!(
        story.says(data[1], "2026-07-01"),
        "justified until 2028-03-02 for aftercare keep-in-touch",
        "24 months after they agreed to the work"
    );

    story.adopt("legal-claims", "2026-06-30");
    story.happens(Happening::DisputePossible(work), "2026-06-30");
    assert_eq!(
        story.says(data[1], "2026-07-01"),
        "justified until 2029-12-31 for aftercare keep-in-touch legal-claims"
    );
    assert_eq!(story.duties("2026-07-01"), [""; 0]);
}

#[test]
fn jobs_4_to_6_from_start_to_end_for_somebody_at_a_firm() {
    let (mut story, data) = at_a_firm();
    enquiry(&mut story);
    let work = story.engagement(CONTACT_PERSON, &[(Stage::Running, "2026-03-02")]);
    reach(&mut story, work, CONTACT_PERSON, Stage::Running, "2026-03-02");
    assert_eq!(story.grounds(), ["client-contact on legitimate-interests from 2026-01-12"]);
    all_justified(&story, &data, "2026-05-01");
    assert_eq!(story.says(data[1], "2026-05-01"), "justified until open for client-contact");

    reach(&mut story, work, CONTACT_PERSON, Stage::Done, "2026-06-30");
    assert_eq!(story.says(data[1], "2026-07-01"), "justified until 2026-12-30 for client-contact");
    all_justified(&story, &data, "2026-12-30");
}

#[test]
fn a_lost_enquiry_closes_and_another_opens_anew() {
    let (mut story, _) = somebody();
    enquiry(&mut story);
    let work = story.engagement(CLIENT, &[(Stage::Proposal, "2026-02-02")]);
    reach(&mut story, work, CLIENT, Stage::Lost, "2026-02-20");
    let second = story.engagement(CLIENT, &[(Stage::Enquiry, "2026-05-04")]);
    reach(&mut story, second, CLIENT, Stage::Enquiry, "2026-05-04");

    assert_eq!(
        story.grounds(),
        [
            "enquiry on contract from 2026-01-12 to 2026-02-20",
            "enquiry on contract from 2026-05-04"
        ]
    );
}

#[test]
fn a_firms_own_data_need_no_ground() {
    let mut story = Story::in_country("DE");
    story.facts.contact.kind = ContactKind::Organisation(LegalForm::Company);
    let name = story.datum(Category::Name, "Acme GmbH", "2026-01-12", From::asked());
    let invoice = story.event(EventKind::Invoice, "2026-06-01", "2026-07");
    story.happens(Happening::Invoiced(invoice), "2026-06-01");

    assert_eq!(story.grounds(), [""; 0]);
    assert_eq!(story.says(name, "2026-06-01"), "justified until open");
    assert_eq!(story.duties("2026-06-01"), [""; 0]);

    story.facts.contact.kind = ContactKind::Organisation(LegalForm::SoleTrader);
    assert!(story.says(name, "2026-06-01").starts_with("unjustified"), "a sole trader is a person");
    assert_eq!(email_of("alice"), "alice@example.org");
}
