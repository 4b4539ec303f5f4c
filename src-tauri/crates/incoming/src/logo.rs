//! Logos that come in: read within limits, scaled down to what papers can carry.

use image::{ImageFormat, ImageReader, Limits};
use values::refusal::Refusal;

/// Largest side of a kept logo, in pixels: four times what a sheet shows.
const LOGO_SIDE: u32 = 800;

/// A logo as it is kept: a PNG of eight bits a channel, transparency included.
///
/// # Errors
/// At `field`: neither PNG nor JPEG, damaged, beyond 20,000 pixels a side, or below 8.
pub fn read_logo(field: &str, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let unreadable = || Refusal::at(field, "Ce logo est illisible : choisissez un PNG ou un JPEG.");
    let mut reader =
        ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(|_| unreadable())?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(unreadable());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(512 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| unreadable())?;
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
