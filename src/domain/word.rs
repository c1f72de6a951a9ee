//! Words that people mistype: the nearest one that is known, for "did you mean".

/// The known word that `word` was most likely meant to be, if one is near enough: at most one
/// slip in three letters. Of equally near ones the first.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = word.chars().count().div_ceil(3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let slips = distance(&word, candidate);
        let starts = word.chars().count() > 2 && candidate.starts_with(&word);
        let slips = if starts { slips.min(1) } else { slips };
        if slips <= allowed && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters have to be changed, put in, left out or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    let mut last = None;
    for (row, letter) in from.chars().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let at =
                |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&above, column) + usize::from(letter != *other))
                .min(at(&above, column + 1) + 1)
                .min(at(&line, column) + 1);
            let swapped = column > 0 && last == Some(*other) && to.get(column - 1) == Some(&letter);
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            line.push(cost);
        }
        before = std::mem::replace(&mut above, line);
        last = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_word_and_a_stranger_finds_none() {
        let known = ["newsletter", "delivery", "tax", "keep-in-touch"];
        for (typed, meant) in [
            ("newsleter", Some("newsletter")),
            ("Delivrey", Some("delivery")),
            ("news", Some("newsletter")),
            ("tx", Some("tax")),
            ("keep-in-tuoch", Some("keep-in-touch")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }
}
