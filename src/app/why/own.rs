//! Why one of our own records is held: what it proves, since when that is over, and until when.

use super::{
    NextStep, RecordText, record,
    words::{self, date},
};
use crate::domain::{
    Cite, Controller, Day, Facts, HoldUntil,
    own_record::{self, Alive, Because, End, Kept, Longer, OwnRecord, PROOF, Still},
};

/// Why one of our own records is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnExplanation {
    /// The record in words.
    pub record: RecordText,
    /// What it is held for, as it is said to people.
    pub purpose: String,
    /// What it proves, when that ended, until when it stays, and why longer than that.
    pub kept: Kept,
    /// The same in a sentence.
    pub sentence: String,
    /// What it is counted from, and what makes it stay longer: a sentence, and the record behind it.
    pub because: Vec<(String, Option<Cite>)>,
    /// What to do now; never empty.
    pub next: Vec<NextStep>,
}

/// Why one of our own records is held, as of a day; `None` if there is no such record, not yet, or
/// the contact is an organisation.
#[must_use]
pub fn own(
    facts: &Facts,
    controller: &Controller,
    own: OwnRecord,
    day: Day,
) -> Option<OwnExplanation> {
    let kept = own_record::kept(facts, controller, own, day)?;
    let proof = controller.policy(day)?.by_key(PROOF)?;
    let mut because = vec![end(&kept)];
    because.extend(longer(kept.longer));
    Some(OwnExplanation {
        record: record(facts, controller, own.cite())?,
        purpose: proof.text.clone(),
        kept,
        sentence: sentence(&kept, &proof.text),
        because,
        next: vec![next(&kept)],
    })
}

/// One of our own records on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// What it is, in words.
    pub title: String,
    /// What it proves, and until when it stays.
    pub kept: Kept,
}

/// Every own record as of a day, consents first; none for organisations.
#[must_use]
pub fn own_all(facts: &Facts, controller: &Controller, day: Day) -> Vec<OwnLine> {
    let alive = Alive::of(facts, controller, day);
    let all = own_record::all(facts, controller, alive, day).into_iter();
    let line = |kept: Kept| {
        let title = record(facts, controller, kept.record.cite())?.title;
        Some(OwnLine { title, kept })
    };
    all.filter_map(line).collect()
}

fn sentence(kept: &Kept, purpose: &str) -> String {
    match (kept.erase_by, kept.hold_until) {
        (Some(by), _) => {
            let since = kept.unjustified_since.map(date).unwrap_or_default();
            format!("It proves nothing any more since {since}; it must be gone by {}.", date(by))
        }
        (None, HoldUntil::Day(last)) => {
            format!("We keep it {purpose}, until {}.", date(last))
        }
        (None, HoldUntil::Open | HoldUntil::Never) => {
            let period = words::period(kept.period);
            format!("We keep it {purpose}: for now without end, and {period} after that ends.")
        }
    }
}

/// When that ended which it proves, or why it has not.
fn end(kept: &Kept) -> (String, Option<Cite>) {
    let (day, by, cite) = match kept.end {
        End::Open(still) => return (running(still).to_owned(), None),
        End::On { day, by, cite } => (date(day), by, cite),
    };
    let ended = match by {
        Because::OwnDay => format!("What it proves happened on {day}"),
        Because::TakenBack => format!("They took it back on {day}"),
        Because::RanOut => format!("It was good until {day}"),
        Because::Replaced => format!("A newer consent took its place on {day}"),
        Because::Decided => format!("It was decided on {day}"),
        Because::Lifted => format!("It was lifted on {day}"),
        Because::Answered => format!("It was answered on {day}"),
        Because::Closed => format!("What it was for ended on {day}"),
        Because::Told => format!("The last who had got the data was told on {day}"),
    };
    (format!("{ended}; from then it stays {}.", words::period(kept.period)), cite)
}

const fn running(still: Still) -> &'static str {
    match still {
        Still::Consent => "The consent holds.",
        Still::Bars => "It keeps us from what they said no to.",
        Still::Undecided => "It is not decided yet.",
        Still::Restricts => "The restriction is in force.",
        Still::Told => "What they were told of still goes on.",
        Still::Unanswered => "It is not answered yet.",
        Still::Held => "What it is about is still held.",
        Still::ToTell => "Somebody who got the data is still to be told.",
    }
}

fn longer(longer: Option<Longer>) -> Option<(String, Option<Cite>)> {
    Some(match longer? {
        Longer::Calls(period) => {
            let period = words::period(period);
            let text = "Consents of consumers to calls stay longer";
            (format!("{text}: {period} from giving them and from each call (§ 7a UWG)."), None)
        }
        Longer::Consent(id) => {
            let text = "It stays as long as the consent that it took back.";
            (text.to_owned(), Some(Cite::Consent(id)))
        }
        Longer::Disclosure(id) => {
            let text = "It stays as long as the record of what they got.";
            (text.to_owned(), Some(Cite::Disclosure(id)))
        }
    })
}

fn next(kept: &Kept) -> NextStep {
    let (text, command) = match (kept.is_past(), kept.hold_until) {
        (true, _) => ("Let it go: it proves nothing any more.".to_owned(), "erase"),
        (false, HoldUntil::Day(last)) => {
            (format!("Nothing: it stays until {}.", date(last)), "none")
        }
        (false, HoldUntil::Open | HoldUntil::Never) => {
            ("Nothing: what it proves still lasts.".to_owned(), "none")
        }
    };
    NextStep { text, command }
}
