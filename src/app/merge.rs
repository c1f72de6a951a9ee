//! Two records of one person made one (see [`crate::domain::merge`]); undo parts them again.

use crate::{
    app::{AppError, Done, Mode, Session, change},
    domain::{
        ContactId, Controller, Country, Datum, Day, Facts, ObjectionScope, Right, RightFact,
        RightId,
        breach::Breach,
        merge::{self, Renumbering},
    },
    store::{ChangeKind, Scope, Writer},
};

/// Hands everything that is recorded of `from` to `into`, and leaves no `from`.
///
/// # Errors
///
/// They are the same contact, or one of them is an organisation; whatever the store reports.
pub fn merge(
    session: &Session,
    into: ContactId,
    from: ContactId,
    mode: Mode,
) -> Result<Done<()>, AppError> {
    if into == from {
        return Err(AppError::invalid("other", "that is the same contact", "name two"));
    }
    let controller = session.controller()?;
    let (now, today) = (session.now(), session.today());
    change::run(session, ChangeKind::Merged, into, mode, |writer, facts| {
        let other = writer.facts(from)?;
        if !facts.contact.is_person() || !other.contact.is_person() {
            return Err(AppError::Refused {
                message: "only people can be made one".into(),
                hint: "an organisation has people who act for it; change them one by one".into(),
            });
        }
        let carried = merge::carried(facts, &other, &controller, today);
        let (own, other) = {
            let country = |facts: &Facts| facts.contact.country.or(Some(controller.country));
            let (ours, theirs) = (country(facts), country(&other));
            let own = merge::narrowed(facts, &|datum| mark(writer, datum, ours));
            (own, merge::narrowed(&other, &|datum| mark(writer, datum, theirs)))
        };
        narrow(writer, facts, &own)?;
        let numbers = hand_over(writer, &own, &other)?;
        records(writer, into, &other, numbers)?;
        for purpose in carried {
            let fact = RightFact::Objection { scope: ObjectionScope::Purpose(purpose) };
            let right = Right { id: RightId(0), on: today, recorded_at: now, fact };
            writer.add_right(into, right)?;
        }
        work(writer, into, &other)?;
        breaches(writer, into, from)?;
        writer.remove_contact(from)?;
        mentions(writer, into, from)?;
        suppress(writer, into, &controller, today)?;
        Ok(())
    })
}

fn mark(writer: &Writer<'_>, datum: &Datum, country: Option<Country>) -> [u8; 32] {
    datum.point(country).map_or([0; 32], |point| writer.mark(&point))
}

/// Writes what the merge says more narrowly of the record that stays.
fn narrow(writer: &mut Writer<'_>, before: &Facts, after: &Facts) -> Result<(), AppError> {
    let contact = before.contact.id;
    for event in after.consents.iter().filter(|event| !before.consents.contains(event)) {
        writer.put_consent(contact, event)?;
    }
    for right in after.rights.iter().filter(|right| !before.rights.contains(right)) {
        writer.put_right(contact, right)?;
    }
    Ok(())
}

/// Hands over the values; one that is held already gets the provenances.
fn hand_over(writer: &mut Writer<'_>, own: &Facts, other: &Facts) -> Result<Renumbering, AppError> {
    let into = own.contact.id;
    if own.contact.country.is_none() && other.contact.country.is_some() {
        let mut contact = own.contact.clone();
        contact.country = other.contact.country;
        writer.put_contact(&contact)?;
    }
    let mut numbers = Renumbering::default();
    for datum in &other.data {
        let id = match merge::same(&own.data, datum) {
            Some(known) => {
                let mut known = known.clone();
                known.provenances.extend(datum.provenances.clone());
                known.mentions.extend(&datum.mentions);
                writer.put_datum(into, &known)?;
                known.id
            }
            None => writer.add_datum(into, numbers.datum(datum))?,
        };
        numbers.data.insert(datum.id, id);
    }
    Ok(numbers)
}

/// Hands over events, consents, grounds, rights and disclosures, in this order: the later name the
/// earlier by number.
fn records(
    writer: &mut Writer<'_>,
    into: ContactId,
    other: &Facts,
    mut numbers: Renumbering,
) -> Result<(), AppError> {
    for event in &other.events {
        let id = writer.add_event(into, event.clone())?;
        numbers.events.insert(event.id, id);
    }
    for event in &other.consents {
        let id = writer.add_consent(into, numbers.consent(event))?;
        numbers.consents.insert(event.id, id);
    }
    for ground in &other.grounds {
        writer.add_ground(into, numbers.ground(ground))?;
    }
    for right in &other.rights {
        let id = writer.add_right(into, numbers.right(right))?;
        numbers.rights.insert(right.id, id);
    }
    for left in &other.disclosures {
        writer.add_disclosure(into, numbers.disclosure(left))?;
    }
    for one in &other.follow_ups {
        writer.add_follow_up(into, numbers.follow_up(one))?;
    }
    Ok(())
}

/// Hands over the parts in work and talks.
fn work(writer: &mut Writer<'_>, into: ContactId, other: &Facts) -> Result<(), AppError> {
    let from = other.contact.id;
    for one in &other.engagements {
        let parties = writer.parties(one.engagement.id)?;
        let has = |who: ContactId| parties.iter().any(|(contact, _)| *contact == who);
        if has(from) {
            if !has(into) {
                writer.put_party(into, one.engagement.id, one.role)?;
            }
            writer.remove_party(from, one.engagement.id)?;
        }
    }
    for talk in &other.interactions {
        writer.hand_over_talk(talk.id, from, into)?;
    }
    Ok(())
}

fn breaches(writer: &mut Writer<'_>, into: ContactId, from: ContactId) -> Result<(), AppError> {
    let concerned: Vec<Breach> =
        writer.breaches()?.into_iter().filter(|one| one.whose.contains(&from)).collect();
    for mut breach in concerned {
        breach.whose.retain(|one| *one != from && *one != into);
        breach.whose.push(into);
        writer.put_breach(&breach)?;
    }
    Ok(())
}

/// Texts of others that speak of `from` speak of `into`; those of `into` speak of neither.
fn mentions(writer: &mut Writer<'_>, into: ContactId, from: ContactId) -> Result<(), AppError> {
    let mut texts = writer.mentions_of(from)?;
    texts.extend(writer.mentions_of(into)?.into_iter().filter(|(holder, _)| *holder == into));
    for (holder, mut datum) in texts {
        merge::speak_of(&mut datum, holder, into, from);
        writer.put_datum(holder, &datum)?;
    }
    Ok(())
}

/// An objection to marketing reaches every contact point that the person has now.
fn suppress(
    writer: &mut Writer<'_>,
    into: ContactId,
    controller: &Controller,
    today: Day,
) -> Result<(), AppError> {
    let facts = writer.facts(into)?;
    let objected =
        facts.rights.iter().any(|right| right.fact.objection() == Some(ObjectionScope::Marketing));
    if !objected {
        return Ok(());
    }
    let country = facts.contact.country.or(Some(controller.country));
    for point in facts.data.iter().filter_map(|datum| datum.point(country)) {
        let mark = writer.mark(&point);
        writer.suppress(&mark, None, Scope::Marketing, today)?;
    }
    Ok(())
}
