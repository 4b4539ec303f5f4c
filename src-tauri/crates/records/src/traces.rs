//! What is left of a client beside their rows: cards merged into theirs, people who were removed, work in progress.

use crate::erasure::Erasure;
use books::act::Ask;
use books::error::Result;
use rusqlite::params;
use serde_json::json;
use std::collections::BTreeSet;
use values::letters::folded;

/// Cards and people of a client that the journal tells of, whether they are still there or not.
#[derive(Clone, Debug, Default)]
pub struct Former {
    /// The client, and those merged into them.
    pub cards: BTreeSet<i64>,
    pub people: BTreeSet<i64>,
}

impl Former {
    /// As the journal names them.
    #[must_use]
    pub fn rows(&self) -> BTreeSet<(String, i64)> {
        let named = |table: &'static str, rows: &BTreeSet<i64>| -> Vec<(String, i64)> {
            rows.iter().map(|row| (table.to_owned(), *row)).collect()
        };
        named("client", &self.cards).into_iter().chain(named("person", &self.people)).collect()
    }
}

pub fn former(ask: &Ask, client: i64) -> Result<Former> {
    let mut cards = BTreeSet::from([client]);
    let mut merged = vec![client];
    while let Some(into) = merged.pop() {
        let from: Vec<i64> = ask
            .db
            .prepare_cached(
                "SELECT b.body ->> '$.payload.from' AS card FROM journal j JOIN journal_body b ON b.seq = j.seq
                 WHERE j.action = 'merge_clients' AND b.body ->> '$.payload.into' = ?1",
            )?
            .query_map([into], |r| r.get("card"))?
            .collect::<rusqlite::Result<_>>()?;
        merged.extend(from.into_iter().filter(|card| cards.insert(*card)));
    }
    let people = ask
        .db
        .prepare_cached(
            "SELECT DISTINCT named.value ->> '$.id' AS person FROM journal_body b JOIN json_each(b.body, '$.rows') named
             WHERE b.body LIKE '%\"table\":\"person\"%' AND named.value ->> '$.table' = 'person'
               AND named.value ->> '$.row.client' IN (SELECT value FROM json_each(?1))",
        )?
        .query_map([json!(cards).to_string()], |r| r.get("person"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Former { cards, people })
}

/// Lines about a client, or about deals of theirs that are there no more, which were taken back, and those of tasks about
/// them: their bodies still tell what no row may hold.
pub fn taken_back(ask: &Ask, former: &Former) -> Result<BTreeSet<i64>> {
    let lines = ask
        .db
        .prepare_cached(
            "WITH undone AS (SELECT body ->> '$.undoes' AS seq FROM journal_body WHERE instr(body, '\"undoes\":') > 0),
               card AS (SELECT value AS id FROM json_each(?1)),
               known AS (
                 SELECT id FROM deal WHERE client IN (SELECT id FROM card)
                 UNION SELECT named.value ->> '$.id' FROM undone u JOIN journal_body b ON b.seq = u.seq
                   JOIN json_each(b.body, '$.rows') named
                 WHERE named.value ->> '$.table' = 'deal' AND named.value ->> '$.row.client' IN (SELECT id FROM card))
             SELECT DISTINCT j.seq FROM undone u JOIN journal j ON j.seq = u.seq
             WHERE j.client IN (SELECT id FROM card) OR j.deal IN (SELECT id FROM known)
             UNION SELECT b.seq FROM journal_body b JOIN json_each(b.body, '$.rows') named
             WHERE (instr(b.body, '\"table\":\"task_choice\"') > 0 OR instr(b.body, '\"table\":\"own_task\"') > 0)
               AND named.value ->> '$.table' IN ('task_choice', 'own_task')
               AND named.value ->> '$.row.client' IN (SELECT id FROM card)",
        )?
        .query_map([json!(former.cards).to_string()], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

/// How a card or a person read, and since when.
#[derive(Clone, Debug)]
pub struct Past {
    pub day: String,
    pub table: String,
    /// Its JSON.
    pub card: String,
}

/// Every state of a client's cards and people that the journal still tells, oldest first.
pub fn pasts(ask: &Ask, former: &Former) -> Result<Vec<Past>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT j.day, named.value ->> '$.table' AS named, named.value ->> '$.row.card' AS card
             FROM journal_body b JOIN journal j ON j.seq = b.seq JOIN json_each(b.body, '$.rows') named
             WHERE named.value ->> '$.row.card' IS NOT NULL
               AND (named.value ->> '$.table' = 'client' AND named.value ->> '$.id' IN (SELECT value FROM json_each(?1))
                 OR named.value ->> '$.table' = 'person' AND named.value ->> '$.id' IN (SELECT value FROM json_each(?2)))
             ORDER BY b.seq",
        )?
        .query_map(params![json!(former.cards).to_string(), json!(former.people).to_string()], |r| {
            Ok(Past { day: r.get("day")?, table: r.get("named")?, card: r.get("card")? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Work in progress.
#[derive(Clone, Debug)]
pub struct Unfinished {
    pub key: String,
    pub content: String,
}

/// Work in progress about a client: by what it is about, or by what it says.
pub fn drafts(ask: &Ask, erasure: &Erasure) -> Result<Vec<Unfinished>> {
    let all = |table: &str| -> Vec<i64> {
        erasure.gone(table).iter().chain(erasure.stays(table)).copied().collect()
    };
    let card = &erasure.card;
    let said: Vec<&str> = [&card.name, &card.email, &card.phone, &card.siret, &card.contact]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let any: BTreeSet<i64> = ["client", "person", "deal", "quote", "signed_order", "invoice", "payment"]
        .into_iter()
        .flat_map(all)
        .collect();
    Ok(unfinished(ask)?
        .into_iter()
        .filter(|draft| {
            is_about(&draft.key, &all, &any) || said.iter().any(|text| holds(&draft.content, text))
        })
        .collect())
}

/// All work in progress.
pub(crate) fn unfinished(ask: &Ask) -> Result<Vec<Unfinished>> {
    let found = ask
        .db
        .prepare_cached("SELECT key, content FROM draft ORDER BY key")?
        .query_map([], |r| Ok(Unfinished { key: r.get("key")?, content: r.get("content")? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Keys end with what they are about: `quote:12` for deal 12, `accept:3` for quote 3, `plan-stage:5:0` for an order.
fn is_about(key: &str, all: &dyn Fn(&str) -> Vec<i64>, any: &BTreeSet<i64>) -> bool {
    let mut parts = key.split(':');
    let first = parts.next().unwrap_or_default();
    let mut numbers = parts.filter_map(|part| part.parse::<i64>().ok());
    let Some(id) = numbers.next() else { return false };
    let of = |table: &str| all(table).contains(&id);
    match first {
        "client" | "solvency" => of("client"),
        "person" if key.starts_with("person:new:") => of("client"),
        "note" if key.starts_with("note:client:") => of("client"),
        "person" => of("person"),
        "accept" => of("quote"),
        "acceptance" | "report" | "start_request" | "begin" | "deliver" | "lift" | "plan-stage"
        | "reach-stage" | "announce-stage" | "ask-supply" | "receive-supply" => of("signed_order"),
        "credit" | "correct" | "payment" | "agree" | "charges-paid" => of("invoice"),
        "use" | "refund" | "keep" | "reverse" | "write-receipt" => of("payment"),
        "catalogue" => false,
        "quote" | "invoice" | "withdrawal" | "deal" | "cancel" | "lose" | "plan" | "note" | "thanks"
        | "complaint" | "contact" | "satisfaction" | "testimonial" | "referral" | "write-thanks"
        | "write-satisfaction" | "write-testimonial" | "write-referral" | "write-news" => of("deal"),
        // A form that this build does not know: rather one draft too many than one that still tells of them.
        _ => any.contains(&id),
    }
}

/// Does a text, or a draft's JSON, hold that one, in whole words, however its letters are written?
pub(crate) fn holds(content: &str, text: &str) -> bool {
    let content = folded(content);
    let written = json!(folded(text)).to_string();
    let written = written.trim_matches('"');
    // Whole words: « Martin » is not told of by « Martinez ».
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !written.is_empty()
        && content.match_indices(written).any(|(at, found)| {
            let (before, after) = (content.get(..at), content.get(at + found.len()..));
            ends(before.and_then(|text| text.chars().next_back()))
                && ends(after.and_then(|text| text.chars().next()))
        })
}
