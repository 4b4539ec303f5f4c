//! What settled an invoice, and when.
//!
//! Invariant: an invoice is settled by allocations alone, of money, of credit notes and of what was given up.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use chrono::NaiveDate;
use journey::charges::{Settlement, SettlementKind};
use std::collections::BTreeMap;
use values::money::Cents;

/// What settled an invoice, on the days that count: of money the day it came, of what a credit note freed that of the
/// note; a payment that was undone never was. Each with the id of its allocation, in order of them.
pub fn settlements(ask: &Ask, invoice: i64) -> Result<Vec<(i64, Settlement)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT a.id, a.amount, a.payment, a.credit_note, p.received_on, n.issued_on, g.day,
                (SELECT x.issued_on FROM allocation b JOIN invoice x ON x.id = b.credit_note
                 WHERE b.id = (SELECT min(id) FROM allocation WHERE invoice = a.invoice AND id > a.id AND amount > 0)) AS freed_on
         FROM allocation a LEFT JOIN payment p ON p.id = a.payment LEFT JOIN invoice n ON n.id = a.credit_note
         LEFT JOIN given_up g ON g.id = a.given_up
         WHERE a.invoice = ?1 AND (a.payment IS NULL OR NOT EXISTS (SELECT 1 FROM payment WHERE undoes = a.payment AND kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0))
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

/// The money that settled an invoice as books of accounts count it, by day: what was typed by mistake never was, and money that the bank
/// took back came on its day and went on another. Money of a client that was used later counts from that day on.
pub fn paid(ask: &Ask, invoice: i64) -> Result<Vec<(NaiveDate, Cents)>> {
    let used = used_on(ask)?;
    let mut statement = ask.db.prepare_cached(
        "SELECT a.id, a.amount, p.received_on,
                CASE WHEN a.id = (SELECT max(id) FROM allocation WHERE payment = a.payment AND invoice = a.invoice) THEN r.received_on END AS gone_on,
                (SELECT x.issued_on FROM allocation b JOIN invoice x ON x.id = b.credit_note
                 WHERE b.id = (SELECT min(id) FROM allocation WHERE invoice = a.invoice AND id > a.id AND amount > 0)) AS freed_on
         FROM allocation a JOIN payment p ON p.id = a.payment
         LEFT JOIN payment r ON r.id = (SELECT max(id) FROM payment WHERE undoes = p.id AND kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0)
         WHERE a.invoice = ?1 AND (r.id IS NULL OR r.received_on > p.received_on) ORDER BY a.id",
    )?;
    let rows = statement
        .query_map([invoice], |r| {
            let (id, amount) = (r.get::<_, i64>("id")?, Cents(r.get("amount")?));
            let Day(came_on) = r.get("received_on")?;
            let column = |name: &str| r.get::<_, Option<Day>>(name).map(|day| day.map(|day| day.0));
            let went_on = column("freed_on")?.into_iter().chain(column("gone_on")?).min();
            let on = if amount.0 < 0 { went_on.unwrap_or(came_on) } else { came_on };
            Ok((used.get(&id).copied().unwrap_or(on), amount))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is no longer claimed of an invoice: the day, the amount, and whether it is lost.
pub fn unclaimed(ask: &Ask, invoice: i64) -> Result<Vec<(NaiveDate, Cents, bool)>> {
    let rows = ask
        .db
        .prepare_cached(
            "SELECT g.day, g.amount,
                EXISTS (SELECT 1 FROM write_off w WHERE w.given_up = coalesce(
                  CASE WHEN g.amount < 0 THEN (SELECT max(b.id) FROM given_up b WHERE b.invoice = g.invoice AND b.id < g.id AND b.amount > 0) END,
                  g.id)) AS lost
             FROM given_up g WHERE g.invoice = ?1 ORDER BY g.id",
        )?
        .query_map([invoice], |r| Ok((r.get::<_, Day>("day")?.0, Cents(r.get("amount")?), r.get("lost")?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// The days on which money that settled nothing was used, by allocation.
fn used_on(ask: &Ask) -> Result<BTreeMap<i64, NaiveDate>> {
    let days = ask
        .db
        .prepare_cached(
            "SELECT named.value ->> '$.id' AS id, j.day FROM journal j JOIN journal_body b ON b.seq = j.seq
             JOIN json_each(b.body, '$.rows') named
             WHERE j.action = 'use_credit' AND named.value ->> '$.table' = 'allocation'",
        )?
        .query_map([], |r| Ok((r.get("id")?, r.get::<_, Day>("day")?.0)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(days)
}
