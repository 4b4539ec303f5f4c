//! Proofs as they are typed: a file in a payload, read at its field.

use books::entry::{FileBytes, bytes_of};
use books::error::Result;
use incoming::proof::{self, ProofFile};

/// A proof's bytes, media type and extension.
pub fn read(field: &str, file: &FileBytes) -> Result<ProofFile> {
    Ok(proof::read_proof(field, bytes_of(field, file)?)?)
}

/// A drawn signature's.
pub fn read_drawing(field: &str, file: &FileBytes) -> Result<ProofFile> {
    Ok(proof::read_drawing(field, bytes_of(field, file)?)?)
}
