//! Duplicates: clients that a card resembles, and merging two clients into one.

use super::card;
use crate::act::{Act, Ask};
use crate::error::Result;
use crate::search;
use journey::contact::ClientCard;
use journey::contact::likeness::{Likeness, Marks};
use journey::refusal::Refusal;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use ts_rs::TS;

/// A card as typed; `client` is the one being changed, which does not resemble itself.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedClient {
    pub card: ClientCard,
    #[serde(default)]
    pub client: Option<i64>,
}

/// `from` goes into `into` and is no more.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeClients {
    pub from: i64,
    pub into: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Duplicate {
    pub id: i64,
    pub name: String,
    pub city: String,
    pub likeness: Vec<Likeness>,
    /// In French: « même SIREN, même nom ».
    pub why: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Duplicates {
    pub rows: Vec<Duplicate>,
}

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
    /// Why it cannot be done, if so.
    pub refused: Option<String>,
}

/// Clients, found again by what they are recognised by.
#[derive(Default)]
pub struct Known {
    cards: Vec<(i64, String, String, Marks)>,
    by_mark: HashMap<(Mark, String), Vec<usize>>,
}

/// Which mark an entry of the index is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    Siren,
    Email,
    Name,
}

impl Known {
    /// Every client of the books.
    pub fn all(ask: &Ask) -> Result<Known> {
        let mut known = Known::default();
        let mut statement = ask.db.prepare_cached("SELECT id, card FROM client ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(r) = rows.next()? {
            let card: String = r.get(1)?;
            known.add(r.get(0)?, &serde_json::from_str(&card)?);
        }
        Ok(known)
    }

    pub fn add(&mut self, id: i64, card: &ClientCard) {
        let marks = Marks::of(card);
        for key in keys(&marks) {
            self.by_mark.entry(key).or_default().push(self.cards.len());
        }
        self.cards.push((id, card.name.clone(), card.address.city.clone(), marks));
    }

    /// Who resembles these marks, the surest first.
    #[must_use]
    pub fn like(&self, marks: &Marks, except: Option<i64>) -> Vec<Duplicate> {
        let near: BTreeSet<usize> =
            keys(marks).into_iter().filter_map(|key| self.by_mark.get(&key)).flatten().copied().collect();
        let mut found: Vec<Duplicate> = near
            .into_iter()
            .filter_map(|i| self.cards.get(i))
            .filter(|(id, ..)| Some(*id) != except)
            .filter_map(|(id, name, city, other)| {
                let likeness = marks.likeness(other);
                let why = likeness.iter().map(|l| l.french()).collect::<Vec<_>>().join(", ");
                (!likeness.is_empty()).then(|| Duplicate {
                    id: *id,
                    name: name.clone(),
                    city: city.clone(),
                    likeness,
                    why,
                })
            })
            .collect();
        found.sort_by(|a, b| a.likeness.first().cmp(&b.likeness.first()).then(a.id.cmp(&b.id)));
        found.truncate(5);
        found
    }
}

fn keys(marks: &Marks) -> Vec<(Mark, String)> {
    [(Mark::Siren, &marks.siren), (Mark::Email, &marks.email), (Mark::Name, &marks.name)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(mark, value)| (mark, value.clone()))
        .collect()
}

pub fn client_duplicates(ask: &Ask, typed: TypedClient) -> Result<Duplicates> {
    let marks = Marks::of(&typed.card);
    if marks == (Marks { postcode: marks.postcode.clone(), ..Marks::default() }) {
        return Ok(Duplicates { rows: Vec::new() });
    }
    Ok(Duplicates { rows: Known::all(ask)?.like(&marks, typed.client) })
}

/// Tables in which something names this client.
pub(super) fn hanging(ask: &Ask, client: i64) -> Result<Vec<String>> {
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

/// Takes away a client that nothing names.
pub(super) fn remove_client(act: &Act, client: i64) -> Result<()> {
    act.db.prepare_cached("DELETE FROM client WHERE id = ?1")?.execute([client])?;
    search::forget_client(act.db, client)?;
    crate::draft::remove(act, &format!("client:{client}"))
}

/// Both cards, or why these two cannot be merged this way round.
fn mergeable(ask: &Ask, merge: MergeClients) -> Result<(ClientCard, ClientCard)> {
    if merge.from == merge.into {
        return Err(Refusal::at("into", "Choisissez un autre client : celui-ci est déjà le même.").into());
    }
    let (from, into) = (card(ask, merge.from)?, card(ask, merge.into)?);
    let held = hanging(ask, merge.from)?;
    if held.iter().any(|table| table == "invoice" || table == "payment") {
        return Err(Refusal::at(
            "into",
            format!(
                "« {} » a des factures ou des paiements, qui gardent son nom : sa fiche doit rester. Gardez-la, et fusionnez l’autre fiche avec elle.",
                from.name
            ),
        )
        .into());
    }
    if held.iter().any(|table| table != "deal" && table != "person") {
        return Err(Refusal::at(
            "into",
            format!("Des pièces de vos livres portent le nom de « {} » : sa fiche doit rester. Gardez-la, et fusionnez l’autre fiche avec elle.", from.name),
        )
        .into());
    }
    Ok((from, into))
}

pub fn rehearse_merge(ask: &Ask, merge: MergeClients) -> Result<MergePreview> {
    let refused = match mergeable(ask, merge) {
        Ok(_) => None,
        Err(crate::error::Error::Refused(refusal)) => Some(refusal.message),
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
        refused,
    })
}

pub fn merge(act: &Act, merge: MergeClients) -> Result<i64> {
    let (from, into) = mergeable(&act.ask(), merge)?;
    let (card, filled) = into.completed_by(&from);
    if !filled.is_empty() {
        // Both were read when they came in: what one takes from the other reads again.
        super::update_client(act, merge.into, &card.read()?)?;
    }
    let moved: Vec<(i64, String)> = act
        .db
        .prepare_cached("SELECT id, title FROM deal WHERE client = ?1 ORDER BY id")?
        .query_map([merge.from], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (deal, title) in moved {
        act.db
            .prepare_cached("UPDATE deal SET client = ?2 WHERE id = ?1")?
            .execute(params![deal, merge.into])?;
        search::index(act.db, "deal", deal, &[&title, &card.name])?;
    }
    super::people::hand_over(act, merge.from, merge.into)?;
    search::index_client(act.db, merge.into, &card)?;
    remove_client(act, merge.from)?;
    act.about_client(merge.into);
    Ok(merge.into)
}
