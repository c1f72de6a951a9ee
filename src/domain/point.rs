//! Contact points in the one form in which they are compared and hashed.
//!
//! The form must never change for a value: marks of it (keyed hashes) outlive the value itself.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::{Channel, Country, fold};

/// Normalises a contact point: trimmed and case-folded; phones as E.164, read in `country`.
/// Normalising twice is normalising once.
#[must_use]
pub fn normalise(channel: Channel, value: &str, country: Option<Country>) -> String {
    let once = |value: &str| match channel {
        Channel::Email => email(value),
        Channel::Phone => phone(value, country),
        Channel::Post => fold::words(&fold::fold(value)).collect::<Vec<_>>().join(" "),
        Channel::Message => handle(value),
    };
    // What is left of a badly written value may read as another one: read on until nothing changes.
    let mut normalised = once(value);
    for _ in 0..4 {
        let again = once(&normalised);
        if again == normalised {
            break;
        }
        normalised = again;
    }
    normalised
}

/// An address without the signs around it, case-folded throughout: no provider tells `Anna@` from
/// `anna@`, and a suppression must not depend on how somebody typed it.
fn email(value: &str) -> String {
    let value = value.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let value = without_scheme(value, "mailto:");
    let folded = caseless::default_case_fold_str(value);
    match folded.rsplit_once('@') {
        Some((local, domain)) => {
            let domain: String = domain.nfkc().collect();
            let local: String = local.nfc().collect();
            format!("{local}@{}", domain.trim_end_matches('.').to_lowercase())
        }
        None => folded.nfc().collect(),
    }
}

/// A number in E.164 (`+4930123456`, with `;ext=12` where it has an extension), read as somebody in
/// `country` would dial it; what is no number in any country keeps its digits alone.
fn phone(value: &str, country: Option<Country>) -> String {
    let value: String = without_scheme(value.trim(), "tel:").nfkc().collect();
    let (value, extension) = match value.split_once(";ext=") {
        Some((value, extension)) => (value, Some(extension.to_owned())),
        None => (value.as_str(), None),
    };
    let value = without_abroad_prefix(value, country);
    let (number, extension) = match international(&value) {
        Some(number) => (number, extension),
        None => parsed(&value, country, extension),
    };
    match extension.map(|text| text.chars().filter(char::is_ascii_digit).collect::<String>()) {
        Some(extension) if !extension.is_empty() => format!("{number};ext={extension}"),
        _ => number,
    }
}

/// Reads a number by the tables of every country's numbering plan.
fn parsed(
    value: &str,
    country: Option<Country>,
    extension: Option<String>,
) -> (String, Option<String>) {
    let own = country.and_then(|own| phonenumber::country::Id::from_str(own.as_str()).ok());
    // An international number is read as in its own country: in another one the library would take
    // that one's trunk zero off (Italy's zeros belong to the number), in none it leaves Britain's.
    let id = if value.starts_with('+') { main_region(value) } else { own };
    match phonenumber::parse(id, value) {
        Ok(number) if number.code().value() > 0 => {
            // The library's own writing of it compiles a dozen patterns for each number.
            let plain = format!("+{}{}", number.code().value(), number.national());
            (plain, extension.or_else(|| number.extension().map(ToString::to_string)))
        }
        Ok(_) | Err(_) => (digits(value), extension),
    }
}

/// The region that a country code belongs to first: Britain for 44, not Jersey.
fn main_region(value: &str) -> Option<phonenumber::country::Id> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let code = digits.get(..code_digits(&digits))?.parse().ok()?;
    let region = phonenumber::metadata::DATABASE.region(&code)?;
    phonenumber::country::Id::from_str(region.first()?).ok()
}

/// `+49` for `0049`, or `01149` in North America, where that is how one dials abroad.
fn without_abroad_prefix(value: &str, country: Option<Country>) -> String {
    const NORTH_AMERICA: [&str; 8] = ["BB", "BS", "CA", "DO", "JM", "PR", "TT", "US"];
    const OTHERWISE: [&str; 18] = [
        "AU", "BR", "BY", "CO", "CU", "HK", "ID", "JP", "KE", "KR", "KZ", "RU", "SG", "TH", "TW",
        "TZ", "UG", "UZ",
    ];
    let own = country.as_ref().map_or("", Country::as_str);
    let prefix = if NORTH_AMERICA.contains(&own) { "011" } else { "00" };
    match value.strip_prefix(prefix) {
        Some(rest) if !OTHERWISE.contains(&own) => {
            format!("+{}", rest.trim_start_matches(['0', ' ']))
        }
        _ => value.to_owned(),
    }
}

/// A number that needs no table: international, nothing but digits and the signs between them, and
/// no digit that some country's people dial at home only. The tables take 60 ms to load.
fn international(value: &str) -> Option<String> {
    let rest = value.strip_prefix('+')?;
    let between = |sign: char| matches!(sign, ' ' | '-' | '.' | '/' | '(' | ')');
    if rest.contains("(0") || !rest.chars().all(|sign| sign.is_ascii_digit() || between(sign)) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let (code, national) = digits.split_at_checked(code_digits(&digits))?;
    // Argentina and Mexico have digits in the middle or in front that only some callers dial.
    let odd = match code {
        "1" => national.starts_with(['0', '1']) || national.len() != 10,
        "7" | "370" | "375" | "992" | "993" | "998" => national.starts_with(['0', '8']),
        "52" | "54" => true,
        _ => national.starts_with('0'),
    };
    (!odd && (7..=12).contains(&national.len()) && digits.len() <= 15).then(|| format!("+{digits}"))
}

/// How many digits the country code has (ITU-T E.164, annex).
fn code_digits(digits: &str) -> usize {
    let mut signs = digits.chars();
    match (signs.next(), signs.next()) {
        (Some('1' | '7'), _) => 1,
        (Some('2'), Some('0' | '7'))
        | (Some('3'), Some('0'..='4' | '6' | '9'))
        | (Some('4'), Some('0' | '1' | '3'..='9'))
        | (Some('5'), Some('1'..='8'))
        | (Some('6'), Some('0'..='6'))
        | (Some('8'), Some('1' | '2' | '4' | '6'))
        | (Some('9'), Some('0'..='5' | '8')) => 2,
        _ => 3,
    }
}

fn digits(value: &str) -> String {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    match value.starts_with('+') {
        _ if digits.is_empty() => fold::fold(value),
        true => format!("+{digits}"),
        false => digits,
    }
}

fn handle(value: &str) -> String {
    let plain: String = value.trim().trim_start_matches('@').nfkc().collect();
    caseless::default_case_fold_str(&plain).nfkc().collect()
}

fn without_scheme<'a>(value: &'a str, scheme: &str) -> &'a str {
    match value.split_at_checked(scheme.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(scheme) => rest.trim_start(),
        _ => value,
    }
}
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_germany(channel: Channel, value: &str) -> String {
        normalise(channel, value, Country::new("DE"))
    }

    #[test]
    fn addresses_are_the_same_however_they_are_typed() {
        for typed in [
            " ALICE@Example.ORG ",
            "alice@example.org",
            "<Alice@example.org>",
            "mailto:alice@EXAMPLE.org.",
            "alice@ｅｘａｍｐｌｅ.org",
        ] {
            assert_eq!(in_germany(Channel::Email, typed), "alice@example.org", "{typed}");
        }
    }

    #[test]
    fn numbers_are_the_same_however_they_are_dialled() {
        for (typed, number) in [
            ("0151 234 56 789", "+4915123456789"),
            ("+49 (0)151 23456789", "+4915123456789"),
            ("0049 151/23456789", "+4915123456789"),
            ("tel:+49-151-23456789", "+4915123456789"),
            ("＋４９１５１２３４５６７８９", "+4915123456789"),
            ("+44 07700 900123", "+447700900123"),
            ("+44 7700 900123", "+447700900123"),
            ("+39 06 1234567", "+39061234567"),
            ("0039 06 1234567", "+39061234567"),
            ("+1 (555) 555-0100 ext. 5", "+15555550100;ext=5"),
            ("+15555550100;ext=5", "+15555550100;ext=5"),
            ("+999 123456", "+999123456"),
            ("call Anna", "call anna"),
        ] {
            assert_eq!(in_germany(Channel::Phone, typed), number, "{typed}");
        }
        let american = Country::new("US");
        assert_eq!(normalise(Channel::Phone, "555-555-0100", american), "+15555550100");
        assert_eq!(normalise(Channel::Phone, "011 44 7700 900123", american), "+447700900123");
        assert_eq!(normalise(Channel::Phone, "555 0100", None), "5550100");
    }

    #[test]
    fn handles_and_letters_are_folded() {
        assert_eq!(in_germany(Channel::Message, " @Ada_L "), "ada_l");
        assert_eq!(
            in_germany(Channel::Post, "Münzstr. 5,\n10178 Berlin"),
            "munzstr 5 10178 berlin"
        );
    }

    #[test]
    fn numbers_that_need_no_table_agree_with_the_table() {
        for number in [
            "+4930901820",
            "+43123456789",
            "+41446681800",
            "+33123456789",
            "+442079460123",
            "+34912345678",
            "+48123456789",
            "+31201234567",
            "+3221234567",
            "+353123456789",
            "+351212345678",
            "+46812345678",
            "+4532123456",
            "+12125550100",
            "+74951234567",
            "+81312345678",
            "+8613812345678",
            "+5511912345678",
            "+919876543210",
        ] {
            assert_eq!(international(number).as_deref(), Some(number));
            assert_eq!(parsed(number, None, None).0, number);
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_is_normalising_once(
            value in "[+0-9 ()/.x-]{0,18}|\\PC{0,24}|.{0,12}@.{0,12}",
            channel in prop::sample::select(Channel::ALL.map(|(channel, _)| channel).to_vec()),
            country in prop::sample::select(vec!["DE", "GB", "US", "IT", "AR", "RU", ""]),
        ) {
            let once = normalise(channel, &value, Country::new(country));
            prop_assert_eq!(normalise(channel, &once, Country::new(country)), once);
        }
    }
}
