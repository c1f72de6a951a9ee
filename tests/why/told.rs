//! An explanation as text, for snapshots.

use std::fmt::Write as _;

use candor::app::why::{ContactExplanation, Explanation, explain};
use candor::domain::DatumId;

use crate::support::{Story, day};

/// Explains a value as of a day.
pub(super) fn explain(story: &Story, id: DatumId, on: &str) -> Explanation {
    let datum = story.facts.data.iter().find(|one| one.id == id).unwrap();
    explain::datum(&story.facts, &story.controller, datum, day(on)).unwrap()
}

/// All of an explanation, line by line.
pub(super) fn text(one: &Explanation) -> String {
    let mut text = format!("{}\n\n", one.headline);
    for line in &one.provenance {
        writeln!(text, "from     {line}").unwrap();
    }
    for claim in &one.claims {
        let sign = if claim.holds { "✓" } else { "✗" };
        let code = claim.code.map(|code| format!(" [{code}]")).unwrap_or_default();
        writeln!(text, "{sign} {} — {} ({}){code}", claim.title, claim.sentence, claim.article)
            .unwrap();
        for step in &claim.steps {
            let sign = if step.holds { "✓" } else { "✗" };
            let code = step.code.map(|code| format!(" [{code}]")).unwrap_or_default();
            writeln!(text, "  {sign} {} ({}){code}", step.sentence, step.article).unwrap();
        }
    }
    lines(&mut text, "given to", &one.recipients);
    lines(&mut text, "right   ", &one.rights);
    for duty in &one.duties {
        writeln!(text, "duty     {}", duty.text).unwrap();
    }
    if let Some(unjustified) = &one.unjustified {
        writeln!(text, "since    {}", unjustified.text).unwrap();
    }
    for step in &one.next {
        writeln!(text, "next     {} [{}]", step.text, step.command).unwrap();
    }
    text
}

/// All of a contact's explanation, line by line.
pub(super) fn summary(one: &ContactExplanation) -> String {
    let mut text = format!("{}\n{}\n{:?}\n\n", one.subject, one.headline, one.counts);
    for purpose in &one.purposes {
        writeln!(text, "for      {}", purpose.sentence).unwrap();
    }
    for datum in &one.data {
        let value = if datum.masked { "•••" } else { &datum.value };
        writeln!(text, "{}: {value}, {}", datum.category, datum.text).unwrap();
    }
    lines(&mut text, "given to", &one.recipients);
    lines(&mut text, "right   ", &one.rights);
    for duty in &one.duties {
        writeln!(text, "duty     {}", duty.text).unwrap();
    }
    for step in &one.next {
        writeln!(text, "next     {} [{}]", step.text, step.command).unwrap();
    }
    text
}

fn lines(text: &mut String, title: &str, lines: &[String]) {
    for line in lines {
        writeln!(text, "{title} {line}").unwrap();
    }
}
