//! What a property is to us: the one table of names, standard or not.

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
    Name,
    StructuredName,
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
    Agent,
    /// Serves the program that wrote it.
    Technical,
    Photo,
    Picture,
    Sound,
    Key,
    Unknown,
}

impl Meaning {
    /// Whether the value is read past, however it is encoded.
    pub(super) fn is_blob(self) -> bool {
        matches!(self, Self::Photo | Self::Picture | Self::Key)
    }
}

/// Looks up a property by its name in capitals.
pub(super) fn of(name: &str) -> Meaning {
    standard(name)
        .or_else(|| extended(name))
        .or_else(|| handle(name).map(Meaning::Handle))
        .unwrap_or_else(|| if is_bookkeeping(name) { Meaning::Technical } else { Meaning::Unknown })
}

/// vCard 2.1, 3.0 and 4.0 with RFC 6474, 6715, 8605, 9554 and 9555.
fn standard(name: &str) -> Option<Meaning> {
    Some(match name {
        "VERSION" => Meaning::Version,
        "UID" => Meaning::Uid,
        "KIND" => Meaning::Kind,
        "FN" => Meaning::Name,
        "N" => Meaning::StructuredName,
        "NICKNAME" => Meaning::Nickname,
        "EMAIL" => Meaning::Email,
        "TEL" => Meaning::Phone,
        "ADR" => Meaning::Address,
        "LABEL" => Meaning::AddressText,
        "ORG" => Meaning::Organisation,
        "TITLE" => Meaning::Title,
        "ROLE" => Meaning::Role,
        "URL" => Meaning::Url(""),
        "CONTACT-URI" => Meaning::Url("contact"),
        "FBURL" => Meaning::Url("free/busy"),
        "CALURI" => Meaning::Url("calendar"),
        "CALADRURI" => Meaning::Url("scheduling"),
        "ORG-DIRECTORY" => Meaning::Url("directory"),
        "IMPP" | "SOCIALPROFILE" => Meaning::Handle(""),
        "BDAY" => Meaning::Birthday,
        "ANNIVERSARY" => Meaning::Anniversary,
        "DEATHDATE" => Meaning::Date("death"),
        "NOTE" => Meaning::Note,
        "CATEGORIES" | "CATEGORY" => Meaning::Tag,
        "LANG" | "LANGUAGE" => Meaning::Language,
        "TZ" => Meaning::TimeZone,
        "GEO" => Meaning::Geo,
        "GENDER" | "GRAMGENDER" => Meaning::Gender,
        "RELATED" => Meaning::Related(""),
        "MEMBER" => Meaning::Member,
        "BIRTHPLACE" => Meaning::Custom("birthplace"),
        "DEATHPLACE" => Meaning::Custom("deathplace"),
        "PRONOUNS" => Meaning::Custom("pronouns"),
        "EXPERTISE" => Meaning::Custom("expertise"),
        "HOBBY" => Meaning::Custom("hobby"),
        "INTEREST" => Meaning::Custom("interest"),
        "AGENT" => Meaning::Agent,
        "PHOTO" => Meaning::Photo,
        "LOGO" => Meaning::Picture,
        "SOUND" => Meaning::Sound,
        "KEY" => Meaning::Key,
        "PRODID" | "REV" | "SOURCE" | "NAME" | "PROFILE" | "CLASS" | "MAILER" | "SORT-STRING"
        | "CLIENTPIDMAP" | "XML" | "CREATED" | "JSPROP" => Meaning::Technical,
        _ => return None,
    })
}

/// What other programs added, under the names they gave it.
fn extended(name: &str) -> Option<Meaning> {
    Some(match name {
        "X-ADDRESSBOOKSERVER-KIND" | "X-KIND" => Meaning::Kind,
        "X-ADDRESSBOOKSERVER-MEMBER" | "X-MEMBER" => Meaning::Member,
        "X-ABSHOWAS" => Meaning::ShowAs,
        "X-ABLABEL" | "X-LABEL" => Meaning::GroupLabel,
        "X-ABDATE" => Meaning::Date(""),
        "X-ABRELATEDNAMES" => Meaning::Related(""),
        "X-PHONETIC-FIRST-NAME"
        | "X-PHONETIC-MIDDLE-NAME"
        | "X-PHONETIC-LAST-NAME"
        | "X-PHONETIC-NAME"
        | "X-PHONETIC-ORG" => Meaning::PhoneticName,
        "X-MAIDENNAME" | "X-MAIDEN-NAME" => Meaning::Custom("maiden name"),
        "X-EPOCSECONDNAME" => Meaning::Nickname,
        "X-ANNIVERSARY"
        | "X-EVOLUTION-ANNIVERSARY"
        | "X-KADDRESSBOOK-X-ANNIVERSARY"
        | "X-WAB-WEDDING-ANNIVERSARY"
        | "X-MS-ANNIVERSARY" => Meaning::Anniversary,
        "X-SPOUSE"
        | "X-EVOLUTION-SPOUSE"
        | "X-KADDRESSBOOK-X-SPOUSESNAME"
        | "X-MS-SPOUSE"
        | "X-WAB-SPOUSE-NAME" => Meaning::Related("spouse"),
        "X-MANAGER" | "X-EVOLUTION-MANAGER" | "X-KADDRESSBOOK-X-MANAGERSNAME" | "X-MS-MANAGER" => {
            Meaning::Related("manager")
        }
        "X-ASSISTANT"
        | "X-EVOLUTION-ASSISTANT"
        | "X-KADDRESSBOOK-X-ASSISTANTSNAME"
        | "X-MS-ASSISTANT" => Meaning::Related("assistant"),
        "X-ASSISTANT-PHONE" | "X-MS-ASSISTANT-PHONE" => Meaning::Custom("assistant's phone"),
        "X-CHILDREN" | "X-MS-CHILD" => Meaning::Related("child"),
        "X-GENDER" | "X-WAB-GENDER" => Meaning::Gender,
        "X-KADDRESSBOOK-X-DEPARTMENT" | "X-DEPARTMENT" => Meaning::Unit,
        "X-KADDRESSBOOK-X-OFFICE" | "X-OFFICE" | "X-EVOLUTION-OFFICE" => Meaning::Custom("office"),
        "X-KADDRESSBOOK-X-PROFESSION" | "X-PROFESSION" => Meaning::Custom("profession"),
        "X-EVOLUTION-BLOG-URL" | "X-KADDRESSBOOK-BLOGFEED" => Meaning::Url("blog"),
        "X-EVOLUTION-VIDEO-URL" => Meaning::Url("video chat"),
        "X-HOBBY" | "X-MS-INTERESTS" => Meaning::Custom("hobby"),
        "X-CUSTOM1" | "X-CUSTOM2" | "X-CUSTOM3" | "X-CUSTOM4" => Meaning::Custom("custom"),
        "X-FC-TAGS" => Meaning::Tag,
        "X-MS-TEL" => Meaning::Phone,
        "X-ANDROID-CUSTOM" => Meaning::Android,
        "X-MS-CARDPICTURE" | "X-EVOLUTION-LOGO" => Meaning::Picture,
        "X-KEY" | "X-EVOLUTION-X509" => Meaning::Key,
        _ => return None,
    })
}

fn handle(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix("X-").unwrap_or(name);
    let bare = bare.strip_prefix("EVOLUTION-").unwrap_or(bare);
    Some(match bare {
        "AIM" => "aim",
        "ICQ" => "icq",
        "JABBER" | "XMPP" => "xmpp",
        "MSN" | "MS-IMADDRESS" => "msn",
        "YAHOO" => "yahoo",
        "SKYPE" | "SKYPE-USERNAME" => "skype",
        "GOOGLE-TALK" | "GTALK" => "google talk",
        "GADUGADU" | "GADU-GADU" => "gadu-gadu",
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
    const NAMES: [&str; 27] = [
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
