//! Annex B 10, *no orphan fields*: every field that is stored maps to a category of data and to at
//! least one purpose, or is declared to be about nobody, with the reason (`fields.tsv`).
//!
//! The fields are read from the source of the records, so that one that is added without a line in
//! the table fails here.

use std::collections::BTreeMap;
use std::fs;

use candor::domain::{Category, Country, Day};

use super::source::package;

/// `Record.field` of every struct, and `Record.Variant` of every variant that holds something.
fn fields(text: &str) -> Vec<String> {
    let plain: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .filter(|line| !line.trim_start().starts_with("#["))
        .collect::<Vec<_>>()
        .join(" ")
        .replace("#[serde(borrow)]", "")
        .replace("pub(in crate::store)", "")
        .replace("pub(super)", "");
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        if !matches!(pair[0], "struct" | "enum") {
            continue;
        }
        let rest = words[at + 1..].join(" ");
        let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(0);
        let (name, rest) = rest.split_at(end);
        // A macro's own types have no name of their own.
        if name.is_empty() || !name.starts_with(char::is_uppercase) {
            continue;
        }
        let rest = rest
            .strip_prefix('<')
            .map_or(rest, |generic| generic.split_once('>').map_or("", |(_, after)| after));
        let Some(open) = rest.trim_start().chars().next().filter(|sign| "{(".contains(*sign))
        else {
            continue;
        };
        let body = inside(rest.trim_start(), open);
        match (pair[0], open) {
            ("struct", '(') => found.push(format!("{name}.0")),
            ("struct", _) => {
                for part in parts(body) {
                    let field = part.split(':').next().unwrap_or_default();
                    let field = field.split_whitespace().last().unwrap_or_default();
                    if !field.is_empty() {
                        found.push(format!("{name}.{field}"));
                    }
                }
            }
            _ => {
                for part in parts(body).into_iter().filter(|part| part.contains(['(', '{'])) {
                    let variant = part.split(['(', '{', ' ']).find(|word| !word.is_empty());
                    found.push(format!("{name}.{}", variant.unwrap_or_default()));
                }
            }
        }
    }
    found
}

/// What stands between the first bracket and the one that closes it.
fn inside(text: &str, open: char) -> &str {
    let close = if open == '{' { '}' } else { ')' };
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        depth += i32::from(sign == open) - i32::from(sign == close);
        if depth == 0 {
            return text.get(1..at).unwrap_or_default();
        }
    }
    text
}

/// The parts between the commas that are in no bracket.
fn parts(body: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, sign) in body.char_indices() {
        depth += i32::from("(<{[".contains(sign)) - i32::from(")>}]".contains(sign));
        if sign == ',' && depth == 0 {
            parts.push(body.get(from..at).unwrap_or_default().trim());
            from = at + 1;
        }
    }
    parts.push(body.get(from..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Every record's fields, each with the file that has it.
fn stored() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![package().join("src/store/record")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).unwrap();
                for field in fields(&text) {
                    let module = file.trim_end_matches(".rs");
                    all.insert(format!("{module}::{field}"), file.clone());
                }
            }
        }
    }
    all
}

/// The table: field, category or `nobody`, purposes or the reason.
fn declared() -> BTreeMap<String, (String, String)> {
    let text = fs::read_to_string(package().join("tests/architecture/fields.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [field, category, why] = cells[..] else { panic!("three cells: {row:?}") };
        (field.to_owned(), (category.to_owned(), why.to_owned()))
    })
    .collect()
}

#[test]
fn the_reader_of_fields_sees_what_is_there() {
    let sample = "pub(super) struct A<'b> { #[x] one: Vec<(u8, u8)>, pub(in crate::store) two: &'b str, }\n\
                  struct B(u32);\nenum C { None, Some(String), Other { a: u8, b: u8 } }\n// struct D { x: u8 }";

    assert_eq!(fields(sample), ["A.one", "A.two", "B.0", "C.Some", "C.Other"]);
}

#[test]
fn every_stored_field_has_a_category_and_a_purpose_or_is_about_nobody() {
    let (stored, declared) = (stored(), declared());
    assert!(stored.len() > 150, "only {} fields were found", stored.len());

    let orphans: Vec<&String> =
        stored.keys().filter(|field| !declared.contains_key(*field)).collect();
    let gone: Vec<&String> = declared.keys().filter(|field| !stored.contains_key(*field)).collect();
    assert!(orphans.is_empty(), "stored, and not in tests/architecture/fields.tsv: {orphans:#?}");
    assert!(gone.is_empty(), "in tests/architecture/fields.tsv, and not stored: {gone:#?}");
}

#[test]
fn the_categories_and_purposes_of_stored_fields_are_those_of_the_program() {
    let country = Country::new("DE").unwrap();
    let (_, text) = candor::formats::policy::builtin(country);
    let policy = candor::formats::policy::read(text, country, Day::MIN, &[]).unwrap();
    let mut slips = Vec::new();
    for (field, (category, why)) in declared() {
        let known = match category.as_str() {
            // A value is held for what its own category is needed for.
            "of-its-category" => why == "of-its-category",
            "nobody" => why.split_whitespace().count() >= 2,
            word => {
                let named = !matches!(Category::parse(word), Category::Custom(_));
                let purposes: Vec<&str> = why.split(' ').collect();
                named
                    && !purposes.is_empty()
                    && purposes.iter().all(|key| policy.by_key(key).is_some())
            }
        };
        if !known {
            slips.push(format!("{field}: {category}, {why}"));
        }
    }
    assert!(slips.is_empty(), "{slips:#?}");
}
