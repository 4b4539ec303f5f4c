//! Due dates of an invoice paid in several parts: as they are shown, and read back from the books.

use crate::agreed;
use crate::row::{Day, day};
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use chrono::NaiveDate;
use journey::deal::Facts;
use journey::invoice::{Instalment, counted, outstanding};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// One part of an invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct InstalmentView {
    pub(crate) due_on: String,
    pub(crate) amount: Cents,
    /// What is still to be paid of it.
    pub(crate) open: Cents,
    /// Open and past its day.
    pub(crate) late: bool,
}

pub fn shown(part: &Instalment, open: Cents, today: NaiveDate) -> InstalmentView {
    InstalmentView {
        due_on: part.due_on.to_string(),
        amount: part.amount,
        open,
        late: open.0 > 0 && part.due_on < today,
    }
}

/// The parts of an invoice as it was issued; none when it is paid in one go.
pub fn kept_instalments(db: Reading, invoice: i64) -> Result<Vec<Instalment>> {
    db.prepare_cached("SELECT due_on, amount FROM invoice_due WHERE invoice = ?1 ORDER BY position")?
        .query_map([invoice], |r| Ok((r.get::<_, String>(0)?, r.get(1)?)))?
        .map(|row| {
            let (due_on, amount) = row?;
            Ok(Instalment { due_on: day(&due_on)?, amount: Cents(amount) })
        })
        .collect()
}

/// The day on which what is left of an invoice is due by its paper.
pub fn paper_due(ask: &Ask, invoice: i64, open: Cents) -> Result<NaiveDate> {
    let parts = kept_instalments(ask.db, invoice)?;
    let left = outstanding(&parts, open);
    if let Some((part, _)) = parts.iter().zip(left).find(|(_, open)| open.0 > 0) {
        return Ok(part.due_on);
    }
    let Day(due_on) = ask
        .db
        .prepare_cached("SELECT due_on FROM invoice WHERE id = ?1")?
        .query_row([invoice], |r| r.get("due_on"))?;
    Ok(due_on)
}

/// Gives the invoices of a deal their parts, the days agreed since, and the day of the first that is not covered.
pub fn in_parts(ask: &Ask, facts: &mut Facts) -> Result<()> {
    let parts: Vec<(i64, String, i64)> = ask
        .db
        .prepare_cached(
            "SELECT d.invoice, d.due_on, d.amount FROM invoice i CROSS JOIN invoice_due d ON d.invoice = i.id
             WHERE i.deal = ?1 ORDER BY d.invoice, d.position",
        )?
        .query_map([facts.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, due_on, amount) in parts {
        if let Some(invoice) = facts.invoices.iter_mut().find(|i| i.id == id) {
            invoice.instalments.push(Instalment { due_on: day(&due_on)?, amount: Cents(amount) });
        }
    }
    for (id, agreed) in agreed::of_deal(ask, facts)? {
        for invoice in facts.invoices.iter_mut().filter(|i| i.id == id) {
            invoice.due_on = counted(invoice.due_on, Some(agreed));
            for part in &mut invoice.instalments {
                part.due_on = counted(part.due_on, Some(agreed));
            }
        }
    }
    for invoice in &mut facts.invoices {
        if let Some((_, next)) = invoice.open_parts().first() {
            invoice.due_on = next.due_on;
        }
    }
    Ok(())
}
