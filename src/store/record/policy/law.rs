//! What counts by country and region, as it is stored: ages, message law, holidays.

use serde::{Deserialize, Serialize};

use super::CitationRecord;
use crate::domain::{
    CallRule, CountryLaw, Day, Holidays, MailRule, MessageLaw, Substitute, WeekdayHoliday,
};
use crate::store::codec::CodecError;
use crate::store::record::{PeriodRecord, country, day, from_period, letters, mirror, to_period};

/// What counts by the country of the contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CountryLawRecord {
    pub(super) country: [u8; 2],
    pub(super) child_age: u8,
    pub(super) child_age_source: CitationRecord,
    pub(super) message: MessageLawRecord,
    pub(super) message_source: CitationRecord,
}

/// What a country asks before marketing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MessageLawRecord {
    mail: MailRecord,
    corporate_subscribers: bool,
    about_their_job: bool,
    postal_address: bool,
    calls: CallRecord,
    call_register: String,
    call_consent_proof: Option<PeriodRecord>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum MailRecord {
    OptIn,
    SoftOptIn { negotiations: bool },
    Casl { enquiry: PeriodRecord, purchase: PeriodRecord },
    OptOut,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum CallRecord {
    OptIn,
    OptInForConsumers,
    Register,
    Relationship { enquiry: PeriodRecord, purchase: PeriodRecord },
}

/// Public holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HolidaysRecord {
    pub(super) fixed: Vec<(u8, u8)>,
    pub(super) easter: Vec<i16>,
    /// Day of the week, month, earliest day.
    pub(super) weekdays: Vec<(u8, u8, u8)>,
    pub(super) single: Vec<i32>,
    pub(super) substitute: SubstituteRecord,
}

mirror! {
    /// What becomes of a holiday on a weekend.
    SubstituteRecord = Substitute { None, Next, Nearest }
}

impl From<&CountryLaw> for CountryLawRecord {
    fn from(law: &CountryLaw) -> Self {
        Self {
            country: letters(law.country),
            child_age: law.child_age,
            child_age_source: (&law.child_age_source).into(),
            message: (&law.message).into(),
            message_source: (&law.message_source).into(),
        }
    }
}

impl CountryLawRecord {
    pub(super) fn into_law(self) -> Result<CountryLaw, CodecError> {
        Ok(CountryLaw {
            country: country(self.country)?,
            child_age: self.child_age,
            child_age_source: self.child_age_source.try_into()?,
            message: self.message.into(),
            message_source: self.message_source.try_into()?,
        })
    }
}

impl From<&MessageLaw> for MessageLawRecord {
    fn from(law: &MessageLaw) -> Self {
        Self {
            mail: match law.mail {
                MailRule::OptIn => MailRecord::OptIn,
                MailRule::SoftOptIn { negotiations } => MailRecord::SoftOptIn { negotiations },
                MailRule::Casl { enquiry, purchase } => MailRecord::Casl {
                    enquiry: from_period(enquiry),
                    purchase: from_period(purchase),
                },
                MailRule::OptOut => MailRecord::OptOut,
            },
            corporate_subscribers: law.corporate_subscribers,
            about_their_job: law.about_their_job,
            postal_address: law.postal_address,
            calls: match law.calls {
                CallRule::OptIn => CallRecord::OptIn,
                CallRule::OptInForConsumers => CallRecord::OptInForConsumers,
                CallRule::Register => CallRecord::Register,
                CallRule::Relationship { enquiry, purchase } => CallRecord::Relationship {
                    enquiry: from_period(enquiry),
                    purchase: from_period(purchase),
                },
            },
            call_register: law.call_register.clone(),
            call_consent_proof: law.call_consent_proof.map(from_period),
        }
    }
}

impl From<MessageLawRecord> for MessageLaw {
    fn from(record: MessageLawRecord) -> Self {
        Self {
            mail: match record.mail {
                MailRecord::OptIn => MailRule::OptIn,
                MailRecord::SoftOptIn { negotiations } => MailRule::SoftOptIn { negotiations },
                MailRecord::Casl { enquiry, purchase } => {
                    MailRule::Casl { enquiry: to_period(enquiry), purchase: to_period(purchase) }
                }
                MailRecord::OptOut => MailRule::OptOut,
            },
            corporate_subscribers: record.corporate_subscribers,
            about_their_job: record.about_their_job,
            postal_address: record.postal_address,
            calls: match record.calls {
                CallRecord::OptIn => CallRule::OptIn,
                CallRecord::OptInForConsumers => CallRule::OptInForConsumers,
                CallRecord::Register => CallRule::Register,
                CallRecord::Relationship { enquiry, purchase } => CallRule::Relationship {
                    enquiry: to_period(enquiry),
                    purchase: to_period(purchase),
                },
            },
            call_register: record.call_register,
            call_consent_proof: record.call_consent_proof.map(to_period),
        }
    }
}

impl From<&Holidays> for HolidaysRecord {
    fn from(holidays: &Holidays) -> Self {
        let rule = |rule: &WeekdayHoliday| (rule.weekday, rule.month, rule.day);
        Self {
            fixed: holidays.fixed.clone(),
            easter: holidays.easter.clone(),
            weekdays: holidays.weekdays.iter().map(rule).collect(),
            single: holidays.single.iter().copied().map(Day::to_number).collect(),
            substitute: holidays.substitute.into(),
        }
    }
}

impl HolidaysRecord {
    pub(super) fn into_holidays(self) -> Result<Holidays, CodecError> {
        let rule = |(weekday, month, day)| WeekdayHoliday { weekday, month, day };
        Ok(Holidays {
            fixed: self.fixed,
            easter: self.easter,
            weekdays: self.weekdays.into_iter().map(rule).collect(),
            single: self.single.into_iter().map(day).collect::<Result<_, _>>()?,
            substitute: self.substitute.into(),
        })
    }
}
