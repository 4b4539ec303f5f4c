//! What the client says to reminders, and what keeps them back.

use crate::told::sending::invoice_number;
use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use journey::dunning::dispute::{DisputeOutcome, DisputeReason};
use journey::dunning::lateness::LateReason;
use journey::dunning::reception::ReceptionResult;
use journey::platform::PlatformStatus;
use records::work_day::proceedings_of;
use std::collections::BTreeSet;
use values::money::Cents;
use values::words::{count, euros};

pub fn promised(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("promise")["invoice"].as_i64())?;
    let title = match body.text("promise", "promised_on") {
        "" => format!("Promesse de paiement de {number} retirée"),
        _ => format!(
            "{} promis sur {number} pour le {}",
            euros(body.cents("promise", "amount")),
            body.day("promise", "promised_on")
        ),
    };
    Ok(Told::new(title, &[body.text("promise", "words")]))
}

pub fn contested(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("dispute")["invoice"].as_i64())?;
    let reason = body.word("dispute", "reason")?.map_or("", DisputeReason::french);
    let next = match (body.text("dispute", "next"), body.text("dispute", "next_by")) {
        ("", _) => String::new(),
        (next, "") => format!("Suite : {next}."),
        (next, _) => format!("Suite : {next}, avant le {}.", body.day("dispute", "next_by")),
    };
    let title = format!("{number} contestée : {reason}, {}", euros(body.cents("dispute", "amount")));
    let lines: Vec<String> =
        body.every("dispute_line").filter_map(|row| row["label"].as_str()).map(str::to_owned).collect();
    let lines = if lines.is_empty() { String::new() } else { format!("Lignes : {}.", lines.join(", ")) };
    Ok(Told::new(title, &[&lines, body.text("dispute", "words"), &next]))
}

pub fn settled(_: &Ask, body: &Body) -> Result<Told> {
    let outcome = body.word("dispute_end", "outcome")?.map_or("", DisputeOutcome::french);
    Ok(Told::new(format!("Litige terminé {outcome}"), &[body.text("dispute_end", "words")]))
}

pub fn held(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Relances suspendues jusqu’au {}", body.day("reminder_stop", "on_day"));
    Ok(Told::new(title, &[body.text("reminder_stop", "words")]))
}

pub fn insolvent(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!("Procédure collective publiée le {}", body.day("reminder_stop", "on_day"));
    Ok(Told::new(
        title,
        &["Plus aucune relance ne part de ce qui est né avant.", body.text("reminder_stop", "words")],
    ))
}

pub fn declared(_: &Ask, body: &Body) -> Result<Told> {
    let title = format!(
        "Créance de {} déclarée le {}",
        euros(body.cents("claim_declaration", "amount")),
        body.day("claim_declaration", "declared_on")
    );
    Ok(Told::new(title, &[body.text("claim_declaration", "words")]))
}

pub fn ceded(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("reminder_stop")["invoice"].as_i64())?;
    Ok(Told::new(format!("{number} cédée"), &[body.text("reminder_stop", "words")]))
}

pub fn resumed(ask: &Ask, body: &Body) -> Result<Told> {
    let stop = body.row("reminder_stop_end")["stop"].as_i64().unwrap_or_default();
    let proceedings = proceedings_of(ask, stop)?.is_some();
    let title = if proceedings { "Procédure collective terminée" } else { "Relances reprises" };
    Ok(Told::new(title, &[body.text("reminder_stop_end", "words")]))
}

pub fn planned(_: &Ask, body: &Body) -> Result<Told> {
    let parts: Vec<i64> = body.every("payment_plan_part").filter_map(|row| row["amount"].as_i64()).collect();
    let total = Cents(parts.iter().sum());
    let title = format!("Échéancier convenu : {} en {}", euros(total), count_parts(parts.len()));
    Ok(Told::new(title, &[body.text("payment_plan", "words"), "Accord gardé, définitif."]))
}

fn count_parts(parts: usize) -> String {
    count(i64::try_from(parts).unwrap_or(i64::MAX), "échéance", "échéances")
}

pub fn plan_ended(_: &Ask, body: &Body) -> Result<Told> {
    Ok(Told::new("Échéancier arrêté", &[body.text("payment_plan_end", "reason")]))
}

pub fn late(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("late_reason")["invoice"].as_i64())?;
    let reason = body.word("late_reason", "reason")?.map_or("", LateReason::french);
    Ok(Told::new(format!("Retard de {number} : {reason}"), &[body.text("late_reason", "words")]))
}

pub fn platform(ask: &Ask, body: &Body) -> Result<Told> {
    if body.count("platform_status") > 1 {
        let rows = body.every("platform_status");
        let numbers =
            rows.map(|row| invoice_number(ask, row["invoice"].as_i64())).collect::<Result<BTreeSet<_>>>()?;
        let numbers: Vec<String> = numbers.into_iter().collect();
        return Ok(Told::titled(format!("Statuts de la plateforme : {}", numbers.join(", "))));
    }
    let number = invoice_number(ask, body.row("platform_status")["invoice"].as_i64())?;
    let status = body.word("platform_status", "status")?.map_or("", PlatformStatus::french);
    let day = body.day("platform_status", "day");
    Ok(Told::new(
        format!("{number} : {status} sur la plateforme, le {day}"),
        &[body.text("platform_status", "words")],
    ))
}

pub fn checked(ask: &Ask, body: &Body) -> Result<Told> {
    let number = invoice_number(ask, body.row("reception_check")["invoice"].as_i64())?;
    let result = body.word("reception_check", "result")?.map_or("", ReceptionResult::french);
    Ok(Told::new(format!("{number} : {result}"), &[body.text("reception_check", "words")]))
}
