//! Clients: their cards, and what hangs on them.

use books::act::Ask;
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::known::KnownClients;
use rusqlite::OptionalExtension;
use values::refusal::Refusal;

/// A client's card.
pub fn card(ask: &Ask, client: i64) -> Result<ClientCard> {
    let text: String = ask
        .db
        .prepare_cached("SELECT card FROM client WHERE id = ?1")?
        .query_row([client], |r| r.get(0))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce client"))?;
    Ok(serde_json::from_str(&text)?)
}

/// Every client of the books, to be found again by what they are recognised by.
pub fn known_clients(ask: &Ask) -> Result<KnownClients> {
    let mut known = KnownClients::default();
    let mut statement = ask.db.prepare_cached("SELECT id, card FROM client ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let card: String = r.get("card")?;
        known.add(r.get("id")?, &serde_json::from_str(&card)?);
    }
    Ok(known)
}

/// Tables in which something names this client.
pub fn hanging(ask: &Ask, client: i64) -> Result<Vec<String>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'client' ORDER BY m.name",
    )?;
    let columns: Vec<(String, String)> =
        statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let mut found = Vec::new();
    for (table, column) in columns {
        let held: bool = ask
            .db
            .prepare_cached(&format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} = ?1)"))?
            .query_row([client], |r| r.get(0))?;
        if held {
            found.push(table);
        }
    }
    Ok(found)
}
