//! The answer to a request for erasure: what went, what stays and on which ground, whom we tell, and
//! what the person can do about it (GDPR Art. 12(3), (4), 17(3), 19).

use super::ErasurePlan;
use crate::app::why::words;
use crate::domain::{Category, HoldUntil};

/// The answer, in Markdown, signed by the user's name.
#[must_use]
pub fn letter(plan: &ErasurePlan, signed_by: &str) -> String {
    let mut parts = Vec::new();
    let mut gone: Vec<&Category> = Vec::new();
    for one in &plan.goes {
        if !gone.contains(&&one.category) {
            gone.push(&one.category);
        }
    }
    let mut gone: Vec<String> = gone.into_iter().map(said).collect();
    if !plan.talks.is_empty() {
        gone.push("our notes of talks with you".to_owned());
    }
    parts.push(if gone.is_empty() {
        "You asked us to erase what we hold about you.".to_owned()
    } else {
        format!(
            "You asked us to erase what we hold about you. This is erased for good: {}.",
            gone.join(", ")
        )
    });
    for one in &plan.stays {
        let until = match one.until {
            HoldUntil::Day(day) => format!(" until {}", words::date(day)),
            HoldUntil::Open | HoldUntil::Never => String::new(),
        };
        parts.push(format!(
            "We have to keep {}{until}, and use it for nothing else. The reason: {} ({} GDPR).",
            said(&one.category),
            one.why.trim_end_matches('.'),
            one.article
        ));
    }
    if !plan.stays.is_empty() {
        parts.push(
            "If you think that we are wrong, you can complain to a data protection authority \
             (Art. 77 GDPR), and you can go to court (Art. 79 GDPR)."
                .to_owned(),
        );
    }
    if !plan.tells.is_empty() {
        parts.push(format!(
            "We tell those who got it from us that it was erased: {}.",
            plan.tells.join(", ")
        ));
    }
    parts.push("That you asked us, and what we answered, stays on record without it.".to_owned());
    parts.push(signed_by.to_owned());
    parts.join("\n\n")
}

fn said(category: &Category) -> String {
    format!("your {}", category.word().replace('-', " "))
}
