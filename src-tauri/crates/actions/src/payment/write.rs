//! The rows of a payment and of what it settles.

use books::act::Act;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::payment::PaymentMethod;
use records::payment::PaymentKind;
use rusqlite::{named_params, params};
use values::money::Cents;

/// What is written of money that came in, or went out.
pub struct NewPayment<'a> {
    pub client: i64,
    pub amount: Cents,
    pub on: NaiveDate,
    pub method: PaymentMethod,
    pub reference: &'a str,
    pub kind: PaymentKind,
    /// The payment that it takes from.
    pub undoes: Option<i64>,
    pub reason: &'a str,
    /// What a provider kept of it.
    pub fee: Cents,
}

/// Writes a payment; answers its row.
pub fn write(act: &Act, new: &NewPayment) -> Result<i64> {
    act.db.execute(
        "INSERT INTO payment (client, amount, received_on, method, reference, kind, undoes, reason, fee)
         VALUES (:client, :amount, :received_on, :method, :reference, :kind, :undoes, :reason, :fee)",
        named_params! {
            ":client": new.client,
            ":amount": new.amount.0,
            ":received_on": new.on.to_string(),
            ":method": new.method.stored(),
            ":reference": new.reference,
            ":kind": Word(new.kind),
            ":undoes": new.undoes,
            ":reason": new.reason,
            ":fee": new.fee.0,
        },
    )?;
    Ok(act.db.last_insert_rowid())
}

/// Lets so much of a payment settle an invoice; less than nothing frees it.
pub fn allocate(act: &Act, payment: i64, invoice: i64, amount: Cents) -> Result<()> {
    act.db
        .prepare_cached("INSERT INTO allocation (payment, invoice, amount) VALUES (?1, ?2, ?3)")?
        .execute(params![payment, invoice, amount.0])?;
    Ok(())
}
