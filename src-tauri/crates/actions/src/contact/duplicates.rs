//! Merging two clients into one.

use crate::contact::{client, person};
use books::act::{Act, Ask};
use books::draft;
use books::error::{Error, Result};
use journey::contact::ClientCard;
use records::contact::{card, hanging};
use records::index;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// `from` goes into `into`: it is no more, or stays behind it where sealed papers name it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeClients {
    pub from: i64,
    pub into: i64,
}

/// What a card hands over to the one that it goes into.
const FOLLOWS: [&str; 4] = ["deal", "person", "own_task", "task_choice"];

/// What merging would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct MergePreview {
    pub from: String,
    pub into: String,
    /// Deals that would change client.
    pub deals: i64,
    /// People who would follow.
    pub people: i64,
    /// French names of the empty fields that would be filled.
    pub filled: Vec<String>,
    /// Papers keep the name of the card that goes: it stays behind the other, which says so.
    pub stays: bool,
    /// Why it cannot be done, if so.
    pub refused: Option<String>,
}

/// Takes away a client that nothing names.
pub fn remove_client(act: &Act, client: i64) -> Result<()> {
    act.db.prepare_cached("DELETE FROM client WHERE id = ?1")?.execute([client])?;
    index::forget_client(act.db, client)?;
    draft::remove(act, &format!("client:{client}"))
}

/// Both cards, or why these two cannot be merged this way round.
fn mergeable(ask: &Ask, merge: MergeClients) -> Result<(ClientCard, ClientCard)> {
    if merge.from == merge.into {
        return Err(Refusal::at("into", "Choisissez un autre client : celui-ci est déjà le même.").into());
    }
    let (from, into) = (card(ask, merge.from)?, card(ask, merge.into)?);
    Ok((from, into))
}

/// Do sealed rows name this card? It then stays behind the one that goes on.
fn is_named(ask: &Ask, client: i64) -> Result<bool> {
    Ok(hanging(ask, client)?.iter().any(|table| !FOLLOWS.contains(&table.as_str())))
}

pub fn rehearse_merge(ask: &Ask, merge: MergeClients) -> Result<MergePreview> {
    let refused = match mergeable(ask, merge) {
        Ok(_) => None,
        Err(Error::Refused(refusal)) => Some(refusal.message),
        Err(other) => return Err(other),
    };
    let (from, into) = (card(ask, merge.from)?, card(ask, merge.into)?);
    let deals = ask
        .db
        .prepare_cached("SELECT count(*) FROM deal WHERE client = ?1")?
        .query_row([merge.from], |r| r.get(0))?;
    let people = ask
        .db
        .prepare_cached("SELECT count(*) FROM person WHERE client = ?1")?
        .query_row([merge.from], |r| r.get(0))?;
    let (_, filled) = into.completed_by(&from);
    Ok(MergePreview {
        people,
        from: from.name,
        into: into.name,
        deals,
        filled: filled.into_iter().map(str::to_owned).collect(),
        stays: is_named(ask, merge.from)?,
        refused,
    })
}

pub fn merge(act: &Act, merge: MergeClients) -> Result<i64> {
    let (from, into) = mergeable(&act.ask(), merge)?;
    let (card, filled) = into.completed_by(&from);
    if !filled.is_empty() {
        // Both were read when they came in: what one takes from the other reads again.
        client::update_client(act, merge.into, &card.read()?)?;
    }
    let stays = is_named(&act.ask(), merge.from)?;
    let moved: Vec<i64> = act
        .db
        .prepare_cached("SELECT id FROM deal WHERE client = ?1 ORDER BY id")?
        .query_map([merge.from], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for deal in moved {
        act.db
            .prepare_cached("UPDATE deal SET client = ?2 WHERE id = ?1")?
            .execute(params![deal, merge.into])?;
        index::name_too(act.db, deal, &card.name)?;
    }
    for sql in [
        "UPDATE open_invoice SET client = ?2 WHERE client = ?1",
        "UPDATE invoice_state SET client = ?2 WHERE client = ?1",
    ] {
        act.db.execute(sql, params![merge.from, merge.into])?;
    }
    person::hand_over(act, merge.from, merge.into)?;
    act.db.execute("UPDATE own_task SET client = ?2 WHERE client = ?1", params![merge.from, merge.into])?;
    // A choice about a card that is no more says nothing of the one that goes on.
    act.db.execute(
        "DELETE FROM task_choice WHERE client = ?1 AND task LIKE '%-c' || ?1 || '%'",
        [merge.from],
    )?;
    act.db
        .execute("UPDATE task_choice SET client = ?2 WHERE client = ?1", params![merge.from, merge.into])?;
    index::index_client(act.db, merge.into, &card)?;
    if stays {
        stay_behind(act, merge)?;
    } else {
        remove_client(act, merge.from)?;
    }
    act.about_client(merge.into);
    Ok(merge.into)
}

/// Sealed rows keep the card that they were written with: it stays, found and listed no more, behind the other.
fn stay_behind(act: &Act, merge: MergeClients) -> Result<()> {
    // Those that went into it before go on with it.
    act.db.execute(
        "UPDATE client SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
        params![merge.from, merge.into],
    )?;
    index::forget_client(act.db, merge.from)?;
    draft::remove(act, &format!("client:{}", merge.from))
}
