//! What came in from banks: accounts, statements, and what their lines are.

pub mod lines;
pub mod matches;
pub mod statement;
pub mod watched;
