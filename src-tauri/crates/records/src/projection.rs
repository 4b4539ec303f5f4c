//! Projections: open balances, stages and monthly receipts, kept in the same transaction where speed needs them.
//!
//! Invariant: never the truth; `verify` works them out again from the facts and compares.

use crate::{facts, listed};
use books::act::{Act, Ask};
use books::error::Result;
use books::reading::Reading;
use chrono::NaiveDate;
use journey::deal::Facts;
use rusqlite::{Connection, params};
use values::money::Cents;

/// Works out what is projected of a deal again, after an action about it.
pub fn refresh(act: &Act, deal: i64) -> Result<()> {
    let facts = facts::facts(&act.ask(), deal)?;
    let stage = facts.stage();
    // A line stands on the timeline of one deal: the others that it touches did not change that day.
    let told = act.deals().first() == Some(&deal);
    act.db
        .prepare_cached(
            "INSERT INTO deal_state (deal, stage, active, amount, changed_on) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (deal) DO UPDATE SET stage = excluded.stage, active = excluded.active, amount = excluded.amount,
                changed_on = CASE WHEN ?6 THEN excluded.changed_on ELSE changed_on END",
        )?
        .execute(params![deal, stage.stored(), facts.is_active(), facts.worth().0, act.today.to_string(), told])?;
    for invoice in &facts.invoices {
        act.db.prepare_cached("DELETE FROM open_invoice WHERE invoice = ?1")?.execute([invoice.id])?;
        for (rank, part) in invoice.open_parts() {
            act.db
                .prepare_cached(
                    "INSERT INTO open_invoice (id, invoice, client, deal, due_on, open) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    invoice.id * 10 + i64::try_from(rank).unwrap_or_default(),
                    invoice.id,
                    facts.client,
                    deal,
                    part.due_on.to_string(),
                    part.amount.0
                ])?;
        }
    }
    listed::refresh(act, deal)
}

/// Adds a receipt to its month; money given back counts less.
pub fn received(act: &Act, day: NaiveDate, amount: Cents) -> Result<()> {
    act.db
        .prepare_cached(
            "INSERT INTO month_receipts (month, amount) VALUES (?1, ?2)
             ON CONFLICT (month) DO UPDATE SET amount = amount + excluded.amount",
        )?
        .execute(params![day.format("%Y-%m").to_string(), amount.0])?;
    Ok(())
}

/// Takes a receipt that is no more out of its month; a month without any is no row.
pub fn forget_receipt(act: &Act, month: &str, amount: i64) -> Result<()> {
    act.db
        .prepare_cached("UPDATE month_receipts SET amount = amount - ?2 WHERE month = ?1")?
        .execute(params![month, amount])?;
    act.db
        .prepare_cached(
            "DELETE FROM month_receipts WHERE month = ?1 AND NOT EXISTS (SELECT 1 FROM past_receipt WHERE month = ?1)
               AND NOT EXISTS (SELECT 1 FROM payment WHERE substr(received_on, 1, 7) = ?1 AND kind <> 'kept')",
        )?
        .execute([month])?;
    Ok(())
}

/// Deals that are read at once.
const AT_ONCE: usize = 32;

/// Where each of these few deals stands; none for one that cannot be read.
fn standings(ask: &Ask, deals: &[i64]) -> Vec<(i64, Option<Facts>)> {
    match facts::standings(ask, deals) {
        Ok(read) if read.len() == deals.len() => {
            read.into_iter().map(|facts| (facts.deal, Some(facts))).collect()
        }
        // One of them is damaged: each is read alone.
        Ok(_) | Err(_) => {
            let alone = |deal: i64| facts::standings(ask, &[deal]).ok().and_then(|mut read| read.pop());
            deals.iter().map(|deal| (*deal, alone(*deal))).collect()
        }
    }
}

/// Every projected row that the facts do not give: (table, row, what is wrong).
pub fn differences(db: &Connection) -> Result<Vec<(&'static str, Option<i64>, String)>> {
    let mut found = Vec::new();
    let wrong = |what: &str| format!("cette projection ne correspond plus aux faits : {what}");
    // Facts only: the day plays no part in a stage.
    let ask = Ask::of(Reading::of(db), NaiveDate::default());
    let deals: Vec<i64> = db
        .prepare("SELECT id FROM deal ORDER BY id")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for (deal, facts) in deals.chunks(AT_ONCE).flat_map(|some| standings(&ask, some)) {
        let Some(facts) = facts else {
            found.push(("deal", Some(deal), "les faits de cette affaire sont illisibles".to_owned()));
            continue;
        };
        let stage = facts.stage();
        let same: Option<bool> = rusqlite::OptionalExtension::optional(
            db.prepare_cached(
                "SELECT stage = ?2 AND active = ?3 AND amount = ?4 FROM deal_state WHERE deal = ?1",
            )?
            .query_row(params![deal, stage.stored(), facts.is_active(), facts.worth().0], |r| r.get(0)),
        )?;
        if same != Some(true) {
            found.push(("deal_state", Some(deal), wrong("étape ou montant")));
        }
    }
    let mut strangers =
        db.prepare("SELECT deal FROM deal_state WHERE deal NOT IN (SELECT id FROM deal) ORDER BY deal")?;
    for deal in strangers.query_map([], |r| r.get(0))? {
        found.push(("deal_state", Some(deal?), wrong("une affaire qui n’existe pas")));
    }
    let mut open = db.prepare(
        "WITH balance AS (
           SELECT i.id AS invoice, (SELECT client FROM deal WHERE id = i.deal) AS client, i.deal, i.due_on, i.gross,
                  coalesce((SELECT g.due_on FROM agreed_due g WHERE g.invoice = i.id ORDER BY g.id DESC LIMIT 1), '') AS agreed,
                  (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id) AS settled
           FROM invoice i WHERE i.kind <> 'credit_note'),
         expected AS (
           SELECT invoice * 10 AS id, invoice, client, deal, max(due_on, agreed) AS due_on, gross - settled AS open FROM balance b
           WHERE NOT EXISTS (SELECT 1 FROM invoice_due d WHERE d.invoice = b.invoice)
           UNION ALL
           SELECT b.invoice * 10 + d.position, b.invoice, b.client, b.deal, max(d.due_on, b.agreed),
                  min(d.amount, max(0, (SELECT sum(e.amount) FROM invoice_due e
                    WHERE e.invoice = d.invoice AND e.position <= d.position) - b.settled))
           FROM invoice_due d JOIN balance b ON b.invoice = d.invoice)
         SELECT coalesce(e.id, x.id) FROM (SELECT * FROM expected WHERE open <> 0) e
         FULL JOIN open_invoice x ON x.id = e.id
         WHERE x.invoice IS NOT e.invoice OR x.open IS NOT e.open OR x.client IS NOT e.client OR x.deal IS NOT e.deal OR x.due_on IS NOT e.due_on",
    )?;
    for id in open.query_map([], |r| r.get(0))? {
        found.push(("open_invoice", Some(id?), wrong("reste à payer")));
    }
    for (table, id) in listed::differences(db)? {
        found.push((table, Some(id), wrong("place dans les listes")));
    }
    let mut months = db.prepare(
        "SELECT coalesce(e.month, m.month) FROM (SELECT month, sum(amount) AS amount FROM (
             SELECT substr(received_on, 1, 7) AS month, CASE kind WHEN 'received' THEN amount ELSE -amount END AS amount
             FROM payment WHERE kind <> 'kept'
             UNION ALL SELECT month, amount FROM past_receipt) GROUP BY month) e
         FULL JOIN month_receipts m ON m.month = e.month WHERE m.amount IS NOT e.amount",
    )?;
    for month in months.query_map([], |r| r.get::<_, String>(0))? {
        found.push(("month_receipts", None, wrong(&format!("encaissements de {}", month?))));
    }
    Ok(found)
}
