//! The quote as it was signed: worked out before the signature, sealed at it, read back after it.

use crate::quote;
use crate::row::day;
use books::error::{Error, Result};
use books::reading::Reading;
use books::vault::kept;
use documents::paper::order::SignedPaper;
use journey::order::SignatureMethod;
use rusqlite::OptionalExtension;
use values::money::BasisPoints;
use values::refusal::Refusal;

/// A signed quote read back from the books, with the seal printed on it; none where it was not kept.
pub fn stored(db: Reading, order: i64) -> Result<Option<(SignedPaper, String)>> {
    let (signed, seal) = read(db, order)?;
    Ok(seal.map(|seal| (signed, seal)))
}

/// What was signed, and the seal of its paper where one was kept.
pub fn read(db: Reading, order: i64) -> Result<(SignedPaper, Option<String>)> {
    struct Row {
        quote: (i64, i64, i64),
        order: String,
        days: (String, String),
        who: (String, String),
        method: String,
        client_number: String,
        words: String,
        options: String,
        terms_accepted: bool,
        proof: Option<(String, String)>,
        seal: Option<String>,
    }
    let row = db
        .prepare_cached(
            "SELECT v.quote, v.version, v.deposit, o.number, o.ordered_on, o.signed_on, o.signed_by, o.quality, o.method,
                    o.client_number, o.words, o.options, o.terms_accepted, p.name, p.sha256, s.prior_seal
             FROM signed_order o JOIN quote_version v ON v.id = o.quote_version
             LEFT JOIN document p ON p.id = o.proof LEFT JOIN document s ON s.id = o.signed_paper WHERE o.id = ?1",
        )?
        .query_row([order], |r| {
            Ok(Row {
                quote: (r.get(0)?, r.get(1)?, r.get(2)?),
                order: r.get(3)?,
                days: (r.get(4)?, r.get(5)?),
                who: (r.get(6)?, r.get(7)?),
                method: r.get(8)?,
                client_number: r.get(9)?,
                words: r.get(10)?,
                options: r.get(11)?,
                terms_accepted: r.get(12)?,
                proof: r.get::<_, Option<String>>(13)?.zip(r.get(14)?),
                seal: r.get(15)?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette commande"))?;
    let (quote, version, rate) = row.quote;
    let (quote, _) = quote::stored(db, quote, version)?;
    let method = SignatureMethod::from_stored(&row.method)
        .ok_or_else(|| Error::Broken(format!("signature method {}", row.method)))?;
    let drawing = match (&row.proof, method) {
        (Some((_, sha256)), SignatureMethod::Drawn) => Some(kept(db, sha256)?),
        _ => None,
    };
    let (signed_by, quality) = row.who;
    let signed = SignedPaper {
        quote,
        order: row.order,
        ordered_on: day(&row.days.0)?,
        options: serde_json::from_str(&row.options)?,
        deposit_rate: BasisPoints(rate),
        signed_on: day(&row.days.1)?,
        signed_by,
        quality,
        method,
        client_number: row.client_number,
        words: row.words,
        terms_accepted: row.terms_accepted,
        proof: row.proof,
        drawing,
    };
    Ok((signed, row.seal))
}
