//! Titles: what stands in colour above a block, and the block under it.

use crate::face::Face;
use crate::page::{self, Strip};
use crate::prose;
use crate::sheet::Error;
use crate::tag::Role;
use crate::text::{self, Colour, Style};

/// A small accent title over lines of text: the house's way to begin any block.
pub fn titled(
    title: &str,
    text: &str,
    style: Style,
    x: f32,
    width: f32,
    accent: Colour,
) -> Result<Vec<Strip>, Error> {
    let mut strips = title_lines(title, x, width, accent)?;
    strips.extend(prose::strips(text, style, x, width)?);
    Ok(strips)
}

/// Plain lines of text that are read as one.
pub fn paragraph(text: &str, style: Style, x: f32, width: f32) -> Result<Vec<Strip>, Error> {
    let lines = text::lines(text, style, width)?.into_iter();
    Ok(page::one(Role::Paragraph, lines.map(|run| Strip::of(x, run)).collect()))
}

pub fn title_lines(title: &str, x: f32, width: f32, accent: Colour) -> Result<Vec<Strip>, Error> {
    let style = Style::LABEL.face(Face::Semi).colour(accent);
    let lines = text::lines(title, style, width)?.into_iter();
    let strips = lines.map(|run| Strip { leads: true, ..Strip::of(x, run) }).collect();
    let mut strips = page::one(Role::Block, strips);
    if let Some(last) = strips.last_mut() {
        last.height += 4.0;
    }
    Ok(strips)
}
