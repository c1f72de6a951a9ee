//! What people get about themselves: everything for access (GDPR Art. 15), what they gave for
//! portability (Art. 20), and which rights go with which basis (the DPV's matrix).
//!
//! Nothing stands between people and their own data: what is restricted, objected to or
//! unjustified is given to them all the same. What speaks of somebody else is left out.

use super::{
    Case, ClaimState, Controller, Datum, DatumKind, Day, Disclosure, Facts, HoldUntil,
    InteractionId, LawfulBasis, Source, Standing, Verdict, claim, correspondence, verdict,
};

/// A value that is held about a person, as an answer for access tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held<'a> {
    /// The value; of a talk: its text.
    pub datum: Datum,
    /// The talk whose text it is.
    pub talk: Option<InteractionId>,
    /// Its verdict; `None` for an organisation's own data.
    pub verdict: Option<Verdict>,
    /// When and to whom it was passed on, the oldest first.
    pub passed_on: Vec<&'a Disclosure>,
    /// Whether it is to be given for portability.
    pub portable: bool,
}

/// Everything that is held about a person on a day, opinions and guesses included. What was deleted
/// by then is not.
#[must_use]
pub fn held<'a>(facts: &'a Facts, controller: &Controller, day: Day) -> Vec<Held<'a>> {
    let data = facts.data.iter().filter(|datum| {
        datum.deleted.is_none_or(|deleted| deleted > day)
            && datum.obtained_on().is_some_and(|obtained| obtained <= day)
    });
    let talks = facts.interactions.iter().rev();
    let talks = talks.filter(|talk| talk.on <= day && !talk.text.trim().is_empty());
    let talks = talks.map(|talk| (correspondence(talk), Some(talk.id)));
    data.map(|datum| (datum.clone(), None))
        .chain(talks)
        .map(|(datum, talk)| {
            let verdict = verdict(facts, controller, &datum, day);
            let portable = is_portable(facts, controller, &datum, verdict, day);
            let passed_on = passed_on(facts, &datum, talk, day);
            Held { datum, talk, verdict, passed_on, portable }
        })
        .collect()
}

/// Whether a person can take a value along: they gave it or it was observed, and it is held on
/// consent or on a contract of theirs, or was until its last justified day.
fn is_portable(
    facts: &Facts,
    controller: &Controller,
    datum: &Datum,
    verdict: Option<Verdict>,
    day: Day,
) -> bool {
    let theirs = |source: &Source| matches!(source, Source::Person | Source::Unknown);
    let given = match datum.kind {
        DatumKind::Provided => datum.provenances.iter().any(|one| theirs(&one.origin.source)),
        DatumKind::Observed => true,
        DatumKind::Derived | DatumKind::Inferred => false,
    };
    let Some(verdict) = verdict.filter(|_| given && facts.contact.is_person()) else {
        return false;
    };
    let day = match (verdict.standing, verdict.hold_until) {
        (Standing::Unjustified, HoldUntil::Day(last)) => last,
        (Standing::Unjustified, HoldUntil::Open | HoldUntil::Never) => return false,
        (Standing::Justified | Standing::Restricted, _) => day,
    };
    let Some(policy) = controller.policy(day) else { return false };
    let case = Case { facts, controller, policy, datum, day };
    facts.grounds.iter().any(|ground| {
        rights_of(ground.basis).contains(&Entitlement::Portability)
            && claim::meets(&case, ground)
            && matches!(claim::evaluate(&case, ground, &mut ()), ClaimState::Holds { .. })
    })
}

/// The disclosures of a value; of a talk's text: those of correspondence as a whole.
fn passed_on<'a>(
    facts: &'a Facts,
    datum: &Datum,
    talk: Option<InteractionId>,
    day: Day,
) -> Vec<&'a Disclosure> {
    let mut found: Vec<&Disclosure> = facts
        .disclosures
        .iter()
        .filter(|one| one.left() && one.on <= day)
        .filter(|one| {
            (talk.is_none() && one.data.contains(&datum.id))
                || (one.data.is_empty() && one.categories.contains(&datum.category))
        })
        .collect();
    found.sort_by_key(|one| (one.on, one.id));
    found
}

/// A right of a person under the GDPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entitlement {
    /// To take a consent back (Art. 7(3)).
    Withdrawal,
    /// To see what is held (Art. 15).
    Access,
    /// To have it put right (Art. 16).
    Rectification,
    /// To have it erased (Art. 17).
    Erasure,
    /// To have it only stored (Art. 18).
    Restriction,
    /// To take it along (Art. 20).
    Portability,
    /// To object (Art. 21).
    Objection,
    /// To complain to an authority (Art. 77).
    Complaint,
}

impl Entitlement {
    /// Where the GDPR says so.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Withdrawal => "Art. 7(3)",
            Self::Access => "Art. 15",
            Self::Rectification => "Art. 16",
            Self::Erasure => "Art. 17",
            Self::Restriction => "Art. 18",
            Self::Portability => "Art. 20",
            Self::Objection => "Art. 21",
            Self::Complaint => "Art. 77",
        }
    }
}

/// The rights that go with a basis, after the DPV's `legal_basis_rights_mapping`: no erasure and no
/// portability against an obligation, objection with interests, portability with consent and
/// contract.
#[must_use]
pub const fn rights_of(basis: LawfulBasis) -> &'static [Entitlement] {
    use Entitlement::{
        Access, Complaint, Erasure, Objection, Portability, Rectification, Restriction, Withdrawal,
    };
    match basis {
        LawfulBasis::Consent => {
            &[Withdrawal, Access, Rectification, Erasure, Restriction, Portability, Complaint]
        }
        LawfulBasis::Contract => {
            &[Access, Rectification, Erasure, Restriction, Portability, Complaint]
        }
        LawfulBasis::LegalObligation => &[Access, Rectification, Restriction, Complaint],
        LawfulBasis::VitalInterests => &[Access, Rectification, Erasure, Restriction, Complaint],
        LawfulBasis::PublicTask => &[Access, Rectification, Restriction, Objection, Complaint],
        LawfulBasis::LegitimateInterests => {
            &[Access, Rectification, Erasure, Restriction, Objection, Complaint]
        }
    }
}

/// What stands in a copy for a passage about somebody else.
pub const LEFT_OUT: &str = "[left out: it is about somebody else]";

/// A text without the sentences that name somebody else. `others` are names, addresses and numbers
/// of those whom it speaks of. If none of them is found in it, nobody can tell which part is about
/// them, and all of it is left out.
#[must_use]
pub fn redact(text: &str, others: &[String]) -> String {
    let needles: Vec<String> = others.iter().flat_map(|one| needles(one)).collect();
    let names_somebody = |part: &str| {
        let part = part.to_lowercase();
        let words: Vec<&str> = part.split(|c: char| !c.is_alphanumeric()).collect();
        needles.iter().any(|needle| {
            let one_word = needle.chars().all(char::is_alphanumeric);
            if one_word { words.contains(&needle.as_str()) } else { part.contains(needle.as_str()) }
        })
    };
    if !names_somebody(text) {
        return LEFT_OUT.to_owned();
    }
    let mut kept = String::new();
    let mut left_out = false;
    for sentence in &sentences(text) {
        if !names_somebody(sentence) {
            left_out &= sentence.trim().is_empty();
            kept.push_str(sentence);
            continue;
        }
        if !left_out {
            if !kept.is_empty() && !kept.ends_with(char::is_whitespace) {
                kept.push(' ');
            }
            kept.push_str(LEFT_OUT);
        }
        left_out = true;
    }
    kept
}

/// The sentences of a text, whole: a full stop inside an address ends none.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(last) = sentences.last_mut() {
            last.push(letter);
        }
        let stop = matches!(letter, '.' | '!' | '?' | ';');
        if letter == '\n' || (stop && letters.peek().is_none_or(|next| next.is_whitespace())) {
            sentences.push(String::new());
        }
    }
    sentences
}

/// What gives somebody away: the whole, and each word of a name from three letters on.
fn needles(other: &str) -> Vec<String> {
    let whole = other.trim().to_lowercase();
    let mut needles: Vec<String> = if whole.contains('@') || whole.chars().any(char::is_numeric) {
        Vec::new()
    } else {
        let words = whole.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() >= 3).map(str::to_owned).collect()
    };
    needles.push(whole);
    needles.retain(|needle| !needle.is_empty());
    needles
}
