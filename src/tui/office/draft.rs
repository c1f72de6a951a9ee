//! Drafts of forms, between the screen's values and the text that the vault keeps.
//!
//! The first line is the heading, each other one a field and what was filled in, parted by a tab.
//! A field is named as the program names it; one that a later version does not know is left empty.

use crate::app::drafts::{self, Unfinished as Kept};
use crate::app::{AppError, Session};
use crate::tui::model::{Answers, FormKind, FormSpec, Unfinished};

use super::form;

/// Keeps a form.
pub(super) fn keep(session: &Session, unfinished: &Unfinished) -> Result<(), AppError> {
    let Some(form) = unfinished.kind.kept_as() else { return Ok(()) };
    let text = written(unfinished);
    drafts::keep(session, &Kept { form, contact: unfinished.kind.contact(), text })
}

/// Throws the draft of a form away, if there is one.
pub(super) fn forget(session: &Session, kind: &FormKind) -> Result<(), AppError> {
    kind.kept_as().map_or(Ok(()), |form| drafts::forget(session, &form))
}

/// The heading of the draft that [`latest`] opens.
pub(super) fn title(session: &Session) -> Result<Option<String>, AppError> {
    let drafts = drafts::list(session)?;
    let known = drafts.iter().find(|draft| FormKind::from_kept(&draft.form).is_some());
    Ok(known.map(|draft| unescaped(draft.text.lines().next().unwrap_or_default())))
}

/// Opens the latest draft as it was left; or says why it cannot be opened any more.
pub(super) fn latest(
    session: &Session,
) -> Result<Result<(Box<FormSpec>, Answers), String>, AppError> {
    let drafts = drafts::list(session)?;
    let known = drafts.iter().find_map(|draft| Some((FormKind::from_kept(&draft.form)?, draft)));
    let Some((kind, draft)) = known else {
        return Ok(Err("no form was left unfinished".to_owned()));
    };
    let lines = || draft.text.lines().skip(1).filter_map(|line| line.split_once('\t'));
    Ok(form::spec(session, &kind)?.map(|spec| {
        let fields = spec.fields.iter().map(|field| field.id);
        let answers = fields.filter_map(|id| {
            let name = format!("{id:?}");
            let (_, text) = lines().find(|(field, _)| *field == name)?;
            Some((id, unescaped(text)))
        });
        let answers = Answers(answers.collect());
        (Box::new(spec), answers)
    }))
}

fn written(unfinished: &Unfinished) -> String {
    let fields = unfinished.answers.0.iter();
    let fields = fields.map(|(id, answer)| format!("\n{id:?}\t{}", escaped(answer)));
    escaped(&unfinished.title) + &fields.collect::<String>()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(text: &str) -> String {
    let mut signs = text.chars();
    let mut plain = String::new();
    while let Some(sign) = signs.next() {
        plain.push(match (sign, sign == '\\') {
            (_, true) => match signs.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            (sign, false) => sign,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_typed_comes_back(text in "[\\\\nr\n\r\tä -~]{0,20}") {
            prop_assert!(!escaped(&text).contains('\n'));
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }
    }
}
