//! People: who at a client's decides, receives invoices and pays.

use super::card;
use crate::act::{Act, Ask};
use crate::error::Result;
use crate::search;
use journey::contact::ClientCard;
use journey::contact::person::{About, PersonCard};
use journey::refusal::Refusal;
use rusqlite::{OptionalExtension, params};
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

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonRow {
    pub id: i64,
    pub card: PersonCard,
}

pub fn add(act: &Act, payload: AddPerson) -> Result<i64> {
    let client = card(&act.ask(), payload.client)?;
    let person = payload.card.read()?;
    act.about_client(payload.client);
    act.db.execute(
        "INSERT INTO person (client, name, card) VALUES (?1, ?2, ?3)",
        params![payload.client, person.name, serde_json::to_string(&person)?],
    )?;
    let id = act.db.last_insert_rowid();
    search::index_client(act.db, payload.client, &client)?;
    crate::draft::remove(act, &format!("person:new:{}", payload.client))?;
    Ok(id)
}

pub fn change(act: &Act, payload: ChangePerson) -> Result<i64> {
    let client = client_of(&act.ask(), payload.person)?;
    let person = payload.card.read()?;
    act.about_client(client);
    act.db.execute(
        "UPDATE person SET name = ?2, card = ?3 WHERE id = ?1",
        params![payload.person, person.name, serde_json::to_string(&person)?],
    )?;
    search::index_client(act.db, client, &card(&act.ask(), client)?)?;
    Ok(payload.person)
}

pub fn remove(act: &Act, payload: RemovePerson) -> Result<i64> {
    let client = client_of(&act.ask(), payload.person)?;
    act.about_client(client);
    act.db.execute("DELETE FROM person WHERE id = ?1", [payload.person])?;
    search::index_client(act.db, client, &card(&act.ask(), client)?)?;
    crate::draft::remove(act, &format!("person:{}", payload.person))?;
    Ok(client)
}

fn client_of(ask: &Ask, person: i64) -> Result<i64> {
    let found = ask
        .db
        .prepare_cached("SELECT client FROM person WHERE id = ?1")?
        .query_row([person], |r| r.get(0))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Cette personne").into())
}

/// A client's people, in the order in which they were added.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<PersonRow>> {
    let rows: Vec<(i64, String)> = ask
        .db
        .prepare_cached("SELECT id, card FROM person WHERE client = ?1 ORDER BY id")?
        .query_map([client], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    rows.into_iter().map(|(id, card)| Ok(PersonRow { id, card: serde_json::from_str(&card)? })).collect()
}

/// A client's card addressed to the person whom such a paper or message concerns.
pub fn addressed(ask: &Ask, client: i64, about: About) -> Result<ClientCard> {
    let people: Vec<PersonCard> = of_client(ask, client)?.into_iter().map(|row| row.card).collect();
    Ok(card(ask, client)?.addressed(&people, about))
}

/// The people of a client who goes become those of another.
pub(super) fn hand_over(act: &Act, from: i64, into: i64) -> Result<()> {
    act.db.execute("UPDATE person SET client = ?2 WHERE client = ?1", params![from, into])?;
    Ok(())
}
