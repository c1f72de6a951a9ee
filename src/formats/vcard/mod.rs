//! vCard 2.1, 3.0 and 4.0 as other programs really write them.
//!
//! | step | file | does |
//! |---|---|---|
//! | bytes | `text` | byte order marks, UTF-16, what a file without a card looks like |
//! | lines | `lines`, `marker` | CRLF, LF, CR; where cards begin and end |
//! | card | `cards` | missing ends, cards in cards, lines that belong nowhere |
//! | property | `property`, `params`, `decode` | folds, parameters, quoted-printable, character sets |
//! | values | `values` | lists, parts and backslashes, by calcard |
//! | draft | `meaning`, `build`, `field`, `label`, `date` | which field a value goes to |
//! | back | `write` | a contact as a card of vCard 3.0 |
//!
//! A broken card or line is reported and the rest comes in. Nothing here can fail as a whole: a
//! file that is no vCard gives one problem that says so.

mod build;
mod cards;
mod date;
mod decode;
mod field;
mod label;
mod lines;
mod marker;
mod meaning;
mod params;
mod property;
mod text;
mod values;
mod write;

pub use cards::{Cards, File, Found};
pub use write::{Card, has_place, write};

use crate::formats::draft::ContactDraft;
use crate::formats::problem::Problem;

/// The longest value that comes in, in bytes; longer ones are left out and reported.
pub const LONGEST_VALUE_BYTES: usize = 256 * 1024;

/// Everything that a file of cards holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The contacts, in the file's order.
    pub drafts: Vec<ContactDraft>,
    /// What is wrong, in the file's order.
    pub problems: Vec<Problem>,
}

/// Reads a whole file at once. For large ones, [`File::cards`] gives one card at a time.
///
/// # Examples
///
/// ```
/// let reading = candor::formats::vcard::read(b"BEGIN:VCARD\nFN:Ada Example\nEND:VCARD\n");
///
/// assert_eq!(reading.drafts[0].display_name(), Some("Ada Example"));
/// assert!(reading.problems.is_empty());
/// ```
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    for found in File::new(bytes).cards() {
        match found {
            Found::Contact(draft) => reading.drafts.push(*draft),
            Found::Trouble(problem) => reading.problems.push(problem),
        }
    }
    reading
}
