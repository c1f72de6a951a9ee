//! Erase.
/// x
#[derive(Debug)]
pub struct Erased;
