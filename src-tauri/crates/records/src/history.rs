//! How a client has paid, over their latest invoices.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use journey::contact::history::{Paid, PaymentHistory};
use rusqlite::{Row, params};
use values::money::Cents;

/// What a client owes.
struct Owed {
    open: Cents,
    late: Cents,
    late_invoices: i64,
}

impl Owed {
    fn read(r: &Row) -> rusqlite::Result<Owed> {
        Ok(Owed {
            open: Cents(r.get("open")?),
            late: Cents(r.get("late")?),
            late_invoices: r.get("late_invoices")?,
        })
    }
}

/// How a client has paid, over their latest invoices.
pub fn history(ask: &Ask, client: i64) -> Result<PaymentHistory> {
    let owed = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(open), 0) AS open, coalesce(sum(open) FILTER (WHERE due_on < ?2), 0) AS late,
                    count(DISTINCT invoice) FILTER (WHERE due_on < ?2) AS late_invoices
             FROM open_invoice WHERE client = ?1",
        )?
        .query_row(params![client, ask.today.to_string()], Owed::read)?;
    let paid: Vec<Paid> = ask
        .db
        .prepare_cached(
            "SELECT i.issued_on,
                    max(i.due_on, coalesce((SELECT g.due_on FROM agreed_due g WHERE g.invoice = i.id ORDER BY g.id DESC LIMIT 1), '')) AS due_on,
                    (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id
                     AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)) AS paid_on
             FROM invoice i WHERE i.deal IN (SELECT id FROM deal WHERE client = ?1) AND i.kind <> 'credit_note' AND paid_on IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM open_invoice o WHERE o.invoice = i.id)
             ORDER BY i.id DESC LIMIT 200",
        )?
        .query_map([client], read_paid)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(PaymentHistory::of(&paid, owed.open, owed.late, owed.late_invoices))
}

fn read_paid(r: &Row) -> rusqlite::Result<Paid> {
    Ok(Paid {
        issued_on: r.get::<_, Day>("issued_on")?.0,
        due_on: r.get::<_, Day>("due_on")?.0,
        paid_on: r.get::<_, Day>("paid_on")?.0,
    })
}
