//! A face cut down to the glyphs in use, and the code of each.
//!
//! Invariant: the same glyphs in the same order give the same codes, font and name.

use crate::face::{self, Face, Glyph};
use crate::sheet::Error;
use printpdf::{FontMetrics, ParsedFont};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// Codes from here on show a glyph that already has a code, for other letters (А and A share a drawing).
pub const TWINS: u16 = 0x2000;

/// The glyphs of one face in use, and the code of each.
#[derive(Default)]
pub struct Case {
    remapper: GlyphRemapper,
    /// Original glyphs by code less one: code 0 is the empty glyph of every subset.
    pub glyphs: Vec<u16>,
    /// The letters each glyph was first used for.
    letters: HashMap<u16, String>,
    pub twins: Vec<u16>,
    twin_codes: HashMap<(u16, String), u16>,
    pub widths: BTreeMap<u16, u16>,
}

impl Case {
    pub fn code(&mut self, glyph: &Glyph) -> u16 {
        let plain = self.remapper.remap(glyph.id);
        match self.letters.get(&glyph.id) {
            Some(letters) if *letters == glyph.letters => return plain,
            Some(_) => {}
            None => {
                self.letters.insert(glyph.id, glyph.letters.clone());
                self.glyphs.push(glyph.id);
                self.widths.insert(plain, face::table_width(glyph.face, glyph.id).unwrap_or(0));
                return plain;
            }
        }
        let key = (glyph.id, glyph.letters.clone());
        if let Some(code) = self.twin_codes.get(&key) {
            return *code;
        }
        let code = TWINS + u16::try_from(self.twins.len()).unwrap_or(0);
        self.twins.push(plain);
        self.twin_codes.insert(key, code);
        self.widths.insert(code, face::table_width(glyph.face, glyph.id).unwrap_or(0));
        code
    }

    pub fn font(&self, face: Face) -> Result<ParsedFont, Error> {
        let bytes = subsetter::subset(face.bytes(), 0, &self.remapper)
            .map_err(|error| Error::Pdf(format!("{}: {error}", face.name())))?;
        let bytes = drawn(&bytes).unwrap_or(bytes);
        // A subset's name begins with six letters of its own: readers may keep fonts by name.
        let mut hash = Sha256::new();
        self.glyphs.iter().for_each(|glyph| hash.update(glyph.to_be_bytes()));
        let tag: String = hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let metrics = face::metrics(face)?;
        // Widths and metrics are given in thousandths of an em, as PDF wants them.
        let mut font = ParsedFont::with_glyph_data(
            bytes,
            0,
            Some(format!("{tag}+{}", face.name())),
            BTreeMap::new(),
            self.widths.clone(),
            1000,
            FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
        );
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let told = &mut font.pdf_font_metrics;
        (told.x_min, told.y_min, told.x_max, told.y_max) = (x_min, y_min, x_max, y_max);
        told.us_weight_class = metrics.weight;
        Ok(font)
    }
}

/// Tables of a face that say nothing of how it is drawn: names and licence stand in `assets/fonts`, a PDF names it itself.
const TOLD: [&[u8]; 2] = [b"name", b"post"];

/// The same TrueType file without [`TOLD`]; none where it is no such file.
fn drawn(font: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| -> Option<usize> {
        Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let entries = (0..count).map(|at| font.get(12 + 16 * at..28 + 16 * at)).collect::<Option<Vec<_>>>()?;
    let kept: Vec<(usize, &[u8])> =
        entries.into_iter().enumerate().filter(|(_, entry)| !TOLD.contains(&&entry[..4])).collect();
    let number = u16::try_from(kept.len()).ok()?;
    let largest = 1_u16 << number.checked_ilog2()?;
    let mut head = font.get(..4)?.to_vec();
    let search = [number, largest * 16, largest.ilog2() as u16, (number - largest) * 16];
    search.iter().for_each(|part| head.extend(part.to_be_bytes()));
    let (mut tables, begin) = (Vec::new(), 12 + 16 * kept.len());
    for (at, entry) in kept {
        let (offset, length) = (word(20 + 16 * at)?, word(24 + 16 * at)?);
        head.extend(&entry[..8]);
        head.extend(u32::try_from(begin + tables.len()).ok()?.to_be_bytes());
        head.extend(&entry[12..]);
        tables.extend(font.get(offset..offset.checked_add(length)?)?);
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    head.extend(tables);
    Some(head)
}
