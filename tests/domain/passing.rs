//! What passes the gate at its edges: deleted values, days, channels, texts alone.

use candor::domain::{
    Category, Channel, ConsentState, DatumId, Direction, Evidence, LawfulBasis, Means, PartyRole,
    Stage,
    gate::{Passage, Use, may_use},
};

use super::gate::{alice, asked, by_mail, export, refusal};
use crate::support::{From, Story, day};

const TODAY: &str = "2026-11-23";

#[test]
fn what_is_deleted_or_not_yet_held_is_not_spoken_of() {
    let mut story = Story::in_country("DE");
    let from = || From::form().for_purposes(&["delivery"]);
    let name = story.datum(Category::Name, "Alice", "2026-01-15", from());
    let gone = story.datum(Category::Email, "a@example.org", "2026-01-15", from());
    story.of(gone).deleted = Some(day("2026-03-01"));
    let later = story.datum(Category::Phone, "+49 30 901820", "2026-06-01", from());
    let work = story.engagement(PartyRole::Client, &[(Stage::Running, "2026-01-15")]);
    story.ground("delivery", LawfulBasis::Contract, Evidence::Engagement(work), "2026-01-15");
    for on in ["2026-02-01", "2026-07-01"] {
        let talk = story.talk(Means::Mail, Direction::FromThem, on);
        story.facts.interactions.iter_mut().find(|one| one.id == talk).unwrap().text =
            "about the site".to_owned();
    }

    let early = may_use(&story.facts, &story.controller, asked(&story, "delivery", "2026-05-01"));
    assert_eq!((early.passes.as_slice(), early.talks.len()), (&[name][..], 1));
    assert!(early.refused.is_empty() && early.refused_talks.is_empty());
    assert!(!early.is_refused());
    let all = may_use(&story.facts, &story.controller, asked(&story, "delivery", TODAY));
    assert_eq!((all.passes.as_slice(), all.talks.len()), (&[name, later][..], 2));

    let tax = may_use(&story.facts, &story.controller, asked(&story, "tax", TODAY));
    assert!(tax.is_refused());
    assert_eq!((tax.refused.len(), tax.refused_talks.len()), (2, 2));
}

#[test]
fn a_passage_of_texts_alone_is_not_refused() {
    let talk = candor::domain::InteractionId(1);
    assert!(!Passage { talks: vec![talk], ..Passage::default() }.is_refused());
    assert!(!Passage { passes: vec![DatumId(1)], ..Passage::default() }.is_refused());
    assert!(Passage::default().is_refused());
}

#[test]
fn a_list_of_addresses_holds_those_of_its_channel_and_the_name() {
    let (mut story, email) = alice();
    let name = story.datum(
        Category::Name,
        "Alice",
        "2026-02-02",
        From::form().for_purposes(&["newsletter"]),
    );
    let phone = story.datum(
        Category::Phone,
        "+49 30 901820",
        "2026-02-02",
        From::form().for_purposes(&["newsletter"]),
    );
    let id = usize::from(story.purpose("newsletter").0);
    story.controller.policies[0].purposes[id].useful.push(Category::Phone);
    story.consent("newsletter", ConsentState::Given, "2026-02-02").channel = Some(Channel::Phone);

    assert_eq!(by_mail(&story, "newsletter", TODAY).passes, [email, name]);
    assert_eq!(refusal(&by_mail(&story, "newsletter", TODAY), phone), ["NOT_NECESSARY"]);
    let by_phone = Use { channel: Some(Channel::Phone), ..asked(&story, "newsletter", TODAY) };
    assert_eq!(may_use(&story.facts, &story.controller, by_phone).passes, [name, phone]);
    assert_eq!(export(&story, "newsletter", TODAY), [email, name, phone]);

    // Post reaches nobody by wire: the rest needs no address to go with.
    let by_post = Use { channel: Some(Channel::Post), ..asked(&story, "newsletter", TODAY) };
    assert_eq!(may_use(&story.facts, &story.controller, by_post).passes, [name]);
}

#[test]
fn vital_interests_need_a_reason_on_record() {
    for (reason, holds) in [("unconscious after a fall", true), ("  ", false)] {
        let mut story = Story::in_country("DE");
        let from = From::form().for_purposes(&["delivery"]);
        let name = story.datum(Category::Name, "Alice", "2026-01-15", from);
        let evidence = Evidence::Reason(reason.to_owned());
        story.ground("delivery", LawfulBasis::VitalInterests, evidence, "2026-01-15");

        assert_eq!(export(&story, "delivery", TODAY).contains(&name), holds, "{reason}");
    }
}
