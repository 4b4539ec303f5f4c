//! What leaves for the client, and the words it takes.

pub mod announcement;
mod apart;
mod asked;
mod claimed;
mod how_to_pay;
pub mod left;
pub(crate) mod mailed;
pub mod material;
pub mod message;
mod notice;
pub mod promised;
pub mod queue;
pub mod receipt;
pub mod reminder;
pub mod send;
pub mod suspended;
pub mod template;
pub mod withdraw;
pub mod write;
pub mod written;
