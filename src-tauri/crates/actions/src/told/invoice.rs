//! What happened to an invoice.

use crate::told::sending::invoice_number;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use documents::paper::frame::Wordings;
use journey::invoice::{InvoiceKind, PassedWarnings};
use values::words::{capital, euros};

pub fn issued(_: &Ask, body: &Body) -> Result<Told> {
    let kind =
        body.word::<InvoiceKind>("invoice", "kind")?.map_or_else(String::new, |kind| capital(kind.french()));
    let parts = body.count("invoice_due");
    let total = format!(
        "{}, à régler {}le {} au plus tard.",
        euros(body.cents("invoice", "gross")),
        if parts > 1 { format!("en {parts} fois, la dernière ") } else { String::new() },
        body.day("invoice", "due_on")
    );
    let passed = passed(body)?.map_or_else(String::new, |passed| {
        let warned = passed.warnings.join(" ");
        let warned = if warned.is_empty() { warned } else { format!("À voir, et passé outre : {warned} ") };
        format!("{warned}Motif : « {} ».", passed.reason)
    });
    Ok(Told::new(format!("{kind} {} émise", body.text("invoice", "number")), &[&total, &passed]))
}

/// What was passed when it was issued, and why.
fn passed(body: &Body) -> Result<Option<PassedWarnings>> {
    let wordings = body.text("invoice", "wordings");
    if wordings.is_empty() {
        return Ok(None);
    }
    Ok(serde_json::from_str::<Wordings>(wordings)?.passed)
}

pub fn credited(_: &Ask, body: &Body) -> Result<Told> {
    let title =
        format!("Avoir {} émis, {}", body.text("invoice", "number"), euros(body.cents("invoice", "gross")));
    Ok(Told::new(title, &[body.text("invoice", "reason")]))
}

pub fn duplicated(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new(format!("{} édité", body.text("document", "number")), &["Gardé, définitif."]))
}

pub fn put_off(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("agreed_due")["invoice"].as_i64())?;
    let title = match body.text("agreed_due", "due_on") {
        "" => format!("Report de {number} retiré : son échéance d’origine compte de nouveau"),
        _ => format!("Échéance de {number} reportée au {}", body.day("agreed_due", "due_on")),
    };
    Ok(Told::new(title, &[body.text("agreed_due", "reason")]))
}

pub fn brought(_: &Ask, body: &Body) -> Result<Told> {
    let text = format!(
        "{} restent à payer sur {}, à régler le {} au plus tard.",
        euros(body.cents("invoice", "gross")),
        euros(body.cents("invoice", "original_gross")),
        body.day("invoice", "due_on")
    );
    Ok(Told::new(format!("Facture {} reprise, émise ailleurs", body.text("invoice", "number")), &[&text]))
}
