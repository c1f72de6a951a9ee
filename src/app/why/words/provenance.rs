//! Where a value came from, in a sentence for each way.

use super::{date, list, names};
use crate::{
    app::why::telling::Telling,
    domain::{DatumKind, How, Origin, Provenance, Source},
};

/// One line for each way in which the value was obtained by the day, the oldest first.
pub(in crate::app::why) fn lines(telling: &Telling<'_>) -> Vec<String> {
    let datum = telling.datum;
    let mut known: Vec<&Provenance> =
        datum.provenances.iter().filter(|one| one.origin.collected_on <= telling.day).collect();
    known.sort_by_key(|one| one.origin.collected_on);
    let mut lines: Vec<String> = known.into_iter().map(|one| line(telling, one)).collect();
    match datum.kind {
        DatumKind::Derived => lines.push("We worked it out from other values.".to_owned()),
        DatumKind::Inferred => lines.push("It is our own opinion or guess.".to_owned()),
        DatumKind::Provided | DatumKind::Observed => {}
    }
    if datum.corrects.is_some() {
        lines.push("It corrects an earlier value.".to_owned());
    }
    if datum.part_of.is_some() {
        lines.push("It was cut out of a longer text.".to_owned());
    }
    lines
}

/// One way in which a value was obtained, in a sentence.
pub(in crate::app::why) fn line(telling: &Telling<'_>, provenance: &Provenance) -> String {
    let origin = &provenance.origin;
    let on = date(origin.collected_on);
    let came = match (&origin.how, &origin.source) {
        (How::Import { .. }, _) => imported(provenance, &on),
        (How::Form, Source::Person) => format!("They gave it to us in our form on {on}"),
        (How::Message, Source::Person) => {
            format!("They wrote or told it to us on {on}, unasked")
        }
        (How::Typed, Source::Person) => format!("They gave it to us on {on}, when we asked"),
        (_, Source::Ourselves) => format!("We noted it ourselves on {on}"),
        (_, Source::Unknown) => {
            format!("We have had it since {on}; nobody remembers where it is from")
        }
        (How::Form | How::Message | How::Typed, source) => {
            format!("We got it {} on {on}", names::source(source))
        }
    };
    let purposes = told_for(telling, origin);
    let late = telling.late(origin.collected_on, origin.recorded_at);
    format!("{came}{purposes}{late}.")
}

/// From a file: with line and batch, so that the user finds it again.
fn imported(provenance: &Provenance, on: &str) -> String {
    let origin = &provenance.origin;
    let file = names::how(&origin.how);
    let line = match provenance.line {
        0 => String::new(),
        line => format!(", line {line}"),
    };
    let source = match &origin.source {
        Source::Unknown => "; nobody remembers where it is from".to_owned(),
        Source::Person => "; they had given it to us themselves".to_owned(),
        source @ (Source::PublishedByPerson
        | Source::ThirdParty(_)
        | Source::Public(_)
        | Source::Ourselves) => format!("; we had it {}", names::source(source)),
    };
    format!("It came in with {file}{line} (batch {}), on {on}{source}", origin.id)
}

/// What it was collected for, where anybody said.
fn told_for(telling: &Telling<'_>, origin: &Origin) -> String {
    match origin.collected_for {
        None => String::new(),
        Some(none) if none.is_empty() => ", for nothing in particular".to_owned(),
        Some(purposes) => {
            let words: Vec<String> =
                purposes.iter().map(|id| names::purpose(telling, id)).collect();
            format!(", for {}", list(&words))
        }
    }
}
