//! Clients: their cards, and what hangs on them.

use crate::row::Json;
use books::act::Ask;
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::known::KnownClients;
use rusqlite::OptionalExtension;
use values::refusal::Refusal;

/// A client's card; one that was merged into another is no more.
pub fn card(ask: &Ask, client: i64) -> Result<ClientCard> {
    let Json(card) = ask
        .db
        .prepare_cached("SELECT card FROM client WHERE id = ?1 AND merged_into IS NULL")?
        .query_row([client], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce client"))?;
    Ok(card)
}

/// The card that goes on for that one.
pub fn going_on(ask: &Ask, client: i64) -> Result<i64> {
    let found = ask
        .db
        .prepare_cached("SELECT coalesce(merged_into, id) FROM client WHERE id = ?1")?
        .query_row([client], |r| r.get(0))
        .optional()?;
    Ok(found.unwrap_or(client))
}

/// Clients with their latest deal: those named that have one, or all that ordered something or were invoiced; by name.
pub fn latest_deals(ask: &Ask, clients: &[i64]) -> Result<Vec<(i64, i64)>> {
    let named = serde_json::to_string(clients)?;
    let mut statement = ask.db.prepare_cached(
        "SELECT c.id, max(d.id) AS deal FROM client c JOIN deal d ON d.client = c.id
         WHERE c.merged_into IS NULL AND CASE WHEN ?1 <> '[]' THEN c.id IN (SELECT value FROM json_each(?1))
           ELSE EXISTS (SELECT 1 FROM signed_order o JOIN deal x ON x.id = o.deal WHERE x.client = c.id)
             OR EXISTS (SELECT 1 FROM invoice i WHERE i.client = c.id) END
         GROUP BY c.id ORDER BY c.name, c.id",
    )?;
    let rows = statement
        .query_map([named], |r| Ok((r.get("id")?, r.get("deal")?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Names of the cards that were merged into that one and stay behind it.
pub fn merged(ask: &Ask, client: i64) -> Result<Vec<String>> {
    let names = ask
        .db
        .prepare_cached("SELECT name FROM client WHERE merged_into = ?1 ORDER BY id")?
        .query_map([client], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names)
}

/// Every client's card, but for those who were merged or erased; by name.
pub fn cards(ask: &Ask) -> Result<Vec<(i64, ClientCard)>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, card FROM client WHERE merged_into IS NULL AND erased_on IS NULL ORDER BY name, id",
    )?;
    let rows = statement.query_map([], |r| Ok((r.get("id")?, r.get::<_, Json<_>>("card")?.0)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every client of the books, to be found again by what they are recognised by.
pub fn known_clients(ask: &Ask) -> Result<KnownClients> {
    let mut known = KnownClients::default();
    let mut statement =
        ask.db.prepare_cached("SELECT id, card FROM client WHERE merged_into IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        known.add(r.get("id")?, &r.get::<_, Json<_>>("card")?.0);
    }
    Ok(known)
}

/// A column that names a client, and whether any row does.
struct Hanging {
    table: &'static str,
    #[cfg(test)]
    column: &'static str,
    sql: &'static str,
}

macro_rules! hanging {
    ($($table:literal . $column:literal),+ $(,)?) => {
        &[$(Hanging {
            table: $table,
            #[cfg(test)]
            column: $column,
            sql: concat!("SELECT EXISTS (SELECT 1 FROM ", $table, " WHERE ", $column, " = ?1)"),
        }),+]
    };
}

/// Every column that names a client, by table; a test compares it with a fresh file.
const HANGING: &[Hanging] = hanging!(
    "client"."merged_into",
    "court_claim"."client",
    "deal"."client",
    "document"."client",
    "invoice"."client",
    "note"."client",
    "outbox_message"."client",
    "own_task"."client",
    "payer_alias"."client",
    "payment"."client",
    "person"."client",
    "reminder_stop"."client",
    "risk_decision"."client",
    "security"."client",
    "sending"."client",
    "solvency_check"."client",
    "suspension"."client",
    "task_choice"."client",
);

/// Tables in which something names this client.
pub fn hanging(ask: &Ask, client: i64) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for hanging in HANGING {
        let held: bool = ask.db.prepare_cached(hanging.sql)?.query_row([client], |r| r.get(0))?;
        if held {
            found.push(hanging.table.to_owned());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::HISTORY;
    use rusqlite::Connection;

    #[test]
    fn everything_that_can_name_a_client_is_looked_at() {
        let db = Connection::open_in_memory().unwrap();
        for step in HISTORY {
            db.execute_batch(step.sql).unwrap();
        }
        let sql = "SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
                   WHERE m.type = 'table' AND f.\"table\" = 'client' ORDER BY m.name";
        let mut statement = db.prepare(sql).unwrap();
        let named: Vec<(String, String)> =
            statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
        let known: Vec<(String, String)> =
            HANGING.iter().map(|h| (h.table.to_owned(), h.column.to_owned())).collect();
        assert_eq!(named, known);
    }
}
