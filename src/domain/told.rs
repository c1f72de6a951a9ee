//! Whether a person was told, and by when they had to be (GDPR Art. 13 and 14).

use super::{
    Cite, Controller, Datum, Day, Facts, How, Interaction, Notice, NoticeGiven, Provenance,
    Purpose, PurposeId, Right, RightFact, RightId, Source, calendar,
};

/// Where the duty to tell stands for one datum and purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The last day in time.
    pub due: Day,
    /// The message or disclosure that made it due before the month was over.
    pub sooner: Option<Cite>,
    /// The first day on which the person had been told, and by which record.
    pub given: Option<(Day, Option<Cite>)>,
    /// Whether the data came from the person (Art. 13) or from elsewhere (Art. 14).
    pub from_person: bool,
    /// Whether the user made them themself: they came from no source of which to tell.
    pub ours: bool,
}

/// Where the duty to tell stands on `day`; `None` where there is none: the purpose only looks at
/// the data, or the datum has no provenance yet.
///
/// In time means: at collection where we asked; with our first answer, within a month, where the
/// person wrote unasked; else the Art. 14 day: a month, rolled, or the first message to the
/// person, or the first disclosure, whichever comes first.
#[must_use]
pub fn told(
    facts: &Facts,
    controller: &Controller,
    purpose: &Purpose,
    datum: &Datum,
    day: Day,
) -> Option<Told> {
    if purpose.viewing_only {
        return None;
    }
    let first = datum
        .provenances
        .iter()
        .filter(|provenance| provenance.origin.collected_on <= day)
        .min_by_key(|provenance| provenance.origin.collected_on)?;
    let (due, sooner) = due(facts, controller, first, day);
    Some(Told {
        due,
        sooner,
        given: given(facts, controller, purpose.id, first, day),
        from_person: first.origin.source.is_person(),
        ours: first.origin.source == Source::Ourselves,
    })
}

/// The last day in time, and what made it come before the month was over.
fn due(
    facts: &Facts,
    controller: &Controller,
    first: &Provenance,
    day: Day,
) -> (Day, Option<Cite>) {
    let obtained = first.origin.collected_on;
    let Some(policy) = controller.policy(obtained) else { return (obtained, None) };
    let month = || calendar::response_due(obtained, policy);
    let sooner = |first: Option<(Day, Cite)>| {
        let month = month();
        first.filter(|(on, _)| *on < month).map_or((month, None), |(on, cite)| (on, Some(cite)))
    };
    let talk = |one: &Interaction| (one.on, Cite::Interaction(one.id));
    let later = |one: &&Interaction| one.on >= obtained && one.on <= day;
    if first.origin.source.is_person() {
        return match first.origin.how {
            How::Typed | How::Form | How::Import { .. } => (obtained, None),
            How::Message => {
                let answers =
                    facts.interactions.iter().filter(later).filter(|one| {
                        one.is_written() && one.direction == super::Direction::ToThem
                    });
                sooner(answers.map(talk).min_by_key(|(on, _)| *on))
            }
        };
    }
    let message =
        facts.interactions.iter().filter(later).filter(|one| one.is_to_person()).map(talk);
    let disclosure = facts
        .disclosures
        .iter()
        .filter(|one| one.left() && one.on >= obtained && one.on <= day)
        .map(|one| (one.on, Cite::Disclosure(one.id)));
    sooner(message.chain(disclosure).min_by_key(|(on, _)| *on))
}

/// The records behind the answer: the standing notice that a message or a form carried, the notice
/// that was handed over, what made it due so soon; where nobody was told, the notices that were
/// given all the same.
pub(super) fn rests_on(
    facts: &Facts,
    controller: &Controller,
    purpose: PurposeId,
    told: &Told,
    day: Day,
) -> Vec<Cite> {
    let kept = |id: RightId| facts.rights.iter().find(|right| right.id == id).and_then(notice_of);
    let mut cites: Vec<Cite> = Vec::new();
    match told.given {
        Some((_, Some(Cite::Right(id)))) => cites.extend(kept(id)),
        Some((on, None | Some(Cite::Interaction(_) | Cite::Datum(_)))) => {
            let standing = controller.notices.iter().filter(|one| stands_for(one, purpose, on));
            cites.extend(standing.map(|one| Cite::Notice(one.id)));
        }
        Some((_, Some(_))) => {}
        None => {
            cites.extend(told.sooner);
            for right in facts.rights.iter().filter(|right| right.on <= day) {
                if let Some(notice) = notice_of(right) {
                    cites.extend([Cite::Right(right.id), notice]);
                }
            }
        }
    }
    cites
}

/// The notice that was given, if it is kept here.
fn notice_of(right: &Right) -> Option<Cite> {
    if let RightFact::NoticeGiven(given) = &right.fact {
        given.notice.map(Cite::Notice)
    } else {
        None
    }
}

/// Whether a notice stood by itself on a day, and tells of the purpose.
pub(super) fn stands_for(notice: &Notice, purpose: PurposeId, on: Day) -> bool {
    notice.standing
        && notice.from <= on
        && (notice.purposes.is_empty() || notice.purposes.contains(&purpose))
}

/// The first day by `day` on which a notice that covers purpose and source had been given.
fn given(
    facts: &Facts,
    controller: &Controller,
    purpose: PurposeId,
    first: &Provenance,
    day: Day,
) -> Option<(Day, Option<Cite>)> {
    let by_right = facts.rights.iter().filter(|right| right.on <= day).filter_map(|right| {
        let RightFact::NoticeGiven(notice) = &right.fact else { return None };
        covers(notice, controller, purpose, &first.origin.source)
            .then_some((right.on, Some(Cite::Right(right.id))))
    });
    let standing = |on: Day| {
        controller.notices.iter().any(|notice| {
            stands_for(notice, purpose, on) && names_source(&notice.sources, &first.origin.source)
        })
    };
    let by_message = facts
        .interactions
        .iter()
        .filter(|one| one.on <= day && one.carries_notice && one.is_to_person())
        .filter(|one| standing(one.on))
        .map(|one| (one.on, Some(Cite::Interaction(one.id))));
    let obtained = first.origin.collected_on;
    let by_form = (first.origin.how == How::Form && standing(obtained)).then_some((obtained, None));
    // Of what the user notes themself they were told with the form that they filled in.
    let ours = first.origin.source == Source::Ourselves;
    let ways = facts.data.iter().filter(|_| ours).flat_map(|datum| {
        datum.provenances.iter().map(|provenance| (datum.id, &provenance.origin))
    });
    let by_their_form = ways
        .filter(|(_, origin)| {
            origin.how == How::Form && origin.source.is_person() && origin.collected_on <= day
        })
        .filter(|(_, origin)| standing(origin.collected_on))
        .map(|(id, origin)| (origin.collected_on, Some(Cite::Datum(id))));
    // Whoever was asked for consent was told, by the notice that came with the question.
    let by_consent = facts
        .consents
        .iter()
        .filter(|event| {
            event.purpose == purpose
                && event.on <= day
                && event.is_by_person()
                && !event.notice.is_empty()
                && (ours || first.origin.source.is_person())
        })
        .map(|event| (event.on, Some(Cite::Consent(event.id))));
    let by_form = by_form.into_iter().chain(by_their_form);
    by_right.chain(by_message).chain(by_form).chain(by_consent).min_by_key(|(on, _)| *on)
}

/// Whether a notice that was given tells of purpose and source.
pub(super) fn covers(
    notice: &NoticeGiven,
    controller: &Controller,
    purpose: PurposeId,
    source: &Source,
) -> bool {
    let kept = notice.notice.and_then(|id| controller.notices.iter().find(|one| one.id == id));
    let purposes = match kept {
        Some(kept) if notice.purposes.is_empty() => &kept.purposes,
        _ => &notice.purposes,
    };
    let sources = match kept {
        Some(kept) if notice.sources.is_empty() => &kept.sources,
        _ => &notice.sources,
    };
    (purposes.is_empty() || purposes.contains(&purpose)) && names_source(sources, source)
}

/// Whether a list of sources names one; an empty list names all.
pub(super) fn names_source(sources: &[String], source: &Source) -> bool {
    match source {
        Source::Person | Source::Ourselves => true,
        Source::PublishedByPerson | Source::Unknown => sources.is_empty(),
        Source::ThirdParty(name) | Source::Public(name) => {
            sources.is_empty() || sources.iter().any(|one| one.eq_ignore_ascii_case(name))
        }
    }
}
