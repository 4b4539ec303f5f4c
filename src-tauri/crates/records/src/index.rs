//! The search index: what is found, by which words; made again from the rest.

use crate::erasure::Erasure;
use books::error::Result;
use journey::contact::ClientCard;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ranks above it are clients': they come first, and are looked for alone without reading papers that carry their names.
pub const CLIENTS: i64 = 1 << 40;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    Client,
    Deal,
    Quote,
    Order,
    Invoice,
}

values::stored!(HitKind {
    Client = "client",
    Deal = "deal",
    Quote = "quote",
    Order = "order",
    Invoice = "invoice",
});

/// Puts a thing in the index, in place of what stood there for it.
pub fn index(db: &Connection, kind: HitKind, id: i64, words: &[&str]) -> Result<()> {
    // Ranks are made of kind and id, so that a thing is found again without reading the index.
    let rank = rank(kind, id);
    db.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?.execute([rank])?;
    db.prepare_cached("INSERT INTO search_index (rowid, words, kind, ref) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rank, words.join(" "), kind.stored(), id])?;
    Ok(())
}

pub fn rank(kind: HitKind, id: i64) -> i64 {
    let place = match kind {
        HitKind::Invoice => 0,
        HitKind::Order => 1,
        HitKind::Quote => 2,
        HitKind::Deal => 3,
        HitKind::Client => CLIENTS,
    };
    id.saturating_mul(8).saturating_add(place)
}

pub fn index_client(db: &Connection, id: i64, card: &ClientCard) -> Result<()> {
    let people: Vec<String> = db
        .prepare_cached("SELECT name FROM person WHERE client = ?1 ORDER BY id")?
        .query_map([id], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let (people, tags) = (people.join(" "), card.tags.join(" "));
    index(
        db,
        HitKind::Client,
        id,
        &[&card.name, &card.contact, &card.address.city, &card.siret, &card.email, &people, &tags],
    )
}

/// A client that is no more is found no more.
pub fn forget_client(db: &Connection, id: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?.execute([rank(HitKind::Client, id)])?;
    Ok(())
}

/// What is no more of a client's is found no more.
pub fn forget(db: &Connection, erasure: &Erasure) -> Result<()> {
    for (kind, table) in [
        (HitKind::Client, "client"),
        (HitKind::Deal, "deal"),
        (HitKind::Quote, "quote"),
        (HitKind::Order, "signed_order"),
        (HitKind::Invoice, "invoice"),
    ] {
        for row in erasure.gone(table) {
            db.prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?.execute([rank(kind, *row)])?;
        }
    }
    Ok(())
}

/// Makes the whole index again from its rows: words that were replaced or taken out stay within it until then.
pub fn make_again(db: &Connection) -> Result<()> {
    db.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')", [])?;
    Ok(())
}

/// What was typed as a query: every word must be there, the last one may be a beginning. None if there is no word.
#[must_use]
pub fn expression(typed: &str) -> Option<String> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(|word| format!("\"{}\"", word.chars().take(40).collect::<String>()))
        .collect();
    if words.is_empty() { None } else { Some(format!("{}*", words.join(" "))) }
}
