//! How VAT stands for a line as it is kept: what electronic invoices call its category.

use crate::activity::Nature;
use crate::law::Law;
use chrono::NaiveDate;
use values::money::BasisPoints;

/// How VAT stands for an operation, as electronic invoices name it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Standard,
    Exempt,
    ReverseCharge,
    IntraCommunity,
    Export,
    /// Outside the scope or the territory of VAT.
    OutOfScope,
}

/// The category of a line, as kept.
#[must_use]
pub fn category(law: &Law, nature: Nature, rate: BasisPoints, reason: &str, day: NaiveDate) -> Category {
    if nature == Nature::Disbursement {
        return Category::OutOfScope;
    }
    if rate.0 != 0 {
        return Category::Standard;
    }
    match law.reason(reason, day).map(|reason| reason.category) {
        Some("reverse_charge") => Category::ReverseCharge,
        Some("intra_community") => Category::IntraCommunity,
        Some("export") => Category::Export,
        Some("out_of_scope") => Category::OutOfScope,
        Some(_) | None => Category::Exempt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_of_the_category_of_its_reason() {
        let law = Law::default();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let of = |reason: &str| category(&law, Nature::Service, BasisPoints(0), reason, day);
        assert_eq!(of("reverse_charge"), Category::ReverseCharge);
        assert_eq!(of("subcontracting"), Category::ReverseCharge);
        assert_eq!(of("intra_eu"), Category::IntraCommunity);
        assert_eq!(of("export"), Category::Export);
        assert_eq!(of("outside_eu"), Category::OutOfScope);
        assert_eq!(of("training"), Category::Exempt);
        assert_eq!(of("franchise"), Category::Exempt);
        assert_eq!(category(&law, Nature::Disbursement, BasisPoints(0), "", day), Category::OutOfScope);
        assert_eq!(category(&law, Nature::Goods, BasisPoints(550), "", day), Category::Standard);
    }
}
