//! Where an invoice stands, gathered for what is said of it to the client.

use crate::agreed::agreed_day;
use crate::instalment::kept_instalments;
use crate::set::listed;
use crate::{invoice_row, payment};
use books::act::Ask;
use books::error::Result;
use journey::contact::Language;
use journey::invoice::{Instalment, counted, outstanding};
use journey::standing::InvoiceStanding;

pub fn standing(ask: &Ask, invoice: i64, language: Language) -> Result<InvoiceStanding> {
    let row = invoice_row::issued(ask, invoice)?;
    let agreed = agreed_day(ask.db, invoice)?;
    let mut all = kept_instalments(ask.db, invoice)?;
    for part in &mut all {
        part.due_on = counted(part.due_on, agreed);
    }
    let open = outstanding(&all, row.open);
    let parts = all.iter().zip(open).filter(|(_, open)| open.0 > 0);
    let numbers = |sql: &str| -> Result<Vec<String>> {
        let mut statement = ask.db.prepare_cached(sql)?;
        Ok(statement.query_map([invoice], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    Ok(InvoiceStanding {
        language,
        gross: row.gross,
        credited: row.credited,
        given_up: row.given_up,
        open: row.open,
        due_on: all.last().map_or(row.due_on, |last| last.due_on),
        parts: parts.map(|(part, open)| Instalment { due_on: part.due_on, amount: open }).collect(),
        credit_notes: numbers("SELECT number FROM invoice WHERE credits = ?1 ORDER BY id")?,
        deducted: numbers(
            "SELECT DISTINCT d.number FROM invoice_deduction x JOIN invoice d ON d.id = x.deducted
             WHERE x.invoice = ?1 ORDER BY d.id",
        )?,
        in_favour: payment::unused(ask, &listed(&[row.deal]))?
            .values()
            .flatten()
            .map(|unused| unused.amount)
            .sum(),
    })
}
