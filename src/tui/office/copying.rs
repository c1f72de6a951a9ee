//! What leaves for oneself: to the terminal's clipboard, to a mail program, to a command.

use crate::app::copying::{self, Copied, CopiedCard, Letter, Wanted};
use crate::app::{AppError, Session, card};
use crate::domain::{Category, ContactId, DatumId};
use crate::tui::model::{Answers, FieldId, FieldNote, FormKind, FormSpec};
use crate::tui::msg::{CopyWish, Foreign, Outcome, Program};
use crate::tui::widget::text;

use super::form::{line, plain};

/// Takes one value out, for the user's own eyes.
pub(super) fn copy(
    session: &Session,
    contact: ContactId,
    wish: CopyWish,
) -> Result<Outcome, AppError> {
    let wanted = match wish {
        CopyWish::Value(datum) => Wanted::Datum(datum),
        CopyWish::Email => Wanted::First(Category::Email),
        CopyWish::Phone => Wanted::First(Category::Phone),
        CopyWish::Name => Wanted::First(Category::Name),
        CopyWish::ThatLink(datum) => return link(session, contact, &Wanted::Datum(datum)),
        CopyWish::Link => return link(session, contact, &Wanted::First(Category::Url)),
        CopyWish::Card => return vcard(session, contact),
    };
    Ok(match copying::copy(session, contact, &wanted)? {
        Copied::Passed { label, value } => {
            let sentence = format!("{label} sent to the terminal, for its clipboard");
            Outcome::Copied { text: value, sentence }
        }
        Copied::Refused { why } => refused(format!("not copied: {why}; `w` says more")),
        Copied::Absent => refused("there is no such value to copy".to_owned()),
    })
}

/// Takes a web address out, if it is one that a browser may be trusted with.
fn link(session: &Session, contact: ContactId, wanted: &Wanted) -> Result<Outcome, AppError> {
    Ok(match copying::copy(session, contact, wanted)? {
        Copied::Passed { value, .. } => match web_address(&value) {
            Some(text) => {
                let sentence = format!("{text} sent to the terminal: paste it into your browser");
                Outcome::Copied { text, sentence }
            }
            None => refused("not copied: this is no address of a web page".to_owned()),
        },
        Copied::Refused { why } => refused(format!("not copied: {why}; `w` says more")),
        Copied::Absent => refused("there is no web address to copy".to_owned()),
    })
}

/// The address with its scheme: https where none is written. Nothing in it ends a line or acts on a
/// terminal, and no other scheme passes.
fn web_address(value: &str) -> Option<String> {
    let value = value.trim();
    let odd = |sign: char| sign.is_control() || sign.is_whitespace();
    if value.is_empty() || value.contains(odd) || text::clean(value) != value {
        return None;
    }
    match value.split_once("://") {
        Some((scheme, _))
            if ["https", "http"].iter().any(|one| scheme.eq_ignore_ascii_case(one)) =>
        {
            Some(value.to_owned())
        }
        Some(_) => None,
        // `javascript:…`, `data:…`: a scheme without a host.
        None if value.split('/').next().is_some_and(|host| host.contains([':', '@'])) => None,
        None => Some(format!("https://{value}")),
    }
}

/// Takes a whole contact out as a vCard, as far as it may go.
fn vcard(session: &Session, contact: ContactId) -> Result<Outcome, AppError> {
    Ok(match copying::card(session, contact)? {
        CopiedCard::Passed { text, left } => {
            let sentence = format!("vCard sent to the terminal, for its clipboard{}", stay(&left));
            Outcome::Copied { text, sentence }
        }
        CopiedCard::Refused { why } => refused(format!("not copied: {why}; `w` says more")),
    })
}

/// Begins a mail to a contact.
pub(super) fn mail(
    session: &Session,
    contact: ContactId,
    address: Option<DatumId>,
) -> Result<Outcome, AppError> {
    let wanted = address.map_or(Wanted::First(Category::Email), Wanted::Datum);
    Ok(match copying::letter(session, contact, &wanted)? {
        Letter::Begun(draft) => Outcome::Lend(Program::Mail(Foreign(draft)), None),
        Letter::Refused { why } => refused(format!("no mail to them: {why}; `w` says more")),
        Letter::Absent => refused("there is no address to write to: `e` adds one".to_owned()),
    })
}

/// The form of a command that gets the contact as a vCard.
pub(super) fn spec_pipe(session: &Session, contact: ContactId) -> Result<FormSpec, AppError> {
    let name = card::card(session, contact, session.today())?.name;
    let hint = "it gets the vCard on its standard input: `qrencode -t utf8`, `less`";
    let fields = vec![line(FieldId::Entry, "command", "", hint)];
    let spec = plain(FormKind::Pipe(contact), format!("Give {name} to a command"), fields);
    Ok(FormSpec { verb: "run it".to_owned(), ..spec })
}

/// Gives the contact as a vCard to the command.
pub(super) fn pipe(
    session: &Session,
    contact: ContactId,
    answers: &Answers,
) -> Result<Outcome, AppError> {
    let command = answers.text(FieldId::Entry).to_owned();
    if command.is_empty() {
        let problem = Some("type a command, as in a shell".to_owned());
        let fields = vec![FieldNote { id: FieldId::Entry, echo: None, problem }];
        return Ok(Outcome::Refused { fields, sentence: String::new() });
    }
    Ok(match copying::card(session, contact)? {
        CopiedCard::Passed { text, left } => {
            let left = stay(&left).trim_start_matches("; ").to_owned();
            let said = (!left.is_empty()).then_some(left);
            Outcome::Lend(Program::Pipe { command, input: Foreign(text) }, said)
        }
        CopiedCard::Refused { why } => refused(format!("not given away: {why}; `w` says more")),
    })
}

/// What is left out, in the words of the bottom line.
fn stay(left: &[String]) -> String {
    if left.is_empty() {
        return String::new();
    }
    let count = text::count(left.len(), "value stays", "values stay");
    format!("; {count}: {}", left.join(", "))
}

fn refused(sentence: String) -> Outcome {
    Outcome::Refused { fields: Vec::new(), sentence }
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_a_web_page_is_a_web_address() {
        for (value, expected) in [
            ("https://example.org/a?b=c", Some("https://example.org/a?b=c")),
            (" example.org/über ", Some("https://example.org/über")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https://example.org/\u{1b}]52;c;x", None),
            ("https://example.org/\u{202e}gro", None),
            ("two words", None),
            ("", None),
        ] {
            assert_eq!(web_address(value).as_deref(), expected, "{value}");
        }
    }
}
