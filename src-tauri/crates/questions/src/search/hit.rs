//! What is told of a thing that was found: enough to choose it among others without opening it.

use crate::deals::{self, DealList};
use books::act::Ask;
use books::error::Result;
use journey::standing::{State, StateTone};
use records::index::HitKind;
use records::row::Day;
use records::{invoice_row, quote_row};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct SearchHit {
    pub kind: HitKind,
    pub id: i64,
    pub deal: Option<i64>,
    pub title: String,
    pub detail: String,
    /// Where it stands, what says most first; nothing of a client who owes nothing.
    pub states: Vec<State>,
    /// The day it bears, or on which it last changed.
    pub day: Option<String>,
    /// What it asks; of a client, what they owe. None of a deal that has no price yet.
    pub amount: Option<Cents>,
    /// What is left to pay, of an invoice.
    pub open: Option<Cents>,
}

/// None of what is no more.
pub(super) fn described(ask: &Ask, kind: HitKind, id: i64) -> Result<Option<SearchHit>> {
    match kind {
        HitKind::Client => client(ask, id),
        HitKind::Deal => deal(ask, id),
        HitKind::Quote => quote(ask, id),
        HitKind::Order => order(ask, id),
        HitKind::Invoice => invoice(ask, id),
    }
}

fn client(ask: &Ask, id: i64) -> Result<Option<SearchHit>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT c.name, coalesce(c.card ->> '$.address.city', '') AS city,
                (SELECT sum(open) FROM open_invoice WHERE client = c.id AND open > 0) AS owes,
                (SELECT min(due_on) FROM open_invoice WHERE client = c.id AND open > 0) AS due_on
         FROM client c WHERE c.id = ?1 AND c.merged_into IS NULL",
    )?;
    let hit = statement
        .query_row([id], |r| {
            let due_on: Option<Day> = r.get("due_on")?;
            let state = due_on.map(|Day(due_on)| {
                if due_on < ask.today {
                    State::new("en retard", StateTone::Late)
                } else {
                    State::new("à payer", StateTone::None)
                }
            });
            Ok(SearchHit {
                kind: HitKind::Client,
                id,
                deal: None,
                title: r.get("name")?,
                detail: r.get("city")?,
                states: state.into_iter().collect(),
                day: None,
                amount: r.get::<_, Option<i64>>("owes")?.map(Cents),
                open: None,
            })
        })
        .optional()?;
    Ok(hit)
}

fn deal(ask: &Ask, id: i64) -> Result<Option<SearchHit>> {
    let Some(row) = deals::kept(ask, DealList::One(id), 1)?.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(SearchHit {
        kind: HitKind::Deal,
        id,
        deal: Some(id),
        title: row.title,
        detail: row.client.name,
        states: vec![State::new(row.stage.french().to_lowercase(), StateTone::None)],
        day: Some(row.changed_on),
        amount: Some(row.amount).filter(|amount| !amount.is_zero()),
        open: None,
    }))
}

fn quote(ask: &Ask, id: i64) -> Result<Option<SearchHit>> {
    let Some(row) = quote_row::row(ask, id)? else { return Ok(None) };
    Ok(Some(SearchHit {
        kind: HitKind::Quote,
        id,
        deal: Some(row.deal()),
        title: row.number().to_owned(),
        detail: format!("{} · {}", row.title(), row.client().name),
        states: vec![row.state().clone()],
        day: Some(row.dated().to_owned()),
        amount: Some(row.gross()),
        open: None,
    }))
}

fn order(ask: &Ask, id: i64) -> Result<Option<SearchHit>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT o.deal, o.number, d.title || ' · ' || c.name AS detail, o.signed_on, o.gross
         FROM signed_order o JOIN deal d ON d.id = o.deal JOIN client c ON c.id = d.client WHERE o.id = ?1",
    )?;
    let hit = statement
        .query_row([id], |r| {
            Ok(SearchHit {
                kind: HitKind::Order,
                id,
                deal: r.get("deal")?,
                title: r.get("number")?,
                detail: r.get("detail")?,
                states: vec![State::new("signée", StateTone::Good)],
                day: r.get("signed_on")?,
                amount: Some(Cents(r.get("gross")?)),
                open: None,
            })
        })
        .optional()?;
    Ok(hit)
}

fn invoice(ask: &Ask, id: i64) -> Result<Option<SearchHit>> {
    let row = invoice_row::row(ask, id)?;
    let known = row.as_issued()?;
    Ok(Some(SearchHit {
        kind: HitKind::Invoice,
        id,
        deal: Some(known.deal),
        detail: format!("{} · {}", known.title, row.client().name),
        states: row.states().to_vec(),
        day: Some(known.issued_on.to_string()),
        amount: Some(known.gross),
        open: Some(known.open),
        title: known.number,
    }))
}
