//! Payment: what was received, what it settles, and what was given back. Nothing is ever changed: a mistake is
//! reversed by a row of its own.

use crate::invoice::credit::{self, CreditInvoice};
use crate::payment::payable::payable;
use crate::payment::remainder;
use crate::payment::write::{NewPayment, allocate, write};
use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use journey::credit::of_each_line;
use journey::deal::{Facts, InvoiceFact};
use journey::invoice::EarlyChoice;
use journey::invoice::early::{asked, given};
use journey::payment::remainder::may_give_up;
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
    /// Why what is left of the invoice is given up with it; empty to go on claiming it.
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
    pub amount: String,
}

pub fn record(act: &Act, payload: RecordPayment) -> Result<i64> {
    let ask = act.ask();
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
    let mut shares = vec![(invoice.clone(), facts.deal, Cents::ZERO)];
    let mut elsewhere = Cents::ZERO;
    for (i, other) in payload.others.iter().enumerate() {
        let at = |refusal: Refusal| refusal.under(&format!("others[{i}]"));
        let (other_facts, found) = payable(&ask, other.invoice)?;
        if other_facts.client != facts.client {
            return Err(at(Refusal::at("invoice", "Cette facture est d’un autre client.")).into());
        }
        if shares.iter().any(|(known, ..)| known.id == found.id) {
            return Err(at(Refusal::at("invoice", "Cette facture est déjà dans la liste.")).into());
        }
        let share = input::amount("amount", &other.amount).map_err(at)?;
        let share_receipt = Receipt { amount: share, cash_before: cash_before(&ask, found.id)?, ..receipt };
        if let Some(protection) = &other_facts.protection {
            protection.payable(received_on)?;
        }
        acceptable(share_receipt, settled(&other_facts, &found), &early_words, act.today).map_err(
            |refusal| {
                let asked = refusal.field.as_deref() == Some("early_words");
                if asked { refusal } else { at(refusal) }
            },
        )?;
        elsewhere += share;
        shares.push((found, other_facts.deal, share));
    }
    let here = amount - elsewhere;
    let part =
        if payload.keep_excess && here > invoice.open && invoice.open.0 > 0 { invoice.open } else { here };
    // The whole amount counts against the limit on cash; the invoice bounds what it settles.
    acceptable(Receipt { amount: part, ..receipt }, settled(&facts, &invoice), &early_words, act.today)?;
    journey::payment::cash(receipt, facts.client_kind)?;
    shares[0].2 = part;

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
    early(act, &invoice, invoice.open - part, received_on, payload.early_discount)?;
    if !give_up.is_empty() {
        let left = may_give_up(&invoice.number, invoice.gross, invoice.open - part)
            .map_err(|refusal| Refusal::at("give_up", refusal.message))?;
        remainder::write(act, invoice.id, left, &give_up)?;
    }
    Ok(payment)
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
