//! How the parts of a paper may be spread over its pages, and which of that is fit to be read.

use crate::page::{Flow, Part};

/// How the parts of a paper may be spread over its pages, the usual way first.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Less air between blocks, smaller legal words.
    pub tight: bool,
    /// Less room to sign, still enough for a name and a signature.
    pub low: bool,
    /// The last steps of a schedule begin a page with all that follows.
    pub parted: bool,
    /// The last row, or the last note of a paper without rows, begins a page with all that follows.
    pub turned: bool,
    /// Long notes stand above the lines, over the whole width.
    pub before: bool,
}

pub const USUAL: Way = Way { tight: false, low: false, parted: false, turned: false, before: false };
pub const WAYS: [Way; 7] = [
    USUAL,
    Way { tight: true, ..USUAL },
    Way { tight: true, low: true, ..USUAL },
    Way { parted: true, ..USUAL },
    Way { turned: true, ..USUAL },
    Way { before: true, ..USUAL },
    Way { turned: true, before: true, ..USUAL },
];
/// Most of a page that stays empty at its foot, of what a page holds.
pub const HOLE: f32 = 0.4;

/// Does the last page hold what the paper comes to, with at least the last of its lines, or what is paid when? A page of
/// small print or of signatures alone says nothing of what it belongs to.
pub fn stands(flow: &Flow) -> bool {
    let on_last = |part: Part| flow.parts.contains(&(part, flow.at));
    let anywhere = |part: Part| flow.parts.iter().any(|known| known.0 == part);
    let whole = [Part::Row, Part::Totals].into_iter().all(|part| on_last(part) || !anywhere(part));
    let whole = whole || on_last(Part::Step);
    flow.at == 0 || (whole && (anywhere(Part::Totals) || on_last(Part::Note) || !anywhere(Part::Note)))
}

/// Does the last page say how the paper is paid, and by which reference?
pub fn pays(flow: &Flow) -> bool {
    flow.parts.contains(&(Part::Payment, flow.at))
}
