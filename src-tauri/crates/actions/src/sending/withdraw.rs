//! A sending noted by mistake: what it was about is to be sent again.

use books::act::{Act, Ask};
use books::error::Result;
use journey::allowed::sending::may_withdraw;
use records::sending::noted;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawSending {
    pub sending: i64,
}

/// It did not leave after all; what it said, and a letter that was sealed for it, stay.
pub fn withdraw(act: &Act, payload: WithdrawSending) -> Result<i64> {
    act.about(allowed(&act.ask(), payload.sending)?);
    act.db
        .prepare_cached("INSERT INTO sending_withdrawal (sending, day) VALUES (?1, ?2)")?
        .execute(params![payload.sending, act.today.to_string()])?;
    Ok(payload.sending)
}

/// The deal of a sending that may be withdrawn.
pub(crate) fn allowed(ask: &Ask, sending: i64) -> Result<i64> {
    let found = noted(ask, sending)?;
    may_withdraw(found.withdrawn, found.chased, found.signed.as_deref())?;
    Ok(found.deal)
}
