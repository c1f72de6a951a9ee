//! Writing what the user declares: who they are, policies, notices, recipients, balancings,
//! and the origins of data. A declaration concerns every contact: what is derived follows it.

use std::sync::Arc;

use super::{Writer, must, next, put};
use crate::domain::breach::Breach;
use crate::domain::{
    Assessment, AssessmentId, BreachId, Controller, Country, Notice, NoticeId, Origin, OriginId,
    Policy, Recipient, RecipientId, Segment, SegmentId,
};
use crate::store::error::StoreError;
use crate::store::record::book::key;
use crate::store::record::breach::BreachRecord;
use crate::store::record::declared::{
    AssessmentRecord, IdentityRecord, NoticeRecord, RecipientRecord, SegmentRecord,
};
use crate::store::record::origin::OriginRecord;
use crate::store::record::policy::PolicyRecord;

impl Writer<'_> {
    /// Records where data come from: once for a file, a form or a message. The number in it is
    /// replaced by a new one; data refer to the origin that is returned.
    ///
    /// # Errors
    /// When no number is left, or the vault cannot be written.
    pub fn new_origin(&mut self, mut origin: Origin) -> Result<Arc<Origin>, StoreError> {
        let number = next(&mut self.counters.origin, "origin")?;
        origin.id = OriginId(number);
        put!(self.origin[number] = OriginRecord::from(&origin))?;
        Ok(self.reader.remember(Arc::new(origin)))
    }

    /// Says who the user is. Cannot be undone.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_identity(
        &mut self,
        name: &str,
        country: Country,
        zone: &str,
        own_addresses: &[String],
    ) -> Result<(), StoreError> {
        self.declare();
        put!(self.meta[key::IDENTITY] = IdentityRecord::new(name, country, zone, own_addresses))
    }

    /// Adds a version of the policy.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_policy(&mut self, policy: &Policy) -> Result<(), StoreError> {
        let number = next(&mut self.counters.policy, "policy")?;
        self.declare();
        put!(self.policy[number] = PolicyRecord::from(policy))
    }

    /// Adds a notice; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_notice(&mut self, notice: &Notice) -> Result<NoticeId, StoreError> {
        let number = next(&mut self.counters.notice, "notice")?;
        self.declare();
        put!(self.notice[number] = NoticeRecord::from(notice))?;
        Ok(NoticeId(number))
    }

    /// Adds a recipient; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_recipient(&mut self, recipient: &Recipient) -> Result<RecipientId, StoreError> {
        let number = next(&mut self.counters.recipient, "recipient")?;
        self.declare();
        put!(self.recipient[number] = RecipientRecord::from(recipient))?;
        Ok(RecipientId(number))
    }

    /// Adds a balancing; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_assessment(&mut self, assessment: &Assessment) -> Result<AssessmentId, StoreError> {
        let number = next(&mut self.counters.assessment, "assessment")?;
        self.declare();
        put!(self.assessment[number] = AssessmentRecord::from(assessment))?;
        Ok(AssessmentId(number))
    }

    /// Saves a query; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When no number is left, or the vault cannot be written.
    pub fn add_segment(&mut self, segment: &Segment) -> Result<SegmentId, StoreError> {
        let number = next(&mut self.counters.segment, "segment")?;
        put!(self.segment[number] = SegmentRecord::from(segment))?;
        Ok(SegmentId(number))
    }

    /// Changes a saved query, by its number.
    ///
    /// # Errors
    /// When there is none with that number, or the vault cannot be written.
    pub fn put_segment(&mut self, segment: &Segment) -> Result<(), StoreError> {
        let number = segment.id.0;
        let held = self.reader.tables.segment.get(number)?.is_some();
        must(held.then_some(()), "segment", number.into())?;
        put!(self.segment[number] = SegmentRecord::from(segment))
    }

    /// Removes a saved query. It can be brought back by undo.
    ///
    /// # Errors
    /// When there is none with that number, or the vault cannot be written.
    pub fn remove_segment(&mut self, id: SegmentId) -> Result<(), StoreError> {
        let removed = self.log.remove(&mut self.reader.tables.segment, id.0)?;
        must(removed.then_some(()), "segment", id.0.into())
    }

    /// Puts a breach into the register; the number in it is replaced by a new one.
    ///
    /// # Errors
    /// When no number is left, or the vault cannot be written.
    pub fn add_breach(&mut self, breach: &Breach) -> Result<BreachId, StoreError> {
        // Nothing is ever taken out of the register, so the last number tells the next.
        let mut number = self.breaches()?.last().map_or(0, |last| last.id.0);
        let number = next(&mut number, "breach")?;
        put!(self.breach[number] = BreachRecord::from(breach))?;
        Ok(BreachId(number))
    }

    /// Changes a breach in the register.
    ///
    /// # Errors
    /// When there is none with its number, or the vault cannot be written.
    pub fn put_breach(&mut self, breach: &Breach) -> Result<(), StoreError> {
        let known = self.breaches()?.iter().any(|one| one.id == breach.id);
        must(known.then_some(()), "breach", breach.id.0.into())?;
        put!(self.breach[breach.id.0] = BreachRecord::from(breach))
    }

    /// Records everything that a new vault's user has declared.
    pub(in crate::store) fn set_up(&mut self, controller: &Controller) -> Result<(), StoreError> {
        self.put_identity(
            &controller.name,
            controller.country,
            &controller.zone,
            &controller.own_addresses,
        )?;
        for policy in &controller.policies {
            self.add_policy(policy)?;
        }
        for assessment in &controller.assessments {
            self.add_assessment(assessment)?;
        }
        for notice in &controller.notices {
            self.add_notice(notice)?;
        }
        for recipient in &controller.recipients {
            self.add_recipient(recipient)?;
        }
        Ok(())
    }

    pub(in crate::store) fn declare(&mut self) {
        self.declared = true;
        self.reader.forget_controller();
    }
}
