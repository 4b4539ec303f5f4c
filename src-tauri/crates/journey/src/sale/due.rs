//! When VAT falls due, and the words that say so on papers.

use crate::activity::Nature;
use values::money::BasisPoints;

/// When VAT falls due (CGI art. 269-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Delivery,
    Receipt,
    /// By option, for services.
    Debit,
    /// None is charged.
    Never,
}

/// When the VAT of an operation falls due: of goods at their delivery, of services when they are paid, or at the
/// invoice by option; a deposit always when it is paid (CGI art. 269-2 a and c).
#[must_use]
pub fn due(nature: Nature, rate: BasisPoints, on_debits: bool, is_deposit: bool) -> Due {
    match nature {
        Nature::Disbursement => Due::Never,
        Nature::Service | Nature::Goods if rate.0 == 0 => Due::Never,
        Nature::Service | Nature::Goods if is_deposit => Due::Receipt,
        Nature::Service if on_debits => Due::Debit,
        Nature::Service => Due::Receipt,
        Nature::Goods => Due::Delivery,
    }
}

/// The code of the wording that says when VAT falls due; nothing is said of goods, nor where none is charged.
#[must_use]
pub fn falls_due(dues: &[Due], is_deposit: bool) -> Option<&'static str> {
    let any = |due| dues.contains(&due);
    if is_deposit {
        return any(Due::Receipt).then_some("deposit_vat");
    }
    match (any(Due::Debit), any(Due::Receipt), any(Due::Delivery)) {
        (true, _, _) => Some("debits"),
        (false, true, true) => Some("receipts_services"),
        (false, true, false) => Some("receipts"),
        (false, false, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAXED: BasisPoints = BasisPoints(2000);

    #[test]
    fn goods_fall_due_at_delivery_services_when_paid_and_deposits_too() {
        assert_eq!(due(Nature::Goods, TAXED, true, false), Due::Delivery, "the option is for services alone");
        assert_eq!(due(Nature::Service, TAXED, false, false), Due::Receipt);
        assert_eq!(due(Nature::Service, TAXED, true, false), Due::Debit);
        assert_eq!(due(Nature::Goods, TAXED, false, true), Due::Receipt);
        assert_eq!(due(Nature::Service, BasisPoints(0), true, false), Due::Never);
        assert_eq!(due(Nature::Disbursement, BasisPoints(0), false, true), Due::Never);
    }

    #[test]
    fn nothing_is_said_of_goods_nor_where_none_is_charged() {
        assert_eq!(falls_due(&[Due::Delivery, Due::Never], false), None);
        assert_eq!(falls_due(&[Due::Never], true), None);
        assert_eq!(falls_due(&[Due::Delivery, Due::Receipt], false), Some("receipts_services"));
        assert_eq!(falls_due(&[Due::Receipt], false), Some("receipts"));
        assert_eq!(falls_due(&[Due::Delivery, Due::Debit], false), Some("debits"));
        assert_eq!(falls_due(&[Due::Receipt], true), Some("deposit_vat"));
    }
}
