//! Charges of late payment that were claimed, or given up.

use crate::told::sending::invoice_number;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use documents::paper::charges::ChargesPaper;
use journey::charges::ChargesPaid;
use values::words::{euros, long_date};

pub fn claimed(_: &Ask, body: &Body) -> Result<Told> {
    let paper: ChargesPaper = serde_json::from_str(body.text("document", "made_from"))?;
    let title = format!("Pénalités de {} réclamées, {}", paper.number, euros(paper.total()));
    let indemnity = match paper.indemnity.0 {
        0 => String::new(),
        _ => format!(" et {} d’indemnité", euros(paper.indemnity)),
    };
    let text =
        format!("{} d’intérêts jusqu’au {}{indemnity}.", euros(paper.interest), long_date(paper.until));
    Ok(Told::new(title, &[&text]))
}

pub fn paid(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("charge_payment")["invoice"].as_i64())?;
    // What was written before costs were told apart names no kind.
    let costs = body.row("charge_payment")["kind"] == ChargesPaid::Costs.stored();
    let what = if costs { "Frais" } else { "Pénalités" };
    let verb = if costs { "payés" } else { "payées" };
    let title = format!("{what} de {number} {verb}, {}", euros(body.cents("charge_payment", "amount")));
    let day = format!("Reçu le {}.", body.day("charge_payment", "received_on"));
    let words = if costs { body.text("charge_payment", "words") } else { "" };
    Ok(Told::new(title, &[words, &day, body.text("charge_payment", "reference")]))
}

pub fn waived(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("charge_waiver")["invoice"].as_i64())?;
    let given_up = ["interest", "indemnity", "claimed"].map(|column| body.cents("charge_waiver", column));
    let title = format!("Pénalités de {number} abandonnées, {}", euros(given_up.into_iter().sum()));
    Ok(Told::new(title, &[body.text("charge_waiver", "reason")]))
}
