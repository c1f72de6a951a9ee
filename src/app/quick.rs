//! Quick entry: one line, as a person would type it, understood as a contact.
//!
//! `Anna Müller anna@example.org +49 30 901820 @enquiry #design` gives a name, an address, a
//! number, a purpose and a tag. What looks like nothing of these belongs to the name.

use crate::{
    app::contacts::NewDatum,
    domain::{Category, Controller, Day, Value, word},
};

/// What was understood of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuickEntry {
    /// The name; empty if there is none.
    pub name: String,
    /// All values, the name first.
    pub data: Vec<NewDatum>,
    /// The purpose, by its word.
    pub purpose: Option<String>,
    /// What looks like a purpose and is none, with the nearest that is one.
    pub unknown_purpose: Option<(String, Option<String>)>,
}

/// Understands a line.
#[must_use]
pub fn understand(line: &str, controller: &Controller, today: Day) -> QuickEntry {
    let mut entry = QuickEntry::default();
    let mut name: Vec<&str> = Vec::new();
    let mut number: Vec<&str> = Vec::new();
    let mut rest = Vec::new();
    for word in line.split_whitespace() {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let dialled = word.chars().all(|one| one.is_ascii_digit() || "+()-/.".contains(one));
        if dialled && digits > 0 && (word.starts_with(['+', '0', '(']) || !number.is_empty()) {
            number.push(word);
            continue;
        }
        end_number(&mut number, &mut rest);
        if let Some(key) = word.strip_prefix('@').filter(|key| !key.is_empty()) {
            entry.take_purpose(key, controller, today);
        } else if let Some(tag) = word.strip_prefix('#').filter(|tag| !tag.is_empty()) {
            rest.push(NewDatum::new(Category::Tag, Value::Text(tag.to_owned())));
        } else if is_address(word) {
            let bare = word.trim_matches(['<', '>', ',', ';']);
            rest.push(NewDatum::new(Category::Email, Value::Text(bare.to_owned())));
        } else if word.starts_with("https://") || word.starts_with("http://") {
            rest.push(NewDatum::new(Category::Url, Value::Text(word.to_owned())));
        } else {
            name.push(word);
        }
    }
    end_number(&mut number, &mut rest);
    entry.name = name.join(" ");
    if !entry.name.is_empty() {
        entry.data.push(NewDatum::new(Category::Name, Value::Text(entry.name.clone())));
    }
    entry.data.append(&mut rest);
    entry
}

impl QuickEntry {
    fn take_purpose(&mut self, key: &str, controller: &Controller, today: Day) {
        let key = key.to_lowercase();
        let Some(policy) = controller.policy(today) else { return };
        let known = || policy.purposes.iter().map(|one| one.key.as_str());
        let begins: Vec<&str> = known().filter(|one| one.starts_with(&key)).collect();
        match begins.as_slice() {
            _ if policy.by_key(&key).is_some() => self.purpose = Some(key),
            [one] => self.purpose = Some((*one).to_owned()),
            _ => {
                let near = word::nearest(&key, known()).map(str::to_owned);
                self.unknown_purpose = Some((key, near));
            }
        }
    }
}

fn end_number(number: &mut Vec<&str>, data: &mut Vec<NewDatum>) {
    let text = number.join(" ");
    number.clear();
    if text.chars().filter(char::is_ascii_digit).count() >= 3 {
        data.push(NewDatum::new(Category::Phone, Value::Text(text)));
    }
}

fn is_address(word: &str) -> bool {
    let bare = word.trim_matches(['<', '>', ',', ';']);
    bare.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.')
    })
}
