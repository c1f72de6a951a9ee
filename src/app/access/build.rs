//! Gathers what a copy tells, in words for the person.

use super::{Item, PersonalCopy, PurposeText, RecipientText};
use crate::{
    app::{AppError, Session, clock::stamp_in},
    domain::{
        Case, Category, ContactId, Controller, Datum, DatumKind, Day, Facts, HoldUntil, How,
        LawfulBasis, NoticeHow, Provenance, PurposeId, RecipientId, RightFact, RightId, Source,
        Standing, Verdict, access, claim, follow_up,
    },
};

pub(super) fn copy(
    session: &Session,
    contact: ContactId,
    request: Option<RightId>,
) -> Result<PersonalCopy, AppError> {
    let (facts, controller) = (session.facts(contact)?, session.controller()?);
    let today = session.today();
    let held = access::held(&facts, &controller, today);
    let mut items = Vec::with_capacity(held.len());
    for one in &held {
        let others = others(session, contact, one)?;
        items.push(item(&controller, one, others.as_deref(), today));
    }
    let person = facts.first(&Category::Name).map(|one| one.value.to_line()).unwrap_or_default();
    Ok(PersonalCopy {
        generated_at: stamp_in(session.now(), &controller.zone),
        request,
        controller: controller.name.clone(),
        contact_points: controller.own_addresses.clone(),
        person,
        purposes: purposes(&facts, &controller, &held, today),
        items,
        recipients: recipients(&facts, &controller, today),
        records: records(&facts, &controller, today),
        rights: rights(&facts, today),
    })
}

/// Names, addresses and numbers of the other people whom a text speaks of.
fn others(
    session: &Session,
    contact: ContactId,
    one: &access::Held<'_>,
) -> Result<Option<Vec<String>>, AppError> {
    let mut people = one.datum.mentions.clone();
    if let Some(talk) = one.talk {
        people.extend(session.store().read(|reader| reader.attendees(talk))?);
    }
    people.retain(|id| *id != contact);
    if people.is_empty() {
        return Ok(None);
    }
    let mut others = Vec::new();
    for id in people {
        let Ok(facts) = session.facts(id) else { continue };
        let tell = facts
            .data
            .iter()
            .filter(|datum| datum.category == Category::Name || datum.channel().is_some());
        others.extend(tell.map(|datum| datum.value.to_line()));
    }
    Ok(Some(others))
}

fn item(
    controller: &Controller,
    one: &access::Held<'_>,
    others: Option<&[String]>,
    today: Day,
) -> Item {
    let datum = &one.datum;
    let whole = datum.value.to_line();
    let value = match others {
        None => whole.clone(),
        Some(others) => access::redact(&whole, others),
    };
    let policy = controller.policy(today);
    let key = |id: PurposeId| policy.and_then(|p| p.purpose(id)).map(|p| p.key.clone());
    let purposes = one.verdict.iter().flat_map(|verdict| verdict.permitted.iter());
    Item {
        datum: one.talk.is_none().then_some(datum.id),
        talk: one.talk,
        category: datum.category.clone(),
        label: datum.label.clone(),
        left_out: value != whole,
        value,
        kind: datum.kind,
        sources: sources(datum, today),
        purposes: purposes.filter_map(key).collect(),
        standing: one.verdict.map(|verdict| verdict.standing),
        hold_until: one.verdict.map_or(HoldUntil::Open, |verdict| verdict.hold_until),
        kept: one.verdict.map_or_else(String::new, |verdict| kept(&verdict)),
        passed_on: one
            .passed_on
            .iter()
            .filter_map(|left| Some((recipient(controller, left.recipient?).0, left.on)))
            .collect(),
        portable: one.portable,
    }
}

/// Until when a value is kept, as it is said to the person.
fn kept(verdict: &Verdict) -> String {
    match (verdict.standing, verdict.hold_until, verdict.erase_by) {
        (Standing::Unjustified, _, Some(by)) => {
            format!("we no longer have a reason to hold it and will erase it by {by} at the latest")
        }
        (Standing::Unjustified, _, None) => "we will erase it".to_owned(),
        (Standing::Restricted, ..) => "only stored until what is in dispute is settled".to_owned(),
        (Standing::Justified, HoldUntil::Day(day), _) => format!("until {day}"),
        (Standing::Justified, HoldUntil::Open | HoldUntil::Never, _) => {
            "as long as what it is needed for goes on".to_owned()
        }
    }
}

/// Where a value comes from, as it is said to the person.
fn sources(datum: &Datum, today: Day) -> Vec<String> {
    let known = datum.provenances.iter().filter(|one| one.origin.collected_on <= today);
    let mut lines: Vec<(Day, String)> =
        known.map(|one| (one.origin.collected_on, source(one))).collect();
    lines.sort_by_key(|(on, _)| *on);
    let mut lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    match datum.kind {
        DatumKind::Inferred => lines.push("it is our own opinion or guess".to_owned()),
        DatumKind::Derived => lines.push("we worked it out from other data".to_owned()),
        DatumKind::Provided | DatumKind::Observed => {}
    }
    lines
}

fn source(one: &Provenance) -> String {
    let origin = &one.origin;
    let on = origin.collected_on;
    let whence = match &origin.source {
        Source::Person => match &origin.how {
            How::Form => "you gave it to us in our form".to_owned(),
            How::Message => "you wrote or told it to us".to_owned(),
            How::Typed | How::Import { .. } => "you gave it to us".to_owned(),
        },
        Source::PublishedByPerson => "you published it".to_owned(),
        Source::ThirdParty(name) if name.trim().is_empty() => "somebody else told us".to_owned(),
        Source::ThirdParty(name) => format!("{} told us", name.trim()),
        Source::Public(name) if name.trim().is_empty() => "from a public source".to_owned(),
        Source::Public(name) => format!("from {}, a public source", name.trim()),
        Source::Ourselves => "we noted it ourselves".to_owned(),
        Source::Unknown => "nobody remembers where it is from".to_owned(),
    };
    let file = match &origin.how {
        How::Import { file } => format!(", with the file {file}"),
        How::Typed | How::Message | How::Form => String::new(),
    };
    format!("{whence}{file}, {on}")
}

/// The purposes of the claims that hold, each with its basis, once.
fn purposes(
    facts: &Facts,
    controller: &Controller,
    held: &[access::Held<'_>],
    today: Day,
) -> Vec<PurposeText> {
    let Some(policy) = controller.policy(today) else { return Vec::new() };
    let mut found: Vec<(PurposeId, LawfulBasis)> = Vec::new();
    for one in held {
        let case = Case { facts, controller, policy, datum: &one.datum, day: today };
        for ground in facts.grounds.iter().filter(|ground| claim::meets(&case, ground)) {
            let permitted = one.verdict.is_some_and(|it| it.permitted.contains(ground.purpose));
            if permitted && !found.contains(&(ground.purpose, ground.basis)) {
                found.push((ground.purpose, ground.basis));
            }
        }
    }
    found.sort_unstable();
    let text = |(id, basis): (PurposeId, LawfulBasis)| {
        let purpose = policy.purpose(id)?;
        Some(PurposeText { key: purpose.key.clone(), text: purpose.text.clone(), basis })
    };
    found.into_iter().filter_map(text).collect()
}

fn recipient(controller: &Controller, id: RecipientId) -> (String, String, Option<String>) {
    let known = controller.recipients.iter().find(|one| one.id == id);
    known.map_or_else(
        || (format!("recipient {id}"), String::new(), None),
        |one| (one.name.clone(), one.role.clone(), one.country.map(|land| land.to_string())),
    )
}

fn recipients(facts: &Facts, controller: &Controller, today: Day) -> Vec<RecipientText> {
    let mut found: Vec<(RecipientId, RecipientText)> = Vec::new();
    let mut left: Vec<_> =
        facts.disclosures.iter().filter(|one| one.left() && one.on <= today).collect();
    left.sort_by_key(|one| (one.on, one.id));
    for one in left {
        let Some(to) = one.recipient else { continue };
        let purpose = one.purpose.and_then(|id| controller.purpose(id, today));
        let purpose = purpose.map(|purpose| purpose.key.clone());
        let got = (one.on, one.categories.clone(), purpose.unwrap_or_default());
        if let Some((_, text)) = found.iter_mut().find(|(id, _)| *id == to) {
            text.got.push(got);
            continue;
        }
        let (name, role, country) = recipient(controller, to);
        found.push((to, RecipientText { name, role, country, got: vec![got] }));
    }
    found.into_iter().map(|(_, text)| text).collect()
}

/// Consents, notices, requests, events, work, talks and plans to come back.
fn records(facts: &Facts, controller: &Controller, today: Day) -> Vec<(Day, String)> {
    let key = |id: PurposeId| {
        controller.purpose(id, today).map_or_else(|| format!("purpose {id}"), |one| one.key.clone())
    };
    let consents = facts.consents.iter().map(|event| {
        let how = [event.method.trim(), event.notice.trim()];
        let how: Vec<&str> = how.into_iter().filter(|text| !text.is_empty()).collect();
        let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
        (event.on, format!("consent for {}: {}{how}", key(event.purpose), event.state.word()))
    });
    let rights = facts.rights.iter().filter_map(|right| {
        let text = match &right.fact {
            RightFact::Objection { .. } => "you objected".to_owned(),
            RightFact::ObjectionDecided { .. } => "we decided on your objection".to_owned(),
            RightFact::Restriction { .. } => "you had data restricted".to_owned(),
            RightFact::LiftingTold { .. } | RightFact::RestrictionLifted { .. } => {
                "the restriction was lifted, or you were told that it would be".to_owned()
            }
            RightFact::NoticeGiven(given) => match &given.how {
                NoticeHow::Given(how) => format!("we told you how we use your data ({how})"),
                NoticeHow::Exempt(_) => return None,
            },
            RightFact::Request { kind, .. } => format!("your request: {}", kind.word()),
            RightFact::RequestStep { step, .. } => {
                format!("your request: {}", step.word().replace('-', " "))
            }
            RightFact::Corrected { .. } => "a value was put right".to_owned(),
            RightFact::RecipientTold { recipient: to, .. } => {
                format!("we told {} of a change", recipient(controller, *to).0)
            }
        };
        Some((right.on, text))
    });
    let events = facts.events.iter().map(|event| {
        (event.on, format!("{} {}", event.kind.word(), event.reference).trim().to_owned())
    });
    let work = facts.engagements.iter().flat_map(|one| {
        let title = one.engagement.title.trim();
        one.engagement.stages.iter().map(move |(stage, on)| {
            (*on, format!("work: {} {title}", stage.word()).trim().to_owned())
        })
    });
    let talks = facts.interactions.iter().map(|talk| {
        (talk.on, format!("{}, {}", talk.means.word(), talk.direction.word().replace('-', " ")))
    });
    let mut records: Vec<(Day, String)> =
        consents.chain(rights).chain(events).chain(work).chain(talks).collect();
    records.retain(|(on, _)| *on <= today);
    // What is planned lies ahead, and is on record today.
    records.extend(facts.follow_ups.iter().map(|one| match one.every {
        None => (one.due(facts), "we mean to come back to you".to_owned()),
        Some(every) => {
            let often = follow_up::said_period(every);
            (one.due(facts), format!("we mean to keep in touch with you, every {often}"))
        }
    }));
    records.sort();
    records
}

/// What they can demand, in the order of the articles.
fn rights(facts: &Facts, today: Day) -> Vec<String> {
    let mut found: Vec<access::Entitlement> = facts
        .grounds
        .iter()
        .filter(|ground| ground.opened <= today && ground.closed.is_none_or(|it| it >= today))
        .flat_map(|ground| access::rights_of(ground.basis).iter().copied())
        .chain(access::rights_of(LawfulBasis::LegalObligation).iter().copied())
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|right| super::letter::right(right).to_owned()).collect()
}
