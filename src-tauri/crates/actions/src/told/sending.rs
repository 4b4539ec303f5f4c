//! What left for the client.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::message::ReminderTone;
use journey::number::Series;
use journey::sending::Channel;
use rusqlite::OptionalExtension;

/// The number of an invoice; empty for none.
pub(super) fn invoice_number(ask: &Ask, invoice: Option<i64>) -> Result<String> {
    let found: Option<String> = ask
        .db
        .prepare_cached("SELECT number FROM invoice WHERE id = ?1")?
        .query_row([invoice], |r| r.get("number"))
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// « par e-mail, le 23 novembre 2026 »
fn how(body: &Body) -> Result<String> {
    let method = body.word("sending", "method")?.map_or("", Channel::french);
    Ok(format!("{method}, le {}", body.day("sending", "day")))
}

fn to(body: &Body) -> String {
    match body.text("sending", "recipient") {
        "" => String::new(),
        recipient => match body.text("sending", "copies") {
            "" => format!("À {recipient}."),
            copies => format!("À {recipient}, copie à {copies}."),
        },
    }
}

/// What was said in a call; a message is read in its own bytes.
fn said(body: &Body) -> &str {
    if body.text("sending", "method") == Channel::Phone.stored() { body.text("sending", "body") } else { "" }
}

pub fn invoice_sent(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("sending")["invoice"].as_i64())?;
    // « l’avoir A-… envoyé », « la facture F-… envoyée »
    let title = if number.starts_with(Series::CreditNote.prefix()) {
        format!("Avoir {number} envoyé {}", how(body)?)
    } else {
        format!("Facture {number} envoyée {}", how(body)?)
    };
    Ok(Told::new(title, &[&to(body)]))
}

pub fn quote_followed_up(ask: &Ask, body: &Body) -> Result<Told> {
    let number: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT q.number FROM quote_version v JOIN quote q ON q.id = v.quote WHERE v.id = ?1",
        )?
        .query_row([body.row("sending")["quote_version"].as_i64()], |r| r.get("number"))
        .optional()?;
    let title = format!("Devis {} relancé {}", number.unwrap_or_default(), how(body)?);
    Ok(Told::new(title, &[&to(body), said(body)]))
}

pub fn reminded(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("sending")["invoice"].as_i64())?;
    let tone = body.word("sending", "tone")?.map_or("", ReminderTone::french);
    let letter =
        if body.text("sending", "method") == Channel::Post.stored() { "Lettre scellée." } else { "" };
    let title = format!("Relance {tone} de {number} {}", how(body)?);
    Ok(Told::new(title, &[&to(body), letter, said(body)]))
}
