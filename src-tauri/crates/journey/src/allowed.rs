//! What the state of the books allows, word by word: refusals that a person reads, from facts already gathered.

pub mod acceptance;
pub mod bank;
pub mod caution;
pub mod charges;
pub mod clock;
pub mod contact;
pub mod deal;
pub mod delivery;
pub mod deposit;
pub mod dunning;
pub mod erasure;
pub mod follow_up;
pub mod invoice;
pub mod order;
pub mod past;
pub mod payment;
pub mod quote;
pub mod sending;
pub mod task;
pub mod undo;
