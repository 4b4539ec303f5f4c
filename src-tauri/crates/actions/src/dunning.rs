//! How one reminds, what the client says to it, and what keeps reminders back.

pub mod dispute;
pub mod lateness;
pub mod payment_plan;
pub mod policy;
pub mod promise;
pub mod reception;
pub mod stop;
