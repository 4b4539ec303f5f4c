//! Proofs that come in: PDF, PNG or JPEG, told by what they begin with.

use crate::pictures::{self, Unread};
use values::refusal::Refusal;

/// Bytes, media type and extension.
pub type ProofFile = (Vec<u8>, &'static str, &'static str);

/// Most points of a picture that is unfolded to be sure that it can be shown: a telephone's photo, and more.
const MOST_LOOKED_AT: u64 = 60_000_000;

/// A proof's bytes, media type and extension, told by what it begins with, not by its name.
pub fn read_proof(field: &str, bytes: Vec<u8>) -> Result<ProofFile, Refusal> {
    let damaged = |kind: &str| {
        Refusal::at(field, format!("Ce fichier {kind} est endommagé ou incomplet : joignez-le de nouveau."))
    };
    if bytes.starts_with(b"%PDF-") {
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        if !tail.windows(5).any(|w| w == b"%%EOF") {
            return Err(damaged("PDF"));
        }
        return Ok((bytes, "application/pdf", "pdf"));
    }
    for (format, media_type, extension) in
        [(image::ImageFormat::Png, "image/png", "png"), (image::ImageFormat::Jpeg, "image/jpeg", "jpg")]
    {
        if image::guess_format(&bytes).ok() == Some(format) {
            return match pictures::read(&bytes, &[format], MOST_LOOKED_AT) {
                // One that is larger than photos are is kept without being unfolded.
                Ok(_) | Err(Unread::TooLarge(..)) => Ok((bytes, media_type, extension)),
                Err(Unread::Damaged) => Err(damaged("image")),
            };
        }
    }
    Err(Refusal::at(field, "Ce fichier n’est pas un PDF ni une image PNG ou JPEG, quel que soit son nom."))
}

/// Most points of a drawn signature: a screen's, and more.
const MOST_POINTS: u64 = 4_000_000;

/// A drawn signature's bytes: a PNG on which something was drawn.
pub fn read_drawing(field: &str, bytes: Vec<u8>) -> Result<ProofFile, Refusal> {
    let (bytes, media_type, extension) = read_proof(field, bytes)?;
    let unreadable = || Refusal::at(field, "Cette signature n’a pas pu être lue : faites signer de nouveau.");
    if media_type != "image/png" {
        return Err(Refusal::at(field, "Une signature dessinée est une image PNG."));
    }
    let picture = pictures::read(&bytes, &[image::ImageFormat::Png], MOST_POINTS)
        .map_err(|_| unreadable())?
        .into_rgba8();
    let drawn = picture.pixels().any(|pixel| pixel.0[3] > 0 && pixel.0[..3].iter().any(|part| *part < 200));
    if !drawn {
        return Err(Refusal::at(
            field,
            "Le cadre est vide : faites signer le client, ou saisissez son nom à la place du dessin.",
        ));
    }
    Ok((bytes, media_type, extension))
}
