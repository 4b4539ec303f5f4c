//! Today: what to do now to move each deal forward and be paid, the most valuable first, each with one action.
//!
//! Invariant: a pure function of the facts and the day.

pub mod client;
mod delivery;
pub mod follow_up;
mod order;
mod sending;
mod solvency;

use crate::contact::ClientKind;
use crate::deal::{Facts, InvoiceFact, Stage};
use crate::money::Cents;
use crate::words;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

/// The three aims under which tasks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// « Être payé »
    BePaid,
    /// « Avancer »
    Advance,
    /// « Fidéliser »
    KeepLoyal,
}

/// How much it presses, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Late,
    Soon,
    Ready,
    Calm,
}

/// An entry of the list of actions, and what is already known of its payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Proposal {
    #[ts(type = "ActionName")]
    pub name: String,
    #[ts(type = "Record<string, unknown>")]
    pub payload: Value,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClientName {
    pub id: i64,
    pub name: String,
}

/// One line of Aujourd’hui.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Task {
    pub kind: String,
    /// One sentence without the client's name.
    pub text: String,
    /// Smaller, under it.
    pub detail: String,
    /// Cents.
    pub amount: Cents,
    pub currency: String,
    pub client: ClientName,
    /// None for what is about a client without a deal; the title is then empty.
    pub deal: Option<i64>,
    pub title: String,
    /// The word on the button.
    pub label: String,
    pub action: Proposal,
    /// True when the payload is complete: one press does it.
    pub complete: bool,
    pub aim: Aim,
    pub tone: Tone,
    /// False for what only waits: shown with its deal, not on Aujourd’hui.
    pub pressing: bool,
}

/// Days before a due date from which a payment is watched on Aujourd’hui.
const WATCHED_DAYS: i64 = 5;

/// The tasks of one deal, the next one first.
#[must_use]
pub fn tasks(facts: &Facts, today: NaiveDate) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    match facts.stage() {
        Stage::Lost | Stage::FollowedUp | Stage::Cancelled => {}
        Stage::Contact | Stage::Qualified => tasks.push(first_steps(facts, today)),
        Stage::Quoted => {
            let follow_up = sending::follow_up(facts, today);
            // One line for one quote: following it up comes first.
            let pressing = follow_up.is_none();
            tasks.extend(follow_up);
            tasks.extend(unanswered(facts, today).map(|task| Task { pressing, ..task }));
        }
        Stage::Signed | Stage::DepositPaid => {
            tasks.extend(order::first(facts, today));
            tasks.push(before_work(facts, today));
            tasks.extend(order::later(facts, today));
        }
        Stage::InDelivery => tasks.push(in_delivery(facts, today)),
        Stage::Delivered => {
            let left = facts.worth() - facts.invoiced();
            let mut issue = task(
                facts,
                "issue_balance_invoice",
                "Émettre la facture de solde",
                facts.delivered_on.map(|d| format!("Livré le {}.", words::long_date(d))).unwrap_or_default(),
                order_action("issue_balance_invoice", facts, json!({})),
                "Émettre",
            );
            issue.amount = left;
            issue.tone = Tone::Ready;
            issue.complete = facts.may_be_invoiced;
            issue.aim = Aim::BePaid;
            tasks.push(issue);
        }
        Stage::Invoiced => {}
        Stage::Paid => tasks.push(after_payment(facts, today)),
    }
    tasks.extend(delivery::tasks(facts, today));
    tasks.extend(solvency::tasks(facts, today));
    tasks.extend(follow_up::tasks(facts, today));
    tasks.extend(order::amendment(facts, today));
    // What is issued first has to leave; a cheque that only waits comes after the work.
    let (first, later): (Vec<Task>, Vec<Task>) =
        sending::tasks(facts, today).into_iter().partition(|task| task.pressing);
    let mut tasks = [first, tasks, later].concat();
    // One line for one invoice: where a reminder is due, it comes first, and a payment is noted with the deal.
    let reminded: Vec<Value> = tasks
        .iter()
        .filter(|task| task.kind == "remind_client" && task.pressing)
        .map(|task| task.action.payload["invoice"].clone())
        .collect();
    tasks.extend(facts.invoices.iter().filter(|i| i.open.0 > 0).map(|invoice| {
        let mut task = awaited(facts, invoice, today);
        task.pressing &= !reminded.contains(&json!(invoice.id));
        task
    }));
    tasks.extend(facts.unused.iter().map(|unused| {
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
        order::press_refund(facts, &mut refund, today);
        refund
    }));
    tasks.extend(order::papers(facts));
    tasks
}

fn first_steps(facts: &Facts, today: NaiveDate) -> Task {
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

fn unanswered(facts: &Facts, today: NaiveDate) -> Option<Task> {
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

fn before_work(facts: &Facts, today: NaiveDate) -> Task {
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

fn in_delivery(facts: &Facts, today: NaiveDate) -> Task {
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

fn after_payment(facts: &Facts, today: NaiveDate) -> Task {
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

fn awaited(facts: &Facts, invoice: &InvoiceFact, today: NaiveDate) -> Task {
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

/// Pressing tasks of all deals, by aim, then how much they press, then amount.
#[must_use]
pub fn ranked(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.retain(|task| task.pressing);
    tasks.sort_by(|a, b| {
        (a.aim, a.tone, std::cmp::Reverse(a.amount), a.deal, &a.kind).cmp(&(
            b.aim,
            b.tone,
            std::cmp::Reverse(b.amount),
            b.deal,
            &b.kind,
        ))
    });
    tasks
}

fn task(facts: &Facts, kind: &str, text: &str, detail: String, action: Proposal, label: &str) -> Task {
    Task {
        kind: kind.to_owned(),
        text: text.to_owned(),
        detail,
        amount: facts.worth(),
        currency: "EUR".to_owned(),
        client: ClientName { id: facts.client, name: facts.client_name.clone() },
        deal: Some(facts.deal),
        title: facts.title.clone(),
        label: label.to_owned(),
        action,
        complete: false,
        aim: Aim::Advance,
        tone: Tone::Calm,
        pressing: true,
    }
}

fn proposal(name: &str, payload: Value) -> Proposal {
    Proposal { name: name.to_owned(), payload }
}

fn order_action(name: &str, facts: &Facts, mut payload: Value) -> Proposal {
    if let (Some(map), Some(order)) = (payload.as_object_mut(), &facts.order) {
        map.insert("order".to_owned(), json!(order.id));
    }
    proposal(name, payload)
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// Whether it is a day on which people are called: neither Sunday nor a French public holiday.
#[must_use]
pub fn is_calling_day(day: NaiveDate) -> bool {
    day.weekday() != chrono::Weekday::Sun && !is_public_holiday(day)
}

/// French public holidays (C. trav. L3133-1), Easter by the Gregorian computus.
#[must_use]
pub fn is_public_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    if FIXED.contains(&(day.month(), day.day())) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday.
    easter(day.year()).is_some_and(|easter| [1, 39, 50].contains(&(day - easter).num_days()))
}

fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// What a late-payment sentence depends on.
#[must_use]
pub fn late_wording(kind: ClientKind) -> &'static str {
    match kind {
        ClientKind::Company | ClientKind::SoleTrader => "late_professional",
        ClientKind::PublicBody => "late_public",
        ClientKind::Person => "late_person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::tests::{day, fresh, invoice, quoted, signed};
    use crate::invoice::InvoiceKind;

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
    fn late_money_comes_first_and_what_only_waits_is_not_shown() {
        let mut late = signed();
        late.invoices.push(invoice(1, InvoiceKind::Balance, 280_000, 50));
        late.sending.sent.insert(1, day(9, 24));
        late.sending.reminded_on = Some(day(10, 25));
        let mut waiting = signed();
        waiting.deal = 2;
        waiting.invoices.push(invoice(2, InvoiceKind::Deposit, 120_000, 0));
        waiting.delivered_on = Some(day(10, 1));
        waiting.invoices.push(invoice(3, InvoiceKind::Balance, 280_000, 280_000));
        waiting.invoices[1].due_on = day(12, 20);
        waiting.sending.sent.insert(3, day(10, 2));
        let all: Vec<Task> =
            [&quoted(), &late, &waiting].into_iter().flat_map(|f| tasks(f, day(10, 26))).collect();
        let shown: Vec<(String, Tone)> = ranked(all).into_iter().map(|t| (t.kind, t.tone)).collect();
        assert_eq!(shown, [("collect_payment".into(), Tone::Late), ("renew_quote".into(), Tone::Soon)]);
    }

    #[test]
    fn a_late_part_is_asked_for_and_the_next_ones_wait() {
        let mut deal = signed();
        let part = |m, d, amount| crate::invoice::Instalment { due_on: day(m, d), amount: Cents(amount) };
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

    #[test]
    fn nobody_is_called_on_sundays_and_holidays() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert!(!is_calling_day(date(2026, 11, 22)), "a Sunday");
        assert!(is_calling_day(date(2026, 11, 23)));
        for holiday in [date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 7, 14)] {
            assert!(is_public_holiday(holiday), "{holiday}");
        }
    }
}
