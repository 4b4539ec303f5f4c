//! A receipt for a payment: written once, sealed, kept.

use books::act::{Act, Ask};
use books::error::Result;
use documents::paper::frame::Parties;
use documents::paper::letter::KeptParties;
use documents::paper::receipt::{ReceiptPaper, Settled, receipt_letter};
use journey::allowed::payment::may_issue_receipt;
use journey::contact::person::About;
use journey::say;
use records::document::{self, NewDocument, print_letter};
use records::payment::payment_left;
use records::receipt::of_payment;
use records::row::day;
use records::{parties, person, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueReceipt {
    pub payment: i64,
}

/// Answers the document.
pub fn issue(act: &Act, payload: IssueReceipt) -> Result<i64> {
    let ask = act.ask();
    let known = payment_left(&ask, payload.payment)?;
    may_issue_receipt(known.reversed, of_payment(&ask, payload.payment)?.is_some())?;
    act.may_issue()?;
    act.about(known.deal);
    let (paper, parties) = made_from(&ask, payload.payment)?;
    let bytes = print_letter(&receipt_letter(&paper, &parties), Some(&act.head.seal))?;
    document::keep(
        act,
        &NewDocument {
            payment: Some(payload.payment),
            made_from: &serde_json::to_string(&paper)?,
            ..NewDocument::issued(
                "receipt",
                known.deal,
                &format!("Reçu {}", paper.about()),
                &say!(
                    parties.language(),
                    "Reçu {number} du {day}.pdf",
                    number = paper.about(),
                    day = paper.received_on
                ),
                &bytes,
            )
        },
    )
}

fn made_from(ask: &Ask, payment: i64) -> Result<(ReceiptPaper, Parties)> {
    let known = payment_left(ask, payment)?;
    let seller = settings::the_seller(ask)?;
    let parties = parties::parties(ask, seller, person::addressed(ask, known.client, About::Invoice)?)?;
    let (reference, refunded, retained): (String, i64, i64) = ask
        .db
        .prepare_cached(
            "SELECT reference, (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id AND kind = 'refund'),
                    (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id AND kind = 'kept')
             FROM payment p WHERE id = ?1",
        )?
        .query_row([payment], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let mut statement = ask.db.prepare_cached(
        "SELECT i.number, i.issued_on, sum(a.amount),
                i.gross - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice = i.id)
         FROM allocation a JOIN invoice i ON i.id = a.invoice WHERE a.payment = ?1
         GROUP BY i.id HAVING sum(a.amount) <> 0 ORDER BY min(a.id)",
    )?;
    let mut rows = statement.query([payment])?;
    let mut settled = Vec::new();
    while let Some(r) = rows.next()? {
        settled.push(Settled {
            number: r.get(0)?,
            issued_on: day(&r.get::<_, String>(1)?)?,
            amount: Cents(r.get(2)?),
            left: Cents(r.get(3)?),
        });
    }
    let paper = ReceiptPaper {
        issued_on: ask.today,
        received_on: known.received_on,
        amount: known.amount,
        method: known.method,
        reference,
        settled,
        kept: known.left,
        refunded: Cents(refunded),
        retained: Cents(retained),
        parties: KeptParties::of(&parties),
    };
    Ok((paper, parties))
}
