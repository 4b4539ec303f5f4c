//! Order: the client said yes, with a proof; the signed quote becomes an order.

pub mod amendment;
pub mod events;
pub mod papers;
mod signed;

pub use signed::{AcceptancePreview, PreviewAcceptance, preview_acceptance, stored as stored_signed};

use crate::act::{Act, Ask};
use crate::deal;
use crate::error::Result;
use crate::invoice;
use crate::paper::order::SignedPaper;
use crate::quote::{deal_of_quote, keep_document, stored};
use crate::search;
use crate::surface::{FileBytes, bytes_of};
use journey::input;
use journey::money::{BasisPoints, Cents};
use journey::number::Series;
use journey::order::amendment::holds;
use journey::order::protection::{Place, is_protected, place_of};
use journey::order::{SignatureMethod, acceptable, ordered};
use journey::quote::{deposit_of, signable, totals_of};
use journey::refusal::Refusal;
use journey::say;
use journey::vat::VatRegime;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use signed::Proof;
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptQuote {
    pub quote: i64,
    pub signed_on: String,
    pub signed_by: String,
    /// « gérante », « directeur »…
    #[serde(default)]
    pub quality: String,
    pub method: SignatureMethod,
    #[serde(default)]
    pub terms_accepted: bool,
    /// The client's own purchase-order number.
    #[serde(default)]
    pub order_number: String,
    /// The words that say yes (an e-mail's text), where there is no file.
    #[serde(default)]
    pub words: String,
    /// PDF, PNG or JPEG; a PNG where the signature was drawn.
    #[serde(default)]
    pub proof: Option<FileBytes>,
    /// Positions of the options that the client ticked, among all lines of the quote.
    #[serde(default)]
    pub options: Vec<usize>,
    /// Where it was signed, asked of private persons and of protected firms.
    #[serde(default)]
    pub place: Option<Place>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderView {
    pub id: i64,
    pub number: String,
    pub quote_number: String,
    pub signed_on: String,
    pub signed_by: String,
    pub method: SignatureMethod,
    pub terms_accepted: bool,
    pub gross: Cents,
    pub deposit_agreed: Cents,
    pub proof: Option<i64>,
    /// The quote with its signature; none for an order signed before these were kept.
    pub signed_paper: Option<i64>,
}

pub fn accept(act: &Act, payload: AcceptQuote) -> Result<i64> {
    let ask = act.ask();
    let deal = deal_of_quote(&ask, payload.quote)?;
    let facts = deal::facts(&ask, deal)?;
    if facts.lost_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est classée perdue.").into());
    }
    let amended = amendment::amended(&ask, &facts)?;
    let sent = match (&facts.order, &facts.amendment) {
        (None, _) => facts.quote.clone(),
        (Some(_), Some(sent)) if sent.id == payload.quote => {
            amendment::may_amend(&facts)?;
            Some(sent.clone())
        }
        (Some(order), _) => {
            return Err(Refusal::not_now(format!(
                "La commande {} est déjà signée : cet accord n’attend plus de signature.",
                order.number
            ))
            .into());
        }
    };
    let Some(sent) = sent.filter(|q| q.id == payload.quote) else {
        return Err(Refusal::not_now("Ce devis n’a pas encore été envoyé.").into());
    };
    let signed_on = input::day("signed_on", &payload.signed_on)?;
    signable(sent.sent_on, sent.valid_until, signed_on, act.today)?;
    let signed_by =
        input::required("signed_by", &payload.signed_by, input::NAME, "Indiquez qui a donné son accord.")?;
    let quality = input::line("quality", &payload.quality, input::NAME)?;
    let order_number = input::line("order_number", &payload.order_number, 35)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let (paper, _) = stored(act.db, sent.id, sent.version)?;
    acceptable(
        payload.method,
        payload.proof.is_some(),
        &words,
        paper.terms.is_some(),
        payload.terms_accepted,
    )?;
    let proof = match &payload.proof {
        Some(file) if payload.method == SignatureMethod::Drawn => Some(signed::read_drawing("proof", file)?),
        Some(file) => Some(read_proof("proof", file)?),
        None => None,
    };
    let card = crate::contact::card(&ask, facts.client)?;
    let place = place_of(card.kind, card.protected, payload.place)?;
    let protected = place.is_some_and(|place| is_protected(card.kind, card.protected, place));
    let lines = ordered(&paper.lines, &payload.options)?;
    let mut options = payload.options.clone();
    options.sort_unstable();
    options.dedup();

    let (version, discount, deposit): (i64, i64, i64) = act
        .db
        .prepare_cached("SELECT id, discount, deposit FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row([sent.id, sent.version], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let totals = totals_of(&lines, BasisPoints(discount));
    let deposit_rate = BasisPoints(deposit);
    let invoiced = amendment::invoiced(act.db, deal)?;
    if amended.is_some() {
        let taxed = paper.parties.seller.vat_regime == VatRegime::Liable;
        holds(&totals, &invoiced, taxed).map_err(|refusal| Refusal::at("options", refusal.message))?;
    }
    let mut deposit = deposit_of(&totals, deposit_rate).gross;
    if amended.is_some() && facts.deposit_invoiced().0 > 0 {
        // What was asked counts: only the rest is asked now, and to the cent what its invoice will say.
        let asked = invoice::standing_deposits(act.db, deal)?;
        let rest = journey::deposit::rest(&totals, &totals.less(&invoiced), deposit_rate, &asked).gross;
        deposit =
            if rest.0 > 0 { facts.deposit_invoiced() + rest } else { deposit.min(facts.deposit_invoiced()) };
    }
    act.about(deal);
    let (year, n, number) = act.take_number(Series::Order)?;
    let proof = proof.map(|(bytes, media_type, extension)| signed::Proof {
        name: if payload.method == SignatureMethod::Drawn {
            format!("Signature {number}.{extension}")
        } else {
            say!(
                paper.parties.language(),
                "Accord {number}.{extension}",
                number = number,
                extension = extension
            )
        },
        sha256: crate::books::hash_bytes(&bytes),
        media_type,
        bytes,
    });
    let signed = SignedPaper {
        order: number.clone(),
        ordered_on: act.today,
        options: options.clone(),
        deposit_rate,
        signed_on,
        signed_by: signed_by.clone(),
        quality: quality.clone(),
        method: payload.method,
        client_number: order_number.clone(),
        words: words.clone(),
        terms_accepted: payload.terms_accepted,
        drawing: proof
            .as_ref()
            .filter(|_| payload.method == SignatureMethod::Drawn)
            .map(|proof| proof.bytes.clone()),
        proof: proof.as_ref().map(|proof| (proof.name.clone(), proof.sha256.clone())),
        quote: paper,
    };
    // The signed quote first: it is what the timeline shows.
    let signed_paper = signed::keep(act, deal, &signed)?;
    let proof = match proof {
        Some(Proof { name, media_type, bytes, .. }) => {
            Some(keep_document(act, "acceptance", deal, &number, &name, media_type, &bytes, false)?)
        }
        None => None,
    };
    act.db.execute(
        "INSERT INTO signed_order (deal, quote_version, series, year, n, number, ordered_on, signed_on, signed_by, quality, method,
             terms_accepted, client_number, words, proof, net, vat, gross, deposit_gross, options, signed_paper, place, protected, amends)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        params![
            deal,
            version,
            Series::Order.prefix(),
            year,
            n,
            number,
            act.today.to_string(),
            signed_on.to_string(),
            signed_by,
            quality,
            payload.method.stored(),
            payload.terms_accepted,
            order_number,
            words,
            proof,
            totals.net.0,
            totals.vat.0,
            totals.gross.0,
            deposit.0,
            serde_json::to_string(&options)?,
            signed_paper,
            place.map_or("", Place::stored),
            protected,
            amended.as_ref().map(|a| a.order)
        ],
    )?;
    let order = act.db.last_insert_rowid();
    search::index(act.db, "order", order, &[&number, &facts.title, &facts.client_name, &order_number])?;
    crate::draft::remove(act, &format!("accept:{}", payload.quote))?;
    Ok(order)
}

/// A proof's bytes, media type and extension, told by what it begins with, not by its name.
pub(crate) fn read_proof(field: &str, file: &FileBytes) -> Result<(Vec<u8>, &'static str, &'static str)> {
    let bytes = bytes_of(field, file)?;
    let damaged = |kind: &str| {
        Refusal::at(field, format!("Ce fichier {kind} est endommagé ou incomplet : joignez-le de nouveau."))
    };
    if bytes.starts_with(b"%PDF-") {
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        if !tail.windows(5).any(|w| w == b"%%EOF") {
            return Err(damaged("PDF").into());
        }
        return Ok((bytes, "application/pdf", "pdf"));
    }
    for (format, media_type, extension) in
        [(image::ImageFormat::Png, "image/png", "png"), (image::ImageFormat::Jpeg, "image/jpeg", "jpg")]
    {
        if image::guess_format(&bytes).ok() == Some(format) {
            let readable =
                image::ImageReader::with_format(std::io::Cursor::new(&bytes), format).into_dimensions();
            return if readable.is_ok() {
                Ok((bytes, media_type, extension))
            } else {
                Err(damaged("image").into())
            };
        }
    }
    Err(Refusal::at(field, "Ce fichier n’est pas un PDF ni une image PNG ou JPEG, quel que soit son nom.")
        .into())
}

pub(crate) fn of_deal(ask: &Ask, deal: i64) -> Result<Option<OrderView>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT o.id, o.number, q.number, o.signed_on, o.signed_by, o.method, o.terms_accepted, o.gross, o.deposit_gross, o.proof, o.signed_paper
             FROM signed_order o JOIN quote_version v ON v.id = o.quote_version JOIN quote q ON q.id = v.quote
             WHERE o.deal = ?1 ORDER BY o.id DESC LIMIT 1",
        )?
        .query_row([deal], |r| {
            let method: String = r.get(5)?;
            Ok(OrderView {
                id: r.get(0)?,
                number: r.get(1)?,
                quote_number: r.get(2)?,
                signed_on: r.get(3)?,
                signed_by: r.get(4)?,
                method: SignatureMethod::from_stored(&method).unwrap_or(SignatureMethod::SignedPaper),
                terms_accepted: r.get(6)?,
                gross: Cents(r.get(7)?),
                deposit_agreed: Cents(r.get(8)?),
                proof: r.get(9)?,
                signed_paper: r.get(10)?,
            })
        })
        .optional()?;
    Ok(found)
}
