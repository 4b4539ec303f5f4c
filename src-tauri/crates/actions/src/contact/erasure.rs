//! Erasing what is known of a client, as far as the law allows: shown first, then done for good.
//!
//! Invariant: a voucher stays whole until its day; what is not on one goes, and every body of the journal that told of it.

use crate::contact::{emptied, person_erasure};
use books::act::{Act, Ask, Erased};
use books::draft;
use books::erase::{self, Copies};
use books::error::{Error, Result};
use journey::allowed::erasure::{confirmed_by_name, may_erase, not_erased_yet};
use journey::number::Series;
use records::erasure::{Erasure, erasure};
use records::facts::facts;
use records::person_traces::traces as traces_of_person;
use records::settings::typed_preferences;
use records::{index, projection, traces};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use ts_rs::TS;
use values::words::count;

/// Erases what is known of a client; the name is written to confirm.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseClient {
    pub client: i64,
    pub name: String,
}

/// Of whom: a client, or one person who works there.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RehearseErasure {
    pub client: i64,
    #[serde(default)]
    pub person: Option<i64>,
}

/// What erasing would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ErasurePreview {
    pub name: String,
    /// « 2 devis », « 5 messages »…
    pub erased: Vec<String>,
    /// What stays, likewise; nothing where all goes.
    pub kept: Vec<String>,
    /// The last day of what stays.
    pub until: Option<String>,
    /// Why it cannot be done, if so.
    pub refused: Option<String>,
    /// Copies of the books that hold it still.
    pub copies: Copies,
}

pub fn rehearse(ask: &Ask, payload: RehearseErasure) -> Result<ErasurePreview> {
    let places = typed_preferences(ask)?;
    let copies = erase::copies(ask.folder, &places.backup_folder, &places.second_backup_folder);
    let erasure = erasure(ask, payload.client)?;
    if let Some(person) = payload.person {
        let person = traces_of_person(ask, person)?;
        let (erased, kept) = person_erasure::told(ask, &person)?;
        let until = erasure.until.filter(|_| !kept.is_empty()).map(|day| day.to_string());
        return Ok(ErasurePreview { name: person.card.name, erased, kept, until, refused: None, copies });
    }
    let refused = match erasable(ask, &erasure) {
        Ok(()) => None,
        Err(Error::Refused(refusal)) => Some(refusal.message),
        Err(other) => return Err(other),
    };
    Ok(ErasurePreview {
        name: erasure.card.name.clone(),
        erased: counted(&|table| erasure.gone(table)),
        kept: if erasure.is_whole() { Vec::new() } else { counted(&|table| erasure.stays(table)) },
        until: erasure.until.map(|day| day.to_string()),
        refused,
        copies,
    })
}

/// What people call the tables of a client, and how many of each.
fn counted<'a>(rows: &dyn Fn(&str) -> &'a [i64]) -> Vec<String> {
    const CALLED: [(&str, &str, &str); 14] = [
        ("client", "fiche", "fiches"),
        ("person", "personne", "personnes"),
        ("note", "note ou appel", "notes et appels"),
        ("own_task", "tâche notée", "tâches notées"),
        ("sending", "envoi", "envois"),
        ("solvency_check", "vérification de solvabilité", "vérifications de solvabilité"),
        ("deal", "affaire", "affaires"),
        ("quote", "devis", "devis"),
        ("signed_order", "commande", "commandes"),
        ("delivery", "livraison", "livraisons"),
        ("invoice", "facture ou avoir", "factures et avoirs"),
        ("payment", "paiement", "paiements"),
        ("follow_up", "réponse ou contact de suivi", "réponses et contacts de suivi"),
        ("document", "pièce", "pièces"),
    ];
    CALLED
        .iter()
        .map(|(table, one, many)| (i64::try_from(rows(table).len()).unwrap_or(i64::MAX), one, many))
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect()
}

/// May it be done as things stand?
fn erasable(ask: &Ask, erasure: &Erasure) -> Result<()> {
    not_erased_yet(erasure.erased_on.is_some(), erasure.is_whole())?;
    let mut deals = Vec::new();
    for deal in erasure.gone("deal").iter().chain(&erasure.kept_deals) {
        deals.push(facts(ask, *deal)?);
    }
    Ok(may_erase(&deals)?)
}

pub fn erase(act: &Act, payload: EraseClient) -> Result<i64> {
    let erasure = erasure(&act.ask(), payload.client)?;
    erasable(&act.ask(), &erasure)?;
    confirmed_by_name(&payload.name, &erasure.card.name)?;
    erase::begin(act)?;
    let ask = act.ask();
    let former = traces::former(&ask, payload.client)?;
    let lines = traces::taken_back(&ask, &former)?;
    let drafts = traces::drafts(&ask, &erasure)?;
    emptied::empty(act, &erasure)?;
    take(act, &erasure)?;
    emptied::close(act, &erasure)?;
    for draft in drafts {
        draft::remove(act, &draft.key)?;
    }
    act.about_client(payload.client);
    act.erases(Erased { said: json!({"client": payload.client}), rows: former.rows(), lines });
    Ok(payload.client)
}

/// Removes what goes, and all that was worked out from it.
fn take(act: &Act, erasure: &Erasure) -> Result<()> {
    numbers_stay_taken(act, erasure)?;
    let hashes = hashes(act, erasure.gone("document"))?;
    let receipts = receipts(act, erasure.gone("payment"))?;
    for deal in erasure.gone("deal") {
        act.db.prepare_cached("DELETE FROM deal_state WHERE deal = ?1")?.execute([deal])?;
        act.db.prepare_cached("DELETE FROM open_invoice WHERE deal = ?1")?.execute([deal])?;
        act.db.prepare_cached("DELETE FROM quote_state WHERE deal = ?1")?.execute([deal])?;
    }
    for invoice in erasure.gone("invoice") {
        act.db.prepare_cached("DELETE FROM invoice_state WHERE invoice = ?1")?.execute([invoice])?;
    }
    nameless_lines(act, erasure.gone("line_payment"))?;
    for (table, rows) in &erasure.gone {
        erase::remove(act, table, rows)?;
    }
    for (month, amount) in receipts {
        projection::forget_receipt(act, &month, amount)?;
    }
    let unused: Vec<i64> = act
        .db
        .prepare_cached(
            "SELECT id FROM vault v WHERE sha256 IN (SELECT value FROM json_each(?1))
               AND NOT EXISTS (SELECT 1 FROM document WHERE sha256 = v.sha256)
               AND NOT EXISTS (SELECT 1 FROM received_invoice WHERE sha256 = v.sha256)
               AND NOT EXISTS (SELECT 1 FROM terms WHERE file = v.sha256)
               AND NOT EXISTS (SELECT 1 FROM quote_version WHERE logo = v.sha256)
               AND NOT EXISTS (SELECT 1 FROM invoice WHERE logo = v.sha256)
               AND NOT EXISTS (SELECT 1 FROM setting WHERE instr(value, v.sha256) > 0)",
        )?
        .query_map([json!(hashes).to_string()], |r| r.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    erase::remove(act, "vault", &unused)?;
    index::forget(act.db, erasure)?;
    Ok(())
}

/// Money stays on its account, without what the bank said of who paid; bodies that told it go with what is written here.
fn nameless_lines(act: &Act, links: &[i64]) -> Result<()> {
    for sql in [
        "UPDATE bank_line SET label = '', payer = '', payer_account = '', reference = ''
         WHERE explanation IN (SELECT explanation FROM line_payment WHERE id = ?1)",
        "UPDATE line_explanation SET words = ''
         WHERE words <> '' AND id IN (SELECT explanation FROM line_payment WHERE id = ?1)",
    ] {
        let mut update = act.db.prepare_cached(sql)?;
        for link in links {
            update.execute([link])?;
        }
    }
    Ok(())
}

/// Numbers that were given out are never given again, though nothing bears them any more.
fn numbers_stay_taken(act: &Act, erasure: &Erasure) -> Result<()> {
    for (table, sql) in [
        ("quote", "SELECT series, year, n FROM quote WHERE id = ?1"),
        ("signed_order", "SELECT series, year, n FROM signed_order WHERE id = ?1"),
        ("invoice", "SELECT series, year, n FROM invoice WHERE id = ?1"),
    ] {
        for row in erasure.gone(table) {
            let (series, year, n): (String, i64, i64) = act
                .db
                .prepare_cached(sql)?
                .query_row([row], |r| Ok((r.get("series")?, r.get("year")?, r.get("n")?)))?;
            // What was issued elsewhere bears its own number.
            if Series::from_prefix(&series).is_none() {
                continue;
            }
            act.db
                .prepare_cached(
                    "INSERT INTO series_floor (series, year, n, reason) VALUES (?1, ?2, ?3, 'erased')",
                )?
                .execute(params![series, year, n])?;
        }
    }
    Ok(())
}

fn hashes(act: &Act, documents: &[i64]) -> Result<BTreeSet<String>> {
    let mut read = act.db.prepare_cached("SELECT sha256 FROM document WHERE id = ?1")?;
    let found = documents.iter().map(|row| read.query_row([row], |r| r.get("sha256")));
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// (month, what the payment counts there) of each.
fn receipts(act: &Act, payments: &[i64]) -> Result<Vec<(String, i64)>> {
    let mut read = act.db.prepare_cached(
        "SELECT substr(received_on, 1, 7) AS month, CASE kind WHEN 'received' THEN amount WHEN 'kept' THEN 0 ELSE -amount END AS amount
         FROM payment WHERE id = ?1",
    )?;
    let found = payments.iter().map(|row| read.query_row([row], |r| Ok((r.get("month")?, r.get("amount")?))));
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
