//! A cheque moves on: deposited, cleared, or bounced, which reverses its payment.

use crate::payment::reverse::undone;
use books::act::{Act, Ask};
use books::error::Result;
use chrono::NaiveDate;
use journey::payment::cheque::{Cheque, ChequeState, moves_to};
use records::payment::payment_left;
use records::row::day;
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepositCheque {
    pub payment: i64,
    /// Today if empty.
    #[serde(default)]
    pub deposited_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearCheque {
    pub payment: i64,
    /// Today if empty.
    #[serde(default)]
    pub cleared_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BounceCheque {
    pub payment: i64,
    /// Today if empty.
    #[serde(default)]
    pub bounced_on: String,
    /// What the bank says: « sans provision ».
    pub words: String,
}

pub fn deposit(act: &Act, payload: DepositCheque) -> Result<i64> {
    move_on(act, payload.payment, ChequeState::Deposited, "deposited_on", &payload.deposited_on, "")?;
    Ok(payload.payment)
}

pub fn clear(act: &Act, payload: ClearCheque) -> Result<i64> {
    move_on(act, payload.payment, ChequeState::Cleared, "cleared_on", &payload.cleared_on, "")?;
    Ok(payload.payment)
}

/// The bank gave it back: what it settled is to pay again, and why is kept.
pub fn bounce(act: &Act, payload: BounceCheque) -> Result<i64> {
    let words = input::required(
        "words",
        &payload.words,
        input::SHORT,
        "Dites ce que la banque écrit, par exemple « sans provision ».",
    )?;
    let on = move_on(act, payload.payment, ChequeState::Bounced, "bounced_on", &payload.bounced_on, &words)?;
    undone(act, payload.payment, &format!("Chèque rejeté : {words}"), Some(on))
}

/// Answers the day of the step.
fn move_on(
    act: &Act,
    payment: i64,
    to: ChequeState,
    field: &str,
    typed: &str,
    words: &str,
) -> Result<NaiveDate> {
    let ask = act.ask();
    let known = payment_left(&ask, payment)?;
    let cheque = Cheque {
        method: known.method,
        received_on: known.received_on,
        deposited_on: event(&ask, payment, ChequeState::Deposited)?,
        cleared: event(&ask, payment, ChequeState::Cleared)?.is_some(),
        reversed: known.reversed,
    };
    let on = input::optional_day(field, typed, Near::Past(act.today))?.unwrap_or(act.today);
    moves_to(cheque, to, field, on, act.today)?;
    act.about(known.deal);
    act.db
        .prepare_cached("INSERT INTO payment_event (payment, kind, day, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![payment, to.stored(), on.to_string(), words])?;
    Ok(on)
}

fn event(ask: &Ask, payment: i64, state: ChequeState) -> Result<Option<NaiveDate>> {
    let found: Option<String> = ask
        .db
        .prepare_cached("SELECT day FROM payment_event WHERE payment = ?1 AND kind = ?2")?
        .query_row(params![payment, state.stored()], |r| r.get(0))
        .optional()?;
    found.map(|text| day(&text)).transpose()
}
