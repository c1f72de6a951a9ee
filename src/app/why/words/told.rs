//! Notices in words: how somebody was told, and by when they have to be.

use super::{date, names};
use crate::{
    app::why::telling::Telling,
    domain::{Cite, Datum, Finding, Notice, NoticeHow, RightFact},
};

/// The step that asks whether they were told in time.
pub(in crate::app::why) fn step(telling: &Telling<'_>, finding: Finding) -> String {
    if finding.fails.is_some() {
        let due = finding.day.map(|day| date(day.previous())).unwrap_or_default();
        return format!("They had to be told by {due} that we hold this, and were not.");
    }
    if let Some(due) = finding.day {
        return format!("They have to be told by {} that we hold this.", date(due));
    }
    match finding.cite {
        Some(Cite::Right(id)) => by_right(telling, id),
        Some(Cite::Interaction(id)) => telling.talk(id).map_or_else(told_somehow, |talk| {
            let late = telling.late(talk.on, talk.recorded_at);
            format!("They were told: {} carried our notice{}{late}.", names::talk(talk), {
                standing(telling, talk.on)
                    .map(|one| format!(" {}", one.version))
                    .unwrap_or_default()
            })
        }),
        Some(Cite::Consent(id)) => telling.consent(id).map_or_else(told_somehow, |event| {
            format!(
                "They were told by notice {} when we asked for their consent on {}.",
                event.notice.trim(),
                date(event.on)
            )
        }),
        Some(Cite::Datum(id)) => {
            let named = telling.facts.data.iter().find(|datum| datum.id == id);
            by_form(named.unwrap_or(telling.datum))
        }
        _other => by_form(telling.datum),
    }
}

fn told_somehow() -> String {
    "They were told that we hold this.".to_owned()
}

/// The standing notice that counted on a day.
fn standing<'a>(telling: &Telling<'a>, on: crate::domain::Day) -> Option<&'a Notice> {
    let notices = telling.controller.notices.iter().filter(|one| one.standing && one.from <= on);
    notices.max_by_key(|one| (one.from, one.id))
}

fn by_form(datum: &Datum) -> String {
    let forms = datum.provenances.iter().map(|provenance| &provenance.origin);
    match forms
        .filter(|origin| origin.how == crate::domain::How::Form)
        .map(|o| o.collected_on)
        .min()
    {
        Some(on) => format!("They were told: the form of {} carried our notice.", date(on)),
        None => "Nobody has to be told about what is only looked at.".to_owned(),
    }
}

fn by_right(telling: &Telling<'_>, id: crate::domain::RightId) -> String {
    let Some(right) = telling.right(id) else { return told_somehow() };
    let late = telling.late(right.on, right.recorded_at);
    let RightFact::NoticeGiven(notice) = &right.fact else { return told_somehow() };
    let version = notice
        .notice
        .and_then(|id| telling.controller.notices.iter().find(|one| one.id == id))
        .map(|one| format!(" with notice {}", one.version))
        .unwrap_or_default();
    match &notice.how {
        NoticeHow::Given(how) if how.trim().is_empty() => {
            format!("They were told on {}{version}{late}.", date(right.on))
        }
        NoticeHow::Given(how) => {
            format!("They were told on {} by {}{version}{late}.", date(right.on), how.trim())
        }
        NoticeHow::Exempt(why) => {
            format!("They need not be told, we noted on {}: {}{late}.", date(right.on), why.trim())
        }
    }
}
