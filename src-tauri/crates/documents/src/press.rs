//! Marks printed: pages become printpdf operations, and the faces are cut down to the glyphs in use.
//!
//! Invariant: the same pages always give the same operations, codes and font names.

use crate::case::Case;
use crate::face::{self, FACES, Face, Glyph};
use crate::mark::{Drawn, Mark};
use crate::page::{self, POINTS, Page};
use crate::picture::{Picture, Pictures};
use crate::sheet::Error;
use crate::tag::Aside;
use crate::text::{Colour, Run};
use crate::tree::{Place, Tree};
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId, Line, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, RawImage, RawImageData, RawImageFormat,
    Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObject, XObjectId, XObjectTransform,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Thousandths of an em by which a glyph may stand off its place: less than a fortieth of a point.
const UNSEEN: i32 = 2;
/// Share of a circle's radius at which the handles of a quarter stand.
const QUARTER: f32 = 0.552_284_8;

/// The pages as printpdf holds them, and what it cannot say of the fonts.
pub struct Printed {
    pub document: PdfDocument,
    /// For each font that needs it, the glyph of each code from [`crate::case::TWINS`] on.
    pub twins: BTreeMap<String, Vec<u16>>,
    /// What its pieces are, and in which order they are read.
    pub tree: Tree,
}

pub fn print(title: &str, pages: &[Page], pictures: &Pictures) -> Result<Printed, Error> {
    let mut cases: [Case; FACES] = std::array::from_fn(|_| Case::default());
    let mut document = PdfDocument::new(title);
    let mut printed = Vec::with_capacity(pages.len());
    let mut tree = Tree::new(pages.len());
    let ends = ends(pages);
    for (at, page) in pages.iter().enumerate() {
        let mut pen = Pen { cases: &mut cases, ops: Vec::new(), fill: None, font: None, place: None };
        for (nth, drawn) in page.marks.iter().enumerate() {
            let goes_on = drawn.tags.first().and_then(|tag| ends.get(&tag.key())) > Some(&(at, nth));
            let drawn = if goes_on { apart(drawn)? } else { Cow::Borrowed(drawn) };
            pen.put(&drawn, (at, &mut tree), pictures);
        }
        pen.leave();
        printed.push(PdfPage::new(Mm(210.0), Mm(297.0), pen.ops));
    }
    tree.complete();
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
    Ok(Printed { document, twins, tree })
}

/// Page and place of the last line of each element.
fn ends(pages: &[Page]) -> HashMap<usize, (usize, usize)> {
    let mut ends = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (nth, drawn) in page.marks.iter().enumerate().filter(|(_, drawn)| !drawn.mark.is_blank()) {
            ends.extend(drawn.tags.first().map(|tag| (tag.key(), (at, nth))));
        }
    }
    ends
}

/// A line with a space after its last word: who hears the next line hears two words.
fn apart(drawn: &Drawn) -> Result<Cow<'_, Drawn>, Error> {
    let mut drawn = Cow::Borrowed(drawn);
    let Mark::Text { run, .. } = &drawn.mark else { return Ok(drawn) };
    let Some(last) = run.glyphs.last().and_then(Glyph::first) else { return Ok(drawn) };
    if !matches!(last, '-' | '\u{2010}' | ' ') {
        let space = face::shape(" ", run.style.face, 0.0)?;
        if let Mark::Text { run, .. } = &mut drawn.to_mut().mark {
            run.glyphs.extend(space);
        }
    }
    Ok(drawn)
}

fn logo_id() -> XObjectId {
    XObjectId("Logo".to_owned())
}

fn drawing_id() -> XObjectId {
    XObjectId("Drawing".to_owned())
}

struct Pen<'a> {
    cases: &'a mut [Case; FACES],
    ops: Vec<Op>,
    fill: Option<Colour>,
    font: Option<(Face, f32)>,
    /// Where the piece that is open stands.
    place: Option<Place>,
}

impl Pen<'_> {
    /// Draws a mark inside the piece that it belongs to; marks that follow each other share one.
    fn put(&mut self, drawn: &Drawn, (page, tree): (usize, &mut Tree), pictures: &Pictures) {
        let Some(place) = tree.place(drawn) else { return };
        if self.place != Some(place) {
            self.leave();
            self.place = Some(place);
            self.ops.push(match place {
                Place::Aside(aside) => beside(aside),
                Place::Element(element) => {
                    let id = i64::try_from(tree.piece(page, element)).unwrap_or(i64::MAX);
                    properties(tree.name(element), [("MCID", DictItem::Int(id))])
                }
            });
        }
        if let Place::Element(element) = place {
            tree.lead(page, element, &drawn.mark);
        }
        self.draw(&drawn.mark, pictures);
    }

    fn leave(&mut self) {
        if self.place.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

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
                    let module = |at: u16| Pt(f32::from(at));
                    let corner = |column: u16, row: u16| LinePoint {
                        p: Point { x: module(column), y: module(row) },
                        bezier: false,
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
                // Drawn in whole modules from the top: small numbers keep the file small.
                let matrix =
                    CurTransMat::Raw([unit * POINTS, 0.0, 0.0, -unit * POINTS, across(*x).0, up(*y).0]);
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(Op::SetTransformationMatrix { matrix });
                self.ops.push(Op::DrawPolygon { polygon: polygon(rings) });
                self.ops.push(Op::RestoreGraphicsState);
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
            let off = pen - ((exact + next) * 1000.0).round() as i32;
            let back = if at + 1 == part.len() || off.abs() <= UNSEEN { 0 } else { off };
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

fn beside(aside: Aside) -> Op {
    let kind = match aside {
        Aside::Layout => return Op::BeginMarkedContent { tag: "Artifact".to_owned() },
        Aside::Header => "Header",
        Aside::Footer => "Footer",
        Aside::Watermark => "Watermark",
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    properties("Artifact", [("Type", name("Pagination")), ("Subtype", name(kind))])
}

fn properties<const N: usize>(tag: &str, told: [(&str, DictItem); N]) -> Op {
    let map = told.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
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
