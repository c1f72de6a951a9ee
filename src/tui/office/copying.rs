//! A value handed to the terminal's clipboard.

use crate::app::copying::{self, Copied, Wanted};
use crate::app::{AppError, Session};
use crate::domain::{Category, ContactId};
use crate::tui::msg::{CopyWish, Outcome};

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
    };
    Ok(match copying::copy(session, contact, &wanted)? {
        Copied::Passed { label, value } => {
            let sentence = format!("{label} sent to the terminal, for its clipboard");
            Outcome::Copied { text: value, sentence }
        }
        Copied::Refused { why } => Outcome::Refused {
            fields: Vec::new(),
            sentence: format!("not copied: {why}; `w` says more"),
        },
        Copied::Absent => Outcome::Refused {
            fields: Vec::new(),
            sentence: "there is no such value to copy".to_owned(),
        },
    })
}
