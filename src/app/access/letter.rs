//! The copy as a letter to the person, in Markdown.

use std::fmt::Write as _;

use super::{Item, PersonalCopy};
use crate::domain::access::Entitlement;

/// A right, as it is said to the person.
pub(super) fn right(right: Entitlement) -> &'static str {
    match right {
        Entitlement::Withdrawal => {
            "You can take a consent back at any time, as easily as you gave it (Art. 7(3) GDPR)."
        }
        Entitlement::Access => "You can ask for this copy again (Art. 15).",
        Entitlement::Rectification => "You can have mistakes put right (Art. 16).",
        Entitlement::Erasure => {
            "You can have erased what we need neither by law nor in a dispute (Art. 17)."
        }
        Entitlement::Restriction => {
            "You can have us only store it while something is in dispute (Art. 18)."
        }
        Entitlement::Portability => {
            "You can take along what you gave us, as a file that other programs read (Art. 20)."
        }
        Entitlement::Objection => {
            "You can object; to advertising without any reason, and that counts at once (Art. 21)."
        }
        Entitlement::Complaint => {
            "You can complain to a data protection authority (Art. 77), and go to court (Art. 79)."
        }
    }
}

/// That no machine decides about them (Art. 15(1)(h)).
pub const NO_MACHINE_DECIDES: &str =
    "No machine decides about you: there is no automated decision-making and no profiling.";

/// The copy as a letter.
#[must_use]
pub fn letter(copy: &PersonalCopy) -> String {
    let mut text = String::new();
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    add(&format!("# What {} holds about {}", copy.controller, copy.person));
    add("");
    add(&format!("Copy made at {}.", copy.generated_at));
    if !copy.contact_points.is_empty() {
        add(&format!("You can reach us at: {}.", copy.contact_points.join(", ")));
    }
    add("\n## What we use it for\n");
    if copy.purposes.is_empty() {
        add("Nothing at present.");
    }
    for purpose in &copy.purposes {
        add(&format!("- {}: {} ({})", purpose.key, purpose.text, purpose.basis.article()));
    }
    add("\n## What we hold\n");
    if copy.items.is_empty() {
        add("Nothing.");
    }
    for one in &copy.items {
        add(&item(one));
    }
    add("\n## Who got it from us\n");
    if copy.recipients.is_empty() {
        add("Nobody.");
    }
    for one in &copy.recipients {
        for (on, categories, purpose) in &one.got {
            let what: Vec<String> = categories.iter().map(ToString::to_string).collect();
            let land = one.country.as_ref().map(|land| format!(", {land}")).unwrap_or_default();
            add(&format!("- {}{land}: {} on {on}, for {purpose}", one.name, what.join(", ")));
        }
    }
    add("\n## What else is on record\n");
    if copy.records.is_empty() {
        add("Nothing.");
    }
    for (on, what) in &copy.records {
        add(&format!("- {on}: {what}"));
    }
    add("\n## What you can demand\n");
    for right in &copy.rights {
        add(&format!("- {right}"));
    }
    add("");
    add(NO_MACHINE_DECIDES);
    text
}

fn item(one: &Item) -> String {
    let label = if one.label.is_empty() { String::new() } else { format!(" ({})", one.label) };
    let value = one.value.replace('\n', " ");
    let mut text = format!("- **{}{label}**: {value}", one.category);
    // Writing to a string cannot fail.
    if !one.sources.is_empty() {
        let _infallible = write!(text, "\n  - from: {}", one.sources.join("; "));
    }
    if !one.purposes.is_empty() {
        let _infallible = write!(text, "\n  - used for: {}", one.purposes.join(", "));
    }
    if !one.kept.is_empty() {
        let _infallible = write!(text, "\n  - kept: {}", one.kept);
    }
    for (who, on) in &one.passed_on {
        let _infallible = write!(text, "\n  - {who} got it on {on}");
    }
    if one.left_out {
        text.push_str("\n  - a part is left out because it is about somebody else");
    }
    text
}
