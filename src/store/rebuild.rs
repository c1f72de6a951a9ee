//! Rebuilding what is derived: when the rules or the user's declarations are others than those it
//! was worked out by, and when a sign has run out.
//!
//! It goes in slices, each a transaction of its own, so that nobody waits for long; one that was
//! interrupted is gone on with. Nothing derived is ever an answer, so a list that is behind shows
//! old signs and is never wrong about a verdict.

use std::ops::ControlFlow;

use super::change::{Change, ChangeKind};
use super::error::StoreError;
use super::reader::Reader;
use super::record::book::{RebuildRecord, RenewedRecord, StampRecord, key};
use super::writer::{Writer, put_meta, remove_meta};
use super::{Failed, Store};
use crate::domain::{ContactId, DERIVATION, Day, Moment};

/// How many contacts one transaction works out again.
const SLICE: usize = 2000;

/// How far a rebuild has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Contacts done.
    pub done: u64,
    /// Contacts in all.
    pub total: u64,
}

impl Store {
    /// Brings what is derived up to date: all of it if it was worked out by other rules or
    /// declarations, and signs that hold no longer today. Does nothing, and writes nothing, if
    /// all is fresh.
    ///
    /// # Errors
    /// When the vault cannot be read or written.
    pub fn freshen(&self, today: Day, mut report: impl FnMut(Progress)) -> Result<(), StoreError> {
        let (is_fresh, total) =
            self.read(|reader| Ok::<_, StoreError>((reader.is_fresh()?, reader.contact_count()?)))?;
        if !is_fresh {
            let mut done = 0_u64;
            while let Some(slice) = self.rebuild_slice(today)? {
                done = done.saturating_add(slice);
                report(Progress { done, total });
            }
        }
        self.renew(today)
    }

    /// Works out again, once a day, whose sign held until before today. What a change derives on
    /// that day is of that day already.
    fn renew(&self, today: Day) -> Result<(), StoreError> {
        let renewed = RenewedRecord(today.to_number());
        let last: Option<RenewedRecord> =
            self.read(|reader| reader.tables.meta.record(key::RENEWED))?;
        if last == Some(renewed) {
            return Ok(());
        }
        let stale = self.read(|reader| reader.run_out(today))?;
        for slice in stale.chunks(SLICE) {
            self.tend(today, |writer| writer.derive_again(slice))?;
        }
        // Where nobody can write, the next one looks again.
        let _noted = self.tend(today, |writer| put_meta(writer, key::RENEWED, &renewed));
        Ok(())
    }

    /// Works out one slice; `None` when there is nothing left.
    fn rebuild_slice(&self, today: Day) -> Result<Option<u64>, StoreError> {
        self.tend(today, |writer| {
            let wanted = writer.wanted_stamp()?;
            if writer.stamp()?.as_ref() == Some(&wanted) {
                return Ok(None);
            }
            let resumed: Option<RebuildRecord> = writer.tables.meta.record(key::REBUILD)?;
            let from = resumed.filter(|begun| begun.stamp == wanted).map_or(0, |begun| begun.next);
            let slice = writer.contacts_from(from, SLICE)?;
            writer.derive_again(&slice)?;
            match slice.last() {
                Some(last) if slice.len() == SLICE => {
                    let next = last.0.saturating_add(1);
                    put_meta(writer, key::REBUILD, &RebuildRecord { stamp: wanted, next })?;
                }
                Some(_) | None => {
                    put_meta(writer, key::STAMP, &wanted)?;
                    remove_meta(writer, key::REBUILD)?;
                }
            }
            Ok(Some(u64::try_from(slice.len()).unwrap_or(u64::MAX)))
        })
    }

    /// A transaction that changes no fact: no entry of the journal, nothing to undo.
    pub(super) fn tend<T>(
        &self,
        today: Day,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let change = Change { what: ChangeKind::Drafted, at: Moment::default(), today };
        let tended = self.vault.write(|transaction| {
            let mut writer =
                Writer::new(&self.shared, transaction, change, None).map_err(Failed::Work)?;
            work(&mut writer).map_err(Failed::Work)
        });
        tended.map_err(Failed::into_error)
    }
}

impl Reader<'_> {
    /// Whether everything derived was worked out by today's rules and declarations.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn is_fresh(&self) -> Result<bool, StoreError> {
        let declared = self.counters()?.declared;
        let stamp = self.stamp()?;
        Ok(stamp.is_some_and(|stamp| stamp.derivation == DERIVATION && stamp.declared == declared))
    }

    fn stamp(&self) -> Result<Option<StampRecord>, StoreError> {
        self.tables.meta.record(key::STAMP)
    }

    /// Contacts whose sign held until before today.
    fn run_out(&self, today: Day) -> Result<Vec<ContactId>, StoreError> {
        let mut contacts = Vec::new();
        self.list_all(|entry| {
            if entry.sign_until.is_some_and(|until| until < today) {
                contacts.push(entry.id);
            }
            ControlFlow::Continue(())
        })?;
        Ok(contacts)
    }

    fn contacts_from(&self, from: u64, n: usize) -> Result<Vec<ContactId>, StoreError> {
        let mut rows = self.tables.contact.range(from..=u64::MAX)?;
        let mut contacts = Vec::with_capacity(n);
        while contacts.len() < n {
            let Some((key, _)) = rows.step()? else { break };
            contacts.push(ContactId(key.value()));
        }
        Ok(contacts)
    }
}
