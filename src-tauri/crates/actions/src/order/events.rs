//! What happened to the orders of a deal after their signature: requests, engagement numbers, withdrawals.

use crate::order::in_force::at_work;
use crate::{cancel, proof};
use books::act::Act;
use books::draft;
use books::entry::FileBytes;
use books::error::Result;
use journey::allowed::order::{may_request_start, may_withdraw};
use journey::deal::{Facts, LostReason, OrderFact};
use journey::order::event::EventKind;
use journey::say;
use records::index::HitKind;
use records::order::WAIVED;
use records::order_event::{NewEvent, write};
use records::{contact, document, facts, index};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::refusal::Refusal;
use values::{input, letters};

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
    Ok(Some(document::keep_proof(act, "proof", facts.deal, &order.number, &name, media_type, &bytes)?))
}

pub fn record_start_request(act: &Act, payload: RecordStartRequest) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let protection = may_request_start(&facts)?;
    let requested_on = input::day("requested_on", &payload.requested_on, Near::Past(act.today))?;
    protection.may_request(requested_on, act.today)?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let proof = payload.proof.as_ref().map(|file| proof::read("proof", file)).transpose()?;
    if proof.is_none() && words.chars().count() < 3 {
        return Err(Refusal::at(
            "proof",
            "Joignez la demande du client, ou citez ce qu’il a écrit : hors établissement elle se recueille sur papier ou par e-mail (C. conso. L221-25).",
        )
        .into());
    }
    act.about(facts.deal);
    let document = kept_proof(act, &facts, &order, "Demande de commencer", proof)?;
    let value = if payload.waiver { WAIVED } else { "" };
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::StartRequested,
        item: None,
        day: requested_on,
        value,
        words: &words,
        document,
    };
    let id = write(act, &event)?;
    draft::remove(act, &format!("start_request:{}", order.id))?;
    Ok(id)
}

pub fn record_engagement(act: &Act, payload: RecordEngagement) -> Result<i64> {
    let (facts, order) = at_work(&act.ask(), payload.order)?;
    let number = input::required(
        "order_number",
        &letters::code(&payload.order_number),
        35,
        "Indiquez le numéro donné par le client : il figure sur les factures.",
    )?;
    if number == facts.engagement {
        return Err(Refusal::at("order_number", "Ce numéro est déjà enregistré.").into());
    }
    let received_on =
        input::optional_day("received_on", &payload.received_on, Near::Past(act.today))?.unwrap_or(act.today);
    input::has_come("received_on", received_on, act.today, "")?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::Engagement,
        item: None,
        day: received_on,
        value: &number,
        words: "",
        document: None,
    };
    let id = write(act, &event)?;
    index::reword(act.db, HitKind::Order, order.id, (&facts.engagement, &number), false)?;
    Ok(id)
}

/// The client withdraws: the deal is cancelled; only work done at their express request is owed.
pub fn record_withdrawal(act: &Act, payload: RecordWithdrawal) -> Result<i64> {
    let facts = facts::facts(&act.ask(), payload.deal)?;
    let (order, protection) = may_withdraw(&facts)?;
    let withdrawn_on = input::day("withdrawn_on", &payload.withdrawn_on, Near::Past(act.today))?;
    let words = input::paragraph("words", &payload.words, input::LONG)?;
    let done = input::percent("done", &payload.done)?;
    protection.may_withdraw(withdrawn_on, act.today, facts.delivered_on.is_some(), done.0 > 0)?;
    let proof = payload.proof.as_ref().map(|file| proof::read("proof", file)).transpose()?;
    let language = contact::card(&act.ask(), facts.client)?.language;
    let reason =
        say!(language, "Rétractation du client, reçue le {day}", day = language.long_date(withdrawn_on));
    cancel::end(act, &facts, LostReason::Other, &reason, done, "")?;
    let document = kept_proof(act, &facts, order, "Rétractation", proof)?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::Withdrawn,
        item: None,
        day: withdrawn_on,
        value: "",
        words: &words,
        document,
    };
    write(act, &event)?;
    draft::remove(act, &format!("withdrawal:{}", payload.deal))?;
    Ok(payload.deal)
}
