//! Records: values as they are stored, each a type of its own with a version.
//!
//! Domain values may change their shape from day to day; records never do. A record that needs
//! another field becomes a new version, and the old type stays with a `From` to the next. Days are
//! numbers, sets of purposes 128-bit words, and texts are written once. No serde attribute that
//! leaves something out is allowed here: the codec writes no field names.

pub(super) mod book;
pub(super) mod breach;
pub(super) mod consent;
pub(super) mod contact;
pub(super) mod datum;
pub(super) mod declared;
pub(super) mod derived;
pub(super) mod event;
pub(super) mod follow_up;
pub(super) mod ground;
pub(super) mod origin;
pub(super) mod policy;
mod request;
pub(super) mod right;
#[cfg(test)]
mod tests;
pub(super) mod undo;
pub(super) mod work;

use super::codec::CodecError;
use crate::domain::{Country, Day, Money, Period};

/// Makes an enum for the store that mirrors one of the domain without fields.
macro_rules! mirror {
    ($(#[$doc:meta])* $record:ident = $domain:ty { $($variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub(in crate::store) enum $record { $($variant),* }

        impl From<$domain> for $record {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => Self::$variant),* }
            }
        }

        impl From<$record> for $domain {
            fn from(record: $record) -> Self {
                match record { $($record::$variant => Self::$variant),* }
            }
        }
    };
}
use mirror;

/// Implements [`Record`](super::codec::Record) for types in their first version.
macro_rules! records {
    ($($record:ty = $name:literal;)*) => { $(
        impl crate::store::codec::Record for $record {
            const NAME: &'static str = $name;
        }
    )* };
}
use records;

/// Reads a day back.
pub(super) fn day(number: i32) -> Result<Day, CodecError> {
    Day::from_number(number).ok_or(CodecError::Impossible { field: "day" })
}

/// Reads a day back that may be missing.
pub(super) fn maybe_day(number: Option<i32>) -> Result<Option<Day>, CodecError> {
    number.map(day).transpose()
}

/// Reads a country back.
pub(super) fn country(code: [u8; 2]) -> Result<Country, CodecError> {
    str::from_utf8(&code)
        .ok()
        .and_then(Country::new)
        .ok_or(CodecError::Impossible { field: "country" })
}

/// The letters of a country.
pub(super) fn letters(country: Country) -> [u8; 2] {
    country.as_str().as_bytes().try_into().unwrap_or(*b"  ")
}

/// Reads a country back that may be missing.
pub(super) fn maybe_country(code: Option<[u8; 2]>) -> Result<Option<Country>, CodecError> {
    code.map(country).transpose()
}

/// A period: months and days.
pub(super) type PeriodRecord = (u32, u32);

pub(super) const fn from_period(period: Period) -> PeriodRecord {
    (period.months, period.days)
}

pub(super) const fn to_period((months, days): PeriodRecord) -> Period {
    Period { months, days }
}

/// An amount: smallest units and currency.
pub(super) type MoneyRecord = (i64, [u8; 3]);

pub(super) fn from_money(money: Money) -> MoneyRecord {
    (money.minor, money.currency)
}

pub(super) fn to_money((minor, currency): MoneyRecord) -> Money {
    Money { minor, currency }
}
