//! The lines of a part of something larger, asked for or taken back: one per VAT rate, and per reason of what bears none.

use journey::quote::{Line, standing_lines};
use journey::vat::Totals;
use records::basis::Basis;
use values::money::{BasisPoints, Thousandths, UnitPrice};

/// What is printed on the lines of a part of an order.
pub struct PartWords {
    pub label: String,
    /// Under it; empty for what the work is about.
    pub detail: String,
}

/// The lines of a part of an order.
pub fn part_lines(basis: &Basis, totals: &Totals, words: &PartWords) -> Vec<Line> {
    let detail = if words.detail.is_empty() { &basis.subject } else { &words.detail };
    lines_of(&basis.lines, &basis.left, totals, &words.label, detail)
}

/// The lines of those totals, `left` of the whole being still to claim before them, each of the nature of the lines it
/// stands for.
pub fn lines_of(whole: &[Line], left: &Totals, totals: &Totals, label: &str, detail: &str) -> Vec<Line> {
    let line = |standing: Line| Line {
        label: label.to_owned(),
        detail: detail.to_owned(),
        quantity: Thousandths(1000),
        unit: String::new(),
        unit_price: UnitPrice(standing.net.0 * 100),
        discount: BasisPoints(0),
        ..standing
    };
    let groups = totals.groups.iter().filter(|group| !group.net.is_zero() || !group.vat.is_zero());
    groups.flat_map(|group| standing_lines(whole, left, *group)).map(line).collect()
}
