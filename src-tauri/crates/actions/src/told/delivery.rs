//! What happened to the work: begun, supplied, reached, delivered, accepted.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::delivery::Manner;
use journey::quote::Conditions;
use rusqlite::OptionalExtension;
use serde_json::Value;
use values::words::long_date;

pub fn begun(_: &Ask, body: &Body) -> Result<Told> {
    Ok(match body.text("delivery", "override_reason") {
        "" => Told::titled("Travail commencé"),
        reason => Told::new("Travail commencé", &[&format!("Sans attendre, parce que : {reason}")]),
    })
}

pub fn delivered(_: &Ask, body: &Body) -> Result<Told> {
    let proof = if body.row("delivery")["proof"].is_null() { "" } else { "PV de réception joint." };
    let on = format!("Le {}.", body.day("delivery", "day"));
    Ok(Told::new("Livraison enregistrée", &[&on, proof, body.text("delivery", "note")]))
}

/// The day of an order's event, as a sentence.
fn on(body: &Body) -> String {
    format!("Le {}.", body.day("order_event", "day"))
}

pub fn asked(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Demandé au client : {}", body.text("order_event", "value"));
    Ok(Told::new(title, &[&on(body), body.text("order_event", "words")]))
}

pub fn received(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Reçu du client : {}", body.text("order_event", "value"));
    Ok(Told::new(title, &[&on(body), body.text("order_event", "words")]))
}

pub fn planned(ask: &Ask, body: &Body) -> Result<Told> {
    let planned = body.text("order_event", "value").parse().map(long_date).unwrap_or_default();
    let title = format!("Étape « {} » prévue le {planned}", stage_label(ask, body)?);
    Ok(Told::new(title, &[body.text("order_event", "words")]))
}

pub fn reached(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Étape « {} » atteinte", body.text("order_event", "value"));
    Ok(Told::new(title, &[&on(body), body.text("order_event", "words")]))
}

pub fn announced(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Étape « {} » annoncée au client", body.text("order_event", "value"));
    Ok(Told::lines(title, &[&on(body), body.text("order_event", "words")]))
}

pub fn reported(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("PV de réception {} établi", body.text("document", "number"));
    Ok(match body.text("order_event", "words") {
        "" => Told::titled(title),
        known => Told::new(title, &[&format!("Réserves connues : {known}")]),
    })
}

pub fn accepted(_: &Ask, body: &Body) -> Result<Told> {
    let kept: Value = serde_json::from_str(body.text("order_event", "value"))?;
    let title = match serde_json::from_value(kept["manner"].clone())? {
        Manner::WithReserves => "Réception avec réserves",
        Manner::Tacit => "Réception acquise par le silence du client",
        Manner::WithoutReserves => "Réception sans réserve",
    };
    let signed = match kept["by"].as_str().filter(|by| !by.is_empty()) {
        Some(by) => format!("Signée par {by}, le {}.", body.day("order_event", "day")),
        None => on(body),
    };
    Ok(Told::lines(title, &[&signed, body.text("order_event", "words")]))
}

pub fn lifted(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Réserves levées", &[&on(body), body.text("order_event", "words")]))
}

/// The words of the stage that an event is about.
fn stage_label(ask: &Ask, body: &Body) -> Result<String> {
    let event = body.row("order_event");
    let conditions: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT v.conditions FROM signed_order o JOIN quote_version v ON v.id = o.quote_version WHERE o.id = ?1",
        )?
        .query_row([event["signed_order"].as_i64()], |r| r.get("conditions"))
        .optional()?;
    let conditions: Conditions = serde_json::from_str(conditions.as_deref().unwrap_or("{}"))?;
    let rank = event["item"].as_u64().and_then(|rank| usize::try_from(rank).ok());
    Ok(rank.and_then(|rank| conditions.stages.get(rank)).map(|s| s.label.clone()).unwrap_or_default())
}
