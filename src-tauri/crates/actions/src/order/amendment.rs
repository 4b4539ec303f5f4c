//! An amendment that waits for its signature is given up.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::allowed::order::may_drop_amendment;
use journey::order::event::EventKind;
use records::facts;
use records::order_event::{NewEvent, write};
use records::row::deal_of_quote;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DropAmendment {
    pub quote: i64,
    /// Why it will not be signed; kept on the timeline.
    pub words: String,
}

/// The client will not sign it: the order stands as it was.
pub fn drop_amendment(act: &Act, payload: DropAmendment) -> Result<i64> {
    let facts = facts::facts(&act.ask(), deal_of_quote(&act.ask(), payload.quote)?)?;
    let (order, dropped) = may_drop_amendment(&facts, payload.quote)?;
    let words =
        input::required("words", &payload.words, input::SHORT, "Dites pourquoi l’avenant est abandonné.")?;
    let event = NewEvent {
        deal: facts.deal,
        order: order.id,
        kind: EventKind::AmendmentDropped,
        item: Some(dropped.id),
        day: act.today,
        value: &dropped.number,
        words: &words,
        document: None,
    };
    let id = write(act, &event)?;
    draft::remove(act, &format!("accept:{}", payload.quote))?;
    Ok(id)
}
