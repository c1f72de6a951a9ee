//! What undo has kept of whoever is erased goes as well.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::needles::Needles;
use crate::domain::{
    ConsentId, ContactId, DatumId, Day, EngagementId, EventId, GroundId, How, InteractionId,
    Moment, Origin, OriginId, RightId, Source, own_record::OwnRecord,
};
use crate::store::codec::{self, CodecError};
use crate::store::error::StoreError;
use crate::store::record::consent::ConsentRecord;
use crate::store::record::datum::DatumRecord;
use crate::store::record::event::EventRecord;
use crate::store::record::ground::GroundRecord;
use crate::store::record::right::RightRecord;
use crate::store::record::undo::{PART_BITS, UndoRow, UndoRowsRecord};
use crate::store::record::work::{EngagementRecord, InteractionRecord};
use crate::store::tables::{Nature, TableId};
use crate::store::writer::Writer;

/// A row that undo keeps, with the numbers in its key.
pub(super) struct KeptRow<'r> {
    row: &'r UndoRow,
    table: TableId,
    lead: u64,
}

impl<'r> KeptRow<'r> {
    fn new(row: &'r UndoRow) -> Option<Self> {
        let table = TableId::of(row.table)?;
        let lead = number(&row.key, 0..8).unwrap_or(0);
        Some(Self { row, table, lead })
    }

    /// Whether it is about a contact, alone or with others.
    pub(super) fn is_of(&self, contact: ContactId) -> bool {
        if self.table.nature() == Nature::OfContact {
            return self.lead == contact.0;
        }
        self.people().contains(&contact.0)
    }

    /// Whether it is one of these data of a contact.
    pub(super) fn is_datum(&self, contact: ContactId, data: &BTreeSet<u32>) -> bool {
        let id = self.row.key.get(8..12).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        self.table == TableId::Datum
            && self.lead == contact.0
            && id.is_some_and(|id| data.contains(&u32::from_le_bytes(id)))
    }

    /// Whether it is that record of our own.
    pub(super) fn is_own(&self, contact: ContactId, record: OwnRecord) -> bool {
        let (table, id) = match record {
            OwnRecord::Consent(id) => (TableId::Consent, id.0),
            OwnRecord::Right(id) => (TableId::Right, id.0),
            OwnRecord::Disclosure(id) => (TableId::Disclosure, id.0),
        };
        let number = self.row.key.get(8..12).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        self.table == table
            && self.lead == contact.0
            && number.is_some_and(|bytes| u32::from_le_bytes(bytes) == id)
    }

    /// Whether it is one of these interactions.
    pub(super) fn is_talk(&self, talks: &[InteractionId]) -> bool {
        self.table == TableId::Interaction && talks.iter().any(|talk| talk.0 == self.lead)
    }

    fn people(&self) -> Vec<u64> {
        let Some(before) = &self.row.before else { return Vec::new() };
        if self.table == TableId::Interaction {
            return codec::decode(before)
                .map(|record: InteractionRecord| record.attendees)
                .unwrap_or_default();
        }
        if self.table == TableId::Engagement {
            return codec::decode(before)
                .map(|record: EngagementRecord| record.parties)
                .unwrap_or_default();
        }
        Vec::new()
    }

    /// The texts that the row held before.
    fn gather(&self, needles: &mut Needles) -> Result<(), CodecError> {
        let Some(before) = &self.row.before else { return Ok(()) };
        if self.table == TableId::Datum {
            let record: DatumRecord = codec::decode(before)?;
            let datum = record.into_datum(DatumId(0), |id| Ok::<_, CodecError>(unknown(id)))?;
            needles.datum(&datum, &BTreeSet::new());
        } else if self.table == TableId::Ground {
            let record: GroundRecord = codec::decode(before)?;
            needles.ground(&record.into_ground(GroundId(0))?);
        } else if self.table == TableId::Consent {
            let record: ConsentRecord = codec::decode(before)?;
            needles.consent(&record.into_event(ConsentId(0))?);
        } else if self.table == TableId::Right {
            let record: RightRecord = codec::decode(before)?;
            needles.right(&record.into_right(RightId(0))?);
        } else if self.table == TableId::Event {
            let record: EventRecord = codec::decode(before)?;
            needles.text(&record.into_event(EventId(0))?.reference);
        } else if self.table == TableId::Interaction {
            let record: InteractionRecord = codec::decode(before)?;
            needles.text(&record.text);
        } else if self.table == TableId::Engagement {
            let record: EngagementRecord = codec::decode(before)?;
            needles.text(&record.into_engagement(EngagementId(0))?.title);
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Removes every kept row that `is_gone` says of, and adds its texts to the needles.
    pub(super) fn forget_rows(
        &mut self,
        needles: &mut Needles,
        is_gone: impl Fn(&KeptRow<'_>) -> bool,
    ) -> Result<(), StoreError> {
        let mut numbers = Vec::new();
        let mut rows = self.tables.undo.all()?;
        while let Some((key, _)) = rows.step()? {
            // The first row of a change says what it was and holds no values.
            if key.value() & ((1 << PART_BITS) - 1) != 0 {
                numbers.push(key.value());
            }
        }
        drop(rows);
        for number in numbers {
            let Some(part) = self.tables.undo.record::<UndoRowsRecord>(number)? else { continue };
            let before = part.0.len();
            let kept: Vec<UndoRow> = part
                .0
                .into_iter()
                .filter(|row| match KeptRow::new(row) {
                    Some(kept) if is_gone(&kept) => {
                        // What cannot be read cannot be looked for; it goes all the same.
                        let _unreadable = kept.gather(needles);
                        false
                    }
                    Some(_) | None => true,
                })
                .collect();
            if kept.len() < before {
                self.put_undo_rows(number, &UndoRowsRecord(kept))?;
            }
        }
        Ok(())
    }
}

fn number(key: &[u8], range: std::ops::Range<usize>) -> Option<u64> {
    key.get(range).and_then(|bytes| <[u8; 8]>::try_from(bytes).ok()).map(u64::from_le_bytes)
}

/// Stands in for an origin where only a value's texts matter.
fn unknown(id: OriginId) -> Arc<Origin> {
    Arc::new(Origin {
        id,
        source: Source::Unknown,
        how: How::Typed,
        collected_on: Day::MIN,
        recorded_at: Moment(0),
        collected_for: None,
        opt_out_offered: false,
        refuses_messages: false,
    })
}
