//! A value or a card handed to the terminal's clipboard.

use crate::app::copying::{self, Copied, CopiedCard, Wanted};
use crate::app::{AppError, Session};
use crate::domain::{Category, ContactId};
use crate::tui::msg::{CopyWish, Outcome};
use crate::tui::widget::text;

/// Takes one value out, for the user's own eyes.
pub(super) fn copy(
    session: &Session,
    contact: ContactId,
    wish: CopyWish,
) -> Result<Outcome, AppError> {
    let wanted = match wish {
        CopyWish::Value(datum) => Wanted::Datum(datum),
        CopyWish::Email => Wanted::First(Category::Email),
        CopyWish::Phone => Wanted::First(Category::Phone),
        CopyWish::Name => Wanted::First(Category::Name),
        CopyWish::Card => return card(session, contact),
    };
    Ok(match copying::copy(session, contact, &wanted)? {
        Copied::Passed { label, value } => {
            let sentence = format!("{label} sent to the terminal, for its clipboard");
            Outcome::Copied { text: value, sentence }
        }
        Copied::Refused { why } => refused(format!("not copied: {why}; `w` says more")),
        Copied::Absent => refused("there is no such value to copy".to_owned()),
    })
}

/// Takes a whole contact out as a vCard, as far as it may go.
fn card(session: &Session, contact: ContactId) -> Result<Outcome, AppError> {
    Ok(match copying::card(session, contact)? {
        CopiedCard::Passed { text, left } => {
            let sentence = format!("vCard sent to the terminal, for its clipboard{}", stay(&left));
            Outcome::Copied { text, sentence }
        }
        CopiedCard::Refused { why } => refused(format!("not copied: {why}; `w` says more")),
    })
}

/// What is left out, in the words of the bottom line.
fn stay(left: &[String]) -> String {
    if left.is_empty() {
        return String::new();
    }
    let count = text::count(left.len(), "value stays", "values stay");
    format!("; {count}: {}", left.join(", "))
}

fn refused(sentence: String) -> Outcome {
    Outcome::Refused { fields: Vec::new(), sentence }
}
