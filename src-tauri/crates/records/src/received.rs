//! Invoices that suppliers sent, as they were read when they were kept.

use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::received::{ReceivedBefore, ReceivedInvoice};
use journey::today::received::{DueToSuppliers, FirstDue};
use rusqlite::{OptionalExtension, Row, params};
use values::money::Cents;
use values::refusal::Refusal;

/// One that is kept.
#[derive(Clone, Debug)]
pub struct KeptInvoice {
    pub id: i64,
    pub kept_on: NaiveDate,
    pub sha256: String,
    /// What the file was called.
    pub name: String,
    pub media_type: String,
    pub paid_on: Option<NaiveDate>,
    pub invoice: ReceivedInvoice,
}

/// Every column of one, under a condition.
macro_rules! kept {
    ($condition:literal) => {
        concat!(
            "SELECT id, kept_on, sha256, name, media_type, credit, seller, seller_number, number, issued_on, due_on, currency, total,
               to_pay, account, reference, verdict, paid_on FROM received_invoice WHERE ",
            $condition
        )
    };
}

fn read(r: &Row) -> rusqlite::Result<KeptInvoice> {
    let day = |column: &str| r.get::<_, Option<Day>>(column).map(|day| day.map(|day| day.0));
    Ok(KeptInvoice {
        id: r.get("id")?,
        kept_on: r.get::<_, Day>("kept_on")?.0,
        sha256: r.get("sha256")?,
        name: r.get("name")?,
        media_type: r.get("media_type")?,
        paid_on: day("paid_on")?,
        invoice: ReceivedInvoice {
            credit: r.get("credit")?,
            seller: r.get("seller")?,
            seller_number: r.get("seller_number")?,
            number: r.get("number")?,
            issued_on: day("issued_on")?,
            due_on: day("due_on")?,
            currency: r.get("currency")?,
            total: Cents(r.get("total")?),
            to_pay: Cents(r.get("to_pay")?),
            account: r.get("account")?,
            reference: r.get("reference")?,
            verdict: r.get::<_, Word<_>>("verdict")?.0,
        },
    })
}

/// One of those on the list.
pub fn kept(ask: &Ask, id: i64) -> Result<KeptInvoice> {
    ask.db
        .prepare_cached(kept!("id = ?1 AND removed_on IS NULL"))?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette facture reçue").into())
}

/// Every one on the list: first those to be paid, the first due first; then the latest.
pub fn all(ask: &Ask) -> Result<Vec<KeptInvoice>> {
    let mut statement = ask.db.prepare_cached(kept!(
        "removed_on IS NULL ORDER BY paid_on IS NOT NULL OR credit = 1 OR to_pay <= 0,
           CASE WHEN paid_on IS NULL AND credit = 0 AND to_pay > 0 THEN coalesce(due_on, '9999') END,
           coalesce(issued_on, kept_on) DESC, id DESC"
    ))?;
    Ok(statement.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Those of a seller, by number.
pub fn of_seller(ask: &Ask, seller_number: &str) -> Result<Vec<i64>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id FROM received_invoice WHERE seller_number = ?1 AND ?1 <> '' ORDER BY id",
    )?;
    Ok(statement.query_map([seller_number], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The same invoice where it is on the list already: the same file, or the same number of the same seller.
pub fn before(ask: &Ask, sha256: &str, invoice: &ReceivedInvoice) -> Result<Option<ReceivedBefore>> {
    let mut statement = ask.db.prepare_cached(kept!(
        "removed_on IS NULL AND (sha256 = ?1 OR number = ?2) ORDER BY sha256 = ?1 DESC, id"
    ))?;
    let found: Vec<KeptInvoice> =
        statement.query_map(params![sha256, invoice.number], read)?.collect::<rusqlite::Result<_>>()?;
    let same = |one: &KeptInvoice| {
        let other = &one.invoice;
        one.sha256 == sha256
            || other.credit == invoice.credit && invoice.is_of(&other.seller, &other.seller_number)
    };
    Ok(found.into_iter().find(same).map(|one| ReceivedBefore {
        id: one.id,
        kept_on: one.kept_on,
        same_file: one.sha256 == sha256,
    }))
}

/// The row of that very file where it was taken off the list.
pub fn removed(ask: &Ask, sha256: &str) -> Result<Option<i64>> {
    Ok(ask
        .db
        .prepare_cached("SELECT id FROM received_invoice WHERE sha256 = ?1 AND removed_on IS NOT NULL")?
        .query_row([sha256], |r| r.get(0))
        .optional()?)
}

/// Those in euros that are due today or before.
pub fn due(ask: &Ask) -> Result<DueToSuppliers> {
    let mut statement = ask.db.prepare_cached(kept!(
        "removed_on IS NULL AND paid_on IS NULL AND credit = 0 AND to_pay > 0 AND currency = 'EUR' AND due_on <= ?1
         ORDER BY due_on, id"
    ))?;
    let all: Vec<KeptInvoice> =
        statement.query_map([ask.today.to_string()], read)?.collect::<rusqlite::Result<_>>()?;
    let first = all.first().map(|one| FirstDue {
        id: one.id,
        seller: one.invoice.seller.clone(),
        number: one.invoice.number.clone(),
        due_on: one.invoice.due_on.unwrap_or(ask.today),
    });
    Ok(DueToSuppliers {
        first,
        count: i64::try_from(all.len()).unwrap_or(i64::MAX),
        amount: all.iter().map(|one| one.invoice.to_pay).sum(),
    })
}
