//! What leaves for the client, and the words it takes.

mod asked;
mod claimed;
pub mod left;
pub mod material;
pub mod message;
mod notice;
pub mod queue;
pub mod reminder;
pub mod send;
pub mod template;
pub mod withdraw;
pub mod write;
pub mod written;
