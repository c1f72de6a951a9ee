//! Check.
/// x
#[derive(Debug)]
pub struct Finding;
