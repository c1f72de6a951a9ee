//! Questions on their way: of each kind the newest alone is waited for.

use std::collections::BTreeMap;

/// The kinds of questions; a newer one replaces an older one of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AskKind {
    /// The top line.
    Header,
    /// Rows of the contact list.
    Rows,
    /// All contacts that a query finds.
    Everybody,
    /// The lines of a board.
    Board,
    /// A contact's card, interactions and consents.
    Detail,
    /// Why something is held.
    Why,
    /// What would change that.
    WhatIf,
    /// The explanation as text.
    Letter,
    /// The fields of a form.
    Form,
    /// What a form would do.
    Preview,
}

impl AskKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Header,
        Self::Rows,
        Self::Everybody,
        Self::Board,
        Self::Detail,
        Self::Why,
        Self::WhatIf,
        Self::Letter,
        Self::Form,
        Self::Preview,
    ];
}

/// Which question of a kind was asked last, and which was answered.
#[derive(Debug, Clone, Default)]
pub struct Tickets(BTreeMap<AskKind, (u64, u64)>);

impl Tickets {
    /// Numbers a new question.
    pub fn ask(&mut self, kind: AskKind) -> u64 {
        let (asked, _) = self.0.entry(kind).or_default();
        *asked += 1;
        *asked
    }

    /// Takes an answer; says whether it is the one that is waited for.
    pub fn answer(&mut self, kind: AskKind, number: u64) -> bool {
        let (asked, answered) = self.0.entry(kind).or_default();
        let wanted = *asked == number;
        if wanted {
            *answered = number;
        }
        wanted
    }

    /// Says whether a question is still open.
    #[must_use]
    pub fn waiting(&self) -> bool {
        self.0.values().any(|(asked, answered)| asked != answered)
    }
}
