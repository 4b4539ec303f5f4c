//! Amendments: what they replace, and which one waits for its signature.

use crate::order_vat;
use crate::quote;
use books::act::Ask;
use books::error::Result;
use books::reading::Reading;
use journey::contact::Language;
use journey::deal::Facts;
use journey::order::amendment::{changes, difference};
use journey::order::ordered;
use journey::quote::{Line, totals_of};
use journey::say;
use journey::vat::{Totals, VatGroup};
use values::money::{BasisPoints, Cents};

/// The order in force that an amendment would replace.
pub struct Amended {
    /// Numbers of its quote and its own.
    pub numbers: (String, String),
    /// Positions of the options that were ticked, among all lines of its quote.
    pub options: Vec<usize>,
    pub lines: Vec<Line>,
    pub totals: Totals,
}

/// The order in force of a deal, with its lines; none before a signature.
pub fn amended(ask: &Ask, facts: &Facts) -> Result<Option<Amended>> {
    let Some(order) = &facts.order else { return Ok(None) };
    let (quote, version, options): (i64, i64, String) = ask
        .db
        .prepare_cached(
            "SELECT v.quote, v.version, o.options FROM signed_order o JOIN quote_version v ON v.id = o.quote_version WHERE o.id = ?1",
        )?
        .query_row([order.id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let (paper, _) = quote::stored(ask.db, quote, version)?;
    let options: Vec<usize> = serde_json::from_str(&options)?;
    let lines = order_vat::as_settled(ask, order.id, ordered(&paper.lines, &options)?)?;
    Ok(Some(Amended {
        numbers: (paper.number, order.number.clone()),
        totals: totals_of(&lines, paper.discount),
        options,
        lines,
    }))
}

impl Amended {
    /// What the new whole changes, as it is printed.
    pub fn note(&self, language: Language, lines: &[Line], totals: &Totals) -> (String, String) {
        let mut said = changes(language, &self.lines, lines);
        said.push(difference(language, self.totals.gross, totals.gross));
        (say!(language, "Ce qui change").to_owned(), said.join("\n"))
    }
}

/// What is invoiced of a deal's orders, credit notes taken away, per VAT rate.
pub fn invoiced(db: Reading, deal: i64) -> Result<Vec<VatGroup>> {
    let groups = db
        .prepare_cached(
            "SELECT v.rate, sum(CASE i.kind WHEN 'credit_note' THEN -v.net ELSE v.net END),
                    sum(CASE i.kind WHEN 'credit_note' THEN -v.vat ELSE v.vat END)
             FROM invoice_vat v JOIN invoice i ON i.id = v.invoice
             WHERE i.deal = ?1 AND i.signed_order IS NOT NULL GROUP BY v.rate ORDER BY v.rate DESC",
        )?
        .query_map([deal], |r| {
            Ok(VatGroup { rate: BasisPoints(r.get(0)?), net: Cents(r.get(1)?), vat: Cents(r.get(2)?) })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(groups)
}
