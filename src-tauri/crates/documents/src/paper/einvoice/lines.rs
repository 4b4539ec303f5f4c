//! The lines of an electronic invoice: those of the paper, and what was invoiced before.

use crate::paper::einvoice::told::{given, rate_of};
use crate::paper::electronic::{ElectronicPart, reason_of};
use crate::paper::frame::rows;
use crate::paper::invoiced::InvoicePaper;
use einvoice::model::{AllowanceOrCharge, InvoiceLine, ItemAttribute, LineItem, LinePrice};
use journey::contact::{Identity, Language};
use journey::quote::{Line, Nature, counted, standing_lines, totals_of};
use journey::say;
use journey::unit;
use values::money::{BasisPoints, Cents, Thousandths, UnitPrice, line_net};

/// One line with what its VAT depends on.
pub struct Taxed {
    pub line: InvoiceLine,
    pub category: String,
    pub rate: BasisPoints,
    pub net: Cents,
    /// Claimed back to the cent: no discount touches it.
    pub disbursed: bool,
}

/// The lines of the paper, options left out.
pub fn sold(paper: &InvoicePaper, part: &ElectronicPart) -> Vec<Taxed> {
    let language = paper.parties.language();
    let shown = rows(&paper.lines);
    counted(&paper.lines)
        .zip(shown)
        .map(|(line, row)| {
            let category = category_of(line, &paper.parties.seller, part);
            Taxed {
                line: InvoiceLine {
                    note: given(&row.section),
                    allowances_and_charges: line_discount(line, language).into_iter().collect(),
                    item: LineItem {
                        name: line.label.clone(),
                        description: given(&line.detail),
                        attributes: unnamed_unit(&line.unit, language).into_iter().collect(),
                        ..LineItem::default()
                    },
                    ..priced(line.quantity, line.unit_price, &line.unit, line.net, &category, line.vat_rate)
                },
                category,
                rate: line.vat_rate,
                net: line.net,
                disbursed: line.nature == Nature::Disbursement,
            }
        })
        .collect()
}

/// What was invoiced before, taken off in the categories in which it was claimed, by a quantity below zero.
pub fn deducted(paper: &InvoicePaper, part: &ElectronicPart) -> Vec<Taxed> {
    let language = paper.parties.language();
    let mut taken = Vec::new();
    let mut left = totals_of(&paper.lines, paper.discount);
    for deduction in &paper.deductions {
        let number = &deduction.number;
        let name = if deduction.deposit {
            say!(language, "Acompte {number}", number = number)
        } else {
            say!(language, "Facture {number}", number = number)
        };
        for group in deduction.groups.iter().filter(|group| !group.net.is_zero()) {
            for standing in standing_lines(&paper.lines, &left, *group) {
                let category = category_of(&standing, &paper.parties.seller, part);
                let price = UnitPrice(standing.net.0 * 100);
                let line = priced(Thousandths(-1000), price, "", -standing.net, &category, group.rate);
                let item = LineItem { name: name.clone(), ..LineItem::default() };
                taken.push(Taxed {
                    line: InvoiceLine { item, ..line },
                    category,
                    rate: group.rate,
                    net: -standing.net,
                    disbursed: standing.nature == Nature::Disbursement,
                });
            }
        }
        left = left.less(&deduction.groups);
    }
    taken
}

/// Prices are never negative: the sign goes to the quantity (BR-27, BR-FR-DEC-03).
fn priced(
    quantity: Thousandths,
    price: UnitPrice,
    unit: &str,
    net: Cents,
    category: &str,
    rate: BasisPoints,
) -> InvoiceLine {
    let quantity = if price.0 < 0 { Thousandths(-quantity.0) } else { quantity };
    InvoiceLine {
        quantity: Some(quantity.into()),
        unit: unit::code(unit).unwrap_or("C62").to_owned(),
        net: Some(net.into()),
        price: LinePrice { net: Some(UnitPrice(price.0.abs()).into()), ..LinePrice::default() },
        vat_category: category.to_owned(),
        vat_rate: rate_of(category, rate),
        ..InvoiceLine::default()
    }
}

/// BG-27: what the discount of a line takes off, as the paper rounds it.
fn line_discount(line: &Line, language: Language) -> Option<AllowanceOrCharge> {
    let whole = line_net(line.quantity, line.unit_price, BasisPoints(0));
    let less = whole - line.net;
    (!less.is_zero()).then(|| AllowanceOrCharge {
        is_charge: less.0 < 0,
        amount: Some(less.abs().into()),
        reason: Some(say!(language, "Remise {rate}", rate = language.percent(line.discount))),
        ..AllowanceOrCharge::default()
    })
}

/// A unit without a code is named in words.
fn unnamed_unit(unit: &str, language: Language) -> Option<ItemAttribute> {
    (!unit.is_empty() && unit::code(unit).is_none())
        .then(|| ItemAttribute { name: say!(language, "Unité").to_owned(), value: unit.to_owned() })
}

fn category_of(line: &Line, seller: &Identity, part: &ElectronicPart) -> String {
    let Some(reason) = reason_of(line, seller) else { return "S".to_owned() };
    let known = part.reasons.iter().find(|known| known.reason == reason);
    // A line that stands for several reasons is exempt by all of them.
    known.map_or("E".to_owned(), |known| known.category.clone())
}
