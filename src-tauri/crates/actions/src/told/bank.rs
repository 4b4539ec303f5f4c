//! What lines of banks brought, where it is about a deal.

use crate::told::payment;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use values::money::Cents;
use values::words::{euros, listed};

/// A line is payments: told as money that came, where it brought some.
pub fn matched(ask: &Ask, body: &Body) -> Result<Told> {
    let brought: Vec<String> =
        body.every("payment").map(|row| euros(Cents(row["amount"].as_i64().unwrap_or_default()))).collect();
    match brought.as_slice() {
        [] => Ok(Told::default()),
        [_] => {
            let told = payment::received(ask, body)?;
            Ok(Told::new(told.title, &[&told.text, "D’après le relevé de banque."]))
        }
        several => {
            let title = format!("Paiements reçus, {}", listed(several));
            Ok(Told::new(title, &["D’après une opération du relevé de banque."]))
        }
    }
}

/// Money that went out again.
pub fn explained(ask: &Ask, body: &Body) -> Result<Told> {
    match body.text("payment", "kind") {
        "refund" => payment::refunded(ask, body),
        "reversal" => payment::reversed(ask, body),
        _ => Ok(Told::default()),
    }
}

pub fn undone(ask: &Ask, body: &Body) -> Result<Told> {
    match body.cents("payment", "amount").0 {
        0 => Ok(Told::default()),
        1.. => payment::reversed(ask, body),
        // What had gone out never did.
        back => {
            let kind = if body.text("payment", "kind") == "refund" { "Remboursement" } else { "Rejet" };
            Ok(Told::new(
                format!("{kind} de {} défait", euros(Cents(-back))),
                &["L’opération du relevé est à expliquer de nouveau."],
            ))
        }
    }
}
