//! What of an invoice a credit note can take back, line by line.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use journey::contact::Language;
use journey::credit::is_one_amount;
use journey::unit;
use journey::vat::Totals;
use records::credit::lines_left;
use records::invoice::standing_groups;
use records::invoice_row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::{BasisPoints, Cents, Thousandths};

/// What is left of an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditLines {
    /// With VAT.
    pub left: Cents,
    /// An amount alone says what it takes back: one rate is left.
    pub by_amount: bool,
    pub lines: Vec<CreditLine>,
}

/// A line of an invoice, and what is left of it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct CreditLine {
    /// Its rank on the invoice.
    pub line: i64,
    pub label: String,
    pub unit: String,
    pub vat_rate: BasisPoints,
    pub disbursement: bool,
    pub quantity_left: Thousandths,
    pub net_left: Cents,
    /// With its VAT.
    pub gross_left: Cents,
}

pub fn lines(ask: &Ask, by: ById) -> Result<CreditLines> {
    invoice_row::row(ask, by.id)?;
    let left = Totals::from_groups(standing_groups(ask.db, by.id)?);
    let lines = lines_left(ask, by.id)?;
    Ok(CreditLines {
        left: left.gross,
        by_amount: is_one_amount(&left, &lines),
        lines: lines
            .into_iter()
            .map(|left| CreditLine {
                line: left.rank,
                disbursement: left.is_disbursement(),
                quantity_left: left.quantity_left,
                net_left: left.net_left,
                gross_left: left.gross_left(),
                label: left.line.label,
                unit: unit::agreed(Language::French, &left.line.unit, left.quantity_left),
                vat_rate: left.line.vat_rate,
            })
            .collect(),
    })
}
