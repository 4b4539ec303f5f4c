//! Which lines of the journal may be taken back, and what is worked out again after one was.

use crate::index::{self, HitKind};
use crate::order::client_number;
use crate::row::Json;
use crate::settings::IDENTITY;
use crate::{contact, schema};
use books::act::{Act, CLOCK};
use books::body::Body;
use books::draft;
use books::error::Result;
use books::plan::Role;
use books::taken_back::JournalLine;
use journey::allowed::undo::being_written;
use journey::contact::ClientCard;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Tables of which rows may go again: no paper, no number, no money.
const FREE: [&str; 40] = [
    "setting",
    "client",
    "person",
    "solvency_check",
    "deal",
    "deal_end",
    "note",
    "sending_withdrawal",
    "payment_event",
    "catalogue_item",
    "order_event",
    "delivery",
    "agreed_due",
    "charge_payment",
    "charge_waiver",
    "promise",
    "dispute",
    "dispute_line",
    "dispute_end",
    "reminder_stop",
    "reminder_stop_end",
    "claim_declaration",
    "payment_plan_end",
    "suspension",
    "suspension_end",
    "security",
    "security_end",
    "security_claim",
    "risk_decision",
    "reception_check",
    "platform_status",
    "court_claim",
    "court_step",
    "late_reason",
    "follow_up",
    "own_task",
    "task_choice",
    "bank_account",
    "received_invoice",
    "table_mapping",
];

/// Settings that are never put back: papers and days rest on them.
const LASTING: [&str; 2] = [CLOCK, IDENTITY];

/// Tables on whose rows nothing rests: such a line is taken back whatever came after it.
const APART: [&str; 7] = [
    "note",
    "solvency_check",
    "catalogue_item",
    "own_task",
    "task_choice",
    "bank_account",
    "received_invoice",
];

/// May what a line wrote be taken back? An erasure never is. A card is put back as it read, but never goes: only an
/// erasure knows what is to be forgotten of somebody; so neither what added clients nor what made two of them one is.
#[must_use]
pub fn may_be(body: &Body) -> bool {
    let mut changed: BTreeSet<i64> = body.payload("client").as_i64().into_iter().collect();
    let picks = body.payload("picks").as_array().into_iter().flatten();
    changed.extend(picks.filter_map(|pick| pick["client"].as_i64()));
    let free = body.rows().all(|(table, id, row)| match table {
        "client" => !row.is_null() && (body.undoes().is_some() || changed.contains(&id)),
        "setting" => LASTING.iter().all(|name| row["name"] != *name),
        other => FREE.contains(&other),
    });
    free && !body.erases() && body.rows().next().is_some()
}

/// Does nothing rest on what a line wrote?
#[must_use]
pub fn stands_apart(body: &Body) -> bool {
    body.rows().all(|(table, ..)| APART.contains(&table))
}

/// The line after which that one cannot be taken back alone: the latest in force that wrote one of its rows, or that
/// stands after it in its deal, or in its client's affairs. `later` is latest first.
#[must_use]
pub fn resting<'a>(line: &JournalLine, later: &'a [JournalLine]) -> Option<&'a JournalLine> {
    let undone = books::taken_back::undone(later);
    let rows: BTreeSet<(&str, i64)> = line.body.rows().map(|(table, id, _)| (table, id)).collect();
    let apart = stands_apart(&line.body);
    // What is done again must not come before what it rested on.
    let again = line.body.undoes().is_some();
    later.iter().filter(|one| !undone.contains(&one.seq) && (again || one.body.undoes().is_none())).find(
        |one| {
            let same_rows = one.body.rows().any(|(table, id, _)| rows.contains(&(table, id)));
            let same_deal = line.deal.is_some() && one.deal == line.deal;
            let same_client = line.deal.is_none() && line.client.is_some() && one.client == line.client;
            same_rows || ((same_deal || same_client) && !apart && !stands_apart(&one.body))
        },
    )
}

/// Takes back what a line wrote; what is projected and found is put right after it.
pub fn put_back(act: &Act, line: &JournalLine) -> Result<()> {
    let tables: Vec<(&str, bool)> =
        schema::TABLES.iter().map(|table| (table.name, table.role == Role::Sealed)).collect();
    let mut clients = BTreeSet::new();
    let mut deals: BTreeSet<i64> = line.deal.into_iter().collect();
    for (table, id, row) in line.body.rows() {
        match table {
            "client" => {
                clients.insert(id);
            }
            "person" => clients.extend(row["client"].as_i64()),
            "deal" => {
                deals.insert(id);
            }
            "allocation" | "given_up" | "agreed_due" => {
                deals.extend(deal_of_invoice(act, row["invoice"].as_i64())?)
            }
            _ => {}
        }
    }
    let found: Vec<Found> = deals.iter().map(|deal| Found::of(act, *deal)).collect::<Result<_>>()?;
    books::taken_back::put_back(act, line, &tables)?;
    for (_, person, _) in line.body.rows().filter(|(table, ..)| *table == "person") {
        clients.extend(client_of_person(act, person)?);
    }
    for client in clients {
        found_again(act, client)?;
    }
    for (deal, found) in deals.into_iter().zip(found) {
        follows(act, deal, &found)?;
    }
    Ok(())
}

/// What a deal and its orders are found by, where that may change.
struct Found {
    title: Option<String>,
    order: Option<i64>,
    engagement: String,
}

impl Found {
    fn of(act: &Act, deal: i64) -> Result<Found> {
        let title = act
            .db
            .prepare_cached("SELECT title FROM deal WHERE id = ?1")?
            .query_row([deal], |r| r.get(0))
            .optional()?;
        let order = act
            .db
            .prepare_cached("SELECT max(id) FROM signed_order WHERE deal = ?1")?
            .query_row([deal], |r| r.get(0))?;
        Ok(Found { title, order, engagement: client_number(&act.ask(), deal)? })
    }
}

fn client_of_person(act: &Act, person: i64) -> Result<Option<i64>> {
    let client = act
        .db
        .prepare_cached("SELECT client FROM person WHERE id = ?1")?
        .query_row([person], |r| r.get(0))
        .optional()?;
    Ok(client)
}

fn deal_of_invoice(act: &Act, invoice: Option<i64>) -> Result<Option<i64>> {
    let deal = act
        .db
        .prepare_cached("SELECT deal FROM invoice WHERE id = ?1")?
        .query_row([invoice], |r| r.get(0))
        .optional()?;
    Ok(deal)
}

fn client_of_deal(act: &Act, deal: i64) -> Result<i64> {
    Ok(act.db.prepare_cached("SELECT client FROM deal WHERE id = ?1")?.query_row([deal], |r| r.get(0))?)
}

fn found_again(act: &Act, client: i64) -> Result<()> {
    let card: Option<Json<ClientCard>> = act
        .db
        .prepare_cached("SELECT card FROM client WHERE id = ?1")?
        .query_row([client], |r| r.get(0))
        .optional()?;
    match card {
        Some(Json(card)) => index::index_client(act.db, client, &card),
        None => Ok(()),
    }
}

/// A deal is worked out again and found as it now reads; one that is no more leaves nothing behind.
fn follows(act: &Act, deal: i64, was: &Found) -> Result<()> {
    let is = Found::of(act, deal)?;
    if let Some(title) = &is.title {
        act.about(deal);
        match &was.title {
            Some(was) => index::reword(act.db, HitKind::Deal, deal, (was, title), true)?,
            None => {
                let name = contact::card(&act.ask(), client_of_deal(act, deal)?)?.name;
                index::index(act.db, HitKind::Deal, deal, &[title, &name])?;
            }
        }
        if let Some(order) = is.order.filter(|_| was.engagement != is.engagement) {
            let numbers = (was.engagement.as_str(), is.engagement.as_str());
            index::reword(act.db, HitKind::Order, order, numbers, false)?;
        }
        return Ok(());
    }
    let written: bool = act
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM draft WHERE key = 'quote:' || ?1 OR key = 'invoice:' || ?1)",
        )?
        .query_row([deal], |r| r.get(0))?;
    if written {
        return Err(being_written().into());
    }
    act.db.prepare_cached("DELETE FROM deal_state WHERE deal = ?1")?.execute([deal])?;
    act.db
        .prepare_cached("DELETE FROM search_index WHERE rowid = ?1")?
        .execute(params![index::rank(HitKind::Deal, deal)])?;
    for what in ["change", "qualify"] {
        draft::remove(act, &format!("deal:{deal}:{what}"))?;
    }
    Ok(())
}
