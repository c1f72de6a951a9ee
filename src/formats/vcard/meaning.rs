//! What a property is to us: the one table of names, standard or not.

use crate::formats::draft::LeftReason;

/// What is done with a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Version,
    Uid,
    Kind,
    /// Apple's `X-ABShowAs:COMPANY`.
    ShowAs,
    /// Apple's label for the other properties of its group.
    GroupLabel,
    StructuredName,
    /// Something to bring in.
    Datum(Field),
    /// A recording, unless its type says that it is the reading of a Japanese name.
    Sound,
    /// Binary data, read past and left out.
    Left(LeftReason),
    /// Serves the program that wrote it.
    Technical,
    Unknown,
}

/// What a property brings in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    PhoneticName,
    Nickname,
    Email,
    Phone,
    Address,
    /// The text of an address that stands in parts elsewhere on the card, or not.
    AddressText,
    Organisation,
    /// A department where the organisation stands elsewhere.
    Unit,
    Title,
    Role,
    /// A web address, with what it is for.
    Url(&'static str),
    /// A messenger's name for the contact; the service where the property's name says it.
    Handle(&'static str),
    Birthday,
    Anniversary,
    /// A day, with what it is.
    Date(&'static str),
    Note,
    Tag,
    Language,
    TimeZone,
    Geo,
    Gender,
    /// A relation, with which.
    Related(&'static str),
    Member,
    /// Data without a field of its own.
    Custom(&'static str),
    /// Android's catch-all, whose first part says what it is.
    Android,
    /// Somebody who acts for the contact; often a whole card.
    Agent,
}

impl Meaning {
    /// Whether the value is read past, however it is encoded.
    pub(super) fn is_blob(self) -> bool {
        matches!(self, Self::Left(_))
    }
}

/// Looks up a property by its name in capitals.
pub(super) fn of(name: &str) -> Meaning {
    standard(name)
        .or_else(|| extended(name))
        .or_else(|| handle(name).map(Field::Handle).map(Meaning::Datum))
        .unwrap_or_else(|| if is_bookkeeping(name) { Meaning::Technical } else { Meaning::Unknown })
}

/// vCard 2.1, 3.0 and 4.0 with RFC 6474, 6715, 8605, 9554 and 9555.
fn standard(name: &str) -> Option<Meaning> {
    Some(match name {
        "VERSION" => Meaning::Version,
        "UID" => Meaning::Uid,
        "KIND" => Meaning::Kind,
        "FN" => Meaning::Datum(Field::Name),
        "N" => Meaning::StructuredName,
        "NICKNAME" => Meaning::Datum(Field::Nickname),
        "EMAIL" => Meaning::Datum(Field::Email),
        "TEL" => Meaning::Datum(Field::Phone),
        "ADR" => Meaning::Datum(Field::Address),
        "LABEL" => Meaning::Datum(Field::AddressText),
        "ORG" => Meaning::Datum(Field::Organisation),
        "TITLE" => Meaning::Datum(Field::Title),
        "ROLE" => Meaning::Datum(Field::Role),
        "URL" => Meaning::Datum(Field::Url("")),
        "CONTACT-URI" => Meaning::Datum(Field::Url("contact")),
        "FBURL" => Meaning::Datum(Field::Url("free/busy")),
        "CALURI" => Meaning::Datum(Field::Url("calendar")),
        "CALADRURI" => Meaning::Datum(Field::Url("scheduling")),
        "ORG-DIRECTORY" => Meaning::Datum(Field::Url("directory")),
        "IMPP" | "SOCIALPROFILE" => Meaning::Datum(Field::Handle("")),
        "BDAY" => Meaning::Datum(Field::Birthday),
        "ANNIVERSARY" => Meaning::Datum(Field::Anniversary),
        "DEATHDATE" => Meaning::Datum(Field::Date("death")),
        "NOTE" => Meaning::Datum(Field::Note),
        "CATEGORIES" | "CATEGORY" => Meaning::Datum(Field::Tag),
        "LANG" | "LANGUAGE" => Meaning::Datum(Field::Language),
        "TZ" => Meaning::Datum(Field::TimeZone),
        "GEO" => Meaning::Datum(Field::Geo),
        "GENDER" | "GRAMGENDER" => Meaning::Datum(Field::Gender),
        "RELATED" => Meaning::Datum(Field::Related("")),
        "MEMBER" => Meaning::Datum(Field::Member),
        "BIRTHPLACE" => Meaning::Datum(Field::Custom("birthplace")),
        "DEATHPLACE" => Meaning::Datum(Field::Custom("deathplace")),
        "PRONOUNS" => Meaning::Datum(Field::Custom("pronouns")),
        "EXPERTISE" => Meaning::Datum(Field::Custom("expertise")),
        "HOBBY" => Meaning::Datum(Field::Custom("hobby")),
        "INTEREST" => Meaning::Datum(Field::Custom("interest")),
        "AGENT" => Meaning::Datum(Field::Agent),
        "PHOTO" => Meaning::Left(LeftReason::Photograph),
        "LOGO" => Meaning::Left(LeftReason::Picture),
        "SOUND" => Meaning::Sound,
        "KEY" => Meaning::Left(LeftReason::Key),
        "PRODID" | "REV" | "SOURCE" | "NAME" | "PROFILE" | "CLASS" | "MAILER" | "SORT-STRING"
        | "CLIENTPIDMAP" | "XML" | "CREATED" | "JSPROP" => Meaning::Technical,
        _ => return None,
    })
}

/// What other programs added, under the names they gave it.
fn extended(name: &str) -> Option<Meaning> {
    Some(match name {
        "X-ADDRESSBOOKSERVER-KIND" | "X-KIND" => Meaning::Kind,
        "X-ADDRESSBOOKSERVER-MEMBER" | "X-MEMBER" => Meaning::Datum(Field::Member),
        "X-ABSHOWAS" => Meaning::ShowAs,
        "X-ABLABEL" | "X-LABEL" => Meaning::GroupLabel,
        "X-ABDATE" => Meaning::Datum(Field::Date("")),
        "X-ABRELATEDNAMES" => Meaning::Datum(Field::Related("")),
        "X-PHONETIC-FIRST-NAME"
        | "X-PHONETIC-MIDDLE-NAME"
        | "X-PHONETIC-LAST-NAME"
        | "X-PHONETIC-NAME"
        | "X-PHONETIC-ORG" => Meaning::Datum(Field::PhoneticName),
        "X-MAIDENNAME" | "X-MAIDEN-NAME" => Meaning::Datum(Field::Custom("maiden name")),
        "X-EPOCSECONDNAME" => Meaning::Datum(Field::Nickname),
        "X-ANNIVERSARY"
        | "X-EVOLUTION-ANNIVERSARY"
        | "X-KADDRESSBOOK-X-ANNIVERSARY"
        | "X-WAB-WEDDING-ANNIVERSARY"
        | "X-MS-ANNIVERSARY" => Meaning::Datum(Field::Anniversary),
        "X-SPOUSE"
        | "X-EVOLUTION-SPOUSE"
        | "X-KADDRESSBOOK-X-SPOUSESNAME"
        | "X-MS-SPOUSE"
        | "X-WAB-SPOUSE-NAME" => Meaning::Datum(Field::Related("spouse")),
        "X-MANAGER" | "X-EVOLUTION-MANAGER" | "X-KADDRESSBOOK-X-MANAGERSNAME" | "X-MS-MANAGER" => {
            Meaning::Datum(Field::Related("manager"))
        }
        "X-ASSISTANT"
        | "X-EVOLUTION-ASSISTANT"
        | "X-KADDRESSBOOK-X-ASSISTANTSNAME"
        | "X-MS-ASSISTANT" => Meaning::Datum(Field::Related("assistant")),
        "X-ASSISTANT-PHONE" | "X-MS-ASSISTANT-PHONE" => {
            Meaning::Datum(Field::Custom("assistant's phone"))
        }
        "X-CHILDREN" | "X-MS-CHILD" => Meaning::Datum(Field::Related("child")),
        "X-GENDER" | "X-WAB-GENDER" => Meaning::Datum(Field::Gender),
        "X-KADDRESSBOOK-X-DEPARTMENT" | "X-DEPARTMENT" => Meaning::Datum(Field::Unit),
        "X-KADDRESSBOOK-X-OFFICE" | "X-OFFICE" | "X-EVOLUTION-OFFICE" => {
            Meaning::Datum(Field::Custom("office"))
        }
        "X-KADDRESSBOOK-X-PROFESSION" | "X-PROFESSION" => {
            Meaning::Datum(Field::Custom("profession"))
        }
        "X-EVOLUTION-BLOG-URL" | "X-KADDRESSBOOK-BLOGFEED" => Meaning::Datum(Field::Url("blog")),
        "X-EVOLUTION-VIDEO-URL" => Meaning::Datum(Field::Url("video chat")),
        "X-HOBBY" | "X-MS-INTERESTS" => Meaning::Datum(Field::Custom("hobby")),
        "X-CUSTOM1" | "X-CUSTOM2" | "X-CUSTOM3" | "X-CUSTOM4" => {
            Meaning::Datum(Field::Custom("custom"))
        }
        "X-MS-TEL" => Meaning::Datum(Field::Phone),
        "X-ANDROID-CUSTOM" => Meaning::Datum(Field::Android),
        "X-MS-CARDPICTURE" | "X-EVOLUTION-LOGO" => Meaning::Left(LeftReason::Picture),
        "X-KEY" | "X-EVOLUTION-X509" => Meaning::Left(LeftReason::Key),
        _ => return None,
    })
}

fn handle(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix("X-").unwrap_or(name);
    let bare = bare.strip_prefix("EVOLUTION-").unwrap_or(bare);
    // KDE writes `X-messaging/xmpp-All`.
    let bare = bare.strip_prefix("MESSAGING/").unwrap_or(bare);
    let bare = bare.strip_suffix("-ALL").unwrap_or(bare);
    Some(match bare {
        "AIM" => "aim",
        "ICQ" => "icq",
        "JABBER" | "XMPP" => "xmpp",
        "MSN" | "MS-IMADDRESS" => "msn",
        "YAHOO" => "yahoo",
        "SKYPE" | "SKYPE-USERNAME" => "skype",
        "GOOGLE-TALK" | "GTALK" => "google talk",
        "GADUGADU" | "GADU-GADU" | "GADU" => "gadu-gadu",
        "GROUPWISE" => "groupwise",
        "QQ" => "qq",
        "SIP" => "sip",
        "MATRIX" => "matrix",
        "SAMETIME" => "sametime",
        "TWITTER" => "twitter",
        "TELEGRAM" => "telegram",
        "SIGNAL" => "signal",
        "WHATSAPP" => "whatsapp",
        "IRC" => "irc",
        "FACEBOOK" => "facebook",
        "LINKEDIN" => "linkedin",
        "INSTAGRAM" => "instagram",
        "MASTODON" => "mastodon",
        "SOCIALPROFILE" | "KADDRESSBOOK-X-IMADDRESS" | "IMPP" => "",
        _ => return None,
    })
}

/// Signs, hashes, sort keys and settings of the program that wrote the card.
fn is_bookkeeping(name: &str) -> bool {
    const NAMES: [&str; 28] = [
        "X-ABUID",
        "X-ABADR",
        "X-ABORDER",
        "X-ABPHOTO",
        "X-CLASS",
        "X-REDUCTION",
        "X-NO",
        "X-GNO",
        "X-GN",
        "X-ID",
        "X-ETAG",
        "X-IMAGEHASH",
        "X-IMAGETYPE",
        "X-APPLE-SUBLOCALITY",
        "X-APPLE-SUBADMINISTRATIVEAREA",
        "X-MOZILLA-HTML",
        "X-MOZILLA-CPT",
        "X-EVOLUTION-FILE-AS",
        "X-FILE-AS",
        "X-FC-LIST-ID",
        "X-FC-TAGS",
        "X-PRODID",
        "X-ADDRESSBOOKSERVER-PHOTO",
        "X-TIMES_CONTACTED",
        "X-LAST_TIME_CONTACTED",
        "X-COUCHDB-APPLICATION-ANNOTATIONS",
        "X-PHONETIC-SORT",
        "X-ACCOUNT",
    ];
    const PREFIXES: [&str; 11] = [
        "X-MS-OL-",
        "X-MICROSOFT-",
        "X-KADDRESSBOOK-CRYPTO",
        "X-EVOLUTION-WEBDAV",
        "X-RADICALE-",
        "X-ABCROP",
        "X-SYNC",
        "X-OPENXCHANGE-",
        "X-SOGO-",
        "X-VCARD-",
        "X-CALENDARSERVER-",
    ];
    NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}
