//! The list: everything one can do, over the books; jobs and the command line.
//!
//! Architecture invariant: everything goes through the list in `surface.rs`; no Tauri here; rules live in `journey`.

pub mod cli;
pub mod describe;
pub mod jobs;
mod listing;
pub mod plan;
mod shape;
pub mod surface;

pub use books::error::Error;
pub use books::failure::Failure;
pub use books::house::House;
pub use books::log;
pub use books::opening::Opening;
pub use books::private::file as private_file;

/// Are books shut for want of a passphrase?
#[must_use]
pub fn is_locked(failure: &Failure) -> bool {
    failure.is(values::refusal::Code::Locked)
}

/// Enters the house, and keeps the backup of the day before anything else.
#[must_use]
pub fn open(opening: Opening) -> House {
    House::open(opening, &plan::PLAN, surface::ENTRIES)
}

/// Enters without the backup of the day, for whoever keeps it while people already read.
#[must_use]
pub fn enter(opening: Opening) -> House {
    House::enter(opening, &plan::PLAN, surface::ENTRIES)
}
