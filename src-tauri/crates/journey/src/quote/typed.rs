//! What was issued, as one would type it again.

use crate::quote::line::{Line, LineContent};
use values::money::BasisPoints;
use values::words;

/// A line as one would type it again.
#[must_use]
pub fn typed_line(line: Line) -> LineContent {
    LineContent {
        label: line.label,
        detail: line.detail,
        quantity: words::quantity(line.quantity),
        unit: line.unit,
        unit_price: typed(line.unit_price.0, 4),
        discount: typed_rate(line.discount),
        vat_rate: line.vat_rate,
        section: line.section,
        optional: line.optional,
        nature: line.nature,
        activity: Some(line.activity),
        vat_reason: line.vat_reason,
    }
}

/// A percentage as one would type it; nothing for zero.
#[must_use]
pub fn typed_rate(rate: BasisPoints) -> String {
    if rate.0 == 0 { String::new() } else { typed(rate.0, 2) }
}

/// A scaled integer as one would type it, without trailing zeros: 4800000 at four decimals is `480`.
#[must_use]
pub fn typed(value: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let fraction = format!("{:0width$}", (value % unit).abs(), width = decimals as usize);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    let whole = (value / unit).abs();
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}
