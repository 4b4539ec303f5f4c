//! Order: the client said yes, with a proof; the signed quote becomes an order.

use crate::proof;
use books::act::Act;
use books::draft;
use books::entry::FileBytes;
use books::error::Result;
use books::seal;
use documents::paper::order::{SignedPaper, signed_sheet};
use journey::number::Series;
use journey::order::amendment::holds;
use journey::order::protection::{Place, is_protected, place_of};
use journey::order::{SignatureMethod, acceptable, ordered};
use journey::quote::{deposit_of, signable, totals_of};
use journey::say;
use journey::vat::VatRegime;
use records::document::NewDocument;
use records::number;
use records::quote::stored;
use records::row::deal_of_quote;
use records::{amendment, contact, document, facts, index, invoice};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::BasisPoints;
use values::refusal::Refusal;

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

pub fn accept(act: &Act, payload: AcceptQuote) -> Result<i64> {
    let ask = act.ask();
    let deal = deal_of_quote(&ask, payload.quote)?;
    let facts = facts::facts(&ask, deal)?;
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
    let (paper, _) = stored(act.reading(), sent.id, sent.version)?;
    acceptable(
        payload.method,
        payload.proof.is_some(),
        &words,
        paper.terms.is_some(),
        payload.terms_accepted,
    )?;
    let proof = match &payload.proof {
        Some(file) if payload.method == SignatureMethod::Drawn => Some(proof::read_drawing("proof", file)?),
        Some(file) => Some(proof::read("proof", file)?),
        None => None,
    };
    let card = contact::card(&ask, facts.client)?;
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
    let invoiced = amendment::invoiced(act.reading(), deal)?;
    if amended.is_some() {
        let taxed = paper.parties.seller.vat_regime == VatRegime::Liable;
        holds(&totals, &invoiced, taxed).map_err(|refusal| Refusal::at("options", refusal.message))?;
    }
    let mut deposit = deposit_of(&totals, deposit_rate).gross;
    if amended.is_some() && facts.deposit_invoiced().0 > 0 {
        // What was asked counts: only the rest is asked now, and to the cent what its invoice will say.
        let asked = invoice::standing_deposits(act.reading(), deal)?;
        let rest = journey::deposit::rest(&totals, &totals.less(&invoiced), deposit_rate, &asked).gross;
        deposit =
            if rest.0 > 0 { facts.deposit_invoiced() + rest } else { deposit.min(facts.deposit_invoiced()) };
    }
    act.about(deal);
    let (year, n, number) = number::take(act, Series::Order)?;
    let proof = proof.map(|(bytes, media_type, extension)| Proof {
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
        sha256: seal::hash_bytes(&bytes),
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
    let signed_paper = keep(act, deal, &signed)?;
    let proof = match proof {
        Some(Proof { name, media_type, bytes, .. }) => {
            Some(document::keep_proof(act, "acceptance", deal, &number, &name, media_type, &bytes)?)
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
    index::index(act.db, "order", order, &[&number, &facts.title, &facts.client_name, &order_number])?;
    draft::remove(act, &format!("accept:{}", payload.quote))?;
    Ok(order)
}

/// A proof on its way to the vault.
pub struct Proof {
    pub name: String,
    pub sha256: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Seals the signed quote; answers its document.
pub fn keep(act: &Act, deal: i64, signed: &SignedPaper) -> Result<i64> {
    let bytes = document::print(&signed_sheet(signed), Some(&act.head.seal))?;
    let name = say!(signed.quote.parties.language(), "{number} signé.pdf", number = signed.quote.number);
    document::keep(act, &NewDocument::issued("signed_quote", deal, &signed.order, &name, &bytes))
}
