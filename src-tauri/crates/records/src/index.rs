//! The search index: what is found, by which words; made again from the rest.

use crate::erasure::Erasure;
use crate::row::Json;
use crate::searched::{found_by, telephone};
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::person::PersonCard;
use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::identifiers::french_vat_number;

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
        .execute(params![rank, found_by(words), kind.stored(), id])?;
    Ok(())
}

/// Finds a thing by a text in place of another one, and by all else as before: the other way round, it is as it was.
/// A thing is listed under the text that `leads`.
pub fn reword(db: &Connection, kind: HitKind, id: i64, (was, is): (&str, &str), leads: bool) -> Result<()> {
    let words: String = db
        .prepare_cached("SELECT words FROM search_index WHERE rowid = ?1")?
        .query_row([rank(kind, id)], |r| r.get(0))?;
    let mut kept: Vec<&str> = words.split(' ').collect();
    for word in found_by(&[was]).split(' ') {
        let mut known = kept.iter();
        let at = if leads { known.position(|one| *one == word) } else { known.rposition(|one| *one == word) };
        if let Some(at) = at {
            kept.remove(at);
        }
    }
    let (is, kept) = (found_by(&[is]), kept.join(" "));
    let parts = if leads { [is, kept] } else { [kept, is] };
    let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    db.prepare_cached("UPDATE search_index SET words = ?2 WHERE rowid = ?1")?
        .execute(params![rank(kind, id), words])?;
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
    let people: Vec<PersonCard> = db
        .prepare_cached("SELECT card FROM person WHERE client = ?1 ORDER BY id")?
        .query_map([id], |r| Ok(r.get::<_, Json<PersonCard>>(0)?.0))?
        .collect::<rusqlite::Result<_>>()?;
    let phone = telephone(&card.phone);
    // Who has a SIREN has a VAT number, whether the card says it or not.
    let vat = french_vat_number(card.siren()).unwrap_or_default();
    let mut words: Vec<&str> = vec![
        &card.name,
        &card.contact,
        &card.address.city,
        &card.delivery_address.city,
        &card.siret,
        &card.vat_number,
        &vat,
        card.vat_number.strip_prefix("FR").and_then(|rest| rest.get(2..)).unwrap_or_default(),
        &card.email,
        &phone,
    ];
    let phones: Vec<String> = people.iter().map(|person| telephone(&person.phone)).collect();
    for (person, phone) in people.iter().zip(&phones) {
        words.extend([person.name.as_str(), &person.email, phone]);
    }
    words.extend(card.tags.iter().map(String::as_str));
    index(db, HitKind::Client, id, &words)
}

/// What hangs on a deal is found by one more name.
pub fn name_too(db: &Connection, deal: i64, name: &str) -> Result<()> {
    for (kind, sql) in [
        (HitKind::Deal, "SELECT id FROM deal WHERE id = ?1"),
        (HitKind::Quote, "SELECT id FROM quote WHERE deal = ?1"),
        (HitKind::Order, "SELECT id FROM signed_order WHERE deal = ?1"),
        (HitKind::Invoice, "SELECT id FROM invoice WHERE deal = ?1"),
    ] {
        let found: Vec<i64> =
            db.prepare_cached(sql)?.query_map([deal], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
        for id in found {
            db.prepare_cached("UPDATE search_index SET words = words || ' ' || ?2 WHERE rowid = ?1")?
                .execute(params![rank(kind, id), found_by(&[name])])?;
        }
    }
    Ok(())
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
