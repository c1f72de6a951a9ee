//! Who has received a value: by name and day, and who receives such data as a rule.

use super::{date, names};
use crate::{
    app::why::telling::Telling,
    domain::{Controller, Disclosure, RecipientId},
};

/// Actual disclosures, the latest first, then the recipients that the user has declared.
pub(in crate::app::why) fn lines(telling: &Telling<'_>) -> Vec<String> {
    let datum = telling.datum;
    let mut left: Vec<&Disclosure> = telling
        .facts
        .disclosures
        .iter()
        .filter(|one| {
            let names_it = one.data.contains(&datum.id)
                || (one.data.is_empty() && one.categories.contains(&datum.category));
            one.left() && one.on <= telling.day && names_it
        })
        .collect();
    left.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    let mut lines: Vec<String> = left.into_iter().map(|one| disclosed(telling, one)).collect();
    lines.extend(standing(telling.controller));
    if lines.is_empty() {
        lines.push("Nobody but us.".to_owned());
    }
    lines
}

/// One disclosure: `Bookkeeper Ltd got it on 2 April 2026 by mail, for “tax”.`
pub(in crate::app::why) fn disclosed(telling: &Telling<'_>, one: &Disclosure) -> String {
    let means = match one.means.trim() {
        "" => String::new(),
        means => format!(" by {means}"),
    };
    let late = telling.late(one.on, one.recorded_at);
    format!(
        "{} got {} on {}{means}, for {}{late}.",
        name(telling.controller, one.recipient),
        names::it(&telling.datum.category),
        date(one.on),
        names::maybe_purpose(telling, one.purpose)
    )
}

/// The recipients that the user has declared: they may see what passes through them.
pub(in crate::app::why) fn standing(controller: &Controller) -> impl Iterator<Item = String> + '_ {
    controller.recipients.iter().map(|one| match one.role.trim() {
        "" => format!("{} receives such data from us as a rule.", one.name.trim()),
        role => format!("{}, our {role}, may see it in the course of that work.", one.name.trim()),
    })
}

pub(in crate::app::why) fn name(controller: &Controller, id: Option<RecipientId>) -> String {
    let found = controller.recipients.iter().find(|one| Some(one.id) == id);
    found.map_or_else(|| "Somebody".to_owned(), |one| one.name.trim().to_owned())
}
