//! The post: hands messages, as they are, to the mail server that the user names, and keeps the password for it.
//!
//! Invariant: of all crates, this one alone reaches a network, and no other address than the one it was told; a failure
//! says whether nothing was taken for certain, or whether one must look.

mod account;
mod envelope;
mod failure;
mod password;
mod presets;
mod ring;
mod sentences;
mod session;
mod trial;
mod trouble;

pub use account::{Limits, Secret};
pub use envelope::Message;
pub use failure::{Failure, Kind, Retry};
pub use password::{Passwords, from_command_line};
pub use presets::{Preset, UserForm, all as presets, for_address as preset_for};
pub use ring::{Ring, Unavailable};
pub use session::{Accepted, Session, send};
pub use trial::test;
pub use values::server::{Security, Server};
