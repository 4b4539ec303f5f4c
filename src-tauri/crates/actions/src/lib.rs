//! What one can do: by word, what is typed, what is made of it, the deed and its preview.
//!
//! Architecture invariant: an action never asks a question of the list.

pub mod accounting;
pub mod attachment;
pub mod bank;
pub mod cancel;
pub mod catalogue;
pub mod clock;
pub mod contact;
pub mod court;
pub mod deal;
pub mod delivery;
pub mod deposit;
pub mod dunning;
pub mod follow_up;
pub mod invoice;
pub mod law;
pub mod order;
pub mod outbox;
pub mod past;
pub mod payment;
pub mod platform;
pub mod proof;
pub mod quote;
pub mod received;
pub mod review;
pub mod sending;
pub mod settings;
pub mod task;
pub mod terms;
pub mod told;
pub mod undo;
