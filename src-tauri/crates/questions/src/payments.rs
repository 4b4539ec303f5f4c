//! Payments, latest first.

use books::act::Ask;
use books::entry::{PAGE, Page};
use books::error::Result;
use records::payment_row::{PaymentList, PaymentRow, rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct Payments {
    pub rows: Vec<PaymentRow>,
    pub more: bool,
}

pub fn payments(ask: &Ask, page: Page) -> Result<Payments> {
    let mut rows = rows(ask, PaymentList::Before(page.before.unwrap_or(i64::MAX)), PAGE + 1)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Payments { rows, more })
}
