//! What you can do: actions and questions over the books.
//!
//! Architecture invariant: everything goes through the list in `surface.rs`; no Tauri here; rules live in `journey`.

pub mod act;
pub mod attachment;
pub mod backup;
pub mod books;
pub mod cancel;
pub mod cli;
pub mod contact;
pub mod credit;
pub mod deal;
pub mod delivery;
pub mod demo;
pub mod deposit;
pub mod draft;
pub mod error;
pub mod follow_up;
pub mod host;
pub mod invoice;
#[cfg(feature = "loader")]
pub mod loader;
pub mod log;
pub mod order;
pub mod paper;
pub mod past;
pub mod payment;
pub mod progress;
mod projection;
pub mod quote;
pub mod review;
pub mod search;
pub mod sending;
pub mod standalone;
pub mod surface;
pub mod terms;
pub mod timeline;
pub mod today;
