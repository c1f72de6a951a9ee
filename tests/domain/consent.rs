//! Consent, sentence by sentence: what carries a claim, and what ends it.

use candor::domain::{
    Category, Channel, ConsentState, DatumId, Expression, IndicatedBy, Period, PointRef, RightFact,
};

use crate::support::{From, Story, email_of};

/// An address with a ground for the newsletter, and an empty ledger.
fn subscriber() -> (Story, DatumId) {
    let mut story = Story::in_country("DE");
    let from = From::form().for_purposes(&["newsletter"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-01", from);
    story.by_consent("newsletter", "2026-01-01");
    (story, email)
}

const UNPROVEN: &str = "unjustified since 2026-01-01, erase by 2026-02-01: CONSENT_UNPROVEN";
const GOOD: &str = "justified until 2028-02-01 for newsletter";

#[test]
fn what_is_no_yes_by_the_person_proves_nothing() {
    for state in [
        ConsentState::Unknown,
        ConsentState::Requested,
        ConsentState::Deferred,
        ConsentState::Refused,
    ] {
        let (mut story, email) = subscriber();
        story.consent("newsletter", state, "2026-02-01");

        assert_eq!(story.says(email, "2026-03-01"), UNPROVEN, "{}", state.word());
    }
    let (story, email) = subscriber();
    assert_eq!(story.says(email, "2026-03-01"), UNPROVEN, "an empty ledger");
}

#[test]
fn a_yes_without_method_or_notice_proves_nothing() {
    for (method, notice) in [("", "v3"), ("web form", "")] {
        let (mut story, email) = subscriber();
        let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
        (event.method, event.notice) = (method.to_owned(), notice.to_owned());

        assert_eq!(story.says(email, "2026-03-01"), UNPROVEN);
    }
}

#[test]
fn implied_consent_carries_no_claim() {
    let (mut story, email) = subscriber();
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
    event.expression = Expression::Implied;

    assert_eq!(
        story.says(email, "2026-03-01"),
        "unjustified since 2026-01-01, erase by 2026-02-01: CONSENT_INVALID"
    );
}

#[test]
fn an_invalidated_consent_ends_on_that_day() {
    let (mut story, email) = subscriber();
    story.consent("newsletter", ConsentState::Given, "2026-02-01");
    story.consent("newsletter", ConsentState::Invalidated, "2026-04-01");

    assert_eq!(story.says(email, "2026-03-31"), GOOD);
    assert_eq!(
        story.says(email, "2026-05-01"),
        "unjustified since 2026-04-01, erase by 2026-05-01: CONSENT_INVALID"
    );
}

#[test]
fn on_the_same_day_a_no_beats_a_yes() {
    for order in [
        [ConsentState::Given, ConsentState::Withdrawn],
        [ConsentState::Withdrawn, ConsentState::Given],
    ] {
        let (mut story, email) = subscriber();
        for state in order {
            story.consent("newsletter", state, "2026-02-01");
        }

        assert_eq!(
            story.says(email, "2026-03-01"),
            "unjustified since 2026-01-01, erase by 2026-02-01: CONSENT_WITHDRAWN"
        );
    }
}

#[test]
fn asking_again_touches_no_consent_and_a_refusal_ends_it() {
    let (mut story, email) = subscriber();
    story.consent("newsletter", ConsentState::Given, "2026-02-01");
    story.consent("newsletter", ConsentState::Requested, "2026-03-01");
    story.consent("newsletter", ConsentState::Deferred, "2026-03-02");
    story.consent("newsletter", ConsentState::Refused, "2026-04-01");

    assert_eq!(story.says(email, "2026-03-15"), GOOD);
    assert_eq!(
        story.says(email, "2026-04-01"),
        "unjustified since 2026-04-01, erase by 2026-05-01: CONSENT_WITHDRAWN"
    );
}

#[test]
fn a_renewal_in_time_leaves_no_gap_and_a_late_one_does() {
    for (renewed, on_the_gap) in [
        ("2028-02-01", "justified until 2030-02-01 for newsletter"),
        ("2028-03-01", "unjustified since 2028-02-02, erase by 2028-03-02: CONSENT_EXPIRED"),
    ] {
        let (mut story, email) = subscriber();
        story.consent("newsletter", ConsentState::Given, "2026-02-01");
        story.consent("newsletter", ConsentState::Renewed, renewed);

        assert_eq!(story.says(email, "2028-02-02"), on_the_gap);
        assert!(story.says(email, "2028-03-01").starts_with("justified until 2030"));
    }
}

#[test]
fn without_a_validity_a_consent_has_no_end() {
    let (mut story, email) = subscriber();
    story.consent("newsletter", ConsentState::Given, "2026-02-01").validity = None;

    assert_eq!(story.says(email, "2046-02-01"), "justified until open for newsletter");
}

#[test]
fn a_contact_point_needs_the_consent_of_its_own_channel() {
    let (mut story, email) = subscriber();
    let from = || From::form().for_purposes(&["newsletter"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-01", from());
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
    event.channel = Some(Channel::Message);

    assert_eq!(story.says(email, "2026-03-01"), UNPROVEN);
    assert_eq!(story.says(name, "2026-03-01"), GOOD, "any channel's consent holds a name");
}

#[test]
fn a_consent_that_names_contact_points_covers_those_alone() {
    let (mut story, email) = subscriber();
    let from = From::form().for_purposes(&["newsletter"]);
    let other = story.datum(Category::Email, &email_of("office"), "2026-01-01", from);
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
    event.points = vec![PointRef { datum: other, mark: [1; 32] }];

    assert_eq!(story.says(other, "2026-03-01"), GOOD);
    assert_eq!(story.says(email, "2026-03-01"), UNPROVEN);
}

#[test]
fn a_contact_point_added_later_is_covered_only_if_the_person_gave_it() {
    let (mut story, _) = subscriber();
    story.consent("newsletter", ConsentState::Given, "2026-02-01");
    let key = &["newsletter"];
    let given = From::form().for_purposes(key);
    let given = story.datum(Category::Email, &email_of("new"), "2026-03-01", given);
    let found = From::public("a directory").for_purposes(key);
    let found = story.datum(Category::Email, &email_of("found"), "2026-03-01", found);

    assert_eq!(story.says(given, "2026-04-01"), GOOD);
    assert_eq!(
        story.says(found, "2026-04-01"),
        "unjustified since 2026-03-01, erase by 2026-04-01: CONSENT_UNPROVEN"
    );
}

#[test]
fn a_consent_covers_the_categories_that_its_notice_named() {
    let (mut story, email) = subscriber();
    let from = || From::form().for_purposes(&["newsletter"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-01", from());
    let shoes = Category::Custom("shoe-size".to_owned());
    let shoe = story.datum(shoes.clone(), "39", "2026-01-01", from());
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
    event.categories = vec![Category::Email, shoes];

    assert_eq!(story.says(email, "2026-03-01"), GOOD);
    assert_eq!(story.says(shoe, "2026-03-01"), GOOD, "named, though the purpose does not know it");
    assert_eq!(story.says(name, "2026-03-01"), UNPROVEN, "useful, but not named");
}

#[test]
fn a_withdrawal_on_one_channel_leaves_the_other() {
    let (mut story, email) = subscriber();
    let handle = story.datum(Category::Handle, "@alice", "2026-01-01", From::form());
    story.purpose_needs("newsletter", Category::Handle);
    story.consent("newsletter", ConsentState::Given, "2026-02-01").channel = None;
    story.consent("newsletter", ConsentState::Withdrawn, "2026-03-01");

    assert!(story.says(email, "2026-03-01").ends_with("CONSENT_WITHDRAWN"));
    assert_eq!(story.says(handle, "2026-03-01"), GOOD);
}

#[test]
fn a_parent_consents_for_a_child_and_the_age_is_that_of_the_day() {
    let (mut story, email) = subscriber();
    let event = story.consent("newsletter", ConsentState::Given, "2026-02-01");
    event.age = Some(15);
    story.consent("newsletter", ConsentState::Given, "2026-06-01").age = Some(16);

    assert!(story.says(email, "2026-05-31").ends_with("CHILD_CONSENT"));
    assert_eq!(story.says(email, "2026-06-01"), "justified until 2028-06-01 for newsletter");

    story.facts.consents[0].indicated_by = IndicatedBy::Parent;

    assert_eq!(story.says(email, "2026-05-31"), GOOD);
}

#[test]
fn a_withdrawal_closes_the_interest_for_the_same_purpose_as_well() {
    let mut story = Story::in_country("DE");
    story.adopt("keep-in-touch", "2026-01-01");
    let from = From::form().for_purposes(&["keep-in-touch"]);
    let email = story.datum(Category::Email, &email_of("alice"), "2026-01-01", from);
    story.by_consent("keep-in-touch", "2026-01-01");
    story.consent("keep-in-touch", ConsentState::Given, "2026-01-01");
    story.consent("keep-in-touch", ConsentState::Withdrawn, "2026-03-01");
    story.by_interest("keep-in-touch", "2026-04-01");

    assert_eq!(
        story.says(email, "2026-05-01"),
        "unjustified since 2026-03-01, erase by 2026-04-01: CONSENT_WITHDRAWN"
    );
}

#[test]
fn a_late_entry_counts_from_the_day_on_which_it_happened() {
    let (mut story, email) = subscriber();
    story.consent("newsletter", ConsentState::Given, "2026-02-01");
    let recorded_at = story.consent("newsletter", ConsentState::Given, "2026-09-01").recorded_at;
    story.facts.consents.pop();
    let event = story.consent("newsletter", ConsentState::Withdrawn, "2026-03-01");
    event.recorded_at = recorded_at;
    event.validity = Some(Period::ZERO);

    assert_eq!(
        story.says(email, "2026-03-02"),
        "unjustified since 2026-03-01, erase by 2026-04-01: CONSENT_WITHDRAWN"
    );
}

#[test]
fn of_several_channels_the_one_that_ended_last_speaks() {
    // A consent for mail that had run out once hid the one for calls that held for longer.
    let (mut story, _) = subscriber();
    let from = From::form().for_purposes(&["newsletter"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-01", from);
    story.consent("newsletter", ConsentState::Given, "2026-02-01").validity =
        Some(Period::months(2));
    story.consent("newsletter", ConsentState::Given, "2026-02-01").channel = Some(Channel::Phone);
    story.consent("newsletter", ConsentState::Withdrawn, "2026-06-01").channel =
        Some(Channel::Phone);

    assert_eq!(
        story.says(name, "2026-07-01"),
        "unjustified since 2026-06-01, erase by 2026-07-01: CONSENT_WITHDRAWN"
    );
}

#[test]
fn a_corrected_address_inherits_the_consent_that_named_the_one_before_it() {
    let (mut story, email) = subscriber();
    let named = |datum| vec![PointRef { datum, mark: [7; 32] }];
    story.consent("newsletter", ConsentState::Given, "2026-02-01").points = named(email);
    let from = From::form().for_purposes(&["newsletter"]);
    let wrong = story.datum(Category::Email, "al@example.org", "2026-01-01", from.clone());
    let right = story.datum(Category::Email, "alice@example.com", "2026-01-01", from.clone());
    let other = story.datum(Category::Email, "a@example.net", "2026-01-01", from);
    story.right("2026-03-01", RightFact::Corrected { old: email, new: wrong });
    // The second correction is known by the value's own link alone.
    story.of(right).corrects = Some(wrong);
    story.facts.data.retain(|datum| datum.id == right || datum.id == other);

    assert_eq!(story.says(right, "2026-04-01"), GOOD);
    assert_eq!(story.says(other, "2026-04-01"), UNPROVEN, "nobody named it");

    // Taking it back for the address of then takes it back for the one of now.
    story.consent("newsletter", ConsentState::Withdrawn, "2026-05-01").points = named(email);
    let ended = "unjustified since 2026-05-01, erase by 2026-06-01: CONSENT_WITHDRAWN";
    assert_eq!(story.says(right, "2026-05-01"), ended);
}
