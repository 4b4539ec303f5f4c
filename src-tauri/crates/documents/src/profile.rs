//! The sRGB colour profile of the output intent: an ICC version 2 file of the matrix kind, built from the
//! numbers of IEC 61966-2-1.

use std::sync::OnceLock;

/// Steps of the tone curve: between two of them a straight line is off by less than the last of its sixteen bits.
const STEPS: u16 = 256;

pub fn srgb() -> &'static [u8] {
    static PROFILE: OnceLock<Vec<u8>> = OnceLock::new();
    PROFILE.get_or_init(build)
}

fn build() -> Vec<u8> {
    // White point D50 and the primaries of sRGB adapted to it, in fixed point of 16 bits.
    let white = xyz([0xf6d6, 0x1_0000, 0xd32d]);
    let red = xyz([0x6fa2, 0x38f5, 0x0390]);
    let green = xyz([0x6299, 0xb785, 0x18da]);
    let blue = xyz([0x24a0, 0x0f84, 0xb6cf]);
    let curve = curve();
    let description = description("sRGB IEC61966-2.1");
    let rights = text("No copyright, use freely");
    let tags: [(&[u8; 4], &[u8]); 9] = [
        (b"desc", &description),
        (b"cprt", &rights),
        (b"wtpt", &white),
        (b"rXYZ", &red),
        (b"gXYZ", &green),
        (b"bXYZ", &blue),
        (b"rTRC", &curve),
        (b"gTRC", &curve),
        (b"bTRC", &curve),
    ];
    let mut directory = Vec::new();
    let mut data: Vec<u8> = Vec::new();
    let begin = 128 + 4 + 12 * tags.len();
    let mut shared = None;
    for (name, body) in tags {
        // The three curves are one: their entries point at the same place.
        let offset = match shared {
            Some(offset) if name.ends_with(b"TRC") => offset,
            _ => begin + data.len(),
        };
        if offset == begin + data.len() {
            data.extend_from_slice(body);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        if name.ends_with(b"TRC") {
            shared = Some(offset);
        }
        directory.extend_from_slice(name);
        directory.extend_from_slice(&(offset as u32).to_be_bytes());
        directory.extend_from_slice(&(body.len() as u32).to_be_bytes());
    }
    let size = begin + data.len();
    let mut profile = header(size as u32);
    profile.extend_from_slice(&(tags.len() as u32).to_be_bytes());
    profile.extend_from_slice(&directory);
    profile.extend_from_slice(&data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend_from_slice(&size.to_be_bytes());
    header.extend_from_slice(&[0; 4]);
    header.extend_from_slice(&0x0210_0000_u32.to_be_bytes());
    header.extend_from_slice(b"mntrRGB XYZ ");
    // The day the numbers were fixed: 1 October 1999.
    [1999_u16, 10, 1, 0, 0, 0].iter().for_each(|part| header.extend_from_slice(&part.to_be_bytes()));
    header.extend_from_slice(b"acsp");
    header.resize(68, 0);
    [0xf6d6_u32, 0x1_0000, 0xd32d].iter().for_each(|part| header.extend_from_slice(&part.to_be_bytes()));
    header.resize(128, 0);
    header
}

fn xyz(parts: [u32; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    parts.iter().for_each(|part| tag.extend_from_slice(&part.to_be_bytes()));
    tag
}

fn curve() -> Vec<u8> {
    let mut tag = b"curv\0\0\0\0".to_vec();
    tag.extend_from_slice(&u32::from(STEPS).to_be_bytes());
    for step in 0..STEPS {
        let value = f64::from(step) / f64::from(STEPS - 1);
        let linear = if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        tag.extend_from_slice(&((linear * 65_535.0).round() as u16).to_be_bytes());
    }
    tag
}

fn text(words: &str) -> Vec<u8> {
    let mut tag = b"text\0\0\0\0".to_vec();
    tag.extend_from_slice(words.as_bytes());
    tag.push(0);
    tag
}

fn description(words: &str) -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend_from_slice(&(words.len() as u32 + 1).to_be_bytes());
    tag.extend_from_slice(words.as_bytes());
    // The end of the words, then no Unicode and no Macintosh variant: 4 + 4 + 2 + 1 + 67 bytes.
    tag.resize(tag.len() + 1 + 78, 0);
    tag
}
