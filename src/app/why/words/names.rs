//! What records and values are called in a sentence.

use super::{date, quote};
use crate::{
    app::why::telling::Telling,
    domain::{
        AnchorEvent, Category, Channel, ConsentEvent, Direction, Engagement, EventKind, How,
        Interaction, Means, Source, Special, Stage,
    },
};

/// A category in the singular and in the plural.
fn forms(category: &Category) -> (&str, &str) {
    match category {
        Category::Name => ("name", "names"),
        Category::Email => ("e-mail address", "e-mail addresses"),
        Category::Phone => ("phone number", "phone numbers"),
        Category::PostalAddress => ("postal address", "postal addresses"),
        Category::Organisation => ("organisation", "organisations"),
        Category::Role => ("role", "roles"),
        Category::Url => ("web page", "web pages"),
        Category::Handle => ("account name", "account names"),
        Category::Birthday => ("birthday", "birthdays"),
        Category::Photo => ("photo", "photos"),
        Category::Language => ("language", "languages"),
        Category::Tag => ("tag", "tags"),
        Category::Note => ("note", "notes"),
        Category::Correspondence => ("note of a talk", "notes of talks"),
        Category::Document => ("document", "documents"),
        Category::Payment => ("bank details", "bank details"),
        Category::TaxId => ("tax number", "tax numbers"),
        Category::Custom(word) => (word, word),
    }
}

/// The category as a noun: `phone number`.
pub(in crate::app) fn noun(category: &Category) -> String {
    forms(category).0.replace('-', if matches!(category, Category::Custom(_)) { " " } else { "-" })
}

/// So many of a category: `name`, `2 phone numbers`.
pub(in crate::app::why) fn several(category: &Category, number: usize) -> String {
    if number == 1 { noun(category) } else { format!("{number} {}", forms(category).1) }
}

/// With an article: `a phone number`, `an e-mail address`.
pub(in crate::app::why) fn a(category: &Category) -> String {
    let noun = noun(category);
    if *category == Category::Payment {
        noun
    } else if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        format!("an {noun}")
    } else {
        format!("a {noun}")
    }
}

/// The value as one says it to the person: `this number`.
pub(in crate::app::why) fn this(category: &Category) -> String {
    match category {
        Category::Name => "your name".to_owned(),
        Category::Phone => "this number".to_owned(),
        Category::PostalAddress => "this address".to_owned(),
        Category::Organisation => "the name of your organisation".to_owned(),
        Category::Role => "your role".to_owned(),
        Category::Birthday => "your birthday".to_owned(),
        Category::Language => "your language".to_owned(),
        Category::Correspondence => "this note of our talk".to_owned(),
        Category::Payment => "these bank details".to_owned(),
        Category::Tag => "this tag about you".to_owned(),
        Category::Note => "this note about you".to_owned(),
        Category::Email
        | Category::Url
        | Category::Handle
        | Category::Photo
        | Category::Document
        | Category::TaxId
        | Category::Custom(_) => format!("this {}", noun(category)),
    }
}

/// `it`, or `them` for what has no singular.
pub(in crate::app::why) fn it(category: &Category) -> &'static str {
    if *category == Category::Payment { "them" } else { "it" }
}

/// What a text tells about somebody: `health`.
pub(in crate::app::why) fn special(special: Special) -> &'static str {
    match special {
        Special::Health => "health",
        Special::Belief => "beliefs",
        Special::Politics => "political opinions",
        Special::Union => "membership in a trade union",
        Special::Sexuality => "sex life or sexual orientation",
        Special::Origin => "ethnic origin",
        Special::Biometric => "body or genes",
    }
}

/// A talk by its day: `their call of 20 May 2026`.
pub(in crate::app::why) fn talk(talk: &Interaction) -> String {
    let whose = match talk.direction {
        Direction::FromThem => "their",
        Direction::ToThem => "our",
        Direction::Both => "the",
    };
    format!("{whose} {} of {}", means(talk.means), date(talk.on))
}

/// By which means something passed, as a noun.
pub(in crate::app::why) fn means(means: Means) -> &'static str {
    match means {
        Means::Mail => "mail",
        Means::Call => "call",
        Means::Meeting => "meeting",
        Means::Message => "message",
        Means::Letter => "letter",
        Means::Click => "click",
        Means::OpenedMail => "opened mail",
    }
}

/// An event by its reference and day: `invoice 2025-03 of 15 March 2025`.
pub(in crate::app::why) fn event(event: &AnchorEvent) -> String {
    let kind = match event.kind {
        EventKind::Enquiry => "enquiry",
        EventKind::Purchase => "purchase",
        EventKind::Invoice => "invoice",
    };
    if event.reference.trim().is_empty() {
        format!("the {kind} of {}", date(event.on))
    } else {
        format!("{kind} {} of {}", event.reference.trim(), date(event.on))
    }
}

/// How a consent was said: `by web form, notice v3`.
pub(in crate::app::why) fn manner(event: &ConsentEvent) -> String {
    let how = match event.method.trim() {
        "" => String::new(),
        method => format!(" by {method}"),
    };
    let notice = match event.notice.trim() {
        "" => String::new(),
        version => format!(", after reading notice {version}"),
    };
    format!("{how}{notice}")
}

/// The channel of a consent: `for mail`.
pub(in crate::app::why) fn channel(channel: Option<Channel>) -> &'static str {
    match channel {
        None => "every channel",
        Some(Channel::Email) => "e-mail",
        Some(Channel::Phone) => "calls",
        Some(Channel::Post) => "letters",
        Some(Channel::Message) => "messages",
    }
}

/// Work by its title: `“Web site”`.
pub(in crate::app::why) fn work(work: &Engagement) -> String {
    if work.title.trim().is_empty() { "the work".to_owned() } else { quote(&work.title) }
}

/// What a stage is in a sentence: `was asked about`.
pub(in crate::app::why) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Enquiry => "has been an enquiry",
        Stage::Proposal => "has been an offer",
        Stage::Running => "has been running",
        Stage::Done => "was done",
        Stage::Lost => "was lost",
    }
}

/// Whence a value came: `from LinkedIn`.
pub(in crate::app::why) fn source(source: &Source) -> String {
    match source {
        Source::Person => "from them".to_owned(),
        Source::PublishedByPerson => "from a page of their own".to_owned(),
        Source::ThirdParty(name) if name.trim().is_empty() => "from somebody else".to_owned(),
        Source::ThirdParty(name) => format!("from {}", name.trim()),
        Source::Public(name) if name.trim().is_empty() => "from a public source".to_owned(),
        Source::Public(name) => format!("from {}, which is public", name.trim()),
        Source::Ourselves => "from our own observation".to_owned(),
        Source::Unknown => "from nobody remembers where".to_owned(),
    }
}

/// By which means a value came in, as a noun.
pub(in crate::app::why) fn how(how: &How) -> String {
    match how {
        How::Typed => "typed in".to_owned(),
        How::Import { file } => format!("the file {file}"),
        How::Message => "a message of theirs".to_owned(),
        How::Form => "our form".to_owned(),
    }
}

/// What something was for, where that may not be declared.
pub(in crate::app::why) fn maybe_purpose(
    telling: &Telling<'_>,
    id: Option<crate::domain::PurposeId>,
) -> String {
    id.map_or_else(|| "nothing that was declared".to_owned(), |id| purpose(telling, id))
}

/// The purpose as a word in a sentence: `newsletter`, in quotation marks.
pub(in crate::app::why) fn purpose(telling: &Telling<'_>, id: crate::domain::PurposeId) -> String {
    match telling.purpose(id) {
        Some(purpose) => quote(&purpose.key.replace('-', " ")),
        None => format!("purpose {id}"),
    }
}
