//! A quote's rows: written once with their paper's bytes, and read back as they were sent.
//! Nothing here changes a row: what was issued stays as it is.

use crate::act::Act;
use crate::deal::day;
use crate::error::Result;
use crate::paper::{self, Parties, QuotePaper, TermsPaper};
use journey::money::{BasisPoints, Cents, Thousandths, UnitPrice};
use journey::quote::{Activity, Conditions, Line, Nature};
use journey::refusal::Refusal;
use rusqlite::{Connection, OptionalExtension, params};

/// A version as it was sent, read back from the books, with the seal printed on it.
pub fn stored(db: &Connection, quote: i64, version: i64) -> Result<(QuotePaper, String)> {
    struct Row {
        id: i64,
        number: String,
        days: (String, String),
        words: (String, String, String),
        rates: (i64, i64),
        payment_days: i64,
        terms: Option<TermsPaper>,
        parties: (String, String, Option<String>),
        wordings: String,
        seal: String,
        conditions: String,
        amends: Option<(String, String)>,
    }
    let row = db
        .prepare_cached(
            "SELECT v.id, q.number, v.sent_on, v.valid_until, v.subject, v.start, v.duration, v.discount, v.payment_days,
                    t.version, t.text, v.seller, v.buyer, v.logo, v.wordings, d.prior_seal, v.conditions, v.deposit,
                    t.sha256, t.file IS NOT NULL, t.tacit_days,
                    aq.number, ao.number
             FROM quote_version v JOIN quote q ON q.id = v.quote JOIN document d ON d.id = v.document
             LEFT JOIN terms t ON t.id = v.terms LEFT JOIN signed_order ao ON ao.id = q.amends
             LEFT JOIN quote_version av ON av.id = ao.quote_version LEFT JOIN quote aq ON aq.id = av.quote WHERE v.quote = ?1 AND v.version = ?2",
        )?
        .query_row([quote, version], |r| {
            Ok(Row {
                id: r.get(0)?,
                number: r.get(1)?,
                days: (r.get(2)?, r.get(3)?),
                words: (r.get(4)?, r.get(5)?, r.get(6)?),
                rates: (r.get(7)?, r.get(17)?),
                payment_days: r.get(8)?,
                terms: match r.get::<_, Option<i64>>(9)? {
                    None => None,
                    Some(version) => Some(TermsPaper {
                        version,
                        text: r.get(10)?,
                        sha256: r.get(18)?,
                        is_file: r.get(19)?,
                        tacit_days: r.get(20)?,
                    }),
                },
                parties: (r.get(11)?, r.get(12)?, r.get(13)?),
                wordings: r.get(14)?,
                seal: r.get(15)?,
                conditions: r.get(16)?,
                amends: r.get::<_, Option<String>>(21)?.zip(r.get(22)?),
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Ce devis"))?;
    let (subject, start, duration) = row.words;
    let (seller, buyer, logo) = row.parties;
    let paper = QuotePaper {
        number: row.number,
        version,
        draft: false,
        sent_on: day(&row.days.0)?,
        valid_until: day(&row.days.1)?,
        subject,
        start,
        duration,
        discount: BasisPoints(row.rates.0),
        deposit: BasisPoints(row.rates.1),
        payment_days: row.payment_days,
        lines: read_lines(db, "quote_line", "quote_version", row.id)?,
        conditions: serde_json::from_str::<Conditions>(&row.conditions)?,
        terms: row.terms,
        parties: stored_parties(db, &seller, &buyer, logo)?,
        wordings: serde_json::from_str(&row.wordings)?,
        amends: row.amends,
    };
    Ok((paper, row.seal))
}

/// Keeps a paper's bytes and its row; `issued` ones remember the head printed on them.
#[allow(clippy::too_many_arguments, reason = "one column each")]
pub(crate) fn keep_document(
    act: &Act,
    kind: &str,
    deal: i64,
    number: &str,
    name: &str,
    media_type: &str,
    bytes: &[u8],
    issued: bool,
) -> Result<i64> {
    let sha256 = act.keep(bytes)?;
    act.db
        .prepare_cached(
            "INSERT INTO document (kind, deal, number, name, media_type, sha256, created_on, prior_seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            kind,
            deal,
            number,
            name,
            media_type,
            sha256,
            act.today.to_string(),
            issued.then_some(&act.head.seal)
        ])?;
    Ok(act.db.last_insert_rowid())
}

pub(crate) fn write_lines(
    db: &Connection,
    table: &str,
    parent_column: &str,
    parent: i64,
    lines: &[Line],
) -> Result<()> {
    let mut statement = db.prepare_cached(&format!(
        "INSERT INTO {table} ({parent_column}, position, label, detail, quantity, unit, unit_price, discount, vat_rate, net,
             section, optional, nature, activity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    ))?;
    for (position, line) in lines.iter().enumerate() {
        statement.execute(params![
            parent,
            i64::try_from(position).unwrap_or(i64::MAX),
            line.label,
            line.detail,
            line.quantity.0,
            line.unit,
            line.unit_price.0,
            line.discount.0,
            line.vat_rate.0,
            line.net.0,
            line.section,
            line.optional,
            line.nature.stored(),
            line.activity.stored()
        ])?;
    }
    Ok(())
}

pub(crate) fn read_lines(
    db: &Connection,
    table: &str,
    parent_column: &str,
    parent: i64,
) -> Result<Vec<Line>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT label, detail, quantity, unit, unit_price, discount, vat_rate, net, section, optional, nature, activity
         FROM {table} WHERE {parent_column} = ?1 ORDER BY position"
    ))?;
    let lines = statement
        .query_map([parent], |r| {
            Ok(Line {
                label: r.get(0)?,
                detail: r.get(1)?,
                quantity: Thousandths(r.get(2)?),
                unit: r.get(3)?,
                unit_price: UnitPrice(r.get(4)?),
                discount: BasisPoints(r.get(5)?),
                vat_rate: BasisPoints(r.get(6)?),
                net: Cents(r.get(7)?),
                section: r.get(8)?,
                optional: r.get(9)?,
                nature: Nature::from_stored(&r.get::<_, String>(10)?).unwrap_or_default(),
                activity: Activity::from_stored(&r.get::<_, String>(11)?).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines)
}

pub(crate) fn stored_parties(
    db: &Connection,
    seller: &str,
    buyer: &str,
    logo: Option<String>,
) -> Result<Parties> {
    let logo = match logo {
        Some(sha256) => {
            let bytes = paper::kept(db, &sha256)?;
            Some((sha256, bytes))
        }
        None => None,
    };
    Ok(Parties { seller: serde_json::from_str(seller)?, buyer: serde_json::from_str(buyer)?, logo })
}
