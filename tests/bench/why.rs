//! How long the rules take to say why: one contact with 20 data, 5 purposes and 50 events.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use std::hint::black_box;
use std::sync::Arc;

use candor::domain::{
    AnchorEvent, Assessment, AssessmentId, Category, ConsentEvent, ConsentId, ConsentState,
    Contact, ContactId, ContactKind, Controller, Country, Datum, DatumId, DatumKind, Day,
    Direction, Engagement, EngagementId, EventId, EventKind, Evidence, Expression, Facts, Ground,
    GroundId, HintMark, How, IndicatedBy, Interaction, InteractionId, Involvement, LawfulBasis,
    Means, Moment, Origin, OriginId, Outcome, PartyRole, Period, Policy, Provenance, PurposeId,
    Source, Stage, Value, Weighing, derive, prove, verdict,
};
use candor::formats::policy;
use criterion::{Criterion, criterion_group, criterion_main};

const PURPOSES: [&str; 5] = ["delivery", "client-contact", "tax", "newsletter", "keep-in-touch"];
const DATA: u32 = 20;
const EVENTS: u32 = 10;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The day of the `n`th event of a kind, three weeks after the one before.
fn nth(n: u32) -> Day {
    day("2024-01-10").add_days(n * 21)
}

fn controller() -> Controller {
    let country = Country::new("DE").unwrap();
    let (_, text) = policy::builtin(country);
    let mut policy = policy::read(text, country, day("2000-01-01"), &[]).unwrap();
    policy.purposes.iter_mut().for_each(|purpose| purpose.active = true);
    let interests = ["client-contact", "keep-in-touch"].into_iter().zip(1..);
    let assessments = interests.map(|(key, number)| Assessment {
        id: AssessmentId(number),
        purpose: purpose(&policy, key),
        text: "weighed".to_owned(),
        outcome: Outcome::Positive,
        adopted_on: day("2023-05-01"),
    });
    Controller {
        name: "Studio Example".to_owned(),
        country,
        zone: "Europe/Berlin".to_owned(),
        own_addresses: Vec::new(),
        assessments: assessments.collect(),
        notices: Vec::new(),
        recipients: Vec::new(),
        policies: vec![policy],
    }
}

fn purpose(policy: &Policy, key: &str) -> PurposeId {
    policy.by_key(key).unwrap().id
}

fn facts(policy: &Policy) -> Facts {
    let mut facts = Facts::new(Contact {
        id: ContactId(1),
        uid: "urn:uuid:00000000-0000-4000-8000-000000000001".to_owned(),
        kind: ContactKind::Person,
        country: Country::new("DE"),
    });
    let origin = Arc::new(Origin {
        id: OriginId(1),
        source: Source::Person,
        how: How::Typed,
        collected_on: day("2024-01-10"),
        recorded_at: Moment(1_704_880_000),
        collected_for: Some(PURPOSES.iter().map(|key| purpose(policy, key)).collect()),
        opt_out_offered: true,
        refuses_messages: false,
    });
    facts.data = (1..=DATA).zip(Category::NAMED.into_iter().cycle()).map(datum(&origin)).collect();
    facts.grounds = PURPOSES.into_iter().zip(1..).map(ground(policy)).collect();
    facts.engagements = vec![Involvement { engagement: engagement(), role: PartyRole::Client }];
    facts.events = (1..=EVENTS * 2).map(anchor).collect();
    facts.consents = (1..=EVENTS).map(consent(purpose(policy, "newsletter"))).collect();
    facts.interactions = (1..=EVENTS * 2).rev().map(talk).collect();
    facts
}

fn datum(origin: &Arc<Origin>) -> impl Fn((u32, Category)) -> Datum {
    |(number, category)| Datum {
        id: DatumId(number),
        category,
        value: Value::Text(format!("value {number}")),
        label: String::new(),
        kind: DatumKind::Provided,
        special: None,
        hint: HintMark::None,
        link: None,
        engagement: None,
        mentions: Vec::new(),
        part_of: None,
        corrects: None,
        provenances: vec![Provenance { origin: Arc::clone(origin), line: number }],
        deleted: None,
    }
}

fn ground(policy: &Policy) -> impl Fn((&'static str, u32)) -> Ground {
    |(key, number)| {
        let purpose = policy.by_key(key).unwrap();
        let evidence = match purpose.basis {
            Some(LawfulBasis::Consent) => Evidence::Ledger,
            Some(LawfulBasis::Contract) => Evidence::Engagement(EngagementId(1)),
            Some(LawfulBasis::LegalObligation) => Evidence::Event(EventId(1)),
            Some(_) | None => Evidence::Assessment(AssessmentId(1)),
        };
        Ground {
            id: GroundId(number),
            purpose: purpose.id,
            basis: purpose.basis.unwrap_or(LawfulBasis::LegitimateInterests),
            evidence,
            opened: day("2024-01-10"),
            closed: None,
            condition: None,
        }
    }
}

fn engagement() -> Engagement {
    Engagement {
        id: EngagementId(1),
        title: "A site".to_owned(),
        service: "design".to_owned(),
        value: None,
        asked_for: true,
        stages: vec![(Stage::Enquiry, nth(0)), (Stage::Running, nth(1)), (Stage::Done, nth(20))],
        owed_until: None,
    }
}

fn anchor(number: u32) -> AnchorEvent {
    AnchorEvent {
        id: EventId(number),
        kind: EventKind::Invoice,
        on: nth(number),
        recorded_at: Moment(1_704_880_000),
        engagement: Some(EngagementId(1)),
        reference: format!("R-{number}"),
        amount: None,
    }
}

/// Yes and no in turn: the ledger has to be read through.
fn consent(purpose: PurposeId) -> impl Fn(u32) -> ConsentEvent {
    move |number| ConsentEvent {
        id: ConsentId(number),
        purpose,
        state: if number % 2 == 0 { ConsentState::Withdrawn } else { ConsentState::Given },
        on: nth(number),
        recorded_at: Moment(1_704_880_000),
        expression: Expression::Expressed,
        indicated_by: IndicatedBy::Person,
        age: None,
        method: "web form".to_owned(),
        notice: "v1".to_owned(),
        language: "de".to_owned(),
        categories: Vec::new(),
        recipients: Vec::new(),
        channel: None,
        points: Vec::new(),
        validity: Some(Period::months(24)),
        evidence: "log 17".to_owned(),
    }
}

fn talk(number: u32) -> Interaction {
    Interaction {
        id: InteractionId(u64::from(number)),
        on: nth(number),
        recorded_at: Moment(1_704_880_000),
        means: Means::Call,
        direction: Direction::Both,
        engagement: None,
        text: "a call".to_owned(),
        carries_notice: false,
        special: None,
        hint: HintMark::None,
    }
}

fn why(criterion: &mut Criterion) {
    let controller = controller();
    let facts = facts(controller.policies.first().unwrap());
    let today = day("2026-11-23");
    let mut group = criterion.benchmark_group("why");
    group.bench_function("all data of a contact, with proof", |bench| {
        bench.iter(|| {
            for datum in &facts.data {
                black_box(prove(&facts, &controller, black_box(datum), today));
            }
        });
    });
    group.bench_function("all data of a contact, with proof and support", |bench| {
        bench.iter(|| {
            let mut weighing = Weighing::new(&facts, &controller);
            for datum in &facts.data {
                let (_, proof) = prove(&facts, &controller, black_box(datum), today).unwrap();
                black_box(weighing.support(datum, &proof, today));
            }
        });
    });
    group.bench_function("all data of a contact, verdicts alone", |bench| {
        bench.iter(|| {
            for datum in &facts.data {
                black_box(verdict(&facts, &controller, black_box(datum), today));
            }
        });
    });
    group.bench_function("all that is derived from a contact", |bench| {
        bench.iter(|| black_box(derive(black_box(&facts), &controller, today)));
    });
    group.finish();
}

criterion_group!(benches, why);
criterion_main!(benches);
