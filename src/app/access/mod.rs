//! A copy of everything that is held about somebody, for them (Art. 15), and of what they can take
//! along (Art. 20).
//!
//! Made for the person: nothing is masked or kept from them, except what speaks of somebody else.

mod build;
mod letter;

pub use letter::{NO_MACHINE_DECIDES, letter};

use crate::{
    app::{AppError, Session, requests},
    domain::{
        Category, Clock, ContactId, DatumId, DatumKind, Day, HoldUntil, InteractionId, LawfulBasis,
        RightId, Standing,
    },
};

/// Everything that is held about a person, in words for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalCopy {
    /// When it was made: `2026-11-23T13:00:00+01:00`.
    pub generated_at: String,
    /// The request that it answers.
    pub request: Option<RightId>,
    /// Who holds the data.
    pub controller: String,
    /// Under which addresses they can be reached.
    pub contact_points: Vec<String>,
    /// Whose copy it is.
    pub person: String,
    /// What the data are used for.
    pub purposes: Vec<PurposeText>,
    /// The values, in the order of a card, then the texts of talks.
    pub items: Vec<Item>,
    /// Who got data, by name.
    pub recipients: Vec<RecipientText>,
    /// What else is on record: consents, notices, requests, events, work and talks, the oldest first.
    pub records: Vec<(Day, String)>,
    /// What they can demand.
    pub rights: Vec<String>,
}

impl PersonalCopy {
    /// The categories of the values, each once.
    #[must_use]
    pub fn categories(&self) -> Vec<&Category> {
        let mut categories: Vec<&Category> = Vec::new();
        for item in &self.items {
            if !categories.contains(&&item.category) {
                categories.push(&item.category);
            }
        }
        categories
    }
}

/// A purpose, with the basis on which it is held for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeText {
    /// The word for it.
    pub key: String,
    /// As it is said to people.
    pub text: String,
    /// On which basis.
    pub basis: LawfulBasis,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number; `None` for the text of a talk.
    pub datum: Option<DatumId>,
    /// The talk whose text it is.
    pub talk: Option<InteractionId>,
    /// What it is.
    pub category: Category,
    /// `work`, `home` …; may be empty.
    pub label: String,
    /// The value, without what speaks of others.
    pub value: String,
    /// Whether something that speaks of others was left out.
    pub left_out: bool,
    /// Given, seen, computed or guessed.
    pub kind: DatumKind,
    /// Where it comes from, one line for each way.
    pub sources: Vec<String>,
    /// The purposes for which it may be used, by their words.
    pub purposes: Vec<String>,
    /// Where it stands.
    pub standing: Option<Standing>,
    /// The last day.
    pub hold_until: HoldUntil,
    /// Until when it is kept, in words.
    pub kept: String,
    /// Who got it, and when.
    pub passed_on: Vec<(String, Day)>,
    /// Whether they can take it along.
    pub portable: bool,
}

/// A recipient by name, with the days on which they got data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientText {
    /// By name.
    pub name: String,
    /// What they do; may be empty.
    pub role: String,
    /// Where they are, if known.
    pub country: Option<String>,
    /// What they got when, and what for: day, categories, purpose's word.
    pub got: Vec<(Day, Vec<Category>, String)>,
}

/// Makes the copy of somebody, as of today.
///
/// # Errors
///
/// Who they are is in doubt, no such request, and whatever the store reports.
pub fn copy(
    session: &Session,
    contact: ContactId,
    request: Option<RightId>,
) -> Result<PersonalCopy, AppError> {
    identity_shown(session, contact, request)?;
    build::copy(session, contact, request)
}

/// Refuses to hand out data while it is in doubt who asks.
fn identity_shown(
    session: &Session,
    contact: ContactId,
    request: Option<RightId>,
) -> Result<(), AppError> {
    let lines = requests::of(session, contact, session.today())?;
    if let Some(request) = request
        && !lines.iter().any(|line| line.course.request == request)
    {
        return Err(AppError::invalid(
            "request",
            format!("they made no request number {request}"),
            "see `request list`",
        ));
    }
    let asked = |line: &&requests::RequestLine| {
        request.is_none_or(|request| line.course.request == request)
            && line.course.answered.is_none()
    };
    let doubted = lines.iter().filter(asked).find_map(|line| match line.course.clock {
        Clock::AwaitsIdentity(since) => Some((line.course.request, since)),
        Clock::None | Clock::AwaitsAnswer(_) | Clock::Due(_) => None,
    });
    match doubted {
        None => Ok(()),
        Some((number, since)) => Err(AppError::Refused {
            message: format!("who they are is in doubt since {since}"),
            hint: format!(
                "once they have shown it: `request identity`, for request number {number}"
            ),
        }),
    }
}
