//! Invoices that suppliers sent: the list with what is to be paid, and one of them with its file.

use crate::einvoice_check::{InvoiceChecked, checked};
use books::act::Ask;
use books::entry::{ById, Paper, paper};
use books::error::Result;
use books::vault;
use journey::received::ReceivedVerdict;
use journey::standing::State;
use records::received::{KeptInvoice, all, kept};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::letters::folded;
use values::money::Cents;

/// Most rows that are shown.
const SHOWN: usize = 500;

/// Which of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceivedShown {
    #[default]
    All,
    ToPay,
    Paid,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReceivedFilter {
    pub shown: ReceivedShown,
    /// Words of the seller's name or of the number.
    pub search: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceivedRow {
    pub id: i64,
    pub seller: String,
    pub number: String,
    pub credit: bool,
    pub issued_on: Option<String>,
    pub due_on: Option<String>,
    /// Hundredths of the currency; below zero for a credit note.
    pub total: Cents,
    pub to_pay: Cents,
    pub currency: String,
    pub state: State,
    pub verdict: ReceivedVerdict,
    pub paid_on: Option<String>,
    /// That it was paid can be noted, or taken back.
    pub payable: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceivedInvoices {
    pub rows: Vec<ReceivedRow>,
    /// How many there are under that filter.
    pub count: i64,
    /// Any at all.
    pub any: bool,
    /// In euros, of all: to be paid, and what of it is due.
    pub to_pay: Cents,
    pub due: Cents,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReceivedView {
    pub row: ReceivedRow,
    pub kept_on: String,
    /// What the file was called.
    pub name: String,
    /// Grouped by four; empty where it says none.
    pub account: String,
    pub reference: String,
    /// It is a PDF, which can be shown.
    pub pdf: bool,
    /// What it says, and what is wrong with it by the rules of today.
    pub checked: InvoiceChecked,
}

pub fn received_invoices(ask: &Ask, filter: ReceivedFilter) -> Result<ReceivedInvoices> {
    let all = all(ask)?;
    let open = |one: &&KeptInvoice| one.paid_on.is_none() && one.invoice.is_payable();
    let in_euros = || all.iter().filter(open).filter(|one| one.invoice.currency == "EUR");
    let to_pay = in_euros().map(|one| one.invoice.to_pay).sum();
    let is_due = |one: &&KeptInvoice| one.invoice.due_on.is_some_and(|day| day <= ask.today);
    let due = in_euros().filter(is_due).map(|one| one.invoice.to_pay).sum();
    let words = folded(&filter.search);
    let wanted = |one: &&KeptInvoice| match filter.shown {
        ReceivedShown::All => true,
        ReceivedShown::ToPay => open(one),
        ReceivedShown::Paid => one.paid_on.is_some(),
    };
    let named = |one: &&KeptInvoice| {
        let text = folded(&format!("{} {}", one.invoice.seller, one.invoice.number));
        words.split_whitespace().all(|word| text.contains(word))
    };
    let found: Vec<&KeptInvoice> = all.iter().filter(wanted).filter(named).collect();
    Ok(ReceivedInvoices {
        rows: found.iter().take(SHOWN).map(|one| row(ask, one)).collect(),
        count: i64::try_from(found.len()).unwrap_or(i64::MAX),
        any: !all.is_empty(),
        to_pay,
        due,
    })
}

pub fn received_invoice(ask: &Ask, by: ById) -> Result<ReceivedView> {
    let one = kept(ask, by.id)?;
    let bytes = vault::kept(ask.db, &one.sha256)?;
    let account: Vec<char> = one.invoice.account.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(ReceivedView {
        row: row(ask, &one),
        kept_on: one.kept_on.to_string(),
        account: account.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("\u{a0}"),
        reference: one.invoice.reference,
        pdf: one.media_type == "application/pdf",
        checked: checked(&bytes)?,
        name: one.name,
    })
}

/// The very file that came.
pub fn received_file(ask: &Ask, by: ById) -> Result<Paper> {
    let one = kept(ask, by.id)?;
    Ok(paper(one.name, &one.media_type, &vault::kept(ask.db, &one.sha256)?))
}

fn row(ask: &Ask, one: &KeptInvoice) -> ReceivedRow {
    let invoice = &one.invoice;
    let signed = |amount: Cents| if invoice.credit { -amount } else { amount };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    ReceivedRow {
        id: one.id,
        seller: invoice.seller.clone(),
        number: invoice.number.clone(),
        credit: invoice.credit,
        issued_on: day(invoice.issued_on),
        due_on: day(invoice.due_on),
        total: signed(invoice.total),
        to_pay: signed(invoice.to_pay),
        currency: invoice.currency.clone(),
        state: invoice.state(one.paid_on, ask.today),
        verdict: invoice.verdict,
        paid_on: day(one.paid_on),
        payable: invoice.is_payable(),
    }
}
