//! A deal’s and a client’s papers, and the exact bytes of one.

use books::act::Ask;
use books::entry::{ById, Paper};
use books::error::Result;
use books::{entry, vault};
use journey::deal::Facts;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// A kept paper's exact bytes.
pub fn document(ask: &Ask, by: ById) -> Result<Paper> {
    let (name, media_type, sha256): (String, String, String) = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256 FROM document WHERE id = ?1")?
        .query_row([by.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    Ok(entry::paper(name, &media_type, &vault::kept(ask.db, &sha256)?))
}

/// Files joined to a client, latest first.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<DocumentRow>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, kind, name, number, created_on, prior_seal IS NOT NULL, label FROM document WHERE client = ?1 ORDER BY id DESC LIMIT 200",
    )?;
    let rows = statement.query_map([client], document_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub fn document_row(r: &rusqlite::Row) -> rusqlite::Result<DocumentRow> {
    let kind: String = r.get(1)?;
    Ok(DocumentRow {
        id: r.get(0)?,
        name: r.get(2)?,
        number: r.get(3)?,
        created_on: r.get(4)?,
        sealed: r.get(5)?,
        label: r.get(6)?,
        // What was joined by hand is kept as it came, and stands for nothing.
        status: if kind == "attachment" { String::new() } else { "scellé".to_owned() },
        kind,
        tone: DocumentTone::None,
    })
}

/// A deal's papers, latest first, each with where it stands.
pub fn of_deal(ask: &Ask, deal: i64, facts: &Facts) -> Result<Vec<DocumentRow>> {
    let mut statement = ask
        .db
        .prepare_cached("SELECT id, kind, name, number, created_on, prior_seal IS NOT NULL, label FROM document WHERE deal = ?1 AND kind <> 'message' ORDER BY id DESC")?;
    let rows = statement.query_map([deal], document_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .map(|mut row| {
            if let Some(invoice) =
                facts.invoices.iter().find(|i| row.kind == "invoice" && i.number == row.number)
            {
                (row.status, row.tone) = if invoice.is_annulled() {
                    ("annulée par avoir".to_owned(), DocumentTone::None)
                } else if invoice.open.is_zero() {
                    ("payée".to_owned(), DocumentTone::Good)
                } else if invoice.due_on < ask.today {
                    ("en retard".to_owned(), DocumentTone::Late)
                } else {
                    ("à payer".to_owned(), DocumentTone::Soon)
                };
            }
            row
        })
        .collect())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentTone {
    Late,
    Soon,
    Good,
    None,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct DocumentRow {
    pub id: i64,
    pub kind: String,
    pub name: String,
    /// What a file that was joined is, in words.
    pub label: String,
    pub number: String,
    pub created_on: String,
    pub sealed: bool,
    pub status: String,
    pub tone: DocumentTone,
}
