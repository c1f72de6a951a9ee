//! Queries: what they find, what lists settle without the facts, and what is said of mistakes.

use candor::domain::{
    query::{Known, Mistake, Query, Row, needs, on_facts, on_row, parse},
    *,
};

use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

fn known() -> Known {
    let keys = ["enquiry", "delivery", "newsletter", "tax"].map(str::to_owned).to_vec();
    Known { purposes: keys, currency: *b"EUR" }
}

fn understood(text: &str) -> Query {
    parse(text, &known()).unwrap_or_else(|mistake| panic!("{text}: {mistake}"))
}

fn wrong(text: &str) -> Mistake {
    parse(text, &known()).unwrap_err()
}

/// Anna Bell: a client with a website under way, and a consent for the newsletter.
fn anna() -> Story {
    let mut story = Story::in_country("DE");
    let add = |story: &mut Story, category, value: &str| {
        story.datum(category, value, "2026-01-15", From::form())
    };
    add(&mut story, Category::Name, "Anna Bell");
    add(&mut story, Category::Email, "anna@acme.example");
    add(&mut story, Category::Phone, "+49 30 901820");
    add(&mut story, Category::Organisation, "Acmé GmbH");
    add(&mut story, Category::Role, "CTO");
    add(&mut story, Category::Tag, "client");
    add(&mut story, Category::Note, "Likes big logos");
    add(&mut story, Category::Custom("honorific".to_owned()), "Ms");
    let work = story.engagement(
        PartyRole::Client,
        &[(Stage::Enquiry, "2026-01-15"), (Stage::Running, "2026-02-01")],
    );
    story.facts.engagements[0].engagement.value = Some(Money { minor: 240_000, currency: *b"EUR" });
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-02-01");
    story.by_consent("newsletter", "2026-02-02");
    story.consent("newsletter", ConsentState::Given, "2026-02-02");
    story.talk(Means::Mail, Direction::FromThem, "2026-08-01");
    story
}

fn asks(story: &Story, text: &str) -> bool {
    let query = understood(text);
    let today = day(TODAY);
    let derived = derive(&story.facts, &story.controller, today);
    let row = Row::of(&derived, today);
    let answer = on_facts(&query, row, &story.facts, &story.controller);
    // What the list says alone is never another answer.
    assert!(on_row(&query, row).is_none_or(|said| said == answer), "{text}");
    answer
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of queries")]
fn a_query_finds_by_what_is_held_and_on_record() {
    let story = anna();
    for yes in [
        "",
        "anna",
        "bell ann",
        "\"anna bell\"",
        "tag:client",
        "tag=client",
        "tags:cli",
        "org:acme",
        "org:\"acmé gmbh\"",
        "role:cto",
        "email:@acme",
        "phone:901820",
        "phone:\"030 901820\"",
        "note:logo",
        "basis:contract",
        "purpose:delivery",
        "consent:newsletter",
        "stage:running",
        "value>1000",
        "value<=2400.00",
        "last>90d",
        "last<6m",
        "added>300d",
        "has:phone",
        "has:interaction",
        "kind:person",
        "country:de",
        "source:person",
        "verdict:justified",
        "honorific:ms",
        "custom.honorific=MS",
        "-tag:lead",
        "not tag:lead",
        "tag!=lead",
        "tag:lead or role:cto",
        "(tag:lead or tag:client) stage:running",
        "tag:client and -(role:ceo or city:paris)",
        "tag: client",
        "tag = client",
        "name startswith anna",
        "name endswith bell",
    ] {
        assert!(asks(&story, yes), "{yes}");
    }
    for no in [
        "berta",
        "\"bell anna\"",
        "tag:lead",
        "tag=clien",
        "basis:legal-obligation",
        "purpose:tax",
        "consent:tax",
        "stage:done",
        "value>2400",
        "last<90d",
        "last>1y",
        "has:birthday",
        "kind:organisation",
        "country:fr",
        "-tag:client",
        "tag!=client",
        "tag:client -stage:running",
        "tag:lead or role:ceo",
        "verdict:restricted",
        "age>1",
        "special:any",
        "name startswith bell",
    ] {
        assert!(!asks(&story, no), "{no}");
    }
}

#[test]
fn days_that_fall_due_count_from_today_and_the_past_is_less_than_none() {
    let mut story = Story::in_country("DE");
    story.datum(Category::Name, "Anna", "2026-05-20", From::message());
    story.ground("enquiry", LawfulBasis::Contract, Evidence::Ledger, "2026-05-20");
    story.datum(Category::Email, "a@example.org", "2026-05-20", From::message());

    assert!(asks(&story, "due<30d"));
    assert!(asks(&story, "due<0d") || asks(&story, "due<=1y"));
    assert!(!asks(&story, "due:request"));
    assert!(asks(&story, "has:due"));
    assert!(asks(&story, "-due:request"));
}

#[test]
fn lists_settle_what_stands_in_them() {
    let story = anna();
    let today = day(TODAY);
    let derived = derive(&story.facts, &story.controller, today);
    let said = |text: &str| on_row(&understood(text), Row::of(&derived, today));

    assert_eq!(said("anna"), Some(true));
    assert_eq!(said("tag:lead"), Some(false));
    assert_eq!(said("tag!=lead"), Some(true));
    assert_eq!(said("verdict:unjustified"), Some(true), "the honorific");
    assert_eq!(said("anna stage:running"), None);
    assert_eq!(said("berta stage:running"), Some(false));
    assert_eq!(said("anna or stage:running"), Some(true));
}

#[test]
fn a_query_gathers_only_the_facts_that_it_looks_at() {
    let basis = needs(&understood("basis:consent anna"));
    assert!(basis.grounds && !basis.data && !basis.interactions && !basis.all);
    let last = needs(&understood("-last>90d"));
    assert!(last.interactions && !last.data && !last.grounds);
    assert!(needs(&understood("tag:a or verdict:justified")).all);
}

#[test]
fn a_mistake_names_the_place_the_word_meant_and_what_is_accepted() {
    let mistake = wrong("tag:client bassis:consent");
    assert_eq!(mistake.to_string(), "there is no field `bassis`");
    assert_eq!(mistake.hint(), "did you mean `basis`?");
    assert_eq!(
        mistake.shown("tag:client bassis:consent"),
        ["tag:client bassis:consent", "           ^^^^^^"]
    );

    let mistake = wrong("basis:konsent");
    assert_eq!((mistake.place, mistake.meant.as_deref()), (6..13, Some("consent")));

    let mistake = wrong("stage:xyz");
    assert_eq!(mistake.message, "`stage` cannot be `xyz`");
    assert_eq!(mistake.hint(), "it takes enquiry, proposal, running, done, lost");

    for (text, place, said) in [
        ("due<soon", 4..8, "`due` cannot be `soon`"),
        ("tag<3", 3..4, "`tag` cannot be compared with `<`"),
        ("last:30d", 4..5, "`last` cannot be compared with `:`"),
        ("tag:", 0..4, "`tag` needs a value"),
        ("tag: or anna", 0..4, "`tag` needs a value"),
        ("(anna", 0..1, "this parenthesis is never closed"),
        ("anna)", 4..5, "this parenthesis was never opened"),
        ("\"anna", 0..5, "this quotation mark is never closed"),
        ("anna or", 5..7, "nothing stands after this `or`"),
        (":x", 0..1, "a field is missing before this"),
        ("purpose:nothing", 8..15, "`purpose` cannot be `nothing`"),
        ("value>much", 6..10, "`value` cannot be `much`"),
    ] {
        let mistake = wrong(text);
        assert_eq!((mistake.place.clone(), mistake.message.as_str()), (place, said), "{text}");
    }
}

#[test]
fn whatever_is_typed_is_understood_or_refused_and_never_a_panic() {
    use proptest::prelude::*;
    proptest!(|(text in "(tag|due|-|or|not|\\(|\\)|\"|:|<|>=|!=| |a|é|30d|client|value){0,24}")| {
        if let Err(mistake) = parse(&text, &known()) {
            prop_assert!(text.get(mistake.place.clone()).is_some(), "{text}");
            prop_assert!(!mistake.message.is_empty());
        }
    });
}
