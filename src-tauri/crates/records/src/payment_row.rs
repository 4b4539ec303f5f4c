//! Payments in a list: what came in and what went out, with what is left of each and where its cheque stands.
//! Found from an index or from a few invoices, never by reading every payment.

use crate::payment::PaymentKind;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::payment::PaymentMethod;
use journey::payment::cheque::ChequeState;
use journey::today::ClientName;
use rusqlite::{Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentRow {
    pub(crate) id: i64,
    pub(crate) kind: PaymentKind,
    /// The first invoice it settled, or that of the payment it undoes.
    pub(crate) invoice: i64,
    /// Of every invoice it settled: « F-2026-0045, F-2026-0046 ».
    pub(crate) number: String,
    pub(crate) client: ClientName,
    pub(crate) deal: i64,
    /// Negative for what went out.
    pub(crate) amount: Cents,
    pub(crate) received_on: String,
    pub(crate) method: PaymentMethod,
    pub(crate) reference: String,
    pub(crate) fee: Cents,
    /// What settles nothing: to give back, or to use.
    pub(crate) left: Cents,
    pub(crate) reversed: bool,
    /// Where a cheque stands; none for other means.
    pub(crate) cheque: Option<ChequeStanding>,
    /// The receipt, once it is written.
    pub(crate) receipt: Option<i64>,
}

impl PaymentRow {
    /// Was it received on that ISO day or since?
    #[must_use]
    pub fn is_since(&self, day: &str) -> bool {
        self.received_on.as_str() >= day
    }

    fn read(r: &Row) -> rusqlite::Result<PaymentRow> {
        let (Word(kind), Word(method)) = (r.get("kind")?, r.get("method")?);
        let came_in = kind == PaymentKind::Received;
        let received_on: String = r.get("received_on")?;
        let cheque = match r.get::<_, Option<Word<ChequeState>>>("step")? {
            _ if method != PaymentMethod::Cheque || !came_in => None,
            Some(Word(state)) => Some(ChequeStanding { state, since: r.get("step_on")? }),
            None => Some(ChequeStanding { state: ChequeState::Received, since: received_on.clone() }),
        };
        let amount = Cents(r.get("amount")?);
        Ok(PaymentRow {
            id: r.get("id")?,
            kind,
            invoice: r.get("invoice")?,
            number: r.get("number")?,
            client: ClientName { id: r.get("client")?, name: r.get("client_name")? },
            deal: r.get("deal")?,
            amount: if came_in { amount } else { -amount },
            received_on,
            method,
            reference: r.get("words")?,
            fee: Cents(r.get("fee")?),
            left: if came_in { Cents(r.get("unused")?) } else { Cents::ZERO },
            reversed: r.get("reversed")?,
            cheque,
            receipt: r.get("receipt")?,
        })
    }
}

/// Where a cheque stands, since when.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChequeStanding {
    pub(crate) state: ChequeState,
    pub(crate) since: String,
}

/// Which payments a list holds.
#[derive(Clone, Copy, Debug)]
pub enum PaymentList {
    One(i64),
    /// That one and those written since.
    Since(i64),
    /// Those that ever settled an invoice of that deal, and what undoes them.
    OfDeal(i64),
    /// Those that ever settled that invoice, and what undoes them.
    OfInvoice(i64),
}

/// Payments under a condition on `p` (the row), latest first; `o` is the payment that it is or undoes, `i` its first
/// invoice.
macro_rules! payments {
    ($($condition:literal),+) => {
        concat!(
            "SELECT p.id, i.id AS invoice,
                    (SELECT group_concat(number, ', ') FROM (SELECT n.number FROM allocation a JOIN invoice n ON n.id = a.invoice
                       WHERE a.payment = o.id GROUP BY n.id ORDER BY min(a.id))) AS number, c.id AS client, c.name AS client_name, i.deal, p.amount, p.received_on,
                    p.method, trim(p.reference || ' · ' || p.reason, ' ·') AS words, p.kind, p.fee,
                    p.amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id)
                             - (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id) AS unused,
                    EXISTS (SELECT 1 FROM payment WHERE undoes = p.id AND kind = 'reversal' GROUP BY undoes HAVING sum(amount) > 0) AS reversed,
                    (SELECT kind FROM payment_event WHERE payment = p.id ORDER BY id DESC LIMIT 1) AS step,
                    (SELECT day FROM payment_event WHERE payment = p.id ORDER BY id DESC LIMIT 1) AS step_on,
                    (SELECT id FROM document WHERE payment = p.id AND kind = 'receipt') AS receipt
             FROM payment p JOIN payment o ON o.id = coalesce(p.undoes, p.id)
             JOIN invoice i ON i.id = (SELECT invoice FROM allocation WHERE payment = o.id ORDER BY id LIMIT 1)
             JOIN client w ON w.id = p.client JOIN client c ON c.id = coalesce(w.merged_into, w.id)
             WHERE ",
            $($condition,)+
            " ORDER BY p.id DESC LIMIT ?2"
        )
    };
}

/// The same for what touched a few invoices: found from these, never by reading every payment.
macro_rules! payments_touching {
    ($invoices:literal) => {
        payments!(
            "p.id IN (WITH mine AS (SELECT a.payment AS id FROM invoice x JOIN allocation a ON a.invoice = x.id WHERE ",
            $invoices,
            ") SELECT id FROM mine UNION SELECT u.id FROM mine JOIN payment u ON u.undoes = mine.id)"
        )
    };
}

/// The payments of a list, latest first.
pub fn rows(ask: &Ask, list: PaymentList, most: usize) -> Result<Vec<PaymentRow>> {
    let (sql, value) = match list {
        PaymentList::One(id) => (payments!("p.id = ?1"), id),
        PaymentList::Since(id) => (payments!("p.id >= ?1"), id),
        PaymentList::OfDeal(deal) => (payments_touching!("x.deal = ?1"), deal),
        PaymentList::OfInvoice(invoice) => (payments_touching!("x.id = ?1"), invoice),
    };
    let rows = ask
        .db
        .prepare_cached(sql)?
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], PaymentRow::read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// One payment's row.
pub fn row(ask: &Ask, id: i64) -> Result<Option<PaymentRow>> {
    Ok(rows(ask, PaymentList::One(id), 1)?.into_iter().next())
}
