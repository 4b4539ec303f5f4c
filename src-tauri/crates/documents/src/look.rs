//! The two layouts of papers, in sizes: one with air, one that says the same in less room.

use crate::text::{self, Style};
use journey::contact::Layout;

/// Lengths are in the units of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub body: Style,
    /// Details under a line, cells of long tables.
    pub small: Style,
    /// Side of the logo, and how large the name beside it and the title stand.
    pub side: f32,
    pub brand: f32,
    pub heading: f32,
    /// From the title's top to that of the number under it.
    pub number: f32,
    /// Share of the air between blocks.
    pub air: f32,
    /// Above and below the words of a row.
    pub row: f32,
    /// Inside a box: above and below, and at the sides.
    pub pad: (f32, f32),
    /// Side of the payment code.
    pub code: f32,
}

const CLASSIC: Look = Look {
    body: Style::BODY,
    small: Style::SMALL,
    side: 54.0,
    brand: 15.0,
    heading: 25.0,
    number: 37.5,
    air: 1.0,
    row: 8.0,
    pad: (14.0, 17.0),
    code: 88.0,
};

const COMPACT: Look = Look {
    body: Style { size: 11.0, lead: 15.4, ..Style::BODY },
    small: Style { size: 9.8, lead: 13.4, colour: text::MUTED, ..Style::SMALL },
    side: 40.0,
    brand: 13.0,
    heading: 19.0,
    number: 28.0,
    air: 0.62,
    row: 4.0,
    pad: (10.0, 14.0),
    code: 76.0,
};

pub fn look(layout: Layout) -> &'static Look {
    match layout {
        Layout::Classic => &CLASSIC,
        Layout::Compact => &COMPACT,
    }
}
