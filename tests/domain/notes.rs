//! What the user notes themself was obtained from nobody: it asks for no notice of its own.

use candor::domain::{Category, DatumId, How, PartyRole, Source, Stage};

use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

/// A note of the user's own.
fn note(story: &mut Story, on: &str) -> DatumId {
    let from = From { source: Source::Ourselves, how: How::Typed, purposes: None };
    story.datum(Category::Note, "call her about the quote", on, from)
}

/// A client of a user who never tells anybody anything.
fn client() -> Story {
    let mut story = Story::in_country("DE");
    story.controller.notices.clear();
    story.purpose_needs("delivery", Category::Note);
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-10-01")]);
    let evidence = candor::domain::Evidence::Engagement(work);
    let contract = candor::domain::LawfulBasis::Contract;
    story.ground("delivery", contract, evidence, "2026-10-01");
    story
}

#[test]
fn a_note_of_ones_own_brings_no_notice_beside_what_they_gave() {
    let mut story = client();
    let from = From::asked().for_purposes(&["delivery"]);
    story.datum(Category::Name, "Alice", "2026-10-01", from);
    let note = note(&mut story, "2026-10-05");

    assert!(story.says(note, TODAY).starts_with("justified"), "{}", story.says(note, TODAY));
    assert_eq!(story.duties(TODAY), ["art-13-notice due 2026-10-01 violated"]);
}

#[test]
fn whoever_is_held_by_our_own_notes_alone_is_told_of_them() {
    let mut story = client();
    note(&mut story, "2026-10-05");

    assert_eq!(story.duties(TODAY), ["art-14-notice due 2026-11-05 violated"]);
}

/// Whoever had filled in the form was told; a note about them, a month old, was to go all the same.
#[test]
fn who_was_told_by_a_form_or_a_consent_was_told_for_later_notes_as_well() {
    let mut story = Story::in_country("DE");
    story.purpose_needs("keep-in-touch", Category::Note);
    story.adopt("keep-in-touch", "2026-01-01");
    story.by_interest("keep-in-touch", "2026-09-01");
    let from = From::form().for_purposes(&["keep-in-touch"]);
    story.datum(Category::Email, "alice@example.org", "2026-09-01", from);
    let note = note(&mut story, "2026-09-05");

    let verdict = story.verdict(note, day(TODAY));

    assert_eq!(
        verdict.standing,
        candor::domain::Standing::Justified,
        "{}",
        story.in_words(&verdict)
    );
    assert_eq!(story.duties(TODAY), [""; 0]);
}
