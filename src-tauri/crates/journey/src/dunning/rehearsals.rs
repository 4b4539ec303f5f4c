//! Rehearsals that are walked, and what must always hold of them.

mod examples;
mod properties;
