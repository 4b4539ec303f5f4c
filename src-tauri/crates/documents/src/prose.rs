//! Descriptions and notes with their light marks: bold and italic letters, lists that hang, lines that stay together.

use crate::face::{self, Face, Glyph};
use crate::page::{self, Strip};
use crate::sheet::Error;
use crate::tag::{Role, Tag};
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
    let mut lists = Lists::default();
    for line in markup::read(text.trim_matches('\n')) {
        strips.extend(page::guarded(item(&line, style, x, width, lists.at(&line))?));
    }
    Ok(page::guarded(strips))
}

/// The lists that a line may go on with, the outermost first, and the item that each of them is at.
#[derive(Default)]
struct Lists(Vec<Level>);

struct Level {
    depth: usize,
    list: Tag,
    item: Tag,
    body: Tag,
}

impl Lists {
    /// The lists down to that of this line; none for a line that is no item.
    fn at(&mut self, line: &Marked) -> &[Level] {
        if line.bullet.is_empty() {
            self.0.clear();
            return &self.0;
        }
        self.0.retain(|level| level.depth <= line.depth);
        let same = self.0.pop_if(|level| level.depth == line.depth);
        let list = same.map_or_else(|| Tag::new(Role::List), |level| level.list);
        let (item, body) = (Tag::new(Role::Item), Tag::nth(Role::Body, 1));
        self.0.push(Level { depth: line.depth, list, item, body });
        &self.0
    }
}

/// Puts strips in the item that they are, inside the words of those around it.
fn listed(mut strips: Vec<Strip>, lists: &[Level]) -> Vec<Strip> {
    for (nth, level) in lists.iter().rev().enumerate() {
        if nth > 0 {
            strips = page::within(strips, &level.body);
        }
        strips = page::within(page::within(strips, &level.item), &level.list);
    }
    strips
}

fn item(line: &Marked, style: Style, x: f32, width: f32, lists: &[Level]) -> Result<Vec<Strip>, Error> {
    let glyphs = glyphs(line, style)?;
    let mut runs: Vec<Run> = Vec::new();
    let Some(level) = lists.last() else {
        text::wrap(&glyphs, style, width, &mut runs);
        return Ok(page::one(Role::Paragraph, runs.into_iter().map(|run| Strip::of(x, run)).collect()));
    };
    let bullet = text::line(&line.bullet, style)?;
    let outer = (STEP * line.depth as f32).min((width - LEAST).max(0.0));
    // A number wider than the step pushes its own words to the right.
    let inner = outer + (bullet.width() + 5.0).max(STEP);
    text::wrap(&glyphs, style, (width - inner).max(LEAST), &mut runs);
    let strips = runs.into_iter().map(|run| Strip::of(x + inner, run)).collect();
    let mut strips = page::within(strips, &level.body);
    if let Some(first) = strips.first_mut() {
        first.text(x + outer, 0.0, bullet).within(&Tag::new(Role::Bullet));
        // Read first, also by who copies the page.
        first.marks.rotate_right(1);
    }
    Ok(listed(strips, lists))
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
