//! What leaves for the client, and the words it takes.

mod asked;
mod claimed;
pub mod material;
pub mod message;
pub mod reminder;
pub mod send;
pub mod withdraw;
pub mod write;
