//! The quote as it was signed: worked out before the signature, sealed at it, read back after it.

use crate::act::{Act, Ask};
use crate::deal::{self, day};
use crate::error::{Error, Result};
use crate::paper::order::{SignedPaper, signed_sheet};
use crate::paper::{self, kept};
use crate::quote::{self, deal_of_quote, keep_document};
use crate::surface::FileBytes;
use journey::money::{BasisPoints, Cents};
use journey::order::protection::place_matters;
use journey::order::{SignatureMethod, ordered};
use journey::quote::{deposit_of, totals_of};
use journey::refusal::Refusal;
use journey::say;
use journey::vat::{Totals, VatRegime};
use rusqlite::{Connection, OptionalExtension};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewAcceptance {
    pub quote: i64,
    /// Positions of the options ticked, among all lines of the quote.
    #[serde(default)]
    pub options: Vec<usize>,
}

/// An option of a quote.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OptionRow {
    /// Among all lines of the quote.
    pub position: usize,
    pub section: String,
    pub label: String,
    pub detail: String,
    pub net: Cents,
    /// What ticking it adds, VAT and discount on the whole counted.
    pub adds: Cents,
    pub ticked: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AcceptancePreview {
    pub options: Vec<OptionRow>,
    pub totals: Totals,
    pub deposit: Totals,
    pub balance: Cents,
    pub taxed: bool,
    /// Version of the terms that were joined.
    pub terms: Option<i64>,
    /// The rights of this client depend on where they sign.
    pub place_matters: bool,
}

pub fn preview_acceptance(ask: &Ask, payload: PreviewAcceptance) -> Result<AcceptancePreview> {
    let facts = deal::facts(ask, deal_of_quote(ask, payload.quote)?)?;
    let sent = if facts.order.is_some() { facts.amendment.clone() } else { facts.quote.clone() };
    let Some(sent) = sent.filter(|q| q.id == payload.quote) else {
        return Err(Refusal::not_now("Ce devis n’a pas encore été envoyé.").into());
    };
    let (paper, _) = quote::stored(ask.db, sent.id, sent.version)?;
    let rate: i64 = ask
        .db
        .prepare_cached("SELECT deposit FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row([sent.id, sent.version], |r| r.get(0))?;
    let whole = |ticked: &[usize]| -> Result<Totals> {
        Ok(totals_of(&ordered(&paper.lines, ticked)?, paper.discount))
    };
    let totals = whole(&payload.options)?;
    let mut options = Vec::new();
    for (position, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.optional) {
        let ticked = payload.options.contains(&position);
        let without: Vec<usize> = payload.options.iter().copied().filter(|&p| p != position).collect();
        let with: Vec<usize> = without.iter().copied().chain([position]).collect();
        options.push(OptionRow {
            position,
            section: line.section.clone(),
            label: line.label.clone(),
            detail: line.detail.clone(),
            net: line.net,
            adds: whole(&with)?.gross - whole(&without)?.gross,
            ticked,
        });
    }
    let deposit = deposit_of(&totals, BasisPoints(rate));
    let card = crate::contact::card(ask, facts.client)?;
    Ok(AcceptancePreview {
        options,
        balance: totals.gross - deposit.gross,
        deposit,
        totals,
        taxed: paper.parties.seller.vat_regime == VatRegime::Liable,
        terms: paper.terms.map(|terms| terms.version),
        place_matters: place_matters(card.kind, card.protected),
    })
}

/// A proof on its way to the vault.
pub(super) struct Proof {
    pub name: String,
    pub sha256: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Most pixels on a side of a drawn signature.
const LARGEST_SIDE: u32 = 4_000;

/// A drawn signature's bytes: a PNG on which something was drawn.
pub(super) fn read_drawing(field: &str, file: &FileBytes) -> Result<(Vec<u8>, &'static str, &'static str)> {
    let (bytes, media_type, extension) = super::read_proof(field, file)?;
    let unreadable = || Refusal::at(field, "Cette signature n’a pas pu être lue : faites signer de nouveau.");
    if media_type != "image/png" {
        return Err(Refusal::at(field, "Une signature dessinée est une image PNG.").into());
    }
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LARGEST_SIDE), Some(LARGEST_SIDE));
    let mut reader = image::ImageReader::with_format(std::io::Cursor::new(&bytes), image::ImageFormat::Png);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| unreadable())?.into_rgba8();
    let drawn = picture.pixels().any(|pixel| pixel.0[3] > 0 && pixel.0[..3].iter().any(|part| *part < 200));
    if !drawn {
        return Err(Refusal::at(
            field,
            "Le cadre est vide : faites signer le client, ou saisissez son nom à la place du dessin.",
        )
        .into());
    }
    Ok((bytes, media_type, extension))
}

/// Seals the signed quote; answers its document.
pub(super) fn keep(act: &Act, deal: i64, signed: &SignedPaper) -> Result<i64> {
    let bytes = paper::print(&signed_sheet(signed), Some(&act.head.seal))?;
    let name = say!(signed.quote.parties.language(), "{number} signé.pdf", number = signed.quote.number);
    keep_document(act, "signed_quote", deal, &signed.order, &name, "application/pdf", &bytes, true)
}

/// A signed quote read back from the books, with the seal printed on it; none where it was not kept.
pub fn stored(db: &Connection, order: i64) -> Result<Option<(SignedPaper, String)>> {
    let (signed, seal) = read(db, order)?;
    Ok(seal.map(|seal| (signed, seal)))
}

/// What was signed, and the seal of its paper where one was kept.
pub(super) fn read(db: &Connection, order: i64) -> Result<(SignedPaper, Option<String>)> {
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
