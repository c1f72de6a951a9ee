//! What a person may demand, by the basis on which their data are held.
//!
//! After the matrix of the Data Privacy Vocabulary: access, correction and restriction always; no
//! erasure against a law; objection to interests; a copy to take along of what they gave, with
//! consent or contract; withdrawal of consent.

use super::date;
use crate::domain::{DatumKind, Day, LawfulBasis, Standing, opening::purpose_key};

/// A claim that holds, as far as rights ask.
#[derive(Debug, Clone, Copy)]
pub(in crate::app::why) struct Held<'a> {
    /// On which basis.
    pub(in crate::app::why) basis: LawfulBasis,
    /// The purpose's word.
    pub(in crate::app::why) key: &'a str,
    /// Whether it is direct marketing.
    pub(in crate::app::why) marketing: bool,
    /// The last day on which it holds, if known.
    pub(in crate::app::why) until: Option<Day>,
}

/// What they may demand about data that these claims carry, of those kinds.
pub(in crate::app::why) fn lines(
    held: &[Held<'_>],
    kinds: &[DatumKind],
    standing: Standing,
) -> Vec<String> {
    let any = |basis: LawfulBasis| held.iter().any(|one| one.basis == basis);
    let mut lines = vec![
        "They may see what we hold and get a copy (Art. 15).".to_owned(),
        "They may have mistakes put right (Art. 16).".to_owned(),
        erasure(held, standing),
        "They may have us only store it, and not use it, while something is in dispute (Art. 18)."
            .to_owned(),
    ];
    let given = kinds.iter().any(|kind| match kind {
        DatumKind::Provided | DatumKind::Observed => true,
        DatumKind::Derived | DatumKind::Inferred => false,
    });
    if given && (any(LawfulBasis::Consent) || any(LawfulBasis::Contract)) {
        lines.push(
            "They may take it along as a file that other programs read (Art. 20).".to_owned(),
        );
    }
    if held.iter().any(|one| one.marketing) {
        lines.push(
            "They may say no to advertising at any time; that counts at once (Art. 21(2))."
                .to_owned(),
        );
    }
    let interest = |one: &Held<'_>| {
        matches!(one.basis, LawfulBasis::LegitimateInterests | LawfulBasis::PublicTask)
            && !one.marketing
    };
    if held.iter().any(interest) {
        lines.push("They may object; we then have a month to decide (Art. 21(1)).".to_owned());
    }
    if any(LawfulBasis::Consent) {
        lines.push(
            "They may take their consent back at any time, as easily as they gave it (Art. 7(3))."
                .to_owned(),
        );
    }
    lines.push("They may complain to a data protection authority (Art. 77).".to_owned());
    lines
}

fn erasure(held: &[Held<'_>], standing: Standing) -> String {
    if standing == Standing::Unjustified {
        return "It has to be erased even if nobody asks (Art. 17(1)).".to_owned();
    }
    let law = held.iter().filter(|one| one.basis == LawfulBasis::LegalObligation);
    let claims = held.iter().any(|one| one.key == purpose_key::LEGAL_CLAIMS);
    let work = held.iter().any(|one| one.basis == LawfulBasis::Contract);
    match law.map(|one| one.until.unwrap_or(Day::MAX)).max() {
        Some(Day::MAX) => {
            "They cannot have it erased as long as the law makes us keep it (Art. 17(3)(b))."
                .to_owned()
        }
        Some(until) => format!(
            "They cannot have it erased before {}: the law makes us keep it (Art. 17(3)(b)).",
            date(until.next())
        ),
        None if claims => {
            "They cannot have it erased while we may need it in a dispute (Art. 17(3)(e))."
                .to_owned()
        }
        None if work => {
            "They may have it erased once the work no longer needs it (Art. 17(1)).".to_owned()
        }
        None => "They may have it erased (Art. 17).".to_owned(),
    }
}
