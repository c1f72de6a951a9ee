//! What is derived for lists, search and the agenda.

use candor::domain::{
    Category, ContactKind, DatumId, Derived, DueKind, LegalForm, PersonName, Sign, Value, derive,
};

use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

fn derived(story: &Story, on: &str) -> Derived {
    derive(&story.facts, &story.controller, day(on))
}

/// Somebody in the network, told and justified until 10 January 2029.
fn colleague() -> Story {
    let mut story = Story::in_country("DE");
    story.adopt("network", "2026-01-01");
    let from = || From::form().for_purposes(&["network"]);
    let name = story.datum(Category::Name, "", "2026-01-10", from());
    story.of(name).value = Value::Name(PersonName {
        formatted: "Dr. Anna Müller".to_owned(),
        family: "Müller".to_owned(),
        given: "Anna".to_owned(),
        prefix: "Dr.".to_owned(),
        ..PersonName::default()
    });
    story.datum(Category::Email, &email_of("Anna"), "2026-01-10", from());
    story.datum(Category::Phone, "030 901820", "2026-01-10", from());
    story.datum(Category::Organisation, "Acme GmbH", "2026-01-10", from());
    story.by_interest("network", "2026-01-10");
    story
}

#[test]
fn a_row_has_name_order_detail_and_search_key() {
    let one = derived(&colleague(), TODAY);

    assert_eq!((one.name.as_str(), one.detail.as_str()), ("Dr. Anna Müller", "Acme GmbH"));
    assert!(one.order.starts_with("mu") && one.order.ends_with(" anna"), "{}", one.order);
    for word in ["anna@example.org", "acme", "4930901820", "030901820"] {
        assert!(one.search.contains(word), "`{word}` in `{}`", one.search);
    }
    let points: Vec<&str> = one.points.iter().map(|point| point.normalised.as_str()).collect();
    assert_eq!(points, ["anna@example.org", "+4930901820"]);
}

#[test]
fn a_name_is_never_empty() {
    let mut story = Story::in_country("DE");
    assert_eq!(derived(&story, TODAY).name, "contact 1");

    story.datum(Category::Email, &email_of("anna"), TODAY, From::form());
    assert_eq!(derived(&story, TODAY).name, "anna@example.org");
}

#[test]
fn a_deleted_value_is_neither_shown_nor_judged() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("anna"), TODAY, From::form());
    assert_eq!(derived(&story, TODAY).sign, Sign::Unjustified);

    story.of(email).deleted = Some(day(TODAY));
    let one = derived(&story, TODAY);
    assert_eq!((one.sign, one.search.as_str()), (Sign::Clear, "contact 1"));
    assert!(one.due.is_empty() && one.points.is_empty());
}

#[test]
fn the_sign_is_the_gravest_and_knows_until_when() {
    let mut story = colleague();
    let one = derived(&story, TODAY);
    assert_eq!((one.sign, one.sign_until), (Sign::Clear, Some(day("2028-12-10"))));
    assert_eq!(derived(&story, "2028-12-11").sign, Sign::Due);
    assert_eq!(derived(&story, "2029-01-11").sign, Sign::Unjustified);

    story.restrict(vec![DatumId(2)], "2026-11-01");
    assert_eq!(derived(&story, TODAY).sign, Sign::Restricted);

    story.facts.contact.kind = ContactKind::Organisation(LegalForm::Company);
    assert_eq!(derived(&story, TODAY).sign, Sign::NotJudged);
}

#[test]
fn what_falls_due_is_listed_by_day() {
    let mut story = Story::in_country("DE");
    story.adopt("prospecting", "2026-01-01");
    let from = From::public("LinkedIn").for_purposes(&["prospecting"]);
    story.datum(Category::Email, &email_of("bo"), "2026-11-10", from);
    story.by_interest("prospecting", "2026-11-10");
    let due = |on: &str| -> Vec<(String, DueKind, Option<DatumId>)> {
        derived(&story, on)
            .due
            .iter()
            .map(|one| (one.day.to_string(), one.kind, one.datum))
            .collect()
    };

    assert_eq!(
        due(TODAY),
        [
            ("2026-12-10".to_owned(), DueKind::Notice, None),
            ("2026-12-10".to_owned(), DueKind::Lapse, Some(DatumId(1))),
        ]
    );
    assert_eq!(
        due("2026-12-20"),
        [
            ("2026-12-10".to_owned(), DueKind::Notice, None),
            ("2027-01-11".to_owned(), DueKind::Erase, Some(DatumId(1))),
        ]
    );
}

#[test]
#[ignore = "a measurement: run it with --release --nocapture"]
fn how_long_a_contact_with_ten_values_takes() {
    let mut story = colleague();
    for number in 0..6 {
        let from = From::form().for_purposes(&["network"]);
        story.datum(Category::Note, &format!("note {number}"), "2026-01-10", from);
    }
    let rounds = 20_000_u32;
    let start = std::time::Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(derived(&story, TODAY));
    }
    println!("{:?} for each contact", start.elapsed() / rounds);
}
