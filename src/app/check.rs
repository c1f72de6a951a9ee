//! Checking the vault: every page, every row, every derived row, and the journal's chain.

use crate::app::{AppError, Session};

/// What a check looked at and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What is wrong, in words, by table; empty: all is well. No personal data in it.
    pub findings: Vec<String>,
    /// Erasures that wait for the rewrite that removes their bytes.
    pub pending_erasures: usize,
}

/// Checks the whole vault.
///
/// # Errors
///
/// The vault cannot be read at all.
pub fn run(session: &Session) -> Result<Checkup, AppError> {
    let findings = session.store().check()?;
    Ok(Checkup {
        findings: findings.into_iter().map(|finding| finding.to_string()).collect(),
        pending_erasures: session.pending_erasures()?,
    })
}
