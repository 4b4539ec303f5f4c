//! How each deed reads on a timeline: one function an action, named in its line of the list.
//!
//! Invariant: told from the journal's own body, never from what the books say today, but for the name of a thing.

pub mod bank;
pub mod caution;
pub mod charges;
pub mod contact;
pub mod court;
pub mod deal;
pub mod delivery;
pub mod dunning;
pub mod follow_up;
pub mod invoice;
pub mod order;
pub mod outbox;
pub mod payment;
pub mod quote;
pub mod sending;
pub mod task;
pub mod undo;

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;

/// A deed that is about no client and no deal: it stands on no timeline.
pub fn nowhere(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::default())
}
