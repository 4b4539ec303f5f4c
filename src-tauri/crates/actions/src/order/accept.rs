//! Order: the client said yes, with a proof; the signed quote becomes an order.

use crate::proof;
use books::act::{Act, Ask};
use books::entry::FileBytes;
use books::error::Result;
use books::{draft, seal};
use documents::paper::order::{SignedPaper, signed_sheet};
use documents::paper::quote::QuotePaper;
use incoming::proof::ProofFile;
use journey::allowed::acceptance;
use journey::allowed::acceptance::{AcceptedQuote, SentQuote, TypedAcceptance};
use journey::deal::{Facts, QuoteFact};
use journey::number::Series;
use journey::order::SignatureMethod;
use journey::order::event::EventKind;
use journey::order::protection::Place;
use journey::say;
use records::document::NewDocument;
use records::index::HitKind;
use records::order_event::NewEvent;
use records::quote::stored;
use records::row::deal_of_quote;
use records::{amendment, contact, document, facts, index, invoice, number, order_event};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    /// Why it is taken though the quote had expired.
    #[serde(default)]
    pub late_words: String,
}

pub fn accept(act: &Act, payload: AcceptQuote) -> Result<i64> {
    let ask = act.ask();
    let facts = facts::facts(&ask, deal_of_quote(&ask, payload.quote)?)?;
    let sent = acceptance::awaits_signature(&facts, payload.quote)?;
    let (paper, _) = stored(act.reading(), sent.id, sent.version)?;
    let agreed = agreed(&ask, &facts, sent, &paper, &payload)?;
    let proof = read_proof(&payload)?;

    act.about(facts.deal);
    let (year, rank, number) = number::take(act, Series::Order)?;
    let proof = proof.map(|proof| named_proof(&payload, &paper, &number, proof));
    let signed = signed(act, &payload, &agreed, &number, proof.as_ref(), paper);
    // The signed quote first: it is what the timeline shows.
    let signed_paper = keep(act, facts.deal, &signed)?;
    let proof = match proof {
        Some(Proof { name, media_type, bytes, .. }) => {
            Some(document::keep_proof(act, "acceptance", facts.deal, &number, &name, media_type, &bytes)?)
        }
        None => None,
    };
    let new = NewOrder {
        version: version_of(&ask, sent)?,
        year,
        rank,
        number: &number,
        method: payload.method,
        terms_accepted: payload.terms_accepted,
        proof,
        signed_paper,
        agreed: &agreed,
    };
    let order = write(act, &facts, &new)?;
    if !agreed.late_words.is_empty() {
        let (kind, words) = (EventKind::SignedLate, agreed.late_words.as_str());
        let late = NewEvent {
            deal: facts.deal,
            order,
            kind,
            item: None,
            day: agreed.signed_on,
            value: "",
            words,
            document: None,
        };
        order_event::write(act, &late)?;
    }
    let known = [number.as_str(), &facts.title, &facts.client_name, &agreed.order_number];
    index::index(act.db, HitKind::Order, order, &known)?;
    draft::remove(act, &format!("accept:{}", payload.quote))?;
    Ok(order)
}

/// What the client agreed to, judged by the rules on what the books know.
fn agreed(
    ask: &Ask,
    facts: &Facts,
    sent: &QuoteFact,
    paper: &QuotePaper,
    payload: &AcceptQuote,
) -> Result<AcceptedQuote> {
    let quote = SentQuote {
        lines: &paper.lines,
        discount: paper.discount,
        deposit: paper.deposit,
        terms_joined: paper.terms.is_some(),
        regime: paper.parties.seller.vat_regime,
        invoiced: &amendment::invoiced(ask.db, facts.deal)?,
        deposits: &invoice::standing_deposits(ask.db, facts.deal)?,
    };
    let typed = TypedAcceptance {
        signed_on: &payload.signed_on,
        signed_by: &payload.signed_by,
        quality: &payload.quality,
        method: payload.method,
        has_proof: payload.proof.is_some(),
        terms_accepted: payload.terms_accepted,
        order_number: &payload.order_number,
        words: &payload.words,
        options: &payload.options,
        place: payload.place,
        late_words: &payload.late_words,
    };
    let client = contact::card(ask, facts.client)?;
    Ok(acceptance::accept(facts, &client, sent, &quote, &typed, ask.today)?)
}

fn read_proof(payload: &AcceptQuote) -> Result<Option<ProofFile>> {
    let Some(file) = &payload.proof else { return Ok(None) };
    let read = if payload.method == SignatureMethod::Drawn { proof::read_drawing } else { proof::read };
    read("proof", file).map(Some)
}

/// A proof on its way to the vault.
struct Proof {
    name: String,
    sha256: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

fn named_proof(payload: &AcceptQuote, paper: &QuotePaper, number: &str, proof: ProofFile) -> Proof {
    let (bytes, media_type, extension) = proof;
    let name = if payload.method == SignatureMethod::Drawn {
        format!("Signature {number}.{extension}")
    } else {
        say!(paper.parties.language(), "Accord {number}.{extension}", number = number, extension = extension)
    };
    Proof { name, sha256: seal::hash_bytes(&bytes), media_type, bytes }
}

/// The quote as it is signed, on paper.
fn signed(
    act: &Act,
    payload: &AcceptQuote,
    agreed: &AcceptedQuote,
    number: &str,
    proof: Option<&Proof>,
    paper: QuotePaper,
) -> SignedPaper {
    let drawn = payload.method == SignatureMethod::Drawn;
    SignedPaper {
        order: number.to_owned(),
        ordered_on: act.today,
        lines: agreed.lines.clone(),
        options: agreed.options.clone(),
        signed_on: agreed.signed_on,
        signed_by: agreed.signed_by.clone(),
        quality: agreed.quality.clone(),
        method: payload.method,
        client_number: agreed.order_number.clone(),
        words: agreed.words.clone(),
        terms_accepted: payload.terms_accepted,
        drawing: proof.filter(|_| drawn).map(|proof| proof.bytes.clone()),
        proof: proof.map(|proof| (proof.name.clone(), proof.sha256.clone())),
        quote: paper,
    }
}

/// Seals the signed quote; answers its document.
fn keep(act: &Act, deal: i64, signed: &SignedPaper) -> Result<i64> {
    let bytes = document::print(&signed_sheet(signed), Some(&act.head.seal))?;
    let name = say!(signed.quote.parties.language(), "{number} signé.pdf", number = signed.quote.number);
    document::keep(act, &NewDocument::issued("signed_quote", deal, &signed.order, &name, &bytes))
}

fn version_of(ask: &Ask, sent: &QuoteFact) -> Result<i64> {
    let version = ask
        .db
        .prepare_cached("SELECT id FROM quote_version WHERE quote = ?1 AND version = ?2")?
        .query_row([sent.id, sent.version], |r| r.get(0))?;
    Ok(version)
}

/// What is written of an order.
struct NewOrder<'a> {
    version: i64,
    year: i32,
    rank: i64,
    number: &'a str,
    method: SignatureMethod,
    terms_accepted: bool,
    proof: Option<i64>,
    signed_paper: i64,
    agreed: &'a AcceptedQuote,
}

fn write(act: &Act, facts: &Facts, new: &NewOrder) -> Result<i64> {
    let agreed = new.agreed;
    act.db.execute(
        "INSERT INTO signed_order (deal, quote_version, series, year, n, number, ordered_on, signed_on, signed_by, quality, method,
             terms_accepted, client_number, words, proof, net, vat, gross, deposit_gross, options, signed_paper, place, protected, amends)
         VALUES (:deal, :quote_version, :series, :year, :n, :number, :ordered_on, :signed_on, :signed_by, :quality, :method,
             :terms_accepted, :client_number, :words, :proof, :net, :vat, :gross, :deposit_gross, :options, :signed_paper, :place, :protected, :amends)",
        named_params! {
            ":deal": facts.deal,
            ":quote_version": new.version,
            ":series": Series::Order.prefix(),
            ":year": new.year,
            ":n": new.rank,
            ":number": new.number,
            ":ordered_on": act.today.to_string(),
            ":signed_on": agreed.signed_on.to_string(),
            ":signed_by": agreed.signed_by,
            ":quality": agreed.quality,
            ":method": new.method.stored(),
            ":terms_accepted": new.terms_accepted,
            ":client_number": agreed.order_number,
            ":words": agreed.words,
            ":proof": new.proof,
            ":net": agreed.totals.net.0,
            ":vat": agreed.totals.vat.0,
            ":gross": agreed.totals.gross.0,
            ":deposit_gross": agreed.deposit.0,
            ":options": serde_json::to_string(&agreed.options)?,
            ":signed_paper": new.signed_paper,
            ":place": agreed.place.map_or("", Place::stored),
            ":protected": agreed.protected,
            // Once an order is signed, what is signed amends it.
            ":amends": facts.order.as_ref().map(|order| order.id),
        },
    )?;
    Ok(act.db.last_insert_rowid())
}
