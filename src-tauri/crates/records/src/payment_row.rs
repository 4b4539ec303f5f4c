//! Payments in a list: what came in and what went out, with what is left of each and where its cheque stands.
//! Found from an index or from a few invoices, never by reading every payment.

use crate::payment::PaymentKind;
use books::act::Ask;
use books::error::Result;
use journey::payment::PaymentMethod;
use journey::payment::cheque::ChequeState;
use journey::today::ClientName;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentRow {
    pub id: i64,
    pub kind: PaymentKind,
    /// The first invoice it settled, or that of the payment it undoes.
    pub invoice: i64,
    pub number: String,
    pub client: ClientName,
    pub deal: i64,
    /// Negative for what went out.
    pub amount: Cents,
    pub received_on: String,
    pub method: PaymentMethod,
    pub reference: String,
    pub fee: Cents,
    /// What settles nothing: to give back, or to use.
    pub left: Cents,
    pub reversed: bool,
    /// Where a cheque stands; none for other means.
    pub cheque: Option<ChequeStanding>,
    /// The receipt, once it is written.
    pub receipt: Option<i64>,
}

/// Payments that ever settled an invoice under a condition on `x`, and what undoes them, latest first.
pub fn touching(ask: &Ask, condition: &str, value: i64) -> Result<Vec<PaymentRow>> {
    // Found from the few invoices, never by reading every payment.
    let of_invoices = format!(
        "p.id IN (WITH mine AS (SELECT a.payment AS id FROM invoice x JOIN allocation a ON a.invoice = x.id WHERE {condition})
                  SELECT id FROM mine UNION SELECT u.id FROM mine JOIN payment u ON u.undoes = mine.id)"
    );
    rows(ask, &of_invoices, value, 200)
}

/// Payments under a condition on `p` (the row), `o` (the payment it is or undoes) or `i` (its first invoice), latest first.
pub fn rows(ask: &Ask, condition: &str, value: i64, most: usize) -> Result<Vec<PaymentRow>> {
    let mut statement = ask.db.prepare_cached(&format!(
        "SELECT p.id, i.id, i.number, c.id, c.name, i.deal, p.amount, p.received_on, p.method,
                CASE p.reason WHEN '' THEN p.reference ELSE p.reason END, p.kind, p.fee,
                p.amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id)
                         - (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id),
                EXISTS (SELECT 1 FROM payment WHERE undoes = p.id AND kind = 'reversal'),
                (SELECT kind || ' ' || day FROM payment_event WHERE payment = p.id ORDER BY id DESC LIMIT 1),
                (SELECT id FROM document WHERE payment = p.id AND kind = 'receipt')
         FROM payment p JOIN payment o ON o.id = coalesce(p.undoes, p.id)
         JOIN invoice i ON i.id = (SELECT invoice FROM allocation WHERE payment = o.id ORDER BY id LIMIT 1)
         JOIN client c ON c.id = p.client
         WHERE {condition} ORDER BY p.id DESC LIMIT ?2"
    ))?;
    let rows = statement
        .query_map(params![value, i64::try_from(most).unwrap_or(i64::MAX)], |r| {
            let (method, kind): (String, String) = (r.get(8)?, r.get(10)?);
            let kind = serde_json::from_value(kind.into()).unwrap_or(PaymentKind::Received);
            let amount = Cents(r.get(6)?);
            let came_in = kind == PaymentKind::Received;
            let method = PaymentMethod::from_stored(&method).unwrap_or(PaymentMethod::Other);
            let received_on: String = r.get(7)?;
            let step: Option<String> = r.get(14)?;
            let cheque = (method == PaymentMethod::Cheque && came_in).then(|| {
                let (state, since) = match step.as_deref().and_then(|step| step.split_once(' ')) {
                    Some(("deposited", day)) => (ChequeState::Deposited, day),
                    Some(("cleared", day)) => (ChequeState::Cleared, day),
                    Some(("bounced", day)) => (ChequeState::Bounced, day),
                    Some(_) | None => (ChequeState::Received, received_on.as_str()),
                };
                ChequeStanding { state, since: since.to_owned() }
            });
            Ok(PaymentRow {
                id: r.get(0)?,
                kind,
                invoice: r.get(1)?,
                number: r.get(2)?,
                client: ClientName { id: r.get(3)?, name: r.get(4)? },
                deal: r.get(5)?,
                amount: if came_in { amount } else { -amount },
                received_on,
                method,
                reference: r.get(9)?,
                fee: Cents(r.get(11)?),
                left: if came_in { Cents(r.get(12)?) } else { Cents::ZERO },
                reversed: r.get(13)?,
                cheque,
                receipt: r.get(15)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Where a cheque stands, since when.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ChequeStanding {
    pub state: ChequeState,
    pub since: String,
}
