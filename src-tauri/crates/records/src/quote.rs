//! A quote’s version as it was sent, read back from the books.

use crate::lines::{LinesOf, read_lines};
use crate::parties::stored_parties;
use crate::row::day;
use books::error::Result;
use books::reading::Reading;
use documents::paper::quote::{QuotePaper, TermsPaper};
use journey::deposit::Deposit;
use journey::invoice::PaymentTerms;
use journey::quote::Conditions;
use rusqlite::OptionalExtension;
use values::money::BasisPoints;
use values::refusal::Refusal;

/// A version as it was sent, read back from the books, with the seal printed on it.
pub fn stored(db: Reading, quote: i64, version: i64) -> Result<(QuotePaper, String)> {
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
    let conditions: Conditions = serde_json::from_str(&row.conditions)?;
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
        deposit: Deposit::kept(row.rates.1, conditions.deposit),
        payment: conditions.payment.unwrap_or(PaymentTerms::of_days(row.payment_days)),
        lines: read_lines(db, LinesOf::QuoteVersion(row.id))?,
        conditions,
        terms: row.terms,
        parties: stored_parties(db, &seller, &buyer, logo)?,
        wordings: serde_json::from_str(&row.wordings)?,
        amends: row.amends,
    };
    Ok((paper, row.seal))
}
