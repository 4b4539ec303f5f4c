//! What was last said with a client: what one looks at before writing or calling again.

use books::act::Ask;
use books::entry::ById;
use books::error::Result;
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct LastWords {
    pub words: Option<Words>,
}

/// A note, a call or a contact, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Words {
    pub day: String,
    /// It was said in a call, rather than noted.
    pub call: bool,
    pub text: String,
}

/// The latest note or call about a deal or about its client; of one day, the one written down last. Another deal's
/// stay with it.
pub fn last_words(ask: &Ask, by: ById) -> Result<LastWords> {
    let words = ask
        .db
        .prepare_cached(
            "SELECT day, call, text FROM (
               SELECT day, kind = 'call' AS call, text, id FROM note WHERE deal = ?1
               UNION ALL
               SELECT n.day, n.kind = 'call', n.text, n.id FROM note n WHERE n.client IN
                 (SELECT id FROM client WHERE id = (SELECT client FROM deal WHERE id = ?1)
                    OR merged_into = (SELECT client FROM deal WHERE id = ?1))
               UNION ALL
               SELECT day, 1, body, 0 FROM sending WHERE deal = ?1 AND method = 'phone'
                 AND id NOT IN (SELECT sending FROM sending_withdrawal))
             WHERE trim(text) <> '' ORDER BY day DESC, id DESC LIMIT 1",
        )?
        .query_row([by.id], |r| Ok(Words { day: r.get("day")?, call: r.get("call")?, text: r.get("text")? }))
        .optional()?;
    Ok(LastWords { words })
}
