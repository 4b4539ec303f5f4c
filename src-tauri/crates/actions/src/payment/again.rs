//! Money that was said to have gone out again, and never did: the payment stands as before, to the cent and on its days.

use crate::payment::remainder;
use crate::payment::write::{NewPayment, allocate, write};
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::allowed::payment::restored;
use journey::payment::PaymentMethod;
use records::bank_line::freed_by;
use records::payment::{PaymentKind, payment_left};
use records::projection::received;
use records::row::Day;
use rusqlite::params;
use values::money::Cents;

/// Why, as the row says it.
const WHY: &str = "Rapprochement défait";

/// What went out, as it was written.
struct WentOut {
    undoes: i64,
    amount: Cents,
    on: NaiveDate,
    method: PaymentMethod,
}

/// A refund, or a reversal, that never was: written again as less than nothing, on its own day.
pub fn never_went(act: &Act, movement: i64, kind: PaymentKind) -> Result<()> {
    let freed = freed_by(&act.ask(), movement)?;
    let gone = went_out(act, movement)?;
    let known = payment_left(&act.ask(), gone.undoes)?;
    act.about(known.deal);
    write(
        act,
        &NewPayment {
            client: known.client,
            amount: -gone.amount,
            on: gone.on,
            method: gone.method,
            reference: "",
            kind,
            undoes: Some(gone.undoes),
            reason: WHY,
            fee: Cents::ZERO,
        },
    )?;
    received(act, gone.on, gone.amount)?;
    // It settles again what it did, as far as nothing else has since.
    for one in freed {
        act.about(one.deal);
        let open = open(act, one.invoice)?;
        let settles = restored(one.settled, open);
        if settles.0 > 0 {
            allocate(act, gone.undoes, one.invoice, settles)?;
        }
        let given_up = restored(one.given_up, open - settles);
        if given_up.0 > 0 {
            remainder::write(act, one.invoice, given_up, WHY)?;
        }
    }
    Ok(())
}

fn went_out(act: &Act, movement: i64) -> Result<WentOut> {
    let row = act
        .db
        .prepare_cached("SELECT undoes, amount, received_on, method FROM payment WHERE id = ?1")?
        .query_row([movement], |r| {
            Ok(WentOut {
                undoes: r.get("undoes")?,
                amount: Cents(r.get("amount")?),
                on: r.get::<_, Day>("received_on")?.0,
                method: r.get::<_, Word<PaymentMethod>>("method")?.0,
            })
        })?;
    Ok(row)
}

/// What is left of an invoice.
fn open(act: &Act, invoice: i64) -> Result<Cents> {
    let open = act
        .db
        .prepare_cached(
            "SELECT i.gross - (SELECT coalesce(sum(amount), 0) FROM allocation WHERE invoice = i.id) FROM invoice i WHERE i.id = ?1",
        )?
        .query_row(params![invoice], |r| r.get(0))?;
    Ok(Cents(open))
}
