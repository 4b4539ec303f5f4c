//! The lines of a part of an order: one per VAT rate.

use journey::quote::{Line, standing_for};
use journey::vat::{Totals, VatGroup};
use records::basis::Basis;
use values::money::{BasisPoints, Thousandths, UnitPrice};

/// One line per VAT rate of a part of an order; under it what the work is about, or the words given.
pub fn part_lines(basis: &Basis, totals: &Totals, label: &str, words: &str) -> Vec<Line> {
    let detail = if words.is_empty() { basis.subject.as_str() } else { words };
    let line = |group: &VatGroup| Line {
        label: label.to_owned(),
        detail: detail.to_owned(),
        quantity: Thousandths(1000),
        unit: String::new(),
        unit_price: UnitPrice(group.net.0 * 100),
        discount: BasisPoints(0),
        net: group.net,
        ..standing_for(&basis.lines, group.rate)
    };
    totals.groups.iter().filter(|group| !group.net.is_zero()).map(line).collect()
}
