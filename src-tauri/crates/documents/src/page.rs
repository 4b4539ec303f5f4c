//! What is drawn, before it is PDF: marks on a page, and strips that flow from page to page.
//!
//! Invariant: nothing inside a strip is ever split; a break falls between strips only.

use crate::mark::{Drawn, Mark};
use crate::tag::{Aside, Cells, Role, Tag};
use crate::text::{Colour, Run};

/// A4 and its margins, in the units of the reference sheet (96 to the inch, from the top left).
pub const WIDTH: f32 = 793.7;
pub const HEIGHT: f32 = 1122.5;
pub const LEFT: f32 = 60.0;
pub const RIGHT: f32 = 734.0;
pub const BODY: f32 = RIGHT - LEFT;
/// Points in a unit of the sheet: 72 over 96.
pub const POINTS: f32 = 0.75;
/// Where the first page begins, and where the others do under their small head.
pub const TOP: f32 = 57.0;
pub const NEXT_TOP: f32 = 96.0;

/// Where the window of a DL or C5 envelope shows the sheet folded in three or in two: from 110 mm on, 45 mm from the top.
pub const WINDOW: (f32, f32) = (416.0, 170.0);

/// A horizontal slice that stays whole. Marks are placed from the slice's own top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    pub height: f32,
    pub marks: Vec<Drawn>,
    /// A title, or a line that may not stand alone: it stays with what follows.
    pub leads: bool,
    /// What it is a part of, so that one can tell on which page that stands.
    pub part: Option<Part>,
}

/// Parts of a paper that belong together on its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Row,
    Totals,
    Note,
    /// What is done and paid when, a strip each.
    Step,
    /// How it is paid.
    Payment,
    /// What is supplied, and where it is signed.
    Closing,
    Legal,
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
    pub fn text(&mut self, x: f32, top: f32, run: Run) -> &mut Drawn {
        self.draw(Mark::Text { x, y: top + run.style.baseline(), run })
    }

    /// The same, ending at `x`.
    pub fn text_to(&mut self, x: f32, top: f32, run: Run) -> &mut Drawn {
        self.text(x - run.width(), top, run)
    }

    pub fn draw(&mut self, mark: Mark) -> &mut Drawn {
        let at = self.marks.len();
        self.marks.push(Drawn::from(mark));
        &mut self.marks[at]
    }

    pub fn rule(&mut self, x: f32, top: f32, width: f32, thickness: f32, colour: Colour) {
        self.draw(Mark::Fill { x, y: top, width, height: thickness, colour });
    }

    /// Takes in the marks of another strip, `top` lower.
    pub fn take(&mut self, mut other: Strip, dx: f32, top: f32) {
        other.marks.iter_mut().for_each(|drawn| drawn.mark.shift(dx, top));
        self.marks.append(&mut other.marks);
    }

    /// The same strip with `space` of air above.
    pub fn lowered(mut self, space: f32) -> Strip {
        self.marks.iter_mut().for_each(|drawn| drawn.mark.shift(0.0, space));
        self.height += space;
        self
    }

    /// The same strip, not read: what it says stands elsewhere, or is about the page alone.
    pub fn aside(mut self, aside: Aside) -> Strip {
        self.marks.iter_mut().for_each(|drawn| drawn.aside = Some(aside));
        self
    }
}

/// The strips, all of them inside that element.
pub fn within(mut strips: Vec<Strip>, tag: &Tag) -> Vec<Strip> {
    for drawn in strips.iter_mut().flat_map(|strip| &mut strip.marks) {
        drawn.within(tag);
    }
    strips
}

/// The strips as one element.
pub fn one(role: Role, strips: Vec<Strip>) -> Vec<Strip> {
    within(strips, &Tag::new(role))
}

/// The strips, all of them in that cell.
pub fn celled(mut strips: Vec<Strip>, cells: &Cells, at: usize) -> Vec<Strip> {
    for drawn in strips.iter_mut().flat_map(|strip| &mut strip.marks) {
        drawn.cell(cells, at);
    }
    strips
}

/// The same strips, known as a part of the paper.
pub fn known(strips: Vec<Strip>, part: Part) -> Vec<Strip> {
    strips.into_iter().map(|strip| Strip { part: Some(part), ..strip }).collect()
}

/// Neither the first nor the last line of a text stands alone on a page.
pub fn guarded(mut strips: Vec<Strip>) -> Vec<Strip> {
    let count = strips.len();
    if count > 1 {
        strips[0].leads = true;
        strips[count - 2].leads = true;
    }
    strips
}

/// The strips that are placed together before any break.
pub fn leading(strips: &[Strip]) -> &[Strip] {
    let count = strips.iter().take_while(|strip| strip.leads).count();
    strips.get(..=count).unwrap_or(strips)
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

/// A column that may break: what stands above it, and its strips.
#[derive(Clone, Debug, Default)]
pub struct Titled {
    pub title: Vec<Strip>,
    pub strips: Vec<Strip>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub marks: Vec<Drawn>,
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
    /// Share of the air between blocks that is kept.
    pub air: f32,
    /// Which parts stand on which page, in order.
    pub parts: Vec<(Part, usize)>,
}

impl Flow {
    pub fn new(bottom: f32) -> Flow {
        Flow {
            pages: vec![Page::default()],
            at: 0,
            y: TOP,
            bottom,
            running: Vec::new(),
            air: 1.0,
            parts: Vec::new(),
        }
    }

    /// The height of a fresh page.
    pub fn full(&self) -> f32 {
        self.bottom - NEXT_TOP - height(&self.running)
    }

    /// The most that a page before the last leaves empty at its foot, as a share of what a page holds.
    pub fn hole(&self) -> f32 {
        let ends = |page: &Page| page.marks.iter().map(|drawn| drawn.mark.foot()).fold(0.0, f32::max);
        let before = self.pages.iter().take(self.at);
        before.map(|page| (self.bottom - ends(page)) / self.bottom).fold(0.0, f32::max)
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
            self.put(strip.aside(Aside::Header));
        }
    }

    /// Places a strip, on the next page when it does not fit here.
    pub fn place(&mut self, strip: Strip) {
        if !self.fits(strip.height) && !self.is_fresh() {
            self.next_page();
        }
        self.put(strip);
    }

    /// Does nothing of its own stand on this page yet?
    pub fn is_fresh(&self) -> bool {
        self.at > 0 && self.y <= NEXT_TOP + height(&self.running) + 0.01
    }

    /// Places strips together, after `space` of air: all here, all on the next page, or, taller than a page, split.
    pub fn keep(&mut self, space: f32, strips: Vec<Strip>) {
        self.make_room(space, height(&strips));
        self.pour(strips);
    }

    /// Places a block of prose: whole where it is short, else from here on, split where its lines allow it.
    pub fn run(&mut self, space: f32, strips: Vec<Strip>) {
        if height(&strips) <= self.full() * 0.3 {
            self.keep(space, strips);
        } else {
            self.y += space * self.air;
            self.pour(strips);
        }
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

    /// Places two columns side by side from here on: each breaks between its strips where it must, and begins again
    /// with its title where it goes on. `parted`, the end of the first one, or all of it where it is short, begins a page in
    /// any case.
    pub fn columns(&mut self, space: f32, columns: [Titled; 2], parted: bool) {
        let first = |column: &Titled| height(&column.title) + height(leading(&column.strips));
        if parted && columns[0].strips.len() < 4 && !self.is_fresh() {
            self.next_page();
        } else {
            self.make_room(space, columns.iter().map(first).fold(0.0, f32::max));
        }
        let (at, y) = (self.at, self.y);
        let mut end = (at, y);
        for (nth, Titled { title, mut strips }) in columns.into_iter().enumerate() {
            (self.at, self.y) = (at, y);
            let mut rest = strips.split_off(leading(&strips).len());
            self.pour(title.iter().cloned().chain(strips).collect());
            self.running = title;
            let last = rest.split_off(rest.len().saturating_sub(2));
            self.pour(rest);
            if parted && nth == 0 && !last.is_empty() && !self.is_fresh() {
                self.next_page();
            }
            self.pour(last);
            self.running.clear();
            if (self.at, self.y) > end {
                end = (self.at, self.y);
            }
        }
        (self.at, self.y) = end;
    }

    /// Places a long column at the left, and a short one at the right that stays whole on this page or the next.
    pub fn beside(&mut self, space: f32, long: Vec<Strip>, short: Vec<Strip>) {
        let lead: f32 = long.iter().take(2).map(|strip| strip.height).sum();
        self.make_room(space, height(&short).max(lead));
        let (at, y) = (self.at, self.y);
        self.pour(short);
        let end = (self.at, self.y);
        (self.at, self.y) = (at, y);
        self.pour(long);
        if end.0 > self.at || (end.0 == self.at && end.1 > self.y) {
            (self.at, self.y) = end;
        }
    }

    pub fn pour(&mut self, strips: Vec<Strip>) {
        let mut rest = strips.into_iter();
        while let Some(strip) = rest.next() {
            // What leads takes along all that it leads to.
            let mut group = vec![strip];
            while group.last().is_some_and(|last| last.leads) {
                let Some(next) = rest.next() else { break };
                group.push(next);
            }
            let tall = height(&group);
            if !self.fits(tall) && tall <= self.full() && !self.is_fresh() {
                self.next_page();
            }
            group.into_iter().for_each(|strip| self.place(strip));
        }
    }

    fn make_room(&mut self, space: f32, height: f32) {
        let space = space * self.air;
        if !self.fits(space + height) && height <= self.full() {
            if !self.is_fresh() {
                self.next_page();
            }
        } else {
            self.y += space;
        }
    }

    fn put(&mut self, mut strip: Strip) {
        let y = self.y;
        self.parts.extend(strip.part.map(|part| (part, self.at)));
        strip.marks.iter_mut().for_each(|drawn| drawn.mark.shift(0.0, y));
        self.y += strip.height;
        if let Some(page) = self.pages.get_mut(self.at) {
            page.marks.append(&mut strip.marks);
        }
    }
}
