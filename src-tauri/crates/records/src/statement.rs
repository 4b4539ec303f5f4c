//! What a client's statement is made from: all that changed what they owe until a day, and what is then left.

use crate::charges::{claims, debt, waivers};
use crate::payment::PaymentKind;
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::invoice::InvoiceKind;
use journey::statement::{AccountMove, AgedBalance, StatementKind, balanced};
use rusqlite::{Params, Row, params};
use values::money::Cents;

/// A client's account on a day.
pub struct Account {
    pub lines: Vec<(AccountMove, Cents)>,
    pub aged: AgedBalance,
    /// The numbers of what is left to pay, in order.
    pub open: Vec<String>,
    /// Charges of late payment that were claimed and not given up, beside this account.
    pub charges: Cents,
}

impl Account {
    /// What the client owes, below zero for what is theirs.
    #[must_use]
    pub fn balance(&self) -> Cents {
        self.lines.last().map_or(Cents::ZERO, |(_, balance)| *balance)
    }
}

/// The cards whose papers are this client's.
macro_rules! of_client {
    ($before:literal, $after:literal) => {
        concat!($before, "(SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)", $after)
    };
}

pub fn account(ask: &Ask, client: i64, on: NaiveDate) -> Result<Account> {
    let until = on.to_string();
    let mut charges = Cents::ZERO;
    let (mut moves, mut aged, mut open) = (Vec::new(), AgedBalance::default(), Vec::new());
    let papers = each(
        ask,
        "SELECT i.id, i.deal, i.kind, i.number, i.issued_on, i.due_on, i.gross FROM invoice i
         WHERE i.deal IN (SELECT id FROM deal WHERE client = ?1) AND i.issued_on <= ?2 ORDER BY i.id",
        params![client, until],
        |r| {
            let Word(kind): Word<InvoiceKind> = r.get("kind")?;
            let (Day(issued_on), Day(due_on)) = (r.get("issued_on")?, r.get("due_on")?);
            let number: String = r.get("number")?;
            let place: (i64, i64) = (r.get("id")?, r.get("deal")?);
            Ok((place, kind, number, issued_on, due_on, Cents(r.get("gross")?)))
        },
    )?;
    for ((id, deal), kind, number, issued_on, due_on, gross) in papers {
        if kind == InvoiceKind::CreditNote {
            moves.push(AccountMove {
                on: issued_on,
                kind: StatementKind::CreditNote,
                number,
                due_on: None,
                amount: -gross,
            });
            continue;
        }
        let debt = debt(ask, id, due_on, gross)?;
        let due_on = debt.parts.first().map_or(due_on, |part| part.due_on);
        let claims = claims(ask, deal, id)?;
        charges += claims.iter().filter(|one| one.claimed_on <= on).map(|one| one.total()).sum::<Cents>();
        let waived = waivers(ask, id)?;
        charges -= waived.iter().filter(|one| one.day <= on).map(|one| one.claimed).sum::<Cents>();
        let left = debt.open_parts(on);
        for (due_on, amount) in &left {
            aged.add(*due_on, *amount, on);
        }
        if !left.is_empty() {
            open.push(number.clone());
        }
        moves.push(AccountMove {
            on: issued_on,
            kind: StatementKind::Invoice,
            number,
            due_on: Some(due_on),
            amount: gross,
        });
    }
    moves.extend(money(ask, client, &until)?);
    moves.extend(given_up(ask, client, &until)?);
    Ok(Account { lines: balanced(moves), aged, open, charges })
}

/// Money that came and went; a payment that was undone never was.
fn money(ask: &Ask, client: i64, until: &str) -> Result<Vec<AccountMove>> {
    each(
        ask,
        of_client!(
            "SELECT p.kind, p.received_on, p.amount, p.reference,
                    coalesce((SELECT group_concat(number, ', ') FROM (SELECT DISTINCT n.number FROM allocation a JOIN invoice n ON n.id = a.invoice
                       WHERE a.payment = p.id ORDER BY n.id)), '') AS number
             FROM payment p WHERE p.kind <> 'reversal' AND p.received_on <= ?2
               AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = coalesce(p.undoes, p.id) AND u.kind = 'reversal')
               AND p.client IN ",
            " ORDER BY p.id"
        ),
        params![client, until],
        |r| {
            let Word(kind): Word<PaymentKind> = r.get("kind")?;
            let amount = Cents(r.get("amount")?);
            Ok(AccountMove {
                on: r.get::<_, Day>("received_on")?.0,
                kind: match kind {
                    PaymentKind::Received => StatementKind::Payment,
                    PaymentKind::Refund | PaymentKind::Reversal => StatementKind::Refund,
                    PaymentKind::Kept => StatementKind::Kept,
                },
                number: r.get("number")?,
                due_on: None,
                amount: if kind == PaymentKind::Received { -amount } else { amount },
            })
        },
    )
}

/// What is no longer claimed, or was claimed again.
fn given_up(ask: &Ask, client: i64, until: &str) -> Result<Vec<AccountMove>> {
    each(
        ask,
        "SELECT g.day, g.amount, i.number FROM given_up g JOIN invoice i ON i.id = g.invoice
         WHERE i.deal IN (SELECT id FROM deal WHERE client = ?1) AND g.day <= ?2 ORDER BY g.id",
        params![client, until],
        |r| {
            Ok(AccountMove {
                on: r.get::<_, Day>("day")?.0,
                kind: StatementKind::GivenUp,
                number: r.get("number")?,
                due_on: None,
                amount: -Cents(r.get("amount")?),
            })
        },
    )
}

fn each<T, P: Params>(
    ask: &Ask,
    sql: &str,
    given: P,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = ask.db.prepare_cached(sql)?;
    let rows = statement.query_map(given, read)?.collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
