//! Reading what the user has declared: once for all transactions, until it changes.

use std::sync::{Arc, PoisonError};

use super::Reader;
use crate::domain::breach::Breach;
use crate::domain::{
    AssessmentId, BreachId, Controller, NoticeId, Policy, RecipientId, Segment, SegmentId,
};
use crate::store::codec::{CodecError, Record};
use crate::store::error::StoreError;
use crate::store::record::book::key;
use crate::store::record::breach::BreachRecord;
use crate::store::record::declared::{
    AssessmentRecord, IdentityRecord, NoticeRecord, RecipientRecord, SegmentRecord,
};
use crate::store::record::policy::PolicyRecord;
use crate::store::slot::Slot;

impl Reader<'_> {
    /// The user with all that they have declared. Cheap: it is read again only after it changed.
    ///
    /// # Errors
    /// When the vault was never set up, or cannot be read.
    pub fn controller(&self) -> Result<Arc<Controller>, StoreError> {
        if let Some(controller) = self.controller.get() {
            return Ok(Arc::clone(controller));
        }
        let found = self.find_controller()?;
        Ok(Arc::clone(self.controller.get_or_init(|| found)))
    }

    /// Every saved query, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn segments(&self) -> Result<Vec<Segment>, StoreError> {
        all(&self.tables.segment, |id, record: SegmentRecord| record.into_segment(SegmentId(id)))
    }

    /// The register of breaches, oldest first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn breaches(&self) -> Result<Vec<Breach>, StoreError> {
        all(&self.tables.breach, |id, record: BreachRecord| Ok(record.into_breach(BreachId(id))))
    }

    /// Has the controller read again: it was changed here.
    pub(in crate::store) fn forget_controller(&mut self) {
        self.controller.take();
    }

    fn find_controller(&self) -> Result<Arc<Controller>, StoreError> {
        if self.is_writing() {
            // A change may have declared something that is not committed yet.
            return self.read_controller().map(Arc::new);
        }
        let declared = self.counters()?.declared;
        let known = self.shared.controller.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match known {
            Some((when, controller)) if when == declared => return Ok(controller),
            Some(_) | None => {}
        }
        let controller = Arc::new(self.read_controller()?);
        let mut known = self.shared.controller.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((declared, Arc::clone(&controller)));
        Ok(controller)
    }

    fn read_controller(&self) -> Result<Controller, StoreError> {
        let tables = &self.tables;
        let identity: IdentityRecord =
            tables.meta.record(key::IDENTITY)?.ok_or(StoreError::NotSetUp)?;
        let country = identity.country().map_err(|cause| tables.meta.unreadable(cause))?;
        let mut policies = all(&tables.policy, |_, record: PolicyRecord| Policy::try_from(record))?;
        policies.sort_by_key(|policy| policy.from);
        Ok(Controller {
            name: identity.name,
            country,
            zone: identity.zone,
            own_addresses: identity.own_addresses,
            policies,
            assessments: all(&tables.assessment, |id, record: AssessmentRecord| {
                record.into_assessment(AssessmentId(id))
            })?,
            notices: all(&tables.notice, |id, record: NoticeRecord| {
                record.into_notice(NoticeId(id))
            })?,
            recipients: all(&tables.recipient, |id, record: RecipientRecord| {
                record.into_recipient(RecipientId(id))
            })?,
        })
    }
}

fn all<R: Record, T>(
    slot: &Slot<'_, u32>,
    mut build: impl FnMut(u32, R) -> Result<T, CodecError>,
) -> Result<Vec<T>, StoreError> {
    let mut rows = slot.all()?;
    let mut found = Vec::new();
    while let Some((key, value)) = rows.step()? {
        let record = slot.decode(value.value())?;
        found.push(build(key.value(), record).map_err(|cause| slot.unreadable(cause))?);
    }
    Ok(found)
}
