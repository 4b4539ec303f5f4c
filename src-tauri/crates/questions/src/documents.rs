//! A deal’s and a client’s papers, and the exact bytes of one.

use books::act::Ask;
use books::entry::{ById, Paper};
use books::error::Result;
use books::{entry, vault};
use journey::standing::StateTone;
use records::invoice_row::InvoiceRow;
use rusqlite::{OptionalExtension, Row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

/// A kept paper's exact bytes.
pub fn document(ask: &Ask, by: ById) -> Result<Paper> {
    let kept = ask
        .db
        .prepare_cached("SELECT name, media_type, sha256 FROM document WHERE id = ?1")?
        .query_row([by.id], KeptPaper::read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce document"))?;
    Ok(entry::paper(kept.name, &kept.media_type, &vault::kept(ask.db, &kept.sha256)?))
}

/// A kept paper: its name, and where its bytes are.
struct KeptPaper {
    name: String,
    media_type: String,
    sha256: String,
}

impl KeptPaper {
    fn read(r: &Row) -> rusqlite::Result<KeptPaper> {
        Ok(KeptPaper { name: r.get("name")?, media_type: r.get("media_type")?, sha256: r.get("sha256")? })
    }
}

/// Papers under a condition, latest first.
macro_rules! documents {
    ($condition:literal) => {
        concat!(
            "SELECT id, kind, name, number, created_on, prior_seal IS NOT NULL AS sealed, label FROM document WHERE ",
            $condition
        )
    };
}

/// Files joined to a client, latest first.
pub fn of_client(ask: &Ask, client: i64) -> Result<Vec<DocumentRow>> {
    let mut statement = ask.db.prepare_cached(documents!(
        "client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1) ORDER BY id DESC LIMIT 200"
    ))?;
    let rows = statement.query_map([client], DocumentRow::read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// A deal's papers, latest first; each of its invoices with where it stands.
pub fn of_deal(ask: &Ask, deal: i64, invoices: &[InvoiceRow]) -> Result<Vec<DocumentRow>> {
    let mut statement =
        ask.db.prepare_cached(documents!("deal = ?1 AND kind <> 'message' ORDER BY id DESC"))?;
    let rows = statement.query_map([deal], DocumentRow::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .map(|mut row| {
            let invoice = invoices.iter().find(|i| row.kind == "invoice" && i.number() == row.number);
            if let Some(state) = invoice.and_then(|invoice| invoice.states().first()) {
                (row.status, row.tone) = (state.label.clone(), state.tone);
            }
            row
        })
        .collect())
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
    pub tone: StateTone,
}

impl DocumentRow {
    fn read(r: &Row) -> rusqlite::Result<DocumentRow> {
        let kind: String = r.get("kind")?;
        Ok(DocumentRow {
            id: r.get("id")?,
            name: r.get("name")?,
            number: r.get("number")?,
            created_on: r.get("created_on")?,
            sealed: r.get("sealed")?,
            label: r.get("label")?,
            // What was joined by hand is kept as it came, and stands for nothing.
            status: if kind == "attachment" { String::new() } else { "définitif".to_owned() },
            kind,
            tone: StateTone::None,
        })
    }
}
