//! Quotes in a list: the latest version of each with where it stands today, and the drafts.
//! Expired is never stored: it follows from the day.

use books::act::Ask;
use books::error::Result;
use journey::deal::LostReason;
use journey::today::ClientName;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStatus {
    Sent,
    Expired,
    Signed,
    Lost,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct QuoteRow {
    pub id: i64,
    pub number: String,
    pub version: i64,
    pub deal: i64,
    pub title: String,
    pub client: ClientName,
    pub sent_on: String,
    pub valid_until: String,
    pub gross: Cents,
    pub status: QuoteStatus,
    /// Why it was refused, where the deal was lost.
    pub lost: Option<LostReason>,
    pub document: i64,
}

/// Latest versions of quotes under a condition on `q`, latest first.
pub fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<QuoteRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT q.id, q.number, v.version, q.deal, d.title, c.id, c.name, v.sent_on, v.valid_until, v.gross, v.document,
                EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id),
                coalesce((SELECT e.reason FROM deal_end e WHERE e.deal = q.deal AND e.kind = 'lost'),
                  (SELECT 'other' FROM order_event x WHERE x.signed_order = q.amends AND x.kind = 'amendment_dropped' AND x.item = q.id))
         FROM quote q JOIN quote_version v ON v.quote = q.id
              AND v.version = (SELECT max(version) FROM quote_version WHERE quote = q.id)
         JOIN deal d ON d.id = q.deal JOIN client c ON c.id = d.client
         WHERE {condition} ORDER BY q.id DESC LIMIT ?2"
    ))?;
    let today = ask.today.to_string();
    let found = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            let (signed, lost): (bool, Option<String>) = (r.get(11)?, r.get(12)?);
            let valid_until: String = r.get(8)?;
            let status = match (signed, &lost) {
                (true, _) => QuoteStatus::Signed,
                (false, Some(_)) => QuoteStatus::Lost,
                (false, None) if valid_until < today => QuoteStatus::Expired,
                (false, None) => QuoteStatus::Sent,
            };
            Ok(QuoteRow {
                id: r.get(0)?,
                number: r.get(1)?,
                version: r.get(2)?,
                deal: r.get(3)?,
                title: r.get(4)?,
                client: ClientName { id: r.get(5)?, name: r.get(6)? },
                sent_on: r.get(7)?,
                valid_until,
                gross: Cents(r.get(9)?),
                status,
                lost: lost.map(|reason| serde_json::from_value(reason.into()).unwrap_or(LostReason::Other)),
                document: r.get(10)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
