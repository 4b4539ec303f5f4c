//! One line of a bank as it is explained, and the payments that it may be.

use crate::bank::movement;
use crate::payment::{PaymentKind, never_was};
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::bank::explanation::is_open;
use journey::bank::movement::Movement;
use rusqlite::{OptionalExtension, params};
use values::input::SHORT;
use values::letters::code;
use values::money::Cents;
use values::refusal::Refusal;

/// A line that nothing explains.
#[derive(Clone, Debug)]
pub struct OpenLine {
    pub id: i64,
    pub movement: Movement,
    /// ISO 4217.
    pub currency: String,
}

impl OpenLine {
    /// What a payment keeps of it as its reference.
    #[must_use]
    pub fn words(&self) -> String {
        let said =
            if self.movement.label.is_empty() { &self.movement.reference } else { &self.movement.label };
        let flat: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
        code(&flat).chars().filter(|c| !c.is_control()).take(SHORT).collect()
    }
}

/// A line that is booked and that nothing explains.
pub fn open_line(ask: &Ask, id: i64) -> Result<OpenLine> {
    let found: Option<(OpenLine, bool)> = ask
        .db
        .prepare_cached(
            "SELECT l.id, l.day, l.amount, l.currency, l.label, l.payer, l.payer_account, l.reference, l.pending, '[]' AS ids,
                    coalesce(l.currency, a.currency) AS money, l.explanation IS NOT NULL AS explained
             FROM bank_line l JOIN bank_account a ON a.id = l.account WHERE l.id = ?1",
        )?
        .query_row([id], |r| {
            let line = OpenLine { id: r.get("id")?, movement: movement(r)?, currency: r.get("money")? };
            Ok((line, r.get("explained")?))
        })
        .optional()?;
    let (line, explained) = found.ok_or_else(|| Refusal::not_found("Cette opération"))?;
    is_open(explained, line.movement.pending)?;
    Ok(line)
}

/// A payment that no line of a bank is yet.
#[derive(Clone, Copy, Debug)]
pub struct LinkedPayment {
    pub id: i64,
    pub client: i64,
    pub kind: PaymentKind,
    pub on: NaiveDate,
    /// As it stands on an account: signed, without what a provider kept of it.
    pub net: Cents,
}

/// A payment, unless a line is it already.
pub fn unlinked(ask: &Ask, payment: i64) -> Result<LinkedPayment> {
    let found: Option<(LinkedPayment, bool, bool)> = ask
        .db
        .prepare_cached(concat!(
            "SELECT p.id, (SELECT coalesce(merged_into, id) FROM client WHERE id = p.client) AS client, p.kind, p.received_on,
                    CASE p.kind WHEN 'received' THEN p.amount - p.fee ELSE -p.amount END AS net,
                    EXISTS (SELECT 1 FROM line_payment WHERE payment = p.id) AND p.kind <> 'received' AS linked,
                    ",
                never_was!(),
                " AS gone
             FROM payment p WHERE p.id = ?1",
        ))?
        .query_row([payment], |r| {
            let one = LinkedPayment {
                id: r.get("id")?,
                client: r.get("client")?,
                kind: r.get::<_, Word<PaymentKind>>("kind")?.0,
                on: r.get::<_, Day>("received_on")?.0,
                net: Cents(r.get("net")?),
            };
            Ok((one, r.get("linked")?, r.get("gone")?))
        })
        .optional()?;
    let (one, linked, gone) = found.ok_or_else(|| Refusal::not_found("Ce paiement"))?;
    if linked {
        return Err(Refusal::at("payment", "Ce paiement est déjà une opération du relevé.").into());
    }
    if gone {
        let text = "Ce mouvement est repris depuis : il n’a pas eu lieu.";
        return Err(Refusal::at("payment", text).into());
    }
    Ok(one)
}

/// Is money received, of which no line is it yet? One whose payment was undone is none any more.
pub fn may_link(ask: &Ask, payment: i64) -> Result<bool> {
    let free = ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM payment p WHERE p.id = ?1 AND p.kind = 'received'
               AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)
               AND NOT EXISTS (SELECT 1 FROM line_payment WHERE payment = p.id))",
        )?
        .query_row([payment], |r| r.get(0))?;
    Ok(free)
}

/// What explains a line, and the movements that it wrote and that stand.
pub fn made_by(ask: &Ask, line: i64) -> Result<(i64, Vec<(i64, PaymentKind)>)> {
    let explanation: Option<Option<i64>> = ask
        .db
        .prepare_cached("SELECT explanation FROM bank_line WHERE id = ?1")?
        .query_row([line], |r| r.get(0))
        .optional()?;
    let explanation = explanation
        .ok_or_else(|| Refusal::not_found("Cette opération"))?
        .ok_or_else(|| Refusal::not_now("Cette opération n’est pas expliquée : il n’y a rien à défaire."))?;
    let made = ask
        .db
        .prepare_cached(
            "SELECT p.id, p.kind FROM line_payment l JOIN payment p ON p.id = l.payment
             WHERE l.explanation = ?1 AND l.made = 1
               AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = p.id AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)
             ORDER BY p.id",
        )?
        .query_map([explanation], |r| Ok((r.get(0)?, r.get::<_, Word<PaymentKind>>(1)?.0)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok((explanation, made))
}

/// What a line freed when it took a payment back.
#[derive(Clone, Copy, Debug)]
pub struct FreedInvoice {
    pub invoice: i64,
    pub deal: i64,
    /// What the payment had settled of it; what had been given up of it beside that.
    pub settled: Cents,
    pub given_up: Cents,
}

/// What the line of the journal that wrote that reversal freed; nothing where an erasure took its words.
pub fn freed_by(ask: &Ask, reversal: i64) -> Result<Vec<FreedInvoice>> {
    let rows = ask
        .db
        .prepare_cached(
            "SELECT a.invoice, i.deal, coalesce(sum(-a.amount) FILTER (WHERE a.payment IS NOT NULL), 0) AS settled,
                    coalesce(sum(-a.amount) FILTER (WHERE a.given_up IS NOT NULL), 0) AS given_up
             FROM payment p JOIN line_payment k ON k.payment = p.id JOIN line_explanation e ON e.id = k.explanation
             JOIN journal j ON j.action = 'explain_line' AND j.day = e.day
             JOIN journal_body b ON b.seq = j.seq JOIN json_each(b.body, '$.rows') n ON n.value ->> '$.table' = 'allocation'
             JOIN allocation a ON a.id = n.value ->> '$.id' JOIN invoice i ON i.id = a.invoice
             WHERE p.id = ?1 AND EXISTS (SELECT 1 FROM json_each(b.body, '$.rows') m
               WHERE m.value ->> '$.table' = 'payment' AND m.value ->> '$.id' = p.id)
             GROUP BY a.invoice ORDER BY a.invoice",
        )?
        .query_map([reversal], |r| {
            Ok(FreedInvoice {
                invoice: r.get("invoice")?,
                deal: r.get("deal")?,
                settled: Cents(r.get("settled")?),
                given_up: Cents(r.get("given_up")?),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Was that learned of that client?
pub fn learned(ask: &Ask, client: i64, kind: &str, value: &str) -> Result<bool> {
    let known = ask
        .db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM payer_alias WHERE client = ?1 AND kind = ?2 AND value = ?3)",
        )?
        .query_row(params![client, kind, value], |r| r.get(0))?;
    Ok(known)
}
