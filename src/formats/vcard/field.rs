//! The data that one property holds: fields, labels, and values in the form that people use.

use super::date;
use super::label;
use super::meaning::Field;
use super::property::Property;
use crate::formats::draft::{DraftDatum, DraftField, PostalAddress};

/// Returns what a property brings in: mostly one datum, several for lists, none if nothing in it
/// can be understood.
pub(super) fn data(
    meant: Field,
    property: &Property,
    parts: Vec<String>,
    own: Option<String>,
) -> Vec<DraftDatum> {
    let labelled = own.or_else(|| label::of_types(&property.params.types));
    let one = |field, value, label| {
        vec![DraftDatum { line: property.line, field, value, label, preferred: false }]
    };
    if matches!(meant, Field::Nickname | Field::Tag) {
        let field = if meant == Field::Tag { DraftField::Tag } else { DraftField::Nickname };
        let words = parts.into_iter().filter(|word| !word.is_empty());
        return words.flat_map(|word| one(field.clone(), word, labelled.clone())).collect();
    }
    let Some((field, value, label)) = single(meant, property, parts, labelled) else {
        return Vec::new();
    };
    if value.is_empty() { Vec::new() } else { one(field, value, label) }
}

type Single = (DraftField, String, Option<String>);

fn single(
    meant: Field,
    property: &Property,
    parts: Vec<String>,
    label: Option<String>,
) -> Option<Single> {
    let first = || parts.first().cloned().unwrap_or_default();
    let named = |word: &str| label.clone().or_else(|| (!word.is_empty()).then(|| word.to_owned()));
    Some(match meant {
        Field::Name => (DraftField::Name, first(), None),
        Field::PhoneticName => {
            (DraftField::PhoneticName, joined(&parts, " "), phonetic(&property.name))
        }
        Field::Email => (DraftField::Email, without_scheme(&first(), "mailto:"), label),
        Field::Phone => phone(&first(), label),
        Field::Address => address(property, parts, label),
        Field::AddressText => address_text(first(), label),
        Field::Organisation => organisation(parts, label),
        Field::Unit => (custom("department"), first(), label),
        Field::Title => (DraftField::Title, first(), label),
        Field::Role => (DraftField::Role, first(), label),
        Field::Url(purpose) => (DraftField::Url, first(), named(purpose)),
        Field::Handle(service) => handle(property, &first(), service, label),
        Field::Birthday => dated(DraftField::Birthday, &first(), label),
        Field::Anniversary => dated(DraftField::Anniversary, &first(), label),
        Field::Date(what) => apple_date(&first(), named(what)),
        Field::Note => (DraftField::Note, first(), label),
        Field::Language => (DraftField::Language, first(), label),
        Field::TimeZone => (DraftField::TimeZone, first(), label),
        Field::Geo => (DraftField::Geo, place(&first()), label),
        Field::Gender => (DraftField::Gender, gender(property, &parts), None),
        Field::Related(how) => (DraftField::Related, first(), named(how)),
        Field::Member => (DraftField::Member, without_scheme(&first(), "mailto:"), label),
        Field::Custom(name) => (custom(name), first(), label),
        Field::Agent => (DraftField::Related, first(), named("agent")),
        Field::Android => return android(&parts),
        Field::Nickname => (DraftField::Nickname, first(), label),
        Field::Tag => (DraftField::Tag, first(), label),
    })
}

fn custom(name: &str) -> DraftField {
    DraftField::Custom { name: name.to_owned() }
}

fn joined(parts: &[String], between: &str) -> String {
    let filled: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    filled.join(between)
}

fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}

fn without_scheme(text: &str, scheme: &str) -> String {
    match text.split_at_checked(scheme.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(scheme) => rest.trim().to_owned(),
        _ => text.to_owned(),
    }
}

fn phonetic(name: &str) -> Option<String> {
    let part = name.strip_prefix("X-PHONETIC-")?.strip_suffix("-NAME")?;
    Some(part.to_ascii_lowercase())
}

fn address(property: &Property, parts: Vec<String>, label: Option<String>) -> Single {
    let mut parts = parts.into_iter();
    let mut next = || parts.next().unwrap_or_default();
    let (po_box, extended, street, locality) = (next(), next(), next(), next());
    let (region, code, country) = (next(), next(), next());
    let text = property.params.label.clone().filter(|text| !text.trim().is_empty());
    let town = joined(&[code.clone(), locality.clone()], " ");
    let lines = [&po_box, &extended, &street, &town, &region, &country].map(|part| one_line(part));
    let value = joined(&lines, ", ");
    let address = PostalAddress { po_box, extended, street, locality, region, code, country, text };
    (DraftField::PostalAddress(Box::new(address)), value, label)
}

fn address_text(text: String, label: Option<String>) -> Single {
    let value = one_line(&text);
    let address = PostalAddress { text: Some(text), ..PostalAddress::default() };
    (DraftField::PostalAddress(Box::new(address)), value, label)
}

/// Internet telephony comes under `TEL` as well, but its address is no number.
fn phone(value: &str, label: Option<String>) -> Single {
    match split_scheme(value) {
        (Some("sip" | "sips"), name) => {
            (DraftField::Handle { service: "sip".to_owned() }, name.to_owned(), label)
        }
        (Some(_) | None, _) => (DraftField::Phone, without_scheme(value, "tel:"), label),
    }
}

fn organisation(parts: Vec<String>, label: Option<String>) -> Single {
    let mut filled = parts.into_iter().filter(|part| !part.is_empty());
    let name = filled.next().unwrap_or_default();
    (DraftField::Organisation { units: filled.collect() }, name, label)
}

fn dated(
    field: fn(Option<crate::formats::draft::PartialDate>) -> DraftField,
    value: &str,
    label: Option<String>,
) -> Single {
    let day = date::parse(value);
    (field(day), day.map_or_else(|| value.to_owned(), date::write), label)
}

fn apple_date(value: &str, label: Option<String>) -> Single {
    let is_anniversary = label.as_deref().is_some_and(|label| label == "anniversary");
    let field = if is_anniversary { DraftField::Anniversary } else { DraftField::Date };
    dated(field, value, if is_anniversary { None } else { label })
}

/// `geo:1,2;u=10` and the older `1;2` as `1,2`.
fn place(value: &str) -> String {
    let bare = without_scheme(value, "geo:");
    let numbers: Vec<&str> = bare.splitn(3, [';', ',']).take(2).map(str::trim).collect();
    let is_place = numbers.len() == 2 && numbers.iter().all(|part| part.parse::<f64>().is_ok());
    if is_place { numbers.join(",") } else { bare }
}

fn gender(property: &Property, parts: &[String]) -> String {
    let text = joined(parts, ", ");
    match (property.name.as_str(), text.to_ascii_lowercase().as_str()) {
        ("X-WAB-GENDER", "2") | (_, "m") => "male".to_owned(),
        ("X-WAB-GENDER", "1") | (_, "f") => "female".to_owned(),
        _ => text,
    }
}

/// A name on a messenger or network. The service is what a parameter, the property's name, the
/// scheme of the address or, for `X-SOCIALPROFILE;TYPE=twitter`, the type says.
fn handle(property: &Property, value: &str, service: &str, label: Option<String>) -> Single {
    let (scheme, name) = split_scheme(value);
    let is_profile = property.name.ends_with("SOCIALPROFILE");
    let from_type = || property.params.types.first().filter(|_| is_profile).map(String::as_str);
    let service = property
        .params
        .service
        .as_deref()
        .or(Some(service).filter(|service| !service.is_empty()))
        .or_else(from_type)
        .or(scheme)
        .map(service_name)
        .unwrap_or_default();
    let is_web = scheme.is_some_and(|scheme| scheme.starts_with("http"));
    let value = match &property.params.user {
        Some(user) if is_profile && !is_web => user.trim().to_owned(),
        _ if is_web || scheme.is_none() => value.to_owned(),
        _ => name.to_owned(),
    };
    let label = label.filter(|label| service_name(label) != service);
    (DraftField::Handle { service }, value, label)
}

/// Takes an address of a messenger apart; no scheme where the text before the colon is none.
fn split_scheme(value: &str) -> (Option<&str>, &str) {
    let Some((scheme, rest)) = value.split_once(':') else { return (None, value) };
    let fits =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.');
    if scheme.is_empty() || !scheme.chars().all(fits) || rest.is_empty() {
        return (None, value);
    }
    let rest = rest.trim_start_matches("//");
    let name = match rest.split_once('?') {
        Some((_, query)) if matches!(scheme, "aim" | "msnim" | "ymsgr" | "icq") => {
            query.rsplit_once('=').map_or(query, |(_, name)| name)
        }
        Some((name, _)) => name,
        None => rest,
    };
    (Some(scheme), name)
}

/// One name for each service, whatever a scheme, a type or a user calls it.
fn service_name(said: &str) -> String {
    let said = said.trim().to_lowercase();
    match said.as_str() {
        "ymsgr" => "yahoo".to_owned(),
        "msnim" => "msn".to_owned(),
        "gtalk" | "googletalk" => "google talk".to_owned(),
        "jabber" => "xmpp".to_owned(),
        "gg" | "gadugadu" => "gadu-gadu".to_owned(),
        "x-apple" | "http" | "https" | "im" => String::new(),
        _ => said,
    }
}

/// `vnd.android.cursor.item/nickname;Bob;1;…`: the kind, the value, its type, a label.
fn android(parts: &[String]) -> Option<Single> {
    let mut parts = parts.iter();
    let kind = parts.next()?.rsplit_once('/')?.1;
    let value = parts.next()?.clone();
    let type_number = parts.next().map_or("", String::as_str);
    let own = parts.next().filter(|label| !label.is_empty()).cloned();
    let word = |word: &str| own.clone().or_else(|| Some(word.to_owned()));
    Some(match (kind, type_number) {
        ("nickname", _) => (DraftField::Nickname, value, None),
        ("contact_event", "1") => dated(DraftField::Anniversary, &value, None),
        ("contact_event", "3") => dated(DraftField::Birthday, &value, None),
        ("contact_event", _) => dated(DraftField::Date, &value, own),
        ("relation", number) => (DraftField::Related, value, relation(number).or(own)),
        ("im", _) => (DraftField::Handle { service: String::new() }, value, own),
        ("sip_address", _) => (DraftField::Handle { service: "sip".to_owned() }, value, own),
        ("website", _) => (DraftField::Url, value, word("website")),
        _ => return None,
    })
}

/// The numbers of `ContactsContract.CommonDataKinds.Relation`.
fn relation(number: &str) -> Option<String> {
    let words = [
        "assistant",
        "brother",
        "child",
        "domestic partner",
        "father",
        "friend",
        "manager",
        "mother",
        "parent",
        "partner",
        "referred by",
        "relative",
        "sister",
        "spouse",
    ];
    let place = number.parse::<usize>().ok()?.checked_sub(1)?;
    words.get(place).map(|word| (*word).to_owned())
}
