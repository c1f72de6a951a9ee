//! Splitting a text: the part that a hint stands in, and what is left without it.

use std::ops::Range;

use super::Hint;

/// A text in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What was cut out.
    pub part: String,
    /// What is left; empty if nothing is.
    pub rest: String,
}

/// The part of a sentence around a hint: up to the next comma, stop or line.
#[must_use]
pub fn clause(text: &str, hint: &Hint) -> Range<usize> {
    let before = text.get(..hint.span.start).unwrap_or_default();
    let after = text.get(hint.span.end..).unwrap_or_default();
    let start = ends(before).last().unwrap_or(0);
    let end = ends(after).next().map_or(text.len(), |at| hint.span.end + at);
    let inside = text.get(start..end).unwrap_or_default();
    let lead = inside.len() - inside.trim_start().len();
    let trail = inside.len() - inside.trim_end().len();
    let closing = inside.trim_end().chars().next_back().filter(|sign| is_end(*sign));
    start + lead..end - trail - closing.map_or(0, char::len_utf8)
}

/// Cuts a span out of a text, with the signs that parted it from the rest.
///
/// `None` if the span does not fall on whole letters or holds nothing.
#[must_use]
pub fn split(text: &str, span: Range<usize>) -> Option<Split> {
    let part = text.get(span.clone())?.trim().to_owned();
    let before = text.get(..span.start)?.trim_end();
    let after = text.get(span.end..)?.trim_start_matches(|sign: char| is_end(sign) || sign == ' ');
    if part.is_empty() {
        return None;
    }
    let rest = if before.is_empty() {
        after.trim_start().to_owned()
    } else if after.is_empty() {
        before.trim_end_matches([',', ';', ':', '-', '–', ' ']).to_owned()
    } else {
        format!("{before} {after}")
    };
    Some(Split { part, rest: rest.trim().to_owned() })
}

/// The places behind each sign that ends a part of a sentence.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let mut signs = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, sign) = signs.next()?;
            let next = signs.peek().map(|(_, next)| *next);
            let inside_a_word = sign != '\n' && next.is_some_and(|next| !next.is_whitespace());
            if is_end(sign) && !inside_a_word {
                return Some(at + sign.len_utf8());
            }
        }
    })
}

fn is_end(sign: char) -> bool {
    matches!(sign, ',' | ';' | '.' | '!' | '?' | ':' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Special, hint::HintKind};

    fn cut(text: &str, word: &str) -> (String, String) {
        let start = text.find(word).unwrap();
        let hint = Hint {
            kind: HintKind::Special(Special::Health),
            language: "en".to_owned(),
            span: start..start + word.len(),
        };
        let split = split(text, clause(text, &hint)).unwrap();
        (split.part, split.rest)
    }

    #[test]
    fn the_clause_around_a_hint_is_cut_out_and_the_rest_reads_on() {
        for (text, word, part, rest) in [
            ("Coeliac, prefers morning calls", "Coeliac", "Coeliac", "prefers morning calls"),
            ("Prefers calls; is diabetic", "diabetic", "is diabetic", "Prefers calls"),
            ("Likes tea. Has asthma. Pays late.", "asthma", "Has asthma", "Likes tea. Pays late."),
            ("Pays late\nhas asthma\nlikes tea", "asthma", "has asthma", "Pays late likes tea"),
            ("Coeliac", "Coeliac", "Coeliac", ""),
            ("v1.2 broke, ill today", "ill", "ill today", "v1.2 broke"),
        ] {
            assert_eq!(cut(text, word), (part.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_span_that_is_no_text_is_not_cut() {
        assert_eq!(split("Zoë", 2..3), None);
        assert_eq!(split("a  b", 1..3), None);
        assert_eq!(split("a", 0..9), None);
    }
}
