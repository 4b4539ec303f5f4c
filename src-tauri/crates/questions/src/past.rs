//! What was brought from another tool.

use books::act::Ask;
use books::entry::Empty;
use books::error::{Error, Result};
use chrono::Datelike;
use journey::invoice::InvoiceKind;
use journey::number::{Series, written};
use journey::quote::Activity;
use records::invoice_row;
use records::invoice_row::InvoiceRow;
use records::number::last_number;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// Where a series stands this year.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SeriesStart {
    pub series: Series,
    pub year: i64,
    /// The number that comes next, written.
    pub next: String,
    /// Nothing was numbered yet: the first number may be set.
    pub may_be_set: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PastReceiptRow {
    pub id: i64,
    /// `2026-03`
    pub month: String,
    pub activity: Activity,
    pub amount: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PastView {
    pub series: Vec<SeriesStart>,
    pub invoices: Vec<InvoiceRow>,
    pub receipts: Vec<PastReceiptRow>,
    /// What the receipts entered here sum to.
    pub received: Cents,
}

pub fn view(ask: &Ask, _: Empty) -> Result<PastView> {
    let year = ask.today.year();
    let series = Series::ALL
        .into_iter()
        .map(|series| {
            let last = last_number(ask.db, series, year)?;
            Ok(SeriesStart {
                series,
                year: i64::from(year),
                next: written(series, year, last.unwrap_or(0) + 1),
                may_be_set: last.is_none(),
            })
        })
        .collect::<Result<_>>()?;
    let mut statement = ask.db.prepare_cached(
        "SELECT id, month, activity, amount FROM past_receipt r
         WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM past_receipt u WHERE u.undoes = r.id) ORDER BY month DESC, id DESC LIMIT 200",
    )?;
    let mut rows = statement.query([])?;
    let mut receipts = Vec::new();
    while let Some(r) = rows.next()? {
        let activity: String = r.get(2)?;
        receipts.push(PastReceiptRow {
            id: r.get(0)?,
            month: r.get(1)?,
            activity: Activity::from_stored(&activity)
                .ok_or_else(|| Error::Broken(format!("activity {activity}")))?,
            amount: Cents(r.get(3)?),
        });
    }
    let received = receipts.iter().map(|r| r.amount).sum();
    let elsewhere = InvoiceKind::Elsewhere.stored();
    let invoices = invoice_row::rows(ask, &format!("i.kind = '{elsewhere}' AND i.id > ?1"), 0, 100)?;
    Ok(PastView { series, invoices, receipts, received })
}
