//! What happened to money.

use crate::told::sending::invoice_number;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::payment::PaymentMethod;
use journey::payment::write_off::LossGround;
use values::words::{euros, listed};

/// « par virement »
fn how(body: &Body) -> Result<&'static str> {
    Ok(body.word("payment", "method")?.map_or("", PaymentMethod::french))
}

fn amount(body: &Body) -> String {
    euros(body.cents("payment", "amount"))
}

pub fn received(ask: &Ask, body: &Body) -> Result<Told> {
    let mut numbers = Vec::new();
    for settled in body.every("allocation").filter(|row| !row["payment"].is_null()) {
        numbers.push(invoice_number(ask, settled["invoice"].as_i64())?);
    }
    let title = format!("Paiement reçu, {} {}", amount(body), how(body)?);
    let on = format!("Sur {}, le {}.", listed(&numbers), body.day("payment", "received_on"));
    let early = body.text("payment", "reason");
    let given_up = body.cents("given_up", "amount");
    if given_up.is_zero() {
        return Ok(Told::new(title, &[&on, early]));
    }
    let rest = format!("{} abandonnés : {}", euros(given_up), body.text("given_up", "reason"));
    Ok(Told::new(title, &[&on, early, &rest]))
}

pub fn given_up(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("given_up")["invoice"].as_i64())?;
    let left = euros(body.cents("given_up", "amount"));
    Ok(Told::new(format!("{left} abandonnés sur {number}"), &[body.text("given_up", "reason")]))
}

pub fn written_off(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("write_off")["invoice"].as_i64())?;
    let lost = euros(body.cents("given_up", "amount"));
    let ground = body.word("write_off", "ground")?.map_or("", LossGround::french);
    let on = format!("Perdus le {} : {ground}.", body.day("write_off", "lost_on"));
    Ok(Told::new(format!("{lost} passés en perte sur {number}"), &[&on, body.text("given_up", "reason")]))
}

pub fn claimed(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("given_up")["invoice"].as_i64())?;
    let left = euros(-body.cents("given_up", "amount"));
    Ok(Told::new(format!("{left} réclamés de nouveau sur {number}"), &[body.text("given_up", "reason")]))
}

pub fn reversed(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new(format!("Paiement de {} annulé", amount(body)), &[body.text("payment", "reason")]))
}

pub fn refunded(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Client remboursé, {} {}", amount(body), how(body)?)))
}

pub fn credit_used(_: &Ask, body: &Body) -> Result<Told> {
    let used = format!("{} sur une facture ouverte.", euros(body.cents("allocation", "amount")));
    Ok(Told::new("Trop-perçu utilisé", &[&used]))
}

pub fn money_kept(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new(format!("{} conservés", amount(body)), &[body.text("payment", "reason")]))
}

pub fn cheque_deposited(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Chèque déposé", &[&format!("Le {}.", body.day("payment_event", "day"))]))
}

pub fn cheque_cleared(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Chèque encaissé", &[&format!("Le {}.", body.day("payment_event", "day"))]))
}

pub fn cheque_bounced(_: &Ask, body: &Body) -> Result<Told> {
    let text = format!("Le {} : {}.", body.day("payment_event", "day"), body.text("payment_event", "words"));
    Ok(Told::new(format!("Chèque de {} rejeté", amount(body)), &[&text]))
}

pub fn receipt_issued(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Reçu établi"))
}
