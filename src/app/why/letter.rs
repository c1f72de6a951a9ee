//! An explanation as text to take along: of one value as it is, of a whole contact as a letter.
//!
//! The letter is for the person, so it says "you" throughout; restricted values stay masked.

use std::fmt::Write as _;

use super::{ContactExplanation, Explanation, words};
use crate::domain::{Controller, Day};

/// What stands for a value that is only stored.
const MASKED: &str = "(stored only, not shown)";

/// One value's explanation as text, for the user.
#[must_use]
pub fn of_value(told: &Explanation, day: Day) -> String {
    let value = if told.masked { MASKED } else { told.value.as_str() };
    let mut text = format!(
        "{}: {value}\nAs of {}.\n\n{}\n",
        words::capital(&words::names::noun(&told.category)),
        words::date(day),
        told.headline
    );
    list(&mut text, "What to do", told.next.iter().map(|step| step.text.clone()));
    list(&mut text, "Where it came from", told.provenance.iter().cloned());
    let claims = told.claims.iter().map(|claim| format!("{}: {}", claim.title, claim.sentence));
    list(&mut text, "Why", claims);
    list(&mut text, "Who sees it", told.recipients.iter().cloned());
    list(&mut text, "What they may ask for", told.rights.iter().cloned());
    text
}

/// A whole contact's explanation as a letter to the person.
#[must_use]
pub fn of_contact(told: &ContactExplanation, controller: &Controller, day: Day) -> String {
    let mut text = format!(
        "Dear {},\n\nthis is what we hold about you, and why. {}\n",
        told.subject, told.headline
    );
    let values = told.data.iter().map(|one| {
        let value = if one.masked { MASKED } else { one.value.as_str() };
        let what = words::capital(&words::names::noun(&one.category));
        format!("{what}: {value} ({})", to_you(&one.text))
    });
    list(&mut text, "What we hold", values);
    list(&mut text, "What for", told.purposes.iter().map(|one| one.sentence.clone()));
    list(&mut text, "Who sees it", told.recipients.iter().cloned());
    list(&mut text, "What you may ask for", told.rights.iter().map(|one| to_you(one)));
    let _infallible = write!(text, "\n{}, {}\n", controller.name, words::date(day));
    text
}

fn list(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _infallible = write!(text, "\n{title}:\n");
    for line in lines {
        let line: Vec<&str> = line.split_whitespace().collect();
        let _infallible = writeln!(text, "- {}", line.join(" "));
    }
}

/// Says to the person what is said of them: `They may …` becomes `You may …`.
fn to_you(text: &str) -> String {
    let turned = text.split(' ').map(|word| match word {
        "They" => "You",
        "they" | "them" => "you",
        "Their" => "Your",
        "their" => "your",
        other => other,
    });
    turned.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_them_is_said_to_them() {
        assert_eq!(
            to_you("They may take their consent back at any time, as easily as they gave it."),
            "You may take your consent back at any time, as easily as you gave it."
        );
        assert_eq!(
            to_you("erase by 8 December 2026: they objected"),
            "erase by 8 December 2026: you objected"
        );
    }
}
