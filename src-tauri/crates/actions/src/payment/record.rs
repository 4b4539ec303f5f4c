//! Payment: what was received, what it settles, and what was given back. Nothing is ever changed: a mistake is
//! reversed by a row of its own.

use crate::invoice::credit::{self, CreditInvoice};
use crate::payment::payable::payable;
use crate::payment::remainder;
use crate::payment::write::{NewPayment, allocate, write};
use books::act::{Act, Ask};
use books::error::Result;
use chrono::NaiveDate;
use journey::credit::of_each_line;
use journey::deal::{Facts, InvoiceFact};
use journey::invoice::EarlyChoice;
use journey::invoice::early::{asked, given};
use journey::payment::remainder::may_give_up;
use journey::payment::spread::spread;
use journey::payment::{PaymentMethod, Receipt, Settled, acceptable, fee};
use journey::quote::disbursed;
use journey::say;
use journey::vat::Totals;
use records::credit::lines_left;
use records::invoice::{standing_groups, stored};
use records::payment::{PaymentKind, cash_before};
use records::projection::received;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPayment {
    pub invoice: i64,
    /// The whole amount received, in euros, as typed.
    pub amount: String,
    pub received_on: String,
    pub method: PaymentMethod,
    #[serde(default)]
    pub reference: String,
    /// What a provider kept of it.
    #[serde(default)]
    pub fee: String,
    /// Other invoices of the same client that it settles too.
    #[serde(default)]
    pub others: Vec<OtherInvoice>,
    /// What goes beyond stays in the client's favour.
    #[serde(default)]
    pub keep_excess: bool,
    /// Why what is left of the invoice that the money does not cover is given up with it; empty to go on claiming it.
    #[serde(default)]
    pub give_up: String,
    /// What becomes of the discount promised to who pays early, where money is short by it.
    #[serde(default)]
    pub early_discount: EarlyChoice,
    /// Why it came before anything was agreed, where it did.
    #[serde(default)]
    pub early_words: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherInvoice {
    pub invoice: i64,
    /// Empty for all that is open of it, as far as the money goes.
    #[serde(default)]
    pub amount: String,
}

pub fn record(act: &Act, payload: RecordPayment) -> Result<i64> {
    record_of(act, payload, None)
}

/// The same, where it is said how much of it settles the first invoice.
pub fn record_of(act: &Act, payload: RecordPayment, first: Option<Cents>) -> Result<i64> {
    let ask = act.ask();
    if payload.invoice == 0 {
        return Err(Refusal::at("invoice", "Cochez la facture que ce paiement règle.").into());
    }
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    let amount = input::amount("amount", &payload.amount)?;
    let received_on = input::day("received_on", &payload.received_on, Near::Past(act.today))?;
    let reference = input::code("reference", &payload.reference, input::SHORT)?;
    let early_words = input::line("early_words", &payload.early_words, input::SHORT)?;
    let fee = fee(&payload.fee, amount)?;
    let give_up = input::line("give_up", &payload.give_up, input::SHORT)?;
    if let Some(protection) = &facts.protection {
        protection.payable(received_on)?;
    }

    let receipt =
        Receipt { amount, received_on, method: payload.method, cash_before: cash_before(&ask, invoice.id)? };
    let others = others(&ask, &payload.others, (&facts, &invoice))?;
    let each: Vec<(Cents, Option<Cents>)> = std::iter::once((invoice.open, None))
        .chain(others.iter().map(|other| (other.invoice.open, other.typed)))
        .collect();
    let mut amounts = spread(amount, &each).into_iter();
    let spread_here = amounts.next().unwrap_or(amount);
    let here = first.unwrap_or(spread_here);
    let part =
        if payload.keep_excess && here > invoice.open && invoice.open.0 > 0 { invoice.open } else { here };
    let mut shares = vec![(invoice.clone(), facts.deal, part)];
    for (i, (other, share)) in others.into_iter().zip(amounts).enumerate() {
        let share_receipt =
            Receipt { amount: share, cash_before: cash_before(&ask, other.invoice.id)?, ..receipt };
        other.acceptable(share_receipt, &early_words, act.today).map_err(|refusal| {
            let asked = refusal.field.as_deref() == Some("early_words");
            if asked { refusal } else { refusal.under(&format!("others[{i}]")) }
        })?;
        shares.push((other.invoice, other.facts.deal, share));
    }
    // The whole amount counts against the limit on cash; the invoice bounds what it settles.
    acceptable(Receipt { amount: part, ..receipt }, settled(&facts, &invoice), &early_words, act.today)?;
    journey::payment::cash(receipt, facts.client_kind)?;

    let payment = write(
        act,
        &NewPayment {
            client: facts.client,
            amount,
            on: received_on,
            method: payload.method,
            reference: &reference,
            kind: PaymentKind::Received,
            undoes: None,
            reason: &early_words,
            fee,
        },
    )?;
    for (invoice, deal, share) in &shares {
        act.about(*deal);
        allocate(act, payment, invoice.id, *share)?;
    }
    received(act, received_on, amount)?;
    // What is said of a remainder is said of the invoice that the money does not cover.
    let short = shares.iter().find(|(invoice, _, share)| invoice.open > *share).or(shares.first());
    if let Some((invoice, _, share)) = short {
        let left = invoice.open - *share;
        early(act, invoice, left, received_on, payload.early_discount)?;
        if !give_up.is_empty() {
            let left = may_give_up(&invoice.number, invoice.gross, left)
                .map_err(|refusal| Refusal::at("give_up", refusal.message))?;
            remainder::write(act, invoice.id, left, &give_up)?;
        }
    }
    Ok(payment)
}

/// Another invoice that a payment settles, with how much of it where that was typed.
struct Other {
    facts: Facts,
    invoice: InvoiceFact,
    typed: Option<Cents>,
}

impl Other {
    fn acceptable(
        &self,
        share: Receipt,
        early_words: &str,
        today: NaiveDate,
    ) -> std::result::Result<(), Refusal> {
        if self.typed.is_none() && share.amount.0 <= 0 {
            let number = &self.invoice.number;
            return Err(Refusal::at(
                "invoice",
                format!("L’argent reçu ne va pas jusqu’à {number} : ne la cochez pas."),
            ));
        }
        if let Some(protection) = &self.facts.protection {
            protection.payable(share.received_on)?;
        }
        acceptable(share, settled(&self.facts, &self.invoice), early_words, today)
    }
}

fn others(ask: &Ask, typed: &[OtherInvoice], first: (&Facts, &InvoiceFact)) -> Result<Vec<Other>> {
    let mut others: Vec<Other> = Vec::new();
    for (i, other) in typed.iter().enumerate() {
        let at = |refusal: Refusal| refusal.under(&format!("others[{i}]"));
        let (facts, invoice) = payable(ask, other.invoice)?;
        if facts.client != first.0.client {
            return Err(at(Refusal::at("invoice", "Cette facture est d’un autre client.")).into());
        }
        if invoice.id == first.1.id || others.iter().any(|known| known.invoice.id == invoice.id) {
            return Err(at(Refusal::at("invoice", "Cette facture est déjà dans la liste.")).into());
        }
        let typed = match other.amount.trim() {
            "" => None,
            amount => Some(input::amount("amount", amount).map_err(at)?),
        };
        others.push(Other { facts, invoice, typed });
    }
    Ok(others)
}

/// Gives the discount that the invoice promised, by a credit note of its own; asks whether to, where nothing was said.
fn early(
    act: &Act,
    invoice: &InvoiceFact,
    left: Cents,
    received_on: NaiveDate,
    choice: EarlyChoice,
) -> Result<()> {
    let ask = act.ask();
    let (paper, _) = stored(ask.db, invoice.id)?;
    let term = paper.wordings.early;
    let discount =
        term.map_or(Cents::ZERO, |term| term.of(&paper.totals, disbursed(&paper.lines, &paper.totals)));
    match choice {
        EarlyChoice::Refused => Ok(()),
        EarlyChoice::Asked => Ok(asked(term, discount, left, paper.issued_on, received_on)?),
        EarlyChoice::Given => {
            given(term, discount, left, paper.issued_on, received_on)?;
            let standing = Totals::from_groups(standing_groups(ask.db, invoice.id)?);
            let lines = of_each_line(&standing, &lines_left(&ask, invoice.id)?, discount);
            let language = paper.parties.language();
            let rate = language.percent(term.map(|term| term.rate).unwrap_or_default());
            let reason = say!(language, "Escompte de {rate}", rate = rate);
            let note = CreditInvoice { invoice: invoice.id, amount: String::new(), lines, reason };
            credit::issue(act, &note)?;
            Ok(())
        }
    }
}

fn settled(facts: &Facts, invoice: &InvoiceFact) -> Settled {
    Settled {
        open: invoice.open,
        invoiced_on: invoice.issued_on,
        ordered_on: facts.order.as_ref().map(|order| order.signed_on),
        kind: facts.client_kind,
    }
}
