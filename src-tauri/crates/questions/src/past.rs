//! What was brought from another tool.

use books::act::Ask;
use books::entry::Empty;
use books::error::Result;
use books::stored::Word;
use chrono::Datelike;
use journey::number::{Series, written};
use journey::quote::Activity;
use records::invoice_row;
use records::invoice_row::{InvoiceList, InvoiceRow};
use records::number::last_number;
use rusqlite::Row;
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

impl PastReceiptRow {
    fn read(r: &Row) -> rusqlite::Result<PastReceiptRow> {
        Ok(PastReceiptRow {
            id: r.get("id")?,
            month: r.get("month")?,
            activity: r.get::<_, Word<_>>("activity")?.0,
            amount: Cents(r.get("amount")?),
        })
    }
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
    let receipts: Vec<PastReceiptRow> =
        statement.query_map([], PastReceiptRow::read)?.collect::<rusqlite::Result<_>>()?;
    let received = receipts.iter().map(|r| r.amount).sum();
    let invoices = invoice_row::rows(ask, InvoiceList::Elsewhere, 100)?;
    Ok(PastView { series, invoices, receipts, received })
}
