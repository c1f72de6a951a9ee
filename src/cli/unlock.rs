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
use crate::app::{Secret, Session};

/// The secret that opens the vault in `folder`; asks on the terminal if nothing else gives it.
///
/// # Errors
///
/// The passphrase cannot be had, or the vault's key file cannot be read.
pub fn secret(global: &Global, folder: &Path) -> Result<Secret, CliError> {
    if !Session::needs_passphrase(folder)? {
        return Ok(Secret::VaultKeyInClear);
    }
    match given(global)? {
        Some(passphrase) => Ok(Secret::Passphrase(passphrase)),
        None => Ok(Secret::Passphrase(ask("Passphrase: ")?)),
    }
}

/// The passphrase that the options give; `None`: they give none.
pub(super) fn given(global: &Global) -> Result<Option<Zeroizing<String>>, CliError> {
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
pub(super) fn ask(question: &str) -> Result<Zeroizing<String>, CliError> {
    rpassword::prompt_password(question)
        .map(Zeroizing::new)
        .map_err(|source| CliError::Passphrase { how: "from the terminal", source })
}

/// The first line, without its end; a passphrase may start and end with blanks.
fn first_line(from: impl io::Read) -> io::Result<Zeroizing<String>> {
    const LONGEST_BYTES: u64 = 4096;
    let mut line = Zeroizing::new(String::new());
    BufReader::new(io::Read::take(from, LONGEST_BYTES)).read_line(&mut line)?;
    let end = line.trim_end_matches(['\n', '\r']).len();
    line.truncate(end);
    if line.is_empty() { Err(io::Error::other("it is empty")) } else { Ok(line) }
}
