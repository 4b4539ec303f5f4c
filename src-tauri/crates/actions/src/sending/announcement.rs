//! The same words to several clients, each in a message of their own.

use crate::sending::left::Left;
use crate::sending::mailed::mailed;
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::queue;
use books::act::{Act, Ask};
use books::error::{Error, Result};
use journey::outbox::account::can_leave;
use journey::sending::SendingKind;
use records::contact::{card, latest_deals};
use records::{outbox, settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announce {
    /// None for every client one works or worked for.
    #[serde(default)]
    pub clients: Vec<i64>,
    pub message_subject: String,
    pub message_body: String,
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
        ..mailed(
            (SendingKind::Announcement, (MessageKind::Announcement, client)),
            (client, deal),
            ask.today,
            typed,
        )
    })
}
