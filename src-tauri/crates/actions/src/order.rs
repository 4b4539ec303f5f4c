//! Orders: a quote accepted, and what happens to it since.

pub mod accept;
pub mod acceptance;
pub mod amendment;
pub mod events;
pub mod in_force;
pub mod papers;
pub mod vat;
