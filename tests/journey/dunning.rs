//! Reminders by policy, through the one door: what is due, what is kept back, what will leave.

use crate::sending::{invoiced, send};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tests::{Books, Door, bakery, camille, day, pay, website};
use values::refusal::Refusal;

/// Books with three clients, each with invoices that fall due one after the other.
fn several() -> Books {
    let books = Books::empty();
    let house = books.on(day(9, 1));
    house.done("set_identity", camille());
    for (rank, (name, profile)) in
        [("Boulangerie Le Goff", "regular"), ("Lumen", "key_account"), ("Dupont", "bad_payer")]
            .into_iter()
            .enumerate()
    {
        let mut card = bakery();
        card["name"] = json!(name);
        card["siret"] = json!(["552 100 554", "552 081 317", "443 061 841"][rank]);
        card["electronic_address"] = json!("");
        card["profile"] = json!(profile);
        card["email"] = json!(format!("contact{rank}@exemple.fr"));
        let client = house.done("add_client", card);
        for part in 0..3 {
            let deal = house.done("open_deal", json!({"client": client, "title": format!("Site {part}")}));
            let content = json!({"subject": "Site", "due_on": day(9, 21) + chrono::TimeDelta::days(9 * part), "lines": website()["lines"]});
            let invoice = house.done("issue_invoice", json!({"deal": deal, "content": content}));
            house.done("send_invoice", json!({"invoice": invoice, "method": "hand"}));
        }
    }
    drop(house);
    books
}

fn plan(house: &Door) -> Value {
    house.ask("dunning_plan", json!({}))
}

fn numbers(entry: &Value) -> Vec<String> {
    entry["invoices"].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect()
}

fn says(refusal: &Refusal, words: &str) {
    assert!(refusal.message.replace('\u{a0}', " ").contains(words), "{}", refusal.message);
}

#[test]
fn doing_what_is_planned_each_day_is_what_was_rehearsed() {
    let books = several();
    let start = day(9, 14);
    let rehearsed = books.on(start).ask("rehearse_dunning", json!({"from": start, "days": 90}));
    let days = rehearsed["days"].as_array().unwrap();
    assert_eq!(days.len(), 90);
    let mut messages = 0;
    for told in days {
        let on: NaiveDate = told["day"].as_str().unwrap().parse().unwrap();
        let house = books.on(on);
        let plan = plan(&house);
        assert_eq!(plan["due"], told["messages"], "{on}");
        for entry in plan["due"].as_array().unwrap() {
            if entry["complete"] == true {
                let action = &entry["action"];
                house.done(action["name"].as_str().unwrap(), action["payload"].clone());
                messages += 1;
            }
        }
        // Nothing is due twice on one day.
        let left = self::plan(&house);
        assert!(left["due"].as_array().unwrap().iter().all(|entry| entry["complete"] == false), "{left:#}");
    }
    assert!(messages > 20, "{messages} messages");
    books.on(day(12, 13)).verified();
}

#[test]
fn one_message_asks_for_all_that_is_late_and_names_each() {
    let books = several();
    // Two are late, the third is not due yet.
    let house = books.on(day(10, 1));
    let due = plan(&house)["due"].clone();
    let entry =
        due.as_array().unwrap().iter().find(|one| one["client"]["name"] == "Boulangerie Le Goff").unwrap();
    assert_eq!(
        (entry["channel"].as_str(), entry["tone"].as_str()),
        (Some("email"), Some("firm")),
        "{entry:#}"
    );
    assert_eq!(numbers(entry), ["F-2026-0001", "F-2026-0002"]);
    let preview = house.ask("preview_reminder", json!({"invoice": 1}));
    assert_eq!(preview["invoices"].as_array().unwrap().len(), 2);
    let body = preview["message"]["body"].as_str().unwrap();
    assert!(
        body.contains("F-2026-0001") && body.contains("F-2026-0002") && !body.contains("F-2026-0003"),
        "{body}"
    );
    assert_eq!(preview["message"]["attachment"], "F-2026-0001.pdf, F-2026-0002.pdf");
    house.done("remind_client", json!({"invoice": 1, "method": "email"}));
    // It stands with each of them, and a month later by letter too.
    assert_eq!(house.ask("invoice", json!({"id": 2}))["sendings"][0]["kind"], "reminder");
    let letter = books.on(day(10, 12));
    let paper = letter.ask("preview_reminder_paper", json!({"invoice": 2, "tone": "formal"}));
    assert!(tests::bytes(&paper).starts_with(b"%PDF"));
    let wrong = letter.refused("remind_client", json!({"invoice": 2, "tone": "formal", "method": "email"}));
    assert_eq!(wrong.field.as_deref(), Some("tone"));
    letter.done("remind_client", json!({"invoice": 2, "also": [], "tone": "formal", "method": "registered"}));
    letter.verified();
}

#[test]
fn a_promise_keeps_reminders_back_until_it_is_broken() {
    let books = Books::camille();
    let (deal, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    // Due on 20 December; the first step comes on the 23rd.
    let house = books.on(day(12, 23));
    assert_eq!(plan(&house)["due"][0]["invoices"], json!(["F-2026-0002"]));
    let past = house.refused("record_promise", json!({"invoice": invoice, "promised_on": "2026-12-22"}));
    assert_eq!(past.field.as_deref(), Some("promised_on"));
    let more = json!({"invoice": invoice, "promised_on": "2026-12-29", "amount": "2 800,01"});
    assert_eq!(house.refused("record_promise", more).field.as_deref(), Some("amount"));
    house.done("record_promise", json!({"invoice": invoice, "promised_on": "2026-12-26", "words": "Anne"}));
    let told = house.ask("deal", json!({"id": deal}))["timeline"][0].clone();
    assert!(told["title"].as_str().unwrap().contains("promis sur F-2026-0002"), "{told:#}");
    let held = plan(&house);
    assert_eq!((held["due"].as_array().unwrap().len(), &held["held"][0]["guard"]), (0, &json!("promise")));
    assert_eq!(held["held"][0]["until"], "2026-12-27");
    says(
        &house.refused("remind_client", json!({"invoice": invoice, "method": "email"})),
        "promis pour le 26",
    );
    // Part of it comes, and the day goes by: one step firmer than the one that waited.
    let part =
        json!({"invoice": invoice, "amount": "1000", "received_on": "20/12/2026", "method": "transfer"});
    books.on(day(12, 24)).done("record_payment", part);
    let broken = books.on(day(12, 28));
    assert_eq!(broken.ask("reminders", json!({}))["promises"][0]["state"], "broken");
    let due = plan(&broken)["due"][0].clone();
    assert_eq!((due["step"].as_i64(), due["tone"].as_str()), (Some(10), Some("firm")), "{due:#}");
    assert_eq!(due["amount"], 180_000);
    // What was promised came: it was kept, though something else is left.
    broken.done("record_promise", json!({"invoice": invoice, "promised_on": "2027-01-05", "amount": "500"}));
    pay(&books, day(12, 31), invoice, "500");
    let kept = books.on(NaiveDate::from_ymd_opt(2027, 1, 8).unwrap());
    assert_eq!(kept.ask("invoice", json!({"id": invoice}))["reminders"]["promise"]["state"], "kept");
    kept.done("record_promise", json!({"invoice": invoice, "words": "finalement non"}));
    assert_eq!(kept.ask("invoice", json!({"id": invoice}))["reminders"]["promise"], Value::Null);
    says(&kept.refused("record_promise", json!({"invoice": invoice})), "Indiquez le jour promis");
    kept.verified();
}

#[test]
fn a_dispute_a_hold_a_cession_and_proceedings_each_keep_reminders_back() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let house = books.on(day(12, 23));
    let guard = || {
        let plan = plan(&books.on(day(12, 23)));
        assert!(plan["due"].as_array().unwrap().is_empty(), "{plan:#}");
        plan["held"][0]["guard"].as_str().unwrap().to_owned()
    };
    let contest =
        json!({"invoice": invoice, "reason": "quality", "amount": "", "words": "Deux pages manquent"});
    let dispute = house.done("open_dispute", contest.clone());
    assert_eq!(guard(), "dispute");
    says(&house.refused("open_dispute", contest), "déjà contestée");
    assert_eq!(house.ask("reminders", json!({}))["disputes"][0]["undisputed"], 0);
    house.done("settle_dispute", json!({"dispute": dispute, "outcome": "rejected"}));
    says(
        &house.refused("settle_dispute", json!({"dispute": dispute, "outcome": "rejected"})),
        "déjà terminé",
    );

    let hold =
        house.done("hold_reminders", json!({"client": 1, "until": "2027-01-10", "reason": "Inventaire"}));
    assert_eq!(guard(), "hold");
    house.refused("hold_reminders", json!({"client": 1, "until": "2027-01-11", "reason": "Encore"}));
    house.done("resume_reminders", json!({"stop": hold}));
    let ceded = house.done("record_cession", json!({"invoice": invoice, "to": "Factor SA"}));
    assert_eq!(guard(), "ceded");
    house.done("resume_reminders", json!({"stop": ceded}));
    let court = house.done("record_insolvency", json!({"client": 1, "published_on": "2026-12-15"}));
    assert_eq!(guard(), "insolvency");
    let refused = house.refused("remind_client", json!({"invoice": invoice, "method": "email"}));
    says(&refused, "se déclare au plus tard le 15 février 2027");
    says(&house.refused("resume_reminders", json!({"stop": 99})), "introuvable");
    house.done("resume_reminders", json!({"stop": court}));
    assert_eq!(plan(&house)["due"].as_array().unwrap().len(), 1);
    house.verified();
}

#[test]
fn a_policy_is_changed_for_a_profile_or_one_client() {
    let books = Books::camille();
    let (_, invoice) = invoiced(&books);
    send(&books.on(day(11, 21)), invoice);
    let house = books.on(day(12, 21));
    let usual = house.ask("rehearse_dunning", json!({"days": 40}));
    let when = |told: &Value| -> Vec<(String, i64)> {
        let days = told["days"].as_array().unwrap().iter();
        days.flat_map(|one| {
            let day = one["day"].as_str().unwrap().to_owned();
            let complete = one["messages"].as_array().unwrap().iter().filter(|m| m["complete"] == true);
            complete.map(move |m| (day.clone(), m["step"].as_i64().unwrap())).collect::<Vec<_>>()
        })
        .collect()
    };
    assert_eq!(when(&usual)[0], ("2026-12-23".to_owned(), 3));
    let step = |days: i64, tone: &str| json!({"days": days.to_string(), "channel": "email", "tone": tone});
    let refused = |steps: Value| {
        let refusal = house.refused("set_reminder_policy", json!({"profile": "new", "steps": steps}));
        refusal.field.unwrap()
    };
    assert_eq!(refused(json!([step(3, "neutral"), step(500, "neutral")])), "steps[1].days");
    assert_eq!(refused(json!([step(3, "neutral"), step(3, "firm")])), "steps[1].days");
    assert_eq!(refused(json!([step(3, "firm"), step(9, "neutral")])), "steps");
    assert_eq!(refused(json!([step(3, "formal")])), "steps[0].tone");
    house.done("set_reminder_policy", json!({"profile": "new", "steps": [step(7, "friendly")]}));
    let changed = house.ask("rehearse_dunning", json!({"days": 40}));
    assert_eq!(when(&changed), [("2026-12-28".to_owned(), 7)], "27 December is a Sunday");
    house.done("set_reminder_policy", json!({"client": 1, "steps": []}));
    assert!(when(&house.ask("rehearse_dunning", json!({"days": 40}))).is_empty(), "who is never reminded");
    let shown = house.ask("reminder_policies", json!({}));
    assert_eq!(shown["policies"].as_array().unwrap().last().unwrap()["client"]["id"], 1);
    house.done("set_reminder_policy", json!({"client": 1}));
    house.done("set_reminder_policy", json!({"profile": "new"}));
    assert_eq!(house.ask("rehearse_dunning", json!({"days": 40})), usual);
    let nobody = house.refused("set_reminder_policy", json!({"steps": []}));
    assert_eq!(nobody.field.as_deref(), Some("profile"));
    for wrong in [json!({"days": 0}), json!({"days": 400}), json!({"from": "2026-12-20"})] {
        assert!(house.0.ask("rehearse_dunning", wrong.clone()).is_err(), "{wrong}");
    }
    house.verified();
}

#[test]
fn a_client_has_the_steps_of_their_profile_until_they_have_their_own() {
    let books = several();
    let house = books.on(day(9, 14));
    let of = |client: i64| house.ask("client_policy", json!({"id": client}));
    assert_eq!((&of(1)["shipped"], &of(1)["steps"][0]["days"]), (&json!(true), &json!(-5)));
    let steps = json!([{"days": "4", "channel": "email", "tone": "neutral", "least": "500"}]);
    house.done("set_reminder_policy", json!({"client": 1, "steps": steps}));
    let own = of(1);
    assert_eq!((&own["shipped"], &own["client"]["name"]), (&json!(false), &json!("Boulangerie Le Goff")));
    let told = own["told"][0].as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(told, "4 jours après l’échéance, par e-mail, ton neutre, à partir de 500,00 €");
    assert_eq!(of(2)["shipped"], true);
}

#[test]
fn a_reminder_of_several_is_told_with_all_of_them_and_stands_behind_each() {
    let books = several();
    let house = books.on(day(10, 15));
    house.done("remind_client", json!({"invoice": 1, "also": [2], "method": "post", "tone": "formal"}));
    let told = house.ask("deal", json!({"id": 1}));
    let first = &told["timeline"][0];
    let title = first["title"].as_str().unwrap();
    assert!(title.starts_with("Mise en demeure de payer F-2026-0001 et F-2026-0002 par courrier"), "{title}");
    // What was asked about in another's message was asked about: its sending stands.
    for invoice in [1, 2] {
        let view = house.ask("invoice", json!({"id": invoice}));
        let sendings = view["sendings"].as_array().unwrap();
        let sent = sendings.iter().find(|row| row["kind"] == "invoice").unwrap();
        assert_eq!(sent["may_withdraw"], false, "{invoice}: {sent}");
    }
}

#[test]
fn nobody_is_given_formal_notice_who_was_never_asked() {
    let books = several();
    // Months late, and nobody ever asked: the firm letter comes first, the formal notice after it.
    let house = books.on(NaiveDate::from_ymd_opt(2027, 2, 1).unwrap());
    let due = plan(&house)["due"].clone();
    for message in due.as_array().unwrap() {
        assert_ne!(message["tone"], "formal", "{message}");
    }
}

#[test]
fn a_plan_keeps_reminders_back_while_its_parts_come_and_no_longer() {
    let books = several();
    let house = books.on(day(10, 20));
    let typed = json!({"client": 1, "count": "3", "first_on": "31/10/2026", "words": "Anne, au téléphone"});
    let told = house.ask("preview_payment_plan", typed.clone());
    let parts: Vec<i64> =
        told["parts"].as_array().unwrap().iter().map(|part| part["amount"].as_i64().unwrap()).collect();
    assert_eq!(parts.iter().sum::<i64>(), told["total"].as_i64().unwrap());
    assert_eq!(told["invoices"].as_array().unwrap().len(), 3);
    let paper = house.ask("preview_payment_plan_paper", typed.clone());
    assert_eq!(paper["media_type"], "application/pdf");
    let id = house.done("agree_payment_plan", typed.clone());
    let held = plan(&house)["held"].clone();
    let guards: Vec<&Value> = held
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["client"]["id"] == 1)
        .map(|one| &one["guard"])
        .collect();
    assert!(!guards.is_empty() && guards.iter().all(|guard| **guard == "plan"), "{held}");
    let refused = house.refused("agree_payment_plan", typed.clone());
    says(&refused, "déjà dans un échéancier");

    // The first part comes: the plan goes on. The second does not: the whole is due again.
    pay(&books, day(10, 30), 1, &format!("{},{:02}", parts[0] / 100, parts[0] % 100));
    let state = |on: NaiveDate| books.on(on).ask("reminders", json!({}))["plans"][0]["state"].clone();
    assert_eq!(state(day(11, 2)), "kept");
    assert_eq!(state(day(12, 1)), "broken");
    let asks = |on: NaiveDate| {
        let due = plan(&books.on(on))["due"].clone();
        due.as_array().unwrap().iter().any(|message| message["client"]["id"] == 1)
    };
    assert!(!asks(day(11, 24)) && asks(day(12, 1)));

    let house = books.on(day(12, 1));
    assert_eq!(
        house.refused("end_payment_plan", json!({"plan": id, "reason": ""})).field.as_deref(),
        Some("reason")
    );
    house.done("end_payment_plan", json!({"plan": id, "reason": "Deuxième échéance impayée"}));
    says(&house.refused("end_payment_plan", json!({"plan": id, "reason": "encore"})), "déjà arrêté");
    assert_eq!(house.ask("reminders", json!({}))["plans"], json!([]));
    house.verified();
}

#[test]
fn what_cannot_be_a_plan_is_refused_at_its_field() {
    let books = several();
    let house = books.on(day(10, 20));
    let typed = |field: &str, value: &str| {
        let mut typed = json!({"client": 1, "count": "3", "first_on": "31/10/2026"});
        typed[field] = json!(value);
        house.refused("agree_payment_plan", typed).field
    };
    for (field, value) in
        [("count", "1"), ("count", "trois"), ("first_on", "01/10/2026"), ("first_on", ""), ("breaks_at", "0")]
    {
        assert_eq!(typed(field, value).as_deref(), Some(field), "{value}");
    }
    house.done("record_insolvency", json!({"client": 2, "published_on": "15/10/2026"}));
    says(
        &house.refused("agree_payment_plan", json!({"client": 2, "count": "3", "first_on": "31/10/2026"})),
        "Procédure collective",
    );
}

#[test]
fn why_an_invoice_is_late_is_noted_told_and_counted() {
    let books = several();
    let house = books.on(day(10, 20));
    let note = |invoice: i64, reason: &str| json!({"invoice": invoice, "reason": reason, "words": "Anne"});
    house.done("record_late_reason", note(1, "not_entered"));
    house.done("record_late_reason", note(1, "being_approved"));
    house.done("record_late_reason", note(2, "being_approved"));
    let view = house.ask("invoice", json!({"id": 1}));
    assert_eq!(view["reminders"]["late_reason"]["reason"], "being_approved");
    let counted = house.ask("client", json!({"id": 1}))["late_reasons"].clone();
    assert_eq!(counted, house.ask("reminders", json!({}))["late_reasons"]);
    assert_eq!(counted[0], json!({"reason": "being_approved", "invoices": 2}));
    let told = house.ask("deal", json!({"id": 2}))["timeline"][0]["title"].clone();
    assert_eq!(told, "Retard de F-2026-0002 : en cours de validation");
    // Only of what is late.
    let early = books.on(day(10, 20));
    pay(&books, day(10, 20), 3, "4000");
    says(&early.refused("record_late_reason", note(3, "other")), "n’est pas en retard");
}
