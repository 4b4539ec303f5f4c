//! Where invoices and quotes stand, as lists walk them: projections narrow enough to be read in any order.
//!
//! Invariant: never the truth; `verify` works them out again from the facts and compares.

use books::act::Act;
use books::error::Result;
use rusqlite::Connection;

/// Where each invoice stands, from the facts and what is open of it.
macro_rules! invoice_states {
    ($condition:literal) => {
        concat!(
            "SELECT i.id AS invoice, (SELECT client FROM deal WHERE id = i.deal) AS client, i.kind, i.issued_on,
                    coalesce((SELECT x.due_on FROM open_invoice x WHERE x.invoice = i.id ORDER BY x.id LIMIT 1), i.due_on) AS due_on,
                    CASE i.kind WHEN 'credit_note' THEN -i.gross ELSE i.gross END AS amount,
                    (SELECT coalesce(sum(x.open), 0) FROM open_invoice x WHERE x.invoice = i.id) AS open,
                    (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id) AS credited,
                    i.kind <> 'elsewhere' AND NOT EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
                      AND invoice = i.id AND kind = 'invoice')
                      AND (EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = i.id AND x.open > 0)
                        OR EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
                          AND invoice = i.credits AND kind = 'invoice')) AS to_send
             FROM invoice i WHERE ",
            $condition
        )
    };
}

/// Where the latest version of each quote stands.
macro_rules! quote_states {
    ($condition:literal) => {
        concat!(
            "SELECT q.id AS quote, q.deal, v.sent_on, v.valid_until, v.gross AS amount,
                    CASE WHEN EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id) THEN 'signed'
                         WHEN EXISTS (SELECT 1 FROM deal_end e WHERE e.deal = q.deal AND e.kind = 'lost') THEN 'lost'
                         WHEN EXISTS (SELECT 1 FROM order_event x
                           WHERE x.signed_order = q.amends AND x.kind = 'amendment_dropped' AND x.item = q.id) THEN 'lost'
                         ELSE '' END AS ended,
                    v.method = '' AND NOT EXISTS (SELECT 1 FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
                      AND quote_version = v.id AND kind = 'quote') AS to_send
             FROM quote q JOIN quote_version v ON v.quote = q.id
               AND v.version = (SELECT max(version) FROM quote_version WHERE quote = q.id)
             WHERE ",
            $condition
        )
    };
}

/// Works out again where the papers of a deal stand.
pub fn refresh(act: &Act, deal: i64) -> Result<()> {
    // Nothing is written where nothing changed.
    for sql in [
        concat!(
            "INSERT INTO invoice_state (invoice, client, kind, issued_on, due_on, amount, open, credited, to_send) ",
            invoice_states!("i.deal = ?1"),
            " ON CONFLICT (invoice) DO UPDATE SET client = excluded.client, due_on = excluded.due_on, open = excluded.open, credited = excluded.credited,
                to_send = excluded.to_send
              WHERE (client, due_on, open, credited, to_send) IS NOT (excluded.client, excluded.due_on, excluded.open, excluded.credited, excluded.to_send)"
        ),
        concat!(
            "INSERT INTO quote_state (quote, deal, sent_on, valid_until, amount, ended, to_send) ",
            quote_states!("q.deal = ?1"),
            " ON CONFLICT (quote) DO UPDATE SET sent_on = excluded.sent_on, valid_until = excluded.valid_until,
                amount = excluded.amount, ended = excluded.ended, to_send = excluded.to_send
              WHERE (sent_on, valid_until, amount, ended, to_send)
                IS NOT (excluded.sent_on, excluded.valid_until, excluded.amount, excluded.ended, excluded.to_send)"
        ),
    ] {
        act.db.prepare_cached(sql)?.execute([deal])?;
    }
    Ok(())
}

/// Every row that the facts do not give: (table, row).
pub fn differences(db: &Connection) -> Result<Vec<(&'static str, i64)>> {
    let mut found = Vec::new();
    for (table, sql) in [
        (
            "invoice_state",
            concat!(
                "SELECT coalesce(e.invoice, x.invoice) FROM (",
                invoice_states!("true"),
                ") e FULL JOIN invoice_state x ON x.invoice = e.invoice
                 WHERE (e.invoice, e.client, e.kind, e.issued_on, e.due_on, e.amount, e.open, e.credited, e.to_send)
                   IS NOT (x.invoice, x.client, x.kind, x.issued_on, x.due_on, x.amount, x.open, x.credited, x.to_send)"
            ),
        ),
        (
            "quote_state",
            concat!(
                "SELECT coalesce(e.quote, x.quote) FROM (",
                quote_states!("true"),
                ") e FULL JOIN quote_state x ON x.quote = e.quote
                 WHERE (e.quote, e.deal, e.sent_on, e.valid_until, e.amount, e.ended, e.to_send)
                   IS NOT (x.quote, x.deal, x.sent_on, x.valid_until, x.amount, x.ended, x.to_send)"
            ),
        ),
    ] {
        let mut wrong = db.prepare(sql)?;
        for id in wrong.query_map([], |r| r.get(0))? {
            found.push((table, id?));
        }
    }
    Ok(found)
}
