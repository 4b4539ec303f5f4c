//! Movements of money and of what is no longer claimed, for double entries.

use crate::payment::PaymentKind;
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use journey::accounting::entry::{EntryClient, MoneyKind, MoneyMove};
use journey::charges::ChargesPaid;
use journey::payment::PaymentMethod;
use rusqlite::Row;
use values::money::Cents;

/// Every movement that the books know of, until a day.
pub fn money_moves(ask: &Ask, until: chrono::NaiveDate) -> Result<Vec<MoneyMove>> {
    let mut all = payments(ask)?;
    all.extend(deposited(ask)?);
    all.extend(charges(ask)?);
    all.extend(given_up(ask)?);
    all.retain(|one| one.on <= until);
    Ok(all)
}

/// What every row tells alike: who, the day, the amount.
fn read(r: &Row, kind: MoneyKind, label: &str) -> rusqlite::Result<MoneyMove> {
    let (number, piece): (String, String) = (r.get("number")?, r.get("piece")?);
    Ok(MoneyMove {
        on: r.get::<_, Day>("day")?.0,
        kind,
        label: if number.is_empty() { label.to_owned() } else { format!("{label} {number}") },
        piece: if piece.is_empty() { number } else { piece },
        client: EntryClient { id: r.get("client")?, name: r.get("client_name")? },
        amount: Cents(r.get("amount")?),
        fee: Cents(r.get("fee")?),
        method: r.get::<_, Word<PaymentMethod>>("method")?.0,
        at_bank: r.get("at_bank")?,
    })
}

fn payments(ask: &Ask) -> Result<Vec<MoneyMove>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.kind, p.received_on AS day, p.amount, p.method, c.id AS client, c.name AS client_name,
                CASE p.kind WHEN 'reversal' THEN o.fee * (CASE WHEN p.amount < 0 THEN -1 ELSE 1 END) ELSE p.fee END AS fee,
                CASE p.kind WHEN 'kept' THEN '' ELSE printf('R-%04d', p.rank) END AS piece,
                coalesce((SELECT group_concat(number, ', ') FROM (SELECT n.number FROM allocation a JOIN invoice n ON n.id = a.invoice
                   WHERE a.payment = o.id GROUP BY n.id ORDER BY min(a.id))), '') AS number,
                (p.kind = 'refund' OR (p.kind = 'reversal'
                   AND EXISTS (SELECT 1 FROM payment_event e WHERE e.payment = o.id AND e.kind = 'deposited'))) AS at_bank
         FROM (SELECT *, sum(kind <> 'kept') OVER (ORDER BY id) AS rank FROM payment) p
         JOIN payment o ON o.id = coalesce(p.undoes, p.id)
         JOIN client w ON w.id = p.client JOIN client c ON c.id = coalesce(w.merged_into, w.id) ORDER BY p.id",
    )?;
    let rows = statement
        .query_map([], |r| match r.get::<_, Word<PaymentKind>>("kind")?.0 {
            PaymentKind::Received => read(r, MoneyKind::Received, "Règlement"),
            // What was taken back by mistake stands again by its negative.
            PaymentKind::Refund if r.get::<_, i64>("amount")? < 0 => {
                read(r, MoneyKind::Refunded, "Remboursement non fait")
            }
            PaymentKind::Refund => read(r, MoneyKind::Refunded, "Remboursement"),
            PaymentKind::Reversal if r.get::<_, i64>("amount")? < 0 => {
                read(r, MoneyKind::Reversed, "Rétablissement du règlement")
            }
            PaymentKind::Reversal => read(r, MoneyKind::Reversed, "Annulation du règlement"),
            PaymentKind::Kept => read(r, MoneyKind::Kept, "Somme conservée"),
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// Cheques brought to the bank; one that bounced came back from there.
fn deposited(ask: &Ask) -> Result<Vec<MoneyMove>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT e.day, p.amount, p.method, c.id AS client, c.name AS client_name, 0 AS fee, printf('R-%04d', p.rank) AS piece,
                '' AS number, 1 AS at_bank
         FROM payment_event e JOIN (SELECT *, sum(kind <> 'kept') OVER (ORDER BY id) AS rank FROM payment) p ON p.id = e.payment
         JOIN client w ON w.id = p.client JOIN client c ON c.id = coalesce(w.merged_into, w.id)
         WHERE e.kind = 'deposited' ORDER BY e.id",
    )?;
    let rows = statement
        .query_map([], |r| read(r, MoneyKind::Deposited, "Remise de chèque"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn charges(ask: &Ask) -> Result<Vec<MoneyMove>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT p.received_on AS day, p.amount, p.method, p.kind, c.id AS client, c.name AS client_name, 0 AS fee,
                printf('P-%04d', p.id) AS piece, i.number, 1 AS at_bank
         FROM charge_payment p JOIN invoice i ON i.id = p.invoice JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
         ORDER BY p.id",
    )?;
    let rows = statement
        .query_map([], |r| {
            let said = match r.get::<_, Word<_>>("kind")?.0 {
                ChargesPaid::Late => "Pénalités de retard",
                ChargesPaid::Costs => "Frais de recouvrement",
            };
            read(r, MoneyKind::Charges, said)
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is no longer claimed: lost where it was written off, given up else.
fn given_up(ask: &Ask) -> Result<Vec<MoneyMove>> {
    let mut statement = ask.db.prepare_cached(
        "SELECT g.day, g.amount, 'other' AS method, c.id AS client, c.name AS client_name, 0 AS fee, '' AS piece, i.number,
                1 AS at_bank,
                EXISTS (SELECT 1 FROM write_off w WHERE w.given_up = coalesce(
                  CASE WHEN g.amount < 0 THEN (SELECT max(b.id) FROM given_up b WHERE b.invoice = g.invoice AND b.id < g.id AND b.amount > 0) END,
                  g.id)) AS lost
         FROM given_up g JOIN invoice i ON i.id = g.invoice JOIN deal d ON d.id = i.deal JOIN client c ON c.id = d.client
         ORDER BY g.id",
    )?;
    let rows = statement
        .query_map([], |r| {
            if r.get("lost")? {
                read(r, MoneyKind::Lost, "Créance perdue")
            } else {
                read(r, MoneyKind::GivenUp, "Reste abandonné")
            }
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
