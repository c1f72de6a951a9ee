//! A policy: one country's purposes, ages, calendar, clocks and message law, as data.

use super::{Country, Day, MessageLaw, Period, Purpose, PurposeId};

/// One country's purposes, ages, calendar and clocks, in the version that counts from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The first day on which it counts.
    pub from: Day,
    /// `eu`, `de`, `uk`.
    pub name: String,
    /// The user's country.
    pub country: Country,
    /// Whether the user's own law has no such rules in general: then what is not marked as
    /// demanded by it are the manners of the GDPR (USA, Canada).
    pub manners: bool,
    /// The part of the country whose holidays count: `BY`; empty: none was chosen.
    pub region: String,
    /// What the user chose where the law offers several ways: `ten-years`.
    pub choices: Vec<String>,
    /// Periods that the user stated where none is known here.
    pub stated_periods: Vec<(PurposeId, Period)>,
    /// The purposes, in the order of their ids.
    pub purposes: Vec<Purpose>,
    /// The age from which a person can consent to online services themself, in a country that is
    /// not among `countries`.
    pub child_age: u8,
    /// What the law of the contact's own country says.
    pub countries: Vec<CountryLaw>,
    /// Public holidays where the user works.
    pub holidays: Holidays,
    /// How long to answer a request.
    pub response: Period,
    /// How long to answer where the person was told in time that it takes longer; from the
    /// original date.
    pub extended: Period,
    /// Whether the clock stands still while a needed clarification is awaited (UK).
    pub pauses: bool,
    /// Within how many days a complaint is acknowledged, from the day after it came (UK).
    pub complaint_days: Option<u16>,
    /// Within how many working days an opt-out must work at the latest; here it works at once.
    pub opt_out_business_days: u8,
    /// How long the register of breaches is kept; `None`: as every other proof (Canada).
    pub breach_records: Option<Period>,
    /// How long after a verdict turns unjustified the datum must be gone.
    pub deletion_lag: Period,
}

impl Policy {
    /// The purpose with that id.
    #[must_use]
    pub fn purpose(&self, id: PurposeId) -> Option<&Purpose> {
        self.purposes.get(usize::from(id.0)).filter(|purpose| purpose.id == id)
    }

    /// The purpose by its word.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.key == key)
    }

    /// The age from which somebody in `country` can consent themself; 0 where the law knows none.
    #[must_use]
    pub fn child_age_in(&self, country: Option<Country>) -> u8 {
        self.law_of(country).map_or(self.child_age, |law| law.child_age)
    }

    /// What a contact's country asks before marketing; consent, where its law is not known.
    #[must_use]
    pub fn message_law(&self, country: Option<Country>) -> MessageLaw {
        self.law_of(country).map_or(MessageLaw::UNKNOWN, |law| law.message.clone())
    }

    /// The law of a contact's country; unknown: the user's own.
    #[must_use]
    pub fn law_of(&self, country: Option<Country>) -> Option<&CountryLaw> {
        let country = country.unwrap_or(self.country);
        self.countries.iter().find(|law| law.country == country)
    }
}

/// What counts by the country of the contact, not of the user. The same in every policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryLaw {
    /// Where the contact lives or has its seat.
    pub country: Country,
    /// The age from which a person can consent to online services themself (Art. 8); 0: none.
    pub child_age: u8,
    /// Where the age stands.
    pub child_age_source: Citation,
    /// What marketing asks for.
    pub message: MessageLaw,
    /// Where that stands.
    pub message_source: Citation,
}

/// Where a rule comes from, and whether somebody compared it with the text itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The provision, or that it is our own choice.
    pub text: String,
    /// The address of the text that it was compared with; empty: it was not.
    pub source: String,
    /// When it was compared; `None`: not checked.
    pub checked: Option<Day>,
}

/// Public holidays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays {
    /// On the same day of each year, as month and day.
    pub fixed: Vec<(u8, u8)>,
    /// Counted from Easter Sunday, in days: -2 is Good Friday.
    pub easter: Vec<i16>,
    /// On a day of the week.
    pub weekdays: Vec<WeekdayHoliday>,
    /// On single days.
    pub single: Vec<Day>,
    /// What becomes of a fixed one that falls on a weekend.
    pub substitute: Substitute,
}

/// A holiday such as the third Monday of January: the first of its weekday from 15 January on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeekdayHoliday {
    /// 1 is Monday, 7 Sunday.
    pub weekday: u8,
    /// Month 1 to 12.
    pub month: u8,
    /// The earliest day of that month.
    pub day: u8,
}

/// What becomes of a holiday on a fixed day that falls on a weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Substitute {
    /// Nothing.
    #[default]
    None,
    /// The next day that is not free anyway (UK, Canada).
    Next,
    /// Friday for Saturday, Monday for Sunday (USA).
    Nearest,
}

impl Substitute {
    /// Each with its word.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::None, "none"), (Self::Next, "next"), (Self::Nearest, "nearest")];
}
