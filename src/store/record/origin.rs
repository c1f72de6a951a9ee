//! Origins as they are stored: once for each batch, form or message.

use serde::{Deserialize, Serialize};

use super::{day, records};
use crate::domain::{Day, How, Moment, Origin, OriginId, PurposeSet, Source};
use crate::store::codec::CodecError;

/// An origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct OriginRecord {
    source: SourceRecord,
    how: HowRecord,
    collected_on: i32,
    recorded_at: i64,
    collected_for: Option<u128>,
    opt_out_offered: bool,
    refuses_messages: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum SourceRecord {
    Person,
    PublishedByPerson,
    ThirdParty(String),
    Public(String),
    Ourselves,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum HowRecord {
    Typed,
    Import { file: String },
    Message,
    Form,
}

records! { OriginRecord = "origin"; }

impl From<&Origin> for OriginRecord {
    fn from(origin: &Origin) -> Self {
        Self {
            source: match &origin.source {
                Source::Person => SourceRecord::Person,
                Source::PublishedByPerson => SourceRecord::PublishedByPerson,
                Source::ThirdParty(name) => SourceRecord::ThirdParty(name.clone()),
                Source::Public(name) => SourceRecord::Public(name.clone()),
                Source::Ourselves => SourceRecord::Ourselves,
                Source::Unknown => SourceRecord::Unknown,
            },
            how: match &origin.how {
                How::Typed => HowRecord::Typed,
                How::Import { file } => HowRecord::Import { file: file.clone() },
                How::Message => HowRecord::Message,
                How::Form => HowRecord::Form,
            },
            collected_on: Day::to_number(origin.collected_on),
            recorded_at: origin.recorded_at.0,
            collected_for: origin.collected_for.map(|set| set.0),
            opt_out_offered: origin.opt_out_offered,
            refuses_messages: origin.refuses_messages,
        }
    }
}

impl OriginRecord {
    /// The origin with that number.
    pub(in crate::store) fn into_origin(self, id: OriginId) -> Result<Origin, CodecError> {
        Ok(Origin {
            id,
            source: match self.source {
                SourceRecord::Person => Source::Person,
                SourceRecord::PublishedByPerson => Source::PublishedByPerson,
                SourceRecord::ThirdParty(name) => Source::ThirdParty(name),
                SourceRecord::Public(name) => Source::Public(name),
                SourceRecord::Ourselves => Source::Ourselves,
                SourceRecord::Unknown => Source::Unknown,
            },
            how: match self.how {
                HowRecord::Typed => How::Typed,
                HowRecord::Import { file } => How::Import { file },
                HowRecord::Message => How::Message,
                HowRecord::Form => How::Form,
            },
            collected_on: day(self.collected_on)?,
            recorded_at: Moment(self.recorded_at),
            collected_for: self.collected_for.map(PurposeSet),
            opt_out_offered: self.opt_out_offered,
            refuses_messages: self.refuses_messages,
        })
    }
}
