//! Everything that the books hold of a client, row by row: what an erasure takes, and what the law keeps.

use crate::contact::card;
use crate::row::Day;
use books::act::{Act, Ask};
use books::error::Result;
use chrono::NaiveDate;
use journey::contact::ClientCard;
use journey::retention::Reason;
use rusqlite::params;
use serde_json::json;
use std::collections::BTreeMap;

/// Rows by table.
pub type ByTable = BTreeMap<&'static str, Vec<i64>>;

/// What erasing a client takes and leaves.
#[derive(Clone, Debug)]
pub struct Erasure {
    pub client: i64,
    pub card: ClientCard,
    /// The day on which it was done before, as far as the law allowed.
    pub erased_on: Option<NaiveDate>,
    /// Deals of which vouchers stay.
    pub kept_deals: Vec<i64>,
    /// The last day of those vouchers; none where nothing is to be kept.
    pub until: Option<NaiveDate>,
    pub gone: ByTable,
    pub stays: ByTable,
}

impl Erasure {
    /// Does everything go?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.kept_deals.is_empty()
    }

    #[must_use]
    pub fn gone(&self, table: &str) -> &[i64] {
        self.gone.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    #[must_use]
    pub fn stays(&self, table: &str) -> &[i64] {
        self.stays.get(table).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A table that holds something of a client.
struct Belongs {
    table: &'static str,
    /// Every row of theirs.
    all: &'static str,
    /// Those that vouchers of the kept deals are made of.
    stays: &'static str,
}

/// Sets of rows by their short names, over the client (?1) and the deals of which vouchers stay (?2, a JSON list).
macro_rules! of_client {
    ($($table:literal: $all:literal, $stays:literal;)+) => {
        &[$(Belongs { table: $table, all: of_client!(@sql $table, $all), stays: of_client!(@sql $table, $stays) }),+]
    };
    (@sql $table:literal, $condition:literal) => {
        concat!(
            "WITH kept AS (SELECT value AS id FROM json_each(?2)),
             cards AS (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1),
             deals AS (SELECT id FROM deal WHERE client = ?1),
             orders AS (SELECT id FROM signed_order WHERE deal IN (SELECT id FROM deals)),
             invoices AS (SELECT id FROM invoice WHERE deal IN (SELECT id FROM deals)),
             versions AS (SELECT v.id FROM quote_version v JOIN quote q ON q.id = v.quote WHERE q.deal IN (SELECT id FROM deals)),
             payments AS (SELECT id FROM payment WHERE client IN (SELECT id FROM cards)),
             kept_orders AS (SELECT id FROM signed_order WHERE deal IN (SELECT id FROM kept)),
             kept_invoices AS (SELECT id FROM invoice WHERE deal IN (SELECT id FROM kept)),
             signed AS (SELECT quote_version AS id FROM signed_order WHERE deal IN (SELECT id FROM kept)),
             papers AS (
               SELECT document AS id FROM quote_version WHERE id IN (SELECT id FROM signed)
               UNION SELECT proof FROM signed_order WHERE id IN (SELECT id FROM kept_orders)
               UNION SELECT signed_paper FROM signed_order WHERE id IN (SELECT id FROM kept_orders)
               UNION SELECT proof FROM delivery WHERE signed_order IN (SELECT id FROM kept_orders)
               UNION SELECT document FROM order_event WHERE signed_order IN (SELECT id FROM kept_orders)
                 AND kind NOT IN ('supply_received', 'welcome')
               UNION SELECT document FROM invoice WHERE id IN (SELECT id FROM kept_invoices)
               UNION SELECT id FROM document WHERE kind IN ('charges', 'duplicate') AND deal IN (SELECT id FROM kept)
               UNION SELECT id FROM document WHERE kind = 'receipt' AND payment IN (SELECT id FROM payments))
             SELECT id FROM ",
            $table,
            " WHERE ",
            $condition,
            " ORDER BY id"
        )
    };
}

/// Every table that leads to a client; a test compares it with a fresh file.
const BELONGS: &[Belongs] = of_client! {
    "client": "id IN (SELECT id FROM cards)", "id IN (SELECT id FROM cards) AND EXISTS (SELECT 1 FROM kept)";
    "person": "client = ?1", "0";
    "solvency_check": "client IN (SELECT id FROM cards)", "0";
    "deal": "client = ?1", "client = ?1 AND id IN (SELECT id FROM kept)";
    "deal_end": "deal IN (SELECT id FROM deals)", "deal IN (SELECT id FROM kept)";
    "follow_up": "deal IN (SELECT id FROM deals)", "0";
    "note": "client IN (SELECT id FROM cards) OR deal IN (SELECT id FROM deals)", "0";
    "own_task": "client IN (SELECT id FROM cards) OR deal IN (SELECT id FROM deals)", "0";
    "task_choice": "client IN (SELECT id FROM cards)", "0";
    "quote": "deal IN (SELECT id FROM deals)",
      "id IN (SELECT quote FROM quote_version WHERE id IN (SELECT id FROM signed))";
    "quote_version": "id IN (SELECT id FROM versions)", "id IN (SELECT id FROM signed)";
    "quote_line": "quote_version IN (SELECT id FROM versions)", "quote_version IN (SELECT id FROM signed)";
    "signed_order": "deal IN (SELECT id FROM deals)", "deal IN (SELECT id FROM kept)";
    "order_event": "signed_order IN (SELECT id FROM orders)", "signed_order IN (SELECT id FROM kept_orders)";
    "delivery": "signed_order IN (SELECT id FROM orders)", "signed_order IN (SELECT id FROM kept_orders)";
    "invoice": "deal IN (SELECT id FROM deals)", "deal IN (SELECT id FROM kept)";
    "invoice_line": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "invoice_vat": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "invoice_deduction": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "invoice_due": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "agreed_due": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "charge_payment": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "charge_waiver": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "reminded": "invoice IN (SELECT id FROM invoices)", "0";
    "promise": "invoice IN (SELECT id FROM invoices)", "0";
    "dispute": "invoice IN (SELECT id FROM invoices)", "0";
    "dispute_line": "dispute IN (SELECT id FROM dispute WHERE invoice IN (SELECT id FROM invoices))", "0";
    "dispute_end": "dispute IN (SELECT id FROM dispute WHERE invoice IN (SELECT id FROM invoices))", "0";
    "reminder_stop": "client IN (SELECT id FROM cards)", "0";
    "reminder_stop_end": "stop IN (SELECT id FROM reminder_stop WHERE client IN (SELECT id FROM cards))", "0";
    "claim_declaration": "stop IN (SELECT id FROM reminder_stop WHERE client IN (SELECT id FROM cards))", "0";
    "suspension": "client IN (SELECT id FROM cards)", "0";
    "suspension_end": "suspension IN (SELECT id FROM suspension WHERE client IN (SELECT id FROM cards))", "0";
    "security": "client IN (SELECT id FROM cards)", "0";
    "security_end": "security IN (SELECT id FROM security WHERE client IN (SELECT id FROM cards))", "0";
    "security_claim": "invoice IN (SELECT id FROM invoices)", "0";
    "risk_decision": "client IN (SELECT id FROM cards)", "0";
    "reception_check": "invoice IN (SELECT id FROM invoices)", "0";
    "court_claim": "client IN (SELECT id FROM cards)", "0";
    "court_step": "claim IN (SELECT id FROM court_claim WHERE client IN (SELECT id FROM cards))", "0";
    "platform_status": "invoice IN (SELECT id FROM invoices)", "0";
    "late_reason": "invoice IN (SELECT id FROM invoices)", "0";
    "payment_plan": "id IN (SELECT plan FROM payment_plan_invoice WHERE invoice IN (SELECT id FROM invoices))", "0";
    "payment_plan_invoice": "invoice IN (SELECT id FROM invoices)", "0";
    "payment_plan_part": "plan IN (SELECT plan FROM payment_plan_invoice WHERE invoice IN (SELECT id FROM invoices))", "0";
    "payment_plan_end": "plan IN (SELECT plan FROM payment_plan_invoice WHERE invoice IN (SELECT id FROM invoices))", "0";
    "payment": "client IN (SELECT id FROM cards)", "client IN (SELECT id FROM cards) AND EXISTS (SELECT 1 FROM kept)";
    "payer_alias": "client IN (SELECT id FROM cards)", "0";
    "line_payment": "payment IN (SELECT id FROM payments)",
      "payment IN (SELECT id FROM payments) AND EXISTS (SELECT 1 FROM kept)";
    "payment_event": "payment IN (SELECT id FROM payments)",
      "payment IN (SELECT id FROM payments) AND EXISTS (SELECT 1 FROM kept)";
    "allocation": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "given_up": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "write_off": "invoice IN (SELECT id FROM invoices)", "invoice IN (SELECT id FROM kept_invoices)";
    "sending": "client IN (SELECT id FROM cards)",
      "client IN (SELECT id FROM cards) AND (invoice IN (SELECT id FROM kept_invoices) OR quote_version IN (SELECT id FROM signed))";
    "sending_withdrawal": "sending IN (SELECT id FROM sending WHERE client IN (SELECT id FROM cards))",
      "sending IN (SELECT id FROM sending WHERE client IN (SELECT id FROM cards)
         AND (invoice IN (SELECT id FROM kept_invoices) OR quote_version IN (SELECT id FROM signed)))";
    "outbox_message": "client IN (SELECT id FROM cards)", "0";
    "outbox_event": "message IN (SELECT id FROM outbox_message WHERE client IN (SELECT id FROM cards))", "0";
    "document": "client IN (SELECT id FROM cards) OR deal IN (SELECT id FROM deals) OR payment IN (SELECT id FROM payments)",
      "id IN (SELECT id FROM papers) AND EXISTS (SELECT 1 FROM kept)";
};

/// Every table that holds something of a client.
pub fn tables() -> impl Iterator<Item = &'static str> {
    BELONGS.iter().map(|belongs| belongs.table)
}

/// Everything that the books hold of a client, by table.
pub fn belongings(ask: &Ask, client: i64) -> Result<ByTable> {
    BELONGS.iter().map(|belongs| Ok((belongs.table, rows(ask, belongs.all, client, "[]")?))).collect()
}

/// What erasing a client would take and leave on that day.
pub fn erasure(ask: &Ask, client: i64) -> Result<Erasure> {
    let card = card(ask, client)?;
    let erased_on = ask
        .db
        .prepare_cached("SELECT erased_on FROM client WHERE id = ?1")?
        .query_row([client], |r| r.get::<_, Option<Day>>("erased_on"))?
        .map(|day| day.0);
    let until = vouchers_until(ask, client)?.filter(|until| *until >= ask.today);
    let kept_deals = if until.is_some() { deals_with_vouchers(ask, client)? } else { Vec::new() };
    let kept = json!(kept_deals).to_string();
    let (mut gone, mut stays) = (ByTable::new(), ByTable::new());
    for belongs in BELONGS {
        let all = rows(ask, belongs.all, client, &kept)?;
        let left = rows(ask, belongs.stays, client, &kept)?;
        gone.insert(belongs.table, all.into_iter().filter(|row| left.binary_search(row).is_err()).collect());
        stays.insert(belongs.table, left);
    }
    Ok(Erasure { client, card, erased_on, kept_deals, until, gone, stays })
}

fn rows(ask: &Ask, sql: &str, client: i64, kept: &str) -> Result<Vec<i64>> {
    let found = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![client, kept], |r| r.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn deals_with_vouchers(ask: &Ask, client: i64) -> Result<Vec<i64>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT id FROM deal d WHERE client = ?1 AND (EXISTS (SELECT 1 FROM signed_order WHERE deal = d.id)
               OR EXISTS (SELECT 1 FROM invoice WHERE deal = d.id)) ORDER BY id",
        )?
        .query_map([client], |r| r.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// The last day on which the law asks to keep a client's latest voucher; none without a voucher.
fn vouchers_until(ask: &Ask, client: i64) -> Result<Option<NaiveDate>> {
    let latest: Option<Day> = ask
        .db
        .prepare_cached(
            "SELECT max(day) AS day FROM (
               SELECT issued_on AS day FROM invoice WHERE deal IN (SELECT id FROM deal WHERE client = ?1)
               UNION ALL SELECT max(o.ordered_on) FROM signed_order o JOIN deal d ON d.id = o.deal WHERE d.client = ?1
               UNION ALL SELECT max(y.day) FROM delivery y JOIN signed_order o ON o.id = y.signed_order
                 JOIN deal d ON d.id = o.deal WHERE d.client = ?1
               UNION ALL SELECT max(received_on) FROM payment WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1))",
        )?
        .query_row([client], |r| r.get("day"))?;
    Ok(latest.and_then(|day| Reason::Voucher.until(day.0)))
}

/// What is written about somebody who was erased can be erased again: they are no longer marked so.
pub fn known_again(act: &Act) -> Result<()> {
    if act.is_erasing() {
        return Ok(());
    }
    let unmarked = "UPDATE client SET erased_on = NULL WHERE erased_on IS NOT NULL AND id = ?1";
    let of_deal = "UPDATE client SET erased_on = NULL WHERE erased_on IS NOT NULL
         AND id = (SELECT client FROM deal WHERE id = ?1)";
    if let Some(client) = act.client() {
        act.db.prepare_cached(unmarked)?.execute([client])?;
    }
    for deal in act.deals() {
        act.db.prepare_cached(of_deal)?.execute([deal])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::HISTORY;
    use rusqlite::Connection;
    use std::collections::BTreeSet;

    /// Whatever points at something of a client is something of theirs, the other way round too.
    #[test]
    fn everything_that_leads_to_a_client_is_looked_at() {
        let db = Connection::open_in_memory().unwrap();
        for step in HISTORY {
            db.execute_batch(step.sql).unwrap();
        }
        let sql = "SELECT DISTINCT m.name, f.\"table\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
        let links: Vec<(String, String)> = db
            .prepare(sql)
            .unwrap()
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut reached: BTreeSet<String> = ["client".to_owned()].into();
        loop {
            let more: Vec<String> = links
                .iter()
                .filter(|(from, to)| reached.contains(to) && !reached.contains(from))
                .map(|(from, _)| from.clone())
                .collect();
            if more.is_empty() {
                break;
            }
            reached.extend(more);
        }
        let known: BTreeSet<String> = BELONGS.iter().map(|belongs| belongs.table.to_owned()).collect();
        assert_eq!(reached, known);
    }
}
