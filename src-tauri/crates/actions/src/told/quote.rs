//! What happened to a quote.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use values::words::euros;

pub fn sent(ask: &Ask, body: &Body) -> Result<Told> {
    let number = body.text("document", "number");
    let version = body.row("quote_version")["version"].as_i64().unwrap_or(1);
    let amends: bool = ask
        .db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM quote WHERE id = ?1 AND amends IS NOT NULL)")?
        .query_row([body.row("quote_version")["quote"].as_i64()], |r| r.get(0))?;
    let word = if amends { "Avenant" } else { "Devis" };
    // Books of former versions sent what they numbered in the same gesture.
    let left = !body.text("quote_version", "method").is_empty() || !body.row("sending")["id"].is_null();
    let done = if left { "envoyé" } else { "numéroté" };
    let title = if version > 1 {
        format!("{word} {number}, version {version}, {done}")
    } else {
        format!("{word} {number} {done}")
    };
    let (net, gross) = (body.cents("quote_version", "net"), body.cents("quote_version", "gross"));
    let total = format!(
        "{}{}, valable jusqu’au {}.",
        euros(gross),
        if net == gross { "" } else { " TTC" },
        body.day("quote_version", "valid_until")
    );
    let terms = if body.row("quote_version")["terms"].is_null() { "" } else { "CGV jointes." };
    Ok(Told::new(title, &[&total, terms]))
}

pub fn accepted(_: &Ask, body: &Body) -> Result<Told> {
    let order = body.row("signed_order");
    let terms = if order["terms_accepted"] == 1 { ", CGV acceptées" } else { "" };
    let who = [body.text("signed_order", "signed_by"), body.text("signed_order", "quality")];
    let who: Vec<&str> = who.into_iter().filter(|w| !w.is_empty()).collect();
    let word = if order["amends"].is_null() { "signée" } else { "signée par avenant" };
    let title = format!("Commande {} {word}{terms}", body.text("signed_order", "number"));
    let agreed =
        format!("Accord donné par {}, le {}.", who.join(", "), body.day("signed_order", "signed_on"));
    let late = match body.text("order_event", "words") {
        "" => String::new(),
        words => format!("Après la fin de validité : {words}"),
    };
    Ok(Told::new(title, &[&agreed, &late]))
}
