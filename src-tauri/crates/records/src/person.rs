//! People: who at a client’s decides, receives invoices and pays.

use crate::contact::card;
use crate::row::Json;
use books::act::Ask;
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::person::{About, PersonCard, Recipient};
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PersonRow {
    pub(crate) id: i64,
    pub(crate) card: PersonCard,
}

impl PersonRow {
    fn read(r: &Row) -> rusqlite::Result<PersonRow> {
        Ok(PersonRow { id: r.get("id")?, card: r.get::<_, Json<_>>("card")?.0 })
    }
}

pub fn client_of(ask: &Ask, person: i64) -> Result<i64> {
    let found = ask
        .db
        .prepare_cached("SELECT client FROM person WHERE id = ?1")?
        .query_row([person], |r| r.get(0))
        .optional()?;
    found.ok_or_else(|| Refusal::not_found("Cette personne").into())
}

/// A client's people, in the order in which they were added.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<PersonRow>> {
    let rows = ask
        .db
        .prepare_cached("SELECT id, card FROM person WHERE client = ?1 ORDER BY id")?
        .query_map([client], PersonRow::read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Everybody to whom what leaves goes.
pub fn recipients(ask: &Ask, client: i64, about: About) -> Result<Vec<Recipient>> {
    let people: Vec<PersonCard> = of_client(ask, client)?.into_iter().map(|row| row.card).collect();
    Ok(journey::contact::person::recipients(&card(ask, client)?, &people, about))
}

/// A client's card addressed to the person whom such a paper or message concerns.
pub fn addressed(ask: &Ask, client: i64, about: About) -> Result<ClientCard> {
    let people: Vec<PersonCard> = of_client(ask, client)?.into_iter().map(|row| row.card).collect();
    Ok(card(ask, client)?.addressed(&people, about))
}
