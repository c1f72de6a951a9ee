//! How a contact is listed and found: its name, its place in the order, what tells namesakes
//! apart, its contact points and its search key.

use crate::domain::{Category, Channel, Controller, Facts, PersonName, Point, Value, fold, point};

/// What stands for the name, where there is none, in this order.
const IN_PLACE_OF_A_NAME: [Category; 6] = [
    Category::Organisation,
    Category::Email,
    Category::Handle,
    Category::Phone,
    Category::Url,
    Category::Tag,
];

/// The name as it is shown: the name, else what is nearest to one, else the number.
pub(super) fn name(facts: &Facts) -> String {
    let of = |category: &Category| {
        super::shown(facts)
            .filter(|datum| datum.category == *category)
            .map(|datum| line(&datum.value))
            .find(|line| !line.is_empty())
    };
    of(&Category::Name)
        .or_else(|| IN_PLACE_OF_A_NAME.iter().find_map(of))
        .unwrap_or_else(|| format!("contact {}", facts.contact.id))
}

/// The value on one line; a name that was given in parts only is put together from them.
fn line(value: &Value) -> String {
    match value {
        Value::Name(name) if name.formatted.trim().is_empty() => {
            let parts = [&name.prefix, &name.given, &name.additional, &name.family, &name.suffix];
            let parts = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
        Value::Name(_) | Value::Text(_) | Value::Address(_) | Value::Date(_) => {
            value.to_line().trim().to_owned()
        }
    }
}

/// The parts of the first name that has a family name.
fn parts(facts: &Facts) -> Option<&PersonName> {
    super::shown(facts).find_map(|datum| match &datum.value {
        Value::Name(name) if !name.family.trim().is_empty() => Some(name),
        Value::Name(_) | Value::Text(_) | Value::Address(_) | Value::Date(_) => None,
    })
}

/// The key of the order: family name before given name where both are known, else as shown.
pub(super) fn order(facts: &Facts, shown: &str) -> String {
    parts(facts).map_or_else(
        || fold::order(shown),
        |name| fold::order(&format!("{} {}", name.family.trim(), name.given.trim())),
    )
}

/// What tells namesakes apart: the organisation, else an address, else a number.
pub(super) fn detail(facts: &Facts, name: &str) -> String {
    let of = |category: Category| {
        super::shown(facts)
            .filter(|datum| datum.category == category)
            .map(|datum| line(&datum.value))
            .find(|line| !line.is_empty() && line != name)
    };
    [Category::Organisation, Category::Email, Category::Handle, Category::Phone]
        .into_iter()
        .find_map(of)
        .unwrap_or_default()
}

/// The contact points, each once, in the form in which they are compared.
pub(super) fn points(facts: &Facts, controller: &Controller) -> Vec<Point> {
    let country = facts.contact.country.unwrap_or(controller.country);
    let mut points: Vec<Point> = super::shown(facts)
        .filter_map(|datum| {
            let channel = datum.channel()?;
            let normalised = match &datum.value {
                Value::Text(text) => point::normalise(channel, text, Some(country)),
                Value::Name(_) | Value::Address(_) | Value::Date(_) => {
                    point::normalise(channel, &datum.value.to_line(), Some(country))
                }
            };
            (!normalised.is_empty()).then_some(Point { channel, normalised })
        })
        .collect();
    points.sort_unstable();
    points.dedup();
    points
}

/// The folded search key: names, organisation, addresses, handles, tags, and the digits of
/// numbers with and without their country code; words parted by single spaces.
pub(super) fn search(facts: &Facts, name: &str, points: &[Point]) -> String {
    let mut key = String::with_capacity(128);
    add_folded(&mut key, name);
    let shown_name = name;
    for datum in super::shown(facts) {
        match (&datum.category, &datum.value) {
            (Category::Name, Value::Name(name)) => {
                let PersonName { formatted, family, given, additional, prefix: _, suffix: _ } =
                    name;
                for part in [formatted, given, additional, family] {
                    // Folding is dear: what stands in the name that is shown is in the key already.
                    if !shown_name.contains(part.trim()) {
                        add_folded(&mut key, part);
                    }
                }
            }
            (
                Category::Name
                | Category::Organisation
                | Category::Email
                | Category::Handle
                | Category::Tag,
                value,
            ) => add_folded(&mut key, &value.to_line()),
            (
                Category::Phone
                | Category::PostalAddress
                | Category::Role
                | Category::Url
                | Category::Birthday
                | Category::Photo
                | Category::Language
                | Category::Note
                | Category::Correspondence
                | Category::Document
                | Category::Payment
                | Category::TaxId
                | Category::Custom(_),
                _,
            ) => {}
        }
    }
    for point in points.iter().filter(|point| point.channel == Channel::Phone) {
        numbers(&mut key, &point.normalised);
    }
    key
}

/// Adds a part in the form in which it is searched. Parts are folded one by one: most are plain
/// letters, and only those that are not take the long way.
fn add_folded(key: &mut String, part: &str) {
    add(key, &fold::fold(part.trim()));
}

/// Adds what the key does not hold yet.
fn add(key: &mut String, part: &str) {
    let part = part.trim();
    if part.is_empty() || key.contains(part) {
        return;
    }
    if !key.is_empty() {
        key.push(' ');
    }
    key.push_str(part);
}

/// The digits of a number as dialled from abroad and from inside the country. What could not be
/// read as a number is found by its digits as they were typed.
fn numbers(key: &mut String, normalised: &str) {
    let digits: String = normalised.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return;
    }
    add(key, &digits);
    if normalised.starts_with('+') {
        let national: String = digits.chars().skip(country_code_len(&digits)).collect();
        let trunk = if digits.starts_with('1') { "" } else { "0" };
        add(key, &format!("{trunk}{national}"));
    }
}

/// How many digits the country code at the start of an international number has (ITU-T E.164).
fn country_code_len(digits: &str) -> usize {
    let mut digits = digits.chars();
    match (digits.next(), digits.next()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_with_and_without_its_country_code() {
        let mut key = "anna".to_owned();
        numbers(&mut key, "+4930901820");
        assert_eq!(key, "anna 4930901820 030901820");
        for (digits, len) in [("12125550123", 1), ("442079460000", 2), ("35312345678", 3)] {
            assert_eq!(country_code_len(digits), len);
        }
    }
}
