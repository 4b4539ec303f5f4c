//! The next step of a deal on its road, from the first contact to the payment.

use crate::deal::Facts;
use crate::deal::fact::InvoiceFact;
use crate::dunning::Guard;
use crate::dunning::debtor::Over;
use crate::follow_up::SETTLED_IN;
use crate::today::order;
use crate::today::proposal::{ago, proposal};
use crate::today::task::{Aim, Task, Tone, When, join, order_action, task};
use chrono::{Days, NaiveDate};
use serde_json::json;
use values::money::Cents;
use values::words;

/// Days after which thanking for a payment comes too late.
const THANKED_WITHIN: i64 = 30;

/// Days after which one no longer asks whether a client was satisfied.
const ASKED_WITHIN: i64 = 120;

pub fn first_steps(facts: &Facts, today: NaiveDate) -> Task {
    let planned =
        if facts.next_step.is_empty() { String::new() } else { format!("Prévu : {}.", facts.next_step) };
    let deal = json!({"deal": facts.deal});
    let mut task = if facts.has_draft {
        task(
            facts,
            "finish_quote",
            "Finir et envoyer le devis",
            "Un brouillon est enregistré.".into(),
            proposal("send_quote", deal),
            "Reprendre",
        )
    } else if facts.qualified_on.is_none() {
        task(
            facts,
            "qualify_contact",
            "Qualifier la demande",
            join(&["Besoin, budget, prochaine étape : une minute.".into(), planned]),
            proposal("qualify_deal", deal),
            "Qualifier",
        )
    } else {
        task(
            facts,
            "write_quote",
            "Écrire le devis",
            planned,
            proposal("send_quote", deal),
            "Écrire le devis",
        )
    };
    task.because(format!("Affaire ouverte {}.", ago(facts.opened_on, today)));
    match facts.next_on {
        Some(day) => {
            task.because(format!("Prochaine étape prévue le {}.", words::long_date(day)));
            task.planned(day, today);
            if day <= today {
                task.tone = Tone::Soon;
            }
        }
        None => task.because("Aucune prochaine étape n’est datée.".to_owned()),
    }
    task
}

pub fn unanswered(facts: &Facts, today: NaiveDate) -> Option<Task> {
    let quote = facts.quote.as_ref()?;
    if quote.valid_until < today {
        let days = (today - quote.valid_until).num_days();
        let mut task = task(
            facts,
            "renew_quote",
            &format!("Devis {} expiré depuis {}", quote.number, words::count(days, "jour", "jours")),
            "Envoyez une nouvelle version, ou classez l’affaire perdue.".into(),
            proposal("send_quote", json!({"deal": facts.deal})),
            "Renouveler",
        );
        task.tone = Tone::Soon;
        task.late_days = days;
        task.because(format!(
            "Envoyé {}, valable jusqu’au {}, sans réponse.",
            ago(quote.sent_on, today),
            words::long_date(quote.valid_until)
        ));
        return Some(task);
    }
    let left_on = quote.left_on?;
    let mut wait = task(
        facts,
        "collect_signature",
        &format!("Recueillir la signature du devis {}", quote.number),
        format!("Valable jusqu’au {}.", words::long_date(quote.valid_until)),
        proposal("accept_quote", json!({"quote": quote.id})),
        "Noter la signature",
    );
    let plan = &facts.sending.plan;
    let next = plan.next_quote.get(&quote.id).copied();
    wait.because(format!("Devis envoyé {}.", ago(left_on, today)));
    match next {
        Some(day) => wait.because(format!("Prochaine relance le {}.", words::long_date(day))),
        None => wait.because(format!("Valable jusqu’au {}.", words::long_date(quote.valid_until))),
    }
    let held = plan.held.iter().find(|held| held.quote.as_ref() == Some(&quote.number));
    if let Some(held) = held {
        wait.because(held.text.clone());
    }
    let outbox = held.is_some_and(|held| held.guard == Guard::Outbox);
    let whom = if outbox { "la boîte d’envoi" } else { "le client" };
    wait.waits(whom, next.or_else(|| quote.valid_until.succ_opt()));
    Some(wait)
}

pub fn before_work(facts: &Facts, today: NaiveDate) -> Task {
    let agreed = facts.deposit_due();
    if facts.deposit_invoiced() < agreed {
        let mut issue = task(
            facts,
            "issue_deposit_invoice",
            "Émettre la facture d’acompte",
            "Commande signée : l’acompte est dû.".into(),
            order_action("issue_deposit_invoice", facts, json!({})),
            "Émettre…",
        );
        issue.amount = agreed - facts.deposit_invoiced();
        issue.tone = Tone::Ready;
        issue.aim = Aim::BePaid;
        if let Some(order) = &facts.order {
            issue.because(format!(
                "Devis signé {}, acompte convenu de {}.",
                ago(order.signed_on, today),
                words::euros(agreed)
            ));
        }
        return issue;
    }
    let settled = facts.deposit_settled();
    let mut begin = task(
        facts,
        "begin_delivery",
        "Commencer le travail",
        if !settled {
            "L’acompte n’est pas encore reçu.".into()
        } else if agreed.is_zero() {
            "Commande signée, sans acompte.".into()
        } else {
            "Acompte reçu, devis signé : tout est en ordre.".into()
        },
        order_action("begin_delivery", facts, json!({"began_on": today, "override_reason": ""})),
        "Commencer",
    );
    begin.complete = settled;
    if settled {
        begin.tone = Tone::Ready;
    } else {
        begin.waits("l’acompte", facts.invoices.iter().filter(|i| i.open.0 > 0).map(|i| i.due_on).min());
    }
    if let Some(why) = order::waits(facts, today) {
        (begin.complete, begin.tone, begin.detail) = (false, Tone::Calm, why);
        begin.waits("le client", facts.protection.map(|p| p.ends()).filter(|day| *day >= today));
    }
    begin
}

pub fn in_delivery(facts: &Facts, today: NaiveDate) -> Task {
    let since = facts.begun_on.map(|d| format!("En cours depuis le {}.", words::long_date(d)));
    let action =
        order_action("record_delivery", facts, json!({"delivered_on": today, "note": "", "proof": null}));
    let planned = facts.works.expected_on();
    let (kind, text) = match planned.filter(|day| *day < today) {
        Some(day) => ("expected_delivery", format!("Livraison prévue le {}", words::long_date(day))),
        None => ("record_delivery", "Enregistrer la livraison".to_owned()),
    };
    let mut deliver = task(facts, kind, &text, since.unwrap_or_default(), action, "Noter la livraison");
    match planned {
        Some(day) => {
            deliver.because(format!("Livraison convenue pour le {}.", words::long_date(day)));
            deliver.planned(day, today);
            if day <= today {
                deliver.tone = Tone::Soon;
            }
        }
        // Work of no agreed day goes on: nothing says that it is for today.
        None => deliver.waits("la fin du travail", None),
    }
    deliver
}

/// Thanks while they are fresh, then whether all was well; later, neither.
pub fn after_payment(facts: &Facts, today: NaiveDate) -> Option<Task> {
    if facts.written_off {
        return None;
    }
    let deal = facts.deal;
    let since = |day: Option<NaiveDate>| day.map_or(0, |day| (today - day).num_days());
    let thanks = facts.thanked_on.is_none() && since(facts.paid_on) <= THANKED_WITHIN;
    if since(facts.thanked_on.or(facts.paid_on)) > ASKED_WITHIN {
        return None;
    }
    let mut task = if thanks {
        let mut thank = task(
            facts,
            "thank_client",
            "Remercier le client",
            facts
                .paid_on
                .map(|d| format!("Tout est réglé depuis le {}.", words::long_date(d)))
                .unwrap_or_default(),
            proposal("thank_client", json!({"deal": deal, "thanked_on": today, "words": ""})),
            "Noter le merci",
        );
        thank.complete = true;
        thank
    } else {
        let written = facts.after.satisfaction_asked_on;
        let (kind, text, detail) = match (written, facts.thanked_on) {
            (Some(day), _) => (
                "note_satisfaction",
                "Noter si le client est satisfait",
                format!("Demandé par écrit le {}.", words::long_date(day)),
            ),
            (None, thanked_on) => (
                "ask_satisfaction",
                "Demander au client s’il est satisfait",
                thanked_on.map(|day| format!("Remercié le {}.", words::long_date(day))).unwrap_or_default(),
            ),
        };
        let action = proposal("record_satisfaction", json!({"deal": deal, "answered_on": today}));
        let mut ask = task(facts, kind, text, detail, action, "Noter la réponse");
        // A week after the thanks is soon enough, and so it is for an answer.
        let since = written.or(facts.thanked_on);
        if let Some(day) = since.and_then(|day| day.checked_add_days(Days::new(SETTLED_IN))) {
            ask.planned(day, today);
            ask.late_days = 0;
        }
        ask
    };
    if let Some(day) = facts.paid_on {
        task.because(format!("Tout est réglé, dernier paiement {}.", ago(day, today)));
    }
    if let Some(day) = facts.thanked_on {
        task.because(format!("Remercié {}.", ago(day, today)));
    }
    task.amount = Cents::ZERO;
    task.aim = Aim::KeepLoyal;
    Some(task)
}

pub fn awaited(facts: &Facts, invoice: &InvoiceFact, today: NaiveDate) -> Task {
    let parts = invoice.open_parts();
    let overdue = parts.iter().filter(|(_, part)| part.due_on < today);
    // Everything that is late, else the next part.
    let late_parts = overdue.clone().count();
    let asked = match late_parts {
        0 => parts.first().map_or(invoice.open, |(_, part)| part.amount),
        _ => overdue.map(|(_, part)| part.amount).sum(),
    };
    let what = match (parts.first(), invoice.instalments.len()) {
        (Some((rank, _)), count @ 1..) => format!("Échéance {} sur {count} de {}", rank + 1, invoice.number),
        (_, _) => invoice.number.clone(),
    };
    let late = (today - invoice.due_on).num_days();
    let held = |guard| facts.sending.plan.is_held(guard, &invoice.number);
    let (planned, days) = (held(Guard::Plan), words::count(late, "jour", "jours"));
    let text = match late {
        _ if planned => format!("{} se paie par son échéancier", invoice.number),
        1.. if held(Guard::Dispute) => format!("{what} est contestée, {days} après son échéance"),
        1.. if late_parts > 1 => {
            format!("{late_parts} échéances de {} en retard, depuis {days}", invoice.number)
        }
        1.. => format!("{what} a {days} de retard"),
        0 => format!("{what} est due aujourd’hui"),
        _ if invoice.instalments.is_empty() => {
            format!("Paiement de {} attendu le {}", invoice.number, words::long_date(invoice.due_on))
        }
        _ => format!("{what} attendue le {}", words::long_date(invoice.due_on)),
    };
    let paid = invoice.standing() - invoice.open;
    let detail = if paid.is_zero() {
        format!("{} émise le {}.", words::capital(invoice.kind.french()), words::long_date(invoice.issued_on))
    } else {
        format!("{} déjà reçus sur {}.", words::euros(paid), words::euros(invoice.standing()))
    };
    let mut task = task(
        facts,
        "collect_payment",
        &text,
        detail,
        proposal(
            "record_payment",
            json!({"invoice": invoice.id, "amount": words::plain(asked), "received_on": today, "method": "transfer", "reference": ""}),
        ),
        "Noter le paiement",
    );
    if late > 0 && invoice.open < facts.sending.remind_from && invoice.open < invoice.gross {
        return too_little(facts, invoice, late);
    }
    if let Some(over) = facts.sending.plan.over.get(&invoice.id).filter(|_| late > 0) {
        return decide(facts, invoice, *over, late);
    }
    task.amount = asked;
    task.aim = Aim::BePaid;
    task.tone = match late {
        1.. if !planned => Tone::Late,
        -2..=0 => Tone::Soon,
        _ => Tone::Calm,
    };
    task.late_days = if planned { 0 } else { late.max(0) };
    wait_for_money(facts, invoice, today, &mut task);
    task
}

/// Money that is not due is waited for; once late, a reminder asks for it, at its pace; a paper that never left has no
/// one to be waited for from.
fn wait_for_money(facts: &Facts, invoice: &InvoiceFact, today: NaiveDate, task: &mut Task) {
    let sending = &facts.sending;
    task.because(format!(
        "{} {}, échéance le {}.",
        invoice.number,
        format_args!("émise le {}", words::long_date(invoice.issued_on)),
        words::long_date(invoice.due_on)
    ));
    if !sending.sent.contains_key(&invoice.id) {
        task.when = When::Offered;
        return;
    }
    if invoice.due_on >= today {
        task.waits("le paiement", invoice.due_on.succ_opt());
        return;
    }
    if invoice.open < sending.remind_from {
        task.because("C’est moins que ce que vous relancez.".to_owned());
        return;
    }
    let plan = &sending.plan;
    if let Some(held) = plan.held.iter().find(|held| held.invoices.contains(&invoice.number)) {
        task.because(held.text.clone());
        task.waits("le paiement", held.until.as_deref().and_then(|until| until.parse().ok()));
    } else if let Some(next) = plan.next.get(&invoice.id) {
        task.because(format!("Prochaine relance le {}.", words::long_date(*next)));
        task.waits("le paiement", Some(*next));
    }
}

/// Everything that one had planned was done, and nothing came: a court, a plan or a loss is the user's to choose.
fn decide(facts: &Facts, invoice: &InvoiceFact, over: Over, late: i64) -> Task {
    let detail = match over.notice_on {
        Some(notice_on) => format!("Mise en demeure du {} sans effet.", words::long_date(notice_on)),
        None => {
            format!("Toutes vos relances sont faites, la dernière le {}.", words::long_date(over.last_on))
        }
    };
    let mut task = task(
        facts,
        "decide_debt",
        &format!(
            "Décider la suite pour {}, {} de retard",
            invoice.number,
            words::count(late, "jour", "jours")
        ),
        detail.clone(),
        proposal("file_claim", json!({"client": facts.client})),
        "Voir les recours",
    );
    task.complete = false;
    task.amount = invoice.open;
    task.aim = Aim::BePaid;
    task.tone = Tone::Late;
    task.late_days = late;
    task.because(format!("Échéance le {}.", words::long_date(invoice.due_on)));
    task.because(detail);
    if let Some(promised) = over.broken_on {
        task.because(format!("Promise pour le {}, sans paiement.", words::long_date(promised)));
    }
    task.because("Un échéancier, un recours ou l’abandon : rien de plus n’est prévu tout seul.".to_owned());
    task
}

/// What is left is not worth a reminder: one gives it up, and the books are closed.
fn too_little(facts: &Facts, invoice: &InvoiceFact, late: i64) -> Task {
    let mut task = task(
        facts,
        "give_up_remainder",
        &format!("Abandonner le reste de {}", invoice.number),
        "C’est moins que ce que vous relancez.".to_owned(),
        proposal("give_up_remainder", json!({"invoice": invoice.id, "reason": "Écart de règlement"})),
        "Abandonner",
    );
    task.amount = invoice.open;
    task.aim = Aim::BePaid;
    task.tone = Tone::Calm;
    task.complete = true;
    task.because(format!(
        "Il reste {} depuis {}, moins que ce que vous relancez.",
        words::euros(invoice.open),
        words::count(late, "jour", "jours")
    ));
    task
}
