//! What is emptied of a client whose vouchers stay: all that is written beside them.
//!
//! Invariant: what a voucher prints is untouched; a row that loses nothing is not written.

use books::act::Act;
use books::erase;
use books::error::Result;
use documents::paper::electronic::NO_ADDRESS;
use documents::paper::frame::Wordings;
use journey::contact::ClientCard;
use journey::deal::Stage;
use journey::follow_up::kind::FollowUpKind;
use records::erasure::Erasure;
use records::facts::facts;
use records::index::{self, HitKind};
use records::projection;
use rusqlite::{ToSql, params};
use serde_json::{Value, json};

/// Empties what stays; where all goes there is nothing to empty.
pub fn empty(act: &Act, erasure: &Erasure) -> Result<()> {
    for client in erasure.stays("client") {
        let card = erasure.card.printed();
        act.db.execute(
            "UPDATE client SET name = ?2, kind = ?3, card = ?4, erased_on = ?5 WHERE id = ?1",
            params![
                client,
                card.name,
                card.kind.stored(),
                serde_json::to_string(&card)?,
                act.today.to_string()
            ],
        )?;
    }
    for deal in erasure.stays("deal") {
        act.db.execute(
            "UPDATE deal SET source = '', need = '', budget = NULL, ideal = NULL, next_step = '', next_on = NULL,
               title = 'Affaire ' || coalesce((SELECT number FROM signed_order WHERE deal = ?1 ORDER BY id LIMIT 1),
                 (SELECT number FROM invoice WHERE deal = ?1 ORDER BY id LIMIT 1), '')
             WHERE id = ?1",
            [deal],
        )?;
    }
    let gone = json!(erasure.gone("document")).to_string();
    let each = |table: &str, sql: &str, more: &[&dyn ToSql]| -> Result<()> {
        let mut update = act.db.prepare_cached(sql)?;
        for row in erasure.stays(table) {
            erase::permit(act, table, *row)?;
            let mut given: Vec<&dyn ToSql> = vec![row];
            given.extend(more);
            update.execute(&*given)?;
        }
        Ok(())
    };
    each("deal_end", "UPDATE deal_end SET words = '' WHERE id = ?1 AND words <> ''", &[])?;
    each(
        "delivery",
        "UPDATE delivery SET note = '', override_reason = '' WHERE id = ?1 AND note || override_reason <> ''",
        &[],
    )?;
    each("payment_event", "UPDATE payment_event SET words = '' WHERE id = ?1 AND words <> ''", &[])?;
    each(
        "order_event",
        "UPDATE order_event SET words = '', document = NULL WHERE id = ?1 AND (words <> '' OR document IS NOT NULL)
           AND kind IN ('supply_asked', 'supply_received', 'stage_planned', 'stage_reached', 'stage_announced', 'welcome')",
        &[],
    )?;
    each(
        "sending",
        "UPDATE sending SET recipient = '', copies = '', subject = '', body = '', message = NULL,
           document = CASE WHEN document IN (SELECT value FROM json_each(?2)) THEN NULL ELSE document END WHERE id = ?1",
        &[&gone],
    )?;
    buyers(act, erasure)?;
    addresses(act, erasure)
}

/// The e-mail address that an electronic invoice was written to, printed on none of its pages.
fn addresses(act: &Act, erasure: &Erasure) -> Result<()> {
    let (scheme, nowhere) = NO_ADDRESS;
    for row in erasure.stays("invoice") {
        let kept: String = act
            .db
            .prepare_cached("SELECT wordings FROM invoice WHERE id = ?1")?
            .query_row([row], |r| r.get(0))?;
        let mut wordings: Wordings = serde_json::from_str(&kept)?;
        let Some(part) = wordings.electronic.as_mut() else { continue };
        if part.buyer_address.0 != scheme || part.buyer_address.1 == nowhere {
            continue;
        }
        nowhere.clone_into(&mut part.buyer_address.1);
        erase::permit(act, "invoice", *row)?;
        act.db
            .prepare_cached("UPDATE invoice SET wordings = ?2 WHERE id = ?1")?
            .execute(params![row, serde_json::to_string(&wordings)?])?;
    }
    Ok(())
}

/// The card that was kept with each paper, as it printed it.
fn buyers(act: &Act, erasure: &Erasure) -> Result<()> {
    for (table, read, write) in [
        (
            "quote_version",
            "SELECT buyer FROM quote_version WHERE id = ?1",
            "UPDATE quote_version SET buyer = ?2 WHERE id = ?1",
        ),
        ("invoice", "SELECT buyer FROM invoice WHERE id = ?1", "UPDATE invoice SET buyer = ?2 WHERE id = ?1"),
        (
            "order_event",
            "SELECT value FROM order_event WHERE id = ?1 AND kind = 'report_issued'
             UNION ALL SELECT '' WHERE NOT EXISTS (SELECT 1 FROM order_event WHERE id = ?1 AND kind = 'report_issued')",
            "UPDATE order_event SET value = ?2 WHERE id = ?1",
        ),
        (
            "document",
            "SELECT made_from FROM document WHERE id = ?1",
            "UPDATE document SET made_from = ?2 WHERE id = ?1",
        ),
    ] {
        for row in erasure.stays(table) {
            let kept: String = act.db.prepare_cached(read)?.query_row([row], |r| r.get(0))?;
            let printed = if kept.is_empty() { None } else { Some(as_printed(&kept, table)?) };
            if let Some(printed) = printed.filter(|printed| *printed != kept) {
                erase::permit(act, table, *row)?;
                act.db.prepare_cached(write)?.execute(params![row, printed])?;
            }
        }
    }
    Ok(())
}

/// A card, or what holds one as its buyer, with what papers print of it alone; as it was where it holds nothing else.
fn as_printed(kept: &str, table: &str) -> Result<String> {
    if matches!(table, "quote_version" | "invoice") {
        let card: ClientCard = serde_json::from_str(kept)?;
        let printed = card.printed();
        return if printed == card { Ok(kept.to_owned()) } else { Ok(serde_json::to_string(&printed)?) };
    }
    let mut holds: Value = serde_json::from_str(kept)?;
    let changed = print_buyer(&mut holds)?;
    if changed { Ok(holds.to_string()) } else { Ok(kept.to_owned()) }
}

/// Answers whether something was taken away.
fn print_buyer(holds: &mut Value) -> Result<bool> {
    let mut changed = false;
    let Value::Object(fields) = holds else { return Ok(false) };
    for (name, value) in fields.iter_mut() {
        if name != "buyer" {
            changed |= print_buyer(value)?;
            continue;
        }
        // A report keeps its cards as texts.
        let card: ClientCard = match &*value {
            Value::String(text) => serde_json::from_str(text)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                serde_json::from_value(value.clone())?
            }
        };
        let printed = card.printed();
        if printed != card {
            changed = true;
            *value = if value.is_string() {
                json!(serde_json::to_string(&printed)?)
            } else {
                serde_json::to_value(&printed)?
            };
        }
    }
    Ok(changed)
}

/// Deals of which vouchers stay ask for nothing more; what is worked out of them, and how they are found, is made again.
pub fn close(act: &Act, erasure: &Erasure) -> Result<()> {
    for deal in &erasure.kept_deals {
        match facts(&act.ask(), *deal)?.stage() {
            // As if they had not answered: nobody is to be thanked, asked or called.
            Stage::Paid => {
                act.db.execute(
                    "INSERT INTO follow_up (deal, kind, day, score, words) VALUES (?1, ?2, ?3, NULL, '')",
                    params![deal, FollowUpKind::Satisfaction.stored(), act.today.to_string()],
                )?;
            }
            // All that was invoiced was credited.
            Stage::Contact | Stage::Qualified | Stage::Quoted => {
                act.db.execute(
                    "INSERT INTO deal_end (deal, day, reason, words, kind) VALUES (?1, ?2, 'other', '', 'lost')",
                    params![deal, act.today.to_string()],
                )?;
            }
            Stage::Signed
            | Stage::DepositPaid
            | Stage::InDelivery
            | Stage::Delivered
            | Stage::Invoiced
            | Stage::FollowedUp
            | Stage::Lost
            | Stage::Cancelled => {}
        }
        projection::refresh(act, *deal)?;
    }
    found_again(act, erasure)
}

/// What stays is found by its number and by the name that it prints.
fn found_again(act: &Act, erasure: &Erasure) -> Result<()> {
    let name = &erasure.card.name;
    for client in erasure.stays("client") {
        index::index_client(act.db, *client, &erasure.card.printed())?;
    }
    for (kind, table, sql) in [
        (HitKind::Deal, "deal", "SELECT title FROM deal WHERE id = ?1"),
        (HitKind::Quote, "quote", "SELECT number FROM quote WHERE id = ?1"),
        (
            HitKind::Order,
            "signed_order",
            "SELECT number || ' ' || client_number FROM signed_order WHERE id = ?1",
        ),
        (HitKind::Invoice, "invoice", "SELECT number || ' ' || order_number FROM invoice WHERE id = ?1"),
    ] {
        for row in erasure.stays(table) {
            let words: String = act.db.prepare_cached(sql)?.query_row([row], |r| r.get(0))?;
            index::index(act.db, kind, *row, &[&words, name])?;
        }
    }
    index::make_again(act.db)
}
