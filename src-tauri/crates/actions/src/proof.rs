//! Proofs as they are typed: a file in a payload, read at its field and opened, so that it can be shown later.

use books::entry::{FileBytes, bytes_of};
use books::error::Result;
use documents::shows_pages;
use incoming::proof::{self, ProofFile};
use values::refusal::Refusal;

/// A proof's bytes, media type and extension.
pub fn read(field: &str, file: &FileBytes) -> Result<ProofFile> {
    let read = proof::read_proof(field, bytes_of(field, file)?)?;
    if read.1 == "application/pdf" && !shows_pages(&read.0) {
        return Err(Refusal::at(
            field,
            "Ce PDF ne s’ouvre pas : il est vide, endommagé ou fermé par un mot de passe. Ouvrez-le, enregistrez-le de nouveau, puis joignez-le.",
        )
        .into());
    }
    Ok(read)
}

/// A drawn signature's.
pub fn read_drawing(field: &str, file: &FileBytes) -> Result<ProofFile> {
    Ok(proof::read_drawing(field, bytes_of(field, file)?)?)
}
