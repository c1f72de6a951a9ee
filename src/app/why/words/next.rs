//! What to do now, each with the command that does it.

use super::{date, names};
use crate::{
    app::why::{NextStep, telling::Telling},
    domain::{
        Anchor, Cite, Day, Duty, DutyKind, DutyState, HoldUntil, LawfulBasis, Node, Reason, Rule,
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
        let Some(step) =
            of_duty(duty).filter(|_| !verdict.erase_by.is_some_and(|by| spared(duty, by)))
        else {
            continue;
        };
        if !steps.iter().any(|one| one.command == step.command) {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        steps.push(step("Nothing needs to be done.".to_owned(), "none"));
    }
    steps
}

/// Whether a notice need not be given, because what it is about must be gone before it is due.
pub(in crate::app::why) fn spared(duty: &Duty, erase_by: Day) -> bool {
    let notice = matches!(duty.kind, DutyKind::NoticeToPerson | DutyKind::NoticeFromElsewhere);
    notice && duty.state == DutyState::Open && erase_by <= duty.due
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
            step(format!("Send them your notice {by}. Then record that they got it."), NOTICE)
        }
        DutyKind::RefreshNotice => {
            step(format!("Tell them what changed {by}. Then record that they know."), NOTICE)
        }
        DutyKind::DecideObjection => step(objection(&by), "objection-decide"),
        DutyKind::AnswerRequest => {
            step(format!("Answer their request {by}. Then record that you did."), "request-answer")
        }
        DutyKind::Acknowledge => {
            let text = format!("Tell them {by} that their complaint came in. Then record that.");
            step(text, "complaint-acknowledge")
        }
        DutyKind::TellRecipient => {
            let text = format!("Tell those who got it what became of it, {by}. Then record that.");
            step(text, "recipient-tell")
        }
    })
}

/// The step of whoever has to tell somebody something.
const NOTICE: &str = "notice-give";

fn objection(by: &str) -> String {
    format!("Decide on their objection {by}: are they right, or do your reasons weigh more?")
}

/// What to do about a value without a reason: what the user can do about the reason, else erase
/// it, unless the person does something first.
fn unjustified(telling: &Telling<'_>, verdict: &Verdict, steps: &mut Vec<NextStep>) {
    let it = names::it(&telling.datum.category);
    steps.extend(instead(&[(verdict, it)], || erasure(it, verdict.erase_by, telling.day)));
}

/// `Erase it by 8 December 2026.`
pub(in crate::app::why) fn erasure(what: &str, by: Option<Day>, today: Day) -> String {
    match by {
        Some(by) if by >= today => format!("Erase {what} by {}.", date(by)),
        Some(by) => format!("Erase {what} now: that was due by {}.", date(by)),
        None => format!("Erase {what} now."),
    }
}

/// What can be done about values that must go, with erasing in its place among it: each verdict
/// comes with what its value is called.
pub(in crate::app::why) fn instead(
    values: &[(&Verdict, &str)],
    erasure: impl FnOnce() -> String,
) -> Vec<NextStep> {
    let mut own: Vec<NextStep> = Vec::new();
    let mut theirs: Vec<NextStep> = Vec::new();
    for (verdict, what) in values {
        for remedy in verdict.reasons.iter().filter_map(|reason| remedy(reason, what)) {
            let (found, list) = match remedy {
                Remedy::Own(found) => (found, &mut own),
                Remedy::Theirs(found) => (found, &mut theirs),
            };
            if !list.iter().any(|one| one.command == found.command) {
                list.push(found);
            }
        }
    }
    let erasure = erasure();
    let erasure = if own.is_empty() { erasure } else { format!("Or {}", uncapital(&erasure)) };
    own.push(step(erasure, "erase"));
    own.append(&mut theirs);
    own
}

/// The text with its first letter in lower case.
fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What makes a reason go away.
enum Remedy {
    /// What the user can do by himself; that comes before erasing.
    Own(NextStep),
    /// What only counts if the person has done something; that comes after it.
    Theirs(NextStep),
}

/// What could make a reason go away; `None` where nothing can.
fn remedy(reason: Reason, it: &str) -> Option<Remedy> {
    let theirs = |text: &str, command| Some(Remedy::Theirs(step(text.to_owned(), command)));
    let own = |text: String, command| Some(Remedy::Own(step(text, command)));
    match reason {
        Reason::ConsentUnproven => theirs(
            "Unless they did agree: then record when, how, and what they had been told.",
            "consent-give",
        ),
        Reason::ConsentExpired | Reason::ConsentInvalid => {
            theirs("Unless they say yes again, of their own accord: record that.", "consent-give")
        }
        Reason::ChildConsent => {
            theirs("Unless a parent agrees for them: record that.", "consent-give")
        }
        Reason::RetentionExpired => theirs(
            "Unless you have heard from them since: log that, and the time counts from there.",
            "interaction-log",
        ),
        Reason::NotNecessary | Reason::NoPurpose => {
            let text = format!("Unless they agree to what you need {it} for: record that.");
            theirs(&text, "consent-give")
        }
        Reason::ContractNotParty => own(
            "If they speak for a client: write down once why that is fair to them.".to_owned(),
            "assess",
        ),
        Reason::LiUnassessed => {
            own("Write down once why this is fair to them, and adopt that.".to_owned(), "assess")
        }
        Reason::NoticeOverdue => own(
            format!("Send them your notice and record that: from then on you may keep {it}."),
            NOTICE,
        ),
        Reason::Art9ConditionMissing => own(
            "Take out what is private and keep the rest, or record that they agreed to just that."
                .to_owned(),
            "correct",
        ),
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
            "Find out whether they are right; if they are, put it right.".to_owned(),
            "correct",
        ));
        steps.push(step(
            "Then tell them that you will use it again, before you do.".to_owned(),
            "restriction-lift",
        ));
        return;
    }
    let by = verdict.hold_until.day().map(date).unwrap_or_default();
    steps.push(step(objection(&format!("by {by}")), "objection-decide"));
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
            format!("Ask them by {on} whether they still agree, and record the answer."),
            "consent-give",
        ),
        Some(Rule::Retention) if viewing_only => step(
            format!("Erase them by {on}, unless something shows by then what you need them for."),
            "erase",
        ),
        Some(Rule::Retention) if counts_from_contact => step(
            format!("It may stay until {on}. If you hear from them before that, log it."),
            "interaction-log",
        ),
        Some(_) | None => step(format!("It may stay until {on}; erase it then."), "erase"),
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
