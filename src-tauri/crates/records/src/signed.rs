//! The quote as it was signed: worked out before the signature, sealed at it, read back after it.

use crate::quote;
use crate::row::{Day, Json};
use books::error::{Error, Result};
use books::reading::Reading;
use books::stored::Word;
use books::vault::kept;
use chrono::NaiveDate;
use documents::paper::order::SignedPaper;
use journey::order::{SignatureMethod, ordered};
use rusqlite::{OptionalExtension, Row};
use values::refusal::Refusal;

/// A signed quote read back from the books, with the seal printed on it; none where it was not kept.
pub fn stored(db: Reading, order: i64) -> Result<Option<(SignedPaper, String)>> {
    let (signed, seal) = read(db, order)?;
    Ok(seal.map(|seal| (signed, seal)))
}

/// What the order's row says of what was signed.
struct Agreed {
    quote: i64,
    version: i64,
    number: String,
    ordered_on: NaiveDate,
    signed_on: NaiveDate,
    signed_by: String,
    quality: String,
    method: SignatureMethod,
    client_number: String,
    words: String,
    options: Vec<usize>,
    terms_accepted: bool,
    proof: Option<(String, String)>,
    seal: Option<String>,
}

impl Agreed {
    fn read(r: &Row) -> rusqlite::Result<Agreed> {
        Ok(Agreed {
            quote: r.get("quote")?,
            version: r.get("version")?,
            number: r.get("number")?,
            ordered_on: r.get::<_, Day>("ordered_on")?.0,
            signed_on: r.get::<_, Day>("signed_on")?.0,
            signed_by: r.get("signed_by")?,
            quality: r.get("quality")?,
            method: r.get::<_, Word<_>>("method")?.0,
            client_number: r.get("client_number")?,
            words: r.get("words")?,
            options: r.get::<_, Json<_>>("options")?.0,
            terms_accepted: r.get("terms_accepted")?,
            proof: r.get::<_, Option<String>>("proof_name")?.zip(r.get("proof_sha256")?),
            seal: r.get("prior_seal")?,
        })
    }
}

/// What was signed, and the seal of its paper where one was kept.
pub fn read(db: Reading, order: i64) -> Result<(SignedPaper, Option<String>)> {
    let agreed = db
        .prepare_cached(
            "SELECT v.quote, v.version, o.number, o.ordered_on, o.signed_on, o.signed_by, o.quality, o.method,
                    o.client_number, o.words, o.options, o.terms_accepted,
                    p.name AS proof_name, p.sha256 AS proof_sha256, s.prior_seal
             FROM signed_order o JOIN quote_version v ON v.id = o.quote_version
             LEFT JOIN document p ON p.id = o.proof LEFT JOIN document s ON s.id = o.signed_paper WHERE o.id = ?1",
        )?
        .query_row([order], Agreed::read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette commande"))?;
    let (quote, _) = quote::stored(db, agreed.quote, agreed.version)?;
    let drawing = match (&agreed.proof, agreed.method) {
        (Some((_, sha256)), SignatureMethod::Drawn) => Some(kept(db, sha256)?),
        _ => None,
    };
    let lines = ordered(&quote.lines, &agreed.options)
        .map_err(|refusal| Error::Broken(format!("order {}: {}", agreed.number, refusal.message)))?;
    let signed = SignedPaper {
        lines,
        quote,
        order: agreed.number,
        ordered_on: agreed.ordered_on,
        options: agreed.options,
        signed_on: agreed.signed_on,
        signed_by: agreed.signed_by,
        quality: agreed.quality,
        method: agreed.method,
        client_number: agreed.client_number,
        words: agreed.words,
        terms_accepted: agreed.terms_accepted,
        proof: agreed.proof,
        drawing,
    };
    Ok((signed, agreed.seal))
}
