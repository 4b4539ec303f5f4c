//! The embedded faces: which letters they have, and letters shaped into glyphs.
//!
//! Invariant: shaping is the only way to a glyph, so what is measured is what is printed.

use crate::sheet::Error;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{BufferClusterLevel, Direction, Feature, ShapePlan, UnicodeBuffer, script};
use std::sync::OnceLock;
use unicode_bidi::BidiInfo;

/// Height of a line's middle above its baseline, in em: Inter's ascent less its descent, halved.
pub const RISE: f32 = 0.3638;

/// The faces in the order of [`Faces`]. From `Rare` on they stand in for letters that Inter lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Semi,
    Bold,
    Italic,
    Rare,
    Hebrew,
    Arabic,
    Armenian,
    Georgian,
    Thai,
}

/// Faces in all, and those of Inter, which stand first.
pub const FACES: usize = 10;
const INTER: usize = 4;

impl Face {
    pub const ALL: [Face; FACES] = [
        Face::Regular,
        Face::Semi,
        Face::Bold,
        Face::Italic,
        Face::Rare,
        Face::Hebrew,
        Face::Arabic,
        Face::Armenian,
        Face::Georgian,
        Face::Thai,
    ];

    /// The PostScript name, as it stands in the PDF after the subset's tag.
    pub fn name(self) -> &'static str {
        match self {
            Face::Regular => "Inter-Regular",
            Face::Semi => "Inter-SemiBold",
            Face::Bold => "Inter-Bold",
            Face::Italic => "Inter-Italic",
            Face::Rare => "NotoSans-Regular",
            Face::Hebrew => "NotoSansHebrew-Regular",
            Face::Arabic => "NotoSansArabic-Regular",
            Face::Armenian => "NotoSansArmenian-Regular",
            Face::Georgian => "NotoSansGeorgian-Regular",
            Face::Thai => "NotoSansThai-Regular",
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../../../assets/fonts/Inter-Regular.ttf"),
            Face::Semi => include_bytes!("../../../../assets/fonts/Inter-SemiBold.ttf"),
            Face::Bold => include_bytes!("../../../../assets/fonts/Inter-Bold.ttf"),
            Face::Italic => include_bytes!("../../../../assets/fonts/Inter-Italic.ttf"),
            Face::Rare => include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf"),
            Face::Hebrew => include_bytes!("../../../../assets/fonts/NotoSansHebrew-Regular.ttf"),
            Face::Arabic => include_bytes!("../../../../assets/fonts/NotoSansArabic-Regular.ttf"),
            Face::Armenian => include_bytes!("../../../../assets/fonts/NotoSansArmenian-Regular.ttf"),
            Face::Georgian => include_bytes!("../../../../assets/fonts/NotoSansGeorgian-Regular.ttf"),
            Face::Thai => include_bytes!("../../../../assets/fonts/NotoSansThai-Regular.ttf"),
        }
    }
}

/// One glyph with the letters it stands for. Lengths are in em.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub face: Face,
    pub id: u16,
    /// To the next glyph, kerning and letter spacing included.
    pub advance: f32,
    /// Where an accent stands beside its place.
    pub dx: f32,
    pub dy: f32,
    /// Empty for the second glyph of a letter.
    pub letters: String,
    /// Odd where letters run from right to left (Unicode's bidirectional algorithm).
    pub level: u8,
}

impl Glyph {
    pub fn is(&self, letter: char) -> bool {
        self.first() == Some(letter)
    }

    pub fn first(&self) -> Option<char> {
        self.letters.chars().next()
    }
}

/// What a PDF wants to know of a face, in thousandths of an em.
#[derive(Clone, Copy, Debug)]
pub struct Metrics {
    pub ascent: i16,
    pub descent: i16,
    pub bounds: [i16; 4],
    pub weight: u16,
}

struct Loaded {
    face: rustybuzz::Face<'static>,
    em: f32,
    /// The hyphen of running text, and its width in em.
    hyphen: Option<(u16, f32)>,
}

struct Faces {
    loaded: [Loaded; FACES],
    /// Shaping plans of the Inter faces; worked out once, since a plan costs more than a line.
    plans: [ShapePlan; INTER],
}

/// The first letter that no embedded face has. Line ends, tabs and invisible characters are never missing.
#[must_use]
pub fn missing_glyph(text: &str) -> Option<char> {
    match faces() {
        Ok(faces) => {
            printable(text).chars().find(|c| *c != '\n' && faces.face_for(*c, Face::Regular).is_none())
        }
        Err(_) => text.chars().next(),
    }
}

/// `text` as glyphs of `face` (or of a fallback face), with `spacing` em between letters, in the order in which it is
/// read; [`shown`] puts a line in the order in which it is seen.
///
/// The text must be [`printable`] and hold no line end.
pub fn shape(text: &str, face: Face, spacing: f32) -> Result<Vec<Glyph>, Error> {
    shape_faces(text, |_| face, spacing)
}

/// The same, where each byte has its own face.
pub fn shape_faces(text: &str, face: impl Fn(usize) -> Face, spacing: f32) -> Result<Vec<Glyph>, Error> {
    let faces = faces()?;
    let mut glyphs = Vec::with_capacity(text.len());
    let levels = levels(text);
    let level = |at: usize| levels.get(at).copied().unwrap_or(0);
    let mut start = 0;
    let mut current = (face(0), level(0));
    for (at, letter) in text.char_indices() {
        let Some(wanted) = faces.face_for(letter, face(at)) else {
            return Err(Error::MissingGlyph { text: text.to_owned(), letter });
        };
        if (wanted, level(at)) != current {
            faces.shape_one(&text[start..at], current, spacing, &mut glyphs);
            start = at;
            current = (wanted, level(at));
        }
    }
    faces.shape_one(&text[start..], current, spacing, &mut glyphs);
    match glyphs.iter().find(|glyph| glyph.id == 0) {
        // A face may have a letter and still refuse to shape it where it stands.
        Some(blank) => {
            Err(Error::MissingGlyph { text: text.to_owned(), letter: blank.first().unwrap_or('\u{fffd}') })
        }
        None => Ok(glyphs),
    }
}

/// The direction of each byte; empty where all runs from left to right.
fn levels(text: &str) -> Vec<u8> {
    if text.chars().all(|letter| letter < '\u{590}') {
        return Vec::new();
    }
    BidiInfo::new(text, None).levels.iter().map(|level| level.number()).collect()
}

/// A line in the order in which it is seen: each stretch that runs from right to left is turned round, the deepest
/// first.
#[must_use]
pub fn shown(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let deepest = glyphs.iter().map(|glyph| glyph.level).max().unwrap_or(0);
    for level in (1..=deepest).rev() {
        let mut at = 0;
        while at < glyphs.len() {
            let run = glyphs[at..].iter().take_while(|glyph| glyph.level >= level).count();
            if let Some(stretch) = glyphs.get_mut(at..at + run) {
                stretch.reverse();
            }
            at += run.max(1);
        }
    }
    glyphs
}

/// The text without what cannot be seen: tabs are spaces, line ends are `\n`, other controls, marks of
/// direction and variation selectors are gone.
#[must_use]
pub fn printable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\t' => Some(' '),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
            '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{34f}' => None,
            seen if seen.is_control() => None,
            seen => Some(seen),
        })
        .collect()
}

/// Width of a glyph as the PDF's table of widths tells it: whole thousandths of an em.
pub fn table_width(face: Face, id: u16) -> Result<u16, Error> {
    let loaded = &faces()?.loaded[face as usize];
    let width = loaded.face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(id)).unwrap_or(0);
    Ok((f32::from(width) * 1000.0 / loaded.em).round() as u16)
}

pub fn metrics(face: Face) -> Result<Metrics, Error> {
    let loaded = &faces()?.loaded[face as usize];
    let scaled = |value: i16| (f32::from(value) * 1000.0 / loaded.em).round() as i16;
    let bounds = loaded.face.global_bounding_box();
    Ok(Metrics {
        ascent: scaled(loaded.face.ascender()),
        descent: scaled(loaded.face.descender()),
        bounds: [scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)],
        weight: loaded.face.weight().to_number(),
    })
}

fn faces() -> Result<&'static Faces, Error> {
    static FACES: OnceLock<Option<Faces>> = OnceLock::new();
    FACES.get_or_init(load).as_ref().ok_or_else(|| Error::Pdf("an embedded face cannot be read".to_owned()))
}

fn load() -> Option<Faces> {
    let read = |face: Face| {
        let face = rustybuzz::Face::from_slice(face.bytes(), 0)?;
        let em = face.units_per_em() as f32;
        let hyphen = face.glyph_index('-');
        let hyphen = hyphen.and_then(|id| Some((id.0, f32::from(face.glyph_hor_advance(id)?) / em)));
        Some(Loaded { face, em, hyphen })
    };
    let loaded: Vec<Loaded> = Face::ALL.into_iter().map(read).collect::<Option<_>>()?;
    let loaded: [Loaded; FACES] = loaded.try_into().ok()?;
    let plan = |of: &Loaded| {
        ShapePlan::new(&of.face, Direction::LeftToRight, Some(script::LATIN), None, &features())
    };
    let plans = [plan(&loaded[0]), plan(&loaded[1]), plan(&loaded[2]), plan(&loaded[3])];
    Some(Faces { loaded, plans })
}

/// Figures of one width so that amounts align, the open a of the house, and no ligature, so that each
/// glyph stands for its letter when the text is copied.
fn features() -> [Feature; 6] {
    let feature = |tag: &[u8; 4], value| Feature::new(Tag::from_bytes(tag), value, ..);
    [
        feature(b"tnum", 1),
        feature(b"cv11", 1),
        feature(b"liga", 0),
        feature(b"clig", 0),
        feature(b"dlig", 0),
        feature(b"calt", 0),
    ]
}

impl Faces {
    fn face_for(&self, letter: char, wanted: Face) -> Option<Face> {
        let rare = Face::ALL.into_iter().skip(INTER);
        std::iter::once(wanted)
            .chain(rare)
            .find(|face| self.loaded[*face as usize].face.glyph_index(letter).is_some())
    }

    fn shape_one(&self, text: &str, (face, level): (Face, u8), spacing: f32, into: &mut Vec<Glyph>) {
        if text.is_empty() {
            return;
        }
        let loaded = &self.loaded[face as usize];
        let backwards = level % 2 == 1;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        let shaped = match self.plans.get(face as usize).filter(|_| !backwards) {
            Some(plan) => {
                buffer.set_direction(Direction::LeftToRight);
                buffer.set_script(script::LATIN);
                rustybuzz::shape_with_plan(&loaded.face, plan, buffer)
            }
            None => {
                buffer.guess_segment_properties();
                buffer.set_direction(if backwards { Direction::RightToLeft } else { Direction::LeftToRight });
                // Scripts that join their letters need all that their face does by itself.
                let latin = features();
                let features: &[Feature] = if face <= Face::Rare { &latin } else { &[] };
                rustybuzz::shape(&loaded.face, features, buffer)
            }
        };
        let mut placed: Vec<_> = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).collect();
        if backwards {
            placed.reverse();
        }
        for (at, (info, place)) in placed.iter().enumerate() {
            // A cluster is named by the byte where it begins; its letters go to its first glyph.
            let begin = info.cluster as usize;
            let repeated = at > 0 && placed[at - 1].0.cluster == info.cluster;
            let end = placed[at..].iter().map(|next| next.0.cluster as usize).find(|next| *next > begin);
            let letters =
                if repeated { "" } else { text.get(begin..end.unwrap_or(text.len())).unwrap_or_default() };
            let mut id = u16::try_from(info.glyph_id).unwrap_or(0);
            let mut advance = place.x_advance as f32 / loaded.em;
            // Inter's hyphen for columns of figures is as wide as a figure; it tears names and numbers apart.
            if let (Some('-'), Some(hyphen)) = (letters.chars().next(), loaded.hyphen) {
                (id, advance) = hyphen;
            }
            let blank = advance == 0.0;
            into.push(Glyph {
                face,
                id,
                advance: advance + if blank { 0.0 } else { spacing },
                dx: place.x_offset as f32 / loaded.em,
                dy: place.y_offset as f32 / loaded.em,
                letters: letters.to_owned(),
                level,
            });
        }
    }
}
