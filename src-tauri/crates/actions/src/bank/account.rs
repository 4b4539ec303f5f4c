//! An account of one’s own: what it is called, and whether it is still open.

use books::act::Act;
use books::error::Result;
use journey::bank::account::typed;
use records::bank::{own_account, own_accounts};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;
use values::refusal::Refusal;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeBankAccount {
    pub account: i64,
    pub label: String,
    /// Days as typed; empty where it is not known, and where it is open.
    #[serde(default)]
    pub opened_on: String,
    #[serde(default)]
    pub closed_on: String,
}

pub fn change(act: &Act, payload: ChangeBankAccount) -> Result<i64> {
    let ask = act.ask();
    let known = own_account(&ask, payload.account)?;
    let label = input::required("label", &payload.label, input::SHORT, "Donnez un nom à ce compte.")?;
    if let Some(other) = typed(&own_accounts(&ask)?, &label).filter(|other| other.id != known.id) {
        let text = format!("Un autre compte s’appelle « {} » : donnez à celui-ci un nom à lui.", other.label);
        return Err(Refusal::at("label", text).into());
    }
    let opened = input::optional_day("opened_on", &payload.opened_on, Near::Past(act.today))?;
    let closed = input::optional_day("closed_on", &payload.closed_on, Near::Past(act.today))?;
    if let (Some(opened), Some(closed)) = (opened, closed)
        && closed < opened
    {
        return Err(Refusal::at("closed_on", "Un compte se ferme après son ouverture.").into());
    }
    act.db
        .prepare_cached("UPDATE bank_account SET label = ?2, opened_on = ?3, closed_on = ?4 WHERE id = ?1")?
        .execute(params![
            known.id,
            label,
            opened.map(|day| day.to_string()),
            closed.map(|day| day.to_string())
        ])?;
    Ok(known.id)
}
