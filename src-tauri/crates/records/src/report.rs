//! Acceptance reports: kept beside their event, read back as they were issued.

use crate::parties::stored_parties;
use crate::row::day;
use books::error::{Error, Result};
use books::reading::Reading;
use chrono::NaiveDate;
use documents::paper::report::ReportPaper;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use values::refusal::Refusal;

/// What is stored of a report beside its event, to print it again.
#[derive(Serialize, Deserialize)]
pub struct KeptReport {
    pub number: String,
    pub origin: String,
    pub subject: String,
    pub delivered_on: NaiveDate,
    pub done: String,
    pub silence: String,
    pub declaration: String,
    pub seller: String,
    pub buyer: String,
    pub logo: Option<String>,
}

/// A report as it was issued, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, event: i64) -> Result<(ReportPaper, String)> {
    let (issued_on, value, reserves, seal): (String, String, String, String) = db
        .prepare_cached(
            "SELECT e.day, e.value, e.words, d.prior_seal FROM order_event e JOIN document d ON d.id = e.document
             WHERE e.id = ?1 AND e.kind = 'report_issued'",
        )?
        .query_row([event], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .optional()?
        .ok_or_else(|| Error::from(Refusal::not_found("Ce PV")))?;
    let kept: KeptReport = serde_json::from_str(&value)?;
    let paper = ReportPaper {
        number: kept.number,
        draft: false,
        issued_on: day(&issued_on)?,
        delivered_on: kept.delivered_on,
        origin: kept.origin,
        subject: kept.subject,
        done: kept.done,
        reserves,
        declaration: kept.declaration,
        silence: kept.silence,
        parties: stored_parties(db, &kept.seller, &kept.buyer, kept.logo)?,
    };
    Ok((paper, seal))
}
