//! One fact about rights of every kind, and one step of a request of every kind, with fixed bytes.

use super::RightRecord;
use crate::domain::{
    DatumId, Day, Decision, Moment, NoticeGiven, NoticeHow, NoticeId, ObjectionScope, PurposeId,
    RecipientId, RequestKind, RequestOutcome, RequestStep, Right, RightFact, RightId, ToldOf,
};
use crate::store::codec;

/// Every sample with the name of its file; each name is given once.
pub(super) fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let record = |fact: RightFact| {
        let name = name(&fact);
        let recorded_at = Moment(1_795_435_200);
        let right = Right { id: RightId(3), on: day("2026-11-23"), recorded_at, fact };
        let record = RightRecord::from(&right);
        assert_eq!(super::again(&record).into_right(right.id).unwrap(), right);
        (name, codec::encode(&record).unwrap())
    };
    facts().into_iter().map(record).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A new kind has no name until it has a sample in [`facts`] as well.
fn name(fact: &RightFact) -> &'static str {
    match fact {
        RightFact::Objection { scope: ObjectionScope::Marketing } => "right objection marketing",
        RightFact::Objection { scope: ObjectionScope::Purpose(_) } => "right objection purpose",
        RightFact::ObjectionDecided { decision: Decision::Upheld, .. } => "right upheld",
        RightFact::ObjectionDecided { decision: Decision::Overruled, .. } => "right overruled",
        RightFact::Restriction { .. } => "right restriction",
        RightFact::LiftingTold { .. } => "right lifting told",
        RightFact::RestrictionLifted { .. } => "right restriction lifted",
        RightFact::NoticeGiven(_) => "right notice given",
        RightFact::Request { kind, .. } => kind_name(*kind),
        RightFact::RequestStep { step, .. } => step_name(step),
        RightFact::Corrected { .. } => "right corrected",
        RightFact::RecipientTold { of: ToldOf::Corrected, .. } => "right told of correction",
        RightFact::RecipientTold { of: ToldOf::Erased, .. } => "right told of erasure",
        RightFact::RecipientTold { of: ToldOf::Restricted, .. } => "right told of restriction",
    }
}

fn kind_name(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Question => "right question",
        RequestKind::Access => "right access",
        RequestKind::Rectification => "right rectification",
        RequestKind::Erasure => "right erasure",
        RequestKind::Portability => "right portability",
        RequestKind::Complaint => "right complaint",
    }
}

fn step_name(step: &RequestStep) -> &'static str {
    match step {
        RequestStep::IdentityDoubted { .. } => "step identity doubted",
        RequestStep::IdentityShown { .. } => "step identity shown",
        RequestStep::ClarificationAsked { .. } => "step clarification asked",
        RequestStep::ClarificationAnswered => "step clarification answered",
        RequestStep::Extended { .. } => "step extended",
        RequestStep::Acknowledged => "step acknowledged",
        RequestStep::Decided { outcome: RequestOutcome::Given, .. } => "step decided given",
        RequestStep::Decided { outcome: RequestOutcome::Corrected, .. } => "step decided corrected",
        RequestStep::Decided { outcome: RequestOutcome::Erased, .. } => "step decided erased",
        RequestStep::Decided { outcome: RequestOutcome::Refused { .. }, .. } => {
            "step decided refused"
        }
        RequestStep::Answered { .. } => "step answered",
    }
}

fn facts() -> Vec<RightFact> {
    let data = || vec![DatumId(1), DatumId(70_000)];
    let told =
        |of, how| RightFact::RecipientTold { recipient: RecipientId(2), of, data: data(), how };
    let mut facts = vec![
        RightFact::Objection { scope: ObjectionScope::Marketing },
        RightFact::Objection { scope: ObjectionScope::Purpose(PurposeId(3)) },
        RightFact::ObjectionDecided { objection: RightId(1), decision: Decision::Upheld },
        RightFact::ObjectionDecided { objection: RightId(1), decision: Decision::Overruled },
        RightFact::Restriction { data: data(), reason: "accuracy contested".to_owned() },
        RightFact::LiftingTold { restriction: RightId(500) },
        RightFact::RestrictionLifted { restriction: RightId(500) },
        RightFact::NoticeGiven(NoticeGiven {
            notice: Some(NoticeId(1)),
            purposes: vec![PurposeId(0), PurposeId(3)],
            sources: vec!["a register".to_owned()],
            how: NoticeHow::Given("letter".to_owned()),
        }),
        RightFact::Corrected { old: DatumId(1), new: DatumId(70_000) },
        told(ToldOf::Corrected, NoticeHow::Given("mail".to_owned())),
        told(ToldOf::Erased, NoticeHow::Exempt("they are gone".to_owned())),
        told(ToldOf::Restricted, NoticeHow::Given("mail".to_owned())),
    ];
    let kinds = [
        (RequestKind::Question, None),
        (RequestKind::Access, Some(day("2026-12-01"))),
        (RequestKind::Rectification, None),
        (RequestKind::Erasure, None),
        (RequestKind::Portability, None),
        (RequestKind::Complaint, None),
    ];
    facts.extend(kinds.map(|(kind, answered)| RightFact::Request { kind, answered }));
    let request = RightId(2);
    facts.extend(steps().into_iter().map(|step| RightFact::RequestStep { request, step }));
    facts
}

fn steps() -> Vec<RequestStep> {
    let decided = |outcome| RequestStep::Decided { data: vec![DatumId(1), DatumId(9)], outcome };
    vec![
        RequestStep::IdentityDoubted { reason: "a strange address".to_owned() },
        RequestStep::IdentityShown { how: "by telephone".to_owned() },
        RequestStep::ClarificationAsked { question: "which talks?".to_owned() },
        RequestStep::ClarificationAnswered,
        RequestStep::Extended { reason: "many letters".to_owned() },
        RequestStep::Acknowledged,
        decided(RequestOutcome::Given),
        decided(RequestOutcome::Corrected),
        decided(RequestOutcome::Erased),
        decided(RequestOutcome::Refused {
            article: "Art. 17(3)(b)".to_owned(),
            reason: "tax".to_owned(),
            until: Some(day("2034-12-31")),
        }),
        RequestStep::Answered { means: "post".to_owned() },
    ]
}

#[test]
fn every_kind_of_fact_has_one_file() {
    let mut names: Vec<&str> = samples().into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!((all, names.len()), (29, 29), "a new kind needs a sample");
}
