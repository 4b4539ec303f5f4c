//! The rows of a payment and of what it settles.

use books::act::Act;
use books::error::Result;
use chrono::NaiveDate;
use journey::payment::PaymentMethod;
use records::payment::PaymentKind;
use rusqlite::params;
use values::money::Cents;

#[allow(clippy::too_many_arguments, reason = "one column each")]
pub fn write(
    act: &Act,
    client: i64,
    amount: Cents,
    on: NaiveDate,
    method: PaymentMethod,
    reference: &str,
    kind: PaymentKind,
    undoes: Option<i64>,
    reason: &str,
    fee: Cents,
) -> Result<i64> {
    let kind = serde_json::to_value(kind)?;
    act.db.execute(
        "INSERT INTO payment (client, amount, received_on, method, reference, kind, undoes, reason, fee)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            client,
            amount.0,
            on.to_string(),
            method.stored(),
            reference,
            kind.as_str().unwrap_or_default(),
            undoes,
            reason,
            fee.0
        ],
    )?;
    Ok(act.db.last_insert_rowid())
}

pub fn allocate(act: &Act, payment: i64, invoice: i64, amount: Cents) -> Result<()> {
    act.db
        .prepare_cached("INSERT INTO allocation (payment, invoice, amount) VALUES (?1, ?2, ?3)")?
        .execute(params![payment, invoice, amount.0])?;
    Ok(())
}
