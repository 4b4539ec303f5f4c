//! Logos that come in: read within limits, scaled down to what papers can carry.

use crate::pictures::{self, Unread};
use image::ImageFormat;
use values::refusal::Refusal;

/// Largest side of a kept logo, in pixels: four times what a sheet shows.
const LOGO_SIDE: u32 = 800;

/// Most points of a picture that is made a logo, in millions: what a camera takes.
const MILLIONS: u64 = 25;

/// A logo as it is kept: a PNG of eight bits a channel, transparency included.
///
/// # Errors
/// At `field`: neither PNG nor JPEG, damaged, beyond 25 million points, or below 8 pixels a side.
pub fn read_logo(field: &str, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let unreadable = || Refusal::at(field, "Ce logo est illisible : choisissez un PNG ou un JPEG.");
    let formats = [ImageFormat::Png, ImageFormat::Jpeg];
    let picture = pictures::read(bytes, &formats, MILLIONS * 1_000_000).map_err(|why| match why {
        Unread::TooLarge(width, height) => Refusal::at(
            field,
            format!(
                "Cette image est trop grande ({width} × {height} points) : {MILLIONS} millions de points au plus. Réduisez-la, puis recommencez."
            ),
        ),
        Unread::Damaged => unreadable(),
    })?;
    if picture.width() < 8 || picture.height() < 8 {
        return Err(Refusal::at(field, "Ce logo est trop petit : 8 pixels au moins."));
    }
    let scaled = if picture.width() > LOGO_SIDE || picture.height() > LOGO_SIDE {
        picture.resize(LOGO_SIDE, LOGO_SIDE, image::imageops::FilterType::Lanczos3)
    } else {
        picture
    };
    let mut png = std::io::Cursor::new(Vec::new());
    // Eight bits a channel: what papers can carry.
    image::DynamicImage::ImageRgba8(scaled.to_rgba8())
        .write_to(&mut png, ImageFormat::Png)
        .map_err(|_| unreadable())?;
    Ok(png.into_inner())
}
