//! The file: one SQLite file, opened with care; its transactions, its journal, its backups.
//!
//! Architecture invariant: no word of the trade here; what the books must know of it is handed in with the plan.

pub mod act;
pub mod backup;
pub mod body;
pub mod cipher;
pub mod draft;
pub mod drill;
mod elsewhere;
pub mod entry;
pub mod erase;
pub mod error;
pub mod failure;
pub mod file;
pub mod findings;
mod held;
pub mod house;
pub mod journal;
mod keeping;
pub mod leftovers;
mod limits;
pub mod lock;
pub mod log;
mod memo;
pub mod migrate;
mod moving;
mod opened;
pub mod opening;
pub mod path;
pub mod plan;
pub mod private;
pub mod protect;
pub mod reading;
pub mod rotation;
pub mod schema;
pub mod seal;
pub mod second;
pub mod setting;
pub mod standing;
pub mod stored;
pub mod transact;
pub mod trouble;
pub mod unfinished;
pub mod vault;
pub mod verify;
pub mod way;
pub mod whole;
