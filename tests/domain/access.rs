//! Copies for people: all for access, what they gave for portability, rights by basis (C34, C35).

use candor::domain::{
    Category, ConsentState, DatumId, DatumKind, Direction, EventKind, Evidence, LawfulBasis, Means,
    PartyRole, Source, Stage,
    access::{Entitlement, LEFT_OUT, held, redact, rights_of},
};

use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

/// What is in a copy, and what of it can be taken along.
fn ids(story: &Story, on: &str) -> (Vec<DatumId>, Vec<DatumId>) {
    let held = held(&story.facts, &story.controller, day(on));
    let portable = held.iter().filter(|one| one.portable).map(|one| one.datum.id).collect();
    (held.iter().map(|one| one.datum.id).collect(), portable)
}

fn ours() -> From {
    From { source: Source::Ourselves, ..From::asked() }
}

#[test]
fn c35_only_what_they_gave_on_consent_or_contract_can_be_taken_along() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-02", From::form());
    let brief = story.datum(Category::Document, "A site", "2026-01-02", From::asked());
    let score = story.datum(Category::Custom("lead-score".into()), "7", "2026-01-02", ours());
    story.facts.data[2].kind = DatumKind::Inferred;
    let note = story.datum(Category::Url, "example.org", "2026-01-02", From::asked());
    story.adopt("prospecting", "2026-01-01");
    story.by_interest("prospecting", "2026-01-02");
    let invoice = story.datum(Category::Payment, "DE12", "2026-01-02", From::asked());
    story.ground("newsletter", LawfulBasis::Consent, Evidence::Ledger, "2026-01-02");
    story.consent("newsletter", ConsentState::Given, "2026-01-02");
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-02")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-02");
    let event = story.event(EventKind::Invoice, "2026-02-01", "1");
    story.ground("tax", LawfulBasis::LegalObligation, Evidence::Event(event), "2026-02-01");

    let (all, portable) = ids(&story, TODAY);

    assert_eq!(all, [email, brief, score, note, invoice]);
    assert_eq!(portable, [email, brief]);
}

#[test]
fn what_others_gave_or_we_noted_cannot_be_taken_along() {
    let mut story = Story::in_country("DE");
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-02")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-02");
    let own = story.datum(Category::Phone, "1", "2026-01-02", From::asked());
    story.datum(Category::Phone, "2", "2026-01-02", From::public("LinkedIn"));
    let noted = story.datum(Category::Note, "x", "2026-01-02", ours());

    assert_eq!(ids(&story, TODAY).1, [own]);

    story.facts.data.iter_mut().find(|one| one.id == noted).unwrap().kind = DatumKind::Observed;
    assert_eq!(ids(&story, TODAY).1, [own, noted], "observed in dealings with them");
}

#[test]
fn who_acts_for_a_client_takes_nothing_along() {
    let mut story = Story::in_country("DE");
    let mobile = story.datum(Category::Phone, "+49 170 1234567", "2026-05-04", From::form());
    let role = PartyRole::ContactPerson { of: candor::domain::ContactId(9) };
    let work = story.engagement(role, &[(Stage::Running, "2026-05-04")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-05-04");

    assert_eq!(ids(&story, TODAY), (vec![mobile], vec![]));
}

#[test]
fn what_is_restricted_or_has_lost_its_ground_is_given_to_the_person_all_the_same() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-02", From::form());
    story.ground("newsletter", LawfulBasis::Consent, Evidence::Ledger, "2026-01-02");
    story.consent("newsletter", ConsentState::Given, "2026-01-02");
    story.consent("newsletter", ConsentState::Withdrawn, "2026-11-10");

    assert!(story.says(email, TODAY).starts_with("unjustified"));
    assert_eq!(ids(&story, TODAY), (vec![email], vec![email]));

    story.restrict(vec![email], "2026-11-20");
    assert_eq!(ids(&story, TODAY).0, [email]);
}

#[test]
fn what_was_deleted_and_what_came_later_is_in_no_copy() {
    let mut story = Story::in_country("DE");
    story.datum(Category::Phone, "1", "2026-01-02", From::form());
    story.facts.data[0].deleted = Some(day("2026-06-01"));

    assert_eq!(ids(&story, "2026-01-01").0, []);
    assert_eq!(ids(&story, "2026-05-31").0.len(), 1);
    assert_eq!(ids(&story, "2026-06-01").0, []);
}

#[test]
fn the_text_of_a_talk_is_in_the_copy() {
    let mut story = Story::in_country("DE");
    let talk = story.talk(Means::Call, Direction::FromThem, "2026-05-04");
    story.facts.interactions[0].text = "Wants a site.".to_owned();

    let held = held(&story.facts, &story.controller, day(TODAY));

    assert_eq!(held.len(), 1);
    assert_eq!((held[0].talk, held[0].datum.value.to_line()), (Some(talk), "Wants a site.".into()));
}

#[test]
fn rights_follow_the_basis() {
    use Entitlement::{Access, Erasure, Objection, Portability, Withdrawal};
    let has = |basis, right| rights_of(basis).contains(&right);

    for (basis, erasure, portability, objection) in [
        (LawfulBasis::Consent, true, true, false),
        (LawfulBasis::Contract, true, true, false),
        (LawfulBasis::LegalObligation, false, false, false),
        (LawfulBasis::VitalInterests, true, false, false),
        (LawfulBasis::PublicTask, false, false, true),
        (LawfulBasis::LegitimateInterests, true, false, true),
    ] {
        assert!(has(basis, Access));
        assert_eq!(has(basis, Erasure), erasure, "{basis:?}");
        assert_eq!(has(basis, Portability), portability, "{basis:?}");
        assert_eq!(has(basis, Objection), objection, "{basis:?}");
        assert_eq!(has(basis, Withdrawal), basis == LawfulBasis::Consent, "{basis:?}");
    }
}

#[test]
fn c34_sentences_about_others_are_left_out_of_a_text() {
    let dave = ["Dave Miller".to_owned(), "dave@example.org".to_owned()];
    for (text, expected) in [
        ("Pays late. Dave is ill.", format!("Pays late. {LEFT_OUT}")),
        ("Dave is ill. Pays late.", format!("{LEFT_OUT} Pays late.")),
        ("Ask dave@example.org first! Pays late.", format!("{LEFT_OUT} Pays late.")),
        ("Pays late. Dave is ill. MILLER called.", format!("Pays late. {LEFT_OUT}")),
        ("Her brother is ill.", LEFT_OUT.to_owned()),
        ("Likes Davenport sofas.\nDave too", format!("Likes Davenport sofas.\n{LEFT_OUT}")),
    ] {
        assert_eq!(redact(text, &dave), expected, "{text}");
    }
}
