//! Whatever happened, an explanation can be read: whole sentences, nothing left out.

use candor::app::why::{Explanation, explain, record};
use candor::domain::{Cite, Standing};
use proptest::prelude::*;

use crate::domain::history::{LENGTH, START, histories, story};
use crate::support::day;

fn sentences(one: &Explanation) -> Vec<&str> {
    let mut all = vec![one.headline.as_str()];
    all.extend(one.provenance.iter().map(String::as_str));
    all.extend(one.claims.iter().map(|claim| claim.sentence.as_str()));
    all.extend(one.claims.iter().flat_map(|one| &one.steps).map(|step| step.sentence.as_str()));
    all.extend(one.recipients.iter().chain(&one.rights).map(String::as_str));
    all.extend(one.duties.iter().map(|duty| duty.text.as_str()));
    all.extend(one.unjustified.iter().map(|one| one.text.as_str()));
    all.extend(one.next.iter().map(|step| step.text.as_str()));
    all
}

/// Whether the text is a sentence, or several.
fn is_sentence(text: &str) -> bool {
    let first = text.chars().next();
    text.ends_with(['.', '?'])
        && first.is_some_and(|first| first.is_uppercase() || first == '“')
        && !["  ", "..", " .", " ,", "()", "“”", "on ,", "on  ", "by  "]
            .iter()
            .any(|slip| text.contains(slip))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_explanation_is_made_of_sentences(steps in histories(16), at in 0..LENGTH + 300) {
        let story = story(&steps);
        let on = day(START).add_days(at);
        for datum in &story.facts.data {
            let one = explain::datum(&story.facts, &story.controller, datum, on);
            let Some(one) = one else { continue };
            for text in sentences(&one) {
                prop_assert!(is_sentence(text), "{text:?}");
            }
            prop_assert!(!one.next.is_empty());
            prop_assert_eq!(one.unjustified.is_some(), one.verdict.standing == Standing::Unjustified);
            for claim in &one.claims {
                prop_assert_eq!(claim.holds, claim.code.is_none());
                prop_assert!(!claim.article.is_empty());
                for cite in claim.cite.iter().chain(claim.steps.iter().flat_map(|one| &one.cite)) {
                    // The histories name work, events and talks that never were.
                    let may_miss = matches!(
                        cite,
                        Cite::Engagement(_) | Cite::Event(_) | Cite::Interaction(_)
                    );
                    let found = record(&story.facts, &story.controller, *cite);
                    prop_assert!(may_miss || found.is_some(), "{cite:?}");
                }
            }
        }
        let all = explain::contact(&story.facts, &story.controller, on);
        prop_assert!(is_sentence(&all.headline), "{:?}", all.headline);
        prop_assert_eq!(all.counts.iter().sum::<usize>(), all.data.len());
        for step in &all.next {
            prop_assert!(is_sentence(&step.text), "{:?}", step.text);
        }
    }
}
