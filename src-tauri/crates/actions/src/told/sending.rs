//! What left for the client.

use books::act::Ask;
use books::body::{Body, Told};
use books::error::Result;
use chrono::NaiveDate;
use journey::follow_up::kind::FollowUpKind;
use journey::message::ReminderTone;
use journey::number::Series;
use journey::sending::{Channel, SendingKind};
use rusqlite::OptionalExtension;
use values::words::{listed, long_date};

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

/// What a message is: « Relance de F-2026-0012 ».
pub(super) fn message_named(
    ask: &Ask,
    kind: &str,
    invoice: Option<i64>,
    version: Option<i64>,
) -> Result<String> {
    let about = match version {
        Some(_) => quote_named(ask, version)?,
        None => invoice_number(ask, invoice)?,
    };
    Ok(match SendingKind::from_stored(kind) {
        Some(SendingKind::Reminder | SendingKind::QuoteFollowUp) => format!("Relance de {about}"),
        Some(SendingKind::Promise) => format!("Confirmation de promesse sur {about}"),
        Some(SendingKind::Duplicate) => format!("Duplicata de {about}"),
        Some(SendingKind::Suspension) => "Arrêt du travail".to_owned(),
        Some(SendingKind::Receipt) => "Reçu de paiement".to_owned(),
        Some(SendingKind::FollowUp) => "Message au client".to_owned(),
        Some(SendingKind::Announcement) => "Annonce".to_owned(),
        Some(SendingKind::Invoice | SendingKind::Quote) | None => about,
    })
}

/// Reminders that leave by themselves: the first is told, and how many there are.
pub fn queued_reminders(ask: &Ask, body: &Body) -> Result<Told> {
    let first = queued(ask, body)?.unwrap_or_default();
    match body.count("outbox_message") {
        0 | 1 => Ok(first),
        many => Ok(Told::new(format!("{many} relances dans la boîte d’envoi"), &[&first.title, "."])),
    }
}

/// Its message waits in the outbox: it did not leave yet.
fn queued(ask: &Ask, body: &Body) -> Result<Option<Told>> {
    let row = body.row("outbox_message");
    let Some(kind) = row["kind"].as_str() else { return Ok(None) };
    let named = message_named(ask, kind, row["invoice"].as_i64(), row["quote_version"].as_i64())?;
    let to = format!("À {}.", body.text("outbox_message", "recipient"));
    Ok(Some(Told::new(format!("Dans la boîte d’envoi : {named}"), &[&to])))
}

pub fn invoice_sent(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let number = invoice_number(ask, body.row("sending")["invoice"].as_i64())?;
    // « l’avoir A-… envoyé », « la facture F-… envoyée »
    let title = if number.starts_with(Series::CreditNote.prefix()) {
        format!("Avoir {number} envoyé {}", how(body)?)
    } else {
        format!("Facture {number} envoyée {}", how(body)?)
    };
    Ok(Told::new(title, &[&to(body)]))
}

/// « Devis D-2026-0003 », « Avenant D-2026-0008 », by the version that left.
fn quote_named(ask: &Ask, version: Option<i64>) -> Result<String> {
    let found: Option<String> = ask
        .db
        .prepare_cached(
            "SELECT CASE WHEN q.amends IS NULL THEN 'Devis ' ELSE 'Avenant ' END || q.number
             FROM quote_version v JOIN quote q ON q.id = v.quote WHERE v.id = ?1",
        )?
        .query_row([version], |r| r.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub fn quote_sent(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let named = quote_named(ask, body.row("sending")["quote_version"].as_i64())?;
    Ok(Told::new(format!("{named} envoyé {}", how(body)?), &[&to(body)]))
}

/// What did not leave after all, and when it had been noted.
pub fn withdrawn(ask: &Ask, body: &Body) -> Result<Told> {
    let sending = body.row("sending_withdrawal")["sending"].as_i64();
    let found: Option<(Option<i64>, Option<i64>, String, String)> = ask
        .db
        .prepare_cached("SELECT invoice, quote_version, kind, day FROM sending WHERE id = ?1")?
        .query_row([sending], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .optional()?;
    let Some((invoice, version, kind, day)) = found else { return Ok(Told::new("Envoi retiré", &[])) };
    let about = match version {
        Some(_) => quote_named(ask, version)?,
        None => invoice_number(ask, invoice)?,
    };
    let word = match SendingKind::from_stored(&kind) {
        Some(SendingKind::Reminder | SendingKind::QuoteFollowUp) => "Relance",
        Some(
            SendingKind::Invoice
            | SendingKind::Quote
            | SendingKind::Receipt
            | SendingKind::FollowUp
            | SendingKind::Announcement
            | SendingKind::Promise
            | SendingKind::Suspension
            | SendingKind::Duplicate,
        )
        | None => "Envoi",
    };
    let noted = NaiveDate::parse_from_str(&day, "%Y-%m-%d").map(long_date).unwrap_or(day);
    let gender =
        if word == "Envoi" { "retiré : il n’est pas parti" } else { "retirée : elle n’est pas partie" };
    let told =
        if about.is_empty() { format!("Noté le {noted}.") } else { format!("{about}, noté le {noted}.") };
    Ok(Told::new(format!("{word} {gender}"), &[&told]))
}

/// What a message of the follow-up was for.
pub fn written_to(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let what = match body.word("follow_up", "kind")? {
        Some(FollowUpKind::Thanked) => "Client remercié",
        Some(FollowUpKind::SatisfactionAsked) => "Satisfaction demandée",
        Some(FollowUpKind::TestimonialAsked) => "Témoignage demandé",
        Some(FollowUpKind::ReferralAsked) => "Recommandation demandée",
        Some(
            FollowUpKind::Contact
            | FollowUpKind::ContactPlanned
            | FollowUpKind::Satisfaction
            | FollowUpKind::Complaint
            | FollowUpKind::Testimonial
            | FollowUpKind::Referral,
        )
        | None => "Message envoyé",
    };
    Ok(Told::new(format!("{what} {}", how(body)?), &[&to(body)]))
}

pub fn promise_confirmed(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let number = invoice_number(ask, body.row("sending")["invoice"].as_i64())?;
    Ok(Told::new(format!("Promesse de paiement de {number} confirmée {}", how(body)?), &[&to(body)]))
}

pub fn duplicate_sent(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let number = invoice_number(ask, body.row("sending")["invoice"].as_i64())?;
    Ok(Told::new(format!("Duplicata de {number} envoyé {}", how(body)?), &[&to(body)]))
}

pub fn suspension_told(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    Ok(Told::new(format!("Client prévenu de l’arrêt du travail {}", how(body)?), &[&to(body)]))
}

pub fn receipt_sent(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    Ok(Told::new(format!("Reçu de paiement envoyé {}", how(body)?), &[&to(body)]))
}

pub fn announced(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(match body.count("outbox_message") {
            0 | 1 => waits,
            many => Told::new(
                format!("Annonce à {many} clients dans la boîte d’envoi"),
                &[body.text("outbox_message", "subject")],
            ),
        });
    }
    Ok(Told::new(format!("Annonce envoyée {}", how(body)?), &[body.text("sending", "subject"), &to(body)]))
}

pub fn quote_followed_up(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let named = quote_named(ask, body.row("sending")["quote_version"].as_i64())?;
    let title = format!("{named} relancé {}", how(body)?);
    Ok(Told::new(title, &[&to(body), said(body)]))
}

pub fn reminded(ask: &Ask, body: &Body) -> Result<Told> {
    if let Some(waits) = queued(ask, body)? {
        return Ok(waits);
    }
    let numbers = asked_about(ask, body)?;
    let tone = body.word("sending", "tone")?;
    let kept = [Channel::Post, Channel::Registered].map(Channel::stored);
    let letter =
        if kept.contains(&body.text("sending", "method")) { "Lettre gardée, définitive." } else { "" };
    let title = match tone {
        Some(ReminderTone::Formal) => format!("Mise en demeure de payer {numbers} {}", how(body)?),
        Some(tone @ (ReminderTone::Friendly | ReminderTone::Neutral | ReminderTone::Firm)) => {
            format!("Relance {} de {numbers} {}", tone.french(), how(body)?)
        }
        None => format!("Relance de {numbers} {}", how(body)?),
    };
    Ok(Told::new(title, &[&to(body), letter, said(body)]))
}

/// The numbers of all invoices that a reminder was about: « F-2026-0001 et F-2026-0004 ».
fn asked_about(ask: &Ask, body: &Body) -> Result<String> {
    let lead = body.row("sending")["invoice"].as_i64();
    let mut numbers = vec![invoice_number(ask, lead)?];
    for row in body.every("reminded") {
        let invoice = row["invoice"].as_i64();
        if invoice != lead {
            numbers.push(invoice_number(ask, invoice)?);
        }
    }
    Ok(listed(&numbers))
}
