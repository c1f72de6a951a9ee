//! A contact's card, interactions and consents as the panes show them.

use crate::app::card::{
    self, Card, ConsentLine, DatumLine, DutyLine, GroundLine, TalkLine, ViolationLine, WorkLine,
};
use crate::app::follow_ups::{self, FollowUpLine};
use crate::app::{AppError, Session};
use crate::domain::{
    self, Channel, Cite, ConsentStanding, ContactId, ContactKind, Day, Direction, DutyState,
    HoldUntil, LegalForm, PartyRole, Verdict,
};
use crate::tui::model::{CardLine, ConsentRow, Detail, InteractionRow, Standing, Subject};

use super::{passed, timeline, words};

/// Days before its end from which a value counts as soon due.
const SOON_DAYS: i64 = 30;

/// Returns all that the panes show of a contact.
pub(super) fn detail(session: &Session, id: ContactId) -> Result<Detail, AppError> {
    let today = session.today();
    let (facts, controller) = (session.facts(id)?, session.controller()?);
    let card = card::build(&facts, &controller, today);
    let unsent = passed::unsent(&facts, &controller, today).is_some();
    let live = card.data.iter().filter(|line| line.deleted.is_none());
    let mut lines: Vec<CardLine> = live.map(|line| datum(id, line, today)).collect();
    lines.extend(card.duties.iter().filter_map(duty));
    lines.extend(violation(id, &card.violations));
    lines.extend(card.follow_ups.iter().map(|one| come_back(id, one, today)));
    lines.extend(card.work.iter().map(|line| work(id, line)));
    lines.extend(card.events.iter().map(|event| CardLine {
        subject: Some(Subject::Event(id, event.id)),
        label: event.kind.word().to_owned(),
        value: event_text(event),
        standing: Standing::Unsaid,
        until: words::said(event.on),
    }));
    lines.extend(card.grounds.iter().map(|line| ground(id, line, today)));
    lines.extend(card.data.iter().filter(|line| line.deleted.is_some()).map(|line| gone(id, line)));
    Ok(Detail {
        id,
        subtitle: subtitle(&card),
        engagement: card.work.first().map(engagement).unwrap_or_default(),
        next: next(&card, unsent),
        interactions: card.talks.iter().map(|line| talk(id, line, today)).collect(),
        frequency: timeline::frequency(&card.talks, today),
        heard: timeline::heard(&card.talks, today),
        consents: card.consents.iter().map(|line| consent(id, line)).collect(),
        name: card.name,
        card: lines,
    })
}

fn subtitle(card: &Card) -> String {
    let kind = match card.kind {
        ContactKind::Person => "",
        ContactKind::Organisation(LegalForm::SoleTrader) => "sole trader",
        ContactKind::Organisation(_) => "organisation",
    };
    match (kind, card.detail.as_str()) {
        ("", detail) => detail.to_owned(),
        (kind, "") => kind.to_owned(),
        (kind, detail) => format!("{kind} · {detail}"),
    }
}

fn datum(id: ContactId, line: &DatumLine, today: Day) -> CardLine {
    let label = if line.label.is_empty() {
        line.category.word().to_owned()
    } else {
        format!("{} {}", line.category.word(), line.label)
    };
    let value =
        if line.masked { "•••••• stored only".to_owned() } else { line.text.clone() };
    CardLine {
        subject: Some(Subject::Datum(id, line.id)),
        label,
        value,
        standing: line.verdict.as_ref().map_or(Standing::Unsaid, |one| standing(one, today)),
        until: line.verdict.as_ref().map(until).unwrap_or_default(),
    }
}

/// How a value stands, with what soon ends set apart.
pub(super) fn standing(verdict: &Verdict, today: Day) -> Standing {
    let ends_soon = verdict
        .hold_until
        .day()
        .is_some_and(|day| (0..=SOON_DAYS).contains(&today.days_until(day)));
    match verdict.standing {
        domain::Standing::Justified if ends_soon => Standing::Due,
        domain::Standing::Justified => Standing::Justified,
        domain::Standing::Restricted => Standing::Restricted,
        domain::Standing::Unjustified => Standing::Unjustified,
    }
}

/// Until when a value is held, for the column at the right.
fn until(verdict: &Verdict) -> String {
    match (verdict.standing, verdict.hold_until, verdict.erase_by) {
        (domain::Standing::Unjustified, _, Some(day)) => format!("erase by {}", words::said(day)),
        (_, HoldUntil::Day(day), _) => words::said(day),
        (_, HoldUntil::Open, _) => "open".to_owned(),
        (_, HoldUntil::Never, _) => "never".to_owned(),
    }
}

fn gone(id: ContactId, line: &DatumLine) -> CardLine {
    CardLine {
        subject: Some(Subject::Datum(id, line.id)),
        label: line.category.word().to_owned(),
        value: "deleted; `u` brings it back".to_owned(),
        standing: Standing::Unsaid,
        until: line.deleted.map(words::said).unwrap_or_default(),
    }
}

fn duty(line: &DutyLine) -> Option<CardLine> {
    let standing = match line.state {
        DutyState::Open => Standing::Due,
        DutyState::Violated => Standing::Unjustified,
        DutyState::MetLate(_) => return None,
    };
    Some(CardLine {
        subject: None,
        label: "to do".to_owned(),
        value: line.what.clone(),
        standing,
        until: words::said(line.due),
    })
}

/// The latest use that was not permitted, and how many there were before it.
fn violation(id: ContactId, lines: &[ViolationLine]) -> Option<CardLine> {
    let (last, before) = lines.split_first()?;
    let before = match before.len() {
        0 => String::new(),
        1 => " (and once before)".to_owned(),
        times => format!(" (and {times} times before)"),
    };
    Some(CardLine {
        subject: Some(Subject::Record(id, Cite::Disclosure(last.id))),
        label: "misused".to_owned(),
        value: format!("used without permission{before}: {}", last.why),
        standing: Standing::Unsaid,
        until: words::said(last.on),
    })
}

/// A day to come back; what it is about stands among the values as well, with its own verdict.
fn come_back(id: ContactId, line: &FollowUpLine, today: Day) -> CardLine {
    CardLine {
        subject: line.note.map(|note| Subject::Datum(id, note)),
        label: "come back".to_owned(),
        value: follow_ups::words(line, today),
        standing: if line.due <= today { Standing::Due } else { Standing::Unsaid },
        until: words::said(line.due),
    }
}

fn work(id: ContactId, line: &WorkLine) -> CardLine {
    CardLine {
        subject: Some(Subject::Engagement(id, line.id)),
        label: "work".to_owned(),
        value: engagement(line),
        standing: Standing::Unsaid,
        until: words::said(line.since),
    }
}

/// An engagement in a sentence.
fn engagement(line: &WorkLine) -> String {
    let mut text = format!("{} · {}", line.title, line.stage.word());
    if let Some(value) = line.value {
        text.push_str(" · ");
        text.push_str(&words::said_sum(value));
    }
    if matches!(line.role, PartyRole::ContactPerson { .. }) {
        text.push_str(" · speaks for the client");
    }
    if let Some(owed) = line.owed_until {
        text.push_str(" · owed until ");
        text.push_str(&words::said(owed));
    }
    text
}

fn event_text(event: &card::EventLine) -> String {
    let amount = event.amount.map(words::said_sum).unwrap_or_default();
    match (event.reference.as_str(), amount.as_str()) {
        ("", "") => "recorded".to_owned(),
        ("", amount) => amount.to_owned(),
        (reference, "") => reference.to_owned(),
        (reference, amount) => format!("{reference} · {amount}"),
    }
}

fn ground(id: ContactId, line: &GroundLine, today: Day) -> CardLine {
    let open = line.closed.is_none_or(|closed| closed >= today);
    CardLine {
        subject: Some(Subject::Ground(id, line.id)),
        label: if open { "held" } else { "was held" }.to_owned(),
        value: line.purpose_text.clone(),
        standing: Standing::Unsaid,
        until: match line.closed {
            Some(closed) => format!("until {}", words::said(closed)),
            None => format!("since {}", words::said(line.opened)),
        },
    }
}

fn talk(id: ContactId, line: &TalkLine, today: Day) -> InteractionRow {
    InteractionRow {
        subject: Subject::Interaction(id, line.id),
        day: words::said_briefly(line.on, today),
        direction: match line.direction {
            Direction::FromThem => "←",
            Direction::ToThem => "→",
            Direction::Both => "↔",
        },
        means: line.means.word().to_owned(),
        text: line.text.clone(),
        standing: match line.standing {
            None => Standing::Unsaid,
            Some(domain::Standing::Justified) => Standing::Justified,
            Some(domain::Standing::Restricted) => Standing::Restricted,
            Some(domain::Standing::Unjustified) => Standing::Unjustified,
        },
    }
}

fn consent(id: ContactId, line: &ConsentLine) -> ConsentRow {
    let channel = line.channel.map_or("", Channel::word);
    let text = words::said_within(&line.text);
    let (state, rest) = text.split_once(", ").unwrap_or((text.as_str(), ""));
    ConsentRow {
        subject: line.events.last().map(|event| Subject::Consent(id, *event)),
        purpose: line.purpose.clone(),
        state: state.to_owned(),
        detail: match (channel, rest) {
            ("", rest) => rest.to_owned(),
            (channel, "") => channel.to_owned(),
            (channel, rest) => format!("{rest} · {channel}"),
        },
        standing: match line.standing {
            ConsentStanding::Holds { .. } => Standing::Justified,
            ConsentStanding::Withdrawn { .. } | ConsentStanding::Invalid { .. } => {
                Standing::Unjustified
            }
            ConsentStanding::Expired { .. } | ConsentStanding::Child { .. } => Standing::Due,
            ConsentStanding::Unproven { .. } => Standing::Unsaid,
        },
    }
}

/// The next step, for `.`: the first duty that is open, else who got an invoice that was sent.
fn next(card: &Card, unsent: bool) -> String {
    use crate::domain::DutyKind;
    let open = card.duties.iter().find(|duty| !matches!(duty.state, DutyState::MetLate(_)));
    let else_then = if unsent { "sent on, too" } else { "" };
    open.map_or(else_then, |duty| match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere | DutyKind::RefreshNotice => {
            "they were told"
        }
        DutyKind::DecideObjection => "decide the objection",
        DutyKind::AnswerRequest => "request answered",
        DutyKind::Acknowledge => "complaint acknowledged",
        DutyKind::TellRecipient => "recipient told",
    })
    .to_owned()
}
