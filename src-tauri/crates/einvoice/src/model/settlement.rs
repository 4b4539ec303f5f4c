//! What is paid, and how: means, allowances, totals, VAT.

use crate::decimal::Decimal;
use chrono::NaiveDate;

/// BG-16.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentMeans {
    /// BT-81, UNTDID 4461: 30 transfer, 58 SEPA transfer, 49 and 59 direct debit, 48 card, 10 cash, 20 cheque.
    pub code: String,
    /// BT-82.
    pub text: Option<String>,
    /// BG-17.
    pub transfer: Option<CreditTransfer>,
    /// BG-18.
    pub card: Option<PaymentCard>,
    /// BT-91: the account that a direct debit takes from.
    pub debited_account: Option<String>,
}

/// BG-17.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditTransfer {
    /// BT-84: an IBAN without spaces, or an account of another form.
    pub account: String,
    /// BT-85.
    pub account_name: Option<String>,
    /// BT-86: BIC.
    pub bank: Option<String>,
}

/// BG-18.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentCard {
    /// BT-87: at most the first six and the last four digits.
    pub number: String,
    /// BT-88.
    pub holder: Option<String>,
}

/// BG-19.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectDebit {
    /// BT-89.
    pub mandate: Option<String>,
    /// BT-90.
    pub creditor: Option<String>,
}

/// BG-20, BG-21 of the document; BG-27, BG-28 of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowanceOrCharge {
    /// A charge raises the price, an allowance lowers it.
    pub is_charge: bool,
    /// BT-92, BT-99, BT-136, BT-141; two decimals, without VAT.
    pub amount: Option<Decimal>,
    /// BT-93, BT-100, BT-137, BT-142.
    pub base: Option<Decimal>,
    /// BT-94, BT-101, BT-138, BT-143: 5.00 is five of a hundred.
    pub percent: Option<Decimal>,
    /// BT-95, BT-102: of the document alone; UNTDID 5305.
    pub vat_category: Option<String>,
    /// BT-96, BT-103: 20.00 is twenty of a hundred.
    pub vat_rate: Option<Decimal>,
    /// BT-97, BT-104, BT-139, BT-144.
    pub reason: Option<String>,
    /// BT-98, BT-140 (UNTDID 5189); BT-105, BT-145 (UNTDID 7161).
    pub reason_code: Option<String>,
}

/// BG-22: two decimals each, in the currency of the invoice unless said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentTotals {
    /// BT-106.
    pub lines: Option<Decimal>,
    /// BT-107.
    pub allowances: Option<Decimal>,
    /// BT-108.
    pub charges: Option<Decimal>,
    /// BT-109.
    pub without_vat: Option<Decimal>,
    /// BT-110.
    pub vat: Option<Decimal>,
    /// BT-111: in the currency of BT-6.
    pub vat_in_vat_currency: Option<Decimal>,
    /// BT-112.
    pub with_vat: Option<Decimal>,
    /// BT-113.
    pub prepaid: Option<Decimal>,
    /// BT-114.
    pub rounding: Option<Decimal>,
    /// BT-115.
    pub due: Option<Decimal>,
}

/// BG-23: one for each category and rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatBreakdown {
    /// BT-116.
    pub base: Option<Decimal>,
    /// BT-117.
    pub tax: Option<Decimal>,
    /// BT-118, UNTDID 5305: S, Z, E, AE, K, G, O, L, M, B.
    pub category: String,
    /// BT-119: 20.00 is twenty of a hundred.
    pub rate: Option<Decimal>,
    /// BT-120.
    pub exemption_reason: Option<String>,
    /// BT-121: a VATEX code.
    pub exemption_code: Option<String>,
}

/// BG-14 of the document, BG-26 of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoicedPeriod {
    /// BT-73, BT-134.
    pub from: Option<NaiveDate>,
    /// BT-74, BT-135: the last day, itself included.
    pub to: Option<NaiveDate>,
}
