//! A quote is numbered, sealed and sent; a changed one is a new version of the same number.

use crate::quote::work::work;
use books::act::Act;
use books::draft;
use books::error::Result;
use documents::paper::quote;
use journey::number::Series;
use journey::quote::allowed::may_send;
use journey::quote::{QuoteContent, refuse_if_blocked};
use journey::sending::SendMethod;
use records::document::NewDocument;
use records::lines::{LinesOf, write_lines};
use records::number;
use records::{document, facts, index};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendQuote {
    pub deal: i64,
    pub content: QuoteContent,
    pub method: SendMethod,
}

pub fn send(act: &Act, payload: SendQuote) -> Result<i64> {
    let ask = act.ask();
    let facts = facts::facts(&ask, payload.deal)?;
    may_send(&facts)?;
    let worked = work(&ask, payload.deal, &payload.content)?;
    refuse_if_blocked(&worked.problems)?;
    act.about(payload.deal);

    // Once an order is signed, what is sent amends it.
    let sent = if facts.order.is_some() { &facts.amendment } else { &facts.quote };
    let (quote, version, number) = match sent {
        Some(sent) => {
            act.may_issue()?;
            (sent.id, sent.version + 1, sent.number.clone())
        }
        None => {
            let (year, n, number) = number::take(act, Series::Quote)?;
            act.db.execute(
                "INSERT INTO quote (deal, series, year, n, number, amends) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    payload.deal,
                    Series::Quote.prefix(),
                    year,
                    n,
                    number,
                    facts.order.as_ref().map(|o| o.id)
                ],
            )?;
            (act.db.last_insert_rowid(), 1, number)
        }
    };
    let paper = worked.paper(&ask, number.clone(), version, false)?;
    let bytes = document::print(&quote::quote_sheet(&paper), Some(&act.head.seal))?;
    let name = if version > 1 { format!("{number}-v{version}.pdf") } else { format!("{number}.pdf") };
    let document = document::keep(act, &NewDocument::issued("quote", payload.deal, &number, &name, &bytes))?;
    let totals = &worked.quote.totals;
    act.db.execute(
        "INSERT INTO quote_version (quote, version, sent_on, method, valid_until, subject, start, duration, notes, discount, deposit,
             payment_days, terms, seller, buyer, logo, wordings, net, vat, gross, document, conditions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, (SELECT id FROM terms WHERE version = ?13), ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
        params![
            quote,
            version,
            paper.sent_on.to_string(),
            payload.method.stored(),
            paper.valid_until.to_string(),
            paper.subject,
            paper.start,
            paper.duration,
            worked.quote.notes,
            paper.discount.0,
            paper.deposit.0,
            paper.payment_days,
            paper.terms.as_ref().map(|t| t.version),
            serde_json::to_string(&paper.parties.seller)?,
            serde_json::to_string(&paper.parties.buyer)?,
            paper.parties.logo.as_ref().map(|l| &l.0),
            serde_json::to_string(&paper.wordings)?,
            totals.net.0,
            totals.vat.0,
            totals.gross.0,
            document,
            serde_json::to_string(&paper.conditions)?
        ],
    )?;
    let row = act.db.last_insert_rowid();
    write_lines(act.db, LinesOf::QuoteVersion(row), &paper.lines)?;
    index::index(act.db, "quote", quote, &[&number, &paper.subject, &facts.title, &facts.client_name])?;
    draft::remove(act, &format!("quote:{}", payload.deal))?;
    Ok(quote)
}
