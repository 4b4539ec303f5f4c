//! What is due on a day, and what is kept back.

use crate::dunning::guard::Guard;
use crate::message::ReminderTone;
use crate::sending::Channel;
use crate::today::proposal::{ClientName, Proposal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::money::Cents;

/// A message that is due: one for all that a client owes, or one for a quote without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PlannedMessage {
    pub client: ClientName,
    /// Days of the policy's step after the due date, negative before it; of a quote, after it left.
    pub step: i64,
    pub tone: ReminderTone,
    pub channel: Channel,
    /// Numbers, the one that is furthest first; none where it is about a quote.
    pub invoices: Vec<String>,
    /// The number of the quote that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub quote: Option<String>,
    /// What is asked for, or the total of the quote, in cents.
    pub amount: Cents,
    pub currency: String,
    /// Why it is due, a sentence each.
    pub reasons: Vec<String>,
    pub action: Proposal,
    /// The action can be done as it is. A call never can: what was said in it is still to be told, and to note one that
    /// nobody made would silence the step after it.
    pub complete: bool,
    /// The policy lets it leave by itself.
    pub by_itself: bool,
    /// The deal of the quote, or of the first invoice.
    pub deal: i64,
    /// Its title.
    pub title: String,
    /// Days since the first invoice was due.
    pub late_days: i64,
    /// Each invoice by its id, with the step that the message is for it: for the rehearsal.
    #[serde(skip)]
    #[ts(skip)]
    pub gathered: Vec<(i64, i64)>,
    /// The quote by its id.
    #[serde(skip)]
    #[ts(skip)]
    pub quote_id: Option<i64>,
}

/// What is kept back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Held {
    pub client: ClientName,
    /// Numbers; none where it is about a quote.
    pub invoices: Vec<String>,
    /// The number of the quote that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub quote: Option<String>,
    pub guard: Guard,
    /// The first day on which it lets pass; none where nobody knows.
    pub until: Option<String>,
    pub text: String,
}
