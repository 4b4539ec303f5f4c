//! A quote is numbered, sealed and sent; a changed one is a new version of the same number.

use crate::quote::work::work;
use crate::sending::write::{Sent, write as write_sending};
use books::act::Act;
use books::draft;
use books::error::Result;
use documents::paper::quote::{self, QuotePaper};
use journey::allowed::quote::may_send;
use journey::deal::Facts;
use journey::number::Series;
use journey::quote::{Quote, QuoteContent};
use journey::sending::{Channel, Matter, SendingKind, goes_by};
use records::document::NewDocument;
use records::index::HitKind;
use records::lines::{LinesOf, write_lines};
use records::{document, facts, index, number};
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::problem::refuse_if_blocked;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendQuote {
    pub deal: i64,
    pub content: QuoteContent,
    /// How it left, if it already did; otherwise it is numbered, and its sending noted later.
    #[serde(default)]
    pub method: Option<Channel>,
}

pub fn send(act: &Act, payload: SendQuote) -> Result<i64> {
    let ask = act.ask();
    let facts = facts::facts(&ask, payload.deal)?;
    may_send(&facts)?;
    if let Some(method) = payload.method {
        goes_by(Matter::Quote, method)?;
    }
    let worked = work(&ask, payload.deal, &payload.content)?;
    refuse_if_blocked(&worked.problems)?;
    act.about(payload.deal);

    let (quote, version, number) = numbered(act, &facts)?;
    let paper = worked.paper(&ask, number.clone(), version, false)?;
    let bytes = document::print(&quote::quote_sheet(&paper), Some(&act.head.seal))?;
    let name = if version > 1 { format!("{number}-v{version}.pdf") } else { format!("{number}.pdf") };
    let document = document::keep(act, &NewDocument::issued("quote", payload.deal, &number, &name, &bytes))?;
    let row = write(act, quote, &paper, &worked.quote, document)?;
    write_lines(act.db, LinesOf::QuoteVersion(row), &paper.lines)?;
    if let Some(method) = payload.method {
        left(act, &facts, method, row, document)?;
    }
    index::index(
        act.db,
        HitKind::Quote,
        quote,
        &[&number, &paper.subject, &facts.title, &facts.client_name],
    )?;
    draft::remove(act, &format!("quote:{}", payload.deal))?;
    Ok(quote)
}

/// The quote whose version is sent, that version, and its number: taken now unless it was sent before.
fn numbered(act: &Act, facts: &Facts) -> Result<(i64, i64, String)> {
    // Once an order is signed, what is sent amends it.
    let sent = if facts.order.is_some() { &facts.amendment } else { &facts.quote };
    if let Some(sent) = sent {
        act.may_issue()?;
        return Ok((sent.id, sent.version + 1, sent.number.clone()));
    }
    let (year, n, number) = number::take(act, Series::Quote)?;
    let amends = facts.order.as_ref().map(|order| order.id);
    act.db.execute(
        "INSERT INTO quote (deal, series, year, n, number, amends) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![facts.deal, Series::Quote.prefix(), year, n, number, amends],
    )?;
    Ok((act.db.last_insert_rowid(), 1, number))
}

/// The version left the day it was numbered; by whom it was received is not known.
fn left(act: &Act, facts: &Facts, method: Channel, version: i64, document: i64) -> Result<i64> {
    write_sending(
        act,
        &Sent {
            client: facts.client,
            deal: facts.deal,
            kind: SendingKind::Quote,
            method,
            day: act.today,
            recipient: "",
            copies: "",
            tone: None,
            subject: "",
            body: "",
            invoice: None,
            quote_version: Some(version),
            document: Some(document),
            message: None,
        },
    )
}

/// Writes a version as it is sent; answers its row.
fn write(act: &Act, quote: i64, paper: &QuotePaper, worked: &Quote, document: i64) -> Result<i64> {
    act.db.execute(
        "INSERT INTO quote_version (quote, version, sent_on, method, valid_until, subject, start, duration, notes, discount, deposit,
             payment_days, terms, seller, buyer, logo, wordings, net, vat, gross, document, conditions)
         VALUES (:quote, :version, :sent_on, '', :valid_until, :subject, :start, :duration, :notes, :discount, :deposit,
             :payment_days, (SELECT id FROM terms WHERE version = :terms), :seller, :buyer, :logo, :wordings, :net, :vat, :gross, :document, :conditions)",
        named_params! {
            ":quote": quote,
            ":version": paper.version,
            ":sent_on": paper.sent_on.to_string(),
            ":valid_until": paper.valid_until.to_string(),
            ":subject": paper.subject,
            ":start": paper.start,
            ":duration": paper.duration,
            ":notes": worked.notes,
            ":discount": paper.discount.0,
            ":deposit": paper.deposit.share().0,
            ":payment_days": paper.payment.days(),
            ":terms": paper.terms.as_ref().map(|terms| terms.version),
            ":seller": serde_json::to_string(&paper.parties.seller)?,
            ":buyer": serde_json::to_string(&paper.parties.buyer)?,
            ":logo": paper.parties.logo.as_ref().map(|(sha256, _)| sha256),
            ":wordings": serde_json::to_string(&paper.wordings)?,
            ":net": worked.totals.net.0,
            ":vat": worked.totals.vat.0,
            ":gross": worked.totals.gross.0,
            ":document": document,
            ":conditions": serde_json::to_string(&paper.conditions)?,
        },
    )?;
    Ok(act.db.last_insert_rowid())
}
