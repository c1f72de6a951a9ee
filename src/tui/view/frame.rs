//! What stands around the panes: the top line, the bottom line, and sentences instead of panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::command::{Command, Resolved, Scope, spelled};
use crate::tui::layout::LEAST;
use crate::tui::model::{
    Errand, FieldKind, Form, FormKind, Model, Overlay, Pane, QuerySaid, Stage, Standing, Stop,
    Trouble,
};
use crate::tui::theme::Role;
use crate::tui::update::scopes;
use crate::tui::widget::row::Row;
use crate::tui::widget::text;

/// Below so many cells the top line counts without words, if it has to warn.
const SHORT_BELOW: u16 = 60;

/// Whose vault it is, and what waits in it.
pub(super) fn header(model: &Model, buffer: &mut Buffer, area: Rect) {
    let header = &model.header;
    let mut row = Row::new(buffer, model.theme, area, 0);
    row.gap(1).put("Candor", Role::Bright).gap(2);
    if model.stage == Stage::Door {
        return;
    }
    // Where there is little room, the counts keep their signs and give up their words.
    let narrow = area.width < SHORT_BELOW && !header.warnings.is_empty();
    let counted = |sign: &str, count: usize, word: &str| {
        let word = if narrow { String::new() } else { format!(" {word}") };
        format!("{sign} {}{word}", text::grouped(count))
    };
    let unjustified = counted("!", header.unjustified, "unjustified");
    let due = if header.more_due { "and more due" } else { "due" };
    let due = counted("·", header.due, due);
    let mut right: Vec<(&str, Role)> = Vec::new();
    if header.due > 0 {
        right.push((&due, Role::Due));
    }
    if header.unjustified > 0 {
        right.extend([("   ", Role::Text), (&unjustified, Role::Bad)]);
    }
    if right.is_empty() && header.contacts > 0 {
        right.push(("✓ nothing due", Role::Muted));
    }
    right.push((" ", Role::Text));
    row.right(&right);
    for warning in &header.warnings {
        row.put(&format!("! {warning}"), Role::Bad).gap(2);
    }
    // Less than that of a name says nothing.
    if row.room() >= 8 {
        row.put(&header.owner, Role::Muted).gap(2).put(&header.today, Role::Muted);
    }
}

/// The bottom line: a message, what may follow a prefix, or what can be done here.
pub(super) fn hints(model: &Model, buffer: &mut Buffer, area: Rect) {
    let mut row = Row::new(buffer, model.theme, area, 0);
    row.gap(1);
    let running = model.errands.front();
    if let Some(errand) = running.filter(|errand| errand.stop != Stop::Never) {
        let words = format!("{} ", said_of(errand));
        let (key, stops) = match errand.stop {
            Stop::Can => ("  esc", " stops "),
            Stop::Never | Stop::Asked => ("", ""),
        };
        row.right(&[(&words, Role::Due), (key, Role::Key), (stops, Role::Muted)]);
    }
    if let Some(errand) = running.filter(|errand| errand.stop == Stop::Never) {
        row.put(errand.words, Role::Muted);
    } else if let Some(message) = &model.message {
        let role = Role::from(message.standing);
        row.put(message.standing.sign().trim_end(), role);
        row.gap(u16::from(message.standing != Standing::Unsaid));
        row.put(&message.text, Role::Text);
    } else if let Some(said) = said_of_query(model) {
        query_hints(&mut row, said);
    } else if model.pending.is_empty() {
        usual_hints(model, &mut row);
    } else {
        following(model, &mut row);
    }
}

/// What is done while the screen goes on, and how far it has come.
fn said_of(errand: &Errand) -> String {
    let words = if errand.stop == Stop::Asked { "stopping …" } else { errand.words };
    match errand.progress {
        Some((done, total)) if total > 0 => {
            let part = done.min(total).saturating_mul(100) / total;
            format!("{words} {part} %")
        }
        Some(_) | None => words.to_owned(),
    }
}

/// What is said of the query that is being typed.
fn said_of_query(model: &Model) -> Option<&QuerySaid> {
    let list = model.is_filtering() && model.overlay.is_none() && model.board.open.is_none();
    model.contacts.rows.said.as_deref().filter(|_| list)
}

/// How a query may go on and what it asks, or what is wrong with it.
fn query_hints(row: &mut Row<'_>, said: &QuerySaid) {
    if !said.problem.is_empty() && said.completions.is_empty() {
        row.put("! ", Role::Bad).put(&said.problem, Role::Text);
        return;
    }
    if !said.completions.is_empty() {
        row.put("tab", Role::Key).gap(1);
    }
    let ways = !said.completions.is_empty();
    for (at, (word, _)) in said.completions.iter().enumerate() {
        if text::cells(word) + 3 > row.room() {
            break;
        }
        row.put(word, if at == 0 { Role::Bright } else { Role::Muted }).gap(2);
    }
    row.gap(u16::from(ways)).put(&said.explained, Role::Muted);
}

fn following(model: &Model, row: &mut Row<'_>) {
    row.put(&spelled(&model.pending), Role::Bright).put("…", Role::Muted).gap(2);
    if let Resolved::Prefix(next) = model.keys.resolve(&scopes(model), &model.pending) {
        for (chord, command) in next {
            let entry = command.entry();
            let hint = entry
                .map_or("", |entry| if entry.hint.is_empty() { entry.name } else { entry.hint });
            if !hint_of(row, &chord.to_string(), hint, WIDE_GAP) {
                row.put("…", Role::Muted);
                return;
            }
        }
    }
    hint_of(row, "esc", "back", WIDE_GAP);
}

/// Cells between hints, and where not all of them fit so.
const WIDE_GAP: u16 = 3;
const NARROW_GAP: u16 = 2;

/// Puts a key with its words; says whether there was room for it.
fn hint_of(row: &mut Row<'_>, key: &str, words: &str, gap: u16) -> bool {
    let fits = !key.is_empty() && text::cells(key) + text::cells(words) + 2 <= row.room();
    if fits {
        row.put(key, Role::Key).gap(1).put(words, Role::Muted).gap(gap);
    }
    fits
}

fn usual_hints(model: &Model, row: &mut Row<'_>) {
    if let Some(Overlay::LeaveForm(_)) = &model.overlay {
        row.put("This is not saved.", Role::Text).gap(3);
    }
    let scopes = scopes(model);
    if model.stage == Stage::Door {
        let key = model.keys.shown(Command::Interrupt).unwrap_or_default();
        row.right(&[(key.as_str(), Role::Key), (" leave ", Role::Muted)]);
    }
    if scopes.contains(&Scope::Panes) {
        let key = model.keys.shown(Command::Help).unwrap_or_default();
        row.right(&[(key.as_str(), Role::Key), (" help ", Role::Muted)]);
    }
    let next = next(model);
    let mut hints = first_hints(model, &scopes, next);
    for entry in Command::table() {
        let here = scopes.contains(&entry.scope) && !entry.hint.is_empty();
        // Without a key there is nothing to hint at; behind a prefix the prefix stands for it.
        let single = model.keys.first(entry.command).is_some_and(|keys| keys.len() == 1);
        if !here || !single || is_noise(model, entry.command) {
            continue;
        }
        let key = model.keys.shown(entry.command).unwrap_or_default();
        let words = match (entry.command, &model.overlay) {
            (Command::FormSave | Command::Answer, Some(Overlay::Form(form))) => {
                form.spec.verb.as_str()
            }
            (Command::Answer, Some(Overlay::Trouble(_))) => "go on",
            (Command::Decline, Some(Overlay::Form(_))) => "back",
            (Command::LeaveKeep, _) if model.unfinished().is_none() => "throw it away",
            (Command::FormLeave, _) if model.stage == Stage::Door => "back",
            (Command::Remedy, _) => next,
            (Command::Edit, _) if model.segment().is_some() => "rename",
            _ => entry.hint,
        };
        hints.push((key, words));
        if entry.command == Command::Filter && model.contact().is_some() {
            hints.extend(prefixes(model));
        }
    }
    let cells = |(key, words): &(String, &str)| text::cells(key) + text::cells(words) + 1;
    let all: usize = hints.iter().map(|hint| cells(hint) + usize::from(WIDE_GAP)).sum();
    let gap = if all > row.room() { NARROW_GAP } else { WIDE_GAP };
    for (key, words) in hints {
        hint_of(row, &key, words, gap);
    }
}

/// What can be done with all that are marked, before everything else.
const ON_MARKED: [(Command, &str); 4] = [
    (Command::Delete, "delete them"),
    (Command::FollowUp, "follow up"),
    (Command::Merge, "merge two"),
    (Command::MarkGroup, "the others"),
];

fn marks_in_list(model: &Model) -> bool {
    let listed = model.board.open.is_none() && model.focus == Pane::List && !model.why.open;
    listed && !model.contacts.marked.is_empty()
}

/// What a board's line or the marked contacts ask for comes before all else.
fn first_hints<'a>(model: &Model, scopes: &[Scope], next: &'a str) -> Vec<(String, &'a str)> {
    let on_line = [
        (Command::Remedy, next, !next.is_empty()),
        (Command::MarkGroup, "mark the group", model.board.has_marks_to_offer()),
    ];
    let on_line = on_line.into_iter().filter(|(.., offered)| *offered);
    let wanted: Vec<(Command, &str)> = if on_board(model) && scopes.contains(&Scope::Board) {
        on_line.map(|(command, words, _)| (command, words)).collect()
    } else if marks_in_list(model) && scopes.contains(&Scope::Contacts) {
        ON_MARKED.to_vec()
    } else {
        Vec::new()
    };
    let shown = |(command, words)| Some((model.keys.shown(command)?, words));
    wanted.into_iter().filter_map(shown).collect()
}

/// The prefixes stand for all that follows them.
fn prefixes(model: &Model) -> Vec<(String, &'static str)> {
    let listed = model.board.open.is_none() && model.focus == Pane::List;
    let all = [
        (Command::StageNext, "work"),
        (Command::ConsentGive, "consent"),
        (Command::Objection, "rights"),
        (Command::GoContacts, "go to"),
        (Command::SortName, "sort"),
        (Command::CopyValue, "copy"),
    ];
    let here = all.into_iter().filter(|(command, _)| *command != Command::SortName || listed);
    here.filter_map(|(command, words)| Some((model.keys.prefix(command)?.to_string(), words)))
        .collect()
}

const fn on_board(model: &Model) -> bool {
    model.board.open.is_some() && matches!(model.focus, Pane::List) && !model.why.open
}

/// What `.` would do now, in a word or two; empty where there is nothing to do.
fn next(model: &Model) -> &str {
    if on_board(model) {
        return model.board.next();
    }
    let detail = model.contact().and_then(|contact| model.detail.of(contact));
    detail.map_or("", |detail| detail.next.as_str())
}

/// Hints that would only repeat what everybody knows or what cannot be done now.
fn is_noise(model: &Model, command: Command) -> bool {
    let nobody = model.contact().is_none();
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other command has its hint")]
    match command {
        Command::Remedy => next(model).is_empty() || on_board(model),
        Command::FormNext => {
            let more =
                |form: &Form| form.fields.iter().filter(|field| form.asks(field)).count() > 1;
            matches!(&model.overlay, Some(Overlay::Form(form)) if !more(form))
        }
        // In the why pane the line's own keys come first.
        Command::ContactNew | Command::Filter => model.focus == Pane::Why,
        Command::FollowUp if marks_in_list(model) => true,
        Command::InteractionLog | Command::FollowUp => nobody || model.focus == Pane::Why,
        Command::Edit => (nobody && model.segment().is_none()) || model.focus == Pane::Why,
        Command::Why => nobody,
        Command::WhatIf => !model.why.open,
        Command::Delete => model.focus != Pane::Card && model.segment().is_none(),
        Command::Open => model.focus == Pane::List || nobody,
        Command::Back => model.focus == Pane::List && !model.why.open,
        Command::Import => !nobody,
        Command::Resume => model.header.unfinished.is_none(),
        Command::LeaveDrop => model.unfinished().is_none(),
        Command::SegmentSave => model.contacts.query.is_empty(),
        Command::Erase
        | Command::Merge
        | Command::Undo
        | Command::Redo
        | Command::Help
        | Command::GoContacts
        | Command::GoAgenda
        | Command::GoPipeline
        | Command::GoRequests
        | Command::GoJournal
        | Command::GoSegments => true,
        Command::Decline => matches!(model.overlay, Some(Overlay::Trouble(_))),
        Command::FormEditor => {
            let long = |form: &Form| {
                let field = form.fields.get(form.focus);
                field.is_some_and(|field| field.spec.kind == FieldKind::Text)
            };
            !matches!(&model.overlay, Some(Overlay::Form(form)) if long(form))
        }
        Command::FormLeave => {
            let first =
                |form: &Form| matches!(form.spec.kind, FormKind::Unlock | FormKind::Setup(0));
            matches!(&model.overlay, Some(Overlay::Form(form)) if first(form))
        }
        _ => false,
    }
}

/// A failure: what, why, what may help.
pub(super) fn trouble(model: &Model, trouble: &Trouble, buffer: &mut Buffer, area: Rect) {
    let width = usize::from(area.width.saturating_sub(4)).min(76);
    let mut line = 0;
    let mut say = |lead: &str, words: &str, role: Role| {
        for (at, piece) in
            text::wrap(&text::clean(words), width.saturating_sub(8)).iter().enumerate()
        {
            let mut row = Row::new(buffer, model.theme, area, line);
            row.gap(1).column(if at == 0 { lead } else { "" }, 8, Role::Muted).put(piece, role);
            line += 1;
        }
    };
    say("!", &trouble.sentence, Role::Bad);
    for cause in &trouble.causes {
        say("because", cause, Role::Text);
    }
    if let Some(hint) = &trouble.hint {
        say("hint", hint, Role::Bright);
    }
}

/// A sentence where the panes have no room.
pub(super) fn too_small(model: &Model, buffer: &mut Buffer) {
    let area = Rect { x: 0, y: 0, width: model.size.width, height: model.size.height };
    let sentence = format!(
        "Candor needs {}×{}; this is {}×{}.",
        LEAST.width, LEAST.height, area.width, area.height
    );
    for (line, piece) in text::wrap(&sentence, usize::from(area.width)).iter().enumerate() {
        Row::new(buffer, model.theme, area, line).put(piece, Role::Text);
    }
}
