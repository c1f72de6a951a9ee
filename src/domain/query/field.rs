//! The fields of queries: one table for parsing, help and completion.

use super::Op;

/// What a term looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What they are called.
    Name,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Web pages.
    Url,
    /// Accounts on services.
    Handle,
    /// The organisation they belong to.
    Organisation,
    /// What they do there.
    Role,
    /// The town of a postal address.
    City,
    /// The postal code of an address.
    Postcode,
    /// Tags.
    Tag,
    /// Notes.
    Note,
    /// What interactions were about.
    Talk,
    /// The language they prefer.
    Language,
    /// The day of birth.
    Birthday,
    /// Age in years, by the day of birth.
    Age,
    /// The country, else the user's.
    Country,
    /// Person or organisation.
    Kind,
    /// A ground that is open, by its basis.
    Basis,
    /// A ground that is open, by its purpose.
    Purpose,
    /// A consent that holds, by its purpose.
    Consent,
    /// What may be done with some value of theirs.
    Verdict,
    /// The stage of an engagement.
    Stage,
    /// The service of an engagement.
    Service,
    /// The largest value of an engagement.
    Value,
    /// The nearest day that falls due.
    Due,
    /// The last contact.
    Last,
    /// The first value held.
    Added,
    /// What is held or on record.
    Has,
    /// Where values come from.
    Source,
    /// A mark as special data.
    Special,
    /// What became of a hint.
    Hint,
    /// A value of a category of the user's own, by its word.
    Custom(String),
}

/// What a field accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any text; `:` finds it inside, `=` wants the whole.
    Text,
    /// One of some words.
    Word,
    /// A country, by its two letters.
    Country,
    /// A purpose of the policy.
    Purpose,
    /// A number of days: `30d`, `4w`, `6m`, `2y`.
    Days,
    /// A number of years.
    Years,
    /// An amount, in the user's currency if none is named.
    Money,
}

impl Shape {
    /// The ways of comparing that make sense for it.
    #[must_use]
    pub fn ops(self) -> &'static [Op] {
        match self {
            Self::Text => &[Op::Has, Op::Is, Op::IsNot, Op::Starts, Op::Ends],
            Self::Word | Self::Country | Self::Purpose => &[Op::Has, Op::Is, Op::IsNot],
            Self::Days => &[Op::Less, Op::AtMost, Op::More, Op::AtLeast],
            Self::Years | Self::Money => {
                &[Op::Has, Op::Is, Op::IsNot, Op::Less, Op::AtMost, Op::More, Op::AtLeast]
            }
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The field.
    pub field: Field,
    /// The word for it.
    pub word: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// What it accepts.
    pub shape: Shape,
    /// What it means, as help says it.
    pub help: &'static str,
    /// A term with it.
    pub example: &'static str,
}

macro_rules! fields {
    ($($field:ident $word:literal $aliases:tt $shape:ident $example:literal $help:literal;)*) => {
        /// Every field, in the order in which help shows them.
        pub static FIELDS: &[Entry] = &[$(Entry {
            field: Field::$field,
            word: $word,
            aliases: &$aliases,
            shape: Shape::$shape,
            help: $help,
            example: $example,
        },)*];
    };
}

#[rustfmt::skip]
fields! {
    Tag          "tag"       ["tags"]               Text     "tag:client"          "a tag of theirs";
    Name         "name"      []                     Text     "name:anna"           "what they are called";
    Organisation "org"       ["organisation", "organization", "company", "firm"] Text "org:acme" "the organisation they belong to";
    Role         "role"      ["title", "job"]       Text     "role:cto"            "what they do there";
    Email        "email"     ["mail", "e-mail"]     Text     "email:@acme.example" "an e-mail address";
    Phone        "phone"     ["tel", "mobile"]      Text     "phone:+49"           "a telephone number; blanks and signs do not count";
    Url          "url"       ["web", "website"]     Text     "url:example.org"     "a web page";
    Handle       "handle"    ["account"]            Text     "handle:@anna"        "an account on a service";
    City         "city"      ["town"]               Text     "city:berlin"         "the town of a postal address";
    Postcode     "postcode"  ["zip", "plz", "postal-code"] Text "postcode startswith 10" "the postal code of an address";
    Country      "country"   []                     Country  "country:DE"          "their country; where it is not known, yours";
    Note         "note"      ["notes"]              Text     "note:logo"           "a note on them";
    Talk         "talk"      ["said", "interaction"] Text    "talk:invoice"        "what an interaction was about";
    Kind         "kind"      ["type"]               Word     "kind:person"         "person, organisation, company, partnership, sole-trader";
    Basis        "basis"     ["ground"]             Word     "basis:consent"       "a reason to hold them that is open: consent, contract, legal-obligation, legitimate-interests …";
    Purpose      "purpose"   ["for"]                Purpose  "purpose:newsletter"  "held for that purpose today";
    Consent      "consent"   ["agreed"]             Purpose  "consent:newsletter"  "a consent for that purpose holds today";
    Verdict      "verdict"   ["standing", "sign"]   Word     "verdict:unjustified" "some value is justified, restricted, unjustified; or the list shows overdue, due, clear";
    Stage        "stage"     ["engagement"]         Word     "stage:running"       "an engagement is there: enquiry, proposal, running, done, lost";
    Service      "service"   []                     Text     "service:design"      "the service of an engagement";
    Value        "value"     ["worth", "amount"]    Money    "value>1000"          "the largest engagement, in your currency";
    Due          "due"       []                     Days     "due<30d"             "days until the next thing falls due; overdue counts as less than 0d; or due:notice, lapse, erase, decision, request, look";
    Last         "last"      ["contacted"]          Days     "last>90d"            "days since something passed between you; never counts as more than any";
    Added        "added"     ["since", "new"]       Days     "added<7d"            "days since their first value was obtained";
    Has          "has"       []                     Word     "has:phone"           "any category of values, or engagement, interaction, consent, due";
    Source       "source"    ["from"]               Text     "source:linkedin"     "where a value comes from: person, published, public, third-party, ourselves, unknown, or a name or file";
    Language     "language"  ["lang"]               Text     "language:de"         "the language they prefer";
    Birthday     "birthday"  ["born", "birth"]      Text     "birthday:04-15"      "the day of birth";
    Age          "age"       []                     Years    "age<16"              "age in years, where the birthday has a year";
    Special      "special"   ["art9"]               Word     "special:health"      "a value is marked: health, belief, politics, union, sexuality, origin, biometric, any";
    Hint         "hint"      ["hints"]              Word     "hint:look"           "what became of a hint: look, marked, errs";
}

/// The row of a field by its word or another word for it.
#[must_use]
pub fn find(word: &str) -> Option<&'static Entry> {
    FIELDS.iter().find(|entry| entry.word == word || entry.aliases.contains(&word))
}

/// The row of a field; none for the user's own categories.
#[must_use]
pub fn entry(field: &Field) -> Option<&'static Entry> {
    FIELDS.iter().find(|entry| entry.field == *field)
}

impl Field {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &str {
        if let Self::Custom(word) = self {
            return word;
        }
        entry(self).map_or("", |entry| entry.word)
    }

    /// What it accepts.
    #[must_use]
    pub fn shape(&self) -> Shape {
        entry(self).map_or(Shape::Text, |entry| entry.shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_one_field() {
        let mut words: Vec<&str> = FIELDS
            .iter()
            .flat_map(|entry| [entry.word].into_iter().chain(entry.aliases.iter().copied()))
            .collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
