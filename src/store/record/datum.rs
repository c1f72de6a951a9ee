//! Data as they are stored: the value, what is unusual about it, and origin and line.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{maybe_day, mirror};
use crate::domain::{
    Category, ContactId, Datum, DatumId, DatumKind, EngagementId, HintMark, Origin, OriginId,
    PartialDate, PersonName, PostalAddress, Provenance, Special, Value,
};
use crate::store::codec::{CodecError, Record, decode_body};

/// A datum. What few data have is kept together, so that the others spend one byte on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct DatumRecord {
    category: CategoryRecord,
    value: ValueRecord,
    label: String,
    kind: KindRecord,
    seldom: Option<Box<SeldomRecord>>,
    /// Origin and line of each way it was obtained.
    pub(in crate::store) provenances: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SeldomRecord {
    special: Option<SpecialRecord>,
    link: Option<u64>,
    engagement: Option<u64>,
    mentions: Vec<u64>,
    part_of: Option<u32>,
    corrects: Option<u32>,
    deleted: Option<i32>,
    hint: HintRecord,
}

/// A datum as it was before hints.
#[derive(Deserialize)]
struct DatumV1 {
    category: CategoryRecord,
    value: ValueRecord,
    label: String,
    kind: KindRecord,
    seldom: Option<Box<SeldomV1>>,
    provenances: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct SeldomV1 {
    special: Option<SpecialRecord>,
    link: Option<u64>,
    engagement: Option<u64>,
    mentions: Vec<u64>,
    part_of: Option<u32>,
    corrects: Option<u32>,
    deleted: Option<i32>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) enum CategoryRecord {
    Name,
    Email,
    Phone,
    PostalAddress,
    Organisation,
    Role,
    Url,
    Handle,
    Birthday,
    Photo,
    Language,
    Tag,
    Note,
    Correspondence,
    Document,
    Payment,
    TaxId,
    Custom(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum ValueRecord {
    Text(String),
    Name { formatted: String, family: String, given: String, more: Option<Box<[String; 3]>> },
    Address(Box<[String; 6]>),
    Date { year: Option<i32>, month: Option<u8>, day: Option<u8> },
}

mirror! {
    /// How a value came to be known.
    KindRecord = DatumKind { Provided, Observed, Derived, Inferred }
}

mirror! {
    /// A special category.
    SpecialRecord = Special { Health, Belief, Politics, Union, Sexuality, Origin, Biometric }
}

mirror! {
    /// What became of a hint.
    HintRecord = HintMark { None, Look, ByHint, Errs }
}

impl DatumRecord {
    /// Whether the text speaks of that contact.
    pub(in crate::store) fn is_mentioned(&self, contact: ContactId) -> bool {
        self.seldom.as_ref().is_some_and(|seldom| seldom.mentions.contains(&contact.0))
    }
}

impl Record for DatumRecord {
    const NAME: &'static str = "datum";
    const VERSION: u8 = 2;

    fn older(version: u8, body: &[u8]) -> Result<Self, CodecError> {
        match version {
            1 => Ok(decode_body::<DatumV1>(body, Self::NAME)?.into()),
            _ => Err(CodecError::UnknownVersion { record: Self::NAME, version }),
        }
    }
}

impl From<DatumV1> for DatumRecord {
    fn from(old: DatumV1) -> Self {
        Self {
            category: old.category,
            value: old.value,
            label: old.label,
            kind: old.kind,
            seldom: old.seldom.map(|seldom| Box::new((*seldom).into())),
            provenances: old.provenances,
        }
    }
}

impl From<SeldomV1> for SeldomRecord {
    fn from(old: SeldomV1) -> Self {
        Self {
            special: old.special,
            link: old.link,
            engagement: old.engagement,
            mentions: old.mentions,
            part_of: old.part_of,
            corrects: old.corrects,
            deleted: old.deleted,
            hint: HintRecord::None,
        }
    }
}

impl From<&Datum> for DatumRecord {
    fn from(datum: &Datum) -> Self {
        Self {
            category: CategoryRecord::from(&datum.category),
            value: ValueRecord::from(&datum.value),
            label: datum.label.clone(),
            kind: datum.kind.into(),
            seldom: SeldomRecord::of(datum).map(Box::new),
            provenances: datum
                .provenances
                .iter()
                .map(|provenance| (provenance.origin.id.0, provenance.line))
                .collect(),
        }
    }
}

impl DatumRecord {
    /// The datum with that number; `origin` finds the batch that a value came with.
    pub(in crate::store) fn into_datum<E: From<CodecError>>(
        self,
        id: DatumId,
        mut origin: impl FnMut(OriginId) -> Result<Arc<Origin>, E>,
    ) -> Result<Datum, E> {
        let mut provenances = Vec::with_capacity(self.provenances.len());
        for (number, line) in self.provenances {
            provenances.push(Provenance { origin: origin(OriginId(number))?, line });
        }
        let mut datum = Datum {
            id,
            category: self.category.into(),
            value: self.value.into(),
            label: self.label,
            kind: self.kind.into(),
            special: None,
            hint: HintMark::None,
            link: None,
            engagement: None,
            mentions: Vec::new(),
            part_of: None,
            corrects: None,
            provenances,
            deleted: None,
        };
        if let Some(seldom) = self.seldom {
            seldom.put_into(&mut datum)?;
        }
        Ok(datum)
    }
}

impl SeldomRecord {
    fn of(datum: &Datum) -> Option<Self> {
        let record = Self {
            special: datum.special.map(Into::into),
            link: datum.link.map(|id| id.0),
            engagement: datum.engagement.map(|id| id.0),
            mentions: datum.mentions.iter().map(|id| id.0).collect(),
            part_of: datum.part_of.map(|id| id.0),
            corrects: datum.corrects.map(|id| id.0),
            deleted: datum.deleted.map(crate::domain::Day::to_number),
            hint: datum.hint.into(),
        };
        let nothing = record.special.is_none()
            && record.link.is_none()
            && record.engagement.is_none()
            && record.mentions.is_empty()
            && record.part_of.is_none()
            && record.corrects.is_none()
            && record.deleted.is_none()
            && record.hint == HintRecord::None;
        (!nothing).then_some(record)
    }

    fn put_into(self, datum: &mut Datum) -> Result<(), CodecError> {
        datum.special = self.special.map(Into::into);
        datum.link = self.link.map(ContactId);
        datum.engagement = self.engagement.map(EngagementId);
        datum.mentions = self.mentions.into_iter().map(ContactId).collect();
        datum.part_of = self.part_of.map(DatumId);
        datum.corrects = self.corrects.map(DatumId);
        datum.deleted = maybe_day(self.deleted)?;
        datum.hint = self.hint.into();
        Ok(())
    }
}

impl From<&Category> for CategoryRecord {
    fn from(category: &Category) -> Self {
        match category {
            Category::Name => Self::Name,
            Category::Email => Self::Email,
            Category::Phone => Self::Phone,
            Category::PostalAddress => Self::PostalAddress,
            Category::Organisation => Self::Organisation,
            Category::Role => Self::Role,
            Category::Url => Self::Url,
            Category::Handle => Self::Handle,
            Category::Birthday => Self::Birthday,
            Category::Photo => Self::Photo,
            Category::Language => Self::Language,
            Category::Tag => Self::Tag,
            Category::Note => Self::Note,
            Category::Correspondence => Self::Correspondence,
            Category::Document => Self::Document,
            Category::Payment => Self::Payment,
            Category::TaxId => Self::TaxId,
            Category::Custom(word) => Self::Custom(word.clone()),
        }
    }
}

impl From<CategoryRecord> for Category {
    fn from(record: CategoryRecord) -> Self {
        match record {
            CategoryRecord::Name => Self::Name,
            CategoryRecord::Email => Self::Email,
            CategoryRecord::Phone => Self::Phone,
            CategoryRecord::PostalAddress => Self::PostalAddress,
            CategoryRecord::Organisation => Self::Organisation,
            CategoryRecord::Role => Self::Role,
            CategoryRecord::Url => Self::Url,
            CategoryRecord::Handle => Self::Handle,
            CategoryRecord::Birthday => Self::Birthday,
            CategoryRecord::Photo => Self::Photo,
            CategoryRecord::Language => Self::Language,
            CategoryRecord::Tag => Self::Tag,
            CategoryRecord::Note => Self::Note,
            CategoryRecord::Correspondence => Self::Correspondence,
            CategoryRecord::Document => Self::Document,
            CategoryRecord::Payment => Self::Payment,
            CategoryRecord::TaxId => Self::TaxId,
            CategoryRecord::Custom(word) => Self::Custom(word),
        }
    }
}

impl From<&Value> for ValueRecord {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.clone()),
            Value::Name(name) => {
                let more = [&name.additional, &name.prefix, &name.suffix];
                let plain = more.iter().all(|part| part.is_empty());
                Self::Name {
                    formatted: name.formatted.clone(),
                    family: name.family.clone(),
                    given: name.given.clone(),
                    more: (!plain).then(|| Box::new(more.map(Clone::clone))),
                }
            }
            Value::Address(address) => Self::Address(Box::new([
                address.extension.clone(),
                address.street.clone(),
                address.locality.clone(),
                address.region.clone(),
                address.code.clone(),
                address.country.clone(),
            ])),
            Value::Date(date) => Self::Date { year: date.year, month: date.month, day: date.day },
        }
    }
}

impl From<ValueRecord> for Value {
    fn from(record: ValueRecord) -> Self {
        match record {
            ValueRecord::Text(text) => Self::Text(text),
            ValueRecord::Name { formatted, family, given, more } => {
                let [additional, prefix, suffix] = more.map(|more| *more).unwrap_or_default();
                Self::Name(PersonName { formatted, family, given, additional, prefix, suffix })
            }
            ValueRecord::Address(parts) => {
                let [extension, street, locality, region, code, country] = *parts;
                Self::Address(PostalAddress { extension, street, locality, region, code, country })
            }
            ValueRecord::Date { year, month, day } => Self::Date(PartialDate { year, month, day }),
        }
    }
}
