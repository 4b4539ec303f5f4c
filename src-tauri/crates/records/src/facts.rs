//! Everything known of a deal, gathered from the books for the rules to judge.
//! The rules read nothing themselves: what they are to know stands in these facts.

use crate::row::{Day, Json};
use crate::{delivery, follow_up, instalment, order, order_vat, payment, sending, solvency};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::contact::ClientCard;
use journey::contact::solvency::Watch;
use journey::deal::{Facts, InvoiceFact, OrderFact, QuoteFact};
use journey::delivery::Works;
use journey::follow_up::After;
use journey::sending::SendingFacts;
use rusqlite::{OptionalExtension, Row};
use values::money::Cents;
use values::refusal::Refusal;

/// Everything known of a deal.
pub fn facts(ask: &Ask, deal: i64) -> Result<Facts> {
    let (mut facts, card) = opened(ask, deal)?;
    facts.solvency = solvency::watch(ask, facts.client)?;
    facts.quote = quote(ask, deal)?;
    facts.order = latest_order(ask, deal)?;
    order::load(ask, &mut facts)?;
    if let Some(order) = facts.order.as_ref().map(|o| o.id) {
        facts.may_be_invoiced = journey::invoice::is_ready(&card, &facts.engagement);
        facts.works = delivery::of(ask, deal, order)?;
        facts.begun_on = begun_on(ask, deal)?;
        facts.delivered_on = delivery::delivered_on(ask, deal)?;
    }
    invoices(ask, &mut facts)?;
    instalment::in_parts(ask, &mut facts)?;
    facts.unused = payment::unused(ask, deal)?;
    follow_up::load(ask, &mut facts)?;
    facts.sending = sending::facts(ask, &facts, &card)?;
    Ok(facts)
}

/// What the deal's own row and its client tell; the rest as before anything happened.
fn opened(ask: &Ask, deal: i64) -> Result<(Facts, ClientCard)> {
    ask.db
        .prepare_cached(
            "SELECT d.id, d.title, d.client, c.name, c.card, d.opened_on, d.qualified_on, d.budget, d.next_step, d.next_on,
                    EXISTS (SELECT 1 FROM draft WHERE key = 'quote:' || d.id) AS has_draft,
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'lost') AS lost_on,
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'cancelled') AS cancelled_on
             FROM deal d JOIN client c ON c.id = d.client WHERE d.id = ?1",
        )?
        .query_row([deal], read_deal)
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire").into())
}

fn read_deal(r: &Row) -> rusqlite::Result<(Facts, ClientCard)> {
    let Json(card): Json<ClientCard> = r.get("card")?;
    let facts = Facts {
        deal: r.get("id")?,
        title: r.get("title")?,
        client: r.get("client")?,
        client_name: r.get("name")?,
        client_kind: card.kind,
        may_be_invoiced: true,
        opened_on: r.get::<_, Day>("opened_on")?.0,
        qualified_on: optional_day(r, "qualified_on")?,
        budget: r.get::<_, Option<i64>>("budget")?.map(Cents),
        next_step: r.get("next_step")?,
        next_on: optional_day(r, "next_on")?,
        has_draft: r.get("has_draft")?,
        lost_on: optional_day(r, "lost_on")?,
        cancelled_on: optional_day(r, "cancelled_on")?,
        quote: None,
        order: None,
        begun_on: None,
        delivered_on: None,
        works: Works::default(),
        invoices: Vec::new(),
        unused: Vec::new(),
        paid_on: None,
        thanked_on: None,
        satisfaction: None,
        confirmed: false,
        welcomed: false,
        amendment: None,
        protection: None,
        engagement: String::new(),
        sending: SendingFacts::default(),
        after: After::default(),
        opted_out: card.opted_out,
        solvency: Watch::default(),
    };
    Ok((facts, card))
}

fn optional_day(r: &Row, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(r.get::<_, Option<Day>>(column)?.map(|day| day.0))
}

/// The latest version of the latest quote; an amendment counts once it is signed.
fn quote(ask: &Ask, deal: i64) -> Result<Option<QuoteFact>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT q.id, q.number, v.version, v.sent_on, v.valid_until, v.gross
             FROM quote q JOIN quote_version v ON v.quote = q.id WHERE q.deal = ?1
               AND (q.amends IS NULL OR EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id))
             ORDER BY q.id DESC, v.version DESC LIMIT 1",
        )?
        .query_row([deal], |r| {
            Ok(QuoteFact {
                left_on: None,
                id: r.get("id")?,
                number: r.get("number")?,
                version: r.get("version")?,
                sent_on: r.get::<_, Day>("sent_on")?.0,
                valid_until: r.get::<_, Day>("valid_until")?.0,
                gross: Cents(r.get("gross")?),
            })
        })
        .optional()?;
    let Some(quote) = found else { return Ok(None) };
    Ok(Some(QuoteFact { left_on: sending::quote_left_on(ask, quote.id, quote.version)?, ..quote }))
}

/// The order in force; it was first signed with the first one.
fn latest_order(ask: &Ask, deal: i64) -> Result<Option<OrderFact>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT id, number, (SELECT min(signed_on) FROM signed_order WHERE deal = ?1) AS first_signed_on, gross, deposit_gross
             FROM signed_order WHERE deal = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([deal], |r| {
            Ok(OrderFact {
                id: r.get("id")?,
                number: r.get("number")?,
                signed_on: r.get::<_, Day>("first_signed_on")?.0,
                gross: Cents(r.get("gross")?),
                deposit_agreed: Cents(r.get("deposit_gross")?),
            })
        })
        .optional()?;
    let Some(found): Option<OrderFact> = found else { return Ok(None) };
    // What it comes to since its VAT changed.
    Ok(Some(match order_vat::settled(ask, found.id)?.pop() {
        Some(settled) => OrderFact { gross: settled.gross, deposit_agreed: settled.deposit, ..found },
        None => found,
    }))
}

/// The day on which the work of any of the deal's orders began.
fn begun_on(ask: &Ask, deal: i64) -> Result<Option<NaiveDate>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order WHERE o.deal = ?1 AND y.kind = 'begun'",
        )?
        .query_row([deal], |r| r.get::<_, Day>(0))
        .optional()?;
    Ok(found.map(|day| day.0))
}

/// Invoices with what is open of each, credit notes apart, and the day of the latest payment.
fn invoices(ask: &Ask, facts: &mut Facts) -> Result<()> {
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, i.number, i.kind, i.issued_on, i.due_on, i.gross,
                i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id) AS open,
                (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id) AS paid_on,
                (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id) AS credited
         FROM invoice i WHERE i.deal = ?1 AND i.kind <> 'credit_note' ORDER BY i.id",
    )?;
    let mut rows = statement.query([facts.deal])?;
    while let Some(r) = rows.next()? {
        facts.invoices.push(InvoiceFact {
            id: r.get("id")?,
            number: r.get("number")?,
            kind: r.get::<_, Word<_>>("kind")?.0,
            issued_on: r.get::<_, Day>("issued_on")?.0,
            due_on: r.get::<_, Day>("due_on")?.0,
            instalments: Vec::new(),
            gross: Cents(r.get("gross")?),
            credited: Cents(r.get("credited")?),
            open: Cents(r.get("open")?),
        });
        facts.paid_on = facts.paid_on.max(optional_day(r, "paid_on")?);
    }
    Ok(())
}
