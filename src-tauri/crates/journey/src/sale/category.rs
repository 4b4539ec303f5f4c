//! How VAT stands for a line as it is kept: what electronic invoices call its category.

use crate::activity::Nature;
use crate::contact::card::ClientCard;
use crate::contact::identity::Identity;
use crate::contact::place::{self, Zone};
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

/// The numbers that the parties show, on which the letter of a category depends.
#[derive(Clone, Copy, Debug)]
pub struct ShownNumbers {
    /// The seller prints a VAT number.
    pub seller: bool,
    /// The buyer’s card bears a VAT number.
    pub buyer: bool,
    /// The buyer’s card bears a SIREN.
    pub siren: bool,
    /// The buyer is established beyond the Union.
    pub beyond: bool,
}

impl ShownNumbers {
    /// Those of a seller as papers print them, and of their buyer on that day.
    #[must_use]
    pub fn of(seller: &Identity, buyer: &ClientCard, day: NaiveDate) -> ShownNumbers {
        ShownNumbers {
            seller: !seller.vat_number.is_empty(),
            buyer: !buyer.vat_number.is_empty(),
            siren: !buyer.siren().is_empty(),
            beyond: matches!(place::of_client(buyer, day), Zone::Beyond(_)),
        }
    }
}

/// The category as the norm lets it stand (UNTDID 5305): each asks for the numbers of the parties (BR-AE-02, BR-IC-02,
/// BR-G-02), and what is outside VAT stands alone, without any number (BR-O-02, BR-O-11); where they lack, it is said in
/// words.
#[must_use]
pub fn letter(kind: Category, numbers: ShownNumbers, all_outside: bool) -> &'static str {
    let ShownNumbers { seller, buyer, siren, beyond } = numbers;
    match kind {
        Category::Standard => "S",
        Category::ReverseCharge if buyer || siren => "AE",
        Category::IntraCommunity if seller && buyer => "K",
        Category::Export if seller => "G",
        Category::OutOfScope if seller && beyond => "G",
        // The number of a buyer beyond the Union is of another tax, and may be left out.
        Category::OutOfScope if !seller && (!buyer || beyond) && all_outside => "O",
        Category::ReverseCharge
        | Category::IntraCommunity
        | Category::Export
        | Category::OutOfScope
        | Category::Exempt => "E",
    }
}

/// The VATEX of a letter; `own` is that of the reason itself.
#[must_use]
pub fn exemption_code<'a>(letter: &str, own: &'a str) -> &'a str {
    match letter {
        "S" => "",
        "AE" => "VATEX-EU-AE",
        "K" => "VATEX-EU-IC",
        "G" => "VATEX-EU-G",
        "O" => "VATEX-EU-O",
        _ => own,
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
