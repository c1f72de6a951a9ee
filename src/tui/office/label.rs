//! A label before a value: `work: anna@example.org`.

use crate::domain::Category;

/// The most letters that a label has.
const LONGEST: usize = 20;

/// Whether somebody may have several of a category, which labels tell apart.
const fn takes_labels(category: &Category) -> bool {
    matches!(category, Category::Email | Category::Phone | Category::PostalAddress | Category::Url)
}

/// What stands under the line of one more value.
pub(super) fn hint(category: &Category) -> &'static str {
    if takes_labels(category) { "with a label, if you like: `work: …`" } else { "" }
}

/// What stands under the line of a value that is held.
pub(super) fn hint_of_held(category: &Category) -> &'static str {
    if takes_labels(category) {
        "emptied, it is deleted; `work: …` gives it that label"
    } else {
        "emptied, it is deleted; `u` brings it back"
    }
}

/// Parts a line into its label, if it begins with one, and the value: one word, a colon, a blank.
pub(super) fn parted<'a>(category: &Category, line: &'a str) -> (Option<&'a str>, &'a str) {
    let parts = line.split_once(": ").filter(|_| takes_labels(category));
    match parts {
        Some((label, value)) if is_label(label.trim()) => (Some(label.trim()), value.trim()),
        Some(_) | None => (None, line),
    }
}

fn is_label(word: &str) -> bool {
    let letters = word.chars().count();
    (1..=LONGEST).contains(&letters) && word.chars().all(|one| one.is_alphanumeric() || one == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_and_a_colon_before_a_value_are_its_label() {
        for (category, line, expected) in [
            (Category::Email, "work: a@example.org", (Some("work"), "a@example.org")),
            (Category::Url, "https://example.org", (None, "https://example.org")),
            (Category::Note, "work: call", (None, "work: call")),
            (Category::PostalAddress, "c/o Bell: 1 High St", (None, "c/o Bell: 1 High St")),
        ] {
            assert_eq!(parted(&category, line), expected, "{line}");
        }
    }
}
