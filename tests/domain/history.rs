//! Random histories: any facts about one contact, decoded from numbers so that they shrink.

use std::sync::Arc;

use candor::domain::{
    Art9Condition, Assessment, AssessmentId, Category, Channel, ConsentState, ContactId, Decision,
    Direction, Disclosure, DisclosureId, EngagementId, EventId, EventKind, Evidence, Expression,
    GroundId, How, IndicatedBy, InteractionId, LawfulBasis, Means, Moment, Notice, NoticeGiven,
    NoticeHow, NoticeId, Outcome, PartyRole, Period, PurposeId, RecipientId, RightFact, RightId,
    Source, Special, Stage,
};
use proptest::prelude::*;

use crate::support::{From, Story, day};

/// The first day on which something can happen, and for how many days it does.
pub(crate) const START: &str = "2024-01-01";
pub(crate) const LENGTH: u32 = 300;

/// How many kinds of events there are, the frequent ones several times.
pub(crate) const KINDS: u8 = 47;

/// The kind of an adopted assessment.
pub(crate) const WEIGHED: u8 = 37;

/// One event in numbers: what, when, and three choices.
pub(crate) type Step = (u8, u16, u8, u8, u8);

/// Any history of up to that many events, with data in it.
pub(crate) fn histories(len: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0..KINDS, 0..u16::try_from(LENGTH).unwrap(), 0..60_u8, 0..60_u8, 0..60_u8);
    prop::collection::vec(step, 2..len)
}

fn pick<T: Clone>(choices: &[T], number: u8) -> T {
    choices[usize::from(number) % choices.len()].clone()
}

/// The story that the steps tell.
pub(crate) fn story(steps: &[Step]) -> Story {
    let mut story = Story::in_country("DE");
    story.datum(Category::Email, "alice@example.org", START, from(0, 0));
    for step in steps {
        tell(&mut story, *step);
    }
    story
}

fn from(source: u8, purposes: u8) -> From {
    let source = pick(
        &[
            Source::Person,
            Source::Public("LinkedIn".to_owned()),
            Source::PublishedByPerson,
            Source::Unknown,
        ],
        source,
    );
    let how = pick(&[How::Form, How::Typed, How::Message], purposes);
    let keys: Option<&[&str]> = pick(
        &[
            None,
            Some(&["enquiry"][..]),
            Some(&["delivery"][..]),
            Some(&["newsletter"][..]),
            Some(&[][..]),
            Some(&["prospecting", "keep-in-touch"][..]),
        ],
        purposes,
    );
    From { source, how, purposes: keys.map(<[&str]>::to_vec) }
}

fn tell(story: &mut Story, (kind, at, a, b, c): Step) {
    let on = day(START).add_days(u32::from(at)).to_string();
    match kind {
        0..=5 => datum(story, &on, a, b, c),
        6..=15 => ground(story, &on, a, b, c),
        16..=22 => consent(story, &on, a, b, c),
        23..=26 => work(story, &on, a, b, c),
        27 | 28 => {
            let kinds = [EventKind::Enquiry, EventKind::Purchase, EventKind::Invoice];
            story.event(pick(&kinds, a), &on, "x");
        }
        29..=31 => {
            let means = [Means::Mail, Means::Call, Means::OpenedMail, Means::Meeting];
            let directions = [Direction::FromThem, Direction::ToThem, Direction::Both];
            let id = story.talk(pick(&means, a), pick(&directions, b), &on);
            story.facts.interactions.iter_mut().for_each(|talk| {
                talk.carries_notice |= talk.id == id && c % 3 == 0;
            });
        }
        32..=36 => right(story, &on, a, b),
        WEIGHED => {
            let purpose = pick(&["prospecting", "keep-in-touch", "client-contact"], a);
            let outcome = pick(&[Outcome::Positive, Outcome::Positive, Outcome::Negative], b);
            let id = AssessmentId(u32::try_from(story.controller.assessments.len()).unwrap() + 1);
            let (purpose, adopted_on) = (story.purpose(purpose), day(&on));
            let text = String::new();
            story.controller.assessments.push(Assessment {
                id,
                purpose,
                text,
                outcome,
                adopted_on,
            });
        }
        38 => policy(story, &on, a),
        40 | 41 => disclosure(story, &on, a),
        42 => notice(story, &on, a, b),
        43..=46 => carried(story, &on, a, b, c),
        _ => {
            let data = &mut story.facts.data;
            let place = usize::from(a) % data.len();
            data[place].special = Some(Special::Health);
        }
    }
}

fn datum(story: &mut Story, on: &str, a: u8, b: u8, c: u8) {
    let categories =
        [Category::Email, Category::Name, Category::Phone, Category::Birthday, Category::Note];
    if c % 4 == 3 {
        let again = story.provenance(on, from(a, b));
        let data = &mut story.facts.data;
        let place = usize::from(c) % data.len();
        data[place].provenances.push(again);
    } else {
        story.datum(pick(&categories, c), "x", on, from(a, b));
    }
    if b % 3 == 1 {
        let way = story.facts.data.last_mut().and_then(|datum| datum.provenances.last_mut());
        Arc::make_mut(&mut way.unwrap().origin).opt_out_offered = true;
    }
}

fn ground(story: &mut Story, on: &str, a: u8, b: u8, c: u8) {
    let (key, basis) = pick(
        &[
            ("enquiry", LawfulBasis::Contract),
            ("delivery", LawfulBasis::Contract),
            ("tax", LawfulBasis::LegalObligation),
            ("newsletter", LawfulBasis::Consent),
            ("keep-in-touch", LawfulBasis::LegitimateInterests),
            ("keep-in-touch", LawfulBasis::Consent),
            ("prospecting", LawfulBasis::LegitimateInterests),
            ("client-contact", LawfulBasis::LegitimateInterests),
            ("sorting", LawfulBasis::LegitimateInterests),
            ("legal-claims", LawfulBasis::LegitimateInterests),
            ("network", LawfulBasis::PublicTask),
        ],
        a,
    );
    let evidence = match b % 4 {
        0 => Evidence::Ledger,
        1 => Evidence::Engagement(EngagementId(u64::from(c % 3) + 1)),
        2 => Evidence::Interaction(InteractionId(1)),
        _ => Evidence::Event(EventId(1)),
    };
    story.ground(key, basis, evidence, on);
    let ground = story.facts.grounds.last_mut().unwrap();
    if c % 5 == 4 {
        ground.closed = Some(day(on).add_days(u32::from(b) * 4));
    }
    ground.condition = pick(&[None, None, None, Some(Art9Condition::MadePublic)], c);
}

fn consent(story: &mut Story, on: &str, a: u8, b: u8, c: u8) {
    let key = pick(&["newsletter", "newsletter", "keep-in-touch", "delivery"], a);
    let state = pick(
        &[
            ConsentState::Given,
            ConsentState::Withdrawn,
            ConsentState::Given,
            ConsentState::Renewed,
            ConsentState::Refused,
            ConsentState::Unknown,
            ConsentState::Invalidated,
            ConsentState::Expired,
            ConsentState::Requested,
        ],
        b,
    );
    let event = story.consent(key, state, on);
    event.channel = pick(&[Some(Channel::Email), None, Some(Channel::Phone)], c);
    event.validity = pick(&[None, Some(Period::months(6)), Some(Period::months(2))], a / 4);
    event.expression =
        pick(&[Expression::Expressed, Expression::Explicit, Expression::Implied], c / 3);
    event.indicated_by =
        pick(&[IndicatedBy::Person, IndicatedBy::Person, IndicatedBy::Import], c / 9);
    event.age = pick(&[None, Some(20), None, Some(14)], a / 12);
    if b % 7 == 6 {
        event.categories = vec![Category::Email, Category::Custom("health".to_owned())];
    }
}

fn work(story: &mut Story, on: &str, a: u8, b: u8, c: u8) {
    let role = pick(&[PartyRole::Client, PartyRole::ContactPerson { of: ContactId(9) }], a / 30);
    let order = [Stage::Enquiry, Stage::Proposal, Stage::Running, Stage::Done, Stage::Running];
    let mut at = day(on);
    let mut stages = Vec::new();
    for stage in order.into_iter().skip(usize::from(a) % 3).take(1 + usize::from(b) % 4) {
        stages.push((stage, at.to_string()));
        at = at.add_days(u32::from(c) * 2 + 1);
    }
    let stages: Vec<(Stage, &str)> = stages.iter().map(|(one, on)| (*one, on.as_str())).collect();
    let id = story.engagement(role, &stages);
    story.work(id).asked_for = !b.is_multiple_of(5);
    story.work(id).owed_until = c.is_multiple_of(3).then(|| at.add_days(30));
}

fn right(story: &mut Story, on: &str, a: u8, b: u8) {
    let last = RightId(u32::try_from(story.facts.rights.len()).unwrap());
    match a % 8 {
        0 => story.object_to_marketing(on),
        1 => story.object_to(pick(&["keep-in-touch", "client-contact", "newsletter"], b), on),
        2 => story.decide(last, pick(&[Decision::Overruled, Decision::Upheld], b), on),
        3 => {
            let all = story.facts.data.iter().map(|datum| datum.id).take(usize::from(b) % 3);
            let data = all.collect();
            story.restrict(data, on)
        }
        4 | 5 => story.right(on, RightFact::RestrictionLifted { restriction: last }),
        _ => story.tell(on),
    };
}

/// What goes together in life: the ground with the record that bears it out.
fn carried(story: &mut Story, on: &str, a: u8, b: u8, c: u8) {
    let interests = LawfulBasis::LegitimateInterests;
    match a % 6 {
        0 => {
            work(story, on, 0, b, c);
            let id = story.facts.engagements.last().unwrap().engagement.id;
            let key = pick(&["delivery", "enquiry", "aftercare"], a / 6);
            story.ground(key, LawfulBasis::Contract, Evidence::Engagement(id), on);
        }
        1 => {
            let id = story.event(EventKind::Invoice, on, "x");
            story.ground("tax", LawfulBasis::LegalObligation, Evidence::Event(id), on);
        }
        2 => {
            consent(story, on, 0, b, c);
            story.by_consent("newsletter", on);
        }
        3 => {
            let why = Evidence::Reason("asked by the authority".to_owned());
            story.ground("network", LawfulBasis::PublicTask, why, on);
        }
        4 => {
            work(story, on, 30, b, c);
            story.ground("client-contact", interests, Evidence::Ledger, on);
        }
        _ => {
            story.ground(
                pick(&["keep-in-touch", "prospecting", "newsletter"], c),
                interests,
                Evidence::Ledger,
                on,
            );
        }
    }
}

fn disclosure(story: &mut Story, on: &str, a: u8) {
    let purpose = story.purpose("delivery");
    let on = day(on);
    story.facts.disclosures.push(Disclosure {
        id: DisclosureId(u32::try_from(story.facts.disclosures.len()).unwrap() + 1),
        recipient: Some(RecipientId(1)),
        purpose: Some(purpose),
        on,
        recorded_at: Moment(i64::from(on.to_number()) * 86_400 + 43_200),
        data: story.facts.data.iter().map(|datum| datum.id).collect(),
        categories: vec![Category::Email],
        means: "mail".to_owned(),
        refused: if a.is_multiple_of(4) {
            candor::domain::Reasons::one(candor::domain::Reason::NoPurpose)
        } else {
            candor::domain::Reasons::NONE
        },
        violations: vec![],
    });
}

/// Another notice: about some purposes and sources only, handed over on the same day or standing.
fn notice(story: &mut Story, on: &str, a: u8, b: u8) {
    let id = NoticeId(u32::try_from(story.controller.notices.len()).unwrap() + 1);
    let purposes = if a.is_multiple_of(2) { vec![story.purpose("keep-in-touch")] } else { vec![] };
    let sources = if a.is_multiple_of(3) { vec!["a register".to_owned()] } else { vec![] };
    let from = day(on);
    story.controller.notices.push(Notice {
        id,
        version: format!("v{id}"),
        language: "en".to_owned(),
        purposes,
        sources,
        from,
        standing: b.is_multiple_of(2),
    });
    let how = NoticeHow::Given("letter".to_owned());
    let (purposes, sources) = (Vec::new(), Vec::new());
    let given = NoticeGiven { notice: Some(id), purposes, sources, how };
    story.right(on, RightFact::NoticeGiven(given));
}

/// From that day on, another version of the policy: one purpose is off, another needs more.
fn policy(story: &mut Story, on: &str, a: u8) {
    let mut next = story.controller.policies.last().unwrap().clone();
    next.from = day(on).max(next.from.next());
    let id = PurposeId(a % 8);
    if let Some(purpose) = next.purposes.iter_mut().find(|one| one.id == id) {
        purpose.active = !purpose.active;
        purpose.needs.push((Category::Birthday, "to test".to_owned()));
    }
    story.controller.policies.push(next);
}

/// The ids of all grounds.
pub(crate) fn ids(story: &Story) -> Vec<GroundId> {
    story.facts.grounds.iter().map(|ground| ground.id).collect()
}
