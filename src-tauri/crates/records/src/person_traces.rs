//! What the books hold of one person who works at a client's, apart from the firm.

use crate::row::Json;
use crate::traces::{Unfinished, holds, unfinished};
use books::act::Ask;
use books::error::Result;
use journey::contact::person::PersonCard;
use rusqlite::{OptionalExtension, params};
use values::refusal::Refusal;

/// One person of a client's, still there or not, and what tells of them.
#[derive(Clone, Debug)]
pub struct PersonTraces {
    pub client: i64,
    /// As it is, or last was.
    pub card: PersonCard,
    /// Notes and calls that name them.
    pub notes: Vec<i64>,
    /// Messages that went to their address.
    pub sendings: Vec<i64>,
    /// Papers that were addressed to them, by number.
    pub papers: Vec<String>,
    /// Work in progress about them.
    pub drafts: Vec<Unfinished>,
}

/// # Errors
/// `not_found` where neither a row nor the journal tells of them.
pub fn traces(ask: &Ask, person: i64) -> Result<PersonTraces> {
    let (client, card) = known(ask, person)?.ok_or_else(|| Refusal::not_found("Cette personne"))?;
    let told = |text: &str| said(&card).iter().any(|said| holds(text, said));
    let of_deals = "deal IN (SELECT id FROM deal WHERE client = ?1)";
    let notes = matching(
        ask,
        &format!(
            "SELECT id, text AS words FROM note WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) OR {of_deals} ORDER BY id"
        ),
        client,
        &told,
    )?;
    let sendings = matching(
        ask,
        "SELECT id, recipient || ' ' || copies AS words FROM sending WHERE client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) ORDER BY id",
        client,
        &|to| !card.email.is_empty() && holds(to, &card.email),
    )?;
    let papers = ask
        .db
        .prepare_cached(
            "SELECT q.number AS number FROM quote q JOIN quote_version v ON v.quote = q.id JOIN deal d ON d.id = q.deal
             WHERE d.client = ?1 AND v.buyer ->> '$.contact' = ?2
             UNION SELECT number FROM invoice WHERE deal IN (SELECT id FROM deal WHERE client = ?1) AND buyer ->> '$.contact' = ?2 ORDER BY number",
        )?
        .query_map(params![client, card.name], |r| r.get("number"))?
        .collect::<rusqlite::Result<_>>()?;
    let drafts = unfinished(ask)?
        .into_iter()
        .filter(|draft| draft.key == format!("person:{person}") || told(&draft.content))
        .collect();
    Ok(PersonTraces { client, card, notes, sendings, papers, drafts })
}

/// Where a person works and their card: the row, or the last that the journal tells.
fn known(ask: &Ask, person: i64) -> Result<Option<(i64, PersonCard)>> {
    let read = |r: &rusqlite::Row| Ok((r.get("client")?, r.get::<_, Json<_>>("card")?.0));
    let there = ask
        .db
        .prepare_cached("SELECT client, card FROM person WHERE id = ?1")?
        .query_row([person], read)
        .optional()?;
    if there.is_some() {
        return Ok(there);
    }
    let last = ask
        .db
        .prepare_cached(
            "SELECT coalesce(c.merged_into, c.id) AS client, named.value ->> '$.row.card' AS card
             FROM journal_body b JOIN json_each(b.body, '$.rows') named
             JOIN client c ON c.id = named.value ->> '$.row.client'
             WHERE b.body LIKE '%\"table\":\"person\"%' AND named.value ->> '$.table' = 'person' AND named.value ->> '$.id' = ?1
             ORDER BY b.seq DESC LIMIT 1",
        )?
        .query_row([person], read)
        .optional()?;
    Ok(last)
}

/// What is theirs alone: a first name may be anybody's.
fn said(card: &PersonCard) -> Vec<&str> {
    let whole_name = card.name.split_whitespace().count() > 1;
    [(&card.name, whole_name), (&card.email, true), (&card.phone, true)]
        .into_iter()
        .filter(|(text, theirs)| *theirs && !text.is_empty())
        .map(|(text, _)| text.as_str())
        .collect()
}

fn matching(ask: &Ask, sql: &str, client: i64, told: &dyn Fn(&str) -> bool) -> Result<Vec<i64>> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows =
        statement.query_map([client], |r| Ok((r.get::<_, i64>("id")?, r.get::<_, String>("words")?)))?;
    let all: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(all.into_iter().filter(|(_, words)| told(words)).map(|(id, _)| id).collect())
}
