//! What was sold, line by line.

use crate::decimal::Decimal;
use crate::model::party::SchemedId;
use crate::model::settlement::{AllowanceOrCharge, InvoicedPeriod};

/// BG-25.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceLine {
    /// BT-126.
    pub id: String,
    /// BT-127.
    pub note: Option<String>,
    /// BT-128 with its scheme (UNTDID 1153).
    pub invoiced_object: Option<SchemedId>,
    /// BT-129: at most four decimals in France.
    pub quantity: Option<Decimal>,
    /// BT-130, UN/ECE recommendation 20 and 21: C62 a piece, HUR an hour, DAY a day.
    pub unit: String,
    /// BT-131.
    pub net: Option<Decimal>,
    /// BT-132.
    pub purchase_order_line: Option<String>,
    /// BT-133.
    pub buyer_accounting_reference: Option<String>,
    /// BG-26.
    pub period: Option<InvoicedPeriod>,
    /// BG-27 and BG-28.
    pub allowances_and_charges: Vec<AllowanceOrCharge>,
    /// BG-29.
    pub price: LinePrice,
    /// BT-151, UNTDID 5305.
    pub vat_category: String,
    /// BT-152: 20.00 is twenty of a hundred; absent outside the scope of VAT.
    pub vat_rate: Option<Decimal>,
    /// BG-31.
    pub item: LineItem,
}

/// BG-29: never negative, at most six decimals in France.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePrice {
    /// BT-146.
    pub net: Option<Decimal>,
    /// BT-147.
    pub discount: Option<Decimal>,
    /// BT-148.
    pub gross: Option<Decimal>,
    /// BT-149: of how many units the price is; one if absent.
    pub base_quantity: Option<Decimal>,
    /// BT-150: as BT-130.
    pub base_unit: Option<String>,
}

/// BG-31.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineItem {
    /// BT-153.
    pub name: String,
    /// BT-154.
    pub description: Option<String>,
    /// BT-155.
    pub seller_id: Option<String>,
    /// BT-156.
    pub buyer_id: Option<String>,
    /// BT-157 with its scheme (ISO 6523; 0160 is GTIN).
    pub standard_id: Option<SchemedId>,
    /// BT-158.
    pub classes: Vec<ItemClass>,
    /// BT-159: ISO 3166-1, two letters.
    pub origin: Option<String>,
    /// BG-32.
    pub attributes: Vec<ItemAttribute>,
}

/// BT-158.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemClass {
    pub code: String,
    /// BT-158-1, UNTDID 7143.
    pub list: String,
    /// BT-158-2.
    pub version: Option<String>,
}

/// BG-32.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemAttribute {
    /// BT-160.
    pub name: String,
    /// BT-161.
    pub value: String,
}
