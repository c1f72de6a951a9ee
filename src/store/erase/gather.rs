//! The texts in grounds, consents and rights, which go with a contact.

use super::needles::Needles;
use crate::domain::{ConsentEvent, Evidence, Ground, NoticeHow, Right, RightFact};
use crate::store::codec::CodecError;
use crate::store::error::StoreError;
use crate::store::tables::TableId;

impl Needles {
    pub(super) fn ground(&mut self, ground: &Ground) {
        if let Evidence::Reason(reason) = &ground.evidence {
            self.text(reason);
        }
    }

    pub(super) fn consent(&mut self, event: &ConsentEvent) {
        self.text(&event.method);
        self.text(&event.evidence);
    }

    pub(super) fn right(&mut self, right: &Right) {
        match &right.fact {
            RightFact::Restriction { reason, .. } => self.text(reason),
            RightFact::NoticeGiven(given) => match &given.how {
                NoticeHow::Given(how) | NoticeHow::Exempt(how) => self.text(how),
            },
            RightFact::Objection { .. }
            | RightFact::ObjectionDecided { .. }
            | RightFact::LiftingTold { .. }
            | RightFact::RestrictionLifted { .. }
            | RightFact::Request { .. }
            | RightFact::Corrected { .. } => {}
            RightFact::RequestStep { step, .. } => self.text(step.text()),
            RightFact::RecipientTold { how, .. } => match how {
                NoticeHow::Given(how) | NoticeHow::Exempt(how) => self.text(how),
            },
        }
    }
}

/// Why a stored datum could not be read.
pub(super) enum Failed {
    Store(StoreError),
    Codec(CodecError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CodecError> for Failed {
    fn from(cause: CodecError) -> Self {
        Self::Codec(cause)
    }
}

impl From<Failed> for StoreError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Store(error) => error,
            Failed::Codec(cause) => Self::Unreadable { table: TableId::Datum.name(), cause },
        }
    }
}
