//! Rehearsals that are walked, and what must always hold of them.

mod days;
mod examples;
mod properties;
