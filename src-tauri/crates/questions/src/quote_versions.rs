//! Versions of a quote: each as it was sent, with what changed since the one before.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use books::stored::Word;
use documents::paper::quote::QuotePaper;
use journey::quote::changes::changes;
use journey::quote::{Quote, totals_of};
use journey::sending::Channel;
use records::quote::stored;
use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuoteVersion {
    pub version: i64,
    pub sent_on: String,
    /// How it first left; none if it did not.
    pub method: Option<Channel>,
    /// The day it left.
    pub left_on: Option<String>,
    pub valid_until: String,
    pub gross: Cents,
    pub document: i64,
    /// Sentences, in the order of the paper; none for the first version.
    pub changes: Vec<String>,
}

impl QuoteVersion {
    /// As it was sent; what changed since the one before is not stored.
    fn read(r: &Row) -> rusqlite::Result<QuoteVersion> {
        Ok(QuoteVersion {
            version: r.get("version")?,
            sent_on: r.get("sent_on")?,
            method: r.get::<_, Option<Word<_>>>("left_by")?.map(|method| method.0),
            left_on: r.get("left_on")?,
            valid_until: r.get("valid_until")?,
            gross: Cents(r.get("gross")?),
            document: r.get("document")?,
            changes: Vec::new(),
        })
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuoteVersions {
    pub number: String,
    /// Latest first.
    pub rows: Vec<QuoteVersion>,
}

pub fn versions(ask: &Ask, by: ById) -> Result<QuoteVersions> {
    let mut statement = ask.db.prepare_cached(
        "SELECT v.version, v.sent_on, coalesce(nullif(v.method, ''), s.method) AS left_by,
                CASE WHEN v.method <> '' THEN v.sent_on ELSE s.day END AS left_on, v.valid_until, v.gross, v.document, v.notes
         FROM quote_version v LEFT JOIN sending s ON s.id = (
           SELECT id FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
              AND quote_version = v.id AND kind = 'quote' ORDER BY day, id LIMIT 1)
         WHERE v.quote = ?1 ORDER BY v.version",
    )?;
    let found: Vec<(QuoteVersion, String)> = statement
        .query_map([by.id], |r| Ok((QuoteVersion::read(r)?, r.get("notes")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut number = String::new();
    let mut before: Option<(Quote, Option<i64>)> = None;
    let mut rows = Vec::new();
    for (mut row, notes) in found {
        let (paper, _) = stored(ask.db, by.id, row.version)?;
        number.clone_from(&paper.number);
        let terms = paper.terms.as_ref().map(|t| t.version);
        let quote = as_agreed(paper, notes);
        if let Some((old, joined)) = &before {
            row.changes = changes(old, &quote, (*joined, terms));
        }
        before = Some((quote, terms));
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(Refusal::not_found("Ce devis").into());
    }
    rows.reverse();
    Ok(QuoteVersions { number, rows })
}

fn as_agreed(paper: QuotePaper, notes: String) -> Quote {
    Quote {
        totals: totals_of(&paper.lines, paper.discount),
        subject: paper.subject,
        lines: paper.lines,
        discount: paper.discount,
        deposit: paper.deposit,
        valid_until: paper.valid_until,
        start: paper.start,
        duration: paper.duration,
        payment: paper.payment,
        notes,
        conditions: paper.conditions,
    }
}
