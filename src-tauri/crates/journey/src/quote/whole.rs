//! The whole of what is typed, on a quote or an invoice: each line read, then what all make together.

use crate::activity::Activity;
use crate::quote::content::MOST_LINES;
use crate::quote::gross::Typed;
use crate::quote::line::{self, Line, LineContent, ReadLine, disbursements, totals_of};
use crate::quote::reach;
use crate::quote::setting::QuoteSetting;
use crate::sale::Sale;
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
    let mut with_prices = Vec::new();
    let sale = Sale::of(setting.today, setting.law, setting.seller, setting.buyer);
    let main = setting.seller.map_or(Activity::default(), |seller| seller.activity);
    for (i, typed) in typed.iter().enumerate().take(MOST_LINES) {
        // A trailing empty line is where the next one will be typed.
        if typed.is_blank() {
            continue;
        }
        match line::read_line(typed, with_vat, &sale, main) {
            Ok(ReadLine { line, typed, doubt }) => {
                // What is doubtful of several lines is said once.
                if let Some(doubt) = doubt.filter(|doubt| problems.iter().all(|p| p.message != *doubt)) {
                    problems.push(Problem::warns(&format!("lines[{i}].vat_rate"), doubt));
                }
                if let Some(typed) = typed {
                    typed_prices.push(typed.price);
                    with_prices.push((i, typed));
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
    let typed_total = with_vat.then(|| reach(&mut lines, &with_prices, problems));
    ReadLines { lines, typed_prices, typed_total }
}

/// Lets the lines of each rate make the prices typed with VAT; answers what these make together. `typed` holds, for
/// each line, its row and its price.
fn reach(lines: &mut [Line], typed: &[(usize, Typed)], problems: &mut Vec<Problem>) -> Cents {
    let counts = |line: &Line| !line.optional;
    let mut rates: Vec<BasisPoints> = lines.iter().filter(|l| counts(l)).map(|line| line.vat_rate).collect();
    rates.sort_unstable();
    rates.dedup();
    for rate in rates {
        let same = lines.iter_mut().zip(typed).filter(|(line, _)| counts(line) && line.vat_rate == rate);
        let (mut same, rows): (Vec<_>, Vec<usize>) =
            same.map(|(line, (row, typed))| ((line, *typed), *row)).unzip();
        reach::reach(&mut same, rate);
        // Of a line alone one says that its price cannot be; of several, what they make together.
        if let ([(line, typed)], [row]) = (same.as_slice(), rows.as_slice())
            && let Some(sentence) = typed.misses(line.net + line.net.share(rate))
        {
            problems.push(Problem::warns(&format!("lines[{row}].unit_price"), sentence));
        }
    }
    lines.iter().zip(typed).filter(|(line, _)| counts(line)).map(|(_, (_, typed))| typed.total).sum()
}

impl ReadLines {
    /// What the lines make together, and what stands in the way of it; told the problems found so far, since a line
    /// that cannot be read explains a total.
    pub fn sum(&self, discount: BasisPoints, problems: &mut Vec<Problem>) -> Totals {
        let lines = &self.lines;
        let totals = totals_of(lines, discount);
        let all_read = |problems: &[Problem]| problems.iter().all(|p| !p.field.starts_with("lines"));
        // What was typed, its discount taken off the work alone.
        let asked = self.typed_total.map(|total| total - (total - disbursements(lines)).share(discount));
        if let Some(asked) = asked
            && asked != totals.gross
            && all_read(problems)
        {
            problems.push(Problem::warns(
                "with_vat",
                format!(
                    "La TVA s’arrondit une fois par taux : les lignes font {} TTC ensemble, et non {}.",
                    words::euros(totals.gross),
                    words::euros(asked)
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
