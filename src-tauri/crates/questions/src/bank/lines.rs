//! Lines of one's accounts, page by page: what is left to explain, and what the others are.

use crate::narrowing;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::bank::explanation::LineKind;
use rusqlite::{OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// Which lines a list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineList {
    /// Money received that nothing explains.
    #[default]
    Received,
    /// Money paid that nothing explains.
    Paid,
    /// What is explained.
    Explained,
    /// Not booked yet.
    Pending,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BankLinesFilter {
    #[ts(optional, as = "Option<_>")]
    pub list: LineList,
    /// The row already shown that the page comes after; none for the first page.
    pub before: Option<i64>,
    pub most: Option<u16>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankLines {
    pub rows: Vec<BankLineRow>,
    pub more: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct BankLineRow {
    pub id: i64,
    /// Its account's label.
    pub account: String,
    /// ISO day.
    pub day: String,
    /// Signed, in hundredths of the currency.
    pub amount: Cents,
    /// ISO 4217.
    pub currency: String,
    pub label: String,
    /// Empty where the bank does not say.
    pub payer: String,
    pub reference: String,
    pub explanation: Option<LineExplanation>,
}

/// What a line is.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LineExplanation {
    pub id: i64,
    pub kind: LineKind,
    pub words: String,
    /// The invoices that its payments settled: « F-2026-0045, F-2026-0046 »; empty where it has none.
    pub invoices: String,
    /// Their clients' names.
    pub clients: String,
}

macro_rules! lines {
    ($condition:literal) => {
        concat!(
            "SELECT l.id, a.label AS account, l.day, l.amount, coalesce(l.currency, a.currency) AS currency, l.label, l.payer, l.reference,
                    e.id AS explanation, e.kind, e.words,
                    (SELECT group_concat(number, ', ') FROM (SELECT DISTINCT n.number FROM line_payment p
                       JOIN allocation s ON s.payment = p.payment JOIN invoice n ON n.id = s.invoice WHERE p.explanation = e.id ORDER BY s.id)) AS invoices,
                    (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT c.name FROM line_payment p JOIN payment y ON y.id = p.payment
                       JOIN client w ON w.id = y.client JOIN client c ON c.id = coalesce(w.merged_into, w.id) WHERE p.explanation = e.id ORDER BY c.name)) AS clients
             FROM bank_line l JOIN bank_account a ON a.id = l.account LEFT JOIN line_explanation e ON e.id = l.explanation
             WHERE ",
            $condition,
            " AND (l.day, l.id) < (?1, ?2) ORDER BY l.day DESC, l.id DESC LIMIT ?3"
        )
    };
}

pub fn lines(ask: &Ask, filter: BankLinesFilter) -> Result<BankLines> {
    let most = narrowing::most(filter.most);
    let last: Option<(String, i64)> = ask
        .db
        .prepare_cached("SELECT day, id FROM bank_line WHERE id = ?1")?
        .query_row([filter.before], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (day, id) = last.unwrap_or_else(|| ("9999-12-31".to_owned(), i64::MAX));
    let sql = match filter.list {
        LineList::Received => lines!("l.explanation IS NULL AND l.pending = 0 AND l.amount > 0"),
        LineList::Paid => lines!("l.explanation IS NULL AND l.pending = 0 AND l.amount <= 0"),
        LineList::Explained => lines!("l.explanation IS NOT NULL"),
        LineList::Pending => lines!("l.pending = 1 AND l.booked_as IS NULL"),
    };
    let wanted = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<BankLineRow> = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![day, id, wanted], read)?
        .collect::<rusqlite::Result<_>>()?;
    let more = rows.len() > most;
    rows.truncate(most);
    Ok(BankLines { rows, more })
}

fn read(r: &Row) -> rusqlite::Result<BankLineRow> {
    let explanation = match r.get::<_, Option<i64>>("explanation")? {
        Some(id) => Some(LineExplanation {
            id,
            kind: r.get::<_, Word<LineKind>>("kind")?.0,
            words: r.get("words")?,
            invoices: r.get::<_, Option<String>>("invoices")?.unwrap_or_default(),
            clients: r.get::<_, Option<String>>("clients")?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(BankLineRow {
        id: r.get("id")?,
        account: r.get("account")?,
        day: r.get("day")?,
        amount: Cents(r.get("amount")?),
        currency: r.get("currency")?,
        label: r.get("label")?,
        payer: r.get("payer")?,
        reference: r.get("reference")?,
        explanation,
    })
}
