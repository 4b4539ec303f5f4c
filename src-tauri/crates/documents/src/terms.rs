//! Terms and conditions, on pages of their own after the sheet: two columns that people can read.

use crate::face::Face;
use crate::page::{self, BODY, Flow, LEFT, NEXT_TOP, Strip};
use crate::sheet::{Error, Terms};
use crate::tag::Role;
use crate::text::{self, INK, Style};

const GAP: f32 = 28.0;
const COLUMN: f32 = (BODY - GAP) / 2.0;
const WORDS: Style = Style { face: Face::Regular, size: 9.4, lead: 14.0, colour: INK, spacing: 0.0 };
/// A little smaller, when that saves a page that would hold a few lines only.
const TIGHTER: Style = Style { size: 9.0, lead: 13.3, ..WORDS };
/// What a last page holds at least, in units of height of its first column.
const FEW: f32 = 300.0;

pub fn place(terms: &Terms, flow: &mut Flow) -> Result<(), Error> {
    flow.next_page();
    let title = Style { spacing: -0.01, ..Style::BODY.size(16.0).face(Face::Semi) };
    let title = text::lines(&terms.title, title, BODY)?.into_iter().map(|run| Strip::of(LEFT, run)).collect();
    flow.pour(page::one(Role::Block, title));
    flow.y += 10.0;
    let mut strips = paragraphs(&terms.text, WORDS)?;
    let mut trial = Flow { y: flow.y, ..Flow::new(flow.bottom) };
    let right = columns(&strips, &mut trial);
    if trial.at > 0 && !right && trial.y < NEXT_TOP + FEW {
        strips = paragraphs(&terms.text, TIGHTER)?;
    }
    columns(&strips, flow);
    Ok(())
}

fn paragraphs(text: &str, style: Style) -> Result<Vec<Strip>, Error> {
    let mut strips = Vec::new();
    for paragraph in crate::face::printable(text).split("\n\n") {
        strips.extend(self::paragraph(paragraph, style)?);
    }
    Ok(strips)
}

/// A paragraph; its first line is a title when it looks like one: « Article 3 » or « 3. Prix », without a full stop.
fn paragraph(text: &str, style: Style) -> Result<Vec<Strip>, Error> {
    let text = text.trim_matches('\n');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let begins = first.starts_with("Article") || first.starts_with(|c: char| c.is_ascii_digit());
    let mut strips = Vec::new();
    let body = if begins && first.chars().count() <= 80 && !first.trim_end().ends_with(['.', ';', ':', ',']) {
        let runs = text::lines(first, style.face(Face::Semi), COLUMN)?;
        let title = runs.into_iter().map(|run| Strip { leads: true, ..Strip::of(0.0, run) });
        strips.extend(page::one(Role::Article, title.collect()));
        rest
    } else {
        text
    };
    let runs = text::lines(body, style, COLUMN)?;
    let (count, mut lines) = (runs.len(), Vec::new());
    for (at, run) in runs.into_iter().enumerate() {
        // Neither the first nor the last line of a long paragraph stands alone in a column.
        let leads = count > 3 && (at == 0 || at + 2 == count);
        let air = if at + 1 == count { 7.0 } else { 0.0 };
        lines.push(Strip { leads, height: run.style.lead + air, ..Strip::of(0.0, run) });
    }
    strips.extend(page::one(Role::Paragraph, lines));
    Ok(strips)
}

/// Fills columns from where the flow stands; tells whether the last one is the right one.
fn columns(strips: &[Strip], flow: &mut Flow) -> bool {
    let mut top = flow.y;
    let mut right = false;
    for (at, strip) in strips.iter().enumerate() {
        let with: f32 = if strip.leads { strips.get(at + 1).map_or(0.0, |next| next.height) } else { 0.0 };
        if !flow.fits(strip.height + with) {
            if right {
                flow.next_page();
                top = NEXT_TOP;
            } else {
                flow.y = top;
            }
            right = !right;
        }
        let mut placed = Strip::gap(strip.height);
        placed.take(strip.clone(), if right { LEFT + COLUMN + GAP } else { LEFT }, 0.0);
        flow.place(placed);
    }
    right
}
