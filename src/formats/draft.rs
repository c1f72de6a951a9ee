//! What a foreign file says about one contact, before anybody has believed it.
//!
//! A draft holds values as they were written: cleaned of surrounding blanks and of NUL, with their
//! newlines, and with whatever control characters another program put into them. They are made
//! harmless where they are shown.

/// One contact as a file states it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactDraft {
    /// The first line of the contact in its file, counted from 1.
    pub line: u32,
    /// The file's own identifier, without which a second import can only compare values.
    pub uid: Option<String>,
    /// What the contact is; a guess where the file does not say.
    pub kind: DraftKind,
    /// The parts of a person's name, if the file has them.
    pub name: Option<StructuredName>,
    /// What can be brought in, in the file's order.
    pub data: Vec<DraftDatum>,
    /// What cannot, and why.
    pub left: Vec<Leftover>,
    /// How many properties only served the other program (version, revision, sort key): they are
    /// no personal data worth a question and are counted, not listed.
    pub technical: u32,
}

impl ContactDraft {
    /// Returns the name to show: the preferred one, else the first. A card that holds only an
    /// address has none.
    #[must_use]
    pub fn display_name(&self) -> Option<&str> {
        let mut names = self.data.iter().filter(|datum| datum.field == DraftField::Name);
        let first = names.next()?;
        let preferred = if first.preferred { None } else { names.find(|datum| datum.preferred) };
        Some(preferred.unwrap_or(first).value.as_str())
    }
}

/// What a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DraftKind {
    /// A human being, and everything of which the file does not say otherwise.
    #[default]
    Person,
    /// A firm, an office, a place, a device.
    Organisation,
    /// A list of other contacts; its members are data of the field [`DraftField::Member`].
    Group,
}

/// The parts of a name. Several given or further names are joined by blanks, several suffixes by
/// a comma.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StructuredName {
    /// The line it stands on.
    pub line: u32,
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Further given names.
    pub additional: String,
    /// Titles before the name (`Dr.`).
    pub prefixes: String,
    /// What follows the name (`Jr.`, `M.A.`).
    pub suffixes: String,
}

/// One value of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftDatum {
    /// The line on which the value begins, counted from 1.
    pub line: u32,
    /// What the value is, with its parts where it has some.
    pub field: DraftField,
    /// The value as text; never empty. An address is one line, a date is ISO 8601 where it could
    /// be read as a date.
    pub value: String,
    /// What the file calls it, in lower case for common words: `work`, `home`, `mobile`,
    /// `home fax`, or a label of the user's own as it was written.
    pub label: Option<String>,
    /// Whether the file prefers it to others of its field.
    pub preferred: bool,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftField {
    /// The name as it is to be shown.
    Name,
    /// How the name is read aloud or written in another script.
    PhoneticName,
    /// A nickname.
    Nickname,
    /// An e-mail address, without `mailto:`.
    Email,
    /// A phone number as written, without `tel:`.
    Phone,
    /// A postal address in its parts. All are empty where the file has only its text.
    PostalAddress(Box<PostalAddress>),
    /// The organisation's name is the value; these are its units from large to small.
    Organisation {
        /// Departments, from large to small.
        units: Vec<String>,
    },
    /// What the person is called at work.
    Title,
    /// What the person does there.
    Role,
    /// A web address.
    Url,
    /// A name on a messenger or social network.
    Handle {
        /// The service in lower case, such as `xmpp`; empty where the file does not say.
        service: String,
    },
    /// The birthday; no date where the value is not one (`circa 1800`, `1985-12`).
    Birthday(Option<PartialDate>),
    /// A wedding day or other anniversary.
    Anniversary(Option<PartialDate>),
    /// Any other day; the label says which.
    Date(Option<PartialDate>),
    /// Free text.
    Note,
    /// A category or tag that the file puts the contact into.
    Tag,
    /// A language of the contact.
    Language,
    /// A time zone, as a name or an offset.
    TimeZone,
    /// A place as `latitude,longitude`, else as written.
    Geo,
    /// Gender, sex or grammatical gender, as a word where the file has a code.
    Gender,
    /// A person related to the contact, by name or identifier; the label says how.
    Related,
    /// A member of a group, by identifier, address or name.
    Member,
    /// Anything else that a file names.
    Custom {
        /// What it is, in words: `pronouns`, `maiden name`, `hobby`.
        name: String,
    },
}

/// A postal address in the parts that vCard knows. A part may have several lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostalAddress {
    /// Post office box.
    pub po_box: String,
    /// Flat, floor, building.
    pub extended: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub locality: String,
    /// State, county, canton.
    pub region: String,
    /// Postal code.
    pub code: String,
    /// Country by name or code.
    pub country: String,
    /// The address as it is to be printed, if the file has that as well.
    pub text: Option<String>,
}

/// A day that may lack its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year, if it is known. `1604`, which stands for none on some systems, never gets here.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, and a day that the month can have.
    pub day: u8,
}

/// Something in the file that does not come in as data. The value itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The line on which it begins, counted from 1.
    pub line: u32,
    /// The property's name in capitals, at most 64 characters of it.
    pub property: String,
    /// Why it stays out.
    pub reason: LeftReason,
    /// How long the value is in the file, roughly: folds and line ends do not count.
    pub len_bytes: usize,
}

/// Why a property is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum LeftReason {
    /// A photograph: never kept.
    #[error("a photograph is not kept")]
    Photograph,
    /// A logo or other picture.
    #[error("a picture is not kept")]
    Picture,
    /// A recording, such as the spoken name.
    #[error("a recording is not kept")]
    Sound,
    /// A cryptographic key or certificate.
    #[error("a key or certificate is not kept")]
    Key,
    /// A card inside this card.
    #[error("a card inside a card is not brought in")]
    NestedCard,
    /// A property that nobody here knows.
    #[error("this property is not known")]
    Unknown,
    /// The card has one already, and there can be only one.
    #[error("the card has another one before it")]
    Repeated,
    /// Nothing stands behind the colon.
    #[error("it is empty")]
    Empty,
    /// The bytes do not decode to text.
    #[error("its value could not be decoded")]
    Undecodable,
    /// Binary data where text belongs.
    #[error("its value is not text")]
    NotText,
    /// Longer than [`crate::formats::vcard::LONGEST_VALUE_BYTES`].
    #[error("its value is too long")]
    TooLong,
}
