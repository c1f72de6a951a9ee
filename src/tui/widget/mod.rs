//! Small parts that several panes share.

pub mod input;
pub mod list;
pub mod row;
pub mod text;
