//! Data: one value held about a contact, what kind of value it is, and where it came from.

use std::sync::Arc;

use super::{
    ContactId, Country, DatumId, Day, EngagementId, Moment, OriginId, Point, PurposeSet, point,
};

/// One value held about a contact, with everything the rules need to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Its number within the contact.
    pub id: DatumId,
    /// What it is, in the words in which purposes say what they need.
    pub category: Category,
    /// The value itself.
    pub value: Value,
    /// `home`, `work`, `mobile` or the user's own word; empty for none.
    pub label: String,
    /// Whether it was given, seen, computed or guessed.
    pub kind: DatumKind,
    /// Set when it is special by mark (GDPR Art. 9); some custom categories are by themselves.
    pub special: Option<Special>,
    /// The organisation's contact that this value names, for `organisation` and `role`.
    pub link: Option<ContactId>,
    /// The engagement on which a note or document was written.
    pub engagement: Option<EngagementId>,
    /// Other persons whom the text speaks of.
    pub mentions: Vec<ContactId>,
    /// The longer text that it was cut from.
    pub part_of: Option<DatumId>,
    /// The datum whose value it corrects (Art. 16).
    pub corrects: Option<DatumId>,
    /// Every way it was obtained, oldest first; never empty in a stored datum.
    pub provenances: Vec<Provenance>,
    /// The day on which it was deleted; it can still be brought back by undo, and is never used.
    pub deleted: Option<Day>,
}

impl Datum {
    /// The first day on which it was held.
    #[must_use]
    pub fn obtained_on(&self) -> Option<Day> {
        self.provenances.iter().map(|provenance| provenance.origin.collected_on).min()
    }

    /// The channel on which a person can be reached by it, if it is a contact point.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        self.category.channel()
    }

    /// The contact point that it is, normalised; numbers without a country code are read as dialled
    /// in `country`.
    #[must_use]
    pub fn point(&self, country: Option<Country>) -> Option<Point> {
        let channel = self.channel()?;
        let normalised = point::normalise(channel, &self.value.to_line(), country);
        (!normalised.is_empty()).then_some(Point { channel, normalised })
    }
}

/// What a value is. Purposes name the categories that they need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// What they are called.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Where post reaches them.
    PostalAddress,
    /// The organisation they belong to.
    Organisation,
    /// What they do there.
    Role,
    /// A web page.
    Url,
    /// An account on a service: chat, forge, social network.
    Handle,
    /// The day of birth, with or without year.
    Birthday,
    /// A picture.
    Photo,
    /// The language they prefer.
    Language,
    /// A word the user sorts by.
    Tag,
    /// Free text about them.
    Note,
    /// The text of an interaction.
    Correspondence,
    /// A document by reference.
    Document,
    /// How they pay.
    Payment,
    /// A tax or VAT number.
    TaxId,
    /// Anything else, by the user's own name for it, lower case.
    Custom(String),
}

impl Category {
    /// Every category with a name of its own, in the order in which a card shows them.
    pub const NAMED: [Self; 17] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::PostalAddress,
        Self::Organisation,
        Self::Role,
        Self::Url,
        Self::Handle,
        Self::Birthday,
        Self::Photo,
        Self::Language,
        Self::Tag,
        Self::Note,
        Self::Correspondence,
        Self::Document,
        Self::Payment,
        Self::TaxId,
    ];

    /// The word for it in policies, commands and documents: `postal-address`, `custom:shoe-size`.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::PostalAddress => "postal-address",
            Self::Organisation => "organisation",
            Self::Role => "role",
            Self::Url => "url",
            Self::Handle => "handle",
            Self::Birthday => "birthday",
            Self::Photo => "photo",
            Self::Language => "language",
            Self::Tag => "tag",
            Self::Note => "note",
            Self::Correspondence => "correspondence",
            Self::Document => "document",
            Self::Payment => "payment",
            Self::TaxId => "tax-id",
            Self::Custom(word) => word,
        }
    }

    /// Reads the word; `_` counts as `-`, `address` is `postal-address`, and any other word is a
    /// custom category (with or without `custom:` before it).
    #[must_use]
    pub fn parse(word: &str) -> Self {
        let word = word.trim().to_lowercase().replace(['_', ' '], "-");
        let bare = word.strip_prefix("custom:").unwrap_or(&word);
        match bare {
            "address" | "postal" => return Self::PostalAddress,
            "mail" | "e-mail" => return Self::Email,
            "tel" | "mobile" | "telephone" => return Self::Phone,
            "org" | "organization" | "company" => return Self::Organisation,
            "title" | "job-title" => return Self::Role,
            _ => {}
        }
        Self::NAMED
            .into_iter()
            .find(|named| named.word() == bare)
            .unwrap_or_else(|| Self::Custom(bare.to_owned()))
    }

    /// The channel on which a value of this category reaches a person.
    #[must_use]
    pub fn channel(&self) -> Option<Channel> {
        match self {
            Self::Email => Some(Channel::Email),
            Self::Phone => Some(Channel::Phone),
            Self::PostalAddress => Some(Channel::Post),
            Self::Handle => Some(Channel::Message),
            Self::Name
            | Self::Organisation
            | Self::Role
            | Self::Url
            | Self::Birthday
            | Self::Photo
            | Self::Language
            | Self::Tag
            | Self::Note
            | Self::Correspondence
            | Self::Document
            | Self::Payment
            | Self::TaxId
            | Self::Custom(_) => None,
        }
    }
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// A value in the shape that its category has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// A line or a text.
    Text(String),
    /// A name in parts, as vCard `N` has it, with the form in which it is written.
    Name(PersonName),
    /// An address in parts, as vCard `ADR` has it.
    Address(PostalAddress),
    /// A day of a year, or of every year.
    Date(PartialDate),
}

impl Value {
    /// The value on one line, as people write it.
    #[must_use]
    pub fn to_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Name(name) => name.formatted.clone(),
            Self::Address(address) => address.to_line(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A name, formatted and in parts (RFC 6350, sections 6.2.1 and 6.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PersonName {
    /// The name as it is written.
    pub formatted: String,
    /// Family name; empty if not known.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Further names.
    pub additional: String,
    /// `Dr.`, `Ms`.
    pub prefix: String,
    /// `Jr.`, `M.D.`.
    pub suffix: String,
}

/// A postal address in parts (RFC 6350, section 6.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PostalAddress {
    /// Post office box and extended address, one line.
    pub extension: String,
    /// Street and number; may have line breaks.
    pub street: String,
    /// Town.
    pub locality: String,
    /// State or region.
    pub region: String,
    /// Postal code.
    pub code: String,
    /// Country by name.
    pub country: String,
}

impl PostalAddress {
    /// The parts that are there, joined by commas.
    #[must_use]
    pub fn to_line(&self) -> String {
        let town = [self.code.as_str(), self.locality.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        [&self.extension, &self.street, &town, &self.region, &self.country]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
            .replace('\n', ", ")
    }
}

/// A date of which parts may be unknown: `2001-04-15`, `--04-15`, `1985`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year, if known.
    pub year: Option<i32>,
    /// Month 1 to 12, if known.
    pub month: Option<u8>,
    /// Day of the month, if known.
    pub day: Option<u8>,
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// How a value came to be known (DPV `ProvidedPersonalData`, `ObservedPersonalData` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DatumKind {
    /// The person or a source gave it.
    #[default]
    Provided,
    /// Seen in dealings with the person.
    Observed,
    /// Computed from other data.
    Derived,
    /// An opinion or a guess.
    Inferred,
}

/// A special category of personal data (GDPR Art. 9(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Special {
    /// Health.
    Health,
    /// Religious or philosophical belief.
    Belief,
    /// Political opinion.
    Politics,
    /// Trade union membership.
    Union,
    /// Sex life or sexual orientation.
    Sexuality,
    /// Racial or ethnic origin.
    Origin,
    /// Genetic or biometric data.
    Biometric,
}

impl Special {
    /// Every special category with its word.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Health, "health"),
        (Self::Belief, "belief"),
        (Self::Politics, "politics"),
        (Self::Union, "union"),
        (Self::Sexuality, "sexuality"),
        (Self::Origin, "origin"),
        (Self::Biometric, "biometric"),
    ];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// How a person can be reached for a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Electronic mail.
    Email,
    /// Calls.
    Phone,
    /// Letters.
    Post,
    /// Messages to a handle or number.
    Message,
}

impl Channel {
    /// Every channel with its word.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Email, "email"),
        (Self::Phone, "phone"),
        (Self::Post, "post"),
        (Self::Message, "message"),
    ];

    /// The word for it in commands and documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }
}

/// One way in which a datum was obtained. A value obtained again gets one more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The batch, form or message it came with.
    pub origin: Arc<Origin>,
    /// The line in the origin's file, from 1; 0 where there is none.
    pub line: u32,
}

/// Where a batch of data came from: recorded once for a file, a form or a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The vault's number for it.
    pub id: OriginId,
    /// From whom.
    pub source: Source,
    /// By which means.
    pub how: How,
    /// The day on which it was obtained.
    pub collected_on: Day,
    /// When it was written down here.
    pub recorded_at: Moment,
    /// The purposes told at that time; `None`: nobody said; empty: expressly for none.
    pub collected_for: Option<PurposeSet>,
    /// Whether an opt-out from marketing was offered at that time.
    pub opt_out_offered: bool,
    /// For published data: whether the page refused messages.
    pub refuses_messages: bool,
}

/// From whom a value came (DPV `DataSource`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The person themself.
    Person,
    /// Published by the person, on a page of theirs.
    PublishedByPerson,
    /// Somebody else, by name.
    ThirdParty(String),
    /// A public source, by name: a register, a network, a directory.
    Public(String),
    /// The user: observed or concluded.
    Ourselves,
    /// Nobody remembers: an old address book.
    Unknown,
}

impl Source {
    /// Whether Art. 13 applies (collected from the person), not Art. 14 (from elsewhere).
    #[must_use]
    pub fn is_person(&self) -> bool {
        match self {
            Self::Person => true,
            Self::PublishedByPerson
            | Self::ThirdParty(_)
            | Self::Public(_)
            | Self::Ourselves
            | Self::Unknown => false,
        }
    }
}

/// By which means a value came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum How {
    /// Typed by the user, who had asked for it.
    Typed,
    /// Read from a file.
    Import {
        /// The file's name, without its folder.
        file: String,
    },
    /// In a message or call of the person's own accord: nobody had asked.
    Message,
    /// Through a form that the person filled in.
    Form,
}
