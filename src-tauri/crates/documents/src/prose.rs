//! Descriptions and notes with their light marks: bold and italic letters, lists that hang, lines that stay together.

use crate::face::{self, Face, Glyph};
use crate::page::{self, Strip};
use crate::sheet::Error;
use crate::text::{self, Run, Style};
use journey::markup::{self, Marked};
use values::spaces::spaced;

/// A step of a list to the right, and the least that is left for its words.
const STEP: f32 = 14.0;
const LEAST: f32 = 60.0;

/// The text in strips at `x`, no wider than `width`; nothing for an empty text.
pub fn strips(text: &str, style: Style, x: f32, width: f32) -> Result<Vec<Strip>, Error> {
    let text = spaced(&face::printable(text));
    let mut strips = Vec::new();
    if text.trim().is_empty() {
        return Ok(strips);
    }
    for line in markup::read(text.trim_matches('\n')) {
        strips.extend(page::guarded(item(&line, style, x, width)?));
    }
    Ok(page::guarded(strips))
}

fn item(line: &Marked, style: Style, x: f32, width: f32) -> Result<Vec<Strip>, Error> {
    let glyphs = glyphs(line, style)?;
    let mut runs: Vec<Run> = Vec::new();
    if line.bullet.is_empty() {
        text::wrap(&glyphs, style, width, &mut runs);
        return Ok(runs.into_iter().map(|run| Strip::of(x, run)).collect());
    }
    let bullet = text::line(&line.bullet, style)?;
    let outer = (STEP * line.depth as f32).min((width - LEAST).max(0.0));
    // A number wider than the step pushes its own words to the right.
    let inner = outer + (bullet.width() + 5.0).max(STEP);
    text::wrap(&glyphs, style, (width - inner).max(LEAST), &mut runs);
    let mut strips: Vec<Strip> = runs.into_iter().map(|run| Strip::of(x + inner, run)).collect();
    if let Some(first) = strips.first_mut() {
        first.text(x + outer, 0.0, bullet);
        // Read first, also by who copies the page.
        first.marks.rotate_right(1);
    }
    Ok(strips)
}

/// The glyphs of one line, in the order in which they are read.
fn glyphs(line: &Marked, style: Style) -> Result<Vec<Glyph>, Error> {
    let mut text = String::new();
    let mut ends: Vec<(usize, Face)> = Vec::new();
    for piece in &line.pieces {
        text.push_str(&piece.text);
        let face = match (piece.bold, piece.italic) {
            (true, _) => Face::Semi,
            (false, true) => Face::Italic,
            (false, false) => style.face,
        };
        ends.push((text.len(), face));
    }
    let face = |at: usize| ends.iter().find(|(end, _)| at < *end).map_or(style.face, |(_, face)| *face);
    face::shape_faces(text.trim_end(), face, style.spacing)
}
