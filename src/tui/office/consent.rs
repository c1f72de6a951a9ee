//! Consent given and withdrawn, and objections.

use crate::app::consents::{self, NewConsent};
use crate::app::{AppError, Mode, Session, card, rights};
use crate::domain::{Channel, ConsentStanding, ConsentState, ContactId, LawfulBasis, Policy};
use crate::tui::model::{Answers, FieldId, FormKind, FormSpec};

use super::form::{Acted, Trip, choice, day, line, past_day, plain};

const EVERY_CHANNEL: &str = "every channel";
const ALL_MARKETING: &str = "all direct marketing";

/// The form of a consent.
pub(super) fn spec_give(
    session: &Session,
    id: ContactId,
) -> Result<Result<FormSpec, String>, AppError> {
    let today = session.today();
    let card = card::card(session, id, today)?;
    let controller = session.controller()?;
    let purposes = controller.policy(today).map(by_consent).unwrap_or_default();
    let latest = controller.notices.iter().rev().find(|one| one.from <= today);
    let notice = latest.map(|one| one.version.clone()).unwrap_or_default();
    if purposes.is_empty() {
        return Ok(Err("no purpose of this vault rests on consent".to_owned()));
    }
    Ok(Ok(plain(
        FormKind::ConsentGive(id),
        format!("{} agreed", card.name),
        vec![
            choice(FieldId::Purpose, "to what", &purposes, ""),
            choice(FieldId::Channel, "by", &channels("email"), ""),
            line(FieldId::Method, "how", "in person", "in person, a form, a mail of theirs"),
            line(
                FieldId::Notice,
                "text they saw",
                &notice,
                "a notice's version, or the list's heading",
            ),
            line(FieldId::Evidence, "proof", "", "where the paper or the mail lies"),
            day(),
        ],
    )))
}

/// Purposes that may rest on consent, those that rest on nothing else first.
pub(super) fn by_consent(policy: &Policy) -> Vec<String> {
    let mut purposes: Vec<(bool, &str)> = policy
        .purposes
        .iter()
        .filter(|one| one.active)
        .filter_map(|one| {
            let first = one.basis == Some(LawfulBasis::Consent);
            let may = first || one.other_bases.contains(&LawfulBasis::Consent);
            may.then_some((!first, one.key.as_str()))
        })
        .collect();
    purposes.sort_by_key(|(second, _)| *second);
    purposes.into_iter().map(|(_, key)| key.to_owned()).collect()
}

pub(super) fn channels(first: &str) -> Vec<String> {
    let mut words: Vec<String> = Channel::ALL.iter().map(|(_, word)| (*word).to_owned()).collect();
    words.push(EVERY_CHANNEL.to_owned());
    words.sort_by_key(|word| word != first);
    words
}

pub(super) fn channel(answers: &Answers) -> Option<Channel> {
    let chosen = answers.text(FieldId::Channel);
    Channel::ALL.iter().find(|(_, word)| *word == chosen).map(|(channel, _)| *channel)
}

/// Records a consent.
pub(super) fn give(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let purpose = answers.text(FieldId::Purpose);
    let mut new = NewConsent::new(purpose, ConsentState::Given, on);
    new.channel = channel(answers);
    answers.text(FieldId::Method).clone_into(&mut new.method);
    answers.text(FieldId::Evidence).clone_into(&mut new.evidence);
    let controller = session.controller()?;
    let typed = answers.text(FieldId::Notice);
    typed.clone_into(&mut new.notice);
    if let Some(notice) = controller.notices.iter().find(|one| one.version == typed) {
        new.language.clone_from(&notice.language);
    }
    if new.method.is_empty() {
        return Err(Trip::field(
            FieldId::Method,
            "say how they agreed: without it nothing is proven",
        ));
    }
    if new.notice.is_empty() {
        let problem = "name the text that they saw: without it nothing is proven";
        return Err(Trip::field(FieldId::Notice, problem));
    }
    acted.forecast = consents::record(session, id, &new, mode)?.forecast;
    acted.sentence = format!("recorded the consent to {purpose}; `cw` withdraws it");
    Ok(acted)
}

/// The form of a withdrawal: only what holds can be withdrawn.
pub(super) fn spec_withdraw(
    session: &Session,
    id: ContactId,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let mut purposes: Vec<String> = card
        .consents
        .iter()
        .filter(|line| matches!(line.standing, ConsentStanding::Holds { .. }))
        .map(|line| line.purpose.clone())
        .collect();
    purposes.dedup();
    if purposes.is_empty() {
        return Ok(Err(
            "no consent holds that could be withdrawn; `ro` records an objection".to_owned()
        ));
    }
    Ok(Ok(plain(
        FormKind::ConsentWithdraw(id),
        format!("{} took consent back", card.name),
        vec![
            choice(FieldId::Purpose, "to what", &purposes, ""),
            choice(FieldId::Channel, "by", &channels(EVERY_CHANNEL), ""),
            day(),
        ],
    )))
}

/// Records a withdrawal.
pub(super) fn withdraw(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let purpose = answers.text(FieldId::Purpose);
    let mut new = NewConsent::new(purpose, ConsentState::Withdrawn, on);
    new.channel = channel(answers);
    acted.forecast = consents::record(session, id, &new, mode)?.forecast;
    acted.sentence = format!("recorded the withdrawal from {purpose}; it counts from today");
    Ok(acted)
}

/// The form of an objection.
pub(super) fn spec_objection(
    session: &Session,
    id: ContactId,
) -> Result<Result<FormSpec, String>, AppError> {
    let card = card::card(session, id, session.today())?;
    let interests = card
        .grounds
        .iter()
        .filter(|line| line.closed.is_none() && line.basis == LawfulBasis::LegitimateInterests);
    let mut options = vec![ALL_MARKETING.to_owned()];
    options.extend(interests.map(|line| line.purpose.clone()));
    options.dedup();
    Ok(Ok(plain(
        FormKind::Objection(id),
        format!("{} objects", card.name),
        vec![choice(FieldId::Purpose, "to what", &options, ""), day()],
    )))
}

/// Records an objection.
pub(super) fn object(
    session: &Session,
    id: ContactId,
    answers: &Answers,
    mode: Mode,
) -> Result<Acted, Trip> {
    let mut acted = Acted { select: Some(id), ..Acted::default() };
    let on = past_day(answers, session.today(), &mut acted)?;
    let purpose = answers.text(FieldId::Purpose);
    let key = (purpose != ALL_MARKETING).then_some(purpose);
    acted.forecast = rights::object(session, id, key, on, mode)?.forecast;
    acted.sentence = format!("recorded the objection to {purpose}");
    Ok(acted)
}
