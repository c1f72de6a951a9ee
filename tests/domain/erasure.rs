//! A request for erasure, value by value (C13, Art. 17(3)).

use candor::domain::{
    Category, DatumId, EventKind, Evidence, HoldUntil, LawfulBasis, PartyRole, Stage,
    erasure::{self, Fate, Keep, Reach},
};

use super::many::{ensure, every_history};
use crate::support::{From, Story, day, email_of};

const TODAY: &str = "2026-11-23";

fn fate(story: &Story, id: DatumId, reach: Reach) -> Fate {
    let datum = story.facts.data.iter().find(|datum| datum.id == id).unwrap();
    erasure::decide(&story.facts, &story.controller, datum, reach, day(TODAY))
}

/// Data on an invoice of March 2025, for work that is done.
fn invoiced() -> (Story, [DatumId; 4]) {
    let mut story = Story::in_country("DE");
    let mut datum =
        |category, value: &str| story.datum(category, value, "2025-02-01", From::form());
    let ids = [
        datum(Category::Name, "Alice"),
        datum(Category::PostalAddress, "Lindenweg 1"),
        datum(Category::Phone, "1"),
        datum(Category::Birthday, ""),
    ];
    let stages = [(Stage::Running, "2025-02-01"), (Stage::Done, "2025-04-30")];
    let work = Evidence::Engagement(story.engagement(PartyRole::Client, &stages));
    story.ground("delivery", LawfulBasis::Contract, work, "2025-02-01");
    let invoice = Evidence::Event(story.event(EventKind::Invoice, "2025-03-15", "2025-03"));
    story.ground("tax", LawfulBasis::LegalObligation, invoice, "2025-03-15");
    (story, ids)
}

#[test]
fn c13_what_an_invoice_needs_stays_for_tax_alone_and_the_rest_goes() {
    let (story, [name, address, phone, birthday]) = invoiced();
    let keep = Keep {
        until: HoldUntil::Day(day("2033-12-31")),
        purposes: vec![story.purpose("tax")],
        article: "Art. 17(3)(b)",
    };

    for stays in [name, address] {
        assert_eq!(fate(&story, stays, Reach::Everything), Fate::Keep(keep.clone()));
    }
    for goes in [phone, birthday] {
        assert_eq!(fate(&story, goes, Reach::Everything), Fate::Erase);
    }
}

#[test]
fn what_running_work_needs_stays_when_all_is_asked_for_and_one_value_can_go() {
    let mut story = Story::in_country("DE");
    let phone = story.datum(Category::Phone, "1", "2026-02-01", From::form());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-02-01")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-02-01");

    assert_eq!(fate(&story, phone, Reach::OneValue), Fate::Erase);
    let Fate::Keep(keep) = fate(&story, phone, Reach::Everything) else { panic!("it goes") };
    assert_eq!((keep.article, keep.until), ("Art. 6(1)(b)", HoldUntil::Open));
    assert_eq!(keep.purposes, [story.purpose("delivery")]);
}

#[test]
fn interests_and_consents_keep_nothing_from_a_request() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-02-01", From::form());
    story.adopt("network", "2026-01-01");
    story.by_interest("network", "2026-02-01");

    assert_eq!(fate(&story, email, Reach::Everything), Fate::Erase);
    assert_eq!(
        erasure::interests_objected(&story.facts, &story.controller, day(TODAY)),
        [story.purpose("network")]
    );
}

#[test]
fn a_legal_claim_keeps_what_it_needs_and_is_not_objected_to() {
    let mut story = Story::in_country("DE");
    let email = story.datum(Category::Email, &email_of("alice"), "2026-02-01", From::form());
    story.tell("2026-02-01");
    story.adopt("legal-claims", "2026-01-01");
    let stages = [(Stage::Running, "2026-02-01"), (Stage::Done, "2026-04-30")];
    let work = Evidence::Engagement(story.engagement(PartyRole::Client, &stages));
    story.ground("legal-claims", LawfulBasis::LegitimateInterests, work, "2026-02-01");

    let Fate::Keep(keep) = fate(&story, email, Reach::Everything) else { panic!("it goes") };

    assert_eq!(keep.article, "Art. 17(3)(e)");
    assert!(erasure::interests_objected(&story.facts, &story.controller, day(TODAY)).is_empty());
}

#[test]
fn a_restricted_value_stays_until_the_restriction_is_lifted() {
    let (mut story, [_, _, phone, _]) = invoiced();
    let restriction = story.restrict(vec![phone], "2026-11-01");

    let Fate::Keep(keep) = fate(&story, phone, Reach::Everything) else { panic!("it goes") };
    assert_eq!((keep.article, keep.purposes.len()), ("Art. 18", 0));

    story.right("2026-11-20", candor::domain::RightFact::RestrictionLifted { restriction });
    assert_eq!(fate(&story, phone, Reach::Everything), Fate::Erase);
}

/// Annex B 8 of the plan: what a request leaves is left by the same request once more.
#[test]
fn what_a_plan_keeps_it_keeps_a_second_time() {
    every_history(8, |story, chance| {
        let on = chance.day(100);
        let decide = |story: &Story, datum: &candor::domain::Datum| {
            erasure::decide(&story.facts, &story.controller, datum, Reach::Everything, on)
        };
        let mut once = story.clone();
        once.facts.data.retain(|datum| decide(story, datum) != Fate::Erase);

        for datum in &once.facts.data {
            let (first, second) = (decide(story, datum), decide(&once, datum));
            ensure!(first == second, "{} on {on}: {first:?}, then {second:?}", datum.id);
        }
        Ok(())
    });
}
