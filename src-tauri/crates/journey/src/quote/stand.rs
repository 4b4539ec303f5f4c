//! What stands for a part of lines: one line for each VAT rate, and of what bears no VAT one for each reason, since each
//! is another category of VAT.

use crate::activity::Nature;
use crate::quote::line::{Line, counted, disbursed, standing_for};
use crate::vat::{Totals, VatGroup, spread};
use values::money::Cents;

/// The lines that stand for `part` of one rate, `left` of these lines being still to claim before it; their nets sum to
/// it. What is left outside VAT is disbursements first ([`disbursed`]): a part takes of the work before them.
#[must_use]
pub fn standing_lines(lines: &[Line], left: &Totals, part: VatGroup) -> Vec<Line> {
    if part.rate.0 != 0 {
        return vec![Line { net: part.net, ..standing_for(lines, part.rate) }];
    }
    let (advanced, work): (Vec<Line>, Vec<Line>) = counted(lines)
        .filter(|line| line.vat_rate == part.rate)
        .cloned()
        .partition(|line| line.nature == Nature::Disbursement);
    let mut kinds: Vec<Vec<Line>> = Vec::new();
    for line in work {
        match kinds.iter_mut().find(|kind| kind.iter().all(|known| known.vat_reason == line.vat_reason)) {
            Some(kind) => kind.push(line),
            None => kinds.push(vec![line]),
        }
    }
    let claimed = if kinds.is_empty() {
        part.net
    } else {
        (disbursed(lines, left) - disbursed(lines, &left.less(&[part]))).max(Cents::ZERO)
    };
    let weights: Vec<Cents> =
        kinds.iter().map(|kind| kind.iter().map(|line| line.net).sum::<Cents>().abs()).collect();
    let mut shares = spread(part.net - claimed, &weights);
    kinds.push(advanced);
    shares.push(claimed);
    kinds
        .iter()
        .zip(shares)
        .filter(|(_, net)| !net.is_zero())
        .map(|(kind, net)| Line { net, ..standing_for(kind, part.rate) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::totals_of;
    use values::money::BasisPoints;

    fn line(nature: Nature, reason: &str, net: i64) -> Line {
        Line { nature, vat_reason: reason.into(), net: Cents(net), ..Line::default() }
    }

    fn told(lines: &[Line], left: &Totals, net: i64) -> Vec<(Nature, String, i64)> {
        let part = VatGroup { rate: BasisPoints(0), net: Cents(net), vat: Cents::ZERO };
        standing_lines(lines, left, part)
            .into_iter()
            .map(|line| (line.nature, line.vat_reason, line.net.0))
            .collect()
    }

    #[test]
    fn a_part_without_vat_is_of_each_reason_and_of_disbursements_last() {
        let lines = [
            line(Nature::Disbursement, "", 10_000),
            line(Nature::Service, "reverse_charge", 100_000),
            line(Nature::Goods, "intra_community", 50_000),
        ];
        let service = |net| (Nature::Service, "reverse_charge".to_owned(), net);
        let goods = |net| (Nature::Goods, "intra_community".to_owned(), net);
        let advanced = |net| (Nature::Disbursement, String::new(), net);
        let whole = totals_of(&lines, BasisPoints(0));
        assert_eq!(told(&lines, &whole, 30_000), [service(20_000), goods(10_000)]);
        assert_eq!(told(&lines, &whole, 160_000), [service(100_000), goods(50_000), advanced(10_000)]);
        let less = whole.less(&[VatGroup { rate: BasisPoints(0), net: Cents(150_000), vat: Cents::ZERO }]);
        assert_eq!(told(&lines, &less, 4_000), [advanced(4_000)]);
        assert_eq!(told(&lines[..1], &whole, 3_000), [advanced(3_000)]);
    }
}
