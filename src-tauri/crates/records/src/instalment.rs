//! Due dates of an invoice paid in several parts: as they are shown, and read back from the books.

use crate::row::{Day, day};
use crate::set::{self, By};
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

/// The parts of the invoices of each deal of a set, each with its invoice.
pub fn parts(ask: &Ask, set: &str) -> Result<By<(i64, Instalment)>> {
    set::by(
        ask,
        "SELECT i.deal, d.invoice, d.due_on, d.amount FROM invoice i CROSS JOIN invoice_due d ON d.invoice = i.id
         WHERE i.deal IN (SELECT value FROM json_each(?1)) ORDER BY d.invoice, d.position",
        set,
        |r| Ok((r.get(1)?, Instalment { due_on: r.get::<_, Day>(2)?.0, amount: Cents(r.get(3)?) })),
    )
}

/// Gives the invoices of a deal their parts, the days agreed since, and the day of the first that is not covered.
pub fn in_parts(facts: &mut Facts, parts: Vec<(i64, Instalment)>, agreed: &[(i64, NaiveDate)]) {
    for (id, part) in parts {
        if let Some(invoice) = facts.invoices.iter_mut().find(|i| i.id == id) {
            invoice.instalments.push(part);
        }
    }
    for (id, agreed) in agreed {
        for invoice in facts.invoices.iter_mut().filter(|i| i.id == *id) {
            invoice.due_on = counted(invoice.due_on, Some(*agreed));
            for part in &mut invoice.instalments {
                part.due_on = counted(part.due_on, Some(*agreed));
            }
        }
    }
    for invoice in &mut facts.invoices {
        if let Some((_, next)) = invoice.open_parts().first() {
            invoice.due_on = next.due_on;
        }
    }
}
