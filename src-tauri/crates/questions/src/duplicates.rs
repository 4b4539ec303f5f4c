//! Clients that a card as typed resembles.

use books::act::Ask;
use books::error::Result;
use journey::contact::ClientCard;
use journey::contact::known::Duplicate;
use journey::contact::likeness::Marks;
use journey::invoice::{PaymentTerms, longest_delay, shortened};
use records::contact::known_clients;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A card as typed; `client` is the one being changed, which does not resemble itself.
#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypedClient {
    pub card: ClientCard,
    #[serde(default)]
    pub client: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Duplicates {
    pub rows: Vec<Duplicate>,
    /// What the law makes of the terms typed, where they go beyond it; empty elsewhere.
    pub delay: String,
}

pub fn client_duplicates(ask: &Ask, typed: TypedClient) -> Result<Duplicates> {
    let terms = PaymentTerms::kept(&typed.card.payment_days);
    let delay = terms.and_then(|terms| shortened(terms, longest_delay(&typed.card, ask.today)));
    let delay = delay.unwrap_or_default();
    let marks = Marks::of(&typed.card);
    if marks == (Marks { postcode: marks.postcode.clone(), ..Marks::default() }) {
        return Ok(Duplicates { rows: Vec::new(), delay });
    }
    Ok(Duplicates { rows: known_clients(ask)?.like(&marks, typed.client), delay })
}
