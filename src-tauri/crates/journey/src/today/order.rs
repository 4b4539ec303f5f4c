//! Tasks of an order: what the client must still say before the work, and what is owed to one who withdrew.

use crate::deal::Facts;
use crate::deal::stage::Stage;
use crate::order::protection::refund_by;
use crate::today::proposal::{ago, proposal};
use crate::today::sending::quote_to_send;
use crate::today::task::{Task, Tone, When, order_action, task};
use chrono::NaiveDate;
use serde_json::json;
use values::money::Cents;
use values::words;

/// Days that a client is left with an amendment to sign.
const ANSWERED_WITHIN: u64 = 3;

/// What comes before anything else.
pub fn first(facts: &Facts, today: NaiveDate) -> Option<Task> {
    if !facts.awaits_engagement() {
        return None;
    }
    let mut engagement = task(
        facts,
        "record_engagement",
        "Obtenir le numéro d’engagement",
        "Un organisme public le donne avant le début du travail ; il figure sur les factures.".into(),
        order_action("record_engagement", facts, json!({"received_on": today})),
        "Noter le numéro",
    );
    if let Some(order) = &facts.order {
        engagement
            .because(format!("Commande signée {}, numéro pas encore reçu.", ago(order.signed_on, today)));
    }
    engagement.tone = Tone::Soon;
    Some(engagement)
}

/// What may be done meanwhile.
pub fn later(facts: &Facts, today: NaiveDate) -> Option<Task> {
    let protection = facts.protection.filter(|p| p.requested_on.is_none() && today <= p.ends())?;
    let mut request = task(
        facts,
        "record_start_request",
        &format!("Le client peut se rétracter jusqu’au {}", words::long_date(protection.ends())),
        "Pour commencer avant, il faut sa demande expresse.".into(),
        order_action("record_start_request", facts, json!({"requested_on": today})),
        "Noter sa demande",
    );
    request.waits("le client", protection.ends().succ_opt());
    Some(request)
}

/// Why the work cannot begin today, deposit apart.
pub fn waits(facts: &Facts, today: NaiveDate) -> Option<String> {
    if facts.awaits_engagement() {
        return Some("Le numéro d’engagement n’est pas encore reçu.".to_owned());
    }
    facts
        .protection
        .filter(|p| p.may_begin(today).is_err())
        .map(|p| format!("Le client peut se rétracter jusqu’au {}.", words::long_date(p.ends())))
}

/// A client who withdrew gets their money back by a day that the law sets.
pub fn press_refund(facts: &Facts, refund: &mut Task, today: NaiveDate) {
    let Some(withdrawn_on) = facts.protection.and_then(|p| p.withdrawn_on) else { return };
    let by = refund_by(withdrawn_on);
    refund.detail = format!(
        "Le client s’est rétracté : rendez-lui l’argent le {} au plus tard (C. conso. L221-24).",
        words::long_date(by)
    );
    refund.because(format!(
        "Rétractation le {}, à rendre avant le {}.",
        words::long_date(withdrawn_on),
        words::long_date(by)
    ));
    if today > by {
        refund.tone = Tone::Late;
        refund.late_days = (today - by).num_days();
    }
}

/// An amendment waits for its signature beside the work that goes on.
pub fn amendment(facts: &Facts, today: NaiveDate) -> Option<Task> {
    let quote = facts.amendment.as_ref().filter(|_| !facts.stage().is_end() && facts.balance().is_none())?;
    let expired = quote.valid_until < today;
    if !expired && quote.left_on.is_none() {
        return quote_to_send(facts, quote, "Avenant");
    }
    let mut task = if expired {
        task(
            facts,
            "renew_amendment",
            &format!("Avenant {} expiré", quote.number),
            "Envoyez une nouvelle version, ou abandonnez-le : la commande tient sans lui.".into(),
            proposal("send_quote", json!({"deal": facts.deal})),
            "Renouveler",
        )
    } else {
        task(
            facts,
            "collect_amendment",
            &format!("Recueillir la signature de l’avenant {}", quote.number),
            format!(
                "Valable jusqu’au {}. D’ici là la commande tient et le travail continue.",
                words::long_date(quote.valid_until)
            ),
            proposal("accept_quote", json!({"quote": quote.id})),
            "Noter la signature",
        )
    };
    task.amount = quote.gross;
    task.because(format!(
        "Avenant envoyé {}, valable jusqu’au {}.",
        ago(quote.left_on.unwrap_or(quote.sent_on), today),
        words::long_date(quote.valid_until)
    ));
    let answered_by = quote.left_on.unwrap_or(quote.sent_on) + chrono::Days::new(ANSWERED_WITHIN);
    if expired || answered_by <= today {
        task.tone = Tone::Soon;
    } else {
        task.waits("le client", Some(answered_by));
    }
    Some(task)
}

/// What the client receives after signing.
pub fn papers(facts: &Facts) -> Vec<Task> {
    let mut tasks = Vec::new();
    if !matches!(facts.stage(), Stage::Signed | Stage::DepositPaid | Stage::InDelivery) {
        return tasks;
    }
    let paper = |kind: &str, text: &str, detail: &str| {
        let mut task =
            task(facts, kind, text, detail.into(), order_action(kind, facts, json!({})), "Préparer");
        (task.when, task.amount) = (When::Offered, Cents::ZERO);
        task
    };
    if !facts.confirmed {
        tasks.push(paper(
            "issue_order_confirmation",
            "Confirmer la commande au client",
            "Ce qui est convenu, le total, l’acompte et la suite.",
        ));
    }
    if !facts.welcomed {
        tasks.push(paper(
            "issue_welcome_page",
            "Accueillir le client",
            "Une page : étapes, ce qu’il fournit, comment vous joindre, règlement.",
        ));
    }
    tasks
}
