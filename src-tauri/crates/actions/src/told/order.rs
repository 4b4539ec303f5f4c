//! What happened to an order after its signature.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;

pub fn confirmed(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::titled(format!("Confirmation de la commande {} émise", body.text("document", "number"))))
}

pub fn welcomed(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Page de bienvenue émise"))
}

pub fn amendment_dropped(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Avenant {} abandonné", body.text("order_event", "value"));
    Ok(Told::new(title, &[body.text("order_event", "words")]))
}

pub fn start_requested(_: &Ask, body: &Body) -> Result<Told> {
    let waived = if body.text("order_event", "value") == "waived" {
        "Il reconnaît perdre son droit de rétractation une fois le travail fait en entier."
    } else {
        ""
    };
    let on = format!("Le {}.", body.day("order_event", "day"));
    Ok(Told::new(
        "Le client demande de commencer sans attendre",
        &[&on, body.text("order_event", "words"), waived],
    ))
}

pub fn vat_settled(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("TVA de la commande choisie", &[body.text("order_event", "words")]))
}

pub fn engaged(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Numéro d’engagement {} reçu", body.text("order_event", "value"));
    Ok(Told::new(title, &[&format!("Le {}.", body.day("order_event", "day"))]))
}

pub fn withdrawn(_: &Ask, body: &Body) -> Result<Told> {
    let on = format!("Reçue le {}. Affaire annulée.", body.day("order_event", "day"));
    Ok(Told::new("Rétractation du client", &[&on, body.text("order_event", "words")]))
}
