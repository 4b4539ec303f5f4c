//! What a client's statement is made from: all that changed what they owe until a day, and what is then left.

use crate::charges::{ChargePayment, charges_paid, claims, debt, stopped, waivers};
use crate::invoice_row;
use crate::payment::{PaymentKind, never_was};
use crate::payment_plan::{KeptPlan, running};
use crate::row::Day;
use books::act::Ask;
use books::error::Result;
use books::stored::Word;
use chrono::NaiveDate;
use journey::invoice::{Instalment, InvoiceKind, take_latest};
use journey::statement::{AccountMove, AgedBalance, StatementKind, balanced};
use rusqlite::{Params, Row, params};
use std::collections::BTreeSet;
use values::money::Cents;

/// A client's account on a day.
pub struct Account {
    pub lines: Vec<(AccountMove, Cents)>,
    pub aged: AgedBalance,
    /// The numbers of what is left to pay, in order.
    pub open: Vec<String>,
    /// What is left of invoices that somebody else collects: in the balance, and not in what is asked for.
    pub ceded: Vec<CededShare>,
    /// The next day of a payment plan that is kept, by which what it holds is due.
    pub plan_next: Option<NaiveDate>,
    /// Proceedings published on that day forbid to ask for what was agreed before.
    pub insolvent_on: Option<NaiveDate>,
    /// What of the balance they hold.
    pub held: Cents,
    /// What of the balance is contested on that day: it is not asked for.
    pub contested: Vec<(String, Cents)>,
    /// What of the balance is due by the parts of a plan to come.
    pub planned: Cents,
    /// Charges of late payment that were claimed, neither paid nor given up, beside this account.
    pub charges: Cents,
}

/// An invoice that was ceded, and what is left of it.
#[derive(Clone, Debug)]
pub struct CededShare {
    pub number: String,
    pub whom: String,
    pub open: Cents,
}

impl Account {
    /// What the client owes, below zero for what is theirs.
    #[must_use]
    pub fn balance(&self) -> Cents {
        self.lines.last().map_or(Cents::ZERO, |(_, balance)| *balance)
    }

    /// What of it is contested.
    #[must_use]
    pub fn contested(&self) -> Cents {
        self.contested.iter().map(|(_, amount)| *amount).sum()
    }

    /// What of it is payable to somebody else.
    #[must_use]
    pub fn ceded(&self) -> Cents {
        self.ceded.iter().map(|one| one.open).sum()
    }
}

/// The cards whose papers are this client's.
macro_rules! of_client {
    ($before:expr, $after:literal) => {
        concat!($before, "(SELECT id FROM client WHERE id = ?1 OR merged_into = ?1)", $after)
    };
}

pub fn account(ask: &Ask, client: i64, on: NaiveDate) -> Result<Account> {
    let until = on.to_string();
    let mut charges = Cents::ZERO;
    let (mut moves, mut aged, mut open) = (Vec::new(), AgedBalance::default(), Vec::new());
    let (mut ceded, mut contested, mut insolvent_on, mut held) = (Vec::new(), Vec::new(), None, Cents::ZERO);
    let mut plans = Planned::on(ask, client, on)?;
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
        charges += charges_left(ask, (deal, id), on)?;
        let mut left = debt.open_parts(on);
        if !left.is_empty() {
            let stopped = stopped(ask, &invoice_row::issued(ask, id)?)?;
            let published = stopped.0.map(|proceedings| proceedings.published_on);
            let stopped = (published.filter(|published| *published <= on), stopped.1);
            insolvent_on = insolvent_on.or(stopped.0);
            let sum: Cents = left.iter().map(|(_, amount)| *amount).sum();
            if let Some(whom) = stopped.1 {
                ceded.push(CededShare { number: number.clone(), whom, open: sum });
            } else if stopped.0.is_some() {
                held += sum;
            } else {
                let apart = take(&mut left, disputed(ask, id, &until)?);
                if apart.0 > 0 {
                    contested.push((number.clone(), apart));
                }
                if apart < sum {
                    open.push(number.clone());
                }
                for (due_on, amount) in left {
                    plans.add(id, due_on, amount, &mut aged);
                }
            }
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
    Ok(Account {
        lines: balanced(moves),
        aged,
        open,
        ceded,
        plan_next: plans.next,
        insolvent_on,
        held,
        contested,
        planned: plans.later,
        charges,
    })
}

/// Charges of an invoice that were claimed by a day, or of which a part was paid unclaimed, neither paid nor given up by then.
fn charges_left(ask: &Ask, (deal, invoice): (i64, i64), on: NaiveDate) -> Result<Cents> {
    let (claims, waivers) = (claims(ask, deal, invoice)?, waivers(ask, invoice)?);
    let claimed: Cents = claims.iter().filter(|one| one.claimed_on <= on).map(|one| one.total()).sum();
    let waived: Cents = waivers.iter().filter(|one| one.day <= on).map(|one| one.claimed).sum();
    let paid = charges_paid(ask, invoice)?;
    let paid: Cents = paid.iter().filter(|one| one.on() <= on).map(ChargePayment::settles).sum();
    Ok(claimed - waived - paid)
}

/// What is contested of an invoice on a day.
fn disputed(ask: &Ask, invoice: i64, until: &str) -> Result<Cents> {
    let amount = ask
        .db
        .prepare_cached(
            "SELECT coalesce(sum(amount), 0) FROM dispute d WHERE d.invoice = ?1 AND d.day <= ?2
               AND NOT EXISTS (SELECT 1 FROM dispute_end e WHERE e.dispute = d.id AND e.day <= ?2)",
        )?
        .query_row(params![invoice, until], |r| r.get(0))?;
    Ok(Cents(amount))
}

/// Takes so much away, the latest parts first; answers what there was of it.
fn take(parts: &mut Vec<(NaiveDate, Cents)>, amount: Cents) -> Cents {
    let taken = take_latest(parts.iter_mut().map(|(_, open)| open), amount);
    parts.retain(|(_, open)| open.0 > 0);
    taken
}

/// Parts of the plans that are kept on a day: what their invoices still owe is due with them.
struct Planned {
    on: NaiveDate,
    plans: Vec<(BTreeSet<i64>, Vec<Instalment>)>,
    next: Option<NaiveDate>,
    /// What is due by parts to come.
    later: Cents,
}

impl Planned {
    fn on(ask: &Ask, client: i64, on: NaiveDate) -> Result<Planned> {
        let running = running(ask, Some(client))?.into_iter();
        let kept: Vec<KeptPlan> =
            running.filter(|kept| kept.agreed_on <= on && kept.plan.stands(on)).collect();
        Ok(Planned {
            on,
            later: Cents::ZERO,
            next: kept.iter().filter_map(|kept| kept.plan.next_on(on)).min(),
            plans: kept
                .into_iter()
                .map(|kept| (kept.invoices.keys().copied().collect(), kept.plan.left(on)))
                .collect(),
        })
    }

    /// Adds what is open of an invoice by the days of the plan that holds it, or else by its own.
    fn add(&mut self, invoice: i64, due_on: NaiveDate, amount: Cents, aged: &mut AgedBalance) {
        let mut left = amount;
        let holding = self.plans.iter_mut().find(|(invoices, _)| invoices.contains(&invoice));
        for part in holding.into_iter().flat_map(|(_, parts)| parts) {
            let covered = left.min(part.amount);
            part.amount -= covered;
            left -= covered;
            if part.due_on > self.on {
                self.later += covered;
            }
            aged.add(part.due_on, covered, self.on);
        }
        aged.add(due_on, left, self.on);
    }
}

/// Money that came and went; a payment that was undone never was.
fn money(ask: &Ask, client: i64, until: &str) -> Result<Vec<AccountMove>> {
    each(
        ask,
        of_client!(
            concat!("SELECT p.kind, p.received_on, p.amount, p.reference,
                    coalesce((SELECT group_concat(number, ', ') FROM (SELECT DISTINCT n.number FROM allocation a JOIN invoice n ON n.id = a.invoice
                       WHERE a.payment = p.id ORDER BY n.id)), '') AS number
             FROM payment p WHERE p.kind <> 'reversal' AND p.received_on <= ?2
               AND NOT EXISTS (SELECT 1 FROM payment u WHERE u.undoes = coalesce(p.undoes, p.id) AND u.kind = 'reversal' GROUP BY u.undoes HAVING sum(u.amount) > 0)
               AND NOT ",
            never_was!(),
            " AND p.client IN "),
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
