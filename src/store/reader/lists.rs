//! Reading what is derived: the list in its order, search keys, contact points, due days.

use std::ops::{Bound, ControlFlow, RangeInclusive};

use super::{Reader, point_kind};
use crate::domain::{Channel, ContactId, Day, Due, InteractionId, Means, Point, RightId};
use crate::store::codec::{self, CodecError};
use crate::store::error::StoreError;
use crate::store::record::contact::uid_key;
use crate::store::record::derived::{
    BORROWED_VERSION, DerivedRecord, DueRecord, ListRecord, SearchRecord,
};
use crate::store::record::right::RightRecord;
use crate::store::slot::{Bytes, Row};
use crate::store::views::{ListEntry, ListRow};

/// A place in the list: the order of a row and its contact.
pub type Place<'a> = (&'a str, ContactId);

impl Reader<'_> {
    /// Up to `n` contacts of the list in its order, behind `after` or from the start.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn list_page(
        &self,
        after: Option<Place<'_>>,
        n: usize,
    ) -> Result<Vec<ListRow>, StoreError> {
        let mut rows = Vec::with_capacity(n.min(1024));
        self.list_from(after, |entry| {
            if rows.len() < n {
                rows.push(entry.to_row());
            }
            if rows.len() < n { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(rows)
    }

    /// How many contacts the list has.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn list_len(&self) -> Result<u64, StoreError> {
        self.tables.list.len()
    }

    /// Walks the whole list in its order until `look` breaks off.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn list_all(
        &self,
        look: impl FnMut(ListEntry<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.list_from(None, look)
    }

    /// Walks the list behind a place until `look` breaks off.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn list_from(
        &self,
        after: Option<Place<'_>>,
        mut look: impl FnMut(ListEntry<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let start = after.map_or(Bound::Unbounded, |(order, contact)| {
            Bound::Excluded((order.as_bytes(), contact.0))
        });
        let mut rows = self.tables.list.range((start, Bound::Unbounded))?;
        while let Some(row) = rows.step()? {
            if self.entry(&row, &mut look)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// A contact's row of the list; `None` if it has none yet.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn list_row(&self, id: ContactId) -> Result<Option<ListRow>, StoreError> {
        let Some(derived) = self.tables.derived.record::<DerivedRecord>(id.0)? else {
            return Ok(None);
        };
        let order = derived.order.as_str();
        let Some(value) = self.tables.list.get((order.as_bytes(), id.0))? else {
            return Ok(None);
        };
        Ok(Some(self.to_entry(id, order, value.value())?.to_row()))
    }

    /// Hands every contact's folded search key to `look`.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn search_keys(&self, mut look: impl FnMut(ContactId, &str)) -> Result<(), StoreError> {
        let slot = &self.tables.search;
        let mut rows = slot.all()?;
        while let Some((key, value)) = rows.step()? {
            let record: SearchRecord<'_> = codec::borrow(value.value(), "search", BORROWED_VERSION)
                .map_err(|cause| slot.unreadable(cause))?;
            look(ContactId(key.value()), record.0);
        }
        Ok(())
    }

    /// A contact's folded search key.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn search_key(&self, id: ContactId) -> Result<Option<String>, StoreError> {
        let slot = &self.tables.search;
        let Some(value) = slot.get(id.0)? else { return Ok(None) };
        let record: SearchRecord<'_> = codec::borrow(value.value(), "search", BORROWED_VERSION)
            .map_err(|cause| slot.unreadable(cause))?;
        Ok(Some(record.0.to_owned()))
    }

    /// The contacts that have a contact point, as of the last commit.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn points(&self, point: &Point) -> Result<Vec<ContactId>, StoreError> {
        self.point_rows(channel_kind(point.channel), point.normalised.as_bytes())
    }

    /// The contact with that uid, as of the last commit.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn by_uid(&self, uid: &str) -> Result<Option<ContactId>, StoreError> {
        Ok(self.point_rows(point_kind::UID, &uid_key(uid))?.first().copied())
    }

    /// What falls due on these days, the earliest first; stops once it has `limit` or more.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn due(
        &self,
        days: RangeInclusive<Day>,
        limit: usize,
    ) -> Result<Vec<(ContactId, Due)>, StoreError> {
        let slot = &self.tables.due;
        let range = (days.start().to_number(), 0)..=(days.end().to_number(), u64::MAX);
        let mut rows = slot.range(range)?;
        let mut due = Vec::new();
        while due.len() < limit {
            let Some((key, value)) = rows.step()? else { break };
            let (number, contact) = key.value();
            let impossible = || slot.unreadable(CodecError::Impossible { field: "day" });
            let day = Day::from_number(number).ok_or_else(impossible)?;
            let record: DueRecord = slot.decode(value.value())?;
            due.extend(record.into_due(day).map(|one| (ContactId(contact), one)));
        }
        Ok(due)
    }

    /// Shows the days on which something falls due for somebody, in their order: a day once for each
    /// contact, with the contact. What it is, is not read.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn due_days(
        &self,
        days: RangeInclusive<Day>,
        mut visit: impl FnMut(Day, ContactId),
    ) -> Result<(), StoreError> {
        let slot = &self.tables.due;
        let range = (days.start().to_number(), 0)..=(days.end().to_number(), u64::MAX);
        let mut rows = slot.range(range)?;
        while let Some((key, _)) = rows.step()? {
            let impossible = || slot.unreadable(CodecError::Impossible { field: "day" });
            let (number, contact) = key.value();
            visit(Day::from_number(number).ok_or_else(impossible)?, ContactId(contact));
        }
        Ok(())
    }

    /// The last day on which something passed between us and a contact. That a mail was opened is
    /// none.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_contact(&self, id: ContactId) -> Result<Option<Day>, StoreError> {
        let mut rows =
            self.tables.attended.range((id.0, i32::MIN, 0)..=(id.0, i32::MAX, u64::MAX))?;
        while let Some((key, _)) = rows.step()? {
            let talk = self.interaction(InteractionId(key.value().2))?;
            if talk.means != Means::OpenedMail {
                return Ok(Some(talk.on));
            }
        }
        Ok(None)
    }

    /// Shows [`Self::last_contact`] of everybody who has one, by number: one pass over all.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn last_contacts(&self, mut visit: impl FnMut(ContactId, Day)) -> Result<(), StoreError> {
        let mut rows = self.tables.attended.all()?;
        let mut last = None;
        while let Some((key, _)) = rows.step()? {
            let (contact, _, id) = key.value();
            if last == Some(contact) {
                continue;
            }
            let talk = self.interaction(InteractionId(id))?;
            if talk.means != Means::OpenedMail {
                last = Some(contact);
                visit(ContactId(contact), talk.on);
            }
        }
        Ok(())
    }

    /// Everybody who made a request, by number: one pass over what is on record of rights.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn who_asked(&self) -> Result<Vec<ContactId>, StoreError> {
        let slot = &self.tables.right;
        let mut rows = slot.all()?;
        let mut found: Vec<ContactId> = Vec::new();
        while let Some((key, value)) = rows.step()? {
            let (contact, id) = key.value();
            if found.last() == Some(&ContactId(contact)) {
                continue;
            }
            let record: RightRecord = slot.decode(value.value())?;
            let right = record.into_right(RightId(id)).map_err(|cause| slot.unreadable(cause))?;
            if right.fact.request().is_some() {
                found.push(ContactId(contact));
            }
        }
        Ok(found)
    }

    /// Every key that was derived from a contact.
    pub(in crate::store) fn derived_keys(
        &self,
        contact: ContactId,
    ) -> Result<Option<DerivedRecord>, StoreError> {
        self.tables.derived.record(contact.0)
    }

    pub(in crate::store) fn point_rows(
        &self,
        kind: u8,
        normalised: &[u8],
    ) -> Result<Vec<ContactId>, StoreError> {
        let range = (kind, normalised, 0)..=(kind, normalised, u64::MAX);
        let mut rows = self.tables.point.range(range)?;
        let mut contacts = Vec::new();
        while let Some((key, _)) = rows.step()? {
            contacts.push(ContactId(key.value().2));
        }
        Ok(contacts)
    }

    fn entry(
        &self,
        (key, value): &Row<'_, (Bytes, u64)>,
        look: &mut impl FnMut(ListEntry<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let (order, contact) = key.value();
        let order = str::from_utf8(order).map_err(|_not_text| {
            self.tables.list.unreadable(CodecError::Impossible { field: "order" })
        })?;
        Ok(look(self.to_entry(ContactId(contact), order, value.value())?))
    }

    fn to_entry<'b>(
        &self,
        id: ContactId,
        order: &'b str,
        value: &'b [u8],
    ) -> Result<ListEntry<'b>, StoreError> {
        let unreadable = |cause| self.tables.list.unreadable(cause);
        let record: ListRecord<'b> =
            codec::borrow(value, "list", BORROWED_VERSION).map_err(unreadable)?;
        let (sign, sign_until) = record.sign().map_err(unreadable)?;
        Ok(ListEntry { id, order, name: record.name, detail: record.detail, sign, sign_until })
    }
}

/// The contact points among the keys under which a contact is found.
pub(in crate::store) fn points_of_keys(keys: &[(u8, Vec<u8>)]) -> Vec<Point> {
    let channels = Channel::ALL.map(|(channel, _)| channel);
    keys.iter()
        .filter_map(|(kind, normalised)| {
            let channel = channels.into_iter().find(|one| channel_kind(*one) == *kind)?;
            let normalised = String::from_utf8(normalised.clone()).ok()?;
            Some(Point { channel, normalised })
        })
        .collect()
}

/// The kind under which points of a channel are kept.
pub(in crate::store) const fn channel_kind(channel: Channel) -> u8 {
    match channel {
        Channel::Email => 0,
        Channel::Phone => 1,
        Channel::Post => 2,
        Channel::Message => 3,
    }
}
