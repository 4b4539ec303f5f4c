//! Money that came, before it is recorded: what it may be for, what it settles of what is chosen, and what will be left.

use crate::payment::record::OtherInvoice;
use books::act::Ask;
use books::error::Result;
use journey::payment::PaymentMethod;
use journey::payment::spread::{Because, Candidate, OpenInvoice, proposals, spread};
use records::invoice_row::{self, InvoiceRow};
use records::row::Day;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::words::{euros, listed, long_date};

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeighPayment {
    /// As typed; what cannot be read yet is no amount.
    pub amount: String,
    pub method: Option<PaymentMethod>,
    /// The day it came, as typed; what cannot be read is no day.
    pub received_on: String,
    /// Who paid, where one knows.
    pub client: Option<i64>,
    /// What it settles, in turn; without an amount, as far as the money goes.
    pub chosen: Vec<OtherInvoice>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct WeighedPayment {
    /// What can be chosen, the oldest first: of who paid, or else what is due first.
    pub open: Vec<InvoiceRow>,
    pub proposals: Vec<PaymentProposal>,
    pub shares: Vec<PaymentShare>,
    /// All that is open of what is chosen.
    pub whole: Cents,
    /// What will be left to pay of it.
    pub left: Cents,
    /// What goes beyond.
    pub excess: Cents,
    /// « Il restera 432,00 € à payer sur F-2026-0046. »; empty while nothing can be said.
    pub said: String,
    /// « Un paiement de 500,00 € du 23 novembre 2026 est déjà noté pour ce client »; empty where none is.
    pub same: String,
    /// Money that comes so may come without what a provider kept.
    pub asks_fee: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentProposal {
    pub invoices: Vec<i64>,
    /// « F-2026-0046 : il en reste exactement 432,00 € »
    pub said: String,
}

/// What the money settles of one invoice.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct PaymentShare {
    pub invoice: i64,
    pub number: String,
    pub amount: Cents,
    /// What will be left of it.
    pub left: Cents,
}

/// What one looks through at a glance.
const SHOWN: usize = 20;
/// What is looked through for proposals.
const LOOKED_THROUGH: i64 = 2_000;

pub fn weigh(ask: &Ask, payload: WeighPayment) -> Result<WeighedPayment> {
    let open = open_invoices(ask)?;
    let amount = input::amount("amount", &payload.amount).ok().filter(|amount| amount.0 > 0);
    let chosen: Vec<(OpenInvoice, &OtherInvoice)> = payload
        .chosen
        .iter()
        .filter_map(|other| Some((*open.iter().find(|one| one.invoice == other.invoice)?, other)))
        .collect();
    let client = chosen.first().map(|(one, _)| one.client).or(payload.client);
    let theirs = open.iter().filter(|one| client.is_none_or(|client| client == one.client));
    let mut rows = Vec::new();
    for one in theirs.take(if client.is_some() { usize::MAX } else { SHOWN }) {
        rows.push(invoice_row::row(ask, one.invoice)?);
    }
    let mut proposed = Vec::new();
    if let Some(amount) = amount.filter(|_| chosen.is_empty()) {
        for proposal in proposals(&open, amount, payload.client) {
            proposed.push(said_of(ask, &open, proposal, amount)?);
        }
    }
    let shares = shares(ask, &chosen, amount)?;
    let whole: Cents = chosen.iter().map(|(one, _)| one.open).sum();
    let excess =
        amount.filter(|_| !shares.is_empty()).map_or(Cents::ZERO, |amount| (amount - whole).max(Cents::ZERO));
    let left: Cents = shares.iter().map(|share| share.left).sum();
    Ok(WeighedPayment {
        said: said(amount, &shares, excess),
        open: rows,
        proposals: proposed,
        shares,
        whole,
        left,
        excess,
        same: same(ask, client, amount, &payload.received_on)?,
        asks_fee: payload.method.is_some_and(PaymentMethod::may_cost),
    })
}

/// The same amount of the same client on the same day, noted already and neither reversed nor given back.
fn same(ask: &Ask, client: Option<i64>, amount: Option<Cents>, typed: &str) -> Result<String> {
    let day = input::optional_day("received_on", typed, Near::Past(ask.today)).ok().flatten();
    let (Some(client), Some(amount), Some(day)) = (client, amount, day) else { return Ok(String::new()) };
    let known: bool = ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM payment p WHERE p.client IN (SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)
             AND p.amount = ?2 AND p.received_on = ?3 AND p.kind = 'received'
             AND (SELECT coalesce(sum(amount), 0) FROM payment WHERE undoes = p.id) < p.amount)",
        )?
        .query_row(params![client, amount.0, day.to_string()], |r| r.get(0))?;
    Ok(if known {
        format!(
            "Un paiement de {} du {} est déjà noté pour ce client : vérifiez que ce n’est pas le même.",
            euros(amount),
            long_date(day)
        )
    } else {
        String::new()
    })
}

/// Everything that is open, the oldest first.
fn open_invoices(ask: &Ask) -> Result<Vec<OpenInvoice>> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT invoice, client, min(due_on) AS due_on, sum(open) AS open FROM open_invoice
             GROUP BY invoice, client HAVING sum(open) > 0 ORDER BY 3, 1 LIMIT ?1",
        )?
        .query_map(params![LOOKED_THROUGH], |r| {
            Ok(OpenInvoice {
                invoice: r.get("invoice")?,
                client: r.get("client")?,
                due_on: r.get::<_, Day>("due_on")?.0,
                open: Cents(r.get("open")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

fn shares(
    ask: &Ask,
    chosen: &[(OpenInvoice, &OtherInvoice)],
    amount: Option<Cents>,
) -> Result<Vec<PaymentShare>> {
    let typed = |other: &OtherInvoice| input::amount("amount", &other.amount).ok();
    let each: Vec<_> = chosen.iter().map(|(one, other)| (one.open, typed(other))).collect();
    let amounts = spread(amount.unwrap_or_default(), &each);
    let mut shares = Vec::new();
    for ((one, _), amount) in chosen.iter().zip(amounts) {
        let amount = amount.max(Cents::ZERO).min(one.open);
        let number = invoice_row::row(ask, one.invoice)?.number().to_owned();
        shares.push(PaymentShare { invoice: one.invoice, number, amount, left: one.open - amount });
    }
    Ok(shares)
}

fn said(amount: Option<Cents>, shares: &[PaymentShare], excess: Cents) -> String {
    if amount.is_none() || shares.is_empty() {
        return String::new();
    }
    if excess.0 > 0 {
        return format!("{} de trop.", euros(excess));
    }
    let short: Vec<&PaymentShare> = shares.iter().filter(|share| share.left.0 > 0).collect();
    if short.is_empty() {
        return "Le compte est juste.".to_owned();
    }
    let left: Vec<String> =
        short.iter().map(|share| format!("{} à payer sur {}", euros(share.left), share.number)).collect();
    format!("Il restera {}.", listed(&left))
}

fn said_of(
    ask: &Ask,
    open: &[OpenInvoice],
    Candidate { invoices, because }: Candidate,
    amount: Cents,
) -> Result<PaymentProposal> {
    let mut rows = Vec::new();
    for invoice in &invoices {
        rows.push(invoice_row::issued(ask, *invoice)?);
    }
    let numbers = listed(&rows.iter().map(|row| row.number.clone()).collect::<Vec<_>>());
    let client = match invoices.first() {
        Some(first) => invoice_row::row(ask, *first)?.client_name().to_owned(),
        None => String::new(),
    };
    let said = match because {
        Because::Exact => format!("{numbers}, {client} : il en reste exactement {}", euros(amount)),
        Because::Sum => format!("{numbers}, {client} : ensemble, exactement {}", euros(amount)),
        Because::Oldest if invoices.len() == 1 => {
            let open = open.iter().filter(|one| invoices.contains(&one.invoice)).map(|one| one.open);
            format!("{numbers}, {client} : une partie, il restera {}", euros(open.sum::<Cents>() - amount))
        }
        Because::Oldest => {
            format!("{numbers}, {client} : les plus anciennes, autant que l’argent le permet")
        }
    };
    Ok(PaymentProposal { invoices, said })
}
