//! A part of a whole invoice, taken back of each of its lines.

use crate::credit::line::{CreditedLine, LeftLine};
use crate::vat::{Totals, spread};
use values::money::Cents;
use values::words;

/// The lines of a credit note that takes off so much of all that was sold: each in proportion of what is left of it.
#[must_use]
pub fn of_each_line(left: &Totals, lines: &[LeftLine], discount: Cents) -> Vec<CreditedLine> {
    let sold = |line: &&LeftLine| !line.is_disbursement() && line.net_left.0 > 0;
    let groups: Vec<_> = left
        .groups
        .iter()
        .filter(|g| lines.iter().filter(sold).any(|l| l.line.vat_rate == g.rate))
        .map(|g| (g.rate, g.net + g.vat))
        .collect();
    let shares = spread(discount, &groups.iter().map(|(_, gross)| *gross).collect::<Vec<_>>());
    let mut asked = Vec::new();
    for ((rate, _), share) in groups.iter().zip(shares) {
        let of_rate: Vec<&LeftLine> =
            lines.iter().filter(sold).filter(|l| l.line.vat_rate == *rate).collect();
        let weights: Vec<Cents> = of_rate.iter().map(|l| l.gross_left()).collect();
        for (line, amount) in of_rate.iter().zip(spread(share, &weights)).filter(|(_, amount)| amount.0 > 0) {
            asked.push(CreditedLine {
                line: line.rank,
                quantity: String::new(),
                amount: words::plain(amount),
            });
        }
    }
    asked
}
