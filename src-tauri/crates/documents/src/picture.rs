//! Pictures: the logo and a drawn signature, read, set upright, and made no larger than paper can show.

use crate::sheet::Error;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use std::io::Cursor;

/// Pixels on each side beyond which nothing more is seen at the printed size (54 by 140, at 600 to the inch).
const TALLEST: u32 = 340;
const WIDEST: u32 = 880;
/// Beyond this the file is not a logo but an attempt to fill the memory: more than any that is kept.
const MOST_POINTS: u64 = 25_000_000;

/// The pictures of one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    pub logo: Option<Picture>,
    pub drawing: Option<Picture>,
}

/// Rows of RGBA, or of RGB when nothing is transparent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub alpha: bool,
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Reads a PNG or a JPEG.
    pub fn read(bytes: &[u8]) -> Result<Picture, Error> {
        let unreadable = |error: &dyn std::fmt::Display| Error::Logo(error.to_string());
        let mut reader =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|e| unreadable(&e))?;
        if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
            return Err(Error::Logo("neither a PNG nor a JPEG".to_owned()));
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_POINTS * 16);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|e| unreadable(&e))?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_POINTS {
            return Err(Error::Logo("too many points".to_owned()));
        }
        let orientation = decoder.orientation().map_err(|e| unreadable(&e))?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(|e| unreadable(&e))?;
        image.apply_orientation(orientation);
        if image.width() == 0 || image.height() == 0 {
            return Err(Error::Logo("an empty picture".to_owned()));
        }
        let image = shrink(image);
        let (width, height) = image.dimensions();
        if image.pixels().any(|pixel| pixel.0[3] != 255) {
            return Ok(Picture { width, height, alpha: true, pixels: image.into_raw() });
        }
        let pixels = DynamicImage::ImageRgba8(image).into_rgb8().into_raw();
        Ok(Picture { width, height, alpha: false, pixels })
    }
}

fn shrink(image: DynamicImage) -> RgbaImage {
    if image.width() <= WIDEST && image.height() <= TALLEST {
        return image.into_rgba8();
    }
    // Weighted by opacity, else the colour hidden under clear pixels bleeds into the edges.
    let mut pixels = image.into_rgba8();
    for pixel in pixels.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let weighted = |part: u8| ((u16::from(part) * u16::from(alpha) + 127) / 255) as u8;
        pixel.0 = [weighted(red), weighted(green), weighted(blue), alpha];
    }
    let small = DynamicImage::ImageRgba8(pixels).resize(WIDEST, TALLEST, FilterType::CatmullRom);
    let mut small = small.into_rgba8();
    for pixel in small.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let plain = |part: u8| match u16::from(alpha) {
            0 => 0,
            alpha => ((u16::from(part) * 255 + alpha / 2) / alpha).min(255) as u8,
        };
        pixel.0 = [plain(red), plain(green), plain(blue), alpha];
    }
    small
}
