//! Pictures that come in: their size is told by their first bytes, before a single point is unfolded, and they are
//! set upright as the camera that took them says.

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Why a picture was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// By its first bytes: width and height.
    TooLarge(u32, u32),
    Damaged,
}

/// A picture of one of these formats, of at most so many points.
pub fn read(bytes: &[u8], formats: &[ImageFormat], most_points: u64) -> Result<DynamicImage, Unread> {
    let damaged = |_| Unread::Damaged;
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unread::Damaged)?;
    if !reader.format().is_some_and(|found| formats.contains(&found)) {
        return Err(Unread::Damaged);
    }
    let mut limits = Limits::default();
    // Sixteen bits for each of four channels, once read and once turned.
    limits.max_alloc = Some(most_points.saturating_mul(16));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > most_points {
        return Err(Unread::TooLarge(width, height));
    }
    let turned = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(turned);
    Ok(picture)
}
