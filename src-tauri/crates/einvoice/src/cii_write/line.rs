//! One line of an invoice.

use crate::cii_write::pen::Pen;
use crate::cii_write::settlement::{allowance_or_charge, period};
use crate::model::{InvoiceLine, LineItem, LinePrice};

/// BG-25.
pub fn write(pen: &mut Pen, line: &InvoiceLine) {
    pen.within("ram:IncludedSupplyChainTradeLineItem", |pen| {
        pen.within("ram:AssociatedDocumentLineDocument", |pen| {
            pen.leaf("ram:LineID", &line.id);
            if let Some(note) = &line.note {
                pen.within("ram:IncludedNote", |pen| pen.leaf("ram:Content", note));
            }
        });
        pen.within("ram:SpecifiedTradeProduct", |pen| item(pen, &line.item));
        pen.within("ram:SpecifiedLineTradeAgreement", |pen| {
            if let Some(order_line) = &line.purchase_order_line {
                pen.within("ram:BuyerOrderReferencedDocument", |pen| pen.leaf("ram:LineID", order_line));
            }
            price(pen, &line.price);
        });
        pen.within("ram:SpecifiedLineTradeDelivery", |pen| {
            if let Some(quantity) = line.quantity {
                let unit = [("unitCode", line.unit.as_str())];
                pen.leaf_with("ram:BilledQuantity", &unit, &quantity.to_string());
            }
        });
        pen.within("ram:SpecifiedLineTradeSettlement", |pen| settled(pen, line));
    });
}

/// BG-31.
fn item(pen: &mut Pen, item: &LineItem) {
    if let Some(id) = &item.standard_id {
        pen.identifier(id);
    }
    pen.given("ram:SellerAssignedID", item.seller_id.as_deref());
    pen.given("ram:BuyerAssignedID", item.buyer_id.as_deref());
    pen.leaf("ram:Name", &item.name);
    pen.given("ram:Description", item.description.as_deref());
    for attribute in &item.attributes {
        pen.within("ram:ApplicableProductCharacteristic", |pen| {
            pen.leaf("ram:Description", &attribute.name);
            pen.leaf("ram:Value", &attribute.value);
        });
    }
    for class in &item.classes {
        pen.within("ram:DesignatedProductClassification", |pen| {
            let mut list = vec![("listID", class.list.as_str())];
            list.extend(class.version.as_deref().map(|version| ("listVersionID", version)));
            pen.leaf_with("ram:ClassCode", &list, &class.code);
        });
    }
    if let Some(origin) = &item.origin {
        pen.within("ram:OriginTradeCountry", |pen| pen.leaf("ram:ID", origin));
    }
}

/// BG-29.
fn price(pen: &mut Pen, price: &LinePrice) {
    let base = |pen: &mut Pen| {
        if let Some(quantity) = price.base_quantity {
            let unit: Vec<(&str, &str)> =
                price.base_unit.as_deref().map(|unit| ("unitCode", unit)).into_iter().collect();
            pen.leaf_with("ram:BasisQuantity", &unit, &quantity.to_string());
        }
    };
    if price.gross.is_some() {
        pen.within("ram:GrossPriceProductTradePrice", |pen| {
            pen.number("ram:ChargeAmount", price.gross);
            base(pen);
            if price.discount.is_some() {
                pen.within("ram:AppliedTradeAllowanceCharge", |pen| {
                    pen.yes_or_no("ram:ChargeIndicator", false);
                    pen.number("ram:ActualAmount", price.discount);
                });
            }
        });
    }
    pen.within("ram:NetPriceProductTradePrice", |pen| {
        pen.number("ram:ChargeAmount", price.net);
        base(pen);
    });
}

fn settled(pen: &mut Pen, line: &InvoiceLine) {
    pen.within("ram:ApplicableTradeTax", |pen| {
        pen.leaf("ram:TypeCode", "VAT");
        pen.leaf("ram:CategoryCode", &line.vat_category);
        pen.number("ram:RateApplicablePercent", line.vat_rate);
    });
    period(pen, line.period.as_ref());
    for one in &line.allowances_and_charges {
        allowance_or_charge(pen, one);
    }
    pen.within("ram:SpecifiedTradeSettlementLineMonetarySummation", |pen| {
        pen.number("ram:LineTotalAmount", line.net);
    });
    if let Some(object) = &line.invoiced_object {
        pen.object(object);
    }
    if let Some(account) = &line.buyer_accounting_reference {
        pen.within("ram:ReceivableSpecifiedTradeAccountingAccount", |pen| pen.leaf("ram:ID", account));
    }
}
