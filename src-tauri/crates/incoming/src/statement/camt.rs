//! CAMT, the statements of ISO 20022: 053 of a day, 052 within a day, 054 of single movements, of any version.

mod entry;
mod tree;

use crate::statement::account;
use crate::statement::amount::{Point, amount};
use crate::statement::days::iso;
use crate::statement::draft::Draft;
use crate::statement::fault;
use crate::statement::found::{BankAccount, BankBalance, BankBalanceKind, BankFormat};
use crate::statement::place::Place;
use crate::statement::text::said;
use entry::{day, signed};
use tree::{Node, Step, Steps};
use values::refusal::Refusal;

/// What is taken whole out of a file.
const WANTED: &[&str] = &["Acct", "Bal", "Ntry", "CreDtTm"];

/// What a file says, its format, and the same with its version in French.
pub struct Camt {
    pub draft: Draft,
    pub format: BankFormat,
    pub read_as: String,
}

pub fn read(text: &str) -> Result<Camt, Refusal> {
    let mut steps = Steps::new(text, WANTED);
    let mut message = None;
    let mut version = None;
    let mut draft = Draft::default();
    // Within a statement, a report or a notification.
    let mut inside = false;
    let mut made = None;
    while let Some(step) = steps.next()? {
        match step {
            Step::Begins { name, namespace, line } => {
                version = version.or_else(|| namespace.as_deref().and_then(version_of));
                match name.as_str() {
                    "Stmt" | "Rpt" | "Ntfctn" if message.is_some() => {
                        draft.begin(BankAccount::default(), line);
                        inside = true;
                    }
                    _ => message = message.or_else(|| message_of(&name)),
                }
            }
            Step::Ends { name } if matches!(name.as_str(), "Stmt" | "Rpt" | "Ntfctn") => inside = false,
            Step::Ends { .. } => {}
            Step::Whole(node) if node.name == "CreDtTm" => made = iso(node.text.trim()).or(made),
            Step::Whole(_) if !inside => {}
            Step::Whole(node) => match node.name.as_str() {
                "Acct" => draft.part().account = account_of(&node),
                "Bal" => balance(&mut draft, &node)?,
                _ => entry::read(&mut draft, &node, made)?,
            },
        }
    }
    let Some((format, name)) = message else {
        return Err(fault::broken(
            Place::new(1, 1),
            "un relevé CAMT.052, CAMT.053 ou CAMT.054 est attendu, ce fichier XML est autre chose",
        ));
    };
    if draft.parts.is_empty() {
        return Err(fault::file(
            "Ce fichier CAMT ne contient aucun relevé : demandez-le de nouveau à votre banque.",
        ));
    }
    let version = version.map(|version| format!(", version {version}")).unwrap_or_default();
    Ok(Camt { draft, format, read_as: format!("{name}{version}") })
}

/// By the message’s own element: a name of version 1 has it behind it.
fn message_of(name: &str) -> Option<(BankFormat, &'static str)> {
    let is = |message: &str| {
        name == message || name.strip_prefix(message).is_some_and(|rest| rest.starts_with('V'))
    };
    if is("BkToCstmrStmt") {
        Some((BankFormat::Camt053, "CAMT.053"))
    } else if is("BkToCstmrAcctRpt") {
        Some((BankFormat::Camt052, "CAMT.052"))
    } else if is("BkToCstmrDbtCdtNtfctn") {
        Some((BankFormat::Camt054, "CAMT.054"))
    } else {
        None
    }
}

/// `urn:iso:std:iso:20022:tech:xsd:camt.053.001.08` is version 8.
fn version_of(namespace: &str) -> Option<u32> {
    namespace.rsplit('.').next()?.parse().ok()
}

fn account_of(node: &Node) -> BankAccount {
    let told = node.text(&["Id", "IBAN"]).or_else(|| node.text(&["Id", "Othr", "Id"])).unwrap_or_default();
    let iban = account::iban(told);
    let id = if iban.is_none() { said(told) } else { None };
    BankAccount { iban, id, currency: node.text(&["Ccy"]).map(str::to_owned) }
}

/// A balance; one in another currency than the account’s is told.
fn balance(draft: &mut Draft, node: &Node) -> Result<(), Refusal> {
    let code = node.text(&["Tp", "CdOrPrtry", "Cd"]).unwrap_or_default();
    let kind = match code {
        "OPBD" | "PRCD" => BankBalanceKind::Opening,
        "CLBD" => BankBalanceKind::Closing,
        "ITBD" => BankBalanceKind::Interim,
        _ => BankBalanceKind::Available,
    };
    let amt = node.child("Amt");
    let read = amt.and_then(|amt| amount(&amt.text, Point::Dot)).ok_or_else(|| {
        let found = amt.map(|amt| amt.text.as_str()).unwrap_or_default();
        fault::expected(Place::new(node.line, 1), "le montant de ce solde", found)
    })?;
    let currency = amt.and_then(|amt| amt.currency.clone());
    let own = &mut draft.part().account.currency;
    match (&own, currency) {
        (None, currency) => *own = currency,
        (Some(own), Some(other)) if *own != other => {
            let text = format!("Ce solde est en {other}, le compte en {own}.");
            draft.warn(Some(node.line), text);
            let amount = signed(node, read.cents)?;
            draft.foreign_balance(BankBalance { day: day(node, "Dt")?, amount, currency: Some(other), kind });
            return Ok(());
        }
        (Some(_), _) => {}
    }
    let cents = signed(node, read.cents)?;
    let day = day(node, "Dt")?;
    draft.balance(day, cents, kind);
    Ok(())
}
