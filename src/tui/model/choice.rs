//! Picking one of several by typing part of it.

use super::Field;
use crate::domain::fold;

/// How an option answers what is typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins so.
    Begins,
    /// One of its words begins so.
    Word,
    /// It has it somewhere.
    Inside,
    /// It has the letters in that order.
    Loose,
}

fn fit(option: &str, typed: &str) -> Option<Fit> {
    let (option, typed) = (fold::fold(option), fold::fold(typed));
    if option.starts_with(&typed) {
        return Some(Fit::Begins);
    }
    if option.split(|sign: char| !sign.is_alphanumeric()).any(|word| word.starts_with(&typed)) {
        return Some(Fit::Word);
    }
    if option.contains(&typed) {
        return Some(Fit::Inside);
    }
    let mut letters = option.chars();
    let in_order = typed.chars().all(|wanted| letters.any(|letter| letter == wanted));
    in_order.then_some(Fit::Loose)
}

impl Field {
    /// The options that fit what is typed, best first; all while nothing is.
    #[must_use]
    pub fn candidates(&self) -> Vec<&str> {
        fitting(&self.options(), &self.typed)
    }

    /// Goes so many candidates on, round and round.
    pub fn step(&mut self, by: isize) {
        let candidates = self.candidates();
        let count = isize::try_from(candidates.len()).unwrap_or(isize::MAX);
        let at = candidates.iter().position(|one| *one == self.line.text()).unwrap_or(0);
        let at = isize::try_from(at).unwrap_or(0).saturating_add(by).checked_rem_euclid(count);
        let picked = at.and_then(|at| usize::try_from(at).ok()).and_then(|at| candidates.get(at));
        if let Some(picked) = picked.map(|one| (*one).to_owned()) {
            self.line.set(&picked);
        }
    }

    /// Types a letter: it narrows what was typed before; one that cannot begins anew.
    pub fn narrow(&mut self, letter: char) {
        let options = self.options();
        let longer = format!("{}{letter}", self.typed);
        let alone = letter.to_string();
        let fits = |typed: &str, least: Fit| {
            options.iter().any(|one| fit(one, typed).is_some_and(|fit| fit <= least))
        };
        let goes_on =
            fits(&longer, Fit::Inside) || (fits(&longer, Fit::Loose) && !fits(&alone, Fit::Begins));
        let typed = if !self.typed.is_empty() && goes_on { longer } else { alone };
        let found = fitting(&options, &typed);
        if found.is_empty() {
            return;
        }
        // One letter leads on from what is chosen, as it always did.
        let now = options.iter().position(|one| *one == self.line.text()).unwrap_or(0);
        let (before, after) = options.split_at_checked(now + 1).unwrap_or((&options, &[]));
        let begins = |one: &&&str| fit(one, &typed) == Some(Fit::Begins);
        let next = after.iter().chain(before).find(begins).filter(|_| typed.chars().count() == 1);
        let picked = next.or_else(|| found.first()).map(|one| (*one).to_owned());
        self.typed = typed;
        if let Some(picked) = picked {
            self.line.set(&picked);
        }
    }

    /// Takes the last letter back; what is chosen stays chosen.
    pub fn widen(&mut self) {
        self.typed.pop();
    }
}

fn fitting<'a>(options: &[&'a str], typed: &str) -> Vec<&'a str> {
    let mut found: Vec<(Fit, &str)> =
        options.iter().filter_map(|one| Some((fit(one, typed)?, *one))).collect();
    found.sort_by_key(|(fit, _)| *fit);
    // What fits less well is shown only where nothing fits better.
    let best = found.first().map(|(fit, _)| *fit);
    found.retain(|(fit, _)| Some(*fit) <= best.max(Some(Fit::Word)));
    found.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::model::{FieldId, FieldKind, FieldSpec};
    use crate::tui::widget::input::Line;

    fn field(options: &[&str]) -> Field {
        let options: Vec<String> = options.iter().map(|one| (*one).to_owned()).collect();
        let spec = FieldSpec {
            id: FieldId::Purpose,
            label: String::new(),
            hint: String::new(),
            kind: FieldKind::Choice(options.clone()),
            value: String::new(),
            only_if: None,
            only_if_noted: false,
        };
        let line = Line::with(&options[0]);
        Field { spec, line, typed: String::new(), touched: false, visited: false }
    }

    fn picked(letters: &str) -> String {
        let mut field = field(&["enquiry", "network", "newsletter", "keep-in-touch", "sorting"]);
        letters.chars().for_each(|letter| field.narrow(letter));
        field.line.text().to_owned()
    }

    #[test]
    fn letters_narrow_down_and_one_that_does_not_fit_begins_anew() {
        assert_eq!(picked("n"), "network");
        assert_eq!(picked("news"), "newsletter");
        assert_eq!(picked("touch"), "keep-in-touch");
        assert_eq!(picked("nn"), "newsletter", "the same letter leads on");
        assert_eq!(picked("ns"), "sorting");
        assert_eq!(picked("wslt"), "newsletter");
        assert_eq!(picked("!"), "enquiry");
    }

    #[test]
    fn arrows_step_through_what_fits() {
        let mut field = field(&["enquiry", "network", "newsletter", "sorting"]);
        field.narrow('n');
        field.step(1);
        assert_eq!(field.line.text(), "newsletter");
        field.step(1);
        assert_eq!(field.line.text(), "network");
        field.widen();
        field.step(-1);
        assert_eq!(field.line.text(), "enquiry");
    }
}
