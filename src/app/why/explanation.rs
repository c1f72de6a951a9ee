//! The shape of an explanation, for screen and command line.

use crate::{
    app::card::DutyLine,
    domain::{Category, Cite, DatumId, Day, HoldUntil, Standing, Support, Verdict},
};

/// Why one value is held, or must go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Whose it is, by name.
    pub subject: String,
    /// What it is.
    pub category: Category,
    /// `work`, `home` …; may be empty.
    pub label: String,
    /// The value on one line.
    pub value: String,
    /// Whether the value is restricted, and to be masked until asked for.
    pub masked: bool,
    /// The verdict that all of this explains.
    pub verdict: Verdict,
    /// The purposes for which it may be used: the word, and as it is said to people.
    pub permitted: Vec<(String, String)>,
    /// One sentence to read out to the person.
    pub headline: String,
    /// Where it came from, one line for each way.
    pub provenance: Vec<String>,
    /// Each claim on it, those that hold first.
    pub claims: Vec<ClaimText>,
    /// Which records carry it, and which of them it cannot do without.
    pub support: Support,
    /// Who has received it, and who receives such data as a rule.
    pub recipients: Vec<String>,
    /// Uses against the rules of their day, the latest first, each in a sentence.
    pub violations: Vec<String>,
    /// What the person may demand, each with its article.
    pub rights: Vec<String>,
    /// What is owed to the person because of it.
    pub duties: Vec<DutyLine>,
    /// Since when it is unjustified, and what follows; `None` unless it is.
    pub unjustified: Option<Unjustified>,
    /// What to do now; never empty.
    pub next: Vec<NextStep>,
}

/// What follows from being unjustified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unjustified {
    /// The first day without justification.
    pub since: Day,
    /// The day by which it must be gone.
    pub erase_by: Day,
    /// How many days late the erasure is; 0 while there is time.
    pub days_late: u32,
    /// All of it in a sentence, with what is blocked meanwhile.
    pub text: String,
}

/// One claim, or a restriction, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimText {
    /// What for.
    pub title: String,
    /// Whether it carries the value.
    pub holds: bool,
    /// In a sentence: on what it rests and until when, or why it does not.
    pub sentence: String,
    /// Where the law says so; empty where it is our own rule.
    pub article: String,
    /// The reason code, if it fails.
    pub code: Option<&'static str>,
    /// The record behind it.
    pub cite: Option<Cite>,
    /// Whether it is the claim that needs the fewest records.
    pub carries: bool,
    /// Its conditions, in the order in which they are asked.
    pub steps: Vec<StepText>,
}

/// One condition of a claim, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    /// What was found, naming the record and its day.
    pub sentence: String,
    /// Whether it holds.
    pub holds: bool,
    /// Where the law says so.
    pub article: String,
    /// The reason code, if it fails.
    pub code: Option<&'static str>,
    /// The record behind it.
    pub cite: Option<Cite>,
    /// Whether that record is one of the few that are enough to carry the verdict.
    pub carries: bool,
    /// Further records that are: what each is called.
    pub rests_on: Vec<(Cite, String)>,
}

/// Something to do, with the command that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// In a sentence.
    pub text: String,
    /// The command's id: `erase`, `consent-give`, `notice-give`, `interaction-log`, `ground-close`,
    /// `assess`, `correct`, `objection-decide`, `request-answer`, `complaint-acknowledge`,
    /// `recipient-tell`, `restriction-lift`, or `none` where nothing needs to be done.
    pub command: &'static str,
}

/// Why a contact is held, summed up over all values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactExplanation {
    /// Who, by name.
    pub subject: String,
    /// One sentence to read out to the person.
    pub headline: String,
    /// How many values are justified, restricted, unjustified.
    pub counts: [usize; 3],
    /// What they are held for, the one that lasts longest first.
    pub purposes: Vec<PurposeSummary>,
    /// Every value, what must go first.
    pub data: Vec<DatumSummary>,
    /// Who has received something.
    pub recipients: Vec<String>,
    /// Uses against the rules of their day, the latest first, each in a sentence.
    pub violations: Vec<String>,
    /// What the person may demand.
    pub rights: Vec<String>,
    /// What is owed to them.
    pub duties: Vec<DutyLine>,
    /// What to do now; never empty.
    pub next: Vec<NextStep>,
}

/// One purpose of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeSummary {
    /// The purpose's word.
    pub key: String,
    /// As it is said to people.
    pub text: String,
    /// Until when it carries something.
    pub until: HoldUntil,
    /// What it carries: "name, e-mail address and 2 phone numbers".
    pub carries: String,
    /// All of it in a sentence.
    pub sentence: String,
}

/// One value of a contact in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatumSummary {
    /// Which.
    pub id: DatumId,
    /// What it is.
    pub category: Category,
    /// The value on one line.
    pub value: String,
    /// Whether the value is to be masked until asked for.
    pub masked: bool,
    /// The verdict in a word.
    pub standing: Standing,
    /// Until when, or why not.
    pub text: String,
}

/// A record in words: a title, and its fields by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordText {
    /// What it is: `Invoice 2025-03 of 15 March 2025`.
    pub title: String,
    /// Each field: what it is called, and what it says.
    pub lines: Vec<(String, String)>,
}
