//! What is drawn: texts, rules, boxes and pictures, each with what it is a part of.

use crate::tag::{Aside, Cells, Tag};
use crate::text::{Colour, Run};

/// A mark with the elements that it stands in, from the inside out.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub mark: Mark,
    pub tags: Vec<Tag>,
    /// Not read at all, whatever it stands in.
    pub aside: Option<Aside>,
}

impl From<Mark> for Drawn {
    fn from(mark: Mark) -> Drawn {
        Drawn { mark, tags: Vec::new(), aside: None }
    }
}

impl Drawn {
    pub fn within(&mut self, tag: &Tag) -> &mut Drawn {
        self.tags.push(tag.clone());
        self
    }

    pub fn cell(&mut self, cells: &Cells, at: usize) -> &mut Drawn {
        self.tags.extend(cells.of(at).cloned());
        self
    }
}

/// One thing drawn. `x` and `y` are from the top left; the `y` of a text is its baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text {
        x: f32,
        y: f32,
        run: Run,
    },
    /// A text that climbs by `degrees`.
    Slanted {
        x: f32,
        y: f32,
        run: Run,
        degrees: f32,
    },
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    Rounded {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        radius: f32,
        colour: Colour,
        filled: bool,
    },
    /// The dark squares of a QR code, as (x, y, width, height) in modules of `unit`.
    Code {
        x: f32,
        y: f32,
        unit: f32,
        bars: Vec<[u16; 4]>,
    },
    Logo {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// The signature as it was drawn.
    Drawing {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
}

impl Mark {
    /// Where its lowest point stands, more or less.
    pub fn foot(&self) -> f32 {
        match self {
            Mark::Text { y, .. } | Mark::Slanted { y, .. } | Mark::Code { y, .. } => *y,
            Mark::Fill { y, height, .. }
            | Mark::Rounded { y, height, .. }
            | Mark::Logo { y, height, .. }
            | Mark::Drawing { y, height, .. } => y + height,
        }
    }

    /// Does it show nothing at all?
    pub fn is_blank(&self) -> bool {
        match self {
            Mark::Text { run, .. } | Mark::Slanted { run, .. } => run.glyphs.is_empty(),
            Mark::Fill { .. }
            | Mark::Rounded { .. }
            | Mark::Code { .. }
            | Mark::Logo { .. }
            | Mark::Drawing { .. } => false,
        }
    }

    /// Left, top, width and height of what is a picture or a box.
    pub fn bounds(&self) -> Option<[f32; 4]> {
        match self {
            Mark::Text { .. } | Mark::Slanted { .. } => None,
            Mark::Fill { x, y, width, height, .. }
            | Mark::Rounded { x, y, width, height, .. }
            | Mark::Logo { x, y, width, height }
            | Mark::Drawing { x, y, width, height } => Some([*x, *y, *width, *height]),
            Mark::Code { x, y, unit, bars } => {
                let side = bars.iter().map(|bar| bar[1] + bar[3]).max().map_or(0.0, f32::from) * unit;
                Some([*x, *y, side, side])
            }
        }
    }

    /// The same of a line of text, from above its capitals to below its tails.
    pub fn line(&self) -> Option<[f32; 4]> {
        match self {
            Mark::Text { x, y, run } => {
                let size = run.style.size;
                Some([*x, y - size, run.width(), size * 1.25])
            }
            Mark::Slanted { .. }
            | Mark::Fill { .. }
            | Mark::Rounded { .. }
            | Mark::Code { .. }
            | Mark::Logo { .. }
            | Mark::Drawing { .. } => None,
        }
    }

    pub fn shift(&mut self, dx: f32, dy: f32) {
        match self {
            Mark::Text { x, y, .. }
            | Mark::Slanted { x, y, .. }
            | Mark::Fill { x, y, .. }
            | Mark::Rounded { x, y, .. }
            | Mark::Code { x, y, .. }
            | Mark::Logo { x, y, .. }
            | Mark::Drawing { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
        }
    }
}
