//! Everything known of a deal, gathered from the books for the rules to judge.
//! The rules read nothing themselves: what they are to know stands in these facts.

use crate::row::{day, optional_day};
use crate::{delivery, follow_up, instalment, order, payment, sending, solvency};
use books::act::Ask;
use books::error::{Error, Result};
use journey::deal::{Facts, InvoiceFact, OrderFact, QuoteFact};
use journey::delivery::Works;
use journey::follow_up::After;
use journey::invoice::InvoiceKind;
use journey::sending::SendingFacts;
use rusqlite::OptionalExtension;
use values::money::Cents;
use values::refusal::Refusal;

/// Everything known of a deal.
pub fn facts(ask: &Ask, deal: i64) -> Result<Facts> {
    struct Row {
        title: String,
        client: i64,
        name: String,
        card: String,
        opened_on: String,
        qualified_on: Option<String>,
        budget: Option<i64>,
        next_step: String,
        next_on: Option<String>,
        has_draft: bool,
        lost_on: Option<String>,
        cancelled_on: Option<String>,
    }
    let row = ask
        .db
        .prepare_cached(
            "SELECT d.title, d.client, c.name, c.card, d.opened_on, d.qualified_on, d.budget, d.next_step, d.next_on,
                    EXISTS (SELECT 1 FROM draft WHERE key = 'quote:' || d.id),
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'lost'),
                    (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'cancelled')
             FROM deal d JOIN client c ON c.id = d.client WHERE d.id = ?1",
        )?
        .query_row([deal], |r| {
            Ok(Row {
                title: r.get(0)?,
                client: r.get(1)?,
                name: r.get(2)?,
                card: r.get(3)?,
                opened_on: r.get(4)?,
                qualified_on: r.get(5)?,
                budget: r.get(6)?,
                next_step: r.get(7)?,
                next_on: r.get(8)?,
                has_draft: r.get(9)?,
                lost_on: r.get(10)?,
                cancelled_on: r.get(11)?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("Cette affaire"))?;
    let card: journey::contact::ClientCard = serde_json::from_str(&row.card)?;
    let quote = ask
        .db
        .prepare_cached(
            "SELECT q.id, q.number, v.version, v.sent_on, v.valid_until, v.gross
             FROM quote q JOIN quote_version v ON v.quote = q.id WHERE q.deal = ?1
               AND (q.amends IS NULL OR EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id))
             ORDER BY q.id DESC, v.version DESC LIMIT 1",
        )?
        .query_row([deal], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get::<_, String>(3)?, r.get::<_, String>(4)?, r.get(5)?))
        })
        .optional()?
        .map(|(id, number, version, sent_on, valid_until, gross)| {
            Ok::<_, Error>(QuoteFact {
                id,
                number,
                version,
                sent_on: day(&sent_on)?,
                valid_until: day(&valid_until)?,
                gross: Cents(gross),
            })
        })
        .transpose()?;
    let order = ask
        .db
        .prepare_cached("SELECT id, number, (SELECT min(signed_on) FROM signed_order WHERE deal = ?1), gross, deposit_gross FROM signed_order WHERE deal = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([deal], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?, r.get(3)?, r.get(4)?)))
        .optional()?
        .map(|(id, number, signed_on, gross, deposit)| {
            Ok::<_, Error>(OrderFact { id, number, signed_on: day(&signed_on)?, gross: Cents(gross), deposit_agreed: Cents(deposit) })
        })
        .transpose()?;
    let mut facts = Facts {
        deal,
        title: row.title,
        client: row.client,
        client_name: row.name,
        client_kind: card.kind,
        may_be_invoiced: true,
        opened_on: day(&row.opened_on)?,
        qualified_on: optional_day(row.qualified_on)?,
        budget: row.budget.map(Cents),
        next_step: row.next_step,
        next_on: optional_day(row.next_on)?,
        has_draft: row.has_draft,
        lost_on: optional_day(row.lost_on)?,
        cancelled_on: optional_day(row.cancelled_on)?,
        quote,
        order,
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
        solvency: solvency::watch(ask, row.client)?,
    };
    order::load(ask, &mut facts)?;
    if let Some(order) = facts.order.as_ref().map(|o| o.id) {
        facts.may_be_invoiced = journey::invoice::is_ready(&card, &facts.engagement);
        facts.works = delivery::of(ask, deal, order)?;
        let begun: Option<String> = ask
            .db
            .prepare_cached(
                "SELECT y.day FROM delivery y JOIN signed_order o ON o.id = y.signed_order WHERE o.deal = ?1 AND y.kind = 'begun'",
            )?
            .query_row([deal], |r| r.get(0))
            .optional()?;
        facts.begun_on = begun.map(|text| day(&text)).transpose()?;
        facts.delivered_on = delivery::delivered_on(ask, deal)?;
    }
    let mut statement = ask.db.prepare_cached(
        "SELECT i.id, i.number, i.kind, i.issued_on, i.due_on, i.gross,
                i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id),
                (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id),
                (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id)
         FROM invoice i WHERE i.deal = ?1 AND i.kind <> 'credit_note' ORDER BY i.id",
    )?;
    let mut rows = statement.query([deal])?;
    while let Some(r) = rows.next()? {
        let kind: String = r.get(2)?;
        let kind =
            InvoiceKind::from_stored(&kind).ok_or_else(|| Error::Broken(format!("invoice kind {kind}")))?;
        let due_on = day(&r.get::<_, String>(4)?)?;
        facts.invoices.push(InvoiceFact {
            id: r.get(0)?,
            number: r.get(1)?,
            kind,
            issued_on: day(&r.get::<_, String>(3)?)?,
            due_on,
            instalments: Vec::new(),
            gross: Cents(r.get(5)?),
            credited: Cents(r.get(8)?),
            open: Cents(r.get(6)?),
        });
        facts.paid_on = facts.paid_on.max(optional_day(r.get(7)?)?);
    }
    instalment::in_parts(ask, &mut facts)?;
    facts.unused = payment::unused(ask, deal)?;
    follow_up::load(ask, &mut facts)?;
    facts.sending = sending::facts(ask, &facts, &card)?;
    Ok(facts)
}
