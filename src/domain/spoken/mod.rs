//! Days, amounts and values as people type them, for forms and commands alike.

mod day;

use chrono::Datelike;

use super::{Category, Country, Day, Money, PartialDate, PersonName, PostalAddress, Value};

pub use day::{Lean, NotASpokenDay, SpokenDay};

use day::with_dots;

/// Reads an amount: `1200`, `1.200,50 EUR`, `£99.90`, `1,200.50`. A currency that is not said is
/// `currency`.
///
/// # Errors
/// The text is no amount with at most two decimals.
pub fn money(text: &str, currency: [u8; 3]) -> Result<Money, NotMoney> {
    let text = text.trim();
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let currency = match (letters.to_ascii_uppercase().as_bytes(), text) {
        ([], _) if text.contains('€') => *b"EUR",
        ([], _) if text.contains('£') => *b"GBP",
        ([], _) if text.contains('$') => *b"USD",
        ([], _) => currency,
        (code, _) => code.try_into().map_err(|_error| NotMoney)?,
    };
    let figures: String =
        text.chars().filter(|sign| sign.is_ascii_digit() || ".,-".contains(*sign)).collect();
    let (whole, cents) = match figures.rfind(['.', ',']) {
        Some(mark) if figures.len() - mark <= 3 => figures.split_at(mark),
        _ => (figures.as_str(), ""),
    };
    let minus = whole.starts_with('-');
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let cents = cents.get(1..).unwrap_or_default();
    let cents: i64 = match cents.len() {
        0 => 0,
        1 => cents.parse::<i64>().map_err(|_error| NotMoney)? * 10,
        _ => cents.parse().map_err(|_error| NotMoney)?,
    };
    let whole: i64 = whole.parse().map_err(|_error| NotMoney)?;
    let minor =
        whole.checked_mul(100).and_then(|whole| whole.checked_add(cents)).ok_or(NotMoney)?;
    Ok(Money { minor: if minus { -minor } else { minor }, currency })
}

/// The currency of a country, for amounts without one; the euro where it is not known.
#[must_use]
pub fn currency_of(country: Country) -> [u8; 3] {
    match country.as_str() {
        "GB" => *b"GBP",
        "US" => *b"USD",
        "CA" => *b"CAD",
        "CH" | "LI" => *b"CHF",
        "DK" => *b"DKK",
        "SE" => *b"SEK",
        "NO" => *b"NOK",
        "PL" => *b"PLN",
        "CZ" => *b"CZK",
        "HU" => *b"HUF",
        "RO" => *b"RON",
        _ => *b"EUR",
    }
}

/// The text names no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no amount: write it like `1200`, `1200.50` or `1200.50 EUR`")]
pub struct NotMoney;

/// Reads a value in the shape of its category, from one line.
///
/// A name is taken as written, its last word for the family's. An address is split at commas:
/// `Münzstr. 5, 10178 Berlin, DE`.
///
/// # Errors
/// The text is empty, or no date where one is needed.
pub fn value(category: &Category, text: &str) -> Result<Value, NotAValue> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotAValue::Empty);
    }
    match category {
        Category::Name => Ok(Value::Name(name(text))),
        Category::PostalAddress => Ok(Value::Address(address(text))),
        Category::Birthday => date(text).map(Value::Date).ok_or(NotAValue::Date),
        Category::Email if !text.contains('@') => Err(NotAValue::Email),
        Category::Phone if !text.contains(|sign: char| sign.is_ascii_digit()) => {
            Err(NotAValue::Phone)
        }
        Category::Email
        | Category::Phone
        | Category::Organisation
        | Category::Role
        | Category::Url
        | Category::Handle
        | Category::Photo
        | Category::Language
        | Category::Tag
        | Category::Note
        | Category::Correspondence
        | Category::Document
        | Category::Payment
        | Category::TaxId
        | Category::Custom(_) => Ok(Value::Text(text.to_owned())),
    }
}

/// A name as written; `Lovelace, Ada` puts the family's first.
fn name(text: &str) -> PersonName {
    if let Some((family, given)) = text.split_once(',') {
        let (family, given) = (family.trim(), given.trim());
        return PersonName {
            formatted: format!("{given} {family}").trim().to_owned(),
            family: family.to_owned(),
            given: given.to_owned(),
            ..PersonName::default()
        };
    }
    let (given, family) = text.rsplit_once(char::is_whitespace).unwrap_or((text, ""));
    PersonName {
        formatted: text.to_owned(),
        family: family.to_owned(),
        given: given.trim().to_owned(),
        ..PersonName::default()
    }
}

fn address(text: &str) -> PostalAddress {
    let mut parts: Vec<&str> =
        text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut address = PostalAddress::default();
    let is_country = |part: &&str| part.len() == 2 && Country::new(part).is_some();
    if parts.len() > 1 && parts.last().is_some_and(is_country) {
        parts.pop().unwrap_or_default().clone_into(&mut address.country);
    }
    if parts.len() > 1 {
        let town = parts.pop().unwrap_or_default();
        let is_code = |word: &str| word.contains(|sign: char| sign.is_ascii_digit());
        let (codes, names): (Vec<&str>, Vec<&str>) =
            town.split_whitespace().partition(|word| is_code(word));
        address.code = codes.join(" ");
        address.locality = names.join(" ");
        if address.locality.is_empty() && parts.len() > 1 {
            parts.pop().unwrap_or_default().clone_into(&mut address.locality);
        }
    }
    address.street = parts.join(", ");
    address
}

/// `1990-04-15`, `15.4.1990`, `--04-15` and `04-15` without a year, `1990`.
fn date(text: &str) -> Option<PartialDate> {
    let full = |day: Day| PartialDate {
        year: Some(day.as_date().year()),
        month: u8::try_from(day.as_date().month()).ok(),
        day: u8::try_from(day.as_date().day()).ok(),
    };
    if let Ok(day) = text.parse() {
        return Some(full(day));
    }
    if let Some(day) = with_dots(text) {
        return Some(full(day));
    }
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(PartialDate { year: text.parse().ok(), month: None, day: None });
    }
    let (month, day) = text.trim_start_matches('-').split_once('-')?;
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year, so that 29 February is a birthday.
    Day::new(2024, month.into(), day.into())?;
    Some(PartialDate { year: None, month: Some(month), day: Some(day) })
}

/// The text is no value of its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAValue {
    /// There is nothing.
    #[error("there is nothing in it")]
    Empty,
    /// No `@`.
    #[error("no e-mail address: it has no `@`")]
    Email,
    /// No digit.
    #[error("no telephone number: it has no digit")]
    Phone,
    /// No date.
    #[error("no date: write `1990-04-15`, or `04-15` without a year")]
    Date,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_many_ways() {
        for (text, minor, currency) in [
            ("1200", 120_000, "EUR"),
            ("1200.5", 120_050, "EUR"),
            ("1.200,50 EUR", 120_050, "EUR"),
            ("1,200 usd", 120_000, "USD"),
            ("£99.90", 9_990, "GBP"),
            ("-5", -500, "EUR"),
        ] {
            let read = money(text, *b"EUR").unwrap();
            assert_eq!((read.minor, &read.currency[..]), (minor, currency.as_bytes()), "{text}");
        }
        for bad in ["", "much", "12 EURO", "99999999999999999999"] {
            assert!(money(bad, *b"EUR").is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_split_at_its_commas() {
        let Value::Address(address) =
            value(&Category::PostalAddress, "Münzstr. 5, 10178 Berlin, DE").unwrap()
        else {
            panic!("no address")
        };
        let parts = [&address.street, &address.code, &address.locality, &address.country];
        assert_eq!(parts, ["Münzstr. 5", "10178", "Berlin", "DE"]);
    }

    #[test]
    fn a_birthday_needs_no_year() {
        for (text, shown) in
            [("1990-04-15", "1990-04-15"), ("--04-15", "--04-15"), ("1990", "1990")]
        {
            assert_eq!(value(&Category::Birthday, text).unwrap().to_line(), shown);
        }
        assert_eq!(value(&Category::Birthday, "soon"), Err(NotAValue::Date));
    }
}
