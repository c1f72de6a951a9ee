//! Palette and help.

use super::{as_of, key, remember, scopes, select};
use crate::tui::command::{Command, Scope};
use crate::tui::model::{Finder, FinderKind, Found, Model, Overlay, Pane, Place};
use crate::tui::msg::{Ask, Effect};
use crate::tui::widget::input::Line;
use crate::tui::widget::list::Motion;

/// Opens palette or help over what is shown.
pub(super) fn open(model: &mut Model, kind: FinderKind) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Finder(_))) {
        return Vec::new();
    }
    let finder = Finder {
        kind,
        query: Line::default(),
        found: Vec::new(),
        place: Place::default(),
        scopes: scopes(model),
        under: model.overlay.take().map(Box::new),
    };
    model.overlay = Some(Overlay::Finder(finder));
    narrow(model);
    Vec::new()
}

/// Whether the palette has the commands of a place: those of all panes, and of why while it is open.
fn in_palette(here: &[Scope], scope: Scope) -> bool {
    matches!(scope, Scope::Panes | Scope::Global) || (scope == Scope::Why && here.contains(&scope))
}

/// Finds what fits the query: words in any order, then letters in order.
pub(super) fn narrow(model: &mut Model) {
    let recent = model.recent.clone();
    let Some(Overlay::Finder(finder)) = &mut model.overlay else {
        return;
    };
    let query = finder.query.text().to_lowercase();
    let given = given(finder).map(|(command, _)| command);
    let mut found: Vec<(usize, usize, Found)> = Vec::new();
    for (at, entry) in Command::table().iter().enumerate() {
        let place = match finder.kind {
            FinderKind::Palette if !in_palette(&finder.scopes, entry.scope) => continue,
            FinderKind::Palette => 0,
            FinderKind::Help => {
                let place = finder.scopes.iter().position(|scope| *scope == entry.scope);
                place.unwrap_or(finder.scopes.len())
            }
        };
        let Some(score) = score(&query, entry.name, entry.help) else {
            continue;
        };
        let lately = recent.iter().position(|command| *command == entry.command);
        let rank = match finder.kind {
            FinderKind::Palette if query.is_empty() => lately.unwrap_or(recent.len()),
            FinderKind::Palette => score,
            FinderKind::Help => place,
        };
        found.push((rank, at, Found { command: entry.command, scope: entry.scope }));
    }
    found.sort_by_key(|(rank, at, found)| (*rank, found.scope, *at));
    let with_argument = given.and_then(Command::entry);
    let with_argument =
        with_argument.map(|entry| Found { command: entry.command, scope: entry.scope });
    let others = found.into_iter().map(|(.., found)| found);
    let others = others.filter(|found| Some(found.command) != given);
    finder.found = with_argument.into_iter().chain(others).collect();
    finder.place = Place::default();
}

/// The command and its argument, where the palette's line has both.
fn given(finder: &Finder) -> Option<(Command, &str)> {
    let in_panes = finder.scopes.contains(&Scope::Panes);
    let palette = finder.kind == FinderKind::Palette && in_panes;
    Command::with_argument(finder.query.text()).filter(|_| palette)
}

/// Runs a command with what is typed behind its name: a query and a day at once, else in the
/// form, which is then saved by one key more.
fn run_with(model: &mut Model, command: Command, argument: &str) -> Vec<Effect> {
    remember(model, command);
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other one opens a form")]
    match command {
        Command::Filter => {
            let mut effects = select::focus(model, Pane::List);
            model.query_mut().set("");
            model.query_mut().paste(argument);
            effects.extend(select::search(model));
            effects
        }
        Command::AsOf => as_of::ask_as_of(model, argument),
        _ => {
            let effects = key::run(model, command);
            let opens = |effect: &Effect| matches!(effect, Effect::Ask(_, Ask::Form(_)));
            if effects.iter().any(opens) && model.fills.is_none() {
                model.fills = Some(argument.to_owned());
            }
            effects
        }
    }
}

/// Lower is better; none does not fit.
fn score(query: &str, name: &str, help: &str) -> Option<usize> {
    let help = help.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.iter().all(|word| name.split('-').any(|part| part.starts_with(word))) {
        return Some(0);
    }
    if words.iter().all(|word| name.contains(word)) {
        return Some(1);
    }
    if words.iter().all(|word| help.contains(word)) {
        return Some(2);
    }
    let mut letters = name.chars();
    let in_order =
        query.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|c| c == wanted));
    in_order.then_some(3)
}

/// A command of palette and help.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let page = usize::from(model.size.height / 2).max(1);
    let Some(Overlay::Finder(finder)) = &mut model.overlay else {
        return Vec::new();
    };
    let total = finder.found.len();
    #[expect(clippy::wildcard_enum_match_arm, reason = "called with the finder's commands only")]
    match command {
        Command::FinderDown => finder.place.go(Motion::Down(1), total),
        Command::FinderUp => finder.place.go(Motion::Up(1), total),
        Command::FinderPageDown => finder.place.go(Motion::Down(page), total),
        Command::FinderPageUp => finder.place.go(Motion::Up(page), total),
        Command::FinderRun => {
            let chosen = finder.found.get(finder.place.cursor).copied();
            let here = chosen.is_some_and(|found| finder.scopes.contains(&found.scope));
            let panes = chosen.is_some_and(|found| found.scope == Scope::Panes);
            let given = given(finder).map(|(command, argument)| (command, argument.to_owned()));
            let given =
                given.filter(|(command, _)| chosen.map(|one| one.command) == Some(*command));
            model.overlay = finder.under.take().map(|under| *under);
            if let Some((command, argument)) = given {
                return run_with(model, command, &argument);
            }
            return match chosen {
                Some(found) if here || (panes && model.overlay.is_none()) => {
                    key::run(model, found.command)
                }
                _ => Vec::new(),
            };
        }
        _ => model.overlay = finder.under.take().map(|under| *under),
    }
    Vec::new()
}
