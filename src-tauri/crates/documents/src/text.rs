//! Text set in lines: a style, a width, and where French lets a line end.
//!
//! Lengths are in the units of the reference sheet: 794 to the width of an A4 page.

use crate::face::{self, Face, Glyph};
use crate::sheet::Error;
use values::spaces::spaced;

pub type Colour = [u8; 3];

pub const INK: Colour = [0x1d, 0x1c, 0x19];
pub const MUTED: Colour = [0x66, 0x62, 0x5a];
pub const HAIRLINE: Colour = [0xe6, 0xe2, 0xda];

/// How a text looks. `lead` is the height of its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub face: Face,
    pub size: f32,
    pub lead: f32,
    pub colour: Colour,
    /// Between letters, in em.
    pub spacing: f32,
}

impl Style {
    pub const BODY: Style = Style { face: Face::Regular, size: 12.4, lead: 18.6, colour: INK, spacing: 0.0 };
    pub const SMALL: Style =
        Style { face: Face::Regular, size: 11.0, lead: 16.5, colour: MUTED, spacing: 0.0 };
    pub const LABEL: Style =
        Style { face: Face::Regular, size: 10.5, lead: 15.75, colour: MUTED, spacing: 0.0 };
    pub const FINE: Style = Style { face: Face::Regular, size: 9.6, lead: 14.4, colour: MUTED, spacing: 0.0 };

    pub const fn colour(self, colour: Colour) -> Style {
        Style { colour, ..self }
    }

    pub const fn face(self, face: Face) -> Style {
        Style { face, ..self }
    }

    /// Another size, with the house's line height of one and a half.
    pub fn size(self, size: f32) -> Style {
        Style { size, lead: size * 1.5, ..self }
    }

    /// From the top of a line to its baseline.
    pub fn baseline(self) -> f32 {
        self.lead / 2.0 + face::RISE * self.size
    }
}

/// A line of glyphs, ready to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub glyphs: Vec<Glyph>,
    pub style: Style,
}

impl Run {
    pub fn width(&self) -> f32 {
        measure(&self.glyphs) * self.style.size
    }
}

/// The text on one line, whatever its width; line ends become spaces.
pub fn line(text: &str, style: Style) -> Result<Run, Error> {
    Ok(Run { glyphs: face::shown(read(text, style)?), style })
}

/// The glyphs of a text on one line, in the order in which it is read.
fn read(text: &str, style: Style) -> Result<Vec<Glyph>, Error> {
    face::shape(&face::printable(text).replace('\n', " "), style.face, style.spacing)
}

/// The text on one line, in a smaller size when it is wider than `width`.
pub fn fitted(text: &str, style: Style, width: f32) -> Result<Run, Error> {
    let mut run = line(text, style)?;
    let wide = run.width();
    if wide > width {
        run.style.size *= width / wide;
    }
    Ok(run)
}

/// The text on one line, cut with « … » when it is wider than `width`.
pub fn shortened(text: &str, style: Style, width: f32) -> Result<Run, Error> {
    let mut glyphs = read(text, style)?;
    let room = width / style.size;
    if measure(&glyphs) > room {
        let mark = read("…", style)?;
        while !glyphs.is_empty() && measure(&glyphs) + measure(&mark) > room {
            glyphs.pop();
        }
        glyphs.extend(mark);
    }
    Ok(Run { glyphs: face::shown(glyphs), style })
}

/// The text in lines no wider than `width`; nothing for an empty text.
pub fn lines(text: &str, style: Style, width: f32) -> Result<Vec<Run>, Error> {
    let text = spaced(&face::printable(text));
    let mut runs = Vec::new();
    for paragraph in text.trim_matches('\n').split('\n') {
        let glyphs = face::shape(paragraph.trim_end(), style.face, style.spacing)?;
        if glyphs.is_empty() && text.trim().is_empty() {
            return Ok(runs);
        }
        wrap(&glyphs, style, width, &mut runs);
    }
    Ok(runs)
}

pub fn measure(glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

pub fn wrap(glyphs: &[Glyph], style: Style, width: f32, runs: &mut Vec<Run>) {
    // A hair more: a column as wide as its widest text must hold it, whatever the rounding.
    let room = width / style.size + 0.001;
    let mut start = 0;
    let mut chance = None;
    let mut used = 0.0;
    let mut at = 0;
    while at < glyphs.len() {
        let glyph = &glyphs[at];
        if !glyph.is(' ') && used + glyph.advance > room && at > start {
            // The last chance to end a line, or else inside a word too long for any line.
            let end = chance.take().unwrap_or_else(|| whole_letter(glyphs, start, at));
            push(&glyphs[start..end], style, runs);
            start = end;
            while start < glyphs.len() && glyphs[start].is(' ') {
                start += 1;
            }
            at = start;
            used = 0.0;
            continue;
        }
        used += glyph.advance;
        at += 1;
        if may_end(&glyphs[..at], &glyphs[at..]) {
            chance = Some(at);
        }
    }
    push(&glyphs[start.min(glyphs.len())..], style, runs);
}

fn push(glyphs: &[Glyph], style: Style, runs: &mut Vec<Run>) {
    let end = glyphs.iter().rposition(|glyph| !glyph.is(' ')).map_or(0, |last| last + 1);
    runs.push(Run { glyphs: face::shown(glyphs[..end].to_vec()), style });
}

/// Where a word may be cut at `at` at the latest: an accent stays with its letter.
fn whole_letter(glyphs: &[Glyph], start: usize, at: usize) -> usize {
    let accents = glyphs[start + 1..=at].iter().rev().take_while(|glyph| glyph.advance == 0.0).count();
    if accents < at - start { at - accents } else { at }
}

/// Whether a line may end here: after a space that does not stand before high punctuation or after an
/// opening quote, and after a hyphen between letters.
fn may_end(before: &[Glyph], after: &[Glyph]) -> bool {
    let Some(last) = before.last().and_then(Glyph::first) else { return false };
    let Some(next) = after.first().and_then(Glyph::first) else { return false };
    let previous = before.len().checked_sub(2).and_then(|at| before[at].first());
    match last {
        ' ' => !matches!(next, ' ' | ';' | ':' | '!' | '?' | '»' | '%' | '€') && previous != Some('«'),
        '\u{2002}'..='\u{2006}' | '\u{2008}'..='\u{200a}' => true,
        '-' | '\u{2010}' | '/' | '@' => next.is_alphabetic() && previous.is_some_and(char::is_alphabetic),
        '–' | '—' => next.is_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, width: f32) -> Vec<String> {
        let runs = lines(text, Style::BODY, width).unwrap();
        runs.iter().map(|run| run.glyphs.iter().map(|glyph| glyph.letters.as_str()).collect()).collect()
    }

    #[test]
    fn high_punctuation_never_begins_a_line() {
        for width in 75..200 {
            for line in set("Payée le 2 octobre : « oui ; non » ! Vraiment ? 20 % de 30 €", width as f32)
            {
                let first = line.chars().next().unwrap();
                assert!(!";:!?»%€".contains(first), "{line:?} at {width}");
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        let word = "x".repeat(300);
        let runs = lines(&format!("un mot {word} trop long"), Style::BODY, 120.0).unwrap();
        assert!(runs.iter().all(|run| run.width() <= 120.1));
        let letters: usize =
            runs.iter().map(|run| run.glyphs.iter().filter(|glyph| glyph.is('x')).count()).sum();
        assert_eq!(letters, 300);
    }

    #[test]
    fn a_hyphen_lets_a_word_end_but_never_a_number() {
        assert_eq!(set("allers-retours", 60.0), ["allers-", "retours"]);
        assert_eq!(set("numéro F-2026-0035", 100.0), ["numéro", "F-2026-0035"]);
    }

    #[test]
    fn blank_lines_inside_a_text_stay_and_those_around_it_go() {
        assert_eq!(set("\n\na\n\nb\n", 100.0), ["a", "", "b"]);
        assert!(set(" \n\t\n", 100.0).is_empty());
        assert!(set("", 100.0).is_empty());
    }
}
