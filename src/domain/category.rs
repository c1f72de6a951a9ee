//! Categories: what a value is, in the words in which purposes say what they need; and the channels
//! on which some of them reach a person.

use super::Special;

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

/// Names of custom categories that are special by themselves.
const SPECIAL: [(Special, &[&str]); 7] = [
    (
        Special::Health,
        &[
            "health",
            "illness",
            "disease",
            "diagnosis",
            "disability",
            "allergy",
            "allergies",
            "medication",
            "pregnancy",
            "blood-group",
            "blood-type",
            "vaccination",
            "gesundheit",
            "krankheit",
            "behinderung",
            "allergie",
            "allergien",
            "santé",
            "maladie",
            "handicap",
        ],
    ),
    (
        Special::Belief,
        &[
            "belief",
            "beliefs",
            "religion",
            "faith",
            "church",
            "denomination",
            "konfession",
            "glaube",
        ],
    ),
    (
        Special::Politics,
        &["politics", "political-opinion", "political-party", "political-views", "partei"],
    ),
    (Special::Union, &["union", "trade-union", "union-membership", "gewerkschaft", "syndicat"]),
    (
        Special::Sexuality,
        &["sexuality", "sexual-orientation", "sex-life", "sexualität", "sexualité"],
    ),
    (
        Special::Origin,
        &["ethnicity", "ethnic-origin", "race", "skin-colour", "skin-color", "hautfarbe"],
    ),
    (
        Special::Biometric,
        &["biometric", "biometrics", "fingerprint", "genetic", "genetics", "dna", "iris-scan"],
    ),
];

impl Category {
    /// The special category that the name alone says it is (GDPR Art. 9(1)): `religion`, `allergies`.
    #[must_use]
    pub fn special(&self) -> Option<Special> {
        let Self::Custom(word) = self else { return None };
        let names = |(_, names): &&(Special, &[&str])| names.contains(&word.as_str());
        SPECIAL.iter().find(names).map(|(special, _)| *special)
    }
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
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

    /// The channel that a word for a means speaks of: `mail`, `call`, `letter`.
    #[must_use]
    pub fn of_means(means: &str) -> Option<Self> {
        match means.trim().to_lowercase().as_str() {
            "email" | "e-mail" | "mail" => Some(Self::Email),
            "phone" | "call" => Some(Self::Phone),
            "post" | "letter" => Some(Self::Post),
            "message" | "sms" | "chat" => Some(Self::Message),
            _other => None,
        }
    }
}
