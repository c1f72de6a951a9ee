//! The passphrase: from a file descriptor, from a command, or typed; never from arguments or the
//! environment.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use zeroize::Zeroizing;

use super::{CliError, Global};
use crate::app::{LockKind, Passphrase, Session};

/// The passphrase of the vault in `folder`, asked on the terminal if nothing else gives it; `None`:
/// the vault has none.
pub(super) fn passphrase(global: &Global, folder: &Path) -> Result<Option<Passphrase>, CliError> {
    if Session::lock_of(folder)? == LockKind::None {
        return Ok(None);
    }
    let passphrase = match given(global)? {
        Some(passphrase) => passphrase,
        None => ask("Passphrase: ")?,
    };
    Ok(Some(passphrase))
}

/// The passphrase that the options give; `None`: they give none.
///
/// # Errors
///
/// It cannot be had from where they say.
pub fn given(global: &Global) -> Result<Option<Passphrase>, CliError> {
    if let Some(number) = global.passphrase_fd {
        let fail = |source| CliError::Passphrase { how: "from the file descriptor", source };
        let file = File::open(format!("/dev/fd/{number}")).map_err(fail)?;
        return first_line(file).map(Some).map_err(fail);
    }
    let Some(command) = &global.passphrase_command else { return Ok(None) };
    let fail = |source| CliError::Passphrase { how: "from the command", source };
    let child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::inherit())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.map_err(fail)?;
    let line = child.stdout.take().map(first_line).transpose().map_err(fail)?;
    let status = child.wait().map_err(fail)?;
    match line {
        Some(line) if status.success() => Ok(Some(line)),
        Some(_) | None => Err(fail(io::Error::other(format!("it ended with {status}")))),
    }
}

/// Asks on the terminal, without showing what is typed.
pub(super) fn ask_typed(question: &str) -> Result<Zeroizing<String>, CliError> {
    rpassword::prompt_password(question)
        .map(Zeroizing::new)
        .map_err(|source| CliError::Passphrase { how: "from the terminal", source })
}

fn ask(question: &str) -> Result<Passphrase, CliError> {
    let typed = ask_typed(question)?;
    taken(typed.to_string())
        .map_err(|source| CliError::Passphrase { how: "from the terminal", source })
}

fn taken(typed: String) -> io::Result<Passphrase> {
    Passphrase::new(typed).map_err(io::Error::other)
}

/// The first line, without its end; a passphrase may start and end with blanks.
fn first_line(from: impl io::Read) -> io::Result<Passphrase> {
    const LONGEST_BYTES: u64 = 4096;
    let mut line = Zeroizing::new(String::new());
    BufReader::new(io::Read::take(from, LONGEST_BYTES)).read_line(&mut line)?;
    let end = line.trim_end_matches(['\n', '\r']).len();
    line.truncate(end);
    taken(std::mem::take(&mut *line))
}
