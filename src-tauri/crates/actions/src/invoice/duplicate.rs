//! A duplicate of an invoice: a paper of its own, sealed and kept, which is sent in the place of a second original.

use crate::sending::left::Left;
use crate::sending::mailed::{mailed, sent_payload};
use crate::sending::material::MessageKind;
use crate::sending::message::TypedMessage;
use crate::sending::queue::leave;
use crate::sending::write::typed_day;
use books::act::{Act, Ask};
use books::error::Result;
use documents::paper::duplicate::{DuplicatePaper, duplicate_sheet};
use journey::allowed::invoice::may_duplicate;
use journey::say;
use journey::sending::{Channel, Matter, SendingKind, goes_by};
use records::document::{self, NewDocument, print};
use records::duplicate::{duplicate, made_on, standing};
use records::write_off::left_unpaid;
use records::{invoice, invoice_row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueDuplicate {
    /// An invoice or a credit note.
    pub invoice: i64,
}

sent_payload! {
    pub struct SendDuplicate {
        /// The invoice or the credit note whose duplicate goes.
        pub invoice: i64,
        pub method: Channel,
    }
}

/// Answers the document.
pub fn issue(act: &Act, payload: IssueDuplicate) -> Result<i64> {
    let ask = act.ask();
    let row = invoice_row::issued(&ask, payload.invoice)?;
    may_duplicate(&row.number, row.kind, duplicate(&ask, row.id)?.is_some())?;
    act.may_issue()?;
    act.about(row.deal);
    let (original, _) = invoice::stored(ask.db, row.id)?;
    let paper = DuplicatePaper {
        invoice: row.id,
        made_on: act.today,
        unpaid: left_unpaid(&ask, row.id)?,
        standing: standing(&ask, row.id)?,
    };
    let bytes = print(&duplicate_sheet(&paper, &original), Some(&act.head.seal))?;
    let (number, day) = (&row.number, act.today);
    let name =
        say!(original.parties.language(), "Duplicata {number} du {day}.pdf", number = number, day = day);
    document::keep(
        act,
        &NewDocument {
            made_from: &serde_json::to_string(&paper)?,
            ..NewDocument::issued("duplicate", row.deal, &format!("Duplicata {number}"), &name, &bytes)
        },
    )
}

/// The duplicate left, or its message waits in the outbox.
pub fn send_duplicate(act: &Act, payload: SendDuplicate) -> Result<i64> {
    let left = duplicate_left(&act.ask(), &payload)?;
    leave(act, &left, &payload, payload.queue)
}

/// What leaves as a duplicate, where there is one that says what is so.
pub fn duplicate_left(ask: &Ask, payload: &SendDuplicate) -> Result<Left> {
    let row = invoice_row::issued(ask, payload.invoice)?;
    let document = duplicate(ask, row.id)?.ok_or_else(|| {
        Refusal::not_now(format!("Il n’y a pas de duplicata à jour de {} : éditez-le d’abord.", row.number))
    })?;
    goes_by(Matter::Invoice, payload.method)?;
    let day = typed_day(ask, "sent_on", &payload.sent_on, made_on(ask, document)?)?;
    let typed = payload.message(payload.method)?;
    Ok(Left {
        number: row.number,
        method: payload.method,
        invoice: Some(row.id),
        document: Some(document),
        ..mailed(
            (SendingKind::Duplicate, (MessageKind::Duplicate, row.id)),
            (row.client, row.deal),
            day,
            typed,
        )
    })
}
