//! What a change opens, closes, keeps and loses, told in the same form by every command.

use serde_json::{Value, json};

use super::{CliError, desk::Desk};
use crate::app::{Done, Forecast, Kept, Mode};

/// Tells what was recorded: its number as the answer, what follows from it beside the answer.
pub(super) fn done<T>(
    desk: &Desk<'_>,
    what: &str,
    done: &Done<T>,
    number: &dyn Fn(&T) -> Option<u64>,
    mode: Mode,
) -> Result<(), CliError> {
    let number = number(&done.value);
    let tried = mode == Mode::Preview;
    if desk.printer.is_json() {
        let mut answer = forecast_json(&done.forecast);
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
        desk.printer.table(&["what", "number"], &[vec![what.to_owned(), number.to_string()]])?;
    }
    forecast(desk, &done.forecast);
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
        say("keeps", &format!("{} until {} ({})", kept.label, kept.hold_until, kept.why));
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
    })
}
