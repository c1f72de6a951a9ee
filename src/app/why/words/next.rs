//! What to do now, each with the command that does it.

use super::{date, names};
use crate::{
    app::why::{NextStep, telling::Telling},
    domain::{
        Anchor, Cite, Duty, DutyKind, DutyState, HoldUntil, LawfulBasis, Node, Reason, Rule,
        Standing, Verdict,
    },
};

/// From how many days before the end on one thinks of it.
const SOON: i64 = 30;

fn step(text: String, command: &'static str) -> NextStep {
    NextStep { text, command }
}

/// What to do about one value; never empty.
pub(in crate::app::why) fn steps(
    telling: &Telling<'_>,
    verdict: &Verdict,
    nodes: &[Node],
    duties: &[Duty],
) -> Vec<NextStep> {
    let mut steps = Vec::new();
    match verdict.standing {
        Standing::Unjustified => unjustified(telling, verdict, &mut steps),
        Standing::Restricted => restricted(verdict, nodes, &mut steps),
        Standing::Justified => ending(telling, verdict, nodes, &mut steps),
    }
    for duty in duties {
        let told = |step: &NextStep| step.command == "notice-give";
        if let Some(step) = of_duty(duty).filter(|_| !steps.iter().any(told)) {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        steps.push(step("Nothing needs to be done.".to_owned(), "none"));
    }
    steps
}

/// What a duty asks for; `None` if it is met.
pub(in crate::app::why) fn of_duty(duty: &Duty) -> Option<NextStep> {
    let due = date(duty.due);
    let by = match duty.state {
        DutyState::MetLate(_) => return None,
        DutyState::Open => format!("by {due}"),
        DutyState::Violated => format!("now; it was due by {due}"),
    };
    Some(match duty.kind {
        DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere => {
            step(format!("Send them your notice {by}, and record that they got it."), "notice-give")
        }
        DutyKind::RefreshNotice => step(
            format!("Tell them what changed {by}, and record that they got it."),
            "notice-give",
        ),
        DutyKind::DecideObjection => step(format!("Decide on their objection {by}."), "none"),
        DutyKind::AnswerRequest => step(format!("Answer their request {by}."), "none"),
        DutyKind::Acknowledge => {
            step(format!("Tell them {by} that their complaint came in."), "none")
        }
        DutyKind::TellRecipient => {
            step(format!("Tell those who got it what became of it, {by}."), "none")
        }
    })
}

fn unjustified(telling: &Telling<'_>, verdict: &Verdict, steps: &mut Vec<NextStep>) {
    let it = names::it(&telling.datum.category);
    let mut seen: Vec<NextStep> = Vec::new();
    for reason in verdict.reasons.iter() {
        if let Some(remedy) = remedy(reason)
            && !seen.iter().any(|one| one.command == remedy.command)
        {
            seen.push(remedy);
        }
    }
    let by = verdict.erase_by.filter(|by| *by >= telling.day);
    let when =
        by.map_or_else(|| " now: it is overdue".to_owned(), |by| format!(" by {}", date(by)));
    let otherwise = if seen.is_empty() { "" } else { "Otherwise " };
    let verb = if seen.is_empty() { "Erase" } else { "erase" };
    steps.append(&mut seen);
    steps.push(step(format!("{otherwise}{verb} {it}{when}."), "erase"));
}

/// What could make a reason go away; `None` where nothing can but the person.
fn remedy(reason: Reason) -> Option<NextStep> {
    match reason {
        Reason::ConsentUnproven => Some(step(
            "If they did agree, record it with the day, the way and the notice they saw."
                .to_owned(),
            "consent-give",
        )),
        Reason::ConsentExpired | Reason::ConsentInvalid => {
            Some(step("If they agree anew by themselves, record it.".to_owned(), "consent-give"))
        }
        Reason::ChildConsent => {
            Some(step("If a parent agrees for them, record that.".to_owned(), "consent-give"))
        }
        Reason::ContractNotParty => Some(step(
            "Where people speak for a client, weigh that interest once and adopt it.".to_owned(),
            "assess",
        )),
        Reason::LiUnassessed => Some(step(
            "Weigh your interest against theirs, once for this purpose, and adopt it.".to_owned(),
            "assess",
        )),
        Reason::NoticeOverdue => Some(step(
            "Send them your notice and record it: from that day on it may be held again."
                .to_owned(),
            "notice-give",
        )),
        Reason::RetentionExpired => Some(step(
            "If you have heard from them since, log it: the time counts from there.".to_owned(),
            "interaction-log",
        )),
        Reason::Art9ConditionMissing => Some(step(
            "Take out what is private and keep the rest, or record their express yes.".to_owned(),
            "correct",
        )),
        Reason::NotNecessary | Reason::NoPurpose => Some(step(
            "If there is something you need it for and they agree, record their consent."
                .to_owned(),
            "consent-give",
        )),
        Reason::PurposeIncompatible
        | Reason::ConsentWithdrawn
        | Reason::ContractEnded
        | Reason::ObligationLapsed
        | Reason::ObjectionUpheld
        | Reason::ObjectionMarketing
        | Reason::ChannelNotPermitted
        | Reason::Suppressed
        | Reason::Restricted => None,
    }
}

fn restricted(verdict: &Verdict, nodes: &[Node], steps: &mut Vec<NextStep>) {
    if nodes.iter().any(|node| node.finding.rule == Rule::Restriction) {
        steps.push(step(
            "Settle what is in dispute; put it right if they are right.".to_owned(),
            "correct",
        ));
        steps.push(step("Tell them before you lift the restriction.".to_owned(), "none"));
        return;
    }
    let by = verdict.hold_until.day().map(date).unwrap_or_default();
    steps.push(step(
        format!("Decide on their objection by {by}; after that day it counts."),
        "none",
    ));
}

/// Something ends soon: say what would keep it.
fn ending(telling: &Telling<'_>, verdict: &Verdict, nodes: &[Node], steps: &mut Vec<NextStep>) {
    let HoldUntil::Day(last) = verdict.hold_until else { return };
    if telling.day.days_until(last) > SOON {
        return;
    }
    let claim =
        nodes.iter().find(|node| node.finding.fails.is_none() && node.finding.day == Some(last));
    let bound = |claim: &Node| {
        let ends = claim.children.iter().find(|step| step.finding.day == Some(last));
        ends.map(|step| step.finding.rule)
    };
    let purpose = claim.and_then(|claim| {
        if let Rule::Claim { purpose, .. } = claim.finding.rule {
            telling.purpose(purpose)
        } else {
            None
        }
    });
    let viewing_only = purpose.is_some_and(|one| one.viewing_only);
    let counts_from_contact = purpose.is_some_and(|one| {
        matches!(one.retention.anchor, Some(Anchor::LastContactFrom | Anchor::LastEngagementEnd))
    });
    let on = date(last);
    steps.push(match claim.and_then(bound) {
        Some(Rule::Told) => return,
        Some(Rule::Consent) => step(
            format!("Ask them before {on} whether they still agree, and record the answer."),
            "consent-give",
        ),
        Some(Rule::Retention) if viewing_only => {
            step(format!("Say by {on} what you need them for, or let them go."), "none")
        }
        Some(Rule::Retention) if counts_from_contact => step(
            format!("It ends on {on}. If you hear from them before, log it."),
            "interaction-log",
        ),
        Some(_) | None => step(format!("It ends on {on}; erase it then."), "erase"),
    });
}

/// Whether the work behind a contract has been silent; asked where it never ends by itself.
pub(in crate::app::why) fn silent_work(telling: &Telling<'_>, nodes: &[Node]) -> Option<NextStep> {
    let claim = nodes.iter().find(|node| {
        node.finding.fails.is_none()
            && node.finding.day.is_none()
            && matches!(node.finding.rule, Rule::Claim { basis: LawfulBasis::Contract, .. })
    })?;
    let contract = claim.children.iter().find(|step| step.finding.rule == Rule::Contract)?;
    let Some(Cite::Engagement(id)) = contract.finding.cite else { return None };
    let work = telling.engagement(id)?;
    let talks = telling.facts.interactions.iter().filter(|talk| talk.on <= telling.day);
    let last = talks.map(|talk| talk.on).chain(work.stages.iter().map(|(_, on)| *on)).max()?;
    (last.add_months(6) < telling.day).then(|| {
        let title = names::work(work);
        step(
            format!(
                "Nothing has passed between you since {}. Is {title} still running?",
                date(last)
            ),
            "ground-close",
        )
    })
}
