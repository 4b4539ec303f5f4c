//! What to send, to follow up, to remind of; and the cheques to see to.

use crate::deal::stage::Stage;
use crate::deal::{Facts, QuoteFact};
use crate::dunning::PlannedMessage;
use crate::payment::cheque::{FORGOTTEN_AFTER, LOOK_AFTER};
use crate::sending::SendingKind;
use crate::today::proposal::{ago, proposal};
use crate::today::reception;
use crate::today::task::{Aim, Task, Tone, task};
use chrono::{Days, NaiveDate};
use serde_json::json;
use values::words;

pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let mut tasks = unsent(facts, today);
    tasks.extend(unsent_quote(facts, today));
    let planned = facts.sending.plan.due.iter();
    let planned = planned.filter(|message| message.deal == facts.deal && message.quote_id.is_none());
    tasks.extend(planned.map(|message| reminder(facts, message)));
    let checks = facts.sending.plan.checks.iter().filter(|check| check.deal == facts.deal);
    tasks.extend(checks.map(|check| reception::task_of(facts, check, today)));
    tasks.extend(cheques(facts, today));
    tasks
}

/// The quote is still without an answer, and the plan asks about it.
pub fn follow_up(facts: &Facts, today: NaiveDate) -> Option<Task> {
    let quote = facts.quote.as_ref()?;
    let left_on = quote.left_on?;
    let message = facts.sending.plan.due.iter().find(|message| message.quote_id == Some(quote.id))?;
    let days = (today - left_on).num_days();
    let mut task = task(
        facts,
        "follow_up_quote",
        &format!("Relancer le devis {}, {} sans réponse", quote.number, words::count(days, "jour", "jours")),
        format!("Valable jusqu’au {}.", words::long_date(quote.valid_until)),
        message.action.clone(),
        "Relancer",
    );
    task.tone = Tone::Soon;
    task.why.clone_from(&message.reasons);
    Some(task)
}

/// The quote that was numbered and did not leave.
fn unsent_quote(facts: &Facts, today: NaiveDate) -> Option<Task> {
    let quote = facts.quote.as_ref().filter(|_| facts.stage() == Stage::Quoted)?;
    (quote.valid_until >= today).then(|| quote_to_send(facts, quote, "Devis")).flatten()
}

/// A quote or an amendment that was numbered, unless it left.
pub fn quote_to_send(facts: &Facts, quote: &QuoteFact, word: &str) -> Option<Task> {
    if quote.left_on.is_some() {
        return None;
    }
    let method = if facts.sending.has_email { "email" } else { "hand" };
    let mut task = task(
        facts,
        "record_quote_sent",
        &format!("Envoyer {}", quote.number),
        format!("{word} numéroté le {}, pas encore parti.", words::long_date(quote.sent_on)),
        proposal("record_quote_sent", json!({"quote": quote.id, "method": method})),
        "Envoyer",
    );
    task.amount = quote.gross;
    task.tone = Tone::Ready;
    task.because(format!("Numéroté le {}, aucun envoi noté.", words::long_date(quote.sent_on)));
    in_outbox(facts, &mut task, SendingKind::Quote, quote.id);
    Some(task)
}

/// What is written and has not left yet is not to be done again.
fn in_outbox(facts: &Facts, task: &mut Task, kind: SendingKind, id: i64) {
    if facts.sending.in_outbox.contains(&(kind, id)) {
        task.because("Le message est dans la boîte d’envoi.".to_owned());
        task.waits("la boîte d’envoi", None);
    }
}

/// What was issued and never left: one task, late or not, since nobody pays what they did not receive.
fn unsent(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let sending = &facts.sending;
    let invoices = facts
        .invoices
        .iter()
        .filter(|i| i.open.0 > 0 && !sending.sent.contains_key(&i.id))
        .map(|i| (i.id, i.number.clone(), i.open, i.kind.french(), i.issued_on, Some(i.due_on)));
    let credit_notes =
        sending.credit_notes.iter().map(|n| (n.id, n.number.clone(), n.gross, "avoir", n.issued_on, None));
    let method = if sending.has_email { "email" } else { "post" };
    invoices
        .chain(credit_notes)
        .map(|(id, number, amount, kind, issued_on, due_on)| {
            let gender = if kind == "avoir" { "émis" } else { "émise" };
            let late = due_on.map_or(0, |due_on: NaiveDate| (today - due_on).num_days()).max(0);
            let days = words::count(late, "jour", "jours");
            let mut task = task(
                facts,
                "send_invoice",
                &if late > 0 {
                    format!("Envoyer {number}, jamais envoyée, échue depuis {days}")
                } else {
                    format!("Envoyer {number}")
                },
                format!("{} {gender} le {}.", words::capital(kind), words::long_date(issued_on)),
                proposal("send_invoice", json!({"invoice": id, "method": method})),
                "Envoyer",
            );
            task.amount = amount;
            task.aim = Aim::BePaid;
            task.tone = if late > 0 { Tone::Late } else { Tone::Ready };
            task.late_days = late;
            task.because(format!(
                "{} {gender} {}, envoi jamais noté.",
                words::capital(kind),
                ago(issued_on, today)
            ));
            if let Some(due_on) = due_on {
                task.because(format!("Échéance le {}.", words::long_date(due_on)));
            }
            in_outbox(facts, &mut task, SendingKind::Invoice, id);
            task
        })
        .collect()
}

/// A message that is due to the client, by the policy: it stands with the deal of the invoice that is furthest.
fn reminder(facts: &Facts, message: &PlannedMessage) -> Task {
    let named = match message.invoices.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, others @ ..] => {
            let count = i64::try_from(others.len()).unwrap_or(i64::MAX);
            format!("{first} et {}", words::count(count, "autre facture", "autres factures"))
        }
    };
    let text = match (message.channel.is_spoken(), message.late_days) {
        (true, late) => format!("Appeler pour {named}, {} de retard", words::count(late, "jour", "jours")),
        (false, ..=0) => format!("Rappeler l’échéance de {named}"),
        (false, late) => format!("Relancer {named}, {} de retard", words::count(late, "jour", "jours")),
    };
    let mut task = task(
        facts,
        if message.channel.is_spoken() { "call_debtor" } else { "remind_client" },
        &text,
        message.reasons.last().cloned().unwrap_or_default(),
        message.action.clone(),
        if message.channel.is_spoken() { "Appeler" } else { "Relancer" },
    );
    task.amount = message.amount;
    task.aim = Aim::BePaid;
    task.tone = if message.late_days > 0 { Tone::Late } else { Tone::Soon };
    task.late_days = message.late_days;
    task.why.clone_from(&message.reasons);
    task
}

fn cheques(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let seen = facts.sending.cheques.iter().filter(|c| (today - c.received_on).num_days() <= FORGOTTEN_AFTER);
    seen.map(|cheque| {
        let received = format!("Reçu le {}.", words::long_date(cheque.received_on));
        let mut task = match cheque.deposited_on {
            None => task(
                facts,
                "deposit_cheque",
                "Déposer le chèque",
                received,
                proposal("deposit_cheque", json!({"payment": cheque.payment, "deposited_on": today})),
                "Noter le dépôt",
            ),
            Some(day) => {
                let mut look = task(
                    facts,
                    "clear_cheque",
                    "Chèque déposé : vérifier l’encaissement",
                    format!("Déposé le {}.", words::long_date(day)),
                    proposal("clear_cheque", json!({"payment": cheque.payment, "cleared_on": today})),
                    "Noter l’encaissement",
                );
                look.because(format!("Déposé {}, à vérifier {LOOK_AFTER} jours après.", ago(day, today)));
                if (today - day).num_days() < LOOK_AFTER {
                    look.waits("la banque", day.checked_add_days(Days::new(LOOK_AFTER.unsigned_abs())));
                }
                look
            }
        };
        task.amount = cheque.amount;
        task.aim = Aim::BePaid;
        task.tone = Tone::Soon;
        task.complete = true;
        task
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::contact::PaymentRuns;
    use crate::contact::card::ClientProfile;
    use crate::deal::Facts;
    use crate::deal::tests::{day, invoice, quoted, signed};
    use crate::dunning::insolvency::{WorkDay, WorkDayBasis};
    use crate::dunning::{Debtor, OpenQuote, Owed, Plan, Policy, Reached, Rules};
    use crate::invoice::{Instalment, InvoiceKind};
    use crate::payment::cheque::ChequeFact;
    use crate::sending::SendingKind;
    use crate::today::{ClientName, Task, Tone, tasks};
    use chrono::NaiveDate;
    use values::money::Cents;

    fn pressing(facts: &Facts, today: NaiveDate) -> Vec<String> {
        tasks(facts, today).into_iter().filter(Task::is_for_today).map(|t| t.kind).collect()
    }

    fn owed() -> Facts {
        let mut deal = signed();
        deal.invoices.push(invoice(1, InvoiceKind::Deposit, 120_000, 120_000));
        deal
    }

    /// The plan for the only invoice of that deal, reminded on that day of that step.
    fn plan(deal: &Facts, reached: Option<(NaiveDate, i64)>, today: NaiveDate) -> Plan {
        let invoice = &deal.invoices[0];
        let debtor = Debtor {
            reminded_on: reached.map(|(on, _)| on),
            owed: vec![Owed {
                id: invoice.id,
                number: invoice.number.clone(),
                deal: deal.deal,
                title: deal.title.clone(),
                parts: vec![Instalment { due_on: invoice.due_on, amount: invoice.open }],
                sent_on: deal.sending.sent.get(&invoice.id).copied(),
                reached: reached.map(|(on, days)| Reached {
                    since: invoice.due_on,
                    days,
                    written: true,
                    spoken: true,
                    on,
                }),
                promised_on: None,
                part_paid_on: None,
                dispute: None,
                contested: Cents(0),
                checked: false,
                misdirected: None,
                notice_on: None,
                ceded: None,
                plan: None,
                received_on: None,
                platform: None,
                work: WorkDay { on: invoice.issued_on, basis: WorkDayBasis::Issue },
            }],
            ..debtor(deal)
        };
        Plan::of_client(&debtor, &Rules::usual(), today)
    }

    /// The plan for the quote of that deal, asked about on that day.
    fn offered(deal: &Facts, followed_on: Option<NaiveDate>, today: NaiveDate) -> Plan {
        let quote = deal.quote.as_ref().unwrap();
        let open = OpenQuote {
            id: quote.id,
            number: quote.number.clone(),
            deal: deal.deal,
            title: deal.title.clone(),
            amount: quote.gross,
            left_on: quote.left_on.unwrap(),
            valid_until: quote.valid_until,
            followed_on,
        };
        Plan::of_client(&Debtor { followed_on, quotes: vec![open], ..debtor(deal) }, &Rules::usual(), today)
    }

    /// The client of that deal, who owes nothing and was asked for nothing.
    fn debtor(deal: &Facts) -> Debtor {
        Debtor {
            client: ClientName { id: deal.client, name: deal.client_name.clone() },
            policy: Policy::shipped(ClientProfile::Regular),
            has_email: deal.sending.has_email,
            has_address: true,
            runs: PaymentRuns::default(),
            reminded_on: None,
            followed_on: None,
            waiting: None,
            hold: None,
            insolvency: None,
            owed: Vec::new(),
            quotes: Vec::new(),
        }
    }

    #[test]
    fn an_invoice_is_sent_then_reminded_of_step_by_step() {
        let mut deal = owed();
        deal.sending.has_email = true;
        deal.invoices[0].due_on = day(11, 9);
        let after = |days| day(11, 9) + chrono::TimeDelta::days(days);
        assert_eq!(pressing(&deal, after(-20)), ["send_invoice"]);
        assert_eq!(pressing(&deal, after(8)), ["send_invoice"], "nobody pays what they did not receive");
        assert_eq!(tasks(&deal, after(8))[0].tone, Tone::Late);
        deal.sending.sent.insert(1, after(-25));
        let mut at = |reached, days| {
            deal.sending.plan = plan(&deal, reached, after(days));
            pressing(&deal, after(days))
        };
        assert!(at(None, 0).is_empty(), "until its day, it waits for the client");
        assert!(at(None, 1).is_empty(), "until its first step too");
        assert_eq!(at(None, 3), ["remind_client"]);
        assert!(at(Some((after(3), 3)), 7).is_empty());
        assert_eq!(at(Some((after(3), 3)), 10), ["remind_client", "call_debtor"]);
        deal.sending.plan = plan(&deal, None, after(1));
        let waiting = tasks(&deal, after(1)).into_iter().find(|task| task.kind == "collect_payment").unwrap();
        assert_eq!(waiting.until.as_deref(), Some("2026-11-12"), "the day of the first step");
    }

    #[test]
    fn nobody_is_reminded_on_a_sunday() {
        let mut deal = owed();
        deal.invoices[0].due_on = day(11, 10);
        deal.sending.sent.insert(1, day(10, 10));
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for has_email in [false, true] {
            deal.sending.has_email = has_email;
            deal.sending.plan = plan(&deal, None, sunday);
            assert!(pressing(&deal, sunday).is_empty());
            deal.sending.plan = plan(&deal, None, day(11, 23));
            let called = tasks(&deal, day(11, 23)).remove(0);
            assert_eq!(
                (called.kind.as_str(), called.label.as_str()),
                if has_email { ("remind_client", "Relancer") } else { ("call_debtor", "Appeler") }
            );
        }
    }

    #[test]
    fn a_quote_is_followed_up_until_it_is_answered_or_expires() {
        let mut deal = quoted();
        deal.sending.has_email = true;
        let pressing = |deal: &mut Facts, followed_on, on| {
            deal.sending.plan = offered(deal, followed_on, on);
            pressing(deal, on)
        };
        assert!(pressing(&mut deal, None, day(9, 12)).is_empty());
        let waiting = tasks(&deal, day(9, 12)).remove(0);
        assert_eq!((waiting.kind.as_str(), waiting.waits_for.as_str()), ("collect_signature", "le client"));
        assert_eq!(waiting.until.as_deref(), Some("2026-09-14"), "the first follow-up, on a day of work");
        assert_eq!(pressing(&mut deal, None, day(9, 19)), ["follow_up_quote"]);
        assert!(pressing(&mut deal, Some(day(9, 19)), day(9, 19)).is_empty());
        assert!(pressing(&mut deal, Some(day(9, 13)), day(9, 18)).is_empty(), "at most one a week");
        let waiting = tasks(&deal, day(9, 18)).remove(0);
        assert_eq!(waiting.until.as_deref(), Some("2026-09-20"));
        assert!(waiting.why.iter().any(|why| why.contains("au plus un message")), "{:?}", waiting.why);
        assert_eq!(pressing(&mut deal, None, day(10, 11)), ["renew_quote"]);
    }

    #[test]
    fn a_quote_that_was_numbered_has_to_leave_before_it_is_followed_up() {
        let mut deal = quoted();
        deal.sending.has_email = true;
        deal.quote.as_mut().unwrap().left_on = None;
        assert_eq!(pressing(&deal, day(9, 20)), ["record_quote_sent"]);
        deal.quote.as_mut().unwrap().left_on = Some(day(9, 19));
        deal.sending.plan = offered(&deal, None, day(9, 20));
        assert!(pressing(&deal, day(9, 20)).is_empty(), "it waits for the client");
        deal.sending.plan = offered(&deal, None, day(9, 22));
        assert_eq!(pressing(&deal, day(9, 22)), ["follow_up_quote"]);
    }

    #[test]
    fn what_is_in_the_outbox_is_not_to_be_done_again() {
        let mut deal = owed();
        deal.sending.in_outbox.insert((SendingKind::Invoice, 1));
        assert!(pressing(&deal, day(10, 1)).is_empty());
        let waiting = tasks(&deal, day(10, 1)).into_iter().find(|task| task.kind == "send_invoice").unwrap();
        assert_eq!(waiting.waits_for, "la boîte d’envoi");
    }

    #[test]
    fn a_cheque_is_deposited_then_looked_after_a_week_later() {
        let mut deal = signed();
        let cheque =
            ChequeFact { payment: 4, amount: Cents(500), received_on: day(10, 1), deposited_on: None };
        deal.sending.cheques = vec![cheque];
        assert!(pressing(&deal, day(10, 1)).contains(&"deposit_cheque".to_owned()));
        deal.sending.cheques[0].deposited_on = Some(day(10, 2));
        assert!(!pressing(&deal, day(10, 9)).contains(&"clear_cheque".to_owned()));
        assert!(pressing(&deal, day(10, 10)).contains(&"clear_cheque".to_owned()));
        // Noted long before cheques were followed.
        assert!(!pressing(&deal, day(12, 10)).contains(&"clear_cheque".to_owned()));
    }
}
