//! Clients: added, changed, confirmed.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::contact::{ClientCard, ClientKind};
use records::contact::card;
use records::index;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeClient {
    pub client: i64,
    pub card: ClientCard,
}

/// Who is known by a name alone; the rest of the card is asked for when a paper needs it.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    pub name: String,
    pub kind: ClientKind,
}

impl NewClient {
    pub fn read(&self) -> std::result::Result<ClientCard, Refusal> {
        ClientCard::named(self.kind, &self.name).read().map_err(|refusal| refusal.under("new_client"))
    }
}

pub fn add_client(act: &Act, payload: ClientCard) -> Result<i64> {
    let id = insert_client(act, &payload.read()?)?;
    act.about_client(id);
    draft::remove(act, "client:new")?;
    Ok(id)
}

/// Keeps a new client; its card was read.
pub fn insert_client(act: &Act, card: &ClientCard) -> Result<i64> {
    act.db.execute(
        "INSERT INTO client (name, kind, card, added_on, confirmed_on) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![card.name, card.kind.stored(), serde_json::to_string(&card)?, act.today.to_string()],
    )?;
    let id = act.db.last_insert_rowid();
    index::index_client(act.db, id, card)?;
    Ok(id)
}

pub fn change_client(act: &Act, payload: ChangeClient) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    update_client(act, payload.client, &payload.card.read()?)?;
    act.about_client(payload.client);
    Ok(payload.client)
}

/// Keeps a client's card as it now is; it was read.
pub fn update_client(act: &Act, client: i64, card: &ClientCard) -> Result<()> {
    act.db.execute(
        // Who comes back is known again.
        "UPDATE client SET name = ?2, kind = ?3, card = ?4, confirmed_on = ?5, erased_on = NULL WHERE id = ?1",
        params![client, card.name, card.kind.stored(), serde_json::to_string(&card)?, act.today.to_string()],
    )?;
    index::index_client(act.db, client, card)
}

/// Keeps where a client's electronic invoices go; the rest of the card stays as it is.
pub fn readdress(act: &Act, client: i64, address: &str) -> Result<()> {
    let card = ClientCard { electronic_address: address.to_owned(), ..card(&act.ask(), client)? };
    act.db
        .prepare_cached("UPDATE client SET card = ?2 WHERE id = ?1")?
        .execute(params![client, serde_json::to_string(&card)?])?;
    index::index_client(act.db, client, &card)
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmClient {
    pub client: i64,
}

/// What is on the card was checked and still holds.
pub fn confirm(act: &Act, payload: ConfirmClient) -> Result<i64> {
    card(&act.ask(), payload.client)?;
    act.about_client(payload.client);
    act.db.execute(
        "UPDATE client SET confirmed_on = ?2 WHERE id = ?1",
        params![payload.client, act.today.to_string()],
    )?;
    Ok(payload.client)
}
