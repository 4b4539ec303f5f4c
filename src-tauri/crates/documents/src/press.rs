//! Marks printed: pages become printpdf operations, and the faces are cut down to the glyphs in use.
//!
//! Invariant: the same pages always give the same operations, codes and font names.

use crate::face::{self, FACES, Face, Glyph};
use crate::page::{self, Mark, Page};
use crate::picture::{Picture, Pictures};
use crate::sheet::Error;
use crate::text::{Colour, Run};
use printpdf::{
    Codepoint, Color, FontId, FontMetrics, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, RawImage, RawImageData, RawImageFormat,
    Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObject, XObjectId, XObjectTransform,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;

/// Codes from here on show a glyph that already has a code, for other letters (А and A share a drawing).
pub const TWINS: u16 = 0x2000;

/// Points in a unit of the sheet: 72 over 96.
const POINTS: f32 = 0.75;
/// Share of a circle's radius at which the handles of a quarter stand.
const QUARTER: f32 = 0.552_284_8;

/// The pages as printpdf holds them, and what it cannot say of the fonts.
pub struct Printed {
    pub document: PdfDocument,
    /// For each font that needs it, the glyph of each code from [`TWINS`] on.
    pub twins: BTreeMap<String, Vec<u16>>,
}

pub fn print(title: &str, pages: &[Page], pictures: &Pictures) -> Result<Printed, Error> {
    let mut cases: [Case; FACES] = std::array::from_fn(|_| Case::default());
    let mut document = PdfDocument::new(title);
    let mut printed = Vec::with_capacity(pages.len());
    for page in pages {
        let mut pen = Pen { cases: &mut cases, ops: Vec::new(), fill: None, font: None };
        page.marks.iter().for_each(|mark| pen.draw(mark, pictures));
        printed.push(PdfPage::new(Mm(210.0), Mm(297.0), pen.ops));
    }
    document.with_pages(printed);
    let mut twins = BTreeMap::new();
    for (face, case) in Face::ALL.into_iter().zip(cases) {
        if case.glyphs.is_empty() {
            continue;
        }
        let font = PdfFont::new(case.font(face)?);
        document.resources.fonts.map.insert(FontId(face.name().to_owned()), font);
        if !case.twins.is_empty() {
            twins.insert(face.name().to_owned(), case.twins);
        }
    }
    for (id, picture) in [(logo_id(), &pictures.logo), (drawing_id(), &pictures.drawing)] {
        let Some(picture) = picture else { continue };
        let image = RawImage {
            pixels: RawImageData::U8(picture.pixels.clone()),
            width: picture.width as usize,
            height: picture.height as usize,
            data_format: if picture.alpha { RawImageFormat::RGBA8 } else { RawImageFormat::RGB8 },
            tag: Vec::new(),
        };
        document.resources.xobjects.map.insert(id, XObject::Image(image));
    }
    Ok(Printed { document, twins })
}

fn logo_id() -> XObjectId {
    XObjectId("Logo".to_owned())
}

fn drawing_id() -> XObjectId {
    XObjectId("Drawing".to_owned())
}

/// The glyphs of one face in use, and the code of each.
#[derive(Default)]
struct Case {
    remapper: GlyphRemapper,
    /// Original glyphs by code less one: code 0 is the empty glyph of every subset.
    glyphs: Vec<u16>,
    /// The letters each glyph was first used for.
    letters: HashMap<u16, String>,
    twins: Vec<u16>,
    twin_codes: HashMap<(u16, String), u16>,
    widths: BTreeMap<u16, u16>,
}

impl Case {
    fn code(&mut self, glyph: &Glyph) -> u16 {
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

    fn font(&self, face: Face) -> Result<ParsedFont, Error> {
        let bytes = subsetter::subset(face.bytes(), 0, &self.remapper)
            .map_err(|error| Error::Pdf(format!("{}: {error}", face.name())))?;
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

struct Pen<'a> {
    cases: &'a mut [Case; FACES],
    ops: Vec<Op>,
    fill: Option<Colour>,
    font: Option<(Face, f32)>,
}

impl Pen<'_> {
    fn draw(&mut self, mark: &Mark, pictures: &Pictures) {
        match mark {
            Mark::Text { x, y, run } => self.text(*x, *y, run),
            Mark::Slanted { x, y, run, degrees } => self.slanted(*x, *y, run, *degrees),
            Mark::Fill { x, y, width, height, colour } => {
                self.fill(*colour);
                let mut rectangle =
                    Rect::from_xywh(across(*x), up(y + height), across(*width), across(*height));
                rectangle.mode = Some(PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Mark::Rounded { x, y, width, height, radius, colour, filled } => {
                let points = rounded(*x, *y, *width, *height, *radius);
                if *filled {
                    self.fill(*colour);
                    self.ops.push(Op::DrawPolygon { polygon: polygon(vec![PolygonRing { points }]) });
                } else {
                    self.ops.push(Op::SetOutlineColor { col: color(*colour) });
                    self.ops.push(Op::SetOutlineThickness { pt: Pt(POINTS) });
                    self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
                }
            }
            Mark::Code { x, y, unit, bars } => {
                self.fill(crate::text::INK);
                let ring = |[left, top, width, height]: [u16; 4]| {
                    let corner = |column: u16, row: u16| {
                        straight(x + f32::from(column) * unit, y + f32::from(row) * unit)
                    };
                    let points = vec![
                        corner(left, top),
                        corner(left + width, top),
                        corner(left + width, top + height),
                        corner(left, top + height),
                    ];
                    PolygonRing { points }
                };
                let rings = bars.iter().copied().map(ring).collect();
                self.ops.push(Op::DrawPolygon { polygon: polygon(rings) });
            }
            Mark::Logo { x, y, width, height } => {
                self.picture(logo_id(), pictures.logo.as_ref(), [*x, *y, *width, *height]);
            }
            Mark::Drawing { x, y, width, height } => {
                self.picture(drawing_id(), pictures.drawing.as_ref(), [*x, *y, *width, *height]);
            }
        }
    }

    fn picture(&mut self, id: XObjectId, picture: Option<&Picture>, [x, y, width, height]: [f32; 4]) {
        let Some(picture) = picture else { return };
        // printpdf first draws one pixel as one point at 72 to the inch.
        let transform = XObjectTransform {
            translate_x: Some(across(x)),
            translate_y: Some(up(y + height)),
            scale_x: Some(width * POINTS / picture.width as f32),
            scale_y: Some(height * POINTS / picture.height as f32),
            dpi: Some(72.0),
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id, transform });
    }

    fn text(&mut self, x: f32, y: f32, run: &Run) {
        let size = run.style.size;
        let mut x = x;
        for part in run.glyphs.chunk_by(|a, b| a.face == b.face && a.dy == b.dy) {
            let Some(first) = part.first() else { continue };
            let place = TextMatrix::Translate(across(x + first.dx * size), up(y - first.dy * size));
            self.show(part, run, place);
            x += crate::text::measure(part) * size;
        }
    }

    fn slanted(&mut self, x: f32, y: f32, run: &Run, degrees: f32) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        self.show(&run.glyphs, run, TextMatrix::Raw([cos, sin, -sin, cos, across(x).0, up(y).0]));
    }

    fn show(&mut self, part: &[Glyph], run: &Run, matrix: TextMatrix) {
        let Some(first) = part.first() else { return };
        self.fill(run.style.colour);
        self.ops.push(Op::StartTextSection);
        let font = (first.face, run.style.size);
        if self.font != Some(font) {
            self.font = Some(font);
            let name = FontId(first.face.name().to_owned());
            let size = Pt(run.style.size * POINTS);
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(name), size });
        }
        self.ops.push(Op::SetTextMatrix { matrix });
        let items = vec![TextItem::GlyphIds(self.codes(part))];
        self.ops.push(Op::ShowText { items });
        self.ops.push(Op::EndTextSection);
    }

    /// Codes with what the pen must go back after each, in thousandths of an em: a reader moves by the whole
    /// widths of the font's table, the line was measured with kerning and exact widths.
    fn codes(&mut self, part: &[Glyph]) -> Vec<Codepoint> {
        let case = &mut self.cases[part.first().map_or(0, |glyph| glyph.face as usize)];
        let origin = part.first().map_or(0.0, |glyph| glyph.dx);
        let mut codes = Vec::with_capacity(part.len());
        let (mut exact, mut pen) = (0.0_f32, 0_i32);
        for (at, glyph) in part.iter().enumerate() {
            let code = case.code(glyph);
            exact += glyph.advance;
            pen += i32::from(case.widths.get(&code).copied().unwrap_or(0));
            let next = part.get(at + 1).map_or(0.0, |next| next.dx - origin);
            let back = if at + 1 == part.len() { 0 } else { pen - ((exact + next) * 1000.0).round() as i32 };
            pen -= back;
            codes.push(Codepoint { gid: code, offset: back as f32, cid: Some(glyph.letters.clone()) });
        }
        codes
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: color(colour) });
        }
    }
}

/// Two decimals of a point are finer than any printer, and keep the file small.
fn across(x: f32) -> Pt {
    Pt((x * POINTS * 100.0).round() / 100.0)
}

fn up(y: f32) -> Pt {
    across(page::HEIGHT - y)
}

fn color([red, green, blue]: Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(red), g: part(green), b: part(blue), icc_profile: None })
}

fn polygon(rings: Vec<PolygonRing>) -> Polygon {
    Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero }
}

fn point(x: f32, y: f32, bezier: bool) -> LinePoint {
    LinePoint { p: Point { x: across(x), y: up(y) }, bezier }
}

fn straight(x: f32, y: f32) -> LinePoint {
    point(x, y, false)
}

fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Vec<LinePoint> {
    let near = radius * (1.0 - QUARTER);
    let (right, bottom) = (x + width, y + height);
    let mut points = vec![straight(x + radius, y)];
    let mut corner = |ends: [(f32, f32); 4]| {
        let [from, first, second, to] = ends;
        points.push(straight(from.0, from.1));
        points.push(point(first.0, first.1, true));
        points.push(point(second.0, second.1, true));
        points.push(straight(to.0, to.1));
    };
    corner([(right - radius, y), (right - near, y), (right, y + near), (right, y + radius)]);
    corner([
        (right, bottom - radius),
        (right, bottom - near),
        (right - near, bottom),
        (right - radius, bottom),
    ]);
    corner([(x + radius, bottom), (x + near, bottom), (x, bottom - near), (x, bottom - radius)]);
    corner([(x, y + radius), (x, y + near), (x + near, y), (x + radius, y)]);
    points
}
