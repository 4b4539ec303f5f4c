//! The next step of a deal on its road, from the first contact to the payment.

use crate::deal::Facts;
use crate::deal::fact::InvoiceFact;
use crate::today::task::{Aim, Task, Tone, join, order_action, proposal, task};
use crate::today::{delivery, order};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words;

/// Days before a due date from which a payment is watched on Aujourd’hui.
const WATCHED_DAYS: i64 = 5;

pub fn first_steps(facts: &Facts, today: NaiveDate) -> Task {
    let waiting = facts.next_on.filter(|day| *day > today);
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
            join(&["Besoin, budget, prochain pas : une minute.".into(), planned]),
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
    task.pressing = waiting.is_none();
    if facts.next_on.is_some_and(|day| day < today) {
        task.tone = Tone::Soon;
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
        return Some(task);
    }
    Some(task(
        facts,
        "collect_signature",
        &format!("Recueillir la signature du devis {}", quote.number),
        format!("Valable jusqu’au {}.", words::long_date(quote.valid_until)),
        proposal("accept_quote", json!({"quote": quote.id})),
        "Signé",
    ))
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
            "Émettre",
        );
        issue.amount = agreed - facts.deposit_invoiced();
        issue.tone = Tone::Ready;
        issue.complete = facts.may_be_invoiced;
        issue.aim = Aim::BePaid;
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
    begin.pressing = settled;
    if settled {
        begin.tone = Tone::Ready;
    }
    if let Some(why) = order::waits(facts, today) {
        (begin.complete, begin.pressing, begin.tone, begin.detail) = (false, false, Tone::Calm, why);
    }
    begin
}

pub fn in_delivery(facts: &Facts, today: NaiveDate) -> Task {
    let since = facts.begun_on.map(|d| format!("En cours depuis le {}.", words::long_date(d)));
    let action =
        order_action("record_delivery", facts, json!({"delivered_on": today, "note": "", "proof": null}));
    match delivery::expected(facts, today) {
        None => task(
            facts,
            "record_delivery",
            "Enregistrer la livraison",
            since.unwrap_or_default(),
            action,
            "Livré",
        ),
        Some(day) => {
            let text = format!("Livraison prévue le {}", words::long_date(day));
            let mut expected =
                task(facts, "expected_delivery", &text, since.unwrap_or_default(), action, "Livré");
            expected.tone = Tone::Soon;
            expected
        }
    }
}

pub fn after_payment(facts: &Facts, today: NaiveDate) -> Task {
    let deal = facts.deal;
    let mut task = if facts.thanked_on.is_none() {
        let mut thank = task(
            facts,
            "thank_client",
            "Remercier le client",
            facts
                .paid_on
                .map(|d| format!("Tout est réglé depuis le {}.", words::long_date(d)))
                .unwrap_or_default(),
            proposal("thank_client", json!({"deal": deal, "thanked_on": today, "words": ""})),
            "Remercié",
        );
        thank.complete = true;
        thank
    } else {
        let mut ask = task(
            facts,
            "ask_satisfaction",
            "Demander au client s’il est satisfait",
            facts.thanked_on.map(|d| format!("Remercié le {}.", words::long_date(d))).unwrap_or_default(),
            proposal("record_satisfaction", json!({"deal": deal, "answered_on": today})),
            "Noter la réponse",
        );
        // A week after the thanks is soon enough.
        ask.pressing = facts.thanked_on.is_none_or(|d| (today - d).num_days() >= 7);
        ask
    };
    task.amount = Cents::ZERO;
    task.aim = Aim::KeepLoyal;
    task
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
    let text = match late {
        1.. if late_parts > 1 => format!(
            "{late_parts} échéances de {} en retard, depuis {}",
            invoice.number,
            words::count(late, "jour", "jours")
        ),
        1.. => format!("{what} a {} de retard", words::count(late, "jour", "jours")),
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
        "Paiement reçu",
    );
    if late > 0 && invoice.open < facts.sending.remind_from && invoice.open < invoice.gross {
        return too_little(facts, invoice);
    }
    task.amount = asked;
    task.aim = Aim::BePaid;
    task.tone = match late {
        1.. => Tone::Late,
        -2..=0 => Tone::Soon,
        _ => Tone::Calm,
    };
    task.pressing = late >= -WATCHED_DAYS || !facts.deposit_settled();
    task
}

/// What is left is not worth a reminder: one gives it up, and the books are closed.
fn too_little(facts: &Facts, invoice: &InvoiceFact) -> Task {
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
    task
}
