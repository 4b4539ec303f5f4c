//! What money may be for, as lines of banks are matched with it: open invoices, payments noted before their line, money
//! that may go out again; and how clients are called on statements.

use crate::payment::never_was;
use crate::payment_plan;
use crate::row::{Day, Json};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::{NaiveDate, TimeDelta};
use journey::contact::ClientCard;
use journey::matching::given::{
    AliasKind, Expected, MatchTarget, PartKind, Payable, PayableAsks, PayablePart, PayerAlias, PayerNames,
    RunningPlan, TargetKind,
};
use journey::order::protection::off_premises_from;
use journey::payment::PaymentMethod;
use rusqlite::{Params, Row};
use std::collections::{BTreeMap, BTreeSet};
use values::money::Cents;

/// Days before the first line within which what was noted may be it.
const NOTED_WITHIN: i64 = 60;
/// The same for money that goes out again.
const BACK_WITHIN: i64 = 400;
/// Days within which a paper that is settled is still named.
const NAMED_WITHIN: i64 = 730;

/// All that lines from that day on may be for, but deposits to come.
pub fn payables(ask: &Ask, first: NaiveDate) -> Result<Expected> {
    let mut payables = invoices(ask)?;
    payables.extend(noted(ask, first)?);
    payables.extend(going_back(ask, first)?);
    // What was noted and not seen yet may be named still.
    let mut settled = settled_numbers(ask, first)?;
    let named: BTreeSet<&str> = payables.iter().map(|one| one.number.as_str()).collect();
    settled.retain(|number| !named.contains(number.as_str()));
    Ok(Expected {
        payables,
        payers: payers(ask)?,
        aliases: aliases(ask)?,
        payouts: Vec::new(),
        plans: plans(ask)?,
        settled_numbers: settled,
    })
}

fn every<T>(
    ask: &Ask,
    sql: &str,
    given: impl Params,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    Ok(ask.db.prepare_cached(sql)?.query_map(given, read)?.collect::<rusqlite::Result<_>>()?)
}

/// Texts that are not empty.
fn said(texts: [Option<String>; 3]) -> Vec<String> {
    texts.into_iter().flatten().filter(|text| !text.is_empty()).collect()
}

fn invoices(ask: &Ask) -> Result<Vec<Payable>> {
    let mut parts: BTreeMap<i64, Vec<PayablePart>> = BTreeMap::new();
    let due =
        every(ask, "SELECT invoice, due_on, open FROM open_invoice WHERE open > 0 ORDER BY id", [], |r| {
            let part = PayablePart {
                kind: PartKind::Instalment,
                due_on: r.get::<_, Day>("due_on")?.0,
                amount: Cents(r.get("open")?),
            };
            Ok((r.get::<_, i64>("invoice")?, part))
        })?;
    for (invoice, part) in due {
        parts.entry(invoice).or_default().push(part);
    }
    let promises = every(
        ask,
        "SELECT p.invoice, p.promised_on, p.amount FROM promise p
         WHERE p.promised_on IS NOT NULL AND p.id = (SELECT max(id) FROM promise WHERE invoice = p.invoice)
           AND EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = p.invoice AND x.open > 0)",
        [],
        |r| {
            let part = PayablePart {
                kind: PartKind::Promise,
                due_on: r.get::<_, Day>("promised_on")?.0,
                amount: Cents(r.get("amount")?),
            };
            Ok((r.get::<_, i64>("invoice")?, part))
        },
    )?;
    let mut found = every(
        ask,
        "SELECT i.id, i.number, i.issued_on, i.order_number, o.number AS ordered, o.signed_on, q.number AS quoted,
                i.wordings ->> '$.early.days' AS early_days,
                (SELECT CASE f.place WHEN 'off_premises' THEN f.signed_on END FROM signed_order f WHERE f.deal = i.deal ORDER BY f.id LIMIT 1) AS protected_on,
                (SELECT coalesce(merged_into, id) FROM client WHERE id = i.client) AS client
         FROM invoice i LEFT JOIN signed_order o ON o.id = i.signed_order
         LEFT JOIN quote_version v ON v.id = o.quote_version LEFT JOIN quote q ON q.id = v.quote
         WHERE i.id IN (SELECT invoice FROM open_invoice WHERE open > 0) ORDER BY i.id",
        [],
        |r| {
            let issued = r.get::<_, Day>("issued_on")?.0;
            Ok(Payable {
                target: MatchTarget { kind: TargetKind::Invoice, id: r.get("id")? },
                number: r.get("number")?,
                other_numbers: said([r.get("order_number")?, r.get("ordered")?, r.get("quoted")?]),
                client: r.get("client")?,
                open: Cents::ZERO,
                since: r.get::<_, Option<Day>>("signed_on")?.map_or(issued, |day| day.0.min(issued)),
                issued_on: issued,
                due_on: issued,
                parts: Vec::new(),
                by: None,
                asks: PayableAsks {
                    not_before: r.get::<_, Option<Day>>("protected_on")?.map(|day| off_premises_from(day.0)),
                    discount_until: r.get::<_, Option<i64>>("early_days")?.map(|days| issued + TimeDelta::days(days)),
                },
            })
        },
    )?;
    for payable in &mut found {
        let own = parts.remove(&payable.target.id).unwrap_or_default();
        payable.open = own.iter().map(|part| part.amount).sum();
        payable.due_on = own.first().map_or(payable.issued_on, |part| part.due_on);
        if own.len() > 1 {
            payable.parts = own;
        }
        payable.parts.extend(
            promises.iter().filter(|(invoice, _)| *invoice == payable.target.id).map(|(_, part)| *part),
        );
    }
    Ok(found)
}

/// What a payment is, as a line may be it.
fn of_payment(kind: TargetKind, before: i64, r: &Row) -> rusqlite::Result<Payable> {
    let on = r.get::<_, Day>("received_on")?.0;
    Ok(Payable {
        target: MatchTarget { kind, id: r.get("id")? },
        number: r.get::<_, Option<String>>("number")?.unwrap_or_default(),
        other_numbers: Vec::new(),
        client: r.get("client")?,
        open: Cents(r.get("net")?),
        since: on - TimeDelta::days(before),
        issued_on: on,
        due_on: on,
        parts: Vec::new(),
        by: Some(r.get::<_, Word<PaymentMethod>>("method")?.0),
        asks: PayableAsks::default(),
    })
}

macro_rules! payments {
    ($net:literal, $($condition:expr),+) => {
        concat!(
            "SELECT * FROM (SELECT p.id, p.received_on, p.method, ",
            $net,
            " AS net, (SELECT coalesce(merged_into, id) FROM client WHERE id = p.client) AS client,
               (SELECT i.number FROM allocation a JOIN invoice i ON i.id = a.invoice
                WHERE a.payment = coalesce(p.undoes, p.id) ORDER BY a.id LIMIT 1) AS number
             FROM payment p WHERE p.received_on >= ?1 AND ",
            $($condition,)+
            ") WHERE net > 0 ORDER BY id"
        )
    };
}

/// Payments that no line is yet.
fn noted(ask: &Ask, first: NaiveDate) -> Result<Vec<Payable>> {
    every(
        ask,
        payments!(
            "p.amount - p.fee",
            "p.kind = 'received' AND p.method <> 'cash' AND NOT EXISTS (SELECT 1 FROM line_payment WHERE payment = p.id)
             AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)"
        ),
        [(first - TimeDelta::days(NOTED_WITHIN)).to_string()],
        // Noted on the day of the message that told of it, or some days late.
        |r| of_payment(TargetKind::Payment, 5, r),
    )
}

/// Money to give back, given back, or that a client's bank may take back.
fn going_back(ask: &Ask, first: NaiveDate) -> Result<Vec<Payable>> {
    let since = (first - TimeDelta::days(BACK_WITHIN)).to_string();
    let mut found = every(
        ask,
        payments!(
            "p.amount - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE payment = p.id)
               - (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id)",
            "p.kind = 'received'"
        ),
        [&since],
        |r| of_payment(TargetKind::Refund, 0, r),
    )?;
    found.extend(every(
        ask,
        payments!(
            "p.amount",
            "p.kind = 'refund' AND NOT EXISTS (SELECT 1 FROM line_payment WHERE payment = p.id) AND NOT ",
            never_was!()
        ),
        [&since],
        |r| of_payment(TargetKind::Refund, 5, r),
    )?);
    found.extend(every(
        ask,
        payments!(
            "p.amount - p.fee",
            "p.kind = 'received' AND p.method IN ('cheque', 'card', 'other')
             AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id GROUP BY u.undoes HAVING sum(u.amount) > 0)"
        ),
        [(first - TimeDelta::days(NOTED_WITHIN)).to_string()],
        |r| of_payment(TargetKind::Returned, 0, r),
    )?);
    Ok(found)
}

fn payers(ask: &Ask) -> Result<Vec<PayerNames>> {
    every(ask, "SELECT id, card FROM client WHERE merged_into IS NULL ORDER BY id", [], |r| {
        let Json(card): Json<ClientCard> = r.get("card")?;
        let names = said([Some(card.name), Some(card.contact), None]);
        Ok(PayerNames { client: r.get("id")?, names })
    })
}

fn aliases(ask: &Ask) -> Result<Vec<PayerAlias>> {
    every(
        ask,
        "SELECT a.kind, a.value, coalesce(c.merged_into, c.id) AS client FROM payer_alias a JOIN client c ON c.id = a.client ORDER BY a.id",
        [],
        |r| {
            let kind = if r.get::<_, String>("kind")? == "iban" { AliasKind::Iban } else { AliasKind::Label };
            Ok(PayerAlias { kind, value: r.get("value")?, client: r.get("client")? })
        },
    )
}

fn plans(ask: &Ask) -> Result<Vec<RunningPlan>> {
    let plans = payment_plan::unpaid(ask, None)?.into_iter().map(|kept| RunningPlan {
        client: kept.client.id,
        invoices: kept.invoices.keys().copied().collect(),
        parts: kept
            .plan
            .left(ask.today)
            .into_iter()
            .filter(|part| part.amount.0 > 0)
            .map(|part| (part.due_on, part.amount))
            .collect(),
    });
    Ok(plans.collect())
}

fn settled_numbers(ask: &Ask, first: NaiveDate) -> Result<Vec<String>> {
    every(
        ask,
        "SELECT number FROM invoice i WHERE kind <> 'credit_note' AND issued_on >= ?1
           AND NOT EXISTS (SELECT 1 FROM open_invoice x WHERE x.invoice = i.id AND x.open > 0) ORDER BY id",
        [(first - TimeDelta::days(NAMED_WITHIN)).to_string()],
        |r| r.get("number"),
    )
}
