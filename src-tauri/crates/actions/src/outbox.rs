//! The outbox: what the user does with a message that waits, what becomes of each as it is handed over, and how messages
//! leave at all.

pub mod hand;
pub mod mind;
pub mod reminders;
pub mod server;
