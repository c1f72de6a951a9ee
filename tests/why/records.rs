//! The records behind the lines.

use candor::app::why::{RecordText, record};
use candor::domain::{
    Category, Cite, ConsentState, Direction, EventKind, Evidence, LawfulBasis, Means, NoticeId,
    PartyRole, Stage,
};

use crate::support::{From, Story, email_of};

fn text(record: &RecordText) -> String {
    let lines = record.lines.iter().map(|(label, text)| format!("  {label}: {text}\n"));
    format!("{}\n{}", record.title, lines.collect::<String>())
}

#[test]
fn every_record_that_a_proof_can_name_is_told() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-10", From::form());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    let evidence = Evidence::Engagement(work);
    let ground = story.ground("delivery", LawfulBasis::Contract, evidence, "2026-01-15");
    let consent = story.consent("newsletter", ConsentState::Given, "2026-02-02").id;
    let invoice = story.event(EventKind::Invoice, "2026-03-15", "2026-03");
    let talk = story.talk(Means::Call, Direction::Both, "2026-03-20");
    let told = story.tell("2026-03-21");
    let objection = story.object_to_marketing("2026-03-22");
    let assessment = story.adopt("network", "2026-01-01");

    let cites = [
        Cite::Datum(email),
        Cite::Ground(ground),
        Cite::Consent(consent),
        Cite::Engagement(work),
        Cite::Event(invoice),
        Cite::Interaction(talk),
        Cite::Right(told),
        Cite::Right(objection),
        Cite::Assessment(assessment),
        Cite::Notice(NoticeId(1)),
        Cite::Purpose(story.purpose("newsletter")),
    ];
    let told: Vec<String> = cites
        .iter()
        .map(|cite| text(&record(&story.facts, &story.controller, *cite).unwrap()))
        .collect();

    insta::assert_snapshot!("records", told.join("\n"));
}
