//! Tells of what a person did with their rights, what they were told, and how a request went.

use super::record::{kept, line, or_all};
use crate::{
    app::why::{
        RecordText,
        telling::Telling,
        words::{date, names},
    },
    domain::{
        Day, Decision, NoticeGiven, NoticeHow, ObjectionScope, RequestKind, RequestOutcome,
        RequestStep, Right, RightFact, ToldOf, request,
    },
};

pub(super) fn told(telling: &Telling<'_>, right: &Right) -> RecordText {
    let on = date(right.on);
    let (title, mut lines) = match &right.fact {
        RightFact::Objection { scope: ObjectionScope::Marketing } => {
            (format!("No to advertising, {on}"), vec![line("Reaches", "every address of theirs")])
        }
        RightFact::Objection { scope: ObjectionScope::Purpose(id) } => {
            (format!("Objection of {on}"), vec![line("To", &names::purpose(telling, *id))])
        }
        RightFact::ObjectionDecided { decision, .. } => {
            let how = match decision {
                Decision::Upheld => "they were right",
                Decision::Overruled => "our reasons weigh more, and they were told",
            };
            (format!("Objection decided on {on}"), vec![line("How", how)])
        }
        RightFact::Restriction { reason, data } => {
            let which = if data.is_empty() { "all of theirs" } else { "what they named" };
            (format!("Only stored since {on}"), vec![line("Why", reason), line("Which", which)])
        }
        RightFact::LiftingTold { .. } => {
            (format!("Told on {on} that the restriction ends"), Vec::new())
        }
        RightFact::RestrictionLifted { .. } => (format!("Restriction lifted on {on}"), Vec::new()),
        RightFact::NoticeGiven(notice) => notice_given(telling, notice, &on),
        RightFact::Request { kind, .. } => {
            let answered = request::answered(telling.facts, right, Day::MAX);
            let answered = answered.map_or_else(|| "not yet".to_owned(), date);
            let lines = vec![line("For", asked_for(*kind)), line("Answered", &answered)];
            (format!("Request of {on}"), lines)
        }
        RightFact::RequestStep { step: one, .. } => step(one, &on),
        RightFact::Corrected { .. } => (format!("Put right on {on}"), Vec::new()),
        RightFact::RecipientTold { recipient, of, how, .. } => {
            let known = telling.controller.recipients.iter().find(|one| one.id == *recipient);
            let who = known.map_or("somebody who got it", |one| one.name.as_str());
            let what = match of {
                ToldOf::Corrected => "that it was put right",
                ToldOf::Erased => "that it was erased",
                ToldOf::Restricted => "that it may only be stored",
            };
            match how {
                NoticeHow::Given(how) => {
                    (format!("{who} was told on {on}"), vec![line("Of", what), line("By", how)])
                }
                NoticeHow::Exempt(why) => {
                    (format!("{who} need not be told, noted on {on}"), vec![line("Why", why)])
                }
            }
        }
    };
    lines.push(line("Entered", telling.late(right.on, right.recorded_at).trim()));
    RecordText { title, lines: kept(lines) }
}

fn notice_given(
    telling: &Telling<'_>,
    given: &NoticeGiven,
    on: &str,
) -> (String, Vec<(String, String)>) {
    let notice = given
        .notice
        .and_then(|id| telling.controller.notices.iter().find(|one| one.id == id))
        .map(|one| one.version.clone())
        .unwrap_or_default();
    let purposes: Vec<String> =
        given.purposes.iter().map(|id| names::purpose(telling, *id)).collect();
    let (title, how) = match &given.how {
        NoticeHow::Given(how) => (format!("Told on {on}"), line("By", how)),
        NoticeHow::Exempt(why) => (format!("Need not be told, noted on {on}"), line("Why", why)),
    };
    let lines = vec![
        how,
        line("Notice", &notice),
        line("Of purposes", &or_all(&purposes)),
        line("Of sources", &or_all(&given.sources)),
    ];
    (title, lines)
}

fn asked_for(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Question => "a question",
        RequestKind::Access => "to see what we hold",
        RequestKind::Rectification => "to put a mistake right",
        RequestKind::Erasure => "to erase",
        RequestKind::Portability => "to take their data along",
        RequestKind::Complaint => "a complaint",
    }
}

fn step(step: &RequestStep, on: &str) -> (String, Vec<(String, String)>) {
    let (title, label, text) = match step {
        RequestStep::IdentityDoubted { reason } => ("We asked who it is", "Why", reason.as_str()),
        RequestStep::IdentityShown { how } => ("They showed who they are", "By", how.as_str()),
        RequestStep::ClarificationAsked { question } => {
            ("We asked what they mean", "We asked", question.as_str())
        }
        RequestStep::ClarificationAnswered => ("They said what they mean", "", ""),
        RequestStep::Extended { reason } => {
            ("They were told that it takes longer", "Why", reason.as_str())
        }
        RequestStep::Acknowledged => ("They were told that it came in", "", ""),
        RequestStep::Decided { outcome, .. } => match outcome {
            RequestOutcome::Given => ("We gave it to them", "", ""),
            RequestOutcome::Corrected => ("We put it right", "", ""),
            RequestOutcome::Erased => ("We decided to erase it", "", ""),
            RequestOutcome::Refused { reason, .. } => ("We said no", "Why", reason.as_str()),
        },
        RequestStep::Answered { means } => ("We answered", "By", means.as_str()),
    };
    (format!("{title}, {on}"), vec![line(label, text)])
}
