//! Clients, the people who work there, and what is known of them.

pub mod caution;
pub mod client;
pub mod directory;
pub mod duplicates;
pub(crate) mod emptied;
pub mod erasure;
pub mod import;
pub mod person;
pub mod person_erasure;
pub mod solvency;
