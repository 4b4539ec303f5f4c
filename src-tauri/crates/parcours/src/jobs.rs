//! Jobs: what may take long, shows how far it is, and can be stopped.

pub mod accountant;
pub mod backup;
pub mod demo;
pub mod mail;
pub mod outbox;
pub mod papers;
pub mod protection;
pub mod restore;
mod staging;
pub mod watched;
