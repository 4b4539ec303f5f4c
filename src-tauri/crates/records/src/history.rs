//! How a client has paid, over their latest invoices.

use crate::row::day;
use books::act::Ask;
use books::error::Result;
use journey::contact::history::{Paid, PaymentHistory};
use rusqlite::params;
use values::money::Cents;

/// How a client has paid, over their latest invoices.
pub fn history(ask: &Ask, client: i64) -> Result<PaymentHistory> {
    let (open, late, late_open): (i64, i64, i64) = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(open), 0), coalesce(sum(open) FILTER (WHERE due_on < ?2), 0), count(DISTINCT invoice) FILTER (WHERE due_on < ?2)
             FROM open_invoice WHERE client = ?1",
        )?
        .query_row(params![client, ask.today.to_string()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let rows: Vec<(String, String, String)> = ask
        .db
        .prepare_cached(
            "SELECT i.issued_on, i.due_on,
                    (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id
                     AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal')) AS paid_on
             FROM invoice i WHERE i.client = ?1 AND i.kind <> 'credit_note' AND paid_on IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM open_invoice o WHERE o.invoice = i.id)
             ORDER BY i.id DESC LIMIT 200",
        )?
        .query_map([client], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let paid: Vec<Paid> = rows
        .into_iter()
        .map(|(issued, due, paid)| {
            Ok(Paid { issued_on: day(&issued)?, due_on: day(&due)?, paid_on: day(&paid)? })
        })
        .collect::<Result<_>>()?;
    Ok(PaymentHistory::of(&paid, Cents(open), Cents(late), late_open))
}
