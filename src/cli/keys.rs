//! `candor keys`: the reference of all keys, as the screen's table and the user's settings have it.

use clap::Args;
use serde_json::{Value as Json, json};

use super::{CliError, desk::Desk};
use crate::config::KeyPlace;

/// Options of `candor keys`.
#[derive(Args, Debug)]
pub struct Keys {}

impl Keys {
    #[expect(clippy::unused_self, reason = "every command is run alike")]
    pub(super) fn run(self, desk: &Desk<'_>, places: &[KeyPlace]) -> Result<(), CliError> {
        if desk.printer.is_json() {
            let places: Vec<Json> = places.iter().map(place).collect();
            return desk.printer.json(&json!({ "places": places }));
        }
        let rows = places.iter().flat_map(|place| {
            place.lines.iter().map(|line| {
                let keys = line.keys.join(", ");
                vec![place.title.to_owned(), keys, line.command.to_owned(), line.help.to_owned()]
            })
        });
        desk.printer.table(&["where", "keys", "command", "what it does"], &rows.collect::<Vec<_>>())
    }
}

fn place(place: &KeyPlace) -> Json {
    let lines = place.lines.iter();
    let lines =
        lines.map(|line| json!({ "command": line.command, "keys": line.keys, "help": line.help }));
    json!({ "place": place.title, "commands": lines.collect::<Vec<_>>() })
}
