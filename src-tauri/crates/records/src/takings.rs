//! The lines of the receipts book, from the rows of money.

use crate::payment::PaymentKind;
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::accounting::span::Span;
use journey::accounting::takings::{Taking, TakingKind, in_order};
use journey::activity::Activity;
use journey::charges::ChargesPaid;
use journey::invoice::InvoiceKind;
use journey::payment::PaymentMethod;
use rusqlite::{Row, params};
use values::money::Cents;

/// Every receipt of a span, in order.
pub fn takings(ask: &Ask, span: Span) -> Result<Vec<Taking>> {
    let mut all = payments(ask, span)?;
    all.extend(charges(ask, span)?);
    all.extend(past(ask, span)?);
    in_order(&mut all);
    Ok(all)
}

/// Money that came and went. What was typed by mistake is undone on the day of that payment; what the bank took back, on
/// the day it did.
fn payments(ask: &Ask, span: Span) -> Result<Vec<Taking>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.kind, p.received_on, p.amount, CASE p.kind WHEN 'reversal' THEN o.fee * (CASE WHEN p.amount < 0 THEN 1 ELSE -1 END) ELSE p.fee END AS fee, p.method, trim(p.reference || ' · ' || p.reason, ' ·') AS words,
                p.rank, c.name AS client,
                coalesce((SELECT group_concat(number, ', ') FROM (SELECT n.number FROM allocation a JOIN invoice n ON n.id = a.invoice
                   WHERE a.payment = o.id GROUP BY n.id ORDER BY min(a.id))), '') AS number,
                i.kind AS invoice_kind, coalesce(d.title, '') AS title
         FROM (SELECT *, row_number() OVER (ORDER BY id) AS rank FROM payment WHERE kind <> 'kept') p JOIN payment o ON o.id = coalesce(p.undoes, p.id)
         JOIN client w ON w.id = p.client JOIN client c ON c.id = coalesce(w.merged_into, w.id)
         LEFT JOIN invoice i ON i.id = (SELECT invoice FROM allocation WHERE payment = o.id ORDER BY id LIMIT 1)
         LEFT JOIN deal d ON d.id = i.deal
         WHERE p.received_on BETWEEN ?1 AND ?2 ORDER BY p.id",
    )?;
    let rows = statement
        .query_map(params![span.from.to_string(), span.to.to_string()], |r| {
            let Word(kind): Word<PaymentKind> = r.get("kind")?;
            let amount = Cents(r.get("amount")?);
            let (kind, amount) = match kind {
                PaymentKind::Received => (TakingKind::Payment, amount),
                PaymentKind::Refund | PaymentKind::Kept => (TakingKind::Refund, -amount),
                PaymentKind::Reversal => (TakingKind::Reversal, -amount),
            };
            let about = r.get::<_, Option<Word<InvoiceKind>>>("invoice_kind")?;
            Ok(Taking {
                kind,
                amount,
                nature: nature((kind, amount), about.map(|Word(about)| about), r)?,
                voucher: format!("R-{:04}", r.get::<_, i64>("rank")?),
                fee: Cents(r.get("fee")?),
                reference: r.get("words")?,
                ..taking(r)?
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn nature(
    (kind, amount): (TakingKind, Cents),
    about: Option<InvoiceKind>,
    r: &Row,
) -> rusqlite::Result<String> {
    let title: String = r.get("title")?;
    let begins = match kind {
        TakingKind::Refund if amount.0 > 0 => "Remboursement non fait",
        TakingKind::Refund => "Remboursement",
        TakingKind::Reversal if amount.0 > 0 => "Annulation reprise",
        TakingKind::Reversal => "Annulation",
        TakingKind::Charges => "Intérêts et indemnité de retard",
        TakingKind::Past => "Recettes reprises",
        TakingKind::Payment => match about {
            Some(InvoiceKind::Deposit) => "Acompte",
            Some(InvoiceKind::Balance) => "Solde",
            Some(InvoiceKind::Progress) => "Facture intermédiaire",
            Some(InvoiceKind::Standalone | InvoiceKind::Elsewhere | InvoiceKind::CreditNote) | None => {
                "Facture"
            }
        },
    };
    Ok(if title.is_empty() { begins.to_owned() } else { format!("{begins} · {title}") })
}

/// What every row of money tells alike.
fn taking(r: &Row) -> rusqlite::Result<Taking> {
    Ok(Taking {
        on: r.get::<_, Day>("received_on")?.0,
        voucher: String::new(),
        kind: TakingKind::Payment,
        number: r.get("number")?,
        client: r.get("client")?,
        nature: String::new(),
        amount: Cents(r.get("amount")?),
        fee: Cents::ZERO,
        method: Some(r.get::<_, Word<PaymentMethod>>("method")?.0),
        reference: String::new(),
    })
}

/// Interest and indemnities of late payment.
fn charges(ask: &Ask, span: Span) -> Result<Vec<Taking>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.id, p.received_on, p.amount, p.method, p.kind, p.words, p.reference, i.number, c.name AS client, d.title
         FROM charge_payment p JOIN invoice i ON i.id = p.invoice JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
         WHERE p.received_on BETWEEN ?1 AND ?2 ORDER BY p.id",
    )?;
    let rows = statement
        .query_map(params![span.from.to_string(), span.to.to_string()], |r| {
            let nature = match r.get::<_, Word<_>>("kind")?.0 {
                ChargesPaid::Late => nature((TakingKind::Charges, Cents::ZERO), None, r)?,
                ChargesPaid::Costs => format!("Frais de recouvrement · {}", r.get::<_, String>("words")?),
            };
            Ok(Taking {
                kind: TakingKind::Charges,
                nature,
                voucher: format!("P-{:04}", r.get::<_, i64>("id")?),
                reference: r.get("reference")?,
                ..taking(r)?
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Receipts of whole months that came from another tool, on the first day of theirs.
fn past(ask: &Ask, span: Span) -> Result<Vec<Taking>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT id, month || '-01' AS day, activity, amount FROM past_receipt WHERE month || '-01' BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let rows = statement
        .query_map(params![span.from.to_string(), span.to.to_string()], |r| {
            let Word(activity): Word<Activity> = r.get("activity")?;
            Ok(Taking {
                on: r.get::<_, Day>("day")?.0,
                voucher: format!("A-{:04}", r.get::<_, i64>("id")?),
                kind: TakingKind::Past,
                number: String::new(),
                client: String::new(),
                nature: format!("Recettes du mois reprises d’un autre outil · {}", activity.french()),
                amount: Cents(r.get("amount")?),
                fee: Cents::ZERO,
                method: None,
                reference: String::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
