//! What a line of a bank is, where it brings no payment of an invoice; and the way back.

use crate::payment::again::never_went;
use crate::payment::reverse::{ReversePayment, reverse, undone};
use crate::payment::unused::{RefundClient, refund};
use books::act::Act;
use books::error::Result;
use books::stored::Word;
use journey::allowed::payment::went_back;
use journey::bank::explanation::{LineKind, may_explain};
use journey::payment::PaymentMethod;
use records::bank_line::{OpenLine, made_by, open_line, unlinked};
use records::payment::{PaymentKind, payment_left};
use rusqlite::params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::input;
use values::money::Cents;
use values::refusal::Refusal;
use values::words::typed;

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainLine {
    pub line: i64,
    pub kind: LineKind,
    /// What it is; why, where it is left aside or taken back.
    #[serde(default)]
    pub words: String,
    /// Of a refund: the payment that brought too much, or the refund that is recorded already. Of what was taken back: the
    /// payment.
    #[serde(default)]
    pub payment: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoMatch {
    pub line: i64,
}

/// What is written of a line.
pub struct Explanation<'a> {
    pub kind: LineKind,
    pub words: &'a str,
    /// Payments that it brought.
    pub made: &'a [i64],
    /// Those that were known before.
    pub known: &'a [i64],
}

pub fn explain(act: &Act, payload: ExplainLine) -> Result<i64> {
    let line = open_line(&act.ask(), payload.line)?;
    let words = input::line("words", &payload.words, input::SHORT)?;
    may_explain(payload.kind, line.movement.amount, &words, payload.payment.is_some())?;
    let (mut made, mut known) = (Vec::new(), Vec::new());
    if let Some(payment) = payload.payment {
        if line.currency != "EUR" {
            let text = "Cette opération n’est pas en euros : notez le remboursement ou l’annulation sur le paiement, puis \
                        dites ici que l’opération est laissée de côté.";
            return Err(Refusal::at("line", text).into());
        }
        let there = unlinked(&act.ask(), payment)?;
        if there.kind == PaymentKind::Received {
            made.push(taken_back(act, &line, (payment, there.net), (payload.kind, &words))?);
        } else if !goes_with(there.kind, payload.kind) {
            let text = "Ce mouvement n’est pas de cette sorte : choisissez celui que l’opération a payé.";
            return Err(Refusal::at("payment", text).into());
        } else if there.net != line.movement.amount {
            return Err(Refusal::at("payment", "Ce mouvement est d’un autre montant que l’opération.").into());
        } else {
            known.push(payment);
        }
    }
    write(act, &line, &Explanation { kind: payload.kind, words: &words, made: &made, known: &known })
}

/// Is a movement that was written before one that a line of that kind may be?
const fn goes_with(there: PaymentKind, kind: LineKind) -> bool {
    matches!(
        (there, kind),
        (PaymentKind::Refund, LineKind::Refund) | (PaymentKind::Reversal, LineKind::Rejected)
    )
}

/// Money that went out again: given back, or taken back by the client's bank.
fn taken_back(
    act: &Act,
    line: &OpenLine,
    (payment, came_in): (i64, Cents),
    (kind, words): (LineKind, &str),
) -> Result<i64> {
    let amount = -line.movement.amount;
    if kind == LineKind::Refund {
        return refund(
            act,
            RefundClient {
                payment,
                amount: typed(amount.0, 2),
                refunded_on: line.movement.day.to_string(),
                method: PaymentMethod::Transfer,
                reference: line.words(),
            },
        );
    }
    // A provider kept its fee of what came in, and takes back either.
    let known = payment_left(&act.ask(), payment)?;
    if known.amount != amount && came_in != amount {
        let text = "Le paiement repris est d’un autre montant que l’opération : choisissez-en un autre.";
        return Err(Refusal::at("payment", text).into());
    }
    let gone_on = went_back(line.movement.day, known.received_on, act.today)
        .map_err(|refusal| Refusal::at("payment", refusal.message))?;
    undone(act, payment, words, Some(gone_on))
}

/// Writes what a line is; answers the explanation.
pub fn write(act: &Act, line: &OpenLine, explanation: &Explanation) -> Result<i64> {
    act.db.execute(
        "INSERT INTO line_explanation (day, kind, words) VALUES (?1, ?2, ?3)",
        params![act.today.to_string(), Word(explanation.kind), explanation.words],
    )?;
    let id = act.db.last_insert_rowid();
    let all = explanation
        .made
        .iter()
        .map(|one| (one, true))
        .chain(explanation.known.iter().map(|one| (one, false)));
    for (payment, made) in all {
        act.db
            .prepare_cached("INSERT INTO line_payment (explanation, payment, made) VALUES (?1, ?2, ?3)")?
            .execute(params![id, payment, made])?;
    }
    act.db
        .prepare_cached("UPDATE bank_line SET explanation = ?2 WHERE id = ?1")?
        .execute(params![line.id, id])?;
    Ok(id)
}

/// The line is to be explained again: payments that it brought are taken back, what they settled is open again; what it
/// took back stands again, and settles what it did; what it taught is forgotten.
pub fn undo(act: &Act, payload: UndoMatch) -> Result<i64> {
    let (explanation, made) = made_by(&act.ask(), payload.line)?;
    for (payment, kind) in made {
        match kind {
            PaymentKind::Received => {
                let reason = "Rapprochement défait".to_owned();
                reverse(act, ReversePayment { payment, reason, gone_on: String::new() })?;
            }
            PaymentKind::Refund | PaymentKind::Reversal => never_went(act, payment, kind)?,
            // No line writes that.
            PaymentKind::Kept => {}
        }
    }
    for sql in [
        "UPDATE bank_line SET explanation = NULL WHERE explanation = ?1",
        "DELETE FROM payer_alias WHERE explanation = ?1",
        "DELETE FROM line_payment WHERE explanation = ?1",
        "DELETE FROM line_explanation WHERE id = ?1",
    ] {
        act.db.prepare_cached(sql)?.execute([explanation])?;
    }
    Ok(payload.line)
}
