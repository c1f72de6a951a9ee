//! Where answers go: data to standard output, talk to standard error; tables to a terminal,
//! tab-separated lines to a pipe, JSON to whoever asks for it.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use super::{
    CliError,
    text::{cells, clean, cut},
};
use crate::config::Environment;

/// Prints answers in the form that was asked for.
pub(super) struct Printer {
    out: io::Stdout,
    form: Form,
    width_cells: usize,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Aligned, with a header, for people.
    Table,
    /// One line a row, fields between tabs, no header.
    Lines,
    /// JSON.
    Json,
}

impl Printer {
    pub(super) fn new(json: bool, environment: &Environment) -> Self {
        let terminal = io::stdout().is_terminal();
        let form = match (json, terminal) {
            (true, _) => Form::Json,
            (false, true) => Form::Table,
            (false, false) => Form::Lines,
        };
        let size = || rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| size.ws_col);
        let columns = if terminal {
            size().filter(|columns| *columns > 0).or(environment.columns)
        } else {
            None
        };
        Self { out: io::stdout(), form, width_cells: usize::from(columns.unwrap_or(100)) }
    }

    pub(super) fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// Prints one JSON value.
    pub(super) fn json(&self, value: &Value) -> Result<(), CliError> {
        let mut out = self.out.lock();
        serde_json::to_writer_pretty(&mut out, value)
            .map_err(|error| CliError::Output(error.into()))?;
        Ok(writeln!(out)?)
    }

    /// Prints rows; the last column takes what room is left.
    pub(super) fn table(&self, headers: &[&str], rows: &[Vec<String>]) -> Result<(), CliError> {
        let mut out = io::BufWriter::new(self.out.lock());
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| clean(cell).into_owned()).collect())
            .collect();
        if self.form == Form::Lines {
            for row in rows {
                writeln!(out, "{}", row.join("\t"))?;
            }
            return Ok(out.flush()?);
        }
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let mut widths = vec![0; headers.len()];
        for row in rows.iter().chain([&headers]) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cells(cell));
            }
        }
        narrow(&mut widths, self.width_cells);
        if rows.is_empty() {
            return Ok(());
        }
        for row in [&headers].into_iter().chain(&rows) {
            writeln!(out, "{}", line(row, &widths))?;
        }
        Ok(out.flush()?)
    }

    /// Prints what was recorded, with the number by which it is named from now on.
    pub(super) fn recorded(&self, what: &str, number: u64) -> Result<(), CliError> {
        match self.form {
            Form::Table => self.line_of(&format!("{what} (number {number})")),
            Form::Lines | Form::Json => {
                self.table(&[], &[vec![what.to_owned(), number.to_string()]])
            }
        }
    }

    /// Prints one line of an answer, made harmless.
    pub(super) fn line_of(&self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out.lock(), "{}", clean(text))?)
    }

    /// Prints text of our own, as it is.
    pub(super) fn raw(&self, text: &str) -> Result<(), CliError> {
        Ok(write!(self.out.lock(), "{text}")?)
    }

    /// Says something beside the answer; not where a program listens.
    pub(super) fn talk(&self, text: &str) {
        if !self.is_json() {
            // Nobody is left to be told that standard error is closed.
            let _ = writeln!(io::stderr().lock(), "{}", clean(text));
        }
    }
}

/// A row on one line, each cell as wide as its column.
fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        let cell = cut(cell, *width);
        let fill = width.saturating_sub(cells(&cell)) + 2;
        line.push_str(&cell);
        line.extend(std::iter::repeat_n(' ', fill));
    }
    line.truncate(line.trim_end().len());
    line
}

/// Takes from the widest column until the table fits, and from none so much that nothing is left.
fn narrow(widths: &mut [usize], room_cells: usize) {
    const GAP: usize = 2;
    const LEAST: usize = 10;
    for _ in 0..widths.len() {
        let total: usize = widths.iter().map(|width| width + GAP).sum();
        let Some(over) = total.checked_sub(room_cells + GAP).filter(|over| *over > 0) else {
            return;
        };
        let next = widths.iter().copied().max().unwrap_or_default();
        if let Some(widest) = widths.iter_mut().find(|width| **width == next) {
            *widest = widest.saturating_sub(over).max(LEAST.min(*widest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::narrow;

    #[test]
    fn the_widest_column_gives_way() {
        let mut widths = [6, 72, 11, 11];
        narrow(&mut widths, 60);
        assert_eq!(widths, [6, 26, 11, 11]);
        narrow(&mut widths, 20);
        assert_eq!(widths, [6, 10, 10, 10]);
    }
}
