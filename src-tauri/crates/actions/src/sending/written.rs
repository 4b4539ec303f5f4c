//! A message that is about no paper: to one client once the work is paid, or the same to all.

use crate::sending::left::{Left, note};
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::queue;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::{Error, Result};
use chrono::NaiveDate;
use journey::allowed::dunning::may_confirm;
use journey::allowed::follow_up::may_write;
use journey::allowed::sending::receipt_to_send;
use journey::follow_up::occasion::Occasion;
use journey::outbox::account::can_leave;
use journey::sending::{Channel, SendingKind};
use records::contact::{card, latest_deals};
use records::payment::payment_left;
use records::reminders::{PromiseRow, promise};
use records::row::day;
use records::{facts, invoice_row, outbox, receipt, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteToClient {
    /// The deal that it follows up.
    pub deal: i64,
    pub occasion: Occasion,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    /// Addresses, separated by commas; empty for the client's own.
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub copies: String,
    /// Empty for the house's own words.
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// Its message waits in the outbox, and leaves by the mail server.
    #[serde(default)]
    pub queue: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SendReceipt {
    /// The payment whose receipt it is.
    pub payment: i64,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub copies: String,
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// Its message waits in the outbox, and leaves by the mail server.
    #[serde(default)]
    pub queue: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPromise {
    /// The invoice whose payment was promised.
    pub invoice: i64,
    /// Today if empty.
    #[serde(default)]
    pub sent_on: String,
    #[serde(default)]
    pub recipient: String,
    #[serde(default)]
    pub copies: String,
    #[serde(default)]
    pub message_subject: String,
    #[serde(default)]
    pub message_body: String,
    /// Its message waits in the outbox, and leaves by the mail server.
    #[serde(default)]
    pub queue: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announce {
    /// None for every client one works or worked for.
    #[serde(default)]
    pub clients: Vec<i64>,
    pub message_subject: String,
    pub message_body: String,
}

/// What is common to messages without a step, by e-mail.
fn mailed(about: (MessageKind, i64), kind: SendingKind, day: NaiveDate, typed: TypedMessage) -> Left {
    Left {
        about,
        number: String::new(),
        client: 0,
        deal: 0,
        deals: Vec::new(),
        kind,
        method: Channel::Email,
        day,
        invoice: None,
        quote_version: None,
        document: None,
        typed,
        words: String::new(),
        tone: None,
        step: None,
        occasion: None,
        asked: Vec::new(),
    }
}

/// A message of the follow-up left, or waits in the outbox.
pub fn write_to_client(act: &Act, payload: WriteToClient) -> Result<i64> {
    let left = written_left(&act.ask(), &payload)?;
    if payload.queue { queue(act, &left, &payload, false) } else { note(act, &left) }
}

/// What leaves to a client once the work is paid, if it may.
pub fn written_left(ask: &Ask, payload: &WriteToClient) -> Result<Left> {
    let facts = facts::facts(ask, payload.deal)?;
    may_write(&facts, payload.occasion, ask.today)?;
    let since = facts.paid_on.unwrap_or(facts.opened_on);
    let day = typed_day(ask, "sent_on", &payload.sent_on, since)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        Channel::Email,
    )?;
    Ok(Left {
        number: card(ask, facts.client)?.name,
        client: facts.client,
        deal: facts.deal,
        deals: vec![facts.deal],
        occasion: Some(payload.occasion),
        ..mailed((payload.occasion.into(), facts.deal), SendingKind::FollowUp, day, typed)
    })
}

/// The receipt of a payment left, or waits in the outbox.
pub fn send_receipt(act: &Act, payload: SendReceipt) -> Result<i64> {
    let left = receipt_left(&act.ask(), &payload)?;
    if payload.queue { queue(act, &left, &payload, false) } else { note(act, &left) }
}

/// What leaves with a receipt, if there is one.
pub fn receipt_left(ask: &Ask, payload: &SendReceipt) -> Result<Left> {
    let known = payment_left(ask, payload.payment)?;
    if known.reversed {
        return Err(Refusal::not_now("Ce paiement est annulé : son reçu ne part plus.").into());
    }
    let document = receipt_to_send(receipt::of_payment(ask, payload.payment)?)?;
    let since: String = ask
        .db
        .prepare_cached("SELECT created_on FROM document WHERE id = ?1")?
        .query_row([document], |r| r.get(0))?;
    let at = typed_day(ask, "sent_on", &payload.sent_on, day(&since)?)?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        Channel::Email,
    )?;
    Ok(Left {
        client: known.client,
        deal: known.deal,
        deals: vec![known.deal],
        document: Some(document),
        ..mailed((MessageKind::Receipt, payload.payment), SendingKind::Receipt, at, typed)
    })
}

/// What was promised is confirmed in writing, or the message waits in the outbox.
pub fn confirm_promise(act: &Act, payload: ConfirmPromise) -> Result<i64> {
    let left = promise_left(&act.ask(), &payload)?;
    if payload.queue { queue(act, &left, &payload, false) } else { note(act, &left) }
}

/// What leaves to confirm a promise, while it is waited for.
pub fn promise_left(ask: &Ask, payload: &ConfirmPromise) -> Result<Left> {
    let row = invoice_row::issued(ask, payload.invoice)?;
    let found = promise(ask, row.id)?;
    let noted_on = found.as_ref().map(PromiseRow::noted_on).transpose()?;
    may_confirm(found.map(|promise| promise.waited()).transpose()?.flatten(), &row.number)?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, noted_on.unwrap_or(row.issued_on))?;
    let typed = TypedMessage::read(
        &payload.recipient,
        &payload.copies,
        &payload.message_subject,
        &payload.message_body,
        Channel::Email,
    )?;
    Ok(Left {
        number: row.number,
        client: row.client,
        deal: row.deal,
        deals: vec![row.deal],
        invoice: Some(row.id),
        document: Some(row.document),
        ..mailed((MessageKind::Promise, row.id), SendingKind::Promise, day, typed)
    })
}

/// The same words to each, by the mail server; answers the last message.
pub fn announce(act: &Act, payload: Announce) -> Result<i64> {
    let ask = act.ask();
    can_leave(outbox::account(&ask)?, &settings::the_seller(&ask)?.email)?;
    let mut last = None;
    for (client, _) in latest_deals(&ask, &payload.clients)? {
        let one = Announce { clients: vec![client], ..payload.clone() };
        match queue(act, &announcement_left(&act.ask(), &one)?, &one, false) {
            Ok(id) => last = Some(id),
            // Who has no address is told of before.
            Err(Error::Refused(refusal)) if refusal.field.as_deref() == Some("recipient") => {}
            Err(other) => return Err(other),
        }
    }
    last.ok_or_else(|| Refusal::at("clients", "Aucun de ces clients n’a d’adresse e-mail.").into())
}

/// An announcement as it leaves to one client.
pub fn announcement_left(ask: &Ask, payload: &Announce) -> Result<Left> {
    let subject = input::required(
        "message_subject",
        &payload.message_subject,
        input::SHORT,
        "Donnez un objet à cette annonce.",
    )?;
    let body = input::paragraph("message_body", &payload.message_body, input::LONG)?;
    if body.is_empty() {
        return Err(Refusal::at("message_body", "Écrivez ce que vous annoncez.").into());
    }
    let id = payload.clients.first().copied().unwrap_or_default();
    let (client, name) = (id, card(ask, id)?.name);
    let deal = latest_deals(ask, &[client])?.first().map(|(_, deal)| *deal);
    let deal = deal.ok_or_else(|| Refusal::at("clients", "Ce client n’a pas encore d’affaire."))?;
    let typed = TypedMessage { subject, body, ..TypedMessage::default() };
    Ok(Left {
        number: name,
        client,
        deal,
        deals: vec![deal],
        ..mailed((MessageKind::Announcement, client), SendingKind::Announcement, ask.today, typed)
    })
}
