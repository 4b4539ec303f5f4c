//! What prudence with a client tells.

use crate::told::sending::invoice_number;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::contact::decision::{RiskChoice, RiskDecision};
use journey::contact::security::SecurityKind;
use values::money::BasisPoints;
use values::words::{capital, euros};

pub fn suspended(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Travail suspendu pour ce client", &[body.text("suspension", "reason")]))
}

pub fn resumed(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Travail repris pour ce client", &[body.text("suspension_end", "words")]))
}

pub fn secured(_: &Ask, body: &Body) -> Result<Told> {
    let kind = body.word("security", "kind")?.map_or("", SecurityKind::french);
    let who = match body.text("security", "who") {
        "" => String::new(),
        who => format!(" : {who}"),
    };
    let amount = body.cents("security", "amount");
    let most = if amount.is_zero() { String::new() } else { format!("Jusqu’à {}.", euros(amount)) };
    let until = match body.text("security", "until") {
        "" => String::new(),
        _ => format!("Vaut jusqu’au {}.", body.day("security", "until")),
    };
    Ok(Told::new(format!("{}{who}", capital(kind)), &[&most, &until, body.text("security", "words")]))
}

pub fn security_ended(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Une sûreté a pris fin", &[body.text("security_end", "words")]))
}

pub fn insurer_told(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("security_claim")["invoice"].as_i64())?;
    let on = format!("Le {}.", body.day("security_claim", "day"));
    Ok(Told::new(format!("{number} déclarée à l’assureur"), &[&on]))
}

pub fn decided(ask: &Ask, body: &Body) -> Result<Told> {
    let row = body.row("risk_decision");
    let decision = RiskDecision {
        choice: body.word("risk_decision", "choice")?.unwrap_or(RiskChoice::GoOn),
        share: BasisPoints(row["share"].as_i64().unwrap_or_default()),
        reason: String::new(),
        on: ask.today,
        again_on: ask.today,
    };
    let again = format!("À revoir le {}.", body.day("risk_decision", "again_on"));
    Ok(Told::new(format!("Décidé : {}", decision.said()), &[body.text("risk_decision", "reason"), &again]))
}
