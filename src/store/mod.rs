//! Everything that is kept: the only code that knows the database engine and the encrypted file.

pub mod vault;
