//! What a change opens, closes, keeps and loses, told in the same form by every command.

use serde_json::{Value, json};

use super::{CliError, desk::Desk};
use crate::{
    app::{
        Done, Forecast, Kept, Mode, Session,
        card::DutyLine,
        find::ContactRow,
        hints::{HintLine, Text},
        rights,
    },
    domain::{ContactId, Day, DutyState, HintMark, How, Money, Sign, Source, hint::HintKind},
};

/// Tells what was recorded: its number as the answer, what follows from it beside the answer.
pub(super) fn done<T>(
    desk: &Desk<'_>,
    what: &str,
    done: &Done<T>,
    number: &dyn Fn(&T) -> Option<u64>,
    mode: Mode,
) -> Result<(), CliError> {
    done_with(desk, what, done, number, mode, Vec::new())
}

/// The same, with more for programs than follows from every change.
pub(super) fn done_with<T>(
    desk: &Desk<'_>,
    what: &str,
    done: &Done<T>,
    number: &dyn Fn(&T) -> Option<u64>,
    mode: Mode,
    beside: Vec<(&str, Value)>,
) -> Result<(), CliError> {
    let number = number(&done.value);
    let tried = mode == Mode::Preview;
    if desk.printer.is_json() {
        let mut answer = forecast_json(&done.forecast);
        if let Value::Object(fields) = &mut answer {
            fields.extend(beside.into_iter().map(|(key, value)| (key.to_owned(), value)));
        }
        if let (Value::Object(fields), Some(number), false) = (&mut answer, number, tried) {
            fields.shift_insert(0, "id".to_owned(), number.into());
        }
        if let (Value::Object(fields), true) = (&mut answer, tried) {
            fields.insert("dry_run".to_owned(), true.into());
        }
        return desk.printer.json(&answer);
    }
    if tried {
        desk.printer.talk(&format!("{what} would be recorded; nothing was written"));
    } else if let Some(number) = number {
        desk.printer.recorded(what, number)?;
    }
    forecast(desk, &done.forecast);
    Ok(())
}

/// Says until when the law of their country would leave time for an opt-out, where it gives days.
pub(super) fn legal_limit(
    desk: &Desk<'_>,
    session: &Session,
    contact: ContactId,
    on: Day,
) -> Result<(), CliError> {
    if let Some(limit) = rights::legal_limit(session, contact, on)? {
        desk.printer.talk(&format!("  counts  at once (the law would leave time until {limit})"));
    }
    Ok(())
}

/// Tells a forecast beside the answer.
fn forecast(desk: &Desk<'_>, forecast: &Forecast) {
    let say = |word: &str, text: &str| desk.printer.talk(&format!("  {word:<7} {text}"));
    for text in &forecast.opens {
        say("opens", text);
    }
    for text in &forecast.closes {
        say("closes", text);
    }
    for kept in &forecast.keeps {
        let why = if kept.why.is_empty() { String::new() } else { format!(" ({})", kept.why) };
        let until = kept.hold_until.day().map(|day| format!(" until {day}")).unwrap_or_default();
        say("keeps", &format!("{}{until}{why}", kept.label));
    }
    for kept in &forecast.loses {
        say("loses", &format!("{} ({})", kept.label, kept.why));
    }
    for text in &forecast.duties {
        say("due", text);
    }
    for text in &forecast.unassessed {
        say("needs", &format!("`candor assess {text}`: nothing rests on that interest before"));
    }
    for line in &forecast.hints {
        say("hint", &hint_sentence(line));
    }
}

/// What a text seems to speak of, and what follows, in a sentence.
pub(super) fn hint_sentence(line: &HintLine) -> String {
    let HintLine { label, kind, words, mark, .. } = line;
    let seems = format!("this {label} seems to speak of {} (“{words}”)", kind.about());
    let at = text_of(line.text);
    match (kind, mark) {
        (HintKind::ThirdPerson, _) => format!("{seems}: leave out what you do not need of them"),
        (HintKind::Special(_), HintMark::Look) => {
            format!("{seems}: look at it, and say so if it errs (`candor hint clear WHO {at}`)")
        }
        (HintKind::Special(_), HintMark::None | HintMark::ByHint | HintMark::Errs) => format!(
            "{seems}: it counts as special until you say that this errs \
             (`candor hint clear WHO {at}`) or split it (`candor hint split WHO {at}`)"
        ),
    }
}

/// A hint, as programs read it.
pub(super) fn hint(line: &HintLine) -> Value {
    json!({
        "text": text_of(line.text),
        "category": line.label,
        "about": line.kind.word(),
        "words": line.words,
        "state": mark(line.mark),
    })
}

/// The words by which commands name a text.
pub(super) fn text_of(text: Text) -> String {
    match text {
        Text::Datum(id) => format!("#{id}"),
        Text::Talk(id) => format!("talk/{id}"),
    }
}

/// What became of a hint.
pub(super) fn mark(mark: HintMark) -> &'static str {
    match mark {
        HintMark::None => "hint",
        HintMark::Look => "to-look-at",
        HintMark::ByHint => "marked",
        HintMark::Errs => "errs",
    }
}

fn forecast_json(forecast: &Forecast) -> Value {
    let kept = |list: &[Kept]| -> Vec<Value> {
        list.iter()
            .map(|kept| {
                json!({
                    "label": kept.label,
                    "standing": kept.standing.word(),
                    "hold_until": kept.hold_until.to_string(),
                    "why": kept.why,
                })
            })
            .collect()
    };
    json!({
        "opens": forecast.opens,
        "closes": forecast.closes,
        "keeps": kept(&forecast.keeps),
        "loses": kept(&forecast.loses),
        "duties": forecast.duties,
        "unassessed": forecast.unassessed,
        "hints": forecast.hints.iter().map(hint).collect::<Vec<_>>(),
    })
}

/// A contact of a list, as programs read it.
pub(super) fn row(row: &ContactRow) -> Value {
    json!({ "id": row.id.0, "name": row.name, "detail": row.detail, "sign": sign(row.sign) })
}

/// A contact of a list, as a row of a table.
pub(super) fn cells(row: &ContactRow) -> Vec<String> {
    vec![row.id.to_string(), row.name.clone(), row.detail.clone(), sign(row.sign).to_owned()]
}

/// The word for the verdicts of a contact in one.
pub(super) fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Unjustified => "unjustified",
        Sign::Violated => "overdue",
        Sign::Restricted => "restricted",
        Sign::Due => "due",
        Sign::Clear => "clear",
        Sign::NotJudged => "not-judged",
    }
}

/// Whether something is still to be done.
pub(super) fn is_open(duty: &DutyLine) -> bool {
    match duty.state {
        DutyState::Open | DutyState::Violated => true,
        DutyState::MetLate(_) => false,
    }
}

/// Something owed to a person, as programs read it.
pub(super) fn duty(duty: &DutyLine) -> Value {
    let (state, done_on) = match duty.state {
        DutyState::Open => ("open", None),
        DutyState::Violated => ("violated", None),
        DutyState::MetLate(on) => ("met-late", Some(on.to_string())),
    };
    json!({
        "kind": duty.kind.word(),
        "article": duty.kind.article(),
        "purpose": (!duty.purpose.is_empty()).then_some(&duty.purpose),
        "due": duty.due.to_string(),
        "state": state,
        "done_on": done_on,
        "text": duty.text,
    })
}

/// `1200.50 EUR`
pub(super) fn money(money: Money) -> String {
    let currency = String::from_utf8_lossy(&money.currency);
    let minus = if money.minor < 0 { "-" } else { "" };
    let minor = money.minor.unsigned_abs();
    format!("{minus}{}.{:02} {currency}", minor / 100, minor % 100)
}

/// From whom a value came.
pub(super) fn source(source: &Source) -> String {
    match source {
        Source::Person => "person".to_owned(),
        Source::PublishedByPerson => "published".to_owned(),
        Source::ThirdParty(name) => format!("third-party:{name}"),
        Source::Public(name) => format!("public:{name}"),
        Source::Ourselves => "ourselves".to_owned(),
        Source::Unknown => "unknown".to_owned(),
    }
}

/// By which means it came.
pub(super) fn how(how: &How) -> String {
    match how {
        How::Typed => "typed".to_owned(),
        How::Import { file } => format!("import:{file}"),
        How::Message => "message".to_owned(),
        How::Form => "form".to_owned(),
    }
}
