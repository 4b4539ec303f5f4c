//! What happened to the orders of a deal after their signature: requests, engagement numbers, withdrawals.

use crate::act::{Act, Ask};
use crate::cancel;
use crate::deal::{self, LostReason, day, deal_of};
use crate::error::{Error, Result};
use crate::order::read_proof;
use crate::quote::keep_document;
use crate::search;
use crate::surface::FileBytes;
use chrono::NaiveDate;
use journey::deal::{Facts, OrderFact};
use journey::input;
use journey::order::protection::{Place, Protection, refund_by};
use journey::refusal::Refusal;
use journey::say;
use journey::words::long_date;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordStartRequest {
    pub order: i64,
    pub requested_on: String,
    /// The client's own words, where there is no file.
    #[serde(default)]
    pub words: String,
    /// PDF, PNG or JPEG.
    #[serde(default)]
    pub proof: Option<FileBytes>,
    /// They acknowledge losing the right to withdraw once the work is done whole.
    #[serde(default)]
    pub waiver: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEngagement {
    pub order: i64,
    /// Printed on the invoices.
    pub order_number: String,
    /// Today if empty.
    #[serde(default)]
    pub received_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordWithdrawal {
    pub deal: i64,
    pub withdrawn_on: String,
    /// What the client wrote.
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub proof: Option<FileBytes>,
    /// How much was done at the client's request, in percent of the order; it is invoiced.
    #[serde(default)]
    pub done: String,
}

/// What an order waits for, and what protects its client.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct OrderGates {
    pub order: i64,
    pub place: Option<Place>,
    pub protected: bool,
    /// Last day on which the client may withdraw.
    pub withdrawal_until: Option<String>,
    /// First day on which money may be received.
    pub first_payment_on: Option<String>,
    pub start_requested_on: Option<String>,
    pub withdrawn_on: Option<String>,
    /// Last day by which the client gets their money back.
    pub refund_by: Option<String>,
    pub may_request_start: bool,
    pub may_withdraw: bool,
    /// A public body's engagement number, or the client's own order number.
    pub engagement: String,
    pub awaits_engagement: bool,
    /// A confirmation of the order, a welcome page, can still be issued.
    pub may_confirm: bool,
    pub may_welcome: bool,
}

/// What is known of a deal's orders beside the latest one.
pub(crate) fn load(ask: &Ask, facts: &mut Facts) -> Result<()> {
    // The first order tells where and when the client bound themselves.
    let first: Option<(String, bool, String)> = ask
        .db
        .prepare_cached(
            "SELECT place, protected, signed_on FROM signed_order WHERE deal = ?1 ORDER BY id LIMIT 1",
        )?
        .query_row([facts.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let Some((place, protected, signed_on)) = first else { return Ok(()) };
    if protected {
        let place = Place::from_stored(&place).ok_or_else(|| Error::Broken(format!("place {place}")))?;
        facts.protection = Some(Protection {
            place,
            signed_on: day(&signed_on)?,
            requested_on: None,
            waived: false,
            withdrawn_on: None,
        });
    }
    facts.engagement = client_number(ask, facts.deal)?;
    if let Some(order) = &facts.order {
        facts.amendment = super::amendment::pending(ask, order.id)?;
        // Each order is confirmed; one is welcomed once.
        (facts.confirmed, facts.welcomed) = ask
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM order_event WHERE signed_order = ?1 AND kind = 'confirmation'),
                        EXISTS (SELECT 1 FROM order_event e JOIN signed_order o ON o.id = e.signed_order WHERE o.deal = ?2 AND e.kind = 'welcome')",
            )?
            .query_row([order.id, facts.deal], |r| Ok((r.get(0)?, r.get(1)?)))?;
    }
    let mut statement = ask.db.prepare_cached(
        "SELECT e.kind, e.day, e.value FROM order_event e JOIN signed_order o ON o.id = e.signed_order
         WHERE o.deal = ?1 AND e.kind IN ('start_requested', 'withdrawn') ORDER BY e.id",
    )?;
    let events: Vec<(String, String, String)> = statement
        .query_map([facts.deal], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (kind, on, value) in events {
        let Some(protection) = &mut facts.protection else { break };
        if kind == "withdrawn" {
            protection.withdrawn_on = Some(day(&on)?);
        } else {
            protection.requested_on = Some(day(&on)?);
            protection.waived = value == "waived";
        }
    }
    Ok(())
}

/// The client's own number for a deal's orders: recorded since, else given at signature.
pub(crate) fn client_number(ask: &Ask, deal: i64) -> Result<String> {
    let found = ask
        .db
        .prepare_cached(
            "SELECT value FROM (
               SELECT e.value, 1 AS since, e.id FROM order_event e JOIN signed_order o ON o.id = e.signed_order
               WHERE o.deal = ?1 AND e.kind = 'engagement'
               UNION ALL SELECT client_number, 0, id FROM signed_order WHERE deal = ?1 AND client_number <> '')
             ORDER BY since DESC, id DESC LIMIT 1",
        )?
        .query_row([deal], |r| r.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn gates(facts: &Facts, today: NaiveDate) -> Option<OrderGates> {
    let order = facts.order.as_ref()?;
    let protection = facts.protection.as_ref();
    let text = |day: NaiveDate| day.to_string();
    let open = facts.cancelled_on.is_none() && protection.is_some_and(|p| p.withdrawn_on.is_none());
    Some(OrderGates {
        order: order.id,
        place: protection.map(|p| p.place),
        protected: protection.is_some(),
        withdrawal_until: protection.map(|p| text(p.ends())),
        first_payment_on: protection
            .filter(|p| p.place == Place::OffPremises)
            .map(|p| text(p.first_payment())),
        start_requested_on: protection.and_then(|p| p.requested_on).map(text),
        withdrawn_on: protection.and_then(|p| p.withdrawn_on).map(text),
        refund_by: protection.and_then(|p| p.withdrawn_on).map(|d| text(refund_by(d))),
        may_request_start: open
            && facts.begun_on.is_none()
            && protection.is_some_and(|p| p.requested_on.is_none() && today <= p.ends()),
        // Recorded a little late, a withdrawal sent in time still counts.
        may_withdraw: open
            && facts.balance().is_none()
            && protection.is_some_and(|p| today <= refund_by(p.ends())),
        engagement: facts.engagement.clone(),
        awaits_engagement: facts.awaits_engagement(),
        may_confirm: facts.cancelled_on.is_none() && !facts.confirmed,
        may_welcome: facts.cancelled_on.is_none() && !facts.welcomed,
    })
}

fn at_order(ask: &Ask, order: i64) -> Result<(Facts, OrderFact)> {
    let facts = deal::facts(ask, deal_of(ask, "signed_order", order, "Cette commande")?)?;
    let Some(found) = facts.order.clone().filter(|o| o.id == order) else {
        return Err(Refusal::not_found("Cette commande").into());
    };
    if facts.cancelled_on.is_some() {
        return Err(Refusal::not_now("Cette affaire est annulée.").into());
    }
    Ok((facts, found))
}

/// Writes one event of an order; answers its id.
pub(super) fn write(
    act: &Act,
    order: i64,
    kind: &str,
    day: NaiveDate,
    value: &str,
    words: &str,
    document: Option<i64>,
) -> Result<i64> {
    act.db
        .prepare_cached(
            "INSERT INTO order_event (signed_order, kind, item, day, value, words, document) VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![order, kind, day.to_string(), value, words, document])?;
    Ok(act.db.last_insert_rowid())
}

/// A proof kept with its deal, if one was given.
fn kept_proof(
    act: &Act,
    facts: &Facts,
    order: &OrderFact,
    label: &str,
    proof: Option<(Vec<u8>, &'static str, &'static str)>,
) -> Result<Option<i64>> {
    let Some((bytes, media_type, extension)) = proof else { return Ok(None) };
    let name = format!("{label} {}.{extension}", order.number);
    Ok(Some(keep_document(act, "proof", facts.deal, &order.number, &name, media_type, &bytes, false)?))
}

pub fn record_start_request(act: &Act, payload: RecordStartRequest) -> Result<i64> {
    let (facts, order) = at_order(&act.ask(), payload.order)?;
    let Some(protection) = facts.protection else {
        return Err(Refusal::not_now("Ce client n’a pas de délai de rétractation : commencez.").into());
    };
    if protection.withdrawn_on.is_some() {
        return Err(Refusal::not_now("Le client s’est rétracté.").into());
    }
    if let Some(asked) = protection.requested_on {
        return Err(
            Refusal::not_now(format!("Sa demande est déjà enregistrée, le {}.", long_date(asked))).into()
        );
    }
    let requested_on = input::day("requested_on", &payload.requested_on)?;
    protection.may_request(requested_on, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let proof = payload.proof.as_ref().map(|file| read_proof("proof", file)).transpose()?;
    if proof.is_none() && words.chars().count() < 3 {
        return Err(Refusal::at(
            "proof",
            "Joignez la demande du client, ou citez ce qu’il a écrit : hors établissement elle se recueille sur papier ou par e-mail (C. conso. L221-25).",
        )
        .into());
    }
    act.about(facts.deal);
    let document = kept_proof(act, &facts, &order, "Demande de commencer", proof)?;
    let value = if payload.waiver { "waived" } else { "" };
    let id = write(act, order.id, "start_requested", requested_on, value, &words, document)?;
    crate::draft::remove(act, &format!("start_request:{}", order.id))?;
    Ok(id)
}

pub fn record_engagement(act: &Act, payload: RecordEngagement) -> Result<i64> {
    let (facts, order) = at_order(&act.ask(), payload.order)?;
    let number = input::required(
        "order_number",
        &payload.order_number,
        35,
        "Indiquez le numéro donné par le client : il figure sur les factures.",
    )?;
    if number == facts.engagement {
        return Err(Refusal::at("order_number", "Ce numéro est déjà enregistré.").into());
    }
    let received_on = input::optional_day("received_on", &payload.received_on)?.unwrap_or(act.today);
    if received_on > act.today {
        return Err(Refusal::at("received_on", "Cette date est à venir.").into());
    }
    act.about(facts.deal);
    let id = write(act, order.id, "engagement", received_on, &number, "", None)?;
    search::index(act.db, "order", order.id, &[&order.number, &facts.title, &facts.client_name, &number])?;
    Ok(id)
}

/// The client withdraws: the deal is cancelled; only work done at their express request is owed.
pub fn record_withdrawal(act: &Act, payload: RecordWithdrawal) -> Result<i64> {
    let facts = deal::facts(&act.ask(), payload.deal)?;
    let Some(order) = facts.order.clone() else {
        return Err(Refusal::not_now("Rien n’est signé : classez l’affaire perdue.").into());
    };
    let Some(protection) = facts.protection else {
        return Err(Refusal::not_now(
            "Ce client n’a pas de droit de rétractation : l’affaire peut être annulée d’un commun accord.",
        )
        .into());
    };
    let withdrawn_on = input::day("withdrawn_on", &payload.withdrawn_on)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let done = input::percent("done", &payload.done)?;
    protection.may_withdraw(withdrawn_on, act.today, facts.delivered_on.is_some(), done.0 > 0)?;
    let proof = payload.proof.as_ref().map(|file| read_proof("proof", file)).transpose()?;
    let language = crate::contact::card(&act.ask(), facts.client)?.language;
    let reason =
        say!(language, "Rétractation du client, reçue le {day}", day = language.long_date(withdrawn_on));
    cancel::end(act, &facts, LostReason::Other, &reason, done, "")?;
    let document = kept_proof(act, &facts, &order, "Rétractation", proof)?;
    write(act, order.id, "withdrawn", withdrawn_on, "", &words, document)?;
    crate::draft::remove(act, &format!("withdrawal:{}", payload.deal))?;
    Ok(payload.deal)
}
