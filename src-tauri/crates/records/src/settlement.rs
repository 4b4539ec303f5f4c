//! What settled an invoice, and when.
//!
//! Invariant: an invoice is settled by allocations alone, of money, of credit notes and of what was given up.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use journey::charges::{Settlement, SettlementKind};
use values::money::Cents;

/// What settled an invoice, on the days that count: of money the day it came, of what a credit note freed that of the
/// note; a payment that was undone never was. Each with the id of its allocation, in order of them.
pub fn settlements(ask: &Ask, invoice: i64) -> Result<Vec<(i64, Settlement)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT a.id, a.amount, a.payment, a.credit_note, p.received_on, n.issued_on, g.day,
                (SELECT x.issued_on FROM allocation b JOIN invoice x ON x.id = b.credit_note
                 WHERE b.invoice = a.invoice AND b.id > a.id ORDER BY b.id LIMIT 1) AS freed_on
         FROM allocation a LEFT JOIN payment p ON p.id = a.payment LEFT JOIN invoice n ON n.id = a.credit_note
         LEFT JOIN given_up g ON g.id = a.given_up
         WHERE a.invoice = ?1 AND (a.payment IS NULL OR NOT EXISTS (SELECT 1 FROM payment WHERE undoes = a.payment AND kind = 'reversal'))
         ORDER BY a.id",
    )?;
    let rows = statement
        .query_map([invoice], |r| {
            let amount = Cents(r.get("amount")?);
            let column = |name: &str| r.get::<_, Option<Day>>(name).map(|day| day.map(|day| day.0));
            let (kind, on) = if r.get::<_, Option<i64>>("payment")?.is_some() {
                let freed = if amount.0 < 0 { column("freed_on")? } else { None };
                (SettlementKind::Payment, freed.or(column("received_on")?))
            } else if r.get::<_, Option<i64>>("credit_note")?.is_some() {
                (SettlementKind::CreditNote, column("issued_on")?)
            } else {
                (SettlementKind::GivenUp, column("day")?)
            };
            let id = r.get("id")?;
            Ok(on.map(|on| (id, Settlement { on, amount, kind })))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().flatten().collect())
}
