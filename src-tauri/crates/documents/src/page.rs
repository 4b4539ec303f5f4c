//! What is drawn, before it is PDF: marks on a page, and strips that flow from page to page.
//!
//! Invariant: nothing inside a strip is ever split; a break falls between strips only.

use crate::text::{Colour, Run};

/// A4 and its margins, in the units of the reference sheet (96 to the inch, from the top left).
pub const WIDTH: f32 = 793.7;
pub const HEIGHT: f32 = 1122.5;
pub const LEFT: f32 = 60.0;
pub const RIGHT: f32 = 734.0;
pub const BODY: f32 = RIGHT - LEFT;
/// Where the first page begins, and where the others do under their small head.
pub const TOP: f32 = 57.0;
pub const NEXT_TOP: f32 = 96.0;

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
    fn shift(&mut self, dx: f32, dy: f32) {
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

/// A horizontal slice that stays whole. Marks are placed from the slice's own top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// A title: never the last thing of a page.
    pub leads: bool,
}

impl Strip {
    pub fn gap(height: f32) -> Strip {
        Strip { height, ..Strip::default() }
    }

    /// A line of text at `x`.
    pub fn of(x: f32, run: Run) -> Strip {
        let mut strip = Strip::gap(run.style.lead);
        strip.text(x, 0.0, run);
        strip
    }

    /// Writes a line whose box begins `top` under the strip's top.
    pub fn text(&mut self, x: f32, top: f32, run: Run) {
        self.marks.push(Mark::Text { x, y: top + run.style.baseline(), run });
    }

    /// The same, ending at `x`.
    pub fn text_to(&mut self, x: f32, top: f32, run: Run) {
        self.text(x - run.width(), top, run);
    }

    pub fn rule(&mut self, x: f32, top: f32, width: f32, thickness: f32, colour: Colour) {
        self.marks.push(Mark::Fill { x, y: top, width, height: thickness, colour });
    }

    /// Takes in the marks of another strip, `top` lower.
    pub fn take(&mut self, mut other: Strip, dx: f32, top: f32) {
        other.marks.iter_mut().for_each(|mark| mark.shift(dx, top));
        self.marks.append(&mut other.marks);
    }

    /// The same strip with `space` of air above.
    pub fn lowered(mut self, space: f32) -> Strip {
        self.marks.iter_mut().for_each(|mark| mark.shift(0.0, space));
        self.height += space;
        self
    }
}

pub fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.height).sum()
}

/// Strips one under another as a single one, which is then never split.
pub fn whole(strips: Vec<Strip>) -> Strip {
    let mut all = Strip::default();
    for strip in strips {
        let top = all.height;
        all.height += strip.height;
        all.take(strip, 0.0, top);
    }
    all
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub marks: Vec<Mark>,
}

/// Where the next strip goes.
#[derive(Debug)]
pub struct Flow {
    pub pages: Vec<Page>,
    pub at: usize,
    pub y: f32,
    /// Nothing of the flow stands lower than this; the footer does.
    pub bottom: f32,
    /// Repeated at the top of each new page while a table runs.
    pub running: Vec<Strip>,
}

impl Flow {
    pub fn new(bottom: f32) -> Flow {
        Flow { pages: vec![Page::default()], at: 0, y: TOP, bottom, running: Vec::new() }
    }

    /// The height of a fresh page.
    pub fn full(&self) -> f32 {
        self.bottom - NEXT_TOP - height(&self.running)
    }

    pub fn fits(&self, height: f32) -> bool {
        // A hair of tolerance: sums of heights are rounded.
        self.y + height <= self.bottom + 0.01
    }

    pub fn next_page(&mut self) {
        self.at += 1;
        if self.at == self.pages.len() {
            self.pages.push(Page::default());
        }
        self.y = NEXT_TOP;
        for strip in self.running.clone() {
            self.put(strip);
        }
    }

    /// Places a strip, on the next page when it does not fit here.
    pub fn place(&mut self, strip: Strip) {
        let fresh = NEXT_TOP + height(&self.running);
        if !self.fits(strip.height) && (self.at == 0 || self.y > fresh + 0.01) {
            self.next_page();
        }
        self.put(strip);
    }

    /// Places strips together, after `space` of air: all here, all on the next page, or, taller than a page, split.
    pub fn keep(&mut self, space: f32, strips: Vec<Strip>) {
        self.make_room(space, height(&strips));
        self.pour(strips);
    }

    /// Places two columns side by side, together where a page can hold them.
    pub fn pair(&mut self, space: f32, left: Vec<Strip>, right: Vec<Strip>) {
        self.make_room(space, height(&left).max(height(&right)));
        let (at, y) = (self.at, self.y);
        self.pour(left);
        let end = (self.at, self.y);
        (self.at, self.y) = (at, y);
        self.pour(right);
        if end.0 > self.at || (end.0 == self.at && end.1 > self.y) {
            (self.at, self.y) = end;
        }
    }

    pub fn pour(&mut self, strips: Vec<Strip>) {
        let mut rest = strips.into_iter().peekable();
        while let Some(strip) = rest.next() {
            let with = if strip.leads { rest.peek().map_or(0.0, |next| next.height) } else { 0.0 };
            if !self.fits(strip.height + with) && strip.height + with <= self.full() {
                self.next_page();
            }
            self.place(strip);
        }
    }

    fn make_room(&mut self, space: f32, height: f32) {
        if self.fits(space + height) {
            self.y += space;
        } else if height <= self.full() {
            self.next_page();
        } else {
            self.y += space;
        }
    }

    fn put(&mut self, mut strip: Strip) {
        let y = self.y;
        strip.marks.iter_mut().for_each(|mark| mark.shift(0.0, y));
        self.y += strip.height;
        if let Some(page) = self.pages.get_mut(self.at) {
            page.marks.append(&mut strip.marks);
        }
    }
}
