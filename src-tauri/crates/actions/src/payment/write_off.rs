//! An invoice written off: a row of its own that settles it, with its ground. It is claimed again as a remainder is.

use crate::payment::payable::payable;
use crate::payment::remainder;
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::payment::write_off::{LossGround, may_be_prescribed, may_write_off};
use records::court_clock::prescribed_on;
use records::invoice_row;
use records::write_off::vat_due_before;
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::day::Near;
use values::input;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteOffInvoice {
    pub invoice: i64,
    pub ground: LossGround,
    /// The day of the judgment, of the certificate, or of the decision.
    pub lost_on: String,
    /// What shows it: kept and shown.
    pub reason: String,
}

/// Answers the invoice.
pub fn write_off(act: &Act, payload: WriteOffInvoice) -> Result<i64> {
    let ask = act.ask();
    let (facts, invoice) = payable(&ask, payload.invoice)?;
    let lost_on = input::day("lost_on", &payload.lost_on, Near::Past(act.today))?;
    let reason = input::required(
        "reason",
        &payload.reason,
        input::SHORT,
        "Dites ce qui montre que rien ne viendra plus, par exemple la date du jugement.",
    )?;
    let amount = may_write_off(&invoice.number, invoice.issued_on, invoice.open, lost_on, act.today)?;
    let last_day = prescribed_on(&ask, &invoice_row::issued(&ask, invoice.id)?)?;
    may_be_prescribed(payload.ground, &invoice.number, last_day, lost_on)?;
    let vat = vat_due_before(&ask, invoice.id, invoice.gross, amount)?;
    act.about(facts.deal);
    let given_up = remainder::write(act, invoice.id, amount, &reason)?;
    act.db
        .prepare_cached(
            "INSERT INTO write_off (invoice, given_up, lost_on, ground, vat) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![invoice.id, given_up, lost_on.to_string(), Word(payload.ground), vat.0])?;
    Ok(invoice.id)
}
