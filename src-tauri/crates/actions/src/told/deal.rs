//! What happened to a deal itself.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;

pub fn opened(_: &Ask, body: &Body) -> Result<Told> {
    let from = match body.text("deal", "source") {
        "" => String::new(),
        source => format!("Origine : {source}."),
    };
    let begun = match body.text("client", "name") {
        "" => String::new(),
        name => format!("Fiche client créée : {name}."),
    };
    Ok(Told::new("Affaire ouverte", &[&begun, &from, body.text("deal", "need")]))
}

pub fn changed(_: &Ask, _: &Body) -> Result<Told> {
    Ok(Told::titled("Affaire modifiée"))
}

pub fn qualified(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Demande qualifiée", &[body.text("deal", "need")]))
}

pub fn lost(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Affaire classée perdue", &[body.text("deal_end", "words")]))
}

pub fn cancelled(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Affaire annulée", &[body.text("deal_end", "words")]))
}

pub fn noted(_: &Ask, body: &Body) -> Result<Told> {
    let title = if body.text("note", "kind") == "call" { "Appel" } else { "Note" };
    Ok(Told::new(title, &[body.text("note", "text")]))
}
