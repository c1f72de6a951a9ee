//! Contacts: a person (data subject) or an organisation, with what is true of them as a whole.

use super::ContactId;

/// Somebody or something the user works with. Their values are data of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The vault's number for it.
    pub id: ContactId,
    /// A random uid that leaves the vault in vCards and JSON; stable for ever.
    pub uid: String,
    /// A person has rights; an organisation has none.
    pub kind: ContactKind,
    /// Where they live or have their seat, if known; otherwise the user's own country counts.
    pub country: Option<Country>,
}

impl Contact {
    /// Whether the rules protect this contact: persons, and sole traders, who are persons.
    #[must_use]
    pub fn is_person(&self) -> bool {
        match self.kind {
            ContactKind::Person => true,
            ContactKind::Organisation(form) => form == LegalForm::SoleTrader,
        }
    }
}

/// Person or organisation (vCard `KIND:individual` or `KIND:org`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactKind {
    /// A natural person.
    Person,
    /// A company, a partnership, a public body …
    Organisation(LegalForm),
}

/// The legal form of an organisation, as far as message law asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LegalForm {
    /// A body of its own: a limited company, association, authority.
    Company,
    /// A partnership; some count as individuals in message law.
    Partnership,
    /// One person trading under a name: a person in every respect.
    SoleTrader,
    /// Not known; treated as an individual where message law asks.
    #[default]
    Unknown,
}

/// A country by its ISO 3166-1 alpha-2 code, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two letters in either case; `None` for anything else. `UK` is taken for `GB`.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 2] = code.trim().as_bytes().try_into().ok()?;
        let code = bytes.map(|byte| byte.to_ascii_uppercase());
        if !code.iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        Some(Self(if code == *b"UK" { *b"GB" } else { code }))
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("")
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
