pub mod identifiers;
pub mod input;
pub mod money;
pub mod refusal;
pub mod words;
