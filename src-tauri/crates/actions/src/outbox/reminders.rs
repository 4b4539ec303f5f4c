//! Reminders of invoices and quotes that leave by themselves: those whose step came today, at working hours; what came due while nobody was there
//! leaves by the user's own word.

use crate::sending::queue::queue;
use crate::sending::reminder::{RemindClient, reminder_left};
use crate::sending::send::{FollowUpQuote, follow_up_left};
use books::act::Act;
use books::error::{Error, Result};
use journey::dunning::PlannedMessage;
use journey::outbox::account::can_leave;
use records::outbox::account;
use records::outbox_due::{due_by_itself, leaving_now};
use records::settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueReminders {
    /// Those too that came due before today, at whatever hour.
    #[serde(default)]
    pub all: bool,
}

/// Puts in the outbox what leaves by itself now, or all that is due by itself; answers the last message.
pub fn queue_reminders(act: &Act, payload: QueueReminders) -> Result<i64> {
    let ask = act.ask();
    can_leave(account(&ask)?, &settings::the_seller(&ask)?.email)?;
    let messages: Vec<PlannedMessage> = if payload.all {
        let due = due_by_itself(&ask)?;
        due.late.into_iter().chain(due.leaves).collect()
    } else {
        leaving_now(&ask)?
    };
    let mut last = None;
    for message in messages {
        // A client without an address that one can write to is told of by the plan.
        match queue_one(act, &message, !payload.all) {
            Ok(id) => last = Some(id),
            Err(Error::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    last.ok_or_else(|| Refusal::not_now("Aucune relance n’est à envoyer d’elle-même maintenant.").into())
}

/// The message that the plan proposes, as it would be typed.
fn queue_one(act: &Act, message: &PlannedMessage, by_itself: bool) -> Result<i64> {
    let mut payload = message.action.payload.clone();
    payload["queue"] = json!(true);
    if message.quote_id.is_some() {
        let typed: FollowUpQuote = serde_json::from_value(payload)?;
        return queue(act, &follow_up_left(&act.ask(), &typed)?, &typed, by_itself);
    }
    let typed: RemindClient = serde_json::from_value(payload)?;
    queue(act, &reminder_left(&act.ask(), &typed)?, &typed, by_itself)
}
