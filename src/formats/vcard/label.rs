//! What a file calls a value: its types and Apple's labels in words for people.

/// Types that say nothing beyond what the field says already.
const SILENT: [&str; 15] = [
    "voice", "internet", "x400", "msg", "intl", "dom", "postal", "parcel", "uri", "text", "smtp",
    "type", "contact", "", "x-",
];

/// Returns the words of the types, place before device: `work fax`; `None` if nothing is said.
pub(super) fn of_types(types: &[String]) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    let place = |kind: &str| matches!(kind, "home" | "work");
    let (places, others): (Vec<_>, Vec<_>) = types.iter().partition(|kind| place(kind));
    for kind in places.into_iter().chain(others) {
        let word = word(kind);
        if !SILENT.contains(&word) && !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn word(kind: &str) -> &str {
    match kind {
        "cell" | "mobile" => "mobile",
        "main-number" => "main",
        "co-worker" => "co-worker",
        _ => kind.strip_prefix("x-").unwrap_or(kind),
    }
}

/// Reads an Apple label: `_$!<Home>!$_` is one of the system's own words, anything else is the
/// user's and stays as it is.
pub(super) fn of_apple(text: &str) -> String {
    let text = text.trim();
    match text.strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_")) {
        Some("HomePage") => "home page".to_owned(),
        Some(word) => word.to_lowercase(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_apple, of_types};

    #[test]
    fn types_become_words_with_the_place_first() {
        let types = |text: &str| of_types(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());

        assert_eq!(types("fax work").as_deref(), Some("work fax"));
        assert_eq!(types("cell voice").as_deref(), Some("mobile"));
        assert_eq!(types("x-car").as_deref(), Some("car"));
        assert_eq!(types("internet"), None);
    }

    #[test]
    fn an_apple_label_loses_its_brackets_and_a_custom_one_keeps_its_case() {
        assert_eq!(of_apple("_$!<Home>!$_"), "home");
        assert_eq!(of_apple("Ferienhaus Süd"), "Ferienhaus Süd");
    }
}
