//! Payments: what was received, what it settles, what was given back.

pub mod again;
pub mod cheque;
pub mod payable;
pub mod receipt;
pub mod record;
pub mod remainder;
pub mod reverse;
pub mod unused;
pub mod weigh;
pub mod write;
pub mod write_off;
