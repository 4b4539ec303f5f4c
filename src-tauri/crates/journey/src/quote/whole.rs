//! The whole of what is typed, on a quote or an invoice: each line read, then what all make together.

use crate::quote::content::MOST_LINES;
use crate::quote::line::{self, Line, LineContent, disbursements, totals_of};
use crate::quote::setting::QuoteSetting;
use crate::vat::Totals;
use values::money::{BasisPoints, Cents, LARGEST, UnitPrice};
use values::problem::Problem;
use values::words;

/// Lines read as far as they go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLines {
    pub lines: Vec<Line>,
    /// Prices typed with VAT, line by line; empty where net ones were typed.
    pub typed_prices: Vec<UnitPrice>,
    /// What those prices make together, where they were typed with VAT.
    typed_total: Option<Cents>,
}

/// Reads typed lines, with every problem found; blank ones are left out.
pub fn read(
    typed: &[LineContent],
    with_vat: bool,
    setting: QuoteSetting,
    problems: &mut Vec<Problem>,
) -> ReadLines {
    let mut lines = Vec::new();
    let mut typed_prices = Vec::new();
    let mut typed_total = Cents::ZERO;
    for (i, typed) in typed.iter().enumerate().take(MOST_LINES) {
        // A trailing empty line is where the next one will be typed.
        if typed.is_blank() {
            continue;
        }
        match line::read_line(typed, with_vat, setting) {
            Ok((line, as_typed)) => {
                if let Some(typed) = as_typed {
                    typed_prices.push(typed.price);
                    if !line.optional {
                        typed_total += typed.total;
                    }
                    if let Some(sentence) = typed.misses(line.net + line.net.share(line.vat_rate)) {
                        problems.push(Problem::warns(&format!("lines[{i}].unit_price"), sentence));
                    }
                }
                lines.push(line);
            }
            Err(refusal) => problems.push(refusal.under(&format!("lines[{i}]")).into()),
        }
    }
    if typed.len() > MOST_LINES {
        problems.push(Problem::blocks(
            "lines",
            format!("{MOST_LINES} lignes au plus : répartissez-les sur plusieurs documents."),
        ));
    }
    if typed.iter().all(LineContent::is_blank) {
        problems.push(Problem::blocks("lines[0].label", "Décrivez au moins une prestation."));
    }
    ReadLines { lines, typed_prices, typed_total: with_vat.then_some(typed_total) }
}

impl ReadLines {
    /// What the lines make together, and what stands in the way of it; told the problems found so far, since a line
    /// that cannot be read explains a total.
    pub fn sum(&self, discount: BasisPoints, problems: &mut Vec<Problem>) -> Totals {
        let lines = &self.lines;
        let totals = totals_of(lines, discount);
        let work = totals_of(lines, BasisPoints(0));
        let all_read = |problems: &[Problem]| problems.iter().all(|p| !p.field.starts_with("lines"));
        if let Some(typed_total) = self.typed_total
            && typed_total != work.gross
            && all_read(problems)
        {
            problems.push(Problem::warns(
                "with_vat",
                format!(
                    "La TVA s’arrondit une fois par taux : les lignes font {} TTC ensemble, et non {}.",
                    words::euros(work.gross),
                    words::euros(typed_total)
                ),
            ));
        }
        if totals.gross > LARGEST {
            problems.push(Problem::blocks("lines", "Le total dépasse ce que Parcours sait tenir."));
        } else if all_read(problems) {
            let apart = totals.without(disbursements(lines));
            if !lines.is_empty() && lines.iter().all(|line| line.optional) {
                problems.push(Problem::blocks(
                    "lines",
                    "Toutes les lignes sont des options : gardez-en une qui soit commandée dans tous les cas.",
                ));
            } else if totals.gross.0 <= 0 || apart.groups.iter().any(|g| g.net.0 < 0) {
                problems.push(Problem::blocks(
                    "lines",
                    "Le total de chaque taux doit être positif : vérifiez quantités et prix.",
                ));
            }
        }
        totals
    }
}
