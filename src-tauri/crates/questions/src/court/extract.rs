//! The journal's lines for a judge: of those deals what was written, of all others since only the seals that chain them.

use books::act::Ask;
use books::body::Body;
use books::error::Result;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a judge may read of: what was offered, agreed, done, asked for and paid. Notes, tasks and the like stay at home.
const EVIDENCE: [&str; 23] = [
    "quote_version",
    "signed_order",
    "order_event",
    "delivery",
    "deal_end",
    "invoice",
    "agreed_due",
    "sending",
    "promise",
    "dispute",
    "dispute_line",
    "dispute_end",
    "payment",
    "payment_event",
    "given_up",
    "write_off",
    "suspension",
    "suspension_end",
    "reception_check",
    "platform_status",
    "late_reason",
    "payment_plan",
    "payment_plan_end",
];

/// The lines of those deals that wrote something of it.
pub(super) fn evidence_lines(ask: &Ask, deals: &[i64]) -> Result<BTreeSet<i64>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT j.seq, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq
         WHERE j.deal IN (SELECT value FROM json_each(?1)) AND b.body IS NOT NULL",
    )?;
    let mut rows = statement.query([serde_json::to_string(deals)?])?;
    let mut lines = BTreeSet::new();
    while let Some(r) = rows.next()? {
        let body = Body::read(&r.get::<_, String>("body")?)?;
        if body.rows().any(|(table, ..)| EVIDENCE.contains(&table)) {
            lines.insert(r.get("seq")?);
        }
    }
    Ok(lines)
}

/// One line of JSON for each line of the journal, from the first that is about one of those deals. `seal` is SHA-256 over
/// `prev`, `seq`, `at`, `day`, `action`, `deal`, `body_hash` and, where there is one, `client`, each prefixed by its
/// length in bytes (8 bytes, big-endian); `body_hash` likewise over `salt` and `body`.
pub(super) fn extract(ask: &Ask, deals: &[i64], evidence: &BTreeSet<i64>) -> Result<Vec<u8>> {
    let deals_json = serde_json::to_string(deals)?;
    let mut statement = ask.db.prepare_cached(
        "SELECT j.*, b.salt, b.body FROM journal j
         LEFT JOIN journal_body b ON b.seq = j.seq AND j.deal IN (SELECT value FROM json_each(?1))
         WHERE j.seq >= (SELECT min(seq) FROM journal WHERE deal IN (SELECT value FROM json_each(?1))) ORDER BY j.seq",
    )?;
    let mut rows = statement.query([deals_json])?;
    let mut lines = Vec::new();
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get("seq")?;
        let mut line = json!({
            "seq": seq,
            "at": r.get::<_, String>("at")?,
            "day": r.get::<_, String>("day")?,
            "action": r.get::<_, String>("action")?,
            "deal": r.get::<_, Option<i64>>("deal")?,
            "client": r.get::<_, Option<i64>>("client")?,
            "body_hash": r.get::<_, String>("body_hash")?,
            "prev": r.get::<_, String>("prev")?,
            "seal": r.get::<_, String>("seal")?,
        });
        let body: Option<String> = r.get("body")?;
        if let (Some(body), true) = (body, evidence.contains(&seq)) {
            line["salt"] = Value::String(r.get("salt")?);
            line["body"] = Value::String(body);
        }
        lines.extend(serde_json::to_vec(&line)?);
        lines.push(b'\n');
    }
    Ok(lines)
}
