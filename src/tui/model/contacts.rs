//! The list of contacts: a window of rows, never all of them.

use std::ops::Range;

use super::{ContactId, Marks, Place, Standing};
use crate::app::sorting::Order;
use crate::tui::widget::input::Line;

/// One contact in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// The contact.
    pub id: ContactId,
    /// The name, as stored.
    pub name: String,
    /// The organisation, the address, or where the search matched.
    pub detail: String,
    /// When we last heard of each other, in a word.
    pub when: String,
    /// The worst standing among the contact's values.
    pub standing: Standing,
    /// Where name and detail have the letters that were typed, in bytes.
    pub matched: Matched,
}

/// The letters of a row that answer what was typed, in bytes of each text, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// In the name.
    pub name: Vec<Range<usize>>,
    /// In the detail.
    pub detail: Vec<Range<usize>>,
}

/// The answer to a question for rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// How many contacts match in all.
    pub total: usize,
    /// The place of the first row given.
    pub from: usize,
    /// The rows.
    pub rows: Vec<ContactRow>,
    /// The place of the contact that the window was to be laid around.
    pub found: Option<usize>,
    /// What is said of the query, where it is more than words to look for.
    pub said: Option<Box<QuerySaid>>,
}

/// What is said of a query while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuerySaid {
    /// What is wrong with it; empty if nothing is.
    pub problem: String,
    /// What its last word asks.
    pub explained: String,
    /// Ways to go on: the word that is shown, and the whole query with it.
    pub completions: Vec<(String, String)>,
}

/// The list's state.
#[derive(Debug, Clone, Default)]
pub struct Contacts {
    /// What is searched for; empty shows everybody.
    pub query: Line,
    /// The rows at hand.
    pub rows: Rows,
    /// Whether the first rows have come.
    pub loaded: bool,
    /// The selected line and the first one shown.
    pub place: Place,
    /// In which order the list stands.
    pub order: Order,
    /// Who is marked, wherever they stand.
    pub marked: Marks<ContactId>,
}

impl Contacts {
    /// Returns the row at a place in the whole list, if it is at hand.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&ContactRow> {
        at.checked_sub(self.rows.from).and_then(|index| self.rows.rows.get(index))
    }

    /// Returns the selected contact, if its row is at hand.
    #[must_use]
    pub fn selected(&self) -> Option<ContactId> {
        self.row(self.place.cursor).map(|row| row.id)
    }

    /// Says whether all rows of a window are at hand.
    #[must_use]
    pub fn covers(&self, top: usize, height: usize) -> bool {
        let end = (top + height).min(self.rows.total);
        self.rows.from <= top && end <= self.rows.from + self.rows.rows.len()
    }
}
