//! Today: what to do now to move each deal forward and be paid, the most valuable first, each with one action.
//!
//! Invariant: a pure function of the facts and the day.

pub mod agenda;
pub mod caution;
pub mod client;
pub mod court;
pub(crate) mod delivery;
pub mod follow_up;
pub mod key;
pub(crate) mod order;
pub mod own;
pub mod platform;
pub mod post;
pub(crate) mod proposal;
pub mod received;
pub(crate) mod reception;
pub(crate) mod road;
pub(crate) mod sending;
pub(crate) mod solvency;
pub mod statement;
pub(crate) mod task;

pub use agenda::{Agenda, AgendaLine, Choice, Laid, agenda};
pub use proposal::{ClientName, Proposal};
pub use task::{Aim, Task, Tone, When};

use crate::deal::Facts;
use crate::deal::stage::Stage;
use crate::dunning::plan::asked_about;
use crate::today::proposal::{ago, proposal};
use crate::today::road::{after_payment, awaited, before_work, first_steps, in_delivery, unanswered};
use crate::today::task::{identified, order_action, task};
use chrono::NaiveDate;
use serde_json::json;
use values::words;

/// The tasks of one deal, the next one first.
#[must_use]
pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    match facts.stage() {
        Stage::Lost | Stage::FollowedUp | Stage::Cancelled => {}
        Stage::Contact | Stage::Qualified => tasks.push(first_steps(facts, today)),
        Stage::Quoted => {
            let follow_up = sending::follow_up(facts, today);
            // One line for one quote: following it up comes first, a signature is noted with the deal.
            let followed = follow_up.is_some();
            tasks.extend(follow_up);
            tasks.extend(unanswered(facts, today).map(|mut task| {
                if followed {
                    task.when = When::Offered;
                }
                task
            }));
        }
        Stage::Signed | Stage::DepositPaid => {
            tasks.extend(order::first(facts, today));
            tasks.push(before_work(facts, today));
            tasks.extend(order::later(facts, today));
        }
        Stage::InDelivery => tasks.push(in_delivery(facts, today)),
        Stage::Delivered => tasks.push(balance(facts, today)),
        Stage::Invoiced => {}
        Stage::Paid => tasks.extend(after_payment(facts, today)),
    }
    tasks.extend(delivery::tasks(facts, today));
    tasks.extend(solvency::tasks(facts, today));
    tasks.extend(follow_up::tasks(facts, today));
    tasks.extend(order::amendment(facts, today));
    // What is issued first has to leave; a cheque that only waits comes after the work.
    let (first, later): (Vec<Task>, Vec<Task>) =
        sending::tasks(facts, today).into_iter().partition(Task::is_for_today);
    let mut tasks = [first, tasks, later].concat();
    // One line for one invoice: where a reminder is due, it comes first, and a payment is noted with the deal.
    let reminded = asked_about(&facts.sending.plan);
    tasks.extend(facts.invoices.iter().filter(|i| i.open.0 > 0).map(|invoice| {
        let mut task = awaited(facts, invoice, today);
        if reminded.contains(&invoice.id) {
            task.when = When::Offered;
        }
        task
    }));
    let refunds = facts.unused.iter().map(|unused| {
        let mut refund = task(
            facts,
            "refund_client",
            "Rendre ce que le client a payé en trop",
            "Remboursez-le, ou utilisez-le sur une autre de ses factures.".into(),
            proposal(
                "refund_client",
                json!({"payment": unused.payment, "amount": words::plain(unused.amount), "refunded_on": today, "method": "transfer"}),
            ),
            "Rembourser",
        );
        refund.amount = unused.amount;
        refund.tone = Tone::Soon;
        refund.because(format!("{} reçus ne règlent plus rien.", words::euros(unused.amount)));
        order::press_refund(facts, &mut refund, today);
        refund
    });
    // Where all is paid, what one owes comes before thanks.
    let at = if facts.stage() == Stage::Paid { 0 } else { tasks.len() };
    tasks.splice(at..at, refunds);
    tasks.extend(order::papers(facts));
    if let Some(stopped) = &facts.suspension {
        for task in tasks.iter_mut().filter(|task| WORK.contains(&task.action.name.as_str())) {
            task.waits("le paiement", None);
            task.because(format!("Travail suspendu depuis le {}.", words::long_date(stopped.since)));
        }
    }
    urgent_first(&mut tasks);
    identified(tasks)
}

/// What waits for somebody stands before nothing that is for today.
fn urgent_first(tasks: &mut Vec<Task>) {
    if tasks.first().is_some_and(|task| task.when == When::Waiting)
        && let Some(at) = tasks.iter().position(Task::is_for_today)
    {
        let urgent = tasks.remove(at);
        tasks.insert(0, urgent);
    }
}

/// What does not go on while work is stopped; what was done is noted all the same.
const WORK: [&str; 2] = ["begin_delivery", "reach_stage"];

/// What was delivered is invoiced.
fn balance(facts: &Facts, today: NaiveDate) -> Task {
    let left = facts.worth() - facts.invoiced();
    let mut issue = task(
        facts,
        "issue_balance_invoice",
        "Émettre la facture de solde",
        facts.delivered_on.map(|d| format!("Livré le {}.", words::long_date(d))).unwrap_or_default(),
        order_action("issue_balance_invoice", facts, json!({})),
        "Émettre…",
    );
    issue.amount = left;
    issue.tone = Tone::Ready;
    issue.aim = Aim::BePaid;
    if let Some(day) = facts.delivered_on {
        issue.late_days = (today - day).num_days();
        issue.because(format!("Livré {}, pas encore facturé.", ago(day, today)));
    }
    issue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::{Instalment, InvoiceKind};
    use values::money::Cents;

    fn kinds(facts: &Facts, today: NaiveDate) -> Vec<String> {
        tasks(facts, today).into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn each_stage_proposes_its_next_step() {
        let today = day(10, 1);
        assert_eq!(kinds(&fresh(), today), ["qualify_contact"]);
        assert_eq!(kinds(&Facts { qualified_on: Some(day(9, 4)), ..fresh() }, today), ["write_quote"]);
        assert_eq!(kinds(&Facts { has_draft: true, ..fresh() }, today), ["finish_quote"]);
        assert_eq!(kinds(&quoted(), today), ["collect_signature"]);
        assert_eq!(kinds(&quoted(), day(10, 11)), ["renew_quote"]);
        assert_eq!(kinds(&signed(), today), ["issue_deposit_invoice"]);
        let mut deal = signed();
        deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 120_000));
        assert_eq!(kinds(&deal, today), ["send_invoice", "begin_delivery", "collect_payment"]);
        deal.sending.sent.insert(1, today);
        assert_eq!(kinds(&deal, today), ["begin_delivery", "collect_payment"]);
        deal.invoices[0].open = Cents(0);
        assert_eq!(kinds(&deal, today), ["begin_delivery"]);
        deal.begun_on = Some(today);
        assert_eq!(kinds(&deal, today), ["record_delivery"]);
        deal.delivered_on = Some(today);
        assert_eq!(kinds(&deal, today), ["issue_balance_invoice"]);
        assert_eq!(tasks(&deal, today)[0].amount, Cents(280_000));
        deal.invoices.push(invoice(2, InvoiceKind::Balance, 280_000, 280_000));
        deal.sending.sent.insert(2, today);
        assert_eq!(kinds(&deal, today), ["collect_payment"]);
        deal.invoices[1].open = Cents(0);
        assert_eq!(kinds(&deal, today), ["thank_client"]);
        deal.thanked_on = Some(today);
        assert_eq!(kinds(&deal, today), ["ask_satisfaction"]);
        deal.satisfaction = Some((today, Some(8)));
        assert!(kinds(&deal, today).is_empty());
        assert!(kinds(&Facts { lost_on: Some(today), ..quoted() }, today).is_empty());
    }

    #[test]
    fn what_waits_for_somebody_stands_apart() {
        let mut late = signed();
        late.invoices.push(invoice(1, InvoiceKind::Balance, 280_000, 50));
        late.sending.sent.insert(1, day(9, 24));
        late.sending.plan.next.insert(1, day(11, 1));
        let mut waiting = signed();
        waiting.deal = 2;
        waiting.invoices.push(invoice(2, InvoiceKind::Deposit, 120_000, 0));
        waiting.delivered_on = Some(day(10, 1));
        waiting.invoices.push(invoice(3, InvoiceKind::Balance, 280_000, 280_000));
        waiting.invoices[1].due_on = day(12, 20);
        waiting.sending.sent.insert(3, day(10, 2));
        let all: Vec<Task> =
            [&quoted(), &late, &waiting].into_iter().flat_map(|f| tasks(f, day(10, 26))).collect();
        let agenda = agenda(all, &[], day(10, 26));
        let told = |lines: &[AgendaLine]| -> Vec<(String, Tone)> {
            lines.iter().map(|line| (line.task.kind.clone(), line.task.tone)).collect()
        };
        assert_eq!(told(&agenda.first), [("renew_quote".into(), Tone::Soon)]);
        assert_eq!(
            told(&agenda.waiting),
            [("collect_payment".into(), Tone::Late), ("collect_payment".into(), Tone::Calm)],
            "who was reminded yesterday is left alone for a week"
        );
        assert_eq!(agenda.waiting[0].task.until.as_deref(), Some("2026-11-01"));
    }

    #[test]
    fn a_late_part_is_asked_for_and_the_next_ones_wait() {
        let mut deal = signed();
        let part = |m, d, amount| Instalment { due_on: day(m, d), amount: Cents(amount) };
        let mut balance = invoice(1, InvoiceKind::Balance, 280_000, 280_000);
        balance.instalments = vec![part(10, 24, 100_000), part(11, 10, 80_000), part(11, 25, 100_000)];
        deal.invoices.push(balance);
        let told = |deal: &Facts, today| {
            let task = tasks(deal, today).into_iter().find(|t| t.kind == "collect_payment").unwrap();
            (task.text.replace('\u{a0}', " "), task.amount.0)
        };
        assert_eq!(
            told(&deal, day(10, 1)),
            ("Échéance 1 sur 3 de F-2026-0001 attendue le 24 octobre 2026".into(), 100_000)
        );
        assert_eq!(
            told(&deal, day(10, 26)),
            ("Échéance 1 sur 3 de F-2026-0001 a 2 jours de retard".into(), 100_000)
        );
        assert_eq!(
            told(&deal, day(11, 12)),
            ("2 échéances de F-2026-0001 en retard, depuis 19 jours".into(), 180_000)
        );
        deal.invoices[0].open = Cents(150_000);
        deal.invoices[0].due_on = day(11, 10);
        assert_eq!(
            told(&deal, day(11, 12)),
            ("Échéance 2 sur 3 de F-2026-0001 a 2 jours de retard".into(), 50_000)
        );
    }
}
