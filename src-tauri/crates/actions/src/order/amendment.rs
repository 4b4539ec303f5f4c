//! An amendment that waits for its signature is given up.

use books::act::Act;
use books::draft;
use books::error::Result;
use journey::input;
use journey::order::allowed::may_drop_amendment;
use records::facts;
use records::row::deal_of_quote;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    let order = may_drop_amendment(&facts, payload.quote)?;
    let words =
        input::required("words", &payload.words, input::SHORT, "Dites pourquoi l’avenant est abandonné.")?;
    act.about(facts.deal);
    act.db.execute(
        "INSERT INTO order_event (signed_order, kind, item, day, value, words, document)
         VALUES (?1, 'amendment_dropped', ?2, ?3, (SELECT number FROM quote WHERE id = ?2), ?4, NULL)",
        params![order.id, payload.quote, act.today.to_string(), words],
    )?;
    draft::remove(act, &format!("accept:{}", payload.quote))?;
    Ok(act.db.last_insert_rowid())
}
