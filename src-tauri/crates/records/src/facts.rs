//! Everything known of a deal, gathered from the books for the rules to judge.
//! The rules read nothing themselves: what they are to know stands in these facts.

use crate::order::Orders;
use crate::plans::Plans;
use crate::row::{Day, Json};
use crate::set::{self, By, listed};
use crate::{agreed, caution, delivery, follow_up, instalment, order, payment, sending, solvency};
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::contact::ClientCard;
use journey::contact::solvency::Watch;
use journey::deal::{Facts, InvoiceFact, OrderFact, QuoteFact, SendingFacts};
use journey::delivery::Works;
use journey::follow_up::After;
use journey::order::event::EventKind;
use rusqlite::Row;
use values::money::Cents;
use values::refusal::Refusal;

/// Everything known of a deal.
pub fn facts(ask: &Ask, deal: i64) -> Result<Facts> {
    every(ask, &[deal])?.pop().ok_or_else(|| Refusal::not_found("Cette affaire").into())
}

/// Everything known of each of these deals, in their order: each kind of row is read once for all of them.
pub fn every(ask: &Ask, deals: &[i64]) -> Result<Vec<Facts>> {
    let mut plans = Plans::of(ask, deals.len())?;
    let above = solvency::above(ask)?;
    let mut all = Vec::with_capacity(deals.len());
    for (mut facts, card) in read(ask, deals)? {
        facts.solvency = solvency::watch(ask, facts.client, above)?;
        if facts.order.is_some() && facts.delivered_on.is_none() {
            facts.suspension = caution::suspension(ask, facts.client)?;
        }
        facts.sending = sending::facts(ask, &facts, &card, &mut plans)?;
        all.push(facts);
    }
    Ok(all)
}

/// The same but for what left, what is to be asked for and who was looked into: where each deal stands.
pub fn standings(ask: &Ask, deals: &[i64]) -> Result<Vec<Facts>> {
    Ok(read(ask, deals)?.into_iter().map(|(facts, _)| facts).collect())
}

fn read(ask: &Ask, deals: &[i64]) -> Result<Vec<(Facts, ClientCard)>> {
    let set = listed(deals);
    let (mut opened, mut quotes, mut invoices) =
        (opened(ask, &set)?, quotes(ask, &set)?, invoices(ask, &set)?);
    let (mut signed, mut events, mut deliveries) =
        (order::orders(ask, &set)?, order::events(ask, &set)?, order::deliveries(ask, &set)?);
    let (mut parts, mut agreed) = (instalment::parts(ask, &set)?, agreed::of_deals(ask, &set)?);
    let (mut unused, mut said) = (payment::unused(ask, &set)?, follow_up::said(ask, &set)?);
    let mut all = Vec::with_capacity(deals.len());
    for deal in deals {
        let Some((mut facts, card)) = set::of(&mut opened, *deal).pop() else { continue };
        let orders = Orders {
            signed: set::of(&mut signed, *deal),
            events: set::of(&mut events, *deal),
            deliveries: set::of(&mut deliveries, *deal),
        };
        agreed_with(&mut facts, set::of(&mut quotes, *deal), &orders)?;
        if facts.order.is_some() {
            facts.may_be_invoiced = journey::invoice::is_ready(&card, &facts.engagement);
        }
        for (invoice, paid_on) in set::of(&mut invoices, *deal) {
            facts.invoices.push(invoice);
            facts.paid_on = facts.paid_on.max(paid_on);
        }
        instalment::in_parts(&mut facts, set::of(&mut parts, *deal), &set::of(&mut agreed, *deal));
        facts.unused = set::of(&mut unused, *deal);
        follow_up::load(&mut facts, set::of(&mut said, *deal));
        all.push((facts, card));
    }
    Ok(all)
}

/// What the deals' own rows and their clients tell; the rest as before anything happened.
fn opened(ask: &Ask, set: &str) -> Result<By<(Facts, ClientCard)>> {
    set::by(
        ask,
        "SELECT d.id, d.title, d.client, c.name, c.card, d.opened_on, d.qualified_on, d.budget, d.next_step, d.next_on,
                EXISTS (SELECT 1 FROM draft WHERE key = 'quote:' || d.id) AS has_draft,
                EXISTS (SELECT 1 FROM invoice w JOIN write_off o ON o.invoice = w.id WHERE w.deal = d.id
                  AND (SELECT sum(amount) FROM given_up WHERE invoice = w.id) > 0) AS written_off,
                (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'lost') AS lost_on,
                (SELECT day FROM deal_end WHERE deal = d.id AND kind = 'cancelled') AS cancelled_on
         FROM deal d JOIN client c ON c.id = d.client WHERE d.id IN (SELECT value FROM json_each(?1))",
        set,
        read_deal,
    )
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
        suspension: None,
        written_off: r.get("written_off")?,
    };
    Ok((facts, card))
}

fn optional_day(r: &Row, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(r.get::<_, Option<Day>>(column)?.map(|day| day.0))
}

/// A version of a quote, with the order that it would replace, and whether it was signed.
struct Version {
    fact: QuoteFact,
    amends: Option<i64>,
    signed: bool,
}

/// Every version of the quotes of each deal of a set, the latest first. Books of former versions noted the way in which one
/// left with the version itself.
fn quotes(ask: &Ask, set: &str) -> Result<By<Version>> {
    set::by(
        ask,
        "SELECT q.deal, q.id, q.number, v.version, v.sent_on, v.valid_until, v.gross, q.amends,
                EXISTS (SELECT 1 FROM signed_order o WHERE o.quote_version = v.id) AS signed,
                CASE WHEN v.method <> '' THEN v.sent_on ELSE
                  (SELECT min(day) FROM sending WHERE id NOT IN (SELECT sending FROM sending_withdrawal)
                     AND quote_version = v.id AND kind = 'quote') END AS left_on
         FROM quote q CROSS JOIN quote_version v ON v.quote = q.id
         WHERE q.deal IN (SELECT value FROM json_each(?1)) ORDER BY q.id DESC, v.version DESC",
        set,
        |r| {
            Ok(Version {
                fact: QuoteFact {
                    left_on: optional_day(r, "left_on")?,
                    id: r.get("id")?,
                    number: r.get("number")?,
                    version: r.get("version")?,
                    sent_on: r.get::<_, Day>("sent_on")?.0,
                    valid_until: r.get::<_, Day>("valid_until")?.0,
                    gross: Cents(r.get("gross")?),
                },
                amends: r.get("amends")?,
                signed: r.get("signed")?,
            })
        },
    )
}

/// What was offered and agreed.
fn agreed_with(facts: &mut Facts, quotes: Vec<Version>, orders: &Orders) -> Result<()> {
    let (Some(first), Some(present)) = (orders.signed.first(), orders.signed.last()) else {
        facts.quote = offered(quotes).0;
        return Ok(());
    };
    let mut order = OrderFact {
        id: present.id,
        number: present.number.clone(),
        // It was first signed with the first one.
        signed_on: orders.signed.iter().map(|order| order.signed_on).min().unwrap_or(first.signed_on),
        gross: present.gross,
        deposit_agreed: present.deposit,
    };
    // What it comes to since its VAT changed.
    if let Some(settled) = orders.vat_settled(present.id)? {
        (order.gross, order.deposit_agreed) = (settled.gross, settled.deposit);
    }
    let (quote, amendments) = offered(quotes);
    facts.quote = quote;
    let dropped = |quote: i64| {
        let of = orders.events.iter().filter(|event| event.order == order.id);
        of.filter(|event| event.kind == EventKind::AmendmentDropped).any(|event| event.item == Some(quote))
    };
    facts.amendment = amendments
        .into_iter()
        .find(|version| version.amends == Some(order.id) && !dropped(version.fact.id))
        .map(|version| version.fact);
    facts.protection = orders.protection();
    facts.engagement = orders.client_number();
    // Each order is confirmed; one is welcomed once.
    facts.confirmed = orders.noted(EventKind::Confirmation, Some(order.id));
    facts.welcomed = orders.noted(EventKind::Welcome, None);
    facts.works = delivery::works(orders, order.id)?;
    facts.begun_on = orders.begun_on();
    facts.delivered_on = orders.delivered_on();
    facts.order = Some(order);
    Ok(())
}

/// The latest version of the latest quote, and every amendment; one of these counts as the quote once it is signed.
fn offered(quotes: Vec<Version>) -> (Option<QuoteFact>, Vec<Version>) {
    let quote = quotes.iter().find(|version| version.amends.is_none() || version.signed);
    (
        quote.map(|version| version.fact.clone()),
        quotes.into_iter().filter(|version| version.amends.is_some()).collect(),
    )
}

/// Invoices with what is open of each, credit notes apart, and the day of the latest payment, by deals of a set.
fn invoices(ask: &Ask, set: &str) -> Result<By<(InvoiceFact, Option<NaiveDate>)>> {
    set::by(
        ask,
        "SELECT i.deal, i.id, i.number, i.kind, i.issued_on, i.due_on, i.gross,
                i.gross - (SELECT coalesce(sum(a.amount), 0) FROM allocation a WHERE a.invoice = i.id) AS open,
                (SELECT max(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment WHERE a.invoice = i.id) AS paid_on,
                (SELECT coalesce(sum(n.gross), 0) FROM invoice n WHERE n.credits = i.id) AS credited
         FROM invoice i WHERE i.deal IN (SELECT value FROM json_each(?1)) AND i.kind <> 'credit_note' ORDER BY i.id",
        set,
        |r| {
            let invoice = InvoiceFact {
                id: r.get("id")?,
                number: r.get("number")?,
                kind: r.get::<_, Word<_>>("kind")?.0,
                issued_on: r.get::<_, Day>("issued_on")?.0,
                due_on: r.get::<_, Day>("due_on")?.0,
                instalments: Vec::new(),
                gross: Cents(r.get("gross")?),
                credited: Cents(r.get("credited")?),
                open: Cents(r.get("open")?),
            };
            Ok((invoice, optional_day(r, "paid_on")?))
        },
    )
}
