//! Outbox: messages that wait for the mail server, what may become of each, and when it is tried again.

pub mod account;
pub mod by_itself;
pub mod message;
pub mod retry;
