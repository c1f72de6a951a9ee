//! What of a contact goes to the clipboard or to another program.

use super::{
    as_of, deed,
    key::{nobody_selected, say},
};
use crate::domain::Category;
use crate::tui::command::Command;
use crate::tui::model::{Clipboard, Model, Standing, Subject};
use crate::tui::msg::{CopyWish, Deed, Effect, Program};

/// Runs a command that gives something away, or the terminal; any other is not its business.
pub(super) fn run(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other command gives nothing away")]
    Some(match command {
        Command::CopyValue => copy(model, CopyWish::Email),
        Command::CopyPhone => copy(model, CopyWish::Phone),
        Command::CopyName => copy(model, CopyWish::Name),
        Command::CopyCard => copy(model, CopyWish::Card),
        Command::CopyLink => copy(model, CopyWish::Link),
        Command::Mail => mail(model),
        Command::Shell => vec![Effect::Lend(Program::Shell)],
        _ => return None,
    })
}

/// Hands a text to the terminal's clipboard, where the user lets it.
pub(super) fn to_clipboard(model: &mut Model, text: String, sentence: String) -> Vec<Effect> {
    let said = if model.clipboard == Clipboard::Off {
        "copying is switched off: `clipboard = true` in config.toml switches it on"
    } else if text.len() > as_of::MOST_BYTES {
        "too long for a terminal's clipboard"
    } else {
        say(model, Standing::Justified, sentence);
        return vec![Effect::Copy(text)];
    };
    say(model, Standing::Due, said);
    Vec::new()
}

/// `y y` and its like: the selected value where there is one, else the contact's first of a kind.
fn copy(model: &mut Model, wish: CopyWish) -> Vec<Effect> {
    let Some(subject) = model.subject() else { return nobody_selected(model) };
    let wish = match (wish, subject) {
        (CopyWish::Email, Subject::Datum(_, datum)) => CopyWish::Value(datum),
        (CopyWish::Link, Subject::Datum(_, datum)) if is_at(model, subject, &Category::Url) => {
            CopyWish::ThatLink(datum)
        }
        _ => wish,
    };
    vec![deed(model, Deed::Copy(subject.contact(), wish))]
}

/// `m`: to the selected address where it is one, else to the contact's first.
fn mail(model: &mut Model) -> Vec<Effect> {
    let Some(subject) = model.subject() else { return nobody_selected(model) };
    let at_address = is_at(model, subject, &Category::Email);
    let address = if let Subject::Datum(_, datum) = subject { Some(datum) } else { None };
    let address = address.filter(|_| at_address);
    vec![deed(model, Deed::Mail(subject.contact(), address))]
}

/// Says whether the selected line of the card is a value of that kind.
fn is_at(model: &Model, subject: Subject, category: &Category) -> bool {
    let line = model.detail.of(subject.contact());
    let line = line.and_then(|detail| detail.card.get(model.detail.card.cursor));
    line.is_some_and(|line| {
        line.subject == Some(subject) && line.label.split(' ').next() == Some(category.word())
    })
}
