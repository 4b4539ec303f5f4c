//! What both parties, lines and totals say in the same way.

use einvoice::decimal::Decimal;
use values::money::BasisPoints;

/// Nothing where it is empty.
pub fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is outside the scope of VAT has no rate, not even zero (BR-O-05).
pub fn rate_of(category: &str, rate: BasisPoints) -> Option<Decimal> {
    (category != "O").then(|| rate.into())
}
