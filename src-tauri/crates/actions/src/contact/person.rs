//! People who work at a client’s: added, changed, removed.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::contact::person::PersonCard;
use records::contact::card;
use records::index;
use records::person::client_of;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    pub client: i64,
    pub card: PersonCard,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePerson {
    pub person: i64,
    pub card: PersonCard,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovePerson {
    pub person: i64,
}

pub fn add(act: &Act, payload: AddPerson) -> Result<i64> {
    let client = card(&act.ask(), payload.client)?;
    let person = payload.card.read()?;
    act.about_client(payload.client);
    let id = insert_person(act, payload.client, &person)?;
    index::index_client(act.db, payload.client, &client)?;
    draft::remove(act, &format!("person:new:{}", payload.client))?;
    Ok(id)
}

/// Keeps somebody new at a client’s; their card was read.
pub fn insert_person(act: &Act, client: i64, person: &PersonCard) -> Result<i64> {
    act.db.execute(
        "INSERT INTO person (client, name, card) VALUES (?1, ?2, ?3)",
        params![client, person.name, serde_json::to_string(person)?],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn change(act: &Act, payload: ChangePerson) -> Result<i64> {
    let client = client_of(&act.ask(), payload.person)?;
    let person = payload.card.read()?;
    act.about_client(client);
    act.db.execute(
        "UPDATE person SET name = ?2, card = ?3 WHERE id = ?1",
        params![payload.person, person.name, serde_json::to_string(&person)?],
    )?;
    index::index_client(act.db, client, &card(&act.ask(), client)?)?;
    Ok(payload.person)
}

pub fn remove(act: &Act, payload: RemovePerson) -> Result<i64> {
    let client = client_of(&act.ask(), payload.person)?;
    act.about_client(client);
    act.db.execute("DELETE FROM person WHERE id = ?1", [payload.person])?;
    index::index_client(act.db, client, &card(&act.ask(), client)?)?;
    draft::remove(act, &format!("person:{}", payload.person))?;
    Ok(client)
}

/// The people of a client who goes become those of another.
pub fn hand_over(act: &Act, from: i64, into: i64) -> Result<()> {
    act.db.execute("UPDATE person SET client = ?2 WHERE client = ?1", params![from, into])?;
    Ok(())
}
