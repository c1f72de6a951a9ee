//! Contacts as they are stored: kind, uid, country, revision, and the counters of their rows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{letters, maybe_country, mirror, records};
use crate::domain::{Contact, ContactId, ContactKind, LegalForm};
use crate::store::codec::CodecError;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct ContactRecord {
    kind: KindRecord,
    uid: UidRecord,
    country: Option<[u8; 2]>,
    /// Goes up with every change of a row of the contact; a new contact has 1.
    pub(in crate::store) revision: u64,
    /// As the revision, but undo takes it back with the rest: a contact that has 1 is as it was
    /// made.
    pub(in crate::store) state: u64,
    /// The numbers last given to its rows. They never go back.
    pub(in crate::store) last: LastRecord,
}

/// The numbers last given to the rows of a contact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct LastRecord {
    pub(in crate::store) datum: u32,
    pub(in crate::store) ground: u32,
    pub(in crate::store) consent: u32,
    pub(in crate::store) right: u32,
    pub(in crate::store) event: u32,
    pub(in crate::store) disclosure: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum KindRecord {
    Person,
    Organisation(FormRecord),
}

mirror! {
    /// A legal form.
    FormRecord = LegalForm { Company, Partnership, SoleTrader, Unknown }
}

/// A uid: 16 bytes where it is written the usual way, else as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum UidRecord {
    Uuid([u8; 16]),
    Text(String),
}

records! { ContactRecord = "contact"; }

impl ContactRecord {
    /// A new contact.
    pub(in crate::store) fn new(contact: &Contact) -> Self {
        Self {
            kind: match contact.kind {
                ContactKind::Person => KindRecord::Person,
                ContactKind::Organisation(form) => KindRecord::Organisation(form.into()),
            },
            uid: UidRecord::from(contact.uid.as_str()),
            country: contact.country.map(letters),
            revision: 1,
            state: 1,
            last: LastRecord::default(),
        }
    }

    /// Takes over what can be changed of a contact, and keeps revision and counters.
    pub(in crate::store) fn take(&mut self, other: Self) {
        self.kind = other.kind;
        self.uid = other.uid;
        self.country = other.country;
    }

    /// What the contact is, without its revision and its counters.
    pub(in crate::store) fn without_books(mut self) -> Self {
        self.revision = 0;
        self.state = 0;
        self.last = LastRecord::default();
        self
    }

    /// The contact with that number.
    pub(in crate::store) fn to_contact(&self, id: ContactId) -> Result<Contact, CodecError> {
        Ok(Contact {
            id,
            uid: match &self.uid {
                UidRecord::Uuid(bytes) => Uuid::from_bytes(*bytes).hyphenated().to_string(),
                UidRecord::Text(text) => text.clone(),
            },
            kind: match self.kind {
                KindRecord::Person => ContactKind::Person,
                KindRecord::Organisation(form) => ContactKind::Organisation(form.into()),
            },
            country: maybe_country(self.country)?,
        })
    }
}

impl From<&str> for UidRecord {
    fn from(uid: &str) -> Self {
        match Uuid::try_parse(uid) {
            Ok(parsed) if parsed.hyphenated().to_string() == uid => Self::Uuid(parsed.into_bytes()),
            Ok(_) | Err(_) => Self::Text(uid.to_owned()),
        }
    }
}

/// The bytes by which a uid is found: the 16 of a usual one, else as it is written.
pub(in crate::store) fn uid_key(uid: &str) -> Vec<u8> {
    match UidRecord::from(uid) {
        UidRecord::Uuid(bytes) => bytes.to_vec(),
        // A byte before it keeps sixteen letters from looking like a usual one.
        UidRecord::Text(text) => [b"=", text.as_bytes()].concat(),
    }
}
