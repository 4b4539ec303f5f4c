//! The lines of a part of something larger, asked for or taken back: one per VAT rate.

use journey::quote::{Line, standing_for};
use journey::vat::{Totals, VatGroup};
use records::basis::Basis;
use values::money::{BasisPoints, Thousandths, UnitPrice};

/// One line per VAT rate of a part of an order; under it what the work is about, or the words given.
pub fn part_lines(basis: &Basis, totals: &Totals, label: &str, words: &str) -> Vec<Line> {
    let detail = if words.is_empty() { basis.subject.as_str() } else { words };
    lines_of(&basis.lines, totals, label, detail)
}

/// One line per VAT rate of those totals, each of the nature of the lines it stands for.
pub fn lines_of(whole: &[Line], totals: &Totals, label: &str, detail: &str) -> Vec<Line> {
    let line = |group: &VatGroup| Line {
        label: label.to_owned(),
        detail: detail.to_owned(),
        quantity: Thousandths(1000),
        unit: String::new(),
        unit_price: UnitPrice(group.net.0 * 100),
        discount: BasisPoints(0),
        net: group.net,
        ..standing_for(whole, group.rate)
    };
    totals.groups.iter().filter(|group| !group.net.is_zero() || !group.vat.is_zero()).map(line).collect()
}
