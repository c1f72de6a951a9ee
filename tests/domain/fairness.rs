//! Fairness: what queries may not choose by, and how the treatment of groups is compared.

use candor::{
    domain::{
        fairness::{
            ConcernKind, Unfair, check, concerns,
            treatment::{Group, Judgement, judge},
        },
        query::{Known, Query, parse},
        *,
    },
    formats::hints::builtin,
};

use crate::support::{From, Story, day};

fn query(text: &str) -> Query {
    let known = Known { purposes: vec!["newsletter".to_owned()], currency: *b"EUR" };
    parse(text, &known).unwrap_or_else(|mistake| panic!("{text}: {mistake}"))
}

fn checked(text: &str, reason: Option<&str>) -> Result<Vec<ProxyReason>, Unfair> {
    check(&query(text), &builtin().unwrap(), reason)
}

#[test]
fn x3_a_special_category_is_refused_whatever_the_reason() {
    for text in [
        "special:health",
        "-special:any",
        "tag:client religion:catholic",
        "custom.allergies:nuts",
        "has:religion",
        "tag:muslim",
        "tag:lgbt-friends",
        "tag:trade-union",
        "note:pregnant",
        "note:\"off sick\"",
        "lesbian",
        "trade union",
        "tag:client or (stage:running -tag:jewish)",
        "custom.diet:coeliac",
        "talk:Gewerkschaft",
        "note:\"en arrêt maladie\"",
    ] {
        let refused = checked(text, Some("because")).unwrap_err();
        assert!(matches!(refused, Unfair::Special(_)), "{text}: {refused:?}");
        assert!(refused.to_string().contains("never allowed"), "{refused}");
    }
}

#[test]
fn x3_a_likely_proxy_needs_a_reason_that_is_kept() {
    for (text, word) in [
        ("nationality != \"PL\"", "nationality"),
        ("postcode startswith \"SE15\"", "postcode"),
        ("postcode:SE15", "postcode"),
        ("age>60", "age"),
        ("birthday:1990", "birthday"),
        ("gender:f", "gender"),
        ("honorific:ms", "honorific"),
        ("language:pl", "language"),
        ("birthplace:lodz", "birthplace"),
        ("name endswith ski", "name"),
        ("name-origin:slavic", "name-origin"),
        ("tag:women", "women"),
        ("tag:client (stage:running or zip:10178)", "postcode"),
    ] {
        let refused = checked(text, None).unwrap_err();
        assert!(matches!(refused, Unfair::WithoutReason(_)), "{text}: {refused:?}");
        assert!(checked(text, Some("  ")).is_err(), "{text}");

        let kept = checked(text, Some("delivery zone")).unwrap();
        let reason = ProxyReason { word: word.to_owned(), reason: "delivery zone".to_owned() };
        assert_eq!(kept, [reason], "{text}");
    }
}

#[test]
fn x3_what_people_did_and_agreed_to_needs_no_reason() {
    for text in [
        "",
        "tag:client basis:consent last>90d",
        "stage:running value>1000",
        "org:\"Church Street Studio\"",
        "anna bell",
        "country:DE city:berlin",
        "has:birthday",
        "verdict:unjustified",
        "hint:look",
        "tag:union-of-sets",
        "source:linkedin",
    ] {
        assert_eq!(checked(text, None), Ok(vec![]), "{text}");
    }
}

#[test]
fn x3_a_concern_names_its_place() {
    let found = concerns(&query("tag:client postcode:SE15"), &builtin().unwrap());

    assert_eq!(found[0].place, 11..24);
    assert_eq!(found[0].kind, ConcernKind::Proxy { stands_for: "origin or wealth" });
}

/// Somebody who asked on a day and, if `won`, became a client.
fn asked(number: u64, won: bool) -> Story {
    let mut story = Story::in_country("DE");
    story.datum(Category::Name, "Somebody", "2026-03-01", From::message());
    let mut stages = vec![(Stage::Enquiry, "2026-03-01"), (Stage::Proposal, "2026-03-05")];
    stages.push(if won { (Stage::Running, "2026-04-01") } else { (Stage::Lost, "2026-04-01") });
    story.engagement(PartyRole::Client, &stages);
    story.facts.engagements[0].engagement.id = EngagementId(number);
    story
}

fn group(name: &str, first: u64, won: u64, asked_by: u64) -> Group {
    let mut group = Group::new(name);
    for number in 0..asked_by {
        let story = asked(first + number, number < won);
        group.add(&story.facts, day("2000-01-01"), day("2026-11-23"));
    }
    group
}

#[test]
fn x3_twelve_of_forty_against_twenty_seven_of_forty_five_is_flagged() {
    let groups = [group("a", 0, 12, 40), group("b", 100, 27, 45)];

    assert_eq!(groups[0].won_share(), Some(0.3));
    assert_eq!(groups[1].won_share(), Some(0.6));
    assert_eq!(judge(&groups), Judgement::Flagged { ratio: 0.5 });
}

#[test]
fn x3_below_twenty_in_any_group_there_is_no_ratio() {
    let groups = [group("a", 0, 1, 19), group("b", 100, 27, 45)];
    assert_eq!(judge(&groups), Judgement::TooFew);
    assert_eq!(judge(&groups[1..]), Judgement::TooFew);
    assert_eq!(judge(&[]), Judgement::TooFew);

    let few_people = {
        let mut group = Group::new("one client with many jobs");
        let mut story = asked(0, true);
        for number in 1..30 {
            let mut more = story.facts.engagements[0].clone();
            more.engagement.id = EngagementId(number);
            story.facts.engagements.push(more);
        }
        group.add(&story.facts, day("2000-01-01"), day("2026-11-23"));
        group
    };
    assert_eq!(few_people.asked(), 30);
    assert_eq!(judge(&[few_people, group("b", 100, 27, 45)]), Judgement::TooFew);
}

#[test]
fn exactly_four_fifths_is_not_flagged() {
    let even = [group("a", 0, 8, 20), group("b", 100, 10, 20)];
    assert!(matches!(judge(&even), Judgement::Even { .. }));
    let flagged = [group("a", 0, 7, 20), group("b", 100, 9, 20)];
    assert!(matches!(judge(&flagged), Judgement::Flagged { .. }));
    let nobody = [group("a", 0, 0, 20), group("b", 100, 0, 20)];
    assert_eq!(judge(&nobody), Judgement::Even { ratio: 1.0 });
}

#[test]
fn a_reply_is_counted_from_the_first_word_that_waits() {
    let mut story = Story::in_country("DE");
    story.datum(Category::Name, "Anna", "2026-03-01", From::message());
    for (on, direction) in [
        ("2026-03-01", Direction::FromThem),
        ("2026-03-03", Direction::FromThem),
        ("2026-03-05", Direction::ToThem),
        ("2026-03-20", Direction::ToThem),
        ("2026-04-01", Direction::FromThem),
        ("2026-04-02", Direction::Both),
        ("2026-05-01", Direction::FromThem),
    ] {
        story.talk(Means::Mail, direction, on);
    }
    let mut group = Group::new("all");

    group.add(&story.facts, day("2026-01-01"), day("2026-06-01"));

    assert_eq!((group.reply_days.as_slice(), group.unanswered), ([4, 1].as_slice(), 1));
    assert_eq!(group.median_reply_days(), Some(2.5));
    assert_eq!(group.contacts, 3);
    assert_eq!(group.days_held, 93);

    let mut later = Group::new("since April");
    later.add(&story.facts, day("2026-04-01"), day("2026-06-01"));
    assert_eq!((later.reply_days.as_slice(), later.contacts), ([1].as_slice(), 1));
}
