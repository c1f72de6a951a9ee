//! `candor undo`: taking the last change back; everything but erasure can be.

use clap::Args;
use serde_json::json;

use super::{CliError, desk::Desk, text::count};
use crate::app::{
    AppError,
    undo::{self, Past},
};

/// Options of `candor undo`.
#[derive(Args, Debug)]
pub struct Undo {
    /// Do again what was undone last
    #[arg(long)]
    redo: bool,
    /// Say what it would be, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Undo {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<(), CliError> {
        let session = desk.session()?;
        let (last, word) = if self.redo {
            (undo::last_undone(&session)?, "redo")
        } else {
            (undo::last(&session)?, "undo")
        };
        let Some(last) = last else {
            return Err(CliError::None(format!("there is nothing to {word}")));
        };
        if self.dry_run {
            return told(desk, &last, None);
        }
        let done = if self.redo { undo::redo(&session)? } else { undo::undo(&session)? };
        if done.restored == 0 && done.kept > 0 {
            return Err(CliError::App(AppError::Conflict {
                message: format!(
                    "{} changed since, and stay as they are",
                    count(done.kept, "record")
                ),
                hint: "see `contact show`".to_owned(),
            }));
        }
        told(desk, &done.change, Some(done.kept))
    }
}

/// Tells which change it is, and how many records were left alone.
fn told(desk: &Desk<'_>, change: &Past, kept: Option<usize>) -> Result<(), CliError> {
    if desk.printer.is_json() {
        return desk.printer.json(&json!({
            "change": change.what,
            "at": change.at.0,
            "done": kept.is_some(),
            "kept": kept.unwrap_or_default(),
        }));
    }
    if let Some(kept @ 1..) = kept {
        desk.printer
            .talk(&format!("{} changed since, and stay as they are", count(kept, "record")));
    }
    desk.printer.line_of(change.what)
}
